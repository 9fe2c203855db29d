package report

import (
	"slices"

	"convene/internal/activity/cardsort"
)

// SortedJSON is a card that a meeting settled, moved or gave a reason. Votes are numbers of people.
type SortedJSON struct {
	Partner   RefJSON           `json:"partner"`
	Round     string            `json:"round"` // its ID
	Name      string            `json:"name"`  // the round's
	From      string            `json:"from"`  // in the words of the sort
	To        string            `json:"to"`
	Category  cardsort.Category `json:"category"` // to which; empty: still to place
	Why       string            `json:"why"`
	Votes     cardsort.Tally    `json:"votes"`
	Agreement *float64          `json:"agreement"` // pairwise, 0 to 1; null where fewer than two voted
}

// TalkedJSON is a question that a meeting talked over with a partner, with what came in and was answered in it.
type TalkedJSON struct {
	Partner       RefJSON            `json:"partner"`
	ID            string             `json:"id"` // the guide's
	Label         string             `json:"label"`
	Prompts       []string           `json:"prompts"`
	Known         string             `json:"known"`
	Ask           string             `json:"ask"`
	Contributions []ContributionJSON `json:"contributions"`
}

func (w Work) sortedJSON() []SortedJSON {
	out := []SortedJSON{}
	for _, c := range w.cards {
		j := SortedJSON{Partner: c.partner, Round: c.round.ID, Name: c.round.Name, From: c.from, To: c.to, Category: c.place, Why: c.why, Votes: c.votes}
		if a, ok := cardsort.Agreement(c.votes); ok {
			j.Agreement = &a
		}
		out = append(out, j)
	}
	return out
}

func (w Work) talkedJSON() []TalkedJSON {
	out := []TalkedJSON{}
	for _, t := range w.talks {
		j := TalkedJSON{t.partner, t.question.ID, t.question.Label, list(t.question.Prompts), t.known, t.ask, []ContributionJSON{}}
		for _, it := range t.items {
			for _, s := range it.said {
				j.Contributions = append(j.Contributions, ContributionJSON{s.text, s.by, s.unsigned, it.title, it.dots + it.hands, s.marked})
			}
		}
		out = append(out, j)
	}
	return out
}

// changes are all changes in lines, where cards went among them.
func (m Minutes) changes() []string {
	moves := m.work.Moves()
	if m.changed.Empty() && len(moves) > 0 {
		return moves
	}
	return slices.Concat(moves, m.changed.Lines(0))
}
