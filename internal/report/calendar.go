package report

import (
	"strings"

	"convene/internal/activity/comms"
	"convene/internal/activity/plan"
	"convene/internal/day"
)

// Calendar is what other calendars can show: days without a time, and tasks.
type Calendar struct {
	Name   string
	Events []Event
	Tasks  []Task
}

// Event is a day, or a series of days.
type Event struct {
	ID          string
	Title, Text string
	First       day.Day
	Rule        string    // the RRULE of RFC 5545; empty: once
	Except      []day.Day // days of the series that are left out, in order
}

// Task is something to be done.
type Task struct {
	ID          string
	Title, Text string
	Due         day.Day // none: it has no day
	Begun, Done bool
}

// PlanCalendar is the action steps as tasks.
func (r Report) PlanCalendar() Calendar {
	c := r.tasks(r.inOrder())
	c.Name = r.foot("Action steps")
	return c
}

func (r Report) tasks(steps []plan.Step) Calendar {
	var c Calendar
	for _, st := range steps {
		title := st.What
		if st.Who != "" {
			title += " (" + st.Who + ")"
		}
		text := ""
		if with := r.pub.NamesOf(r.plan.PartnersOf(st)); with != "" {
			text = "With " + with
		}
		if g := r.goal(st.Goal); g != "" {
			text = lines(text, "Goal: "+g)
		}
		c.Tasks = append(c.Tasks, Task{ID: st.ID, Title: title, Text: text, Due: st.By, Begun: st.State == plan.Doing, Done: st.State == plan.Done})
	}
	return c
}

// exceptDays is how far ahead the days are listed on which a message without an end is left out: three years. A file is
// made anew long before.
const exceptDays = 3 * 366

// CommunicationCalendar is the messages that happen, and those that are missing and planned, on the days on which they are
// sent. What should stop is left out, and so is what is sent as needed.
func (r Report) CommunicationCalendar() Calendar {
	c := Calendar{Name: r.foot("Communication plan")}
	for _, m := range r.messages() {
		first := m.Recurrence.Start(r.today)
		if m.State == comms.Stop || first == day.None {
			continue
		}
		e := Event{ID: m.ID, Title: m.Label(), First: first, Rule: m.Recurrence.Rule()}
		if m.State == comms.Missing {
			e.Title += " (missing today)"
		}
		skipped := r.comms.Skipped(m, first, first.Add(exceptDays+max(0, r.today.Sub(first))))
		if e.Rule == "" && len(skipped) > 0 {
			continue // its one day is left out
		}
		e.Except = skipped
		var with string
		if len(m.Partners) > 0 {
			with = "With: " + r.pub.NamesOf(m.Partners)
		}
		e.Text = lines(label("To: ", m.Audience), label("From: ", m.Sender), label("How: ", m.Channel), strings.ReplaceAll(r.purpose(m), "\n", ". "), with)
		c.Events = append(c.Events, e)
	}
	return c
}

func label(label, text string) string {
	if text == "" {
		return ""
	}
	return label + text
}
