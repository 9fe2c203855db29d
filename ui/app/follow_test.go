package app_test

import (
	"testing"

	"convene/internal/ledger"
	"convene/ui/app"
	"convene/ui/app/drive"
)

// TestTakePart: whoever follows comes with Enter to the very thing that the lead shows.
func TestTakePart(t *testing.T) {
	t.Parallel()
	r := drive.Room(t, true)
	lead := drive.Open(r, drive.You(), drive.Noon, app.Options{W: 100, H: 30})
	if err := lead.Env.Session.TakeLead(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		at    string
		keys  []string
		shows []string
	}{
		{"touchpoints", []string{"enter", "enter"}, []string{"Sunrise Mentors", "1 of 4", "What we know"}},
		{"touchpoints", []string{"esc"}, []string{"Sunrise Mentors", "Room to grow", "p agenda"}},
		{"shared", []string{"enter"}, []string{"Whoever asks for a mentor", "What we both want"}},
		{"communication", []string{"enter"}, []string{"Feeling word", "Who"}},
		{"communication", []string{"esc", "l"}, []string{"Load and gaps"}},
		{"improvement", []string{"enter"}, []string{"who name an adult", "How it goes"}},
		{"inventory", []string{"m"}, []string{"Who is missing?"}},
		{"card", []string{"n", "enter"}, []string{"Enter when ready"}},
	} {
		lead.Press("/")
		lead.Type(c.at)
		lead.Press("enter")
		lead.Press(c.keys...)
		f := drive.Open(r, ledger.Actor{Person: "t", Name: "Teacher", Role: ledger.Participant}, drive.Noon, app.Options{W: 80, H: 24})
		f.Env.Session.Follow(true)
		f.Press("enter")
		if f.Env.Session.Follows() {
			t.Errorf("%s: still follows", c.at)
		}
		f.Shows(t, c.shows...)
		f.Env.Session.Leave()
	}
}
