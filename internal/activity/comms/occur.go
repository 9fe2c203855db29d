package comms

import (
	"iter"
	"slices"
	"time"

	"convene/internal/day"
)

// since goes through the occurrences on and after d, in order, up to the horizon.
func (r rule) since(d day.Day) iter.Seq[day.Day] {
	return func(yield func(day.Day) bool) {
		if r.unit == once && !r.from.Before(d) {
			yield(r.from)
		}
		if r.unit < daily || !d.Valid() {
			return
		}
		if d.Before(r.from) {
			d = r.from
		}
		for p := r.period(d); !horizon.Before(p); p = r.step(p, r.every) {
			for _, at := range r.within(p) {
				switch {
				case at.Before(d):
				case r.until.Before(at) || horizon.Before(at):
					return
				case !yield(at):
					return
				}
			}
		}
	}
}

// period is the beginning of the day, week, month or year that d is in, or of the last one before it that every counts.
func (r rule) period(d day.Day) day.Day {
	p := r.begin(d)
	if r.from == day.None {
		return p
	}
	base := r.begin(r.from)
	y, m, _ := p.Date()
	by, bm, _ := base.Date()
	apart := 0
	switch r.unit {
	case daily:
		apart = p.Sub(base)
	case weekly:
		apart = p.Sub(base) / 7
	case monthly:
		apart = (y-by)*12 + int(m-bm)
	case yearly:
		apart = y - by
	}
	return r.step(p, -(apart % r.every))
}

func (r rule) begin(d day.Day) day.Day {
	y, m, _ := d.Date()
	switch r.unit {
	case weekly:
		return Week(d)
	case monthly:
		return day.New(y, m, 1)
	case yearly:
		return day.New(y, time.January, 1)
	}
	return d
}

func (r rule) step(p day.Day, n int) day.Day {
	switch r.unit {
	case weekly:
		return p.Add(7 * n)
	case monthly:
		return p.AddMonths(n)
	case yearly:
		return p.AddMonths(12 * n)
	}
	return p.Add(n)
}

// within lists the occurrences of the period that begins with p, in order.
func (r rule) within(p day.Day) []day.Day {
	var out []day.Day
	switch r.unit {
	case daily:
		return []day.Day{p}
	case weekly:
		for _, w := range r.week {
			out = append(out, p.Add(fromMonday(w)))
		}
		return out
	case yearly:
		p = p.AddMonths(int(r.month) - 1)
	}
	y, m, _ := p.Date()
	end := day.New(y, m+1, 0)
	for _, n := range r.days {
		if n == lastDay {
			out = append(out, end)
		} else {
			out = append(out, p.Add(n-1))
		}
	}
	for _, n := range r.nth {
		if n == lastDay {
			out = append(out, end.Add(-((fromMonday(end.Weekday()) - fromMonday(r.week[0]) + 7) % 7)))
		} else {
			out = append(out, p.Add((fromMonday(r.week[0])-fromMonday(p.Weekday())+7)%7+7*(n-1)))
		}
	}
	slices.Sort(out)
	return slices.Compact(out) // the fourth one of a weekday can be the last
}

// Week is the Monday of the week that d is in.
func Week(d day.Day) day.Day { return d.Add(-fromMonday(d.Weekday())) }

// fromMonday is how many days the weekday is behind a Monday.
func fromMonday(w time.Weekday) int { return (int(w) + 6) % 7 }
