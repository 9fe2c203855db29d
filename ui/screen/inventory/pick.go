package inventory

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"convene/internal/text"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// picker is the overlay that finds another partner by typing: those with like names first.
type picker struct {
	in    *Screen
	of    *row
	field kit.Input
	found []*row
	sel   int
	pick  func(*row) tea.Cmd
}

// pickRows is how many partners are shown at once.
const pickRows = 8

func newPicker(in *Screen, of *row, pick func(*row) tea.Cmd) *picker {
	p := &picker{in: in, of: of, field: kit.NewInput("", false, text.NameMax, text.Typed), pick: pick}
	p.find()
	return p
}

func (p *picker) find() {
	pub, memo := p.in.Env.State().Public(), p.in.Env.Memo
	p.sel, p.found = 0, nil
	if p.field.Value() == "" {
		p.found = append(p.found, similar(pub, memo, p.of.Name)...)
	}
	for _, r := range list(pub, memo, query{filter: p.field.Value()}).rows {
		if !slices.Contains(p.found, r) {
			p.found = append(p.found, r)
		}
	}
	p.found = slices.DeleteFunc(p.found, func(r *row) bool { return r.ID == p.of.ID || !r.Active() })
}

// Typing implements screen.Overlay.
func (p *picker) Typing() bool { return true }

// Update implements screen.Overlay.
func (p *picker) Update(msg tea.Msg) tea.Cmd {
	was := p.field.Value()
	p.field = p.field.Update(msg)
	if p.field.Value() != was {
		p.find()
	}
	return nil
}

// Keys implements screen.Overlay.
func (p *picker) Keys() []kit.Key {
	move := func(n int) func() tea.Cmd {
		return func() tea.Cmd { p.sel = kit.Step(p.sel, n, len(p.found)); return nil }
	}
	none := ""
	if len(p.found) == 0 {
		none = "No other partner has these words in its record."
	}
	return []kit.Key{
		{Press: []string{"up"}, Show: "↑↓", Help: "choose", Foot: 1, Run: move(-1)},
		{Press: []string{"down"}, Show: "↓", Help: "down", Run: move(1)},
		{Press: []string{"enter"}, Show: "Enter", Help: "compare the two", Foot: 2, Off: none, Run: func() tea.Cmd { return screen.Close(p.pick(p.found[p.sel])) }},
		{Press: []string{"esc"}, Show: "Esc", Help: "leave it", Foot: 3, Run: func() tea.Cmd { return screen.Close(nil) }},
	}
}

// Layer implements screen.Overlay.
func (p *picker) Layer(w, h int) screen.Layer {
	width := min(64, w)
	win := kit.Window{Rows: min(pickRows, max(1, h-6)), Of: len(p.found)}.Follow(p.sel)
	l := pickLayer{field: p.field.Show(max(1, width-4), 1), title: "Which record is " + p.of.Name + " too?", win: win, sel: p.sel, width: width}
	for _, r := range p.found[win.Top:win.End()] {
		l.names = append(l.names, r.Name)
	}
	return l
}

type pickLayer struct {
	field      kit.Shown
	title      string
	names      []string
	win        kit.Window
	sel, width int
}

// Paint implements screen.Layer.
func (l pickLayer) Paint(a kit.Area, p *paint.Personal, o screen.Own) {
	title := paint.Clip(l.title, max(1, l.width-6), "…")
	in := screen.Box(a, o, title, l.width, l.win.Rows+5)
	if len(l.names) == 0 {
		in.Print(0, 2, "No other partner has these words in its record.", o.Theme.Muted)
	}
	for i, n := range l.names {
		row := in.Sub(0, 2+i, in.W(), 1)
		row.Print(2, 0, n, o.Theme.Text)
		if l.win.Top+i == l.sel {
			kit.SelectAt(p, row.Rect(), o.Theme)
		}
	}
	kit.Hidden(in.Sub(2, 2+l.win.Rows, in.W(), 1), l.win, o.Theme)
	l.field.Draw(in.Sub(0, 0, in.W(), 1), p, o.Theme.Field)
}
