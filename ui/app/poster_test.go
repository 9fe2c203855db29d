package app_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/colorprofile"

	"convene/internal/ledger"
	"convene/internal/room"
	"convene/ui/app"
	"convene/ui/app/drive"
	"convene/ui/kit"
	"convene/ui/theme"
)

const (
	inviteWords = "measure-newt-jasmine-rose"
	inviteLine  = "ssh -p 2222 " + inviteWords + "@192.0.2.20"
)

// invites lets d ask people in: each role has words of its own, and each new line others.
func invites(d *drive.Terminal) {
	n := 0
	d.Model.Invites(func(a app.Asked) (app.Invitation, error) {
		if a.Anew {
			n++
		}
		words := inviteWords + strings.Repeat("-anew", n)
		if a.Role != ledger.Participant {
			words += "-" + string(a.Role)
		}
		return app.Invitation{Lines: []string{"ssh -p 2222 " + words + "@192.0.2.20"}, Link: "ssh://" + words + "@192.0.2.20:2222",
			Fingerprint: "SHA256:" + strings.Repeat("x", 43), Until: time.Now()}, nil
	})
}

// following opens a terminal of somebody who sees what the lead shows, on the stage too.
func following(r *room.Room, who ledger.Actor) *drive.Terminal {
	d := drive.Open(r, who, drive.Noon, app.Options{W: 120, H: 36, Profile: colorprofile.TrueColor})
	d.Env.Session.Follow(true)
	return d
}

// TestLineOnTheWall: one key on the sheet puts the line up on the wall and nowhere else, and it goes with the sheet.
func TestLineOnTheWall(t *testing.T) {
	t.Parallel()
	r := marked(t)
	lead := drive.Open(r, drive.You(), drive.Noon, app.Options{W: 120, H: 36, Profile: colorprofile.TrueColor, Start: "inventory"})
	invites(lead)
	wall := drive.On(r.Window(), drive.Noon, app.Options{W: 120, H: 36, Profile: colorprofile.TrueColor})
	others := []*drive.Terminal{following(r, drive.Other()), following(r, ledger.Actor{Person: "o", Name: "Visitor", Role: ledger.Observer}),
		drive.Open(r, ledger.Actor{Person: "g", Name: "Librarian", Role: ledger.Guest, Partner: string(r.State().Partner.Partners.List()[0].ID)}, drive.Noon, app.Options{W: 120, H: 36})}
	shown := func(what string, want bool) {
		t.Helper()
		lead.Model.View()
		if s := wall.Screen(); strings.Contains(s, inviteWords) != want || strings.Contains(s, "▄▄▄") != want {
			t.Errorf("%s: the wall shows the line: %v\n%s", what, !want, s)
		}
		for _, o := range others {
			for range 2 {
				if s := o.Screen(); strings.Contains(s, inviteWords) || strings.Contains(s, "In a terminal") {
					t.Errorf("%s: %s sees the line:\n%s", what, o.Env.Me().Name, s)
				}
				o.Press("f5")
			}
		}
	}
	lead.Press("S")
	lead.Shows(t, inviteLine, "w show it on the wall")
	shown("the sheet alone", false)
	lead.Press("w")
	lead.Shows(t, "take it off the wall")
	shown("w", true)
	lead.Press("f7")
	shown("with who waits over it", true)
	lead.Press("esc", "w")
	shown("w once more", false)
	lead.Press("w", "esc")
	shown("the sheet is closed", false)
	lead.Press("S")
	shown("the sheet anew", false)
	lead.Press("w", "x")
	shown("another line", false)
	lead.Press("w", "r")
	shown("another role", false)
	lead.Press("r", "w")
	lead.Shows(t, "makes a facilitator of whoever types it")
	shown("the facilitators' line", false)
}

// TestNoLineWithoutLead: what is put up comes down as soon as whoever did so leads no more, and stays down.
func TestNoLineWithoutLead(t *testing.T) {
	t.Parallel()
	r := drive.Room(t, true)
	open := func() *drive.Terminal {
		d := drive.Open(r, drive.You(), drive.Noon, app.Options{W: 120, H: 36})
		invites(d)
		d.Press("S", "w")
		return d
	}
	first := open()
	first.Shows(t, "No wall is open")
	wall := drive.On(r.Window(), drive.Noon, app.Options{W: 120, H: 36})
	first.Press("w")
	wall.Shows(t, inviteLine)
	second := open()
	second.Shows(t, "F7, then l, takes the lead")
	if err := second.Env.Session.TakeLead(); err != nil {
		t.Fatal(err)
	}
	wall.Hides(t, inviteLine)
	first.Model.View()
	if err := first.Env.Session.TakeLead(); err != nil {
		t.Fatal(err)
	}
	first.Model.View()
	wall.Hides(t, inviteLine)
	first.Press("w")
	wall.Shows(t, inviteLine)
	first.Env.Session.Leave()
	wall.Hides(t, inviteLine)
}

// TestLineForTheBackRow: the line is large where it has room, with its code behind it, and never parted within a word.
func TestLineForTheBackRow(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		w, h  int
		ascii bool
	}{{160, 45, false}, {120, 36, false}, {120, 36, true}, {80, 24, false}, {40, 12, false}} {
		r := drive.Room(t, true)
		lead := drive.Open(r, drive.You(), drive.Noon, app.Options{W: 80, H: 24})
		invites(lead)
		wall := drive.On(r.Window(), drive.Noon, app.Options{W: c.w, H: c.h, ASCII: c.ascii})
		lead.Press("S", "w")
		name := fmt.Sprintf("poster-%dx%d", c.w, c.h)
		if c.ascii {
			name += "-ascii"
		}
		wall.Golden(t, name)
		large, ok := kit.Typed(inviteLine, c.w-4, c.ascii)
		if want := c.w >= 120; ok != want || ok && !strings.Contains(wall.Screen(), strings.TrimRight(large[1], " ")) {
			t.Errorf("%s: large letters fit: %v\n%s", name, ok, wall.Screen())
		}
		if c.w >= 80 {
			wall.Shows(t, inviteLine)
		}
		wall.Shows(t, "ssh -p 2222", inviteWords, "@192.0.2.20")
	}
}

// TestColouredWalls: the wall's own scenes too are drawn once for all colours.
func TestColouredWalls(t *testing.T) {
	t.Parallel()
	r := drive.Room(t, true)
	lead := drive.Open(r, drive.You(), drive.Noon, app.Options{W: 120, H: 36, Start: "cardsort"})
	invites(lead)
	_ = r.Window() // stays open
	for _, keys := range [][]string{{"n", "enter"}, {"tab", "enter"}, {"esc", "S", "w"}} {
		lead.Press(keys...)
		for _, name := range theme.Names() {
			for _, profile := range []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI, colorprofile.Ascii} {
				session := r.Window()
				wall := drive.On(session, drive.Noon, app.Options{Theme: name, Profile: profile, W: 120, H: 36})
				undyed(t, fmt.Sprintf("%s, %v after %v", name, profile, keys), wall)
				session.Leave()
			}
		}
	}
}
