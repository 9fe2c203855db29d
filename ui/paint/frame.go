package paint

import (
	"slices"
	"strings"
)

// Frame is a picture: w by h cells, and what is where on it. Once it is shared it never changes.
type Frame struct {
	w, h   int
	rows   [][]Cell // frames share those that are alike
	pal    *Palette
	dye    *Dye      // of those that are to be looked at: Glyph and ANSI tell of its colours
	layers [2][]spot // the scene's spots, and the personal ones on top
}

// spot is a named place.
type spot struct {
	name string
	r    Rect
}

// size makes f a picture of w by h cells, of memory that need not hold anything yet.
func (f *Frame) size(w, h int, cells []Cell) {
	f.w, f.h = w, h
	f.rows = f.rows[:0]
	for y := range h {
		f.rows = append(f.rows, cells[y*w:(y+1)*w:(y+1)*w])
	}
}

// keep gives f rows of its own: those of old, which never change, where they are alike, else copies.
func (f *Frame) keep(old *Frame) {
	rows := make([][]Cell, f.h)
	for y, row := range f.rows {
		if old.w == f.w && old.h == f.h && old.pal == f.pal && slices.Equal(row, old.rows[y]) {
			rows[y] = old.rows[y]
		} else {
			rows[y] = slices.Clone(row)
		}
	}
	f.rows = rows
}

// at is cell i, counted from the top left along the rows.
func (f *Frame) at(i int32) Cell { return f.rows[int(i)/f.w][int(i)%f.w] }

// one says that a and b are the same row, not only alike.
func one(a, b []Cell) bool { return &a[0] == &b[0] }

func find(spots []spot, name string) (Rect, bool) {
	for i := range spots {
		if spots[i].name == name {
			return spots[i].r, true
		}
	}
	return Rect{}, false
}

func places(layers ...[]spot) map[string]Rect {
	m := map[string]Rect{}
	for _, l := range layers {
		for _, s := range l {
			m[s.name] = s.r
		}
	}
	return m
}

// at is the topmost of the spots that contain a cell.
func at(x, y int, layers ...[]spot) (string, bool) {
	for i := len(layers) - 1; i >= 0; i-- {
		for j := len(layers[i]) - 1; j >= 0; j-- {
			if r := layers[i][j].r; x >= r.Min.X && x < r.Max.X && y >= r.Min.Y && y < r.Max.Y {
				return layers[i][j].name, true
			}
		}
	}
	return "", false
}

// Size is the width and height in cells.
func (f *Frame) Size() (w, h int) { return f.w, f.h }

// At returns the topmost spot that contains the cell: personal spots lie over the scene's, and within one layer the
// one named last lies on top. Something drawn over a spot hides it only if it names a spot itself.
func (f *Frame) At(x, y int) (name string, ok bool) { return at(x, y, f.layers[:]...) }

func (f *Frame) tints() tints { return tints{f.pal, f.dye} }

// Glyph is what a cell shows, and how, as its terminal can show it; w is 0 on the right half of a wide character.
func (f *Frame) Glyph(x, y int) (text string, w int, ink Ink) {
	if x < 0 || y < 0 || x >= f.w || y >= f.h {
		return "", 0, Ink{}
	}
	k := f.rows[y][x]
	if k.W == 0 {
		return "", 0, f.tints().of(k.S).uv
	}
	return string(f.pal.appendText(nil, k)), int(k.W), f.tints().of(k.S).uv
}

// row is the text of row y, with blanks to the end.
func (f *Frame) row(b []byte, y int) []byte {
	for _, k := range f.rows[y] {
		if k.W > 0 {
			b = f.pal.appendText(b, k)
		}
	}
	return b
}

// Text is the picture without its styles: rows joined by newlines, without the blanks at their ends.
func (f *Frame) Text() string {
	var b strings.Builder
	var row []byte
	for y := range f.h {
		row = f.row(row[:0], y)
		b.WriteString(strings.TrimRight(string(row), " "))
		if y < f.h-1 {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// ANSI is the picture as styled lines joined by newlines, to be printed into an ordinary terminal or turned into an
// image.
func (f *Frame) ANSI() string {
	var b []byte
	tints := f.tints()
	for y := range f.h {
		s, row := uint16(0), f.rows[y]
		for len(row) > 0 && tints.erased(row[len(row)-1]) {
			row = row[:len(row)-1]
		}
		for _, k := range row {
			if k.W == 0 {
				continue
			}
			if k.S != s {
				b, s = append(b, tints.of(k.S).seq...), k.S
			}
			b = f.pal.appendText(b, k)
		}
		if s != 0 {
			b = append(b, tints.of(0).seq...)
		}
		if y < f.h-1 {
			b = append(b, '\n')
		}
	}
	return string(b)
}
