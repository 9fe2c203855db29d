package cardsort

import (
	"errors"
	"strings"
	"testing"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
)

const (
	lead  = ledger.Facilitator
	part  = ledger.Participant
	watch = ledger.Observer
	guest = ledger.Guest
)

// opCase is one op done to what is given: refused with a sentence that holds the words, or accepted.
type opCase struct {
	name  string
	given func(*testing.T) *story
	role  ledger.Role
	op    ledger.Op[State]
	want  string // of the refusal; empty: accepted
}

func try(t *testing.T, cases []opCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			y := c.given(t)
			before := dump(t, y.s)
			err := y.try(c.role, c.op)
			switch {
			case err == nil && c.want != "":
				t.Fatalf("accepted; want a refusal with %q", c.want)
			case err != nil && (c.want == "" || !strings.Contains(err.Error(), c.want)):
				t.Fatalf("refused: %v; want %q", err, c.want)
			case err != nil && dump(t, y.s) != before:
				t.Fatal("a refused op changed something")
			}
			if err != nil && !strings.HasSuffix(err.Error(), ".") {
				t.Errorf("%q is no sentence", err)
			}
		})
	}
}

func TestRoundOps(t *testing.T) {
	settled := func(t *testing.T) *story { return autumn(t).do(Close{Round: "r1"}) }
	try(t, []opCase{
		{"open", start, lead, Open{Round: "r1", Name: "Autumn"}, ""},
		{"open as participant", start, part, Open{Round: "r1", Name: "Autumn"}, "for a facilitator"},
		{"open a second", autumn, lead, Open{Round: "r2", Name: "Spring"}, "Autumn is still open"},
		{"open twice", settled, lead, Open{Round: "r1", Name: "Autumn"}, "there already"},
		{"open with a slash", start, lead, Open{Round: "r/1", Name: "Autumn"}, "there already"},
		{"open without a name", start, lead, Open{Round: "r1"}, "needs a name"},
		{"open with a hostile name", start, lead, Open{Round: "r1", Name: "Au\x1b[2Jtumn"}, "needs a name"},
		{"open from nothing", start, lead, Open{Round: "r1", Name: "Autumn", From: "r0"}, "begins with a settled one"},
		{"open from settled", settled, lead, Open{Round: "r2", Name: "Spring", From: "r1"}, ""},
		{"open with words", start, lead, Open{Round: "r1", Name: "Autumn", Words: map[Category]string{Clear: "Yes"}}, ""},
		{"open with other categories", start, lead, Open{Round: "r1", Name: "Autumn", Words: map[Category]string{"best": "Yes"}}, "correct the guide"},
		{"open with a merge into itself", start, lead, Open{Round: "r1", Name: "Autumn", Merged: Merged{"a": "a"}}, "do not fit"},
		{"rename", autumn, lead, Rename{"r1", "Fall"}, ""},
		{"rename settled", settled, lead, Rename{"r1", "Fall"}, ""},
		{"rename to the same", autumn, lead, Rename{"r1", "Autumn"}, "that name already"},
		{"rename nothing", start, lead, Rename{"r1", "Fall"}, "no longer there"},
		{"rename as participant", autumn, part, Rename{"r1", "Fall"}, "for a facilitator"},
		{"threshold", autumn, lead, SetThreshold{"r1", 0.75}, ""},
		{"threshold as participant", autumn, part, SetThreshold{"r1", 0.75}, "for a facilitator"},
		{"threshold too low", autumn, lead, SetThreshold{"r1", 0.4}, "between 50 and 100"},
		{"threshold too high", autumn, lead, SetThreshold{"r1", 1.1}, "between 50 and 100"},
		{"threshold as it is", autumn, lead, SetThreshold{"r1", 0.8}, "already"},
		{"threshold of settled", settled, lead, SetThreshold{"r1", 0.7}, "Autumn is settled"},
		{"close", autumn, lead, Close{Round: "r1", Pile: ids("c", "d")}, ""},
		{"close as participant", autumn, part, Close{Round: "r1"}, "for a facilitator"},
		{"close twice", settled, lead, Close{Round: "r1"}, "Autumn is settled"},
		{"close with a placed card in the pile", autumn, lead, Close{Round: "r1", Pile: ids("a")}, "just been moved"},
		{"close with a partner twice", autumn, lead, Close{Round: "r1", Pile: ids("c", "c")}, "just been moved"},
		{"close with nothing placed", func(t *testing.T) *story { return start(t).do(Open{Round: "r1", Name: "Autumn"}) }, lead, Close{Round: "r1"}, "No card is placed"},
		{"reopen", settled, lead, Reopen{Round: "r1"}, ""},
		{"reopen as participant", settled, part, Reopen{Round: "r1"}, "for a facilitator"},
		{"reopen an open one", autumn, lead, Reopen{Round: "r1"}, "open already"},
		{"reopen nothing", start, lead, Reopen{Round: "r1"}, "no longer there"},
		{"reopen beside an open one", spring, lead, Reopen{Round: "r1"}, "Spring is open"},
		{"reopen an older one", func(t *testing.T) *story { return spring(t).do(Close{Round: "r2"}) }, lead, Reopen{Round: "r1"}, "Only the newest"},
	})
}

func TestCardOps(t *testing.T) {
	settled := func(t *testing.T) *story { return autumn(t).do(Close{Round: "r1"}) }
	decided := func(t *testing.T) *story {
		return autumn(t).do(Settle{Round: "r1", Partner: "a", To: Clear, Why: "ours"})
	}
	merged := func(t *testing.T) *story {
		y := autumn(t)
		y.seq++
		y.s = Merge(y.s, y.seq, "a", "z")
		return y
	}
	try(t, []opCase{
		{"move", autumn, part, move("r1", "c", Pile, None), ""},
		{"move as observer", autumn, watch, move("r1", "c", Pile, None), "You are watching"},
		{"move as guest", autumn, guest, move("r1", "c", Pile, None), "for the school's team"},
		{"move back", autumn, part, move("r1", "a", Clear, Pile), ""},
		{"move what moved", autumn, part, move("r1", "a", Pile, None), "Somebody else has just moved this card: Clearly supports SEL"},
		{"move where somebody moved it", autumn, part, move("r1", "a", Pile, Clear), "stands there already"},
		{"move within", autumn, part, Move{Round: "r1", Partner: "a", To: Clear, Was: Clear, Rank: "W"}, ""},
		{"move nowhere", autumn, part, move("r1", "a", Clear, "best"), "no such place"},
		{"move with a bad rank", autumn, part, Move{Round: "r1", Partner: "c", To: Clear, Rank: "é"}, "no such place"},
		{"move no card", autumn, part, move("r1", "", Pile, Clear), "No card is chosen"},
		{"move in no round", start, part, move("r1", "a", Pile, Clear), "no longer there"},
		{"move in a settled round", settled, lead, move("r1", "a", Clear, None), "Autumn is settled"},
		{"move a settled card", decided, part, move("r1", "a", Clear, None), "ask a facilitator"},
		{"move a settled card as facilitator", decided, lead, move("r1", "a", Clear, None), ""},
		{"move a merged card", merged, part, move("r1", "a", Clear, None), "merged into another"},
		{"carry on", spring, part, move("r2", "a", Clear, Clear), ""},
		{"explain", autumn, part, Explain{Round: "r1", Partner: "a", To: "Mentors know the words"}, ""},
		{"explain in the pile", autumn, part, Explain{Round: "r1", Partner: "c", To: "Nobody knows them"}, ""},
		{"explain as observer", autumn, watch, Explain{Round: "r1", Partner: "a", To: "x"}, "You are watching"},
		{"explain nothing new", autumn, part, Explain{Round: "r1", Partner: "a"}, "Nothing was changed"},
		{"explain at length", autumn, part, Explain{Round: "r1", Partner: "a", To: strings.Repeat("x", WhyMax+1)}, "shorten"},
		{"explain what somebody explained", decided, lead, Explain{Round: "r1", Partner: "a", To: "x"}, "Both versions are kept"},
		{"explain a settled card", decided, part, Explain{Round: "r1", Partner: "a", From: "ours", To: "x"}, "ask a facilitator"},
		{"explain in a settled round", settled, lead, Explain{Round: "r1", Partner: "a", To: "x"}, "Autumn is settled"},
		{"hold", spring, part, Hold{"r2", "a"}, ""},
		{"hold as guest", spring, guest, Hold{"r2", "a"}, "for the school's team"},
		{"hold what is not carried", autumn, part, Hold{"r1", "a"}, "looked at this card already"},
		{"hands", autumn, lead, CountHands{Round: "r1", Partner: "c", Hands: Hands{Clear: 3, Unsure: 1}}, ""},
		{"hands as participant", autumn, part, CountHands{Round: "r1", Partner: "c", Hands: Hands{Clear: 3}}, "for a facilitator"},
		{"negative hands", autumn, lead, CountHands{Round: "r1", Partner: "c", Hands: Hands{None: -1}}, "from 0 to 999"},
		{"too many hands", autumn, lead, CountHands{Round: "r1", Partner: "c", Hands: Hands{None: 1000}}, "from 0 to 999"},
		{"no hands where there were none", autumn, lead, CountHands{Round: "r1", Partner: "c"}, "the count already"},
		{"hands over hands", func(t *testing.T) *story {
			return autumn(t).do(CountHands{Round: "r1", Partner: "c", Hands: Hands{Clear: 3}})
		}, lead, CountHands{Round: "r1", Partner: "c", Hands: Hands{Clear: 4}}, "Both versions are kept"},
		{"hands in a settled round", settled, lead, CountHands{Round: "r1", Partner: "a", Hands: Hands{Clear: 3}}, "Autumn is settled"},
	})
}

func TestSettleOps(t *testing.T) {
	decided := func(t *testing.T) *story { return voted(t).do(Settle{Round: "r1", Partner: "a", To: Clear}) }
	undivided := []Placement{{"a", Clear}, {"c", None}}
	try(t, []opCase{
		{"settle", autumn, lead, Settle{Round: "r1", Partner: "a", To: Could, Why: "new staff"}, ""},
		{"settle from the pile", autumn, lead, Settle{Round: "r1", Partner: "c", To: Could}, ""},
		{"settle as participant", autumn, part, Settle{Round: "r1", Partner: "a", To: Could}, "for a facilitator"},
		{"settle nowhere", autumn, lead, Settle{Round: "r1", Partner: "a"}, "choose one"},
		{"settle again", decided, lead, Settle{Round: "r1", Partner: "a", To: Clear}, "settled there already"},
		{"settle elsewhere", decided, lead, Settle{Round: "r1", Partner: "a", To: None}, ""},
		{"settle with words that met", func(t *testing.T) *story {
			return autumn(t).do(Explain{Round: "r1", Partner: "a", To: "theirs"})
		}, lead, Settle{Round: "r1", Partner: "a", To: Clear, Why: "mine"}, "Both versions are kept"},
		{"settle all", voted, lead, SettleUndivided{"r1", undivided}, ""},
		{"settle all as participant", voted, part, SettleUndivided{"r1", undivided}, "for a facilitator"},
		{"settle all before the reveal", autumn, lead, SettleUndivided{"r1", undivided}, "not revealed yet"},
		{"settle none", voted, lead, SettleUndivided{Round: "r1"}, "No card is left"},
		{"settle all with a divided one", voted, lead, SettleUndivided{"r1", []Placement{{"b", Clear}}}, "just changed"},
		{"settle all elsewhere", voted, lead, SettleUndivided{"r1", []Placement{{"a", Could}}}, "just changed"},
		{"settle all with one twice", voted, lead, SettleUndivided{"r1", []Placement{{"a", Clear}, {"a", Clear}}}, "just changed"},
		{"settle all with a settled one", decided, lead, SettleUndivided{"r1", undivided}, "just changed"},
		{"settle all with an unknown one", voted, lead, SettleUndivided{"r1", []Placement{{"zz", Clear}}}, "just changed"},
		{"unsettle", decided, lead, Unsettle{"r1", "a"}, ""},
		{"unsettle as participant", decided, part, Unsettle{"r1", "a"}, "for a facilitator"},
		{"unsettle what is not", decided, lead, Unsettle{"r1", "b"}, "not settled"},
	})
}

func TestBallotOps(t *testing.T) {
	ballot := Ballot{Round: "r1", Person: "p9", Name: "Rae", Placements: map[partner.ID]Choice{"a": Unsure}}
	with := func(change func(*Ballot)) Ballot {
		b := ballot
		change(&b)
		return b
	}
	reveal := func(b ...Ballot) Reveal { return Reveal{"r1", b} }
	hands := func(t *testing.T) *story {
		return autumn(t).do(CountHands{Round: "r1", Partner: "c", Hands: Hands{Clear: 3}})
	}
	try(t, []opCase{
		{"reveal", autumn, lead, reveal(ballot), ""},
		{"reveal an unknown partner", autumn, lead, reveal(ballot.Place("gone", "none")), ""},
		{"reveal as participant", autumn, part, reveal(ballot), "for a facilitator"},
		{"reveal twice", voted, lead, reveal(ballot), "revealed already"},
		{"reveal nothing", autumn, lead, reveal(), "Nobody has voted yet"},
		{"reveal an empty ballot", autumn, lead, reveal(with(func(b *Ballot) { b.Placements = nil })), "Nobody has voted yet"},
		{"reveal hands", hands, lead, reveal(), ""},
		{"reveal one person twice", autumn, lead, reveal(ballot, ballot), "Two ballots"},
		{"reveal another sort's ballot", autumn, lead, reveal(with(func(b *Ballot) { b.Round = "r0" })), "of another sort"},
		{"reveal nobody's ballot", autumn, lead, reveal(with(func(b *Ballot) { b.Person = "" })), "whose it is"},
		{"reveal a hostile name", autumn, lead, reveal(with(func(b *Ballot) { b.Name = "a\nb" })), "one line"},
		{"reveal an unknown choice", autumn, lead, reveal(ballot.Place("b", "best")), "does not know"},
		{"add", voted, lead, AddBallot{"r1", ballot}, ""},
		{"add as participant", voted, part, AddBallot{"r1", ballot}, "for a facilitator"},
		{"add before the reveal", autumn, lead, AddBallot{"r1", ballot}, "sealed"},
		{"add an empty one", voted, lead, AddBallot{"r1", Ballot{Round: "r1", Person: "p9"}}, "empty"},
		{"add a second of one person", voted, lead, AddBallot{"r1", with(func(b *Ballot) { b.Person = "p1" })}, "Rae has a ballot"},
		{"add to a settled round", func(t *testing.T) *story { return voted(t).do(Close{Round: "r1"}) }, lead, AddBallot{"r1", ballot}, "Autumn is settled"},
	})
	if s := (Reveal{}).Final(); !strings.Contains(s, "cannot be undone") {
		t.Errorf("Final: %s", s)
	}
}

func TestMeetings(t *testing.T) {
	y := autumn(t).do(Explain{Round: "r1", Partner: "a", To: "theirs"})
	err := y.try(part, Explain{Round: "r1", Partner: "a", To: "mine"})
	var meet *ledger.MeetError
	if !errors.As(err, &meet) || len(meet.Fields) != 1 || meet.Fields[0] != "why" || !strings.Contains(string(meet.Now), "theirs") {
		t.Errorf("%v", err)
	}
	if err := y.try(part, Explain{Round: "r1", Partner: "a", From: "theirs", To: "both"}); err != nil {
		t.Error(err)
	}
}
