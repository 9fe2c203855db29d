// Package partner keeps the inventory: the community partners that every other activity refers to.
//
// The fields come from the source template (Coordinating SEL Work With Community Partners, Part I).
package partner

import (
	"slices"
	"strings"

	"convene/internal/ledger"
)

// ID names a partner for good. It is a UUID of version 7, so that IDs sort by creation.
type ID string

// Kind is one kind of community partner (document 004, Part I).
type Kind string

// When is a part of the day or year in which a partner works with students.
type When string

// Kinds lists every kind's ID, in the order in which they are shown.
func Kinds() []Kind {
	return []Kind{"ost", "direct", "nonprofit", "health", "research", "education", "foundation", "government", "business", "other"}
}

// Whens lists every When, in the order of the day and year.
func Whens() []When { return []When{"before", "day", "after", "summer"} }

// Origin says who listed a partner first.
type Origin string

// The origins.
const (
	Prepared Origin = ""       // by whoever prepared the list
	Team     Origin = "team"   // by the team, together
	Imported Origin = "import" // from a file
)

// Contact is somebody to write to. It never leaves the workspace unless asked for.
type Contact struct {
	Name  string `json:"name,omitempty"`
	Role  string `json:"role,omitempty"`
	Email string `json:"email,omitempty"`
	Phone string `json:"phone,omitempty"`
}

// Empty says that nothing is known of the contact.
func (c Contact) Empty() bool { return c == Contact{} }

// Public is what of a partner anybody in the room may read: no contacts.
type Public struct {
	ID           ID       `json:"id"`
	Name         string   `json:"name"`
	Kinds        []Kind   `json:"kinds,omitempty"`
	When         []When   `json:"when,omitempty"`
	Mission      string   `json:"mission,omitempty"`
	OutcomeGoals string   `json:"outcome_goals,omitempty"`
	Schedule     string   `json:"schedule,omitempty"` // schedule and duration
	Location     string   `json:"location,omitempty"`
	Audience     string   `json:"audience,omitempty"`
	Since        int      `json:"since,omitempty"` // year
	Funding      string   `json:"funding,omitempty"`
	Notes        string   `json:"notes,omitempty"`
	Tags         []string `json:"tags,omitempty"`
	Archived     bool     `json:"archived,omitempty"`
	Origin       Origin   `json:"origin,omitempty"`
	MergedInto   ID       `json:"merged_into,omitempty"` // the record that goes on in place of this one
}

// Partner is one record of the inventory. No one changes it once it is in a table.
type Partner struct {
	Public
	PartnerContact Contact `json:"partner_contact,omitzero"`
	SchoolContact  Contact `json:"school_contact,omitzero"`
}

// Key implements ledger.Record.
func (p Public) Key() string { return string(p.ID) }

// Label is how messages call the record.
func (p Public) Label() string { return p.Name }

// Refs implements ledger.Referrer: a merged record leads to the one that goes on.
func (p Public) Refs() []ledger.Ref {
	if p.MergedInto == "" {
		return nil
	}
	return []ledger.Ref{Ref(p.MergedInto)}
}

// Active says that the partner is neither archived nor merged away.
func (p Public) Active() bool { return !p.Archived && p.MergedInto == "" }

// State is the inventory.
type State struct {
	Partners ledger.Table[Partner]
	Vision   ledger.Table[Vision]  // one record at most
	Receipts ledger.Table[Receipt] // when a partner was given the vision
	Aparts   ledger.Table[Apart]   // partners with like names that are different ones
}

// Resolve follows merges to the record that goes on. It returns false where id was never known.
func (s State) Resolve(id ID) (Partner, bool) {
	for range 64 { // a chain of merges is short; a loop cannot be made, but a damaged file must not hang us
		p, ok := s.Partners.Get(string(id))
		if !ok || p.MergedInto == "" {
			return p, ok
		}
		id = p.MergedInto
	}
	return Partner{}, false
}

// Active lists the partners that are neither archived nor merged away, by name.
func (s State) Active() []Partner {
	out := make([]Partner, 0, s.Partners.Len())
	for p := range s.Partners.All() {
		if p.Active() {
			out = append(out, p)
		}
	}
	SortByName(out, func(p Partner) string { return p.Name })
	return out
}

// SortByName sorts records by name, upper and lower case alike.
func SortByName[R any](list []R, name func(R) string) {
	type keyed struct {
		key string
		rec R
	}
	ks := make([]keyed, len(list))
	for i, r := range list {
		ks[i] = keyed{strings.ToLower(name(r)), r}
	}
	slices.SortStableFunc(ks, func(a, b keyed) int { return strings.Compare(a.key, b.key) })
	for i, k := range ks {
		list[i] = k.rec
	}
}

// Vision is what the team shares with every partner, of whatever category (document 004, Part II).
type Vision struct {
	Vision      string `json:"vision,omitempty"`
	Goals       string `json:"goals,omitempty"`
	Initiatives string `json:"initiatives,omitempty"`
}

// VisionKey is the key of the one Vision record.
const VisionKey = "vision"

// Key implements ledger.Record.
func (Vision) Key() string { return VisionKey }

// Label is how messages call the record.
func (Vision) Label() string { return "what we share with every partner" }

// Receipt says when a partner was given the team's vision, and by whom.
type Receipt struct {
	Partner ID     `json:"partner"`
	On      string `json:"on"`           // a day, 2006-01-02
	By      string `json:"by,omitempty"` // who gave it
}

// Key implements ledger.Record.
func (r Receipt) Key() string { return string(r.Partner) }

// Label is how messages call the record.
func (Receipt) Label() string { return "the note of when a partner was given what we share" }

// Refs implements ledger.Referrer.
func (r Receipt) Refs() []ledger.Ref { return []ledger.Ref{Ref(r.Partner)} }

// Table is the name of the partners' table in a workspace.
const Table = "partner"

// Ref is a reference to a partner, for ledger.Referrer.
func Ref(id ID) ledger.Ref { return ledger.Ref{Table: Table, Key: string(id)} }
