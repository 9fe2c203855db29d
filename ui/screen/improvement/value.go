package improvement

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/improve"
	"convene/internal/day"
	"convene/internal/ledger"
	"convene/internal/text"
	"convene/ui/desk"
	"convene/ui/kit"
	"convene/ui/screen"
)

// valuesShown is how many values a form shows until all are asked for.
const valuesShown = 6

// values lays out what was observed of a measure, the newest first.
func values(p paper, s *kit.Sheet, sh screen.Shared, m improve.Measure, order day.Order, all bool) {
	series, today := read(sh.Public).Series(m.ID), day.Of(sh.Now)
	s.Anchor(desk.Field + adding(valueKind))
	if len(series) == 0 {
		r := ref{kind: valueKind}
		p.Put(s, r.String(), r, kit.SheetEntry{Text: "No value yet. Press a and type the first one, like 41%.", Tone: kit.ToneMuted})
	}
	for i := len(series) - 1; i >= 0; i-- {
		if !all && len(series)-i > valuesShown {
			s.Para(kit.Count(i+1, "older value", "older values")+": v shows them", kit.ToneMuted)
			break
		}
		o := series[i]
		e := kit.SheetEntry{Label: day.Show(o.On, order, today), Text: value(m, o)}
		if o.Note != "" {
			e.Text += "\n" + o.Note
		}
		if improve.Small(m, o) {
			e.Warn = sh.Theme.Symbols.Warn + " " + improve.SmallCounts.Label()
		}
		r := ref{kind: valueKind, id: o.ID}
		p.Put(s, r.String(), r, e)
	}
}

// observed is how one field of a value is read and written.
func (s *Screen) observed(id string, get func(improve.Observation) string, set func(*improve.Observation, string) error) desk.Source[improve.Observation] {
	return desk.Source[improve.Observation]{
		Now: func() improve.Observation { o, _ := s.state().Observations.Get(id); return o },
		Get: get, Set: set,
		Op: func(p ledger.Patch) any { return improve.EditObservation{Observation: id, Patch: p} },
	}
}

// writeValue opens a value; its day, its note and how many people it is about come after it.
func (s *Screen) writeValue(r ref, of desk.Editing) tea.Cmd {
	o, _ := s.state().Observations.Get(r.id)
	m, _ := s.state().Measures.Get(o.Measure)
	over := desk.Editing{Spot: ref{kind: valueKind, id: r.id}.String(), Over: of.Over}
	of.Spot = over.Spot
	next := func(field string) func() tea.Cmd {
		return func() tea.Cmd { return s.write(ref{valueKind, r.id, field}, over) }
	}
	switch r.field {
	case dayField:
		of.Next = next(noteField)
		return dated(s, s.observed(r.id, nil, nil), func(o *improve.Observation) *day.Day { return &o.On }, of)
	case noteField:
		of.Label, of.Hint, of.Long, of.Lines, of.Max, of.Next = "Note", "What to know about this value.", true, true, text.BlockMax, next(countField)
		return s.Edit.Start(desk.Edited(s.Desk, s.observed(r.id, func(o improve.Observation) string { return o.Note },
			func(o *improve.Observation, typed string) error { o.Note = typed; return nil }), of))
	case countField:
		of.Label, of.Hint, of.Max, of.Next = "How many people is it about?", "Under ten it can point at a child. Empty: not known.", numberMax, nil
		return s.Edit.Start(desk.Edited(s.Desk, s.observed(r.id, showCount, setCount), of))
	}
	of.Label, of.Hint, of.Max, of.Next = "Value", "Like "+example(m)+". Tab goes on to the day.", numberMax, next(dayField)
	return s.Edit.Start(desk.Edited(s.Desk, s.observed(r.id, func(o improve.Observation) string { return improve.Show(o.Value, m.Unit) },
		func(o *improve.Observation, typed string) error {
			v, err := improve.ParseNumber(typed, m.Unit)
			if err == nil {
				o.Value = v
			}
			return err
		}), of))
}

// example is a value as somebody may type it.
func example(m improve.Measure) string {
	if m.Unit == "" {
		return "41, 3.5 or 75%"
	}
	return improve.Show(41, m.Unit) + ", or 41 alone"
}

func showCount(o improve.Observation) string {
	if o.Count == nil {
		return ""
	}
	return strconv.Itoa(*o.Count)
}

func setCount(o *improve.Observation, typed string) error {
	if typed == "" {
		o.Count = nil
		return nil
	}
	v, err := improve.ParseNumber(typed, "")
	if err != nil {
		return err
	}
	n := int(v)
	if float64(n) != v {
		return ledger.Refuse("People are counted in whole numbers. Nothing was changed: write one like 120.")
	}
	o.Count = &n
	return nil
}

// addValue opens a field for values of today; it stays open for the next one. Tab goes on to the day of the last one.
func (s *Screen) addValue(measure string, over desk.Part, cur *desk.Cursor) tea.Cmd {
	m, ok := s.state().Measures.Get(measure)
	if !ok {
		return nil
	}
	last := ""
	of := desk.Editing{Spot: adding(valueKind), Label: "New value", Over: over, Max: numberMax, Again: true, Place: "improve/value/" + measure}
	of.Hint = "Like " + example(m) + ", of today. Tab goes on to its day and note."
	of.Put = func(typed string) error {
		m, _ := s.state().Measures.Get(measure)
		v, err := improve.ParseNumber(typed, m.Unit)
		if err != nil {
			return err
		}
		if unit := improve.UnitOf(typed); m.Unit == "" && unit != "" {
			if err := s.put(measure, func(m *improve.Measure) { m.Unit = unit }); err != nil {
				return err
			}
		}
		o := improve.Observation{ID: s.Env.NewID(), Measure: measure, On: s.Today(), Value: v}
		if err := s.Env.Do(improve.AddObservation{Observation: o}); err != nil {
			return err
		}
		last = o.ID
		cur.To(ref{kind: valueKind, id: last}.String())
		return nil
	}
	of.Now, of.Yield = func() string { return "" }, func() {}
	of.Next = func() tea.Cmd { return s.write(ref{valueKind, last, dayField}, desk.Editing{Over: over}) }
	return s.Edit.Start(of)
}
