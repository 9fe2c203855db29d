package touchpoint

import (
	"slices"

	"convene/internal/day"
	"convene/internal/ledger"
	"convene/internal/text"
)

// WriteAnswer writes what the team knows now, and what it will ask the partner. Fields: known, ask. It goes into the newest
// round of a question: what was answered before a check-in stays as it was.
type WriteAnswer struct {
	Round
	Patch ledger.Patch `json:"patch"`
	On    day.Day      `json:"on"` // the day that it is where it is written
}

// Check implements ledger.Op. Where somebody else has changed the same field, the error is a *ledger.MeetError.
func (op WriteAnswer) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Writing the team's answer"); err != nil {
		return err
	}
	if _, err := s.newest(op.Round); err != nil {
		return err
	}
	if err := checkToday(op.On, e); err != nil {
		return err
	}
	a := s.answer(op.Round)
	if err := checkPatch(a, op.Patch, "known", "ask"); err != nil {
		return err
	}
	next, _ := ledger.Apply(a, op.Patch)
	for _, words := range []string{next.Known, next.Ask} {
		if words != text.Block(words, AnswerMax) {
			return ledger.Refuse("An answer takes at most %d characters. Your words are kept until you leave the field: shorten them.", AnswerMax)
		}
	}
	return nil
}

// Known implements ledger.Knower.
func (op WriteAnswer) Known() error { return ledger.Fits[Answer](op.Patch) }

// Apply implements ledger.Op. An answer's age begins anew only where what is known was changed.
func (op WriteAnswer) Apply(s State, e ledger.Entry) State {
	if !s.Askings.Has(op.key()) {
		return s
	}
	a, err := ledger.Apply(s.answer(op.Round), op.Patch)
	if err != nil || a.Round != op.Round {
		return s
	}
	if _, changed := op.Patch["known"]; changed {
		a.On = op.On
	}
	if a.Known == "" {
		a.On = day.None
	}
	a.At, a.By = e.At, e.By.Name
	s.Answers = s.Answers.Put(e.Seq, a)
	return s
}

// answer is the answer of a round, a blank one where there is none.
func (s State) answer(r Round) Answer {
	if a, ok := s.Answers.Get(r.key()); ok {
		return a
	}
	return Answer{Round: r}
}

// checkToday says why a day cannot be that of the entry, wherever on Earth it was made.
func checkToday(d day.Day, e ledger.Entry) error {
	if utc := day.Of(e.At.UTC()); !d.Valid() || d.Before(utc.Add(-1)) || utc.Add(1).Before(d) {
		return ledger.Refuse("The clock of this terminal is a day off. Nothing was changed: set it right, then try once more.")
	}
	return nil
}

// checkPatch says why a patch cannot be applied, or that it changes more than the given fields.
func checkPatch[R any](rec R, p ledger.Patch, fields ...string) error {
	for name := range p {
		if !slices.Contains(fields, name) {
			return ledger.Refuse("The field %s is not edited by hand. Nothing was changed.", name)
		}
	}
	return ledger.Check(rec, p)
}
