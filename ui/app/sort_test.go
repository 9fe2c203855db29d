package app_test

import (
	"strings"
	"testing"

	"convene/internal/activity/cardsort"
	"convene/internal/ledger"
)

// TestPrivateSortOverSSH: two people elsewhere sort alone on their own terminals, nobody sees how before the reveal, and then
// everybody does.
func TestPrivateSortOverSSH(t *testing.T) {
	t.Parallel()
	v := newVenue(t, false)
	lead := v.lead()
	lead.Press("/")
	lead.Type("card sort")
	lead.Press("enter", "n", "enter")
	round, ok := v.room.State().CardSort.OpenRound()
	if !ok {
		t.Fatalf("there is no open sort:\n%s", lead.Screen())
	}
	words := v.invite(ledger.Participant, "")
	watcher := v.connect("Watcher", v.invite(ledger.Observer, ""), 120, 36)
	watcher.sees("Your name")
	watcher.keys("Watcher\r")
	watcher.sees("with Coordinator")
	for i, name := range []string{"Voter one", "Voter two"} {
		f := v.connect(name, words, 80, 24)
		f.sees("Your name")
		f.keys(name + "\r")
		f.sees("with Coordinator")
		f.keys("\r")
		f.sees("Enter when ready")
		f.keys("\r")
		f.sees("of 24")
		f.keys(strings.Repeat([]string{"1", "3"}[i], 24))
		f.sees("24 of 24")
		f.keys("\r")
		f.sees("finished")
		if n := v.room.State().CardSort.Ballots.Len(); strings.Contains(v.ballots(), round.ID) {
			t.Errorf("%d ballots of the round are seen before the reveal", n)
		}
	}
	sealed, err := v.store.All(t.Context(), cardsort.SealedKind(round.ID))
	if err != nil || len(sealed) != 2 {
		t.Fatalf("%d ballots are sealed, %v", len(sealed), err)
	}
	if s := watcher.screen(); strings.Contains(s, "Voter") {
		t.Errorf("the watcher sees who votes:\n%s", s)
	}
	lead.Model.View() // what a wake-up does
	lead.Press("v", "enter")
	if s := v.ballots(); strings.Count(s, round.ID) != 2 {
		t.Fatalf("after the reveal: %q\n%s", s, lead.Screen())
	}
	watcher.until("the watcher sees the votes", func() bool { return strings.Contains(watcher.screen(), "agreement") })
}

// ballots are the rounds of all ballots that the state shows.
func (v *venue) ballots() string {
	var b strings.Builder
	for x := range v.room.State().CardSort.Ballots.All() {
		b.WriteString(x.Round + "\n")
	}
	return b.String()
}

// TestBackAtTheBallot: whoever's line drops in the middle of a private sort comes back to their ballot, covered, with its
// answers.
func TestBackAtTheBallot(t *testing.T) {
	t.Parallel()
	v := newVenue(t, false)
	lead := v.lead()
	lead.Press("/")
	lead.Type("card sort")
	lead.Press("enter", "n", "enter")
	words := v.invite(ledger.Participant, "")
	f := v.connect("Coach", words, 80, 24)
	f.sees("Your name")
	f.keys("Coach\r")
	f.sees("with Coordinator")
	f.keys("\r")
	f.sees("Enter when ready")
	f.keys("\r")
	f.sees("0 of 24")
	f.keys("123")
	f.sees("3 of 24")
	_ = f.conn.Close()
	f.until("the line is down", func() bool { return len(v.room.Here().People) == 1 })
	back := v.connect("Coach", words, 120, 40)
	back.sees("Your name")
	back.keys("Coach\r")
	back.sees("Your own ballot")
	back.keys("\r")
	back.sees("3 of 24")
	back.keys(strings.Repeat("1", 21))
	back.sees("Every card has an answer")
	back.keys("\r")
	back.sees("until the reveal: Tab.")
}
