package report

import (
	"regexp"
	"strings"

	"convene/internal/activity/partner"
	"convene/internal/workspace"
)

// Notes are the team's own words and go into every export; only what a merge of records has put there about a contact, and
// the addresses and numbers that the workspace keeps as contacts, are left out where contacts are not asked for.

// reachMin is how long an address or number is at least: a shorter one could be anything.
const reachMin = 5

// Reachable lists every email address and phone number that the workspace keeps as a contact's, of merged records too.
func Reachable(w workspace.Workspace) []string {
	var out []string
	for p := range w.Partner.Partners.All() {
		for _, c := range []partner.Contact{p.PartnerContact, p.SchoolContact} {
			for _, s := range []string{c.Email, c.Phone} {
				if len(s) >= reachMin {
					out = append(out, s)
				}
			}
		}
	}
	return out
}

// takenOver finds the line in which older versions wrote the contact of a merged record.
var takenOver = regexp.MustCompile(`^(?:Their|Our) (?:other )?contact(?:'s (?:role|email|phone))?(?: \(as .*\))?: `)

// shown is a partner as it may be shown: without contacts, unless they were asked for.
func (i Inventory) shown(p partner.Partner) partner.Partner {
	if i.Contacts {
		return p
	}
	var kept []string
	for line := range strings.SplitSeq(p.Notes, "\n") {
		if !takenOver.MatchString(line) {
			kept = append(kept, line)
		}
	}
	p.Notes = strings.Join(kept, "\n")
	for _, s := range i.Hidden {
		p.Notes = without(p.Notes, s)
	}
	return p
}

// cleaner takes addresses and numbers of contacts out of a text, where contacts are not asked for.
func (r Report) cleaner() func(*string) {
	if r.Contacts {
		return func(*string) {}
	}
	known := Reachable(r.Workspace)
	return func(s *string) {
		if !strings.ContainsAny(*s, "@0123456789") {
			return
		}
		for _, k := range known {
			*s = without(*s, k)
		}
	}
}

// without takes every place of a word out of a text, in upper and lower case alike.
func without(s, word string) string {
	const instead = "(contact left out)"
	if !strings.Contains(strings.ToLower(s), strings.ToLower(word)) {
		return s
	}
	return regexp.MustCompile("(?i)"+regexp.QuoteMeta(word)).ReplaceAllLiteralString(s, instead)
}
