package app_test

import (
	"strings"
	"testing"

	"convene/ui/app"
)

// TestSharedScreen: on a screen that the room sees, contacts and ballots need a deliberate key, behind a cover.
func TestSharedScreen(t *testing.T) {
	t.Parallel()
	d := open(t, app.Options{}, true)
	d.Press("f4", "/")
	d.Type("eastside")
	d.Press("enter", "enter") // the partner's page, then its record
	if s := d.Screen(); !strings.Contains(s, "Eastside Library") || strings.Contains(s, "example.org") || !strings.Contains(s, "hidden: c shows it") {
		t.Fatalf("contacts are on the wall, or their place is not:\n%s", s)
	}
	d.Press("c")
	if s := d.Screen(); strings.Contains(s, "example.org") || strings.Contains(s, "Eastside") || !strings.Contains(s, "Your screen is shared") {
		t.Fatalf("there is no cover:\n%s", s)
	}
	d.Press("enter")
	if s := d.Screen(); !strings.Contains(s, "example.org") {
		t.Fatalf("the key does not show them:\n%s", s)
	}
	d.Press("n")
	if s := d.Screen(); strings.Contains(s, "example.org") {
		t.Fatalf("the next record's contacts are on the wall:\n%s", s)
	}
	d.Press("f4")
	if s := d.Screen(); strings.Contains(s, "hidden: c shows it") {
		t.Fatalf("contacts stay hidden:\n%s", s)
	}
}

// TestSharedBallot: private sorting on a shared screen begins behind a cover.
func TestSharedBallot(t *testing.T) {
	t.Parallel()
	d := open(t, app.Options{}, true)
	d.Press("s", "n", "enter", "f4", "tab", "enter", "enter")
	if s := d.Screen(); !strings.Contains(s, "The ballot would be on the wall") {
		t.Fatalf("there is no cover:\n%s", s)
	}
	d.Press("enter")
	if s := d.Screen(); strings.Contains(s, "The ballot would be on the wall") {
		t.Fatalf("the cover stays:\n%s", s)
	}
}

// TestUncovered: whoever says that nobody else sees the screen is shown what the cover hid.
func TestUncovered(t *testing.T) {
	t.Parallel()
	d := open(t, app.Options{}, true)
	d.Press("s", "n", "enter", "f4", "tab", "enter", "enter", "f4")
	if s := d.Screen(); strings.Contains(s, "Your screen is shared") || !strings.Contains(s, "0 of 24") {
		t.Fatalf("the ballot is not there:\n%s", s)
	}
}

// TestMirror: from the beginning of a meeting on the facilitator's screen counts as the wall, unless a second window is.
func TestMirror(t *testing.T) {
	t.Parallel()
	for _, window := range []bool{false, true} {
		d := open(t, app.Options{}, true)
		if window {
			d.Env.Session.Room().Window()
		}
		d.Press("m", "down", "enter", "esc", "S")
		if d.Env.Wall == window {
			t.Errorf("a second window: %v; the screen counts as shared: %v", window, d.Env.Wall)
		}
		d.Env.Session.Room().Window()
		d.Press("down")
		if d.Env.Wall {
			t.Error("the screen still counts as shared when a second window is the wall")
		}
		d.Press("f4", "down")
		if !d.Env.Wall {
			t.Error("what somebody says of their screen does not stay")
		}
	}
}

// TestSettings: what is set counts at once.
func TestSettings(t *testing.T) {
	t.Parallel()
	d := open(t, app.Options{}, true)
	d.Press("f6", "down", "enter")
	if s := d.Screen(); !strings.Contains(s, "+- Settings") {
		t.Errorf("ASCII signs are not in force:\n%s", s)
	}
	d.Press("down", "down", "enter", "esc")
	if s := d.Screen(); !strings.Contains(s, "screen shared") {
		t.Errorf("the shared screen is not marked:\n%s", s)
	}
}
