// Package comms keeps the communication plan: the structures in which adults who work with the same young people talk
// today, and who tells whom what, how often and in what way ("Coordinating SEL Work With Community Partners", Part III).
//
// Everything here is pure: records, ops, and questions asked of them. Days are whole days without a time zone.
package comms

import (
	"cmp"
	"slices"

	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/ledger"
)

// State is everything about communication that a workspace keeps.
type State struct {
	Answers    ledger.Table[Answer]
	Structures ledger.Table[Structure]
	Messages   ledger.Table[Message]
	Holidays   ledger.Table[Holiday]
}

// Names of the tables in a workspace.
const (
	AnswerTable    = "comms.answer"
	StructureTable = "comms.structure"
	MessageTable   = "comms.message"
	HolidayTable   = "comms.holiday"
)

// goalTable is where the shared plan keeps its goals; an activity knows of it only this name.
const goalTable = "plan.goal"

// Prompts lists the IDs of the five prompts, in the order in which a team answers them (Part III).
func Prompts() []string { return []string{"structures", "now", "who", "what", "how"} }

// Answer is what the team wrote to one of the five prompts.
type Answer struct {
	Prompt string `json:"prompt"`
	Text   string `json:"text,omitempty"` // at most text.BlockMax characters
}

// Key implements ledger.Record.
func (a Answer) Key() string { return a.Prompt }

// Label is how messages call the record.
func (Answer) Label() string { return "an answer of the communication plan" }

// Structure is a time or place in which the adults already talk: a huddle, a shared notebook, a joint meeting.
type Structure struct {
	ID       string       `json:"id"`
	Name     string       `json:"name"`
	What     string       `json:"what,omitempty"` // how it works today
	Partners []partner.ID `json:"partners,omitempty"`
	Rank     string       `json:"rank,omitempty"` // the order in the list, by bytes
}

// Key implements ledger.Record.
func (r Structure) Key() string { return r.ID }

// Label is how messages call the record.
func (r Structure) Label() string { return r.Name }

// Refs implements ledger.Referrer.
func (r Structure) Refs() []ledger.Ref { return partnerRefs(r.Partners) }

// Direction says which way a message goes.
type Direction string

// The directions. An empty one is not said yet.
const (
	ToPartner  Direction = "to_partner"
	ToSchool   Direction = "to_school"
	ToFamilies Direction = "to_families"
	Both       Direction = "both" // between school and partner
)

// Directions lists every direction.
func Directions() []Direction { return []Direction{ToPartner, ToSchool, ToFamilies, Both} }

// Label is the direction in plain words.
func (d Direction) Label() string {
	switch d {
	case ToPartner:
		return "school to partner"
	case ToSchool:
		return "partner to school"
	case ToFamilies:
		return "to families"
	case Both:
		return "both ways"
	}
	return string(d)
}

// Status says whether a message is sent today.
type Status string

// The states of a message.
const (
	Happens Status = "happens"
	Missing Status = "missing" // it should be sent and is not
	Stop    Status = "stop"    // it is sent and should not be
)

// Statuses lists every state of a message.
func Statuses() []Status { return []Status{Happens, Missing, Stop} }

// Label is the state in plain words.
func (s Status) Label() string {
	switch s {
	case Happens:
		return "happens today"
	case Missing:
		return "missing"
	case Stop:
		return "should stop"
	}
	return string(s)
}

// Message is one line of the plan: who must know what, why, how often, how, and from whom.
type Message struct {
	ID         string       `json:"id"`
	Audience   string       `json:"audience,omitempty"` // several are parted by commas
	What       string       `json:"what,omitempty"`
	Why        string       `json:"why,omitempty"`  // in the team's words
	Goal       string       `json:"goal,omitempty"` // the ID of the plan's goal that it serves
	Recurrence Recurrence   `json:"recurrence,omitempty"`
	Channel    string       `json:"channel,omitempty"`
	Sender     string       `json:"sender,omitempty"` // a name or a role
	Direction  Direction    `json:"direction,omitempty"`
	Partners   []partner.ID `json:"partners,omitempty"`
	State      Status       `json:"state"`
	Skip       []day.Day    `json:"skip,omitempty"` // days on which it is left out
	Rank       string       `json:"rank,omitempty"` // the order in the table, by bytes
}

// Key implements ledger.Record.
func (m Message) Key() string { return m.ID }

// Label is how messages call the record.
func (m Message) Label() string {
	if m.What == "" {
		return "the message to " + m.Audience
	}
	return m.What
}

// Refs implements ledger.Referrer.
func (m Message) Refs() []ledger.Ref {
	refs := partnerRefs(m.Partners)
	if m.Goal != "" {
		refs = append(refs, ledger.Ref{Table: goalTable, Key: m.Goal})
	}
	return refs
}

// Holiday is a day on which nothing is sent.
type Holiday struct {
	Day  day.Day `json:"day"`
	Name string  `json:"name,omitempty"`
}

// Key implements ledger.Record.
func (h Holiday) Key() string { return string(h.Day) }

// Label is how messages call the record.
func (h Holiday) Label() string {
	if h.Name == "" {
		return "the day off " + string(h.Day)
	}
	return h.Name
}

// Answer is what the team wrote to a prompt, a blank one where it wrote nothing.
func (s State) Answer(prompt string) Answer {
	if a, ok := s.Answers.Get(prompt); ok {
		return a
	}
	return Answer{Prompt: prompt}
}

// messages lists the messages in the order of the table.
func (s State) messages() []Message {
	out := s.Messages.List()
	slices.SortStableFunc(out, func(a, b Message) int { return cmp.Compare(a.Rank, b.Rank) })
	return out
}

// structures lists the structures in the order of their list.
func (s State) structures() []Structure {
	out := s.Structures.List()
	slices.SortStableFunc(out, func(a, b Structure) int { return cmp.Compare(a.Rank, b.Rank) })
	return out
}

func partnerRefs(list []partner.ID) []ledger.Ref {
	refs := make([]ledger.Ref, 0, len(list)+1)
	for _, p := range list {
		refs = append(refs, partner.Ref(p))
	}
	return refs
}
