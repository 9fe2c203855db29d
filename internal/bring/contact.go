package bring

import (
	"regexp"
	"slices"
	"strings"

	"convene/internal/activity/partner"
)

// contactWords are the words by which a heading speaks of a contact: what of it, and whose.
func contactWords() map[string][]string {
	return map[string][]string{
		"email":   {"email", "emails", "mail"},
		"phone":   {"phone", "phones", "telephone", "tel", "cell", "mobile", "cellphone"},
		"role":    {"role", "title", "position", "job"},
		"person":  {"contact", "contacts", "poc", "liaison", "rep", "representative", "coordinator", "point", "person", "lead", "manager", "spokesperson"},
		"school":  {"school", "our", "internal", "campus", "staff", "teacher", "counselor", "principal", "schools"},
		"partner": {"partner", "community", "organization", "organisation", "org", "agency", "provider", "program", "their", "external", "partners", "company", "business"},
		"beside":  {"name", "names", "first", "last", "full", "surname", "info", "information", "main", "primary", "key", "number", "address", "no", "work", "best", "day", "point", "given", "family"},
	}
}

// contact recognises what is about a contact. whose is the contact that the columns before speak of.
func contact(c *Column, words []string, whose string) bool {
	groups := contactWords()
	has := func(group string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(groups[group], w) })
	}
	for _, w := range words {
		if !slices.ContainsFunc([]string{"email", "phone", "role", "person", "school", "partner", "beside"}, func(g string) bool { return slices.Contains(groups[g], w) }) {
			return false // it speaks of something else too
		}
	}
	part := ""
	switch {
	case has("email"):
		part = "email"
	case has("phone"):
		part = "phone"
	case has("role"):
		part = "role"
	case has("person"), personal(words):
		part = "name"
	default:
		return false
	}
	owner := "partner_contact"
	switch {
	case has("school"):
		owner = "school_contact"
	case !has("partner") && whose != "" && (part != "name" || personal(words)):
		owner = whose
	}
	c.Field = owner + "." + part
	if part == "name" {
		c.order = order(words)
	}
	return true
}

// personal says that a heading is a part of a person's name, and of nothing else.
func personal(words []string) bool { return order(words) > 0 && !slices.Contains(words, "partner") }

// order is where the parts of a name stand: 0 for a whole one.
func order(words []string) int {
	for _, w := range words {
		switch w {
		case "first", "given":
			return 1
		case "last", "surname", "family":
			return 2
		}
	}
	return 0
}

// splitter takes a cell apart in which somebody wrote everything about a contact.
type splitter struct{ email, phone, role *regexp.Regexp }

func newSplitter() splitter {
	return splitter{
		email: regexp.MustCompile(`[^\s,;:<>()\[\]]+@[^\s,;:<>()\[\]]+\.[^\s,;:<>()\[\]]+`),
		phone: regexp.MustCompile(`\+?\(?\d[\d\s().\-/]{5,}\d(?:\s*(?:x|ext\.?)\s*\d+)?`),
		role:  regexp.MustCompile(`[,;/|(\n]|\s[-–—]\s`),
	}
}

func (s splitter) split(cell string) partner.Contact {
	var c partner.Contact
	if at := s.email.FindStringIndex(cell); at != nil {
		c.Email = cell[at[0]:at[1]]
		cell = cell[:at[0]] + "\n" + cell[at[1]:]
	}
	if at := s.phone.FindStringIndex(cell); at != nil {
		c.Phone = strings.TrimSpace(cell[at[0]:at[1]])
		cell = cell[:at[0]] + "\n" + cell[at[1]:]
	}
	const trim = " \t\n,;:/|-–—<>()[]"
	var rest []string
	for _, part := range s.role.Split(cell, -1) {
		if part = strings.Trim(part, trim); part != "" {
			rest = append(rest, part)
		}
	}
	if len(rest) > 0 {
		c.Name = rest[0]
		c.Role = strings.Join(rest[1:], ", ")
	}
	return c
}
