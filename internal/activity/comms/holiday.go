package comms

import (
	"convene/internal/day"
	"convene/internal/ledger"
	"convene/internal/text"
)

// HolidayMax is how many days one AddHoliday may span.
const HolidayMax = 120

// AddHoliday lists a day on which nothing is sent, or all days of a break. It is one change, undone as one.
type AddHoliday struct {
	Day  day.Day `json:"day"`
	Last day.Day `json:"last,omitempty"` // of a break; none: one day
	Name string  `json:"name,omitempty"`
}

// Check implements ledger.Op.
func (op AddHoliday) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Listing days off"); err != nil {
		return err
	}
	if err := line("The name of a day off", op.Name, text.NameMax); err != nil {
		return err
	}
	if err := checkSpan(op.Day, op.Last); err != nil {
		return err
	}
	fresh := 0
	for _, d := range span(op.Day, op.Last) {
		h, ok := s.Holidays.Get(string(d))
		switch {
		case !ok:
			fresh++
		case h.Name != op.Name && h.Name != "" && op.Name != "":
			return ledger.Refuse("%s is listed as %s. Nothing was changed: take that out first, or give it the same name.", d, h.Name)
		}
	}
	if fresh == 0 {
		return ledger.Refuse("That is listed as a day off already. Nothing was changed.")
	}
	return nil
}

// Apply implements ledger.Op. A day that is listed keeps its name.
func (op AddHoliday) Apply(s State, e ledger.Entry) State {
	for _, d := range span(op.Day, op.Last) {
		if h, ok := s.Holidays.Get(string(d)); !ok || h.Name == "" && op.Name != "" {
			s.Holidays = s.Holidays.Put(e.Seq, Holiday{d, op.Name})
		}
	}
	return s
}

// NameHoliday gives all days of a break another name.
type NameHoliday struct {
	Day  day.Day `json:"day"`
	Last day.Day `json:"last,omitempty"` // of a break; none: one day
	Was  string  `json:"was,omitempty"`
	Name string  `json:"name,omitempty"`
}

// Check implements ledger.Op. Where somebody else has changed a name, the error is a *ledger.MeetError.
func (op NameHoliday) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Listing days off"); err != nil {
		return err
	}
	if err := line("The name of a day off", op.Name, text.NameMax); err != nil {
		return err
	}
	if op.Name == op.Was {
		return ledger.Refuse("Nothing was changed.")
	}
	listed, err := s.listed(op.Day, op.Last)
	if err != nil {
		return err
	}
	for _, h := range listed {
		if h.Name != op.Was && h.Name != op.Name {
			return meet(h, "name")
		}
	}
	return nil
}

// Apply implements ledger.Op.
func (op NameHoliday) Apply(s State, e ledger.Entry) State {
	listed, _ := s.listed(op.Day, op.Last)
	for _, h := range listed {
		s.Holidays = s.Holidays.Put(e.Seq, Holiday{h.Day, op.Name})
	}
	return s
}

// RemoveHoliday takes a day off out of the list, or all of a break.
type RemoveHoliday struct {
	Day  day.Day `json:"day"`
	Last day.Day `json:"last,omitempty"` // of a break; none: one day
}

// Check implements ledger.Op.
func (op RemoveHoliday) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Listing days off"); err != nil {
		return err
	}
	_, err := s.listed(op.Day, op.Last)
	return err
}

// Apply implements ledger.Op.
func (op RemoveHoliday) Apply(s State, e ledger.Entry) State {
	listed, _ := s.listed(op.Day, op.Last)
	for _, h := range listed {
		s.Holidays = s.Holidays.Delete(e.Seq, h.Key())
	}
	return s
}

// listed are the days off from first to last, or why there are none.
func (s State) listed(first, last day.Day) ([]Holiday, error) {
	var out []Holiday
	for _, d := range span(first, last) {
		if h, ok := s.Holidays.Get(string(d)); ok {
			out = append(out, h)
		}
	}
	if err := checkSpan(first, last); err != nil {
		return out, err
	}
	if len(out) == 0 {
		return nil, ledger.Refuse("That is not listed as a day off. Nothing was changed.")
	}
	return out, nil
}

func checkSpan(first, last day.Day) error {
	if last == day.None {
		last = first
	}
	switch {
	case !sound(first) || !sound(last):
		return ledger.Refuse("That is no day. Nothing was changed: write it like 2027-01-15.")
	case last.Before(first):
		return ledger.Refuse("The last day is before the first one. Nothing was changed: exchange them.")
	case last.Sub(first) >= HolidayMax:
		return ledger.Refuse("That is more than %d days. Nothing was changed: choose a shorter time.", HolidayMax)
	}
	return nil
}

// span lists the days from first to last, whatever Check says of them.
func span(first, last day.Day) []day.Day {
	if last == day.None {
		last = first
	}
	if !first.Valid() || !last.Valid() {
		return nil
	}
	var out []day.Day
	for d := first; !last.Before(d) && len(out) < 1000; d = d.Add(1) { // no damaged file makes it long
		out = append(out, d)
	}
	return out
}

// Break is a run of days off that follow each other under one name.
type Break struct {
	Day, Last day.Day
	Name      string
}

// Breaks lists the days off, those that follow each other under one name as one.
func (s State) Breaks() []Break {
	var out []Break
	for h := range s.Holidays.All() {
		if n := len(out) - 1; n >= 0 && out[n].Name == h.Name && out[n].Last.Add(1) == h.Day && h.Day.Sub(out[n].Day) < HolidayMax {
			out[n].Last = h.Day
		} else {
			out = append(out, Break{h.Day, h.Day, h.Name})
		}
	}
	return out
}
