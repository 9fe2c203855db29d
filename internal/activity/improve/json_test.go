package improve

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"convene/internal/ledger"
)

var _ = []ledger.Referrer{Measure{}, Observation{}, Reflection{}} // nothing they refer to may vanish under them

func registry() *ledger.Registry[State] {
	r := ledger.NewRegistry[State]()
	whole := func(s *State) *State { return s }
	ledger.Add[WriteAnswer](r, "improve.answer", whole)
	ledger.Add[AddMeasure](r, "improve.add_measure", whole)
	ledger.Add[EditMeasure](r, "improve.edit_measure", whole)
	ledger.Add[RemoveMeasure](r, "improve.remove_measure", whole)
	ledger.Add[MoveMeasure](r, "improve.move_measure", whole)
	ledger.Add[AddObservation](r, "improve.add_observation", whole)
	ledger.Add[EditObservation](r, "improve.edit_observation", whole)
	ledger.Add[RemoveObservation](r, "improve.remove_observation", whole)
	ledger.Add[AddReflection](r, "improve.add_reflection", whole)
	ledger.Add[EditReflection](r, "improve.edit_reflection", whole)
	ledger.Add[RemoveReflection](r, "improve.remove_reflection", whole)
	ledger.Add[EditReview](r, "improve.review", whole)
	return r
}

func TestOpsAsJSON(t *testing.T) {
	full := Measure{"a", "Belong", "g1", ids("p"), School, Adapted, Weekly, Yearly, 2, Agreement, "Ask first", "Ana", "%", num(0), num(80.5), "2027-06-11", Up, "V"}
	r := registry()
	seen := map[string]bool{}
	for _, c := range []struct {
		op   any
		want string
	}{
		{WriteAnswer{"meet", patch("text", `"a"`, `"b"`)}, `{"prompt":"meet","patch":{"text":{"from":"a","to":"b"}}}`},
		{AddMeasure{full}, `{"measure":{"id":"a","what":"Belong","goal":"g1","partners":["p"],"source":"school","collecting":"adapted","collect_every":"weekly",` +
			`"share_every":"yearly","importance":2,"sharing":"agreement","sharing_note":"Ask first","owner":"Ana","unit":"%","baseline":0,"target":80.5,` +
			`"target_by":"2027-06-11","direction":"up","rank":"V"}}`},
		{EditMeasure{"a", patch("baseline", "", "0")}, `{"measure":"a","patch":{"baseline":{"to":0}}}`},
		{RemoveMeasure{"a", 3}, `{"measure":"a","observations":3}`},
		{MoveMeasure{"a", "W"}, `{"measure":"a","rank":"W"}`},
		{AddObservation{Observation{"o", "a", today, 0, count(0), "x"}}, `{"observation":{"id":"o","measure":"a","on":"2027-03-01","value":0,"count":0,"note":"x"}}`},
		{EditObservation{"o", patch("value", "1", "2.5")}, `{"observation":"o","patch":{"value":{"from":1,"to":2.5}}}`},
		{RemoveObservation{"o"}, `{"observation":"o"}`},
		{AddReflection{Reflection{"r", "a", today, "x", "y", "z"}}, `{"reflection":{"id":"r","measure":"a","on":"2027-03-01","saw":"x","think":"y","change":"z"}}`},
		{EditReflection{"r", patch("saw", `"x"`, "")}, `{"reflection":"r","patch":{"saw":{"from":"x"}}}`},
		{RemoveReflection{"r"}, `{"reflection":"r"}`},
		{EditReview{patch("next", "", `"2027-04-01"`)}, `{"patch":{"next":{"to":"2027-04-01"}}}`},
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
		for _, newer := range []string{strings.TrimSuffix(string(data), "}") + `,"newer":1}`, strings.Replace(string(data), `"patch":{`, `"patch":{"newer":{"to":1},`, 1),
			strings.Replace(string(data), `"id":`, `"newer":1,"id":`, 1)} {
			if _, err := r.Decode(ledger.Entry{Op: name, Data: json.RawMessage(newer)}); err == nil && newer != string(data) {
				t.Errorf("%s takes %s", name, newer)
			}
		}
	}
	if len(seen) != len(r.Names()) {
		t.Errorf("%d ops, %d of them here", len(r.Names()), len(seen))
	}
}

// TestZeroAndNone: a target of zero is not the same as none, through a patch and back.
func TestZeroAndNone(t *testing.T) {
	y := planned(t).do(EditMeasure{"b", patch("target", "5", "0")})
	m, _ := y.s.Measures.Get("b")
	if m.Target == nil || *m.Target != 0 {
		t.Fatalf("%v", m.Target)
	}
	y.do(EditMeasure{"b", ledger.Diff(m, func() Measure { n := m; n.Target = nil; return n }())})
	if m, _ = y.s.Measures.Get("b"); m.Target != nil {
		t.Fatal("a target")
	}
}

func TestStateAsJSON(t *testing.T) {
	y := planned(t).do(EditReview{patch("every", "", `"term"`)}, WriteAnswer{"share", patch("text", "", `"x"`)})
	var back State
	if err := json.Unmarshal([]byte(dump(t, y.s)), &back); err != nil {
		t.Fatal(err)
	}
	equal(t, "snapshot", dump(t, back), dump(t, y.s))
	equal(t, "measures", back.Measures.List(), y.s.Measures.List())
}

func TestLabels(t *testing.T) {
	var words []string
	for _, v := range Sources() {
		words = append(words, v.Label())
	}
	for _, v := range Collectings() {
		words = append(words, v.Label())
	}
	for _, v := range Frequencies() {
		words = append(words, v.Label())
	}
	for _, v := range Sharings() {
		words = append(words, v.Label())
	}
	for _, v := range Directions() {
		words = append(words, v.Label())
	}
	for _, v := range []Flag{NeedsAgreement, NotKnown, NotShared, SmallCounts} {
		words = append(words, v.Label())
	}
	for _, v := range []ledger.Labelled{Measure{What: "x"}, Observation{On: today}, Reflection{On: today}, Review{}, Answer{}} {
		words = append(words, v.Label())
	}
	for _, w := range words {
		if w == "" || strings.ContainsAny(w, "_") {
			t.Errorf("%q are no words", w)
		}
	}
	if Source("x").Label()+Collecting("x").Label()+Sharing("x").Label()+Direction("x").Label()+Flag("x").Label() != "xxxxx" || Frequency("x").Days() != 0 {
		t.Error("what is not known is not shown")
	}
}
