package plan

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/day"
	"convene/internal/ledger"
	"convene/ui/screen"
)

// source is how a field of one record is read and written.
type source[R ledger.Record] struct {
	table func(plan.State) ledger.Table[R]
	get   func(R) string
	set   func(*R, string) error
	op    func(ledger.Patch) any
}

// edited fills in how a field's words are kept: where somebody else has changed the field meanwhile, both texts are shown.
func edited[R ledger.Record](d *desk, id string, src source[R], of editing) editing {
	base, _ := src.table(d.env.State().Plan).Get(id)
	of.value, of.place = src.get(base), "plan/"+of.label+"/"+id
	of.put = func(typed string) error {
		next := base
		if err := src.set(&next, typed); err != nil {
			return err
		}
		patch := ledger.Diff(base, next)
		if len(patch) == 0 {
			return nil
		}
		return d.env.Do(src.op(patch))
	}
	of.yield = func() { base, _ = src.table(d.env.State().Plan).Get(id) }
	of.now = func() string {
		now, _ := src.table(d.env.State().Plan).Get(id)
		return src.get(now)
	}
	return of
}

// words opens the words of a record.
func (d *desk) words(r ref, of editing) tea.Cmd {
	of.long, of.max = true, plan.TextMax
	switch r.kind {
	case plan.GoalKind:
		of = edited(d, r.id, source[plan.Goal]{func(s plan.State) ledger.Table[plan.Goal] { return s.Goals },
			func(g plan.Goal) string { return g.Text }, func(g *plan.Goal, t string) error { g.Text = t; return nil },
			func(p ledger.Patch) any { return plan.EditGoal{ID: r.id, Patch: p} }}, of)
	case plan.PracticeKind:
		of = edited(d, r.id, source[plan.Practice]{func(s plan.State) ledger.Table[plan.Practice] { return s.Practices },
			func(p plan.Practice) string { return p.Text }, func(p *plan.Practice, t string) error { p.Text = t; return nil },
			func(p ledger.Patch) any { return plan.EditPractice{ID: r.id, Patch: p} }}, of)
	case plan.OpportunityKind:
		of = edited(d, r.id, source[plan.Opportunity]{func(s plan.State) ledger.Table[plan.Opportunity] { return s.Opportunities },
			func(o plan.Opportunity) string { return o.Text }, func(o *plan.Opportunity, t string) error { o.Text = t; return nil },
			func(p ledger.Patch) any { return plan.EditOpportunity{ID: r.id, Patch: p} }}, of)
	case plan.PersonKind:
		of = edited(d, r.id, source[plan.Person]{func(s plan.State) ledger.Table[plan.Person] { return s.People },
			func(p plan.Person) string { return p.Text }, func(p *plan.Person, t string) error { p.Text = t; return nil },
			func(p ledger.Patch) any { return plan.EditPerson{ID: r.id, Patch: p} }}, of)
	case plan.StepKind:
		of = d.stepField(r.id, of, func(s plan.Step) string { return s.What }, func(s *plan.Step, t string) error { s.What = t; return nil })
	}
	return d.edit.start(of)
}

func (d *desk) stepField(id string, of editing, get func(plan.Step) string, set func(*plan.Step, string) error) editing {
	return edited(d, id, source[plan.Step]{func(s plan.State) ledger.Table[plan.Step] { return s.Steps }, get, set,
		func(p ledger.Patch) any { return plan.EditStep{ID: id, Patch: p} }}, of)
}

// owner opens who does a step; the next field is the day.
func (d *desk) owner(id string, of editing) tea.Cmd {
	after := of
	of.label, of.hint, of.max = "Who does it", d.owners(), plan.WhoMax
	of = d.stepField(id, of, func(s plan.Step) string { return s.Who }, func(s *plan.Step, t string) error { s.Who = t; return nil })
	of.next = func() tea.Cmd { return d.due(id, after) }
	return d.edit.start(of)
}

// ownersShown is how many owners are named as an example.
const ownersShown = 4

// owners says who has steps already, so that one owner is written in one way.
func (d *desk) owners() string {
	var out []string
	for _, o := range d.read().Owners() {
		if o.Who != "" && len(out) < ownersShown {
			out = append(out, o.Who)
		}
	}
	if len(out) == 0 {
		return "A name or a role. Tab goes on to the day."
	}
	return "A name or a role, like " + strings.Join(out, ", ") + "."
}

// due opens the day on which a step is due.
func (d *desk) due(id string, of editing) tea.Cmd {
	order := d.env.Days
	of.label, of.hint, of.max = "By when", "As you say it: fri, in 2 weeks, "+example(order)+". Empty: no day.", plan.WhoMax
	of.next = nil
	of = d.stepField(id, of, func(s plan.Step) string { return day.Show(s.By, order, d.today()) }, func(s *plan.Step, t string) error {
		by, err := day.Parse(t, d.today(), order)
		if err == nil {
			s.By = by
		}
		return err
	})
	of.read = func(typed string) string {
		by, err := day.Parse(typed, d.today(), order)
		if err != nil || by == day.None {
			return ""
		}
		y, _, _ := by.Date()
		return fmt.Sprintf("That is %s, %d.", day.Show(by, order, by), y)
	}
	return d.edit.start(of)
}

func example(order day.Order) string {
	if order == day.MonthFirst {
		return "dec 5, 12/5"
	}
	return "5 dec, 5/12"
}

// cycle moves a step on: open, doing, done, open.
func (d *desk) cycle(id string) tea.Cmd {
	st, ok := d.env.State().Plan.Steps.Get(id)
	if !ok {
		return nil
	}
	op := plan.SetState{Step: id, Was: st.State, To: st.State.Next()}
	if op.To == plan.Done {
		op.On = d.today()
	}
	if err := d.env.Do(op); err != nil {
		return screen.Refused(err)
	}
	return screen.Notice(strings.ToUpper(string(op.To[:1])) + string(op.To[1:]) + ": " + st.What)
}

// remove takes a record out of the plan.
func (d *desk) remove(r ref) tea.Cmd {
	if err := d.env.Do(plan.Remove{Kind: r.kind, ID: r.id}); err != nil {
		return screen.Refused(err)
	}
	return screen.Notice("Removed. u brings it back.")
}

// archive takes a goal out of the plan or brings it back.
func (d *desk) archive(id string) tea.Cmd {
	g, ok := d.read().Goal(id)
	if !ok {
		return nil
	}
	if err := d.env.Do(plan.Archive{Goal: id, Archived: !g.Archived}); err != nil {
		return screen.Refused(err)
	}
	if g.Archived {
		return screen.Notice("The goal is back in the plan.")
	}
	return screen.Notice("The goal is archived; its steps stay promised. u brings it back.")
}

// partners asks for the partners of a goal. One that is not active stays where it is ticked already.
func (d *desk) partners(title string, on []partner.ID, done func([]partner.ID) tea.Cmd) tea.Cmd {
	p := d.public()
	list, primary := offered(p)
	for _, id := range on {
		if r, ok := p.Partner(id); ok && !slices.ContainsFunc(list, func(o partner.Public) bool { return o.ID == id }) {
			list = append(list, r)
		}
	}
	if len(list) == 0 {
		return screen.Notice("There is no partner yet. List the partners in the inventory first.")
	}
	items, ticked := make([]screen.Item, len(list)), map[int]bool{}
	for i, r := range list {
		items[i] = screen.Item{Label: r.Name}
		if i < primary {
			items[i].Hint = "primary"
		}
		ticked[i] = slices.Contains(on, r.ID)
	}
	return screen.Open(screen.NewChecks(title, items, ticked, func(on map[int]bool) tea.Cmd {
		var out []partner.ID
		for i, r := range list {
			if on[i] {
				out = append(out, r.ID)
			}
		}
		return done(out)
	}))
}

// repartner changes the partners of a goal.
func (d *desk) repartner(id string) tea.Cmd {
	base, ok := d.env.State().Plan.Goals.Get(id)
	if !ok {
		return nil
	}
	g, _ := d.read().Goal(id)
	return d.partners("Who shares this goal?", g.Partners, func(picked []partner.ID) tea.Cmd {
		next := base
		next.Partners = nil
		for _, p := range g.Partners { // those that stay keep their order
			if slices.Contains(picked, p) {
				next.Partners = append(next.Partners, p)
			}
		}
		for _, p := range picked {
			if !slices.Contains(next.Partners, p) {
				next.Partners = append(next.Partners, p)
			}
		}
		patch := ledger.Diff(base, next)
		if len(patch) == 0 {
			return nil
		}
		return screen.Refused(d.env.Do(plan.EditGoal{ID: id, Patch: patch}))
	})
}
