package plan

import (
	"slices"
	"strings"

	"convene/internal/day"
	"convene/internal/ledger"
	"convene/internal/text"
)

const rankDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

func validRank(rank string) bool { return len(rank) <= rankMax && strings.Trim(rank, rankDigits) == "" }

func validID(id string) bool { return id != "" && len(id) <= idMax && !strings.Contains(id, "/") }

// fresh says why a record cannot be added under that ID, at that rank.
func fresh[R ledger.Record](t ledger.Table[R], id, rank string) error {
	if !validID(id) || t.Has(id) {
		return ledger.Refuse("That is in the plan already. Nothing was changed.")
	}
	if !validRank(rank) {
		return ledger.Refuse("There is no such place in the plan. Nothing was changed: choose another one.")
	}
	return nil
}

func checkGoal(g Goal) error {
	if len(g.Partners) == 0 {
		return ledger.Refuse("A shared goal needs a partner. Nothing was changed: choose one first.")
	}
	if len(g.Partners) > partnersMax {
		return ledger.Refuse("A goal is shared with at most %d partners. Nothing was changed.", partnersMax)
	}
	for i, p := range g.Partners {
		if p == "" || len(p) > idMax || slices.Contains(g.Partners[:i], p) {
			return ledger.Refuse("A partner stands there twice, or is none. Nothing was changed: choose again.")
		}
	}
	return checkText("A goal", g.Text)
}

func checkPractice(s State, p Practice) error {
	g, err := s.goal(p.Goal)
	switch {
	case err != nil:
		return err
	case !p.Side.Valid():
		return ledger.Refuse("A practice is the school's or the partner's. Nothing was changed: choose a column.")
	case p.Side == School && p.Partner != "":
		return ledger.Refuse("A practice of the school names no partner. Nothing was changed: choose the other column.")
	case p.Side == PartnerSide && p.Partner == "" && len(g.Partners) > 1:
		return ledger.Refuse("This goal has several partners. Nothing was changed: choose whose practice it is.")
	case len(p.Partner) > idMax:
		return ledger.Refuse("That is no partner. Nothing was changed: choose one.")
	}
	return checkText("A practice", p.Text)
}

func checkOpportunity(s State, o Opportunity) error {
	if _, err := s.goal(o.Goal); err != nil {
		return err
	}
	return checkText("What lines up", o.Text)
}

func checkPerson(s State, p Person) error {
	if _, err := s.goal(p.Goal); err != nil {
		return err
	}
	if !p.Side.Valid() {
		return ledger.Refuse("A person is at the school or at the partner. Nothing was changed: choose one.")
	}
	return checkText("A name or role", p.Text)
}

func checkStep(s State, st Step) error {
	if st.Goal != "" {
		if _, err := s.goal(st.Goal); err != nil {
			return err
		}
	}
	switch {
	case st.Who != text.Line(st.Who, WhoMax):
		return ledger.Refuse("Who does it is one line of at most %d characters. Your words are kept until you leave the field: shorten them.", WhoMax)
	case st.By != day.None && !st.By.Valid():
		return ledger.Refuse("%q is not a day. Your words are kept until you leave the field: write it like fri, in 2 weeks or 2027-01-15.", st.By)
	case len(st.Partner) > idMax || len(st.Source) > idMax:
		return ledger.Refuse("The step names a partner or a meeting that there cannot be. Nothing was changed: choose again.")
	}
	return checkText("A step", st.What)
}

func checkText(what, words string) error {
	if words == "" {
		return ledger.Refuse("%s needs words. Nothing was changed: write a line first.", what)
	}
	if words != text.Line(words, TextMax) {
		return ledger.Refuse("%s is one line of at most %d characters. Your words are kept until you leave the field: shorten them.", what, TextMax)
	}
	return nil
}

// goal finds a goal, or says that it is gone.
func (s State) goal(id string) (Goal, error) {
	g, ok := s.Goals.Get(id)
	if !ok {
		return g, gone("goal")
	}
	return g, nil
}
