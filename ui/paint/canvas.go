package paint

import (
	"sync"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

const (
	// MaxW and MaxH are the largest screen, in cells, that is ever drawn.
	MaxW, MaxH = 500, 200
)

var blank = Cell{R: ' ', W: 1}

// ClampSize keeps a terminal's size between 1×1 and maxW×maxH cells. What a terminal says of itself is not to be
// trusted: one of 8000×4000 would take a gigabyte.
func ClampSize(w, h, maxW, maxH int) (int, int) {
	return max(1, min(w, maxW)), max(1, min(h, maxH))
}

// Canvas is a picture being drawn. It belongs to one goroutine.
type Canvas struct {
	frame   Frame
	cells   []Cell // of all rows of the frame
	profile colorprofile.Profile
	spots   []spot

	// Over a scene: rows are copied from it when they are first drawn on, so that a thin layer costs little.
	under *Frame
	own   []bool

	ink   Ink // the last one used, and its number
	inkID uint16
}

// NewCanvas returns a blank canvas of w by h cells, at least 1×1 and at most [MaxW] by [MaxH].
func NewCanvas(pal *Palette, w, h int, profile colorprofile.Profile) *Canvas {
	c := &Canvas{}
	c.reset(pal, w, h, profile)
	return c
}

// reset makes c a blank canvas; its memory is used again.
func (c *Canvas) reset(pal *Palette, w, h int, profile colorprofile.Profile) {
	w, h = ClampSize(w, h, MaxW, MaxH)
	c.make(pal, w, h, profile)
	clean(c.cells)
}

// canvases are those that wait to be drawn on again.
type canvases struct{ pool sync.Pool }

func (l *canvases) get() *Canvas {
	if c, ok := l.pool.Get().(*Canvas); ok {
		return c
	}
	return &Canvas{}
}

func (l *canvases) put(c *Canvas) {
	c.spots, c.frame.pal, c.frame.layers = nil, nil, [2][]spot{} // hold no history
	l.pool.Put(c)
}

func (c *Canvas) make(pal *Palette, w, h int, profile colorprofile.Profile) {
	cells, rows := c.cells, c.frame.rows
	if cap(cells) < w*h {
		cells = make([]Cell, w*h)
	}
	*c = Canvas{frame: Frame{pal: pal, rows: rows}, cells: cells[:w*h], profile: profile}
	c.frame.size(w, h, c.cells)
}

func clean(cells []Cell) {
	for i := range cells {
		cells[i] = blank
	}
}

// Frame returns the picture so far. It changes with the canvas.
func (c *Canvas) Frame() *Frame {
	for y := range c.own {
		c.row(y)
	}
	c.frame.layers[0] = c.spots
	return &c.frame
}

// Size is the width and height in cells.
func (c *Canvas) Size() (w, h int) { return c.frame.w, c.frame.h }

// Profile is what colours the terminal has.
func (c *Canvas) Profile() colorprofile.Profile { return c.profile }

// row is row y, ready to be drawn on.
func (c *Canvas) row(y int) []Cell {
	row := c.frame.rows[y]
	if c.own != nil && !c.own[y] {
		c.own[y] = true
		copy(row, c.under.rows[y])
	}
	return row
}

func (c *Canvas) style(ink Ink) uint16 {
	if ink != c.ink {
		c.ink, c.inkID = ink, c.frame.pal.style(ink, c.profile)
	}
	return c.inkID
}

// put writes a cell into a row. A wide cell that loses a half becomes blanks.
func put(row []Cell, x int, k Cell) {
	if k.W == 2 && x+1 == len(row) {
		k = Cell{' ', k.S, 1}
	}
	split(row, x)
	row[x] = k
	if k.W == 2 {
		split(row, x+1)
		row[x+1] = Cell{0, k.S, 0}
	}
}

func split(row []Cell, x int) {
	switch {
	case row[x].W == 0 && x > 0:
		row[x-1] = Cell{' ', row[x-1].S, 1}
	case row[x].W == 2 && x+1 < len(row):
		row[x+1] = Cell{' ', row[x].S, 1}
	}
}

// Print writes one line of plain text from x on, at most w cells, and returns the column after its last cell. A wide
// character of which half would stand outside is left out.
func (c *Canvas) Print(x, y, w int, s string, ink Ink) int {
	if y < 0 || y >= c.frame.h || w <= 0 || x >= c.frame.w {
		return x
	}
	end := c.frame.w
	if w < end-x {
		end = x + w
	}
	id, row, pal := c.style(ink), c.row(y), c.frame.pal
	for len(s) > 0 && x < end {
		g, gw, n := glyph(s)
		if x+gw > end {
			break
		}
		if x >= 0 {
			put(row, x, pal.cell(g, gw, id))
		} else if x+gw > 0 {
			put(row, 0, Cell{' ', id, 1})
		}
		x, s = x+gw, s[n:]
	}
	return x
}

// Fill paints blanks.
func (c *Canvas) Fill(r Rect, ink Ink) {
	k := Cell{' ', c.style(ink), 1}
	r = r.Intersect(c.Bounds())
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := c.row(y)
		for x := r.Min.X; x < r.Max.X; x++ {
			put(row, x, k)
		}
	}
}

// Box draws a border along the inside of r, of which what lies outside of the canvas is left out.
func (c *Canvas) Box(r Rect, ink Ink, plain bool) {
	if r.Dx() < 2 || r.Dy() < 2 {
		return
	}
	signs := [...]rune{'─', '│', '┌', '┐', '└', '┘'}
	if plain || Width("─") != 1 { // where lines are set to be wide, corners would not meet
		signs = [...]rune{'-', '|', '+', '+', '+', '+'}
	}
	id, b := c.style(ink), c.Bounds()
	set := func(x, y int, r rune) {
		if (uv.Position{X: x, Y: y}).In(b) {
			put(c.row(y), x, Cell{r, id, 1})
		}
	}
	x0, y0, x1, y1 := r.Min.X, r.Min.Y, r.Max.X-1, r.Max.Y-1
	for x := max(x0+1, 0); x < min(x1, b.Max.X); x++ {
		set(x, y0, signs[0])
		set(x, y1, signs[0])
	}
	for y := max(y0+1, 0); y < min(y1, b.Max.Y); y++ {
		set(x0, y, signs[1])
		set(x1, y, signs[1])
	}
	set(x0, y0, signs[2])
	set(x1, y0, signs[3])
	set(x0, y1, signs[4])
	set(x1, y1, signs[5])
}

// Tint gives the cells in r one style, whatever they show: a selection then is one even bar. A wide character is tinted
// if all of it lies in r.
func (c *Canvas) Tint(r Rect, ink Ink) {
	r = r.Intersect(c.Bounds())
	id := c.frame.pal.style(ink, c.profile)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := c.row(y)
		for x := r.Min.X; x < r.Max.X; x++ {
			if k := &row[x]; k.W == 0 && x == r.Min.X || k.W == 2 && x == r.Max.X-1 {
				continue
			}
			row[x].S = id
		}
	}
}

// Text draws a styled string, as lipgloss and bubbles render it, over r, blank where it ends. Prefer Print: this
// takes about twenty times as long.
func (c *Canvas) Text(r Rect, styled string) {
	if r = r.Intersect(c.Bounds()); !r.Empty() {
		uv.NewStyledString(styled).Draw(window{c, r}, r)
	}
}

// Spot names a place, so that highlights, cursors and the mouse find it. Of spots that overlap the last one named lies
// on top. What is outside of the canvas has no spot.
func (c *Canvas) Spot(name string, r Rect) {
	if r = r.Intersect(c.Bounds()); r.Empty() {
		return
	}
	for i := range c.spots {
		if c.spots[i].name == name {
			c.spots = append(c.spots[:i], c.spots[i+1:]...)
			break
		}
	}
	c.spots = append(c.spots, spot{name, r})
}

// Find returns the place that was named.
func (c *Canvas) Find(name string) (Rect, bool) { return find(c.spots, name) }

// Bounds is all of the canvas.
func (c *Canvas) Bounds() Rect { return R(0, 0, c.frame.w, c.frame.h) }

// window is a part of a canvas, for those who draw uv cells.
type window struct {
	c *Canvas
	r Rect
}

var _ uv.Screen = window{}

func (w window) Bounds() uv.Rectangle        { return w.r }
func (w window) WidthMethod() uv.WidthMethod { return ansi.GraphemeWidth }

func (w window) CellAt(x, y int) *uv.Cell {
	if !(uv.Position{X: x, Y: y}).In(w.r) {
		return nil
	}
	k := w.c.row(y)[x]
	pal := w.c.frame.pal
	return &uv.Cell{Content: string(pal.appendText(nil, k)), Style: pal.styles.at(int(k.S)).uv, Width: int(k.W)}
}

func (w window) SetCell(x, y int, u *uv.Cell) {
	if !(uv.Position{X: x, Y: y}).In(w.r) {
		return
	}
	k := blank
	if u != nil && u.Width > 0 && u.Content != "" {
		g, gw, _ := glyph(u.Content) // sequences that ride before a letter end here
		k = w.c.frame.pal.cell(g, gw, w.c.style(u.Style))
		if gw > u.Width || x+gw > w.r.Max.X {
			k = Cell{' ', k.S, 1}
		}
	}
	put(w.c.row(y), x, k)
}
