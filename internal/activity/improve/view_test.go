package improve

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"convene/internal/day"
)

func TestSeries(t *testing.T) {
	v := Read(planned(t).s, nil)
	var got []string
	for _, o := range v.Series("a") {
		got = append(got, o.ID)
	}
	equal(t, "series", got, []string{"o1", "o2", "o3"})
	last, ok := v.Latest("a")
	equal(t, "latest", []any{last.ID, ok}, []any{"o3", true})
	if _, ok := v.Latest("c"); ok {
		t.Error("a latest of none")
	}
	equal(t, "log", []string{v.Reflections("")[0].ID, v.Reflections("")[1].ID, v.Reflections("a")[0].ID}, []string{"r2", "r1", "r1"})
	v.Series("a")[0] = Observation{}
	v.Measures()[0] = Measure{}
	if v.Series("a")[0].ID != "o1" || v.Measures()[0].ID != "a" {
		t.Error("a view was changed")
	}
}

func TestTrend(t *testing.T) {
	for _, c := range []struct {
		name string
		m    Measure
		vals []float64 // from September 2026 on, one a month
		want string
	}{
		{"as the brief has it", Measure{Unit: "%", Target: num(80), TargetBy: "2027-06-11", Direction: Up}, []float64{72, 71, 76}, "up 4 since Sep; target 80% by Jun: not yet"},
		{"reached", Measure{Target: num(75), Direction: Up}, []float64{72, 76}, "up 4 since Sep; target 75: reached"},
		{"missed", Measure{Target: num(80), TargetBy: "2027-02-01", Direction: Up}, []float64{72, 76}, "up 4 since Sep; target 80 by Feb: missed"},
		{"down", Measure{Unit: "students", Target: num(5), Direction: Down}, []float64{12, 4.5}, "down 7.5 since Sep; target 5 students: reached"},
		{"the other way", Measure{Target: num(5), Direction: Down}, []float64{4, 12}, "up 8 since Sep; target 5: not yet"},
		{"held", Measure{Target: num(100), Direction: Hold}, []float64{100, 96}, "down 4 since Sep; hold 100: reached"},
		{"not held", Measure{Baseline: num(100), Direction: Hold}, []float64{100, 94}, "down 6 since Sep; hold 100: not held"},
		{"no direction", Measure{Target: num(80)}, []float64{72, 76}, "up 4 since Sep; target 80: not yet"},
		{"no way to tell", Measure{Target: num(80)}, []float64{80, 76}, "down 4 since Sep; target 80"},
		{"no target", Measure{}, []float64{72, 72}, "no change since Sep"},
		{"tenths", Measure{}, []float64{0.1, 0.3}, "up 0.2 since Sep"},
		{"one", Measure{Unit: "minutes"}, []float64{1200}, "1,200 minutes in Sep, the only look so far"},
		{"one and a baseline", Measure{Unit: "%", Baseline: num(72)}, []float64{76}, "up 4 from 72%"},
		{"none", Measure{Target: num(80), TargetBy: "2028-06-01"}, nil, "no look yet; target 80 by Jun 2028"},
	} {
		y := start(t)
		c.m.ID, c.m.What = "a", "x"
		y.do(AddMeasure{c.m})
		for i, v := range c.vals {
			y.do(AddObservation{Observation{ID: strings.Repeat("o", i+1), Measure: "a", On: day.Day("2026-09-15").AddMonths(i), Value: v}})
		}
		if got := Read(y.s, nil).Trend(c.m, today); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	m, _ := planned(t).s.Measures.Get("a")
	if got := Read(planned(t).s, nil).Trend(m, "2029-01-01"); got != "up 4 since Sep 2026; target 80% by Jun 2027: missed" {
		t.Error(got)
	}
}

func TestProgress(t *testing.T) {
	v := Read(planned(t).s, nil)
	p, ok := v.Progress(v.Measures()[0])
	equal(t, "up", []any{p, ok}, []any{Progress{70, 76, 80, 0.6, false, Up}, true})
	p, ok = v.Progress(v.Measures()[1])
	equal(t, "down", []any{p, ok}, []any{Progress{7, 7, 5, 0, false, Down}, true})
	if _, ok := v.Progress(v.Measures()[2]); ok {
		t.Error("progress of nothing")
	}
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.Float64Range(-1000, 1000)
		m := Measure{ID: "a", Baseline: num(value.Draw(t, "baseline")), Target: num(value.Draw(t, "target")), Direction: rapid.SampledFrom(append(Directions(), "")).Draw(t, "direction")}
		o := Observation{ID: "o", Measure: "a", On: today, Value: value.Draw(t, "now")}
		v := Read(State{Measures: State{}.Measures.Put(1, m), Observations: State{}.Observations.Put(1, o)}, nil)
		p, ok := v.Progress(m)
		if math.IsNaN(p.Share) || p.Share < 0 || p.Share > 1 || p.Reached && p.Share != 1 || ok && p.Direction == "" {
			t.Fatalf("%+v", p)
		}
		if ok && p.Direction == Up && p.Reached != (o.Value >= *m.Target) || ok && p.Direction == Down && p.Reached != (o.Value <= *m.Target) {
			t.Fatalf("%+v", p)
		}
	})
}

func TestUnlooked(t *testing.T) {
	v := Read(planned(t).s, nil)
	look := func(today day.Day) string {
		var out []string
		for _, l := range v.Unlooked(today) {
			out = append(out, l.Measure.ID+" "+string(l.Last)+" "+string(l.Due))
		}
		return strings.Join(out, ", ")
	}
	equal(t, "now", look(today), "c  , b 2026-12-20 2027-01-20")
	equal(t, "46 days", look("2027-02-04"), "c  ")
	equal(t, "47 days", look("2027-02-05"), "c  , b 2026-12-20 2027-01-20")
	equal(t, "later", look("2027-12-01"), "c  , b 2026-12-20 2027-01-20, a 2027-02-10 2027-05-13")
}

func TestFlags(t *testing.T) {
	y := planned(t).do(AddMeasure{Measure{ID: "d", What: "x"}}, AddObservation{Observation{ID: "o9", Measure: "d", On: today, Value: 50, Count: count(9)}})
	v := Read(y.s, nil)
	var got [][]Flag
	for _, m := range v.Measures() {
		got = append(got, v.Flags(m))
	}
	equal(t, "flags", got, [][]Flag{{NeedsAgreement}, {SmallCounts}, {NotShared}, {NotKnown, SmallCounts}})
	for _, c := range []struct {
		unit  string
		value float64
		count *int
		want  bool
	}{{"%", 4, nil, false}, {"%", 4, count(9), true}, {"%", 4, count(10), false}, {"students", 9, nil, true}, {"students", 10, nil, false}, {"students", 9, count(200), false},
		{"Children absent", 3, nil, true}, {"minutes", 3, nil, false}, {"", 3, count(0), true}} {
		if got := Small(Measure{Unit: c.unit}, Observation{Value: c.value, Count: c.count}); got != c.want {
			t.Errorf("%v: %v", c, got)
		}
	}
	if SmallCount(Observation{Value: 3}) || !SmallCount(Observation{Count: count(3)}) {
		t.Error("small counts")
	}
}

func TestHome(t *testing.T) {
	y := planned(t).do(EditReview{patch("next", "", `"2027-03-01"`)}, WriteAnswer{"share", patch("text", "", `"x"`)}, EditMeasure{"a", patch("target", "80", "75")})
	equal(t, "home", Read(y.s, nil).Home(today), Home{Measures: 3, Unlooked: 2, Reached: 1, Small: 1, Answered: 1, NextTime: today, ReviewDue: true})
	equal(t, "the day before", Read(y.s, nil).Home("2027-02-28").ReviewDue, false)
	equal(t, "an empty plan", Read(State{}, nil).Home(today), Home{})
}

func TestParseNumber(t *testing.T) {
	for _, c := range []struct {
		typed, unit string
		want        float64
	}{{"75%", "%", 75}, {"75 %", "percent", 75}, {"3.5", "", 3.5}, {"1,200", "", 1200}, {"1 200 minutes", "Minutes", 1200}, {"1'200.5", "x", 1200.5}, {"-4", "", -4},
		{"−4", "", -4}, {"+4", "", 4}, {".5", "", 0.5}, {"0", "", 0}, {"-0", "", 0}, {"-0.0000001", "", 0}, {"0.1234567", "", 0.123457}, {"12 students", "student", 12}, {"5 points", "", 5}, {"1,234,567", "", 1234567},
		{" 42 ", "students", 42}, {"007", "", 7}, {"3 hrs.", "hr", 3}} {
		got, err := ParseNumber(c.typed, c.unit)
		if err != nil || got != c.want || math.Signbit(got) != (c.want < 0) {
			t.Errorf("%q in %q: %v, %v", c.typed, c.unit, got, err)
		}
	}
	for _, c := range [][3]string{{"", "", "no number"}, {"many", "", "no number"}, {"3,5", "", "two numbers"}, {"1,20", "", "two numbers"}, {"0,500", "", "two numbers"},
		{"1.200,5", "", "no number"}, {"3 of 4", "", "more than one"}, {"75%", "minutes", "counted in minutes"}, {"1e5", "", "more than one"}, {"--4", "", "no number"},
		{"4-", "", "no number"}, {"1.2.3", "", "no number"}, {"5.", "", "no number"}, {"1000000000000001", "", "no number"}, {"NaN", "", "no number"}, {"Inf", "", "no number"},
		{strings.Repeat("9", 250), "", "no number"}, {"x5", "", "no number"}, {"1,", "", "two numbers"}} {
		if got, err := ParseNumber(c[0], c[1]); err == nil || !strings.Contains(err.Error(), c[2]) && c[2] != "no number" || got != 0 || !strings.HasSuffix(err.Error(), ".") {
			t.Errorf("%q: %v, %v; want %q", c[0], got, err, c[2])
		}
	}
	equal(t, "unit", []string{UnitOf("75%"), UnitOf("1,200 minutes"), UnitOf("3"), UnitOf("")}, []string{"%", "minutes", "", ""})
}

func TestShowReadsBack(t *testing.T) {
	for want, v := range map[string]float64{"75%": 75, "-1,234.5%": -1234.5, "0%": math.Copysign(0, -1), "999%": 999, "1,000%": 1000} {
		if got := Show(v, "%"); got != want {
			t.Errorf("%v: %s, want %s", v, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Float64Range(-ValueMax, ValueMax).Draw(t, "value")
		v = rounded(v)
		if rapid.Bool().Draw(t, "whole") {
			v = math.Trunc(v)
		}
		unit := rapid.SampledFrom([]string{"", "%", "minutes", "students at lunch"}).Draw(t, "unit")
		got, err := ParseNumber(Show(v, unit), unit)
		if err != nil || got != v {
			t.Fatalf("%v is shown as %q and read as %v, %v", v, Show(v, unit), got, err)
		}
	})
}

func FuzzParseNumber(f *testing.F) {
	for _, s := range []string{"75%", "1,200", "3.5 min", "-4", "1 200", "3,5", "−7’000"} {
		f.Add(s, "%")
	}
	f.Fuzz(func(t *testing.T, typed, unit string) {
		v, err := ParseNumber(typed, unit)
		if err != nil {
			if v != 0 || !strings.HasSuffix(err.Error(), ".") {
				t.Fatalf("%q: %v, %v", typed, v, err)
			}
			return
		}
		if again, err := ParseNumber(Show(v, ""), ""); !finite(v) || err != nil || again != v {
			t.Fatalf("%q: %v, then %v, %v", typed, v, again, err)
		}
	})
}
