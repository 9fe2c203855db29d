package workspace

import "convene/internal/activity/partner"

// PartnerRev is the entry that last changed a partner's record.
func (p Public) PartnerRev(id partner.ID) uint64 { return p.w.Partner.Partners.Rev(string(id)) }

// Apart lists the pairs of partners with like names that the team told apart.
func (p Public) Apart() map[partner.Apart]bool { return p.w.Partner.Apart() }

// ApartVersion tells two states of Apart apart, as far as no partners were merged.
func (p Public) ApartVersion() uint64 { return p.w.Partner.Aparts.Version() }

// Merged lists the records that were merged into a partner, without their contacts, in the order in which they came.
func (p Public) Merged(id partner.ID) []partner.Public {
	var out []partner.Public
	for _, r := range p.w.Partner.Merged(id) {
		out = append(out, r.Public)
	}
	return out
}
