package ics

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// rule is an RRULE that was read: its parts in their order, and what it says.
//
// Of RFC 5545 (section 3.3.10) a part is taken that every reader understands alike: FREQ (DAILY, WEEKLY, MONTHLY, YEARLY),
// INTERVAL, COUNT or UNTIL (a day), BYMONTH, BYMONTHDAY, BYDAY, WKST. A weekday has a number in a month only. A series begins
// with its first occurrence: what a DTSTART beside the rule means is left undefined there.
type rule struct {
	parts  []part
	until  Date
	freq   string
	month  []int
	days   []int
	week   []time.Weekday
	nth    []int // of week, 0 where it has none
	counts bool
}

type part struct{ name, value string }

func parseRule(s string) (rule, string) {
	var r rule
	for p := range strings.SplitSeq(s, ";") {
		name, value, ok := strings.Cut(p, "=")
		if !ok || slices.ContainsFunc(r.parts, func(q part) bool { return q.name == name }) {
			return r, "a part of its rule is no part, or there twice"
		}
		if !r.read(name, value) {
			return r, "its rule says what is not written here"
		}
		r.parts = append(r.parts, part{name, value})
	}
	switch {
	case r.parts[0].name != "FREQ":
		return r, "its rule does not begin with FREQ"
	case r.counts && r.until != "":
		return r, "its rule has two ends"
	case r.freq == "DAILY" && len(r.month)+len(r.days)+len(r.week) > 0, r.freq == "WEEKLY" && len(r.month)+len(r.days) > 0,
		r.freq == "YEARLY" && len(r.month) == 0 && len(r.days)+len(r.week) > 0, len(r.days) > 0 && len(r.week) > 0:
		return r, "the parts of its rule do not fit together"
	}
	for _, n := range r.nth {
		if n != 0 && (r.freq == "WEEKLY" || r.freq == "DAILY") {
			return r, "its rule numbers a weekday outside of a month"
		}
	}
	return r, ""
}

func (r *rule) read(name, value string) bool {
	switch name {
	case "FREQ":
		r.freq = value
		return slices.Contains([]string{"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}, value)
	case "INTERVAL":
		_, ok := number(value, 1, 9999)
		return ok
	case "COUNT":
		_, ok := number(value, 1, 9999)
		r.counts = true
		return ok
	case "UNTIL":
		t, err := time.Parse(dateOnly, value)
		r.until = Date(t.Format(time.DateOnly))
		return err == nil && r.until.valid()
	case "BYMONTH":
		return numbers(value, &r.month, 1, 12)
	case "BYMONTHDAY":
		return numbers(value, &r.days, -31, 31)
	case "WKST":
		_, ok := weekdayOf(value)
		return ok
	case "BYDAY":
		for v := range strings.SplitSeq(value, ",") {
			if len(v) < 2 {
				return false
			}
			w, ok := weekdayOf(v[len(v)-2:])
			n, numbered := 0, true
			if v = v[:len(v)-2]; v != "" {
				n, numbered = number(v, -5, 5)
			}
			if !ok || !numbered {
				return false
			}
			r.week, r.nth = append(r.week, w), append(r.nth, n)
		}
		return true
	}
	return false
}

func numbers(value string, into *[]int, least, most int) bool {
	for v := range strings.SplitSeq(value, ",") {
		n, ok := number(v, least, most)
		if !ok {
			return false
		}
		*into = append(*into, n)
	}
	return true
}

// number reads a number other than 0, as it is written without need.
func number(s string, least, most int) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && n != 0 && n >= least && n <= most && strconv.Itoa(n) == s
}

func weekdayOf(code string) (time.Weekday, bool) {
	i := slices.Index([]string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}, code)
	return time.Weekday(max(i, 0)), i >= 0
}

// fits says why the rule cannot be that of the event: it must begin with an occurrence, and may not end before it.
func (r rule) fits(e Event) string {
	d := e.On.time()
	if e.On == "" {
		y, m, n := e.At.Date()
		d = time.Date(y, m, n, 0, 0, 0, 0, time.UTC)
	}
	_, m, n := d.Date()
	last := time.Date(d.Year(), m+1, 0, 0, 0, 0, 0, time.UTC).Day()
	onDay := len(r.days) == 0 || slices.Contains(r.days, n) || slices.Contains(r.days, n-last-1)
	onWeek := len(r.week) == 0
	for i, w := range r.week {
		nth := r.nth[i]
		onWeek = onWeek || w == d.Weekday() && (nth == 0 || nth == (n-1)/7+1 || nth == -((last-n)/7+1))
	}
	switch {
	case len(r.month) > 0 && !slices.Contains(r.month, int(m)) || !onDay || !onWeek:
		return "it does not begin with a day of its rule"
	case r.until != "" && r.until.time().Before(d):
		return "its rule ends before it begins"
	}
	return ""
}

// on writes the rule for an event. The end of a series of times is the last second of its day in the event's zone, in
// UTC, as RFC 5545 asks; that of a series of days is a day.
func (r rule) on(e Event) string {
	out := make([]string, len(r.parts))
	for i, p := range r.parts {
		if p.name == "UNTIL" && e.On == "" {
			y, m, n := r.until.time().Date()
			p.value = time.Date(y, m, n, 23, 59, 59, 0, e.At.Location()).UTC().Format(utcTime)
		}
		out[i] = p.name + "=" + p.value
	}
	return strings.Join(out, ";")
}

// last is a time behind the last occurrence of an event's series; openYears behind the first where that is too far or
// not said.
func (r rule) last(e Event) time.Time {
	open := e.At.AddDate(openYears, 0, 0)
	if until := r.until.time().AddDate(0, 0, 2).Add(e.Duration); r.until != "" && until.Before(open) {
		return until
	}
	return open
}
