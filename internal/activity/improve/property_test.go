package improve

import (
	"testing"

	"pgregory.net/rapid"

	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/ledger"
)

func anyOp(t *rapid.T, s State) ledger.Op[State] {
	pick := func(name string, from ...string) string { return rapid.SampledFrom(from).Draw(t, name) }
	id := func() string { return pick("id", "a", "b", "c", "") }
	word := func() string { return pick("word", "", "x", "no\x1b") }
	someday := func() day.Day {
		return rapid.SampledFrom([]day.Day{"2026-12-01", "2026-12-02", "2027-02-01", "", "soon"}).Draw(t, "day")
	}
	value := func() float64 { return rapid.SampledFrom([]float64{-1, 0, 3, 9.5, 80, 1e13}).Draw(t, "value") }
	measure := func(id string) Measure {
		m := Measure{ID: id, What: pick("what", "x", "y", ""), Goal: pick("goal", "", "g1"), CollectEvery: Frequency(pick("every", "", "weekly", "term", "x")),
			Sharing: Sharing(pick("sharing", "", "yes", "no")), Unit: pick("unit", "", "%", "students"), Direction: Direction(pick("direction", "", "up", "down", "hold")),
			Partners: rapid.SliceOfN(rapid.SampledFrom(ids("p", "q", "")), 0, 2).Draw(t, "partners")}
		if rapid.Bool().Draw(t, "a target") {
			m.Target = num(value())
		}
		return m
	}
	observation := func(id string) Observation {
		return Observation{ID: id, Measure: pick("of", "a", "b", "c"), On: someday(), Value: value(), Count: count(rapid.IntRange(-1, 20).Draw(t, "count")), Note: word()}
	}
	switch rapid.IntRange(0, 11).Draw(t, "op") {
	case 0, 1:
		return AddMeasure{measure(id())}
	case 2:
		was, _ := s.Measures.Get(id())
		next := measure(was.ID)
		next.Rank = was.Rank
		return EditMeasure{was.ID, ledger.Diff(was, next)}
	case 3:
		m := id()
		return RemoveMeasure{m, len(s.of(m))}
	case 4:
		return MoveMeasure{id(), pick("rank", "", "A", "z", "é")}
	case 5, 6:
		return AddObservation{observation(id())}
	case 7:
		was, _ := s.Observations.Get(id())
		next := observation(was.ID)
		next.Measure = was.Measure
		return EditObservation{was.ID, ledger.Diff(was, next)}
	case 8:
		return rapid.SampledFrom([]ledger.Op[State]{RemoveObservation{id()}, RemoveReflection{id()}}).Draw(t, "remove")
	case 9:
		return AddReflection{Reflection{ID: id(), Measure: id(), On: someday(), Saw: word()}}
	case 10:
		was, _ := s.Reflections.Get(id())
		return EditReflection{was.ID, ledger.Diff(was, Reflection{ID: was.ID, Measure: id(), On: someday(), Saw: word()})}
	}
	return rapid.SampledFrom([]ledger.Op[State]{EditReview{patch("next", "", pick("next", `"2027-02-01"`, `"x"`, `3`))},
		WriteAnswer{pick("prompt", "meet", "why"), patch("text", "", `"x"`)}}).Draw(t, "small op")
}

// TestAnyOps does ops of all kinds, checked and unchecked: none panics, none changes what it was given, refused ones say
// so in a sentence, and what was asked of the result holds.
func TestAnyOps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		careless := rapid.Bool().Draw(t, "also what is refused") // as a history whose rules have changed since
		var s State
		for seq := uint64(1); seq < 30; seq++ {
			if rapid.IntRange(0, 19).Draw(t, "merge") == 0 {
				s = Merge(s, seq, "q", "p")
				continue
			}
			op, e := anyOp(t, s), entry(seq, rapid.SampledFrom(ledger.Roles()).Draw(t, "role"))
			was, given := dump(t, s), dump(t, op)
			err := op.Check(s, e)
			if err != nil && len(err.Error()) < 19 {
				t.Fatalf("%T: %q is no sentence", op, err)
			}
			if err == nil && (e.By.Role == ledger.Observer || e.By.Role == ledger.Guest) {
				t.Fatalf("%T by an %s", op, e.By.Role)
			}
			next := op.Apply(s, e)
			if dump(t, s) != was || dump(t, op) != given {
				t.Fatalf("%T changed what it was given", op)
			}
			if again := op.Apply(s, e); dump(t, again) != dump(t, next) {
				t.Fatalf("%T gives two results", op)
			}
			if err == nil && dump(t, next) == was {
				t.Fatalf("%T %s is accepted and changes nothing", op, given)
			}
			if err != nil && !careless {
				continue
			}
			if s = next; !careless {
				kept(t, s)
			}
			asked(t, s)
		}
	})
}

// kept is what always holds where every op was checked.
func kept(t *rapid.T, s State) {
	for m := range s.Measures.All() {
		if err := m.valid(); err != nil || m.Rank == "" {
			t.Fatalf("%+v: %v", m, err)
		}
	}
	for o := range s.Observations.All() {
		if err := o.valid(); err != nil || !s.Measures.Has(o.Measure) {
			t.Fatalf("%+v: %v", o, err)
		}
	}
	for r := range s.Reflections.All() {
		if err := r.valid(); err != nil || r.Measure != "" && !s.Measures.Has(r.Measure) {
			t.Fatalf("%+v: %v", r, err)
		}
	}
}

// asked puts every question to a state.
func asked(t *rapid.T, s State) {
	v := Read(s, func(p partner.ID) partner.ID { return "p" })
	n := 0
	for _, m := range v.Measures() {
		last := day.Day("0001-01-01")
		for _, o := range v.Series(m.ID) {
			if o.On.Before(last) {
				t.Fatalf("%s after %s", o.On, last)
			}
			last = o.On
			n++
		}
		if words := v.Trend(m, today); words == "" {
			t.Fatal("a trend without words")
		}
		v.Flags(m)
		v.Reflections(m.ID)
		if len(m.Partners) > 1 {
			t.Fatalf("%v", m.Partners)
		}
	}
	if h := v.Home(today); n != s.Observations.Len() || h.Measures != s.Measures.Len() || h.Unlooked > h.Measures {
		t.Fatalf("%+v, %d of %d values", h, n, s.Observations.Len())
	}
}
