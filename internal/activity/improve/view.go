package improve

import (
	"cmp"
	"slices"
	"strings"

	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/text"
)

// View reads the improvement plan with merges of partners followed. Make it once for a state.
type View struct {
	state       State
	measures    []Measure
	series      map[string][]Observation
	reflections []Reflection
}

// Read makes a View. resolve gives the partner that goes on in place of another one, the same where it was not merged;
// nil follows no merges.
func Read(s State, resolve func(partner.ID) partner.ID) View {
	v := View{s, s.measures(), map[string][]Observation{}, s.Reflections.List()}
	if resolve != nil {
		for i, m := range v.measures {
			v.measures[i].Partners = resolved(m.Partners, resolve)
		}
	}
	for o := range s.Observations.All() {
		v.series[o.Measure] = append(v.series[o.Measure], o)
	}
	for _, list := range v.series {
		slices.SortStableFunc(list, func(a, b Observation) int { return a.On.Compare(b.On) })
	}
	slices.SortStableFunc(v.reflections, func(a, b Reflection) int { return b.On.Compare(a.On) })
	return v
}

// Measures lists the measures in their order.
func (v View) Measures() []Measure { return slices.Clone(v.measures) }

// Of lists the measures that concern a partner, in their order.
func (v View) Of(p partner.ID) []Measure {
	return slices.DeleteFunc(v.Measures(), func(m Measure) bool { return !slices.Contains(m.Partners, p) })
}

// Series lists what was observed of a measure, the oldest day first; of one day in the order in which it was written.
func (v View) Series(measure string) []Observation { return slices.Clone(v.series[measure]) }

// Latest is the newest observation of a measure, false where there is none.
func (v View) Latest(measure string) (Observation, bool) {
	list := v.series[measure]
	if len(list) == 0 {
		return Observation{}, false
	}
	return list[len(list)-1], true
}

// Reflections lists the log, the newest look first. An empty measure lists all of it.
func (v View) Reflections(measure string) []Reflection {
	return slices.DeleteFunc(slices.Clone(v.reflections), func(r Reflection) bool { return measure != "" && r.Measure != measure })
}

// SmallMax is the count of people under which a number can point at a child. (The source document asks what may be shared
// by law, Part III; the number is the tool's own, a usual one.)
const SmallMax = 10

// SmallCount says that an observation is about fewer than SmallMax people, as far as somebody wrote how many.
func SmallCount(o Observation) bool { return o.Count != nil && *o.Count < SmallMax }

// CountsPeople says that a unit counts people, so that a small value is itself a small count.
func CountsPeople(unit string) bool {
	for _, w := range strings.Fields(text.Key(unit)) {
		switch w {
		case "student", "students", "pupil", "pupils", "child", "children", "kid", "kids", "youth", "youths", "people", "persons", "person",
			"teen", "teens", "girls", "boys", "families", "family", "parents", "learners", "participants", "referrals", "suspensions":
			return true
		}
	}
	return false
}

// Small says that an observation is about fewer than SmallMax people: by its count, or where there is none by a value in
// a unit that counts people.
func Small(m Measure, o Observation) bool {
	if o.Count != nil {
		return SmallCount(o)
	}
	return CountsPeople(m.Unit) && o.Value < SmallMax && o.Value > -SmallMax
}

// Flag is something to heed wherever a measure is shown.
type Flag string

// The flags.
const (
	NeedsAgreement Flag = "agreement" // it is shared only with a written agreement
	NotKnown       Flag = "unknown"   // nobody knows yet whether it may be shared
	NotShared      Flag = "no"        // it may not be shared
	SmallCounts    Flag = "small"     // a count under ten can point at a child
)

// Label is the flag in plain words.
func (f Flag) Label() string {
	switch f {
	case NeedsAgreement:
		return "share with an agreement only"
	case NotKnown:
		return "not known if it may be shared"
	case NotShared:
		return "may not be shared"
	case SmallCounts:
		return "a count under ten can point at a child"
	}
	return string(f)
}

// Flags are what to heed wherever the measure is shown.
func (v View) Flags(m Measure) []Flag {
	var out []Flag
	switch m.Sharing {
	case Yes:
	case Agreement:
		out = append(out, NeedsAgreement)
	case No:
		out = append(out, NotShared)
	default:
		out = append(out, NotKnown)
	}
	if slices.ContainsFunc(v.series[m.ID], func(o Observation) bool { return Small(m, o) }) {
		out = append(out, SmallCounts)
	}
	return out
}

// Look is a measure that nobody looked at for longer than it should be collected.
type Look struct {
	Measure Measure
	Last    day.Day // the day of its newest observation; none where there is none
	Due     day.Day // when the next one was due; none where there was none yet
}

// Unlooked lists the measures without an observation within one and a half times the time in which they should be
// collected: those never looked at first, then the longest due first. Where the frequency is not said, a measure is listed
// only if it was never looked at. Observations of days to come count.
func (v View) Unlooked(today day.Day) []Look {
	var out []Look
	for _, m := range v.measures {
		last, ok := v.Latest(m.ID)
		if !ok {
			out = append(out, Look{Measure: m})
			continue
		}
		n := m.CollectEvery.Days()
		if n > 0 && today.Sub(last.On)*2 > n*3 {
			out = append(out, Look{m, last.On, last.On.Add(n)})
		}
	}
	slices.SortStableFunc(out, func(a, b Look) int {
		return cmp.Compare(string(a.Due), string(b.Due)) // none is the smallest
	})
	return out
}

// Home is what the home screen counts.
type Home struct {
	Measures  int
	Unlooked  int
	Reached   int     // measures whose target is reached now
	Unknown   int     // nobody knows yet whether they may be shared
	Small     int     // measures with a count under ten
	Answered  int     // of the five questions
	NextTime  day.Day // the next joint review; none where it has no date
	ReviewDue bool    // it is today or past
}

// Home counts what the home screen shows.
func (v View) Home(today day.Day) Home {
	r := v.state.Review()
	h := Home{Measures: len(v.measures), Unlooked: len(v.Unlooked(today)), NextTime: r.Next}
	h.ReviewDue = r.Next != day.None && !today.Before(r.Next)
	for _, m := range v.measures {
		if p, ok := v.Progress(m); ok && p.Reached {
			h.Reached++
		}
		flags := v.Flags(m)
		if slices.Contains(flags, NotKnown) {
			h.Unknown++
		}
		if slices.Contains(flags, SmallCounts) {
			h.Small++
		}
	}
	for _, p := range Prompts() {
		if v.state.Answers.Has(p) {
			h.Answered++
		}
	}
	return h
}
