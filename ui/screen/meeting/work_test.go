package meeting_test

import (
	"testing"

	"convene/internal/activity/cardsort"
	"convene/internal/activity/touchpoint"
	"convene/ui/app/drive"
)

// TestEndTellsWhy: what is read out before a meeting ends says what was settled and why, and what was said at the touchpoints; all
// of it can be scrolled to in a small window, and Enter goes where it was said. What is taken back later is not there any more.
func TestEndTellsWhy(t *testing.T) {
	t.Parallel()
	h := newHall(t, false)
	d := h.desk(drive.You(), "home", 80, 24)
	d.Press("m", "enter", "S")
	q := touchpoint.Round{Partner: "p2", Question: "practice.1", CheckIn: 1}
	h.do(cardsort.Open{Round: "r", Name: "Autumn"}, cardsort.Settle{Round: "r", Partner: "p2", To: cardsort.Could, Why: "They asked us first"},
		touchpoint.Ask{Round: q}, touchpoint.Contribute{ID: "c1", Round: q, Text: "Story hour on Tuesdays"}, touchpoint.Contribute{ID: "c2", Round: q, Text: "Slip of the tongue"})
	d.Press("E")
	d.Shows(t, "Read this out", "Card sort: Autumn", "Eastside Library: Still to place → Could support SEL. Why:", "They asked us first.",
		"Eastside Library: Room to grow", "Story hour on Tuesdays")
	d.Press("end")
	d.Shows(t, "2 contributions, 1 question asked", "No day yet")
	d.Press("E")
	h.do(touchpoint.Withdraw{ID: "c2"})
	d.Press("esc", "down", "enter")
	d.Press("home")
	d.Shows(t, "Story hour on Tuesdays")
	d.Hides(t, "Slip of the tongue")
	d.Press("down")
	d.Press("enter")
	d.Shows(t, "Touchpoints", "What happens at this partner")
}
