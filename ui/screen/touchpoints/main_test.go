package touchpoints_test

import (
	"os"
	"testing"
	"time"

	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/store/memlog"
	"convene/ui/app"
	"convene/ui/app/drive"
)

func TestMain(m *testing.M) {
	time.Local = time.UTC // days on screens are local ones
	os.Exit(m.Run())
}

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
	h := &hall{store: drive.Store(t, filled), now: drive.Noon()}
	h.Room = drive.Reopen(t, h.store, func() time.Time { return h.now })
	return h
}

func (h *hall) open(who ledger.Actor, w, rows int) *drive.Terminal {
	return drive.Open(h.Room, who, func() time.Time { return h.now }, app.Options{W: w, H: rows, Start: "touchpoints"})
}
