package improvement

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/improve"
	"convene/internal/day"
	"convene/ui/desk"
	"convene/ui/kit"
	"convene/ui/screen"
)

// form is one measure, open for filling in.
type form struct {
	in      *Screen
	measure string
	all     bool // every value is shown, not only the newest
	cur     desk.Cursor
}

// open opens a measure.
func (f *form) open(id string) {
	if f.measure != id {
		f.cur, f.all = desk.Cursor{}, false
	}
	f.measure, f.in.At = id, modeMeasure
	f.in.list.cur.To(ref{kind: measureKind, id: id}.String())
}

const (
	twoCols   = 92 // the body width from which fields and values stand side by side
	chartRows = 7
	chartLow  = 5  // rows where there is little room
	tall      = 30 // rows of a body that has much
)

// formPaper lays the form out: how it goes, then the fields, then what was learned.
func formPaper(sh screen.Shared, id string, order day.Order, all bool, w, h int) paper {
	p := newPaper(w, h)
	m, ok := find(read(sh.Public), id)
	if !ok {
		return p
	}
	goes := func(s *kit.Sheet) { p.goes(s, sh, m, order, all, h) }
	about := func(s *kit.Sheet) { p.about(s, sh, m, order) }
	if w >= twoCols {
		p.Columns(about, goes)
	} else {
		goes(p.Sheet)
		about(p.Sheet)
	}
	p.Heading("What we learned")
	p.Anchor(desk.Field + adding(lookKind))
	p.looks(sh, read(sh.Public).Reflections(id), order, false)
	return p
}

func find(v improve.View, id string) (improve.Measure, bool) {
	list := v.Measures()
	i := slices.IndexFunc(list, func(m improve.Measure) bool { return m.ID == id })
	if i < 0 {
		return improve.Measure{}, false
	}
	return list[i], true
}

// goes shows how a measure goes: what to heed, its chart with the words for it, and its values.
func (p paper) goes(s *kit.Sheet, sh screen.Shared, m improve.Measure, order day.Order, all bool, h int) {
	v, today := read(sh.Public), day.Of(sh.Now)
	s.Heading("How it goes")
	rows := chartRows
	if h < tall {
		rows = chartLow
	}
	if c, ok := picture(v, m, order, today); ok && h >= chartRows+2 {
		s.Chart(c, rows, sh.Theme)
	}
	s.Add(kit.SheetEntry{Text: v.Story(m, today), Warn: heed(v, m, late(v, today), today, sh.Theme.Symbols)})
	values(p, s, sh, m, order, all)
}

// about shows the fields of a measure.
func (p paper) about(s *kit.Sheet, sh screen.Shared, m improve.Measure, order day.Order) {
	for _, part := range parts() {
		s.Heading(part.title)
		for _, f := range part.fields {
			e := kit.SheetEntry{Label: f.label, Text: f.show(m, order, day.Of(sh.Now))}
			switch f.id {
			case goalField:
				e.Text = goalText(sh.Public, m.Goal)
			case partnersField:
				e.Text = sh.Public.NamesOf(m.Partners)
			}
			if e.Text == "" || e.Text == notSaid {
				e.Text, e.Tone = notSaid, kit.ToneMuted
			}
			r := ref{measureKind, m.ID, f.id}
			p.Put(s, r.String(), r, e)
		}
	}
	legal(s, sh)
}

// legal is the reminder of what the law protects.
func legal(s *kit.Sheet, sh screen.Shared) {
	s.Add(kit.SheetEntry{Text: sh.Theme.Symbols.Warn + " " + sh.Guide.LegalTitle + ". " + sh.Guide.LegalNote, Tone: kit.ToneMuted})
}

func (f *form) paper() paper {
	return formPaper(f.in.Shared(), f.measure, f.in.Env.Days, f.all, f.in.W, f.in.H)
}

func (f *form) sheet() *kit.Sheet { return f.paper().Sheet }

// Keys implements desk.Part.
func (f *form) Keys() []kit.Key {
	r, _ := f.paper().Chosen(&f.cur)
	field, _ := fieldOf(r.field)
	notChoice, notDated, notLine := "Choose a field that is one of a few words first.", "Choose a value or a look first.", "Choose a value or a look first. The measure itself is removed in the list."
	if r.kind == measureKind && field.choice != nil {
		notChoice = ""
	}
	dated := (r.kind == valueKind || r.kind == lookKind) && r.id != ""
	if dated {
		notDated, notLine = "", ""
	}
	shows := "show all values"
	if f.all {
		shows = "show the newest values only"
	}
	adds := "add a value"
	if r.kind == lookKind {
		adds = "add a look"
	}
	side := func(n int) func() tea.Cmd {
		return func() tea.Cmd { f.cur.Step(f.sheet(), n, 0); return nil }
	}
	return append(f.cur.Moving(f.sheet, f.in.Page),
		kit.Key{Press: []string{"left"}, Show: "←", Help: "the column on the left", Run: side(-1)},
		kit.Key{Press: []string{"right"}, Show: "→", Help: "the column on the right", Run: side(1)},
		kit.Key{Press: []string{"enter", "e"}, Show: "Enter", Help: "write", Foot: 2, Run: func() tea.Cmd { return f.write(r) }},
		kit.Key{Press: []string{"space"}, Show: "Space", Help: "next choice", Foot: 3, Off: notChoice, Run: func() tea.Cmd { return f.in.cycle(r) }},
		kit.Key{Press: []string{"a"}, Show: "a", Help: adds, Foot: 4, Run: func() tea.Cmd { return f.add(r) }},
		kit.Key{Press: []string{"d"}, Show: "d", Help: "its day", Foot: 5, Off: notDated, Run: func() tea.Cmd { return f.write(ref{r.kind, r.id, dayField}) }},
		kit.Key{Press: []string{"x"}, Show: "x", Help: "remove", Foot: 6, Off: notLine, Run: func() tea.Cmd { return f.in.remove(r) }},
		kit.Key{Press: []string{"v"}, Show: "v", Help: shows, Run: func() tea.Cmd { f.all = !f.all; return nil }},
		kit.Key{Press: []string{"L"}, Show: "L", Help: "add a look", Run: func() tea.Cmd { return f.add(ref{kind: lookKind}) }},
		kit.Key{Press: []string{"l"}, Show: "l", Help: "log of looks", Run: func() tea.Cmd { f.in.looks.open(f.measure); return nil }},
		kit.Key{Press: []string{"]"}, Show: "]", Help: "next measure", Foot: 7, Run: f.turn(1)},
		kit.Key{Press: []string{"["}, Show: "[", Help: "measure before", Run: f.turn(-1)},
		kit.Key{Press: []string{"i"}, Show: "i", Help: "the partner's page", Run: func() tea.Cmd { return f.in.page(f.measure) }},
		kit.Key{Press: []string{"esc"}, Show: "Esc", Help: "back", Foot: 9, Run: f.in.To(modeList)},
	)
}

// turn opens the next measure of those that the list shows.
func (f *form) turn(n int) func() tea.Cmd {
	return func() tea.Cmd {
		list := f.in.list.filter.list(f.in.read())
		i := slices.IndexFunc(list, func(m improve.Measure) bool { return m.ID == f.measure })
		if len(list) < 2 || i < 0 {
			return screen.Notice("There is no other measure in the list. Esc goes back to it.")
		}
		f.open(list[(i+n+len(list))%len(list)].ID)
		return nil
	}
}

// add opens a field for a value, or for a look where the cursor stands among the looks.
func (f *form) add(r ref) tea.Cmd {
	if r.kind == lookKind {
		return f.in.addLook(f.measure, f, &f.cur)
	}
	return f.in.addValue(f.measure, f, &f.cur)
}

// write opens a place; in an empty one the first value or look.
func (f *form) write(r ref) tea.Cmd {
	switch {
	case r.kind == "":
		return nil
	case r.id == "":
		return f.add(r)
	}
	f.at(r)
	of := desk.Editing{Over: f}
	if next := typedAfter(r.field); r.kind == measureKind && next != "" {
		of.Next = func() tea.Cmd { return f.write(ref{measureKind, r.id, next}) }
	}
	return f.in.write(r, of)
}

// at chooses the place that a field opens in.
func (f *form) at(r ref) {
	if r.kind == measureKind {
		f.cur.To(r.String())
	}
}

// Update implements desk.Part.
func (f *form) Update(msg tea.Msg) tea.Cmd {
	if f.cur.Pointed(f.sheet(), msg) {
		r, _ := f.paper().Chosen(&f.cur)
		return f.write(r)
	}
	return nil
}

// View implements desk.Part.
func (f *form) View(w, h int) screen.View {
	f.cur.Follow(f.in.Desk, f.sheet(), w, h)
	return formView{f.measure, f.in.list.filter, f.all, f.in.Env.Days, f.cur.Top()}
}

// Layer implements desk.Part.
func (f *form) Layer(int, int) screen.Layer { return f.cur.Layer() }

type formView struct {
	measure string
	filter  filter
	all     bool
	order   day.Order
	top     int
}

// Where implements screen.Found.
func (v formView) Where() string { return "measure:" + v.measure }

// Draw implements screen.View.
func (v formView) Draw(a kit.Area, sh screen.Shared) {
	r := read(sh.Public)
	m, ok := find(r, v.measure)
	if !ok {
		a.Para(1, 60, "Somebody has removed this measure. Esc goes back.", sh.Theme.Text)
		return
	}
	list := v.filter.list(r)
	note := ""
	if i := slices.IndexFunc(list, func(o improve.Measure) bool { return o.ID == m.ID }); i >= 0 {
		note = fmt.Sprintf("Measure %d of %d", i+1, len(list))
	}
	kit.Heading(a.Sub(0, 0, a.W(), 1), m.What, note, sh.Theme)
	formPaper(sh, v.measure, v.order, v.all, a.W(), a.H()).Draw(desk.Body(a), v.top, sh.Theme)
}
