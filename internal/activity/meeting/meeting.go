// Package meeting keeps the team's meetings: the agenda with its steps and minutes, the clock, who is there and whose
// turn it is, and what was captured: decisions and parked topics. Action steps that are captured live in the shared plan.
package meeting

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/ledger"
)

// Names of the tables in a workspace.
const (
	MeetingTable  = "meeting"
	StepTable     = "meeting.step"
	PresentTable  = "meeting.present"
	DecisionTable = "meeting.decision"
	ParkedTable   = "meeting.parked"
	NoteTable     = "meeting.note"
	TemplateTable = "meeting.template"
)

// State is everything about meetings that a workspace keeps.
type State struct {
	Meetings  ledger.Table[Meeting]
	Steps     ledger.Table[Step]
	Present   ledger.Table[Present]
	Decisions ledger.Table[Decision]
	Parked    ledger.Table[Parked]
	Notes     ledger.Table[Note] // private: of the facilitators, never in a scene
	Templates ledger.Table[Template]
}

// Meeting is one sitting of the team, planned, running or ended.
type Meeting struct {
	ID       string     `json:"id"`
	Title    string     `json:"title"`
	Template string     `json:"template,omitempty"` // what it was made from
	Partner  partner.ID `json:"partner,omitempty"`  // the partner that it is with
	On       day.Day    `json:"on,omitempty"`       // of a planned one
	Started  time.Time  `json:"started,omitzero"`
	From     uint64     `json:"from,omitempty"` // the entry that started it: what changed is counted from there
	Ended    time.Time  `json:"ended,omitzero"`
	To       uint64     `json:"to,omitempty"`   // the entry that ended it
	Step     string     `json:"step,omitempty"` // where it stands
	Since    time.Time  `json:"since,omitzero"` // since when the clock runs; zero while it is paused
	Turn     string     `json:"turn,omitempty"` // whose turn to speak it is, a Present's ID
	Next     day.Day    `json:"next,omitempty"` // of the next meeting, as agreed at the end
	Quiet    time.Time  `json:"quiet,omitzero"` // until when everybody writes in silence
}

// Key implements ledger.Record.
func (m Meeting) Key() string { return m.ID }

// Label is how messages call the record.
func (m Meeting) Label() string { return m.Title }

// Refs implements ledger.Referrer.
func (m Meeting) Refs() []ledger.Ref {
	if m.Partner == "" {
		return nil
	}
	return []ledger.Ref{partner.Ref(m.Partner)}
}

// Running says that the meeting has begun and not ended; its clock may be paused.
func (m Meeting) Running() bool { return !m.Started.IsZero() && m.Ended.IsZero() }

// Paused says that the clock of a running meeting stands still.
func (m Meeting) Paused() bool { return m.Running() && m.Since.IsZero() }

// Step is one part of a meeting's agenda.
type Step struct {
	ID        string        `json:"id"`
	Meeting   string        `json:"meeting"`
	Activity  string        `json:"activity"` // one of guide.Activities
	Title     string        `json:"title"`
	Minutes   int           `json:"minutes"` // planned, with what it was given since; 1 to 240
	Partner   partner.ID    `json:"partner,omitempty"`
	Rank      string        `json:"rank"`
	Spent     time.Duration `json:"spent,omitempty"` // until the clock was last stopped or moved on
	LookAgain bool          `json:"look_again,omitempty"`
	Seen      bool          `json:"seen,omitempty"` // the meeting has been at this step
}

// Key implements ledger.Record.
func (s Step) Key() string { return s.ID }

// Label is how messages call the record.
func (s Step) Label() string { return s.Title }

// Refs implements ledger.Referrer.
func (s Step) Refs() []ledger.Ref {
	refs := []ledger.Ref{{Table: MeetingTable, Key: s.Meeting}}
	if s.Partner != "" {
		refs = append(refs, partner.Ref(s.Partner))
	}
	return refs
}

// Present is somebody at a meeting, with a terminal or without.
type Present struct {
	ID      string `json:"id"`
	Meeting string `json:"meeting"`
	Name    string `json:"name"`             // a name or a role
	Person  string `json:"person,omitempty"` // of somebody with a terminal: the person's ID
	Rank    string `json:"rank"`             // the order of the round-robin
	Spoken  int    `json:"spoken,omitempty"` // turns taken
	Passed  int    `json:"passed,omitempty"` // turns passed
}

// Key implements ledger.Record.
func (p Present) Key() string { return p.ID }

// Label is how messages call the record.
func (p Present) Label() string { return p.Name }

// Refs implements ledger.Referrer.
func (p Present) Refs() []ledger.Ref { return []ledger.Ref{{Table: MeetingTable, Key: p.Meeting}} }

// Decision is what the team decided.
type Decision struct {
	ID      string     `json:"id"`
	Meeting string     `json:"meeting,omitempty"` // empty outside of a meeting
	Step    string     `json:"step,omitempty"`
	Partner partner.ID `json:"partner,omitempty"`
	Text    string     `json:"text"`
	At      time.Time  `json:"at"`
	By      string     `json:"by,omitempty"` // who wrote it down
}

// Key implements ledger.Record.
func (d Decision) Key() string { return d.ID }

// Label is how messages call the record.
func (Decision) Label() string { return "that decision" }

// Refs implements ledger.Referrer.
func (d Decision) Refs() []ledger.Ref { return refs(d.Meeting, d.Partner) }

// Parked is a topic for later.
type Parked struct {
	ID      string     `json:"id"`
	Meeting string     `json:"meeting,omitempty"`
	Partner partner.ID `json:"partner,omitempty"`
	Text    string     `json:"text"`
	At      time.Time  `json:"at"`
	By      string     `json:"by,omitempty"`
	Done    bool       `json:"done,omitempty"` // taken up since
}

// Key implements ledger.Record.
func (p Parked) Key() string { return p.ID }

// Label is how messages call the record.
func (Parked) Label() string { return "that parked topic" }

// Refs implements ledger.Referrer.
func (p Parked) Refs() []ledger.Ref { return refs(p.Meeting, p.Partner) }

func refs(meeting string, p partner.ID) []ledger.Ref {
	var out []ledger.Ref
	if meeting != "" {
		out = append(out, ledger.Ref{Table: MeetingTable, Key: meeting})
	}
	if p != "" {
		out = append(out, partner.Ref(p))
	}
	return out
}

// Note is the facilitators' own note on a step. It is never on the stage, nor on anybody else's terminal.
type Note struct {
	Step string `json:"step"`
	Text string `json:"text"`
}

// Key implements ledger.Record.
func (n Note) Key() string { return n.Step }

// Label is how messages call the record.
func (Note) Label() string { return "a private note" }

// Refs implements ledger.Referrer.
func (n Note) Refs() []ledger.Ref { return []ledger.Ref{{Table: StepTable, Key: n.Step}} }

// Template is an agenda that the team saved, beside those of the guide.
type Template struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Steps []Plan `json:"steps"`
}

// Key implements ledger.Record.
func (t Template) Key() string { return t.ID }

// Plan is a step of a template.
type Plan struct {
	ID       string     `json:"id,omitempty"` // of the step that is made from it; empty in a template
	Activity string     `json:"activity"`
	Title    string     `json:"title"`
	Minutes  int        `json:"minutes"`
	Note     string     `json:"note,omitempty"`
	Partner  partner.ID `json:"partner,omitempty"`
}

// Running is the meeting that is going on, false where there is none.
func (s State) Running() (Meeting, bool) {
	for m := range s.Meetings.All() {
		if m.Running() {
			return m, true
		}
	}
	return Meeting{}, false
}

// Planned lists the meetings to come, those with a day first and in order.
func (s State) Planned() []Meeting {
	var out []Meeting
	for m := range s.Meetings.All() {
		if m.Started.IsZero() {
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(a, b Meeting) int {
		if (a.On == "") != (b.On == "") {
			return strings.Compare(string(b.On), string(a.On))
		}
		return cmp.Compare(a.On, b.On)
	})
	return out
}

// Past lists the meetings that have ended, the newest first.
func (s State) Past() []Meeting {
	var out []Meeting
	for m := range s.Meetings.All() {
		if !m.Ended.IsZero() {
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(a, b Meeting) int { return b.Ended.Compare(a.Ended) })
	return out
}

// Agenda lists a meeting's steps in order.
func (s State) Agenda(meeting string) []Step {
	var out []Step
	for st := range s.Steps.All() {
		if st.Meeting == meeting {
			out = append(out, st)
		}
	}
	slices.SortStableFunc(out, func(a, b Step) int { return cmp.Or(cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.ID, b.ID)) })
	return out
}

// People lists who is at a meeting, in the order of the round-robin.
func (s State) People(meeting string) []Present {
	var out []Present
	for p := range s.Present.All() {
		if p.Meeting == meeting {
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(a, b Present) int { return cmp.Or(cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.ID, b.ID)) })
	return out
}

// Decided lists what a meeting decided, in order.
func (s State) Decided(meeting string) []Decision {
	var out []Decision
	for d := range s.Decisions.All() {
		if d.Meeting == meeting {
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(a, b Decision) int { return a.At.Compare(b.At) })
	return out
}

// ParkedOpen lists the topics that nobody has taken up yet, the oldest first.
func (s State) ParkedOpen() []Parked {
	var out []Parked
	for p := range s.Parked.All() {
		if !p.Done {
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(a, b Parked) int { return a.At.Compare(b.At) })
	return out
}
