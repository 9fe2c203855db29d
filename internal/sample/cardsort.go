package sample

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"time"

	"convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
)

//go:embed cardsort.json
var cardsortJSON string

// card is how the sample's team sorted one partner.
type card struct {
	Partner int               `json:"partner"` // its place in the list of partners, from 1
	Spring  cardsort.Category `json:"spring"`  // empty: not listed yet
	Votes   string            `json:"votes"`   // in autumn, one letter for each of the team: c, o, n or ?
	Settled cardsort.Category `json:"settled"` // in autumn; empty: left in the pile
	Why     string            `json:"why"`
}

func (c card) id() partner.ID { return partnerID(c.Partner) }

func sorted() ([]card, error) {
	var out []card
	if err := json.Unmarshal([]byte(cardsortJSON), &out); err != nil {
		return nil, fmt.Errorf("the sample's card sort: %w", err)
	}
	return out, nil
}

func springRound() string { return id(0xc0) }
func autumnRound() string { return id(0xc1) }

// spring is the first sort: together, in twenty minutes, without many words.
func (t *teller) spring(year int, cards []card) {
	round := springRound()
	t.do(coordinator, cardsort.Open{Round: round, Name: fmt.Sprintf("Spring %d", year)})
	for _, c := range cards {
		if c.Spring != "" {
			t.do(coordinator, cardsort.Move{Round: round, Partner: c.id(), To: c.Spring})
		}
	}
	t.do(coordinator, cardsort.Close{Round: round, Pile: []partner.ID{partnerID(25)}})
}

// autumn is the second sort: each for themselves, revealed, the divided cards talked through, settled.
func (t *teller) autumn(year int, cards []card) {
	round := autumnRound()
	t.do(coordinator, cardsort.NewOpen(t.w.CardSort, round, fmt.Sprintf("Autumn %d", year), springRound(), cardsort.Resolver(t.w.Partner)))
	t.at = t.at.Add(12 * time.Minute)
	t.do(coordinator, cardsort.Reveal{Round: round, Ballots: ballots(round, cards)})
	t.do(coordinator, t.undivided(round))
	for _, c := range cards {
		was := t.w.CardSort.Card(round, c.id())
		switch {
		case c.Settled == "":
		case !was.Settled:
			t.at = t.at.Add(2 * time.Minute)
			t.do(coordinator, cardsort.Settle{Round: round, Partner: c.id(), To: c.Settled, Why: c.Why})
		case c.Why != "":
			t.do(coordinator, cardsort.Explain{Round: round, Partner: c.id(), To: c.Why})
		}
	}
	var pile []partner.ID
	for _, c := range cards {
		if c.Settled == "" {
			pile = append(pile, c.id())
		}
	}
	t.do(coordinator, cardsort.Close{Round: round, Pile: pile})
}

// undivided settles what nobody needs to talk about.
func (t *teller) undivided(round string) cardsort.SettleUndivided {
	var active []partner.ID
	for _, p := range t.w.Partner.Active() {
		active = append(active, p.ID)
	}
	return cardsort.Read(t.w.CardSort, cardsort.Resolver(t.w.Partner)).Sheet(round).SettleUndivided(active)
}

// ballots are the team's private sorts.
func ballots(round string, cards []card) []cardsort.Ballot {
	out := make([]cardsort.Ballot, len(team()))
	for i, p := range team() {
		out[i] = cardsort.Ballot{Round: round, Person: p.id(), Name: string(p)}
		for _, c := range cards {
			out[i] = out[i].Place(c.id(), choice(c.Votes[i]))
		}
	}
	return out
}

func choice(letter byte) cardsort.Choice {
	switch letter {
	case 'c':
		return cardsort.Choice(cardsort.Clear)
	case 'o':
		return cardsort.Choice(cardsort.Could)
	case 'n':
		return cardsort.Choice(cardsort.None)
	}
	return cardsort.Unsure
}
