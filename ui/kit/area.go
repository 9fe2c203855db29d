// Package kit has the components that know no activity: areas, text fields, lists, tables, boards, key tables and the
// boxes that stand over a screen. They draw on any paint.Surface and keep no state of their own but what a caller holds.
package kit

import (
	"strings"

	"convene/ui/paint"
)

// Area is a rectangle of a surface, in cells of its own: (0, 0) is its upper left corner. Nothing is drawn outside.
type Area struct {
	on paint.Surface
	r  paint.Rect
}

// On is the whole surface as an area.
func On(s paint.Surface) Area {
	w, h := s.Size()
	return Area{s, paint.R(0, 0, w, h)}
}

// W is the area's width in cells.
func (a Area) W() int { return max(0, a.r.Dx()) }

// H is the area's height in rows.
func (a Area) H() int { return max(0, a.r.Dy()) }

// Rect is where the area stands on its surface.
func (a Area) Rect() paint.Rect { return a.r }

// Sub is the part of a from (x, y) on, w cells wide and h rows high, as far as it is inside of a.
func (a Area) Sub(x, y, w, h int) Area {
	r := paint.R(a.r.Min.X+x, a.r.Min.Y+y, max(0, w), max(0, h)).Intersect(a.r)
	return Area{a.on, r}
}

// At is the rectangle on the same surface: for the spots of a scene.
func (a Area) At(r paint.Rect) Area { return Area{a.on, r.Intersect(On(a.on).r)} }

// Inset leaves out x cells on the left and right, and y rows above and below.
func (a Area) Inset(x, y int) Area { return a.Sub(x, y, a.W()-2*x, a.H()-2*y) }

// Rows splits off the first h rows.
func (a Area) Rows(h int) (top, rest Area) {
	h = min(max(0, h), a.H())
	return a.Sub(0, 0, a.W(), h), a.Sub(0, h, a.W(), a.H()-h)
}

// Columns splits off the first w columns and a gap behind them.
func (a Area) Columns(w, gap int) (left, rest Area) {
	w = min(max(0, w), a.W())
	return a.Sub(0, 0, w, a.H()), a.Sub(w+gap, 0, a.W()-w-gap, a.H())
}

// Print writes one line of text from (x, y) on, cut with an ellipsis where it does not fit, and returns the column
// behind it.
func (a Area) Print(x, y int, s string, ink paint.Ink) int {
	return a.PrintIn(x, y, a.W()-x, s, ink)
}

// PrintIn is Print in at most w cells.
func (a Area) PrintIn(x, y, w int, s string, ink paint.Ink) int {
	w = min(w, a.W()-x)
	if y < 0 || y >= a.H() || w <= 0 || x < 0 {
		return x
	}
	return a.on.Print(a.r.Min.X+x, a.r.Min.Y+y, w, paint.Clip(s, w, "…"), ink) - a.r.Min.X
}

// Right writes text that ends at the right margin, and returns the column where it begins.
func (a Area) Right(y int, s string, ink paint.Ink) int {
	s = paint.Clip(s, a.W(), "…")
	x := a.W() - paint.Width(s)
	a.Print(x, y, s, ink)
	return x
}

// Centre writes text in the middle of the row.
func (a Area) Centre(y int, s string, ink paint.Ink) {
	s = paint.Clip(s, a.W(), "…")
	a.Print((a.W()-paint.Width(s))/2, y, s, ink)
}

// Para writes wrapped text in lines of at most width cells, and returns the rows that it took. What does not fit in the
// area ends with an ellipsis.
func (a Area) Para(y, width int, s string, ink paint.Ink) int {
	lines := paint.Wrap(s, max(1, min(width, a.W())))
	for i, l := range lines {
		if y+i >= a.H() {
			return i
		}
		if y+i == a.H()-1 && i < len(lines)-1 {
			l += " …"
		}
		a.Print(0, y+i, l, ink)
	}
	return len(lines)
}

// Rule draws a line across the row.
func (a Area) Rule(y int, sign string, ink paint.Ink) {
	if y < 0 || y >= a.H() {
		return
	}
	a.on.Print(a.r.Min.X, a.r.Min.Y+y, a.W(), strings.Repeat(sign, a.W()), ink)
}

// Fill paints the area blank.
func (a Area) Fill(ink paint.Ink) { a.on.Fill(a.r, ink) }

// Box draws a border around the area and returns what is inside.
func (a Area) Box(ink paint.Ink, ascii bool) Area {
	a.on.Box(a.r, ink, ascii)
	return a.Inset(1, 1)
}

// Spot names the area.
func (a Area) Spot(name string) { a.on.Spot(name, a.r) }
