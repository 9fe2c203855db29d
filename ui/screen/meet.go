package screen

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"convene/ui/kit"
	"convene/ui/paint"
)

// Take is what becomes of a field that two people changed.
type Take int

// The ways out.
const (
	Both Take = iota
	Mine
	Theirs
)

// Meet shows what two people wrote into one field, and asks. Esc goes on typing: nothing is lost.
type Meet struct {
	label, mine, theirs string
	takes               []Take
	pick                func(Take) tea.Cmd
	sel                 int
}

// NewMeet opens it. both offers to keep both texts, one under the other.
func NewMeet(label, mine, theirs string, both bool, pick func(Take) tea.Cmd) *Meet {
	takes := []Take{Mine, Theirs}
	if both {
		takes = []Take{Both, Mine, Theirs}
	}
	return &Meet{label, mine, theirs, takes, pick, 0}
}

func (t Take) String() string {
	switch t {
	case Both:
		return "Put mine under theirs and look at it"
	case Mine:
		return "Put mine in its place"
	}
	return "Keep theirs"
}

// Typing implements Overlay.
func (m *Meet) Typing() bool { return false }

// Update implements Overlay.
func (m *Meet) Update(tea.Msg) tea.Cmd { return nil }

// Keys implements Overlay.
func (m *Meet) Keys() []kit.Key {
	move := func(n int) func() tea.Cmd {
		return func() tea.Cmd { m.sel = kit.Step(m.sel, n, len(m.takes)); return nil }
	}
	return []kit.Key{
		{Press: []string{"up"}, Show: "↑↓", Help: "choose", Foot: 1, Run: move(-1)},
		{Press: []string{"down"}, Show: "↓", Help: "down", Run: move(1)},
		{Press: []string{"enter"}, Show: "Enter", Help: "do that", Foot: 2, Run: func() tea.Cmd { return Close(m.pick(m.takes[m.sel])) }},
		{Press: []string{"esc"}, Show: "Esc", Help: "go on typing", Foot: 3, Run: func() tea.Cmd { return Close(nil) }},
	}
}

// Layer implements Overlay.
func (m *Meet) Layer(w, h int) Layer {
	return meetLayer{m.label, m.mine, m.theirs, slices.Clone(m.takes), m.sel, min(64, w)}
}

type meetLayer struct {
	label, mine, theirs string
	takes               []Take
	sel, width          int
}

// Paint implements Layer.
func (l meetLayer) Paint(a kit.Area, p *paint.Personal, o Own) {
	w := max(1, l.width-4)
	theirs, mine := l.theirs, l.mine
	if theirs == "" {
		theirs = "(emptied it)"
	}
	if mine == "" {
		mine = "(empty)"
	}
	fixed := len(l.takes) + 5 // borders, two titles, space
	each := max(1, (a.H()-fixed)/2)
	rowsA, rowsB := min(each, len(paint.Wrap(theirs, w))), min(each, len(paint.Wrap(mine, w)))
	in := Box(a, o, "Somebody else wrote "+l.label+" too", l.width, fixed+rowsA+rowsB)
	in.Print(0, 0, "Theirs", o.Theme.Muted)
	in.Sub(0, 1, w, rowsA).Para(0, w, theirs, o.Theme.Text)
	in.Print(0, 1+rowsA, "Yours", o.Theme.Muted)
	in.Sub(0, 2+rowsA, w, rowsB).Para(0, w, mine, o.Theme.Text)
	for i, t := range l.takes {
		row := in.Sub(0, 3+rowsA+rowsB+i, w, 1)
		row.Print(2, 0, t.String(), o.Theme.Text)
		if i == l.sel {
			kit.SelectAt(p, row.Rect(), o.Theme)
		}
	}
}
