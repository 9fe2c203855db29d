package improvement

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/improve"
	"convene/internal/day"
	"convene/internal/ledger"
	"convene/internal/text"
	"convene/ui/desk"
	"convene/ui/kit"
	"convene/ui/screen"
)

// talk is the five questions with the team's answers, and how the partners look at the measures together.
type talk struct {
	in  *Screen
	cur desk.Cursor
}

// The fields of a joint review.
const (
	everyField  = "every"
	formatField = "format"
	voicesField = "voices"
	nextField   = "next"
)

// reviewFields lists the fields of a joint review in their order.
func reviewFields() []struct{ id, label, hint string } {
	return []struct{ id, label, hint string }{
		{everyField, "How often we meet", ""},
		{formatField, "Kind of meeting", "How long, where, who leads, and how it ends in something to do."},
		{voicesField, "Every voice", "How everybody is heard alike: a round, pairs first, who speaks last."},
		{nextField, "Next time", ""},
	}
}

func talkPaper(sh screen.Shared, order day.Order, w, h int) paper {
	p := newPaper(w, h)
	s := sh.Public.Improve()
	for _, id := range improve.Prompts() {
		prompt := sh.Guide.ImprovementPrompt(id)
		p.Heading(prompt.Label)
		p.Para(prompt.Hint, kit.ToneMuted)
		if id == "share" {
			legal(p.Sheet, sh)
		}
		e := kit.SheetEntry{Mark: sh.Theme.Symbols.Done, Text: s.Answer(id).Text}
		if e.Text == "" {
			e = kit.SheetEntry{Mark: sh.Theme.Symbols.Open, Text: "No answer yet: press Enter and write.", Tone: kit.ToneMuted}
		}
		r := ref{kind: answerKind, id: id}
		p.Put(p.Sheet, r.String(), r, e)
	}
	p.Heading("Joint reviews")
	review := s.Review()
	for _, f := range reviewFields() {
		e := kit.SheetEntry{Label: f.label, Text: reviewed(review, f.id, order, day.Of(sh.Now))}
		if e.Text == "" {
			e.Text, e.Tone = notSaid, kit.ToneMuted
		}
		if f.id == nextField && read(sh.Public).Home(day.Of(sh.Now)).ReviewDue {
			e.Warn = sh.Theme.Symbols.Warn + " It is time to look together."
		}
		r := ref{kind: reviewKind, field: f.id}
		p.Put(p.Sheet, r.String(), r, e)
	}
	return p
}

// reviewed is what a field of a joint review says.
func reviewed(r improve.Review, field string, order day.Order, today day.Day) string {
	switch field {
	case everyField:
		return r.Every.Label()
	case formatField:
		return r.Format
	case voicesField:
		return r.Voices
	}
	return day.Show(r.Next, order, today)
}

// writeReview opens a field of the joint reviews.
func (s *Screen) writeReview(r ref, of desk.Editing) tea.Cmd {
	src := desk.Source[improve.Review]{
		Now: func() improve.Review { return s.state().Review() },
		Get: func(v improve.Review) string { return reviewed(v, r.field, s.Env.Days, s.Today()) },
		Op:  func(p ledger.Patch) any { return improve.EditReview{Patch: p} },
	}
	list := reviewFields()
	for i, f := range list {
		if f.id == r.field {
			of.Label, of.Hint = f.label, f.hint
			if i+1 < len(list) {
				of.Next = func() tea.Cmd { return s.talk.write(ref{kind: reviewKind, field: list[i+1].id}) }
			}
		}
	}
	switch r.field {
	case everyField:
		return s.offerRhythm()
	case nextField:
		return s.Edit.Start(desk.DayOf(s.Desk, src, func(v *improve.Review) *day.Day { return &v.Next }, of))
	}
	src.Set = func(v *improve.Review, typed string) error {
		if r.field == formatField {
			v.Format = typed
		} else {
			v.Voices = typed
		}
		return nil
	}
	of.Long, of.Lines, of.Max = true, true, text.BlockMax
	return s.Edit.Start(desk.Edited(s.Desk, src, of))
}

func rhythms() []improve.Frequency {
	return append([]improve.Frequency{""}, improve.Frequencies()...)
}

// offerRhythm asks how often the partners meet about the measures.
func (s *Screen) offerRhythm() tea.Cmd {
	list := rhythms()
	items, sel := make([]screen.Item, len(list)), 0
	for i, f := range list {
		items[i] = screen.Item{Label: f.Label()}
		if f == "" {
			items[i].Label = notSaid
		}
		if f == s.state().Review().Every {
			sel = i
		}
	}
	return screen.Open(screen.NewChoice("How often do we look together?", items, sel, func(i int) tea.Cmd {
		return screen.Refused(s.setRhythm(list[i]))
	}))
}

func (s *Screen) setRhythm(every improve.Frequency) error {
	base := s.state().Review()
	next := base
	next.Every = every
	patch := ledger.Diff(base, next)
	if len(patch) == 0 {
		return nil
	}
	return s.Env.Do(improve.EditReview{Patch: patch})
}

// cycle goes on to the next rhythm.
func (t *talk) cycle() tea.Cmd {
	list := rhythms()
	for i, f := range list {
		if f == t.in.state().Review().Every {
			return screen.Refused(t.in.setRhythm(list[(i+1)%len(list)]))
		}
	}
	return nil
}

func (t *talk) paper() paper {
	return talkPaper(t.in.Shared(), t.in.Env.Days, t.in.W, t.in.H)
}

func (t *talk) sheet() *kit.Sheet { return t.paper().Sheet }

// Keys implements desk.Part.
func (t *talk) Keys() []kit.Key {
	r, _ := t.paper().Chosen(&t.cur)
	fixed := "Choose how often you meet first."
	if r.field == everyField {
		fixed = ""
	}
	return append(t.cur.Moving(t.sheet, t.in.Page),
		kit.Key{Press: []string{"enter", "e"}, Show: "Enter", Help: "write", Foot: 2, Run: func() tea.Cmd { return t.write(r) }},
		kit.Key{Press: []string{"space"}, Show: "Space", Help: "next choice", Foot: 3, Off: fixed, Run: t.cycle},
		kit.Key{Press: []string{"l"}, Show: "l", Help: "log of looks", Foot: 4, Run: func() tea.Cmd { t.in.looks.open(""); return nil }},
		kit.Key{Press: []string{"esc", "left"}, Show: "Esc", Help: "the measures", Foot: 5, Run: t.in.To(modeList)},
	)
}

// write opens an answer or a field of the joint reviews; the next one comes after it.
func (t *talk) write(r ref) tea.Cmd {
	t.cur.To(r.String())
	of := desk.Editing{Over: t}
	list := improve.Prompts()
	for i, id := range list {
		if r.kind == answerKind && id == r.id && i+1 < len(list) {
			of.Next = func() tea.Cmd { return t.write(ref{kind: answerKind, id: list[i+1]}) }
		}
	}
	return t.in.write(r, of)
}

// Update implements desk.Part.
func (t *talk) Update(msg tea.Msg) tea.Cmd {
	if t.cur.Pointed(t.sheet(), msg) {
		r, _ := t.paper().Chosen(&t.cur)
		return t.write(r)
	}
	return nil
}

// View implements desk.Part.
func (t *talk) View(w, h int) screen.View {
	t.cur.Follow(t.in.Desk, t.sheet(), w, h)
	return talkView{t.in.Env.Days, t.cur.Top()}
}

// Layer implements desk.Part.
func (t *talk) Layer(int, int) screen.Layer { return t.cur.Layer() }

type talkView struct {
	order day.Order
	top   int
}

// Where implements screen.Found.
func (talkView) Where() string { return "review" }

// Draw implements screen.View.
func (v talkView) Draw(a kit.Area, sh screen.Shared) {
	home := read(sh.Public).Home(day.Of(sh.Now))
	note := fmt.Sprintf("%d of %d answered", home.Answered, len(improve.Prompts()))
	kit.Heading(a.Sub(0, 0, a.W(), 1), "Five questions", note, sh.Theme)
	talkPaper(sh, v.order, a.W(), a.H()).Draw(desk.Body(a), v.top, sh.Theme)
}
