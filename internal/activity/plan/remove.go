package plan

import (
	"slices"

	"convene/internal/ledger"
)

// Remove takes a record out of the plan; an undo brings it back. A practice is taken out of everything that joins it, in
// the same change. A goal under which something is written stays: it is archived instead.
type Remove struct {
	Kind Kind   `json:"kind"`
	ID   string `json:"id"`
}

// Removes is the record that vanishes: other activities may refer to a goal, and the workspace, which sees them all, asks
// for that before.
func (op Remove) Removes() ledger.Ref {
	table := map[Kind]string{
		GoalKind: GoalTable, PracticeKind: PracticeTable, OpportunityKind: OpportunityTable, PersonKind: PersonTable, StepKind: StepTable,
	}
	return ledger.Ref{Table: table[op.Kind], Key: op.ID}
}

// Check implements ledger.Op.
func (op Remove) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Removing from the plan"); err != nil {
		return err
	}
	if _, ok := s.rank(op.Kind, op.ID); !ok {
		return ledger.Refuse("That is no longer in the plan. Nothing was changed.")
	}
	if op.Kind == GoalKind && s.used(op.ID) {
		return ledger.Refuse("Something is written under this goal. Nothing was changed: archive the goal, or remove what is under it first.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op Remove) Apply(s State, e ledger.Entry) State {
	switch op.Kind {
	case GoalKind:
		s.Goals = s.Goals.Delete(e.Seq, op.ID)
	case PracticeKind:
		var joined []Opportunity
		for o := range s.Opportunities.All() {
			if slices.Contains(o.Joins, op.ID) {
				joined = append(joined, o.without(op.ID))
			}
		}
		s.Opportunities = s.Opportunities.PutAll(e.Seq, joined)
		s.Practices = s.Practices.Delete(e.Seq, op.ID)
	case OpportunityKind:
		s.Opportunities = s.Opportunities.Delete(e.Seq, op.ID)
	case PersonKind:
		s.People = s.People.Delete(e.Seq, op.ID)
	case StepKind:
		s.Steps = s.Steps.Delete(e.Seq, op.ID)
	}
	return s
}

// used says that something stands under a goal.
func (s State) used(goal string) bool {
	return under(s.Practices, func(r Practice) bool { return r.Goal == goal }) ||
		under(s.Opportunities, func(r Opportunity) bool { return r.Goal == goal }) ||
		under(s.People, func(r Person) bool { return r.Goal == goal }) ||
		under(s.Steps, func(r Step) bool { return r.Goal == goal })
}

func under[R ledger.Record](t ledger.Table[R], match func(R) bool) bool {
	for r := range t.All() {
		if match(r) {
			return true
		}
	}
	return false
}
