package touchpoints_test

import "testing"

// asking is a question of a partner, open on a terminal.
func asking(t *testing.T, h *hall) {
	t.Helper()
	h.open(lead(), 80, 24).List(t, "Alder House")
}

func TestWhatIsTypedSurvivesTheProgram(t *testing.T) {
	h := roomOf(t, false)
	asking(t, h)
	d := h.open(lead(), 80, 24)
	d.Press("enter", "enter", "enter")
	d.Type("They sing every mor")
	d.Later() // the program is gone here
	again := h.open(lead(), 80, 24)
	again.Press("enter", "enter", "enter")
	again.Shows(t, "They sing every mor", "You were typing this")
	again.Type("ning")
	again.Press("enter", "esc", "w")
	again.Shows(t, "They sing every morning")
	again.Type("They know songs")
	again.Press("tab")
	again.Type("Which on")
	again.Later()
	last := h.open(lead(), 80, 24)
	last.Press("enter", "enter", "w")
	last.Shows(t, "They know songs", "Which on")
	last.Press("esc", "w")
	last.Hides(t, "Which on")
}

func TestWhatIsUnsignedIsKeptNowhere(t *testing.T) {
	h := roomOf(t, false)
	asking(t, h)
	d := h.open(lead(), 80, 24)
	d.Press("enter", "enter", "s", "enter")
	d.Shows(t, "Unsigned")
	d.Type("Nobody may know that I")
	d.Later()
	again := h.open(lead(), 80, 24)
	again.Press("enter", "enter", "enter")
	again.Hides(t, "Nobody may know")
}

func TestDotsAreCoveredOnASharedScreen(t *testing.T) {
	h := roomOf(t, false)
	asking(t, h)
	d := h.open(lead(), 80, 24)
	d.Press("enter", "enter")
	send(d, "They sing", "They run")
	d.Env.Wall = true
	d.Press("d", "enter", "d")
	d.Shows(t, "Your screen is shared")
	d.Hides(t, "They sing")
	d.Press("enter")
	d.Shows(t, "They sing")
}
