package comms

import (
	"slices"
	"strings"
	"time"

	"convene/internal/day"
	"convene/internal/ledger"
)

// reading is what the words of a rule say, before they are held against each other.
type reading struct {
	unit   unit
	every  int            // 0: not said
	word   bool           // "every" was said, or a weekday in the plural
	nums   []int          // "first", "15th", lastDay
	week   []time.Weekday // as said
	months []time.Month
	second bool // "every second", which means two things before a weekday
	month  bool // a month was spoken of
	day    bool // "last day"
}

// reading goes through the words once.
func (p parser) reading(words []string) (reading, error) {
	var r reading
	words = split(words)
	for i := 0; i < len(words); i++ {
		next := ""
		if i+1 < len(words) {
			next = words[i+1]
		}
		w := words[i]
		switch {
		case filler(w):
		case w == "every" || w == "each":
			r.word = true
			if r.interval(next, words[min(i+2, len(words)):]) {
				i++
			}
		case w == "school" && (next == "day" || next == "days"):
			r.workdays()
			i++
		case w == "weekday" || w == "weekdays" || w == "workday" || w == "workdays":
			r.workdays()
		case (w == "day" || w == "days") && len(r.nums) > 0 && i > 0 && isOrdinal(words[i-1]):
			r.day = true
		case r.unitWord(w):
			if r.unit == unknown {
				return r, ledger.Refuse("%s says how often in two ways. Nothing was changed: write it like %s.", p.quoted(), p.examples())
			}
		default:
			if !r.name(w, p) {
				return r, ledger.Refuse("convene cannot read %s in %s. Nothing was changed: write it like %s.", "“"+short(w)+"”", p.quoted(), p.examples())
			}
		}
	}
	return r, nil
}

// split parts words at commas and the like, and spells out "mon-fri".
func split(words []string) []string {
	var out []string
	for _, w := range words {
		for _, v := range strings.FieldsFunc(w, func(r rune) bool { return strings.ContainsRune(",;&+()\"“”'’", r) }) {
			a, b, ok := strings.Cut(strings.ReplaceAll(v, "–", "-"), "-")
			from, okFrom := weekday(a)
			to, okTo := weekday(b)
			if !ok || !okFrom || !okTo {
				out = append(out, v)
				continue
			}
			for d := range (fromMonday(to)-fromMonday(from)+7)%7 + 1 {
				out = append(out, strings.ToLower(((from + time.Weekday(d)) % 7).String()))
			}
		}
	}
	return out
}

func filler(w string) bool {
	switch w {
	case "on", "the", "of", "in", "and", "a", "an", "at", "per", "once", "send", "sent":
		return true
	}
	return false
}

// interval reads what stands behind "every" and counts what comes next: "every other week", "every 2 weeks", but not
// "every 1 Sep".
func (r *reading) interval(w string, rest []string) bool {
	n, ok := count(w)
	switch {
	case ok:
		if len(rest) == 0 || !counted(rest[0]) {
			return false
		}
	case w == "other":
		n = 2
	default:
		if n = slices.Index([]string{"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}, w) + 2; n < 2 {
			if w == "second" || w == "2nd" {
				r.second = true
			}
			return false
		}
	}
	r.every = n
	return true
}

// counted says that a word is a unit or a weekday.
func counted(w string) bool {
	_, week := weekday(w)
	return week || (&reading{}).unitWord(w)
}

// unitWord reads a unit; it takes the unit away again where another one was said before.
func (r *reading) unitWord(w string) bool {
	u, n := unknown, 1
	switch w {
	case "day", "days", "daily":
		u = daily
	case "week", "weeks", "weekly":
		u = weekly
	case "fortnight", "fortnights", "fortnightly", "biweekly", "bi-weekly":
		u, n = weekly, 2
	case "month", "months", "monthly":
		u = monthly
		r.month = true
	case "quarter", "quarters", "quarterly":
		u, n = monthly, 3
	case "half-yearly", "semiannually":
		u, n = monthly, 6
	case "year", "years", "yearly", "annually", "annual":
		u = yearly
	default:
		return false
	}
	// "every second week" counts weeks; "the second Monday of every month" does not count months.
	if r.second && len(r.week) == 0 && len(r.nums) == 1 && r.every == 0 {
		r.every, r.nums, r.second = 2, nil, false
	}
	if r.unit != unknown && r.unit != u {
		u = unknown
	}
	r.unit = u
	if n > 1 {
		r.every = max(r.every, 1) * n
	}
	return true
}

func (r *reading) workdays() {
	r.word = true
	for w := time.Monday; w <= time.Friday; w++ {
		r.week = append(r.week, w)
	}
}

// name reads weekdays, months, numbers and dates.
func (r *reading) name(w string, p parser) bool {
	if d, ok := weekday(w); ok {
		r.week = append(r.week, d)
		r.word = r.word || strings.HasSuffix(w, "days")
		return true
	}
	if m, ok := month(w); ok {
		r.months = append(r.months, m)
		return true
	}
	if n, ok := number(w); ok {
		r.nums = append(r.nums, n)
		return true
	}
	if !strings.ContainsAny(w, "/-.") || !strings.ContainsAny(w, "0123456789") {
		return false
	}
	d, err := day.Parse(w, p.today, p.order)
	if err != nil || d == day.None {
		return false
	}
	_, m, n := d.Date()
	r.months, r.nums = append(r.months, m), append(r.nums, n)
	return true
}

// number reads "15", "15th", "15.", "first", "last".
func number(w string) (int, bool) {
	if w == "last" {
		return lastDay, true
	}
	if i := slices.Index([]string{"first", "second", "third", "fourth", "fifth"}, w); i >= 0 {
		return i + 1, true
	}
	for _, end := range []string{"st", "nd", "rd", "th", "."} {
		if cut, ok := strings.CutSuffix(w, end); ok {
			w = cut
			break
		}
	}
	return count(w)
}

func isOrdinal(w string) bool {
	_, ok := number(w)
	_, plain := count(w)
	return ok && !plain
}

// settle makes a rule of what was read: it finds what was left open, and says what does not fit together.
func (r reading) settle(p parser, start day.Day) (rule, error) {
	if err := r.guess(p); err != nil {
		return rule{}, err
	}
	slices.SortFunc(r.week, func(a, b time.Weekday) int { return fromMonday(a) - fromMonday(b) })
	slices.SortFunc(r.nums, func(a, b int) int { return (a+99)%100 - (b+99)%100 }) // the last one comes last
	out := rule{unit: r.unit, every: max(r.every, 1), week: slices.Compact(r.week)}
	nums := slices.Compact(r.nums)
	switch {
	case out.every > everyMax:
		return out, ledger.Refuse("That is too far apart. Nothing was changed: choose a number up to %d.", everyMax)
	case out.unit == daily && len(out.week)+len(nums)+len(r.months) > 0,
		out.unit == weekly && len(nums)+len(r.months) > 0,
		out.unit == monthly && len(r.months) > 0,
		len(r.months) > 1, r.day && len(out.week) > 0,
		len(out.week) > 0 && len(nums) == 0 && out.unit > weekly:
		return out, ledger.Refuse("The parts of %s do not fit together. Nothing was changed: write it like %s.", p.quoted(), p.examples())
	case out.unit == weekly && len(out.week) == 0:
		out.week = []time.Weekday{start.Weekday()}
	case out.unit >= monthly && len(out.week) > 0:
		out.nth = nums
		return r.inYear(p, out, start)
	case out.unit >= monthly:
		out.days = nums
		return r.inYear(p, out, start)
	}
	return out, nil
}

// guess finds the unit where none was said.
func (r *reading) guess(p parser) error {
	switch {
	case r.second && len(r.week) > 0 && !r.month && len(r.months) == 0 && r.unit == unknown:
		w := r.week[0]
		return ledger.Refuse("%s can mean two things. Nothing was changed: write “every 2 weeks on %s”, or “second %s of the month”.", p.quoted(), w, w)
	case r.unit != unknown:
	case len(r.months) > 0 && len(r.nums) > 0:
		r.unit = yearly
	case len(r.week) > 0 && len(r.nums) > 0:
		r.unit = monthly
	case len(r.week) > 1 || len(r.week) == 1 && r.word:
		r.unit = weekly
	case len(r.week) == 1:
		w := r.week[0]
		return ledger.Refuse("Once, or every week? Nothing was changed: write “once on %s”, or “weekly on %s”.", w, w)
	case len(r.nums) > 1 || len(r.nums) == 1 && (r.word || r.day):
		r.unit = monthly
	default:
		return p.unread()
	}
	return nil
}

// inYear completes a rule within months or years and refuses what not every month has.
func (r reading) inYear(p parser, out rule, start day.Day) (rule, error) {
	_, m, n := start.Date()
	most := 28
	if out.unit == yearly {
		if len(r.months) == 1 {
			out.month = r.months[0]
		}
		switch {
		case out.month == 0 && len(out.days)+len(out.nth) > 0, out.month != 0 && len(out.days)+len(out.nth) != 1:
			return out, ledger.Refuse("On which day of the year? Nothing was changed: write it like yearly on %s.", strings.ToLower(monthDay(1, time.September, p.order)))
		case out.month == 0:
			out.month = m
		}
		most = always(out.month)
	}
	if len(out.days)+len(out.nth) == 0 {
		if out.days = []int{n}; n > most {
			out.days = []int{lastDay}
		}
	}
	switch {
	case len(out.nth) > 0 && (len(out.week) > 1 || slices.Max(out.nth) > 4):
		return out, ledger.Refuse("In a month there is a first to fourth and a last of one weekday. Nothing was changed: write it like “last %s of the month”.", out.week[0])
	case len(out.days) > 0 && slices.Max(out.days) > most && out.unit == yearly:
		return out, ledger.Refuse("Not every year has that day. Nothing was changed: choose one up to %d %s, or “yearly on the last day of %s”.", most, out.month, out.month)
	case len(out.days) > 0 && slices.Max(out.days) > most:
		return out, ledger.Refuse("Not every month has that day. Nothing was changed: choose one up to the 28th, or “last day of the month”.")
	}
	return out, nil
}
