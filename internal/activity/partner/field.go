package partner

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"convene/internal/ledger"
	"convene/internal/text"
)

// Field is one field of the record, as forms, tables, imports and exports see it.
type Field struct {
	ID      string // stays for good: "mission", "partner_contact.email"
	Label   string // as the form shows it
	Part    bool   // counts for how complete a record is
	Contact bool   // never on the wall, never in an export unless asked for
	Long    bool   // a paragraph, not a line
	List    bool   // several values, separated by commas
	get     func(Partner) string
	set     func(*Partner, string) error
}

// Get returns the field's value as a person reads and types it.
func (f Field) Get(p Partner) string { return f.get(p) }

// Set returns the record with the field read from what a person typed, cleaned, or the record as it was and why the
// field cannot be read.
func (f Field) Set(p Partner, typed string) (Partner, error) {
	next := p // set replaces lists and never writes into them
	if f.Long {
		typed = text.Block(typed, text.BlockMax)
	} else {
		typed = text.Line(typed, f.max())
	}
	if err := f.set(&next, typed); err != nil {
		return p, err
	}
	return next, nil
}

func (f Field) max() int {
	switch {
	case f.ID == "name":
		return text.NameMax
	case f.List:
		return text.BlockMax // each value has a limit of its own
	}
	return text.LineMax
}

func (f Field) valid(p Partner) error {
	v := f.get(p)
	clean := text.Line(v, f.max())
	if f.Long {
		clean = text.Block(v, text.BlockMax)
	}
	if v != clean && !f.List {
		return ledger.Refuse("%s is too long or holds signs that cannot be shown.", f.Label)
	}
	return nil
}

// Fields lists the record's fields in the order of the form.
func Fields() []Field {
	str := func(at func(*Partner) *string) (func(Partner) string, func(*Partner, string) error) {
		return func(p Partner) string { return *at(&p) }, func(p *Partner, s string) error { *at(p) = s; return nil }
	}
	fields := []Field{
		{ID: "name", Label: "Name"},
		{ID: "kinds", Label: "Kinds", Part: true, List: true, get: getKinds, set: setKinds},
		{ID: "when", Label: "When", Part: true, List: true, get: getWhen, set: setWhen},
		{ID: "mission", Label: "Mission", Part: true, Long: true},
		{ID: "outcome_goals", Label: "Outcome goals", Part: true, Long: true},
		{ID: "schedule", Label: "Schedule and duration", Part: true},
		{ID: "location", Label: "Location", Part: true},
		{ID: "audience", Label: "Audience", Part: true},
		{ID: "since", Label: "Since (year)", Part: true, get: getSince, set: setSince},
		{ID: "funding", Label: "Funding source", Part: true},
		{ID: "notes", Label: "Notes", Long: true},
		{ID: "tags", Label: "Tags", List: true, get: func(p Partner) string { return strings.Join(p.Tags, ", ") }, set: setTags},
		{ID: "partner_contact.name", Label: "Their contact", Part: true, Contact: true},
		{ID: "partner_contact.role", Label: "Their contact's role", Contact: true},
		{ID: "partner_contact.email", Label: "Their contact's email", Contact: true},
		{ID: "partner_contact.phone", Label: "Their contact's phone", Contact: true},
		{ID: "school_contact.name", Label: "Our contact", Part: true, Contact: true},
		{ID: "school_contact.role", Label: "Our contact's role", Contact: true},
		{ID: "school_contact.email", Label: "Our contact's email", Contact: true},
		{ID: "school_contact.phone", Label: "Our contact's phone", Contact: true},
	}
	for i := range fields {
		if fields[i].get == nil {
			fields[i].get, fields[i].set = str(place(fields[i].ID))
		}
	}
	return fields
}

// FieldByID finds a field; false where there is none of that ID.
func FieldByID(id string) (Field, bool) {
	for _, f := range Fields() {
		if f.ID == id {
			return f, true
		}
	}
	return Field{}, false
}

// place says where a plain text field stands in the record.
func place(id string) func(*Partner) *string {
	return func(p *Partner) *string {
		contact, part, isContact := strings.Cut(id, ".")
		if !isContact {
			return map[string]*string{"name": &p.Name, "mission": &p.Mission, "outcome_goals": &p.OutcomeGoals,
				"schedule": &p.Schedule, "location": &p.Location, "audience": &p.Audience, "funding": &p.Funding, "notes": &p.Notes}[id]
		}
		c := &p.PartnerContact
		if contact == "school_contact" {
			c = &p.SchoolContact
		}
		return map[string]*string{"name": &c.Name, "role": &c.Role, "email": &c.Email, "phone": &c.Phone}[part]
	}
}

func getKinds(p Partner) string {
	var out []string
	for _, k := range p.Kinds {
		out = append(out, k.Label())
	}
	return strings.Join(out, ", ")
}

func setKinds(p *Partner, s string) error {
	p.Kinds = nil
	for _, w := range list(s) {
		k, ok := KindOf(w)
		if !ok {
			return ledger.Refuse("%q is no kind of partner. The kinds are: %s.", w, kindList())
		}
		if !slices.Contains(p.Kinds, k) {
			p.Kinds = append(p.Kinds, k)
		}
	}
	return nil
}

func kindList() string {
	var out []string
	for _, k := range Kinds() {
		out = append(out, k.Label())
	}
	return strings.Join(out, ", ")
}

func getWhen(p Partner) string {
	var out []string
	for _, w := range p.When {
		out = append(out, w.Label())
	}
	return strings.Join(out, ", ")
}

func setWhen(p *Partner, s string) error {
	p.When = nil
	for _, w := range list(s) {
		some, ok := whensOf(w)
		if !ok {
			return ledger.Refuse("%q is no time that convene knows. Write before school, school day, after school or summer.", w)
		}
		for _, v := range some {
			if !slices.Contains(p.When, v) {
				p.When = append(p.When, v)
			}
		}
	}
	return nil
}

func getSince(p Partner) string {
	if p.Since == 0 {
		return ""
	}
	return strconv.Itoa(p.Since)
}

func setSince(p *Partner, s string) error {
	if s == "" {
		p.Since = 0
		return nil
	}
	y, err := strconv.Atoi(s)
	if err != nil || y == 0 {
		return ledger.Refuse("%q is no year. Write it like 2016.", s)
	}
	p.Since = y
	return nil
}

func setTags(p *Partner, s string) error {
	p.Tags = nil
	for _, t := range list(s) {
		if t = text.Line(t, tagMax); t != "" && !slices.Contains(p.Tags, t) {
			p.Tags = append(p.Tags, t)
		}
	}
	return nil
}

// list splits what a person separated with commas or semicolons.
func list(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		if w = strings.TrimSpace(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// Missing lists the labels of the fields that a full record has and this one lacks.
func Missing(p Partner) []string {
	var out []string
	for _, f := range Fields() {
		if f.Part && f.get(p) == "" {
			out = append(out, f.Label)
		}
	}
	return out
}

// Complete says how many of the fields that make a full record are filled, and how many there are.
func Complete(p Partner) (filled, of int) {
	for _, f := range Fields() {
		if f.Part {
			of++
			if f.get(p) != "" {
				filled++
			}
		}
	}
	return filled, of
}

// JSONField is the field's name in a ledger.Patch and a *ledger.MeetError. Each part of a contact is a field of its own,
// so that one person can correct the email while another one types the phone.
func (f Field) JSONField() string { return f.ID }

// Value is the JSON value of the field of that JSONField, nil where it is empty, for comparing.
func Value(p Partner, jsonField string) json.RawMessage {
	return ledger.Diff(Partner{}, p)[jsonField].To
}
