package plan

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/day"
	"convene/internal/ledger"
	"convene/internal/workspace"
	"convene/ui/desk"
	"convene/ui/kit"
	"convene/ui/screen"
)

// steps is the list of all action steps.
type steps struct {
	in     *Steps
	filter filter
	cur    desk.Cursor
}

// filter is what the list leaves out.
type filter struct {
	who     desk.Whose
	partner partner.ID
	done    bool // the steps that are done are shown, not only counted
}

func (f filter) all() bool { return f.who.All() && f.partner == "" }

// list are the steps that the filter lets through.
func (f filter) list(p workspace.Public, today day.Day) plan.Steps {
	s := read(p).Steps(today, plan.Filter{Owner: f.who.Name, Partner: f.partner})
	if !f.who.Nobody {
		return s
	}
	owned := func(st plan.Step) bool { return st.Who != "" }
	return plan.Steps{Overdue: slices.DeleteFunc(s.Overdue, owned), Soon: slices.DeleteFunc(s.Soon, owned),
		Later: slices.DeleteFunc(s.Later, owned), Done: slices.DeleteFunc(s.Done, owned)}
}

// addingStep is where the field for a new step stands.
func addingStep() ref { return ref{kind: plan.StepKind} }

// stepPaper lays the list out.
func stepPaper(sh screen.Shared, f filter, order day.Order, w, h int) paper {
	p := newPaper(w, h)
	today := day.Of(sh.Now)
	s := f.list(sh.Public, today)
	p.Anchor(desk.Field + adding(addingStep()))
	group := func(title string, list []plan.Step) {
		if len(list) > 0 {
			p.Heading(title)
		}
		for _, st := range list {
			p.put(p.Sheet, ref{kind: plan.StepKind, id: st.ID}, stepEntry(st, sh, order, about(sh.Public, st)))
		}
	}
	group(kit.Count(len(s.Overdue), "overdue", "overdue"), s.Overdue)
	group(kit.Count(len(s.Soon), "due within 14 days", "due within 14 days"), s.Soon)
	group(kit.Count(len(s.Later), "later", "later"), s.Later)
	switch {
	case f.done:
		group(kit.Count(len(s.Done), "done", "done"), s.Done)
	case len(s.Done) > 0:
		p.Heading(kit.Count(len(s.Done), "done", "done") + ": v shows them")
	}
	return p
}

// about says which partners a step is about.
func about(p workspace.Public, st plan.Step) kit.Aside {
	out := kit.Aside{Text: p.NamesOf(read(p).PartnersOf(st)), Cols: 24, Tone: kit.ToneMuted}
	if out.Text == "" {
		out.Text = "no goal"
	}
	return out
}

func (l *steps) paper() paper {
	return stepPaper(l.in.Shared(), l.filter, l.in.Env.Days, l.in.W, l.in.H)
}

func (l *steps) sheet() *kit.Sheet { return l.paper().Sheet }

func (l *steps) Keys() []kit.Key {
	r, ok := l.paper().Chosen(&l.cur)
	none := ""
	switch {
	case ok:
	case l.filter.all():
		none = "There is no action step here. Press a to write one."
	default:
		none = "No step is shown. Esc shows all again."
	}
	over := func() desk.Editing { return desk.Editing{Spot: r.String(), Over: l} }
	shows := "show what is done"
	if l.filter.done {
		shows = "hide what is done"
	}
	return append(l.cur.Moving(l.sheet, l.in.Page),
		kit.Key{Press: []string{"space"}, Show: "Space", Help: "open, doing, done", Foot: 2, Off: none, Run: func() tea.Cmd { return l.in.cycle(r.id) }},
		kit.Key{Press: []string{"enter", "right"}, Show: "Enter", Help: "its goal", Foot: 3, Off: none, Run: func() tea.Cmd { return l.open(r) }},
		kit.Key{Press: []string{"a"}, Show: "a", Help: "add", Foot: 4, Run: l.add},
		kit.Key{Press: []string{"d"}, Show: "d", Help: "by when", Foot: 5, Off: none, Run: func() tea.Cmd { return l.in.due(r.id, over()) }},
		kit.Key{Press: []string{"o"}, Show: "o", Help: "who", Foot: 6, Off: none, Run: func() tea.Cmd { return l.in.owner(r.id, over()) }},
		kit.Key{Press: []string{"f"}, Show: "f", Help: "one person's", Foot: 7, Run: l.chooseOwner},
		kit.Key{Press: []string{"p"}, Show: "p", Help: "one partner's", Foot: 8, Run: l.choosePartner},
		kit.Key{Press: []string{"v"}, Show: "v", Help: shows, Run: func() tea.Cmd { l.filter.done = !l.filter.done; return nil }},
		kit.Key{Press: []string{"e"}, Show: "e", Help: "write", Off: none, Run: func() tea.Cmd { return l.write(r) }},
		kit.Key{Press: []string{"g"}, Show: "g", Help: "put it under a goal", Off: none, Run: func() tea.Cmd { return l.chooseGoal(r.id) }},
		kit.Key{Press: []string{"x"}, Show: "x", Help: "remove", Off: none, Run: func() tea.Cmd { return l.in.remove(r) }},
		kit.Key{Press: []string{"esc", "left"}, Show: "Esc", Help: "back", Run: l.leave},
	)
}

// leave goes back one level: what is left out comes back first.
func (l *steps) leave() tea.Cmd {
	if !l.filter.all() {
		l.filter = filter{done: l.filter.done}
		return nil
	}
	return screen.Back()
}

// open opens the goal of a step. A step without a goal asks for one.
func (l *steps) open(r ref) tea.Cmd {
	if st, ok := l.in.Env.State().Plan.Steps.Get(r.id); !ok || st.Goal == "" {
		return l.chooseGoal(r.id)
	}
	return screen.Go(Name, "step:"+r.id)
}

func (l *steps) write(r ref) tea.Cmd {
	prompt := l.in.Env.Guide.PlanPrompt("steps")
	of := desk.Editing{Spot: r.String(), Label: prompt.Label, Hint: prompt.Hint, Over: l}
	of.Next = func() tea.Cmd { return l.in.owner(r.id, desk.Editing{Spot: r.String(), Over: l}) }
	return l.in.words(r, of)
}

// add opens a field for a step without a goal; what the list is filtered by is filled in.
func (l *steps) add() tea.Cmd {
	prompt := l.in.Env.Guide.PlanPrompt("steps")
	var last ref
	of := desk.Editing{Spot: adding(addingStep()), Label: prompt.Label, Hint: prompt.Hint, Over: l}
	of.Long, of.Max, of.Again, of.Place = true, plan.TextMax, true, "plan/steps/add"
	of.Put = func(typed string) error {
		last = ref{kind: plan.StepKind, id: l.in.Env.NewID()}
		if err := l.in.Env.Do(plan.AddStep{ID: last.id, What: typed, Who: l.filter.who.Name, Partner: l.filter.partner}); err != nil {
			return err
		}
		l.cur.To(last.String())
		return nil
	}
	of.Now, of.Yield = func() string { return "" }, func() {}
	of.Next = func() tea.Cmd { return l.in.owner(last.id, desk.Editing{Spot: last.String(), Over: l}) }
	return l.in.Edit.Start(of)
}

func (l *steps) chooseOwner() tea.Cmd {
	var list []desk.Person
	for _, o := range l.in.read().Owners() {
		list = append(list, desk.Person{Name: o.Who, N: o.Open})
	}
	return l.filter.who.Ask("Whose steps?", list, "open step", "open steps", func(w desk.Whose) { l.filter.who = w })
}

// choosePartner offers the partners that have steps.
func (l *steps) choosePartner() tea.Cmd {
	v := l.in.read()
	all := v.Steps(l.in.Today(), plan.Filter{})
	count := map[partner.ID]int{}
	for _, st := range slices.Concat(all.Overdue, all.Soon, all.Later, all.Done) {
		for _, id := range v.PartnersOf(st) {
			count[id]++
		}
	}
	return desk.Counted("Which partner's steps?", "All partners'", l.filter.partner, l.in.OfferedIDs(), l.in.Public().NameOf,
		func(id partner.ID) int { return count[id] }, "step", "steps", func(id partner.ID) { l.filter.partner = id })
}

// chooseGoal puts a step under a goal.
func (l *steps) chooseGoal(id string) tea.Cmd {
	base, ok := l.in.Env.State().Plan.Steps.Get(id)
	list := l.in.read().Goals(false)
	if !ok || len(list) == 0 {
		return screen.Notice("There is no shared goal yet. Write one in the shared plan first.")
	}
	items, sel := []screen.Item{{Label: "No goal"}}, 0
	for i, g := range list {
		if g.ID == base.Goal {
			sel = i + 1
		}
		items = append(items, screen.Item{Label: g.Text, Hint: l.in.Public().NamesOf(g.Partners)})
	}
	return screen.Open(screen.NewChoice("Which goal does it serve?", items, sel, func(i int) tea.Cmd {
		return screen.Refused(l.under(base, i, list))
	}))
}

// under puts a step under a goal of a list, 0 for none.
func (l *steps) under(base plan.Step, i int, list []plan.Goal) error {
	next := base
	next.Goal = ""
	if i > 0 {
		next.Goal = list[i-1].ID
		if next.Partner != "" && !slices.Contains(list[i-1].Partners, next.Partner) {
			next.Partner = "" // it is about the goal's partners from here on
		}
	}
	patch := ledger.Diff(base, next)
	if len(patch) == 0 {
		return nil
	}
	return l.in.Env.Do(plan.EditStep{ID: base.ID, Patch: patch})
}

func (l *steps) Update(msg tea.Msg) tea.Cmd {
	if l.cur.Pointed(l.sheet(), msg) {
		if r, ok := l.paper().Chosen(&l.cur); ok {
			return l.open(r)
		}
	}
	return nil
}

func (l *steps) View(w, h int) screen.View {
	l.cur.Follow(l.in.Desk, l.sheet(), w, h)
	return stepView{l.filter, l.in.Env.Days, l.cur.Top()}
}

func (l *steps) Layer(int, int) screen.Layer { return l.cur.Layer() }

type stepView struct {
	filter filter
	order  day.Order
	top    int
}

// Draw implements screen.View.
func (v stepView) Draw(a kit.Area, sh screen.Shared) {
	s := v.filter.list(sh.Public, day.Of(sh.Now))
	note := kit.Count(s.Len()-len(s.Done), "open step", "open steps")
	if n := len(s.Overdue); n > 0 {
		note += ", " + kit.Count(n, "overdue", "overdue")
	}
	kit.Heading(a.Sub(0, 0, a.W(), 1), "Action steps", note, sh.Theme)
	a.Print(0, 1, v.shows(sh), sh.Theme.Text)
	p := stepPaper(sh, v.filter, v.order, a.W(), a.H())
	if s.Len() == 0 {
		empty := "Nobody has promised anything yet. Steps come from the shared plan; press a to write one here."
		if !v.filter.all() {
			empty = "Nothing is promised here yet. Press a to write the first step; Esc shows all again."
		}
		desk.Body(a).Sub(kit.Margin, 0, a.W(), a.H()).Para(0, 60, empty, sh.Theme.Text)
		return
	}
	p.Draw(desk.Body(a), v.top, sh.Theme)
}

// shows says what the list leaves out.
func (v stepView) shows(sh screen.Shared) string {
	out := ""
	switch {
	case v.filter.who.Nobody:
		out = "Of: nobody yet"
	case v.filter.who.Name != "":
		out = "Of: " + v.filter.who.Name
	}
	if v.filter.partner != "" {
		if out != "" {
			out += "   "
		}
		out += "With: " + sh.Public.NameOf(v.filter.partner)
	}
	return out
}
