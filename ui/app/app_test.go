package app_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"convene/ui/app"
	"convene/ui/app/drive"
)

// open starts the program on an empty workspace, or on the sample.
func open(t *testing.T, o app.Options, filled bool) *drive.Terminal {
	t.Helper()
	r := drive.Room(t, filled)
	if o.W == 0 {
		o.W, o.H = 120, 36
	}
	return drive.Open(r, drive.You(), drive.Noon, o)
}

// TestTypedAhead: keys that come before a screen has opened go where they were meant to go. Bubble Tea runs commands on
// their own goroutines, so opening a screen must not be one.
func TestTypedAhead(t *testing.T) {
	t.Parallel()
	d := open(t, app.Options{}, false)
	later := func(cmd tea.Cmd) {
		if cmd != nil {
			t.Errorf("opening a screen is left for later")
		}
	}
	_, cmd := d.Model.Update(drive.Key("a"))
	later(cmd)
	for _, r := range "Bo" {
		_, _ = d.Model.Update(drive.Key(string(r)))
	}
	if !strings.Contains(d.Screen(), "▸ Bo") {
		t.Errorf("the first letters are lost:\n%s", d.Screen())
	}
}

// TestHelpSaysEachKeyOnce: what a screen can do is said once, the keys that matter first.
func TestHelpSaysEachKeyOnce(t *testing.T) {
	t.Parallel()
	d := open(t, app.Options{W: 100, H: 60}, true)
	d.Press("?")
	s := d.Screen()
	for _, want := range []string{"add partners", "sort cards", "The work goes from top to bottom", "Esc always takes you one step back", "next item"} {
		if n := strings.Count(s, want); n != 1 {
			t.Errorf("%q stands there %d times:\n%s", want, n, s)
		}
	}
	if strings.Index(s, "add partners") > strings.Index(s, "The work goes") {
		t.Errorf("the keys come after the prose:\n%s", s)
	}
}
