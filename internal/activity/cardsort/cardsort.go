// Package cardsort keeps the card sort: which partners clearly support SEL, which could, and where nobody sees a link yet
// ("Coordinating SEL Work With Community Partners", Part II). A sort happens in rounds; every round stays readable.
//
// Everything here is pure: records, ops, and questions asked of them. Sealed ballots are no part of State: they live in
// the drawer and enter the history only through Reveal.
package cardsort

import (
	"cmp"
	"iter"
	"slices"
	"time"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
)

// State is everything about card sorts that a workspace keeps.
type State struct {
	Rounds  ledger.Table[Round]
	Cards   ledger.Table[Card]
	Ballots ledger.Table[Ballot] // revealed ones only
}

// Names of the tables in a workspace.
const (
	RoundTable  = "cardsort.round"
	CardTable   = "cardsort.card"
	BallotTable = "cardsort.ballot"
)

// DefaultThreshold is the share of the votes (0 to 1) from which a card counts as undivided, unless the round says
// otherwise.
const DefaultThreshold = 0.80

// Round is one sort, from its opening until it is settled.
type Round struct {
	ID         string              `json:"id"`
	Name       string              `json:"name"`
	From       string              `json:"from,omitempty"`  // the settled round whose result it began with
	Words      map[Category]string `json:"words,omitempty"` // what the categories were called then; a missing one has its Label
	Opening    uint64              `json:"opening"`         // the entry that opened it: rounds are in this order
	Opened     time.Time           `json:"opened"`
	OpenedBy   string              `json:"opened_by,omitempty"` // a name, as are the other By
	Revealed   bool                `json:"revealed,omitempty"`
	RevealedAt time.Time           `json:"revealed_at,omitzero"`
	Settled    bool                `json:"settled,omitempty"` // closed: nothing in it moves any more
	SettledAt  time.Time           `json:"settled_at,omitzero"`
	SettledBy  string              `json:"settled_by,omitempty"`
	Threshold  float64             `json:"threshold"` // share of the votes, 0.5 to 1, from which a card is undivided
}

// Key implements ledger.Record.
func (r Round) Key() string { return r.ID }

// Label is how messages call the record.
func (r Round) Label() string { return r.Name }

// Refs implements ledger.Referrer.
func (r Round) Refs() []ledger.Ref {
	if r.From == "" {
		return nil
	}
	return []ledger.Ref{roundRef(r.From)}
}

// Word is what the category was called in this round.
func (r Round) Word(c Category) string {
	if w := r.Words[c]; w != "" {
		return w
	}
	return c.Label()
}

// Card is one partner in one round. A partner without a card is in the pile.
type Card struct {
	Round      string     `json:"round"`
	Partner    partner.ID `json:"partner"`
	Place      Category   `json:"place,omitempty"`
	Rank       string     `json:"rank,omitempty"` // the order within a category, by bytes; empty in the pile
	Why        string     `json:"why,omitempty"`
	Carried    bool       `json:"carried,omitempty"` // stands where the last round left it; nobody has looked at it in this one
	Settled    bool       `json:"settled,omitempty"`
	SettledBy  string     `json:"settled_by,omitempty"`
	SettledAt  time.Time  `json:"settled_at,omitzero"`
	Hands      *Hands     `json:"hands,omitempty"`       // a show of hands; nil where there was none
	MergedInto partner.ID `json:"merged_into,omitempty"` // the partner whose card goes on in this round; this one counts no more
}

// Key implements ledger.Record.
func (c Card) Key() string { return cardKey(c.Round, c.Partner) }

// Label is how messages call the record.
func (Card) Label() string { return "that card" }

// Refs implements ledger.Referrer. A card on which nothing is written holds no partner.
func (c Card) Refs() []ledger.Ref {
	refs := []ledger.Ref{roundRef(c.Round)}
	if c.Place != Pile || c.Why != "" || c.Hands != nil || c.MergedInto != "" {
		refs = append(refs, partner.Ref(c.Partner))
	}
	if c.MergedInto != "" {
		refs = append(refs, partner.Ref(c.MergedInto))
	}
	return refs
}

// Hands is a show of hands for one card: how many people, of those without a terminal.
type Hands struct {
	Clear  int `json:"clear,omitempty"`
	Could  int `json:"could,omitempty"`
	None   int `json:"none,omitempty"`
	Unsure int `json:"unsure,omitempty"`
}

// HandsMax is the largest number of hands that can be entered for one choice.
const HandsMax = 999

// Ballot is what one person sorted, unseen by others until the reveal.
type Ballot struct {
	Round      string                `json:"round"`
	Person     string                `json:"person"`          // an ID that stays
	Name       string                `json:"name,omitempty"`  // as shown at that time
	Proxy      bool                  `json:"proxy,omitempty"` // entered by somebody else on the person's behalf
	By         string                `json:"by,omitempty"`    // of a proxy: the name of who entered it
	Late       bool                  `json:"late,omitempty"`  // entered after the reveal
	Placements map[partner.ID]Choice `json:"placements,omitempty"`
}

// Key implements ledger.Record.
func (b Ballot) Key() string { return b.Round + "/" + b.Person }

// Label is how messages call the record.
func (b Ballot) Label() string {
	if b.Name == "" {
		return "a ballot"
	}
	return "the ballot of " + b.Name
}

// Refs implements ledger.Referrer.
func (b Ballot) Refs() []ledger.Ref {
	refs := []ledger.Ref{roundRef(b.Round)}
	for _, p := range sortedKeys(b.Placements) {
		refs = append(refs, partner.Ref(p))
	}
	return refs
}

// Round finds a round by its ID.
func (s State) Round(id string) (Round, bool) { return s.Rounds.Get(id) }

// InOrder lists all rounds, the oldest first.
func (s State) InOrder() []Round {
	out := s.Rounds.List()
	slices.SortStableFunc(out, func(a, b Round) int { return cmp.Compare(a.Opening, b.Opening) })
	return out
}

// OpenRound is the round that is being sorted, false where there is none.
func (s State) OpenRound() (Round, bool) {
	return s.newest(func(r Round) bool { return !r.Settled })
}

// Latest is the settled round that counts now, false where no round was settled yet.
func (s State) Latest() (Round, bool) {
	return s.newest(func(r Round) bool { return r.Settled })
}

// Previous is the settled round before the given one, false where there is none.
func (s State) Previous(round string) (Round, bool) {
	r, ok := s.Rounds.Get(round)
	if !ok {
		return Round{}, false
	}
	return s.newest(func(p Round) bool { return p.Settled && p.Opening < r.Opening })
}

func (s State) newest(match func(Round) bool) (Round, bool) {
	var best Round
	found := false
	for r := range s.Rounds.All() {
		if match(r) && (!found || r.Opening >= best.Opening) {
			best, found = r, true
		}
	}
	return best, found
}

// Card is the partner's card in a round as it is kept, a blank one where there is none. Merges are not followed: Sheet
// does that.
func (s State) Card(round string, p partner.ID) Card {
	if c, ok := s.Cards.Get(cardKey(round, p)); ok {
		return c
	}
	return Card{Round: round, Partner: p}
}

// cards goes through the cards of one round, in the order of partner IDs, those that were merged away too.
func (s State) cards(round string) iter.Seq[Card] {
	return func(yield func(Card) bool) {
		for c := range s.Cards.All() {
			if c.Round == round && !yield(c) {
				return
			}
		}
	}
}

func (s State) ballots(round string) iter.Seq[Ballot] {
	return func(yield func(Ballot) bool) {
		for b := range s.Ballots.All() {
			if b.Round == round && !yield(b) {
				return
			}
		}
	}
}

// lastRank is the highest rank in a category of a round.
func (s State) lastRank(round string, c Category) string {
	last := ""
	for card := range s.cards(round) {
		if card.Place == c && card.MergedInto == "" {
			last = max(last, card.Rank)
		}
	}
	return last
}

func cardKey(round string, p partner.ID) string { return round + "/" + string(p) }

func roundRef(id string) ledger.Ref { return ledger.Ref{Table: RoundTable, Key: id} }

func sortedKeys[K ~string, V any](m map[K]V) []K {
	out := make([]K, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
