package inventory_test

import (
	"io/fs"
	"os"
	"testing"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/ui/app"
	"convene/ui/app/drive"
)

// open is a terminal in the inventory.
func open(r *room.Room, w, h int) *drive.Terminal { return openAs(r, drive.You(), w, h) }

func openAs(r *room.Room, who ledger.Actor, w, h int) *drive.Terminal {
	d := drive.Open(r, who, drive.Noon, app.Options{W: w, H: h, Start: "inventory"})
	d.Env.OpenFile = func(path string) (fs.File, error) { return os.Open(path) }
	return d
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
