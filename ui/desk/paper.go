package desk

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// Field is what stands before the name of a place that a field can open in.
const Field = "field:"

// Paper is a sheet with what its spots stand for.
type Paper[R any] struct {
	*kit.Sheet
	refs map[string]R
}

// NewPaper begins a sheet for a body of w × h cells.
func NewPaper[R any](w, h int) Paper[R] {
	return Paper[R]{kit.NewSheet(w, h >= roomy), map[string]R{}}
}

// Put adds an entry that stands for r to s: the sheet itself, or a column of it. Name is what the place is called.
func (p Paper[R]) Put(s *kit.Sheet, name string, r R, e kit.SheetEntry) {
	e.Spot = Field + name
	p.refs[e.Spot] = r
	s.Add(e)
}

// Chosen is what a cursor is on, false where there is nothing.
func (p Paper[R]) Chosen(c *Cursor) (R, bool) {
	c.settle(p.Sheet)
	r, ok := p.refs[c.sel]
	return r, ok
}

// Cursor is where somebody is on a sheet.
type Cursor struct {
	sel string // the chosen spot
	at  int    // its place in the order of reading: what stands there is chosen when it is gone
	top int
}

// To chooses the place of that name.
func (c *Cursor) To(name string) { c.sel = Field + name }

// Top is the first line of the sheet that is shown.
func (c *Cursor) Top() int { return c.top }

// settle chooses the next best spot where the chosen one is gone.
func (c *Cursor) settle(s *kit.Sheet) {
	spots := s.Spots()
	if i := slices.Index(spots, c.sel); i >= 0 {
		c.at = i
		return
	}
	if len(spots) == 0 {
		c.sel = ""
		return
	}
	c.at = kit.Step(c.at, 0, len(spots))
	c.sel = spots[c.at]
}

// Step goes to the next place in a direction: dx goes between columns, dy up and down.
func (c *Cursor) Step(s *kit.Sheet, dx, dy int) {
	c.settle(s)
	c.sel = s.Move(c.sel, dx, dy)
	c.settle(s)
}

// Read goes on by n places in the order of reading.
func (c *Cursor) Read(s *kit.Sheet, n int) {
	c.settle(s)
	if spots := s.Spots(); len(spots) > 0 {
		c.sel = spots[kit.Step(c.at, n, len(spots))]
		c.settle(s)
	}
}

// Follow scrolls to what is chosen, or to the field that is open, in a body of w × h cells.
func (c *Cursor) Follow(d *Desk, s *kit.Sheet, w, h int) {
	c.settle(s)
	rows := max(1, h-HeadRows-1)
	if d.At == ModeEdit {
		c.top = s.Follow(c.top, rows, Field+d.Edit.of.Spot, min(rows-1, d.Edit.need(w, h)-1))
		return
	}
	c.top = s.Follow(c.top, rows, c.sel, 0)
}

// Moving is the rows of a key table that choose on a sheet; the footer leaves them out while there is nothing to choose.
func (c *Cursor) Moving(now func() *kit.Sheet, page func() int) []kit.Key {
	by := func(dx, dy int) func() tea.Cmd {
		return func() tea.Cmd { c.Step(now(), dx, dy); return nil }
	}
	on := func(n func() int) func() tea.Cmd {
		return func() tea.Cmd { c.Read(now(), n()); return nil }
	}
	fixed := func(n int) func() int { return func() int { return n } }
	foot := 1
	if c.sel == "" {
		foot = 0
	}
	return []kit.Key{
		{Press: []string{"up"}, Show: "↑↓", Help: "choose", Foot: foot, Run: by(0, -1)},
		{Press: []string{"down"}, Show: "↓", Help: "down", Run: by(0, 1)},
		{Press: []string{"tab"}, Show: "Tab", Help: "next item", Run: on(fixed(1))},
		{Press: []string{"shift+tab"}, Show: "Shift+Tab", Help: "item before", Run: on(fixed(-1))},
		{Press: []string{"pgup"}, Show: "PgUp", Help: "page up", Run: on(func() int { return -page() })},
		{Press: []string{"pgdown"}, Show: "PgDn", Help: "page down", Run: on(page)},
		{Press: []string{"home"}, Show: "Home", Help: "first", Run: on(fixed(-1 << 30))},
		{Press: []string{"end"}, Show: "End", Help: "last", Run: on(fixed(1 << 30))},
	}
}

// Pointed follows the mouse; it says that what is chosen is to be opened.
func (c *Cursor) Pointed(s *kit.Sheet, msg tea.Msg) bool {
	switch msg := msg.(type) {
	case screen.WheelMsg:
		c.Read(s, msg.N)
	case screen.ClickMsg:
		if strings.HasPrefix(msg.Spot, Field) && slices.Contains(s.Spots(), msg.Spot) {
			c.sel = msg.Spot
			c.settle(s)
			return msg.Twice
		}
	}
	return false
}

// Layer marks what is chosen.
func (c *Cursor) Layer() screen.Layer { return choice{c.sel} }

type choice struct{ spot string }

// Paint implements screen.Layer.
func (l choice) Paint(_ kit.Area, p *paint.Personal, o screen.Own) {
	if l.spot != "" {
		kit.Select(p, l.spot, o.Theme)
	}
}
