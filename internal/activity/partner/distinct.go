package partner

import "convene/internal/ledger"

// Apart says that two partners are different ones although their names are alike.
type Apart struct {
	A ID `json:"a"` // the one listed first
	B ID `json:"b"`
}

// NewApart puts the two in order: what is said of A and B is said of B and A.
func NewApart(a, b ID) Apart { return Apart{min(a, b), max(a, b)} }

// Key implements ledger.Record.
func (r Apart) Key() string { return string(r.A) + "/" + string(r.B) }

// Label is how messages call the record.
func (Apart) Label() string { return "that two partners are different ones" }

// Refs implements ledger.Referrer.
func (r Apart) Refs() []ledger.Ref { return []ledger.Ref{Ref(r.A), Ref(r.B)} }

// Distinct notes that two partners with like names are different ones, so that nobody is asked again.
type Distinct struct {
	A ID `json:"a"`
	B ID `json:"b"`
}

// Check implements ledger.Op.
func (op Distinct) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Telling partners apart"); err != nil {
		return err
	}
	a, okA := s.Partners.Get(string(op.A))
	b, okB := s.Partners.Get(string(op.B))
	switch {
	case !okA || !okB || op.A == op.B:
		return ledger.Refuse("That takes two different partners. Nothing was changed.")
	case a.MergedInto != "" || b.MergedInto != "":
		return ledger.Refuse("One of the two has been merged already. Nothing was changed.")
	case s.Aparts.Has(NewApart(op.A, op.B).Key()):
		return ledger.Refuse("That was noted already.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op Distinct) Apply(s State, e ledger.Entry) State {
	s.Aparts = s.Aparts.Put(e.Seq, NewApart(op.A, op.B))
	return s
}

// Apart lists the pairs of partners that the team told apart. Merges are followed: who was told apart from a record is
// told apart from the one that goes on in its place.
func (s State) Apart() map[Apart]bool {
	out := make(map[Apart]bool, s.Aparts.Len())
	for r := range s.Aparts.All() {
		a, okA := s.Resolve(r.A)
		b, okB := s.Resolve(r.B)
		if okA && okB {
			out[NewApart(a.ID, b.ID)] = true
		}
	}
	return out
}
