package touchpoint

import "convene/internal/ledger"

// CheckUndo says why an undo may not lead to after, where the records alone do not tell: a question takes contributions in
// its newest round only, and no round is missing between two others. Dots that were shown stay shown.
func CheckUndo(before, after State) error {
	type asked struct{ count, last int }
	rounds := map[topic]asked{}
	for a := range after.Askings.All() {
		t := topic{a.Partner, a.Question}
		r := rounds[t]
		rounds[t] = asked{r.count + 1, max(r.last, a.CheckIn)}
	}
	for a := range after.Askings.All() {
		r := rounds[topic{a.Partner, a.Question}]
		if r.count != r.last || a.Open && a.CheckIn < r.last {
			return ledger.Refuse("This question was asked again since. Nothing was undone: take the newer check-in back first.")
		}
		if was, ok := before.Askings.Get(a.key()); ok && was.Voting == VoteClosed && a.Voting != VoteClosed {
			return ledger.Refuse("%s", CloseDots{}.Final())
		}
	}
	return nil
}
