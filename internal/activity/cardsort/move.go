package cardsort

import (
	"encoding/json"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
	"convene/internal/text"
)

// WhyMax is how long a "why" may be, in characters as people count them.
const WhyMax = text.LineMax

// Move puts a card into a category or back on the pile, or to another place within its category.
type Move struct {
	Round   string     `json:"round"`
	Partner partner.ID `json:"partner"`
	To      Category   `json:"to,omitempty"`   // empty: back on the pile
	Rank    string     `json:"rank,omitempty"` // from Sheet.RankAt; empty: behind the last
	Was     Category   `json:"was,omitempty"`  // where the mover saw the card
}

// Check implements ledger.Op.
func (op Move) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Moving cards"); err != nil {
		return err
	}
	r, c, err := s.openCard(op.Round, op.Partner)
	if err != nil {
		return err
	}
	switch {
	case op.To != Pile && !op.To.Valid() || !validRank(op.Rank):
		return ledger.Refuse("There is no such place on the board. Nothing was changed: choose one of the three columns, or the pile.")
	case c.Place != op.Was && c.Place != op.To:
		return ledger.Refuse("Somebody else has just moved this card: %s. Nothing was lost: look again, then move it.", r.Word(c.Place))
	case c.Place == op.To && !c.Carried && (op.Rank == "" || op.Rank == c.Rank || op.To == Pile):
		return ledger.Refuse("This card stands there already. Nothing was changed.")
	case c.Settled && c.Place != op.To && e.By.Role != ledger.Facilitator:
		return ledger.Refuse("This card is settled. Nothing was changed: ask a facilitator to take it up again.")
	}
	return nil
}

// Apply implements ledger.Op. A card that leaves its category is no longer settled.
func (op Move) Apply(s State, e ledger.Entry) State {
	if !s.Rounds.Has(op.Round) {
		return s
	}
	c := s.Card(op.Round, op.Partner)
	c.Carried = false
	if c.Place != op.To {
		c = c.unsettled()
	}
	c = s.placed(c, op.To, op.Rank)
	s.Cards = s.Cards.Put(e.Seq, c)
	return s
}

// placed returns the card in a category: at rank, or where it stands there already, or behind the last.
func (s State) placed(c Card, to Category, rank string) Card {
	switch {
	case to == Pile:
		c.Rank = ""
	case rank != "":
		c.Rank = rank
	case c.Place != to || c.Rank == "":
		c.Rank = rankBehind(s.lastRank(c.Round, to))
	}
	c.Place = to
	return c
}

// Explain writes why a card stands where it stands. An empty To takes the words away.
type Explain struct {
	Round   string     `json:"round"`
	Partner partner.ID `json:"partner"`
	From    string     `json:"from,omitempty"` // what it replaces
	To      string     `json:"to,omitempty"`
}

// Check implements ledger.Op. Where somebody else has changed the words, the error is a *ledger.MeetError.
func (op Explain) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Writing why"); err != nil {
		return err
	}
	_, c, err := s.openCard(op.Round, op.Partner)
	if err != nil {
		return err
	}
	if c.Settled && e.By.Role != ledger.Facilitator {
		return ledger.Refuse("This card is settled. Your words are kept until you leave the field: ask a facilitator to add them.")
	}
	if op.From == op.To || c.Why == op.To {
		return ledger.Refuse("Nothing was changed.")
	}
	return checkWhy(c, op.From, op.To)
}

// Apply implements ledger.Op.
func (op Explain) Apply(s State, e ledger.Entry) State {
	return s.putCard(e.Seq, op.Round, op.Partner, func(c *Card) { c.Why = op.To })
}

// Hold keeps a carried card where it is: the team has looked at it.
type Hold struct {
	Round   string     `json:"round"`
	Partner partner.ID `json:"partner"`
}

// Check implements ledger.Op.
func (op Hold) Check(s State, e ledger.Entry) error {
	if err := e.By.MayTakePart("Keeping cards"); err != nil {
		return err
	}
	_, c, err := s.openCard(op.Round, op.Partner)
	if err == nil && !c.Carried {
		err = ledger.Refuse("The team has looked at this card already. Nothing was changed.")
	}
	return err
}

// Apply implements ledger.Op.
func (op Hold) Apply(s State, e ledger.Entry) State {
	return s.putCard(e.Seq, op.Round, op.Partner, func(c *Card) { c.Carried = false })
}

// CountHands writes down a show of hands for one card. No hands at all take it away.
type CountHands struct {
	Round   string     `json:"round"`
	Partner partner.ID `json:"partner"`
	Hands   Hands      `json:"hands,omitzero"`
	Was     Hands      `json:"was,omitzero"` // what it replaces
}

// Check implements ledger.Op. Where somebody else has counted, the error is a *ledger.MeetError.
func (op CountHands) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Counting hands"); err != nil {
		return err
	}
	_, c, err := s.openCard(op.Round, op.Partner)
	if err != nil {
		return err
	}
	for _, n := range []int{op.Hands.Clear, op.Hands.Could, op.Hands.None, op.Hands.Unsure} {
		if n < 0 || n > HandsMax {
			return ledger.Refuse("Hands are counted from 0 to %d. Nothing was changed.", HandsMax)
		}
	}
	now := c.hands()
	switch now {
	case op.Hands:
		return ledger.Refuse("That is the count already. Nothing was changed.")
	case op.Was:
		return nil
	}
	return meet(c, "hands")
}

// Apply implements ledger.Op.
func (op CountHands) Apply(s State, e ledger.Entry) State {
	return s.putCard(e.Seq, op.Round, op.Partner, func(c *Card) {
		c.Hands = nil
		if op.Hands != (Hands{}) {
			h := op.Hands
			c.Hands = &h
		}
	})
}

func (c Card) hands() Hands {
	if c.Hands == nil {
		return Hands{}
	}
	return *c.Hands
}

// openCard finds the card that an op means, a blank one where there is none yet, or says why nothing can be done to it.
func (s State) openCard(round string, p partner.ID) (Round, Card, error) {
	r, err := s.open(round)
	if err != nil {
		return r, Card{}, err
	}
	c := s.Card(round, p)
	switch {
	case p == "":
		err = ledger.Refuse("No card is chosen. Nothing was changed: choose one first.")
	case c.MergedInto != "":
		err = ledger.Refuse("This partner has been merged into another one. Nothing was changed: its card goes on under that name.")
	}
	return r, c, err
}

// putCard changes a card, a blank one where there is none yet, in a round that is there.
func (s State) putCard(seq uint64, round string, p partner.ID, change func(*Card)) State {
	if !s.Rounds.Has(round) {
		return s
	}
	c := s.Card(round, p)
	change(&c)
	s.Cards = s.Cards.Put(seq, c)
	return s
}

// checkWhy says why the words on a card cannot be changed from one to another.
func checkWhy(c Card, from, to string) error {
	if to != text.Line(to, WhyMax) {
		return ledger.Refuse("A why is one line of at most %d characters. Your words are kept until you leave the field: shorten them.", WhyMax)
	}
	if c.Why != from && c.Why != to {
		return meet(c, "why")
	}
	return nil
}

func meet(c Card, field string) error {
	b, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return &ledger.MeetError{Fields: []string{field}, Now: b}
}
