package cardsort

import (
	"slices"
	"time"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
)

// Settle decides where a card stands, with the reason if there is one to write.
type Settle struct {
	Round   string     `json:"round"`
	Partner partner.ID `json:"partner"`
	To      Category   `json:"to"`
	Why     string     `json:"why,omitempty"`
	WhyWas  string     `json:"why_was,omitempty"` // what Why replaces; the same as Why leaves the words as they are
}

// Check implements ledger.Op. Where somebody else has changed the words, the error is a *ledger.MeetError.
func (op Settle) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Settling cards"); err != nil {
		return err
	}
	_, c, err := s.openCard(op.Round, op.Partner)
	switch {
	case err != nil:
		return err
	case !op.To.Valid():
		return ledger.Refuse("A card is settled in one of the three columns. Nothing was changed: choose one.")
	case op.Why != op.WhyWas:
		return checkWhy(c, op.WhyWas, op.Why)
	case c.Settled && c.Place == op.To:
		return ledger.Refuse("This card is settled there already. Nothing was changed.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op Settle) Apply(s State, e ledger.Entry) State {
	if !s.Rounds.Has(op.Round) {
		return s
	}
	c := s.placed(s.Card(op.Round, op.Partner), op.To, "").settled(e)
	if op.Why != op.WhyWas {
		c.Why = op.Why
	}
	s.Cards = s.Cards.Put(e.Seq, c)
	return s
}

// Placement is a partner and its category.
type Placement struct {
	Partner partner.ID `json:"partner"`
	To      Category   `json:"to"`
}

// SettleUndivided settles all cards that are not divided, each where most votes are: one change, undone as one.
type SettleUndivided struct {
	Round string      `json:"round"`
	Cards []Placement `json:"cards"` // Sheet.SettleUndivided lists them
}

// Check implements ledger.Op: each card must be undivided by the votes as they are now.
func (op SettleUndivided) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Settling cards"); err != nil {
		return err
	}
	r, err := s.open(op.Round)
	if err != nil {
		return err
	}
	if !r.Revealed {
		return ledger.Refuse("The votes are not revealed yet. Nothing was changed: reveal them first.")
	}
	if len(op.Cards) == 0 {
		return ledger.Refuse("No card is left to settle that way. Nothing was changed: talk about the divided ones.")
	}
	tallies := s.tallies(op.Round, slices.Collect(s.cards(op.Round)), s.tombstones(op.Round))
	seen := map[partner.ID]bool{}
	for _, p := range op.Cards {
		_, c, err := s.openCard(op.Round, p.Partner)
		if err != nil {
			return err
		}
		lead, ok := tallies[p.Partner].Undivided(r.Threshold)
		if !ok || lead != p.To || seen[p.Partner] || c.Settled {
			return ledger.Refuse("The votes or the cards have just changed. Nothing was settled: look again, then press once more.")
		}
		seen[p.Partner] = true
	}
	return nil
}

// Apply implements ledger.Op.
func (op SettleUndivided) Apply(s State, e ledger.Entry) State {
	if !s.Rounds.Has(op.Round) {
		return s
	}
	last := map[Category]string{}
	for _, c := range Categories() {
		last[c] = s.lastRank(op.Round, c)
	}
	out := make([]Card, 0, len(op.Cards))
	for _, p := range op.Cards {
		c := s.Card(op.Round, p.Partner)
		rank := c.Rank
		if c.Place != p.To || rank == "" {
			rank = rankBehind(last[p.To])
			last[p.To] = rank
		}
		out = append(out, s.placed(c, p.To, rank).settled(e))
	}
	s.Cards = s.Cards.PutAll(e.Seq, out)
	return s
}

// Unsettle takes a settled card up again, where it stands.
type Unsettle struct {
	Round   string     `json:"round"`
	Partner partner.ID `json:"partner"`
}

// Check implements ledger.Op.
func (op Unsettle) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Taking settled cards up again"); err != nil {
		return err
	}
	_, c, err := s.openCard(op.Round, op.Partner)
	if err == nil && !c.Settled {
		err = ledger.Refuse("This card is not settled. Nothing was changed.")
	}
	return err
}

// Apply implements ledger.Op.
func (op Unsettle) Apply(s State, e ledger.Entry) State {
	return s.putCard(e.Seq, op.Round, op.Partner, func(c *Card) { *c = c.unsettled() })
}

func (c Card) settled(e ledger.Entry) Card {
	c.Carried = false
	c.Settled, c.SettledBy, c.SettledAt = true, e.By.Name, e.At
	return c
}

func (c Card) unsettled() Card {
	c.Settled, c.SettledBy, c.SettledAt = false, "", time.Time{}
	return c
}
