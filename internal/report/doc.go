// Package report turns what a team keeps into documents and tables for reading elsewhere: neutral ones, which
// convert/<format> writes as Markdown, HTML and so on. Contacts are left out unless they are asked for.
package report

import (
	"fmt"
	"time"
)

// Doc is a document of blocks. All text in it is plain: no markup, line breaks are \n.
type Doc struct {
	Title  string
	Blocks []Block
}

// Block is a Heading, Paragraph, Facts, List, Table or Quote.
type Block interface{ block() }

// Heading begins a part of the document. Level 1 stands right below the title.
type Heading struct {
	Level int // 1 to 4
	Text  string
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

// Table has rows as wide as its header, or narrower ones. Right says which columns are of numbers.
type Table struct {
	Header []string
	Rows   [][]string
	Right  []bool
}

// Quote is what somebody said.
type Quote struct{ Text string }

func (Heading) block()   {}
func (Paragraph) block() {}
func (Facts) block()     {}
func (List) block()      {}
func (Table) block()     {}
func (Quote) block()     {}

// count writes a number of things: "1 partner", "24 partners".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func date(at time.Time) string { return at.Format("2 January 2006") }
