// Package markdown writes documents as GitHub-flavoured Markdown. Text stays what it is: no sign in it makes markup.
package markdown

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"

	"convene/internal/report"
	"convene/internal/text"
)

// Write writes a document. Its title is a heading of the first level, its headings begin at the second.
func Write(w io.Writer, d report.Doc) error {
	out := &writer{bufio.NewWriter(w), false}
	if d.Title != "" {
		out.block("# " + line(d.Title))
	}
	for i, b := range d.Blocks {
		if c, ok := b.(report.Contents); ok {
			out.contents(c, d.Entries(i, c.Depth))
		}
		out.any(b)
	}
	return out.Flush() // a bufio.Writer keeps its first error
}

type writer struct {
	*bufio.Writer
	below bool // something stands above
}

// block writes one block, an empty line after the one before.
func (w *writer) block(s string) {
	if s == "" {
		return
	}
	if w.below {
		_, _ = w.WriteString("\n")
	}
	w.below = true
	_, _ = w.WriteString(s + "\n")
}

func (w *writer) any(b report.Block) {
	if level, text := report.Level(b); level > 0 && line(text) != "" {
		w.block(strings.Repeat("#", level+1) + " " + line(text))
	}
	switch b := b.(type) {
	case report.Paragraph:
		w.block(paragraphs(b.Text, ""))
	case report.Quote:
		w.block(paragraphs(b.Text, "> "))
	case report.Note:
		note := paragraphs(b.Text, "> ")
		if title := line(b.Title); title != "" {
			note = strings.TrimSuffix("> **"+title+"**\n>\n"+note, "\n>\n")
		}
		w.block(note)
	case report.List:
		w.list(b)
	case report.Facts:
		w.facts(b)
	case report.Table:
		w.table(b)
	}
}

// contents writes what follows, one entry a line. There are no links: each reader of Markdown names headings in a way of its
// own.
func (w *writer) contents(c report.Contents, entries []report.Entry) {
	if len(entries) == 0 {
		return
	}
	if title := line(c.Title); title != "" {
		w.block("**" + title + "**")
	}
	var out []string
	for _, e := range entries {
		if text := line(e.Text); text != "" {
			out = append(out, strings.Repeat("  ", e.Level-1)+"- "+text)
		}
	}
	w.block(strings.Join(out, "\n"))
}

// list writes one item a line, further lines of an item below its text.
func (w *writer) list(l report.List) {
	var out []string
	for i, item := range l.Items {
		mark := "- "
		if l.Ordered {
			mark = fmt.Sprintf("%d. ", i+1)
		}
		if text := paragraphs(item, strings.Repeat(" ", len(mark))); text != "" {
			out = append(out, mark+strings.TrimLeft(text, " "))
		}
	}
	w.block(strings.Join(out, "\n"))
}

func (w *writer) facts(f report.Facts) {
	var out []string
	for _, fact := range f.Facts {
		text := strings.TrimLeft(paragraphs(fact.Text, "  "), " ")
		if label := line(fact.Label); label != "" {
			text = strings.TrimRight("**"+label+":** "+text, " ")
		}
		if text != "" {
			out = append(out, "- "+text)
		}
	}
	w.block(strings.Join(out, "\n"))
}

func (w *writer) table(t report.Table) {
	if len(t.Header) == 0 {
		return
	}
	var b strings.Builder
	row := func(cells []string) {
		for i := range t.Header {
			cell := ""
			if i < len(cells) {
				cell = inCell(cells[i])
			}
			b.WriteString("| " + cell)
			if cell != "" {
				b.WriteString(" ")
			}
		}
		b.WriteString("|\n")
	}
	row(t.Header)
	for i := range t.Header {
		if i < len(t.Right) && t.Right[i] {
			b.WriteString("| --: ")
		} else {
			b.WriteString("| --- ")
		}
	}
	b.WriteString("|\n")
	for _, r := range t.Rows {
		row(r)
	}
	w.block(strings.TrimSuffix(b.String(), "\n"))
}

// line is text on one line.
func line(s string) string { return escape(text.Words(s), true) }

// inCell is text in a table's cell, which knows no lines.
func inCell(s string) string {
	var out []string
	for l := range strings.SplitSeq(text.Plain(s), "\n") {
		if l = escape(text.Words(l), false); l != "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, "<br>")
}

// paragraphs is text of several lines, each behind a prefix. An empty line parts paragraphs, a single break stays one.
func paragraphs(s, prefix string) string {
	var out []string
	broken := false // the line before goes on here
	for l := range strings.SplitSeq(text.Plain(s), "\n") {
		l = line(l)
		switch {
		case l == "" && broken:
			broken = false
		case l == "":
		case broken:
			out[len(out)-1] = hardBreak(out[len(out)-1])
			out = append(out, prefix+l)
		default:
			if len(out) > 0 {
				out = append(out, strings.TrimRight(prefix, " "))
			}
			out = append(out, prefix+l)
			broken = true
		}
	}
	return strings.Join(out, "\n")
}

// hardBreak ends a line that goes on below. Readers disagree on a backslash before one that breaks a line.
func hardBreak(l string) string {
	if before, ok := strings.CutSuffix(l, `\\`); ok {
		l = before + "&#92;"
	}
	return l + `\`
}

// escape puts a backslash before every sign that could make markup where it stands. start says that a line of its own
// begins with s.
func escape(s string, start bool) string {
	var b strings.Builder
	b.Grow(len(s) + 8)
	digits := 0 // that the line begins with
	if !start {
		digits = -1
	}
	runes := []rune(s)
	for i, r := range runes {
		next := rune(' ')
		if i+1 < len(runes) {
			next = runes[i+1]
		}
		switch {
		case strings.ContainsRune("\\`*_[]<|~$", r),
			r == '#' && (i == 0 || runes[i-1] == ' ' || runes[i-1] == '#'),
			start && strings.ContainsRune(">+-=:", r),
			(r == '.' || r == ')') && digits == i && i > 0 && next == ' ',
			r == '&' && (next == '#' || unicode.IsLetter(next)):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		if r >= '0' && r <= '9' && digits == i {
			digits++
		}
		start = false
	}
	return b.String()
}
