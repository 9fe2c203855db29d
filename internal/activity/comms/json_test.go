package comms

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"convene/internal/day"
	"convene/internal/ledger"
)

var _ = []ledger.Referrer{Message{}, Structure{}} // nothing they refer to may vanish under them

func registry() *ledger.Registry[State] {
	r := ledger.NewRegistry[State]()
	whole := func(s *State) *State { return s }
	ledger.Add[WriteAnswer](r, "comms.answer", whole)
	ledger.Add[AddStructure](r, "comms.add_structure", whole)
	ledger.Add[EditStructure](r, "comms.edit_structure", whole)
	ledger.Add[RemoveStructure](r, "comms.remove_structure", whole)
	ledger.Add[MoveStructure](r, "comms.move_structure", whole)
	ledger.Add[AddMessage](r, "comms.add_message", whole)
	ledger.Add[EditMessage](r, "comms.edit_message", whole)
	ledger.Add[RemoveMessage](r, "comms.remove_message", whole)
	ledger.Add[MoveMessage](r, "comms.move_message", whole)
	ledger.Add[SetState](r, "comms.set_state", whole)
	ledger.Add[AddHoliday](r, "comms.add_holiday", whole)
	ledger.Add[NameHoliday](r, "comms.name_holiday", whole)
	ledger.Add[RemoveHoliday](r, "comms.remove_holiday", whole)
	return r
}

func TestOpsAsJSON(t *testing.T) {
	full := Message{"m1", "Families", "News", "They know", "g1", "2026-11-17 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "Letter", "Ana", ToFamilies, ids("a"), Happens,
		[]day.Day{"2026-12-29"}, "V000"}
	r := registry()
	seen := map[string]bool{}
	for _, c := range []struct {
		op   any
		want string
	}{
		{WriteAnswer{"now", patch("text", `"a"`, `"b"`)}, `{"prompt":"now","patch":{"text":{"from":"a","to":"b"}}}`},
		{AddStructure{Structure{"s1", "Huddle", "Ten minutes", ids("a"), "V"}}, `{"structure":{"id":"s1","name":"Huddle","what":"Ten minutes","partners":["a"],"rank":"V"}}`},
		{EditStructure{"s1", patch("name", `"a"`, `"b"`)}, `{"structure":"s1","patch":{"name":{"from":"a","to":"b"}}}`},
		{RemoveStructure{"s1"}, `{"structure":"s1"}`},
		{MoveStructure{"s1", "W"}, `{"structure":"s1","rank":"W"}`},
		{AddMessage{full}, `{"message":{"id":"m1","audience":"Families","what":"News","why":"They know","goal":"g1",` +
			`"recurrence":"2026-11-17 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU","channel":"Letter","sender":"Ana","direction":"to_families","partners":["a"],` +
			`"state":"happens","skip":["2026-12-29"],"rank":"V000"}}`},
		{EditMessage{"m1", patch("skip", "", `["2026-12-29"]`)}, `{"message":"m1","patch":{"skip":{"to":["2026-12-29"]}}}`},
		{RemoveMessage{"m1"}, `{"message":"m1"}`},
		{MoveMessage{"m1", "W"}, `{"message":"m1","rank":"W"}`},
		{SetState{"m1", Stop, Happens}, `{"message":"m1","to":"stop","was":"happens"}`},
		{AddHoliday{"2026-12-21", "2027-01-01", "Break"}, `{"day":"2026-12-21","last":"2027-01-01","name":"Break"}`},
		{NameHoliday{"2026-12-21", "", "Break", "Snow"}, `{"day":"2026-12-21","was":"Break","name":"Snow"}`},
		{RemoveHoliday{Day: "2026-12-21"}, `{"day":"2026-12-21"}`},
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

func TestStateAsJSON(t *testing.T) {
	y := planned(t).do(AddHoliday{"2026-12-21", "2027-01-01", "Break"}, WriteAnswer{"now", patch("text", "", `"x"`)})
	var back State
	if err := json.Unmarshal([]byte(dump(t, y.s)), &back); err != nil {
		t.Fatal(err)
	}
	equal(t, "snapshot", dump(t, back), dump(t, y.s))
	equal(t, "messages", back.Messages.List(), y.s.Messages.List())
}

func TestLabels(t *testing.T) {
	for _, d := range Directions() {
		if d.Label() == string(d) {
			t.Errorf("%s has no words", d)
		}
	}
	for _, s := range Statuses() {
		if s.Label() == "" {
			t.Errorf("%s has no words", s)
		}
	}
	for _, r := range []ledger.Labelled{Message{What: "x"}, Message{Audience: "x"}, Structure{Name: "x"}, Holiday{Day: today}, Holiday{Name: "x"}, Answer{}} {
		if r.Label() == "" {
			t.Errorf("%T has no label", r)
		}
	}
	if Direction("x").Label() != "x" || Status("x").Label() != "x" {
		t.Error("what is not known is not shown")
	}
}
