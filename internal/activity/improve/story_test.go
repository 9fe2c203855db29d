package improve

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

func num(v float64) *float64 { return &v }

func count(n int) *int { return &n }

const today = day.Day("2027-03-01")

// planned is a plan of three measures: a has four observations, b one, c none.
func planned(t *testing.T) *story {
	t.Helper()
	return start(t).do(
		AddMeasure{Measure{ID: "a", What: "Feel they belong", Goal: "g1", Partners: ids("p", "q"), Source: BothSides, Collecting: Already, CollectEvery: Quarterly,
			ShareEvery: EachTerm, Importance: 3, Sharing: Agreement, Owner: "Ana", Unit: "%", Baseline: num(70), Target: num(80), TargetBy: "2027-06-11", Direction: Up}},
		AddMeasure{Measure{ID: "b", What: "Suspensions", Unit: "students", Sharing: Yes, CollectEvery: Monthly, Direction: Down, Target: num(5)}},
		AddMeasure{Measure{ID: "c", What: "Hours of practice", Sharing: No}},
		AddObservation{Observation{ID: "o1", Measure: "a", On: "2026-09-15", Value: 72, Count: count(240)}},
		AddObservation{Observation{ID: "o3", Measure: "a", On: "2027-02-10", Value: 76, Note: "Fewer answered"}},
		AddObservation{Observation{ID: "o2", Measure: "a", On: "2026-12-01", Value: 71.5}},
		AddObservation{Observation{ID: "o4", Measure: "b", On: "2026-12-20", Value: 7}},
		AddReflection{Reflection{ID: "r1", Measure: "a", On: "2026-12-02", Saw: "No change", Think: "Too early", Change: "Ask again"}},
		AddReflection{Reflection{ID: "r2", On: "2027-02-11", Saw: "Up"}},
	)
}
