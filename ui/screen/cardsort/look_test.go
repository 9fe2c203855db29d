package cardsort_test

import (
	"context"
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

func noon() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

func lead() ledger.Actor {
	return ledger.Actor{Person: "you", Name: "Facilitator", Role: ledger.Facilitator}
}

func roomOf(t *testing.T, filled bool) *room.Room {
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

func open(r *room.Room, who ledger.Actor, w, h int) *drive.Terminal {
	return drive.Open(r, who, noon, app.Options{W: w, H: h, Start: "cardsort"})
}

// list adds partners.
func list(t *testing.T, d *drive.Terminal, names ...string) {
	t.Helper()
	for _, n := range names {
		if err := d.Env.Do(partner.Add{Partner: partner.ID(d.Env.NewID()), Name: n}); err != nil {
			t.Fatal(err)
		}
	}
}

func TestLook(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 36}, {40, 12}, {160, 45}, {100, 30}} {
		r := roomOf(t, true)
		d := open(r, lead(), size[0], size[1])
		t.Log("\n" + d.Screen())
		d.Press("n", "enter")
		t.Log("\n" + d.Screen())
		d.Press("enter", "enter", "right", "2", "space", "right", "down")
		t.Log("\n" + d.Screen())
		d.Press("enter")
		t.Log("\n" + d.Screen())
		d.Press("i")
		t.Log("\n" + d.Screen())
	}
}
