package plan

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"convene/internal/ledger"
)

var _ = []ledger.Referrer{Goal{}, Practice{}, Opportunity{}, Person{}, Step{}} // they may not vanish under each other

func registry() *ledger.Registry[State] {
	r := ledger.NewRegistry[State]()
	whole := func(s *State) *State { return s }
	ledger.Add[AddGoal](r, "plan.add_goal", whole)
	ledger.Add[EditGoal](r, "plan.edit_goal", whole)
	ledger.Add[Archive](r, "plan.archive", whole)
	ledger.Add[AddPractice](r, "plan.add_practice", whole)
	ledger.Add[EditPractice](r, "plan.edit_practice", whole)
	ledger.Add[AddOpportunity](r, "plan.add_opportunity", whole)
	ledger.Add[EditOpportunity](r, "plan.edit_opportunity", whole)
	ledger.Add[Join](r, "plan.join", whole)
	ledger.Add[Unjoin](r, "plan.unjoin", whole)
	ledger.Add[AddPerson](r, "plan.add_person", whole)
	ledger.Add[EditPerson](r, "plan.edit_person", whole)
	ledger.Add[AddStep](r, "plan.add_step", whole)
	ledger.Add[EditStep](r, "plan.edit_step", whole)
	ledger.Add[SetState](r, "plan.state", whole)
	ledger.Add[Move](r, "plan.move", whole)
	ledger.Add[Remove](r, "plan.remove", whole)
	return r
}

func TestOpsAsJSON(t *testing.T) {
	r := registry()
	seen := map[string]bool{}
	for _, c := range []struct {
		op   any
		want string
	}{
		{AddGoal{"g", ids("a"), "x", "V"}, `{"id":"g","partners":["a"],"text":"x","rank":"V"}`},
		{EditGoal{"g", patch("text", "a", "b")}, `{"id":"g","patch":{"text":{"from":"a","to":"b"}}}`},
		{Archive{"g", true}, `{"goal":"g","archived":true}`},
		{AddPractice{"p", "g", PartnerSide, "a", "x", "V"}, `{"id":"p","goal":"g","side":"partner","partner":"a","text":"x","rank":"V"}`},
		{EditPractice{"p", patch("side", "a", "b")}, `{"id":"p","patch":{"side":{"from":"a","to":"b"}}}`},
		{AddOpportunity{"o", "g", "x", []string{"p"}, "V"}, `{"id":"o","goal":"g","text":"x","joins":["p"],"rank":"V"}`},
		{EditOpportunity{"o", patch("text", "a", "b")}, `{"id":"o","patch":{"text":{"from":"a","to":"b"}}}`},
		{Join{"o", "p"}, `{"opportunity":"o","practice":"p"}`},
		{Unjoin{"o", "p"}, `{"opportunity":"o","practice":"p"}`},
		{AddPerson{"w", "g", "x", School, "V"}, `{"id":"w","goal":"g","text":"x","side":"school","rank":"V"}`},
		{EditPerson{"w", patch("text", "a", "b")}, `{"id":"w","patch":{"text":{"from":"a","to":"b"}}}`},
		{AddStep{"s", "g", "a", "x", "y", "2026-12-05", "V", "m"}, `{"id":"s","goal":"g","partner":"a","what":"x","who":"y","by":"2026-12-05","rank":"V","source":"m"}`},
		{EditStep{"s", patch("by", nil, "2026-12-05")}, `{"id":"s","patch":{"by":{"to":"2026-12-05"}}}`},
		{SetState{"s", Done, Open, "2026-12-05"}, `{"step":"s","to":"done","was":"open","on":"2026-12-05"}`},
		{Move{StepKind, "s", "V"}, `{"kind":"step","id":"s","rank":"V"}`},
		{Remove{StepKind, "s"}, `{"kind":"step","id":"s"}`},
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
	y := filled(t)
	var back State
	if err := json.Unmarshal([]byte(dump(t, y.s)), &back); err != nil {
		t.Fatal(err)
	}
	equal(t, "snapshot", dump(t, back), dump(t, y.s))
	equal(t, "steps", back.Steps.List(), y.s.Steps.List())
	for _, k := range Kinds() {
		if !strings.HasPrefix((Remove{Kind: k}).Removes().Table, "plan.") || k.Label() == "" {
			t.Errorf("%s has no table or label", k)
		}
	}
}
