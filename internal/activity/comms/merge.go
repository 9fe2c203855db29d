package comms

import (
	"slices"

	"convene/internal/activity/partner"
)

// Merge is what merging one partner into another means for the communication plan, as part of the workspace's op seq:
// messages and structures of the one become those of the other. What a later undo brings back is read with merges
// followed (Read).
func Merge(s State, seq uint64, from, into partner.ID) State {
	swap := func(p partner.ID) partner.ID {
		if p == from {
			return into
		}
		return p
	}
	for _, m := range s.Messages.List() {
		if slices.Contains(m.Partners, from) {
			m.Partners = resolved(m.Partners, swap)
			s.Messages = s.Messages.Put(seq, m)
		}
	}
	for _, r := range s.Structures.List() {
		if slices.Contains(r.Partners, from) {
			r.Partners = resolved(r.Partners, swap)
			s.Structures = s.Structures.Put(seq, r)
		}
	}
	return s
}

// resolved are the partners that go on in place of those in the list, each once.
func resolved(list []partner.ID, resolve func(partner.ID) partner.ID) []partner.ID {
	var out []partner.ID
	for _, p := range list {
		if r := resolve(p); !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}
