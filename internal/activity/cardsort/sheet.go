package cardsort

import (
	"cmp"
	"slices"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
)

// View reads card sorts with merges of partners followed.
type View struct {
	state   State
	resolve func(partner.ID) partner.ID
}

// Read makes a View. resolve gives the partner that goes on in place of another one, the same where it was not merged
// (Resolver makes one); nil follows only merges made while a round was open.
func Read(s State, resolve func(partner.ID) partner.ID) View { return View{s, resolve} }

// Resolver is the resolve function that follows the merges of an inventory.
func Resolver(s partner.State) func(partner.ID) partner.ID {
	return func(id partner.ID) partner.ID {
		if p, ok := s.Resolve(id); ok {
			return p.ID
		}
		return id
	}
}

func (v View) resolver(round string) func(partner.ID) partner.ID {
	if v.resolve == nil {
		return v.state.tombstones(round)
	}
	return v.resolve
}

// Sheet is one round, made ready for reading: all cards and votes, each under the partner that goes on. It never
// changes and may be shared.
type Sheet struct {
	Round   Round
	cards   map[partner.ID]Card
	order   []partner.ID // of cards, by key
	tallies map[partner.ID]Tally
	voters  int
}

// Sheet reads a round; an empty one where there is no such round. It costs time in proportion to all cards of all
// rounds: make it once for a state, not once for a card.
func (v View) Sheet(round string) Sheet {
	s := Sheet{cards: map[partner.ID]Card{}}
	r, ok := v.state.Rounds.Get(round)
	if !ok {
		return s
	}
	s.Round = r
	resolve := v.resolver(round)
	all := slices.Collect(v.state.cards(round))
	var moved []Card
	for _, c := range all {
		switch {
		case c.MergedInto != "":
		case resolve(c.Partner) == c.Partner:
			s.cards[c.Partner] = c
			s.order = append(s.order, c.Partner)
		default:
			moved = append(moved, c)
		}
	}
	for _, c := range moved {
		id := resolve(c.Partner)
		into, ok := s.cards[id]
		if !ok {
			into = Card{Round: round, Partner: id}
			s.order = append(s.order, id)
		}
		s.cards[id] = into.absorb(c)
	}
	s.tallies = v.state.tallies(round, all, resolve)
	for range v.state.ballots(round) {
		s.voters++
	}
	return s
}

// tallies counts the ballots and hands of a round, given its cards. Ballots are in the state only once they are revealed.
func (s State) tallies(round string, cards []Card, resolve func(partner.ID) partner.ID) map[partner.ID]Tally {
	out := map[partner.ID]Tally{}
	for b := range s.ballots(round) {
		for id, c := range b.resolved(resolve) {
			out[id] = out[id].add(c)
		}
	}
	hands := map[partner.ID]bool{} // one show of hands a card: the partner's own where it has one
	count := func(c Card, id partner.ID) {
		if c.Hands != nil && c.MergedInto == "" && !hands[id] {
			hands[id] = true
			out[id] = out[id].plus(*c.Hands)
		}
	}
	for _, c := range cards {
		if resolve(c.Partner) == c.Partner {
			count(c, c.Partner)
		}
	}
	for _, c := range cards {
		count(c, resolve(c.Partner))
	}
	return out
}

// resolved are the placements by the partners that go on: one for each, its own where the ballot has one.
func (b Ballot) resolved(resolve func(partner.ID) partner.ID) map[partner.ID]Choice {
	out := make(map[partner.ID]Choice, len(b.Placements))
	for _, p := range sortedKeys(b.Placements) {
		id := resolve(p)
		if _, ok := out[id]; !ok || id == p {
			out[id] = b.Placements[p]
		}
	}
	return out
}

// Card is the partner's card, a blank one (in the pile) where there is none.
func (s Sheet) Card(p partner.ID) Card {
	if c, ok := s.cards[p]; ok {
		return c
	}
	return Card{Round: s.Round.ID, Partner: p}
}

// Has says whether the round has a card of the partner, be it on the pile: whether the partner was listed.
func (s Sheet) Has(p partner.ID) bool { _, ok := s.cards[p]; return ok }

// Voters is the number of ballots.
func (s Sheet) Voters() int { return s.voters }

// Votes are the votes for a partner: revealed ballots and hands.
func (s Sheet) Votes(p partner.ID) Tally { return s.tallies[p] }

// Alpha is the round's alpha, over all cards; false where it is undefined.
func (s Sheet) Alpha() (float64, bool) {
	var all []Tally
	for _, p := range sortedKeys(s.tallies) {
		all = append(all, s.tallies[p])
	}
	return Alpha(all)
}

// Listed are the partners that this round is about: the active ones while it is open, in their order; once it is settled
// those that it has a card of, the active ones first.
func (s Sheet) Listed(active []partner.ID) []partner.ID {
	if !s.Round.Settled {
		return active
	}
	out := make([]partner.ID, 0, len(s.order))
	seen := make(map[partner.ID]bool, len(active))
	for _, p := range active {
		seen[p] = true
		if s.Has(p) {
			out = append(out, p)
		}
	}
	for _, p := range s.order {
		if !seen[p] {
			out = append(out, p)
		}
	}
	return out
}

// Columns are the partners of each category, and of the Pile, in the order in which they stand.
type Columns map[Category][]partner.ID

// Columns sorts the partners given (Listed, as a rule) into categories: by rank, then in the order given. The pile keeps
// the order given, so that a partner listed later simply appears there.
func (s Sheet) Columns(partners []partner.ID) Columns {
	out := Columns{}
	for _, p := range partners {
		place := s.Card(p).Place
		out[place] = append(out[place], p)
	}
	for _, c := range Categories() {
		slices.SortStableFunc(out[c], func(a, b partner.ID) int { return cmp.Compare(s.cards[a].Rank, s.cards[b].Rank) })
	}
	return out
}

// Placed is how many of the partners given stand in a category.
func (s Sheet) Placed(partners []partner.ID) int {
	n := 0
	for _, p := range partners {
		if s.Card(p).Place != Pile {
			n++
		}
	}
	return n
}

// RankAt is the rank with which a card comes to stand at an index of a column (0: first; any beyond: last). column are
// the partners as they stand; the card itself may be among them and is passed over.
func (s Sheet) RankAt(column []partner.ID, index int, card partner.ID) string {
	others := slices.DeleteFunc(slices.Clone(column), func(p partner.ID) bool { return p == card })
	index = max(0, index)
	if index >= len(others) {
		last := ""
		for _, p := range others {
			last = max(last, s.Card(p).Rank)
		}
		return rankBehind(last)
	}
	before := ""
	if index > 0 {
		before = s.Card(others[index-1]).Rank
	}
	return ledger.RankBetween(before, s.Card(others[index]).Rank)
}
