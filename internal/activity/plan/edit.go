package plan

import (
	"slices"

	"convene/internal/ledger"
)

// EditGoal changes a goal. Fields: text, partners.
type EditGoal struct {
	ID    string       `json:"id"`
	Patch ledger.Patch `json:"patch"`
}

// Check implements ledger.Op. Where somebody else has changed the same field, the error is a *ledger.MeetError, here and in
// the other ops with a patch.
func (op EditGoal) Check(s State, e ledger.Entry) error {
	next, err := patched(s.Goals, e.By, op.ID, op.Patch, "text", "partners")
	if err != nil {
		return err
	}
	return checkGoal(next)
}

// Known implements ledger.Knower.
func (op EditGoal) Known() error { return ledger.Fits[Goal](op.Patch) }

// Apply implements ledger.Op.
func (op EditGoal) Apply(s State, e ledger.Entry) State {
	s.Goals = edited(s.Goals, e.Seq, op.ID, op.Patch)
	return s
}

// Archive takes a goal out of the plan, or brings it back. Nothing is deleted, and its steps stay promised.
type Archive struct {
	Goal     string `json:"goal"`
	Archived bool   `json:"archived"`
}

// Check implements ledger.Op.
func (op Archive) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Archiving goals"); err != nil {
		return err
	}
	g, ok := s.Goals.Get(op.Goal)
	switch {
	case !ok:
		return gone("goal")
	case g.Archived == op.Archived && op.Archived:
		return ledger.Refuse("This goal is archived already. Nothing was changed.")
	case g.Archived == op.Archived:
		return ledger.Refuse("This goal is not archived. Nothing was changed.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op Archive) Apply(s State, e ledger.Entry) State {
	if g, ok := s.Goals.Get(op.Goal); ok {
		g.Archived = op.Archived
		s.Goals = s.Goals.Put(e.Seq, g)
	}
	return s
}

// EditPractice changes a practice. Fields: text, side, partner.
type EditPractice struct {
	ID    string       `json:"id"`
	Patch ledger.Patch `json:"patch"`
}

// Check implements ledger.Op.
func (op EditPractice) Check(s State, e ledger.Entry) error {
	next, err := patched(s.Practices, e.By, op.ID, op.Patch, "text", "side", "partner")
	if err != nil {
		return err
	}
	return checkPractice(s, next)
}

// Known implements ledger.Knower.
func (op EditPractice) Known() error { return ledger.Fits[Practice](op.Patch) }

// Apply implements ledger.Op.
func (op EditPractice) Apply(s State, e ledger.Entry) State {
	s.Practices = edited(s.Practices, e.Seq, op.ID, op.Patch)
	return s
}

// EditOpportunity changes the words of what lines up; Join and Unjoin change what it connects. Field: text.
type EditOpportunity struct {
	ID    string       `json:"id"`
	Patch ledger.Patch `json:"patch"`
}

// Check implements ledger.Op.
func (op EditOpportunity) Check(s State, e ledger.Entry) error {
	next, err := patched(s.Opportunities, e.By, op.ID, op.Patch, "text")
	if err != nil {
		return err
	}
	return checkOpportunity(s, next)
}

// Known implements ledger.Knower.
func (op EditOpportunity) Known() error { return ledger.Fits[Opportunity](op.Patch) }

// Apply implements ledger.Op.
func (op EditOpportunity) Apply(s State, e ledger.Entry) State {
	s.Opportunities = edited(s.Opportunities, e.Seq, op.ID, op.Patch)
	return s
}

// EditPerson changes who makes it happen. Fields: text, side.
type EditPerson struct {
	ID    string       `json:"id"`
	Patch ledger.Patch `json:"patch"`
}

// Check implements ledger.Op.
func (op EditPerson) Check(s State, e ledger.Entry) error {
	next, err := patched(s.People, e.By, op.ID, op.Patch, "text", "side")
	if err != nil {
		return err
	}
	return checkPerson(s, next)
}

// Known implements ledger.Knower.
func (op EditPerson) Known() error { return ledger.Fits[Person](op.Patch) }

// Apply implements ledger.Op.
func (op EditPerson) Apply(s State, e ledger.Entry) State {
	s.People = edited(s.People, e.Seq, op.ID, op.Patch)
	return s
}

// EditStep changes a step; SetState moves it on. Fields: what, who, by, goal (where it was captured without one, or belongs
// elsewhere), partner.
type EditStep struct {
	ID    string       `json:"id"`
	Patch ledger.Patch `json:"patch"`
}

// Check implements ledger.Op.
func (op EditStep) Check(s State, e ledger.Entry) error {
	next, err := patched(s.Steps, e.By, op.ID, op.Patch, "what", "who", "by", "goal", "partner")
	if err != nil {
		return err
	}
	return checkStep(s, next)
}

// Known implements ledger.Knower.
func (op EditStep) Known() error { return ledger.Fits[Step](op.Patch) }

// Apply implements ledger.Op.
func (op EditStep) Apply(s State, e ledger.Entry) State {
	s.Steps = edited(s.Steps, e.Seq, op.ID, op.Patch)
	return s
}

// patched is the record as the patch makes it, or why it may not.
func patched[R ledger.Record](t ledger.Table[R], by ledger.Actor, id string, p ledger.Patch, fields ...string) (R, error) {
	rec, ok := t.Get(id)
	if err := by.MayTakePart("Editing the shared plan"); err != nil {
		return rec, err
	}
	if !ok {
		return rec, ledger.Refuse("Somebody has removed this from the plan. Your words are kept until you leave the field.")
	}
	for name := range p {
		if !slices.Contains(fields, name) {
			return rec, ledger.Refuse("The field %s is not edited by hand. Nothing was changed.", name)
		}
	}
	if err := ledger.Check(rec, p); err != nil {
		return rec, err
	}
	return ledger.Apply(rec, p)
}

// edited changes a record that is there, and nothing where there is none.
func edited[R ledger.Record](t ledger.Table[R], seq uint64, id string, p ledger.Patch) ledger.Table[R] {
	if rec, ok := t.Get(id); ok {
		if next, err := ledger.Apply(rec, p); err == nil && next.Key() == id {
			return t.Put(seq, next)
		}
	}
	return t
}

func gone(what string) error {
	return ledger.Refuse("That %s is no longer in the plan. Nothing was changed.", what)
}
