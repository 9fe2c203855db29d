package plan

import (
	"slices"

	"convene/internal/day"
	"convene/internal/ledger"
)

// SetState moves a step on: open, doing, done.
type SetState struct {
	Step string   `json:"step"`
	To   Progress `json:"to"`
	Was  Progress `json:"was"`          // where the mover saw it
	On   day.Day  `json:"on,omitempty"` // where To is Done: the day that it was done
}

// Check implements ledger.Op.
func (op SetState) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Moving steps on"); err != nil {
		return err
	}
	st, ok := s.Steps.Get(op.Step)
	switch {
	case !ok:
		return gone("step")
	case !op.To.Valid():
		return ledger.Refuse("A step is open, doing or done. Nothing was changed: choose one of them.")
	case st.State == op.To:
		return ledger.Refuse("This step is %s already. Nothing was changed.", op.To)
	case st.State != op.Was:
		return ledger.Refuse("Somebody else has just moved this step: it is %s. Nothing was lost: look again.", st.State)
	case op.To == Done && (!op.On.Valid() || day.Of(e.At.UTC()).Add(1).Before(op.On)):
		return ledger.Refuse("A step was done today or earlier. Nothing was changed: write the day like today, fri or 2027-01-15.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op SetState) Apply(s State, e ledger.Entry) State {
	if st, ok := s.Steps.Get(op.Step); ok {
		st.State, st.DoneOn = op.To, day.None
		if op.To == Done {
			st.DoneOn = op.On
		}
		s.Steps = s.Steps.Put(e.Seq, st)
	}
	return s
}

// Join connects what lines up with one more practice.
type Join struct {
	Opportunity string `json:"opportunity"`
	Practice    string `json:"practice"`
}

// Check implements ledger.Op.
func (op Join) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Joining practices"); err != nil {
		return err
	}
	o, ok := s.Opportunities.Get(op.Opportunity)
	switch {
	case !ok:
		return gone("opportunity")
	case slices.Contains(o.Joins, op.Practice):
		return ledger.Refuse("This practice is joined already. Nothing was changed.")
	case len(o.Joins) >= joinsMax:
		return ledger.Refuse("That joins %d practices already. Nothing was changed: take one out first.", joinsMax)
	}
	return s.joinable(o.Goal, op.Practice)
}

// Apply implements ledger.Op.
func (op Join) Apply(s State, e ledger.Entry) State {
	if o, ok := s.Opportunities.Get(op.Opportunity); ok && !slices.Contains(o.Joins, op.Practice) {
		o.Joins = append(slices.Clone(o.Joins), op.Practice)
		s.Opportunities = s.Opportunities.Put(e.Seq, o)
	}
	return s
}

// Unjoin takes a practice out of what an opportunity connects.
type Unjoin struct {
	Opportunity string `json:"opportunity"`
	Practice    string `json:"practice"`
}

// Check implements ledger.Op.
func (op Unjoin) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Joining practices"); err != nil {
		return err
	}
	o, ok := s.Opportunities.Get(op.Opportunity)
	if !ok {
		return gone("opportunity")
	}
	if !slices.Contains(o.Joins, op.Practice) {
		return ledger.Refuse("This practice is not joined. Nothing was changed.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op Unjoin) Apply(s State, e ledger.Entry) State {
	if o, ok := s.Opportunities.Get(op.Opportunity); ok && slices.Contains(o.Joins, op.Practice) {
		s.Opportunities = s.Opportunities.Put(e.Seq, o.without(op.Practice))
	}
	return s
}

func (o Opportunity) without(practice string) Opportunity {
	o.Joins = slices.DeleteFunc(slices.Clone(o.Joins), func(p string) bool { return p == practice })
	return o
}

// joinable says why a practice cannot be joined under a goal.
func (s State) joinable(goal, practice string) error {
	p, ok := s.Practices.Get(practice)
	if !ok {
		return gone("practice")
	}
	if p.Goal != goal {
		return ledger.Refuse("That practice serves another goal. Nothing was changed: write it under this one too.")
	}
	return nil
}

// Move gives a record another place among its kind.
type Move struct {
	Kind Kind   `json:"kind"`
	ID   string `json:"id"`
	Rank string `json:"rank"` // from ledger.RankBetween
}

// Check implements ledger.Op.
func (op Move) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Ordering the plan"); err != nil {
		return err
	}
	if op.Rank == "" || !validRank(op.Rank) {
		return ledger.Refuse("There is no such place in the plan. Nothing was changed: choose another one.")
	}
	rank, ok := s.rank(op.Kind, op.ID)
	if !ok {
		return ledger.Refuse("That is no longer in the plan. Nothing was changed.")
	}
	if rank == op.Rank {
		return ledger.Refuse("It stands there already. Nothing was changed.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op Move) Apply(s State, e ledger.Entry) State {
	switch op.Kind {
	case GoalKind:
		s.Goals = moved(s.Goals, e.Seq, op.ID, func(r *Goal) { r.Rank = op.Rank })
	case PracticeKind:
		s.Practices = moved(s.Practices, e.Seq, op.ID, func(r *Practice) { r.Rank = op.Rank })
	case OpportunityKind:
		s.Opportunities = moved(s.Opportunities, e.Seq, op.ID, func(r *Opportunity) { r.Rank = op.Rank })
	case PersonKind:
		s.People = moved(s.People, e.Seq, op.ID, func(r *Person) { r.Rank = op.Rank })
	case StepKind:
		s.Steps = moved(s.Steps, e.Seq, op.ID, func(r *Step) { r.Rank = op.Rank })
	}
	return s
}

func moved[R ledger.Record](t ledger.Table[R], seq uint64, id string, change func(*R)) ledger.Table[R] {
	r, ok := t.Get(id)
	if !ok {
		return t
	}
	change(&r)
	return t.Put(seq, r)
}

func (s State) rank(k Kind, id string) (string, bool) {
	switch k {
	case GoalKind:
		r, ok := s.Goals.Get(id)
		return r.Rank, ok
	case PracticeKind:
		r, ok := s.Practices.Get(id)
		return r.Rank, ok
	case OpportunityKind:
		r, ok := s.Opportunities.Get(id)
		return r.Rank, ok
	case PersonKind:
		r, ok := s.People.Get(id)
		return r.Rank, ok
	case StepKind:
		r, ok := s.Steps.Get(id)
		return r.Rank, ok
	}
	return "", false
}
