package meeting

import (
	"slices"

	"convene/internal/ledger"
)

// Arrive notes that somebody is at the meeting.
type Arrive struct {
	Present string `json:"present"`
	Meeting string `json:"meeting"`
	Name    string `json:"name"` // a name or a role
	Person  string `json:"person,omitempty"`
	Rank    string `json:"rank"`
}

// Check implements ledger.Op.
func (op Arrive) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Noting who is here"); err != nil {
		return err
	}
	if err := s.open(op.Meeting); err != nil {
		return err
	}
	if op.Present == "" || s.Present.Has(op.Present) || op.Rank == "" {
		return ledger.Refuse("%s is noted already.", op.Name)
	}
	people := s.People(op.Meeting)
	if len(people) >= 200 {
		return ledger.Refuse("A meeting takes at most 200 people. Nothing was changed.")
	}
	if slices.ContainsFunc(people, func(p Present) bool { return p.Name == op.Name && p.Person == op.Person }) {
		return ledger.Refuse("%s is noted already.", op.Name)
	}
	return title(op.Name, "person")
}

// Apply implements ledger.Op.
func (op Arrive) Apply(s State, e ledger.Entry) State {
	s.Present = s.Present.Put(e.Seq, Present{ID: op.Present, Meeting: op.Meeting, Name: op.Name, Person: op.Person, Rank: op.Rank})
	return s
}

// Leave takes somebody off the list of who is here.
type Leave struct {
	Present string `json:"present"`
}

// Check implements ledger.Op.
func (op Leave) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Noting who is here"); err != nil {
		return err
	}
	if !s.Present.Has(op.Present) {
		return ledger.Refuse("That person is not on the list.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op Leave) Apply(s State, e ledger.Entry) State {
	if p, ok := s.Present.Get(op.Present); ok {
		if m, ok := s.Meetings.Get(p.Meeting); ok && m.Turn == op.Present {
			m.Turn = s.after(m, op.Present)
			if m.Turn == op.Present {
				m.Turn = ""
			}
			s.Meetings = s.Meetings.Put(e.Seq, m)
		}
	}
	s.Present = s.Present.Delete(e.Seq, op.Present)
	return s
}

// Seat changes whose turn comes before whose.
type Seat struct {
	Present string `json:"present"`
	Rank    string `json:"rank"`
}

// Check implements ledger.Op.
func (op Seat) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("The order of a round"); err != nil {
		return err
	}
	if !s.Present.Has(op.Present) || op.Rank == "" {
		return ledger.Refuse("That person is not on the list.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op Seat) Apply(s State, e ledger.Entry) State {
	if p, ok := s.Present.Get(op.Present); ok {
		p.Rank = op.Rank
		s.Present = s.Present.Put(e.Seq, p)
	}
	return s
}

// What became of a turn to speak.
const (
	Spoke = "spoke"
	Pass  = "pass" // the person passed
	Skip  = "skip" // the turn comes later; nothing is counted
)

// Turn gives the word on in the round-robin, or begins one.
type Turn struct {
	Meeting string `json:"meeting"`
	Was     string `json:"was,omitempty"` // Spoke, Pass or Skip for whoever had the word; empty begins or ends the round
	To      string `json:"to,omitempty"`  // a Present's ID; empty is the next in the round, or no one where Was is empty
}

// Check implements ledger.Op.
func (op Turn) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Giving the word on"); err != nil {
		return err
	}
	if _, err := s.running(op.Meeting); err != nil {
		return err
	}
	if len(s.People(op.Meeting)) == 0 {
		return ledger.Refuse("Nobody is on the list yet. Note first who is here.")
	}
	if p, ok := s.Present.Get(op.To); op.To != "" && (!ok || p.Meeting != op.Meeting) {
		return ledger.Refuse("That person is not on the list.")
	}
	if !slices.Contains([]string{"", Spoke, Pass, Skip}, op.Was) {
		return ledger.Refuse("A turn is spoken, passed or skipped.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op Turn) Apply(s State, e ledger.Entry) State {
	m, ok := s.Meetings.Get(op.Meeting)
	if !ok {
		return s
	}
	if p, ok := s.Present.Get(m.Turn); ok && (op.Was == Spoke || op.Was == Pass) {
		if op.Was == Spoke {
			p.Spoken++
		} else {
			p.Passed++
		}
		s.Present = s.Present.Put(e.Seq, p)
	}
	switch {
	case op.To != "":
		m.Turn = op.To
	case op.Was == "":
		m.Turn = ""
	default:
		m.Turn = s.after(m, m.Turn)
	}
	s.Meetings = s.Meetings.Put(e.Seq, m)
	return s
}

// after is who has the word after somebody, around the circle.
func (s State) after(m Meeting, present string) string {
	people := s.People(m.ID)
	if len(people) == 0 {
		return ""
	}
	i := slices.IndexFunc(people, func(p Present) bool { return p.ID == present })
	return people[(i+1)%len(people)].ID
}

// Phases are the parts of the rhythm in which Circle goes on, in words.
func Phases() []string { return []string{"alone", "in pairs", "in fours", "all together"} }

// Circle is the rhythm alone, pairs, fours, all, for a step of some minutes: what the room does now, and the minutes until it
// changes. The parts take 1, 2, 4 and 5 twelfths of the time.
func Circle(minutes int, spentSeconds int) (phase int, secondsLeft int) {
	total := minutes * 60
	ends := []int{total / 12, total * 3 / 12, total * 7 / 12, total}
	for i, end := range ends {
		if spentSeconds < end {
			return i, end - spentSeconds
		}
	}
	return len(ends) - 1, 0
}
