package communication_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"convene/internal/activity/comms"
	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/day"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/sample"
	"convene/internal/store/memlog"
	"convene/ui/app"
	"convene/ui/app/drive"
)

// noon is on a Sunday.
func noon() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

func you() ledger.Actor {
	return ledger.Actor{Person: "you", Name: "Facilitator", Role: ledger.Facilitator}
}

func other() ledger.Actor {
	return ledger.Actor{Person: "other", Name: "Counselor", Role: ledger.Participant}
}

// newRoom is a room with the sample in it, or with two partners and a goal and nothing else.
func newRoom(t testing.TB, filled bool) *room.Room {
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
	if !filled {
		do(t, r, partner.Add{Partner: "p1", Name: "Boys & Girls Club"}, partner.Add{Partner: "p2", Name: "Eastside Library"},
			plan.AddGoal{ID: "g", Partners: []partner.ID{"p1"}, Text: "Every 4th grader can name a feeling"})
	}
	return r
}

// do makes changes as the facilitator.
func do(t testing.TB, r *room.Room, ops ...any) {
	t.Helper()
	s := r.Join(you())
	defer s.Leave()
	for _, op := range ops {
		if _, err := s.Do(t.Context(), op); err != nil {
			t.Fatalf("%+v: %v", op, err)
		}
	}
}

// open is a terminal at the screen; days are typed as in the United States.
func open(r *room.Room, who ledger.Actor, w, h int) *drive.Terminal {
	d := drive.Open(r, who, noon, app.Options{W: w, H: h, Start: "communication"})
	d.Env.Days = day.MonthFirst
	return d
}

// shows fails where the screen lacks one of the texts.
func shows(t *testing.T, d *drive.Terminal, texts ...string) {
	t.Helper()
	for _, s := range texts {
		if !strings.Contains(d.Screen(), s) {
			t.Errorf("the screen does not show %q:\n%s", s, d.Screen())
		}
	}
}

// hides fails where the screen shows one of the texts.
func hides(t *testing.T, d *drive.Terminal, texts ...string) {
	t.Helper()
	for _, s := range texts {
		if strings.Contains(d.Screen(), s) {
			t.Errorf("the screen shows %q:\n%s", s, d.Screen())
		}
	}
}

// erase takes away what stands in a field.
func erase(d *drive.Terminal, n int) {
	for range n {
		d.Press("backspace")
	}
}

// before fails where one text does not stand above another one.
func before(t *testing.T, d *drive.Terminal, first, second string) {
	t.Helper()
	s := d.Screen()
	if i, j := strings.Index(s, first), strings.Index(s, second); i < 0 || j < 0 || i > j {
		t.Errorf("%s does not stand before %s:\n%s", first, second, s)
	}
}

func told(id, audience, what string, r comms.Recurrence) comms.AddMessage {
	return comms.AddMessage{Message: comms.Message{ID: id, Audience: audience, What: what, Recurrence: r, Sender: "Liaison", State: comms.Happens}}
}
