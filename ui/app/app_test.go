package app_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
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

// TestLongList: among many partners one is found by a few letters, by the arrows, and at either end.
func TestLongList(t *testing.T) {
	t.Parallel()
	r := drive.Room(t, false)
	for i := range 300 {
		drive.Do(t, r, partner.Add{Partner: partner.ID(fmt.Sprint("p", i)), Name: fmt.Sprintf("Partner number %d", i)})
	}
	drive.Do(t, r, partner.Add{Partner: "q", Name: "Quilting Circle"}, plan.AddGoal{ID: "g", Partners: []partner.ID{"p7"}, Text: "Everybody reads"})
	d := drive.Open(r, drive.You(), drive.Noon, app.Options{W: 80, H: 24})
	d.Press("/")
	d.Type("shared")
	d.Press("enter", "P")
	d.Shows(t, "type some letters", "✓ Partner number 7")
	d.Type("quilt")
	d.Press("space")
	d.Hides(t, "Partner number")
	d.Shows(t, "✓ Quilting Circle")
	d.Press("enter")
	if g, _ := r.State().Plan.Goals.Get("g"); len(g.Partners) != 2 {
		t.Fatalf("the goal is shared with %v:\n%s", g.Partners, d.Screen())
	}
	d.Press("P")
	d.Type("zzz")
	d.Shows(t, "Nothing has these letters")
	d.Press("space", "esc", "P", "space", "home", "space", "enter")
	if g, _ := r.State().Plan.Goals.Get("g"); len(g.Partners) != 2 || slices.Contains(g.Partners, "p7") {
		t.Fatalf("the goal is shared with %v:\n%s", g.Partners, d.Screen())
	}
}
