package plan_test

import (
	"testing"

	"convene/internal/activity/plan"
	"convene/ui/screen"
)

// TestStory fills in the form from an empty workspace, by keys alone.
func TestStory(t *testing.T) {
	r := newRoom(t, false)
	d := open(r, you(), "plan", 80, 24)
	shows(t, d, "list your", "inventory first")
	d.Press("n")
	shows(t, d, "There is no partner yet")
	do(t, r, add("p1", "Boys & Girls Club"), add("p2", "Eastside Library"))

	d.Press("n", "enter")
	shows(t, d, "A goal needs words")
	d.Type("Every 4th grader can name a feeling and ask for help")
	d.Press("enter", "enter")
	shows(t, d, "A shared goal needs a partner")
	d.Press("esc", "n") // what was typed is still there
	shows(t, d, "Every 4th grader can name a feeling")
	d.Press("enter", "space", "enter")
	shows(t, d, "Boys & Girls Club", "Shared goal 1 of 1", "day that serves this goal?", "What comes first, who does it")

	d.Press("down", "a")
	write(d, "Morning meeting", "Second lesson on Tuesdays")
	d.Press("right", "enter")
	write(d, "Check-in circle at pick-up", "Mentor hour")
	shows(t, d, "▪ Morning meeting", "▸ ▪ Mentor hour")

	d.Press("down", "enter")
	write(d, "Same feeling words in both rooms")
	d.Press("j", "space", "down", "down", "space", "enter")
	shows(t, d, "joins Morning meeting +", "Check-in circle at")
	d.Press("down", "enter")
	write(d, "Counselor")
	d.Press("right", "a")
	write(d, "Club director")
	shows(t, d, "▪ Counselor", "▪ Club director")

	d.Press("down", "enter")
	d.Type("Share the word list")
	d.Press("tab")
	d.Type("Counselor")
	d.Press("tab")
	d.Type("the day before never")
	d.Press("enter")
	shows(t, d, "the day before never", "is not a day")
	for range "the day before never" {
		d.Press("backspace")
	}
	d.Type("12/5")
	shows(t, d, "That is Sat Dec 5, 2026.")
	d.Press("enter")
	shows(t, d, "○ Share the word list", "Counselor", "Sat Dec 5")
	d.Press("space")
	shows(t, d, "◐ Share the word list")
	d.Press("space")
	shows(t, d, "✓ Share the word list", "done Sun Nov 22")
	d.Press("u", "u", "u", "u")
	shows(t, d, "○ Share the word list", "nobody yet", "no day yet")
	d.Press("ctrl+y", "ctrl+y")
	shows(t, d, "Counselor", "Sat Dec 5")
}

func TestStepsDaysOwners(t *testing.T) {
	r := newRoom(t, false)
	do(t, r, add("p1", "Boys & Girls Club"), plan.AddGoal{ID: "g1", Partners: ids("p1"), Text: "One adult each"},
		plan.AddStep{ID: "s0", Goal: "g1", What: "Call the club", By: "2026-11-19"})
	d := open(r, you(), "steps", 80, 24)
	shows(t, d, "1 overdue", "Thu Nov 19, overdue 3 days", "Boys & Girls Club")
	d.Press("a")
	for _, s := range [][2]string{{"Friday's", "fri"}, {"Fortnight's", "in 2 weeks"}, {"January's", "2027-01-15"}, {"Old", "yesterday"}} {
		d.Type(s[0])
		d.Press("tab", "tab")
		d.Type(s[1])
		d.Press("enter", "a")
	}
	d.Press("esc")
	shows(t, d, "2 overdue", "Fri Nov 27", "Sun Dec 6", "Fri Jan 15", "Sat Nov 21, overdue 1 day", "2 due within 14 days", "1 later")
	d.Press("home", "space", "space")
	shows(t, d, "1 overdue", "1 done: v shows them")
	hides(t, d, "Call the club   ")
	d.Press("v")
	shows(t, d, "✓ Call the club")
	d.Press("home", "o")
	d.Type("Counselor")
	d.Press("enter", "f", "down", "enter")
	shows(t, d, "Of: Counselor", "Old")
	hides(t, d, "Friday's")
	d.Press("esc")
	shows(t, d, "Friday's")
	d.Press("p", "down", "enter")
	shows(t, d, "With: Boys & Girls Club", "Call the club")
	d.Press("enter")
	shows(t, d, "Shared goal 1 of 1", "One adult each")
}

func TestOrderRemoveArchive(t *testing.T) {
	r := newRoom(t, false)
	do(t, r, add("p1", "Boys & Girls Club"), add("p2", "Eastside Library"),
		plan.AddGoal{ID: "g1", Partners: ids("p1", "p2"), Text: "One adult each"}, plan.AddGoal{ID: "g2", Partners: ids("p1"), Text: "The second goal"},
		plan.AddPractice{ID: "a", Goal: "g1", Side: plan.School, Text: "Alpha"}, plan.AddPractice{ID: "b", Goal: "g1", Side: plan.School, Text: "Beta"},
		plan.AddOpportunity{ID: "o", Goal: "g1", Text: "Omega", Joins: []string{"a"}}, plan.AddStep{ID: "s", Goal: "g1", What: "Sigma"})
	d := open(r, you(), "plan", 80, 24)
	shows(t, d, "One adult each", "with Eastside Library", "The second goal")
	d.Press("x")
	shows(t, d, "Something is written under this goal")
	d.Press("enter")
	shows(t, d, "Boys & Girls Club, Eastside Library", "At Eastside Library", "joins Alpha")
	d.Press("down", "J")
	before(t, d, "Beta", "Alpha")
	d.Press("m", "up", "enter")
	before(t, d, "Alpha", "Beta")
	d.Press("x")
	shows(t, d, "Removed", "joins nothing yet")
	d.Press("u")
	shows(t, d, "Alpha", "joins Alpha")
	d.Press("]")
	shows(t, d, "The second goal", "Shared goal 2 of 2")
	d.Press("[", "P", "down", "space", "enter")
	hides(t, d, "At Eastside Library")
	d.Press("u")
	shows(t, d, "At Eastside Library")
	d.Press("A", "esc")
	hides(t, d, "One adult each")
	d.Press("v")
	shows(t, d, "Archived goals", "One adult each")
	d.Press("A", "v")
	shows(t, d, "One adult each")
}

// TestTwoTerminals: two people write into one goal at a time. Both texts are shown; nothing is lost.
func TestTwoTerminals(t *testing.T) {
	r := newRoom(t, false)
	do(t, r, add("p1", "Boys & Girls Club"), plan.AddGoal{ID: "g1", Partners: ids("p1"), Text: "One adult"})
	a, b := open(r, you(), "plan", 80, 24), open(r, other(), "plan", 80, 24)
	a.Press("enter", "enter")
	b.Press("enter", "enter")
	a.Type(" for each child")
	b.Type(" who listens")
	a.Press("enter")
	b.Press("enter")
	shows(t, b, "One adult for each child", "One adult who listens")
	b.Press("enter", "enter")
	shows(t, a, "One adult for each child / One adult who listens")
	a.Press("enter")
	a.Type("!")
	b.Press("esc", "x")
	a.Press("enter")
	shows(t, a, "Somebody has removed this", "who listens!")
}

// TestGoalWithWhoIsAskedFor: a step of a meeting opens the plan with its partner, and a new goal is with them.
func TestGoalWithWhoIsAskedFor(t *testing.T) {
	r := newRoom(t, false)
	do(t, r, add("p1", "Boys & Girls Club"), add("p2", "Eastside Library"))
	d := open(r, you(), "home", 80, 24)
	d.Send(screen.GoMsg{To: "plan", Arg: "partner:p2"})
	d.Press("n")
	d.Type("Everybody reads")
	d.Press("enter", "enter")
	shows(t, d, "Eastside Library", "Shared goal 1 of 1", "Everybody reads")
	hides(t, d, "Boys & Girls Club")
	d.Press("down", "down")
	was := d.Screen()
	d.Send(screen.GoMsg{To: "plan", Arg: "partner:p2"}) // the meeting's next step is about it too: we stay where we are
	if d.Screen() != was {
		t.Errorf("the form is not where it was:\n%s\n%s", was, d.Screen())
	}
}
