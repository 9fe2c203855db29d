package plan

import (
	"slices"

	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/ledger"
)

// AddGoal writes down a shared goal.
type AddGoal struct {
	ID       string       `json:"id"`
	Partners []partner.ID `json:"partners"`
	Text     string       `json:"text"`
	Rank     string       `json:"rank,omitempty"` // empty: behind the last, here and in the other ops
}

// Check implements ledger.Op.
func (op AddGoal) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Writing shared goals"); err != nil {
		return err
	}
	if err := fresh(s.Goals, op.ID, op.Rank); err != nil {
		return err
	}
	return checkGoal(Goal{Partners: op.Partners, Text: op.Text})
}

// Apply implements ledger.Op.
func (op AddGoal) Apply(s State, e ledger.Entry) State {
	s.Goals = s.Goals.Put(e.Seq, Goal{ID: op.ID, Partners: slices.Clone(op.Partners), Text: op.Text, Rank: op.Rank}.ranked(s))
	return s
}

// AddPractice writes down what one side does already for a goal. A guest may, for its own partner.
type AddPractice struct {
	ID      string     `json:"id"`
	Goal    string     `json:"goal"`
	Side    Side       `json:"side"`
	Partner partner.ID `json:"partner,omitempty"` // of the partner's side, where it is needed
	Text    string     `json:"text"`
	Rank    string     `json:"rank,omitempty"`
}

// Check implements ledger.Op.
func (op AddPractice) Check(s State, e ledger.Entry) error {
	if err := s.mayAdd(e.By, op.Goal, op.Side, op.Partner); err != nil {
		return err
	}
	if err := fresh(s.Practices, op.ID, op.Rank); err != nil {
		return err
	}
	return checkPractice(s, Practice{Goal: op.Goal, Side: op.Side, Partner: op.Partner, Text: op.Text})
}

// Apply implements ledger.Op.
func (op AddPractice) Apply(s State, e ledger.Entry) State {
	s.Practices = s.Practices.Put(e.Seq, Practice(op).ranked(s))
	return s
}

// AddOpportunity writes down what lines up, joined to the practices that it connects. A guest may.
type AddOpportunity struct {
	ID    string   `json:"id"`
	Goal  string   `json:"goal"`
	Text  string   `json:"text"`
	Joins []string `json:"joins,omitempty"`
	Rank  string   `json:"rank,omitempty"`
}

// Check implements ledger.Op.
func (op AddOpportunity) Check(s State, e ledger.Entry) error {
	if err := s.mayAdd(e.By, op.Goal, "", ""); err != nil {
		return err
	}
	if err := fresh(s.Opportunities, op.ID, op.Rank); err != nil {
		return err
	}
	if len(op.Joins) > joinsMax {
		return ledger.Refuse("That joins more than %d practices. Nothing was changed: join those that matter most.", joinsMax)
	}
	for i, p := range op.Joins {
		if err := s.joinable(op.Goal, p); err != nil {
			return err
		}
		if slices.Contains(op.Joins[:i], p) {
			return ledger.Refuse("A practice is joined twice. Nothing was changed.")
		}
	}
	return checkOpportunity(s, Opportunity{Goal: op.Goal, Text: op.Text})
}

// Apply implements ledger.Op.
func (op AddOpportunity) Apply(s State, e ledger.Entry) State {
	o := Opportunity(op)
	o.Joins = slices.Clone(op.Joins)
	s.Opportunities = s.Opportunities.Put(e.Seq, o.ranked(s))
	return s
}

// AddPerson writes down who makes it happen, by name or by role. A guest may, for its own side.
type AddPerson struct {
	ID   string `json:"id"`
	Goal string `json:"goal"`
	Text string `json:"text"`
	Side Side   `json:"side"`
	Rank string `json:"rank,omitempty"`
}

// Check implements ledger.Op.
func (op AddPerson) Check(s State, e ledger.Entry) error {
	if err := s.mayAdd(e.By, op.Goal, op.Side, ""); err != nil {
		return err
	}
	if err := fresh(s.People, op.ID, op.Rank); err != nil {
		return err
	}
	return checkPerson(s, Person{Goal: op.Goal, Text: op.Text, Side: op.Side})
}

// Apply implements ledger.Op.
func (op AddPerson) Apply(s State, e ledger.Entry) State {
	s.People = s.People.Put(e.Seq, Person(op).ranked(s))
	return s
}

// AddStep writes down an action step. A guest may, under a goal of its own partner.
type AddStep struct {
	ID      string     `json:"id"`
	Goal    string     `json:"goal,omitempty"`
	Partner partner.ID `json:"partner,omitempty"`
	What    string     `json:"what"`
	Who     string     `json:"who,omitempty"`
	By      day.Day    `json:"by,omitempty"`
	Rank    string     `json:"rank,omitempty"`
	Source  string     `json:"source,omitempty"`
}

// Check implements ledger.Op.
func (op AddStep) Check(s State, e ledger.Entry) error {
	if err := s.mayAdd(e.By, op.Goal, "", op.Partner); err != nil {
		return err
	}
	if err := fresh(s.Steps, op.ID, op.Rank); err != nil {
		return err
	}
	return checkStep(s, op.step())
}

// Apply implements ledger.Op.
func (op AddStep) Apply(s State, e ledger.Entry) State {
	s.Steps = s.Steps.Put(e.Seq, op.step().ranked(s))
	return s
}

func (op AddStep) step() Step {
	return Step{
		ID: op.ID, Goal: op.Goal, Partner: op.Partner, What: op.What, Who: op.Who, By: op.By, State: Open, Rank: op.Rank, Source: op.Source,
	}
}

// mayAdd says why by may not add to a goal: a guest adds to goals of its own partner, and to no other side.
func (s State) mayAdd(by ledger.Actor, goal string, side Side, p partner.ID) error {
	if by.Role != ledger.Guest {
		return by.MayTakePart("Filling in the shared plan")
	}
	g, ok := s.Goals.Get(goal)
	switch {
	case goal == "":
		return ledger.Refuse("Guests add steps under a goal that both sides share. Nothing was changed: open the goal in the shared plan, and add it there.")
	case !ok || by.Partner == "" || !slices.Contains(g.Partners, partner.ID(by.Partner)) || p != "" && by.Partner != string(p):
		return ledger.Refuse("You are a guest at another partner's step. Nothing was changed.")
	case p == "" && len(g.Partners) > 1:
		return ledger.Refuse("Several partners share this goal, and this line would be for all of them. Nothing was changed: say it aloud, and the school's team writes it down.")
	case side == School:
		return ledger.Refuse("The school's side is for the school's team. Nothing was changed: say it aloud, and they write it down.")
	}
	return nil
}
