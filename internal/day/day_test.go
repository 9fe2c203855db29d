package day

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestArithmetic(t *testing.T) {
	for _, c := range []struct {
		name      string
		got, want any
	}{
		{"leap day", Day("2028-02-28").Add(1), Day("2028-02-29")},
		{"over the year", Day("2026-12-31").Add(1), Day("2027-01-01")},
		{"back", Day("2027-01-01").Add(-1), Day("2026-12-31")},
		{"none stays none", None.Add(3), None},
		{"short month", Day("2027-01-31").AddMonths(1), Day("2027-02-28")},
		{"short month back", Day("2027-03-31").AddMonths(-1), Day("2027-02-28")},
		{"a year of months", Day("2027-03-31").AddMonths(12), Day("2028-03-31")},
		{"none by months", None.AddMonths(1), None},
		{"far away", Day("2027-01-01").Add(1 << 60), Day("9999-12-31")},
		{"long ago", Day("2027-01-01").Add(-1 << 60), Day("0001-01-01")},
		{"months away", Day("2027-01-01").AddMonths(1 << 60), Day("9999-12-31")},
		{"sub", Day("2027-03-01").Sub("2027-02-01"), 28},
		{"sub back", Day("2027-02-01").Sub("2027-03-01"), -28},
		{"sub of none", None.Sub("2027-02-01"), 0},
		{"weekday", Day("2026-12-04").Weekday(), time.Friday},
		{"before", Day("2026-12-04").Before("2026-12-05"), true},
		{"not before itself", Day("2026-12-04").Before("2026-12-04"), false},
		{"none is not before", None.Before("2026-12-04"), false},
		{"nor is anything before none", Day("2026-12-04").Before(None), false},
		{"none comes last", None.Compare("2026-12-04"), 1},
		{"before none", Day("2026-12-04").Compare(None), -1},
		{"compare", Day("2026-12-04").Compare("2026-12-05"), -1},
		{"same", None.Compare(None), 0},
		{"valid", Day("2026-12-04").Valid(), true},
		{"none", None.Valid(), false},
		{"31 November", Day("2026-11-31").Valid(), false},
		{"other writing", Day("2026-1-1").Valid(), false},
		{"with a time", Day("2026-12-04T00:00:00Z").Valid(), false},
		{"year 0", Day("0000-01-01").Valid(), false},
		{"runs over", New(2026, 13, 32), Day("2027-02-01")},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, c.got, c.want)
		}
	}
}

func TestOrderOf(t *testing.T) {
	for locale, want := range map[string]Order{
		"en_US.UTF-8": MonthFirst, "en_US": MonthFirst, "en-US": MonthFirst, "es_US.UTF-8@x": MonthFirst, "en_PH": MonthFirst,
		"ja_JP.UTF-8": MonthFirst, "zh-Hant-TW": MonthFirst,
		"en_GB.UTF-8": DayFirst, "de_DE": DayFirst, "fr_CA": DayFirst, "C": DayFirst, "C.UTF-8": DayFirst, "": DayFirst, "us": DayFirst, "_": DayFirst,
	} {
		if got := OrderOf(locale); got != want {
			t.Errorf("%q: %v", locale, got)
		}
	}
	env := map[string]string{"LC_TIME": "de_DE", "LANG": "en_US"}
	get := func(k string) string { return env[k] }
	if got := Locale(get); got != "de_DE" {
		t.Error(got)
	}
	env["LC_ALL"] = "en_GB"
	if got := Locale(get); got != "en_GB" {
		t.Error(got)
	}
	if got := Locale(func(string) string { return "" }); got != "" {
		t.Error(got)
	}
}

func TestShow(t *testing.T) {
	const today = Day("2026-11-16")
	for _, c := range []struct {
		day   Day
		order Order
		want  string
	}{
		{"2026-12-04", DayFirst, "Fri 4 Dec"},
		{"2026-12-04", MonthFirst, "Fri Dec 4"},
		{"2026-05-01", DayFirst, "Fri 1 May"},
		{"2027-08-17", DayFirst, "Tue 17 Aug"},
		{"2027-08-18", DayFirst, "Wed 18 Aug 2027"},
		{"2027-12-03", MonthFirst, "Fri Dec 3, 2027"},
		{"2025-11-16", DayFirst, "Sun 16 Nov 2025"},
		{None, DayFirst, ""},
	} {
		if got := Show(c.day, c.order, today); got != c.want {
			t.Errorf("%s: %q, want %q", c.day, got, c.want)
		}
	}
	if got := Show("2026-12-04", DayFirst, None); got != "Fri 4 Dec 2026" {
		t.Errorf("without a today: %q", got)
	}
}

// zones are places whose clocks change, also at midnight, or that left a day out.
func zones(t *testing.T) []*time.Location {
	t.Helper()
	out := []*time.Location{time.UTC, time.FixedZone("east", 14*3600), time.FixedZone("west", -12*3600)}
	for _, name := range []string{"America/New_York", "America/Sao_Paulo", "Europe/Berlin", "Asia/Beirut", "Australia/Lord_Howe", "Pacific/Apia", "America/Havana", "Asia/Kathmandu"} {
		loc, err := time.LoadLocation(name)
		if err != nil {
			t.Logf("%s is not known here: %v", name, err)
			continue
		}
		out = append(out, loc)
	}
	return out
}

// TestOfInZones goes through every hour of two years: the day is the one on the wall's calendar, and days follow each
// other.
func TestOfInZones(t *testing.T) {
	for _, loc := range zones(t) {
		last := None
		for at := time.Date(2017, 12, 31, 12, 0, 0, 0, loc); at.Year() < 2020; at = at.Add(time.Hour) {
			d := Of(at)
			if string(d) != at.Format(time.DateOnly) {
				t.Fatalf("%s: %s is not %s", loc, d, at)
			}
			if last != None && d != last && d != last.Add(1) {
				t.Fatalf("%s: %s follows %s", loc, d, last)
			}
			if d != last && Of(d.In(loc)) != d {
				t.Fatalf("%s: %s begins at %s", loc, d, d.In(loc))
			}
			last = d
		}
	}
	if got := Day("2018-11-04").In(zones(t)[0]); got.Hour() != 0 {
		t.Error(got)
	}
}

func anyDay(t *rapid.T, name string, years int) Day {
	return Day("2026-11-16").Add(rapid.IntRange(-365*years, 365*years).Draw(t, name))
}

func anyOrder(t *rapid.T) Order {
	return rapid.SampledFrom([]Order{DayFirst, MonthFirst}).Draw(t, "order")
}

func TestParseShow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, today, order := anyDay(t, "day", 100), anyDay(t, "today", 60), anyOrder(t)
		if rapid.Bool().Draw(t, "close") {
			d = today.Add(rapid.IntRange(-300, 300).Draw(t, "away"))
		}
		shown := Show(d, order, today)
		for _, o := range []Order{order, 1 - order} {
			if got, err := Parse(shown, today, o); err != nil || got != d {
				t.Fatalf("%s on %s is shown as %q and read as %s, %v", d, today, shown, got, err)
			}
		}
		if got, err := Parse(string(d), today, order); err != nil || got != d {
			t.Fatalf("%s is read as %s, %v", d, got, err)
		}
	})
}

func TestArithmeticHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyDay(t, "a", 100), anyDay(t, "b", 100)
		if a.Add(b.Sub(a)) != b {
			t.Fatalf("%s and %s are %d days apart", a, b, b.Sub(a))
		}
		if a.Before(b) != (a.Compare(b) < 0) || a.Before(b) != (b.Sub(a) > 0) {
			t.Fatalf("%s and %s have no one order", a, b)
		}
		if n := rapid.IntRange(-50, 50).Draw(t, "n"); !a.AddMonths(n).Valid() || a.Add(7*n).Weekday() != a.Weekday() {
			t.Fatalf("%s and %d", a, n)
		}
	})
}
