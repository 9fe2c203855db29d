package app_test

import (
	"context"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/sample"
	"convene/internal/store/memlog"
	"convene/ui/app"
	"convene/ui/app/drive"
)

func noon() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

func you() ledger.Actor {
	return ledger.Actor{Person: "you", Name: "Facilitator", Role: ledger.Facilitator}
}

// open starts the program on an empty workspace, or on the sample.
func open(t *testing.T, o app.Options, filled bool) *drive.Terminal {
	t.Helper()
	ctx, store := context.Background(), memlog.New()
	if filled {
		if err := sample.Fill(ctx, store, noon()); err != nil {
			t.Fatal(err)
		}
	}
	r, err := room.Open(ctx, store, room.Options{Now: noon})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close(ctx) })
	if o.W == 0 {
		o.W, o.H = 120, 36
	}
	return drive.Open(r, you(), noon, o)
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
