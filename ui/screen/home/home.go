// Package home is the screen that says what to do next.
package home

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/plan"
	"convene/internal/day"
	"convene/internal/workspace"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// Name is the screen's name.
const Name = "home"

// Screen is the home screen of one person.
type Screen struct {
	env *screen.Env
	sel int
}

// New makes it.
func New(env *screen.Env) *Screen { return &Screen{env: env} }

// Name implements screen.Screen.
func (s *Screen) Name() string { return Name }

// Mode implements screen.Screen.
func (s *Screen) Mode() string { return "" }

// Typing implements screen.Screen.
func (s *Screen) Typing() bool { return false }

// Update implements screen.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	c, ok := msg.(screen.ClickMsg)
	if !ok {
		return nil
	}
	for i, l := range s.lines() {
		if c.Spot == spot(i) {
			s.sel = i
			if c.Twice {
				return screen.Go(l.to, l.arg)
			}
		}
	}
	return nil
}

// Tables implements screen.Screen.
func (s *Screen) Tables() []kit.Table {
	move := func(n int) func() tea.Cmd {
		return func() tea.Cmd {
			s.sel = kit.Step(s.sel, n, len(s.lines()))
			return nil
		}
	}
	keys := []kit.Key{
		{Press: []string{"up"}, Show: "↑↓", Help: "choose", Foot: 1, Run: move(-1)},
		{Press: []string{"down"}, Show: "↓", Help: "next line", Run: move(1)},
		{Press: []string{"enter", "right"}, Show: "Enter", Help: "open", Foot: 2, Run: s.open},
	}
	for _, d := range direct() {
		keys = append(keys, kit.Key{Press: []string{d.key}, Show: d.key, Help: d.help, Foot: d.foot,
			Run: func() tea.Cmd { return screen.Go(d.to, d.arg) }})
	}
	return []kit.Table{{Keys: keys}}
}

// direct are the letters that open a place at once.
func direct() []struct {
	key, help, to, arg string
	foot               int
} {
	return []struct {
		key, help, to, arg string
		foot               int
	}{
		{"a", "add partners", "inventory", "add", 3},
		{"s", "sort cards", "cardsort", "", 4},
	}
}

func (s *Screen) open() tea.Cmd {
	list := s.lines()
	l := list[kit.Step(s.sel, 0, len(list))]
	return screen.Go(l.to, l.arg)
}

// line is one place to go, with what there is to say about it.
type line struct{ to, arg, title, status string }

func (s *Screen) lines() []line { return lines(s.env.State().Public(), day.Of(s.env.Now())) }

func lines(p workspace.Public, today day.Day) []line {
	return []line{
		{"inventory", "", "Inventory", inventory(p)},
		{"cardsort", "", "Card sort", cardSort(p)},
		{"touchpoints", "", "Touchpoints", touchpoints(p, today)},
		{"plan", "", "Shared plan", plan.Read(p.Plan(), nil).Tally(today).String()},
	}
}

func inventory(p workspace.Public) string {
	n, gaps := 0, 0
	for _, r := range p.Partners() {
		if !r.Active() {
			continue
		}
		n++
		if len(p.Missing(r.ID)) > 0 {
			gaps++
		}
	}
	if n == 0 {
		return "no partners yet: start here"
	}
	out := kit.Count(n, "partner", "partners")
	if gaps > 0 {
		out += fmt.Sprintf(", %d with gaps", gaps)
	}
	return out
}

func spot(i int) string { return fmt.Sprintf("line:%d", i) }

// View implements screen.Screen.
func (s *Screen) View(int, int) screen.View { return view{} }

type view struct{}

// Draw implements screen.View.
func (view) Draw(a kit.Area, sh screen.Shared) {
	a = a.Inset(1, 1)
	y := a.Para(0, 60, greeting(sh), sh.Theme.Heading)
	y++
	for i, l := range lines(sh.Public, day.Of(sh.Now)) {
		row := a.Sub(0, y+i, min(a.W(), 76), 1)
		row.Print(2, 0, l.title, sh.Theme.Text)
		row.Print(titleCols, 0, l.status, sh.Theme.Muted)
		row.Spot(spot(i))
	}
}

// titleCols is the column where the statuses begin, in cells.
const titleCols = 24

// greeting is the one sentence that the room reads first: what to do next.
func greeting(sh screen.Shared) string {
	hello := "Good evening."
	switch h := sh.Now.Hour(); {
	case h < 12:
		hello = "Good morning."
	case h < 18:
		hello = "Good afternoon."
	}
	return hello + " " + next(sh.Public)
}

// Layer implements screen.Screen.
func (s *Screen) Layer(int, int) screen.Layer { return layer{s.sel} }

type layer struct{ sel int }

// Paint implements screen.Layer.
func (l layer) Paint(_ kit.Area, p *paint.Personal, o screen.Own) {
	kit.Select(p, spot(l.sel), o.Theme)
}
