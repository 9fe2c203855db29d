package plan

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/ledger"
)

const (
	lead  = ledger.Facilitator
	part  = ledger.Participant
	watch = ledger.Observer
	guest = ledger.Guest
)

// today is the day of every entry in a test.
const today = day.Day("2026-11-16")

// story does ops one after the other.
type story struct {
	t   *testing.T
	s   State
	seq uint64
}

func start(t *testing.T) *story {
	t.Helper()
	return &story{t: t}
}

// entry is one of 16 November 2026. The guest is from the partner a.
func entry(seq uint64, role ledger.Role) ledger.Entry {
	names := map[ledger.Role]string{lead: "Ana", part: "Ben", watch: "Cleo", guest: "Dov"}
	by := ledger.Actor{Person: string(role), Name: names[role], Role: role}
	if role == guest {
		by.Partner = "a"
	}
	return ledger.Entry{Seq: seq, At: time.Date(2026, 11, 16, 9, 0, int(seq), 0, time.UTC), By: by}
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

// do does ops that must be accepted, by a participant.
func (y *story) do(ops ...ledger.Op[State]) *story {
	y.t.Helper()
	for _, op := range ops {
		if err := y.try(part, op); err != nil {
			y.t.Fatalf("%#v: %v", op, err)
		}
	}
	return y
}

// opCase is one op done to what is given: refused with a sentence that holds the words, or accepted.
type opCase struct {
	name  string
	given func(*testing.T) *story
	role  ledger.Role
	op    ledger.Op[State]
	want  string // of the refusal; empty: accepted
}

func try(t *testing.T, cases []opCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			y := c.given(t)
			before := dump(t, y.s)
			err := y.try(c.role, c.op)
			switch {
			case err == nil && c.want != "":
				t.Fatalf("accepted; want a refusal with %q", c.want)
			case err != nil && (c.want == "" || !strings.Contains(err.Error(), c.want)):
				t.Fatalf("refused: %v; want %q", err, c.want)
			case err != nil && dump(t, y.s) != before:
				t.Fatal("a refused op changed something")
			}
			if err != nil && !strings.HasSuffix(err.Error(), ".") {
				t.Errorf("%q is no sentence", err)
			}
		})
	}
}

func dump(t interface{ Fatal(...any) }, v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\n got %+v\nwant %+v", what, got, want)
	}
}

func ids(s ...partner.ID) []partner.ID { return s }

func patch(field string, from, to any) ledger.Patch {
	raw := func(v any) json.RawMessage {
		if v == nil || v == "" {
			return nil
		}
		b, err := json.Marshal(v)
		if err != nil {
			panic(err)
		}
		return b
	}
	return ledger.Patch{field: {From: raw(from), To: raw(to)}}
}

// goal is the goal g with the partner a, and h with a and b.
func goal(t *testing.T) *story {
	return start(t).do(AddGoal{ID: "g", Partners: ids("a"), Text: "Name a feeling"}, AddGoal{ID: "h", Partners: ids("a", "b"), Text: "Ask for help"})
}

// filled is goal g with two practices joined, a person and two steps, and a captured step.
func filled(t *testing.T) *story {
	return goal(t).do(
		AddPractice{ID: "p1", Goal: "g", Side: School, Text: "Morning meeting"},
		AddPractice{ID: "p2", Goal: "g", Side: PartnerSide, Text: "Check-in circle"},
		AddPractice{ID: "p3", Goal: "h", Side: PartnerSide, Partner: "b", Text: "Mentor hour"},
		AddOpportunity{ID: "o1", Goal: "g", Text: "Same words", Joins: []string{"p1", "p2"}},
		AddPerson{ID: "w1", Goal: "g", Text: "club director", Side: PartnerSide},
		AddPerson{ID: "w2", Goal: "g", Text: "counselor", Side: School},
		AddStep{ID: "s1", Goal: "g", What: "Share the word list", Who: "counselor", By: "2026-11-10"},
		AddStep{ID: "s2", Goal: "h", What: "Visit", Who: "Counselor", By: "2026-11-30"},
		AddStep{ID: "s3", What: "Book the room", Partner: "b", Source: "m1"},
	)
}
