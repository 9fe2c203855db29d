package bring

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"

	"convene/internal/activity/partner"
	"convene/internal/text"
)

// Column is what a column of the file was taken for.
type Column struct {
	Name  string // as its heading says, cleaned
	Field string // a partner.Field's ID, "archived" or "id"; empty where the column is kept nowhere
	Why   string // why it is kept nowhere, or what was unsure: a part of a sentence
	exact bool   // of an export of ours: its cells are read as they stand
	order int    // of the parts of one value: a first name before a last name
}

// The headings of an export that are no fields of a record.
const (
	ArchivedLabel = "Archived"
	IDLabel       = "ID"
)

//go:embed header.txt
var headerText string

// phrases are the headings that we know, as words.
type phrases struct {
	strong, weak []phrase
	vocabulary   map[string]bool
}

type phrase struct {
	field string
	words []string
}

func newPhrases() phrases {
	p := phrases{vocabulary: map[string]bool{}}
	for _, group := range contactWords() {
		for _, w := range group {
			p.vocabulary[w] = true
		}
	}
	for w := range strings.FieldsSeq("first last full info person main primary key student students pupil pupils child children kid kids learner learners scholar grade level class current homeroom birth birthday birthdate born date email number identifier state school schools adult adults") {
		p.vocabulary[w] = true
	}
	for line := range strings.Lines(headerText) {
		field, list, ok := strings.Cut(line, ":")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		field, weak := strings.CutSuffix(field, "~")
		for one := range strings.SplitSeq(list, "|") {
			ph := phrase{field, plainWords(one)}
			for _, w := range ph.words {
				p.vocabulary[w] = true
			}
			if weak {
				p.weak = append(p.weak, ph)
			} else {
				p.strong = append(p.strong, ph)
			}
		}
	}
	return p
}

// Columns says what the columns with these headings mean.
func Columns(header []string) []Column {
	p := newPhrases()
	out := make([]Column, len(header))
	whose := "" // of the contact that was named last
	for i, h := range header {
		c := Column{Name: text.Line(h, text.LineMax)}
		words := p.words(c.Name)
		switch {
		case c.Name == "":
			c.Why = "it has no heading"
		case exactly(&c):
		case contact(&c, words, whose):
		default:
			p.find(&c, words)
		}
		if owner, _, ok := strings.Cut(c.Field, "."); ok {
			whose = owner
		}
		out[i] = c
	}
	exported(out)
	oneName(out, p)
	single(out)
	return out
}

// exported forgets that headings are as an export has them, unless all of them are.
func exported(columns []Column) {
	whole := slices.ContainsFunc(columns, func(c Column) bool { return c.Field == "id" && c.exact }) &&
		!slices.ContainsFunc(columns, func(c Column) bool { return !c.exact })
	for i := range columns {
		columns[i].exact = whole
	}
}

// exactly recognises the headings of our own exports.
func exactly(c *Column) bool {
	for _, f := range partner.Fields() {
		if strings.EqualFold(c.Name, f.Label) || strings.EqualFold(c.Name, f.ID) {
			c.Field, c.exact = f.ID, true
			return true
		}
	}
	switch {
	case strings.EqualFold(c.Name, ArchivedLabel):
		c.Field, c.exact = "archived", true
	case strings.EqualFold(c.Name, IDLabel):
		c.Field, c.exact = "id", true
	}
	return c.exact
}

// find takes the column for the field whose heading has the same words, else for the one most of whose words it has.
func (p phrases) find(c *Column, words []string) {
	for _, list := range [][]phrase{p.strong, p.weak} {
		for _, ph := range list {
			if slices.Equal(ph.words, words) {
				c.Field = ph.field
				return
			}
		}
	}
	fields := best(p.strong, words)
	if len(fields) == 0 && plainly(words) {
		fields = best(p.weak, words)
	}
	switch len(fields) {
	case 0:
		c.Why = "convene has no place for it"
	case 1:
		c.Field = fields[0]
	default:
		c.Why = "it could be " + either(fields) + ": name it more plainly"
	}
}

// plainly says that a heading names a partner and nothing about it.
func plainly(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool {
		return !slices.Contains([]string{"partner", "partners", "organization", "organizations", "organisation", "organisations", "agency", "provider",
			"program", "programme", "company", "business", "org", "group", "name", "names", "community", "local", "current", "official", "legal", "our",
			"existing", "potential", "possible", "school", "sel", "new", "all", "external", "full"}, w)
	})
}

// best are the fields of the longest headings that the words contain.
func best(list []phrase, words []string) []string {
	most := 0
	var fields []string
	for _, ph := range list {
		n := len(ph.words)
		if n < most || n == 0 || !contains(words, ph.words) {
			continue
		}
		if n > most {
			most, fields = n, nil
		}
		if !slices.Contains(fields, ph.field) {
			fields = append(fields, ph.field)
		}
	}
	return fields
}

func contains(all, some []string) bool {
	for _, w := range some {
		if !slices.Contains(all, w) {
			return false
		}
	}
	return true
}

func either(fields []string) string {
	var labels []string
	for _, id := range fields {
		labels = append(labels, Label(id))
	}
	return strings.Join(labels, " or ")
}

// Label is what people call the field that a column was taken for.
func Label(id string) string {
	if f, ok := partner.FieldByID(id); ok {
		return f.Label
	}
	if id == "archived" {
		return ArchivedLabel
	}
	return IDLabel
}

// oneName decides between several columns that may hold the partner's name: a bare "Name" beside "Organization" is
// that of a person.
func oneName(columns []Column, p phrases) {
	sure := slices.IndexFunc(columns, func(c Column) bool {
		return c.Field == "name" && !slices.Equal(p.words(c.Name), []string{"name"})
	})
	for i := range columns {
		c := &columns[i]
		if c.Field != "name" || i == sure || sure < 0 {
			continue
		}
		c.Field, c.exact = "", false
		c.Why = "the partners' names are in " + columns[sure].Name
		taken := slices.ContainsFunc(columns, func(c Column) bool { return c.Field == "partner_contact.name" })
		if slices.Equal(p.words(c.Name), []string{"name"}) && !taken {
			c.Field, c.Why = "partner_contact.name", "beside "+columns[sure].Name+" it is taken for their contact's name"
		}
	}
}

// single leaves out a second column for a field that takes one value.
func single(columns []Column) {
	for i := range columns {
		c := &columns[i]
		f, ok := partner.FieldByID(c.Field)
		if c.Field == "" || c.order > 0 || ok && (f.Long || f.List || joins(c.Field)) {
			continue
		}
		for j, other := range columns {
			if other.Field == c.Field && j != i && (other.exact && !c.exact || j < i && (other.exact || !c.exact)) {
				c.Field, c.Why = "", Label(other.Field)+" is read from "+other.Name
				break
			}
		}
	}
}

// joins says that several columns may make one value of the field.
func joins(field string) bool {
	return slices.Contains([]string{"schedule", "location", "audience", "funding"}, field)
}

// words are those that count in a heading, with small typos corrected.
func (p phrases) words(heading string) []string {
	out := plainWords(heading)
	for i, w := range out {
		if !p.vocabulary[w] {
			out[i] = p.correct(w)
		}
	}
	return out
}

func (p phrases) correct(word string) string {
	found := ""
	for known := range p.vocabulary {
		if len([]rune(word)) < 5 || len([]rune(known)) < 4 || !text.Similar(word, known) {
			continue
		}
		if found == "" || known < found {
			found = known
		}
	}
	if found == "" {
		return word
	}
	return found
}

// plainWords are the words of a heading without small ones.
func plainWords(heading string) []string {
	heading = strings.ToLower(heading)
	for _, r := range [][2]string{{"e-mail", "email"}, {"e mail", "email"}, {"#", " number "}, {"d.o.b.", "dob"}, {"d.o.b", "dob"}, {"'s", ""}, {"’s", ""}} {
		heading = strings.ReplaceAll(heading, r[0], r[1])
	}
	if strings.Contains(heading, "$") {
		heading = strings.ReplaceAll(strings.Replace(heading, "$", " money ", 1), "$", "")
	}
	words := strings.FieldsFunc(heading, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	return slices.DeleteFunc(words, func(w string) bool {
		switch w {
		case "the", "of", "a", "an", "do", "does", "is", "are", "for", "to", "in", "at", "by", "please", "list", "and", "or", "s", "they", "them", "it", "with":
			return true
		}
		return false
	})
}
