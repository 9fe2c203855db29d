package comms

import (
	"errors"
	"strings"
	"testing"

	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/ledger"
)

func TestMessageOps(t *testing.T) {
	with := func(change func(*Message)) AddMessage {
		m := Message{ID: "m9", What: "News", State: Missing}
		change(&m)
		return AddMessage{m}
	}
	long := strings.Repeat("x", 300)
	many := make([]day.Day, SkipMax+1)
	for i := range many {
		many[i] = today.Add(i)
	}
	var crowd []partner.ID
	for i := range PartnersMax + 1 {
		crowd = append(crowd, partner.ID(strings.Repeat("p", i+1)))
	}
	try(t, planned, []opCase{
		{"add", with(func(*Message) {}), ""},
		{"add an audience alone", with(func(m *Message) { m.What, m.Audience = "", "Families" }), ""},
		{"add at a rank", with(func(m *Message) { m.Rank = "A" }), ""},
		{"add twice", with(func(m *Message) { m.ID = "m1" }), "there already"},
		{"add without an ID", with(func(m *Message) { m.ID = "" }), "there already"},
		{"add nothing", with(func(m *Message) { m.What = "" }), "needs what it says"},
		{"add without a state", with(func(m *Message) { m.State = "" }), "one of the three"},
		{"add with a bad rank", with(func(m *Message) { m.Rank = "é" }), "no such place"},
		{"add with a long reason", with(func(m *Message) { m.Why = long }), "The reason is one line of at most 280"},
		{"add with a long sender", with(func(m *Message) { m.Sender = long }), "at most 120"},
		{"add two lines", with(func(m *Message) { m.Channel = "a\nb" }), "The way is one line"},
		{"add with a hostile text", with(func(m *Message) { m.What = "x\x1b[2J" }), "What is said"},
		{"add with a wrong recurrence", with(func(m *Message) { m.Recurrence = "FREQ=HOURLY" }), "how often"},
		{"add with a wrong direction", with(func(m *Message) { m.Direction = "sideways" }), "“sideways” is no way"},
		{"add with a hostile goal", with(func(m *Message) { m.Goal = "g\n1" }), "no goal"},
		{"add with a partner twice", with(func(m *Message) { m.Partners = ids("a", "a") }), "listed twice"},
		{"add with no partner", with(func(m *Message) { m.Partners = ids("") }), "listed twice, or is none"},
		{"add with all partners", with(func(m *Message) { m.Partners = crowd }), "more than 50"},
		{"add with a wrong skip", with(func(m *Message) { m.Skip = []day.Day{"soon"} }), "is none"},
		{"add with many skips", with(func(m *Message) { m.Skip = many }), "at most 200"},
	})
}

func TestMessageChanges(t *testing.T) {
	try(t, planned, []opCase{
		{"edit", EditMessage{"m1", patch("what", `"What we do this month"`, `"News"`)}, ""},
		{"edit the state", EditMessage{"m1", patch("state", `"happens"`, `"stop"`)}, ""},
		{"edit the recurrence", EditMessage{"m1", patch("recurrence", `"FREQ=WEEKLY;BYDAY=TU"`, `"2026-12-05"`)}, ""},
		{"edit to a wrong recurrence", EditMessage{"m1", patch("recurrence", `"FREQ=WEEKLY;BYDAY=TU"`, `"often"`)}, "how often"},
		{"edit to nothing", EditMessage{"m4", ledger.Diff(Message{Audience: "Board", What: "Report"}, Message{})}, "needs what it says"},
		{"edit what is changed", EditMessage{"m1", patch("what", `"Other"`, `"News"`)}, "Somebody else"},
		{"edit no field", EditMessage{"m1", ledger.Patch{}}, "Nothing was changed"},
		{"edit the ID", EditMessage{"m1", patch("id", `"m1"`, `"m2"`)}, "not edited by hand"},
		{"edit the rank", EditMessage{"m1", patch("rank", "", `"A"`)}, "not edited by hand"},
		{"edit an unknown field", EditMessage{"m1", patch("colour", "", `"red"`)}, "does not fit"},
		{"edit none", EditMessage{"m9", patch("what", "", `"x"`)}, "no longer in the plan"},
		{"remove", RemoveMessage{"m1"}, ""},
		{"remove none", RemoveMessage{"m9"}, "no longer in the plan"},
		{"move", MoveMessage{"m1", "zzzz"}, ""},
		{"move nowhere", MoveMessage{"m1", "V000"}, "stands there already"},
		{"move to no place", MoveMessage{"m1", ""}, "no such place"},
		{"move none", MoveMessage{"m9", "A"}, "no longer in the plan"},
		{"set the state", SetState{"m1", Stop, Happens}, ""},
		{"set it as it is", SetState{"m1", Happens, Missing}, "already"},
		{"set what is changed", SetState{"m1", Stop, Missing}, "Somebody else"},
		{"set no state", SetState{"m1", "later", Happens}, "one of the three"},
		{"set none", SetState{"m9", Stop, Happens}, "no longer in the plan"},
	})
	var met *ledger.MeetError
	if err := planned(t).try(ledger.Participant, SetState{"m1", Stop, Missing}); !errors.As(err, &met) || met.Fields[0] != "state" || !strings.Contains(string(met.Now), "happens") {
		t.Errorf("%v", err)
	}
}

func TestStructureOps(t *testing.T) {
	try(t, planned, []opCase{
		{"add", AddStructure{Structure{ID: "s2", Name: "Shared notebook"}}, ""},
		{"add twice", AddStructure{Structure{ID: "s1", Name: "Shared notebook"}}, "there already"},
		{"add without a name", AddStructure{Structure{ID: "s2"}}, "needs a name"},
		{"add a long name", AddStructure{Structure{ID: "s2", Name: strings.Repeat("x", 121)}}, "at most 120"},
		{"add a long text", AddStructure{Structure{ID: "s2", Name: "x", What: strings.Repeat("x", 4001)}}, "at most 4000"},
		{"add with a partner twice", AddStructure{Structure{ID: "s2", Name: "x", Partners: ids("a", "a")}}, "listed twice"},
		{"add with a bad rank", AddStructure{Structure{ID: "s2", Name: "x", Rank: "-"}}, "no such place"},
		{"edit", EditStructure{"s1", patch("name", `"Friday huddle"`, `"Monday huddle"`)}, ""},
		{"edit to no name", EditStructure{"s1", patch("name", `"Friday huddle"`, "")}, "needs a name"},
		{"edit the rank", EditStructure{"s1", patch("rank", `"V000"`, `"A"`)}, "not edited by hand"},
		{"edit none", EditStructure{"s2", patch("name", "", `"x"`)}, "no longer in the record"},
		{"remove", RemoveStructure{"s1"}, ""},
		{"remove none", RemoveStructure{"s2"}, "no longer in the record"},
		{"move", MoveStructure{"s1", "A"}, ""},
		{"move nowhere", MoveStructure{"s1", "V000"}, "stands there already"},
		{"move none", MoveStructure{"s2", "A"}, "no longer in the record"},
		{"answer", WriteAnswer{"now", patch("text", "", `"By email."`)}, ""},
		{"answer another prompt", WriteAnswer{"then", patch("text", "", `"x"`)}, "no such prompt"},
		{"answer at length", WriteAnswer{"now", patch("text", "", `"`+strings.Repeat("x", 4001)+`"`)}, "at most 4000"},
		{"answer over another", WriteAnswer{"now", patch("text", `"x"`, `"y"`)}, "Somebody else"},
		{"answer to a prompt by hand", WriteAnswer{"now", patch("prompt", `"now"`, `"who"`)}, "not edited by hand"},
	})
	y := planned(t).do(WriteAnswer{"now", patch("text", "", `"By email."`)})
	equal(t, "answer", y.s.Answer("now"), Answer{"now", "By email."})
	y.do(WriteAnswer{"now", patch("text", `"By email."`, "")})
	equal(t, "no answer", y.s.Answers.Len(), 0)
}

func TestHolidayOps(t *testing.T) {
	given := func(t *testing.T) *story {
		return planned(t).do(AddHoliday{"2026-12-21", "2027-01-01", "Winter break"}, AddHoliday{Day: "2027-01-18"})
	}
	try(t, given, []opCase{
		{"add", AddHoliday{Day: "2027-05-31", Name: "Memorial Day"}, ""},
		{"add to a break", AddHoliday{"2026-12-19", "2026-12-22", "Winter break"}, ""},
		{"add a name", AddHoliday{"2027-01-18", "2027-01-19", "Long weekend"}, ""},
		{"add again", AddHoliday{Day: "2026-12-21", Name: "Winter break"}, "listed as a day off already"},
		{"add under another name", AddHoliday{"2026-12-19", "2026-12-22", "Snow"}, "is listed as Winter break"},
		{"add no day", AddHoliday{Day: "soon"}, "no day"},
		{"add no last day", AddHoliday{"2027-05-31", "soon", ""}, "no day"},
		{"add backwards", AddHoliday{"2027-05-31", "2027-05-30", ""}, "exchange them"},
		{"add a year", AddHoliday{"2027-01-01", "2027-12-31", ""}, "more than 120"},
		{"add two lines", AddHoliday{Day: "2027-05-31", Name: "a\nb"}, "one line"},
		{"name", NameHoliday{"2026-12-21", "2027-01-01", "Winter break", "Holidays"}, ""},
		{"name what has none", NameHoliday{Day: "2027-01-18", Name: "King Day"}, ""},
		{"name what is changed", NameHoliday{"2026-12-21", "2027-01-01", "Snow", "Holidays"}, "Somebody else"},
		{"name the same", NameHoliday{"2026-12-21", "2027-01-01", "Winter break", "Winter break"}, "Nothing was changed"},
		{"name nothing", NameHoliday{Day: "2027-02-01", Name: "x"}, "not listed"},
		{"name two lines", NameHoliday{Day: "2027-01-18", Name: "a\nb"}, "one line"},
		{"remove", RemoveHoliday{Day: "2026-12-25"}, ""},
		{"remove a break", RemoveHoliday{"2026-12-01", "2027-01-31"}, ""},
		{"remove nothing", RemoveHoliday{Day: "2027-02-01"}, "not listed"},
		{"remove no day", RemoveHoliday{Day: "soon"}, "no day"},
	})
	y := given(t)
	equal(t, "breaks", y.s.Breaks(), []Break{{"2026-12-21", "2027-01-01", "Winter break"}, {"2027-01-18", "2027-01-18", ""}})
	y.do(RemoveHoliday{Day: "2026-12-25"}, AddHoliday{Day: "2027-01-19", Name: "x"})
	equal(t, "parted", y.s.Breaks(), []Break{{"2026-12-21", "2026-12-24", "Winter break"}, {"2026-12-26", "2027-01-01", "Winter break"},
		{"2027-01-18", "2027-01-18", ""}, {"2027-01-19", "2027-01-19", "x"}})
	equal(t, "removed", y.do(RemoveHoliday{"2026-12-01", "2027-01-31"}).s.Holidays.Len(), 0)
}

func TestOrder(t *testing.T) {
	y := planned(t)
	order := func() string {
		var out strings.Builder
		for _, m := range Read(y.s, nil).Messages() {
			out.WriteString(m.ID + " ")
		}
		return out.String()
	}
	rank := func(m Message) string { return m.Rank }
	equal(t, "as added", order(), "m1 m2 m3 m4 ")
	y.do(MoveMessage{"m4", RankAt(Read(y.s, nil).Messages(), rank, 0, "m4")})
	equal(t, "to the front", order(), "m4 m1 m2 m3 ")
	y.do(MoveMessage{"m1", RankAt(Read(y.s, nil).Messages(), rank, 2, "m1")})
	equal(t, "down", order(), "m4 m2 m1 m3 ")
	y.do(MoveMessage{"m4", RankAt(Read(y.s, nil).Messages(), rank, 99, "m4")}, AddMessage{Message{ID: "m0", What: "x", State: Stop}})
	equal(t, "to the end", order(), "m2 m1 m3 m4 m0 ")
	y.do(AddStructure{Structure{ID: "s0", Name: "x"}})
	equal(t, "structures", Read(y.s, nil).Structures()[1].ID, "s0")
}

func TestMerge(t *testing.T) {
	y := planned(t)
	before := dump(t, y.s)
	merged := Merge(y.s, 99, "a", "b")
	v := Read(merged, nil)
	equal(t, "messages", []any{v.Messages()[0].Partners, v.Messages()[1].Partners, v.Messages()[2].Partners}, []any{ids("b"), ids("b"), []partner.ID(nil)})
	equal(t, "structures", v.Structures()[0].Partners, ids("b"))
	equal(t, "touched", merged.Messages.Touched(99), []string{"m1", "m2"})
	equal(t, "not changed", dump(t, y.s), before)
	equal(t, "of b", len(v.Of("b")), 2)
	equal(t, "of a", len(v.Of("a")), 0)
	late := Read(y.s, func(p partner.ID) partner.ID {
		if p == "a" {
			return "b"
		}
		return p
	})
	equal(t, "followed", []any{late.Messages()[1].Partners, late.Structures()[0].Partners}, []any{ids("b"), ids("b")})
	equal(t, "still not changed", dump(t, y.s), before)
}
