package day

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// TestParse reads days on Monday, 16 November 2026.
func TestParse(t *testing.T) {
	const today = Day("2026-11-16")
	for _, c := range []struct {
		typed string
		want  Day // day first
		us    Day // month first, where that is another one
	}{
		{"", None, ""}, {"   ", None, ""},
		{"today", "2026-11-16", ""}, {" Today ", "2026-11-16", ""}, {"tomorrow", "2026-11-17", ""}, {"yesterday", "2026-11-15", ""},
		{"the day after tomorrow", "2026-11-18", ""}, {"by tomorrow", "2026-11-17", ""},
		{"fri", "2026-11-20", ""}, {"Friday", "2026-11-20", ""}, {"on Fri.", "2026-11-20", ""}, {"mon", "2026-11-23", ""}, {"sun", "2026-11-22", ""},
		{"this mon", "2026-11-16", ""}, {"this fri", "2026-11-20", ""}, {"coming fri", "2026-11-20", ""}, {"weds", "2026-11-18", ""}, {"thurs", "2026-11-19", ""},
		{"next fri", "2026-11-27", ""}, {"next monday", "2026-11-23", ""}, {"next sun", "2026-11-29", ""}, {"last fri", "2026-11-13", ""}, {"last mon", "2026-11-09", ""},
		{"next week", "2026-11-23", ""}, {"next month", "2026-12-16", ""}, {"next year", "2027-11-16", ""},
		{"in 2 weeks", "2026-11-30", ""}, {"2 weeks", "2026-11-30", ""}, {"in two weeks", "2026-11-30", ""}, {"2w", "2026-11-30", ""}, {"in a fortnight", "2026-11-30", ""},
		{"in 3 days", "2026-11-19", ""}, {"3d", "2026-11-19", ""}, {"+3d", "2026-11-19", ""}, {"3 days from now", "2026-11-19", ""}, {"3 days from today", "2026-11-19", ""},
		{"in a month", "2026-12-16", ""}, {"in 0 days", "2026-11-16", ""}, {"3 days ago", "2026-11-13", ""}, {"a week ago", "2026-11-09", ""}, {"in 1 year", "2027-11-16", ""},
		{"12/5", "2027-05-12", "2026-12-05"}, {"12/5/2027", "2027-05-12", "2027-12-05"}, {"12/5/27", "2027-05-12", "2027-12-05"}, {"12-5", "2027-05-12", "2026-12-05"},
		{"05/12/2026", "2026-12-05", "2026-05-12"}, {"11/16", "2026-11-16", ""}, {"16/11", "2026-11-16", ""}, {"11/15", "2027-11-15", ""}, {"25/12", "2026-12-25", ""}, {"12/25", "2026-12-25", ""},
		{"5.12.", "2026-12-05", ""}, {"5.12", "2026-12-05", "2027-05-12"}, {"5.12.2027", "2027-12-05", "2027-05-12"}, {"05.12.27", "2027-12-05", "2027-05-12"}, {"5. 12.", None, ""},
		{"5 dec", "2026-12-05", ""}, {"dec 5", "2026-12-05", ""}, {"5. dec.", "2026-12-05", ""}, {"December 5th", "2026-12-05", ""}, {"the 5th of December", "2026-12-05", ""},
		{"5dec", "2026-12-05", ""}, {"dec5", "2026-12-05", ""}, {"5-Dec-2027", "2027-12-05", ""}, {"dec 5, 2027", "2027-12-05", ""}, {"5 dec 27", "2027-12-05", ""}, {"5 dec '27", "2027-12-05", ""},
		{"5 jan", "2027-01-05", ""}, {"16 nov", "2026-11-16", ""}, {"15 nov", "2027-11-15", ""}, {"sept 1", "2027-09-01", ""}, {"29 feb", "2028-02-29", ""}, {"feb 29 2028", "2028-02-29", ""},
		{"fri 20 nov", "2026-11-20", ""}, {"Fri, Nov 20", "2026-11-20", ""}, {"fri 13 nov", "2026-11-13", ""}, {"friday 20/11", "2026-11-20", ""}, {"fri 5 feb 2027", "2027-02-05", ""},
		{"2027-01-15", "2027-01-15", ""}, {"2027/1/15", "2027-01-15", ""}, {"2027.1.15", "2027-01-15", ""}, {"2027-1-15.", None, ""},
		{"15th", "2026-12-15", ""}, {"the 16th", "2026-11-16", ""}, {"31st", "2026-12-31", ""}, {"20.", "2026-11-20", ""},
		{"end of month", "2026-11-30", ""}, {"end of the month", "2026-11-30", ""}, {"eom", "2026-11-30", ""}, {"end of next month", "2026-12-31", ""},
		{"end of year", "2026-12-31", ""}, {"end of feb", "2027-02-28", ""}, {"end of december", "2026-12-31", ""}, {"end of nov", "2026-11-30", ""},
	} {
		for _, order := range []Order{DayFirst, MonthFirst} {
			want := c.want
			if order == MonthFirst && c.us != "" {
				want = c.us
			}
			if want == None && strings.TrimSpace(c.typed) != "" {
				continue
			}
			if got, err := Parse(c.typed, today, order); err != nil || got != want {
				t.Errorf("%q, order %d: %s, %v; want %s", c.typed, order, got, err, want)
			}
		}
	}
}

func TestParseOnOtherDays(t *testing.T) {
	for _, c := range []struct {
		today Day
		typed string
		want  Day
	}{
		{"2026-11-20", "fri", "2026-11-27"}, {"2026-11-20", "this fri", "2026-11-20"}, {"2026-11-20", "next fri", "2026-11-27"},
		{"2026-11-21", "next fri", "2026-11-27"}, {"2026-11-22", "next fri", "2026-11-27"}, {"2026-11-22", "next week", "2026-11-29"},
		{"2027-01-31", "in a month", "2027-02-28"}, {"2027-01-31", "30th", "2027-03-30"}, {"2026-12-31", "1/1", "2027-01-01"},
		{"2028-02-29", "29 feb", "2028-02-29"}, {"2096-03-01", "29 feb", "2104-02-29"}, {"2026-12-05", "sat 5 dec", "2026-12-05"},
		{"2027-01-10", "thu 31 dec", "2026-12-31"}, {"2026-12-31", "eom", "2026-12-31"},
	} {
		if got, err := Parse(c.typed, c.today, DayFirst); err != nil || got != c.want {
			t.Errorf("%q on %s: %s, %v; want %s", c.typed, c.today, got, err, c.want)
		}
	}
}

func TestParseErrors(t *testing.T) {
	const today = Day("2026-11-16")
	for _, c := range []struct{ typed, want string }{
		{"soonish", `"soonish" is not a day that convene can read`}, {"5", "fri, in 2 weeks, 5 dec, 5/12 or 2027-01-15."}, {"fri 5", "not a day"}, {"-3 days", "not a day"},
		{"31 nov", "November has 30 days."}, {"feb 29 2027", "February has 28 days in 2027."}, {"30 feb", "February has 29 days."}, {"0/5", "May has 31 days"},
		{"13/13", "a month 13, and there are twelve"}, {"2027-13-01", "a month 13"}, {"fri 21 nov 2026", "21 November 2026 is a Saturday, not a Friday"},
		{"tue 21 nov", "is a Saturday, not a Tuesday"}, {"in 9999 weeks", "too far away"}, {"1/1/1850", "too far away"}, {"0000-01-01", "not a day"},
		{"5.12/2027", "not a day"}, {"2027-01", "not a day"}, {"end of", "not a day"}, {"end of time", "not a day"}, {"next", "not a day"}, {"in", "not a day"}, {"ago", "not a day"},
		{"the of", "not a day"}, {"- / .", "not a day"}, {"1 2 3 4 5 6 7 8 9", "not a day"}, {strings.Repeat("x", 99), "…"}, {"\x00", "not a day"}, {"5 dec 2", "not a day"},
	} {
		got, err := Parse(c.typed, today, DayFirst)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasSuffix(err.Error(), ".") || got != None {
			t.Errorf("%q: %s, %v; want %q", c.typed, got, err, c.want)
		}
	}
	if _, err := Parse("x", today, MonthFirst); err == nil || !strings.Contains(err.Error(), "dec 5, 12/5") {
		t.Error(err)
	}
	for _, typed := range []string{"fri", "12/5", "29 feb", "end of month", "15th", "today"} {
		_, _ = Parse(typed, None, DayFirst) // without a today nothing makes sense, and nothing breaks
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"fri", "next fri", "in 2 weeks", "12/5/2027", "5.12.", "5th dec", "fri 5 dec", "end of feb", "2027-01-15", "31.", "ü", "-1d"} {
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, typed string, monthFirst bool) {
		const today = Day("2026-11-16")
		order := DayFirst
		if monthFirst {
			order = MonthFirst
		}
		d, err := Parse(typed, today, order)
		switch {
		case err != nil:
			if !strings.HasSuffix(err.Error(), ".") || !utf8.ValidString(err.Error()) || d != None {
				t.Fatalf("%q: %s, %q", typed, d, err)
			}
		case d == None:
			if strings.TrimSpace(typed) != "" {
				t.Fatalf("%q is no day", typed)
			}
		default:
			if !d.Valid() {
				t.Fatalf("%q: %q", typed, d)
			}
			if again, err := Parse(Show(d, order, today), today, order); err != nil || again != d {
				t.Fatalf("%q: %s, then %s, %v", typed, d, again, err)
			}
		}
	})
}

func TestParsePast(t *testing.T) {
	today := New(2026, time.November, 22) // a Sunday
	for _, c := range []struct {
		typed string
		want  Day
	}{
		{"3/2", "2026-03-02"}, {"dec 5", "2025-12-05"}, {"11/22", "2026-11-22"}, {"fri", "2026-11-20"}, {"sun", "2026-11-15"}, {"yesterday", "2026-11-21"},
		{"feb 29", "2024-02-29"}, {"2027-01-15", "2027-01-15"}, {"", None},
	} {
		if got, err := ParsePast(c.typed, today, MonthFirst); err != nil || got != c.want {
			t.Errorf("%q: %s, %v, want %s", c.typed, got, err, c.want)
		}
	}
}
