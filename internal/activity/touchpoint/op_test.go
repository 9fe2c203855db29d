package touchpoint

import (
	"strings"
	"testing"
	"time"

	"convene/internal/ledger"
)

func TestAskOps(t *testing.T) {
	closed := func(t *testing.T) *story { return said(t).do(Close{q1}) }
	next := Round{"a", "practice.1", 2}
	try(t, []opCase{
		{"ask", start, lead, Ask{Round: q1}, ""},
		{"ask as participant", start, part, Ask{Round: q1}, "for a facilitator"},
		{"ask nobody", start, lead, Ask{Round: Round{"", "practice.1", 1}}, "No partner is chosen"},
		{"ask a strange partner", start, lead, Ask{Round: Round{"a/b", "practice.1", 1}}, "No partner is chosen"},
		{"ask nothing", start, lead, Ask{Round: Round{"a", "", 1}}, "no such question"},
		{"ask a long ID", start, lead, Ask{Round: Round{"a", strings.Repeat("x", 33), 1}}, "no such question"},
		{"ask a strange ID", start, lead, Ask{Round: Round{"a", "practice/1", 1}}, "no such question"},
		{"ask round 0", start, lead, Ask{Round: Round{"a", "practice.1", 0}}, "no such question"},
		{"ask round 2 first", start, lead, Ask{Round: next}, "just asked"},
		{"ask what is open", asked, lead, Ask{Round: next}, "open already"},
		{"ask a second time", closed, lead, Ask{Round: next}, ""},
		{"ask round 1 again", closed, lead, Ask{Round: q1}, "just asked"},
		{"ask while dots are placed", func(t *testing.T) *story { return voting(t).do(Close{q1}) }, lead, Ask{Round: next}, "Dots are still"},
		{"ask another partner", asked, lead, Ask{Round: Round{"b", "practice.1", 1}}, ""},
		{"close", asked, lead, Close{q1}, ""},
		{"close as participant", asked, part, Close{q1}, "for a facilitator"},
		{"close what is closed", closed, lead, Close{q1}, "closed already"},
		{"close what is not there", start, lead, Close{q1}, "not open for that partner"},
		{"reopen", closed, lead, Reopen{q1}, ""},
		{"reopen what is open", asked, lead, Reopen{q1}, "open already"},
		{"reopen an older round", again, lead, Reopen{q1}, "asked again since"},
		{"reopen as participant", closed, part, Reopen{q1}, "for a facilitator"},
		{"unsign", asked, lead, Unsign{q1, true}, ""},
		{"unsign twice", quiet, lead, Unsign{q1, true}, "off already"},
		{"sign", quiet, lead, Unsign{q1, false}, ""},
		{"sign what is signed", asked, lead, Unsign{q1, false}, "on already"},
		{"unsign what is closed", closed, lead, Unsign{q1, true}, "is closed"},
		{"unsign as participant", asked, part, Unsign{q1, true}, "for a facilitator"},
		{"choose", start, part, Choose{"a", "word.1", true}, ""},
		{"choose as guest", start, guest, Choose{"a", "word.1", true}, "for the school's team"},
		{"choose nothing", start, part, Choose{"a", "", true}, "no such question"},
		{"choose twice", func(t *testing.T) *story { return start(t).do(Choose{"a", "word.1", true}) }, part, Choose{"a", "word.1", true}, "chosen already"},
		{"put back", func(t *testing.T) *story { return start(t).do(Choose{"a", "word.1", true}) }, part, Choose{"a", "word.1", false}, ""},
		{"put back twice", func(t *testing.T) *story { return start(t).do(Choose{"a", "word.1", false}) }, part, Choose{"a", "word.1", false}, "not chosen"},
	})
}

func TestContributionOps(t *testing.T) {
	closed := func(t *testing.T) *story { return said(t).do(Close{q1}) }
	other := func(t *testing.T) *story { return asked(t).do(Ask{Round: Round{"b", "practice.1", 1}}) }
	guests := func(t *testing.T) *story { return asked(t).as(guest, say("c9", "we sing")) }
	try(t, []opCase{
		{"contribute", asked, part, say("c9", "songs"), ""},
		{"contribute as observer", asked, watch, say("c9", "songs"), "You are watching"},
		{"contribute as guest", asked, guest, say("c9", "songs"), ""},
		{"contribute as guest elsewhere", other, guest, Contribute{ID: "c9", Round: Round{"b", "practice.1", 1}, Text: "x"}, "another partner's step"},
		{"contribute nothing", asked, part, say("c9", ""), "one line"},
		{"contribute a lot", asked, part, say("c9", strings.Repeat("x", TextMax+1)), "shorten"},
		{"contribute escapes", asked, part, say("c9", "a\x1b[2Jb"), "one line"},
		{"contribute too late", closed, part, say("c9", "songs"), "just been closed"},
		{"contribute to nothing", start, part, say("c9", "songs"), "not open for that partner"},
		{"contribute twice", said, part, say("c1", "songs"), "there already"},
		{"contribute under a group's ID", said, part, say("g", "songs"), "there already"},
		{"contribute without an ID", asked, part, say("", "songs"), "there already"},
		{"contribute for others", asked, part, Contribute{ID: "c9", Round: q1, Text: "songs", SaidBy: "two parents"}, ""},
		{"contribute for a hostile name", asked, part, Contribute{ID: "c9", Round: q1, Text: "songs", SaidBy: "a\x07"}, "Who said it"},
		{"contribute unsigned", quiet, part, unsigned("u2"), ""},
		{"contribute unsigned as guest", quiet, guest, unsigned("u2"), ""},
		{"contribute signed where it is unsigned", quiet, part, say("c9", "songs"), "turned off"},
		{"contribute unsigned where it is signed", asked, part, unsigned("u2"), "turned on"},
		{"contribute unsigned with a name", quiet, part, Contribute{ID: "u2", Round: q1, Text: "x", SaidBy: "Eve", WithdrawHash: TokenHash(token)}, "nobody is named"},
		{"contribute with a bad hash", quiet, part, Contribute{ID: "u2", Round: q1, Text: "x", WithdrawHash: "no"}, "could not leave your name off"},
		{"contribute with an ID that tells the time", quiet, part, unsigned("01890a5d-ac96-774b-bcce-b302099a8057"), "could not leave your name off"},
		{"contribute with a random ID", quiet, part, unsigned("9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d"), ""},
		{"edit one's own", said, part, Edit{"c1", patch("text", "homework hour", "homework")}, ""},
		{"edit others'", said, part, Edit{"c2", patch("text", "homework club", "x")}, "for a facilitator"},
		{"edit others' as facilitator", said, lead, Edit{"c1", patch("text", "homework hour", "x")}, ""},
		{"edit one's own as guest", guests, guest, Edit{"c9", patch("text", "we sing", "we dance")}, ""},
		{"edit what met", said, part, Edit{"c1", patch("text", "other", "x")}, "Both versions are kept"},
		{"edit nothing", said, part, Edit{"c1", ledger.Patch{}}, "Nothing was changed"},
		{"edit to nothing", said, part, Edit{"c1", patch("text", "homework hour", "")}, "one line"},
		{"edit the author", said, lead, Edit{"c1", patch("by", "Ben", "Eve")}, "not edited by hand"},
		{"edit what is gone", asked, lead, Edit{"c1", patch("text", "a", "b")}, "took it back"},
		{"edit what is unsigned", quiet, part, Edit{"u", patch("text", "quietly", "x")}, "for a facilitator"},
		{"edit what is unsigned as facilitator", quiet, lead, Edit{"u", patch("text", "quietly", "x")}, ""},
		{"name who is unsigned", quiet, lead, Edit{"u", patch("said_by", "", "Eve")}, "nobody is named"},
		{"withdraw", said, part, Withdraw{ID: "c1"}, ""},
		{"withdraw others'", said, part, Withdraw{ID: "c2"}, "by them or by a facilitator"},
		{"withdraw others' as facilitator", said, lead, Withdraw{ID: "c1"}, ""},
		{"withdraw as guest", guests, guest, Withdraw{ID: "c9"}, ""},
		{"withdraw what is gone", asked, part, Withdraw{ID: "c1"}, "took it back"},
		{"withdraw by token", quiet, part, Withdraw{"u", token}, ""},
		{"withdraw by token as guest", quiet, guest, Withdraw{"u", token}, ""},
		{"withdraw by token as observer", quiet, watch, Withdraw{"u", token}, "You are watching"},
		{"withdraw by another token", quiet, part, Withdraw{"u", "guess"}, "not written on this terminal"},
		{"withdraw what is signed by token", said, part, Withdraw{"c2", token}, "not written on this terminal"},
		{"withdraw what is unsigned without", quiet, part, Withdraw{ID: "u"}, "the terminal that wrote it"},
		{"withdraw what is unsigned as facilitator", quiet, lead, Withdraw{ID: "u"}, ""},
		{"mark", said, part, Mark{"c1", true}, ""},
		{"mark as guest", said, guest, Mark{"c1", true}, "for the school's team"},
		{"mark twice", func(t *testing.T) *story { return said(t).do(Mark{"c1", true}) }, part, Mark{"c1", true}, "marked for the meeting already"},
		{"unmark what is not", said, part, Mark{"c1", false}, "not marked"},
		{"mark what is gone", asked, part, Mark{"c1", true}, "took it back"},
	})
}

func TestGroupAndAnswerOps(t *testing.T) {
	other := Round{"b", "practice.1", 1}
	two := func(t *testing.T) *story {
		return said(t).do(Ask{Round: other}, Contribute{ID: "b1", Round: other, Text: "x"}, AddGroup{ID: "bg", Round: other})
	}
	weighed := func(t *testing.T) *story { return said(t).do(CountHands{Round: q1, Item: "g", Hands: 2}) }
	write := func(field, from, to string) WriteAnswer { return WriteAnswer{q1, patch(field, from, to), on(6)} }
	try(t, []opCase{
		{"group", said, part, AddGroup{ID: "h", Round: q1, Members: []string{"c3"}}, ""},
		{"group as guest", said, guest, AddGroup{ID: "h", Round: q1}, "for the school's team"},
		{"group what is gone", said, part, AddGroup{ID: "h", Round: q1, Members: []string{"c9"}}, "took it back"},
		{"group over two questions", two, part, AddGroup{ID: "h", Round: q1, Members: []string{"b1"}}, "same question"},
		{"group twice", said, part, AddGroup{ID: "g", Round: q1}, "there already"},
		{"group under a contribution's ID", said, part, AddGroup{ID: "c1", Round: q1}, "there already"},
		{"group nothing", start, part, AddGroup{ID: "h", Round: q1}, "not open"},
		{"group nowhere", said, part, AddGroup{ID: "h", Round: q1, Rank: "é"}, "no such place"},
		{"group with a long title", said, part, AddGroup{ID: "h", Round: q1, Title: strings.Repeat("x", 121)}, "shorten"},
		{"put in", said, part, Put{"c3", "g"}, ""},
		{"take out", said, part, Put{"c1", ""}, ""},
		{"put where it is", said, part, Put{"c1", "g"}, "there already"},
		{"put into nothing", said, part, Put{"c3", "h"}, "took it apart"},
		{"put elsewhere", two, part, Put{"c3", "bg"}, "same question"},
		{"put as observer", said, watch, Put{"c3", "g"}, "You are watching"},
		{"put what is gone", said, part, Put{"c9", "g"}, "took it back"},
		{"title", said, part, EditGroup{"g", patch("title", "Homework", "Help")}, ""},
		{"no title", said, part, EditGroup{"g", patch("title", "Homework", "")}, ""},
		{"title that met", said, part, EditGroup{"g", patch("title", "x", "Help")}, "Both versions"},
		{"title of nothing", asked, part, EditGroup{"g", patch("title", "", "Help")}, "took it apart"},
		{"title as guest", said, guest, EditGroup{"g", patch("title", "Homework", "x")}, "for the school's team"},
		{"rank", said, part, EditGroup{"g", patch("rank", "V000", "X")}, ""},
		{"no rank", said, part, EditGroup{"g", patch("rank", "V000", "")}, "no such place"},
		{"group's question", said, part, EditGroup{"g", patch("question", "practice.1", "word.1")}, "not edited by hand"},
		{"ungroup", said, part, Ungroup{"g"}, ""},
		{"ungroup nothing", said, part, Ungroup{"h"}, "took it apart"},
		{"ungroup what was weighed", weighed, lead, Ungroup{"g"}, "it stays"},
		{"ungroup as guest", said, guest, Ungroup{"g"}, "for the school's team"},
		{"answer", said, part, write("known", "", "They read"), ""},
		{"answer as guest", said, guest, write("known", "", "They read"), "for the school's team"},
		{"answer what is not asked", start, part, write("known", "", "They read"), "not open"},
		{"answer an older round", again, part, write("known", "They read aloud", "x"), "asked again since"},
		{"answer what met", answered, part, write("known", "", "They sing"), "Both versions"},
		{"answer tomorrow's day", said, part, WriteAnswer{q1, patch("known", "", "x"), on(9)}, "a day off"},
		{"answer on no day", said, part, WriteAnswer{q1, patch("known", "", "x"), ""}, "a day off"},
		{"answer at length", said, part, write("known", "", strings.Repeat("x", AnswerMax+1)), "shorten"},
		{"answer the day", answered, part, WriteAnswer{q1, patch("on", string(on(6)), "2020-01-01"), on(7)}, "not edited by hand"},
		{"what to ask", answered, part, WriteAnswer{q1, patch("ask", "", "How often?"), on(7)}, ""},
		{"take the answer back", answered, part, WriteAnswer{q1, patch("known", "They read aloud", ""), on(7)}, ""},
	})
}

func TestDotOps(t *testing.T) {
	shown := func(t *testing.T) *story { return voting(t).do(CloseDots{q1, []map[string]int{{"g": 2, "c3": 1}}}) }
	hands := func(t *testing.T) *story { return said(t).do(CountHands{Round: q1, Item: "c3", Hands: 4}) }
	try(t, []opCase{
		{"open", said, lead, OpenDots{q1, 3}, ""},
		{"open as participant", said, part, OpenDots{q1, 3}, "for a facilitator"},
		{"open with none", said, lead, OpenDots{q1, 0}, "from 1 to 20"},
		{"open with many", said, lead, OpenDots{q1, 21}, "from 1 to 20"},
		{"open twice", voting, lead, OpenDots{q1, 3}, "placing dots already"},
		{"open on nothing", asked, lead, OpenDots{q1, 3}, "nothing to put a dot on"},
		{"open after the dots", shown, lead, OpenDots{q1, 3}, "shown already"},
		{"open in an older round", again, lead, OpenDots{q1, 3}, "asked again since"},
		{"show", voting, lead, CloseDots{q1, []map[string]int{{"g": 2, "c3": 1}, {"c3": 3}, {}}}, ""},
		{"show none", voting, lead, CloseDots{Round: q1}, ""},
		{"show as participant", voting, part, CloseDots{Round: q1}, "for a facilitator"},
		{"show before", said, lead, CloseDots{Round: q1}, "Nobody is placing dots"},
		{"show twice", shown, lead, CloseDots{Round: q1}, "Nobody is placing dots"},
		{"show too many", voting, lead, CloseDots{q1, []map[string]int{{"g": 2, "c3": 2}}}, "more than 3 dots"},
		{"show negative ones", voting, lead, CloseDots{q1, []map[string]int{{"g": 5, "c3": -2}}}, "more than 3 dots"},
		{"show dots on nothing", voting, lead, CloseDots{q1, []map[string]int{{"c9": 1}}}, "just been taken back"},
		{"show nothing that is asked", start, lead, CloseDots{Round: q1}, "not open"},
		{"hands", said, lead, CountHands{Round: q1, Item: "g", Hands: 4}, ""},
		{"hands on a contribution", voting, lead, CountHands{Round: q1, Item: "c3", Hands: 4}, ""},
		{"hands as participant", said, part, CountHands{Round: q1, Item: "g", Hands: 4}, "for a facilitator"},
		{"hands on nothing", said, lead, CountHands{Round: q1, Item: "c9", Hands: 4}, "took it back"},
		{"hands on nothing asked", start, lead, CountHands{Round: q1, Item: "c9", Hands: 4}, "not open"},
		{"negative hands", said, lead, CountHands{Round: q1, Item: "g", Hands: -1}, "from 0 to 999"},
		{"the same hands", hands, lead, CountHands{q1, "c3", 4, 4}, "the count already"},
		{"other hands", hands, lead, CountHands{q1, "c3", 5, 4}, ""},
		{"hands that met", hands, lead, CountHands{q1, "c3", 5, 0}, "Both versions"},
		{"no hands", hands, lead, CountHands{q1, "c3", 0, 4}, ""},
	})
}

func TestUnsignedTellsNobody(t *testing.T) {
	y := quiet(t)
	c, _ := y.s.Contributions.Get("u")
	minute := at(1).Truncate(time.Minute)
	equal(t, "kept", c, Contribution{ID: "u", Round: q1, Text: "quietly", Entry: 2, At: minute, WithdrawHash: TokenHash(token)})
	for _, op := range []ledger.Op[State]{unsigned("u2"), Withdraw{"u", token}} {
		plain := entry(3, guest)
		if err := op.Check(y.s, plain); err == nil || !strings.Contains(err.Error(), "name off") {
			t.Errorf("%T is taken as it came: %v", op, err)
		}
		e := Stamp(y.s, plain, op)
		equal(t, "stamped", e, ledger.Entry{Seq: 3, At: minute, By: ledger.Actor{Role: guest, Partner: "a"}})
		if err := op.Check(y.s, e); err != nil {
			t.Error(err)
		}
	}
	for _, op := range []any{say("c9", "x"), Withdraw{ID: "u"}, Mark{"u", true}, nil} {
		equal(t, "as it came", Stamp(y.s, entry(3, part), op), entry(3, part))
	}
	y.do(Unsign{q1, false}, say("c9", "signed"))
	if c, _ := y.s.Contributions.Get("c9"); c.By != "Ana" || c.Person != string(lead) || c.Unsigned() {
		t.Errorf("signed again: %+v", c)
	}
	equal(t, "voices", Read(y.s, nil).Voices(q1), []Voice{{string(lead), "Ana", lead, 1}})
}

func TestWithdrawTakesTheCount(t *testing.T) {
	y := voting(t).do(CloseDots{q1, []map[string]int{{"c1": 1, "g": 2}}})
	equal(t, "weight", Read(y.s, nil).Items(q1)[0].Weight(), 3)
	y.as(part, Withdraw{ID: "c1"})
	equal(t, "weight without", Read(y.s, nil).Items(q1)[0].Weight(), 2)
	equal(t, "counts", y.s.Counts.Len(), 1)
}
