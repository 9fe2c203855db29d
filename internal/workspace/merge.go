package workspace

import (
	"convene/internal/activity/cardsort"
	"convene/internal/activity/comms"
	"convene/internal/activity/improve"
	"convene/internal/activity/partner"
	"convene/internal/ledger"
)

// Merge joins two records of the same partner: Into goes on, From stays readable and leads there. Older references to
// From resolve to Into.
type Merge struct {
	From  partner.ID   `json:"from"`
	Into  partner.ID   `json:"into"`
	Patch ledger.Patch `json:"patch,omitempty"` // what Into takes over from From: see partner.Takeover
}

// Check implements ledger.Op.
func (op Merge) Check(w Workspace, e ledger.Entry) error {
	if err := e.By.MayLead("Merging partners"); err != nil {
		return err
	}
	from, okFrom := w.Partner.Partners.Get(string(op.From))
	into, okInto := w.Partner.Partners.Get(string(op.Into))
	switch {
	case !okFrom || !okInto || op.From == op.Into:
		return ledger.Refuse("Merging needs two different partners. Nothing was changed.")
	case from.MergedInto != "" || into.MergedInto != "":
		return ledger.Refuse("One of the two has been merged already. Nothing was changed.")
	case into.Archived:
		return ledger.Refuse("%s is archived. Bring it back first, or merge the other way round.", into.Name)
	case len(op.Patch) == 0:
		return nil
	}
	return partner.Edit{Partner: op.Into, Patch: op.Patch}.Check(w.Partner, e)
}

// Known implements ledger.Knower.
func (op Merge) Known() error { return ledger.Fits[partner.Partner](op.Patch) }

// Apply implements ledger.Op.
func (op Merge) Apply(w Workspace, e ledger.Entry) Workspace {
	w.Partner = partner.Merge(w.Partner, e.Seq, op.From, op.Into, op.Patch)
	w.CardSort = cardsort.Merge(w.CardSort, e.Seq, op.From, op.Into)
	w.Comms = comms.Merge(w.Comms, e.Seq, op.From, op.Into)
	w.Improve = improve.Merge(w.Improve, e.Seq, op.From, op.Into)
	return w
}
