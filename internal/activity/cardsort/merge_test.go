package cardsort

import (
	"strings"
	"testing"

	"convene/internal/activity/partner"
)

func (y *story) merge(from, into partner.ID) *story {
	y.seq++
	y.s = Merge(y.s, y.seq, from, into)
	return y
}

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

func TestMergeInTheOpenRound(t *testing.T) {
	y := voted(t).do(Explain{Round: "r1", Partner: "a", To: "mentors"}, CountHands{Round: "r1", Partner: "a", Hands: Hands{Clear: 2}}).merge("a", "c")
	c := y.s.Card("r1", "c")
	if c.Place != Clear || c.Why != "mentors" || c.Rank == "" || c.hands() != (Hands{Clear: 2}) {
		t.Errorf("moved over: %+v", c)
	}
	if a := y.s.Card("r1", "a"); a.MergedInto != "c" || a.Place != Clear || a.Why != "mentors" {
		t.Errorf("stays readable: %+v", a)
	}
	for _, resolve := range []func(partner.ID) partner.ID{nil, follow("a", "c")} {
		s := Read(y.s, resolve).Sheet("r1")
		equal(t, "columns", s.Columns(ids("b", "c")), Columns{Clear: ids("c"), Could: ids("b")})
		equal(t, "own votes win, hands once", s.Votes("c"), Tally{Clear: 2, None: 2})
	}
	y.merge("c", "b")
	if b := y.s.Card("r1", "b"); b.Place != Could || b.Why != "" {
		t.Errorf("the survivor's placement wins: %+v", b)
	}
	s := Read(y.s, nil).Sheet("r1")
	equal(t, "a chain", s.Columns(ids("b")), Columns{Could: ids("b")})
	equal(t, "votes of a chain", s.Votes("b"), Tally{Clear: 3, Could: 1})
	y.do(Settle{Round: "r1", Partner: "b", To: Clear}, Close{Round: "r1"}, NewOpen(y.s, "r2", "Spring", "r1", follow("a", "c", "c", "b")))
	equal(t, "next round", y.columns("r2", "b"), Columns{Clear: ids("b")})
	if y.s.Cards.Has("r2/a") || y.s.Cards.Has("r2/c") {
		t.Error("merged cards are carried over")
	}
}

func TestMergeAfterSettling(t *testing.T) {
	y := autumn(t).do(Close{Round: "r1", Pile: ids("c")})
	before := dump(t, y.s)
	y.merge("a", "c")
	equal(t, "settled rounds stay", dump(t, y.s), before)
	resolve := follow("a", "c")
	v := Read(y.s, resolve)
	equal(t, "read under the survivor", v.Primary(), ids("c"))
	if st, ok := v.Standing("c"); !ok || st.Category != Clear {
		t.Errorf("%+v", st)
	}

	y.do(NewOpen(y.s, "r2", "Spring", "r1", resolve))
	if c := y.s.Card("r2", "c"); c.Place != Clear || !c.Carried {
		t.Errorf("carried under the survivor: %+v", c)
	}
	if err := y.try(part, move("r2", "c", Clear, None)); err != nil {
		t.Error(err)
	}
	equal(t, "changes", Read(y.s, resolve).Compare("r1", "r2"), []Shift{{Partner: "c", From: Clear, To: None, Since: day(4)}})
}

func TestMergeAndReopen(t *testing.T) {
	y := voted(t).do(Close{Round: "r1", Pile: ids("c")})
	resolve := follow("a", "z")
	y.do(NewReopen(y.s, "r1", resolve))
	s := Read(y.s, resolve).Sheet("r1")
	equal(t, "board", s.Columns(ids("b", "c", "z")), Columns{Clear: ids("z"), Could: ids("b"), Pile: ids("c")})
	y.do(s.SettleUndivided(ids("b", "c", "z")))
	equal(t, "settled by votes on the other record", y.s.Card("r1", "z").Settled, true)
}

func TestResolver(t *testing.T) {
	var inv partner.State
	inv.Partners = inv.Partners.Put(1, partner.Partner{Public: partner.Public{ID: "a", MergedInto: "b"}})
	inv.Partners = inv.Partners.Put(1, partner.Partner{Public: partner.Public{ID: "b"}})
	resolve := Resolver(inv)
	for give, want := range map[partner.ID]partner.ID{"a": "b", "b": "b", "unknown": "unknown"} {
		if got := resolve(give); got != want {
			t.Errorf("%s: %s", give, got)
		}
	}
}

func TestCheckUndo(t *testing.T) {
	open := autumn(t)
	before := open.s
	open.do(move("r1", "a", Clear, None))
	if err := CheckUndo(open.s, before); err != nil {
		t.Errorf("a move in the open round: %v", err)
	}
	moved := open.s
	open.do(Close{Round: "r1"})
	if err := CheckUndo(open.s, moved); err != nil {
		t.Errorf("the settling itself: %v", err)
	}
	late := open.s
	late.Cards = before.Cards
	if err := CheckUndo(open.s, late); err == nil || !strings.Contains(err.Error(), "Autumn is settled by now") {
		t.Errorf("a move in a settled round: %v", err)
	}
	late.Cards = before.Cards.Put(99, Card{Round: "r1", Partner: "x"})
	if err := CheckUndo(open.s, late); err == nil {
		t.Error("a new card in a settled round")
	}
	open.do(Open{Round: "r2", Name: "Spring", From: "r1"})
	again := open.s
	again.Rounds = again.Rounds.Put(99, Round{ID: "r1", Name: "Autumn", Opening: 1})
	if err := CheckUndo(open.s, again); err == nil || !strings.Contains(err.Error(), "Autumn would be open again beside Spring") {
		t.Errorf("an older round opened: %v", err)
	}
}
