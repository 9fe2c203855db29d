package improvement

import (
	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/improve"
	"convene/internal/day"
	"convene/internal/ledger"
	"convene/internal/text"
	"convene/ui/desk"
	"convene/ui/kit"
	"convene/ui/screen"
)

// looks is the log: what was seen, what the team thinks of it, what it changes.
type looks struct {
	in      *Screen
	measure string // of which looks are shown; empty: all
	back    string // the mode that it was opened from
	cur     desk.Cursor
}

// open opens the log of a measure, or all of it.
func (l *looks) open(measure string) {
	l.measure, l.back, l.cur, l.in.At = measure, l.in.At, desk.Cursor{}, modeLooks
}

// lookFields are the three things that a look says, in their order.
func lookFields() []struct{ id, label, hint string } {
	return []struct{ id, label, hint string }{
		{sawField, "We saw", "What the numbers show, and what you saw yourselves."},
		{thinkField, "We think", "Why it may be so. Hear each partner."},
		{changeField, "We change", "One thing to do otherwise, until the next look."},
	}
}

// said is one of the three things of a look.
func said(r *improve.Reflection, field string) *string {
	switch field {
	case thinkField:
		return &r.Think
	case changeField:
		return &r.Change
	}
	return &r.Saw
}

// looks lays looks out, the newest first.
func (p paper) looks(sh screen.Shared, list []improve.Reflection, order day.Order, names bool) {
	if len(list) == 0 {
		r := ref{kind: lookKind}
		p.Put(p.Sheet, r.String(), r, kit.SheetEntry{Text: "No look yet. Press a when you have looked at it together: what you saw, what you think, what you change.", Tone: kit.ToneMuted})
	}
	for i, look := range list {
		head := day.Show(look.On, order, day.Of(sh.Now))
		switch m, ok := sh.Public.Improve().Measures.Get(look.Measure); {
		case names && ok:
			p.Heading(head + ": " + m.What)
		case names:
			p.Heading(head)
		default:
			if i > 0 {
				p.Gap()
			}
			p.Para(head, kit.ToneHead)
		}
		for _, f := range lookFields() {
			e := kit.SheetEntry{Label: f.label, Text: *said(&look, f.id)}
			if e.Text == "" {
				e.Text, e.Tone = notSaid, kit.ToneMuted
			}
			r := ref{lookKind, look.ID, f.id}
			p.Put(p.Sheet, r.String(), r, e)
		}
	}
}

func lookPaper(sh screen.Shared, measure string, order day.Order, w, h int) paper {
	p := newPaper(w, h)
	p.Anchor(desk.Field + adding(lookKind))
	p.looks(sh, read(sh.Public).Reflections(measure), order, true)
	return p
}

// reflected is how one field of a look is read and written.
func (s *Screen) reflected(id, field string) desk.Source[improve.Reflection] {
	return desk.Source[improve.Reflection]{
		Now: func() improve.Reflection { r, _ := s.state().Reflections.Get(id); return r },
		Get: func(r improve.Reflection) string { return *said(&r, field) },
		Set: func(r *improve.Reflection, typed string) error { *said(r, field) = typed; return nil },
		Op:  func(p ledger.Patch) any { return improve.EditReflection{Reflection: id, Patch: p} },
	}
}

// writeLook opens one of the three things of a look, or its day; the next one comes after it.
func (s *Screen) writeLook(r ref, of desk.Editing) tea.Cmd {
	if r.field == dayField {
		of.Spot = ref{lookKind, r.id, sawField}.String()
		return dated(s, s.reflected(r.id, ""), func(l *improve.Reflection) *day.Day { return &l.On }, of)
	}
	of.Long, of.Lines, of.Max = true, true, text.BlockMax
	list := lookFields()
	for i, f := range list {
		if f.id != r.field {
			continue
		}
		of.Label, of.Hint = f.label, f.hint
		if i+1 < len(list) {
			of.Next = func() tea.Cmd { return s.write(ref{lookKind, r.id, list[i+1].id}, desk.Editing{Over: of.Over}) }
		}
	}
	return s.Edit.Start(desk.Edited(s.Desk, s.reflected(r.id, r.field), of))
}

// addLook opens what a new look saw; what the team thinks and changes come after it.
func (s *Screen) addLook(measure string, over desk.Part, cur *desk.Cursor) tea.Cmd {
	first, last := lookFields()[0], ""
	of := desk.Editing{Spot: adding(lookKind), Label: first.label, Hint: first.hint + " Tab goes on.", Over: over, Long: true, Lines: true,
		Max: text.BlockMax, Place: "improve/look/add/" + measure}
	of.Put = func(typed string) error {
		r := improve.Reflection{ID: s.Env.NewID(), Measure: measure, On: s.Today(), Saw: typed}
		if err := s.Env.Do(improve.AddReflection{Reflection: r}); err != nil {
			return err
		}
		last = r.ID
		cur.To(ref{lookKind, last, sawField}.String())
		return nil
	}
	of.Now, of.Yield = func() string { return "" }, func() {}
	of.Next = func() tea.Cmd { return s.write(ref{lookKind, last, thinkField}, desk.Editing{Over: over}) }
	return s.Edit.Start(of)
}

func (l *looks) paper() paper {
	return lookPaper(l.in.Shared(), l.measure, l.in.Env.Days, l.in.W, l.in.H)
}

func (l *looks) sheet() *kit.Sheet { return l.paper().Sheet }

// Keys implements desk.Part.
func (l *looks) Keys() []kit.Key {
	r, _ := l.paper().Chosen(&l.cur)
	none := ""
	if r.id == "" {
		none = "There is no look yet. Press a to write one down."
	}
	return append(l.cur.Moving(l.sheet, l.in.Page),
		kit.Key{Press: []string{"enter", "e"}, Show: "Enter", Help: "write", Foot: 2, Run: func() tea.Cmd { return l.write(r) }},
		kit.Key{Press: []string{"a"}, Show: "a", Help: "add a look", Foot: 3, Run: l.add},
		kit.Key{Press: []string{"d"}, Show: "d", Help: "its day", Foot: 4, Off: none, Run: func() tea.Cmd { return l.write(ref{lookKind, r.id, dayField}) }},
		kit.Key{Press: []string{"g"}, Show: "g", Help: "which measure", Foot: 5, Off: none, Run: func() tea.Cmd { return l.about(r.id) }},
		kit.Key{Press: []string{"x"}, Show: "x", Help: "remove", Foot: 6, Off: none, Run: func() tea.Cmd { return l.in.remove(r) }},
		kit.Key{Press: []string{"f"}, Show: "f", Help: "one measure's", Foot: 7, Run: l.choose},
		kit.Key{Press: []string{"t"}, Show: "t", Help: "five questions", Run: l.in.To(modeQuestions)},
		kit.Key{Press: []string{"esc", "left"}, Show: "Esc", Help: "back", Foot: 9, Run: l.leave},
	)
}

func (l *looks) leave() tea.Cmd {
	l.in.At = modeList
	if l.back == modeMeasure {
		l.in.At = modeMeasure
	}
	return nil
}

func (l *looks) add() tea.Cmd { return l.in.addLook(l.measure, l, &l.cur) }

func (l *looks) write(r ref) tea.Cmd {
	if r.id == "" {
		return l.add()
	}
	return l.in.write(r, desk.Editing{Over: l})
}

// measures offers all measures, with another line before them.
func (l *looks) offer(title, none, chosen string, done func(id string) tea.Cmd) tea.Cmd {
	ids, items, sel := []string{""}, []screen.Item{{Label: none}}, 0
	for _, m := range l.in.read().Measures() {
		if m.ID == chosen {
			sel = len(ids)
		}
		ids, items = append(ids, m.ID), append(items, screen.Item{Label: m.What})
	}
	return screen.Open(screen.NewChoice(title, items, sel, func(i int) tea.Cmd { return done(ids[i]) }))
}

func (l *looks) choose() tea.Cmd {
	return l.offer("Which measure's looks?", "All of them", l.measure, func(id string) tea.Cmd { l.measure = id; return nil })
}

// about puts a look under a measure.
func (l *looks) about(id string) tea.Cmd {
	base, ok := l.in.state().Reflections.Get(id)
	if !ok {
		return nil
	}
	return l.offer("Which measure is it about?", "All of them", base.Measure, func(measure string) tea.Cmd {
		next := base
		next.Measure = measure
		if next == base {
			return nil
		}
		return screen.Refused(l.in.Env.Do(improve.EditReflection{Reflection: id, Patch: ledger.Diff(base, next)}))
	})
}

// Update implements desk.Part.
func (l *looks) Update(msg tea.Msg) tea.Cmd {
	if l.cur.Pointed(l.sheet(), msg) {
		r, _ := l.paper().Chosen(&l.cur)
		return l.write(r)
	}
	return nil
}

// View implements desk.Part.
func (l *looks) View(w, h int) screen.View {
	l.cur.Follow(l.in.Desk, l.sheet(), w, h)
	return lookView{l.measure, l.in.Env.Days, l.cur.Top()}
}

// Layer implements desk.Part.
func (l *looks) Layer(int, int) screen.Layer { return l.cur.Layer() }

type lookView struct {
	measure string
	order   day.Order
	top     int
}

// Draw implements screen.View.
func (v lookView) Draw(a kit.Area, sh screen.Shared) {
	n := len(read(sh.Public).Reflections(v.measure))
	kit.Heading(a.Sub(0, 0, a.W(), 1), "Log of looks", kit.Count(n, "look", "looks"), sh.Theme)
	if m, ok := sh.Public.Improve().Measures.Get(v.measure); ok {
		a.Print(0, 1, "Of: "+m.What, sh.Theme.Text)
	}
	lookPaper(sh, v.measure, v.order, a.W(), a.H()).Draw(desk.Body(a), v.top, sh.Theme)
}
