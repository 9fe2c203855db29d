package touchpoints_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/sample"
	"convene/internal/store/memlog"
	"convene/ui/app"
	"convene/ui/app/drive"
)

func TestMain(m *testing.M) {
	time.Local = time.UTC // days on screens are local ones
	os.Exit(m.Run())
}

func noon() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

func lead() ledger.Actor {
	return ledger.Actor{Person: "person-of-the-lead", Name: "Facilitator", Role: ledger.Facilitator}
}

func ben() ledger.Actor {
	return ledger.Actor{Person: "person-of-ben", Name: "Grade 4 teacher", Role: ledger.Participant}
}

// hall is a room with the store behind it.
type hall struct {
	*room.Room
	store *memlog.Log
	now   time.Time
}

// roomOf is a room on an empty workspace, or on the sample.
func roomOf(t *testing.T, filled bool) *hall {
	t.Helper()
	ctx := context.Background()
	h := &hall{store: memlog.New(), now: noon()}
	if filled {
		if err := sample.Fill(ctx, h.store, noon()); err != nil {
			t.Fatal(err)
		}
	}
	r, err := room.Open(ctx, h.store, room.Options{Now: func() time.Time { return h.now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close(ctx) })
	h.Room = r
	return h
}

func (h *hall) open(who ledger.Actor, w, rows int) *drive.Terminal {
	return drive.Open(h.Room, who, func() time.Time { return h.now }, app.Options{W: w, H: rows, Start: "touchpoints"})
}

func list(t *testing.T, d *drive.Terminal, names ...string) {
	t.Helper()
	for _, n := range names {
		do(t, d, partner.Add{Partner: partner.ID(d.Env.NewID()), Name: n})
	}
}

func do(t *testing.T, d *drive.Terminal, op any) {
	t.Helper()
	if err := d.Env.Do(op); err != nil {
		t.Fatal(err)
	}
}

func shows(t *testing.T, d *drive.Terminal, texts ...string) {
	t.Helper()
	s := d.Screen()
	for _, want := range texts {
		if !strings.Contains(s, want) {
			t.Errorf("%q is not on the screen:\n%s", want, s)
		}
	}
}

func hides(t *testing.T, d *drive.Terminal, texts ...string) {
	t.Helper()
	s := d.Screen()
	for _, not := range texts {
		if strings.Contains(s, not) {
			t.Errorf("%q is on the screen:\n%s", not, s)
		}
	}
}
