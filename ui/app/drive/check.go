package drive

import (
	"context"
	"strings"
	"testing"
	"time"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/sample"
	"convene/internal/store/memlog"
)

// Noon is when tests of screens are held, unless they move the clock: on a Sunday.
func Noon() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

// You is the facilitator who has the keyboard.
func You() ledger.Actor {
	return ledger.Actor{Person: "you", Name: "Facilitator", Role: ledger.Facilitator}
}

// Other is somebody else of the team.
func Other() ledger.Actor {
	return ledger.Actor{Person: "other", Name: "Counselor", Role: ledger.Participant}
}

// Store keeps an empty workspace, or the sample.
func Store(tb testing.TB, filled bool) *memlog.Log {
	tb.Helper()
	store := memlog.New()
	if filled {
		if err := sample.Fill(context.Background(), store, Noon()); err != nil {
			tb.Fatal(err)
		}
	}
	return store
}

// Reopen opens a room on what a store keeps, as after a kill -9: nobody has closed the one before.
func Reopen(tb testing.TB, store ledger.Store, now func() time.Time) *room.Room {
	tb.Helper()
	r, err := room.Open(context.Background(), store, room.Options{Now: now})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = r.Close(context.Background()) })
	return r
}

// Room is a room at Noon on an empty workspace, or on the sample.
func Room(tb testing.TB, filled bool) *room.Room {
	tb.Helper()
	return Reopen(tb, Store(tb, filled), Noon)
}

// Do makes changes as You.
func Do(tb testing.TB, r *room.Room, ops ...any) {
	tb.Helper()
	for _, op := range ops {
		if _, err := r.Do(tb.Context(), You(), op); err != nil {
			tb.Fatalf("%+v: %v", op, err)
		}
	}
}

// Write types lines, each kept with Enter, and closes the field.
func (t *Terminal) Write(lines ...string) {
	for _, l := range lines {
		t.Type(l)
		t.Press("enter")
	}
	t.Press("esc")
}

// Shows fails where the screen lacks one of the texts.
func (t *Terminal) Shows(tb testing.TB, texts ...string) {
	tb.Helper()
	screen := t.Screen()
	for _, s := range texts {
		if !strings.Contains(screen, s) {
			tb.Errorf("the screen does not show %q:\n%s", s, screen)
		}
	}
}

// Hides fails where the screen shows one of the texts.
func (t *Terminal) Hides(tb testing.TB, texts ...string) {
	tb.Helper()
	screen := t.Screen()
	for _, s := range texts {
		if strings.Contains(screen, s) {
			tb.Errorf("the screen shows %q:\n%s", s, screen)
		}
	}
}

// Before fails where one text does not stand above another one.
func (t *Terminal) Before(tb testing.TB, first, second string) {
	tb.Helper()
	s := t.Screen()
	if i, j := strings.Index(s, first), strings.Index(s, second); i < 0 || j < 0 || i > j {
		tb.Errorf("%s does not stand before %s:\n%s", first, second, s)
	}
}

// Do makes changes in the name of whoever has the terminal.
func (t *Terminal) Do(tb testing.TB, ops ...any) {
	tb.Helper()
	for _, op := range ops {
		if err := t.Env.Do(op); err != nil {
			tb.Fatalf("%+v: %v", op, err)
		}
	}
}

// List adds partners of those names.
func (t *Terminal) List(tb testing.TB, names ...string) {
	tb.Helper()
	for _, n := range names {
		t.Do(tb, partner.Add{Partner: partner.ID(t.Env.NewID()), Name: n})
	}
}
