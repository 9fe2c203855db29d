package meeting

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"convene/internal/ledger"
)

func registry() *ledger.Registry[State] {
	r := ledger.NewRegistry[State]()
	whole := func(s *State) *State { return s }
	ledger.Add[PlanMeeting](r, "plan", whole)
	ledger.Add[AddStep](r, "add_step", whole)
	ledger.Add[EditStep](r, "edit_step", whole)
	ledger.Add[DropStep](r, "drop_step", whole)
	ledger.Add[WriteNote](r, "write_note", whole)
	ledger.Add[Edit](r, "edit", whole)
	ledger.Add[Cancel](r, "cancel", whole)
	ledger.Add[SaveTemplate](r, "save_template", whole)
	ledger.Add[DropTemplate](r, "drop_template", whole)
	ledger.Add[Decide](r, "decide", whole)
	ledger.Add[Reword](r, "reword", whole)
	ledger.Add[Retract](r, "retract", whole)
	ledger.Add[Park](r, "park", whole)
	ledger.Add[TakeUp](r, "take_up", whole)
	ledger.Add[Hush](r, "hush", whole)
	ledger.Add[Start](r, "start", whole)
	ledger.Add[Go](r, "go", whole)
	ledger.Add[Pause](r, "pause", whole)
	ledger.Add[Resume](r, "resume", whole)
	ledger.Add[End](r, "end", whole)
	ledger.Add[Arrive](r, "arrive", whole)
	ledger.Add[Leave](r, "leave", whole)
	ledger.Add[Turn](r, "turn", whole)
	return r
}

func TestOpsAsJSON(t *testing.T) {
	full := Plan{"a", "plan", "Goal", 12, "Wait", "p"}
	const step = `{"id":"a","activity":"plan","title":"Goal","minutes":12,"note":"Wait","partner":"p"}`
	r := registry()
	seen := map[string]bool{}
	for _, c := range []struct {
		op   any
		want string
	}{
		{PlanMeeting{"m", "Joint", "joint", "p", "2026-12-01", []Plan{full}},
			`{"meeting":"m","title":"Joint","template":"joint","partner":"p","on":"2026-12-01","steps":[` + step + `]}`},
		{AddStep{"m", "V", full}, `{"meeting":"m","rank":"V","step":` + step + `}`},
		{EditStep{"a", patch("minutes", "1", "2")}, `{"step":"a","patch":{"minutes":{"from":1,"to":2}}}`},
		{DropStep{"a"}, `{"step":"a"}`},
		{WriteNote{"a", "x", "y"}, `{"step":"a","text":"x","was":"y"}`},
		{Edit{"m", patch("title", `"a"`, `"b"`)}, `{"meeting":"m","patch":{"title":{"from":"a","to":"b"}}}`},
		{Cancel{"m"}, `{"meeting":"m"}`},
		{SaveTemplate{Template{"t", "Ours", []Plan{full}}}, `{"template":{"id":"t","label":"Ours","steps":[` + step + `]}}`},
		{DropTemplate{"t"}, `{"template":"t"}`},
		{Decide{"d", "Yes", "m", "a", "p"}, `{"decision":"d","text":"Yes","meeting":"m","step":"a","partner":"p"}`},
		{Reword{"d", "a", "b"}, `{"decision":"d","from":"a","to":"b"}`},
		{Retract{"d"}, `{"decision":"d"}`},
		{Park{"t", "Snacks", "m", "p"}, `{"topic":"t","text":"Snacks","meeting":"m","partner":"p"}`},
		{TakeUp{"t", true}, `{"topic":"t","done":true}`},
		{Hush{"m", 3}, `{"meeting":"m","minutes":3}`},
		{Start{"m"}, `{"meeting":"m"}`},
		{Go{"m", "a"}, `{"meeting":"m","step":"a"}`},
		{Pause{"m", ten()}, `{"meeting":"m","until":"2026-11-23T10:00:00Z"}`},
		{Pause{Meeting: "m"}, `{"meeting":"m"}`},
		{Resume{"m"}, `{"meeting":"m"}`},
		{End{"m", "2026-12-01"}, `{"meeting":"m","next":"2026-12-01"}`},
		{Arrive{"x", "m", "Counselor", "p", "V"}, `{"present":"x","meeting":"m","name":"Counselor","person":"p","rank":"V"}`},
		{Leave{"x"}, `{"present":"x"}`},
		{Turn{"m", Spoke, "x"}, `{"meeting":"m","was":"spoke","to":"x"}`},
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
		for _, newer := range []string{strings.TrimSuffix(string(data), "}") + `,"newer":1}`,
			strings.Replace(string(data), `"patch":{`, `"patch":{"newer":{"to":1},`, 1)} {
			if _, err := r.Decode(ledger.Entry{Op: name, Data: json.RawMessage(newer)}); err == nil && newer != string(data) {
				t.Errorf("%s takes %s", name, newer)
			}
		}
	}
	if len(seen) != len(r.Names()) {
		t.Errorf("%d ops, %d of them here", len(r.Names()), len(seen))
	}
}

// TestStateAsJSON: a snapshot gives back the same state.
func TestStateAsJSON(t *testing.T) {
	w := talking(t).do(Decide{Decision: "d", Text: "Yes", Meeting: "m"}, Park{Topic: "t", Text: "Snacks"}, WriteNote{"a", "x", ""},
		SaveTemplate{Template{"t", "Ours", steps(5)}}, Turn{"m", "", "x"}, Hush{"m", 2}).after(time.Minute).do(Go{"m", "b"}, Pause{Meeting: "m"})
	data, err := json.Marshal(w.s)
	if err != nil {
		t.Fatal(err)
	}
	var back State
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(back)
	if err != nil || string(again) != string(data) {
		t.Errorf("%v\n%s\n%s", err, data, again)
	}
	if st, _ := back.Steps.Get("a"); st.Spent != time.Minute || !st.Seen {
		t.Errorf("%+v", st)
	}
}
