package bring

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"convene/internal/activity/partner"
	"convene/internal/convert/csv"
	"convene/internal/ledger"
	"convene/internal/text"
)

// reader goes through the lines of a file, one after the other.
type reader struct {
	cells
	state   partner.State
	opts    Options
	preview Preview
	byKey   map[string][]partner.ID // of the inventory, by text.Key of the name
	changed map[partner.ID]partner.Partner
	order   []partner.ID // of changed
	index   *text.Index  // of the inventory and of all lines
	names   map[string]source
	lines   map[string]kept // of lines, by text.Key
}

// source is where a name of the index comes from; line 0 is the inventory.
type source struct {
	line int
	name string
}

// kept is an earlier line of the file.
type kept struct {
	line  int
	draft draft
}

func newReader(s partner.State, columns []Column, sheet csv.Sheet, o Options) *reader {
	r := &reader{
		cells: cells{splitter: newSplitter(), year: regexp.MustCompile(`\b(?:1[89]|20)\d\d\b`), columns: columns, lastOK: o.Now.Year() + 1},
		state: s, opts: o, preview: Preview{File: o.File, Columns: columns}, byKey: map[string][]partner.ID{},
		changed: map[partner.ID]partner.Partner{}, names: map[string]source{}, lines: map[string]kept{},
	}
	var all []text.Name
	add := func(id string, s source) {
		all = append(all, text.Name{ID: id, Name: s.name})
		r.names[id] = s
	}
	for p := range s.Partners.All() {
		goes, _ := s.Resolve(p.ID)
		id, key := goes.ID, text.Key(p.Name)
		if !slices.Contains(r.byKey[key], id) { // a merged record's name leads to the one that goes on
			r.byKey[key] = append(r.byKey[key], id)
		}
		add("inventory/"+string(p.ID), source{0, p.Name})
	}
	at := slices.IndexFunc(columns, func(c Column) bool { return c.Field == "name" })
	for _, row := range sheet.Rows {
		if at < len(row.Cells) {
			add(fmt.Sprintf("line/%d", row.Line), source{row.Line, text.Line(row.Cells[at], text.NameMax)})
		}
	}
	r.index = text.NewIndex(all)
	return r
}

// row puts one line where it belongs.
func (r *reader) row(row csv.Row) {
	d := r.draft(row.Cells)
	line := Line{Line: row.Line, Name: d.partner.Name}
	if why := r.unfit(d); why != "" {
		line.Notes = []string{why}
		r.preview.Refused = append(r.preview.Refused, line)
		return
	}
	line.Notes = d.remarks
	key := text.Key(d.partner.Name)
	if id, ok := r.match(d, key); ok {
		line.Notes = append(line.Notes, r.fill(id, d)...)
		r.preview.Matching = append(r.preview.Matching, line)
		return
	}
	if before, ok := r.lines[key]; ok && before.draft.id == d.id && reflect.DeepEqual(before.draft.partner, d.partner) {
		line.Notes = append(line.Notes, fmt.Sprintf("says the same as line %d", before.line))
		r.preview.Matching = append(r.preview.Matching, line)
		return
	}
	r.lines[key] = kept{row.Line, d}
	alike := r.alike(row.Line, d)
	p := d.partner
	p.ID, p.Origin = r.opts.NewID(), partner.Imported
	r.preview.pending = append(r.preview.pending, pending{p, alike != ""})
	if alike != "" {
		line.Notes = append(line.Notes, alike)
		r.preview.Doubtful = append(r.preview.Doubtful, line)
		return
	}
	r.preview.New = append(r.preview.New, line)
}

// unfit says why a line is no record.
func (r *reader) unfit(d draft) string {
	switch {
	case d.partner.Name == "":
		return "it has no name"
	case strings.EqualFold(d.partner.Name, r.heading("name")):
		return "it repeats the headings"
	case d.refused != "":
		return d.refused
	}
	if err := partner.Valid(d.partner, r.opts.Now); err != nil {
		return strings.TrimSuffix(err.Error(), ".")
	}
	return ""
}

func (r *reader) heading(field string) string {
	for _, c := range r.columns {
		if c.Field == field {
			return c.Name
		}
	}
	return ""
}

// match finds the partner of the inventory that a line is about: by its ID, else by its name where one partner alone
// is called so.
func (r *reader) match(d draft, key string) (partner.ID, bool) {
	if p, ok := r.state.Resolve(partner.ID(d.id)); ok {
		return p.ID, true
	}
	ids := r.byKey[key]
	if len(ids) != 1 {
		return "", false
	}
	return ids[0], true
}

// alike says which other name a new one may be meant to be.
func (r *reader) alike(line int, d draft) string {
	for _, id := range r.index.Find(d.partner.Name) {
		s := r.names[id]
		switch {
		case s.line == 0 && text.Key(s.name) == text.Key(d.partner.Name):
			return fmt.Sprintf("several partners in the inventory are called %s", s.name)
		case s.line == 0:
			return fmt.Sprintf("much like %s in the inventory", s.name)
		case s.line < line && text.Key(s.name) == text.Key(d.partner.Name):
			return fmt.Sprintf("the same name as line %d", s.line)
		case s.line < line:
			return fmt.Sprintf("much like %s in line %d", s.name, s.line)
		}
	}
	return ""
}

// fill fills the gaps of a partner's record and says what it did and what it left.
func (r *reader) fill(id partner.ID, d draft) []string {
	now, ok := r.changed[id]
	if !ok {
		now, _ = r.state.Partners.Get(string(id))
	}
	next := now
	var filled, kept []string
	for _, f := range partner.Fields() {
		theirs, ours := f.Get(d.partner), f.Get(now)
		switch {
		case f.Contact || theirs == "" || theirs == ours:
		case f.ID == "name":
			kept = append(kept, f.Label)
		case ours != "":
			kept = append(kept, f.Label)
		default:
			next, _ = f.Set(next, theirs)
			filled = append(filled, f.Label)
		}
	}
	var notes []string
	if now.Archived {
		notes = append(notes, "it is archived")
	}
	if d.has("archived") && d.partner.Archived != now.Archived {
		kept = append(kept, ArchivedLabel)
	}
	next.PartnerContact = join(now.PartnerContact, d.partner.PartnerContact, "Their contact", &filled, &kept)
	next.SchoolContact = join(now.SchoolContact, d.partner.SchoolContact, "Our contact", &filled, &kept)
	if len(filled) > 0 {
		if !ok {
			r.order = append(r.order, id)
		}
		r.changed[id] = next
	}
	if len(filled) > 0 {
		notes = append(notes, "fills "+strings.Join(filled, ", "))
	}
	if len(kept) > 0 {
		notes = append(notes, "differs and is kept as it is: "+strings.Join(kept, ", "))
	}
	if len(filled)+len(kept) == 0 {
		notes = append(notes, "nothing new")
	}
	return notes
}

// join completes a contact that says nothing else, and keeps it where the file means another person.
func join(ours, theirs partner.Contact, label string, filled, kept *[]string) partner.Contact {
	out := ours
	for _, p := range [][2]*string{{&out.Name, &theirs.Name}, {&out.Role, &theirs.Role}, {&out.Email, &theirs.Email}, {&out.Phone, &theirs.Phone}} {
		switch {
		case *p[1] == "" || *p[0] == *p[1]:
		case *p[0] == "":
			*p[0] = *p[1]
		default:
			*kept = append(*kept, label)
			return ours
		}
	}
	if out != ours {
		*filled = append(*filled, label)
	}
	return out
}

func (r *reader) finish() Preview {
	for _, id := range r.order {
		was, _ := r.state.Partners.Get(string(id))
		r.preview.fills = append(r.preview.fills, partner.Edit{Partner: id, Patch: ledger.Diff(was, r.changed[id])})
	}
	return r.preview
}
