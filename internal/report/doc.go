// Package report turns what a team keeps into documents and tables for reading elsewhere: neutral ones, which
// convert/<format> writes as Markdown, HTML and so on. Contacts are left out unless they are asked for.
package report

import (
	"fmt"
	"time"
)

// Doc is a document of blocks. All text in it is plain: no markup, line breaks are \n.
type Doc struct {
	Title    string
	Blocks   []Block
	Foot     string // what stands at the foot of each page beside its number; empty: the title
	Language string // "en", "pt-BR"; empty: en
}

// Block is a Heading, Chapter, Contents, Paragraph, Facts, List, Table, Quote or Note.
type Block interface{ block() }

// Heading begins a part of the document. Level 1 stands right below the title.
type Heading struct {
	Level int // 1 to 4
	Text  string
}

// Chapter is a heading of level 1 that begins a page of its own where there are pages.
type Chapter struct{ Text string }

// Contents is a list of all chapters and headings that follow, down to a level.
type Contents struct {
	Title string
	Depth int // 1 to 4
}

// Paragraph is running text; an empty line parts it.
type Paragraph struct{ Text string }

// Fact is a text under its label.
type Fact struct{ Label, Text string }

// Facts is a list of labelled texts.
type Facts struct{ Facts []Fact }

// List is a list of texts, numbered if Ordered.
type List struct {
	Ordered bool
	Items   []string
}

// Table has rows as wide as its header, or narrower ones. Right says which columns are of numbers; Named that the first
// column names what a row is about.
type Table struct {
	Header []string
	Rows   [][]string
	Right  []bool
	Named  bool
}

// Quote is what somebody said.
type Quote struct{ Text string }

// Note is a reminder that stands apart from the text around it.
type Note struct{ Title, Text string }

func (Heading) block()   {}
func (Chapter) block()   {}
func (Contents) block()  {}
func (Note) block()      {}
func (Paragraph) block() {}
func (Facts) block()     {}
func (List) block()      {}
func (Table) block()     {}
func (Quote) block()     {}

// Entry is one line of a table of contents.
type Entry struct {
	Level int // 1 to 4
	Text  string
	Block int // the index of the heading among the document's blocks
}

// Entries lists the chapters and headings behind the block of that index, down to a level.
func (d Doc) Entries(behind, depth int) []Entry {
	var out []Entry
	for i, b := range d.Blocks {
		level, text := Level(b)
		if i > behind && level > 0 && level <= depth && text != "" {
			out = append(out, Entry{level, text, i})
		}
	}
	return out
}

// Level is the level of a chapter or heading, 1 to 4, and its text; 0 for another block.
func Level(b Block) (int, string) {
	switch b := b.(type) {
	case Chapter:
		return 1, b.Text
	case Heading:
		return min(max(b.Level, 1), 4), b.Text
	}
	return 0, ""
}

// count writes a number of things: "1 partner", "24 partners".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func date(at time.Time) string { return at.Format("2 January 2006") }
