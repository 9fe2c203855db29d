package sshd_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"convene/internal/ledger"
	"convene/internal/sshd"
	"convene/internal/store/memlog"
)

// TestInvitesAreKept: an invite that holds is there for the next program, until it ends, is ended, or the disk says otherwise.
func TestInvitesAreKept(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 9, 1, 9, 0, 0, 0, time.UTC)
	store := memlog.New()
	var forgotten []string
	open := func() *sshd.Invites {
		t.Helper()
		forgotten = nil
		v, err := sshd.OpenInvites(context.Background(), func() time.Time { return now }, store, func(w string) error {
			if all, _ := store.All(context.Background(), "invite"); all[w] == nil {
				t.Error("it is dropped before those are forgotten who came with it")
			}
			forgotten = append(forgotten, w)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	v := open()
	guest := v.Make(ledger.Guest, "p1", time.Hour)
	v.At(2222)
	first := v.Make(ledger.Participant, "", 2*time.Hour)
	now = now.Add(time.Minute)
	second := v.Make(ledger.Participant, "", 2*time.Hour)

	v = open() // the one before was killed
	guest.Port = 2222
	for _, i := range []sshd.Invite{guest, first, second} {
		if got, ok := v.Find(i.Words); !ok || got != i {
			t.Errorf("%+v is kept as %+v, %v", i, got, ok)
		}
	}
	if got, _ := v.For(ledger.Participant, ""); got != second {
		t.Errorf("the newest is %+v", got)
	}
	if _, ok := v.For(ledger.Guest, "p2"); ok {
		t.Error("there is a line for guests from elsewhere")
	}
	if err := v.Revoke(second.Words); err != nil || !slices.Equal(forgotten, []string{second.Words}) {
		t.Error(forgotten, err)
	}
	now = now.Add(time.Hour)
	v = open()
	if all := v.List(); len(all) != 1 || all[0] != first || !slices.Equal(forgotten, []string{guest.Words}) {
		t.Errorf("an hour later there is %+v, forgotten is %q", all, forgotten)
	}
	if err := v.RevokeAll(); err != nil || len(open().List()) != 0 {
		t.Error("the end of all ends not all", err)
	}
	if all, _ := store.All(context.Background(), "invite"); len(all) != 0 {
		t.Errorf("%d lie in the drawer", len(all))
	}
}

// TestEndedForThisProcess: an invite that cannot be dropped lets nobody in all the same, and whoever ended it is told.
func TestEndedForThisProcess(t *testing.T) {
	t.Parallel()
	store, full := memlog.New(), errors.New("the disk is full")
	v, err := sshd.OpenInvites(context.Background(), time.Now, store, func(string) error { return full })
	if err != nil {
		t.Fatal(err)
	}
	i := v.Make(ledger.Participant, "", time.Hour)
	if err := v.Revoke(i.Words); !errors.Is(err, full) {
		t.Error(err)
	}
	if _, ok := v.Find(i.Words); ok {
		t.Error("it lets in still")
	}
}
