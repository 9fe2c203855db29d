package cardsort

import "convene/internal/ledger"

// CheckUndo says why an undo may not take card sorts from before to after, where the records alone do not tell: settled
// rounds stay as they are, and at most the newest round is open. An undo that opens or settles a round itself may.
func CheckUndo(before, after State) error {
	rounds := after.InOrder()
	for i, r := range rounds {
		if !r.Settled && i < len(rounds)-1 {
			return ledger.Refuse("%s would be open again beside %s. Nothing was undone: take that sort's start back first.",
				r.Name, rounds[len(rounds)-1].Name)
		}
	}
	for r := range after.Rounds.All() {
		was, ok := before.Rounds.Get(r.ID)
		if !ok || !was.Settled || !r.Settled {
			continue
		}
		if differs(before.Cards, after.Cards, r.ID, Card.round) || differs(before.Ballots, after.Ballots, r.ID, Ballot.round) {
			return ledger.Refuse("%s is settled by now. Nothing was undone: reopen it first, or start a new sort.", r.Name)
		}
	}
	return nil
}

func (c Card) round() string { return c.Round }

func (b Ballot) round() string { return b.Round }

// differs says whether two versions of a table have other records of one round.
func differs[R ledger.Record](a, b ledger.Table[R], round string, of func(R) string) bool {
	for rec := range a.All() {
		if of(rec) == round && a.Rev(rec.Key()) != b.Rev(rec.Key()) {
			return true
		}
	}
	for rec := range b.All() {
		if of(rec) == round && !a.Has(rec.Key()) {
			return true
		}
	}
	return false
}
