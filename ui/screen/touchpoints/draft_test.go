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

// TestSignaturesGoOffInMidSentence: what was a draft with a name under it a moment ago is in no drawer any more.
func TestSignaturesGoOffInMidSentence(t *testing.T) {
	for _, how := range []string{"typing on", "the draft's time", "the program's end and another beginning"} {
		h := roomOf(t, false)
		asking(t, h)
		d := h.open(lead(), 80, 24)
		d.Press("enter", "enter", "enter")
		d.Type("Nobody may know")
		d.Later()
		drafts := func() string {
			all, err := h.store.All(t.Context(), "draft")
			if err != nil {
				t.Fatal(err)
			}
			out := ""
			for k, v := range all {
				out += k + " " + string(v)
			}
			return out
		}
		if drafts() == "" {
			t.Fatal("there is no draft")
		}
		other := h.open(lead(), 80, 24)
		other.Press("enter", "enter", "s")
		other.Shows(t, "Signatures are off")
		switch how {
		case "typing on":
			d.Type(" that")
		case "the draft's time":
			d.Type(" that")
			d.Later()
		default:
			d.Env.KeepDrafts()
			d = h.open(lead(), 80, 24)
			d.Press("enter", "enter", "enter")
			d.Shows(t, "Nobody may know", "Unsigned")
			d.Type(" that")
		}
		if s := drafts(); s != "" {
			t.Errorf("%s: the drawer holds %s", how, s)
		}
		d.Type(" I said it")
		d.Press("enter")
		d.Shows(t, "Nobody may know that I said it")
		d.Env.KeepDrafts()
		if s := drafts(); s != "" {
			t.Errorf("%s: behind it the drawer holds %s", how, s)
		}
	}
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
