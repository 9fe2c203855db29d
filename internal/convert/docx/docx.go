// Package docx writes documents for word processors: real headings, lists and tables, so that they can be found, read aloud
// and edited there. The same document gives the same bytes. No person's name is in a file's properties. Text stays what it
// is: no sign in it makes markup, and each text runs in its own direction.
package docx

import (
	"archive/zip"
	"fmt"
	"io"
	"strings"
	"time"

	"convene/internal/report"
)

// Write writes a document. Its title has a style of its own, its headings begin at the first level.
func Write(w io.Writer, d report.Doc) error {
	b := &body{doc: d, rtl: rightToLeft(language(d.Language)), paper: paperOf(language(d.Language))}
	if title := line(d.Title); title != "" {
		b.para("Title", title)
	}
	for i, block := range d.Blocks {
		b.block(i, block)
	}
	z := zip.NewWriter(w)
	for _, p := range b.parts() {
		// the first day that the format knows, so that the bytes do not tell when they were made
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+"\n"+p.xml); err != nil {
			return err
		}
	}
	return z.Close()
}

// body is the text of the document as it grows.
type body struct {
	strings.Builder
	doc     report.Doc
	rtl     bool // the document's language is written from right to left
	paper   paper
	ordered int // numbered lists so far
}

func (b *body) put(format string, args ...any) { _, _ = fmt.Fprintf(b, format, args...) }

// para is one paragraph in a style.
func (b *body) para(style, text string) {
	b.put(`<w:p><w:pPr><w:pStyle w:val="%s"/>%s</w:pPr>%s</w:p>`, style, b.direction(text), b.runs(text))
}

// direction marks a paragraph that runs from right to left.
func (b *body) direction(text string) string {
	if b.base(text) == rtlScript {
		return "<w:bidi/>"
	}
	return ""
}

// hanging is the place of a list's signs. Where text runs from right to left it is said of each paragraph: some readers turn it
// round only there.
func (b *body) hanging(text string) string {
	if b.base(text) == rtlScript {
		return `<w:ind w:left="360" w:hanging="360"/>`
	}
	return ""
}

func (b *body) block(at int, block report.Block) {
	if level, text := report.Level(block); level > 0 {
		b.heading(at, level, text, block)
		return
	}
	switch block := block.(type) {
	case report.Contents:
		b.contents(block, b.doc.Entries(at, block.Depth))
	case report.Paragraph:
		for _, p := range parts(block.Text) {
			b.para("Normal", p)
		}
	case report.Quote:
		for _, p := range parts(block.Text) {
			b.para("Quote", p)
		}
	case report.Note:
		b.note(block)
	case report.List:
		b.list(block)
	case report.Facts:
		b.facts(block)
	case report.Table:
		b.table(block)
	}
}

// heading can be gone to from the contents.
func (b *body) heading(at, level int, text string, block report.Block) {
	if text = line(text); text == "" {
		return
	}
	more := ""
	if _, ok := block.(report.Chapter); ok {
		more = "<w:pageBreakBefore/>"
	}
	b.put(`<w:p><w:pPr><w:pStyle w:val="Heading%d"/>%s%s</w:pPr><w:bookmarkStart w:id="%d" w:name="part%[4]d"/>%s<w:bookmarkEnd w:id="%[4]d"/></w:p>`,
		level, more, b.direction(text), at, b.runs(text))
}

// contents is a field, so that a word processor can bring it up to date and put the numbers of pages to it. Until then it has
// none: only who lays out the pages knows them.
func (b *body) contents(c report.Contents, entries []report.Entry) {
	if len(entries) == 0 {
		return
	}
	if title := line(c.Title); title != "" {
		b.para("ContentsTitle", title)
	}
	begin := fmt.Sprintf(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \o "1-%d" \h \z \u </w:instrText></w:r>`+
		`<w:r><w:fldChar w:fldCharType="separate"/></w:r>`, min(max(c.Depth, 1), 4))
	for _, e := range entries {
		if text := line(e.Text); text != "" {
			b.put(`<w:p><w:pPr><w:pStyle w:val="TOC%d"/>%s</w:pPr>%s<w:hyperlink w:anchor="part%d" w:history="1">%s</w:hyperlink></w:p>`,
				e.Level, b.direction(text), begin, e.Block, b.runs(text))
			begin = ""
		}
	}
	if begin == "" {
		b.put(`<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`)
	}
}

func (b *body) note(n report.Note) {
	if title := line(n.Title); title != "" {
		b.para("NoteTitle", title)
	}
	for _, p := range parts(n.Text) {
		b.para("Note", p)
	}
}

// bullets is the ID of the one list without numbers. Each numbered list has its own, and begins at 1.
const bullets = 1

func (b *body) list(l report.List) {
	id, style := bullets, "ListBullet"
	if l.Ordered {
		b.ordered++
		id, style = bullets+b.ordered, "ListNumber"
	}
	for _, item := range l.Items {
		if text := lines(item); text != "" {
			b.put(`<w:p><w:pPr><w:pStyle w:val="%s"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr>%s%s</w:pPr>%s</w:p>`,
				style, id, b.direction(text), b.hanging(text), b.runs(text))
		}
	}
}

// facts are labels in bold with their texts beside them.
func (b *body) facts(f report.Facts) {
	for _, fact := range f.Facts {
		label, text := line(fact.Label), lines(fact.Text)
		if label == "" && text == "" {
			continue
		}
		b.put(`<w:p><w:pPr><w:pStyle w:val="Fact"/>%s</w:pPr>%s<w:r><w:tab/></w:r>%s</w:p>`, b.direction(label+text), b.styled(label, "Strong"), b.runs(text))
	}
}
