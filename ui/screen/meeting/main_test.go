package meeting_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/sample"
	"convene/internal/store/memlog"
	"convene/ui/app"
	"convene/ui/app/drive"
)

// noon is on a Sunday.
func noon() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

func you() ledger.Actor {
	return ledger.Actor{Person: "you", Name: "Facilitator", Role: ledger.Facilitator}
}

func other() ledger.Actor {
	return ledger.Actor{Person: "other", Name: "Counselor", Role: ledger.Participant}
}

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
	h := &hall{t: t, store: memlog.New(), at: noon()}
	if filled {
		if err := sample.Fill(context.Background(), h.store, noon()); err != nil {
			t.Fatal(err)
		}
	}
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
	r, err := room.Open(context.Background(), h.store, room.Options{Now: h.now})
	if err != nil {
		h.t.Fatal(err)
	}
	h.room = r
	h.t.Cleanup(func() { _ = r.Close(context.Background()) })
}

// do makes changes as the facilitator.
func (h *hall) do(ops ...any) {
	h.t.Helper()
	s := h.room.Join(you())
	defer s.Leave()
	for _, op := range ops {
		if _, err := s.Do(h.t.Context(), op); err != nil {
			h.t.Fatalf("%+v: %v", op, err)
		}
	}
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
