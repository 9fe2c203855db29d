package cardsort

import (
	"convene/internal/activity/partner"
	"convene/internal/ledger"
)

// Merge is what merging one partner into another means for card sorts, as part of the workspace's op seq. In the open
// round the survivor's placement wins where it has one, else the other's moves over; the other card stays readable and
// says where it went. Settled rounds stay as they were: who reads them follows merges (Read).
func Merge(s State, seq uint64, from, into partner.ID) State {
	for _, r := range s.InOrder() {
		if !r.Settled {
			s = s.mergeCard(seq, r.ID, from, into)
		}
	}
	return s
}

// merge does several merges in one round, in the order of the partners' IDs.
func (s State) merge(seq uint64, round string, m Merged) State {
	for _, from := range sortedKeys(m) {
		s = s.mergeCard(seq, round, from, m[from])
	}
	return s
}

func (s State) mergeCard(seq uint64, round string, from, into partner.ID) State {
	if from == into {
		return s
	}
	f, i := s.Card(round, from), s.Card(round, into)
	if next := i.absorb(f); next != i {
		s.Cards = s.Cards.Put(seq, next)
	}
	f.MergedInto = into
	s.Cards = s.Cards.Put(seq, f)
	return s
}

// absorb returns c, the survivor's card, with what it takes over from f.
func (c Card) absorb(f Card) Card {
	if c.Place == Pile && f.Place != Pile {
		c.Place, c.Rank, c.Carried = f.Place, f.Rank, f.Carried
		c.Settled, c.SettledBy, c.SettledAt = f.Settled, f.SettledBy, f.SettledAt
	}
	if c.Why == "" && c.Place == f.Place {
		c.Why = f.Why
	}
	if c.Hands == nil {
		c.Hands = f.Hands
	}
	return c
}

// tombstones follows the merges that were made while the round was open.
func (s State) tombstones(round string) func(partner.ID) partner.ID {
	return func(id partner.ID) partner.ID {
		for range 64 { // a chain of merges is short; a damaged file must not hang us
			c := s.Card(round, id)
			if c.MergedInto == "" {
				return id
			}
			id = c.MergedInto
		}
		return id
	}
}

// mergedSince lists the cards of a round whose partner goes on under another record now.
func mergedSince(s State, round string, resolve func(partner.ID) partner.ID) Merged {
	if resolve == nil {
		return nil
	}
	var out Merged
	note := func(p partner.ID) {
		if into := resolve(p); into != p && into != "" {
			if out == nil {
				out = Merged{}
			}
			out[p] = into
		}
	}
	for c := range s.cards(round) {
		if c.MergedInto == "" {
			note(c.Partner)
		}
	}
	for b := range s.ballots(round) {
		for p := range b.Placements {
			if s.Card(round, p).MergedInto == "" {
				note(p)
			}
		}
	}
	return out
}

func (m Merged) check() error {
	for from, into := range m {
		if from == "" || into == "" || from == into || m[into] != "" {
			return ledger.Refuse("The merges of partners do not fit together. Nothing was changed: try once more.")
		}
	}
	return nil
}
