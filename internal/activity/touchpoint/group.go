package touchpoint

import (
	"strings"

	"convene/internal/ledger"
	"convene/internal/text"
)

const (
	rankMax    = 512 // bytes
	rankDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	membersMax = 200 // contributions that one change can put together
)

// AddGroup puts contributions together that say much the same.
type AddGroup struct {
	ID string `json:"id"`
	Round
	Title   string   `json:"title,omitempty"`
	Rank    string   `json:"rank,omitempty"`    // empty: behind the last group
	Members []string `json:"members,omitempty"` // IDs of contributions of that round
}

// Check implements ledger.Op.
func (op AddGroup) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Grouping"); err != nil {
		return err
	}
	if _, err := s.asking(op.Round); err != nil {
		return err
	}
	if s.taken(op.ID) {
		return ledger.Refuse("That group is there already. Nothing was changed.")
	}
	if err := checkTitle(op.Title); err != nil {
		return err
	}
	if !validRank(op.Rank) || len(op.Members) > membersMax {
		return ledger.Refuse("There is no such place for a group. Nothing was changed: choose another one.")
	}
	for _, id := range op.Members {
		c, err := s.contribution(id)
		if err != nil {
			return err
		}
		if c.Round != op.Round {
			return ledger.Refuse("Only answers to the same question can be grouped. Nothing was changed.")
		}
	}
	return nil
}

// Apply implements ledger.Op.
func (op AddGroup) Apply(s State, e ledger.Entry) State {
	if !s.Askings.Has(op.key()) {
		return s
	}
	rank := op.Rank
	if rank == "" {
		rank = ledger.RankBetween(s.lastRank(op.Round), "")
	}
	s.Groups = s.Groups.Put(e.Seq, Group{op.ID, op.Round, op.Title, rank})
	for _, id := range op.Members {
		if c, ok := s.Contributions.Get(id); ok && c.Round == op.Round {
			c.Group = op.ID
			s.Contributions = s.Contributions.Put(e.Seq, c)
		}
	}
	return s
}

// Put puts a contribution into a group, or takes it out of the one it is in.
type Put struct {
	ID    string `json:"id"`              // the contribution's
	Group string `json:"group,omitempty"` // its ID; empty: into none
}

// Check implements ledger.Op.
func (op Put) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Grouping"); err != nil {
		return err
	}
	c, err := s.contribution(op.ID)
	if err != nil {
		return err
	}
	if c.Group == op.Group {
		return ledger.Refuse("It stands there already. Nothing was changed.")
	}
	if op.Group == "" {
		return nil
	}
	g, err := s.group(op.Group)
	if err == nil && g.Round != c.Round {
		err = ledger.Refuse("Only answers to the same question can be grouped. Nothing was changed.")
	}
	return err
}

// Apply implements ledger.Op.
func (op Put) Apply(s State, e ledger.Entry) State {
	if c, ok := s.Contributions.Get(op.ID); ok && (op.Group == "" || s.Groups.Has(op.Group)) {
		c.Group = op.Group
		s.Contributions = s.Contributions.Put(e.Seq, c)
	}
	return s
}

// EditGroup changes a group's title or its place among the others. Fields: title, rank.
type EditGroup struct {
	ID    string       `json:"id"`
	Patch ledger.Patch `json:"patch"`
}

// Check implements ledger.Op. Where somebody else has changed the same field, the error is a *ledger.MeetError.
func (op EditGroup) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Naming groups"); err != nil {
		return err
	}
	g, err := s.group(op.ID)
	if err != nil {
		return err
	}
	if err := checkPatch(g, op.Patch, "title", "rank"); err != nil {
		return err
	}
	next, _ := ledger.Apply(g, op.Patch)
	if !validRank(next.Rank) || next.Rank == "" {
		return ledger.Refuse("There is no such place for a group. Nothing was changed: choose another one.")
	}
	return checkTitle(next.Title)
}

// Known implements ledger.Knower.
func (op EditGroup) Known() error { return ledger.Fits[Group](op.Patch) }

// Apply implements ledger.Op.
func (op EditGroup) Apply(s State, e ledger.Entry) State {
	if g, ok := s.Groups.Get(op.ID); ok {
		if next, err := ledger.Apply(g, op.Patch); err == nil && next.ID == g.ID {
			s.Groups = s.Groups.Put(e.Seq, next)
		}
	}
	return s
}

// Ungroup takes a group away; its contributions stay, each for itself.
type Ungroup struct {
	ID string `json:"id"`
}

// Check implements ledger.Op. A group that people put dots on stays: the dots would be on nothing.
func (op Ungroup) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Grouping"); err != nil {
		return err
	}
	if _, err := s.group(op.ID); err != nil {
		return err
	}
	if c, _ := s.Counts.Get(op.ID); c.Dots+c.Hands > 0 {
		return ledger.Refuse("The room has weighed this group, so it stays. Nothing was changed: take single contributions out of it instead.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op Ungroup) Apply(s State, e ledger.Entry) State {
	var out []Contribution
	for c := range s.Contributions.All() {
		if c.Group == op.ID {
			c.Group = ""
			out = append(out, c)
		}
	}
	s.Contributions = s.Contributions.PutAll(e.Seq, out)
	s.Groups = s.Groups.Delete(e.Seq, op.ID)
	s.Counts = s.Counts.Delete(e.Seq, op.ID)
	return s
}

func (s State) group(id string) (Group, error) {
	g, ok := s.Groups.Get(id)
	if !ok {
		return g, ledger.Refuse("That group is gone: somebody took it apart. Nothing was changed.")
	}
	return g, nil
}

// lastRank is the highest rank of a round's groups.
func (s State) lastRank(r Round) string {
	last := ""
	for g := range s.Groups.All() {
		if g.Round == r {
			last = max(last, g.Rank)
		}
	}
	return last
}

func validRank(rank string) bool { return len(rank) <= rankMax && strings.Trim(rank, rankDigits) == "" }

func checkTitle(title string) error {
	if title != text.Line(title, text.NameMax) {
		return ledger.Refuse("A group's title is one line of at most %d characters. Your words are kept until you leave the field: shorten them.", text.NameMax)
	}
	return nil
}
