package improvement

import (
	"slices"

	"convene/internal/activity/improve"
	"convene/internal/day"
	"convene/internal/text"
)

// field is one field of a measure: a text, a number, a day or a choice, or one that the form treats by itself.
type field struct {
	id, label, hint string
	text            func(*improve.Measure) *string
	max             int
	lines           bool
	number          func(*improve.Measure) **float64
	day             func(*improve.Measure) *day.Day
	choice          *choice
}

// choice is a field that is one of a few words.
type choice struct {
	labels []string
	at     func(improve.Measure) int
	put    func(m *improve.Measure, i int)
}

// choose makes a choice of list, with none before it for what is not said; unsaid may be one of the list instead.
func choose[T ~string](list []T, label func(T) string, unsaid T, at func(*improve.Measure) *T) *choice {
	if !slices.Contains(list, unsaid) {
		list = append([]T{unsaid}, list...)
	}
	c := &choice{at: func(m improve.Measure) int {
		if i := slices.Index(list, *at(&m)); i >= 0 {
			return i
		}
		return slices.Index(list, unsaid)
	}, put: func(m *improve.Measure, i int) { *at(m) = list[i] }}
	for _, v := range list {
		words := label(v)
		if v == "" {
			words = notSaid
		}
		c.labels = append(c.labels, words)
	}
	return c
}

const notSaid = "not said yet"

func importance() *choice {
	return &choice{labels: []string{notSaid, "a little", "much", "very much"},
		at: func(m improve.Measure) int { return max(0, min(m.Importance, 3)) }, put: func(m *improve.Measure, i int) { m.Importance = i }}
}

// The fields that are chosen from what the workspace holds.
const (
	goalField     = "goal"
	partnersField = "partners"
)

// part is a group of fields under one heading.
type part struct {
	title  string
	fields []field
}

// parts lists the fields of a measure in the order of the form.
func parts() []part {
	type m = improve.Measure
	return []part{
		{"What we count", []field{
			{id: "what", label: "What", hint: "One thing that is counted or asked, in a few words.", text: func(m *m) *string { return &m.What }, max: text.LineMax},
			{id: "unit", label: "Counted in", hint: "Like % or minutes. Empty: a plain number.", text: func(m *m) *string { return &m.Unit }, max: improve.UnitMax},
			{id: goalField, label: "Follows the goal"},
			{id: partnersField, label: "With"},
			{id: "owner", label: "Who looks after it", hint: "A name or a role.", text: func(m *m) *string { return &m.Owner }, max: text.NameMax},
		}},
		{"Where it should go", []field{
			{id: "direction", label: "Direction", choice: choose(improve.Directions(), improve.Direction.Label, "", func(m *m) *improve.Direction { return &m.Direction })},
			{id: "baseline", label: "Where it began", hint: "The value before you began. Empty: the first value below.", number: func(m *m) **float64 { return &m.Baseline }},
			{id: "target", label: "Target", hint: "The value to reach, like 70%. Empty: none.", number: func(m *m) **float64 { return &m.Target }},
			{id: "target_by", label: "By when", day: func(m *m) *day.Day { return &m.TargetBy }},
		}},
		{"How it is collected", []field{
			{id: "source", label: "Who collects it", choice: choose(improve.Sources(), improve.Source.Label, "", func(m *m) *improve.Source { return &m.Source })},
			{id: "collecting", label: "Is it new?", choice: choose(improve.Collectings(), improve.Collecting.Label, "", func(m *m) *improve.Collecting { return &m.Collecting })},
			{id: "collect_every", label: "How often", choice: choose(improve.Frequencies(), improve.Frequency.Label, "", func(m *m) *improve.Frequency { return &m.CollectEvery })},
		}},
		{"How it is shared", []field{
			{id: "importance", label: "Sharing it matters", choice: importance()},
			{id: "sharing", label: "May it be shared?", choice: choose(improve.Sharings(), improve.Sharing.Label, improve.Unknown, func(m *m) *improve.Sharing { return &m.Sharing })},
			{id: "share_every", label: "How often", choice: choose(improve.Frequencies(), improve.Frequency.Label, "", func(m *m) *improve.Frequency { return &m.ShareEvery })},
			{id: "sharing_note", label: "Who said so", hint: "Which agreement or rule, and who was asked.", text: func(m *m) *string { return &m.SharingNote }, max: text.BlockMax, lines: true},
		}},
	}
}

// fieldOf finds a field by its ID.
func fieldOf(id string) (field, bool) {
	for _, p := range parts() {
		for _, f := range p.fields {
			if f.id == id {
				return f, true
			}
		}
	}
	return field{}, false
}

// typedAfter is the next field that is typed; empty behind the last one.
func typedAfter(id string) string {
	seen := false
	for _, p := range parts() {
		for _, f := range p.fields {
			if seen && (f.text != nil || f.number != nil || f.day != nil) {
				return f.id
			}
			seen = seen || f.id == id
		}
	}
	return ""
}

// show is what a field says of a measure, empty where that is nothing.
func (f field) show(m improve.Measure, order day.Order, today day.Day) string {
	switch {
	case f.choice != nil:
		return f.choice.labels[f.choice.at(m)]
	case f.text != nil:
		return *f.text(&m)
	case f.number != nil && *f.number(&m) != nil:
		return improve.Show(**f.number(&m), m.Unit)
	case f.day != nil:
		return day.Show(*f.day(&m), order, today)
	}
	return ""
}

// set reads what was typed into a field that is no day. A number brings its unit where the measure has none yet.
func (f field) set(m *improve.Measure, typed string) error {
	switch {
	case f.text != nil:
		*f.text(m) = typed
	case typed == "":
		*f.number(m) = nil
	default:
		v, err := improve.ParseNumber(typed, m.Unit)
		if err != nil {
			return err
		}
		*f.number(m) = &v
		if m.Unit == "" {
			m.Unit = improve.UnitOf(typed)
		}
	}
	return nil
}
