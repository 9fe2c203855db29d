package app_test

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"convene/internal/store/memlog"
	"convene/ui/app"
	"convene/ui/app/drive"
)

// sitting is a workspace that a terminal works on, and that survives the program.
type sitting struct {
	*drive.Terminal
	t     *testing.T
	store *memlog.Log
	now   time.Time
}

func sit(t *testing.T, w, h int) *sitting {
	t.Helper()
	s := &sitting{t: t, store: memlog.New(), now: drive.Noon()}
	s.reopen(w, h)
	return s
}

// reopen ends the program without a word, as a power cut does, and starts it again.
func (s *sitting) reopen(w, h int) {
	s.t.Helper()
	r := drive.Reopen(s.t, s.store, func() time.Time { return s.now })
	s.Terminal = drive.Open(r, drive.You(), func() time.Time { return s.now }, app.Options{W: w, H: h})
}

// types types lines with a key after each.
func (s *sitting) types(key string, lines ...string) {
	for _, l := range lines {
		s.Type(l)
		s.Press(key)
	}
}

func (s *sitting) shows(texts ...string) {
	s.t.Helper()
	for _, want := range texts {
		if screen := s.Screen(); !strings.Contains(screen, want) {
			s.t.Fatalf("%q is not on the screen:\n%s", want, screen)
		}
	}
}

// jump goes to a screen by its name, as somebody does who knows it.
func (s *sitting) jump(name string) {
	s.Press("/")
	s.Type(name)
	s.Press("enter")
}

// TestTwoPartnersThroughEverything: from an empty workspace, by keys alone, two partners through all six activities.
func TestTwoPartnersThroughEverything(t *testing.T) {
	t.Parallel()
	s := sit(t, 80, 24)
	s.shows("First, list the partners")
	s.Press("a")
	s.types("enter", "Boys & Girls Club", "Eastside Library")
	s.Press("esc", "esc")

	s.Press("s", "n", "enter") // the card sort
	s.Press("1", "1")
	s.shows("2 of 2 placed")
	s.Press("s", "enter")
	s.shows("is settled")

	s.jump("Touchpoints")
	s.Press("enter", "space", "enter", "enter")
	s.types("enter", "Homework hour", "Circles at pick-up")
	s.Press("esc", "m", "w")
	s.Type("They know how to calm a room")
	s.Press("enter")
	s.shows("calm a room", "★ Circles at pick-up")

	s.jump("Shared plan")
	s.Press("n")
	s.Type("Every child can ask for help")
	s.Press("enter", "down", "space", "enter") // both partners share it
	s.shows("Boys & Girls Club, Eastside Library")
	s.Press("down", "a")
	s.types("enter", "Morning meeting")
	s.Press("esc", "end", "a")
	s.types("tab", "Share the word list", "Counselor", "fri")
	s.shows("Share the word list", "Counselor")

	s.jump("Communication plan")
	s.Press("a")
	s.types("tab", "Families", "The feeling word", "Same words at home", "every 2 weeks on Tuesday")
	s.Press("esc", "esc")
	s.shows("Families", "The feeling word")

	s.jump("Improvement plan")
	s.Press("a")
	s.types("enter", "Children who name an adult")
	s.Press("esc", "enter", "a")
	s.types("enter", "41%")
	s.Press("esc", "esc")
	s.shows("Children who name an adult", "41%")

	s.reopen(80, 24)
	s.jump("Boys & Girls")
	s.shows("Boys & Girls Club", "Every child can ask for help")
	for _, c := range []struct{ place, want string }{
		{"Card sort", "2"}, {"Touchpoints", "1"}, {"Action steps", "Share the word list"}, {"Communication plan", "The feeling word"}, {"Improvement plan", "41%"},
	} {
		s.jump(c.place)
		s.shows(c.want)
	}
	for range 60 { // every one of these changes can be taken back
		s.Press("ctrl+z")
	}
	s.jump("Home")
	s.shows("First, list the partners")
}

// TestCardSortMeeting holds the card sort of 45 minutes by keys alone: with capture from inside other screens, a step back, an
// extension, a power cut and a smaller window in the middle.
func TestCardSortMeeting(t *testing.T) {
	t.Parallel()
	s := sit(t, 160, 45)
	s.Press("a")
	s.types("enter", "Boys & Girls Club", "Eastside Library", "Harbor Rowing")
	s.Press("esc", "esc", "m", "enter")
	s.shows("Welcome", "45 min")
	s.Press("S")
	s.shows("The clock runs", "step 1 of 6")
	s.pass(3 * time.Minute)
	s.Press("f9")
	s.shows("Inventory", "of 7:00", "meeting 42 min left")
	s.Press("a")
	s.Type("Youth Orch")
	s.Press("f2", "p") // somebody asks something while a name is typed
	s.Type("Who pays for snacks?")
	s.Press("enter")
	s.Type("estra")
	s.Press("enter", "esc")
	s.shows("Youth Orchestra")

	s.pass(6 * time.Minute)
	s.Press("f9")
	s.shows("Card sort", "of 10:00")
	s.Press("n", "enter", "1", "2", "1")
	s.shows("3 of 4 placed")
	s.Press("f8") // one step back: nothing is lost, and what was built on it is marked
	s.shows("Inventory")
	s.Press("f9")
	s.shows("3 of 4 placed")
	s.Send(tea.WindowSizeMsg{Width: 80, Height: 24})
	s.shows("3 of 4 placed")

	s.pass(9 * time.Minute)
	s.Press("w")
	s.Type("They already run circles wi")
	s.Later()
	s.pass(2 * time.Second)
	s.Later() // the draft and a sign of life are kept
	s.now = s.now.Add(40 * time.Minute)
	s.reopen(80, 24) // the power is back after forty minutes
	s.Press("left")
	s.shows("The meeting waits for you", "40 minutes ago", "the clock stands at 9:05 of 10:00")
	s.Press("enter")
	s.shows("3 of 4 placed")
	s.Press("w")
	s.shows("They already run circles wi", "You were typing this")
	s.Type("th grade 4")
	s.Press("enter", "f2", "d")
	s.Type("The club comes first this year")
	s.Press("enter", "f2", "a")
	s.types("tab", "Call the orchestra", "Counselor", "fri")
	s.Press("enter")
	s.jump("Meeting")
	s.Press("5")
	s.shows("15:00")
	s.jump("Card sort")
	s.Press("3", "s", "enter")
	s.shows("is settled")
	s.Press("f9", "f9", "f9", "f9")
	s.shows("The club comes first this year", "Call the orchestra", "Counselor", "Who pays for snacks?")
}

// pass lets time go by with a sign of life at its end.
func (s *sitting) pass(d time.Duration) {
	for end := s.now.Add(d); s.now.Before(end); {
		s.now = s.now.Add(5 * time.Second)
		s.Later()
	}
}
