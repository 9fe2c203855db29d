// Package touchpoint keeps what a team finds out and talks over with a partner: questions asked of it, what people
// contribute, how they group and weigh that, and the team's answers ("Coordinating SEL Work With Community Partners",
// Part II, touchpoints and levers). The questions themselves are the guide's: here they are IDs only.
//
// A question is asked of a partner in rounds: a check-in asks it again, and older answers stay beside the new one.
//
// Everything here is pure: records, ops, and questions asked of them. Dots are no part of State while they are placed:
// they live in the drawer and enter the history only through CloseDots, without the names of who placed them.
//
// Merges of partners change no record here: who reads follows them (Read).
package touchpoint

import (
	"fmt"
	"strings"
	"time"

	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/ledger"
	"convene/internal/text"
)

// State is everything about touchpoints that a workspace keeps.
type State struct {
	Askings       ledger.Table[Asking]
	Contributions ledger.Table[Contribution]
	Groups        ledger.Table[Group]
	Answers       ledger.Table[Answer]
	Counts        ledger.Table[Count]
	Choices       ledger.Table[Choice]
	Agings        ledger.Table[Aging] // one record at most
}

// Names of the tables in a workspace.
const (
	AskingTable       = "touchpoint.asking"
	ContributionTable = "touchpoint.contribution"
	GroupTable        = "touchpoint.group"
	AnswerTable       = "touchpoint.answer"
	CountTable        = "touchpoint.count"
	ChoiceTable       = "touchpoint.choice"
	AgingTable        = "touchpoint.aging"
)

// The usual numbers and limits.
const (
	DefaultAge  = 120 // days after which an answer is due again
	AgeMax      = 1000
	DefaultDots = 3   // dots for each person
	DotsMax     = 20  // the largest budget of dots
	HandsMax    = 999 // the most hands that can be counted for one item
	TextMax     = text.LineMax
	AnswerMax   = text.BlockMax // of each part of an answer, in characters as people count them
	questionMax = 32            // bytes of a question's ID
	idMax       = 64            // bytes
)

// Round is one asking of one question: the first, or a check-in.
type Round struct {
	Partner  partner.ID `json:"partner"`
	Question string     `json:"question"` // the ID of the guide's question
	CheckIn  int        `json:"check_in"` // 1 for the first time that the partner was asked this, then 2 …
}

func (r Round) key() string { return fmt.Sprintf("%s/%s/%d", r.Partner, r.Question, r.CheckIn) }

func (r Round) ref() ledger.Ref { return ledger.Ref{Table: AskingTable, Key: r.key()} }

// check says why there can be no such round.
func (r Round) check() error {
	if r.Partner == "" || len(r.Partner) > idMax || strings.Contains(string(r.Partner), "/") {
		return ledger.Refuse("No partner is chosen. Nothing was changed: choose one first.")
	}
	if !validQuestion(r.Question) || r.CheckIn < 1 {
		return ledger.Refuse("There is no such question. Nothing was changed: choose one from the list.")
	}
	return nil
}

func validQuestion(id string) bool {
	const signs = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"
	return id != "" && len(id) <= questionMax && strings.Trim(id, signs) == ""
}

// Voting is how far a round's vote with dots has come.
type Voting string

// The stages of a vote.
const (
	NoVote     Voting = ""       // not begun
	VoteOpen   Voting = "open"   // people place dots, each unseen by the others
	VoteClosed Voting = "closed" // every item shows its dots
)

// Asking is a question as it was put in one round.
type Asking struct {
	Round
	Opening  uint64    `json:"opening"` // the entry that opened it: rounds are in this order
	Opened   time.Time `json:"opened"`
	OpenedBy string    `json:"opened_by,omitempty"` // a name
	Open     bool      `json:"open,omitempty"`      // contributions come in
	Unsigned bool      `json:"unsigned,omitempty"`  // contributions that come in now are unsigned
	Voting   Voting    `json:"voting,omitempty"`
	Dots     int       `json:"dots,omitempty"`   // each person's budget of dots; 0 before the vote
	Voters   int       `json:"voters,omitempty"` // how many people placed dots, once the vote is closed
}

// Key implements ledger.Record.
func (a Asking) Key() string { return a.key() }

// Label is how messages call the record.
func (Asking) Label() string { return "that question" }

// Refs implements ledger.Referrer.
func (a Asking) Refs() []ledger.Ref { return []ledger.Ref{partner.Ref(a.Partner)} }

// Contribution is one short thing that somebody said about a question.
type Contribution struct {
	ID string `json:"id"`
	Round
	Text         string      `json:"text"`
	Person       string      `json:"person,omitempty"` // the author's ID; the author's fields are empty when unsigned
	By           string      `json:"by,omitempty"`     // the author's name, as shown at that time
	Role         ledger.Role `json:"role,omitempty"`
	SaidBy       string      `json:"said_by,omitempty"` // of rapid entry: who said it aloud, a role or a group
	Group        string      `json:"group,omitempty"`   // its ID
	Marked       bool        `json:"marked,omitempty"`  // for the joint meeting
	Entry        uint64      `json:"entry"`             // the one that brought it: contributions are in this order
	At           time.Time   `json:"at"`                // unsigned: the minute in which the question was opened
	WithdrawHash string      `json:"withdraw_hash,omitempty"`
}

// Key implements ledger.Record.
func (c Contribution) Key() string { return c.ID }

// Label is how messages call the record.
func (Contribution) Label() string { return "that contribution" }

// Refs implements ledger.Referrer.
func (c Contribution) Refs() []ledger.Ref {
	refs := []ledger.Ref{c.ref()}
	if c.Group != "" {
		refs = append(refs, ledger.Ref{Table: GroupTable, Key: c.Group})
	}
	return refs
}

// Unsigned says that nobody is kept as the author.
func (c Contribution) Unsigned() bool { return c.WithdrawHash != "" }

// Group holds contributions that say much the same.
type Group struct {
	ID string `json:"id"`
	Round
	Title string `json:"title,omitempty"`
	Rank  string `json:"rank,omitempty"` // the order within a round, by bytes
}

// Key implements ledger.Record.
func (g Group) Key() string { return g.ID }

// Label is how messages call the record.
func (g Group) Label() string {
	if g.Title == "" {
		return "that group"
	}
	return "the group " + g.Title
}

// Refs implements ledger.Referrer.
func (g Group) Refs() []ledger.Ref { return []ledger.Ref{g.ref()} }

// Answer is what the team makes of a question in one round.
type Answer struct {
	Round
	Known string    `json:"known,omitempty"` // what we know; an answer without it is none yet
	Ask   string    `json:"ask,omitempty"`   // what we will ask
	On    day.Day   `json:"on,omitempty"`    // when Known was written: answers age from here
	At    time.Time `json:"at"`              // when it was last changed
	By    string    `json:"by,omitempty"`    // the name of who changed it last
}

// Key implements ledger.Record.
func (a Answer) Key() string { return a.key() }

// Label is how messages call the record.
func (Answer) Label() string { return "that answer" }

// Refs implements ledger.Referrer. An answer without words holds nothing.
func (a Answer) Refs() []ledger.Ref {
	if a.Known == "" && a.Ask == "" {
		return nil
	}
	return []ledger.Ref{a.ref()}
}

// Count is how much weight one item has: a group, or a contribution.
type Count struct {
	Item string `json:"item"` // its ID
	Round
	Group bool `json:"group,omitempty"` // the item is a group
	Dots  int  `json:"dots,omitempty"`
	Hands int  `json:"hands,omitempty"` // raised by people without a terminal
}

// Key implements ledger.Record.
func (c Count) Key() string { return c.Item }

// Label is how messages call the record.
func (Count) Label() string { return "the count of dots" }

// Refs implements ledger.Referrer.
func (c Count) Refs() []ledger.Ref {
	if c.Dots == 0 && c.Hands == 0 {
		return nil
	}
	item := ledger.Ref{Table: ContributionTable, Key: c.Item}
	if c.Group {
		item.Table = GroupTable
	}
	return []ledger.Ref{c.ref(), item}
}

// Choice says whether a question is picked for the meeting with a partner.
type Choice struct {
	Partner  partner.ID `json:"partner"`
	Question string     `json:"question"`
	Chosen   bool       `json:"chosen,omitempty"`
	Entry    uint64     `json:"entry"` // that made the choice: of two partners that were merged the newer one counts
}

// Key implements ledger.Record.
func (c Choice) Key() string { return choiceKey(c.Partner, c.Question) }

// Label is how messages call the record.
func (Choice) Label() string { return "that choice of a question" }

// Refs implements ledger.Referrer. A choice that was taken back holds no partner.
func (c Choice) Refs() []ledger.Ref {
	if !c.Chosen {
		return nil
	}
	return []ledger.Ref{partner.Ref(c.Partner)}
}

func choiceKey(p partner.ID, question string) string { return string(p) + "/" + question }
