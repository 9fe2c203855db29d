package bring

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"convene/internal/activity/partner"
	"convene/internal/text"
)

// cells reads the cells of one line into a record.
type cells struct {
	splitter
	year    *regexp.Regexp
	columns []Column
	lastOK  int // the last year that a partnership may have begun in
}

// draft is a line on its way to a record.
type draft struct {
	partner partner.Partner
	given   []string // the fields that the line says something of
	id      string   // of the partner that the line is about, where it says so
	extra   []string // what no field takes, for the notes
	remarks []string
	refused string // why the line cannot be kept
}

func (d *draft) has(field string) bool { return slices.Contains(d.given, field) }

func (d *draft) remark(format string, args ...any) {
	d.remarks = append(d.remarks, fmt.Sprintf(format, args...))
}

// refuse keeps the first reason.
func (d *draft) refuse(format string, args ...any) {
	if d.refused == "" {
		d.refused = fmt.Sprintf(format, args...)
	}
}

// draft reads a line. Parts of one value, such as a first name and a last one, are joined in their order.
func (r *cells) draft(row []string) draft {
	var d draft
	values := map[string]string{}
	exact := map[string]bool{}
	var fields []string
	for _, order := range []int{0, 1, 2} {
		for i, c := range r.columns {
			if c.Field == "" || c.order != order || i >= len(row) {
				continue
			}
			v := text.Block(row[i], 1<<20)
			if v == "" || !c.exact && c.Field != "name" && placeholder(v) {
				continue
			}
			if before, ok := values[c.Field]; ok {
				v = before + between(c) + v
			} else {
				fields = append(fields, c.Field)
			}
			values[c.Field], exact[c.Field] = v, c.exact
		}
	}
	whole := slices.IndexFunc(fields, func(f string) bool { return strings.HasSuffix(f, ".name") })
	if whole >= 0 { // a contact's name comes last, since its cell may hold more than that
		slices.SortStableFunc(fields, func(a, b string) int { return last(a) - last(b) })
	}
	for _, f := range fields {
		r.field(&d, f, values[f], exact[f])
	}
	if len(d.extra) > 0 {
		f, _ := partner.FieldByID("notes")
		all := slices.DeleteFunc(append([]string{d.partner.Notes}, d.extra...), func(s string) bool { return s == "" })
		d.set(f, strings.Join(all, "\n"))
	}
	return d
}

func last(field string) int {
	if strings.HasSuffix(field, ".name") {
		return 1
	}
	return 0
}

func between(c Column) string {
	f, _ := partner.FieldByID(c.Field)
	switch {
	case c.order > 0:
		return " "
	case f.Long:
		return "\n"
	case f.List:
		return ", "
	}
	return "; "
}

// placeholder says that a cell only says that there is nothing to say.
func placeholder(v string) bool {
	switch strings.ToLower(strings.Trim(v, " .?")) {
	case "", "n/a", "na", "none", "-", "--", "---", "–", "—", "tbd", "tba", "unknown", "null", "nil", "not known":
		return true
	}
	return false
}

func (r *cells) field(d *draft, field, v string, exact bool) {
	f, known := partner.FieldByID(field)
	switch {
	case field == "id":
		d.id = v
	case field == "archived":
		d.partner.Archived = yes(v)
		d.given = append(d.given, field)
	case !known:
	case exact:
		d.set(f, v)
	case field == "kinds":
		r.kinds(d, f, v)
	case field == "when":
		r.when(d, f, v)
	case field == "since":
		r.since(d, f, v)
	case f.Contact && strings.HasSuffix(field, ".name"):
		r.contact(d, f, v)
	case f.Contact && strings.HasSuffix(field, ".email"):
		r.email(d, f, v)
	default:
		d.set(f, v)
	}
}

func yes(v string) bool {
	switch strings.ToLower(strings.TrimSpace(v)) {
	case "yes", "y", "true", "1", "x", "✓", "archived", "inactive":
		return true
	}
	return false
}

// set reads a value as a person would type it, and refuses what would not be kept whole.
func (d *draft) set(f partner.Field, v string) {
	next, err := f.Set(d.partner, v)
	if err != nil {
		d.refuse("%s", strings.TrimSuffix(err.Error(), "."))
		return
	}
	whole := text.Line(v, 1<<20)
	if f.Long {
		whole = v
	}
	if !f.List && f.ID != "since" && f.Get(next) != whole {
		d.refuse("%s is too long", f.Label)
		return
	}
	if f.ID == "tags" {
		d.cut(f, v)
	}
	d.partner = next
	if !slices.Contains(d.given, f.ID) {
		d.given = append(d.given, f.ID)
	}
}

// cut says which tags are longer than what is kept of them.
func (d *draft) cut(f partner.Field, v string) {
	for _, whole := range strings.FieldsFunc(v, func(r rune) bool { return strings.ContainsRune(",;\n", r) }) {
		whole = text.Line(whole, 1<<20)
		alone, err := f.Set(partner.Partner{}, whole)
		if err == nil && len(alone.Tags) == 1 && alone.Tags[0] != whole {
			d.remark("the tag %q is too long and is cut to %q", whole, alone.Tags[0])
		}
	}
}

func pieces(v string) []string {
	parts := strings.FieldsFunc(v, func(r rune) bool { return strings.ContainsRune(",;\n/|", r) })
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return slices.DeleteFunc(parts, func(s string) bool { return s == "" })
}

func (r *cells) kinds(d *draft, f partner.Field, v string) {
	var found []string
	for _, piece := range pieces(v) {
		if k, ok := partner.KindOf(piece); ok {
			found = append(found, k.Label())
		} else {
			d.note(f, piece)
		}
	}
	if len(found) > 0 {
		d.set(f, strings.Join(found, ", "))
	}
}

// note keeps what a field cannot take among the notes.
func (d *draft) note(f partner.Field, v string) {
	d.extra = append(d.extra, f.Label+": "+v)
	d.remark("%s goes to the notes: %q", f.Label, v)
}

func (r *cells) when(d *draft, f partner.Field, v string) {
	var found []string
	for _, piece := range pieces(v) {
		n := len(found)
		low := strings.ToLower(piece)
		for _, hint := range [][2]string{{"before", "before school"}, {"morning", "before school"}, {"during", "school day"}, {"school day", "school day"},
			{"in school", "school day"}, {"in-school", "school day"}, {"after", "after school"}, {"evening", "after school"}, {"summer", "summer"}} {
			if strings.Contains(low, hint[0]) && !slices.Contains(found, hint[1]) {
				found = append(found, hint[1])
			}
		}
		if w, ok := partner.WhenOf(piece); n == len(found) && ok {
			found = append(found, w.Label())
		} else if n == len(found) {
			d.note(f, piece)
		}
	}
	if len(found) > 0 {
		d.set(f, strings.Join(found, ", "))
	}
}

// since finds the year in what people write: "2016", "est. 2016", "Fall 2019".
func (r *cells) since(d *draft, f partner.Field, v string) {
	year := r.year.FindString(v)
	n, _ := strconv.Atoi(year)
	if year == "" || n > r.lastOK {
		d.note(f, v)
		return
	}
	rest := strings.ToLower(strings.Replace(v, year, "", 1))
	for _, w := range plainWords(rest) {
		if !slices.Contains([]string{"since", "est", "established", "founded", "year", "ca", "c", "about", "from"}, w) {
			d.note(f, v)
			break
		}
	}
	d.set(f, year)
}

func (r *cells) email(d *draft, f partner.Field, v string) {
	found := r.splitter.email.FindAllString(v, -1)
	if len(found) == 0 {
		d.refuse("%q does not look like an email address", v)
		return
	}
	if len(found) > 1 {
		d.remark("only the first email address is kept")
	}
	d.set(f, strings.TrimPrefix(found[0], "mailto:"))
}

func (r *cells) contact(d *draft, f partner.Field, v string) {
	c := r.split(v)
	owner, _, _ := strings.Cut(f.ID, ".")
	for _, part := range [][2]string{{"name", c.Name}, {"role", c.Role}, {"email", c.Email}, {"phone", c.Phone}} {
		field, _ := partner.FieldByID(owner + "." + part[0])
		if part[1] != "" && !d.has(field.ID) {
			d.set(field, part[1])
		}
	}
}
