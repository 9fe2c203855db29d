package inventory

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/ledger"
	"convene/internal/text"
	"convene/ui/desk"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// share is what the team shares with every partner, and who was given it when.
type share struct {
	in  *Screen
	sel string // a field, or "row:" and a partner
	top int
	h   int // rows that fit
}

// shareField is one of the three paragraphs.
type shareField struct {
	id, label, hint string
	at              func(*partner.Vision) *string
}

func shareFields() []shareField {
	return []shareField{
		{"vision", "Our vision", "What every child should have, in one or two sentences.", func(v *partner.Vision) *string { return &v.Vision }},
		{"goals", "Our goals", "What we work toward, in words a neighbor understands. Ctrl+J begins a new line.", func(v *partner.Vision) *string { return &v.Goals }},
		{"initiatives", "What comes first", "What we put first this year.", func(v *partner.Vision) *string { return &v.Initiatives }},
	}
}

// order is everything that can be chosen, from top to bottom.
func (s *share) order() []string {
	var out []string
	for _, f := range shareFields() {
		out = append(out, f.id)
	}
	for _, r := range list(s.in.Env.State().Public(), s.in.Env.Memo, query{}).rows {
		out = append(out, "row:"+string(r.ID))
	}
	return out
}

func (s *share) step(n int) tea.Cmd {
	all := s.order()
	s.sel = all[kit.Step(s.index(all), n, len(all))]
	return nil
}

func (s *share) index(all []string) int {
	for i, id := range all {
		if id == s.sel {
			return i
		}
	}
	return 0
}

// chosen is the partner that is chosen, false where a paragraph is.
func (s *share) chosen() (partner.Partner, bool) {
	id, ok := after(s.sel, "row:")
	if !ok {
		return partner.Partner{}, false
	}
	return s.in.Env.State().Partner.Partners.Get(id)
}

func (s *share) Keys() []kit.Key {
	p, onPartner := s.chosen()
	partnerOnly, paraOnly, given := "Choose a partner further down first.", "", ""
	if onPartner {
		partnerOnly, paraOnly = "", "Enter edits one of the three texts at the top; g notes that this partner was told."
		if _, ok := s.in.Env.State().Public().Receipt(p.ID); !ok {
			given = "Nothing was noted for " + p.Name + " yet."
		}
	} else {
		given = partnerOnly
	}
	return append(kit.Moving("choose", s.step, func() int { return max(1, s.h/2) }),
		kit.Key{Press: []string{"enter", "e"}, Show: "Enter", Help: "edit", Foot: 2, Off: paraOnly, Run: s.open},
		kit.Key{Press: []string{"g"}, Show: "g", Help: "told today", Foot: 3, Off: partnerOnly, Run: func() tea.Cmd { return s.give(day.Of(s.in.Env.Now())) }},
		kit.Key{Press: []string{"d"}, Show: "d", Help: "told on another day", Foot: 4, Off: partnerOnly, Run: s.askDay},
		kit.Key{Press: []string{"x"}, Show: "x", Help: "take the note back", Foot: 5, Off: given, Run: func() tea.Cmd { return s.give(day.None) }},
		kit.Key{Press: []string{"n"}, Show: "n", Help: "next still to tell", Foot: 6, Run: s.nextUntold},
		kit.Key{Press: []string{"esc", "left"}, Show: "Esc", Help: "back to the list", Foot: 7, Run: s.in.To(modeList)},
	)
}

// give notes the day on which the chosen partner was told; none takes the note back.
func (s *share) give(d day.Day) tea.Cmd {
	p, ok := s.chosen()
	if !ok {
		return nil
	}
	op := partner.Give{Partner: p.ID, On: string(d)}
	if d != day.None {
		op.By = s.in.Env.Session.Actor().Name
	}
	return screen.Refused(s.in.Env.Do(op))
}

func (s *share) askDay() tea.Cmd {
	p, ok := s.chosen()
	if !ok {
		return nil
	}
	return screen.Open(screen.NewPrompt(screen.Prompt{Title: "When was " + p.Name + " told?", Hint: "A day, like 5 Oct, last fri or 2026-10-05.",
		Done: func(typed string) (tea.Cmd, error) {
			d, err := past(typed, day.Of(s.in.Env.Now()), s.in.Env.Days)
			if err != nil {
				return nil, err
			}
			return s.give(d), nil
		}}, ""))
}

// past reads a day that lies behind us: one without a year is the last there was.
func past(typed string, today day.Day, order day.Order) (day.Day, error) {
	if last, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(typed)), "last "); ok {
		typed = last
	}
	d, err := day.Parse(typed, today, order)
	if err != nil {
		return day.None, err
	}
	switch {
	case d == day.None:
		return day.None, ledger.Refuse("Write a day, or Esc to leave it.")
	case !today.Before(d):
		return d, nil
	case d.Sub(today) <= 7 && !strings.ContainsAny(typed, "0123456789"): // a weekday
		return d.Add(-7), nil
	case d.AddMonths(-12).Before(today) && !strings.HasPrefix(typed, "in ") && !strings.Contains(typed, string(d)[:4]):
		return d.AddMonths(-12), nil
	}
	return day.None, ledger.Refuse("That day is still to come. Nothing was noted.")
}

func (s *share) nextUntold() tea.Cmd {
	all, p := s.order(), s.in.Env.State().Public()
	at := s.index(all)
	for i := range all {
		id, ok := after(all[(at+1+i)%len(all)], "row:")
		if !ok {
			continue
		}
		if _, told := p.Receipt(partner.ID(id)); !told {
			s.sel = "row:" + id
			return nil
		}
	}
	return screen.Notice("Every partner was told.")
}

func (s *share) open() tea.Cmd {
	for _, f := range shareFields() {
		if f.id == s.sel {
			return s.openField(f)
		}
	}
	return nil
}

func (s *share) openField(f shareField) tea.Cmd {
	base := s.in.Env.State().Public().Vision()
	now := func() partner.Vision { return s.in.Env.State().Public().Vision() }
	return s.in.Edit.Start(desk.Editing{
		Spot: f.id, Label: f.label, Hint: f.hint, Long: true, Lines: true, Max: text.BlockMax, Value: *f.at(&base), Place: "inventory/share/" + f.id, Over: s,
		Put: func(typed string) error {
			next := base
			*f.at(&next) = text.Block(typed, text.BlockMax)
			patch := ledger.Diff(base, next)
			if len(patch) == 0 {
				return nil
			}
			return s.in.Env.Do(partner.Share{Patch: patch})
		},
		Now:   func() string { v := now(); return *f.at(&v) },
		Yield: func() { base = now() },
		Next: func() tea.Cmd {
			s.step(1)
			return s.open()
		},
	})
}

func (s *share) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.WheelMsg:
		return s.step(msg.N)
	case screen.ClickMsg:
		id, _ := after(msg.Spot, "field:")
		if v, ok := after(msg.Spot, "value:"); ok {
			id = v
		}
		if _, ok := after(msg.Spot, "row:"); ok {
			id = msg.Spot
		}
		if id != "" {
			s.sel = id
			if msg.Twice {
				return s.open()
			}
		}
	}
	return nil
}

// shareForm is the three paragraphs.
func shareForm(v partner.Vision, top int) kit.Form {
	f := kit.Form{Top: top}
	for _, x := range shareFields() {
		f.Fields = append(f.Fields, kit.FormField{ID: x.id, Label: x.label, Text: *x.at(&v)})
	}
	return f
}

// tellHead is the rows between the paragraphs and the first partner.
const tellHead = 3

func (s *share) View(w, h int) screen.View {
	s.h = max(1, h-desk.HeadRows-1)
	p := s.in.Env.State().Public()
	f := shareForm(p.Vision(), s.top)
	all := s.order()
	height := f.Height(w)
	if _, ok := after(s.sel, "row:"); ok {
		y := height + tellHead + s.index(all) - len(shareFields())
		s.top = kit.Window{Top: s.top, Rows: s.h, Of: shareHeight(height, len(all))}.Follow(y).Top
	} else {
		s.top = f.Follow(w, s.h, s.sel).Top
	}
	s.top = max(0, min(s.top, shareHeight(height, len(all))-s.h))
	return shareView{s.top}
}

func shareHeight(form, all int) int { return form + tellHead + all - len(shareFields()) }

type shareView struct{ top int }

// Where implements screen.Found.
func (shareView) Where() string { return modeShare }

// Draw implements screen.View.
func (v shareView) Draw(a kit.Area, sh screen.Shared) {
	th := sh.Theme
	rows := list(sh.Public, sh.Memo, query{}).rows
	untold := 0
	for _, r := range rows {
		if _, ok := sh.Receipt(r.ID); !ok {
			untold++
		}
	}
	note := kit.Count(untold, "partner still to tell", "partners still to tell")
	if untold == 0 && len(rows) > 0 {
		note = th.Symbols.Check + " every partner was told"
	}
	kit.Heading(a.Sub(0, 0, a.W(), 2), "What we share with every partner", note, th)
	body := a.Sub(0, desk.HeadRows, a.W(), a.H()-desk.HeadRows-1)
	f := shareForm(sh.Vision(), v.top)
	f.Draw(body, th)
	y := f.Height(a.W()) - v.top
	name := min(44, max(body.W()-42, body.W()/3))
	if body.W() < 56 {
		name = body.W() - 18
	}
	under := body.Sub(0, y+1, body.W(), 1)
	under.PrintIn(kit.Margin, 0, name, "Who was told", th.Muted)
	under.Print(name+4, 0, "When", th.Muted)
	under.Print(name+22, 0, "By", th.Muted)
	if len(rows) == 0 {
		body.Sub(kit.Margin, y+tellHead, body.W(), 2).Para(0, 60, "No partners yet. List some first: Esc, then a.", th.Text)
	}
	today := day.Of(sh.Now)
	for i, r := range rows {
		row := body.Sub(0, y+tellHead+i, body.W(), 1)
		if row.H() == 0 {
			continue
		}
		row.PrintIn(kit.Margin, 0, name, r.Name, th.Text)
		if got, ok := sh.Receipt(r.ID); ok {
			row.PrintIn(name+4, 0, 16, day.Show(day.Day(got.On), day.DayFirst, today), th.Text)
			row.Print(name+22, 0, got.By, th.Muted)
		} else {
			row.Print(name+4, 0, th.Symbols.None+" not yet", th.Warn)
		}
		row.Spot("row:" + string(r.ID))
	}
	kit.Hidden(a.Sub(kit.Margin, a.H()-1, a.W(), 1), kit.Window{Top: v.top, Rows: body.H(), Of: shareHeight(f.Height(a.W()), len(rows)+len(shareFields()))}, th)
}

func (s *share) Layer(int, int) screen.Layer {
	if s.in.At == desk.ModeEdit {
		return shareLayer{}
	}
	if _, ok := after(s.sel, "row:"); ok {
		return shareLayer{s.sel}
	}
	return shareLayer{"field:" + s.sel}
}

type shareLayer struct{ spot string }

// Paint implements screen.Layer.
func (l shareLayer) Paint(_ kit.Area, p *paint.Personal, o screen.Own) {
	kit.Select(p, l.spot, o.Theme)
}
