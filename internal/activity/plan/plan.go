// Package plan keeps the shared plan: the goals that a school has together with a partner or several, what each side does
// for them already, what lines up, who makes it happen, and the action steps ("Coordinating SEL Work With Community
// Partners", Part II, collaborative planning; its form is adapted there from Beyond the Bell, American Institutes for
// Research).
//
// Everything here is pure: records, ops, and questions asked of them. Merges of partners change no record here: who reads
// follows them (Read).
package plan

import (
	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/ledger"
	"convene/internal/text"
)

// State is everything about shared plans that a workspace keeps.
type State struct {
	Goals         ledger.Table[Goal]
	Practices     ledger.Table[Practice]
	Opportunities ledger.Table[Opportunity]
	People        ledger.Table[Person]
	Steps         ledger.Table[Step]
}

// Names of the tables in a workspace.
const (
	GoalTable        = "plan.goal"
	PracticeTable    = "plan.practice"
	OpportunityTable = "plan.opportunity"
	PersonTable      = "plan.person"
	StepTable        = "plan.step"
)

// Limits.
const (
	TextMax     = text.LineMax // of each text, in characters as people count them
	WhoMax      = text.NameMax // of a step's owner
	partnersMax = 40           // of one goal
	joinsMax    = 40           // practices that one opportunity joins
	idMax       = 64           // bytes
	rankMax     = 512          // bytes
)

// SoonDays is how many days ahead a step counts as due soon.
const SoonDays = 14

// Kind is one kind of record in the plan. Its IDs stay for good.
type Kind string

// The kinds, in the order of the form.
const (
	GoalKind        Kind = "goal"
	PracticeKind    Kind = "practice"
	OpportunityKind Kind = "opportunity"
	PersonKind      Kind = "person"
	StepKind        Kind = "step"
)

// Kinds lists every kind, in the order of the form.
func Kinds() []Kind { return []Kind{GoalKind, PracticeKind, OpportunityKind, PersonKind, StepKind} }

// Label is the kind in plain words, with its article.
func (k Kind) Label() string {
	switch k {
	case GoalKind:
		return "the goal"
	case PracticeKind:
		return "the practice"
	case OpportunityKind:
		return "what lines up"
	case PersonKind:
		return "the person"
	case StepKind:
		return "the step"
	}
	return string(k)
}

// Side is whose a practice or a person is.
type Side string

// The sides.
const (
	School      Side = "school"
	PartnerSide Side = "partner"
)

// Valid says that s is one of the two sides.
func (s Side) Valid() bool { return s == School || s == PartnerSide }

// Goal is what the school and its partners both care about: the first prompt of the form.
type Goal struct {
	ID       string       `json:"id"`
	Partners []partner.ID `json:"partners"` // one or more
	Text     string       `json:"text"`
	Rank     string       `json:"rank"` // the order among goals, by bytes, as are the other ranks
	Archived bool         `json:"archived,omitempty"`
}

// Key implements ledger.Record.
func (g Goal) Key() string { return g.ID }

// Label is how messages call the record.
func (Goal) Label() string { return "that goal" }

// Refs implements ledger.Referrer.
func (g Goal) Refs() []ledger.Ref {
	out := make([]ledger.Ref, len(g.Partners))
	for i, p := range g.Partners {
		out[i] = partner.Ref(p)
	}
	return out
}

// Practice is something that one side does already and that serves the goal: the second and third prompt.
type Practice struct {
	ID      string     `json:"id"`
	Goal    string     `json:"goal"`
	Side    Side       `json:"side"`
	Partner partner.ID `json:"partner,omitempty"` // of the partner's side: whose practice it is
	Text    string     `json:"text"`
	Rank    string     `json:"rank"`
}

// Key implements ledger.Record.
func (p Practice) Key() string { return p.ID }

// Label is how messages call the record.
func (Practice) Label() string { return "that practice" }

// Refs implements ledger.Referrer.
func (p Practice) Refs() []ledger.Ref { return refs(p.Goal, p.Partner) }

// Opportunity is what lines up: the fourth prompt.
type Opportunity struct {
	ID    string   `json:"id"`
	Goal  string   `json:"goal"`
	Text  string   `json:"text"`
	Joins []string `json:"joins,omitempty"` // IDs of the practices that it connects
	Rank  string   `json:"rank"`
}

// Key implements ledger.Record.
func (o Opportunity) Key() string { return o.ID }

// Label is how messages call the record.
func (Opportunity) Label() string { return "that opportunity" }

// Refs implements ledger.Referrer.
func (o Opportunity) Refs() []ledger.Ref {
	out := refs(o.Goal, "")
	for _, p := range o.Joins {
		out = append(out, ledger.Ref{Table: PracticeTable, Key: p})
	}
	return out
}

// Person is somebody who makes it happen, by name or by role ("counselor"): the fifth prompt. It is no contact, and the
// wall may show it.
type Person struct {
	ID   string `json:"id"`
	Goal string `json:"goal"`
	Text string `json:"text"`
	Side Side   `json:"side"`
	Rank string `json:"rank"`
}

// Key implements ledger.Record.
func (p Person) Key() string { return p.ID }

// Label is how messages call the record.
func (Person) Label() string { return "that person" }

// Refs implements ledger.Referrer.
func (p Person) Refs() []ledger.Ref { return refs(p.Goal, "") }

// Progress is how far a step is.
type Progress string

// The states of a step.
const (
	Open  Progress = "open"
	Doing Progress = "doing"
	Done  Progress = "done"
)

// Valid says that p is one of the three.
func (p Progress) Valid() bool { return p == Open || p == Doing || p == Done }

// Next is what one key press makes of it: open, doing, done, and open again.
func (p Progress) Next() Progress {
	switch p {
	case Open:
		return Doing
	case Doing:
		return Done
	case Done:
		return Open
	}
	return Open
}

// Step is something that somebody has promised to do: the sixth prompt. One that was captured in a meeting may belong to
// no goal yet.
type Step struct {
	ID      string     `json:"id"`
	Goal    string     `json:"goal,omitempty"`
	Partner partner.ID `json:"partner,omitempty"` // empty: of all partners of its goal
	What    string     `json:"what"`
	Who     string     `json:"who,omitempty"` // who does it, by name or by role
	By      day.Day    `json:"by,omitempty"`  // the day it is due
	State   Progress   `json:"state"`
	DoneOn  day.Day    `json:"done_on,omitempty"`
	Rank    string     `json:"rank"`
	Source  string     `json:"source,omitempty"` // the ID of the meeting that it was captured in
}

// Key implements ledger.Record.
func (s Step) Key() string { return s.ID }

// Label is how messages call the record.
func (Step) Label() string { return "that step" }

// Refs implements ledger.Referrer.
func (s Step) Refs() []ledger.Ref { return refs(s.Goal, s.Partner) }

func refs(goal string, p partner.ID) []ledger.Ref {
	var out []ledger.Ref
	if goal != "" {
		out = append(out, ledger.Ref{Table: GoalTable, Key: goal})
	}
	if p != "" {
		out = append(out, partner.Ref(p))
	}
	return out
}
