package ics

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// zone is one time zone of a calendar, and the time in which its events fall.
type zone struct {
	loc         *time.Location
	first, last time.Time
}

// openYears is for how many years a series without an end is certain to be right where a zone changes its clocks in no
// pattern that a rule can say.
const openYears = 15

// zones lists the zones that events need, in the order of their names. Those in UTC need none.
func zones(events []Event) []zone {
	var out []zone
	for _, e := range events {
		if e.On != "" || utc(e.At) {
			continue
		}
		last := e.At.Add(e.Duration)
		if e.RRule != "" {
			rule, _ := parseRule(e.RRule)
			last = rule.last(e)
		}
		i := slices.IndexFunc(out, func(z zone) bool { return z.loc.String() == e.At.Location().String() })
		if i < 0 {
			out = append(out, zone{e.At.Location(), e.At, last})
			continue
		}
		if e.At.Before(out[i].first) {
			out[i].first = e.At
		}
		if last.After(out[i].last) {
			out[i].last = last
		}
	}
	slices.SortFunc(out, func(a, b zone) int { return strings.Compare(a.loc.String(), b.loc.String()) })
	return out
}

// zoned says why a time cannot be written by its zone and the clock on its wall.
func zoned(t time.Time) string {
	switch name := t.Location().String(); {
	case t.Year() < 1900 || t.Year() > 2199:
		return "its time is too far away"
	case t.Nanosecond() != 0:
		return "its time is not in whole seconds"
	case utc(t):
		return ""
	case name == "Local" || !plain(name):
		return "its time zone has no name that another machine knows"
	}
	before := offsetAt(t.Add(-24*time.Hour), t.Location())
	twice := time.Duration(before-offsetAt(t, t.Location())) * time.Second
	if twice > 0 && offsetAt(t.Add(-twice), t.Location()) == before {
		return "its hour comes twice that night, and it is the second one"
	}
	return ""
}

// plain says that the name of a zone can stand where no name is quoted.
func plain(name string) bool {
	return name != "" && len(name) <= 60 && strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/_+-") == ""
}

// change is one observance of a VTIMEZONE: from when on which offset holds.
type change struct {
	summer   bool
	name     string
	from, to int       // seconds east of UTC
	wall     time.Time // the clock on the wall when it changes, as it showed before; in UTC
}

// changes lists what holds at the first time and every change behind it up to the last, by asking Go for the offset of
// each day. (Time.ZoneBounds would be quicker, but beyond the years of Go's tables it gives the ends of years, roughly.)
func (z zone) changes() []change {
	const day, back = 24 * time.Hour, 400
	since, from := z.first, offsetAt(z.first, z.loc)
	for n := 0; n < back && from == offsetAt(z.first, z.loc); n++ {
		since, from = since.Add(-day), offsetAt(since.Add(-day), z.loc)
	}
	var out []change
	if from == offsetAt(z.first, z.loc) { // it has been so for long
		t := since.In(z.loc)
		name, to := t.Zone()
		out = append(out, change{t.IsDST(), name, to, to, t.UTC().Add(time.Duration(to) * time.Second).Truncate(day)})
	}
	for at := since; at.Before(z.last) || len(out) == 0; at = at.Add(day) {
		if offsetAt(at, z.loc) != offsetAt(at.Add(day), z.loc) {
			out = append(out, z.between(at, at.Add(day)))
		}
	}
	return out
}

// between finds the change between two times with different offsets, to the second.
func (z zone) between(a, b time.Time) change {
	from := offsetAt(a, z.loc)
	for b.Sub(a) > time.Second {
		if mid := a.Add(b.Sub(a) / 2).Truncate(time.Second); offsetAt(mid, z.loc) == from {
			a = mid
		} else {
			b = mid
		}
	}
	t := b.In(z.loc)
	name, to := t.Zone()
	return change{t.IsDST(), name, from, to, t.UTC().Add(time.Duration(from) * time.Second)}
}

func offsetAt(t time.Time, loc *time.Location) int {
	_, offset := t.In(loc).Zone()
	return offset
}

// write writes the VTIMEZONE: every change by itself, up to the first two that come back every year from then on.
func (z zone) write(w *writer) {
	w.line("BEGIN", "VTIMEZONE")
	w.line("TZID", z.loc.String())
	list := z.changes()
	for i, c := range list {
		if i+1 < len(list) && returning(z.loc, c, list[i+1], list[i+2:]) {
			c.write(w, c.pattern(z.loc))
			list[i+1].write(w, list[i+1].pattern(z.loc))
			break
		}
		c.write(w, "")
	}
	w.line("END", "VTIMEZONE")
}

// returning says that two changes come back every year, and that all behind them are those two coming back.
func returning(loc *time.Location, a, b change, behind []change) bool {
	ruleA, ruleB := a.pattern(loc), b.pattern(loc)
	if ruleA == "" || ruleB == "" || ruleA == ruleB {
		return false
	}
	for i, c := range behind {
		of := a
		if i%2 == 1 {
			of = b
		}
		n := c.wall.Year() - of.wall.Year()
		if n != i/2+1 || c.from != of.from || c.to != of.to || !c.wall.Equal(of.in(c.wall.Year(), of.nth(loc))) {
			return false
		}
	}
	return true
}

func (c change) write(w *writer, rule string) {
	kind := "STANDARD"
	if c.summer {
		kind = "DAYLIGHT"
	}
	w.line("BEGIN", kind)
	w.line("DTSTART", c.wall.Format(localTime))
	w.line("TZOFFSETFROM", offset(c.from))
	w.line("TZOFFSETTO", offset(c.to))
	if plain(c.name) {
		w.line("TZNAME", c.name)
	}
	if rule != "" {
		w.line("RRULE", rule)
	}
	w.line("END", kind)
}

// pattern is the rule by which a change comes back every year, empty where it does not for openYears.
func (c change) pattern(loc *time.Location) string {
	n := c.nth(loc)
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s", c.wall.Month(), n, strings.ToUpper(c.wall.Weekday().String()[:2]))
}

// nth is on which of its weekday in the month the change comes back every year (-1: the last), 0 where it does not for
// openYears.
func (c change) nth(loc *time.Location) int {
	last := time.Date(c.wall.Year(), c.wall.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day()
	try := []int{(c.wall.Day()-1)/7 + 1}
	if c.wall.Day()+7 > last {
		try = []int{-1, try[0]}
	}
	for _, n := range try {
		holds := c.from != c.to
		for y := c.wall.Year(); y < c.wall.Year()+openYears && holds; y++ {
			at := c.in(y, n).Add(-time.Duration(c.from) * time.Second)
			holds = offsetAt(at.Add(-time.Second), loc) == c.from && offsetAt(at, loc) == c.to
		}
		if holds {
			return n
		}
	}
	return 0
}

// in is the clock on the wall on the nth (or last, -1) of the change's weekday in its month of another year.
func (c change) in(year, n int) time.Time {
	h, m, s := c.wall.Clock()
	if n < 0 {
		end := time.Date(year, c.wall.Month()+1, 0, h, m, s, 0, time.UTC)
		return end.AddDate(0, 0, -((int(end.Weekday()) - int(c.wall.Weekday()) + 7) % 7))
	}
	first := time.Date(year, c.wall.Month(), 1, h, m, s, 0, time.UTC)
	return first.AddDate(0, 0, (int(c.wall.Weekday())-int(first.Weekday())+7)%7+7*(n-1))
}

// offset writes an offset as RFC 5545 does; seconds only where there are some.
func offset(s int) string {
	sign := '+'
	if s < 0 {
		sign, s = '-', -s
	}
	if s%60 != 0 {
		return fmt.Sprintf("%c%02d%02d%02d", sign, s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%c%02d%02d", sign, s/3600, s/60%60)
}
