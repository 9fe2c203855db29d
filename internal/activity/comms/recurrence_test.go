package comms

import (
	"strings"
	"testing"
	"time"

	"github.com/teambition/rrule-go"
	"pgregory.net/rapid"

	"convene/internal/day"
)

const today = day.Day("2026-11-16") // a Monday

func readsAs(t *testing.T, cases map[string]Recurrence) {
	t.Helper()
	for typed, want := range cases {
		got, err := ParseRecurrence(typed, today, day.DayFirst)
		if err != nil || got != want {
			t.Errorf("%q is %q, %v; want %q", typed, got, err, want)
		}
	}
}

func TestParseDaysAndWeeks(t *testing.T) {
	readsAs(t, map[string]Recurrence{
		"":                                     "",
		"as needed":                            AsNeeded,
		"Ad hoc":                               AsNeeded,
		"once on 5 Dec":                        "2026-12-05",
		"once on fri":                          "2026-11-20",
		"once tomorrow":                        "2026-11-17",
		"5 dec":                                "2026-12-05",
		"in 2 weeks from now":                  "2026-11-30",
		"this friday":                          "2026-11-20",
		"the 15th":                             "2026-12-15",
		"2027-01-15":                           "2027-01-15",
		"daily":                                "FREQ=DAILY",
		"every day":                            "FREQ=DAILY",
		"every 3 days":                         "2026-11-16 FREQ=DAILY;INTERVAL=3",
		"every other day":                      "2026-11-16 FREQ=DAILY;INTERVAL=2",
		"every weekday":                        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
		"school days":                          "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
		"Mon–Fri":                              "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
		"weekly":                               "FREQ=WEEKLY;BYDAY=MO",
		"every week":                           "FREQ=WEEKLY;BYDAY=MO",
		"once a week on friday":                "FREQ=WEEKLY;BYDAY=FR",
		"weekly on Mon, Thu":                   "FREQ=WEEKLY;BYDAY=MO,TH",
		"thu & mon":                            "FREQ=WEEKLY;BYDAY=MO,TH",
		"Tuesdays":                             "FREQ=WEEKLY;BYDAY=TU",
		"every tue and thu":                    "FREQ=WEEKLY;BYDAY=TU,TH",
		"weekly on Sunday and Monday":          "FREQ=WEEKLY;BYDAY=MO,SU",
		"every 2 weeks on Tuesday":             "2026-11-17 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
		"every two weeks":                      "2026-11-16 FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
		"every other tuesday":                  "2026-11-17 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", // as "every 2 weeks"
		"every second week on tue":             "2026-11-17 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
		"fortnightly":                          "2026-11-16 FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
		"every 2 weeks on Tue from 1 Dec":      "2026-12-01 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
		"every 2 weeks on Tue, Thu from 4 dec": "2026-12-08 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
		"weekly on tue until 11 jun":           "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270611",
		"weekly on tue until june":             "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630",
		"weekly from next week until 1/6":      "2026-11-23 FREQ=WEEKLY;BYDAY=MO;UNTIL=20270601",
	})
}

func TestParseMonthsAndYears(t *testing.T) {
	readsAs(t, map[string]Recurrence{
		"monthly":                              "FREQ=MONTHLY;BYMONTHDAY=16",
		"every month":                          "FREQ=MONTHLY;BYMONTHDAY=16",
		"monthly on the 15th":                  "FREQ=MONTHLY;BYMONTHDAY=15",
		"monthly on 15":                        "FREQ=MONTHLY;BYMONTHDAY=15",
		"15th of the month":                    "FREQ=MONTHLY;BYMONTHDAY=15",
		"the 1st and 15th":                     "FREQ=MONTHLY;BYMONTHDAY=1,15",
		"every 15th":                           "FREQ=MONTHLY;BYMONTHDAY=15",
		"last day of the month":                "FREQ=MONTHLY;BYMONTHDAY=-1",
		"monthly on the last day":              "FREQ=MONTHLY;BYMONTHDAY=-1",
		"first Monday of the month":            "FREQ=MONTHLY;BYDAY=1MO",
		"1st monday":                           "FREQ=MONTHLY;BYDAY=1MO",
		"every first monday":                   "FREQ=MONTHLY;BYDAY=1MO",
		"last fri of every month":              "FREQ=MONTHLY;BYDAY=-1FR",
		"first and third tuesday of the month": "FREQ=MONTHLY;BYDAY=1TU,3TU",
		"second Monday of every 2 months":      "2026-12-14 FREQ=MONTHLY;INTERVAL=2;BYDAY=2MO",
		"every second monday of the month":     "FREQ=MONTHLY;BYDAY=2MO",
		"quarterly":                            "2026-11-16 FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=16",
		"quarterly on the 1st from January 1":  "2027-01-01 FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1",
		"every 2 quarters":                     "2026-11-16 FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=16",
		"half-yearly":                          "2026-11-16 FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=16",
		"yearly":                               "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=16",
		"yearly on 1 Sep":                      "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=1",
		"every year on Sept 1st":               "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=1",
		"every 1 Sep":                          "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=1",
		"yearly on 1/9":                        "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=1",
		"first monday of september":            "FREQ=YEARLY;BYMONTH=9;BYDAY=1MO",
		"yearly on the last day of february":   "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1",
		"every 2 years on 1 sep":               "2027-09-01 FREQ=YEARLY;INTERVAL=2;BYMONTH=9;BYMONTHDAY=1",
	})
}

func TestParseOnTheLastOfAMonth(t *testing.T) {
	for typed, want := range map[string]Recurrence{"monthly": "FREQ=MONTHLY;BYMONTHDAY=-1", "quarterly": "2027-01-31 FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1",
		"yearly": "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31"} {
		if got, err := ParseRecurrence(typed, "2027-01-31", day.DayFirst); err != nil || got != want {
			t.Errorf("%q is %q, %v", typed, got, err)
		}
	}
	if got, err := ParseRecurrence("yearly", "2028-02-29", day.DayFirst); err != nil || got != "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1" {
		t.Errorf("on a leap day: %q, %v", got, err)
	}
	if got, err := ParseRecurrence("yearly on 9/1", today, day.MonthFirst); err != nil || got != "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=1" {
		t.Errorf("month first: %q, %v", got, err)
	}
}

func TestParseRefuses(t *testing.T) {
	for typed, want := range map[string]string{
		"often":                                 "cannot read “often”",
		"twice a week":                          "cannot read “twice”",
		"every":                                 "does not say how often",
		"monday":                                "Once, or every week",
		"every second monday":                   "two things",
		"every 0 weeks":                         "cannot read “0”",
		"every 40 quarters":                     "up to 99",
		"weekly on the 15th":                    "do not fit together",
		"weekly monthly":                        "two ways",
		"monthly on monday":                     "do not fit together",
		"fifth monday of the month":             "first to fourth",
		"first monday and thursday":             "first to fourth",
		"monthly on the 31st":                   "Not every month",
		"yearly on 29 feb":                      "Not every year",
		"yearly on 31 nov":                      "Not every year",
		"yearly in september":                   "which day of the year",
		"yearly on the 5th":                     "which day of the year",
		"once":                                  "on which day",
		"once on someday":                       "not a day",
		"weekly from someday":                   "not a day",
		"weekly until yesterday":                "ends before it begins",
		"every 2 weeks on tue until tomorrow x": "not a day",
		"\x1b[2J":                               "cannot read",
		strings.Repeat("every ", 9000):          "does not say",
	} {
		got, err := ParseRecurrence(typed, today, day.DayFirst)
		if err == nil || got != "" || !strings.Contains(err.Error(), want) || !strings.HasSuffix(err.Error(), ".") {
			t.Errorf("%q is %q, %v; want %q", typed, got, err, want)
		}
	}
}

func TestWords(t *testing.T) {
	for r, want := range map[Recurrence]string{
		"":                                 "",
		AsNeeded:                           "as needed",
		"2026-12-05":                       "once on 5 Dec 2026",
		"FREQ=DAILY":                       "every day",
		"2026-11-16 FREQ=DAILY;INTERVAL=3": "every 3 days from 16 Nov 2026",
		"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": "every weekday",
		"FREQ=WEEKLY;BYDAY=MO,TH":          "weekly on Mon, Thu",
		"2026-12-01 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270611": "every 2 weeks on Tuesday from 1 Dec 2026 until 11 Jun 2027",
		"FREQ=MONTHLY;BYMONTHDAY=1,15,-1":                           "monthly on the 1st, 15th and last day",
		"FREQ=MONTHLY;BYDAY=1TU,3TU":                                "first and third Tuesday of the month",
		"2026-12-14 FREQ=MONTHLY;INTERVAL=2;BYDAY=2MO":              "every 2 months on the second Monday from 14 Dec 2026",
		"2026-11-16 FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=16":          "quarterly on the 16th from 16 Nov 2026",
		"FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=1":                        "yearly on 1 Sep",
		"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1":                       "yearly on the last day of February",
		"FREQ=YEARLY;BYMONTH=9;BYDAY=1MO":                           "yearly on the first Monday of September",
	} {
		if got := r.Words(day.DayFirst); got != want || !r.Valid() {
			t.Errorf("%q is %q (valid: %v), want %q", r, got, r.Valid(), want)
		}
	}
	if got := Recurrence("FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=1;UNTIL=20300901").Words(day.MonthFirst); got != "yearly on Sep 1 until Sep 1 2030" {
		t.Error(got)
	}
}

func TestNotValid(t *testing.T) {
	for _, r := range []Recurrence{"x", "FREQ=HOURLY", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-11-16 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
		"FREQ=WEEKLY;BYDAY=TH,MO", "FREQ=WEEKLY;BYDAY=1MO", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTHDAY=15,1", "FREQ=MONTHLY;BYMONTHDAY=0",
		"FREQ=MONTHLY;BYDAY=1MO,1TU", "FREQ=MONTHLY;BYDAY=5MO", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=1",
		"FREQ=YEARLY;BYMONTHDAY=1", "FREQ=DAILY;UNTIL=20260231", "FREQ=DAILY;COUNT=3", "FREQ=DAILY\r\nATTENDEE:x", "2026-13-01", " FREQ=DAILY",
		"2026-12-05 ", "0001-01-01", "FREQ=DAILY;INTERVAL=1", "FREQ=DAILY;INTERVAL=100", "2027-01-01 FREQ=DAILY;UNTIL=20261231"} {
		if r.Valid() || r.Dated() || r.Rule() != "" || r.Next(today, 3, nil) != nil || r.Start(today) != day.None {
			t.Errorf("%q is valid", r)
		}
	}
}

func TestNext(t *testing.T) {
	for _, c := range []struct {
		r    Recurrence
		from day.Day
		want string
	}{
		{"", today, ""},
		{AsNeeded, today, ""},
		{"2026-12-05", today, "2026-12-05"},
		{"2026-12-05", "2026-12-06", ""},
		{"2026-11-17 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2027-03-02", "2027-03-09 2027-03-23 2027-04-06"},
		{"2026-11-19 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", today, "2026-11-19 2026-12-01 2026-12-03"},
		{"2026-11-20 FREQ=DAILY;INTERVAL=3", "2026-11-22", "2026-11-23 2026-11-26 2026-11-29"},
		{"FREQ=MONTHLY;BYMONTHDAY=-1", "2028-01-31", "2028-01-31 2028-02-29 2028-03-31"},
		{"FREQ=MONTHLY;BYDAY=4FR,-1FR", "2026-11-01", "2026-11-27 2026-12-25 2027-01-22"},
		{"FREQ=WEEKLY;BYDAY=TU;UNTIL=20261124", today, "2026-11-17 2026-11-24"},
		{"2026-11-16 FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=16", "2026-11-17", "2027-02-16 2027-05-16 2027-08-16"},
		{"2027-09-01 FREQ=YEARLY;INTERVAL=2;BYMONTH=9;BYMONTHDAY=1", today, "2027-09-01 2029-09-01 2031-09-01"},
	} {
		if got := join(c.r.Next(c.from, 3, nil), func(d day.Day) string { return string(d) }); strings.ReplaceAll(got, ",", " ") != c.want {
			t.Errorf("%s from %s: %s, want %s", c.r, c.from, got, c.want)
		}
	}
	odd := func(d day.Day) bool { _, _, n := d.Date(); return n%2 == 1 }
	if got := Recurrence("FREQ=WEEKLY;BYDAY=TU").Next(today, 2, odd); len(got) != 2 || got[0] != "2026-11-24" || got[1] != "2026-12-08" {
		t.Errorf("with days left out: %v", got)
	}
	if got := Recurrence("FREQ=DAILY").Next(today, 2, func(day.Day) bool { return true }); got != nil {
		t.Errorf("with all left out: %v", got)
	}
	if got := Recurrence("FREQ=WEEKLY;BYDAY=TU").Between("2026-11-17", "2026-12-01"); len(got) != 3 {
		t.Errorf("between: %v", got)
	}
	if Recurrence("FREQ=WEEKLY;BYDAY=TU").Start(today) != "2026-11-17" || Recurrence("2026-11-17 FREQ=WEEKLY;BYDAY=TU").Start("2027-01-01") != "2026-11-17" {
		t.Error("start")
	}
}

func drawDay(t *rapid.T, name string) day.Day {
	return today.Add(rapid.IntRange(-3000, 12000).Draw(t, name))
}

// drawRule makes any rule that is valid.
func drawRule(t *rapid.T) rule {
	r := rule{unit: unit(rapid.IntRange(int(daily), int(yearly)).Draw(t, "unit")), every: 1}
	set := func(name string, from []int, most int) []int {
		picked := rapid.SliceOfNDistinct(rapid.SampledFrom(from), 1, most, rapid.ID[int]).Draw(t, name)
		var out []int
		for _, v := range from {
			for _, p := range picked {
				if p == v {
					out = append(out, v)
				}
			}
		}
		return out
	}
	most := 4
	if r.unit == yearly {
		r.month, most = time.Month(rapid.IntRange(1, 12).Draw(t, "month")), 1
	}
	switch {
	case r.unit == weekly:
		for _, n := range set("week", []int{1, 2, 3, 4, 5, 6, 0}, 7) {
			r.week = append(r.week, time.Weekday(n))
		}
	case r.unit >= monthly && rapid.Bool().Draw(t, "nth"):
		r.nth = set("nths", []int{1, 2, 3, 4, lastDay}, most)
		r.week = []time.Weekday{time.Weekday(rapid.IntRange(0, 6).Draw(t, "weekday"))}
	case r.unit >= monthly:
		r.days = set("days", []int{1, 2, 3, 9, 10, 11, 12, 13, 15, 21, 22, 23, 27, 28, lastDay}, most)
	}
	if r.every = rapid.SampledFrom([]int{1, 1, 1, 2, 3, 4, 6, 99}).Draw(t, "every"); r.every > 1 || rapid.Bool().Draw(t, "from") {
		r.from = r.first(drawDay(t, "first"))
	}
	if rapid.Bool().Draw(t, "until") {
		r.until = r.first(drawDay(t, "last"))
		if r.until.Before(r.from) {
			r.until = r.from
		}
	}
	return r
}

// TestWordsReadBack: what is shown is read as the same rule, in any order and, as far as it has not ended, on any day.
func TestWordsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := drawRule(t)
		r := Recurrence(want.String())
		if !r.Valid() {
			t.Fatalf("%q is not valid", r)
		}
		orders := []day.Order{day.DayFirst, day.MonthFirst}
		on := drawDay(t, "today")
		if want.until != day.None && want.from == day.None {
			on = min(on, want.until) // a rule that has ended without a beginning could be of any time
		}
		for _, shown := range orders {
			for _, read := range orders {
				words := r.Words(shown)
				got, err := ParseRecurrence(words, on, read)
				if err != nil || got != r {
					t.Fatalf("%q is shown as %q and read as %q, %v", r, words, got, err)
				}
			}
		}
		one := Once(drawDay(t, "one"))
		if got, err := ParseRecurrence(one.Words(day.MonthFirst), on, day.DayFirst); err != nil || got != one {
			t.Fatalf("%q: %q, %v", one, got, err)
		}
	})
}

// TestAgainstALibrary holds the days against those of another implementation of RFC 5545.
func TestAgainstALibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Recurrence(drawRule(t).String())
		from := drawDay(t, "look from")
		option, err := rrule.StrToROption(r.Rule())
		if err != nil {
			t.Fatalf("%s: %v", r.Rule(), err)
		}
		start := from
		if r.Start(from) != day.None && r.Start(from) < from {
			start = r.Start(from)
		}
		if rule, _ := decode(string(r)); rule.from != day.None {
			start = rule.from
		}
		option.Dtstart = start.In(time.UTC)
		lib, err := rrule.NewRRule(*option)
		if err != nil {
			t.Fatal(err)
		}
		last := max(start, from).Add(3000)
		var want []day.Day
		for _, at := range lib.Between(from.In(time.UTC), last.In(time.UTC), true) {
			want = append(want, day.Of(at))
		}
		got := r.Between(from, last)
		if join(got, func(d day.Day) string { return string(d) }) != join(want, func(d day.Day) string { return string(d) }) {
			t.Fatalf("%s from %s:\n got %v\nwant %v", r, from, got, want)
		}
	})
}

func FuzzParseRecurrence(f *testing.F) {
	for _, s := range []string{"every 2 weeks on Tuesday from 1 dec until 11 jun", "first and third monday of the month", "quarterly on the last day",
		"yearly on 9/1", "once on 5 Dec", "mon-fri", "15th of every 2 months", "as needed", "every second week"} {
		f.Add(s, 0)
	}
	f.Fuzz(func(t *testing.T, typed string, away int) {
		on := today.Add(away % 30000)
		for _, order := range []day.Order{day.DayFirst, day.MonthFirst} {
			r, err := ParseRecurrence(typed, on, order)
			if err != nil {
				if r != "" || !strings.HasSuffix(err.Error(), ".") {
					t.Fatalf("%q: %q, %v", typed, r, err)
				}
				continue
			}
			if again, err := ParseRecurrence(r.Words(order), on, order); !r.Valid() || err != nil || again != r {
				t.Fatalf("%q is %q, shown as %q, then %q, %v", typed, r, r.Words(order), again, err)
			}
		}
	})
}
