package touchpoint

import "convene/internal/ledger"

// Aging is how the team lets answers age.
type Aging struct {
	Days int `json:"days"` // after which an answer is due again, 1 to AgeMax
}

// agingKey is the key of the one Aging record.
const agingKey = "aging"

// Key implements ledger.Record.
func (Aging) Key() string { return agingKey }

// Label is how messages call the record.
func (Aging) Label() string { return "when answers are due again" }

// Age is after how many days an answer is due again.
func (s State) Age() int {
	if a, ok := s.Agings.Get(agingKey); ok && a.Days > 0 {
		return a.Days
	}
	return DefaultAge
}

// SetAge says after how many days an answer is due again.
type SetAge struct {
	Days int `json:"days"`
}

// Check implements ledger.Op.
func (op SetAge) Check(s State, e ledger.Entry) error {
	switch {
	case e.By.Role != ledger.Facilitator:
		return e.By.MayLead("Saying when answers are due again")
	case op.Days < 1 || op.Days > AgeMax:
		return ledger.Refuse("Answers can be due again after 1 to %d days. Nothing was changed.", AgeMax)
	case op.Days == s.Age():
		return ledger.Refuse("It is %d days already. Nothing was changed.", op.Days)
	}
	return nil
}

// Apply implements ledger.Op.
func (op SetAge) Apply(s State, e ledger.Entry) State {
	s.Agings = s.Agings.Put(e.Seq, Aging(op))
	return s
}
