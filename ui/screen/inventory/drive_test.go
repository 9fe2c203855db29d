package inventory_test

import (
	"context"
	"io/fs"
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

func noon() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

func you() ledger.Actor {
	return ledger.Actor{Person: "you", Name: "Facilitator", Role: ledger.Facilitator}
}

// newRoom is an empty room, or one with the sample in it.
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

// open is a terminal in the inventory.
func open(r *room.Room, w, h int) *drive.Terminal { return openAs(r, you(), w, h) }

func openAs(r *room.Room, who ledger.Actor, w, h int) *drive.Terminal {
	d := drive.Open(r, who, noon, app.Options{W: w, H: h, Start: "inventory"})
	d.Env.OpenFile = func(path string) (fs.File, error) { return os.Open(path) }
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

// named finds an active partner by name.
func named(t *testing.T, r *room.Room, name string) partner.Partner {
	t.Helper()
	for _, p := range r.State().Partner.Active() {
		if p.Name == name {
			return p
		}
	}
	t.Fatalf("there is no %s", name)
	return partner.Partner{}
}

// enter lists names in rapid entry.
func enter(d *drive.Terminal, names ...string) {
	d.Press("a")
	for _, n := range names {
		d.Type(n)
		d.Press("enter")
	}
	d.Press("esc")
}
