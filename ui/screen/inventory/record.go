package inventory

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/guide"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// form is the record of one partner, open for editing in place.
type form struct {
	partner partner.ID
	sel     int             // of partner.Fields
	top     int             // the first line that is shown
	base    partner.Partner // what the field held when editing began
	err     string
}

func (f *form) choose(field string) {
	f.sel = max(0, slices.IndexFunc(partner.Fields(), func(x partner.Field) bool { return x.ID == field }))
}

func (s *Screen) openRecord() {
	l := s.listing()
	if s.env.State().Partner.Partners.Has(string(s.sel)) {
		s.form = form{partner: s.sel}
	} else if len(l.rows) > 0 {
		s.form = form{partner: l.rows[s.chosen(l)].ID}
		s.sel = s.form.partner
	}
	s.mode = modeRecord
}

func (s *Screen) record() partner.Partner {
	p, _ := s.env.State().Partner.Partners.Get(string(s.form.partner))
	return p
}

func (s *Screen) recordKeys() []kit.Key {
	return []kit.Key{
		{Press: []string{"up"}, Show: "↑↓", Help: "choose a field", Foot: 1, Run: s.stepper(-1)},
		{Press: []string{"down", "tab"}, Show: "↓", Help: "next field", Run: s.stepper(1)},
		{Press: []string{"enter", "e"}, Show: "Enter", Help: "edit", Foot: 2, Run: s.startEdit},
		{Press: []string{"n"}, Show: "n", Help: "next partner", Foot: 3, Run: s.turn(1)},
		{Press: []string{"p"}, Show: "p", Help: "partner before", Foot: 4, Run: s.turn(-1)},
		{Press: []string{"g"}, Show: "g", Help: "next gap", Foot: 5, Run: s.nextGap},
		{Press: []string{"esc", "left"}, Show: "Esc", Help: "back to the list", Foot: 6, Run: func() tea.Cmd { s.mode = modeList; return nil }},
	}
}

// turn opens the record of the next partner in the list.
func (s *Screen) turn(n int) func() tea.Cmd {
	return func() tea.Cmd {
		l := s.listing()
		if len(l.rows) > 0 {
			s.sel = l.rows[kit.Step(s.chosen(l), n, len(l.rows))].ID
			s.form.partner, s.form.top = s.sel, 0
		}
		return nil
	}
}

// nextGap goes to the next empty field of the record.
func (s *Screen) nextGap() tea.Cmd {
	fields, p := partner.Fields(), s.record()
	for i := range fields {
		at := (s.form.sel + 1 + i) % len(fields)
		if fields[at].Part && fields[at].Get(p) == "" {
			s.form.sel = at
			return nil
		}
	}
	return screen.Notice("This record has no gaps.")
}

// labelCols is the column of field labels in the record, in cells.
const labelCols = 24

// line is one field of the record as it is laid out.
type line struct {
	field partner.Field
	y, h  int
	text  []string
}

// lay places the fields one under the other. Contacts take one line each whoever looks, since a scene must not know them.
func lay(p partner.Public, w int) []line {
	var out []line
	y := 0
	for _, f := range partner.Fields() {
		l := line{field: f, y: y, h: 1}
		if !f.Contact {
			l.text = paint.Wrap(f.Get(partner.Partner{Public: p}), max(10, w-labelCols-kit.Margin))
			if f.Get(partner.Partner{Public: p}) == "" {
				l.text = nil
			}
			l.h = max(1, len(l.text))
		}
		if first := f.ID == "partner_contact.name" || f.ID == "school_contact.name"; first {
			l.y++
			y++
		}
		y += l.h
		out = append(out, l)
	}
	return out
}

func (s *Screen) recordView(w, h int) screen.View {
	lines := lay(s.record().Public, w)
	rows := recordRows(h)
	sel := lines[s.form.sel]
	last := lines[len(lines)-1]
	win := kit.Window{Top: s.form.top, Rows: rows, Of: last.y + last.h}
	win = win.Follow(sel.y + sel.h - 1)
	s.form.top = win.Follow(sel.y).Top
	return recordView{s.form.partner, s.form.top}
}

// recordRows is how many lines of a record fit.
func recordRows(h int) int { return max(1, h-3) }

type recordView struct {
	partner partner.ID
	top     int
}

// Draw implements screen.View.
func (v recordView) Draw(a kit.Area, sh screen.Shared) {
	th := sh.Theme
	p, _ := sh.Partner(v.partner)
	filled, of := sh.Complete(v.partner)
	end := a.Right(0, fmt.Sprintf("%d of %d filled", filled, of), th.Muted)
	a.PrintIn(0, 0, end-2, p.Name, th.Heading)
	body := a.Sub(0, 2, a.W(), recordRows(a.H()))
	lines := lay(p, a.W())
	for _, l := range lines {
		y := l.y - v.top
		row := body.Sub(0, y, a.W(), l.h)
		if y < 0 || row.H() == 0 {
			continue
		}
		ink := th.Muted
		row.PrintIn(kit.Margin, 0, labelCols-2, label(l.field, sh.Guide), ink)
		value := row.Sub(labelCols+kit.Margin, 0, a.W(), row.H())
		for i, t := range l.text {
			value.Print(0, i, t, th.Text)
		}
		if len(l.text) == 0 && !l.field.Contact {
			value.Print(0, 0, th.Symbols.Absent, th.Faint)
		}
		row.Spot("field:" + l.field.ID)
		value.Spot("value:" + l.field.ID)
	}
	last := lines[len(lines)-1]
	kit.Hidden(a.Sub(kit.Margin, a.H()-1, a.W(), 1), kit.Window{Top: v.top, Rows: body.H(), Of: last.y + last.h}, th)
}

func label(f partner.Field, g *guide.Pack) string {
	head, part, contact := strings.Cut(f.ID, ".")
	if !contact {
		return g.Field(f.ID).Label
	}
	if part == "name" {
		return g.Field(head).Label
	}
	return "  " + part
}

// Layer of the record: contacts, the selection, the field that is edited.
func (s *Screen) recordLayer(w, h int) screen.Layer {
	f := partner.Fields()[s.form.sel]
	l := recordLayer{partner: s.form.partner, field: f, err: s.form.err}
	if s.mode == modeEdit {
		l.hint = s.env.Guide.Field(f.JSONField()).Hint
		rows := 1
		if f.Long {
			rows = 6
		}
		l.width, l.rows = max(12, min(64, w-labelCols-kit.Margin)), rows
		shown := s.field.Show(l.width, rows)
		l.edit = &shown
	}
	return l
}

type recordLayer struct {
	partner     partner.ID
	field       partner.Field
	edit        *kit.Shown
	width, rows int
	hint, err   string
}

// Paint implements screen.Layer.
func (l recordLayer) Paint(a kit.Area, p *paint.Personal, o screen.Own) {
	rec, _ := o.State.Partner.Partners.Get(string(l.partner))
	for _, f := range partner.Fields() {
		if r, ok := p.Find("value:" + f.ID); ok && f.Contact {
			v := f.Get(rec)
			if v == "" {
				a.At(r).Print(0, 0, o.Theme.Symbols.Absent, o.Theme.Faint)
			} else {
				a.At(r).Print(0, 0, v, o.Theme.Text)
			}
		}
	}
	kit.Select(p, "field:"+l.field.ID, o.Theme)
	if l.edit == nil {
		return
	}
	r, ok := p.Find("value:" + l.field.ID)
	if !ok {
		return
	}
	note, ink := l.hint, o.Theme.Muted
	if l.err != "" {
		note, ink = l.err, o.Theme.Bad
	}
	notes := paint.Wrap(note, l.width)
	at := a.At(r)
	x, y := at.Rect().Min.X-a.Rect().Min.X, at.Rect().Min.Y-a.Rect().Min.Y
	y = min(y, max(2, a.H()-l.rows-len(notes)))
	box := a.Sub(x, y, l.width, l.rows+len(notes))
	a.Sub(x-1, y, a.W(), box.H()).Fill(o.Theme.Ground)
	field, under := box.Rows(l.rows)
	l.edit.Draw(field, p, o.Theme.Field)
	under.Para(0, l.width, note, ink)
}
