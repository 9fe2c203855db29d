package app_test

import (
	"strings"
	"testing"

	"convene/internal/activity/touchpoint"
)

// atQuestion takes the audience to a question that the guest's partner is asked: the lead, who is followed, one who looks at it
// on a screen of their own, and the guest. The voter is there too.
func (a *audience) atQuestion(q touchpoint.Round) {
	a.t.Helper()
	a.lead.Press("/")
	a.lead.Type("touchpoints")
	a.lead.Press("enter", "enter")
	for range 30 {
		if strings.Contains(a.lead.Screen(), "Sunrise Mentors") {
			break
		}
		a.lead.Press("n")
	}
	a.lead.Press(strings.Fields(strings.Repeat("down ", 9) + "enter")...)
	a.lead.Shows(a.t, "Working together  2 of 3")
	for _, f := range []*far{a.named("Looker"), a.voter} {
		f.sees("Working together  2 of 3")
		f.keys("\r")
		f.sees("This screen is yours now")
		f.sees("Working together  2 of 3")
	}
	g := a.named("Guest")
	g.keys("/touch\r")
	g.sees("Touchpoints")
	g.keys("\r")
	g.sees("for the meeting")
	g.keys(strings.Repeat("\x1b[B", 9) + "\r")
	g.sees("Working together  2 of 3")
}

// together2 is a question that the sample never asked Sunrise Mentors.
func (v *venue) together2() touchpoint.Round {
	return touchpoint.Round{Partner: v.partner("Sunrise Mentors"), Question: "together.2", CheckIn: 1}
}

// placed is a vote with dots up to the moment before they are shown.
type placed struct {
	*audience
	round touchpoint.Round
	after []map[string]string // what everybody else sees: while dots are placed, and when they are all placed
}

// placeAlone has somebody place three dots with these keys. Nobody is sent a byte while they do.
func placeAlone(t *testing.T, keys string) *placed {
	t.Helper()
	p := &placed{audience: newAudience(t)}
	p.round = p.together2()
	p.lead.Do(t, touchpoint.Ask{Round: p.round}, touchpoint.Contribute{ID: "c1", Round: p.round, Text: "Homework hour"},
		touchpoint.Contribute{ID: "c2", Round: p.round, Text: "Circles at pick-up"}, touchpoint.Mark{ID: "c1", Marked: true}, touchpoint.Mark{ID: "c2", Marked: true})
	p.atQuestion(p.round)
	p.lead.Do(t, touchpoint.OpenDots{Round: p.round, Dots: 3})
	looker := p.named("Looker")
	looker.sees("3 dots each")
	looker.keys("d+++\r")
	looker.sees("Your dots are kept")
	f := p.voter
	f.keys("d")
	f.sees("3 of 3 dots left")
	was := p.pictures()
	before := p.room.State()
	for i, k := range strings.Split(keys, " ") {
		f.keys(k)
		f.sees([]string{"1 of 3 dots left", "0 of 3 dots left"}[i])
		p.nothing("while somebody places dots", was)
	}
	f.keys("\r")
	f.sees("Your dots are kept")
	p.after = []map[string]string{was, p.pictures()}
	if p.room.State() != before {
		t.Error("dots have changed the state")
	}
	return p
}

// TestDotsTellNothing: of dots that are not shown nothing is on anybody else's terminal, in the state, the history, a backup or
// the log, whichever way they lie; and when they are shown, whose they are is nowhere still.
func TestDotsTellNothing(t *testing.T) {
	t.Parallel()
	one, two := placeAlone(t, "++ +"), placeAlone(t, "\x1b[B++ +")
	for i, what := range []string{"before", "after"} {
		for name, picture := range one.after[i] {
			if two.after[i][name] != picture {
				t.Errorf("%s the vote, what %s sees is\n%q\nor\n%q", what, name, picture, two.after[i][name])
			}
		}
	}
	for name, picture := range one.after[1] {
		if name != "Who is here, to a lead" && strings.Contains(picture, "not finished") {
			t.Errorf("%s sees who has finished: %q", name, picture)
		}
	}
	if s := one.after[1]["Follower"]; !strings.Contains(s, "2 of 8 have finished") {
		t.Errorf("nobody sees how many have finished: %q", s)
	}
	person := one.person()
	if !strings.Contains(one.live(), person) {
		t.Fatal("the drawer is empty, or is not to be read like this")
	}
	one.toldNowhere(secretive, person, touchpoint.SealedKind(one.round))
	for _, p := range []*placed{one, two} {
		p.lead.Press("v", "enter")
		p.named("Follower").sees("dots of 2 people")
		p.toldNowhere(secretive, p.person(), touchpoint.SealedKind(p.round))
		if !strings.Contains(p.kept()["the history"], "spreads") {
			t.Error("the history does not have the dots, although they are shown")
		}
		if left, err := p.bolt.All(t.Context(), touchpoint.SealedKind(p.round)); err != nil || len(left) != 0 {
			t.Errorf("%d people's dots are in the drawer still, %v", len(left), err)
		}
	}
	if a, b := one.pictures()["Follower"], two.pictures()["Follower"]; a == b {
		t.Error("the dots look the same when they are shown")
	}
}
