package comms

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"convene/internal/day"
	"convene/internal/ledger"
)

// Recurrence says on which days a message is sent. It is text, so that it is one value in a patch and reads well in the
// history: nothing where it is not known yet, "needed", one day ("2026-12-05"), or a recurrence rule of RFC 5545 (section
// 3.3.10) with the first day before it where that matters ("2026-12-01 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU").
//
// Of the rules a part is taken: by days, weeks, months and years; days of the month up to the 28th and the last one, the
// first to fourth and the last of a weekday, so that every period has one; an INTERVAL needs the first day, which is
// itself an occurrence; UNTIL is a day. Make one with ParseRecurrence.
type Recurrence string

const neededText = "needed"

// AsNeeded is for what is sent when there is a reason, not on certain days.
const AsNeeded Recurrence = neededText

// Once is for what is sent on one day.
func Once(d day.Day) Recurrence { return Recurrence(d) }

// Valid says that r is as it is kept. What is not known yet is valid.
func (r Recurrence) Valid() bool {
	_, ok := decode(string(r))
	return ok
}

// Dated says that r falls on days at all.
func (r Recurrence) Dated() bool {
	rule, ok := decode(string(r))
	return ok && rule.unit >= once
}

// Repeats says that r is not for one day only.
func (r Recurrence) Repeats() bool {
	rule, ok := decode(string(r))
	return ok && rule.unit >= daily
}

// Rule is the RRULE of RFC 5545, without its name; empty where there is none. Its UNTIL is a date, for all-day events.
func (r Recurrence) Rule() string {
	rule, ok := decode(string(r))
	if !ok || rule.unit < daily {
		return ""
	}
	rule.from = day.None
	return rule.String()
}

// Start is the day with which a calendar entry begins: the first day where r has one, else the first on or after today;
// none where there is none.
func (r Recurrence) Start(today day.Day) day.Day {
	rule, _ := decode(string(r))
	if rule.from != day.None {
		return rule.from
	}
	for _, d := range r.Next(today, 1, nil) {
		return d
	}
	return day.None
}

// From is r from another day on; what has one day only is moved there. No day takes the first one away, but for what is
// counted from it. An error is a sentence for the person who typed the day.
func (r Recurrence) From(d day.Day) (Recurrence, error) {
	rule, _ := decode(string(r))
	switch {
	case rule.unit < once:
		return r, ledger.Refuse("Nobody has written how often this is sent. Nothing was changed: write that first.")
	case d == day.None && (rule.unit == once || rule.every > 1):
		return r, ledger.Refuse("The days are counted from the first one. Nothing was changed: choose another first day, or write how often anew.")
	case d == day.None:
		rule.from = d
	case rule.unit == once:
		rule.from = d
	default:
		rule.from = rule.first(d)
	}
	out := Recurrence(rule.String())
	if !out.Valid() {
		return r, ledger.Refuse("That is behind the last day of it. Nothing was changed: choose an earlier day.")
	}
	return out, nil
}

// First is the day from which r counts, or its only day; none where nobody chose one.
func (r Recurrence) First() day.Day {
	rule, _ := decode(string(r))
	return rule.from
}

// Next are the first n days on and after from on which r falls, without those that skip says; nil skips none. A skipped
// day is left out, not moved. There may be fewer.
func (r Recurrence) Next(from day.Day, n int, skip func(day.Day) bool) []day.Day {
	rule, ok := decode(string(r))
	if !ok || n < 1 {
		return nil
	}
	var out []day.Day
	for d := range rule.since(from) {
		if skip != nil && skip(d) {
			continue
		}
		if out = append(out, d); len(out) == n {
			break
		}
	}
	return out
}

// Between are the days from first to last, both among them, on which r falls.
func (r Recurrence) Between(first, last day.Day) []day.Day {
	rule, ok := decode(string(r))
	if !ok {
		return nil
	}
	var out []day.Day
	for d := range rule.since(first) {
		if last.Before(d) {
			break
		}
		out = append(out, d)
	}
	return out
}

// Words is r in plain words, with days in the reader's order. ParseRecurrence reads them as the same r, in any order and
// on any day.
func (r Recurrence) Words(order day.Order) string {
	rule, ok := decode(string(r))
	if !ok {
		return string(r)
	}
	switch rule.unit {
	case unknown:
		return ""
	case needed:
		return "as needed"
	case once:
		return "once on " + dated(rule.from, order)
	}
	out := rule.words(order)
	if rule.from != day.None {
		out += " from " + dated(rule.from, order)
	}
	if rule.until != day.None {
		out += " until " + dated(rule.until, order)
	}
	return out
}

func (r rule) words(order day.Order) string {
	switch r.unit {
	case daily:
		return r.each("every day", "days")
	case weekly:
		if len(r.week) == 5 && r.every == 1 && r.week[4] == time.Friday {
			return "every weekday"
		}
		if len(r.week) == 1 {
			return r.each("weekly", "weeks") + " on " + r.week[0].String()
		}
		return r.each("weekly", "weeks") + " on " + strings.ReplaceAll(join(r.week, func(w time.Weekday) string { return w.String()[:3] }), ",", ", ")
	case monthly:
		if len(r.nth) > 0 && r.every == 1 {
			return r.ordinals() + " of the month"
		}
		if r.every == 3 {
			return "quarterly on the " + r.ordinals()
		}
		return r.each("monthly", "months") + " on the " + r.ordinals()
	}
	if len(r.days) == 1 && r.days[0] != lastDay {
		return r.each("yearly", "years") + " on " + monthDay(r.days[0], r.month, order)
	}
	return r.each("yearly", "years") + " on the " + r.ordinals() + " of " + r.month.String()
}

func (r rule) each(one, many string) string {
	if r.every == 1 {
		return one
	}
	return fmt.Sprintf("every %d %s", r.every, many)
}

// ordinals are the days of the month: "1st and 15th", "last day", "first and third Monday".
func (r rule) ordinals() string {
	var out []string
	for _, n := range r.days {
		if n == lastDay {
			out = append(out, "last day")
		} else {
			out = append(out, ordinal(n))
		}
	}
	for _, n := range r.nth {
		if n == lastDay {
			out = append(out, "last")
		} else {
			out = append(out, []string{"first", "second", "third", "fourth"}[n-1])
		}
	}
	s := out[len(out)-1]
	if len(out) > 1 {
		s = strings.Join(out[:len(out)-1], ", ") + " and " + s
	}
	if len(r.nth) > 0 {
		s += " " + r.week[0].String()
	}
	return s
}

func ordinal(n int) string {
	end := "th"
	if n < 10 || n > 20 {
		switch n % 10 {
		case 1:
			end = "st"
		case 2:
			end = "nd"
		case 3:
			end = "rd"
		}
	}
	return strconv.Itoa(n) + end
}

func monthDay(n int, m time.Month, order day.Order) string {
	if order == day.MonthFirst {
		return fmt.Sprintf("%s %d", m.String()[:3], n)
	}
	return fmt.Sprintf("%d %s", n, m.String()[:3])
}

func dated(d day.Day, order day.Order) string {
	y, m, n := d.Date()
	return fmt.Sprintf("%s %04d", monthDay(n, m, order), y)
}
