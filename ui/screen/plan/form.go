package plan

import (
	"errors"
	"slices"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/ledger"
	"convene/ui/desk"
	"convene/ui/kit"
	"convene/ui/screen"
)

// form is the planning form of one goal, open for filling in.
type form struct {
	in   *Screen
	goal string
	of   partner.ID // the partner whose goals [ and ] go through
	cur  desk.Cursor
}

// carry is the form while something is carried up or down.
type carry struct{ *form }

// open opens a goal's form at a place of it.
func (f *form) open(goal string, sel ref) {
	g, ok := f.in.read().Goal(goal)
	if !ok {
		return
	}
	f.goal, f.cur, f.in.At = goal, desk.Cursor{}, modeForm
	if !slices.Contains(g.Partners, f.of) && len(g.Partners) > 0 {
		f.of = g.Partners[0]
	}
}

func (f *form) paper() paper {
	return formPaper(f.in.Shared(), f.goal, f.in.Env.Days, f.in.W, f.in.H)
}

func (f *form) sheet() *kit.Sheet { return f.paper().Sheet }

// chosen is what is chosen, with the section that it stands in.
func (f *form) chosen() (ref, ref) {
	r, ok := f.paper().Chosen(&f.cur)
	if !ok {
		return ref{}, ref{}
	}
	section := r.section()
	s := f.in.Env.State().Plan
	switch r.kind {
	case plan.PracticeKind:
		if x, ok := s.Practices.Get(r.id); ok {
			section.side, section.partner = x.Side, f.columnOf(x)
		}
	case plan.PersonKind:
		if x, ok := s.People.Get(r.id); ok {
			section.side = x.Side
		}
	case plan.GoalKind, plan.OpportunityKind, plan.StepKind:
	}
	return r, section
}

// columnOf is the partner in whose column a practice stands.
func (f *form) columnOf(x plan.Practice) partner.ID {
	form, _ := f.in.read().Form(f.goal)
	for _, c := range form.Partners {
		if slices.ContainsFunc(c.Practices, func(o plan.Practice) bool { return o.ID == x.ID }) {
			return c.Partner
		}
	}
	return ""
}

func (f *form) Keys() []kit.Key {
	r, section := f.chosen()
	here := r.id != ""
	is := func(k plan.Kind, why string) string {
		if r.kind == k && here {
			return ""
		}
		return why
	}
	any, step := "", is(plan.StepKind, "Choose an action step first.")
	if !here {
		any = "Nothing is written here yet. Press Enter to write it."
	}
	sided := any
	if r.kind != plan.PracticeKind && r.kind != plan.PersonKind {
		sided = "Choose a practice or a person first."
	}
	foot := func(n int, matters bool) int {
		if !matters {
			return 0
		}
		return n
	}
	keys := append(f.cur.Moving(f.sheet, f.in.Page),
		kit.Key{Press: []string{"left"}, Show: "←", Help: "the column on the left", Run: func() tea.Cmd { f.cur.Step(f.sheet(), -1, 0); return nil }},
		kit.Key{Press: []string{"right"}, Show: "→", Help: "the column on the right", Run: func() tea.Cmd { f.cur.Step(f.sheet(), 1, 0); return nil }},
		kit.Key{Press: []string{"enter", "e"}, Show: "Enter", Help: "write", Foot: 2, Run: f.write},
		kit.Key{Press: []string{"a"}, Show: "a", Help: "add here", Foot: foot(3, r.kind != plan.GoalKind), Run: func() tea.Cmd { return f.add(section) }},
		kit.Key{Press: []string{"space"}, Show: "Space", Help: "open, doing, done", Foot: foot(4, step == ""), Off: step, Run: func() tea.Cmd { return f.in.cycle(r.id) }},
		kit.Key{Press: []string{"o"}, Show: "o", Help: "who does it", Foot: foot(5, step == ""), Off: step, Run: func() tea.Cmd { return f.in.owner(r.id, f.over(r)) }},
		kit.Key{Press: []string{"d"}, Show: "d", Help: "by when", Foot: foot(6, step == ""), Off: step, Run: func() tea.Cmd { return f.in.due(r.id, f.over(r)) }},
		kit.Key{Press: []string{"j"}, Show: "j", Help: "join practices", Foot: foot(4, r.kind == plan.OpportunityKind && here), Off: is(plan.OpportunityKind, "Choose a line of what lines up first."), Run: func() tea.Cmd { return f.join(r.id) }},
		kit.Key{Press: []string{"t"}, Show: "t", Help: "to the other side", Off: sided, Run: func() tea.Cmd { return f.across(r) }},
		kit.Key{Press: []string{"m"}, Show: "m", Help: "carry up or down", Foot: foot(7, here && r.kind != plan.GoalKind), Off: any, Run: f.in.To(modeCarry)},
		kit.Key{Press: []string{"K"}, Show: "K", Help: "one place up", Off: any, Run: f.shift(r, section, -1)},
		kit.Key{Press: []string{"J"}, Show: "J", Help: "one place down", Off: any, Run: f.shift(r, section, 1)},
		kit.Key{Press: []string{"x"}, Show: "x", Help: "remove", Foot: foot(8, here && r.kind != plan.GoalKind), Off: any, Run: func() tea.Cmd { return f.in.remove(r) }},
	)
	return append(keys, f.goalKeys(r.kind == plan.GoalKind)...)
}

// goalKeys are those that are about the whole goal.
func (f *form) goalKeys(matter bool) []kit.Key {
	foot := 0
	if matter {
		foot = 1
	}
	g, _ := f.in.read().Goal(f.goal)
	archive := "archive the goal"
	if g.Archived {
		archive = "bring the goal back"
	}
	return []kit.Key{
		{Press: []string{"P"}, Show: "P", Help: "partners", Foot: 5 * foot, Run: func() tea.Cmd { return f.in.repartner(f.goal) }},
		{Press: []string{"]"}, Show: "]", Help: "next goal", Foot: 6 * foot, Run: f.turn(1)},
		{Press: []string{"["}, Show: "[", Help: "goal before", Foot: 7 * foot, Run: f.turn(-1)},
		{Press: []string{"A"}, Show: "A", Help: archive, Run: func() tea.Cmd { return f.in.archive(f.goal) }},
		{Press: []string{"s"}, Show: "s", Help: "all action steps", Run: func() tea.Cmd { return screen.Go(StepsName, "") }},
		{Press: []string{"i"}, Show: "i", Help: "the partner's page", Run: func() tea.Cmd { return screen.Go("partner-page", string(f.of)) }},
		{Press: []string{"esc"}, Show: "Esc", Help: "back", Foot: 9, Run: f.leave},
	}
}

func (f *form) leave() tea.Cmd {
	f.in.At = modeList
	f.in.list.cur.To(ref{kind: plan.GoalKind, id: f.goal}.String())
	return nil
}

// turn opens the next goal of the partner.
func (f *form) turn(n int) func() tea.Cmd {
	return func() tea.Cmd {
		list := f.in.read().GoalsOf(f.of, false)
		i := slices.IndexFunc(list, func(g plan.Goal) bool { return g.ID == f.goal })
		if len(list) < 2 || i < 0 {
			return screen.Notice("This partner has one shared goal. Esc goes back to all of them.")
		}
		next := list[(i+n+len(list))%len(list)].ID
		f.open(next, ref{kind: plan.GoalKind, id: next})
		return nil
	}
}

// over is a field that stands over a place of the form.
func (f *form) over(r ref) desk.Editing {
	return desk.Editing{Spot: r.String(), Over: f}
}

// write opens the words of what is chosen; in an empty place the first ones.
func (f *form) write() tea.Cmd {
	r, section := f.chosen()
	switch {
	case r.kind == "":
		return nil
	case r.id == "":
		return f.add(section)
	}
	of := f.over(r)
	of.Label, of.Hint = f.title(section), f.prompt(section)
	if r.kind == plan.StepKind {
		of.Next = func() tea.Cmd { return f.in.owner(r.id, f.over(r)) }
	} else {
		of.Next = func() tea.Cmd { f.cur.Read(f.sheet(), 1); return nil }
	}
	return f.in.words(r, of)
}

// prompts are the IDs of the form's prompts in the guide.
func promptID(section ref) string {
	switch section.kind {
	case plan.GoalKind:
		return "goal"
	case plan.PracticeKind:
		if section.side == plan.School {
			return "school_practices"
		}
		return "partner_practices"
	case plan.OpportunityKind:
		return "opportunities"
	case plan.PersonKind:
		return "people"
	case plan.StepKind:
	}
	return "steps"
}

func (f *form) title(section ref) string {
	if section.kind == plan.PracticeKind && section.side == plan.PartnerSide {
		return "At " + f.in.Public().NameOf(section.partner)
	}
	return f.in.Env.Guide.PlanPrompt(promptID(section)).Label
}

func (f *form) prompt(section ref) string { return f.in.Env.Guide.PlanPrompt(promptID(section)).Hint }

// add opens a field for one more line of a section; it stays open for the next one.
func (f *form) add(section ref) tea.Cmd {
	if section.kind == plan.GoalKind || section.kind == "" {
		return screen.Notice("One goal a form. n in the list of goals writes another one.")
	}
	var last ref
	of := f.over(section)
	of.Spot, of.Label, of.Hint = adding(section), f.title(section), f.prompt(section)
	of.Long, of.Max, of.Again = true, plan.TextMax, true
	of.Place = "plan/" + f.goal + "/" + section.String()
	of.Put = func(typed string) error {
		last = ref{kind: section.kind, id: f.in.Env.NewID()}
		if err := f.in.Env.Do(f.added(section, last.id, typed)); err != nil {
			return err
		}
		f.cur.To(last.String())
		return nil
	}
	of.Now, of.Yield = func() string { return "" }, func() {}
	of.Next = func() tea.Cmd {
		if section.kind == plan.StepKind {
			return f.in.owner(last.id, f.over(last))
		}
		f.cur.Read(f.sheet(), 1)
		return nil
	}
	return f.in.Edit.Start(of)
}

// added is the op that writes a line into a section.
func (f *form) added(section ref, id, words string) any {
	switch section.kind {
	case plan.PracticeKind:
		return plan.AddPractice{ID: id, Goal: f.goal, Side: section.side, Partner: section.partner, Text: words}
	case plan.OpportunityKind:
		return plan.AddOpportunity{ID: id, Goal: f.goal, Text: words}
	case plan.PersonKind:
		return plan.AddPerson{ID: id, Goal: f.goal, Side: section.side, Text: words}
	case plan.GoalKind, plan.StepKind:
	}
	op := plan.AddStep{ID: id, Goal: f.goal, What: words}
	if me := f.in.Env.Me(); me.Role == ledger.Guest { // whose steps are all that a guest sees
		op.Partner = partner.ID(me.Partner)
	}
	return op
}

// worded says why words will not do.
func worded(words string) error {
	if words == "" {
		return errors.New("A goal needs words. Nothing was changed: write a line first.")
	}
	return nil
}

// across takes a practice or a person to the other side.
func (f *form) across(r ref) tea.Cmd {
	s := f.in.Env.State().Plan
	switch r.kind {
	case plan.PracticeKind:
		x, _ := s.Practices.Get(r.id)
		next := x
		next.Side, next.Partner = plan.School, ""
		if x.Side == plan.School {
			next.Side, next.Partner = plan.PartnerSide, f.of
		}
		return screen.Refused(f.in.Env.Do(plan.EditPractice{ID: r.id, Patch: ledger.Diff(x, next)}))
	case plan.PersonKind:
		x, _ := s.People.Get(r.id)
		next := x
		next.Side = plan.School
		if x.Side == plan.School {
			next.Side = plan.PartnerSide
		}
		return screen.Refused(f.in.Env.Do(plan.EditPerson{ID: r.id, Patch: ledger.Diff(x, next)}))
	case plan.GoalKind, plan.OpportunityKind, plan.StepKind:
	}
	return nil
}

func (f *form) Update(msg tea.Msg) tea.Cmd {
	if f.cur.Pointed(f.sheet(), msg) {
		return f.write()
	}
	return nil
}

func (f *form) View(w, h int) screen.View {
	f.cur.Follow(f.in.Desk, f.sheet(), w, h)
	return formView{f.goal, f.of, f.in.Env.Days, f.cur.Top()}
}

func (f *form) Layer(int, int) screen.Layer { return f.cur.Layer() }
