package cardsort

import "convene/internal/activity/partner"

// Result is a round as it is exported. Its JSON names are for other programs, and stay.
type Result struct {
	Round   string       `json:"round"` // its ID
	Name    string       `json:"name"`
	Settled bool         `json:"settled"`
	Alpha   *float64     `json:"alpha"` // null where undefined
	Cards   []ResultCard `json:"cards"` // by category as they stand, then those not placed
}

// ResultCard is one partner of a Result.
type ResultCard struct {
	PartnerID partner.ID `json:"partner_id"`
	Partner   string     `json:"partner"`
	Category  *Category  `json:"category"` // null: not placed
	Why       string     `json:"why"`
	Agreement *float64   `json:"agreement"` // pairwise, 0 to 1; null where fewer than two voted
}

// Result makes the export of a round. active are the partners in the inventory's order; name gives a partner's name.
func (s Sheet) Result(active []partner.ID, name func(partner.ID) string) Result {
	out := Result{Round: s.Round.ID, Name: s.Round.Name, Settled: s.Round.Settled, Cards: []ResultCard{}}
	if a, ok := s.Alpha(); ok {
		out.Alpha = &a
	}
	columns := s.Columns(s.Listed(active))
	for _, c := range append(Categories(), Pile) {
		for _, p := range columns[c] {
			card := ResultCard{PartnerID: p, Partner: name(p), Why: s.Card(p).Why}
			if c != Pile {
				card.Category = &c
			}
			if a, ok := Agreement(s.tallies[p]); ok {
				card.Agreement = &a
			}
			out.Cards = append(out.Cards, card)
		}
	}
	return out
}
