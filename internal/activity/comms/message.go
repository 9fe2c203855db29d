package comms

import (
	"slices"

	"convene/internal/ledger"
)

// AddMessage adds a line to the plan, behind the last where it has no rank.
type AddMessage struct {
	Message Message `json:"message"`
}

// Check implements ledger.Op.
func (op AddMessage) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Planning messages"); err != nil {
		return err
	}
	switch {
	case op.Message.ID == "" || s.Messages.Has(op.Message.ID):
		return ledger.Refuse("That message is there already. Nothing was changed.")
	case !validRank(op.Message.Rank):
		return ledger.Refuse("There is no such place in the table. Nothing was changed: try once more.")
	}
	return op.Message.valid()
}

// Apply implements ledger.Op.
func (op AddMessage) Apply(s State, e ledger.Entry) State {
	m := op.Message
	if m.Rank == "" {
		last := ""
		for r := range s.Messages.All() {
			last = max(last, r.Rank)
		}
		m.Rank = ledger.RankBetween(last, "")
	}
	s.Messages = s.Messages.Put(e.Seq, m)
	return s
}

// EditMessage changes fields of a message.
type EditMessage struct {
	Message string       `json:"message"`
	Patch   ledger.Patch `json:"patch"`
}

// Check implements ledger.Op. Where somebody else has changed the same field, the error is a *ledger.MeetError.
func (op EditMessage) Check(s State, e ledger.Entry) error {
	m, err := s.message(op.Message, e, "Planning messages")
	if err != nil {
		return err
	}
	m, err = edited(m, op.Patch, "id", "rank")
	if err != nil {
		return err
	}
	return m.valid()
}

// Known implements ledger.Knower.
func (op EditMessage) Known() error { return ledger.Fits[Message](op.Patch) }

// Apply implements ledger.Op.
func (op EditMessage) Apply(s State, e ledger.Entry) State {
	if m, ok := s.Messages.Get(op.Message); ok {
		if next, err := ledger.Apply(m, op.Patch); err == nil {
			next.ID = m.ID
			s.Messages = s.Messages.Put(e.Seq, next)
		}
	}
	return s
}

// RemoveMessage takes a message out of the plan.
type RemoveMessage struct {
	Message string `json:"message"`
}

// Check implements ledger.Op.
func (op RemoveMessage) Check(s State, e ledger.Entry) error {
	_, err := s.message(op.Message, e, "Planning messages")
	return err
}

// Apply implements ledger.Op.
func (op RemoveMessage) Apply(s State, e ledger.Entry) State {
	s.Messages = s.Messages.Delete(e.Seq, op.Message)
	return s
}

// MoveMessage puts a message to another place in the table.
type MoveMessage struct {
	Message string `json:"message"`
	Rank    string `json:"rank"` // from RankAt
}

// Check implements ledger.Op.
func (op MoveMessage) Check(s State, e ledger.Entry) error {
	m, err := s.message(op.Message, e, "Planning messages")
	if err == nil {
		err = checkRank(op.Rank, m.Rank)
	}
	return err
}

// Apply implements ledger.Op.
func (op MoveMessage) Apply(s State, e ledger.Entry) State {
	if m, ok := s.Messages.Get(op.Message); ok {
		m.Rank = op.Rank
		s.Messages = s.Messages.Put(e.Seq, m)
	}
	return s
}

// SetState says whether a message happens, is missing, or should stop.
type SetState struct {
	Message string `json:"message"`
	To      Status `json:"to"`
	Was     Status `json:"was,omitempty"` // what the person saw
}

// Check implements ledger.Op. Where somebody else has changed it, the error is a *ledger.MeetError.
func (op SetState) Check(s State, e ledger.Entry) error {
	m, err := s.message(op.Message, e, "Planning messages")
	switch {
	case err != nil:
		return err
	case !slices.Contains(Statuses(), op.To):
		return ledger.Refuse("A message happens today, is missing, or should stop. Nothing was changed: choose one of the three.")
	case m.State == op.To:
		return ledger.Refuse("That is how it stands already. Nothing was changed.")
	case m.State != op.Was:
		return meet(m, "state")
	}
	return nil
}

// Apply implements ledger.Op.
func (op SetState) Apply(s State, e ledger.Entry) State {
	if m, ok := s.Messages.Get(op.Message); ok {
		m.State = op.To
		s.Messages = s.Messages.Put(e.Seq, m)
	}
	return s
}

// message finds the message that an op means, or says why nothing can be done to it.
func (s State) message(id string, e ledger.Entry, what string) (Message, error) {
	if err := e.By.MayTakePart(what); err != nil {
		return Message{}, err
	}
	m, ok := s.Messages.Get(id)
	if !ok {
		return m, ledger.Refuse("That message is no longer in the plan. Nothing was changed: undo its removal, or write it anew.")
	}
	return m, nil
}

func checkRank(rank, was string) error {
	switch {
	case rank == "" || !validRank(rank):
		return ledger.Refuse("There is no such place in the list. Nothing was changed: try once more.")
	case rank == was:
		return ledger.Refuse("It stands there already. Nothing was changed.")
	}
	return nil
}
