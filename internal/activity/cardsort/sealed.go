package cardsort

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"convene/internal/activity/partner"
)

// Sealed is a ballot before the reveal, as the drawer keeps it under the person's ID: never part of State, of the
// history, of a snapshot or of a backup.
type Sealed struct {
	Ballot
	Done bool `json:"done,omitempty"` // the person has finished: all that others may know
}

// SealedKind is the drawer's kind of a round's sealed ballots; its keys are IDs of persons. After the reveal the kind is
// cleared.
func SealedKind(round string) string { return "cardsort.sealed." + round }

// Encode writes the ballot for the drawer.
func (s Sealed) Encode() ([]byte, error) { return json.Marshal(s) }

// DecodeSealed reads what Encode wrote, and refuses anything else. Partners that nobody knows any more are kept.
func DecodeSealed(b []byte) (Sealed, error) {
	var s Sealed
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&s); err != nil {
		return Sealed{}, fmt.Errorf("a sealed ballot cannot be read: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return Sealed{}, errors.New("a sealed ballot cannot be read: there is something behind it")
	}
	if err := s.check(s.Round); err != nil {
		return Sealed{}, fmt.Errorf("a sealed ballot cannot be used: %w", err)
	}
	return s, nil
}

// Left are the partners given that the ballot says nothing of yet, in their order.
func (b Ballot) Left(partners []partner.ID) []partner.ID {
	var out []partner.ID
	for _, p := range partners {
		if _, ok := b.Placements[p]; !ok {
			out = append(out, p)
		}
	}
	return out
}
