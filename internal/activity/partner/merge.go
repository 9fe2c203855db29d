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
	note := func(format string, args ...any) { notes = append(notes, fmt.Sprintf(format, args...)) }
	for _, f := range Fields() {
		theirs, ours := f.Get(from), f.Get(into)
		switch {
		case f.ID == "notes" || f.Contact || theirs == "" || theirs == ours:
			// a contact is taken over whole or not at all: half of one person and half of another helps nobody
		case f.ID == "name":
			note("Also listed as: %s", theirs)
		case f.ID == "tags":
			next.Tags = union(into.Tags, from.Tags)
			if n := len(next.Tags); n > tagsMax {
				note("%s (as %s): %s", f.Label, from.Name, strings.Join(next.Tags[tagsMax:], ", "))
				next.Tags = next.Tags[:tagsMax]
			}
		case f.ID == "kinds":
			next.Kinds = union(into.Kinds, from.Kinds)
		case f.ID == "when":
			next.When = union(into.When, from.When)
		case ours == "":
			if filled, err := f.Set(next, theirs); err == nil {
				next = filled
			}
		default:
			note("%s (as %s): %s", f.Label, from.Name, theirs)
		}
	}
	next.PartnerContact, notes = contact(from, into.PartnerContact, from.PartnerContact, "Their other contact", notes)
	next.SchoolContact, notes = contact(from, into.SchoolContact, from.SchoolContact, "Our other contact", notes)
	if from.Notes != into.Notes {
		notes = append([]string{from.Notes}, notes...)
	}
	next.Notes = join(into.Notes, notes, fmt.Sprintf("More is kept in the merged record of %s.", from.Name))
	return ledger.Diff(into, next)
}

// union is a list of its own with ours first.
func union[T comparable](ours, theirs []T) []T {
	out := slices.Clone(ours)
	for _, t := range theirs {
		if !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// join adds lines to notes as far as there is room. What does not fit is not cut in two: the last line says where it is.
func join(notes string, lines []string, more string) string {
	fits := func(s string) bool { return text.Block(s, text.BlockMax) == s }
	add := func(s, line string) string { return strings.Trim(s+"\n"+line, "\n") }
	whole := notes
	for _, line := range lines {
		whole = add(whole, line)
	}
	if fits(whole) {
		return whole
	}
	out := notes
	for _, line := range lines {
		if with := add(out, line); fits(add(with, more)) {
			out = with
		}
	}
	if with := add(out, more); fits(with) {
		return with
	}
	return out // full to the brim: the merged record stays readable all the same
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

// CheckUndo says why an undo may not take the inventory to after, where the records alone do not tell: merges must lead
// to a record that goes on, also where two people merged the same two partners, each the other way round.
func CheckUndo(after State) error {
	for p := range after.Partners.All() {
		if p.MergedInto == "" {
			continue
		}
		if _, ok := after.Resolve(p.ID); !ok {
			return ledger.Refuse("%s would be merged into a record that leads back to it. Nothing was undone: take the later merge back first.", p.Name)
		}
	}
	return nil
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
