package day

import (
	"fmt"
	"strings"
	"time"
)

// Order says which comes first in "12/5".
type Order int

// The orders.
const (
	DayFirst   Order = iota // 12/5 is 12 May
	MonthFirst              // 12/5 is December 5
)

// OrderOf is the order that people of a locale use: "en_US.UTF-8", "de-DE". Where the locale says nothing, the day comes
// first.
func OrderOf(locale string) Order {
	name, _, _ := strings.Cut(locale, ".")
	name, _, _ = strings.Cut(name, "@")
	parts := strings.FieldsFunc(name, func(r rune) bool { return r == '_' || r == '-' })
	for i, p := range parts {
		switch {
		case i == 0 && monthFirstLanguage(strings.ToLower(p)), i > 0 && monthFirstTerritory(strings.ToUpper(p)):
			return MonthFirst
		}
	}
	return DayFirst
}

// monthFirstLanguage: these write the year, the month and the day in that order, and leave only the year out.
func monthFirstLanguage(code string) bool {
	switch code {
	case "ja", "ko", "zh":
		return true
	}
	return false
}

// monthFirstTerritory: the United States, what belongs to it, and where dates are written as there.
func monthFirstTerritory(code string) bool {
	switch code {
	case "US", "AS", "GU", "MP", "PR", "UM", "VI", "FM", "MH", "PW", "PH":
		return true
	}
	return false
}

// Locale is the locale that the environment asks for in dates: the first that is set of LC_ALL, LC_TIME and LANG.
func Locale(getenv func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_TIME", "LANG"} {
		if v := getenv(name); v != "" {
			return v
		}
	}
	return ""
}

// near is how many days away a day may be, in both directions, to be shown without its year: about nine months.
const near = 274

// Show writes the day so that nobody can read another one: the weekday, the month as a word, and the year where the day
// is not within about nine months of today ("Fri 5 Dec", "Fri 5 Dec 2028"; month first "Fri Dec 5"). Parse reads it as the
// same day. None is shown as nothing.
func Show(d Day, order Order, today Day) string {
	if !d.Valid() {
		return string(d)
	}
	y, m, dom := d.Date()
	week, month := d.Weekday().String()[:3], m.String()[:3]
	far := !today.Valid() || max(d.Sub(today), today.Sub(d)) > near
	switch {
	case order == MonthFirst && far:
		return fmt.Sprintf("%s %s %d, %04d", week, month, dom, y)
	case order == MonthFirst:
		return fmt.Sprintf("%s %s %d", week, month, dom)
	case far:
		return fmt.Sprintf("%s %d %s %04d", week, dom, month, y)
	}
	return fmt.Sprintf("%s %d %s", week, dom, month)
}

func nameOf(d Day, order Order) string {
	y, m, dom := d.Date()
	if order == MonthFirst {
		return fmt.Sprintf("%s %d, %d", m, dom, y)
	}
	return fmt.Sprintf("%d %s %d", dom, m, y)
}

func weekdayOf(word string) (time.Weekday, bool) {
	if word == "weds" {
		return time.Wednesday, true
	}
	if len(word) < 2 {
		return 0, false
	}
	for w := time.Sunday; w <= time.Saturday; w++ {
		name := strings.ToLower(w.String())
		if strings.HasPrefix(name, word) {
			return w, true
		}
	}
	return 0, false
}

func monthOf(word string) (time.Month, bool) {
	if len(word) < 3 {
		return 0, false
	}
	if word == "sept" {
		return time.September, true
	}
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		if strings.HasPrefix(name, word) {
			return m, true
		}
	}
	return 0, false
}
