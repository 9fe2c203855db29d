package cardsort

import (
	"reflect"
	"testing"
	"time"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
)

// story does ops one after the other, a day apart.
type story struct {
	t   *testing.T
	s   State
	seq uint64
}

func start(t *testing.T) *story {
	t.Helper()
	return &story{t: t}
}

func day(n uint64) time.Time {
	return time.Date(2026, 9, 1, 9, 0, 0, 0, time.UTC).AddDate(0, 0, int(n))
}

func entry(seq uint64, role ledger.Role) ledger.Entry {
	names := map[ledger.Role]string{ledger.Facilitator: "Ana", ledger.Participant: "Ben", ledger.Observer: "Cleo", ledger.Guest: "Dov"}
	return ledger.Entry{Seq: seq, At: day(seq), By: ledger.Actor{Person: string(role), Name: names[role], Role: role}}
}

// try does an op as it is in the room: checked first.
func (y *story) try(role ledger.Role, op ledger.Op[State]) error {
	y.t.Helper()
	e := entry(y.seq+1, role)
	if err := op.Check(y.s, e); err != nil {
		return err
	}
	y.seq++
	y.s = op.Apply(y.s, e)
	return nil
}

// do does ops that must be accepted, by the facilitator.
func (y *story) do(ops ...ledger.Op[State]) *story {
	y.t.Helper()
	for _, op := range ops {
		if err := y.try(ledger.Facilitator, op); err != nil {
			y.t.Fatalf("%#v: %v", op, err)
		}
	}
	return y
}

func (y *story) columns(round string, active ...partner.ID) Columns {
	return Read(y.s, nil).Sheet(round).Columns(active)
}

func move(round string, p partner.ID, was, to Category) Move {
	return Move{Round: round, Partner: p, To: to, Was: was}
}

func ids(s ...partner.ID) []partner.ID { return s }

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\n got %+v\nwant %+v", what, got, want)
	}
}

// autumn is a round in which a and b are placed, and c is in the pile.
func autumn(t *testing.T) *story {
	t.Helper()
	return start(t).do(Open{Round: "r1", Name: "Autumn"}, move("r1", "a", Pile, Clear), move("r1", "b", Pile, Could))
}

// voted is autumn after a reveal: a is undivided for Clear, b is divided, c undivided for None.
func voted(t *testing.T) *story {
	t.Helper()
	return autumn(t).do(Reveal{Round: "r1", Ballots: []Ballot{
		{Round: "r1", Person: "p1", Name: "Pia", Placements: map[partner.ID]Choice{"a": "clear", "b": "clear", "c": "none"}},
		{Round: "r1", Person: "p2", Name: "Quin", Placements: map[partner.ID]Choice{"a": "clear", "b": "could", "c": "none"}},
	}})
}

// spring is a settled autumn and a second round that began with it.
func spring(t *testing.T) *story {
	t.Helper()
	return autumn(t).do(Close{Round: "r1", Pile: ids("c")}, Open{Round: "r2", Name: "Spring", From: "r1"})
}
