package screen

import (
	"maps"

	tea "charm.land/bubbletea/v2"

	"convene/ui/kit"
	"convene/ui/paint"
)

// Checks offers a short list, any of which may be ticked.
type Checks struct {
	title string
	items []Item
	on    map[int]bool
	done  func(on map[int]bool) tea.Cmd
	sel   int
}

// NewChecks opens with the items in on ticked.
func NewChecks(title string, items []Item, on map[int]bool, done func(map[int]bool) tea.Cmd) *Checks {
	return &Checks{title: title, items: items, on: maps.Clone(on), done: done}
}

// Typing implements Overlay.
func (c *Checks) Typing() bool { return false }

// Update implements Overlay.
func (c *Checks) Update(tea.Msg) tea.Cmd { return nil }

// Keys implements Overlay.
func (c *Checks) Keys() []kit.Key {
	move := func(n int) func() tea.Cmd {
		return func() tea.Cmd { c.sel = kit.Step(c.sel, n, len(c.items)); return nil }
	}
	return []kit.Key{
		{Press: []string{"up"}, Show: "↑", Help: "up", Run: move(-1)},
		{Press: []string{"down"}, Show: "↓", Help: "down", Run: move(1)},
		{Press: []string{"space"}, Show: "Space", Help: "tick or untick", Foot: 1, Run: func() tea.Cmd { c.on[c.sel] = !c.on[c.sel]; return nil }},
		{Press: []string{"enter"}, Show: "Enter", Help: "keep it", Foot: 2, Run: func() tea.Cmd { return Close(c.done(c.on)) }},
		{Press: []string{"esc"}, Show: "Esc", Help: "leave it as it was", Foot: 3, Run: func() tea.Cmd { return Close(nil) }},
	}
}

// Layer implements Overlay.
func (c *Checks) Layer(w, h int) Layer {
	return checksLayer{c.title, c.items, maps.Clone(c.on), c.sel, min(64, w-4)}
}

type checksLayer struct {
	title      string
	items      []Item
	on         map[int]bool
	sel, width int
}

// Paint implements Layer.
func (l checksLayer) Paint(a kit.Area, p *paint.Personal, o Own) {
	in := Box(a, o, l.title, l.width, len(l.items)+2)
	win := kit.Window{Rows: in.H(), Of: len(l.items)}.Follow(l.sel)
	for i := win.Top; i < win.End(); i++ {
		row := in.Sub(0, i-win.Top, in.W(), 1)
		tick := o.Theme.Symbols.None
		if l.on[i] {
			tick = o.Theme.Symbols.Check
		}
		row.Print(2, 0, tick, o.Theme.Text)
		row.Print(4, 0, l.items[i].Label, o.Theme.Text)
		if i == l.sel {
			kit.SelectAt(p, row.Rect(), o.Theme)
		}
	}
}
