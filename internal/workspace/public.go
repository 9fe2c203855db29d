package workspace

import (
	"strings"

	"convene/internal/activity/cardsort"
	"convene/internal/activity/comms"
	"convene/internal/activity/improve"
	"convene/internal/activity/meeting"
	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/activity/touchpoint"
	"convene/internal/ledger"
)

// Public is what of a workspace anybody in the room may read. Its type has no contacts, no private notes, no unrevealed
// ballots and no drafts, and nothing that leads to them: scenes are drawn from it, so the compiler keeps them off the
// wall.
type Public struct{ w Workspace }

// Public is the projection for scenes.
func (w Workspace) Public() Public { return Public{w} }

// Version is the Seq of the entry that last changed anything, zero for what is empty: what is worked out from all that a
// team keeps may be kept under it.
func (p Public) Version() uint64 {
	var out uint64
	for _, t := range tables() {
		out = max(out, t.at(&p.w).Version())
	}
	return out
}

// TeamName is the team's name.
func (p Public) TeamName() string { return p.w.TeamName() }

// CardSort is the whole card sort: it holds no ballot before its reveal.
func (p Public) CardSort() cardsort.State { return p.w.CardSort }

// Vision is what the team shares with every partner.
func (p Public) Vision() partner.Vision {
	v, _ := p.w.Partner.Vision.Get(partner.VisionKey)
	return v
}

// Partner returns a partner without its contacts.
func (p Public) Partner(id partner.ID) (partner.Public, bool) {
	r, ok := p.w.Partner.Partners.Get(string(id))
	return r.Public, ok
}

// Partners lists every partner that is not merged away, in the order in which they came.
func (p Public) Partners() []partner.Public {
	out := make([]partner.Public, 0, p.w.Partner.Partners.Len())
	for r := range p.w.Partner.Partners.All() {
		if r.MergedInto == "" {
			out = append(out, r.Public)
		}
	}
	return out
}

// Active lists the active partners by name.
func (p Public) Active() []partner.Public {
	list := p.w.Partner.Active()
	out := make([]partner.Public, len(list))
	for i, r := range list {
		out[i] = r.Public
	}
	return out
}

// merges bounds how many merges in a row are followed: a chain of them is short; a damaged file must not hang us.
const merges = 100

// Resolve follows merges to the record that goes on.
func (p Public) Resolve(id partner.ID) partner.ID {
	for range merges {
		r, ok := p.Partner(id)
		if !ok || r.MergedInto == "" {
			break
		}
		id = r.MergedInto
	}
	return id
}

// NameOf is what a partner is called.
func (p Public) NameOf(id partner.ID) string {
	r, ok := p.Partner(id)
	if !ok {
		return "a partner that is gone"
	}
	return r.Name
}

// NamesOf is what some partners are called, with commas between them.
func (p Public) NamesOf(ids []partner.ID) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = p.NameOf(id)
	}
	return strings.Join(out, ", ")
}

// Offered are the active partners in the order in which they are offered: the primary ones first, then by name.
func (p Public) Offered() (list []partner.Public, primary int) {
	list = p.Primary()
	primary = len(list)
	in := map[partner.ID]bool{}
	for _, r := range list {
		in[r.ID] = true
	}
	for _, r := range p.Active() {
		if !in[r.ID] {
			list = append(list, r)
		}
	}
	return list, primary
}

// PartnersVersion tells two states of the inventory apart.
func (p Public) PartnersVersion() uint64 { return p.w.Partner.Partners.Version() }

// Missing lists what a partner's record lacks. That a contact is missing is no secret; who it is would be.
func (p Public) Missing(id partner.ID) []string {
	r, _ := p.w.Partner.Partners.Get(string(id))
	return partner.Missing(r)
}

// Complete says how many of a record's fields are filled, and how many there are.
func (p Public) Complete(id partner.ID) (filled, of int) {
	r, _ := p.w.Partner.Partners.Get(string(id))
	return partner.Complete(r)
}

// Receipt says when a partner was given what the team shares with all; false where it was not.
func (p Public) Receipt(id partner.ID) (partner.Receipt, bool) {
	return p.w.Partner.Receipts.Get(string(id))
}

// Sorts reads the card sort with merges of partners followed.
func (p Public) Sorts() cardsort.View {
	return cardsort.Read(p.w.CardSort, cardsort.Resolver(p.w.Partner))
}

// Primary are the active partners that the team settled in the first category last, in the order in which they stand.
func (p Public) Primary() []partner.Public {
	var out []partner.Public
	for _, id := range p.Sorts().Primary() {
		if r, ok := p.Partner(id); ok && r.Active() {
			out = append(out, r)
		}
	}
	return out
}

// Touchpoint is what was said and asked at touchpoints. It holds no dots before they are closed, and no author of what is
// unsigned.
func (p Public) Touchpoint() touchpoint.State { return p.w.Touchpoint }

// Plan is the shared plan.
func (p Public) Plan() plan.State { return p.w.Plan }

// Comms is the communication plan.
func (p Public) Comms() comms.State { return p.w.Comms }

// Improve is the improvement plan.
func (p Public) Improve() improve.State { return p.w.Improve }

// Meeting is the meetings without the facilitators' private notes.
func (p Public) Meeting() meeting.State {
	m := p.w.Meeting
	m.Notes = ledger.Table[meeting.Note]{}
	m.Templates = ledger.Table[meeting.Template]{} // their steps carry notes too
	return m
}
