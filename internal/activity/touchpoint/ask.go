package touchpoint

import (
	"convene/internal/activity/partner"
	"convene/internal/ledger"
)

// Ask puts a question to the room about a partner: for the first time, or once more as a check-in.
type Ask struct {
	Round         // the next one of its question
	Unsigned bool `json:"unsigned,omitempty"`
}

// Check implements ledger.Op.
func (op Ask) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Opening a question"); err != nil {
		return err
	}
	if err := op.check(); err != nil {
		return err
	}
	last, ok := s.last(op.Round)
	switch {
	case ok && last.Open:
		return ledger.Refuse("This question is open already. Nothing was changed: go on with it, or close it first.")
	case ok && last.Voting == VoteOpen:
		return ledger.Refuse("Dots are still being placed on this question. Nothing was changed: show them first, then ask again.")
	case op.CheckIn != last.CheckIn+1:
		return ledger.Refuse("Somebody else has just asked this question. Nothing was changed: look again.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op Ask) Apply(s State, e ledger.Entry) State {
	s.Askings = s.Askings.Put(e.Seq, Asking{
		Round: op.Round, Opening: e.Seq, Opened: e.At, OpenedBy: e.By.Name, Open: true, Unsigned: op.Unsigned,
	})
	return s
}

// Close ends the contributions to a question. What came in can still be grouped, weighed and answered.
type Close struct{ Round }

// Check implements ledger.Op.
func (op Close) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Closing a question"); err != nil {
		return err
	}
	a, err := s.asking(op.Round)
	if err == nil && !a.Open {
		err = ledger.Refuse("This question is closed already. Nothing was changed.")
	}
	return err
}

// Apply implements ledger.Op.
func (op Close) Apply(s State, e ledger.Entry) State {
	return s.putAsking(e.Seq, op.Round, func(a *Asking) { a.Open = false })
}

// Reopen lets contributions come in again, in the newest round of a question.
type Reopen struct{ Round }

// Check implements ledger.Op.
func (op Reopen) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Reopening a question"); err != nil {
		return err
	}
	a, err := s.newest(op.Round)
	if err == nil && a.Open {
		err = ledger.Refuse("This question is open already. Nothing was changed.")
	}
	return err
}

// Apply implements ledger.Op.
func (op Reopen) Apply(s State, e ledger.Entry) State {
	return s.putAsking(e.Seq, op.Round, func(a *Asking) { a.Open = true })
}

// Unsign turns signatures off for what comes in from now on, or on again. What has come in stays as it is.
type Unsign struct {
	Round
	Unsigned bool `json:"unsigned"`
}

// Check implements ledger.Op.
func (op Unsign) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Turning signatures on and off"); err != nil {
		return err
	}
	a, err := s.asking(op.Round)
	switch {
	case err != nil:
		return err
	case !a.Open:
		return ledger.Refuse("This question is closed: nothing comes in. Nothing was changed: reopen it first.")
	case a.Unsigned == op.Unsigned && op.Unsigned:
		return ledger.Refuse("Signatures are off already. Nothing was changed.")
	case a.Unsigned == op.Unsigned:
		return ledger.Refuse("Signatures are on already. Nothing was changed.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op Unsign) Apply(s State, e ledger.Entry) State {
	return s.putAsking(e.Seq, op.Round, func(a *Asking) { a.Unsigned = op.Unsigned })
}

// Choose picks a question for the meeting with a partner, or puts it back. A meeting takes three or four: Advice says so
// beyond that, and nothing refuses.
type Choose struct {
	Partner  partner.ID `json:"partner"`
	Question string     `json:"question"`
	Chosen   bool       `json:"chosen"`
}

// Check implements ledger.Op. A question may be put back that another record of the same partner had picked: so this does
// not ask what was chosen before.
func (op Choose) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Choosing questions"); err != nil {
		return err
	}
	if err := (Round{op.Partner, op.Question, 1}).check(); err != nil {
		return err
	}
	if c, ok := s.Choices.Get(choiceKey(op.Partner, op.Question)); ok && c.Chosen == op.Chosen {
		if op.Chosen {
			return ledger.Refuse("This question is chosen already. Nothing was changed.")
		}
		return ledger.Refuse("This question is not chosen. Nothing was changed.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op Choose) Apply(s State, e ledger.Entry) State {
	s.Choices = s.Choices.Put(e.Seq, Choice{op.Partner, op.Question, op.Chosen, e.Seq})
	return s
}

// asking finds a round, or says that it is not there.
func (s State) asking(r Round) (Asking, error) {
	a, ok := s.Askings.Get(r.key())
	if !ok {
		return a, ledger.Refuse("This question is not open for that partner any more. Nothing was changed: open it again.")
	}
	return a, nil
}

// newest finds a round behind which no check-in of the same record of a partner has come, or says why it is none.
func (s State) newest(r Round) (Asking, error) {
	a, err := s.asking(r)
	if err != nil {
		return a, err
	}
	if last, _ := s.last(r); last.CheckIn != r.CheckIn {
		return a, ledger.Refuse("This question was asked again since, and what was said then stays as it is. Nothing was changed: go to the newest check-in.")
	}
	return a, nil
}

// last is the newest round of the same question to the same record of a partner.
func (s State) last(r Round) (Asking, bool) {
	var best Asking
	for a := range s.Askings.All() {
		if a.Partner == r.Partner && a.Question == r.Question && a.CheckIn > best.CheckIn {
			best = a
		}
	}
	return best, best.CheckIn > 0
}

// putAsking changes a round that is there, and nothing where there is none.
func (s State) putAsking(seq uint64, r Round, change func(*Asking)) State {
	if a, ok := s.Askings.Get(r.key()); ok {
		change(&a)
		s.Askings = s.Askings.Put(seq, a)
	}
	return s
}
