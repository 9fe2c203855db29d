package app_test

import (
	"strings"
	"testing"

	"convene/internal/activity/cardsort"
)

// alone is a private sort up to the moment before the reveal, with all that everybody else saw of it.
type alone struct {
	*audience
	round string
	after []map[string]string // what everybody else sees: while votes are cast, and when they are all cast
}

// sortAlone has somebody sort alone, with these keys. Nobody is sent a byte while they do.
func sortAlone(t *testing.T, votes string) *alone {
	t.Helper()
	s := &alone{}
	s.audience = newAudience(t)
	s.lead.Press("/")
	s.lead.Type("card sort")
	s.lead.Press("enter", "n", "enter")
	round, ok := s.room.State().CardSort.OpenRound()
	if !ok {
		t.Fatalf("there is no open sort:\n%s", s.lead.Screen())
	}
	s.round = round.ID
	looker := s.named("Looker")
	looker.sees("Still to place")
	looker.keys("\r")
	looker.sees("Enter when ready")
	looker.keys("\r" + strings.Repeat("1", 24)) // the other ballot
	looker.sees("24 of 24")
	looker.keys("\r")
	looker.sees("finished")
	looker.keys(esc)
	looker.sees("Still to place")
	f := s.voter
	f.keys("\r")
	f.sees("Enter when ready")
	f.keys("\r")
	f.sees("of 24")
	was := s.pictures()
	before := s.room.State()
	for i, v := range []string{votes[:12], votes[12:], "x" + votes[23:]} { // the last one is taken back, and given again
		f.keys(v)
		f.sees([]string{"12 of 24", "24 of 24", "24 of 24"}[i])
		s.nothing("while somebody sorts alone", was)
	}
	f.keys("\r")
	f.sees("finished")
	s.after = []map[string]string{was, s.pictures()}
	if s.room.State() != before {
		t.Error("a ballot has changed the state")
	}
	return s
}

// TestPrivateSortTellsNothing: of a ballot that is not revealed nothing is on anybody else's terminal, in the state, the
// history, a backup or the log. Two people who sort the other way round look the same to everybody else.
func TestPrivateSortTellsNothing(t *testing.T) {
	t.Parallel()
	one, two := sortAlone(t, strings.Repeat("1", 12)+strings.Repeat("2", 12)), sortAlone(t, strings.Repeat("3", 24))
	for i, what := range []string{"before", "after"} {
		for name, picture := range one.after[i] {
			if two.after[i][name] != picture {
				t.Errorf("%s the vote, what %s sees is\n%q\nor\n%q", what, name, picture, two.after[i][name])
			}
		}
	}
	for name, picture := range one.after[1] {
		leads := name == "Coordinator" || name == "Who is here, to a lead"
		if strings.Contains(picture, secretive) && name != "Who is here, to all" && !leads {
			t.Errorf("%s sees who votes: %q", name, picture)
		}
		if name != "Who is here, to a lead" && strings.Contains(picture, "not finished") {
			t.Errorf("%s sees who has finished: %q", name, picture)
		}
	}
	if s := one.after[1]["Who is here, to a lead"]; strings.Contains(one.after[0]["Who is here, to a lead"], "· finished") || !strings.Contains(s, "finished") {
		t.Errorf("a facilitator does not see who has finished: %q", s)
	}
	if s := one.after[1]["Follower"]; !strings.Contains(s, "2 of 7 have finished") {
		t.Errorf("nobody sees how many have finished: %q", s)
	}

	person := one.person()
	if !strings.Contains(one.live(), person) {
		t.Fatal("the drawer is empty, or is not to be read like this")
	}
	one.toldNowhere(secretive, person, cardsort.SealedKind(one.round))
	revealed(t, one, person)
	revealed(t, two, two.person())
	if a, b := one.pictures()["Follower"], two.pictures()["Follower"]; a == b {
		t.Error("the votes look the same when they are revealed")
	}
}

// revealed is the same story after the reveal: what was nowhere is where it belongs.
func revealed(t *testing.T, s *alone, person string) {
	t.Helper()
	s.lead.Model.View()
	s.lead.Press("v", "enter")
	for _, name := range []string{"Follower", "Observer", "The wall"} {
		s.named(name).sees("agreement")
	}
	kept := s.kept()
	for _, where := range []string{"the state", "the history", "a backup"} {
		if !strings.Contains(kept[where], person) {
			t.Errorf("%s does not tell of the vote, although it is revealed", where)
		}
	}
	if strings.Contains(kept["the server's log"], person) {
		t.Error("the server's log tells of the vote")
	}
	if left, err := s.bolt.All(t.Context(), cardsort.SealedKind(s.round)); err != nil || len(left) != 0 {
		t.Errorf("%d ballots are in the drawer still, %v", len(left), err)
	}
}
