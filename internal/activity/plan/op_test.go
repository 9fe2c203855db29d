package plan

import (
	"strings"
	"testing"

	"convene/internal/ledger"
)

func TestAddOps(t *testing.T) {
	long := strings.Repeat("x", TextMax+1)
	joins := make([]string, joinsMax+1)
	try(t, []opCase{
		{"goal", start, part, AddGoal{ID: "g", Partners: ids("a"), Text: "x"}, ""},
		{"goal as observer", start, watch, AddGoal{ID: "g", Partners: ids("a"), Text: "x"}, "You are watching"},
		{"goal as guest", start, guest, AddGoal{ID: "g", Partners: ids("a"), Text: "x"}, "for the school's team"},
		{"goal with nobody", start, part, AddGoal{ID: "g", Text: "x"}, "needs a partner"},
		{"goal with one twice", start, part, AddGoal{ID: "g", Partners: ids("a", "a"), Text: "x"}, "stands there twice"},
		{"goal without words", start, part, AddGoal{ID: "g", Partners: ids("a")}, "A goal needs words"},
		{"goal at length", start, part, AddGoal{ID: "g", Partners: ids("a"), Text: long}, "shorten"},
		{"goal with escapes", start, part, AddGoal{ID: "g", Partners: ids("a"), Text: "a\x1b[2Jb"}, "one line"},
		{"goal twice", goal, part, AddGoal{ID: "g", Partners: ids("a"), Text: "x"}, "in the plan already"},
		{"goal without an ID", start, part, AddGoal{Partners: ids("a"), Text: "x"}, "in the plan already"},
		{"goal nowhere", start, part, AddGoal{ID: "g", Partners: ids("a"), Text: "x", Rank: "é"}, "no such place"},
		{"practice", goal, part, AddPractice{ID: "p", Goal: "g", Side: School, Text: "x"}, ""},
		{"practice of the one partner", goal, part, AddPractice{ID: "p", Goal: "g", Side: PartnerSide, Text: "x"}, ""},
		{"practice of which partner", goal, part, AddPractice{ID: "p", Goal: "h", Side: PartnerSide, Text: "x"}, "choose whose practice"},
		{"practice of no side", goal, part, AddPractice{ID: "p", Goal: "g", Text: "x"}, "choose a column"},
		{"practice of the school and a partner", goal, part, AddPractice{ID: "p", Goal: "g", Side: School, Partner: "a", Text: "x"}, "names no partner"},
		{"practice under nothing", start, part, AddPractice{ID: "p", Goal: "g", Side: School, Text: "x"}, "no longer in the plan"},
		{"practice without words", goal, part, AddPractice{ID: "p", Goal: "g", Side: School}, "needs words"},
		{"practice of a guest", goal, guest, AddPractice{ID: "p", Goal: "g", Side: PartnerSide, Text: "x"}, ""},
		{"practice of a guest among several", goal, guest, AddPractice{ID: "p", Goal: "h", Side: PartnerSide, Partner: "a", Text: "x"}, ""},
		{"practice of a guest for another", goal, guest, AddPractice{ID: "p", Goal: "h", Side: PartnerSide, Partner: "b", Text: "x"}, "another partner's step"},
		{"practice of a guest for the school", goal, guest, AddPractice{ID: "p", Goal: "g", Side: School, Text: "x"}, "school's side"},
		{"practice as observer", goal, watch, AddPractice{ID: "p", Goal: "g", Side: School, Text: "x"}, "You are watching"},
		{"opportunity", filled, part, AddOpportunity{ID: "o", Goal: "g", Text: "x", Joins: []string{"p1", "p2"}}, ""},
		{"opportunity of a guest", filled, guest, AddOpportunity{ID: "o", Goal: "g", Text: "x"}, ""},
		{"opportunity over two goals", filled, part, AddOpportunity{ID: "o", Goal: "g", Text: "x", Joins: []string{"p3"}}, "serves another goal"},
		{"opportunity with nothing", filled, part, AddOpportunity{ID: "o", Goal: "g", Text: "x", Joins: []string{"p9"}}, "no longer in the plan"},
		{"opportunity with one twice", filled, part, AddOpportunity{ID: "o", Goal: "g", Text: "x", Joins: []string{"p1", "p1"}}, "joined twice"},
		{"opportunity with many", filled, part, AddOpportunity{ID: "o", Goal: "g", Text: "x", Joins: joins}, "more than 40"},
		{"opportunity under nothing", filled, part, AddOpportunity{ID: "o", Goal: "z", Text: "x"}, "no longer in the plan"},
		{"person", goal, part, AddPerson{ID: "w", Goal: "g", Text: "x", Side: School}, ""},
		{"person of no side", goal, part, AddPerson{ID: "w", Goal: "g", Text: "x"}, "choose one"},
		{"person under nothing", goal, part, AddPerson{ID: "w", Goal: "z", Text: "x", Side: School}, "no longer in the plan"},
		{"person of a guest", goal, guest, AddPerson{ID: "w", Goal: "g", Text: "x", Side: PartnerSide}, ""},
		{"person of a guest at the school", goal, guest, AddPerson{ID: "w", Goal: "g", Text: "x", Side: School}, "school's side"},
		{"step", goal, part, AddStep{ID: "s", Goal: "g", What: "x", Who: "y", By: "2026-12-05"}, ""},
		{"step under nothing yet", start, part, AddStep{ID: "s", What: "x"}, ""},
		{"step under what is gone", start, part, AddStep{ID: "s", Goal: "g", What: "x"}, "no longer in the plan"},
		{"step of a guest", goal, guest, AddStep{ID: "s", Goal: "g", What: "x"}, ""},
		{"step of a guest under nothing", goal, guest, AddStep{ID: "s", What: "x"}, "under a goal"},
		{"step on no day", goal, part, AddStep{ID: "s", What: "x", By: "5 Dec"}, "is not a day"},
		{"step of a long name", goal, part, AddStep{ID: "s", What: "x", Who: strings.Repeat("x", WhoMax+1)}, "shorten"},
		{"step without words", goal, part, AddStep{ID: "s"}, "A step needs words"},
		{"step from a strange meeting", goal, part, AddStep{ID: "s", What: "x", Source: long}, "cannot be"},
	})
}

func TestEditOps(t *testing.T) {
	try(t, []opCase{
		{"goal", goal, part, EditGoal{"g", patch("text", "Name a feeling", "Name it")}, ""},
		{"goal's partners", goal, part, EditGoal{"g", patch("partners", ids("a"), ids("a", "b"))}, ""},
		{"goal without partners", goal, part, EditGoal{"g", patch("partners", ids("a"), nil)}, "needs a partner"},
		{"goal that met", goal, part, EditGoal{"g", patch("text", "other", "x")}, "Both versions"},
		{"goal as guest", goal, guest, EditGoal{"g", patch("text", "Name a feeling", "x")}, "for the school's team"},
		{"goal that is gone", start, part, EditGoal{"g", patch("text", "a", "b")}, "Somebody has removed"},
		{"goal's ID", goal, part, EditGoal{"g", patch("id", "g", "z")}, "not edited by hand"},
		{"goal's rank", goal, part, EditGoal{"g", patch("rank", "V000", "z")}, "not edited by hand"},
		{"nothing", goal, part, EditGoal{"g", ledger.Patch{}}, "Nothing was changed"},
		{"archive", goal, part, Archive{"g", true}, ""},
		{"archive twice", func(t *testing.T) *story { return goal(t).do(Archive{"g", true}) }, part, Archive{"g", true}, "archived already"},
		{"bring back", func(t *testing.T) *story { return goal(t).do(Archive{"g", true}) }, part, Archive{"g", false}, ""},
		{"bring back what is here", goal, part, Archive{"g", false}, "not archived"},
		{"archive nothing", start, part, Archive{"g", true}, "no longer in the plan"},
		{"archive as guest", goal, guest, Archive{"g", true}, "for the school's team"},
		{"practice", filled, part, EditPractice{"p1", patch("text", "Morning meeting", "Circle")}, ""},
		{"practice's side", filled, part, EditPractice{"p2", patch("side", "partner", "school")}, ""},
		{"practice without words", filled, part, EditPractice{"p1", patch("text", "Morning meeting", "")}, "needs words"},
		{"practice of no side", filled, part, EditPractice{"p1", patch("side", "school", "x")}, "choose a column"},
		{"opportunity", filled, part, EditOpportunity{"o1", patch("text", "Same words", "One list")}, ""},
		{"opportunity's joins", filled, part, EditOpportunity{"o1", patch("joins", []string{"p1", "p2"}, nil)}, "not edited by hand"},
		{"person", filled, part, EditPerson{"w1", patch("text", "club director", "Eve")}, ""},
		{"person of no side", filled, part, EditPerson{"w1", patch("side", "partner", nil)}, "choose one"},
		{"step", filled, part, EditStep{"s1", patch("by", "2026-11-10", "2026-12-01")}, ""},
		{"step without a day", filled, part, EditStep{"s1", patch("by", "2026-11-10", nil)}, ""},
		{"step on no day", filled, part, EditStep{"s1", patch("by", "2026-11-10", "2026-11-31")}, "is not a day"},
		{"step under a goal", filled, part, EditStep{"s3", patch("goal", nil, "h")}, ""},
		{"step under nothing", filled, part, EditStep{"s3", patch("goal", nil, "z")}, "no longer in the plan"},
		{"step's state", filled, part, EditStep{"s1", patch("state", "open", "done")}, "not edited by hand"},
		{"step as observer", filled, watch, EditStep{"s1", patch("who", "counselor", "x")}, "You are watching"},
	})
}

func TestChangeOps(t *testing.T) {
	done := func(t *testing.T) *story { return filled(t).do(SetState{"s1", Done, Open, today}) }
	try(t, []opCase{
		{"doing", filled, part, SetState{Step: "s1", To: Doing, Was: Open}, ""},
		{"done", filled, part, SetState{"s1", Done, Open, today}, ""},
		{"done the day before", filled, part, SetState{"s1", Done, Open, "2026-11-15"}, ""},
		{"done on no day", filled, part, SetState{Step: "s1", To: Done, Was: Open}, "today or earlier"},
		{"done next week", filled, part, SetState{"s1", Done, Open, "2026-11-23"}, "today or earlier"},
		{"open again", done, part, SetState{Step: "s1", To: Open, Was: Done}, ""},
		{"done already", done, part, SetState{"s1", Done, Open, today}, "done already"},
		{"moved by somebody", done, part, SetState{Step: "s1", To: Doing, Was: Open}, "it is done"},
		{"no state", filled, part, SetState{Step: "s1", To: "newer", Was: Open}, "choose one of them"},
		{"no step", filled, part, SetState{Step: "s9", To: Doing, Was: Open}, "no longer in the plan"},
		{"as guest", filled, guest, SetState{Step: "s1", To: Doing, Was: Open}, "for the school's team"},
		{"join", func(t *testing.T) *story { return filled(t).do(Unjoin{"o1", "p1"}) }, part, Join{"o1", "p1"}, ""},
		{"join twice", filled, part, Join{"o1", "p1"}, "joined already"},
		{"join another goal's", filled, part, Join{"o1", "p3"}, "serves another goal"},
		{"join nothing", filled, part, Join{"o1", "p9"}, "no longer in the plan"},
		{"join to nothing", filled, part, Join{"o9", "p1"}, "no longer in the plan"},
		{"join as observer", filled, watch, Join{"o1", "p1"}, "You are watching"},
		{"unjoin", filled, part, Unjoin{"o1", "p1"}, ""},
		{"unjoin what is not", filled, part, Unjoin{"o1", "p3"}, "not joined"},
		{"unjoin from nothing", filled, part, Unjoin{"o9", "p1"}, "no longer in the plan"},
		{"unjoin as guest", filled, guest, Unjoin{"o1", "p1"}, "for the school's team"},
		{"move a goal", filled, part, Move{GoalKind, "g", "z"}, ""},
		{"move a practice", filled, part, Move{PracticeKind, "p1", "z"}, ""},
		{"move an opportunity", filled, part, Move{OpportunityKind, "o1", "z"}, ""},
		{"move a person", filled, part, Move{PersonKind, "w1", "z"}, ""},
		{"move a step", filled, part, Move{StepKind, "s1", "z"}, ""},
		{"move where it is", filled, part, Move{GoalKind, "g", "V000"}, "there already"},
		{"move nowhere", filled, part, Move{GoalKind, "g", ""}, "no such place"},
		{"move nothing", filled, part, Move{GoalKind, "z", "z"}, "no longer in the plan"},
		{"move what is unknown", filled, part, Move{"newer", "g", "z"}, "no longer in the plan"},
		{"move as guest", filled, guest, Move{GoalKind, "g", "z"}, "for the school's team"},
		{"remove a goal that is used", filled, part, Remove{GoalKind, "g"}, "archive the goal"},
		{"remove a goal", goal, part, Remove{GoalKind, "g"}, ""},
		{"remove a practice", filled, part, Remove{PracticeKind, "p1"}, ""},
		{"remove an opportunity", filled, part, Remove{OpportunityKind, "o1"}, ""},
		{"remove a person", filled, part, Remove{PersonKind, "w1"}, ""},
		{"remove a step", filled, part, Remove{StepKind, "s1"}, ""},
		{"remove nothing", filled, part, Remove{StepKind, "s9"}, "no longer in the plan"},
		{"remove as guest", filled, guest, Remove{StepKind, "s1"}, "for the school's team"},
	})
}

func TestRemovedPracticeIsUnjoined(t *testing.T) {
	y := filled(t)
	before := y.s
	y.do(Remove{PracticeKind, "p1"})
	o, _ := y.s.Opportunities.Get("o1")
	equal(t, "joins", o.Joins, []string{"p2"})
	was, _ := before.Opportunities.Get("o1")
	equal(t, "the older state", was.Joins, []string{"p1", "p2"})
	equal(t, "both are of one change", y.s.Opportunities.Touched(y.seq), []string{"o1"})
	equal(t, "removes", Remove{PracticeKind, "p1"}.Removes(), ledger.Ref{Table: PracticeTable, Key: "p1"})
}

func TestSteps(t *testing.T) {
	y := filled(t).do(SetState{Step: "s1", To: Open.Next(), Was: Open}, SetState{"s1", Doing.Next(), Doing, "2026-11-14"})
	st, _ := y.s.Steps.Get("s1")
	equal(t, "done", []any{st.State, st.DoneOn}, []any{Done, today.Add(-2)})
	y.do(SetState{Step: "s1", To: Done.Next(), Was: Done})
	st, _ = y.s.Steps.Get("s1")
	equal(t, "open again", []any{st.State, string(st.DoneOn)}, []any{Open, ""})
	equal(t, "from the unknown", Progress("newer").Next(), Open)
}
