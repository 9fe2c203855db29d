package improvement_test

import (
	"testing"

	"convene/internal/activity/improve"
	"convene/internal/activity/plan"
	"convene/ui/app/drive"
)

// TestStory goes from an empty plan to measures, values and a look, by keys alone.
func TestStory(t *testing.T) {
	r := drive.Room(t, false)
	drive.Do(t, r, add("p1", "Boys & Girls Club"), plan.AddGoal{ID: "g1", Partners: ids("p1"), Text: "One adult each"})
	d := open(r, drive.You(), "improvement", 80, 24)
	d.Shows(t, "No measures yet")

	d.Press("t")
	d.Shows(t, "Five questions", "0 of 5 answered")
	d.Press("enter")
	d.Type("Children who name an adult")
	d.Press("tab")
	d.Type("We count office visits")
	d.Press("enter")
	d.Shows(t, "2 of 5 answered", "We count office visits")
	d.Press("end", "enter")
	d.Type("fri")
	d.Press("enter", "up", "up", "up", "space")
	d.Shows(t, "weekly", "Fri Nov 27")
	d.Press("esc", "a")
	d.Write("Office visits", "Children who name an adult")
	d.Shows(t, "2 measures", "no value yet", "not known if it may be shared")

	d.Press("enter")
	d.Shows(t, "Measure 2 of 2", "No value yet")
	d.Press("a")
	d.Type("lots")
	d.Press("enter")
	d.Shows(t, "is no number")
	for range "lots" {
		d.Press("backspace")
	}
	d.Type("41%")
	d.Press("tab")
	d.Type("3/2/2026")
	d.Press("tab")
	d.Type("Spring survey")
	d.Press("tab")
	d.Type("8")
	d.Press("enter", "a")
	d.Write("55")
	d.Shows(t, "from 41% to 55% since Mar", "8 people", "a count under ten", "Spring survey")

	d.Press("l", "a")
	d.Type("It went up")
	d.Press("tab")
	d.Type("The circle helps")
	d.Press("tab")
	d.Type("Grade 3 begins too")
	d.Press("enter")
	d.Shows(t, "Log of looks", "It went up", "The circle helps", "Grade 3 begins too")
	d.Press("esc", "esc", "g", "down", "enter", "f", "down", "enter")
	d.Shows(t, "Follows: One adult each", "Children who name an adult")
	d.Hides(t, "Office visits")
	d.Press("esc", "x")
	d.Hides(t, "55%")
	d.Press("u")
	d.Shows(t, "55%")
	d.Press("end", "K")
	d.Before(t, "Children who name an adult", "Office visits")
	d = open(r, drive.You(), "improvement", 80, 24) // somebody who comes back finds all of it
	d.Shows(t, "2 measures", "55%")
}

// TestFields fills in one measure: choices by Space, texts by Enter and Tab.
func TestFields(t *testing.T) {
	r := drive.Room(t, false)
	drive.Do(t, r, improve.AddMeasure{Measure: improve.Measure{ID: "m", What: "Calm mornings"}})
	d := open(r, drive.You(), "improvement", 80, 44)
	d.Press("enter", "down", "down")
	d.Shows(t, "▸ Counted in")
	d.Press("enter")
	d.Type("%")
	d.Press("tab")
	d.Type("Counselor")
	d.Press("tab")
	d.Type("40")
	d.Press("tab")
	d.Type("70")
	d.Press("tab")
	d.Type("in 2 weeks")
	d.Press("enter")
	d.Shows(t, "Counselor", "40%", "70%", "Sun Dec 6")
	d.Press("down", "space")
	d.Shows(t, "Who collects it       school")
	for range 4 {
		d.Press("down")
	}
	d.Shows(t, "▸ May it be shared?")
	d.Press("space")
	d.Shows(t, "may be shared")
	d.Press("u")
	d.Shows(t, "not known")
}

// TestTwoTerminals: two people write one answer at a time. Both texts are shown; nothing is lost.
func TestTwoTerminals(t *testing.T) {
	r := drive.Room(t, false)
	a, b := open(r, drive.You(), "improvement", 80, 24), open(r, drive.Other(), "improvement", 80, 24)
	a.Press("t", "enter")
	b.Press("t", "enter")
	a.Type("Visits")
	b.Type("Surveys")
	a.Press("enter")
	b.Press("enter")
	b.Shows(t, "Visits", "Surveys")
	b.Press("enter", "enter")
	a.Shows(t, "Visits", "Surveys")
}
