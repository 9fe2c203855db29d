package plan_test

import (
	"testing"

	"convene/internal/activity/plan"
	"convene/ui/app/drive"
	"convene/ui/screen"
)

// TestStory fills in the form from an empty workspace, by keys alone.
func TestStory(t *testing.T) {
	r := drive.Room(t, false)
	d := open(r, drive.You(), "plan", 80, 24)
	d.Shows(t, "partners first. Press a")
	drive.Do(t, r, add("p1", "Boys & Girls Club"), add("p2", "Eastside Library"))

	d.Press("n", "enter")
	d.Shows(t, "A goal needs words")
	d.Type("Every 4th grader can name a feeling and ask for help")
	d.Press("enter", "enter")
	d.Shows(t, "A shared goal needs a partner")
	d.Press("esc", "n") // what was typed is still there
	d.Shows(t, "Every 4th grader can name a feeling")
	d.Press("enter", "space", "enter")
	d.Shows(t, "Boys & Girls Club", "Shared goal 1 of 1", "day that serves this goal?", "What comes first, who does it")

	d.Press("down", "a")
	d.Write("Morning meeting", "Second lesson on Tuesdays")
	d.Press("right", "enter")
	d.Write("Check-in circle at pick-up", "Mentor hour")
	d.Shows(t, "▪ Morning meeting", "▸ ▪ Mentor hour")

	d.Press("down", "enter")
	d.Write("Same feeling words in both rooms")
	d.Press("j", "space", "down", "down", "space", "enter")
	d.Shows(t, "joins Morning meeting +", "Check-in circle at")
	d.Press("down", "enter")
	d.Write("Counselor")
	d.Press("right", "a")
	d.Write("Club director")
	d.Shows(t, "▪ Counselor", "▪ Club director")

	d.Press("down", "enter")
	d.Type("Share the word list")
	d.Press("tab")
	d.Type("Counselor")
	d.Press("tab")
	d.Type("the day before never")
	d.Press("enter")
	d.Shows(t, "the day before never", "is not a day")
	for range "the day before never" {
		d.Press("backspace")
	}
	d.Type("12/5")
	d.Shows(t, "That is Sat Dec 5, 2026.")
	d.Press("enter")
	d.Shows(t, "○ Share the word list", "Counselor", "Sat Dec 5")
	d.Press("space")
	d.Shows(t, "◐ Share the word list")
	d.Press("space")
	d.Shows(t, "✓ Share the word list", "done Sun Nov 22")
	d.Press("u", "u", "u", "u")
	d.Shows(t, "○ Share the word list", "nobody yet", "no day yet")
	d.Press("ctrl+y", "ctrl+y")
	d.Shows(t, "Counselor", "Sat Dec 5")
}

func TestStepsDaysOwners(t *testing.T) {
	r := drive.Room(t, false)
	drive.Do(t, r, add("p1", "Boys & Girls Club"), plan.AddGoal{ID: "g1", Partners: ids("p1"), Text: "One adult each"},
		plan.AddStep{ID: "s0", Goal: "g1", What: "Call the club", By: "2026-11-19"})
	d := open(r, drive.You(), "steps", 80, 24)
	d.Shows(t, "1 overdue", "Thu Nov 19, overdue 3 days", "Boys & Girls Club")
	d.Press("a")
	for _, s := range [][2]string{{"Friday's", "fri"}, {"Fortnight's", "in 2 weeks"}, {"January's", "2027-01-15"}, {"Old", "yesterday"}} {
		d.Type(s[0])
		d.Press("tab", "tab")
		d.Type(s[1])
		d.Press("enter", "a")
	}
	d.Press("esc")
	d.Shows(t, "2 overdue", "Fri Nov 27", "Sun Dec 6", "Fri Jan 15", "Sat Nov 21, overdue 1 day", "2 due within 14 days", "1 later")
	d.Press("home", "space", "space")
	d.Shows(t, "1 overdue", "1 done: v shows them")
	d.Hides(t, "Call the club   ")
	d.Press("v")
	d.Shows(t, "✓ Call the club")
	d.Press("home", "o")
	d.Type("Counselor")
	d.Press("enter", "f", "down", "enter")
	d.Shows(t, "Of: Counselor", "Old")
	d.Hides(t, "Friday's")
	d.Press("esc")
	d.Shows(t, "Friday's")
	d.Press("p", "down", "enter")
	d.Shows(t, "With: Boys & Girls Club", "Call the club")
	d.Press("enter")
	d.Shows(t, "Shared goal 1 of 1", "One adult each")
}

func TestOrderRemoveArchive(t *testing.T) {
	r := drive.Room(t, false)
	drive.Do(t, r, add("p1", "Boys & Girls Club"), add("p2", "Eastside Library"),
		plan.AddGoal{ID: "g1", Partners: ids("p1", "p2"), Text: "One adult each"}, plan.AddGoal{ID: "g2", Partners: ids("p1"), Text: "The second goal"},
		plan.AddPractice{ID: "a", Goal: "g1", Side: plan.School, Text: "Alpha"}, plan.AddPractice{ID: "b", Goal: "g1", Side: plan.School, Text: "Beta"},
		plan.AddOpportunity{ID: "o", Goal: "g1", Text: "Omega", Joins: []string{"a"}}, plan.AddStep{ID: "s", Goal: "g1", What: "Sigma"})
	d := open(r, drive.You(), "plan", 80, 24)
	d.Shows(t, "One adult each", "with Eastside Library", "The second goal")
	d.Press("x")
	d.Shows(t, "Something is written under this goal")
	d.Press("enter")
	d.Shows(t, "Boys & Girls Club, Eastside Library", "At Eastside Library", "joins Alpha")
	d.Press("down", "J")
	d.Before(t, "Beta", "Alpha")
	d.Press("m", "up", "enter")
	d.Before(t, "Alpha", "Beta")
	d.Press("x")
	d.Shows(t, "Removed", "joins nothing yet")
	d.Press("u")
	d.Shows(t, "Alpha", "joins Alpha")
	d.Press("]")
	d.Shows(t, "The second goal", "Shared goal 2 of 2")
	d.Press("[", "P", "down", "space", "enter")
	d.Hides(t, "At Eastside Library")
	d.Press("u")
	d.Shows(t, "At Eastside Library")
	d.Press("A", "esc")
	d.Hides(t, "One adult each")
	d.Press("v")
	d.Shows(t, "Archived goals", "One adult each")
	d.Press("A", "v")
	d.Shows(t, "One adult each")
}

// TestTwoTerminals: two people write into one goal at a time. Both texts are shown; nothing is lost.
func TestTwoTerminals(t *testing.T) {
	r := drive.Room(t, false)
	drive.Do(t, r, add("p1", "Boys & Girls Club"), plan.AddGoal{ID: "g1", Partners: ids("p1"), Text: "One adult"})
	a, b := open(r, drive.You(), "plan", 80, 24), open(r, drive.Other(), "plan", 80, 24)
	a.Press("enter", "enter")
	b.Press("enter", "enter")
	a.Type(" for each child")
	b.Type(" who listens")
	a.Press("enter")
	b.Press("enter")
	b.Shows(t, "One adult for each child", "One adult who listens")
	b.Press("enter", "enter")
	a.Shows(t, "One adult for each child / One adult who listens")
	a.Press("enter")
	a.Type("!")
	b.Press("esc", "x")
	a.Press("enter")
	a.Shows(t, "Somebody has removed this", "who listens!")
}

// TestGoalWithWhoIsAskedFor: a step of a meeting opens the plan with its partner, and a new goal is with them.
func TestGoalWithWhoIsAskedFor(t *testing.T) {
	r := drive.Room(t, false)
	drive.Do(t, r, add("p1", "Boys & Girls Club"), add("p2", "Eastside Library"))
	d := open(r, drive.You(), "home", 80, 24)
	d.Send(screen.GoMsg{To: "plan", Arg: "partner:p2"})
	d.Press("n")
	d.Type("Everybody reads")
	d.Press("enter", "enter")
	d.Shows(t, "Eastside Library", "Shared goal 1 of 1", "Everybody reads")
	d.Hides(t, "Boys & Girls Club")
	d.Press("down", "down")
	was := d.Screen()
	d.Send(screen.GoMsg{To: "plan", Arg: "partner:p2"}) // the meeting's next step is about it too: we stay where we are
	if d.Screen() != was {
		t.Errorf("the form is not where it was:\n%s\n%s", was, d.Screen())
	}
}
