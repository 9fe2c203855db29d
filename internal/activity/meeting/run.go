package meeting

import (
	"time"

	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/ledger"
	"convene/internal/text"
)

// The most that a meeting takes: minutes of one step, and steps.
const (
	MinutesMax = 240
	StepsMax   = 40
)

// Plan a meeting: PlanMeeting makes one with its agenda, to be started later or at once.
type PlanMeeting struct {
	Meeting  string     `json:"meeting"`
	Title    string     `json:"title"`
	Template string     `json:"template,omitempty"`
	Partner  partner.ID `json:"partner,omitempty"`
	On       day.Day    `json:"on,omitempty"`
	Steps    []Plan     `json:"steps,omitempty"`
}

// Check implements ledger.Op.
func (op PlanMeeting) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Planning a meeting"); err != nil {
		return err
	}
	if op.Meeting == "" || s.Meetings.Has(op.Meeting) {
		return ledger.Refuse("That meeting is there already. Nothing was changed.")
	}
	if err := title(op.Title, "meeting"); err != nil {
		return err
	}
	if err := onDay(op.On); err != nil {
		return err
	}
	if len(op.Steps) > StepsMax {
		return ledger.Refuse("A meeting takes at most %d steps. Nothing was changed.", StepsMax)
	}
	seen := map[string]bool{}
	for _, p := range op.Steps {
		if p.ID == "" || seen[p.ID] || s.Steps.Has(p.ID) {
			return ledger.Refuse("A step is there twice. Nothing was changed.")
		}
		seen[p.ID] = true
		if err := p.check(); err != nil {
			return err
		}
	}
	return nil
}

// Apply implements ledger.Op.
func (op PlanMeeting) Apply(s State, e ledger.Entry) State {
	s.Meetings = s.Meetings.Put(e.Seq, Meeting{ID: op.Meeting, Title: op.Title, Template: op.Template, Partner: op.Partner, On: op.On})
	rank := ""
	for _, p := range op.Steps {
		rank = ledger.RankBetween(rank, "")
		s = s.addStep(e.Seq, op.Meeting, rank, p)
	}
	return s
}

func (s State) addStep(seq uint64, meeting, rank string, p Plan) State {
	s.Steps = s.Steps.Put(seq, Step{ID: p.ID, Meeting: meeting, Activity: p.Activity, Title: p.Title, Minutes: p.Minutes, Partner: p.Partner, Rank: rank})
	if p.Note != "" {
		s.Notes = s.Notes.Put(seq, Note{p.ID, p.Note})
	}
	return s
}

func (p Plan) check() error {
	if err := title(p.Title, "step"); err != nil {
		return err
	}
	if p.Minutes < 1 || p.Minutes > MinutesMax {
		return ledger.Refuse("A step takes 1 to %d minutes. Nothing was changed.", MinutesMax)
	}
	if p.Note != text.Block(p.Note, text.BlockMax) {
		return ledger.Refuse("A note is at most %d characters. Nothing was changed.", text.BlockMax)
	}
	return nil
}

func title(s, of string) error {
	if s == "" || s != text.Line(s, text.NameMax) {
		return ledger.Refuse("A %s needs a title of one line, at most %d characters. Nothing was changed.", of, text.NameMax)
	}
	return nil
}

// Start begins a planned meeting at its first step: the clock runs from now on.
type Start struct {
	Meeting string `json:"meeting"`
}

// Check implements ledger.Op.
func (op Start) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Starting a meeting"); err != nil {
		return err
	}
	if m, ok := s.Running(); ok {
		return ledger.Refuse("%s is still running. End it first; nothing was changed.", m.Title)
	}
	m, ok := s.Meetings.Get(op.Meeting)
	if !ok || !m.Started.IsZero() {
		return ledger.Refuse("That meeting has been held already. Plan a new one; nothing was changed.")
	}
	if len(s.Agenda(op.Meeting)) == 0 {
		return ledger.Refuse("The agenda is empty. Add a first step, then start.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op Start) Apply(s State, e ledger.Entry) State {
	m, ok := s.Meetings.Get(op.Meeting)
	agenda := s.Agenda(op.Meeting)
	if !ok || len(agenda) == 0 {
		return s
	}
	m.Started, m.Since, m.From, m.Step = e.At, e.At, e.Seq, agenda[0].ID
	m.Quiet = agenda[0].silence(e.At)
	s.Meetings = s.Meetings.Put(e.Seq, m)
	return s.see(e.Seq, m.Step)
}

// silence is until when everybody writes in silence at a step that begins, or goes on, at a moment; zero where it is not for
// that.
func (s Step) silence(at time.Time) time.Time {
	left := time.Duration(s.Minutes)*time.Minute - s.Spent
	if s.Activity != "quiet" || left <= 0 {
		return time.Time{}
	}
	return at.Add(left)
}

func (s State) see(seq uint64, step string) State {
	if st, ok := s.Steps.Get(step); ok && (!st.Seen || st.LookAgain) {
		st.Seen, st.LookAgain = true, false
		s.Steps = s.Steps.Put(seq, st)
	}
	return s
}

// Go moves a running meeting to a step; one for quiet writing begins its silence. Going back marks the steps behind it that were held already: what was built on it
// is worth another look.
type Go struct {
	Meeting string `json:"meeting"`
	Step    string `json:"step"`
}

// Check implements ledger.Op.
func (op Go) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Moving the meeting on"); err != nil {
		return err
	}
	if _, err := s.running(op.Meeting); err != nil {
		return err
	}
	if st, ok := s.Steps.Get(op.Step); !ok || st.Meeting != op.Meeting {
		return ledger.Refuse("That step is no longer in the agenda. Nothing was changed.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op Go) Apply(s State, e ledger.Entry) State {
	m, ok := s.Meetings.Get(op.Meeting)
	if !ok {
		return s
	}
	paused := m.Since.IsZero()
	s, m = s.stopped(e.Seq, m, e.At)
	behind := false
	for _, st := range s.Agenda(op.Meeting) {
		if behind && st.Seen && !st.LookAgain {
			st.LookAgain = true
			s.Steps = s.Steps.Put(e.Seq, st)
		}
		behind = behind || st.ID == op.Step
	}
	m.Step, m.Quiet = op.Step, time.Time{}
	if !paused {
		m.Since = e.At
		if st, ok := s.Steps.Get(op.Step); ok {
			m.Quiet = st.silence(e.At)
		}
	}
	s.Meetings = s.Meetings.Put(e.Seq, m)
	return s.see(e.Seq, op.Step)
}

// Pause stops the clock. Until, where it is not zero, is the last sign of life of a meeting that was cut off: the time
// since then is not counted.
type Pause struct {
	Meeting string    `json:"meeting"`
	Until   time.Time `json:"until,omitzero"`
}

// Check implements ledger.Op.
func (op Pause) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Pausing the clock"); err != nil {
		return err
	}
	m, err := s.running(op.Meeting)
	if err != nil {
		return err
	}
	if m.Since.IsZero() {
		return ledger.Refuse("The clock stands still already.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op Pause) Apply(s State, e ledger.Entry) State {
	m, ok := s.Meetings.Get(op.Meeting)
	if !ok {
		return s
	}
	at := e.At
	if !op.Until.IsZero() && op.Until.Before(at) {
		at = op.Until
	}
	s, m = s.stopped(e.Seq, m, at)
	s.Meetings = s.Meetings.Put(e.Seq, m)
	return s
}

// Resume lets the clock run again.
type Resume struct {
	Meeting string `json:"meeting"`
}

// Check implements ledger.Op.
func (op Resume) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Starting the clock"); err != nil {
		return err
	}
	m, err := s.running(op.Meeting)
	if err == nil && !m.Since.IsZero() {
		return ledger.Refuse("The clock is running already.")
	}
	return err
}

// Apply implements ledger.Op.
func (op Resume) Apply(s State, e ledger.Entry) State {
	if m, ok := s.Meetings.Get(op.Meeting); ok {
		m.Since = e.At
		s.Meetings = s.Meetings.Put(e.Seq, m)
	}
	return s
}

// End ends the meeting.
type End struct {
	Meeting string  `json:"meeting"`
	Next    day.Day `json:"next,omitempty"` // when the team meets again
}

// Check implements ledger.Op.
func (op End) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Ending the meeting"); err != nil {
		return err
	}
	if err := onDay(op.Next); err != nil {
		return err
	}
	_, err := s.running(op.Meeting)
	return err
}

// Apply implements ledger.Op.
func (op End) Apply(s State, e ledger.Entry) State {
	m, ok := s.Meetings.Get(op.Meeting)
	if !ok {
		return s
	}
	s, m = s.stopped(e.Seq, m, e.At)
	m.Ended, m.To, m.Next, m.Turn, m.Quiet = e.At, e.Seq, op.Next, "", time.Time{}
	s.Meetings = s.Meetings.Put(e.Seq, m)
	return s
}

// onDay refuses what is neither a day nor none.
func onDay(days ...day.Day) error {
	for _, d := range days {
		if d != day.None && !d.Valid() {
			return ledger.Refuse("%q is not a day. Nothing was changed: choose the day again.", string(d))
		}
	}
	return nil
}

func (s State) running(meeting string) (Meeting, error) {
	m, ok := s.Meetings.Get(meeting)
	if !ok || !m.Running() {
		return m, ledger.Refuse("That meeting is not running. Nothing was changed.")
	}
	return m, nil
}
