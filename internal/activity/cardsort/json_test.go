package cardsort

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
)

func dump(t interface{ Fatal(...any) }, v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func registry() *ledger.Registry[State] {
	r := ledger.NewRegistry[State]()
	whole := func(s *State) *State { return s }
	ledger.Add[Open](r, "cardsort.open", whole)
	ledger.Add[Rename](r, "cardsort.rename", whole)
	ledger.Add[SetThreshold](r, "cardsort.set_threshold", whole)
	ledger.Add[Close](r, "cardsort.close", whole)
	ledger.Add[Reopen](r, "cardsort.reopen", whole)
	ledger.Add[Move](r, "cardsort.move", whole)
	ledger.Add[Explain](r, "cardsort.explain", whole)
	ledger.Add[Hold](r, "cardsort.hold", whole)
	ledger.Add[CountHands](r, "cardsort.count_hands", whole)
	ledger.Add[Reveal](r, "cardsort.reveal", whole)
	ledger.Add[AddBallot](r, "cardsort.add_ballot", whole)
	ledger.Add[Settle](r, "cardsort.settle", whole)
	ledger.Add[SettleUndivided](r, "cardsort.settle_undivided", whole)
	ledger.Add[Unsettle](r, "cardsort.unsettle", whole)
	return r
}

func TestOpsAsJSON(t *testing.T) {
	ballot := Ballot{"r1", "p1", "Pia", true, "Ana", true, map[partner.ID]Choice{"a": Unsure, "b": "clear"}}
	r := registry()
	ops := map[string]any{
		`{"round":"r2","name":"Spring","from":"r1","merged":{"x":"a"},"words":{"clear":"Yes"}}`: Open{"r2", "Spring", "r1", Merged{"x": "a"}, map[Category]string{Clear: "Yes"}},
		`{"round":"r1","name":"Fall"}`:                                                 Rename{"r1", "Fall"},
		`{"round":"r1","share":0.75}`:                                                  SetThreshold{"r1", 0.75},
		`{"round":"r1","pile":["c"]}`:                                                  Close{"r1", ids("c")},
		`{"round":"r1","merged":{"x":"a"}}`:                                            Reopen{"r1", Merged{"x": "a"}},
		`{"round":"r1","partner":"a","to":"clear","rank":"V","was":"none"}`:            Move{"r1", "a", Clear, "V", None},
		`{"round":"r1","partner":"a","from":"x","to":"y"}`:                             Explain{"r1", "a", "x", "y"},
		`{"round":"r1","partner":"a"}`:                                                 Hold{"r1", "a"},
		`{"round":"r1","partner":"a","hands":{"clear":1,"unsure":2},"was":{"none":3}}`: CountHands{"r1", "a", Hands{Clear: 1, Unsure: 2}, Hands{None: 3}},
		`{"round":"r1","ballots":[{"round":"r1","person":"p1","name":"Pia","proxy":true,"by":"Ana","late":true,"placements":{"a":"unsure","b":"clear"}}]}`: Reveal{"r1", []Ballot{ballot}},
		`{"round":"r1","ballot":{"round":"r1","person":"p1","name":"Pia","proxy":true,"by":"Ana","late":true,"placements":{"a":"unsure","b":"clear"}}}`:    AddBallot{"r1", ballot},
		`{"round":"r1","partner":"a","to":"none","why":"y","why_was":"x"}`:                                                                                 Settle{"r1", "a", None, "y", "x"},
		`{"round":"r1","cards":[{"partner":"a","to":"none"}]}`:                                                                                             SettleUndivided{"r1", []Placement{{"a", None}}},
	}
	for want, op := range ops {
		check(t, r, op, want)
	}
	check(t, r, Unsettle{"r1", "a"}, `{"round":"r1","partner":"a"}`)
	if len(r.Names()) != len(ops)+1 {
		t.Errorf("%d ops, %d of them here", len(r.Names()), len(ops)+1)
	}
}

func check(t *testing.T, r *ledger.Registry[State], op any, want string) {
	t.Helper()
	name, data, err := r.Encode(op)
	if err != nil || string(data) != want {
		t.Errorf("%T: %s, %v\nwant %s", op, data, err, want)
	}
	back, err := r.Decode(ledger.Entry{Op: name, Data: data})
	if err != nil || !reflect.DeepEqual(back, op) {
		t.Errorf("%s: %+v, %v", name, back, err)
	}
	more := json.RawMessage(strings.TrimSuffix(string(data), "}") + `,"newer":1}`)
	if _, err := r.Decode(ledger.Entry{Op: name, Data: more}); err == nil {
		t.Errorf("%s takes an unknown field", name)
	}
}

func TestStateAsJSON(t *testing.T) {
	y := voted(t).do(CountHands{Round: "r1", Partner: "c", Hands: Hands{None: 2}}, Settle{Round: "r1", Partner: "b", To: None, Why: "no staff"})
	var back State
	if err := json.Unmarshal([]byte(dump(t, y.s)), &back); err != nil {
		t.Fatal(err)
	}
	equal(t, "snapshot", dump(t, back), dump(t, y.s))
	equal(t, "cards", back.Cards.List(), y.s.Cards.List())
}

func TestSealed(t *testing.T) {
	s := Sealed{Ballot: Ballot{Round: "r1", Person: "p1"}.Place("a", "clear").Place("gone", Unsure), Done: true}
	b, err := s.Encode()
	if err != nil {
		t.Fatal(err)
	}
	back, err := DecodeSealed(b)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "sealed", back, s)
	for _, bad := range []string{"", "{", "null x", `{"round":"r1","person":"p1","newer":1}`, string(b) + "{}", `{"round":"r1"}`,
		`{"round":"r1","person":"p1","placements":{"a":"best"}}`} {
		if got, err := DecodeSealed([]byte(bad)); err == nil {
			t.Errorf("%q gives %+v", bad, got)
		}
	}
	less := s.Place("a", "")
	equal(t, "left", less.Left(ids("a", "b", "gone")), ids("a", "b"))
	equal(t, "untouched", s.Left(ids("a", "b", "gone")), ids("b"))
	if SealedKind("r1") == SealedKind("r2") {
		t.Error("two rounds share a drawer")
	}
}
