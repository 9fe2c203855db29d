package cardsort

import (
	"cmp"
	"slices"

	"convene/internal/activity/partner"
)

// Vote is how the votes on one card fell, ready to be talked about.
type Vote struct {
	Partner   partner.ID
	Tally     Tally
	Lead      Category // most votes; the Pile where two lead
	Share     float64  // the largest share of the votes, 0 to 1
	Agreement float64  // pairwise, 0 to 1
	Agreed    bool     // whether Agreement is defined: two people or more voted
	Card      Card     // where it stands, and whether it is settled
}

func (s Sheet) vote(p partner.ID) Vote {
	v := Vote{Partner: p, Tally: s.tallies[p], Card: s.Card(p)}
	v.Lead, _, _ = v.Tally.Leading()
	for _, c := range Categories() {
		v.Share = max(v.Share, v.Tally.Share(c))
	}
	v.Agreement, v.Agreed = Agreement(v.Tally)
	return v
}

// Divided are the cards of which no category has the round's threshold, most divided first: the lowest agreement, then
// the smallest leading share, then the order given. Settled ones stay in it, so that it can be counted off. Cards without
// a vote for a category are neither divided nor undivided.
func (s Sheet) Divided(partners []partner.ID) []Vote {
	out := s.votes(partners, false)
	slices.SortStableFunc(out, func(a, b Vote) int {
		return cmp.Or(cmp.Compare(a.Agreement, b.Agreement), cmp.Compare(a.Share, b.Share))
	})
	return out
}

// Undivided are the cards of which one category has the round's threshold, in the order given.
func (s Sheet) Undivided(partners []partner.ID) []Vote { return s.votes(partners, true) }

func (s Sheet) votes(partners []partner.ID, undivided bool) []Vote {
	var out []Vote
	for _, p := range partners {
		v := s.vote(p)
		if _, ok := v.Tally.Undivided(s.Round.Threshold); ok == undivided && v.Tally.Votes() > 0 {
			out = append(out, v)
		}
	}
	return out
}

// SettleUndivided makes the op that settles all undivided cards among the partners given which are not settled yet. Its
// list is empty where there are none.
func (s Sheet) SettleUndivided(partners []partner.ID) SettleUndivided {
	op := SettleUndivided{Round: s.Round.ID}
	for _, v := range s.Undivided(partners) {
		if !v.Card.Settled {
			op.Cards = append(op.Cards, Placement{v.Partner, v.Lead})
		}
	}
	return op
}

// GridRow is one partner's line of the placement grid.
type GridRow struct {
	Partner partner.ID
	Tally   Tally
	Shares  map[Category]float64 // of the votes, 0 to 1, summing to 1; all 0 where nobody voted
}

// Grid is partner by category: the share of the votes, in the order given.
func (s Sheet) Grid(partners []partner.ID) []GridRow {
	out := make([]GridRow, len(partners))
	for i, p := range partners {
		t := s.tallies[p]
		out[i] = GridRow{p, t, map[Category]float64{}}
		for _, c := range Categories() {
			out[i].Shares[c] = t.Share(c)
		}
	}
	return out
}
