package touchpoints_test

import "testing"

// asking is a question of a partner, open on a terminal.
func asking(t *testing.T, h *hall) {
	t.Helper()
	list(t, h.open(lead(), 80, 24), "Alder House")
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
	shows(t, again, "They sing every mor", "You were typing this")
	again.Type("ning")
	again.Press("enter", "esc", "w")
	shows(t, again, "They sing every morning")
	again.Type("They know songs")
	again.Press("tab")
	again.Type("Which on")
	again.Later()
	last := h.open(lead(), 80, 24)
	last.Press("enter", "enter", "w")
	shows(t, last, "They know songs", "Which on")
	last.Press("esc", "w")
	hides(t, last, "Which on")
}

func TestWhatIsUnsignedIsKeptNowhere(t *testing.T) {
	h := roomOf(t, false)
	asking(t, h)
	d := h.open(lead(), 80, 24)
	d.Press("enter", "enter", "s", "enter")
	shows(t, d, "Unsigned")
	d.Type("Nobody may know that I")
	d.Later()
	again := h.open(lead(), 80, 24)
	again.Press("enter", "enter", "enter")
	hides(t, again, "Nobody may know")
}

func TestDotsAreCoveredOnASharedScreen(t *testing.T) {
	h := roomOf(t, false)
	asking(t, h)
	d := h.open(lead(), 80, 24)
	d.Press("enter", "enter")
	send(d, "They sing", "They run")
	d.Env.Wall = true
	d.Press("d", "enter", "d")
	shows(t, d, "Your screen is shared")
	hides(t, d, "They sing")
	d.Press("enter")
	shows(t, d, "They sing")
}
