package comms

import (
	"slices"

	"convene/internal/activity/partner"
	"convene/internal/day"
)

// View reads the communication plan with merges of partners followed. Make it once for a state.
type View struct {
	state      State
	messages   []Message
	structures []Structure
}

// Read makes a View. resolve gives the partner that goes on in place of another one, the same where it was not merged;
// nil follows no merges.
func Read(s State, resolve func(partner.ID) partner.ID) View {
	v := View{s, s.messages(), s.structures()}
	if resolve == nil {
		return v
	}
	for i, m := range v.messages {
		v.messages[i].Partners = resolved(m.Partners, resolve)
	}
	for i, r := range v.structures {
		v.structures[i].Partners = resolved(r.Partners, resolve)
	}
	return v
}

// Messages lists the messages in the order of the table.
func (v View) Messages() []Message { return slices.Clone(v.messages) }

// Structures lists the structures in their order.
func (v View) Structures() []Structure { return slices.Clone(v.structures) }

// Of lists the messages that concern a partner, in the order of the table.
func (v View) Of(p partner.ID) []Message {
	var out []Message
	for _, m := range v.messages {
		if slices.Contains(m.Partners, p) {
			out = append(out, m)
		}
	}
	return out
}

// Off says why a message is not sent on a day: the name of the day off, or that the message skips it.
func (v View) Off(m Message, d day.Day) (why string, off bool) {
	if h, ok := v.state.Holidays.Get(string(d)); ok {
		return h.Label(), true
	}
	if slices.Contains(m.Skip, d) {
		return "left out for this message", true
	}
	return "", false
}

// Next are the first n days on and after from on which a message is sent. Days that are skipped are left out, not moved.
func (v View) Next(m Message, from day.Day, n int) []day.Day {
	return m.Recurrence.Next(from, n, func(d day.Day) bool { _, off := v.Off(m, d); return off })
}

// Skipped are the days from first to last, both among them, on which a message would be sent and is not, for calendars.
func (v View) Skipped(m Message, first, last day.Day) []day.Day {
	return slices.DeleteFunc(m.Recurrence.Between(first, last), func(d day.Day) bool { _, off := v.Off(m, d); return !off })
}

// CalendarWeeks is how far the calendar of the next sends looks ahead.
const CalendarWeeks = 12

// Date is one day of the calendar.
type Date struct {
	Day     day.Day
	Off     string    // the name of the day off for all; empty where it is none
	Sends   []Message // in the order of the table, missing ones too
	Skipped []Message // would be sent but for a day off
}

// Calendar lists the days of so many weeks, from first on, on which something is sent, skipped or off, in order. What
// should stop is left out; what is missing is in, since the plan is to send it.
func (v View) Calendar(first day.Day, weeks int) []Date {
	last := first.Add(7*weeks - 1)
	dates := map[day.Day]*Date{}
	at := func(d day.Day) *Date {
		if dates[d] == nil {
			dates[d] = &Date{Day: d}
		}
		return dates[d]
	}
	for h := range v.state.Holidays.All() {
		if !h.Day.Before(first) && !last.Before(h.Day) {
			at(h.Day).Off = h.Label()
		}
	}
	for _, m := range v.messages {
		if m.State == Stop {
			continue
		}
		for _, d := range m.Recurrence.Between(first, last) {
			date := at(d)
			if _, off := v.Off(m, d); off {
				date.Skipped = append(date.Skipped, m)
			} else {
				date.Sends = append(date.Sends, m)
			}
		}
	}
	out := make([]Date, 0, len(dates))
	for _, d := range dates {
		out = append(out, *d)
	}
	slices.SortFunc(out, func(a, b Date) int { return a.Day.Compare(b.Day) })
	return out
}

// Line is what of a message is on the wall: who, what, the next date and the state.
type Line struct {
	ID       string
	Audience string
	What     string
	Next     day.Day // none where it is sent as needed, or never again
	State    Status
}

// Wall lists what of the messages is on the wall, in the order of the table.
func (v View) Wall(today day.Day) []Line {
	out := make([]Line, 0, len(v.messages))
	for _, m := range v.messages {
		l := Line{ID: m.ID, Audience: m.Audience, What: m.What, State: m.State}
		if next := v.Next(m, today, 1); len(next) > 0 {
			l.Next = next[0]
		}
		out = append(out, l)
	}
	return out
}

// Home is what the home screen counts.
type Home struct {
	Messages, Happens, Missing, Stop int
	Undated                          int // happen or are missing, and nobody wrote how often
	ThisWeek                         int // messages that are sent on one of the seven days from today on
	Answered                         int // of the five prompts
	Structures                       int
}

// Home counts what the home screen shows.
func (v View) Home(today day.Day) Home {
	h := Home{Messages: len(v.messages), Structures: len(v.structures)}
	for _, m := range v.messages {
		switch m.State {
		case Happens:
			h.Happens++
		case Missing:
			h.Missing++
		case Stop:
			h.Stop++
			continue
		}
		if m.Recurrence == "" {
			h.Undated++
		}
		if next := v.Next(m, today, 1); len(next) > 0 && next[0].Before(today.Add(7)) {
			h.ThisWeek++
		}
	}
	for _, p := range Prompts() {
		if v.state.Answers.Has(p) {
			h.Answered++
		}
	}
	return h
}
