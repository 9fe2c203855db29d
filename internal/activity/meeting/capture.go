package meeting

import (
	"time"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
	"convene/internal/text"
)

// Decide writes down a decision.
type Decide struct {
	Decision string     `json:"decision"`
	Text     string     `json:"text"`
	Meeting  string     `json:"meeting,omitempty"`
	Step     string     `json:"step,omitempty"`
	Partner  partner.ID `json:"partner,omitempty"`
}

// Check implements ledger.Op.
func (op Decide) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Writing down a decision"); err != nil {
		return err
	}
	if op.Decision == "" || s.Decisions.Has(op.Decision) {
		return ledger.Refuse("That decision is written down already.")
	}
	if err := s.held(op.Meeting); err != nil {
		return err
	}
	return line(op.Text, "decision")
}

// Apply implements ledger.Op.
func (op Decide) Apply(s State, e ledger.Entry) State {
	s.Decisions = s.Decisions.Put(e.Seq, Decision{op.Decision, op.Meeting, op.Step, op.Partner, op.Text, e.At, e.By.Name})
	return s
}

// Reword changes the text of a decision.
type Reword struct {
	Decision string `json:"decision"`
	From     string `json:"from"`
	To       string `json:"to"`
}

// Check implements ledger.Op.
func (op Reword) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Changing a decision"); err != nil {
		return err
	}
	d, ok := s.Decisions.Get(op.Decision)
	if !ok {
		return ledger.Refuse("That decision is no longer there. Your words were not kept.")
	}
	if d.Text != op.From {
		return ledger.Refuse("Somebody else has just changed that decision. Yours was not kept: look again, then write.")
	}
	return line(op.To, "decision")
}

// Apply implements ledger.Op.
func (op Reword) Apply(s State, e ledger.Entry) State {
	if d, ok := s.Decisions.Get(op.Decision); ok {
		d.Text = op.To
		s.Decisions = s.Decisions.Put(e.Seq, d)
	}
	return s
}

// Retract takes a decision away.
type Retract struct {
	Decision string `json:"decision"`
}

// Check implements ledger.Op.
func (op Retract) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Taking a decision away"); err != nil {
		return err
	}
	if !s.Decisions.Has(op.Decision) {
		return ledger.Refuse("That decision is no longer there.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op Retract) Apply(s State, e ledger.Entry) State {
	s.Decisions = s.Decisions.Delete(e.Seq, op.Decision)
	return s
}

// Park keeps a topic for later.
type Park struct {
	Topic   string     `json:"topic"`
	Text    string     `json:"text"`
	Meeting string     `json:"meeting,omitempty"`
	Partner partner.ID `json:"partner,omitempty"`
}

// Check implements ledger.Op.
func (op Park) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Parking a topic"); err != nil {
		return err
	}
	if op.Topic == "" || s.Parked.Has(op.Topic) {
		return ledger.Refuse("That topic is parked already.")
	}
	if err := s.held(op.Meeting); err != nil {
		return err
	}
	return line(op.Text, "topic")
}

// Apply implements ledger.Op.
func (op Park) Apply(s State, e ledger.Entry) State {
	s.Parked = s.Parked.Put(e.Seq, Parked{ID: op.Topic, Meeting: op.Meeting, Partner: op.Partner, Text: op.Text, At: e.At, By: e.By.Name})
	return s
}

// TakeUp says that a parked topic was taken up, or parks it again.
type TakeUp struct {
	Topic string `json:"topic"`
	Done  bool   `json:"done"`
}

// Check implements ledger.Op.
func (op TakeUp) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Taking up a topic"); err != nil {
		return err
	}
	if p, ok := s.Parked.Get(op.Topic); !ok || p.Done == op.Done {
		return ledger.Refuse("That topic stands like this already.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op TakeUp) Apply(s State, e ledger.Entry) State {
	if p, ok := s.Parked.Get(op.Topic); ok {
		p.Done = op.Done
		s.Parked = s.Parked.Put(e.Seq, p)
	}
	return s
}

// Hush begins a time of silent writing, or ends it early with no minutes.
type Hush struct {
	Meeting string `json:"meeting"`
	Minutes int    `json:"minutes,omitempty"`
}

// Check implements ledger.Op.
func (op Hush) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Silent writing"); err != nil {
		return err
	}
	if op.Minutes < 0 || op.Minutes > 60 {
		return ledger.Refuse("Silent writing takes 1 to 60 minutes. Nothing was changed.")
	}
	_, err := s.running(op.Meeting)
	return err
}

// Apply implements ledger.Op.
func (op Hush) Apply(s State, e ledger.Entry) State {
	if m, ok := s.Meetings.Get(op.Meeting); ok {
		m.Quiet = time.Time{}
		if op.Minutes > 0 {
			m.Quiet = e.At.Add(time.Duration(op.Minutes) * time.Minute)
		}
		s.Meetings = s.Meetings.Put(e.Seq, m)
	}
	return s
}

// held refuses a meeting that is not there; what is captured outside of one names none.
func (s State) held(meeting string) error {
	if meeting != "" && !s.Meetings.Has(meeting) {
		return ledger.Refuse("That meeting is no longer there. Nothing was written down: open the box again.")
	}
	return nil
}

func line(s, what string) error {
	if s == "" || s != text.Line(s, text.LineMax) {
		return ledger.Refuse("A %s is one line of at most %d characters. Nothing was changed.", what, text.LineMax)
	}
	return nil
}
