package touchpoint

import (
	"strings"
	"testing"

	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/ledger"
)

// follow makes a resolve function from pairs: the one merged away, the one that goes on.
func follow(pairs ...partner.ID) func(partner.ID) partner.ID {
	return func(id partner.ID) partner.ID {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == id {
				id = pairs[i+1]
			}
		}
		return id
	}
}

func itemIDs(items []Item) string {
	var out []string
	for _, i := range items {
		inside := ""
		if i.Grouped() {
			for _, c := range i.Contributions {
				inside += " " + c.ID
			}
			inside = "[" + strings.TrimSpace(inside) + "]"
		}
		out = append(out, i.ID+inside)
	}
	return strings.Join(out, " ")
}

func TestItems(t *testing.T) {
	y := said(t)
	equal(t, "grouped", itemIDs(Read(y.s, nil).Items(q1)), "g[c1 c2] c3")
	y.do(AddGroup{ID: "h", Round: q1, Members: []string{"c2", "c3"}})
	equal(t, "from one group to another", itemIDs(Read(y.s, nil).Items(q1)), "g[c1] h[c2 c3]")
	y.do(EditGroup{"h", patch("rank", "V001", "A")}, Put{"c1", ""})
	equal(t, "ordered", itemIDs(Read(y.s, nil).Items(q1)), "h[c2 c3] g[] c1")
	y.do(CountHands{Round: q1, Item: "c1", Hands: 3}, CountHands{Round: q1, Item: "c3", Hands: 1}, CountHands{Round: q1, Item: "h", Hands: 1}, Mark{"c3", true})
	v := Read(y.s, nil)
	equal(t, "ranked", itemIDs(v.Ranked(q1)), "c1 h[c2 c3] g[]")
	equal(t, "weight", []int{v.Items(q1)[0].Weight(), v.Items(q1)[2].Weight()}, []int{2, 3})
	equal(t, "marked", []bool{v.Items(q1)[0].Marked(), v.Items(q1)[2].Marked()}, []bool{true, false})
	y.do(CountHands{Round: q1, Item: "h", Hands: 0, Was: 1}, Ungroup{"h"}, Ungroup{"g"})
	equal(t, "apart", itemIDs(Read(y.s, nil).Items(q1)), "c1 c2 c3")
	equal(t, "in order", len(Read(y.s, nil).Contributions(q1)), 3)
	equal(t, "voices", Read(y.s, nil).Voices(q1), []Voice{{string(part), "Ben", part, 1}, {string(lead), "Ana", lead, 2}})
}

func TestThenBesideNow(t *testing.T) {
	y := answered(t)
	if _, now, ok := Read(y.s, nil).Beside("a", "practice.1"); ok || !now.Answered {
		t.Errorf("nothing older: %+v", now)
	}
	if _, _, ok := Read(y.s, nil).Beside("a", "word.1"); ok {
		t.Error("never asked")
	}
	next := Read(y.s, nil).Next("a", "practice.1")
	equal(t, "next", next, Round{"a", "practice.1", 2})
	y.do(Close{q1}, Ask{Round: next}, Contribute{ID: "d1", Round: next, Text: "now a choir"})
	v := Read(y.s, nil)
	then, now, ok := v.Beside("a", "practice.1")
	if !ok || then.Answer.Known != "They read aloud" || then.Number != 1 || now.Number != 2 || now.Answered {
		t.Errorf("%+v beside %+v", then, now)
	}
	equal(t, "open", len(v.Open("a")), 1)
	equal(t, "open again", v.Status("a", "practice.1", on(9), 0), Open)
	y.do(WriteAnswer{next, patch("known", "", "They sing"), on(10)}, Close{next}, Ask{Round: Round{"a", "practice.1", 3}})
	then, _, _ = Read(y.s, nil).Beside("a", "practice.1")
	equal(t, "the newest that was answered", then.Answer.Known, "They sing")
	equal(t, "all", len(Read(y.s, nil).CheckIns("a", "practice.1")), 3)
}

func TestAnswersAge(t *testing.T) {
	y := answered(t)
	for _, c := range []struct {
		after, age int
		want       Status
	}{{0, 120, Answered}, {119, 120, Answered}, {120, 120, Due}, {120, 0, Due}, {119, -1, Answered}, {30, 30, Due}, {-3, 30, Answered}} {
		if got := Read(y.s, nil).Status("a", "practice.1", on(6).Add(c.after), c.age); got != c.want {
			t.Errorf("%d days of %d: %q", c.after, c.age, got)
		}
	}
	y.do(WriteAnswer{q1, patch("ask", "", "How often?"), on(7)})
	a, _ := y.s.Answers.Get(q1.key())
	equal(t, "what to ask makes nothing younger", a.On, on(6))
	y.do(WriteAnswer{q1, patch("known", "They read aloud", "They read"), on(8)})
	a, _ = y.s.Answers.Get(q1.key())
	equal(t, "what is known does", []any{a.On, a.By, a.At}, []any{on(8), "Ana", at(8)})
	y.do(WriteAnswer{q1, patch("known", "They read", ""), on(9)})
	a, _ = y.s.Answers.Get(q1.key())
	equal(t, "none", []any{a.On, a.Ask}, []any{day.None, "How often?"})
	equal(t, "open again", Read(y.s, nil).Status("a", "practice.1", on(9), 0), Open)
}

func TestMatrix(t *testing.T) {
	sets := []Set{{"practice", []string{"practice.1", "practice.2"}}, {"word", []string{"word.1"}}}
	y := answered(t).do(Ask{Round: Round{"a", "word.1", 1}}, Ask{Round: Round{"b", "word.1", 1}}, Choose{"b", "practice.1", true}, Choose{"b", "practice.2", true}, Choose{"b", "practice.2", false})
	v := Read(y.s, nil)
	equal(t, "matrix", v.Matrix(ids("b", "a", "c"), sets, on(9), 120), []Row{
		{"b", []Tally{{Of: 2}, {Of: 1, Open: 1}}},
		{"a", []Tally{{Of: 2, Answered: 1}, {Of: 1, Open: 1}}},
		{"c", []Tally{{Of: 2}, {Of: 1}}},
	})
	late := on(6).Add(130)
	equal(t, "due", v.Matrix(ids("a"), sets, late, 120)[0].Cells[0], Tally{Of: 2, Answered: 1, Due: 1})
	equal(t, "tally", v.Tally(ids("a", "b", "a"), late, 120), Tally{Of: 4, Answered: 1, Due: 1, Open: 2})
	equal(t, "in words", v.Tally(ids("a", "b"), late, 120).String(), "1 of 4 answered, 1 due again")
	equal(t, "in fewer words", v.Tally(ids("a"), on(7), 120).String(), "1 of 2 answered")
	equal(t, "list", v.Due(ids("b", "a", "a"), late, 120), []Again{{"a", "practice.1", on(6), 130}})
	for tally, want := range map[Tally]Status{
		{}: Untouched, {Of: 2}: Untouched, {Of: 2, Open: 1}: Open, {Of: 2, Answered: 1}: Open, {Of: 2, Answered: 2}: Answered, {Of: 2, Answered: 2, Due: 1}: Due,
	} {
		if got := tally.Status(); got != want {
			t.Errorf("%+v: %q", tally, got)
		}
	}
	for _, s := range []Status{Untouched, Open, Answered, Due, "newer"} {
		if s.Label() == "" {
			t.Errorf("%q has no label", s)
		}
	}
}

func TestAgenda(t *testing.T) {
	y := answered(t).do(WriteAnswer{q1, patch("ask", "", "How often?"), on(7)}, Mark{"c3", true}, Mark{"c1", true},
		Choose{"a", "zz.1", true}, Choose{"a", "word.1", true}, Choose{"a", "vision.1", true}, Choose{"a", "vision.1", false}, Choose{"b", "word.2", true})
	order := []string{"practice.1", "vision.1", "word.1", "word.2"}
	v := Read(y.s, nil)
	equal(t, "chosen", v.Chosen("a", order), []string{"word.1", "zz.1"})
	points := v.Agenda("a", order)
	var got []string
	for _, p := range points {
		got = append(got, p.Question)
	}
	equal(t, "points", got, []string{"practice.1", "word.1", "zz.1"})
	if p := points[0]; p.Chosen || p.Ask != "How often?" || len(p.Marked) != 2 || p.Marked[0].ID != "c1" {
		t.Errorf("%+v", p)
	}
	y.do(Close{q1}, Ask{Round: Round{"a", "practice.1", 2}})
	equal(t, "marks of an older round are done with", len(Read(y.s, nil).Agenda("a", order)), 2)
	for n, want := range map[int]string{0: "No question", 1: "1 chosen", 3: "", 4: "", 5: "much for one meeting"} {
		if got := Advice(n); (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("%d: %q", n, got)
		}
	}
}

// TestMergedPartners: b was asked the same as a, and was merged into a. Nothing is rewritten and nothing lost.
func TestMergedPartners(t *testing.T) {
	other := Round{"b", "practice.1", 1}
	y := answered(t).do(Ask{Round: other}, Contribute{ID: "b1", Round: other, Text: "chess"}, Mark{"b1", true}, Mark{"c3", true},
		WriteAnswer{other, patch("known", "", "They play"), on(11)}, Choose{"b", "word.1", true})
	v := Read(y.s, follow("b", "a"))
	equal(t, "check-ins", len(v.CheckIns("a", "practice.1")), 2)
	equal(t, "the same by the old name", len(v.CheckIns("b", "practice.1")), 2)
	then, now, ok := v.Beside("a", "practice.1")
	if !ok || then.Answer.Known != "They read aloud" || now.Answer.Known != "They play" || now.Number != 2 || now.Round != other {
		t.Errorf("%+v beside %+v", then, now)
	}
	equal(t, "next", v.Next("b", "practice.1"), Round{"a", "practice.1", 2})
	equal(t, "open", len(v.Open("a")), 2)
	equal(t, "chosen", v.Chosen("a", nil), []string{"word.1"})
	points := v.Agenda("a", nil)
	equal(t, "points", len(points), 2)
	equal(t, "marked in both", len(points[0].Marked), 2)
	equal(t, "tally", v.Tally(ids("a", "b"), on(12), 120), Tally{Of: 2, Answered: 1})
	y.do(Choose{"a", "word.1", false})
	equal(t, "put back under the other name", len(Read(y.s, follow("b", "a")).Chosen("a", nil)), 0)
	y.do(Close{q1}, Ask{Round: v.Next("a", "practice.1")})
	if now, ok := Read(y.s, follow("b", "a")).Latest("b", "practice.1"); !ok || now.Number != 3 || now.Partner != "a" {
		t.Errorf("%+v", now)
	}
	if _, ok := v.Latest("c", "practice.1"); ok {
		t.Error("never asked")
	}
}

func TestCheckUndo(t *testing.T) {
	y := answered(t).do(Close{q1})
	closed := y.s
	y.do(Ask{Round: Round{"a", "practice.1", 2}})
	if err := CheckUndo(y.s, closed); err != nil {
		t.Errorf("taking the check-in back: %v", err)
	}
	reopened := y.s
	a, _ := reopened.Askings.Get(q1.key())
	a.Open = true
	reopened.Askings = reopened.Askings.Put(99, a)
	if err := CheckUndo(y.s, reopened); err == nil || !strings.Contains(err.Error(), "asked again since") {
		t.Errorf("an older round opened: %v", err)
	}
	hole := y.s
	hole.Askings = hole.Askings.Delete(99, q1.key())
	if err := CheckUndo(y.s, hole); err == nil {
		t.Error("the first round vanished under the second")
	}
	shown := voting(t)
	hidden := shown.s
	shown.do(CloseDots{q1, []map[string]int{{"g": 1}}})
	if err := CheckUndo(shown.s, hidden); err == nil || !strings.Contains(err.Error(), "cannot be undone") {
		t.Errorf("dots hidden again: %v", err)
	}
}

func TestMayPlace(t *testing.T) {
	y := voting(t)
	other := Round{"b", "practice.1", 1}
	for _, c := range []struct {
		role ledger.Role
		r    Round
		ok   bool
	}{{lead, q1, true}, {part, q1, true}, {guest, q1, true}, {watch, q1, false}, {guest, other, false}, {part, other, false}} {
		if err := y.s.MayPlace(entry(1, c.role).By, c.r); (err == nil) != c.ok {
			t.Errorf("%s: %v", c.role, err)
		}
	}
	if err := y.s.MayPlace(ledger.Actor{Role: guest}, q1); err == nil {
		t.Error("a guest of nobody")
	}
	if err := said(t).s.MayPlace(entry(1, part).By, q1); err == nil {
		t.Error("before the vote")
	}
}
