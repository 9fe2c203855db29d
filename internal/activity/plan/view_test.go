package plan

import (
	"strings"
	"testing"

	"convene/internal/activity/partner"
)

func merged(id partner.ID) partner.ID {
	if id == "b" {
		return "a"
	}
	return id
}

func stepIDs(list []Step) string {
	var out []string
	for _, s := range list {
		out = append(out, s.ID)
	}
	return strings.Join(out, " ")
}

func goalIDs(list []Goal) string {
	var out []string
	for _, g := range list {
		out = append(out, g.ID)
	}
	return strings.Join(out, " ")
}

func TestForm(t *testing.T) {
	y := filled(t)
	f, ok := Read(y.s, nil).Form("g")
	if !ok || len(f.School) != 1 || len(f.Partners) != 1 || f.Partners[0].Partner != "a" || f.Partners[0].Practices[0].ID != "p2" {
		t.Errorf("practices: %+v", f)
	}
	equal(t, "joined", []string{f.Opportunities[0].Practices[0].ID, f.Opportunities[0].Practices[1].ID}, []string{"p1", "p2"})
	equal(t, "the school's people first", []string{f.People[0].ID, f.People[1].ID}, []string{"w2", "w1"})
	equal(t, "steps", stepIDs(f.Steps), "s1")
	h, _ := Read(y.s, nil).Form("h")
	equal(t, "a column for each partner", []int{len(h.Partners), len(h.Partners[0].Practices), len(h.Partners[1].Practices)}, []int{2, 0, 1})
	one, _ := Read(y.s, merged).Form("h")
	equal(t, "one column for those that were merged", []int{len(one.Partners), len(one.Partners[0].Practices)}, []int{1, 1})
	equal(t, "and its practice", one.Partners[0].Practices[0].Partner, partner.ID("a"))
	y.do(EditGoal{"h", patch("partners", ids("a", "b"), ids("a"))})
	h, _ = Read(y.s, nil).Form("h")
	equal(t, "what a former partner does stays", h.Partners[1].Practices[0].ID, "p3")
	if _, ok := Read(y.s, nil).Form("z"); ok {
		t.Error("a form of no goal")
	}
}

func TestGoals(t *testing.T) {
	y := filled(t)
	equal(t, "all", goalIDs(Read(y.s, nil).Goals(false)), "g h")
	equal(t, "of b", goalIDs(Read(y.s, nil).GoalsOf("b", false)), "h")
	equal(t, "of a and b, merged", goalIDs(Read(y.s, merged).GoalsOf("b", false)), "g h")
	y.do(Move{GoalKind, "g", "z"}, Archive{"h", true})
	equal(t, "archived", goalIDs(Read(y.s, nil).Goals(true)), "h g")
	equal(t, "without", goalIDs(Read(y.s, nil).GoalsOf("a", false)), "g")
	g, _ := Read(y.s, merged).Goal("h")
	equal(t, "partners once", g.Partners, ids("a"))
}

func TestStepList(t *testing.T) {
	y := filled(t).do(
		AddStep{ID: "t1", Goal: "g", What: "x", By: today}, AddStep{ID: "t2", Goal: "g", What: "x", By: today.Add(-1), Who: "Zoe"},
		AddStep{ID: "t3", Goal: "g", What: "x", By: today.Add(14)}, AddStep{ID: "t4", Goal: "g", What: "x", By: today.Add(15), Who: "Ána"},
		AddStep{ID: "t5", Goal: "g", What: "x", By: today.Add(-30)}, AddStep{ID: "t6", Goal: "g", What: "x"},
		SetState{"t5", Done, Open, today.Add(-1)}, SetState{"t6", Done, Open, today}, SetState{Step: "t2", To: Doing, Was: Open},
	)
	show := func(v View, f Filter) string {
		s := v.Steps(today, f)
		if n := len(s.Overdue) + len(s.Soon) + len(s.Later) + len(s.Done); n != s.Len() {
			t.Errorf("%d of %d", s.Len(), n)
		}
		return strings.Join([]string{stepIDs(s.Overdue), stepIDs(s.Soon), stepIDs(s.Later), stepIDs(s.Done)}, " | ")
	}
	v := Read(y.s, nil)
	equal(t, "all", show(v, Filter{}), "s1 t2 | t1 s2 t3 | t4 s3 | t6 t5")
	equal(t, "of an owner", show(v, Filter{Owner: "COUNSELOR"}), "s1 | s2 |  | ")
	equal(t, "of an owner with an accent", show(v, Filter{Owner: "ana"}), " |  | t4 | ")
	equal(t, "of b, its own and its goal's", show(v, Filter{Partner: "b"}), " | s2 | s3 | ")
	equal(t, "of b, merged", show(Read(y.s, merged), Filter{Partner: "b", Goal: "h"}), " | s2 |  | ")
	equal(t, "of a goal", show(v, Filter{Goal: "h"}), " | s2 |  | ")
	equal(t, "owners", v.Owners(), []Owner{{"counselor", 2}, {"Zoe", 1}, {"Ána", 1}, {"", 3}})
	tally := v.Tally(today)
	equal(t, "tally", tally, Tally{Goals: 2, Open: 7, Overdue: 2, Soon: 3, Done: 2})
	equal(t, "in words", tally.String(), "2 goals, 7 open steps, 2 overdue")
	equal(t, "in fewer words", Tally{Goals: 1, Open: 1}.String(), "1 goal, 1 open step")
	st, _ := y.s.Steps.Get("s2")
	equal(t, "partners", Read(y.s, merged).PartnersOf(st), ids("a"))
}
