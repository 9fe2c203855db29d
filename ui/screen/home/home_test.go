package home_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"convene/internal/activity/comms"
	"convene/internal/activity/improve"
	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/ui/app"
	"convene/ui/app/drive"
)

func open(r *room.Room, w, h int) *drive.Terminal {
	return drive.Open(r, drive.You(), drive.Noon, app.Options{W: w, H: h})
}

// head is the first line of the screen: which one it is.
func head(d *drive.Terminal) string { return strings.SplitN(d.Screen(), "\n", 2)[0] }

// waiting is a workspace in which one thing of each kind waits.
func waiting(t *testing.T) *room.Room {
	r := drive.Room(t, false)
	drive.Do(t, r, partner.Add{Partner: "lib", Name: "Eastside Library"},
		plan.AddGoal{ID: "g", Partners: []partner.ID{"lib"}, Text: "Everybody reads"},
		plan.AddStep{ID: "late", Goal: "g", What: "Share the list"}, plan.EditStep{ID: "late", Patch: due("2026-11-19")},
		plan.AddStep{ID: "soon", Goal: "g", What: "Visit the branch"}, plan.EditStep{ID: "soon", Patch: due("2026-11-23")},
		plan.AddStep{ID: "far", Goal: "g", What: "Plan the summer"}, plan.EditStep{ID: "far", Patch: due("2027-06-01")},
		comms.AddMessage{Message: comms.Message{ID: "m", Audience: "Families", State: comms.Missing}},
		improve.AddMeasure{Measure: improve.Measure{ID: "x", What: "Books borrowed"}})
	return r
}

func due(on string) ledger.Patch {
	return ledger.Patch{"by": {To: []byte(`"` + on + `"`)}}
}

func TestEachThingThatWaitsOpensItsPlace(t *testing.T) {
	for i, c := range []struct{ text, place string }{
		{"Sort your partners together", "Card sort"},
		{"Share the list", "Action steps"},
		{"No look at: Books borrowed", "Improvement plan"},
		{"Nobody tells Families yet", "Communication plan"},
		{"Visit the branch", "Action steps"},
		{"Fill in the record of Eastside Library", "Inventory"},
	} {
		d := open(waiting(t), 120, 40)
		for range i {
			d.Press("down")
		}
		if s := d.Screen(); !strings.Contains(s, c.text) || strings.Contains(s, "Plan the summer") {
			t.Fatalf("home does not say %q, or says what does not wait:\n%s", c.text, s)
		}
		if !strings.Contains(marked(d), c.text) {
			t.Errorf("after %d lines down, %q is not what is chosen: %s", i, c.text, marked(d))
		}
		d.Press("enter")
		if !strings.Contains(head(d), c.place) {
			t.Errorf("%q opens %q, not %q", c.text, head(d), c.place)
		}
	}
}

// TestMeetingAboutWhatWaits: m offers a meeting about what is chosen, behind the usual ones.
func TestMeetingAboutWhatWaits(t *testing.T) {
	d := open(waiting(t), 80, 24)
	d.Press("down", "down", "down", "m")
	d.Shows(t, "Which meeting?")
	d.Press("end", "enter")
	d.Shows(t, "1 step, 10 min")
	d.Hides(t, "Welcome")
	if !strings.Contains(d.Screen(), "Communication plan") {
		t.Errorf("the agenda is about something else:\n%s", d.Screen())
	}
}

// marked is the line that is chosen.
func marked(d *drive.Terminal) string {
	for _, l := range strings.Split(d.Screen(), "\n")[2:] {
		if i := strings.Index(l, "▸"); i > 0 && i < 40 && len(l) > 40 && !strings.HasPrefix(strings.TrimSpace(l), "▸ Home") {
			return l
		}
		if strings.HasPrefix(strings.TrimSpace(l), "▸ Home") && strings.Count(l, "▸") > 1 {
			return l
		}
	}
	return ""
}

func TestOnlyAFewOfOneKindAreListed(t *testing.T) {
	r := waiting(t)
	for i := range 9 {
		id := fmt.Sprintf("s%d", i)
		drive.Do(t, r, plan.AddStep{ID: id, Goal: "g", What: "Write letter " + id}, plan.EditStep{ID: id, Patch: due("2026-11-01")})
	}
	d := open(r, 80, 24)
	if s := d.Screen(); !strings.Contains(s, "8 more action steps are overdue") {
		t.Errorf("home lists every overdue step:\n%s", s)
	}
}

func TestGolden(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}} {
		open(drive.Room(t, false), size[0], size[1]).Golden(t, fmt.Sprintf("empty-%dx%d", size[0], size[1]))
		open(drive.Room(t, true), size[0], size[1]).Golden(t, fmt.Sprintf("sample-%dx%d", size[0], size[1]))
	}
}

// TestShutOut: who leads at the machine reads that people elsewhere stand before a closed door, until it is open again.
func TestShutOut(t *testing.T) {
	t.Parallel()
	const again = "same line."
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}} {
		r := drive.Room(t, true)
		d := open(r, size[0], size[1])
		other := drive.Open(r, ledger.Actor{Person: "p", Name: "Teacher", Role: ledger.Participant}, drive.Noon, app.Options{W: size[0], H: size[1]})
		d.Hides(t, again)
		r.ShutOut(drive.Noon().Add(time.Hour))
		if s := d.Screen(); !strings.Contains(s, again) {
			t.Errorf("%v: home does not say it:\n%s", size, d.Screen())
		}
		other.Hides(t, again) // whose key it is not
		d.Press("down", "up")
		r.ShutOut(time.Time{})
		d.Hides(t, again)
	}
}
