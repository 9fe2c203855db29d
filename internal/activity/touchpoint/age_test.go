package touchpoint

import (
	"strings"
	"testing"

	"convene/internal/ledger"
)

func TestSetAge(t *testing.T) {
	for _, c := range []struct {
		role ledger.Role
		days int
		want string
	}{
		{ledger.Facilitator, 90, ""}, {ledger.Facilitator, 1, ""}, {ledger.Facilitator, AgeMax, ""},
		{ledger.Facilitator, 0, "1 to 1000"}, {ledger.Facilitator, AgeMax + 1, "1 to 1000"}, {ledger.Facilitator, DefaultAge, "already"},
		{ledger.Participant, 90, "facilitator"}, {ledger.Observer, 90, "facilitator"},
	} {
		err := SetAge{c.days}.Check(State{}, ledger.Entry{By: ledger.Actor{Role: c.role}})
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s, %d days: %v, want %q", c.role, c.days, err, c.want)
		}
	}
	s := SetAge{90}.Apply(State{}, ledger.Entry{Seq: 1})
	equal(t, "age", s.Age(), 90)
	equal(t, "age where nothing is said", State{}.Age(), DefaultAge)
}

func TestAnswersAgeAsTheTeamSays(t *testing.T) {
	y := answered(t)
	equal(t, "as usual", Read(y.s, nil).Status("a", "practice.1", on(6).Add(40), 0), Answered)
	y.do(SetAge{30})
	equal(t, "after 30 days", Read(y.s, nil).Status("a", "practice.1", on(6).Add(40), 0), Due)
}
