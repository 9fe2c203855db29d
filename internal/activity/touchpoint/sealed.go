package touchpoint

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"

	"convene/internal/ledger"
)

// Sealed are one person's dots while the vote is open, as the drawer keeps them under the person's ID: never part of
// State, of the history, of a snapshot or of a backup.
type Sealed struct {
	Round
	Person string         `json:"person"`         // an ID that stays
	Dots   map[string]int `json:"dots,omitempty"` // by the ID of a group or contribution
	Done   bool           `json:"done,omitempty"` // the person has finished: all that others may know
}

// SealedKind is the drawer's kind of a round's sealed dots; its keys are IDs of persons. After CloseDots the kind is
// cleared.
func SealedKind(r Round) string { return "touchpoint.dots." + r.key() }

// MayPlace says why somebody may not place dots in a round: the room asks it before it keeps them in the drawer. A guest may
// at its own partner's questions.
func (s State) MayPlace(by ledger.Actor, r Round) error {
	if by.Role == ledger.Guest && by.Partner != "" && by.Partner != string(r.Partner) {
		return ledger.Refuse("You are a guest at another partner's step. Nothing was changed.")
	}
	if by.Role != ledger.Guest || by.Partner == "" {
		if err := by.MayTakePart("Placing dots"); err != nil {
			return err
		}
	}
	if a, err := s.asking(r); err != nil || a.Voting != VoteOpen {
		return ledger.Refuse("Nobody is placing dots on this question now. Nothing was changed: wait for the facilitator.")
	}
	return nil
}

// Place returns the dots with n on an item in place of what was there, taken back where n is 0; false, and the dots as they
// were, where that is more than the budget.
func (s Sealed) Place(item string, n, budget int) (Sealed, bool) {
	next := s
	next.Dots = maps.Clone(s.Dots)
	if next.Dots == nil {
		next.Dots = map[string]int{}
	}
	next.Dots[item] = n
	if n == 0 {
		delete(next.Dots, item)
	}
	if len(next.Dots) == 0 {
		next.Dots = nil
	}
	if !within(next.Dots, budget) {
		return s, false
	}
	return next, true
}

// Left is how many dots of the budget are not placed.
func (s Sealed) Left(budget int) int {
	for _, n := range s.Dots {
		budget -= n
	}
	return max(budget, 0)
}

// Encode writes the dots for the drawer.
func (s Sealed) Encode() ([]byte, error) { return json.Marshal(s) }

// DecodeSealed reads what Encode wrote, and refuses anything else. Items that are gone by now are kept.
func DecodeSealed(b []byte) (Sealed, error) {
	var s Sealed
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&s); err != nil {
		return Sealed{}, fmt.Errorf("sealed dots cannot be read: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return Sealed{}, errors.New("sealed dots cannot be read: there is something behind them")
	}
	if err := s.check(); err != nil || s.Person == "" || !within(s.Dots, DotsMax) {
		return Sealed{}, errors.New("sealed dots cannot be used: they say neither whose they are nor where they lie")
	}
	return s, nil
}
