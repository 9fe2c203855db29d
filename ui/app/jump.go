package app

import (
	tea "charm.land/bubbletea/v2"
	"github.com/sahilm/fuzzy"

	"convene/internal/text"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// jump is the overlay that goes to any screen or partner by a few letters of its name.
type jump struct {
	in    kit.Input
	all   []target
	found []target
	sel   int
}

type target struct{ label, kind, to, arg string }

type targets []target

// String and Len are what fuzzy looks in.
func (t targets) String(i int) string { return t[i].label }
func (t targets) Len() int            { return len(t) }

func (m *Model) jump() tea.Cmd { return screen.Open(m.newJump()) }

func (m *Model) newJump() *jump {
	j := &jump{in: kit.NewInput("", false, text.NameMax, text.Typed)}
	for _, p := range places() {
		j.all = append(j.all, target{p.title, "screen", p.name, ""})
	}
	for _, p := range m.env.State().Public().Active() {
		j.all = append(j.all, target{p.Name, "partner", "inventory", string(p.ID)})
	}
	j.found = j.all
	return j
}

// Typing implements screen.Overlay.
func (j *jump) Typing() bool { return true }

// Update implements screen.Overlay.
func (j *jump) Update(msg tea.Msg) tea.Cmd {
	j.in, j.sel = j.in.Update(msg), 0
	if j.in.Value() == "" {
		j.found = j.all
		return nil
	}
	j.found = nil
	for _, f := range fuzzy.FindFrom(j.in.Value(), targets(j.all)) {
		j.found = append(j.found, j.all[f.Index])
	}
	return nil
}

// Keys implements screen.Overlay.
func (j *jump) Keys() []kit.Key {
	move := func(n int) func() tea.Cmd {
		return func() tea.Cmd { j.sel = kit.Step(j.sel, n, len(j.found)); return nil }
	}
	return []kit.Key{
		{Press: []string{"up"}, Show: "↑", Help: "up", Run: move(-1)},
		{Press: []string{"down"}, Show: "↓", Help: "down", Run: move(1)},
		{Press: []string{"enter"}, Show: "Enter", Help: "go there", Foot: 1, Run: j.leave},
		{Press: []string{"esc"}, Show: "Esc", Help: "stay here", Foot: 2, Run: func() tea.Cmd { return screen.Close(nil) }},
	}
}

func (j *jump) leave() tea.Cmd {
	if len(j.found) == 0 {
		return nil
	}
	t := j.found[j.sel]
	return screen.Close(screen.Go(t.to, t.arg))
}

// jumpRows is how many places are shown at once.
const jumpRows = 8

// Layer implements screen.Overlay.
func (j *jump) Layer(w, h int) screen.Layer {
	width := min(64, w)
	win := kit.Window{Rows: min(jumpRows, max(1, h-4)), Of: len(j.found)}.Follow(j.sel)
	return jumpLayer{j.in.Show(width-6, 1), j.found[win.Top:win.End()], j.sel - win.Top, win.Below(), width}
}

type jumpLayer struct {
	field kit.Shown
	found []target
	sel   int
	below int
	width int
}

// Paint implements screen.Layer.
func (l jumpLayer) Paint(a kit.Area, p *paint.Personal, o screen.Own) {
	in := screen.Box(a, o, "Jump to", l.width, jumpRows+4)
	field, list := in.Rows(1)
	l.field.Draw(field, p, o.Theme.Field)
	if len(l.found) == 0 {
		list.Print(0, 1, "Nothing has these letters in its name.", o.Theme.Muted)
	}
	for i, t := range l.found {
		row := list.Sub(0, i+1, list.W(), 1)
		end := row.Right(0, t.kind, o.Theme.Muted)
		row.PrintIn(2, 0, end-3, t.label, o.Theme.Text)
		if i == l.sel {
			row.Print(0, 0, o.Theme.Symbols.Here, o.Theme.Accent)
			p.Tint(row.Rect(), o.Theme.Selected)
		}
	}
}
