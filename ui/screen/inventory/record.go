package inventory

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/guide"
	"convene/internal/ledger"
	"convene/internal/text"
	"convene/ui/desk"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// record is the record of one partner, open for editing in place.
type record struct {
	in      *Screen
	partner partner.ID
	sel     string // the chosen field
	top     int
	back    bool // Esc goes back to the partner's page
	rows    int  // that fit
	bare    bool // contacts are shown although the screen is shared
}

// openRecord opens a partner's record. back says that its page led here.
func (s *Screen) openRecord(id partner.ID, back bool) {
	s.sel, s.At = id, modeRecord
	s.record.partner, s.record.top, s.record.back, s.record.bare = id, 0, back, false
}

func (r *record) now() partner.Partner {
	p, _ := r.in.Env.State().Partner.Partners.Get(string(r.partner))
	return p
}

func (r *record) field() partner.Field {
	f, _ := partner.FieldByID(r.sel)
	return f
}

func (r *record) step(n int) tea.Cmd {
	fields := partner.Fields()
	i := slices.IndexFunc(fields, func(f partner.Field) bool { return f.ID == r.sel })
	r.sel = fields[kit.Step(max(0, i), n, len(fields))].ID
	return nil
}

func (r *record) Keys() []kit.Key {
	gone := ""
	if r.now().MergedInto != "" {
		gone = "This record was merged into another one. Esc goes back."
	}
	keys := kit.Moving("choose", r.step, func() int { return max(1, r.rows/2) })
	keys[1].Press = []string{"down", "tab"}
	seen := ""
	if !r.hidden() {
		seen = "The contacts are shown. F4 hides them while your screen is shared."
	}
	return append(keys,
		kit.Key{Press: []string{"enter", "e"}, Show: "Enter", Help: "edit", Foot: 2, Off: gone, Run: func() tea.Cmd { return r.open() }},
		kit.Key{Press: []string{"c"}, Show: "c", Help: "show the contacts", Off: seen, Run: r.contacts},
		kit.Key{Press: []string{"g"}, Show: "g", Help: "next gap", Foot: 3, Off: gone, Run: r.nextGap},
		kit.Key{Press: []string{"n"}, Show: "n", Help: "next partner", Foot: 4, Run: r.turn(1)},
		kit.Key{Press: []string{"p"}, Show: "p", Help: "partner before", Foot: 5, Run: r.turn(-1)},
		kit.Key{Press: []string{"i"}, Show: "i", Help: "this partner's page", Foot: 6, Run: func() tea.Cmd { r.in.At = modeList; return screen.Go(page, string(r.partner)) }},
		kit.Key{Press: []string{"esc", "left"}, Show: "Esc", Help: "back", Foot: 7, Run: r.leave},
	)
}

// contacts shows the contacts on a shared screen, once that was confirmed, until another record is opened.
func (r *record) contacts() tea.Cmd {
	return r.in.Env.Private("Contacts would be on the wall: names, email addresses and phone numbers.",
		func() tea.Cmd { r.bare = true; return nil })
}

// hidden says that contacts are not to be seen now.
func (r *record) hidden() bool { return r.in.Env.Wall && !r.bare }

func (r *record) leave() tea.Cmd {
	r.bare = false
	r.in.At = modeList
	if r.back {
		return screen.Go(page, string(r.partner))
	}
	return nil
}

// turn opens the record of the next partner in the list.
func (r *record) turn(n int) func() tea.Cmd {
	return func() tea.Cmd {
		r.in.list.step(n)
		r.partner, r.top, r.bare = r.in.sel, 0, false
		return nil
	}
}

// nextGap goes to the next empty field of the record.
func (r *record) nextGap() tea.Cmd {
	fields, p := partner.Fields(), r.now()
	from := slices.IndexFunc(fields, func(f partner.Field) bool { return f.ID == r.sel })
	for i := range fields {
		f := fields[(from+1+i)%len(fields)]
		if f.Part && f.Get(p) == "" {
			r.sel = f.ID
			return nil
		}
	}
	return screen.Notice("This record has no gaps.")
}

func (r *record) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.WheelMsg:
		return r.step(msg.N)
	case screen.ClickMsg:
		for _, prefix := range []string{"field:", "value:"} {
			if id, ok := after(msg.Spot, prefix); ok {
				r.sel = id
				if msg.Twice {
					return r.open()
				}
			}
		}
	}
	return nil
}

// recordForm is how a record looks: contacts take one line each whoever looks, since a scene must not know them.
func recordForm(p partner.Public, g *guide.Pack, top int) kit.Form {
	f := kit.Form{Top: top}
	for _, x := range partner.Fields() {
		head, part, contact := strings.Cut(x.ID, ".")
		row := kit.FormField{ID: x.ID, Label: g.Field(head).Label, Own: x.Contact, Apart: part == "name"}
		switch {
		case contact && part != "name":
			row.Label = "  " + part
		case !contact:
			row.Text = shown(x, partner.Partner{Public: p}, g)
		}
		f.Fields = append(f.Fields, row)
	}
	return f
}

// shown is a field's value in the guide's words.
func shown(f partner.Field, p partner.Partner, g *guide.Pack) string {
	switch f.ID {
	case "kinds":
		return kinds(p.Kinds, g)
	case "when":
		return whens(p.When, g)
	}
	return f.Get(p)
}

func (r *record) View(w, h int) screen.View {
	r.rows = max(1, h-desk.HeadRows-1)
	r.top = recordForm(r.now().Public, r.in.Env.Guide, r.top).Follow(w, r.rows, r.sel).Top
	return recordView{r.partner, r.top}
}

type recordView struct {
	partner partner.ID
	top     int
}

// Where implements screen.Found.
func (v recordView) Where() string { return "record:" + string(v.partner) }

// Draw implements screen.View.
func (v recordView) Draw(a kit.Area, sh screen.Shared) {
	th := sh.Theme
	p, _ := sh.Partner(v.partner)
	filled, of := sh.Complete(v.partner)
	title, note := p.Name, fmt.Sprintf("%d of %d filled", filled, of)
	a.PrintIn(0, 0, a.W()-paint.Width(note)-2, title, th.Heading)
	a.Right(0, note, th.Muted)
	a.Print(0, 1, state(p, sh), th.Muted)
	body := a.Sub(0, desk.HeadRows, a.W(), a.H()-desk.HeadRows-1)
	f := recordForm(p, sh.Guide, v.top)
	f.Draw(body, th)
	kit.Hidden(a.Sub(kit.Margin, a.H()-1, a.W(), 1), kit.Window{Top: v.top, Rows: body.H(), Of: f.Height(a.W())}, th)
}

// state says where a record comes from and what became of it.
func state(p partner.Public, sh screen.Shared) string {
	out := "Listed by whoever prepared"
	switch p.Origin {
	case partner.Team:
		out = "+ Listed by the team"
	case partner.Imported:
		out = "Came from a file"
	}
	if p.Archived {
		out += ", archived"
	}
	if p.MergedInto != "" {
		into, _ := sh.Partner(p.MergedInto)
		out += ", merged into " + into.Name
	}
	return out
}

func (r *record) Layer(int, int) screen.Layer {
	return recordLayer{r.partner, r.sel, r.in.At == modeRecord, r.hidden()}
}

// recordLayer is what only the person sees of a record: contacts and the selection.
type recordLayer struct {
	partner partner.ID
	sel     string
	chosen  bool
	hidden  bool // contacts are not to be seen
}

// Paint implements screen.Layer.
func (l recordLayer) Paint(a kit.Area, p *paint.Personal, o screen.Own) {
	rec, _ := o.State.Partner.Partners.Get(string(l.partner))
	for _, f := range partner.Fields() {
		if r, ok := p.Find("value:" + f.ID); ok && f.Contact {
			if v := f.Get(rec); v != "" && l.hidden {
				a.At(r).Print(0, 0, o.Theme.Symbols.Lock+" hidden: c shows it", o.Theme.Muted)
			} else if v != "" {
				a.At(r).Print(0, 0, v, o.Theme.Text)
			} else {
				a.At(r).Print(0, 0, o.Theme.Symbols.Absent, o.Theme.Faint)
			}
		}
	}
	if l.chosen {
		kit.Select(p, "field:"+l.sel, o.Theme)
	}
}

// open opens the chosen field: a list of checks for what has fixed values, a text field for the rest.
func (r *record) open() tea.Cmd {
	f := r.field()
	if f.Contact && r.hidden() {
		return r.in.Env.Private("This contact would be on the wall.", func() tea.Cmd { r.bare = true; return r.open() })
	}
	switch f.ID {
	case "kinds":
		return r.checkKinds(f)
	case "when":
		return r.checkWhens(f)
	}
	max := text.LineMax
	if f.Long {
		max = text.BlockMax
	}
	base := r.now()
	head, _, _ := strings.Cut(f.ID, ".")
	label := r.in.Env.Guide.Field(head).Label
	if f.Contact {
		label = f.Label
	}
	id := r.partner
	return r.in.Edit.Start(desk.Editing{
		Spot: f.ID, Label: label, Hint: r.in.Env.Guide.Field(head).Hint, Long: f.Long, Lines: f.Long, Max: max, Value: f.Get(base),
		Place: "inventory/" + string(id) + "/" + f.ID, Over: r,
		Put:   func(typed string) error { return r.put(f, &base, typed) },
		Now:   func() string { return f.Get(r.now()) },
		Yield: func() { base = r.now() },
		Next: func() tea.Cmd {
			r.step(1)
			return r.open()
		},
	})
}

// put makes the field say what was typed, if it still says what it said in base.
func (r *record) put(f partner.Field, base *partner.Partner, typed string) error {
	next, err := f.Set(*base, typed)
	if err != nil {
		return err
	}
	patch := ledger.Diff(*base, next)
	if len(patch) == 0 {
		return nil
	}
	return r.in.Env.Do(partner.Edit{Partner: base.ID, Patch: patch})
}

func (r *record) checkKinds(f partner.Field) tea.Cmd {
	var ids []string
	var items []screen.Item
	for _, k := range partner.Kinds() {
		it := r.in.Env.Guide.Kind(string(k))
		ids, items = append(ids, string(k)), append(items, screen.Item{Label: it.Label, Hint: it.Hint})
	}
	return r.check(f, ids, items, func(p partner.Partner, id string) bool { return slices.Contains(p.Kinds, partner.Kind(id)) })
}

func (r *record) checkWhens(f partner.Field) tea.Cmd {
	var ids []string
	var items []screen.Item
	for _, w := range partner.Whens() {
		it := r.in.Env.Guide.When(string(w))
		ids, items = append(ids, string(w)), append(items, screen.Item{Label: it.Label, Hint: it.Hint})
	}
	return r.check(f, ids, items, func(p partner.Partner, id string) bool { return slices.Contains(p.When, partner.When(id)) })
}

// check asks for any of a field's fixed values.
func (r *record) check(f partner.Field, ids []string, items []screen.Item, has func(partner.Partner, string) bool) tea.Cmd {
	base := r.now()
	on := map[int]bool{}
	for i, id := range ids {
		on[i] = has(base, id)
	}
	label := r.in.Env.Guide.Field(f.ID).Label
	return screen.Open(screen.NewChecks(label, items, on, func(on map[int]bool) tea.Cmd {
		var picked []string
		for i, id := range ids {
			if on[i] {
				picked = append(picked, id)
			}
		}
		typed := strings.Join(picked, ", ")
		err := r.put(f, &base, typed)
		var meet *ledger.MeetError
		if !errors.As(err, &meet) {
			return screen.Refused(err)
		}
		mine, _ := f.Set(base, typed)
		g, now := r.in.Env.Guide, r.now()
		return screen.Open(screen.NewMeet(label, shown(f, mine, g), shown(f, now, g), false, func(t screen.Take) tea.Cmd {
			if t != screen.Mine {
				return nil
			}
			return screen.Refused(r.put(f, &now, typed))
		}))
	}))
}
