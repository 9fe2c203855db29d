package app_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"convene/internal/activity/meeting"
	"convene/internal/activity/partner"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/ui/app"
	"convene/ui/app/drive"
	"convene/ui/kit"
)

// secret marks what may never be on the wall.
const secret = "zqx"

// marked is the sample with every partner's contacts marked, and with a meeting that runs and has marked private notes.
func marked(t *testing.T) *room.Room {
	t.Helper()
	r := drive.Room(t, true)
	do := func(op any) {
		t.Helper()
		drive.Do(t, r, op)
	}
	for _, p := range r.State().Partner.Partners.List() {
		next := p
		c := partner.Contact{Name: secret + " name", Role: secret + " role", Email: secret + "@example.org", Phone: "555 " + secret}
		next.PartnerContact, next.SchoolContact = c, c
		do(partner.Edit{Partner: p.ID, Patch: ledger.Diff(p, next)})
	}
	for _, m := range r.State().Meeting.Planned() {
		do(meeting.Cancel{Meeting: m.ID})
	}
	var steps []meeting.Plan
	for i, activity := range []string{"talk", "quiet", "rhythm", "inventory", "cardsort", "touchpoints", "plan", "steps", "communication", "improvement"} {
		steps = append(steps, meeting.Plan{ID: fmt.Sprint("s", i), Activity: activity, Title: "Step " + activity, Minutes: 5, Note: secret + " note"})
	}
	do(meeting.PlanMeeting{Meeting: "m", Title: "Everything", Steps: steps})
	do(meeting.SaveTemplate{Template: meeting.Template{ID: "t", Label: "Ours", Steps: []meeting.Plan{{Activity: "talk", Title: "Hello", Minutes: 5, Note: secret + " note"}}}})
	do(meeting.Start{Meeting: "m"})
	return r
}

// TestNothingPrivateIsOnTheStage goes wherever keys lead, from every screen, and looks at the stage there.
func TestNothingPrivateIsOnTheStage(t *testing.T) {
	t.Parallel()
	r := marked(t)
	own := drive.Open(r, drive.You(), drive.Noon, app.Options{W: 120, H: 40, Start: "inventory"})
	if own.Press("f4", "e"); !strings.Contains(own.Screen(), secret) {
		t.Fatalf("there is nothing private to look for:\n%s", own.Screen())
	}
	seen := map[string]bool{}
	var paths [][]string
	for _, at := range app.Places() {
		paths = append(paths, []string{at})
	}
	for len(paths) > 0 {
		path := paths[0]
		paths = paths[1:]
		d := drive.Open(r, drive.You(), drive.Noon, app.Options{W: 100, H: 30, Start: path[0]})
		d.Press(path[1:]...)
		keys := presses(d.Model.Now())
		d.Press("f5")
		stage := d.Screen()
		if strings.Contains(stage, secret) && !strings.Contains(stage, "help") { // a field that was opened takes the stage's place
			t.Errorf("%v: the wall reads what is private:\n%s", path, stage)
		}
		place := strings.Join(keys, " ") + strings.SplitN(stage, "\n", 2)[0]
		if seen[place] || len(path) > 3 {
			continue
		}
		seen[place] = true
		for _, k := range keys {
			paths = append(paths, append(slices.Clone(path), k))
		}
	}
	if len(seen) < 25 {
		t.Errorf("only %d places were found", len(seen))
	}
}

// presses are the first keys of each row of a table that lead somewhere: none that removes or ends something.
func presses(keys []kit.Key) []string {
	var out []string
	for _, k := range keys {
		if k.Run == nil || k.Off != "" || slices.Contains([]string{"x", "A", "E", "backspace", "delete"}, k.Press[0]) {
			continue
		}
		out = append(out, k.Press[0])
	}
	return out
}

func TestStage(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}} {
		d := drive.Open(marked(t), drive.You(), drive.Noon, app.Options{W: size[0], H: size[1], Start: "meeting"})
		d.Press("enter", "f5", "up")
		d.Golden(t, fmt.Sprintf("stage-%dx%d", size[0], size[1]))
		d.Press("f2", "d")
		if s := d.Screen(); !strings.Contains(s, "A decision") {
			t.Errorf("nothing can be captured from the stage:\n%s", s)
		}
		d.Type("We meet again")
		d.Press("enter")
		if s := d.Screen(); strings.Contains(s, "? help") {
			t.Errorf("the stage does not come back:\n%s", s)
		}
		d.Press("f5")
		if s := d.Screen(); !strings.Contains(s, "help") {
			t.Errorf("F5 does not leave the stage:\n%s", s)
		}
	}
}

// TestWallTakesNoPart: the wall's window leads nowhere, with and without somebody who leads, and can be left.
func TestWallTakesNoPart(t *testing.T) {
	t.Parallel()
	r := marked(t)
	wall := drive.On(r.Window(), drive.Noon, app.Options{W: 100, H: 30})
	for _, led := range []bool{false, true} {
		if led {
			drive.Open(r, drive.You(), drive.Noon, app.Options{W: 100, H: 30, Start: "inventory"}).Screen()
		}
		shown := wall.Screen()
		wall.Press("/", "?", "f1", "f2", "f5", "f6", "f7", "S", ".", "m", "enter", "e", "ctrl+g")
		if s := wall.Screen(); s != shown || strings.Contains(s, secret) || strings.Contains(s, "? help") {
			t.Errorf("with a lead: %v. The wall was\n%s\nand is\n%s", led, shown, s)
		}
		wall.Press("q")
		if s := wall.Screen(); !strings.Contains(s, "Leave convene?") {
			t.Errorf("with a lead: %v. The wall cannot be left:\n%s", led, s)
		}
		wall.Press("esc")
	}
}
