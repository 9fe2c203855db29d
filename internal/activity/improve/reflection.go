package improve

import (
	"slices"

	"convene/internal/ledger"
)

// AddReflection adds a look to the log: what we saw, what we think, what we change.
type AddReflection struct {
	Reflection Reflection `json:"reflection"`
}

// Check implements ledger.Op.
func (op AddReflection) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Writing down a look"); err != nil {
		return err
	}
	if op.Reflection.ID == "" || s.Reflections.Has(op.Reflection.ID) {
		return ledger.Refuse("That look is there already. Nothing was changed.")
	}
	if op.Reflection.Measure != "" {
		if err := s.about(op.Reflection.Measure); err != nil {
			return err
		}
	}
	return op.Reflection.valid()
}

// Apply implements ledger.Op.
func (op AddReflection) Apply(s State, e ledger.Entry) State {
	r := op.Reflection
	if !s.Measures.Has(r.Measure) {
		r.Measure = ""
	}
	s.Reflections = s.Reflections.Put(e.Seq, r)
	return s
}

// EditReflection changes fields of a look.
type EditReflection struct {
	Reflection string       `json:"reflection"`
	Patch      ledger.Patch `json:"patch"`
}

// Check implements ledger.Op. Where somebody else has changed the same field, the error is a *ledger.MeetError.
func (op EditReflection) Check(s State, e ledger.Entry) error {
	r, err := s.reflection(op.Reflection, e)
	if err != nil {
		return err
	}
	was := r.Measure
	if r, err = edited(r, op.Patch, "id"); err != nil {
		return err
	}
	if r.Measure != was && r.Measure != "" {
		if err := s.about(r.Measure); err != nil {
			return err
		}
	}
	return r.valid()
}

// Known implements ledger.Knower.
func (op EditReflection) Known() error { return ledger.Fits[Reflection](op.Patch) }

// Apply implements ledger.Op.
func (op EditReflection) Apply(s State, e ledger.Entry) State {
	if r, ok := s.Reflections.Get(op.Reflection); ok {
		if next, err := ledger.Apply(r, op.Patch); err == nil {
			if next.ID = r.ID; !s.Measures.Has(next.Measure) {
				next.Measure = ""
			}
			s.Reflections = s.Reflections.Put(e.Seq, next)
		}
	}
	return s
}

// RemoveReflection takes a look out of the log.
type RemoveReflection struct {
	Reflection string `json:"reflection"`
}

// Check implements ledger.Op.
func (op RemoveReflection) Check(s State, e ledger.Entry) error {
	_, err := s.reflection(op.Reflection, e)
	return err
}

// Apply implements ledger.Op.
func (op RemoveReflection) Apply(s State, e ledger.Entry) State {
	s.Reflections = s.Reflections.Delete(e.Seq, op.Reflection)
	return s
}

// reflection finds the look that an op means, or says why nothing can be done to it.
func (s State) reflection(id string, e ledger.Entry) (Reflection, error) {
	if err := e.By.MayTakePart("Writing down a look"); err != nil {
		return Reflection{}, err
	}
	r, ok := s.Reflections.Get(id)
	if !ok {
		return r, ledger.Refuse("That look is no longer in the log. Nothing was changed: undo its removal, or write it anew.")
	}
	return r, nil
}

// EditReview changes how the partners look at the measures together.
type EditReview struct {
	Patch ledger.Patch `json:"patch"`
}

// Check implements ledger.Op. Where somebody else has changed the same field, the error is a *ledger.MeetError.
func (op EditReview) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Planning joint reviews"); err != nil {
		return err
	}
	r, err := edited(s.Review(), op.Patch)
	if err != nil {
		return err
	}
	if (r == Review{}) && !s.Reviews.Has(ReviewKey) {
		return ledger.Refuse("Nothing was changed.")
	}
	return r.valid()
}

// Known implements ledger.Knower.
func (op EditReview) Known() error { return ledger.Fits[Review](op.Patch) }

// Apply implements ledger.Op.
func (op EditReview) Apply(s State, e ledger.Entry) State {
	r, err := ledger.Apply(s.Review(), op.Patch)
	switch {
	case err != nil:
	case r == Review{}:
		s.Reviews = s.Reviews.Delete(e.Seq, ReviewKey)
	default:
		s.Reviews = s.Reviews.Put(e.Seq, r)
	}
	return s
}

// WriteAnswer changes what the team wrote to a question. An empty text takes the answer away.
type WriteAnswer struct {
	Prompt string       `json:"prompt"`
	Patch  ledger.Patch `json:"patch"`
}

// Check implements ledger.Op. Where somebody else has changed the text, the error is a *ledger.MeetError.
func (op WriteAnswer) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Answering the questions"); err != nil {
		return err
	}
	if !slices.Contains(Prompts(), op.Prompt) {
		return ledger.Refuse("There is no such question. Nothing was changed: choose one of the five.")
	}
	a, err := edited(s.Answer(op.Prompt), op.Patch, "prompt")
	if err != nil {
		return err
	}
	if a.Text == "" && !s.Answers.Has(op.Prompt) {
		return ledger.Refuse("Nothing was changed.")
	}
	return block("An answer", a.Text)
}

// Known implements ledger.Knower.
func (op WriteAnswer) Known() error { return ledger.Fits[Answer](op.Patch) }

// Apply implements ledger.Op.
func (op WriteAnswer) Apply(s State, e ledger.Entry) State {
	a, err := ledger.Apply(s.Answer(op.Prompt), op.Patch)
	a.Prompt = op.Prompt
	switch {
	case err != nil:
	case a.Text == "":
		s.Answers = s.Answers.Delete(e.Seq, op.Prompt)
	default:
		s.Answers = s.Answers.Put(e.Seq, a)
	}
	return s
}
