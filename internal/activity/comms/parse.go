package comms

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"convene/internal/day"
	"convene/internal/ledger"
)

// ParseRecurrence reads how often a message is sent, as people type it: "every 2 weeks on Tuesday", "first Monday of the
// month", "monthly on the 15th", "weekly on Mon, Thu", "every weekday", "quarterly", "yearly on 1 Sep", "once on 5 Dec", "as
// needed", each rule also with "from 1 Feb" and "until 11 Jun". What is left open is taken from the first day, which is
// today where none is said: "monthly" on the 16th is on every 16th. Nothing typed is not known yet. Single days are read by
// day.Parse.
//
// An error is a sentence for the person who typed.
func ParseRecurrence(typed string, today day.Day, order day.Order) (Recurrence, error) {
	p := parser{typed: strings.TrimSpace(typed), today: today, order: order}
	if p.typed == "" {
		return "", nil
	}
	r, err := p.parse(strings.Fields(strings.ToLower(p.typed)))
	if err != nil {
		return "", err
	}
	out := Recurrence(r.String())
	if !out.Valid() { // cannot be reached by what is known to be typed
		return "", p.unread()
	}
	return out, nil
}

type parser struct {
	typed string
	today day.Day
	order day.Order
}

func (p parser) parse(words []string) (rule, error) {
	plain := strings.Join(words, " ")
	if r, ok := p.undated(plain); ok {
		return r, nil
	}
	if one, ok := cutOnce(words); ok {
		return p.once(one)
	}
	_, alone := weekday(plain)
	if d, err := day.Parse(p.typed, p.today, p.order); err == nil && !alone {
		return rule{unit: once, from: d}, nil
	}
	head, from, until := spans(words)
	start, err := p.start(from)
	if err != nil {
		return rule{}, err
	}
	r, err := p.reading(head)
	if err != nil {
		return rule{}, err
	}
	out, err := r.settle(p, start)
	if err != nil {
		return rule{}, err
	}
	if len(from) > 0 || out.every > 1 {
		out.from = out.first(start)
	}
	if out.until, err = p.until(until); err != nil {
		return rule{}, err
	}
	if out.until != day.None && out.until.Before(out.first(start)) {
		return rule{}, ledger.Refuse("%s ends before it begins. Nothing was changed: choose a later day to end, or leave the end out.", p.quoted())
	}
	return out, nil
}

func (p parser) undated(plain string) (rule, bool) {
	switch plain {
	case "as needed", "when needed", "if needed", "needed", "as required", "ad hoc", "ad-hoc", "whenever needed", "as it comes up", "sometimes":
		return rule{unit: needed}, true
	}
	return rule{}, false
}

// cutOnce finds "once on 5 dec", but not "once a week".
func cutOnce(words []string) ([]string, bool) {
	if words[0] == "just" || words[0] == "only" {
		words = words[1:]
	}
	if len(words) == 0 || words[0] != "once" && words[0] != "one-off" {
		return nil, false
	}
	words = words[1:]
	if len(words) > 0 && slices.Contains([]string{"a", "an", "every", "each", "per", "weekly", "monthly", "yearly"}, words[0]) {
		return nil, false
	}
	return words, true
}

func (p parser) once(words []string) (rule, error) {
	if len(words) == 0 {
		return rule{}, ledger.Refuse("Once, on which day? Nothing was changed: write it like %s.", p.dayExample("once on "))
	}
	d, err := day.Parse(strings.Join(words, " "), p.today, p.order)
	if err != nil {
		return rule{}, err
	}
	if d == day.None {
		return rule{}, p.unread()
	}
	return rule{unit: once, from: d}, nil
}

// spans parts what was typed into the rule, the first and the last day.
func spans(words []string) (head, from, until []string) {
	at := &head
	for _, w := range words {
		switch strings.Trim(w, ",;") {
		case "from", "starting", "beginning", "since", "start", "starts":
			at = &from
			continue
		case "until", "till", "til", "through", "thru", "ending", "ends":
			at = &until
			continue
		}
		*at = append(*at, w)
	}
	return head, from, until
}

func (p parser) start(words []string) (day.Day, error) {
	if len(words) == 0 {
		return p.today, nil
	}
	return day.Parse(strings.Join(words, " "), p.today, p.order)
}

// until reads the last day; a month stands for its end.
func (p parser) until(words []string) (day.Day, error) {
	if len(words) == 0 {
		return day.None, nil
	}
	typed := strings.Join(words, " ")
	if len(words) == 1 {
		if _, ok := month(typed); ok {
			typed = "end of " + typed
		}
	}
	return day.Parse(typed, p.today, p.order)
}

func (p parser) unread() error {
	return ledger.Refuse("%s does not say how often in a way that convene can read. Nothing was changed: write it like %s.", p.quoted(), p.examples())
}

func (p parser) examples() string {
	return "every 2 weeks on Tuesday, first Monday of the month, monthly on the 15th, " + p.dayExample("once on ") + ", or as needed"
}

func (p parser) dayExample(before string) string {
	return before + strings.ToLower(monthDay(5, time.December, p.order))
}

// quoted is what was typed, shortened where it is long.
func (p parser) quoted() string { return "“" + short(p.typed) + "”" }

func short(s string) string {
	const most = 40
	s = strings.ToValidUTF8(s, "\uFFFD")
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most]) + "…"
	}
	return s
}

func weekday(word string) (time.Weekday, bool) {
	if word == "weds" {
		return time.Wednesday, true
	}
	word = strings.TrimSuffix(word, ".")
	if len(word) < 3 {
		return 0, false
	}
	for w := time.Sunday; w <= time.Saturday; w++ {
		name := strings.ToLower(w.String())
		if strings.HasPrefix(name, word) || word == name+"s" {
			return w, true
		}
	}
	return 0, false
}

func month(word string) (time.Month, bool) {
	word = strings.TrimSuffix(word, ".")
	if word == "sept" {
		return time.September, true
	}
	if len(word) < 3 {
		return 0, false
	}
	for m := time.January; m <= time.December; m++ {
		if strings.HasPrefix(strings.ToLower(m.String()), word) {
			return m, true
		}
	}
	return 0, false
}
