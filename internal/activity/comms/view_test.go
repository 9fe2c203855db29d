package comms

import (
	"fmt"
	"strings"
	"testing"

	"convene/internal/activity/partner"
	"convene/internal/day"
)

func TestCalendar(t *testing.T) {
	y := planned(t).do(AddHoliday{Day: "2026-11-24", Name: "Snow"}, AddHoliday{Day: "2026-11-26"}, AddHoliday{Day: "2027-08-01"},
		EditMessage{"m2", patch("skip", "", `["2026-12-01"]`)}, SetState{"m3", Happens, Missing}, EditMessage{"m3", patch("recurrence", `"needed"`, `"2026-12-01"`)})
	v := Read(y.s, nil)
	var got []string
	for _, d := range v.Calendar(today, 3) {
		line := string(d.Day) + " " + d.Off + ":"
		for _, m := range d.Sends {
			line += " " + m.ID
		}
		for _, m := range d.Skipped {
			line += " -" + m.ID
		}
		got = append(got, line)
	}
	equal(t, "calendar", got, []string{"2026-11-17 : m1 m2", "2026-11-24 Snow: -m1", "2026-11-26 the day off 2026-11-26:", "2026-12-01 : m1 m3 -m2"})
	m1, m2 := v.Messages()[0], v.Messages()[1]
	equal(t, "next", v.Next(m1, today, 2), []day.Day{"2026-11-17", "2026-12-01"})
	equal(t, "skipped", v.Skipped(m2, today, "2027-01-01"), []day.Day{"2026-12-01"})
	if why, off := v.Off(m2, "2026-12-01"); !off || why != "left out for this message" {
		t.Error(why, off)
	}
	equal(t, "wall", v.Wall("2026-11-18")[:3], []Line{{"m1", "Families", "What we do this month", "2026-12-01", Happens}, {"m2", "families, Tutors", "Dates", "2026-12-15", Happens},
		{"m3", "Tutors", "Who needs help", "2026-12-01", Happens}})
	equal(t, "home", v.Home(today), Home{Messages: 4, Happens: 3, Stop: 1, ThisWeek: 2, Structures: 1})
	y.do(EditMessage{"m3", patch("recurrence", `"2026-12-01"`, "")}, WriteAnswer{"who", patch("text", "", `"x"`)}, SetState{"m3", Missing, Happens})
	equal(t, "home", Read(y.s, nil).Home("2026-11-18"), Home{Messages: 4, Happens: 2, Missing: 1, Stop: 1, Undated: 1, Answered: 1, Structures: 1})
	equal(t, "an empty plan", Read(State{}, nil).Home(today), Home{})
}

func TestLoads(t *testing.T) {
	y := planned(t).do(EditMessage{"m3", patch("recurrence", `"needed"`, `"FREQ=WEEKLY;BYDAY=TH"`)}, AddHoliday{Day: "2026-11-24"})
	senders, audiences := Read(y.s, nil).Loads(today, 4)
	equal(t, "senders", senders, []Load{{"Coordinator", 5, 0, 5}, {"Teachers", 0, 4, 0}})
	equal(t, "audiences", audiences, []Load{{"Families", 5, 0, 5}, {"Tutors", 2, 4, 2}})
	senders, _ = Read(y.s, nil).Loads(today, 12)
	if senders[0].Sends != 17 || fmt.Sprintf("%.2f", senders[0].FourWeeks) != "5.67" {
		t.Errorf("%+v", senders)
	}
	y.do(AddMessage{Message{ID: "m5", What: "x", Recurrence: "2026-11-20", State: Happens}})
	senders, audiences = Read(y.s, nil).Loads(today, 0)
	equal(t, "nobody is named", []any{senders[1], audiences[len(audiences)-1].Name}, []any{Load{"", 1, 0, 4}, ""})
}

func TestGaps(t *testing.T) {
	y := planned(t).do(AddMessage{Message{ID: "m5", Audience: "Nurses; Board", What: "Plan", State: Missing, Goal: "g2"}})
	names := func(list []Message) string {
		var out []string
		for _, m := range list {
			out = append(out, m.ID)
		}
		return strings.Join(out, " ")
	}
	g := Read(y.s, nil).Gaps(ids("a", "b", "c"), []string{"g1", "g2", "g3"})
	equal(t, "missing", names(g.Missing), "m3 m5")
	equal(t, "undated", names(g.Undated), "m5")
	equal(t, "unsent", names(g.Unsent), "m5")
	equal(t, "audiences", g.Audiences, []string{"Board", "Nurses"})
	equal(t, "partners", g.Partners, ids("c"))
	equal(t, "goals", g.Goals, []string{"g3"})
	g = Read(y.do(SetState{"m1", Stop, Happens}, SetState{"m2", Stop, Happens}).s, nil).Gaps(ids("a"), []string{"g1"})
	equal(t, "what stops fills no gap", []any{g.Partners, g.Goals}, []any{ids("a"), []string{"g1"}})
	equal(t, "an empty plan", Read(State{}, nil).Gaps(nil, nil), Gaps{})
}

func TestDoubles(t *testing.T) {
	y := planned(t).do(
		AddMessage{Message{ID: "m5", Audience: "tutors", What: "A", Why: "we act early!", Recurrence: "2026-12-10", State: Missing}},
		AddMessage{Message{ID: "m6", Audience: "Tutors", What: "B", Recurrence: "2026-12-10", State: Happens}}, // without a purpose
		EditMessage{"m3", patch("recurrence", `"needed"`, `"FREQ=MONTHLY;BYMONTHDAY=7"`)})
	var got []string
	for _, d := range Read(y.s, nil).Doubles("2026-11-19", 5) {
		line := d.Audience
		for _, m := range d.Messages {
			line += " " + m.ID
		}
		got = append(got, fmt.Sprint(line, d.Weeks))
	}
	equal(t, "doubles", got, []string{"Families m1 m2[2026-11-16 2026-11-30 2026-12-14]", "Tutors m3 m5[2026-12-07]"})
}

func TestOverloads(t *testing.T) {
	y := planned(t).do(AddMessage{Message{ID: "m5", Audience: "Families", What: "Menu", Sender: "Kitchen", Recurrence: "FREQ=WEEKLY;BYDAY=MO,WE,FR", State: Happens}})
	v := Read(y.s, nil)
	equal(t, "default", v.Overloads("2026-11-18", 2, OverloadLimit), []Overload{{false, "Families", "2026-11-16", 5}, {false, "Families", "2026-11-23", 4}})
	equal(t, "one", v.Overloads(today, 1, 1), []Overload{{true, "Kitchen", "2026-11-16", 3}, {true, "Coordinator", "2026-11-16", 2}, {false, "Families", "2026-11-16", 5}})
	equal(t, "many", v.Overloads(today, 12, 5), []Overload(nil))
}

func TestAudiences(t *testing.T) {
	for s, want := range map[string][]string{"": {""}, " , ;": {""}, "Families": {"Families"}, "Families, tutors;families": {"Families", "tutors"}} {
		equal(t, s, audiencesOf(Message{Audience: s}), want)
	}
}

// TestViewIsItsOwn: lists that a view gives may be changed by who got them.
func TestViewIsItsOwn(t *testing.T) {
	v := Read(planned(t).s, func(p partner.ID) partner.ID { return p })
	v.Messages()[0] = Message{}
	v.Structures()[0] = Structure{}
	if v.Messages()[0].ID != "m1" || v.Structures()[0].ID != "s1" {
		t.Error("a view was changed")
	}
}
