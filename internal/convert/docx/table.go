package docx

import (
	"strings"
	"unicode/utf8"

	"convene/internal/report"
)

// paper is the size of a page, in twentieths of a point.
type paper struct{ width, height int }

// margin is the empty space at each side of a page.
const margin = 1080

// text is how wide a page's text is.
func (p paper) text() int { return p.width - 2*margin }

// paperOf is Letter where people print on it, else A4.
func paperOf(language string) paper {
	switch parts := strings.Split(language, "-"); strings.ToUpper(parts[len(parts)-1]) {
	case "EN", "US", "CA", "MX", "PH", "419":
		return paper{12240, 15840}
	}
	return paper{11906, 16838}
}

// wholeMax is how many characters a row has at most that is not parted between two pages: a longer one might fill a page.
const wholeMax = 1500

// table repeats its header on each page.
func (b *body) table(t report.Table) {
	if len(t.Header) == 0 {
		return
	}
	widths := columns(t, b.paper.text())
	turned, look := "", `<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>`
	if b.rtl {
		turned = "<w:bidiVisual/>"
	}
	b.put(`<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>%s<w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>%s</w:tblPr><w:tblGrid>`, turned, look)
	for _, w := range widths {
		b.put(`<w:gridCol w:w="%d"/>`, w)
	}
	b.put(`</w:tblGrid>`)
	together := len(t.Rows) <= smallMax
	b.row(t, t.Header, widths, rowKind{head: true})
	for i, row := range t.Rows {
		b.row(t, row, widths, rowKind{next: together && i < len(t.Rows)-1})
	}
	b.put(`</w:tbl><w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr></w:p>`)
}

// smallMax is how many rows a table has at most that stays on one page where it can.
const smallMax = 8

// rowKind says that a row is the header, or that it stays with the next one.
type rowKind struct{ head, next bool }

func (b *body) row(t report.Table, row []string, widths []int, kind rowKind) {
	b.put(`<w:tr><w:trPr>`)
	if kind.head || utf8.RuneCountInString(strings.Join(row, "")) < wholeMax {
		b.put(`<w:cantSplit/>`)
	}
	if kind.head {
		b.put(`<w:tblHeader/>`)
	}
	b.put(`</w:trPr>`)
	for i, w := range widths {
		text, style, shade, side, keep := "", "TableText", "", "", ""
		if i < len(row) {
			text = lines(row[i])
		}
		if i < len(t.Right) && t.Right[i] {
			side = `<w:jc w:val="right"/>`
		}
		if kind.next {
			keep = "<w:keepNext/>"
		}
		switch {
		case kind.head:
			style, shade = "TableHead", `<w:shd w:val="clear" w:color="auto" w:fill="E8EEF4"/>`
		case i == 0 && t.Named:
			style = "TableName"
		}
		b.put(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>%s</w:tcPr><w:p><w:pPr><w:pStyle w:val="%s"/>%s%s%s</w:pPr>%s</w:p></w:tc>`,
			w, shade, style, keep, b.direction(text), side, b.runs(text))
	}
	b.put(`</w:tr>`)
}

// How wide text in a table is, in twentieths of a point.
const (
	letterWidth = 118 // of one letter, in the widest of fonts
	boldWidth   = 136 // of one letter of a header
	cellPadding = 240
	wordMax     = 20 // letters of a word that is not broken
	shortMax    = 15 // letters of a line that is not broken: a day, a state; a longer line has as much room at least
	lineMost    = 60 // letters of a line that a column would like to have whole
)

// columns shares a page's width out: to each column its longest word, and the rest by how long its longest line is.
func columns(t report.Table, total int) []int {
	n := len(t.Header)
	least, like := make([]int, n), make([]int, n)
	sumLeast, sumMore := 0, 0
	for i := range n {
		word, long, head := 4, 4, 0
		for _, w := range strings.Fields(t.Header[i]) {
			head = max(head, min(letters(w), wordMax)*boldWidth+cellPadding)
		}
		for _, row := range append([][]string{t.Header}, t.Rows...) {
			if i < len(row) {
				for l := range strings.SplitSeq(row[i], "\n") {
					long = max(long, letters(l))
					word = max(word, min(letters(l), shortMax))
					for _, w := range strings.Fields(l) {
						word = max(word, letters(w))
					}
				}
			}
		}
		least[i] = max(head, min(word, wordMax)*letterWidth+cellPadding)
		like[i] = max(least[i], min(long, lineMost)*letterWidth+cellPadding)
		sumLeast, sumMore = sumLeast+least[i], sumMore+like[i]-least[i]
	}
	out, left := make([]int, n), total
	for i := range out {
		switch {
		case sumLeast >= total:
			out[i] = least[i] * total / sumLeast
		case sumMore == 0:
			out[i] = least[i] + (total-sumLeast)/n
		default:
			out[i] = least[i] + (like[i]-least[i])*(total-sumLeast)/sumMore
		}
		left -= out[i]
	}
	out[0] += left // what rounding left over
	return out
}

// letters counts the letters of a text; wide ones count for two.
func letters(s string) int {
	n := 0
	for _, r := range s {
		n++
		if scriptOf(r) == eastAsian {
			n++
		}
	}
	return n
}
