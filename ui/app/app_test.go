package app_test

import (
	"context"
	"testing"
	"time"

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

func TestLook(t *testing.T) {
	d := open(t, app.Options{}, true)
	t.Log("\n" + d.Screen())
	d.Press("enter")
	t.Log("\n" + d.Screen())
	d.Press("down", "down", "enter")
	t.Log("\n" + d.Screen())
	d.Press("?")
	t.Log("\n" + d.Screen())
}
