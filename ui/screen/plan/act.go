package plan

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/day"
	"convene/internal/ledger"
	"convene/ui/desk"
	"convene/ui/screen"
)

// source is how the words of one record are read and written.
func source[R ledger.Record](d *board, id string, table func(plan.State) ledger.Table[R], at func(*R) *string, op func(ledger.Patch) any) desk.Source[R] {
	return desk.Source[R]{
		Now: func() R { r, _ := table(d.Env.State().Plan).Get(id); return r },
		Get: func(r R) string { return *at(&r) },
		Set: func(r *R, typed string) error { *at(r) = typed; return nil },
		Op:  op,
	}
}

// words opens the words of a record.
func (d *board) words(r ref, of desk.Editing) tea.Cmd {
	of.Long, of.Max = true, plan.TextMax
	of.Place = "plan/" + of.Label + "/" + r.id
	switch r.kind {
	case plan.GoalKind:
		of = desk.Edited(d.Desk, source(d, r.id, func(s plan.State) ledger.Table[plan.Goal] { return s.Goals }, func(g *plan.Goal) *string { return &g.Text },
			func(p ledger.Patch) any { return plan.EditGoal{ID: r.id, Patch: p} }), of)
	case plan.PracticeKind:
		of = desk.Edited(d.Desk, source(d, r.id, func(s plan.State) ledger.Table[plan.Practice] { return s.Practices }, func(x *plan.Practice) *string { return &x.Text },
			func(p ledger.Patch) any { return plan.EditPractice{ID: r.id, Patch: p} }), of)
	case plan.OpportunityKind:
		of = desk.Edited(d.Desk, source(d, r.id, func(s plan.State) ledger.Table[plan.Opportunity] { return s.Opportunities }, func(o *plan.Opportunity) *string { return &o.Text },
			func(p ledger.Patch) any { return plan.EditOpportunity{ID: r.id, Patch: p} }), of)
	case plan.PersonKind:
		of = desk.Edited(d.Desk, source(d, r.id, func(s plan.State) ledger.Table[plan.Person] { return s.People }, func(x *plan.Person) *string { return &x.Text },
			func(p ledger.Patch) any { return plan.EditPerson{ID: r.id, Patch: p} }), of)
	case plan.StepKind:
		of = desk.Edited(d.Desk, d.step(r.id, func(st *plan.Step) *string { return &st.What }), of)
	}
	return d.Edit.Start(of)
}

// step is how a text of a step is read and written; at may be nil where it is another kind of field.
func (d *board) step(id string, at func(*plan.Step) *string) desk.Source[plan.Step] {
	return source(d, id, func(s plan.State) ledger.Table[plan.Step] { return s.Steps }, at,
		func(p ledger.Patch) any { return plan.EditStep{ID: id, Patch: p} })
}

// owner opens who does a step; the next field is the day.
func (d *board) owner(id string, of desk.Editing) tea.Cmd {
	after := of
	of.Label, of.Hint, of.Max, of.Place = "Who does it", d.owners(), plan.WhoMax, "plan/Who does it/"+id
	of.Next = func() tea.Cmd { return d.due(id, after) }
	return d.Edit.Start(desk.Edited(d.Desk, d.step(id, func(st *plan.Step) *string { return &st.Who }), of))
}

// ownersShown is how many owners are named as an example.
const ownersShown = 4

// owners says who has steps already, so that one owner is written in one way.
func (d *board) owners() string {
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
func (d *board) due(id string, of desk.Editing) tea.Cmd {
	of.Label, of.Place, of.Next = "By when", "plan/By when/"+id, nil
	return d.Edit.Start(desk.DayOf(d.Desk, d.step(id, nil), func(st *plan.Step) *day.Day { return &st.By }, of))
}

// cycle moves a step on: open, doing, done, open.
func (d *board) cycle(id string) tea.Cmd {
	st, ok := d.Env.State().Plan.Steps.Get(id)
	if !ok {
		return nil
	}
	op := plan.SetState{Step: id, Was: st.State, To: st.State.Next()}
	if op.To == plan.Done {
		op.On = d.Today()
	}
	if err := d.Env.Do(op); err != nil {
		return screen.Refused(err)
	}
	return screen.Notice(strings.ToUpper(string(op.To[:1])) + string(op.To[1:]) + ": " + st.What)
}

// remove takes a record out of the plan.
func (d *board) remove(r ref) tea.Cmd {
	if err := d.Env.Do(plan.Remove{Kind: r.kind, ID: r.id}); err != nil {
		return screen.Refused(err)
	}
	return screen.Notice("Removed. u brings it back.")
}

// archive takes a goal out of the plan or brings it back.
func (d *board) archive(id string) tea.Cmd {
	g, ok := d.read().Goal(id)
	if !ok {
		return nil
	}
	if err := d.Env.Do(plan.Archive{Goal: id, Archived: !g.Archived}); err != nil {
		return screen.Refused(err)
	}
	if g.Archived {
		return screen.Notice("The goal is back in the plan.")
	}
	return screen.Notice("The goal is archived; its steps stay promised. u brings it back.")
}

// repartner changes the partners of a goal.
func (d *board) repartner(id string) tea.Cmd {
	base, ok := d.Env.State().Plan.Goals.Get(id)
	if !ok {
		return nil
	}
	g, _ := d.read().Goal(id)
	return d.Partners("Who shares this goal?", g.Partners, func(picked []partner.ID) tea.Cmd {
		next := base
		next.Partners = desk.Picked(g.Partners, picked)
		patch := ledger.Diff(base, next)
		if len(patch) == 0 {
			return nil
		}
		return screen.Refused(d.Env.Do(plan.EditGoal{ID: id, Patch: patch}))
	})
}
