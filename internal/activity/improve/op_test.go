package improve

import (
	"math"
	"strings"
	"testing"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
)

func TestMeasureOps(t *testing.T) {
	with := func(change func(*Measure)) AddMeasure {
		m := Measure{ID: "d", What: "Attendance"}
		change(&m)
		return AddMeasure{m}
	}
	var crowd []partner.ID
	for i := range PartnersMax + 1 {
		crowd = append(crowd, partner.ID(strings.Repeat("p", i+1)))
	}
	try(t, planned, []opCase{
		{"add", with(func(*Measure) {}), ""},
		{"add at a rank", with(func(m *Measure) { m.Rank = "A" }), ""},
		{"add twice", with(func(m *Measure) { m.ID = "a" }), "there already"},
		{"add without an ID", with(func(m *Measure) { m.ID = "" }), "there already"},
		{"add without a name", with(func(m *Measure) { m.What = "" }), "needs a name"},
		{"add two lines", with(func(m *Measure) { m.What = "a\nb" }), "one line of at most 280"},
		{"add a long owner", with(func(m *Measure) { m.Owner = strings.Repeat("x", 121) }), "at most 120"},
		{"add a long unit", with(func(m *Measure) { m.Unit = strings.Repeat("x", 25) }), "at most 24"},
		{"add a long note", with(func(m *Measure) { m.SharingNote = strings.Repeat("x", 4001) }), "at most 4000"},
		{"add a hostile goal", with(func(m *Measure) { m.Goal = "g\x1b" }), "no goal"},
		{"add a wrong source", with(func(m *Measure) { m.Source = "moon" }), "no choice"},
		{"add a wrong frequency", with(func(m *Measure) { m.ShareEvery = "hourly" }), "no choice"},
		{"add a wrong sharing", with(func(m *Measure) { m.Sharing = "maybe" }), "no choice"},
		{"add a wrong direction", with(func(m *Measure) { m.Direction = "left" }), "no choice"},
		{"add a wrong importance", with(func(m *Measure) { m.Importance = 4 }), "from 1 to 3"},
		{"add no number", with(func(m *Measure) { m.Target = num(math.NaN()) }), "no number"},
		{"add infinity", with(func(m *Measure) { m.Baseline = num(math.Inf(-1)) }), "no number"},
		{"add a huge number", with(func(m *Measure) { m.Baseline = num(1e13) }), "no number"},
		{"add no day", with(func(m *Measure) { m.TargetBy = "June" }), "no day"},
		{"add all partners", with(func(m *Measure) { m.Partners = crowd }), "more than 50"},
		{"add a partner twice", with(func(m *Measure) { m.Partners = ids("p", "p") }), "listed twice"},
		{"add a bad rank", with(func(m *Measure) { m.Rank = "é" }), "no such place"},
		{"edit", EditMeasure{"a", patch("target", "80", "85")}, ""},
		{"edit a target to zero", EditMeasure{"b", patch("target", "5", "0")}, ""},
		{"edit a target away", EditMeasure{"b", patch("target", "5", "")}, ""},
		{"edit what is changed", EditMeasure{"a", patch("target", "90", "85")}, "Somebody else"},
		{"edit to no name", EditMeasure{"a", patch("what", `"Feel they belong"`, "")}, "needs a name"},
		{"edit the ID", EditMeasure{"a", patch("id", `"a"`, `"b"`)}, "not edited by hand"},
		{"edit none", EditMeasure{"x", patch("what", "", `"x"`)}, "no longer in the plan"},
		{"remove", RemoveMeasure{"a", 3}, ""},
		{"remove without a look", RemoveMeasure{"c", 0}, ""},
		{"remove what has more", RemoveMeasure{"a", 2}, "just changed what was observed of Feel they belong"},
		{"remove none", RemoveMeasure{"x", 0}, "no longer in the plan"},
		{"move", MoveMeasure{"a", "zzzz"}, ""},
		{"move nowhere", MoveMeasure{"a", "V000"}, "stands there already"},
		{"move to no place", MoveMeasure{"a", ""}, "no such place"},
		{"move none", MoveMeasure{"x", "A"}, "no longer in the plan"},
	})
}

func TestObservationOps(t *testing.T) {
	with := func(change func(*Observation)) AddObservation {
		o := Observation{ID: "o9", Measure: "a", On: today, Value: 1}
		change(&o)
		return AddObservation{o}
	}
	try(t, planned, []opCase{
		{"add", with(func(*Observation) {}), ""},
		{"add nobody", with(func(o *Observation) { o.Count = count(0) }), ""},
		{"add twice", with(func(o *Observation) { o.ID = "o1" }), "there already"},
		{"add without an ID", with(func(o *Observation) { o.ID = "" }), "there already"},
		{"add to none", with(func(o *Observation) { o.Measure = "x" }), "no longer in the plan"},
		{"add on no day", with(func(o *Observation) { o.On = "" }), "no day"},
		{"add no number", with(func(o *Observation) { o.Value = math.NaN() }), "no number"},
		{"add infinity", with(func(o *Observation) { o.Value = math.Inf(1) }), "no number"},
		{"add a negative count", with(func(o *Observation) { o.Count = count(-1) }), "a count from 0"},
		{"add a long note", with(func(o *Observation) { o.Note = strings.Repeat("x", 4001) }), "at most 4000"},
		{"edit", EditObservation{"o1", patch("value", "72", "73")}, ""},
		{"edit a count away", EditObservation{"o1", patch("count", "240", "")}, ""},
		{"edit what is changed", EditObservation{"o1", patch("value", "71", "73")}, "Somebody else"},
		{"edit to no day", EditObservation{"o1", patch("on", `"2026-09-15"`, `"soon"`)}, "no day"},
		{"edit the measure", EditObservation{"o1", patch("measure", `"a"`, `"b"`)}, "not edited by hand"},
		{"edit none", EditObservation{"x", patch("value", "", "1")}, "no longer there"},
		{"remove", RemoveObservation{"o1"}, ""},
		{"remove none", RemoveObservation{"x"}, "no longer there"},
	})
}

func TestReflectionOps(t *testing.T) {
	given := func(t *testing.T) *story {
		return planned(t).do(EditReview{patch("every", "", `"term"`)}, WriteAnswer{"share", patch("text", "", `"Ask the district."`)})
	}
	try(t, given, []opCase{
		{"add", AddReflection{Reflection{ID: "r9", On: today, Saw: "x"}}, ""},
		{"add to a measure", AddReflection{Reflection{ID: "r9", Measure: "b", On: today, Change: "x"}}, ""},
		{"add twice", AddReflection{Reflection{ID: "r1", On: today, Saw: "x"}}, "there already"},
		{"add to none", AddReflection{Reflection{ID: "r9", Measure: "x", On: today, Saw: "x"}}, "no longer in the plan"},
		{"add nothing", AddReflection{Reflection{ID: "r9", On: today}}, "Nothing is written yet"},
		{"add on no day", AddReflection{Reflection{ID: "r9", Saw: "x"}}, "no day"},
		{"add at length", AddReflection{Reflection{ID: "r9", On: today, Think: strings.Repeat("x", 4001)}}, "What you think takes"},
		{"edit", EditReflection{"r1", patch("saw", `"No change"`, `"x"`)}, ""},
		{"edit the measure", EditReflection{"r1", patch("measure", `"a"`, `"b"`)}, ""},
		{"edit the measure away", EditReflection{"r1", patch("measure", `"a"`, "")}, ""},
		{"edit to no measure", EditReflection{"r1", patch("measure", `"a"`, `"x"`)}, "no longer in the plan"},
		{"edit to nothing", EditReflection{"r2", patch("saw", `"Up"`, "")}, "Nothing is written yet"},
		{"edit what is changed", EditReflection{"r1", patch("saw", `"Down"`, `"x"`)}, "Somebody else"},
		{"edit none", EditReflection{"x", patch("saw", "", `"x"`)}, "no longer in the log"},
		{"remove", RemoveReflection{"r1"}, ""},
		{"remove none", RemoveReflection{"x"}, "no longer in the log"},
		{"review", EditReview{patch("next", "", `"2027-04-01"`)}, ""},
		{"review as often", EditReview{patch("every", `"term"`, "")}, ""},
		{"review often", EditReview{patch("every", `"term"`, `"hourly"`)}, "no choice"},
		{"review on no day", EditReview{patch("next", "", `"soon"`)}, "no day"},
		{"review at length", EditReview{patch("voices", "", `"`+strings.Repeat("x", 4001)+`"`)}, "How everybody is heard takes"},
		{"review over another", EditReview{patch("every", `"weekly"`, `"yearly"`)}, "Somebody else"},
		{"answer", WriteAnswer{"meet", patch("text", "", `"x"`)}, ""},
		{"answer away", WriteAnswer{"share", patch("text", `"Ask the district."`, "")}, ""},
		{"answer nothing", WriteAnswer{"meet", patch("text", `"x"`, "")}, "Nothing was changed"},
		{"answer no question", WriteAnswer{"why", patch("text", "", `"x"`)}, "no such question"},
		{"answer at length", WriteAnswer{"meet", patch("text", "", `"`+strings.Repeat("x", 4001)+`"`)}, "at most 4000"},
	})
	equal(t, "review", given(t).s.Review(), Review{Every: EachTerm})
	equal(t, "no review", given(t).do(EditReview{patch("every", `"term"`, "")}).s.Reviews.Len(), 0)
	equal(t, "answers", []string{given(t).s.Answer("share").Text, given(t).s.Answer("meet").Text}, []string{"Ask the district.", ""})
}

// TestRemoveMeasure: its values go with it, what was written about it stays, and nothing refers to what is gone.
func TestRemoveMeasure(t *testing.T) {
	y := planned(t).do(RemoveMeasure{"a", 3})
	equal(t, "observations", y.s.Observations.Keys(), []string{"o4"})
	equal(t, "touched", y.s.Observations.Touched(y.seq), []string{"o1", "o2", "o3"})
	r, _ := y.s.Reflections.Get("r1")
	equal(t, "look", r, Reflection{ID: "r1", On: "2026-12-02", Saw: "No change", Think: "Too early", Change: "Ask again"})
	if err := y.try(ledger.Participant, AddObservation{Observation{ID: "o9", Measure: "a", On: today}}); err == nil {
		t.Error("a value of a measure that is gone")
	}
}

func TestOrderAndMerge(t *testing.T) {
	y := planned(t)
	order := func() string {
		out := ""
		for _, m := range Read(y.s, nil).Measures() {
			out += m.ID
		}
		return out
	}
	y.do(MoveMeasure{"c", RankAt(Read(y.s, nil).Measures(), 0, "c")})
	equal(t, "to the front", order(), "cab")
	y.do(MoveMeasure{"c", RankAt(Read(y.s, nil).Measures(), 1, "c")})
	equal(t, "down", order(), "acb")
	y.do(MoveMeasure{"a", RankAt(Read(y.s, nil).Measures(), 99, "a")})
	equal(t, "to the end", order(), "cba")

	before := dump(t, y.s)
	merged := Merge(y.s, 99, "p", "q")
	m, _ := merged.Measures.Get("a")
	equal(t, "merged", m.Partners, ids("q"))
	equal(t, "touched", merged.Measures.Touched(99), []string{"a"})
	late := Read(y.s, func(p partner.ID) partner.ID { return "z" })
	equal(t, "followed", []int{len(late.Of("z")), len(late.Of("p")), len(Read(y.s, nil).Of("p"))}, []int{1, 0, 1})
	equal(t, "not changed", dump(t, y.s), before)
}
