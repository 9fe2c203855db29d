package day

import (
	"fmt"
	"time"
)

// settle makes a day of what was typed: it finds the year where none was said, and holds the weekday against it.
func (p parser) settle(d date, week time.Weekday, named bool) (Day, error) {
	leapYear := d.year
	if d.year == 0 {
		leapYear = 2000 // 29 February may come
	}
	if d.month < 1 || d.month > 12 {
		return None, fmt.Errorf("%s has a month %d, and there are twelve. Nothing was changed: write it like %s.", p.quoted(), int(d.month), p.examples())
	}
	if last := monthDays(leapYear, d.month); d.dom < 1 || d.dom > last {
		return None, fmt.Errorf("%s has %d days%s. Nothing was changed: choose one of them.", d.month, last, inYear(d))
	}
	var out Day
	switch {
	case d.year != 0:
		out = New(d.year, d.month, d.dom)
	case named:
		out = p.nearest(d, week)
	default:
		out = p.next(d)
	}
	if named && out.Weekday() != week {
		return None, fmt.Errorf("%s is a %s, not a %s. Nothing was changed: leave one of the two out.", nameOf(out, p.order), out.Weekday(), week)
	}
	return out, nil
}

func inYear(d date) string {
	if d.year != 0 && d.month == time.February {
		return fmt.Sprintf(" in %d", d.year)
	}
	return ""
}

// next is the first such day that is not past, or the last one that is not to come.
func (p parser) next(d date) Day {
	y, _, _ := p.today.Date()
	if p.past {
		for ; ; y-- {
			if out := New(y, d.month, d.dom); d.dom <= monthDays(y, d.month) && !p.today.Before(out) {
				return out
			}
		}
	}
	for ; ; y++ {
		if out := New(y, d.month, d.dom); d.dom <= monthDays(y, d.month) && !out.Before(p.today) {
			return out
		}
	}
}

// nearest is such a day on that weekday, of this year or one beside it: of three years in a row no two have a date on the
// same weekday. Where none of them fits, it is the next such day.
func (p parser) nearest(d date, week time.Weekday) Day {
	y, _, _ := p.today.Date()
	for _, year := range []int{y, y + 1, y - 1} {
		if out := New(year, d.month, d.dom); d.dom <= monthDays(year, d.month) && out.Weekday() == week {
			return out
		}
	}
	return p.next(d)
}
