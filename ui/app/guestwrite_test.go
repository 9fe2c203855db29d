package app_test

import (
	"strings"
	"testing"

	"convene/internal/activity/plan"
	"convene/internal/activity/touchpoint"
	"convene/internal/ledger"
)

// talk are the keys to the open question of worldOfSecrets, goal those to the goal that its guests share with nobody else.
func talk() []string {
	return strings.Fields("/ t o u c h enter enter " + strings.Repeat("down ", 9) + "enter")
}

func goal() []string { return strings.Fields("/ s h a r e enter down enter") }

// TestGuestTakesPart: a guest adds to its partner's open question, places dots there, and adds to the shared plan; the team
// has it at once.
func TestGuestTakesPart(t *testing.T) {
	t.Parallel()
	g := newGuestWorld(t)
	d := g.stay()
	d.Press(talk()...)
	d.Press("enter")
	d.Type("We can host them")
	d.Press("enter")
	d.Shows(t, "1 contribution sent")
	d.Press("esc")
	d.Shows(t, "We can host them")
	found := false
	for c := range g.room.State().Touchpoint.Contributions.All() {
		if c.Text == "We can host them" {
			found = c.Role == ledger.Guest && c.By == "Club director" && c.Partner == g.own
		}
	}
	if !found {
		t.Error("the team does not have the guest's words")
	}

	q := touchpoint.Round{Partner: g.own, Question: "together.2", CheckIn: 1}
	if _, err := g.room.Do(t.Context(), ledger.Actor{Person: "zqp1", Name: "zqLead", Role: ledger.Facilitator}, touchpoint.OpenDots{Round: q, Dots: 2}); err != nil {
		t.Fatal(err)
	}
	d.Press("d")
	if s := d.Screen(); strings.Contains(s, "screen is shared") {
		d.Press("enter")
	}
	d.Press("+", "enter")
	d.Shows(t, "Your dots are kept, unseen")
	all, err := g.room.Store().All(t.Context(), touchpoint.SealedKind(q))
	if err != nil || len(all) != 1 {
		t.Errorf("%d people have placed dots, %v", len(all), err)
	}

	d = g.stay()
	d.Press(goal()...)
	d.Press("end", "a")
	d.Type("Bring the keys")
	d.Press("enter", "esc")
	d.Shows(t, "Bring the keys")
	found = false
	for s := range g.room.State().Plan.Steps.All() {
		if s.What == "Bring the keys" {
			found = s.Partner == g.own && s.State == plan.Open
		}
	}
	if !found {
		t.Error("the team does not have the guest's step")
	}
}

// TestGuestIsRefused: everything else is refused in a sentence, and changes nothing.
func TestGuestIsRefused(t *testing.T) {
	t.Parallel()
	g := newGuestWorld(t)
	for _, at := range []struct {
		way   []string
		keys  string
		wants string
	}{
		{talk(), "o", "Only a facilitator does this"},
		{talk(), "s", "Only a facilitator does this"},
		{talk(), "h", "Only a facilitator does this"},
		{talk(), "c", "Only a facilitator does this"},
		{talk(), "m", "is for the school's team"},
		{talk(), "g", "is for the school's team"},
		{talk(), "w", "is for the school's team"},
		{talk(), "e", "Others' words are corrected by them"},
		{talk(), "x", "taken back by them"},
		{talk(), "d", "Nobody is placing dots yet"},
		{talk(), "i", "That is for the school's team"},
		{goal(), "P", ""},
		{goal(), "A", "is for the school's team"},
		{goal(), "end x", "is for the school's team"},
		{goal(), "end space", "is for the school's team"},
		{goal(), "i", "That is for the school's team"},
		{strings.Fields("/ s t e p s enter"), "a o n e enter", "Guests add steps under a goal"},
		{strings.Fields("/ s t e p s enter"), "x", "is for the school's team"},
		{nil, "u", "Undo is for the school's team"},
		{nil, "ctrl+y", "Undo is for the school's team"},
		{nil, ".", "taken down by the school's team"},
		{nil, "f2", "taken down by the school's team"},
		{nil, "S", "Sharing the room is for a facilitator"},
		{nil, "f9", "The facilitator moves the meeting on"},
		{nil, "f8", "The facilitator moves the meeting on"},
		{nil, "ctrl+g", "Guests look at their own steps"},
		{nil, "f7 enter", "for a facilitator"},
		{nil, "f7 x", "for a facilitator"},
		{nil, "f7 b", "for a facilitator"},
	} {
		before := g.room.State().Seq
		d := g.stay()
		d.Press(at.way...)
		d.Press(strings.Fields(at.keys)...)
		flat := strings.Join(strings.Fields(d.Screen()), " ")
		if !strings.Contains(flat, at.wants) {
			t.Errorf("%v %s: not said: %q\n%s", at.way, at.keys, at.wants, d.Screen())
		}
		if g.room.State().Seq != before {
			t.Errorf("%v %s changed something", at.way, at.keys)
		}
	}
}
