package cardsort

import (
	"maps"
	"strings"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
	"convene/internal/text"
)

// Reveal opens the sealed ballots of a round, all at once and once only.
type Reveal struct {
	Round   string   `json:"round"`
	Ballots []Ballot `json:"ballots,omitempty"` // empty ones may be among them: they are left out
}

// Final says why a reveal cannot be undone.
func (Reveal) Final() string {
	return "A reveal cannot be undone: the room has seen the votes. Nothing was changed: add a late ballot, or start a new sort."
}

// Check implements ledger.Op.
func (op Reveal) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Revealing the votes"); err != nil {
		return err
	}
	r, err := s.open(op.Round)
	if err != nil {
		return err
	}
	if r.Revealed {
		return ledger.Refuse("The votes are revealed already. Nothing was changed: add a late ballot instead.")
	}
	any := false
	seen := map[string]bool{}
	for _, b := range op.Ballots {
		if err := b.check(op.Round); err != nil {
			return err
		}
		if seen[b.Person] {
			return ledger.Refuse("Two ballots are of one person. Nothing was revealed: keep one of them.")
		}
		seen[b.Person] = true
		any = any || len(b.Placements) > 0
	}
	for c := range s.cards(op.Round) {
		any = any || c.Hands != nil && c.MergedInto == ""
	}
	if !any {
		return ledger.Refuse("Nobody has voted yet. Nothing was changed: wait for the first ballot, or count hands.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op Reveal) Apply(s State, e ledger.Entry) State {
	if !s.Rounds.Has(op.Round) {
		return s
	}
	var in []Ballot
	for _, b := range op.Ballots {
		if len(b.Placements) > 0 {
			in = append(in, b.entered(op.Round, false, e))
		}
	}
	s.Ballots = s.Ballots.PutAll(e.Seq, in)
	return s.putRound(e.Seq, op.Round, func(r *Round) { r.Revealed, r.RevealedAt = true, e.At })
}

// AddBallot adds a ballot after the reveal: of somebody who came late, or entered for somebody else.
type AddBallot struct {
	Round  string `json:"round"`
	Ballot Ballot `json:"ballot"`
}

// Check implements ledger.Op.
func (op AddBallot) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Adding a ballot"); err != nil {
		return err
	}
	r, err := s.open(op.Round)
	if err != nil {
		return err
	}
	if !r.Revealed {
		return ledger.Refuse("The votes are not revealed yet. Nothing was changed: keep this ballot sealed with the others until then.")
	}
	if err := op.Ballot.check(op.Round); err != nil {
		return err
	}
	if len(op.Ballot.Placements) == 0 {
		return ledger.Refuse("That ballot is empty. Nothing was changed: place a card on it first.")
	}
	b := op.Ballot
	b.Round = op.Round
	if s.Ballots.Has(b.Key()) {
		return ledger.Refuse("%s has a ballot in this sort already. Nothing was changed.", b.who())
	}
	return nil
}

// Apply implements ledger.Op.
func (op AddBallot) Apply(s State, e ledger.Entry) State {
	if !s.Rounds.Has(op.Round) {
		return s
	}
	s.Ballots = s.Ballots.Put(e.Seq, op.Ballot.entered(op.Round, true, e))
	return s
}

// entered is the ballot as it goes into a round, sharing nothing with the one that was given.
func (b Ballot) entered(round string, late bool, e ledger.Entry) Ballot {
	b.Round, b.Late = round, late
	if b.Proxy && b.By == "" {
		b.By = e.By.Name
	}
	b.Placements = maps.Clone(b.Placements)
	return b
}

// check says why a ballot cannot be part of a round's votes. Partners that nobody knows (any more) are no reason.
func (b Ballot) check(round string) error {
	if b.Round != round {
		return ledger.Refuse("The ballot of %s is of another sort. Nothing was changed.", b.who())
	}
	if b.Person == "" || len(b.Person) > 128 || strings.Contains(b.Person, "/") {
		return ledger.Refuse("A ballot must say whose it is. Nothing was changed: enter the name again.")
	}
	for _, n := range []string{b.Name, b.By} {
		if n != text.Line(n, text.NameMax) {
			return ledger.Refuse("A name is one line of at most %d characters. Nothing was changed.", text.NameMax)
		}
	}
	for p, c := range b.Placements {
		if p == "" || !c.Valid() {
			return ledger.Refuse("The ballot of %s holds a choice that convene does not know. Nothing was changed: vote again on that card.", b.who())
		}
	}
	return nil
}

func (b Ballot) who() string {
	if b.Name == "" {
		return "Somebody"
	}
	return b.Name
}

// Place returns the ballot with one more choice, or without one where choice is empty. The ballot itself is not changed.
func (b Ballot) Place(p partner.ID, choice Choice) Ballot {
	b.Placements = maps.Clone(b.Placements)
	if choice == "" {
		delete(b.Placements, p)
		return b
	}
	if b.Placements == nil {
		b.Placements = map[partner.ID]Choice{}
	}
	b.Placements[p] = choice
	return b
}
