package touchpoint

import (
	"encoding/json"
	"fmt"
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

// at is the moment of an entry: entry 1 is on 1 September 2026.
func at(seq uint64) time.Time {
	return time.Date(2026, 8, 31, 9, 30, 20, 0, time.UTC).AddDate(0, 0, int(seq))
}

func on(seq uint64) day.Day { return day.Of(at(seq)) }

// entry is as the room stamps it. The guest is from the partner a.
func entry(seq uint64, role ledger.Role) ledger.Entry {
	names := map[ledger.Role]string{lead: "Ana", part: "Ben", watch: "Cleo", guest: "Dov"}
	by := ledger.Actor{Person: string(role), Name: names[role], Role: role}
	if role == guest {
		by.Partner = "a"
	}
	return ledger.Entry{Seq: seq, At: at(seq), By: by}
}

// try does an op as it is in the room: stamped, then checked.
func (y *story) try(role ledger.Role, op ledger.Op[State]) error {
	y.t.Helper()
	e := Stamp(y.s, entry(y.seq+1, role), op)
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
	return y.as(lead, ops...)
}

func (y *story) as(role ledger.Role, ops ...ledger.Op[State]) *story {
	y.t.Helper()
	for _, op := range ops {
		if err := y.try(role, op); err != nil {
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

func patch(field, from, to string) ledger.Patch {
	c := ledger.Change{}
	if from != "" {
		c.From = json.RawMessage(fmt.Sprintf("%q", from))
	}
	if to != "" {
		c.To = json.RawMessage(fmt.Sprintf("%q", to))
	}
	return ledger.Patch{field: c}
}

var q1 = Round{"a", "practice.1", 1}

const token = "a token of the author's own"

func say(id, words string) Contribute { return Contribute{ID: id, Round: q1, Text: words} }

func unsigned(id string) Contribute {
	return Contribute{ID: id, Round: q1, Text: "quietly", WithdrawHash: TokenHash(token)}
}

// asked is the question practice.1 to partner a, open, on entry 1.
func asked(t *testing.T) *story { return start(t).do(Ask{Round: q1}) }

// quiet is a question with signatures off and the unsigned contribution u.
func quiet(t *testing.T) *story {
	return start(t).do(Ask{Round: q1, Unsigned: true}).as(part, unsigned("u"))
}

// said has the contributions c1 (the participant's), c2 and c3 (the facilitator's), and the group g with c1 and c2.
func said(t *testing.T) *story {
	return asked(t).as(part, say("c1", "homework hour")).do(say("c2", "homework club"), say("c3", "camp"),
		AddGroup{ID: "g", Round: q1, Title: "Homework", Members: []string{"c1", "c2"}})
}

func voting(t *testing.T) *story { return said(t).do(OpenDots{q1, 3}) }

// answered has an answer of entry 6.
func answered(t *testing.T) *story {
	return said(t).do(WriteAnswer{q1, patch("known", "", "They read aloud"), on(6)})
}

// again is a check-in of what was answered.
func again(t *testing.T) *story {
	return answered(t).do(Close{q1}, Ask{Round: Round{"a", "practice.1", 2}})
}
