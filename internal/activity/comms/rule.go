package comms

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"convene/internal/day"
)

type unit int

const (
	unknown unit = iota
	needed
	once
	daily
	weekly
	monthly
	yearly
)

const (
	everyMax = 99                    // days, weeks, months or years between two sends
	lastDay  = -1                    // of the month
	horizon  = day.Day("2299-12-31") // nothing is looked for behind it
)

// rule is a Recurrence taken apart.
type rule struct {
	unit  unit
	every int            // units from one to the next
	week  []time.Weekday // Monday first; one only where there is an nth
	nth   []int          // of that weekday in the month: 1 to 4, and lastDay
	days  []int          // of the month: 1 to 28, and lastDay; of a year any that the month always has
	month time.Month     // of a year
	from  day.Day        // an occurrence: the first one, and from which every is counted
	until day.Day        // the last day on which there may be one
}

// String writes the rule as a Recurrence keeps it.
func (r rule) String() string {
	switch r.unit {
	case unknown:
		return ""
	case needed:
		return neededText
	case once:
		return string(r.from)
	}
	var b strings.Builder
	if r.from != day.None {
		b.WriteString(string(r.from) + " ")
	}
	b.WriteString("FREQ=" + r.unit.name())
	if r.every > 1 {
		fmt.Fprintf(&b, ";INTERVAL=%d", r.every)
	}
	if r.month != 0 {
		fmt.Fprintf(&b, ";BYMONTH=%d", r.month)
	}
	if len(r.days) > 0 {
		b.WriteString(";BYMONTHDAY=" + join(r.days, strconv.Itoa))
	}
	switch {
	case len(r.nth) > 0:
		b.WriteString(";BYDAY=" + join(r.nth, func(n int) string { return strconv.Itoa(n) + code(r.week[0]) }))
	case len(r.week) > 0:
		b.WriteString(";BYDAY=" + join(r.week, code))
	}
	if r.until != day.None {
		b.WriteString(";UNTIL=" + strings.ReplaceAll(string(r.until), "-", ""))
	}
	return b.String()
}

func (u unit) name() string {
	switch u {
	case daily:
		return "DAILY"
	case weekly:
		return "WEEKLY"
	case monthly:
		return "MONTHLY"
	}
	return "YEARLY"
}

func code(w time.Weekday) string { return strings.ToUpper(w.String()[:2]) }

func join[T any](list []T, write func(T) string) string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = write(v)
	}
	return strings.Join(out, ",")
}

// decode reads what String wrote, and nothing else.
func decode(s string) (rule, bool) {
	switch {
	case s == "":
		return rule{}, true
	case s == neededText:
		return rule{unit: needed}, true
	case sound(day.Day(s)):
		return rule{unit: once, from: day.Day(s)}, true
	}
	r := rule{every: 1}
	rest := s
	if from, after, ok := strings.Cut(s, " "); ok {
		r.from, rest = day.Day(from), after
	}
	for part := range strings.SplitSeq(rest, ";") {
		name, value, _ := strings.Cut(part, "=")
		if !r.read(name, value) {
			return rule{}, false
		}
	}
	if r.String() != s || !r.valid() {
		return rule{}, false
	}
	return r, true
}

func (r *rule) read(name, value string) bool {
	ok := true
	switch name {
	case "FREQ":
		for u := daily; u <= yearly; u++ {
			if u.name() == value {
				r.unit = u
			}
		}
		ok = r.unit != unknown
	case "INTERVAL":
		r.every, ok = count(value)
	case "BYMONTH":
		var m int
		m, ok = count(value)
		r.month = time.Month(m)
	case "BYMONTHDAY":
		for v := range strings.SplitSeq(value, ",") {
			n, err := strconv.Atoi(v)
			r.days, ok = append(r.days, n), ok && err == nil
		}
	case "BYDAY":
		for v := range strings.SplitSeq(value, ",") {
			ok = ok && r.readDay(v)
		}
	case "UNTIL":
		if ok = len(value) == 8; ok {
			r.until = day.Day(value[:4] + "-" + value[4:6] + "-" + value[6:])
		}
	default:
		ok = false
	}
	return ok
}

func (r *rule) readDay(v string) bool {
	if len(v) < 2 {
		return false
	}
	n, name := v[:len(v)-2], v[len(v)-2:]
	for w := time.Sunday; w <= time.Saturday; w++ {
		if code(w) != name {
			continue
		}
		if n == "" {
			r.week = append(r.week, w)
			return len(r.nth) == 0
		}
		nth, err := strconv.Atoi(n)
		r.nth, r.week = append(r.nth, nth), []time.Weekday{w} // another weekday before it would be written otherwise
		return err == nil
	}
	return false
}

// count reads a positive number of at most two digits.
func count(s string) (int, bool) {
	if s == "" || len(s) > 2 || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && n > 0
}

// valid says that the parts fit together, so that every period has an occurrence and none is ever a day off.
func (r rule) valid() bool {
	if r.every < 1 || r.every > everyMax || r.every > 1 && r.from == day.None || !ordered(r.days) || !ordered(r.nth) {
		return false
	}
	for i, w := range r.week {
		if w < time.Sunday || w > time.Saturday || i > 0 && fromMonday(w) <= fromMonday(r.week[i-1]) {
			return false
		}
	}
	if r.until != day.None && (!sound(r.until) || r.until.Before(r.from)) {
		return false
	}
	return r.shaped() && (r.from == day.None || sound(r.from) && r.first(r.from) == r.from)
}

// shaped says that the rule has the parts of its unit and no others.
func (r rule) shaped() bool {
	in := func(list []int, most int) bool { return len(list) == 0 || slices.Max(list) <= most }
	switch r.unit {
	case daily:
		return len(r.week)+len(r.nth)+len(r.days) == 0 && r.month == 0
	case weekly:
		return len(r.week) > 0 && len(r.nth)+len(r.days) == 0 && r.month == 0
	case monthly:
		return r.month == 0 && in(r.days, 28) && in(r.nth, 4) && r.monthShaped()
	case yearly:
		return r.month >= time.January && r.month <= time.December && len(r.days)+len(r.nth) == 1 && in(r.days, always(r.month)) &&
			in(r.nth, 4) && r.monthShaped()
	}
	return false
}

// monthShaped says that a rule within months has days of the month, or certain ones of one weekday.
func (r rule) monthShaped() bool {
	return len(r.days) > 0 && len(r.nth) == 0 && len(r.week) == 0 || len(r.days) == 0 && len(r.nth) > 0 && len(r.week) == 1
}

// always is how many days the month has in every year.
func always(m time.Month) int {
	_, _, n := day.New(2027, m+1, 0).Date()
	return n
}

// ordered says that numbers are 1 and more in ascending order, with lastDay at most once behind them.
func ordered(list []int) bool {
	for i, n := range list {
		if n != lastDay && n < 1 || i > 0 && (list[i-1] == lastDay || n != lastDay && n <= list[i-1]) {
			return false
		}
	}
	return true
}

// sound says that d is a day within the years that a person may type.
func sound(d day.Day) bool { return d.Valid() && d >= "1900-01-01" && d <= "2199-12-31" }

// first is the first day on or after d that fits, whatever every says.
func (r rule) first(d day.Day) day.Day {
	r.every, r.from, r.until = 1, day.None, day.None
	for at := range r.since(d) {
		return at
	}
	return day.None
}
