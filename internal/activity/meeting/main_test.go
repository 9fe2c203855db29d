package meeting

import (
	"strings"
	"testing"
	"time"

	"convene/internal/ledger"
)

var _ = []ledger.Referrer{Meeting{}, Step{}, Present{}, Decision{}, Parked{}, Note{}} // nothing they refer to may vanish under them

var (
	lead  = ledger.Actor{Person: "l", Name: "Coordinator", Role: ledger.Facilitator}
	part  = ledger.Actor{Person: "p", Name: "Counselor", Role: ledger.Participant}
	watch = ledger.Actor{Person: "w", Name: "Visitor", Role: ledger.Observer}
	guest = ledger.Actor{Person: "g", Name: "Director", Role: ledger.Guest, Partner: "club"}
)

// world is a history without the disk: a state, and a clock that a test moves.
type world struct {
	t   testing.TB
	s   State
	seq uint64
	at  time.Time
}

// ten is when the meetings of these tests begin.
func ten() time.Time { return time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC) }

func newWorld(t testing.TB) *world { return &world{t: t, at: ten()} }

// try makes a change, or says why it is refused.
func (w *world) try(by ledger.Actor, op ledger.Op[State]) error {
	e := ledger.Entry{Seq: w.seq + 1, At: w.at, By: by}
	if err := op.Check(w.s, e); err != nil {
		return err
	}
	w.seq++
	w.s = op.Apply(w.s, e)
	return nil
}

// do makes changes as the facilitator.
func (w *world) do(ops ...ledger.Op[State]) *world {
	w.t.Helper()
	for _, op := range ops {
		if err := w.try(lead, op); err != nil {
			w.t.Fatalf("%+v: %v", op, err)
		}
	}
	return w
}

// after lets time pass.
func (w *world) after(d time.Duration) *world { w.at = w.at.Add(d); return w }

func (w *world) meeting() Meeting { m, _ := w.s.Meetings.Get("m"); return m }

func (w *world) clock() Clock { return w.s.At(w.meeting(), w.at) }

func steps(minutes ...int) []Plan {
	var out []Plan
	for i, n := range minutes {
		id := string(rune('a' + i))
		out = append(out, Plan{ID: id, Activity: "talk", Title: strings.ToUpper(id), Minutes: n})
	}
	return out
}

func empty(t testing.TB) *world { return newWorld(t) }

// planned has a meeting m of three steps a, b and c, of 10, 20 and 30 minutes.
func planned(t testing.TB) *world {
	return newWorld(t).do(PlanMeeting{Meeting: "m", Title: "Card sort", Steps: steps(10, 20, 30)})
}

func running(t testing.TB) *world { return planned(t).do(Start{"m"}) }

func ended(t testing.TB) *world { return running(t).do(End{Meeting: "m"}) }

// talking has two people at the meeting.
func talking(t testing.TB) *world {
	return running(t).do(Arrive{"x", "m", "Counselor", "", "V"}, Arrive{"y", "m", "Teacher", "", "W"})
}

type opCase struct {
	name  string
	given func(testing.TB) *world
	by    ledger.Actor
	do    ledger.Op[State]
	want  string // a part of the refusal; empty: it is done
}

func try(t *testing.T, cases []opCase) {
	t.Helper()
	for _, c := range cases {
		w := c.given(t)
		err := w.try(c.by, c.do)
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s: %v", c.name, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}
