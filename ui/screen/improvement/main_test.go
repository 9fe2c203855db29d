package improvement_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"convene/internal/activity/partner"
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

// newRoom is a room with the sample in it, or with two partners and nothing else.
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

func add(id partner.ID, name string) partner.Add { return partner.Add{Partner: id, Name: name} }

// open is a terminal at one of the screens; days are typed as in the United States.
func open(r *room.Room, who ledger.Actor, at string, w, h int) *drive.Terminal {
	d := drive.Open(r, who, noon, app.Options{W: w, H: h, Start: at})
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

// write types lines, each kept with Enter, and closes the field.
func write(d *drive.Terminal, lines ...string) {
	for _, l := range lines {
		d.Type(l)
		d.Press("enter")
	}
	d.Press("esc")
}

func ids(list ...partner.ID) []partner.ID { return list }

// before fails where one text does not stand above another one.
func before(t *testing.T, d *drive.Terminal, first, second string) {
	t.Helper()
	s := d.Screen()
	if i, j := strings.Index(s, first), strings.Index(s, second); i < 0 || j < 0 || i > j {
		t.Errorf("%s does not stand before %s:\n%s", first, second, s)
	}
}
