package meeting_test

import (
	"testing"
	"time"

	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/ui/app"
	"convene/ui/app/drive"
)

// hall is a workspace whose clock a test moves.
type hall struct {
	t     testing.TB
	store ledger.Store
	room  *room.Room
	at    time.Time
}

// newHall has the sample in it, or two partners and nothing else.
func newHall(t testing.TB, filled bool) *hall {
	t.Helper()
	h := &hall{t: t, store: drive.Store(t, filled), at: drive.Noon()}
	h.open()
	if !filled {
		h.do(partner.Add{Partner: "p1", Name: "Boys & Girls Club"}, partner.Add{Partner: "p2", Name: "Eastside Library"})
	}
	return h
}

func (h *hall) now() time.Time { return h.at }

// open opens the workspace, as after a kill -9: nobody has closed it.
func (h *hall) open() {
	h.t.Helper()
	h.room = drive.Reopen(h.t, h.store, h.now)
}

// do makes changes as the facilitator.
func (h *hall) do(ops ...any) {
	h.t.Helper()
	drive.Do(h.t, h.room, ops...)
}

// desk is a terminal at one of the screens; days are typed as in the United States.
func (h *hall) desk(who ledger.Actor, at string, w, rows int) *drive.Terminal {
	d := drive.Open(h.room, who, h.now, app.Options{W: w, H: rows, Start: at})
	d.Env.Days = day.MonthFirst
	return d
}

// pass lets time pass for those terminals, a few seconds at a time.
func (h *hall) pass(long time.Duration, d ...*drive.Terminal) {
	for end := h.at.Add(long); h.at.Before(end); {
		h.at = h.at.Add(min(5*time.Second, end.Sub(h.at)))
		for _, t := range d {
			t.Later()
		}
	}
}
