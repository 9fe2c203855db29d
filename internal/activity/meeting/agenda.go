package meeting

import (
	"slices"

	"convene/internal/ledger"
	"convene/internal/text"
)

// AddStep puts a step into the agenda of a meeting that has not ended.
type AddStep struct {
	Meeting string `json:"meeting"`
	Rank    string `json:"rank"`
	Step    Plan   `json:"step"`
}

// Check implements ledger.Op.
func (op AddStep) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Changing the agenda"); err != nil {
		return err
	}
	if err := s.open(op.Meeting); err != nil {
		return err
	}
	if op.Step.ID == "" || s.Steps.Has(op.Step.ID) || op.Rank == "" {
		return ledger.Refuse("That step is there already. Nothing was changed.")
	}
	if len(s.Agenda(op.Meeting)) >= StepsMax {
		return ledger.Refuse("A meeting takes at most %d steps. Nothing was changed.", StepsMax)
	}
	return op.Step.check()
}

// Apply implements ledger.Op.
func (op AddStep) Apply(s State, e ledger.Entry) State {
	return s.addStep(e.Seq, op.Meeting, op.Rank, op.Step)
}

// EditStep changes a step's title, minutes, partner or place in the order.
type EditStep struct {
	Step  string       `json:"step"`
	Patch ledger.Patch `json:"patch"`
}

// Known implements ledger.Knower.
func (op EditStep) Known() error { return ledger.Fits[Step](op.Patch) }

// Check implements ledger.Op.
func (op EditStep) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Changing the agenda"); err != nil {
		return err
	}
	st, ok := s.Steps.Get(op.Step)
	if !ok {
		return ledger.Refuse("That step is no longer in the agenda. Nothing was changed.")
	}
	if err := s.open(st.Meeting); err != nil {
		return err
	}
	for f := range op.Patch {
		if !slices.Contains([]string{"title", "minutes", "partner", "rank", "activity"}, f) {
			return ledger.Refuse("The field %s is not edited by hand. Nothing was changed.", f)
		}
	}
	if err := ledger.Check(st, op.Patch); err != nil {
		return err
	}
	st, _ = ledger.Apply(st, op.Patch)
	return Plan{Title: st.Title, Minutes: st.Minutes}.check()
}

// Apply implements ledger.Op.
func (op EditStep) Apply(s State, e ledger.Entry) State {
	if st, ok := s.Steps.Get(op.Step); ok {
		if next, err := ledger.Apply(st, op.Patch); err == nil {
			s.Steps = s.Steps.Put(e.Seq, next)
		}
	}
	return s
}

// DropStep takes a step out of the agenda. The step where a running meeting stands stays.
type DropStep struct {
	Step string `json:"step"`
}

// Check implements ledger.Op.
func (op DropStep) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Changing the agenda"); err != nil {
		return err
	}
	st, ok := s.Steps.Get(op.Step)
	if !ok {
		return ledger.Refuse("That step is no longer in the agenda.")
	}
	if err := s.open(st.Meeting); err != nil {
		return err
	}
	if m, _ := s.Meetings.Get(st.Meeting); m.Step == op.Step && m.Running() {
		return ledger.Refuse("The meeting stands at that step. Go to another one first; nothing was changed.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op DropStep) Apply(s State, e ledger.Entry) State {
	s.Steps = s.Steps.Delete(e.Seq, op.Step)
	s.Notes = s.Notes.Delete(e.Seq, op.Step)
	return s
}

// WriteNote writes the facilitators' private note on a step; an empty one takes it away.
type WriteNote struct {
	Step string `json:"step"`
	Text string `json:"text,omitempty"`
	Was  string `json:"was,omitempty"`
}

// Check implements ledger.Op.
func (op WriteNote) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Writing a private note"); err != nil {
		return err
	}
	if !s.Steps.Has(op.Step) {
		return ledger.Refuse("That step is no longer in the agenda. Your note was not kept.")
	}
	if n, _ := s.Notes.Get(op.Step); n.Text != op.Was && n.Text != op.Text {
		return ledger.Refuse("Another facilitator has just changed that note. Yours was not kept: look again, then write.")
	}
	if op.Text != text.Block(op.Text, text.BlockMax) {
		return ledger.Refuse("A note is at most %d characters. Nothing was changed.", text.BlockMax)
	}
	return nil
}

// Apply implements ledger.Op.
func (op WriteNote) Apply(s State, e ledger.Entry) State {
	if op.Text == "" {
		s.Notes = s.Notes.Delete(e.Seq, op.Step)
	} else {
		s.Notes = s.Notes.Put(e.Seq, Note{op.Step, op.Text})
	}
	return s
}

// Edit changes a meeting's title, day or partner.
type Edit struct {
	Meeting string       `json:"meeting"`
	Patch   ledger.Patch `json:"patch"`
}

// Known implements ledger.Knower.
func (op Edit) Known() error { return ledger.Fits[Meeting](op.Patch) }

// Check implements ledger.Op.
func (op Edit) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Changing a meeting"); err != nil {
		return err
	}
	m, ok := s.Meetings.Get(op.Meeting)
	if !ok {
		return ledger.Refuse("That meeting is no longer there. Nothing was changed.")
	}
	for f := range op.Patch {
		if !slices.Contains([]string{"title", "on", "partner", "next"}, f) {
			return ledger.Refuse("The field %s is not edited by hand. Nothing was changed.", f)
		}
	}
	if err := ledger.Check(m, op.Patch); err != nil {
		return err
	}
	m, _ = ledger.Apply(m, op.Patch)
	if err := onDay(m.On, m.Next); err != nil {
		return err
	}
	return title(m.Title, "meeting")
}

// Apply implements ledger.Op.
func (op Edit) Apply(s State, e ledger.Entry) State {
	if m, ok := s.Meetings.Get(op.Meeting); ok {
		if next, err := ledger.Apply(m, op.Patch); err == nil {
			s.Meetings = s.Meetings.Put(e.Seq, next)
		}
	}
	return s
}

// Cancel takes a planned meeting away.
type Cancel struct {
	Meeting string `json:"meeting"`
}

// Check implements ledger.Op.
func (op Cancel) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Cancelling a meeting"); err != nil {
		return err
	}
	if m, ok := s.Meetings.Get(op.Meeting); !ok || !m.Started.IsZero() {
		return ledger.Refuse("Only a meeting that has not begun can be cancelled. Nothing was changed.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op Cancel) Apply(s State, e ledger.Entry) State {
	for _, st := range s.Agenda(op.Meeting) {
		s = DropStep{st.ID}.Apply(s, e)
	}
	for _, p := range s.People(op.Meeting) {
		s.Present = s.Present.Delete(e.Seq, p.ID)
	}
	s.Meetings = s.Meetings.Delete(e.Seq, op.Meeting)
	return s
}

// SaveTemplate keeps an agenda for later meetings.
type SaveTemplate struct {
	Template Template `json:"template"`
}

// Check implements ledger.Op.
func (op SaveTemplate) Check(_ State, e ledger.Entry) error {
	if err := e.By.MayLead("Saving a template"); err != nil {
		return err
	}
	if op.Template.ID == "" {
		return ledger.Refuse("That template has no ID. Nothing was changed.")
	}
	if err := title(op.Template.Label, "template"); err != nil {
		return err
	}
	for _, p := range op.Template.Steps {
		if err := p.check(); err != nil {
			return err
		}
	}
	return nil
}

// Apply implements ledger.Op.
func (op SaveTemplate) Apply(s State, e ledger.Entry) State {
	s.Templates = s.Templates.Put(e.Seq, op.Template)
	return s
}

// DropTemplate takes a saved template away.
type DropTemplate struct {
	Template string `json:"template"`
}

// Check implements ledger.Op.
func (op DropTemplate) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Taking a template away"); err != nil {
		return err
	}
	if !s.Templates.Has(op.Template) {
		return ledger.Refuse("That template is no longer there.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op DropTemplate) Apply(s State, e ledger.Entry) State {
	s.Templates = s.Templates.Delete(e.Seq, op.Template)
	return s
}

// open refuses changes to the agenda of a meeting that has ended.
func (s State) open(meeting string) error {
	m, ok := s.Meetings.Get(meeting)
	if !ok {
		return ledger.Refuse("That meeting is no longer there. Nothing was changed.")
	}
	if !m.Ended.IsZero() {
		return ledger.Refuse("%s has ended: its agenda stays as it was held. Nothing was changed.", m.Title)
	}
	return nil
}
