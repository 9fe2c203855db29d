package touchpoints

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/touchpoint"
	"convene/internal/day"
	"convene/internal/ledger"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
	"convene/ui/theme"
)

// matrix is all partners against the sets of questions.
type matrix struct {
	in  *Screen
	set int
	top int
}

func (m *matrix) row() int { return m.in.book().index(m.in.partner) }

func (m *matrix) step(n int) tea.Cmd {
	if b := m.in.book(); len(b.partners) > 0 {
		m.in.partner = b.partners[kit.Step(m.row(), n, len(b.partners))].ID
	}
	return nil
}

func (m *matrix) Keys() []kit.Key {
	b := m.in.book()
	if len(b.partners) == 0 {
		return []kit.Key{{Press: []string{"a", "enter"}, Show: "a", Help: "list partners", Foot: 1, Run: func() tea.Cmd { return screen.Go("inventory", "add") }}}
	}
	side := func(n int) func() tea.Cmd {
		return func() tea.Cmd { m.set = kit.Step(m.set, n, len(m.in.Env.Guide.Sets)); return nil }
	}
	return append(kit.Moving("choose", m.step, page),
		kit.Key{Press: []string{"left"}, Show: "←→", Help: "set", Foot: 2, Run: side(-1)},
		kit.Key{Press: []string{"right"}, Show: "→", Help: "next set", Run: side(1)},
		kit.Key{Press: []string{"enter"}, Show: "Enter", Help: "questions", Foot: 3, Run: m.open},
		kit.Key{Press: []string{"n"}, Show: "n", Help: "next that is due again", Foot: 4, Run: m.nextDue},
		kit.Key{Press: []string{"p"}, Show: "p", Help: "agenda", Foot: 5, Run: func() tea.Cmd { m.step(0); return m.in.agenda.start(modeMatrix) }},
		kit.Key{Press: []string{"g"}, Show: "g", Help: "after how many days to ask again", Run: m.age},
		kit.Key{Press: []string{"i"}, Show: "i", Help: "about this partner", Run: func() tea.Cmd { m.step(0); return screen.Go("inventory", string(m.in.partner)) }},
	)
}

// open goes to the questions of the chosen partner, the first one of the chosen set in front.
func (m *matrix) open() tea.Cmd {
	m.step(0)
	m.in.At, m.in.questions.top = modeQuestions, 0
	m.in.questions.sel = m.in.Env.Guide.Sets[m.set].Questions[0].ID
	return nil
}

// age asks after how many days an answer is due again.
func (m *matrix) age() tea.Cmd {
	now := strconv.Itoa(m.in.Env.State().Touchpoint.Age())
	return screen.Open(screen.NewPrompt(screen.Prompt{Title: "Ask again after how many days?", Hint: "An answer that old is due again.", Max: 4, Done: func(typed string) (tea.Cmd, error) {
		days, err := strconv.Atoi(strings.TrimSpace(typed))
		if err != nil {
			return nil, errors.New("Write a number of days, like 120. Nothing was changed.")
		}
		if err := m.in.Env.Do(touchpoint.SetAge{Days: days}); err != nil {
			return nil, err
		}
		return screen.Notice("Answers are due again after " + kit.Count(days, "day", "days") + "."), nil
	}}, now))
}

// nextDue chooses the next cell with an answer that is due again.
func (m *matrix) nextDue() tea.Cmd {
	b := m.in.book()
	cells := b.view.Matrix(ids(b.partners), sets(m.in.Env.Guide), day.Of(m.in.Env.Now()), 0)
	n := len(m.in.Env.Guide.Sets)
	from := m.row()*n + m.set
	for i := range len(cells) * n {
		at := (from + 1 + i) % (len(cells) * n)
		if cells[at/n].Cells[at%n].Due > 0 {
			m.in.partner, m.set = cells[at/n].Partner, at%n
			return nil
		}
	}
	return screen.Notice("No answer is due again.")
}

func (m *matrix) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.WheelMsg:
		return m.step(msg.N)
	case screen.ClickMsg:
		id, set, ok := strings.Cut(strings.TrimPrefix(msg.Spot, "cell:"), "/")
		if !ok || !strings.HasPrefix(msg.Spot, "cell:") {
			return nil
		}
		b := m.in.book()
		for _, r := range b.partners {
			if string(r.ID) == id {
				m.in.partner = r.ID
				m.set, _ = strconv.Atoi(set)
				m.set = kit.Step(m.set, 0, len(m.in.Env.Guide.Sets))
			}
		}
		if msg.Twice {
			return m.open()
		}
	}
	return nil
}

func cellSpot(p string, set int) string { return fmt.Sprintf("cell:%s/%d", p, set) }

// matrixRows is how many rows stand above the table, and below it.
func matrixRows(h int) (head, foot int) {
	if h < 12 {
		return 1, 1
	}
	return 3, 2
}

func (m *matrix) View(_, h int) screen.View {
	b := m.in.book()
	head, foot := matrixRows(h)
	m.top = kit.Window{Top: m.top, Rows: max(1, h-head-foot-2), Of: len(b.partners)}.Follow(m.row()).Top
	return matrixView{m.top}
}

type matrixView struct{ top int }

// Draw implements screen.View.
func (v matrixView) Draw(a kit.Area, sh screen.Shared) {
	th, b := sh.Theme, read(sh.Public, sh.Memo)
	if len(b.partners) == 0 {
		y := a.Para(0, 60, "What do we want to find out from each partner?", th.Heading) + 1
		a.Sub(0, y, a.W(), a.H()-y).Para(0, 60, "No partners yet, so there is nobody to ask. Press a and list the first ones; then come back here.", th.Text)
		return
	}
	today := day.Of(sh.Now)
	head, foot := matrixRows(a.H())
	count := ""
	if t := b.view.Tally(ids(b.partners), today, 0); t.Of > 0 {
		count = t.String()
	}
	end := a.Right(0, count, th.Muted)
	a.PrintIn(0, 0, end-2, "Touchpoints", th.Heading)
	if head > 1 {
		a.Print(0, 1, legend(th), th.Muted)
	}
	rows := a.Sub(0, head, a.W(), a.H()-head-foot)
	t := v.table(b, rows, sh)
	t.Draw(rows, th)
	t.Cells(rows, func(row, col int) string {
		if col == 0 {
			return ""
		}
		return cellSpot(string(b.partners[row].ID), col-1)
	})
	a.Sub(0, a.H()-1, a.W(), 1).Spot("chosen")
}

func legend(th *theme.Theme) string {
	s := th.Symbols
	return s.Done + " answered   " + s.Open + " open   " + s.Warn + " due again   " + s.Clear + " primary partner"
}

func (v matrixView) table(b *book, a kit.Area, sh screen.Shared) kit.Rows {
	th, groups := sh.Theme, sets(sh.Guide)
	cells := b.view.Matrix(ids(b.partners), groups, day.Of(sh.Now), 0)
	narrow := a.W() < 60
	cell := max(12, min(20, (a.W()-kit.Margin-28)/len(groups)-2))
	if narrow {
		cell = 4
	}
	partner := max(8, a.W()-kit.Margin-len(groups)*(cell+2))
	cols := []kit.Column{{Title: "Partner", Min: partner, Want: partner, Keep: 9}}
	for i, s := range sh.Guide.Sets {
		cols = append(cols, kit.Column{Title: s.Label, Min: cell, Want: cell, Keep: 5 - min(4, i)})
	}
	return kit.Rows{
		Columns: cols,
		Window:  kit.Window{Top: v.top, Rows: max(1, a.H()-2), Of: len(b.partners)},
		Cell: func(row, col int) (string, paint.Ink) {
			if col == 0 {
				mark := "  "
				if row < b.primary {
					mark = th.Symbols.Clear + " "
				}
				return mark + b.partners[row].Name, th.Text
			}
			t := cells[row].Cells[col-1]
			return short(t, narrow, th), ink(t.Status(), th)
		},
		Spot: func(row int) string { return "row:" + string(b.partners[row].ID) },
	}
}

// short says a tally in signs and numbers.
func short(t touchpoint.Tally, narrow bool, th *theme.Theme) string {
	fresh := t.Answered - t.Due
	var out []string
	for _, c := range []struct {
		n    int
		sign string
	}{{t.Due, th.Symbols.Warn}, {t.Open, th.Symbols.Open}, {fresh, th.Symbols.Done}} {
		if c.n > 0 {
			out = append(out, c.sign+strconv.Itoa(c.n))
		}
	}
	switch {
	case len(out) == 0:
		return th.Symbols.Absent
	case narrow && len(out) > 1:
		return out[0] + "+"
	}
	return strings.Join(out, " ")
}

// long says a tally in words.
func long(t touchpoint.Tally) string {
	out := t.String()
	if t.Open > 0 {
		out += fmt.Sprintf(", %d open", t.Open)
	}
	return out
}

func (m *matrix) Layer(int, int) screen.Layer {
	b, g := m.in.book(), m.in.Env.Guide
	if len(b.partners) == 0 {
		return matrixLayer{}
	}
	m.set = kit.Step(m.set, 0, len(g.Sets))
	p := b.partners[m.row()]
	t := b.view.Matrix(ids(b.partners[m.row():m.row()+1]), sets(g)[m.set:m.set+1], day.Of(m.in.Env.Now()), 0)
	l := matrixLayer{cellSpot(string(p.ID), m.set), g.Sets[m.set].Label + ": " + long(t[0].Cells[0]), ""}
	if !b.sorted && m.in.Env.Me().Role != ledger.Guest {
		l.note = "No card sort yet: all partners are here, none in front."
	}
	return l
}

type matrixLayer struct{ spot, chosen, note string }

// Paint implements screen.Layer.
func (l matrixLayer) Paint(a kit.Area, p *paint.Personal, o screen.Own) {
	if r, ok := p.Find("chosen"); ok {
		at := a.At(r)
		at.Print(kit.Margin, 0, l.chosen, o.Theme.Text)
		if l.note != "" && a.H() >= 12 {
			a.Print(kit.Margin, a.H()-2, l.note, o.Theme.Muted)
		}
	}
	kit.Select(p, l.spot, o.Theme)
}
