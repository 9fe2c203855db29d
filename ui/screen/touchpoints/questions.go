package touchpoints

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/activity/touchpoint"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// questions is all questions for one partner, with how each stands and which ones the next meeting takes.
type questions struct {
	in  *Screen
	sel string // a question's ID
	top int
}

// chosen is the question that is chosen, the first one where none is.
func (q *questions) chosen() string {
	all := order(q.in.Env.Guide)
	return all[max(0, slices.Index(all, q.sel))]
}

func (q *questions) step(n int) tea.Cmd {
	all := order(q.in.Env.Guide)
	q.sel = all[kit.Step(slices.Index(all, q.chosen()), n, len(all))]
	return nil
}

func (q *questions) Keys() []kit.Key {
	return append(kit.Moving("choose", q.step, page),
		kit.Key{Press: []string{"enter", "right"}, Show: "Enter", Help: "open", Foot: 2, Run: func() tea.Cmd { q.in.open(q.chosen()); return nil }},
		kit.Key{Press: []string{"space"}, Show: "Space", Help: "for the meeting", Foot: 3, Off: q.in.Env.TakesPart("Choosing questions"), Run: q.choose},
		kit.Key{Press: []string{"p"}, Show: "p", Help: "agenda", Foot: 4, Run: func() tea.Cmd { return q.in.agenda.start(modeQuestions) }},
		kit.Key{Press: []string{"n"}, Show: "n", Help: "next partner", Run: q.turn(1)},
		kit.Key{Press: []string{"N"}, Show: "N", Help: "partner before", Run: q.turn(-1)},
		kit.Key{Press: []string{"i"}, Show: "i", Help: "about this partner", Run: func() tea.Cmd { return screen.Go("inventory", string(q.in.partner)) }},
		kit.Key{Press: []string{"esc", "left"}, Show: "Esc", Help: "all partners", Foot: 5, Run: q.in.To(modeMatrix)},
	)
}

func (q *questions) turn(n int) func() tea.Cmd {
	return func() tea.Cmd { return q.in.matrix.step(n) }
}

// choose takes the question for the meeting, or puts it back.
func (q *questions) choose() tea.Cmd {
	picked := q.in.book().view.Chosen(q.in.partner, nil)
	return q.in.Env.DoAll(touchpoint.Choose{Partner: q.in.partner, Question: q.chosen(), Chosen: !slices.Contains(picked, q.chosen())})
}

func (q *questions) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.WheelMsg:
		return q.step(msg.N)
	case screen.ClickMsg:
		if id, ok := strings.CutPrefix(msg.Spot, "question:"); ok {
			q.sel = id
			if msg.Twice {
				q.in.open(q.chosen())
			}
		}
	}
	return nil
}

func (q *questions) View(w, h int) screen.View {
	v := questionsView{q.in.partner, q.chosen(), q.top}
	list, i := v.list(q.in.Shared(), w, h)
	if q.chosen() == order(q.in.Env.Guide)[0] {
		i = 0 // the heading of the first set comes into sight again
	}
	q.top = list.Follow(i, w, h-questionsHead(h)).Top
	v.top = q.top
	return v
}

// questionsView is a partner's questions; the chosen one is shown in full.
type questionsView struct {
	partner partner.ID
	chosen  string
	top     int
}

// questionsHead is the rows above the list.
func questionsHead(h int) int {
	if h < 12 {
		return 1
	}
	return 3
}

// list lays the questions out, and says where the chosen one stands.
func (v questionsView) list(sh screen.Shared, w, h int) (kit.Entries, int) {
	th, b := sh.Theme, read(sh.Public, sh.Memo)
	picked := b.view.Chosen(v.partner, nil)
	e := kit.Entries{Top: v.top, Lines: 1}
	for i, s := range sh.Guide.Sets {
		e.List = append(e.List, kit.Entry{Text: s.Label, Ink: th.Heading, Apart: i > 0 && h >= 24})
		for _, q := range s.Questions {
			if q.ID == v.chosen {
				e.Open = len(e.List)
			}
			st, note := b.state(sh, v.partner, q.ID)
			x := kit.Entry{Spot: "question:" + q.ID, Text: q.Label, Note: note, Under: strings.Join(q.Prompts, " "), Ink: th.Text, NoteInk: ink(st, th)}
			if w < 60 {
				x.Note = sign(st, th)
			}
			if slices.Contains(picked, q.ID) {
				x.Mark = th.Symbols.Star
			}
			e.List = append(e.List, x)
		}
	}
	e.All = true
	if e.Height(w) > h-questionsHead(h) {
		e.All = false
	}
	return e, e.Open
}

// Where implements screen.Found.
func (v questionsView) Where() string { return string(v.partner) }

// Draw implements screen.View.
func (v questionsView) Draw(a kit.Area, sh screen.Shared) {
	th, b := sh.Theme, read(sh.Public, sh.Memo)
	n := len(b.view.Chosen(v.partner, nil))
	count := fmt.Sprintf("%s %d for the meeting", th.Symbols.Star, n)
	end := a.Right(0, count, th.Muted)
	a.PrintIn(0, 0, end-2, name(sh.Public, v.partner), th.Heading)
	head := questionsHead(a.H())
	if head > 1 {
		say := touchpoint.Advice(n)
		if say == "" {
			say = "A good number for one meeting. Esc when you have picked; p shows the agenda."
		}
		a.Print(0, 1, say, th.Muted)
	}
	list, _ := v.list(sh, a.W(), a.H())
	list.Draw(a.Sub(0, head, a.W(), a.H()-head), th)
}

func (q *questions) Layer(int, int) screen.Layer { return spotLayer{"question:" + q.chosen()} }

// spotLayer is the selection alone.
type spotLayer struct{ spot string }

// Paint implements screen.Layer.
func (l spotLayer) Paint(_ kit.Area, p *paint.Personal, o screen.Own) { kit.Select(p, l.spot, o.Theme) }
