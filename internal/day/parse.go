package day

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Parse reads a day as people type it: "today", "fri", "next fri" (that of the week after this one; weeks begin on
// Monday), "in 2 weeks", "3 days ago", "12/5" and "12/5/2027" in the reader's order, "5.12.", "5 dec", "dec 5", "the 15th",
// "end of month", "2027-01-15". A weekday may stand before a date and must fit it.
//
// A day without a year is the next one to come, today among them; with a weekday in front it is the nearest that fits. A
// weekday alone is the next one behind today. Where "25/12" can be read in one order only, it is. Nothing typed is no day.
//
// An error is a sentence for the person who typed.
func Parse(typed string, today Day, order Order) (Day, error) {
	return parser{typed: strings.TrimSpace(typed), today: today, order: order}.read()
}

// ParsePast reads a day of something that has happened: a day without a year is the last one there was, today among them,
// and a weekday alone the last one before today. In all else it is Parse.
func ParsePast(typed string, today Day, order Order) (Day, error) {
	return parser{typed: strings.TrimSpace(typed), today: today, order: order, past: true}.read()
}

func (p parser) read() (Day, error) {
	if p.typed == "" {
		return None, nil
	}
	d, err := p.parse(tokens(p.typed))
	if err != nil {
		return None, err
	}
	if y, _, _ := d.Date(); y < minYear || y > maxYear {
		return None, fmt.Errorf("%s is too far away. Nothing was changed: choose a year from %d to %d.", p.quoted(), minYear, maxYear)
	}
	return d, nil
}

type parser struct {
	typed string
	today Day
	order Order
	past  bool // days that have been rather than days to come
}

func (p parser) parse(words []string) (Day, error) {
	if len(words) == 0 || len(words) > 8 {
		return None, p.unread()
	}
	for _, read := range []func([]string) (Day, bool){p.named, p.counted, p.week, p.end} {
		if d, ok := read(words); ok {
			return d, nil
		}
	}
	week, named := weekdayOf(words[0])
	if named {
		words = words[1:]
	}
	d, ok := p.date(words)
	if !ok {
		return None, p.unread()
	}
	return p.settle(d, week, named)
}

// named reads days that have a name of their own.
func (p parser) named(words []string) (Day, bool) {
	switch strings.Join(words, " ") {
	case "today", "now", "tonight":
		return p.today, true
	case "tomorrow", "tmrw", "tmr", "tom":
		return p.today.Add(1), true
	case "yesterday":
		return p.today.Add(-1), true
	case "day after tomorrow":
		return p.today.Add(2), true
	case "day before yesterday":
		return p.today.Add(-2), true
	}
	return None, false
}

// counted reads "in 2 weeks", "a month", "3 days ago", "2 weeks from now".
func (p parser) counted(words []string) (Day, bool) {
	sign := 1
	switch last := words[len(words)-1]; {
	case last == "ago":
		sign, words = -1, words[:len(words)-1]
	case (last == "now" || last == "today") && len(words) > 2 && words[len(words)-2] == "from":
		words = words[:len(words)-2]
	}
	if len(words) > 0 && words[0] == "in" {
		words = words[1:]
	}
	if len(words) != 2 {
		return None, false
	}
	n, ok := number(words[0])
	if !ok {
		return None, false
	}
	return p.units(sign*n, words[1])
}

func (p parser) units(n int, unit string) (Day, bool) {
	switch unit {
	case "day", "days", "d":
		return p.today.Add(n), true
	case "week", "weeks", "wk", "wks", "w":
		return p.today.Add(7 * n), true
	case "fortnight", "fortnights":
		return p.today.Add(14 * n), true
	case "month", "months", "mo", "mos":
		return p.today.AddMonths(n), true
	case "year", "years", "yr", "yrs":
		return p.today.AddMonths(12 * n), true
	}
	return None, false
}

// week reads weekdays, with "this", "next" or "last", and "next week" and its like.
func (p parser) week(words []string) (Day, bool) {
	if len(words) == 1 {
		w, ok := weekdayOf(words[0])
		if p.past {
			return p.behind(p.today.Add(-8), w), ok
		}
		return p.behind(p.today, w), ok
	}
	if len(words) != 2 {
		return None, false
	}
	w, ok := weekdayOf(words[1])
	switch words[0] {
	case "next":
		if !ok {
			return p.units(1, words[1])
		}
		sunday := p.today.Add((7 - int(p.today.Weekday())) % 7) // on which this week ends
		return p.behind(sunday, w), true
	case "this", "coming":
		return p.behind(p.today.Add(-1), w), ok
	case "last", "past":
		return p.behind(p.today.Add(-8), w), ok
	}
	return None, false
}

// behind is the first such weekday after d.
func (p parser) behind(d Day, w time.Weekday) Day {
	return d.Add((int(w)-int(d.Weekday())+6)%7 + 1)
}

// end reads "end of month" and its like.
func (p parser) end(words []string) (Day, bool) {
	if len(words) == 1 && words[0] == "eom" {
		words = []string{"end", "month"}
	}
	if len(words) < 2 || words[0] != "end" {
		return None, false
	}
	y, m, _ := p.today.Date()
	switch rest := strings.Join(words[1:], " "); rest {
	case "month", "this month":
		return New(y, m+1, 0), true
	case "next month":
		return New(y, m+2, 0), true
	case "year", "this year":
		return New(y, time.December, 31), true
	default:
		month, ok := monthOf(rest)
		if d := New(y, month+1, 0); !ok || !d.Before(p.today) {
			return d, ok
		}
		return New(y+1, month+1, 0), true
	}
}

// date is a day as far as it was typed.
type date struct {
	year  int // 0: not said
	month time.Month
	dom   int // of the month
}

// date reads what is left when the weekday is taken off.
func (p parser) date(words []string) (date, bool) {
	switch len(words) {
	case 1:
		if d, ok := p.numeric(words[0]); ok {
			return d, true
		}
		return p.ordinal(words[0])
	case 2, 3:
		return p.monthNamed(words)
	}
	return date{}, false
}

// numeric reads "12/5", "12/5/2027", "5.12.", "2027-01-15".
func (p parser) numeric(word string) (date, bool) {
	sep := ""
	for _, s := range []string{"/", ".", "-"} {
		if strings.Contains(word, s) {
			if sep != "" {
				return date{}, false
			}
			sep = s
		}
	}
	if sep == "" {
		return date{}, false
	}
	dayFirst := p.order == DayFirst
	parts := strings.Split(word, sep)
	if sep == "." && parts[len(parts)-1] == "" { // nobody writes a dot behind a month that comes first
		dayFirst, parts = true, parts[:len(parts)-1]
	}
	n := make([]int, len(parts))
	for i, s := range parts {
		v, ok := digits(s)
		if !ok {
			return date{}, false
		}
		n[i] = v
	}
	switch {
	case len(n) == 3 && len(parts[0]) == 4:
		return date{n[0], time.Month(n[1]), n[2]}, n[0] > 0
	case len(n) == 3:
		y, ok := year(parts[2])
		return ordered(n[0], n[1], y, dayFirst), ok
	case len(n) == 2 && len(parts[0]) < 3 && len(parts[1]) < 3:
		return ordered(n[0], n[1], 0, dayFirst), true
	}
	return date{}, false
}

// ordered tells the day from the month, in the other order where only that one makes a date.
func ordered(a, b, year int, dayFirst bool) date {
	if !dayFirst && a <= 12 || dayFirst && b > 12 && a <= 12 {
		return date{year, time.Month(a), b}
	}
	return date{year, time.Month(b), a}
}

// ordinal reads "15th" and "15.": a day of this month or the next one that has it.
func (p parser) ordinal(word string) (date, bool) {
	n, ok := dayNumber(word)
	if _, plain := digits(word); !ok || plain || n < 1 || n > 31 {
		return date{}, false
	}
	y, m, dom := p.today.Date()
	if n < dom {
		m++
	}
	first := New(y, m, 1)
	for {
		y, m, _ := first.Date()
		if n <= monthDays(y, m) {
			return date{y, m, n}, true
		}
		first = first.AddMonths(1)
	}
}

// monthNamed reads "5 dec", "dec 5", each also with a year.
func (p parser) monthNamed(words []string) (date, bool) {
	var d date
	if len(words) == 3 {
		y, ok := year(words[2])
		if !ok {
			return d, false
		}
		d.year = y
	}
	m, first := monthOf(words[0])
	n, ok := dayNumber(words[1])
	if !first {
		var named bool
		m, named = monthOf(words[1])
		n, ok = dayNumber(words[0])
		ok = ok && named
	}
	d.month, d.dom = m, n
	return d, ok
}

func (p parser) unread() error {
	return errors.New(p.quoted() + " is not a day that convene can read. Nothing was changed: write it like " + p.examples() + ".")
}

func (p parser) examples() string {
	y, _, _ := p.today.Date()
	if p.order == MonthFirst {
		return fmt.Sprintf("fri, in 2 weeks, dec 5, 12/5 or %04d-01-15", y+1)
	}
	return fmt.Sprintf("fri, in 2 weeks, 5 dec, 5/12 or %04d-01-15", y+1)
}

// quoted is what was typed, shortened where it is long.
func (p parser) quoted() string {
	const most = 40
	s := p.typed
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most]) + "…"
	}
	return fmt.Sprintf("%q", s)
}

// year reads a year of two or four digits.
func year(s string) (int, bool) {
	n, ok := digits(s)
	switch {
	case ok && len(s) == 4 && n > 0:
		return n, true
	case ok && len(s) == 2:
		return 2000 + n, true
	}
	return 0, false
}

// dayNumber reads "5", "5." and "5th".
func dayNumber(s string) (int, bool) {
	for _, end := range []string{"st", "nd", "rd", "th", "."} {
		if cut, ok := strings.CutSuffix(s, end); ok {
			s = cut
			break
		}
	}
	n, ok := digits(s)
	return n, ok && len(s) < 3
}

func digits(s string) (int, bool) {
	if s == "" || len(s) > 4 {
		return 0, false
	}
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' {
			return 0, false
		}
		n = 10*n + int(r-'0')
	}
	return n, true
}

func number(s string) (int, bool) {
	if s == "a" || s == "an" {
		return 1, true
	}
	words := []string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	if i := slices.Index(words, s); i >= 0 {
		return i + 1, true
	}
	return digits(s)
}
