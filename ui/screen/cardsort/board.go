package cardsort

import (
	"slices"

	sorting "convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/internal/workspace"
	"convene/ui/screen"
)

// The lanes of the board: the three categories in their order, then the pile.
const (
	lanes    = 4
	pileLane = 3
)

// category is the lane's category.
func category(lane int) sorting.Category {
	if lane >= 0 && lane < pileLane {
		return sorting.Categories()[lane]
	}
	return sorting.Pile
}

// board is one round as it stands, worked out once for all who look. It never changes.
type board struct {
	round   sorting.Round // without an ID where there is no round
	sheet   sorting.Sheet
	listed  []partner.ID       // by name
	place   map[partner.ID]int // in listed
	lanes   [lanes][]partner.ID
	last    map[partner.ID]sorting.Standing // where the settled round before left each partner
	first   bool                            // there is no settled round before
	carried int                             // cards that nobody has looked at yet
	settled int                             // cards that are settled
	hands   int                             // cards with a show of hands
	divided []sorting.Vote                  // once the votes are revealed: the divided cards, the most divided first
	left    int                             // of those that are not settled yet
}

// current is the round that the screen is about: the open one, else the latest.
func current(p workspace.Public) (r sorting.Round, open bool) {
	if r, ok := p.CardSort().OpenRound(); ok {
		return r, true
	}
	r, _ = p.CardSort().Latest()
	return r, false
}

// read makes the board of a round.
func read(p workspace.Public, memo *screen.Memo, round string) *board {
	type key struct {
		round                            string
		rounds, cards, ballots, partners uint64
	}
	s := p.CardSort()
	k := key{round, s.Rounds.Version(), s.Cards.Version(), s.Ballots.Version(), p.PartnersVersion()}
	return screen.Get(memo, k, func() *board { return newBoard(p, round) })
}

func newBoard(p workspace.Public, round string) *board {
	v := p.Sorts()
	b := &board{sheet: v.Sheet(round), last: v.LastTime(round)}
	b.round = b.sheet.Round
	_, before := p.CardSort().Previous(round)
	b.first = !before
	var active []partner.ID
	for _, r := range p.Active() {
		active = append(active, r.ID)
	}
	b.listed = slices.Clone(b.sheet.Listed(active))
	partner.SortByName(b.listed, func(id partner.ID) string { return name(p, id) })
	b.place = make(map[partner.ID]int, len(b.listed))
	for i, id := range b.listed {
		b.place[id] = i
		b.hands += count(b.sheet.Card(id).Hands != nil)
	}
	columns := b.sheet.Columns(b.listed)
	for lane := range lanes {
		b.lanes[lane] = columns[category(lane)]
		for _, id := range b.lanes[lane] {
			if c := b.sheet.Card(id); lane != pileLane {
				b.carried += count(c.Carried)
				b.settled += count(c.Settled)
			}
		}
	}
	if b.round.Revealed {
		b.divided = b.sheet.Divided(b.listed)
		for _, v := range b.divided {
			b.left += count(!v.Card.Settled)
		}
	}
	return b
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

// name is a partner's name, also of one that is archived by now.
func name(p workspace.Public, id partner.ID) string {
	r, ok := p.Partner(id)
	if !ok {
		return "a partner that is gone"
	}
	return r.Name
}

// placed is how many cards stand in a category.
func (b *board) placed() int { return len(b.listed) - len(b.lanes[pileLane]) }

// find says in which lane a partner stands and where; false where it is not on the board.
func (b *board) find(id partner.ID) (lane, row int, ok bool) {
	for lane := range lanes {
		if i := slices.Index(b.lanes[lane], id); i >= 0 {
			return lane, i, true
		}
	}
	return 0, 0, false
}

// held is the lanes with one card taken out and put in elsewhere: how the board looks while the card is carried. The
// pile has an order of its own.
func (b *board) held(id partner.ID, lane, at int) (out [lanes][]partner.ID, row int) {
	for l := range lanes {
		out[l] = slices.DeleteFunc(slices.Clone(b.lanes[l]), func(p partner.ID) bool { return p == id })
	}
	if lane == pileLane {
		at = 0
		for at < len(out[lane]) && b.place[out[lane][at]] < b.place[id] {
			at++
		}
	}
	at = max(0, min(at, len(out[lane])))
	out[lane] = slices.Insert(out[lane], at, id)
	return out, at
}

// shown says whether the votes may be shown: after the reveal, or where a sort was settled without one (hands only).
func (b *board) shown() bool { return b.round.Revealed || b.round.Settled }
