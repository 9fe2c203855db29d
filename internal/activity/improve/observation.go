package improve

import (
	"convene/internal/ledger"
)

// AddObservation adds a value of a measure.
type AddObservation struct {
	Observation Observation `json:"observation"`
}

// Check implements ledger.Op.
func (op AddObservation) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Writing down what was observed"); err != nil {
		return err
	}
	if op.Observation.ID == "" || s.Observations.Has(op.Observation.ID) {
		return ledger.Refuse("That value is there already. Nothing was changed.")
	}
	if err := s.about(op.Observation.Measure); err != nil {
		return err
	}
	return op.Observation.valid()
}

// Apply implements ledger.Op.
func (op AddObservation) Apply(s State, e ledger.Entry) State {
	if s.Measures.Has(op.Observation.Measure) {
		s.Observations = s.Observations.Put(e.Seq, op.Observation)
	}
	return s
}

// EditObservation changes fields of a value.
type EditObservation struct {
	Observation string       `json:"observation"`
	Patch       ledger.Patch `json:"patch"`
}

// Check implements ledger.Op. Where somebody else has changed the same field, the error is a *ledger.MeetError.
func (op EditObservation) Check(s State, e ledger.Entry) error {
	o, err := s.observation(op.Observation, e)
	if err != nil {
		return err
	}
	if o, err = edited(o, op.Patch, "id", "measure"); err != nil {
		return err
	}
	return o.valid()
}

// Known implements ledger.Knower.
func (op EditObservation) Known() error { return ledger.Fits[Observation](op.Patch) }

// Apply implements ledger.Op.
func (op EditObservation) Apply(s State, e ledger.Entry) State {
	if o, ok := s.Observations.Get(op.Observation); ok {
		if next, err := ledger.Apply(o, op.Patch); err == nil {
			next.ID, next.Measure = o.ID, o.Measure
			s.Observations = s.Observations.Put(e.Seq, next)
		}
	}
	return s
}

// RemoveObservation takes a value away.
type RemoveObservation struct {
	Observation string `json:"observation"`
}

// Check implements ledger.Op.
func (op RemoveObservation) Check(s State, e ledger.Entry) error {
	_, err := s.observation(op.Observation, e)
	return err
}

// Apply implements ledger.Op.
func (op RemoveObservation) Apply(s State, e ledger.Entry) State {
	s.Observations = s.Observations.Delete(e.Seq, op.Observation)
	return s
}

// observation finds the value that an op means, or says why nothing can be done to it.
func (s State) observation(id string, e ledger.Entry) (Observation, error) {
	if err := e.By.MayTakePart("Writing down what was observed"); err != nil {
		return Observation{}, err
	}
	o, ok := s.Observations.Get(id)
	if !ok {
		return o, ledger.Refuse("That value is no longer there. Nothing was changed: undo its removal, or write it anew.")
	}
	return o, nil
}

func (s State) about(measure string) error {
	if !s.Measures.Has(measure) {
		return ledger.Refuse("That measure is no longer in the plan. Your words are kept until you leave the field: choose another one.")
	}
	return nil
}
