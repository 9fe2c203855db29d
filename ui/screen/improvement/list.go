package improvement

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/improve"
	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/day"
	"convene/internal/text"
	"convene/ui/desk"
	"convene/ui/kit"
	"convene/ui/screen"
)

// list is the list of measures.
type list struct {
	in     *Screen
	filter filter
	cur    desk.Cursor
}

// filter is what the list leaves out.
type filter struct {
	partner partner.ID
	goal    string
}

func (f filter) all() bool { return f == filter{} }

// list are the measures that the filter lets through.
func (f filter) list(v improve.View) []improve.Measure {
	return slices.DeleteFunc(v.Measures(), func(m improve.Measure) bool {
		return f.partner != "" && !slices.Contains(m.Partners, f.partner) || f.goal != "" && m.Goal != f.goal
	})
}

// The widths of the list's columns, and the body widths from which there are more of them.
const (
	nowCols    = 22
	targetCols = 22
	lookCols   = 18
	whoCols    = 24
	threeCols  = 94
	fourCols   = 130
	airRows    = 18 // the height of the body from which a line is left free between measures
)

// listPaper lays the list out.
func listPaper(sh screen.Shared, f filter, order day.Order, w, h int) paper {
	p := newPaper(w, h)
	v, today, sym := read(sh.Public), day.Of(sh.Now), sh.Theme.Symbols
	late := late(v, today)
	p.Anchor(desk.Field + adding(measureKind))
	for i, m := range f.list(v) {
		if i > 0 && h >= airRows {
			p.Gap()
		}
		e := kit.SheetEntry{Mark: sym.Bullet, Text: m.What, Warn: heed(v, m, late, today, sym)}
		goal := kit.Aside{Text: target(v, m, today), Cols: targetCols, Tone: kit.ToneMuted}
		look := kit.Aside{Text: looked(v, m, order, today), Cols: lookCols, Tone: kit.ToneMuted}
		e.Asides = []kit.Aside{{Text: latest(v, m, today, sym), Cols: nowCols}, goal, look}
		if w < threeCols {
			goal.Text += "\n" + look.Text
			e.Asides = []kit.Aside{e.Asides[0], goal}
		}
		if w >= fourCols {
			who := m.Owner
			if names := sh.Public.NamesOf(m.Partners); names != "" {
				who = text.Block(who+"\nwith "+names, text.BlockMax)
			}
			e.Asides = append(e.Asides, kit.Aside{Text: who, Cols: whoCols, Tone: kit.ToneMuted})
		}
		r := ref{kind: measureKind, id: m.ID}
		p.Put(p.Sheet, r.String(), r, e)
	}
	return p
}

func (l *list) paper() paper {
	return listPaper(l.in.Shared(), l.filter, l.in.Env.Days, l.in.W, l.in.H)
}

func (l *list) sheet() *kit.Sheet { return l.paper().Sheet }

// chosen is the measure that is chosen.
func (l *list) chosen() (improve.Measure, bool) {
	r, ok := l.paper().Chosen(&l.cur)
	if !ok {
		return improve.Measure{}, false
	}
	return l.in.state().Measures.Get(r.id)
}

// Keys implements desk.Part.
func (l *list) Keys() []kit.Key {
	m, ok := l.chosen()
	none := ""
	switch {
	case ok:
	case l.filter.all():
		none = "There is no measure yet. Press a to write one."
	default:
		none = "No measure is shown. Esc shows all again."
	}
	return append(l.cur.Moving(l.sheet, l.in.Page),
		kit.Key{Press: []string{"enter", "right"}, Show: "Enter", Help: "open", Foot: 2, Off: none, Run: func() tea.Cmd { l.in.form.open(m.ID); return nil }},
		kit.Key{Press: []string{"a"}, Show: "a", Help: "add", Foot: 3, Run: l.add},
		kit.Key{Press: []string{"t"}, Show: "t", Help: "five questions", Foot: 4, Run: l.in.To(modeQuestions)},
		kit.Key{Press: []string{"l"}, Show: "l", Help: "log of looks", Foot: 5, Run: func() tea.Cmd { l.in.looks.open(""); return nil }},
		kit.Key{Press: []string{"p"}, Show: "p", Help: "one partner's", Foot: 6, Run: l.choosePartner},
		kit.Key{Press: []string{"f"}, Show: "f", Help: "one goal's", Foot: 7, Run: l.chooseGoal},
		kit.Key{Press: []string{"e"}, Show: "e", Help: "write", Off: none, Run: func() tea.Cmd {
			return l.in.write(ref{measureKind, m.ID, "what"}, desk.Editing{Spot: ref{kind: measureKind, id: m.ID}.String(), Over: l})
		}},
		kit.Key{Press: []string{"g"}, Show: "g", Help: "put it under a goal", Off: none, Run: func() tea.Cmd { return l.in.follow(m.ID) }},
		kit.Key{Press: []string{"m"}, Show: "m", Help: "carry up or down", Off: none, Run: l.in.To(modeCarry)},
		kit.Key{Press: []string{"K"}, Show: "K", Help: "one place up", Off: none, Run: func() tea.Cmd { return l.shift(-1) }},
		kit.Key{Press: []string{"J"}, Show: "J", Help: "one place down", Off: none, Run: func() tea.Cmd { return l.shift(1) }},
		kit.Key{Press: []string{"x"}, Show: "x", Help: "remove", Off: none, Run: func() tea.Cmd { return l.in.remove(ref{kind: measureKind, id: m.ID}) }},
		kit.Key{Press: []string{"i"}, Show: "i", Help: "the partner's page", Off: none, Run: func() tea.Cmd { return l.in.page(m.ID) }},
		kit.Key{Press: []string{"esc", "left"}, Show: "Esc", Help: "back", Run: l.leave},
	)
}

// leave goes back one level: what is left out comes back first.
func (l *list) leave() tea.Cmd {
	if !l.filter.all() {
		l.filter = filter{}
		return nil
	}
	return screen.Back()
}

// add opens a field for a measure; what the list is filtered by is filled in.
func (l *list) add() tea.Cmd {
	prompt := l.in.Env.Guide.ImprovementPrompt("measure")
	last := ""
	of := desk.Editing{Spot: adding(measureKind), Label: prompt.Label, Hint: prompt.Hint, Over: l}
	of.Long, of.Max, of.Again, of.Place = true, text.LineMax, true, "improve/measure/add"
	of.Put = func(typed string) error {
		m := improve.Measure{ID: l.in.Env.NewID(), What: typed, Goal: l.filter.goal}
		if l.filter.partner != "" {
			m.Partners = []partner.ID{l.filter.partner}
		}
		if err := l.in.Env.Do(improve.AddMeasure{Measure: m}); err != nil {
			return err
		}
		last = m.ID
		l.cur.To(ref{kind: measureKind, id: last}.String())
		return nil
	}
	of.Now, of.Yield = func() string { return "" }, func() {}
	of.Next = func() tea.Cmd {
		l.in.form.open(last)
		return l.in.form.write(ref{measureKind, last, "unit"})
	}
	return l.in.Edit.Start(of)
}

// shift puts the chosen measure one place up or down among those that are shown.
func (l *list) shift(n int) tea.Cmd {
	m, ok := l.chosen()
	shown := l.filter.list(l.in.read())
	i := slices.IndexFunc(shown, func(o improve.Measure) bool { return o.ID == m.ID })
	if !ok || i < 0 || i+n < 0 || i+n >= len(shown) {
		return nil // it stands at the edge
	}
	return screen.Refused(l.in.Env.Do(improve.MoveMeasure{Measure: m.ID, Rank: improve.RankAt(shown, i+n, m.ID)}))
}

// choosePartner offers the partners that have measures.
func (l *list) choosePartner() tea.Cmd {
	v := l.in.read()
	return desk.Counted("Which partner's measures?", "All partners'", l.filter.partner, l.in.OfferedIDs(), l.in.Public().NameOf,
		func(id partner.ID) int { return len(v.Of(id)) }, "measure", "measures", func(id partner.ID) { l.filter.partner = id })
}

// chooseGoal offers the goals that measures follow.
func (l *list) chooseGoal() tea.Cmd {
	count := map[string]int{}
	for _, m := range l.in.read().Measures() {
		count[m.Goal]++
	}
	var ids []string
	words := map[string]string{}
	for _, g := range l.in.goals().Goals(true) {
		ids, words[g.ID] = append(ids, g.ID), g.Text
	}
	return desk.Counted("Which goal's measures?", "All goals'", l.filter.goal, ids, func(id string) string { return words[id] },
		func(id string) int { return count[id] }, "measure", "measures", func(id string) { l.filter.goal = id })
}

func (s *Screen) goals() plan.View { return plan.Read(s.Public().Plan(), s.Public().Resolve) }

// Update implements desk.Part.
func (l *list) Update(msg tea.Msg) tea.Cmd {
	if l.cur.Pointed(l.sheet(), msg) {
		if r, ok := l.paper().Chosen(&l.cur); ok {
			l.in.form.open(r.id)
		}
	}
	return nil
}

// View implements desk.Part.
func (l *list) View(w, h int) screen.View {
	l.cur.Follow(l.in.Desk, l.sheet(), w, h)
	return listView{l.filter, l.in.Env.Days, l.cur.Top()}
}

// Layer implements desk.Part.
func (l *list) Layer(int, int) screen.Layer { return l.cur.Layer() }

type listView struct {
	filter filter
	order  day.Order
	top    int
}

// Draw implements screen.View.
func (v listView) Draw(a kit.Area, sh screen.Shared) {
	r := read(sh.Public)
	shown := v.filter.list(r)
	home := r.Home(day.Of(sh.Now))
	note := kit.Count(home.Measures, "measure", "measures")
	if home.Unlooked > 0 {
		note += ", " + kit.Count(home.Unlooked, "waits for a look", "wait for a look")
	}
	kit.Heading(a.Sub(0, 0, a.W(), 1), "Improvement plan", note, sh.Theme)
	a.Print(0, 1, v.shows(sh), sh.Theme.Text)
	if len(shown) == 0 {
		empty := "No measures yet. Press a and write what would show that it helps, a line each. Or press t and talk over the five questions first."
		if !v.filter.all() {
			empty = "There is no such measure. Esc shows all again, a writes one here."
		}
		desk.Body(a).Sub(kit.Margin, 0, a.W()-kit.Margin, a.H()).Para(0, 60, empty, sh.Theme.Text)
		return
	}
	listPaper(sh, v.filter, v.order, a.W(), a.H()).Draw(desk.Body(a), v.top, sh.Theme)
}

// shows says what the list leaves out.
func (v listView) shows(sh screen.Shared) string {
	out := ""
	if v.filter.partner != "" {
		out = "With: " + sh.Public.NameOf(v.filter.partner) + "   "
	}
	if v.filter.goal != "" {
		out += "Follows: " + goalText(sh.Public, v.filter.goal)
	}
	return out
}

// carry is the list while a measure is carried up or down.
type carry struct{ *list }

// Keys implements desk.Part.
func (c carry) Keys() []kit.Key {
	move := func(n int) func() tea.Cmd { return func() tea.Cmd { return c.shift(n) } }
	return []kit.Key{
		{Press: []string{"up"}, Show: "↑↓", Help: "carry up or down", Foot: 1, Run: move(-1)},
		{Press: []string{"down"}, Show: "↓", Help: "down", Run: move(1)},
		{Press: []string{"enter", "m", "space"}, Show: "Enter", Help: "put it down", Foot: 2, Run: c.in.To(modeList)},
		{Press: []string{"esc"}, Show: "Esc", Help: "put it down", Foot: 3, Run: c.in.To(modeList)},
	}
}
