package meeting_test

import (
	"testing"
	"time"
)

// TestShort: a meeting from a template to its end, by keys alone.
func TestShort(t *testing.T) {
	h := newHall(t, false)
	d := h.desk(you(), "home", 80, 24)
	d.Press("m")
	shows(t, d, "What kind of meeting?", "Card sort", "Joint planning with a partner")
	d.Press("enter")
	shows(t, d, "6 steps, 45 min", "Sort alone, in silence", "S start")
	d.Press("S")
	shows(t, d, "step 0:00 of 3:00", "meeting 45 min left", "step 1 of 6")
	h.pass(90*time.Second, d)
	shows(t, d, "▲ 1:30 left of 3:00", "The clock runs")
	h.pass(2*time.Minute, d)
	shows(t, d, "▲ time is up, 0:30 over", "meeting 41 min left")
	d.Press("f9")
	shows(t, d, "step 0:00 of 7:00", "Inventory", "Who is not on the list?", "F9 next")
	d.Press("f2", "d")
	d.Type("Ask the library first")
	d.Press("enter")
	shows(t, d, "Decided: Ask the library first.")
	d.Press("f9", "f9", "f9", "f9", "f9")
	shows(t, d, "Read this out", "Ask the library first")
	d.Press("E")
	shows(t, d, "The meeting has ended", "Card sort", "plan the next one")
	hides(t, d, "min left")
}
