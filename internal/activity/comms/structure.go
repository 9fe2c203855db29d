package comms

import (
	"slices"

	"convene/internal/ledger"
)

// WriteAnswer changes what the team wrote to a prompt. An empty text takes the answer away.
type WriteAnswer struct {
	Prompt string       `json:"prompt"`
	Patch  ledger.Patch `json:"patch"`
}

// Check implements ledger.Op. Where somebody else has changed the text, the error is a *ledger.MeetError.
func (op WriteAnswer) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Answering the prompts"); err != nil {
		return err
	}
	if !slices.Contains(Prompts(), op.Prompt) {
		return ledger.Refuse("There is no such prompt. Nothing was changed: choose one of the five.")
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

// AddStructure records a structure that exists, behind the last where it has no rank.
type AddStructure struct {
	Structure Structure `json:"structure"`
}

// Check implements ledger.Op.
func (op AddStructure) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Recording structures"); err != nil {
		return err
	}
	switch {
	case op.Structure.ID == "" || s.Structures.Has(op.Structure.ID):
		return ledger.Refuse("That structure is there already. Nothing was changed.")
	case !validRank(op.Structure.Rank):
		return ledger.Refuse("There is no such place in the list. Nothing was changed: try once more.")
	}
	return op.Structure.valid()
}

// Apply implements ledger.Op.
func (op AddStructure) Apply(s State, e ledger.Entry) State {
	r := op.Structure
	if r.Rank == "" {
		last := ""
		for other := range s.Structures.All() {
			last = max(last, other.Rank)
		}
		r.Rank = ledger.RankBetween(last, "")
	}
	s.Structures = s.Structures.Put(e.Seq, r)
	return s
}

// EditStructure changes fields of a structure.
type EditStructure struct {
	Structure string       `json:"structure"`
	Patch     ledger.Patch `json:"patch"`
}

// Check implements ledger.Op. Where somebody else has changed the same field, the error is a *ledger.MeetError.
func (op EditStructure) Check(s State, e ledger.Entry) error {
	r, err := s.structure(op.Structure, e)
	if err != nil {
		return err
	}
	if r, err = edited(r, op.Patch, "id", "rank"); err != nil {
		return err
	}
	return r.valid()
}

// Known implements ledger.Knower.
func (op EditStructure) Known() error { return ledger.Fits[Structure](op.Patch) }

// Apply implements ledger.Op.
func (op EditStructure) Apply(s State, e ledger.Entry) State {
	if r, ok := s.Structures.Get(op.Structure); ok {
		if next, err := ledger.Apply(r, op.Patch); err == nil {
			next.ID = r.ID
			s.Structures = s.Structures.Put(e.Seq, next)
		}
	}
	return s
}

// RemoveStructure takes a structure out of the record.
type RemoveStructure struct {
	Structure string `json:"structure"`
}

// Check implements ledger.Op.
func (op RemoveStructure) Check(s State, e ledger.Entry) error {
	_, err := s.structure(op.Structure, e)
	return err
}

// Apply implements ledger.Op.
func (op RemoveStructure) Apply(s State, e ledger.Entry) State {
	s.Structures = s.Structures.Delete(e.Seq, op.Structure)
	return s
}

// MoveStructure puts a structure to another place in the list.
type MoveStructure struct {
	Structure string `json:"structure"`
	Rank      string `json:"rank"` // from RankAt
}

// Check implements ledger.Op.
func (op MoveStructure) Check(s State, e ledger.Entry) error {
	r, err := s.structure(op.Structure, e)
	if err == nil {
		err = checkRank(op.Rank, r.Rank)
	}
	return err
}

// Apply implements ledger.Op.
func (op MoveStructure) Apply(s State, e ledger.Entry) State {
	if r, ok := s.Structures.Get(op.Structure); ok {
		r.Rank = op.Rank
		s.Structures = s.Structures.Put(e.Seq, r)
	}
	return s
}

// structure finds the structure that an op means, or says why nothing can be done to it.
func (s State) structure(id string, e ledger.Entry) (Structure, error) {
	if err := e.By.MayTakePart("Recording structures"); err != nil {
		return Structure{}, err
	}
	r, ok := s.Structures.Get(id)
	if !ok {
		return r, ledger.Refuse("That structure is no longer in the record. Nothing was changed: undo its removal, or write it anew.")
	}
	return r, nil
}
