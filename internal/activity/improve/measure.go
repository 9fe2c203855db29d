package improve

import (
	"convene/internal/activity/partner"
	"convene/internal/ledger"
	"slices"
)

// AddMeasure adds a measure, behind the last where it has no rank.
type AddMeasure struct {
	Measure Measure `json:"measure"`
}

// Check implements ledger.Op.
func (op AddMeasure) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Planning measures"); err != nil {
		return err
	}
	switch {
	case op.Measure.ID == "" || s.Measures.Has(op.Measure.ID):
		return ledger.Refuse("That measure is there already. Nothing was changed.")
	case !validRank(op.Measure.Rank):
		return ledger.Refuse("There is no such place in the list. Nothing was changed: try once more.")
	}
	return op.Measure.valid()
}

// Apply implements ledger.Op.
func (op AddMeasure) Apply(s State, e ledger.Entry) State {
	m := op.Measure
	if m.Rank == "" {
		last := ""
		for r := range s.Measures.All() {
			last = max(last, r.Rank)
		}
		m.Rank = ledger.RankBetween(last, "")
	}
	s.Measures = s.Measures.Put(e.Seq, m)
	return s
}

// EditMeasure changes fields of a measure.
type EditMeasure struct {
	Measure string       `json:"measure"`
	Patch   ledger.Patch `json:"patch"`
}

// Check implements ledger.Op. Where somebody else has changed the same field, the error is a *ledger.MeetError.
func (op EditMeasure) Check(s State, e ledger.Entry) error {
	m, err := s.measure(op.Measure, e)
	if err != nil {
		return err
	}
	if m, err = edited(m, op.Patch, "id", "rank"); err != nil {
		return err
	}
	return m.valid()
}

// Known implements ledger.Knower.
func (op EditMeasure) Known() error { return ledger.Fits[Measure](op.Patch) }

// Apply implements ledger.Op.
func (op EditMeasure) Apply(s State, e ledger.Entry) State {
	if m, ok := s.Measures.Get(op.Measure); ok {
		if next, err := ledger.Apply(m, op.Patch); err == nil {
			next.ID = m.ID
			s.Measures = s.Measures.Put(e.Seq, next)
		}
	}
	return s
}

// RemoveMeasure takes a measure out of the plan, with all that was observed of it. Looks at it stay, without it. It is
// one change, undone as one.
type RemoveMeasure struct {
	Measure      string `json:"measure"`
	Observations int    `json:"observations,omitempty"` // how many the person saw: what somebody has just added is not lost
}

// Check implements ledger.Op.
func (op RemoveMeasure) Check(s State, e ledger.Entry) error {
	m, err := s.measure(op.Measure, e)
	if err != nil {
		return err
	}
	if n := len(s.of(op.Measure)); n != op.Observations {
		return ledger.Refuse("Somebody has just changed what was observed of %s. Nothing was removed: look again, then remove it.", m.What)
	}
	return nil
}

// Apply implements ledger.Op.
func (op RemoveMeasure) Apply(s State, e ledger.Entry) State {
	for _, o := range s.of(op.Measure) {
		s.Observations = s.Observations.Delete(e.Seq, o.ID)
	}
	for _, r := range s.Reflections.List() {
		if r.Measure == op.Measure {
			r.Measure = ""
			s.Reflections = s.Reflections.Put(e.Seq, r)
		}
	}
	s.Measures = s.Measures.Delete(e.Seq, op.Measure)
	return s
}

// MoveMeasure puts a measure to another place in the list.
type MoveMeasure struct {
	Measure string `json:"measure"`
	Rank    string `json:"rank"` // from RankAt
}

// Check implements ledger.Op.
func (op MoveMeasure) Check(s State, e ledger.Entry) error {
	m, err := s.measure(op.Measure, e)
	switch {
	case err != nil:
		return err
	case op.Rank == "" || !validRank(op.Rank):
		return ledger.Refuse("There is no such place in the list. Nothing was changed: try once more.")
	case op.Rank == m.Rank:
		return ledger.Refuse("It stands there already. Nothing was changed.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op MoveMeasure) Apply(s State, e ledger.Entry) State {
	if m, ok := s.Measures.Get(op.Measure); ok {
		m.Rank = op.Rank
		s.Measures = s.Measures.Put(e.Seq, m)
	}
	return s
}

// measure finds the measure that an op means, or says why nothing can be done to it.
func (s State) measure(id string, e ledger.Entry) (Measure, error) {
	if err := e.By.MayTakePart("Planning measures"); err != nil {
		return Measure{}, err
	}
	m, ok := s.Measures.Get(id)
	if !ok {
		return m, ledger.Refuse("That measure is no longer in the plan. Nothing was changed: undo its removal, or write it anew.")
	}
	return m, nil
}

// of lists the observations of a measure, in the order in which they were written.
func (s State) of(measure string) []Observation {
	var out []Observation
	for o := range s.Observations.All() {
		if o.Measure == measure {
			out = append(out, o)
		}
	}
	return out
}

// RankAt is the rank with which a measure comes to stand at an index of the list (0: first; any beyond: last). The list
// is in order; the measure itself may be in it and is passed over.
func RankAt(list []Measure, index int, id string) string {
	before, n := "", 0
	for _, m := range list {
		switch {
		case m.ID == id:
		case n >= index:
			return ledger.RankBetween(before, m.Rank)
		default:
			before = m.Rank
			n++
		}
	}
	return ledger.RankBetween(before, "")
}

// Merge is what merging one partner into another means for the improvement plan, as part of the workspace's op seq:
// measures of the one become those of the other. What a later undo brings back is read with merges followed (Read).
func Merge(s State, seq uint64, from, into partner.ID) State {
	for _, m := range s.Measures.List() {
		if slices.Contains(m.Partners, from) {
			m.Partners = resolved(m.Partners, func(p partner.ID) partner.ID {
				if p == from {
					return into
				}
				return p
			})
			s.Measures = s.Measures.Put(seq, m)
		}
	}
	return s
}
