package partner

import (
	"fmt"
	"slices"
	"strings"

	"convene/internal/ledger"
	"convene/internal/text"
)

// Takeover is what into takes over from a record of the same partner, so that nothing is lost: its gaps are filled,
// lists are joined, and where both say something different, from's words go into the notes.
func Takeover(from, into Partner) ledger.Patch {
	next := into
	var notes []string
	for _, f := range Fields() {
		theirs, ours := f.Get(from), f.Get(into)
		switch {
		case f.ID == "notes" || theirs == "" || theirs == ours:
		case f.List:
			if joined, err := f.Set(next, ours+", "+theirs); err == nil {
				next = joined
			}
		case ours == "":
			if filled, err := f.Set(next, theirs); err == nil {
				next = filled
			}
		case f.Contact:
			// a contact is taken over whole or not at all: half of one person and half of another helps nobody
		default:
			notes = append(notes, fmt.Sprintf("%s (as %s): %s", f.Label, from.Name, theirs))
		}
	}
	next.PartnerContact, notes = contact(from, into.PartnerContact, from.PartnerContact, "Their other contact", notes)
	next.SchoolContact, notes = contact(from, into.SchoolContact, from.SchoolContact, "Our other contact", notes)
	all := slices.DeleteFunc(append([]string{into.Notes, from.Notes}, notes...), func(s string) bool { return s == "" })
	next.Notes = text.Block(strings.Join(all, "\n"), text.BlockMax)
	return ledger.Diff(into, next)
}

// contact keeps ours where there is one, and tells of the other by role only: notes may be read on the wall.
func contact(from Partner, ours, theirs Contact, label string, notes []string) (Contact, []string) {
	switch {
	case ours.Empty():
		return theirs, notes
	case theirs.Empty() || theirs == ours:
		return ours, notes
	}
	return ours, append(notes, fmt.Sprintf("%s is kept in the merged record of %s.", label, from.Name))
}

// Merge is what a merge means for the inventory; the op over all activities is the workspace's.
func Merge(s State, seq uint64, from, into ID, patch ledger.Patch) State {
	f, okFrom := s.Partners.Get(string(from))
	i, okInto := s.Partners.Get(string(into))
	if !okFrom || !okInto {
		return s
	}
	if next, err := ledger.Apply(i, patch); err == nil && len(patch) > 0 {
		s.Partners = s.Partners.Put(seq, next)
	}
	f.MergedInto = into
	s.Partners = s.Partners.Put(seq, f)
	if r, ok := s.Receipts.Get(string(from)); ok && !s.Receipts.Has(string(into)) {
		r.Partner = into
		s.Receipts = s.Receipts.Put(seq, r)
	}
	return s
}

// Merged lists the records that were merged into id, in the order in which they came.
func (s State) Merged(id ID) []Partner {
	var out []Partner
	for p := range s.Partners.All() {
		if p.MergedInto == id {
			out = append(out, p)
		}
	}
	return out
}
