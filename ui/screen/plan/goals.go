package plan

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/day"
	"convene/internal/workspace"
	"convene/ui/desk"
	"convene/ui/kit"
	"convene/ui/screen"
)

// goals is the list of goals, partner by partner.
type goals struct {
	in       *Screen
	archived bool
	cur      desk.Cursor
	asked    partner.ID // whose goals another screen asked for: a new goal is with them where nothing else is chosen
	half     string     // a goal that was typed and has no partners yet
}

// group is the goals that stand under one partner: a goal with several partners stands under the first of them.
type group struct {
	partner partner.ID
	goals   []plan.Goal
}

// groups lists the goals by partner, the primary partners first. A primary partner without a goal has its place too.
func groups(p workspace.Public, archived bool) []group {
	v := read(p)
	list, primary := p.Offered()
	var out []group
	for _, r := range list {
		out = append(out, group{partner: r.ID})
	}
	shared := map[partner.ID]bool{}
	for _, g := range v.Goals(true) {
		if g.Archived != archived {
			continue
		}
		i := slices.IndexFunc(out, func(o group) bool { return slices.Contains(g.Partners, o.partner) })
		if i < 0 && len(g.Partners) > 0 {
			i = len(out)
			out = append(out, group{partner: g.Partners[0]})
		}
		if i >= 0 {
			out[i].goals = append(out[i].goals, g)
		}
		for _, id := range g.Partners {
			shared[id] = true
		}
	}
	n := -1
	return slices.DeleteFunc(out, func(g group) bool {
		n++
		return len(g.goals) == 0 && (archived || n >= primary || shared[g.partner])
	})
}

// goalPaper lays the list out.
func goalPaper(sh screen.Shared, archived bool, w, h int) paper {
	p := newPaper(w, h)
	v := read(sh.Public)
	for _, g := range groups(sh.Public, archived) {
		p.Heading(sh.Public.NameOf(g.partner))
		if len(g.goals) == 0 {
			p.put(p.Sheet, ref{kind: plan.GoalKind, partner: g.partner}, kit.SheetEntry{Text: "No shared goal yet.", Tone: kit.ToneMuted})
		}
		for _, goal := range g.goals {
			e := kit.SheetEntry{Mark: sh.Theme.Symbols.Bullet, Text: goal.Text, Asides: []kit.Aside{progress(v, goal, day.Of(sh.Now))}}
			var others []partner.ID
			for _, id := range goal.Partners {
				if id != g.partner {
					others = append(others, id)
				}
			}
			if len(others) > 0 {
				e.Text += "\nwith " + sh.Public.NamesOf(others)
			}
			p.put(p.Sheet, ref{kind: plan.GoalKind, id: goal.ID}, e)
		}
	}
	return p
}

// progress says in a few words how far a goal is.
func progress(v plan.View, g plan.Goal, today day.Day) kit.Aside {
	s := v.Steps(today, plan.Filter{Goal: g.ID})
	open := s.Len() - len(s.Done)
	out := kit.Aside{Cols: 26, Tone: kit.ToneMuted}
	switch {
	case s.Len() == 0:
		out.Text = "no steps yet"
	case open == 0:
		out.Text = "all steps done"
	default:
		out.Text = kit.Count(open, "open step", "open steps")
	}
	if n := len(s.Overdue); n > 0 {
		out.Text += ", " + kit.Count(n, "overdue", "overdue")
		out.Tone = kit.ToneWarn
	}
	return out
}

func (l *goals) paper() paper { return goalPaper(l.in.Shared(), l.archived, l.in.W, l.in.H) }

func (l *goals) sheet() *kit.Sheet { return l.paper().Sheet }

// of chooses the first goal of a partner.
func (l *goals) of(id partner.ID) {
	l.archived, l.asked = false, id
	l.cur.To(ref{kind: plan.GoalKind, partner: id}.String())
	if list := l.in.read().GoalsOf(id, false); len(list) > 0 {
		l.cur.To(ref{kind: plan.GoalKind, id: list[0].ID}.String())
	}
}

func (l *goals) Keys() []kit.Key {
	p := l.paper()
	r, ok := p.Chosen(&l.cur)
	none := ""
	if !ok {
		none = "There is no goal here. Press n to write one."
	}
	noGoal := none
	if ok && r.id == "" {
		noGoal = "This partner has no shared goal yet. Press n to write one."
	}
	archive := "archive the goal"
	if l.archived {
		archive = "bring the goal back"
	}
	if len(l.in.Public().Active()) == 0 && !ok {
		return []kit.Key{{Press: []string{"a", "enter"}, Show: "a", Help: "list partners", Foot: 1, Run: func() tea.Cmd { return screen.Go("inventory", "add") }},
			{Press: []string{"v"}, Show: "v", Help: "archived goals, or those in the plan again", Run: l.turn},
			{Press: []string{"esc", "left"}, Show: "Esc", Help: "back", Run: l.leave}}
	}
	keys := l.cur.Moving(l.sheet, l.in.Page)
	return append(keys,
		kit.Key{Press: []string{"enter", "right"}, Show: "Enter", Help: "open", Foot: 2, Off: none, Run: l.open},
		kit.Key{Press: []string{"n"}, Show: "n", Help: "new goal", Foot: 3, Run: l.begin},
		kit.Key{Press: []string{"s"}, Show: "s", Help: "all action steps", Foot: 4, Run: func() tea.Cmd { return screen.Go(StepsName, "") }},
		kit.Key{Press: []string{"P"}, Show: "P", Help: "the goal's partners", Foot: 5, Off: noGoal, Run: func() tea.Cmd { return l.in.repartner(r.id) }},
		kit.Key{Press: []string{"A"}, Show: "A", Help: archive, Off: noGoal, Run: func() tea.Cmd { return l.in.archive(r.id) }},
		kit.Key{Press: []string{"v"}, Show: "v", Help: "archived goals, or those in the plan again", Run: l.turn},
		kit.Key{Press: []string{"x"}, Show: "x", Help: "remove the goal", Off: noGoal, Run: func() tea.Cmd { return l.in.remove(r) }},
		kit.Key{Press: []string{"esc", "left"}, Show: "Esc", Help: "back", Run: l.leave},
	)
}

func (l *goals) turn() tea.Cmd {
	l.archived = !l.archived
	return nil
}

func (l *goals) leave() tea.Cmd {
	if l.archived {
		l.archived = false
		return nil
	}
	return screen.Back()
}

func (l *goals) open() tea.Cmd {
	r, ok := l.paper().Chosen(&l.cur)
	switch {
	case !ok:
		return nil
	case r.id == "":
		return l.begin()
	}
	l.in.form.open(r.id, ref{kind: plan.GoalKind, id: r.id})
	return nil
}

// begin asks for the words of a goal, then for its partners.
func (l *goals) begin() tea.Cmd {
	var on []partner.ID
	if l.asked != "" {
		on = []partner.ID{l.asked}
	}
	if r, ok := l.paper().Chosen(&l.cur); ok {
		on = []partner.ID{r.partner}
		if g, ok := l.in.read().Goal(r.id); ok {
			on = g.Partners
		}
	}
	prompt := l.in.Env.Guide.PlanPrompt("goal")
	return screen.Open(screen.NewPrompt(screen.Prompt{Title: prompt.Label, Hint: prompt.Hint, Max: plan.TextMax, Done: func(words string) (tea.Cmd, error) {
		if err := worded(words); err != nil {
			return nil, err
		}
		l.half = words
		return l.share(on), nil
	}}, l.half))
}

// share asks who shares the goal that was typed.
func (l *goals) share(on []partner.ID) tea.Cmd {
	return l.in.Partners("Who shares this goal?", on, func(picked []partner.ID) tea.Cmd {
		id := l.in.Env.NewID()
		if err := l.in.Env.Do(plan.AddGoal{ID: id, Partners: picked, Text: l.half}); err != nil {
			return tea.Batch(screen.Refused(err), l.share(picked))
		}
		l.half, l.archived = "", false
		l.in.form.open(id, ref{kind: plan.GoalKind, id: id})
		return nil
	})
}

func (l *goals) Update(msg tea.Msg) tea.Cmd {
	if l.cur.Pointed(l.sheet(), msg) {
		return l.open()
	}
	return nil
}

func (l *goals) View(w, h int) screen.View {
	l.cur.Follow(l.in.Desk, l.sheet(), w, h)
	return goalView{l.archived, l.cur.Top()}
}

func (l *goals) Layer(int, int) screen.Layer { return l.cur.Layer() }

type goalView struct {
	archived bool
	top      int
}

// Draw implements screen.View.
func (v goalView) Draw(a kit.Area, sh screen.Shared) {
	title, note := "Shared plan", read(sh.Public).Tally(day.Of(sh.Now)).String()
	empty := "No shared goals yet. Press n and write the first one: " + sh.Guide.PlanPrompt("goal").Hint
	switch {
	case v.archived:
		title, note, empty = "Archived goals", "", "No goal is archived. Esc goes back."
	case len(sh.Public.Active()) == 0:
		empty = "No shared goals yet, and nobody to share one with: list your partners first. Press a."
	}
	kit.Heading(a.Sub(0, 0, a.W(), 1), title, note, sh.Theme)
	p := goalPaper(sh, v.archived, a.W(), a.H())
	if p.Height() == 0 {
		desk.Body(a).Sub(kit.Margin, 0, a.W(), a.H()).Para(0, 60, empty, sh.Theme.Text)
		return
	}
	p.Draw(desk.Body(a), v.top, sh.Theme)
}
