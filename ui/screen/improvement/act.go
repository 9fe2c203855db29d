package improvement

import (
	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/improve"
	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/ledger"
	"convene/internal/text"
	"convene/ui/desk"
	"convene/ui/screen"
)

// write opens a place for writing: a field that is typed, or a list to choose from. of says where, and what comes next.
func (s *Screen) write(r ref, of desk.Editing) tea.Cmd {
	if of.Spot == "" {
		of.Spot = r.String()
	}
	of.Place = "improve/" + r.String()
	switch r.kind {
	case measureKind:
		return s.writeMeasure(r, of)
	case valueKind:
		return s.writeValue(r, of)
	case lookKind:
		return s.writeLook(r, of)
	case answerKind:
		prompt := s.Env.Guide.ImprovementPrompt(r.id)
		of.Label, of.Hint, of.Long, of.Lines, of.Max = prompt.Label, prompt.Hint, true, true, text.BlockMax
		return s.Edit.Start(desk.Edited(s.Desk, desk.Source[improve.Answer]{
			Now: func() improve.Answer { return s.state().Answer(r.id) },
			Get: func(a improve.Answer) string { return a.Text },
			Set: func(a *improve.Answer, typed string) error { a.Text = typed; return nil },
			Op:  func(p ledger.Patch) any { return improve.WriteAnswer{Prompt: r.id, Patch: p} },
		}, of))
	case reviewKind:
		return s.writeReview(r, of)
	}
	return nil
}

func (s *Screen) writeMeasure(r ref, of desk.Editing) tea.Cmd {
	f, ok := fieldOf(r.field)
	switch {
	case r.field == partnersField:
		return s.repartner(r.id)
	case r.field == goalField:
		return s.follow(r.id)
	case !ok:
		return nil
	case f.choice != nil:
		return s.offer(r.id, f)
	}
	src := desk.Source[improve.Measure]{
		Now: func() improve.Measure { m, _ := s.state().Measures.Get(r.id); return m },
		Get: func(m improve.Measure) string { return f.show(m, s.Env.Days, s.Today()) },
		Set: f.set,
		Op:  func(p ledger.Patch) any { return improve.EditMeasure{Measure: r.id, Patch: p} },
	}
	of.Label, of.Hint, of.Lines, of.Max = f.label, f.hint, f.lines, f.max
	of.Long = f.max >= text.LineMax
	switch {
	case f.day != nil:
		return s.Edit.Start(desk.DayOf(s.Desk, src, f.day, of))
	case f.number != nil:
		of.Max = numberMax
	}
	return s.Edit.Start(desk.Edited(s.Desk, src, of))
}

// numberMax is how long a number may be as people type it, in cells.
const numberMax = 60

// offer asks for one of a few words.
func (s *Screen) offer(id string, f field) tea.Cmd {
	m, ok := s.state().Measures.Get(id)
	if !ok {
		return nil
	}
	items := make([]screen.Item, len(f.choice.labels))
	for i, l := range f.choice.labels {
		items[i] = screen.Item{Label: l}
	}
	return screen.Open(screen.NewChoice(f.label, items, f.choice.at(m), func(i int) tea.Cmd {
		return screen.Refused(s.put(id, func(m *improve.Measure) { f.choice.put(m, i) }))
	}))
}

// put changes a measure, where that changes anything.
func (s *Screen) put(id string, change func(*improve.Measure)) error {
	base, _ := s.state().Measures.Get(id)
	next := base
	change(&next)
	patch := ledger.Diff(base, next)
	if len(patch) == 0 {
		return nil
	}
	return s.Env.Do(improve.EditMeasure{Measure: id, Patch: patch})
}

// cycle goes on to the next word of a choice.
func (s *Screen) cycle(r ref) tea.Cmd {
	f, ok := fieldOf(r.field)
	m, there := s.state().Measures.Get(r.id)
	if !ok || !there || f.choice == nil {
		return nil
	}
	next := (f.choice.at(m) + 1) % len(f.choice.labels)
	if err := s.put(r.id, func(m *improve.Measure) { f.choice.put(m, next) }); err != nil {
		return screen.Refused(err)
	}
	return screen.Notice(f.label + ": " + f.choice.labels[next])
}

// repartner changes the partners of a measure.
func (s *Screen) repartner(id string) tea.Cmd {
	was := s.partners(id)
	return s.Partners("Which partners does it concern?", was, func(picked []partner.ID) tea.Cmd {
		return screen.Refused(s.put(id, func(m *improve.Measure) { m.Partners = desk.Picked(was, picked) }))
	})
}

// partners are those of a measure, with merges followed.
func (s *Screen) partners(id string) []partner.ID {
	for _, m := range s.read().Measures() {
		if m.ID == id {
			return m.Partners
		}
	}
	return nil
}

// follow asks which goal a measure follows. The goal's partners become the measure's where it has none.
func (s *Screen) follow(id string) tea.Cmd {
	m, ok := s.state().Measures.Get(id)
	list := s.goals().Goals(false)
	if !ok || len(list) == 0 {
		return screen.Notice("There is no shared goal yet. Write one in the shared plan first.")
	}
	items, sel := []screen.Item{{Label: "No goal"}}, 0
	for i, g := range list {
		if g.ID == m.Goal {
			sel = i + 1
		}
		items = append(items, screen.Item{Label: g.Text, Hint: s.Public().NamesOf(g.Partners)})
	}
	return screen.Open(screen.NewChoice("Which goal does it follow?", items, sel, func(i int) tea.Cmd {
		return screen.Refused(s.put(id, func(m *improve.Measure) {
			m.Goal = ""
			if i > 0 {
				m.Goal = list[i-1].ID
				if len(m.Partners) == 0 {
					m.Partners = list[i-1].Partners
				}
			}
		}))
	}))
}

// page opens the page of a measure's partner; where it has several it asks for one.
func (s *Screen) page(id string) tea.Cmd {
	list := s.partners(id)
	switch len(list) {
	case 0:
		return screen.Notice("This measure names no partner yet. Open it and choose one.")
	case 1:
		return screen.Go("partner-page", string(list[0]))
	}
	items := make([]screen.Item, len(list))
	for i, p := range list {
		items[i] = screen.Item{Label: s.Public().NameOf(p)}
	}
	return screen.Open(screen.NewChoice("Whose page?", items, 0, func(i int) tea.Cmd { return screen.Go("partner-page", string(list[i])) }))
}

// remove takes a record out of the plan.
func (s *Screen) remove(r ref) tea.Cmd {
	var op any
	switch r.kind {
	case measureKind:
		op = improve.RemoveMeasure{Measure: r.id, Observations: len(s.read().Series(r.id))}
	case valueKind:
		op = improve.RemoveObservation{Observation: r.id}
	case lookKind:
		op = improve.RemoveReflection{Reflection: r.id}
	default:
		return nil
	}
	if err := s.Env.Do(op); err != nil {
		return screen.Refused(err)
	}
	return screen.Notice("Removed. u brings it back.")
}

// The fields of a value and of a look.
const (
	dayField    = "on"
	valueField  = "value"
	countField  = "count"
	noteField   = "note"
	sawField    = "saw"
	thinkField  = "think"
	changeField = "change"
)

// dated opens the day of a record that always has one. What is typed takes its place; nothing leaves it as it is.
func dated[R ledger.Record](s *Screen, src desk.Source[R], at func(*R) *day.Day, of desk.Editing) tea.Cmd {
	of.Label, of.Past = "When", true
	of = desk.DayOf(s.Desk, src, at, of)
	put := of.Put
	of.Put = func(typed string) error {
		if typed == "" {
			return nil
		}
		return put(typed)
	}
	of.Hint = "It says " + of.Value + ". Empty: it stays."
	of.Value = ""
	return s.Edit.Start(of)
}
