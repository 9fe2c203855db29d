// Package day keeps calendar days as people say them: days without a time of day and without a time zone, so that none
// is ever a day off. It reads what a person types ("fri", "in 2 weeks", "12/5") and shows days so that everybody reads
// the same one.
package day

import (
	"strings"
	"time"
)

// Day is a calendar day, written 2006-01-02. The empty Day is none.
type Day string

// None is no day.
const None Day = ""

const (
	minYear = 1900 // years that a person may type
	maxYear = 2199
)

// New is the day of that year, month and day of the month. What is too large or small runs over into the next or last
// month, as in time.Date. A day outside of the years 1 to 9999 is the nearest one inside.
func New(year int, month time.Month, dayOfMonth int) Day {
	return written(time.Date(year, month, dayOfMonth, 0, 0, 0, 0, time.UTC))
}

// Of is the day that it is at t where t is: convert t with Local or In first.
func Of(t time.Time) Day {
	y, m, d := t.Date()
	return New(y, m, d)
}

func written(t time.Time) Day {
	switch {
	case t.Year() < 1:
		return "0001-01-01"
	case t.Year() > 9999:
		return "9999-12-31"
	}
	return Day(t.Format(time.DateOnly))
}

// Valid says that d is a day as it is kept: none is not one.
func (d Day) Valid() bool {
	t, err := time.Parse(time.DateOnly, string(d))
	return err == nil && t.Format(time.DateOnly) == string(d) && t.Year() > 0
}

// at is a moment in the day, in UTC; that of 1 January of year 1 where d is not valid.
func (d Day) at() time.Time {
	t, _ := time.Parse(time.DateOnly, string(d))
	return t
}

// Add is the day n days later, earlier where n is negative. None stays none.
func (d Day) Add(n int) Day {
	if d == None {
		return None
	}
	return written(d.at().AddDate(0, 0, min(max(n, -4_000_000), 4_000_000)))
}

// AddMonths is the same day n months later; where that month is too short, its last day. None stays none.
func (d Day) AddMonths(n int) Day {
	if d == None {
		return None
	}
	y, m, dom := d.at().Date()
	first := time.Date(y, m+time.Month(min(max(n, -120_000), 120_000)), 1, 0, 0, 0, 0, time.UTC)
	return New(first.Year(), first.Month(), min(dom, monthDays(first.Year(), first.Month())))
}

// Sub is how many days d is behind e, negative where it is before; 0 where one of them is none.
func (d Day) Sub(e Day) int {
	if d == None || e == None {
		return 0
	}
	return int((d.at().Unix() - e.at().Unix()) / (24 * 60 * 60)) // in UTC every day has 24 hours
}

// Before says that d is earlier than e. None is before nothing, and nothing is before none.
func (d Day) Before(e Day) bool { return d != None && e != None && d < e }

// Compare orders days, the earliest first and none last.
func (d Day) Compare(e Day) int {
	switch {
	case d == e:
		return 0
	case d == None:
		return 1
	case e == None:
		return -1
	}
	return strings.Compare(string(d), string(e))
}

// Weekday is the day of the week.
func (d Day) Weekday() time.Weekday { return d.at().Weekday() }

// Date is the year, the month and the day of the month.
func (d Day) Date() (year int, month time.Month, dayOfMonth int) { return d.at().Date() }

// In is midnight of the day in loc, or the day's first moment where a change of the clocks leaves midnight out: for
// calendars and recurrences that need a moment.
func (d Day) In(loc *time.Location) time.Time {
	y, m, dom := d.at().Date()
	t := time.Date(y, m, dom, 0, 0, 0, 0, loc)
	for range 24 * 4 { // clocks go forward by an hour or so: the first quarter of an hour that exists
		if Of(t) >= d {
			break
		}
		t = t.Add(15 * time.Minute)
	}
	return t
}

func monthDays(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
