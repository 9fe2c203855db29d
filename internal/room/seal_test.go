package room_test

import (
	"context"
	"testing"
	"time"

	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/store/memlog"
)

func TestSeal(t *testing.T) {
	ctx, store := context.Background(), memlog.New()
	r, err := room.Open(ctx, store, room.Options{Now: func() time.Time { return time.Unix(0, 0) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close(ctx) })
	lead := r.Join(ledger.Actor{Person: "lead", Role: ledger.Facilitator})
	ben := r.Join(ledger.Actor{Person: "lead/ben", Role: ledger.Participant}) // no name hides in another one
	guest := r.Join(ledger.Actor{Person: "g", Role: ledger.Guest})
	const kind = "test.sealed"

	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(lead.Seal(ctx, kind, "lead", []byte("mine")))
	must(lead.Seal(ctx, kind, "a/b c", []byte("of somebody at my keyboard")))
	must(ben.Seal(ctx, kind, "lead", []byte("his")))
	select {
	case <-guest.Wake():
	default:
		t.Error("nobody was woken")
	}
	if err := guest.Seal(ctx, kind, "g", []byte("x")); err == nil {
		t.Error("a guest sealed something")
	}
	own, err := lead.Sealed(ctx, kind)
	must(err)
	if len(own) != 2 || string(own["lead"]) != "mine" || string(own["a/b c"]) != "of somebody at my keyboard" {
		t.Errorf("own %q", own)
	}
	if own, _ := ben.Sealed(ctx, kind); len(own) != 1 || string(own["lead"]) != "his" {
		t.Errorf("his own %q", own)
	}
	if _, err := ben.SealedAll(ctx, kind); err == nil {
		t.Error("a participant read what others sealed")
	}
	if n, err := ben.CountSealed(ctx, kind, func(b []byte) bool { return len(b) < 5 }); n != 2 || err != nil {
		t.Errorf("counted %d, %v", n, err)
	}
	all, err := lead.SealedAll(ctx, kind)
	must(err)
	if len(all) != 3 {
		t.Errorf("all %q", all)
	}
	if err := ben.Unseal(ctx, kind, "lead/lead"); err == nil {
		t.Error("a participant took away what others sealed")
	}
	for name := range all {
		must(lead.Unseal(ctx, kind, name))
	}
	if all, _ := lead.SealedAll(ctx, kind); len(all) != 0 {
		t.Errorf("left %q", all)
	}
	if r.State().Seq != 0 {
		t.Error("sealing wrote history")
	}
}
