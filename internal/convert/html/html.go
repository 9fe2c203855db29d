// Package html writes documents as HTML: one file, with its style in it, that reads well on a screen in light and dark and
// prints well. It holds no script and loads nothing from elsewhere. Text stays what it is: no sign in it makes markup, and
// each text runs in its own direction.
package html

import (
	"bufio"
	_ "embed"
	"fmt"
	"html"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"convene/internal/report"
	"convene/internal/text"
)

//go:embed style.css
var style string

// policy lets a browser load and run nothing, whatever the file holds.
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

// Write writes a document. Its title is a heading of the first level, its headings begin at the second.
func Write(w io.Writer, d report.Doc) error {
	out := &writer{Writer: bufio.NewWriter(w)}
	foot := d.Foot
	if foot == "" {
		foot = d.Title
	}
	out.put("<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", language(d.Language))
	out.put("<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n", policy)
	out.put("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
	out.put("<title>%s</title>\n<style>\n%s@page { @bottom-left { content: \"%s\" } }\n</style>\n</head>\n<body>\n<main>\n", line(d.Title), style, inStyle(foot))
	if title := line(d.Title); title != "" {
		out.put("<h1 dir=\"auto\">%s</h1>\n", title)
	}
	for i, b := range d.Blocks {
		out.block(d, i, b)
	}
	out.close(1)
	out.put("</main>\n</body>\n</html>\n")
	return out.Flush() // a bufio.Writer keeps its first error
}

type writer struct {
	*bufio.Writer
	open []int // levels of the sections that are open
}

func (w *writer) put(format string, args ...any) { _, _ = fmt.Fprintf(w.Writer, format, args...) }

// close ends the sections of a level and below.
func (w *writer) close(level int) {
	for n := len(w.open); n > 0 && w.open[n-1] >= level; n-- {
		w.put("</section>\n")
		w.open = w.open[:n-1]
	}
}

func (w *writer) block(d report.Doc, at int, b report.Block) {
	if level, text := report.Level(b); level > 0 {
		w.heading(at, level, text, b)
		return
	}
	switch b := b.(type) {
	case report.Contents:
		w.contents(b, d.Entries(at, b.Depth))
	case report.Paragraph:
		w.paragraphs(b.Text)
	case report.Quote:
		if text := lines(b.Text); text != "" {
			w.put("<blockquote dir=\"auto\">%s</blockquote>\n", text)
		}
	case report.Note:
		w.note(b)
	case report.List:
		w.list(b)
	case report.Facts:
		w.facts(b)
	case report.Table:
		w.table(b)
	}
}

func (w *writer) heading(at, level int, text string, b report.Block) {
	if text = line(text); text == "" {
		return
	}
	w.close(level)
	w.open = append(w.open, level)
	class := ""
	if _, ok := b.(report.Chapter); ok {
		class = " class=\"chapter\""
	}
	w.put("<section id=\"part-%d\"%s>\n<h%d dir=\"auto\">%s</h%[3]d>\n", at, class, level+1, text)
}

func (w *writer) contents(c report.Contents, entries []report.Entry) {
	if len(entries) == 0 {
		return
	}
	w.put("<nav>\n")
	if title := line(c.Title); title != "" {
		w.put("<p class=\"head\" dir=\"auto\">%s</p>\n", title)
	}
	w.put("<ol>\n")
	for _, e := range entries {
		if text := line(e.Text); text != "" {
			w.put("<li class=\"level-%d\"><a href=\"#part-%d\" dir=\"auto\">%s</a></li>\n", e.Level, e.Block, text)
		}
	}
	w.put("</ol>\n</nav>\n")
}

func (w *writer) paragraphs(s string) {
	for _, p := range parts(s) {
		w.put("<p dir=\"auto\">%s</p>\n", p)
	}
}

func (w *writer) note(n report.Note) {
	w.put("<aside>\n")
	if title := line(n.Title); title != "" {
		w.put("<p class=\"head\" dir=\"auto\">%s</p>\n", title)
	}
	w.paragraphs(n.Text)
	w.put("</aside>\n")
}

func (w *writer) list(l report.List) {
	tag := "ul"
	if l.Ordered {
		tag = "ol"
	}
	w.put("<%s>\n", tag)
	for _, item := range l.Items {
		if text := lines(item); text != "" {
			w.put("<li dir=\"auto\">%s</li>\n", text)
		}
	}
	w.put("</%s>\n", tag)
}

func (w *writer) facts(f report.Facts) {
	if len(f.Facts) == 0 {
		return
	}
	w.put("<dl>\n")
	for _, fact := range f.Facts {
		w.put("<div><dt dir=\"auto\">%s</dt><dd dir=\"auto\">%s</dd></div>\n", line(fact.Label), lines(fact.Text))
	}
	w.put("</dl>\n")
}

func (w *writer) table(t report.Table) {
	if len(t.Header) == 0 {
		return
	}
	short := shorts(t)
	w.put("<div class=\"table\"><table>\n<thead><tr>")
	for i, h := range t.Header {
		w.put("<th scope=\"col\" dir=\"auto\"%s>%s</th>", class(t, i, false), line(h))
	}
	w.put("</tr></thead>\n<tbody>\n")
	for _, row := range t.Rows {
		w.put("<tr>")
		for i := range t.Header {
			cell := ""
			if i < len(row) {
				cell = lines(row[i])
			}
			if i == 0 {
				w.put("<th scope=\"row\" dir=\"auto\"%s>%s</th>", names(t, short[i]), cell)
			} else {
				w.put("<td dir=\"auto\"%s>%s</td>", class(t, i, short[i]), cell)
			}
		}
		w.put("</tr>\n")
	}
	w.put("</tbody>\n</table></div>\n")
}

func class(t report.Table, column int, short bool) string {
	var out []string
	if column < len(t.Right) && t.Right[column] {
		out = append(out, "number")
	}
	if short {
		out = append(out, "short")
	}
	if len(out) == 0 {
		return ""
	}
	return " class=\"" + strings.Join(out, " ") + "\""
}

// names is the class of a row's first cell.
func names(t report.Table, short bool) string {
	var out []string
	if t.Named {
		out = append(out, "name")
	}
	if short {
		out = append(out, "short")
	}
	if len(out) == 0 {
		return ""
	}
	return " class=\"" + strings.Join(out, " ") + "\""
}

// shortMax is how many characters a cell has at most that is not broken over lines: a day, a state.
const shortMax = 15

// shorts says which columns have short cells only.
func shorts(t report.Table) []bool {
	out := make([]bool, len(t.Header))
	for i := range out {
		out[i] = true
		for _, row := range t.Rows {
			if i < len(row) && longest(row[i]) > shortMax {
				out[i] = false
			}
		}
	}
	return out
}

// longest is how many characters the longest line of a text has.
func longest(s string) int {
	n := 0
	for l := range strings.SplitSeq(s, "\n") {
		n = max(n, utf8.RuneCountInString(l))
	}
	return n
}

// line is text on one line, escaped.
func line(s string) string { return html.EscapeString(text.Words(s)) }

// lines is text whose breaks are kept, escaped.
func lines(s string) string { return strings.Join(parts(s), "<br><br>") }

// parts are the paragraphs of a text, escaped. Single breaks stay in them.
func parts(s string) []string {
	var out []string
	for _, p := range text.Paragraphs(s) {
		out = append(out, strings.ReplaceAll(html.EscapeString(strings.Join(p, "\n")), "\n", "<br>"))
	}
	return out
}

// inStyle is text for a string in a style sheet: every sign but letters and digits by its number.
func inStyle(s string) string {
	var b strings.Builder
	for _, r := range text.Words(s) {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "\\%06X", r)
		}
	}
	return b.String()
}

// language is a language tag, en where there is none that can be one.
func language(s string) string {
	if s == "" || strings.ContainsFunc(s, func(r rune) bool {
		return r != '-' && (r >= unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r))
	}) {
		return "en"
	}
	return s
}
