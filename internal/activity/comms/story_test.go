package comms

import (
	"encoding/json"
	"reflect"
	"strings"
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

func entry(seq uint64, role ledger.Role) ledger.Entry {
	at := time.Date(2026, 9, 1, 9, 0, 0, 0, time.UTC).AddDate(0, 0, int(seq))
	return ledger.Entry{Seq: seq, At: at, By: ledger.Actor{Person: string(role), Name: "Ana", Role: role}}
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
		if err := y.try(ledger.Participant, op); err != nil {
			y.t.Fatalf("%#v: %v", op, err)
		}
	}
	return y
}

func ids(s ...partner.ID) []partner.ID { return s }

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\n got %+v\nwant %+v", what, got, want)
	}
}

func dump(t interface{ Fatal(...any) }, v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// patch changes one field, from and to as JSON; "" is no value.
func patch(field, from, to string) ledger.Patch {
	var c ledger.Change
	if from != "" {
		c.From = json.RawMessage(from)
	}
	if to != "" {
		c.To = json.RawMessage(to)
	}
	return ledger.Patch{field: c}
}

// planned is a plan of four messages and one structure.
func planned(t *testing.T) *story {
	t.Helper()
	return start(t).do(
		AddMessage{Message{ID: "m1", Audience: "Families", What: "What we do this month", Why: "Families know", Goal: "g1", Recurrence: "FREQ=WEEKLY;BYDAY=TU",
			Channel: "Letter", Sender: "Coordinator", Direction: ToFamilies, Partners: ids("a"), State: Happens}},
		AddMessage{Message{ID: "m2", Audience: "families, Tutors", What: "Dates", Goal: "g1", Recurrence: "2026-11-17 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
			Sender: "coordinator", Direction: ToFamilies, Partners: ids("a", "b"), State: Happens}},
		AddMessage{Message{ID: "m3", Audience: "Tutors", What: "Who needs help", Why: "We act early", Sender: "Teachers", Recurrence: AsNeeded, State: Missing}},
		AddMessage{Message{ID: "m4", Audience: "Board", What: "Report", Recurrence: "FREQ=DAILY", State: Stop}},
		AddStructure{Structure{ID: "s1", Name: "Friday huddle", What: "Ten minutes", Partners: ids("a")}},
	)
}

// opCase is one op done to what is given: refused with a sentence that holds the words, or accepted.
type opCase struct {
	name string
	op   ledger.Op[State]
	want string // of the refusal; empty: accepted
}

func try(t *testing.T, given func(*testing.T) *story, cases []opCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			for _, role := range []ledger.Role{ledger.Observer, ledger.Guest} {
				if err := given(t).try(role, c.op); err == nil || !strings.HasSuffix(err.Error(), ".") {
					t.Errorf("an %s may: %v", role, err)
				}
			}
			y := given(t)
			before := dump(t, y.s)
			err := y.try(ledger.Participant, c.op)
			switch {
			case err == nil && c.want != "":
				t.Fatalf("accepted; want a refusal with %q", c.want)
			case err != nil && (c.want == "" || !strings.Contains(err.Error(), c.want)):
				t.Fatalf("refused: %v; want %q", err, c.want)
			case (err == nil) != (dump(t, y.s) != before):
				t.Fatalf("refused: %v, and changed: %v", err, dump(t, y.s) != before)
			}
			if err != nil && !strings.HasSuffix(err.Error(), ".") {
				t.Errorf("%q is no sentence", err)
			}
		})
	}
}
