package plan

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/plan"
	"convene/internal/ledger"
	"convene/ui/kit"
	"convene/ui/screen"
)

// slot is a record in its order.
type slot struct{ id, rank string }

// among lists the records that something stands among, in their order.
func (f *form) among(r, section ref) []slot {
	v := f.in.read()
	if r.kind == plan.GoalKind {
		return slots(v.GoalsOf(f.of, false), func(g plan.Goal) slot { return slot{g.ID, g.Rank} })
	}
	form, _ := v.Form(f.goal)
	switch r.kind {
	case plan.PracticeKind:
		list := form.School
		if section.side == plan.PartnerSide {
			i := slices.IndexFunc(form.Partners, func(c plan.Column) bool { return c.Partner == section.partner })
			if i < 0 {
				return nil
			}
			list = form.Partners[i].Practices
		}
		return slots(list, func(x plan.Practice) slot { return slot{x.ID, x.Rank} })
	case plan.OpportunityKind:
		return slots(form.Opportunities, func(x plan.Joined) slot { return slot{x.ID, x.Rank} })
	case plan.PersonKind:
		list := slices.DeleteFunc(form.People, func(x plan.Person) bool { return x.Side != section.side })
		return slots(list, func(x plan.Person) slot { return slot{x.ID, x.Rank} })
	case plan.StepKind:
		return slots(form.Steps, func(x plan.Step) slot { return slot{x.ID, x.Rank} })
	case plan.GoalKind:
	}
	return nil
}

func slots[R any](list []R, of func(R) slot) []slot {
	out := make([]slot, len(list))
	for i, r := range list {
		out[i] = of(r)
	}
	return out
}

func ranks(list []slot) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = s.rank
	}
	return out
}

// shift puts what is chosen one place up or down among its kind.
func (f *form) shift(r, section ref, n int) func() tea.Cmd {
	return func() tea.Cmd {
		list := f.among(r, section)
		i := slices.IndexFunc(list, func(s slot) bool { return s.id == r.id })
		rank, ok := ledger.RankBeside(ranks(list), i, n)
		if !ok {
			return nil // it stands at the edge
		}
		return screen.Refused(f.in.Env.Do(plan.Move{Kind: r.kind, ID: r.id, Rank: rank}))
	}
}

func (c carry) Keys() []kit.Key {
	move := func(n int) func() tea.Cmd {
		return func() tea.Cmd {
			r, section := c.chosen()
			return c.shift(r, section, n)()
		}
	}
	return []kit.Key{
		{Press: []string{"up"}, Show: "↑↓", Help: "carry up or down", Foot: 1, Run: move(-1)},
		{Press: []string{"down"}, Show: "↓", Help: "down", Run: move(1)},
		{Press: []string{"enter", "m", "space"}, Show: "Enter", Help: "put it down", Foot: 2, Run: c.in.To(modeForm)},
		{Press: []string{"esc"}, Show: "Esc", Help: "put it down", Foot: 3, Run: c.in.To(modeForm)},
	}
}

// join asks which practices an opportunity connects, the school's first.
func (f *form) join(id string) tea.Cmd {
	form, _ := f.in.read().Form(f.goal)
	i := slices.IndexFunc(form.Opportunities, func(o plan.Joined) bool { return o.ID == id })
	if i < 0 {
		return nil
	}
	var list []plan.Practice
	var items []screen.Item
	offer := func(practices []plan.Practice, where string) {
		for _, x := range practices {
			list, items = append(list, x), append(items, screen.Item{Label: where + ": " + x.Text})
		}
	}
	offer(form.School, "School")
	for _, c := range form.Partners {
		offer(c.Practices, f.in.Public().NameOf(c.Partner))
	}
	if len(list) == 0 {
		return screen.Notice("There is no practice to join yet. Write down what each side does already.")
	}
	was := map[int]bool{}
	for n, x := range list {
		was[n] = slices.Contains(form.Opportunities[i].Joins, x.ID)
	}
	return screen.Open(screen.NewChecks("What does it join?", items, was, func(on map[int]bool) tea.Cmd {
		for n, x := range list {
			var err error
			switch {
			case on[n] && !was[n]:
				err = f.in.Env.Do(plan.Join{Opportunity: id, Practice: x.ID})
			case !on[n] && was[n]:
				err = f.in.Env.Do(plan.Unjoin{Opportunity: id, Practice: x.ID})
			}
			if err != nil {
				return screen.Refused(err)
			}
		}
		return nil
	}))
}
