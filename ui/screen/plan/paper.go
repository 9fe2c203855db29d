package plan

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// paper is a sheet with what its spots stand for.
type paper struct {
	*kit.Sheet
	refs map[string]ref
}

func newPaper(w, h int) paper { return paper{kit.NewSheet(w, h >= roomy), map[string]ref{}} }

// put adds an entry that stands for r.
func (p paper) put(s *kit.Sheet, r ref, e kit.SheetEntry) {
	e.Spot = spot(r)
	p.refs[e.Spot] = r
	s.Add(e)
}

// cursor is where somebody is on a paper.
type cursor struct {
	sel string // the chosen spot
	at  int    // its place in the order of reading: what stands there is chosen when it is gone
	top int
}

// settle chooses the next best spot where the chosen one is gone.
func (c *cursor) settle(p paper) {
	spots := p.Spots()
	if i := slices.Index(spots, c.sel); i >= 0 {
		c.at = i
		return
	}
	if len(spots) > 0 {
		c.at = kit.Step(c.at, 0, len(spots))
		c.sel = spots[c.at]
	}
}

// one is what is chosen, false where there is nothing.
func (c *cursor) one(p paper) (ref, bool) {
	c.settle(p)
	r, ok := p.refs[c.sel]
	return r, ok
}

func (c *cursor) step(p paper, dx, dy int) {
	c.settle(p)
	c.sel = p.Move(c.sel, dx, dy)
	c.settle(p)
}

// read goes on in the order of reading.
func (c *cursor) read(p paper, n int) {
	c.settle(p)
	if spots := p.Spots(); len(spots) > 0 {
		c.sel = spots[kit.Step(c.at, n, len(spots))]
		c.settle(p)
	}
}

// follow scrolls to what is chosen, or to the field that is open.
func (c *cursor) follow(d *desk, p paper, w, h int) {
	c.settle(p)
	rows := max(1, h-headRows-1)
	if d.mode == modeEdit {
		c.top = p.Follow(c.top, rows, field+d.edit.of.spot, min(rows-1, d.edit.need(w, h)-1))
		return
	}
	c.top = p.Follow(c.top, rows, c.sel, 0)
}

// moving is the rows of a key table that choose on a paper.
func (c *cursor) moving(now func() paper, page func() int) []kit.Key {
	by := func(dx, dy int) func() tea.Cmd {
		return func() tea.Cmd { c.step(now(), dx, dy); return nil }
	}
	on := func(n func() int) func() tea.Cmd {
		return func() tea.Cmd { c.read(now(), n()); return nil }
	}
	fixed := func(n int) func() int { return func() int { return n } }
	return []kit.Key{
		{Press: []string{"up"}, Show: "↑↓", Help: "choose", Foot: 1, Run: by(0, -1)},
		{Press: []string{"down"}, Show: "↓", Help: "down", Run: by(0, 1)},
		{Press: []string{"tab"}, Show: "Tab", Help: "the next one, as one reads", Run: on(fixed(1))},
		{Press: []string{"shift+tab"}, Show: "Shift+Tab", Help: "the one before", Run: on(fixed(-1))},
		{Press: []string{"pgup"}, Show: "PgUp", Help: "page up", Run: on(func() int { return -page() })},
		{Press: []string{"pgdown"}, Show: "PgDn", Help: "page down", Run: on(page)},
		{Press: []string{"home"}, Show: "Home", Help: "first", Run: on(fixed(-1 << 30))},
		{Press: []string{"end"}, Show: "End", Help: "last", Run: on(fixed(1 << 30))},
	}
}

// pointed follows the mouse; it says that what is chosen is to be opened.
func (c *cursor) pointed(p paper, msg tea.Msg) bool {
	switch msg := msg.(type) {
	case screen.WheelMsg:
		c.read(p, msg.N)
	case screen.ClickMsg:
		if _, ok := p.refs[msg.Spot]; ok && strings.HasPrefix(msg.Spot, field) {
			c.sel = msg.Spot
			c.settle(p)
			return msg.Twice
		}
	}
	return false
}

// page is how many entries a page key goes over.
func (d *desk) page() int { return max(1, (d.h-headRows-1)/2) }

// body is what a sheet is drawn in, under its head.
func body(a kit.Area) kit.Area {
	return a.Sub(0, headRows, a.W(), a.H()-headRows)
}

// choice is the layer of a person who has something chosen on a paper.
type choice struct{ spot string }

// Paint implements screen.Layer.
func (l choice) Paint(_ kit.Area, p *paint.Personal, o screen.Own) {
	if l.spot != "" {
		kit.Select(p, l.spot, o.Theme)
	}
}
