package home

import (
	"fmt"

	"convene/internal/workspace"
)

func cardSort(p workspace.Public) string {
	s := p.CardSort()
	if r, ok := s.OpenRound(); ok {
		placed := 0
		for c := range s.Cards.All() {
			if c.Round == r.ID && c.Place != "" && c.MergedInto == "" {
				placed++
			}
		}
		return fmt.Sprintf("%s is open: %d placed", r.Name, placed)
	}
	r, ok := s.Latest()
	if !ok {
		return "not sorted yet"
	}
	return fmt.Sprintf("settled %s, %d primary", r.SettledAt.Local().Format("2 Jan 2006"), len(p.Primary()))
}

// next is what the team would do now, in one sentence.
func next(p workspace.Public) string {
	s := p.CardSort()
	_, open := s.OpenRound()
	_, settled := s.Latest()
	switch {
	case len(p.Active()) == 0:
		return "First, list the partners that work with your students: press a."
	case open:
		return "Next: finish the card sort."
	case !settled:
		return "Next: sort your partners together."
	}
	return "Where would you like to go on?"
}
