package report

import (
	"fmt"
	"strings"
	"time"

	"convene/internal/activity/partner"
	"convene/internal/guide"
	"convene/internal/workspace"
)

// Inventory is which partners are reported, and how much of them.
type Inventory struct {
	Team     string
	Partners []partner.Partner
	Contacts bool        // with people's names and how to reach them
	At       time.Time   // when, in the reader's time zone
	Guide    *guide.Pack // words of documents; nil: the built-in ones. Tables keep theirs, so that they can be imported
	Hidden   []string    // what notes must not tell where contacts are not asked for: Reachable
}

// AllPartners are those that an export holds: archived ones too, merged ones not, by name.
func AllPartners(w workspace.Workspace) []partner.Partner {
	var out []partner.Partner
	for p := range w.Partner.Partners.All() {
		if p.MergedInto == "" {
			out = append(out, p)
		}
	}
	partner.SortByName(out, func(p partner.Partner) string { return p.Name })
	return out
}

// fields are the fields that may be shown.
func (i Inventory) fields() []partner.Field {
	var out []partner.Field
	for _, f := range partner.Fields() {
		if i.Contacts || !f.Contact {
			out = append(out, f)
		}
	}
	return out
}

// The headings of a table of partners that are no fields. An import knows them.
const (
	archivedHeading = "Archived"
	idHeading       = "ID"
)

// Table is the inventory as one table with every field. Imported again it gives the same records.
func (i Inventory) Table() Table {
	var t Table
	fields := i.fields()
	for _, f := range fields {
		t.Header = append(t.Header, f.Label)
	}
	t.Header = append(t.Header, archivedHeading, idHeading)
	for _, p := range i.Partners {
		var row []string
		for _, f := range fields {
			row = append(row, f.Get(i.shown(p)))
		}
		t.Rows = append(t.Rows, append(row, yes(p.Archived), string(p.ID)))
	}
	return t
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

// Doc is the inventory for reading: an overview, then each partner's record.
func (i Inventory) Doc() Doc {
	archived := 0
	overview := Table{Header: []string{"Partner", "Kinds", "When", "Audience", "Since", "Record"}, Right: []bool{false, false, false, false, true, true}, Named: true}
	for _, p := range i.Partners {
		if p.Archived {
			archived++
		}
		filled, of := partner.Complete(p)
		overview.Rows = append(overview.Rows, []string{title(p), i.value("kinds", p), i.value("when", p), p.Audience, i.value("since", p), fmt.Sprintf("%d of %d", filled, of)})
	}
	text := count(len(i.Partners)-archived, "partner", "partners")
	if archived > 0 {
		text += fmt.Sprintf(", %d archived", archived)
	}
	d := Doc{Title: "Community partners", Blocks: []Block{Paragraph{fmt.Sprintf("%s. %s. As of %s.", i.Team, text, date(i.At))}}}
	if len(i.Partners) > 1 {
		d.Blocks = append(d.Blocks, overview)
	}
	for _, p := range i.Partners {
		d.Blocks = append(d.Blocks, i.record(p)...)
	}
	return d
}

func title(p partner.Partner) string {
	if p.Archived {
		return p.Name + " (archived)"
	}
	return p.Name
}

func (i Inventory) label(field string) guide.Item {
	if i.Guide == nil {
		return guide.Default().Field(field)
	}
	return i.Guide.Field(field)
}

// value is a field for reading, its kinds and times in the guide's words.
func (i Inventory) value(id string, p partner.Partner) string {
	f, _ := partner.FieldByID(id)
	var out []string
	switch {
	case i.Guide == nil:
	case id == "kinds":
		for _, k := range p.Kinds {
			out = append(out, ours(i.Guide.Kind(string(k)), guide.Default().Kind(string(k)), k.Label()))
		}
		return strings.Join(out, ", ")
	case id == "when":
		for _, when := range p.When {
			out = append(out, ours(i.Guide.When(string(when)), guide.Default().When(string(when)), when.Label()))
		}
		return strings.Join(out, ", ")
	}
	return f.Get(p)
}

// ours is the team's own label, where it has one, else the plain word.
func ours(in, builtIn guide.Item, plain string) string {
	if in.Label != builtIn.Label {
		return in.Label
	}
	return plain
}

func (i Inventory) record(p partner.Partner) []Block {
	var facts []Fact
	p = i.shown(p)
	for _, f := range i.fields() {
		if v := i.value(f.ID, p); v != "" && f.ID != "name" {
			facts = append(facts, Fact{ours(i.label(f.ID), guide.Default().Field(f.ID), f.Label), v})
		}
	}
	out := []Block{Heading{1, title(p)}}
	if len(facts) > 0 {
		out = append(out, Facts{facts})
	}
	if missing := partner.Missing(p); len(missing) > 0 {
		out = append(out, Paragraph{"Missing: " + strings.Join(missing, ", ") + "."})
	}
	return out
}

// ContactJSON is a contact as other programs read it. Every key is always there.
type ContactJSON struct {
	Name  string `json:"name"`
	Role  string `json:"role"`
	Email string `json:"email"`
	Phone string `json:"phone"`
}

// PartnerJSON is a partner as other programs read it. Every key is always there but for the contacts, which are there
// when they were asked for. Names and meanings stay.
type PartnerJSON struct {
	ID             partner.ID     `json:"id"`
	Name           string         `json:"name"`
	Kinds          []partner.Kind `json:"kinds"`
	When           []partner.When `json:"when"`
	Mission        string         `json:"mission"`
	OutcomeGoals   string         `json:"outcome_goals"`
	PartnerContact *ContactJSON   `json:"partner_contact,omitempty"`
	SchoolContact  *ContactJSON   `json:"school_contact,omitempty"`
	Schedule       string         `json:"schedule"`
	Location       string         `json:"location"`
	Audience       string         `json:"audience"`
	Since          *int           `json:"since"` // year; null where it is not known
	Funding        string         `json:"funding"`
	Notes          string         `json:"notes"`
	Tags           []string       `json:"tags"`
	Archived       bool           `json:"archived"`
}

// JSON is the inventory for other programs.
func (i Inventory) JSON() []PartnerJSON {
	out := make([]PartnerJSON, 0, len(i.Partners))
	for _, p := range i.Partners {
		p = i.shown(p)
		j := PartnerJSON{ID: p.ID, Name: p.Name, Kinds: list(p.Kinds), When: list(p.When), Mission: p.Mission, OutcomeGoals: p.OutcomeGoals,
			Schedule: p.Schedule, Location: p.Location, Audience: p.Audience, Funding: p.Funding, Notes: p.Notes, Tags: list(p.Tags), Archived: p.Archived}
		if p.Since != 0 {
			j.Since = &p.Since
		}
		if i.Contacts {
			ours, theirs := ContactJSON(p.SchoolContact), ContactJSON(p.PartnerContact)
			j.PartnerContact, j.SchoolContact = &theirs, &ours
		}
		out = append(out, j)
	}
	return out
}

// list is never nil, so that other programs always read a list.
func list[T any](s []T) []T { return append([]T{}, s...) }
