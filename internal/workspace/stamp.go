package workspace

import (
	"strings"

	"convene/internal/activity/touchpoint"
	"convene/internal/ledger"
)

// Stamp takes out of an entry what must not be known of it: who made an unsigned contribution, and when exactly. The room
// calls it before the op's Check, so that nothing of it is kept anywhere.
func Stamp(w Workspace, e ledger.Entry, op any) ledger.Entry {
	return touchpoint.Stamp(w.Touchpoint, e, op)
}

// remover is an op that takes a record away.
type remover interface{ Removes() ledger.Ref }

// Unreferred refuses an op that takes away a record which another activity's records refer to. What its own activity's
// records then do is for the op.
func Unreferred(w Workspace, op any) error {
	r, ok := op.(remover)
	if !ok {
		return nil
	}
	gone := r.Removes()
	t := find(&w, gone.Table)
	if t == nil || t.Record(gone.Key) == nil {
		return nil
	}
	name := label(t.Record(gone.Key))
	own := map[ledger.Ref]bool{gone: true}
	for _, t := range tables() {
		if activity(t.name) == activity(gone.Table) {
			for _, key := range t.at(&w).Keys() {
				own[ledger.Ref{Table: t.name, Key: key}] = true
			}
		}
	}
	if _, by := referred(&w, map[ledger.Ref]string{gone: name}, own); by != "" {
		return ledger.Refuse("%s is used by %s. Nothing was removed: change that first, or archive it.", capital(name), by)
	}
	return nil
}

// activity is the part of a table's name before the dot.
func activity(table string) string {
	name, _, _ := strings.Cut(table, ".")
	return name
}
