package report

import (
	"fmt"
	"strconv"
	"strings"

	"convene/internal/activity/comms"
	"convene/internal/activity/partner"
)

// Communication is the communication plan.
func (r Report) Communication() Doc {
	return r.doc("Communication plan", r.commsSummary(), r.communication())
}

func (r Report) commsSummary() string {
	n := map[comms.Status]int{}
	for _, m := range r.messages() {
		n[m.State]++
	}
	if len(r.messages()) == 0 {
		return "No message is planned yet."
	}
	return fmt.Sprintf("%s. Happening today: %d; missing: %d; to stop: %d.", count(len(r.messages()), "message", "messages"), n[comms.Happens], n[comms.Missing], n[comms.Stop])
}

func (r Report) messages() []comms.Message {
	if r.Only != "" {
		return r.comms.Of(r.Only)
	}
	return r.comms.Messages()
}

func (r Report) communication() []Block {
	var out []Block
	if r.Only == "" {
		out = asked(1, r.Guide.Communication, func(id string) string { return r.Workspace.Comms.Answer(id).Text })
	}
	out = append(out, part(1, r.Guide.CommunicationPrompt("structures").Label, r.structures())...)
	out = append(out, part(1, "Messages", r.messageTable())...)
	out = append(out, part(1, fmt.Sprintf("The next %d weeks", comms.CalendarWeeks), r.calendar())...)
	if r.Only != "" || len(r.messages()) == 0 {
		return out
	}
	senders, audiences := r.comms.Loads(r.today, comms.CalendarWeeks)
	note := fmt.Sprintf("Over the next %d weeks. What is missing would come on top; what should stop is left out.", comms.CalendarWeeks)
	if len(senders) > 0 {
		out = append(out, Heading{1, "Load"}, Paragraph{note}, loadTable("Who sends", senders), loadTable("Who receives", audiences))
	}
	out = append(out, part(1, "Gaps", r.gaps())...)
	out = append(out, part(1, "Doubles", r.doubles())...)
	return append(out, part(1, "Days off", r.holidays())...)
}

func (r Report) structures() Table {
	t := Table{Header: []string{"What exists", "How it works", "With"}, Named: true}
	for _, s := range r.comms.Structures() {
		if r.about(s.Partners) {
			t.Rows = append(t.Rows, []string{s.Name, s.What, r.pub.NamesOf(s.Partners)})
		}
	}
	return t
}

func (r Report) purpose(m comms.Message) string {
	if g := r.goal(m.Goal); g != "" {
		return lines(m.Why, "Goal: "+g)
	}
	return m.Why
}

func (r Report) messageTable() Table {
	t := Table{Header: []string{"Who must know", "What, and why", "How often", "How, and from whom", "State"}}
	for _, m := range r.messages() {
		often := m.Recurrence.Words(r.Days)
		if next := r.comms.Next(m, r.today, 1); len(next) > 0 && m.State != comms.Stop {
			often = lines(often, "next: "+r.day(next[0]))
		}
		t.Rows = append(t.Rows, []string{m.Audience, lines(m.What, r.purpose(m)), often, lines(m.Channel, m.Sender, m.Direction.Label()), m.State.Label()})
	}
	return t
}

// calendar is what is sent on the days of the next weeks.
func (r Report) calendar() Table {
	t := Table{Header: []string{"Day", "What is sent", "To", "By"}}
	for _, d := range r.comms.Calendar(r.today, comms.CalendarWeeks) {
		for _, m := range d.Sends {
			if r.about(m.Partners) {
				what := m.Label()
				if m.State == comms.Missing {
					what += " (missing today)"
				}
				t.Rows = append(t.Rows, []string{r.day(d.Day), what, m.Audience, m.Sender})
			}
		}
		for _, m := range d.Skipped {
			if why, _ := r.comms.Off(m, d.Day); r.about(m.Partners) {
				t.Rows = append(t.Rows, []string{r.day(d.Day), "not sent: " + m.Label() + " (" + why + ")", m.Audience, m.Sender})
			}
		}
	}
	return t
}

func loadTable(who string, list []comms.Load) Table {
	t := Table{Header: []string{who, "Sends", "In four weeks", "Missing"}, Right: []bool{false, true, true, true}, Named: true}
	for _, l := range list {
		name := l.Name
		if name == "" {
			name = "nobody is named"
		}
		t.Rows = append(t.Rows, []string{name, strconv.Itoa(l.Sends), strconv.FormatFloat(l.FourWeeks, 'f', 1, 64), positive(l.Missing)})
	}
	return t
}

func (r Report) gaps() List {
	var primary []partner.ID
	for _, p := range r.pub.Primary() {
		primary = append(primary, p.ID)
	}
	var goals []string
	for _, g := range r.plan.Goals(false) {
		goals = append(goals, g.ID)
	}
	g := r.comms.Gaps(primary, goals)
	var out List
	add := func(format string, args ...any) { out.Items = append(out.Items, fmt.Sprintf(format, args...)) }
	for _, m := range g.Missing {
		add("Missing: %s", about(m))
	}
	for _, m := range g.Undated {
		add("Nobody wrote how often: %s", about(m))
	}
	for _, m := range g.Unsent {
		add("Nobody is named who sends: %s", about(m))
	}
	for _, name := range g.Audiences {
		add("Nothing reaches %s today", name)
	}
	for _, id := range g.Partners {
		add("No message concerns %s", r.pub.NameOf(id))
	}
	for _, id := range g.Goals {
		add("No message serves the goal: %s", r.goal(id))
	}
	return out
}

func about(m comms.Message) string {
	if m.What == "" || m.Audience == "" {
		return m.Label()
	}
	return m.What + " (to " + m.Audience + ")"
}

func (r Report) doubles() List {
	var out List
	for _, d := range r.comms.Doubles(r.today, comms.CalendarWeeks) {
		var names []string
		for _, m := range d.Messages {
			names = append(names, m.Label())
		}
		out.Items = append(out.Items, fmt.Sprintf("%s: %s, for the same purpose, in %s from %s on.", d.Audience, strings.Join(names, " and "), count(len(d.Weeks), "week", "weeks"), r.day(d.Weeks[0])))
	}
	return out
}

func (r Report) holidays() Table {
	t := Table{Header: []string{"From", "To", "Name"}}
	for _, b := range r.Workspace.Comms.Breaks() {
		last := ""
		if b.Last != b.Day {
			last = r.day(b.Last)
		}
		t.Rows = append(t.Rows, []string{r.day(b.Day), last, b.Name})
	}
	return t
}

// CommunicationTable is the messages as one table.
func (r Report) CommunicationTable() Table {
	t := Table{Header: []string{"Audience", "What", "Why", "Goal", "How often", "Next", "Channel", "Sender", "Direction", "Partners", "State", "Skipped days"}}
	for _, m := range r.messages() {
		next := ""
		if days := r.comms.Next(m, r.today, 1); len(days) > 0 {
			next = string(days[0])
		}
		var skip []string
		for _, d := range m.Skip {
			skip = append(skip, string(d))
		}
		t.Rows = append(t.Rows, []string{m.Audience, m.What, m.Why, r.goal(m.Goal), m.Recurrence.Words(r.Days), next, m.Channel, m.Sender,
			m.Direction.Label(), r.pub.NamesOf(m.Partners), m.State.Label(), strings.Join(skip, " ")})
	}
	return t
}
