package guide

import (
	"maps"
	"slices"
	"strings"
)

// How long a text may be, in characters.
const (
	labelMax  = 40  // a label
	promptMax = 140 // a text that a room reads: the back row must be able to
	noteMax   = 280 // a note for the facilitator alone
	legalMax  = 700 // the legal note
)

// pick sorts sections by the IDs that a part of the file must have, and says which are unknown, missing or there twice.
// end is the line where something missing should be added.
func (pg *page) pick(found []section, ids []string, end int) map[string]section {
	out := map[string]section{}
	var strange []section
	for _, s := range found {
		first, twice := out[s.id]
		switch {
		case !slices.Contains(ids, s.id):
			strange = append(strange, s)
		case twice:
			pg.bad(s.line, "the ID %q is here twice; it is also in line %d. Keep one of the two.", s.id, first.line)
		default:
			out[s.id] = s
		}
	}
	missing := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { _, ok := out[id]; return ok })
	do := "Every ID is there already, and none can be added: delete this heading."
	if len(missing) > 0 {
		do = "Still missing here: " + strings.Join(missing, ", ") + "."
	}
	for _, s := range strange {
		switch {
		case s.id == "" && len(missing) > 0:
			pg.bad(s.line, "this heading has no ID. End it with its ID in braces, like {#%s}. %s", missing[0], do)
		case s.id == "":
			pg.bad(s.line, "this heading has no ID. %s", do)
		default:
			pg.bad(s.line, "%q is no ID of this part; only words can be changed. %s", s.id, do)
		}
	}
	if len(strange) == 0 {
		for _, id := range missing {
			pg.bad(end, "the ID %q is missing. Add a heading that ends with {#%s}; its words are yours.", id, id)
		}
	}
	return out
}

// label checks the words of a heading.
func (pg *page) label(s section, id string) string {
	switch n := count(s.label); {
	case strings.TrimSpace(s.label) == "":
		pg.bad(s.line, "this heading has no words. Write a label before {#%s}.", id)
	case strings.Contains(s.label, "{#"):
		pg.bad(s.line, "the braces of this heading cannot be read. Write the ID as {#%s} at the very end.", id)
	case n > labelMax:
		pg.bad(s.line, "this label has %d characters, and %d fit. Shorten it.", n, labelMax)
	}
	return s.label
}

// fits checks the length of a text.
func (pg *page) fits(b block, most int) string {
	if n := count(b.text); n > most {
		if most == promptMax {
			pg.bad(b.line, "this text has %d characters; the back row can read %d. Shorten it.", n, most)
		} else {
			pg.bad(b.line, "this text has %d characters, and %d fit. Shorten it.", n, most)
		}
	}
	return b.text
}

// one gives the only paragraph of a section.
func (pg *page) one(s section, most int) string {
	if len(s.texts) == 0 {
		pg.bad(s.line, "nothing is written under this heading. Write one short paragraph below it.")
		return ""
	}
	if len(s.texts) > 1 {
		pg.bad(s.texts[1].line, "one paragraph can stand under a heading here, and this is the second. Join or delete it.")
	}
	return pg.fits(s.texts[0], most)
}

// many gives the paragraphs of a section, which must be as many as the program asks.
func (pg *page) many(s section, want int) []string {
	switch got := len(s.texts); {
	case got < want && want == 1:
		pg.bad(s.line, "no question is written under this heading. Write one below it.")
	case got < want:
		pg.bad(s.line, "%q asks %d things, and %d are written here. Write each as a paragraph of its own.", s.id, want, got)
	case got > want:
		pg.bad(s.texts[want].line, "%q asks %d things, and this is one more. Delete it.", s.id, want)
	}
	var out []string
	for _, b := range s.texts {
		out = append(out, pg.fits(b, promptMax))
	}
	return out
}

// credit gives the quoted line of a section, else the one at the top of the file; where a team's file has none, the credit
// of the built-in pack stays.
func (pg *page) credit(s section, builtIn string) string {
	switch {
	case len(s.quotes) > 0:
		pg.quotes(s)
		return s.quotes[0].text
	case len(pg.title.quotes) > 0:
		return pg.title.quotes[0].text
	}
	return builtIn
}

// quotes checks the quoted lines of a section.
func (pg *page) quotes(s section) {
	for i, q := range s.quotes {
		pg.fits(q, promptMax)
		if i > 0 {
			pg.bad(q.line, "one quoted line can stand here, for the credit, and this is one more. Delete it.")
		}
	}
}

// noAttrs refuses braces that hold more than an ID.
func (pg *page) noAttrs(s section, but ...string) {
	for _, name := range slices.Sorted(maps.Keys(s.attrs)) {
		if !slices.Contains(but, name) {
			pg.bad(s.line, "the braces of this heading hold %q, which means nothing here. Leave the ID alone in them.", name)
		}
	}
}

// flat refuses headings below a section that has none.
func (pg *page) flat(s section) {
	for _, c := range s.children {
		pg.bad(c.line, "a heading with ### cannot stand here. Write ## instead.")
	}
}

// noQuotes refuses a credit where the program would show none.
func (pg *page) noQuotes(s section) {
	for _, q := range s.quotes {
		pg.bad(q.line, "a quoted line cannot stand here. Delete it, or write it as a paragraph.")
	}
}

// noText refuses text under a heading that only groups others.
func (pg *page) noText(s section) {
	for _, b := range s.texts {
		pg.bad(b.line, "this text would be shown nowhere. Delete it, or put it under a heading with ###.")
	}
}

// minutes reads the attribute minutes of a heading.
func (pg *page) minutes(s section) int {
	v, ok := s.attrs["minutes"].(float64)
	if !ok || v != float64(int(v)) || v < 1 || v > 600 {
		pg.bad(s.line, "the minutes of this heading are missing or no whole number from 1 to 600. Write them in the braces, like minutes=10.")
		return 0
	}
	return int(v)
}
