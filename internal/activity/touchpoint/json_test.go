package touchpoint

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"convene/internal/ledger"
)

var _ = []ledger.Referrer{Asking{}, Contribution{}, Group{}, Answer{}, Count{}, Choice{}} // they may not vanish under each other

func registry() *ledger.Registry[State] {
	r := ledger.NewRegistry[State]()
	whole := func(s *State) *State { return s }
	ledger.Add[Ask](r, "touchpoint.ask", whole)
	ledger.Add[Close](r, "touchpoint.close", whole)
	ledger.Add[Reopen](r, "touchpoint.reopen", whole)
	ledger.Add[Unsign](r, "touchpoint.unsign", whole)
	ledger.Add[Choose](r, "touchpoint.choose", whole)
	ledger.Add[SetAge](r, "touchpoint.set_age", whole)
	ledger.Add[Contribute](r, "touchpoint.contribute", whole)
	ledger.Add[Edit](r, "touchpoint.edit", whole)
	ledger.Add[Withdraw](r, "touchpoint.withdraw", whole)
	ledger.Add[Mark](r, "touchpoint.mark", whole)
	ledger.Add[AddGroup](r, "touchpoint.add_group", whole)
	ledger.Add[Put](r, "touchpoint.put", whole)
	ledger.Add[EditGroup](r, "touchpoint.edit_group", whole)
	ledger.Add[Ungroup](r, "touchpoint.ungroup", whole)
	ledger.Add[WriteAnswer](r, "touchpoint.answer", whole)
	ledger.Add[OpenDots](r, "touchpoint.open_dots", whole)
	ledger.Add[CloseDots](r, "touchpoint.close_dots", whole)
	ledger.Add[CountHands](r, "touchpoint.hands", whole)
	return r
}

func TestOpsAsJSON(t *testing.T) {
	const round = `"partner":"a","question":"practice.1","check_in":1`
	r := registry()
	seen := map[string]bool{}
	for _, c := range []struct {
		op   any
		want string
	}{
		{Ask{q1, true}, `{` + round + `,"unsigned":true}`},
		{Close{q1}, `{` + round + `}`},
		{Reopen{q1}, `{` + round + `}`},
		{Unsign{q1, false}, `{` + round + `,"unsigned":false}`},
		{Choose{"a", "word.1", true}, `{"partner":"a","question":"word.1","chosen":true}`},
		{Contribute{"c1", q1, "x", "y", "z"}, `{"id":"c1",` + round + `,"text":"x","said_by":"y","withdraw_hash":"z"}`},
		{Edit{"c1", patch("text", "a", "b")}, `{"id":"c1","patch":{"text":{"from":"a","to":"b"}}}`},
		{Withdraw{"c1", "t"}, `{"id":"c1","token":"t"}`},
		{Mark{"c1", true}, `{"id":"c1","marked":true}`},
		{AddGroup{"g", q1, "T", "V", []string{"c1"}}, `{"id":"g",` + round + `,"title":"T","rank":"V","members":["c1"]}`},
		{Put{"c1", "g"}, `{"id":"c1","group":"g"}`},
		{EditGroup{"g", patch("title", "a", "b")}, `{"id":"g","patch":{"title":{"from":"a","to":"b"}}}`},
		{Ungroup{"g"}, `{"id":"g"}`},
		{WriteAnswer{q1, patch("known", "", "b"), "2026-09-01"}, `{` + round + `,"patch":{"known":{"to":"b"}},"on":"2026-09-01"}`},
		{OpenDots{q1, 3}, `{` + round + `,"dots":3}`},
		{CloseDots{q1, []map[string]int{{"c1": 2}}}, `{` + round + `,"spreads":[{"c1":2}]}`},
		{SetAge{90}, `{"days":90}`},
		{CountHands{q1, "c1", 2, 1}, `{` + round + `,"item":"c1","hands":2,"was":1}`},
	} {
		name, data, err := r.Encode(c.op)
		if err != nil || string(data) != c.want {
			t.Errorf("%T: %s, %v\nwant %s", c.op, data, err, c.want)
		}
		seen[name] = true
		back, err := r.Decode(ledger.Entry{Op: name, Data: data})
		if err != nil || !reflect.DeepEqual(back, c.op) {
			t.Errorf("%s: %+v, %v", name, back, err)
		}
		more := json.RawMessage(strings.TrimSuffix(string(data), "}") + `,"newer":1}`)
		if _, err := r.Decode(ledger.Entry{Op: name, Data: more}); err == nil {
			t.Errorf("%s takes an unknown field", name)
		}
		if strings.Contains(string(data), `"patch"`) {
			newer := json.RawMessage(`{"patch":{"newer":{"to":1}}}`)
			if _, err := r.Decode(ledger.Entry{Op: name, Data: newer}); err == nil {
				t.Errorf("%s takes a patch of an unknown field", name)
			}
		}
	}
	if len(seen) != len(r.Names()) {
		t.Errorf("%d ops, %d of them here", len(r.Names()), len(seen))
	}
}

func TestStateAsJSON(t *testing.T) {
	y := voting(t).do(CloseDots{q1, []map[string]int{{"g": 2}}}, WriteAnswer{q1, patch("known", "", "x"), on(7)}, Choose{"a", "word.1", true})
	var back State
	if err := json.Unmarshal([]byte(dump(t, y.s)), &back); err != nil {
		t.Fatal(err)
	}
	equal(t, "snapshot", dump(t, back), dump(t, y.s))
	equal(t, "contributions", back.Contributions.List(), y.s.Contributions.List())
}

func TestSealed(t *testing.T) {
	s := Sealed{Round: q1, Person: "p1"}
	one, ok := s.Place("g", 2, 3)
	equal(t, "placed", ok, true)
	if _, ok := one.Place("c3", 2, 3); ok {
		t.Error("more than the budget")
	}
	two, _ := one.Place("c3", 1, 3)
	equal(t, "left", []int{s.Left(3), one.Left(3), two.Left(3), two.Left(1)}, []int{3, 1, 0, 0})
	back, _ := two.Place("g", 0, 3)
	equal(t, "taken back", back.Dots, map[string]int{"c3": 1})
	equal(t, "not changed", one.Dots, map[string]int{"g": 2})
	none, _ := back.Place("c3", 0, 3)
	equal(t, "none", none, s)
	if _, ok := s.Place("g", -1, 3); ok {
		t.Error("a negative number")
	}
	two.Done = true
	b, err := two.Encode()
	if err != nil {
		t.Fatal(err)
	}
	read, err := DecodeSealed(b)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "sealed", read, two)
	for _, bad := range []string{"", "{", string(b) + "{}", strings.Replace(string(b), `"person":"p1"`, `"person":""`, 1),
		strings.Replace(string(b), `"done"`, `"newer"`, 1), strings.Replace(string(b), `"g":2`, `"g":-2`, 1)} {
		if got, err := DecodeSealed([]byte(bad)); err == nil {
			t.Errorf("%q gives %+v", bad, got)
		}
	}
	if SealedKind(q1) == SealedKind(Round{"a", "practice.1", 2}) {
		t.Error("two rounds share a drawer")
	}
}

func TestCloseDotsNamesNobody(t *testing.T) {
	y := voting(t)
	sealed := []Sealed{
		{Round: q1, Person: "zoe", Dots: map[string]int{"c3": 1}},
		{Round: q1, Person: "ada", Dots: map[string]int{"g": 2, "gone": 1}},
		{Round: q1, Person: "eve"},
		{Round: Round{"b", "practice.1", 1}, Person: "ivy", Dots: map[string]int{"g": 1}},
		{Round: q1, Person: "pat", Dots: map[string]int{"c3": 1}},
	}
	op := NewCloseDots(y.s, q1, sealed)
	equal(t, "op", op, CloseDots{q1, []map[string]int{{"c3": 1}, {"c3": 1}, {"g": 2}}})
	if op.Final() == "" {
		t.Error("it could be undone")
	}
	y.do(op)
	a, _ := y.s.Askings.Get(q1.key())
	equal(t, "voters", []any{a.Voters, a.Voting, a.Dots}, []any{3, VoteClosed, 3})
	var order []string
	for _, i := range Read(y.s, nil).Ranked(q1) {
		order = append(order, i.ID)
	}
	equal(t, "ranked", order, []string{"g", "c3"})
	off := voting(t).do(CloseDots{Round: q1}, OpenDots{q1, 2})
	a, _ = off.s.Askings.Get(q1.key())
	equal(t, "called off and opened again", []any{a.Voting, a.Dots}, []any{VoteOpen, 2})
}

func FuzzDecodeSealed(f *testing.F) {
	f.Add([]byte(`{"partner":"a","question":"practice.1","check_in":1,"person":"p1","dots":{"g":2},"done":true}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := DecodeSealed(b)
		if err != nil {
			return
		}
		out, err := s.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := DecodeSealed(out); err != nil {
			t.Errorf("%s: %v", out, err)
		}
	})
}
