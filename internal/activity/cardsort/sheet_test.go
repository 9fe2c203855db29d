package cardsort

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
)

func TestColumns(t *testing.T) {
	y := autumn(t)
	equal(t, "placed and pile", y.columns("r1", "d", "c", "b", "a"), Columns{Clear: ids("a"), Could: ids("b"), Pile: ids("d", "c")})

	y.do(move("r1", "c", Pile, Clear), move("r1", "d", Pile, Clear))
	equal(t, "behind each other", y.columns("r1", "d", "c", "b", "a")[Clear], ids("a", "c", "d"))
	sheet := Read(y.s, nil).Sheet("r1")
	for _, tt := range []struct {
		card  partner.ID
		index int
		want  []partner.ID
	}{
		{"d", 0, ids("d", "a", "c")}, {"d", 1, ids("a", "d", "c")}, {"d", 2, ids("a", "c", "d")}, {"d", 9, ids("a", "c", "d")},
		{"a", -1, ids("a", "c", "d")}, {"a", 1, ids("c", "a", "d")}, {"a", 2, ids("c", "d", "a")},
	} {
		op := move("r1", tt.card, Clear, Clear)
		op.Rank = sheet.RankAt(ids("a", "c", "d"), tt.index, tt.card)
		after := op.Apply(y.s, entry(99, lead))
		equal(t, fmt.Sprintf("%s at %d", tt.card, tt.index), Read(after, nil).Sheet("r1").Columns(ids("a", "c", "d"))[Clear], tt.want)
	}
	if got := sheet.Placed(ids("a", "b", "x")); got != 2 {
		t.Errorf("%d placed", got)
	}
	equal(t, "no such round", Read(y.s, nil).Sheet("r7").Columns(ids("a")), Columns{Pile: ids("a")})
}

func TestRankBehind(t *testing.T) {
	last := ""
	for i := range 200_000 {
		next := rankBehind(last)
		if next <= last || len(next) > 4 {
			t.Fatalf("%d: %q behind %q", i, next, last)
		}
		last = next
	}
	for _, odd := range []string{"z", "zzzz", "zzzzz9", "0", "V000V", "é", strings.Repeat("z", 30)} {
		if next := rankBehind(odd); odd < "{" && next <= odd {
			t.Errorf("%q behind %q", next, odd)
		}
	}
}

// TestFiveAndHands is five people's ballots, one of them abstaining on three cards, and a show of hands for two more,
// counted by hand.
func TestFiveAndHands(t *testing.T) {
	y := autumn(t).do(
		CountHands{Round: "r1", Partner: "d", Hands: Hands{Clear: 1, Could: 2, None: 1}},
		CountHands{Round: "r1", Partner: "e", Hands: Hands{None: 4, Unsure: 1}},
		Reveal{"r1", ballots("ccn--", "ccnu-", "con--", "uun-u", "nou--")},
	)
	all := ids("a", "b", "c", "d", "e", "f")
	s := Read(y.s, nil).Sheet("r1")
	want := map[partner.ID]Tally{
		"a": {Clear: 3, None: 1, Unsure: 1},
		"b": {Clear: 2, Could: 2, Unsure: 1},
		"c": {None: 4, Unsure: 1},
		"d": {Clear: 1, Could: 2, None: 1, Unsure: 1},
		"e": {None: 4, Unsure: 2},
	}
	for p, w := range want {
		equal(t, string(p), s.Votes(p), w)
	}
	// Votes 4, 4, 4, 4, 4: n = 20; Clear 6, Could 4, None 10.
	// Observed: a 2*3*1/3 = 2; b 2*2*2/3 = 8/3; d 2*(2+1+2)/3 = 10/3; together 8. Expected 2*(24+60+40) = 248.
	if a, ok := s.Alpha(); !ok || !near(a, 1-19*8./248) {
		t.Errorf("alpha %v", a)
	}
	var divided []string
	for _, v := range s.Divided(all) {
		divided = append(divided, fmt.Sprintf("%s %.3f %.2f %s", v.Partner, v.Agreement, v.Share, v.Lead))
	}
	// d: 1 of 6 pairs; b: 2 of 6; a: 3 of 6
	equal(t, "divided", divided, []string{"d 0.167 0.50 could", "b 0.333 0.50 ", "a 0.500 0.75 clear"})
	equal(t, "one key", s.SettleUndivided(all), SettleUndivided{"r1", []Placement{{"c", None}, {"e", None}}})
	grid := s.Grid(all)
	equal(t, "grid", grid[0].Shares, map[Category]float64{Clear: 0.75, Could: 0, None: 0.25})
	equal(t, "nobody voted", grid[5].Shares, map[Category]float64{Clear: 0, Could: 0, None: 0})
	if s.Voters() != 5 {
		t.Errorf("%d voters", s.Voters())
	}

	y.do(s.SettleUndivided(all), SetThreshold{"r1", 0.75})
	s = Read(y.s, nil).Sheet("r1")
	equal(t, "at 75 percent", s.SettleUndivided(all), SettleUndivided{"r1", []Placement{{"a", Clear}}})
	equal(t, "settled", s.Columns(all)[None], ids("c", "e"))
	c := s.Card("c")
	if !c.Settled || c.SettledBy != "Ana" || !c.SettledAt.Equal(day(y.seq-1)) {
		t.Errorf("%+v", c)
	}
}

// ballots makes one of each line: a letter for each of the partners a to e.
func ballots(lines ...string) []Ballot {
	var out []Ballot
	for i, l := range lines {
		b := Ballot{Round: "r1", Person: fmt.Sprint("p", i)}
		for k, c := range l {
			p := partner.ID(rune('a' + k))
			switch c {
			case 'c':
				b = b.Place(p, Choice(Clear))
			case 'o':
				b = b.Place(p, Choice(Could))
			case 'n':
				b = b.Place(p, Choice(None))
			case 'u':
				b = b.Place(p, Unsure)
			}
		}
		out = append(out, b)
	}
	out[0] = out[0].Place("x", "none") // one vote alone: it must not matter
	return out
}

func TestLateBallot(t *testing.T) {
	y := voted(t).do(AddBallot{"r1", Ballot{Round: "r1", Person: "p9", Name: "Rae", Proxy: true, Placements: map[partner.ID]Choice{"a": "none"}}})
	b, _ := y.s.Ballots.Get("r1/p9")
	if !b.Late || b.By != "Ana" {
		t.Errorf("%+v", b)
	}
	equal(t, "counted", Read(y.s, nil).Sheet("r1").Votes("a"), Tally{Clear: 2, None: 1})
}

func TestRounds(t *testing.T) {
	y := spring(t)
	card := y.s.Card("r2", "a")
	if !card.Carried || card.Place != Clear || card.Settled || card.Rank == "" {
		t.Errorf("carried: %+v", card)
	}
	if r, ok := y.s.OpenRound(); !ok || r.ID != "r2" {
		t.Errorf("open: %+v", r)
	}
	y.do(Hold{"r2", "a"}, move("r2", "b", Could, Clear), Explain{Round: "r2", Partner: "b", To: "trained staff"}, move("r2", "d", Pile, None))
	v := Read(y.s, nil)
	equal(t, "before settling", v.Primary(), ids("a"))
	last := v.LastTime("r2")["b"]
	if last.Category != Could || last.RoundName != "Autumn" || last.Word != "Could support SEL" || !last.At.Equal(day(4)) {
		t.Errorf("last time: %+v", last)
	}
	if _, ok := v.LastTime("r2")["c"]; ok {
		t.Error("c was not placed last time")
	}
	y.do(Close{Round: "r2", Pile: ids("c")})
	v = Read(y.s, nil)
	equal(t, "primary", v.Primary(), ids("a", "b"))
	equal(t, "changes", v.Compare("r1", "r2"), []Shift{
		{Partner: "b", From: Could, To: Clear, Since: day(4), Why: "trained staff"},
		{Partner: "d", From: Pile, To: None, New: true},
	})
	st, ok := v.Standing("b")
	if !ok || st.Category != Clear || st.Why != "trained staff" || st.By != "Ana" || len(v.Standings("b")) != 2 {
		t.Errorf("%+v", st)
	}

	y.do(Open{Round: "r3", Name: "Fall", From: "r2"}, move("r3", "a", Clear, Pile), move("r3", "c", Pile, Could), Close{Round: "r3"})
	v = Read(y.s, nil)
	equal(t, "since the first of a run", v.Compare("r2", "r3"), []Shift{
		{Partner: "c", From: Pile, To: Could},
		{Partner: "a", From: Clear, To: Pile, Since: day(4)},
	})
	equal(t, "backwards", v.Compare("r3", "r1"), []Shift{
		{Partner: "a", From: Pile, To: Clear},
		{Partner: "b", From: Clear, To: Could, Since: y.s.Rounds.List()[1].SettledAt},
		{Partner: "c", From: Could, To: Pile, Since: y.s.Rounds.List()[2].SettledAt},
		{Partner: "d", From: None, To: Pile, Since: y.s.Rounds.List()[1].SettledAt},
	})
	y.do(Reopen{Round: "r3"})
	if r, _ := y.s.OpenRound(); r.ID != "r3" || !r.SettledAt.IsZero() {
		t.Errorf("%+v", r)
	}
}

func TestNothingYet(t *testing.T) {
	v := Read(State{}, nil)
	if _, ok := v.Standing("a"); ok || v.Primary() != nil || v.Compare("r1", "r2") != nil || len(v.LastTime("r1")) != 0 {
		t.Error("there is something in nothing")
	}
	s := v.Sheet("r1")
	if _, ok := s.Alpha(); ok || s.Divided(ids("a")) != nil || len(s.SettleUndivided(ids("a")).Cards) != 0 {
		t.Error("votes in nothing")
	}
}

func TestWords(t *testing.T) {
	y := start(t).do(Open{Round: "r1", Name: "Autumn", Words: map[Category]string{Clear: "Yes"}}, move("r1", "a", Pile, Clear))
	err := y.try(part, move("r1", "a", Pile, Could))
	if err == nil || !strings.Contains(err.Error(), "Yes") {
		t.Errorf("%v", err)
	}
}

func TestResult(t *testing.T) {
	y := voted(t).do(Settle{Round: "r1", Partner: "a", To: Clear, Why: "mentors"}, Close{Round: "r1", Pile: ids("c")})
	name := func(p partner.ID) string { return strings.ToUpper(string(p)) }
	// Three cards with two votes each: n = 6, Clear 3, Could 1, None 2; observed 2, expected 2*(3+6+2) = 22.
	got, err := json.MarshalIndent(Read(y.s, nil).Sheet("r1").Result(ids("c", "a", "later"), name), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	alpha := dump(t, 1-5*2./22)
	want := `{
 "round": "r1",
 "name": "Autumn",
 "settled": true,
 "alpha": ` + alpha + `,
 "cards": [
  {
   "partner_id": "a",
   "partner": "A",
   "category": "clear",
   "why": "mentors",
   "agreement": 1
  },
  {
   "partner_id": "b",
   "partner": "B",
   "category": "could",
   "why": "",
   "agreement": 0
  },
  {
   "partner_id": "c",
   "partner": "C",
   "category": null,
   "why": "",
   "agreement": 1
  }
 ]
}`
	equal(t, "export", string(got), want)
	empty := dump(t, Read(start(t).do(Open{Round: "r1", Name: "Autumn"}).s, nil).Sheet("r1").Result(nil, name))
	equal(t, "empty export", empty, `{"round":"r1","name":"Autumn","settled":false,"alpha":null,"cards":[]}`)
}

func TestRefs(t *testing.T) {
	for _, tt := range []struct {
		give interface{ Refs() []ledger.Ref }
		want int
	}{
		{Round{}, 0}, {Round{From: "r0"}, 1},
		{Card{Round: "r1", Partner: "a"}, 1}, // blank: the partner may go
		{Card{Round: "r1", Partner: "a", Why: "x"}, 2},
		{Card{Round: "r1", Partner: "a", MergedInto: "b"}, 3},
		{Ballot{Round: "r1", Placements: map[partner.ID]Choice{"a": Unsure, "b": Unsure}}, 3},
	} {
		if got := tt.give.Refs(); len(got) != tt.want {
			t.Errorf("%+v refers to %v", tt.give, got)
		}
	}
}

func BenchmarkSheet(b *testing.B) {
	var s State
	for r := range 10 {
		s.Rounds = s.Rounds.Put(uint64(r+1), Round{ID: fmt.Sprint("r", r), Opening: uint64(r + 1), Settled: true})
		var cards []Card
		for i := range 300 {
			cards = append(cards, Card{Round: fmt.Sprint("r", r), Partner: partner.ID(fmt.Sprint("p", i)), Place: Clear, Rank: "V"})
		}
		s.Cards = s.Cards.PutAll(uint64(r+1), cards)
	}
	resolve := func(id partner.ID) partner.ID { return id }
	for b.Loop() {
		Read(s, resolve).Sheet("r9")
	}
}
