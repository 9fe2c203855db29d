package cardsort

import (
	"math"
	"testing"

	"convene/internal/activity/partner"
	"convene/internal/ledger"

	"pgregory.net/rapid"
)

var _ = []ledger.Referrer{Round{}, Card{}, Ballot{}} // they may not vanish under each other

func anyOp(t *rapid.T, s State) ledger.Op[State] {
	round := rapid.SampledFrom([]string{"r1", "r2", "r3", "r4", ""}).Draw(t, "round")
	id := func() partner.ID { return rapid.SampledFrom(ids("a", "b", "c", "d", "")).Draw(t, "partner") }
	place := func() Category {
		return rapid.SampledFrom([]Category{Pile, Clear, Could, None, "best"}).Draw(t, "place")
	}
	word := func() string { return rapid.SampledFrom([]string{"", "x", "y", "no\x1b"}).Draw(t, "word") }
	hands := func() Hands {
		n := func() int { return rapid.IntRange(-1, 4).Draw(t, "n") }
		return Hands{n(), n(), n(), n()}
	}
	ballot := func() Ballot {
		b := Ballot{Round: round, Person: rapid.SampledFrom([]string{"p1", "p2", "p3", ""}).Draw(t, "person"), Name: word()}
		for range rapid.IntRange(0, 4).Draw(t, "placements") {
			b = b.Place(id(), rapid.SampledFrom(append(Choices(), "best")).Draw(t, "choice"))
		}
		return b
	}
	was := func(p partner.ID) Category {
		if rapid.Bool().Draw(t, "looked") {
			return s.Card(round, p).Place
		}
		return place()
	}
	p := id()
	switch rapid.IntRange(0, 14).Draw(t, "op") {
	case 0:
		return Open{Round: round, Name: word(), From: rapid.SampledFrom([]string{"", "r1", "r2", "r3"}).Draw(t, "from"), Merged: Merged{id(): id()}}
	case 1:
		return Rename{round, word()}
	case 2:
		return SetThreshold{round, rapid.Float64Range(0.4, 1.1).Draw(t, "share")}
	case 3:
		return Close{round, ids(id())}
	case 4:
		return Reopen{Round: round}
	case 5, 6, 7:
		return Move{round, p, place(), rapid.SampledFrom([]string{"", "V", "W", "é"}).Draw(t, "rank"), was(p)}
	case 8:
		return Explain{round, p, s.Card(round, p).Why, word()}
	case 9:
		return CountHands{round, p, hands(), s.Card(round, p).hands()}
	case 10:
		return Reveal{round, []Ballot{ballot(), ballot()}}
	case 11:
		return AddBallot{round, ballot()}
	case 12:
		return Settle{round, p, place(), word(), s.Card(round, p).Why}
	case 13:
		return Read(s, nil).Sheet(round).SettleUndivided(ids("a", "b", "c", "d"))
	}
	return rapid.SampledFrom([]ledger.Op[State]{Unsettle{round, p}, Hold{round, p}}).Draw(t, "small op")
}

// TestAnyOps does ops of all kinds, checked and unchecked: none panics, none changes what it was given, refused ones say
// so in a sentence, and what was asked of the result holds.
func TestAnyOps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		careless := rapid.Bool().Draw(t, "also what is refused") // as a history whose rules have changed since
		var s State
		s = Open{Round: "r1", Name: "Autumn"}.Apply(s, entry(1, ledger.Facilitator))
		for seq := uint64(2); seq < 30; seq++ {
			if rapid.IntRange(0, 19).Draw(t, "merge") == 0 {
				s = Merge(s, seq, "d", "a")
				continue
			}
			op := anyOp(t, s)
			e := entry(seq, rapid.SampledFrom(ledger.Roles()).Draw(t, "role"))
			before, was, given := s, dump(t, s), dump(t, op)
			err := op.Check(s, e)
			if err != nil && len(err.Error()) < 20 {
				t.Fatalf("%T: %q is no sentence", op, err)
			}
			if err == nil && (e.By.Role == ledger.Observer || e.By.Role == ledger.Guest) {
				t.Fatalf("%T by an %s", op, e.By.Role)
			}
			next := op.Apply(s, e)
			if dump(t, s) != was || dump(t, op) != given {
				t.Fatalf("%T changed what it was given", op)
			}
			if again := op.Apply(s, e); dump(t, again) != dump(t, next) {
				t.Fatalf("%T gives two results", op)
			}
			if err != nil && !careless {
				continue
			}
			s = next
			if !careless {
				sound(t, before, s)
			}
			asked(t, s, careless)
		}
	})
}

// sound is what always holds where every op was checked.
func sound(t *rapid.T, before, s State) {
	open := 0
	for r := range s.Rounds.All() {
		if !r.Settled {
			open++
		}
	}
	if open > 1 {
		t.Fatalf("%d rounds are open", open)
	}
	if err := CheckUndo(before, s); err != nil {
		t.Fatalf("a settled round has changed: %v", err)
	}
	for c := range s.Cards.All() {
		if c.Place != Pile && !c.Place.Valid() || (c.Place == Pile) != (c.Rank == "") || c.Settled && c.Place == Pile || c.Carried && c.Settled {
			t.Fatalf("%+v", c)
		}
	}
	for b := range s.Ballots.All() {
		if r, _ := s.Rounds.Get(b.Round); !r.Revealed {
			t.Fatalf("a ballot without a reveal: %+v", b)
		}
	}
}

// asked puts every question to a state. A careless one may hold negative hands.
func asked(t *rapid.T, s State, careless bool) {
	active := ids("a", "b", "c", "d")
	v := Read(s, func(p partner.ID) partner.ID {
		if p == "d" {
			return "a"
		}
		return p
	})
	v.Primary()
	for _, r := range s.InOrder() {
		sheet := v.Sheet(r.ID)
		listed := sheet.Listed(active)
		n := 0
		for _, column := range sheet.Columns(listed) {
			n += len(column)
		}
		if n != len(listed) {
			t.Fatalf("%d of %d partners on the board", n, len(listed))
		}
		for _, g := range sheet.Grid(active) {
			sum := g.Shares[Clear] + g.Shares[Could] + g.Shares[None]
			if g.Tally.Votes() > 0 && !near(sum, 1) {
				t.Fatalf("shares sum to %v", sum)
			}
		}
		if got := len(sheet.Divided(active)) + len(sheet.Undivided(active)); got > len(active) {
			t.Fatalf("%d cards are divided or not", got)
		}
		if a, ok := sheet.Alpha(); ok && (math.IsNaN(a) || a > 1+1e-9 && !careless) {
			t.Fatalf("alpha %v", a)
		}
		sheet.Result(active, func(p partner.ID) string { return string(p) })
		v.LastTime(r.ID)
		v.Compare(r.ID, "r1")
	}
	v.Standings("a")
}

func FuzzDecodeSealed(f *testing.F) {
	f.Add([]byte(`{"round":"r1","person":"p1","placements":{"a":"clear"},"done":true}`))
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
