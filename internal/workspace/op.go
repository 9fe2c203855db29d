package workspace

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/internal/activity/touchpoint"
	"convene/internal/ledger"
	"convene/internal/text"
)

// NameTeam gives the team its name.
type NameTeam struct {
	Name string `json:"name"`
}

// Check implements ledger.Op.
func (op NameTeam) Check(_ Workspace, e ledger.Entry) error {
	if err := e.By.MayLead("Naming the team"); err != nil {
		return err
	}
	if op.Name == "" || op.Name != text.Line(op.Name, text.NameMax) {
		return ledger.Refuse("A team's name is one line of at most %d characters. Nothing was changed.", text.NameMax)
	}
	return nil
}

// Apply implements ledger.Op.
func (op NameTeam) Apply(w Workspace, e ledger.Entry) Workspace {
	w.Team = w.Team.Put(e.Seq, Team(op))
	return w
}

// Undo takes one entry back: it restores the records that the entry changed as they were before. Undoing an undo is a
// redo.
type Undo struct {
	Target  uint64         `json:"target"`  // the entry's Seq
	Left    []ledger.Image `json:"left"`    // what the entry left: only the Rev is looked at, Data is not kept
	Restore []ledger.Image `json:"restore"` // what was there before
}

// NewUndo makes the op that takes back an entry with these changes.
func NewUndo(target uint64, changes []Change) Undo {
	op := Undo{Target: target}
	for _, c := range changes {
		left := c.After
		left.Data = nil
		op.Left = append(op.Left, left)
		op.Restore = append(op.Restore, c.Before)
	}
	return op
}

// Check implements ledger.Op. An undo is refused where somebody has changed one of the records since, or where
// something else now refers to a record that would vanish.
func (op Undo) Check(w Workspace, e ledger.Entry) error {
	if err := e.By.MayTakePart("Undo"); err != nil {
		return err
	}
	if len(op.Restore) == 0 || len(op.Left) != len(op.Restore) {
		return ledger.Refuse("There is nothing to take back.")
	}
	vanish := map[ledger.Ref]string{}
	here := map[ledger.Ref]bool{}
	for i, left := range op.Left {
		back := op.Restore[i]
		t := find(&w, left.Table)
		if t == nil || back.Table != left.Table || back.Key != left.Key {
			return ledger.Refuse("That change cannot be taken back by this version of convene. Nothing was changed.")
		}
		ref := ledger.Ref{Table: left.Table, Key: left.Key}
		here[ref] = true
		was, err := t.Read(back)
		if err != nil {
			return ledger.Refuse("That change cannot be taken back by this version of convene. Nothing was changed.")
		}
		name := label(t.Record(left.Key), was)
		if now := t.Image(left.Table, left.Key); !now.Same(left) {
			return ledger.Refuse("%s has been changed again since. Nothing was undone: take the later change back first.", capital(name))
		}
		if back.Data == nil {
			vanish[ref] = name
		}
	}
	after := op.Apply(w, e)
	if err := cardsort.CheckUndo(w.CardSort, after.CardSort); err != nil {
		return err
	}
	if err := touchpoint.CheckUndo(w.Touchpoint, after.Touchpoint); err != nil {
		return err
	}
	if name, by := referred(&w, vanish, here); name != "" {
		return ledger.Refuse("%s is used by %s now. Nothing was undone: archive it instead, or take that back first.", capital(name), by)
	}
	if err := partner.CheckUndo(after.Partner); err != nil {
		return err
	}
	return op.dangling(after)
}

// dangling says which record would come back although one that it refers to is gone by now.
func (op Undo) dangling(after Workspace) error {
	for _, back := range op.Restore {
		r, ok := find(&after, back.Table).Record(back.Key).(ledger.Referrer)
		if !ok {
			continue
		}
		for _, ref := range r.Refs() {
			if t := find(&after, ref.Table); t != nil && t.Record(ref.Key) == nil {
				return ledger.Refuse("%s needs a record that is gone by now. Nothing was undone: bring that back first.", capital(label(r.(ledger.Record))))
			}
		}
	}
	return nil
}

// Known implements ledger.Knower: records of a newer program are not read in part.
func (op Undo) Known() error {
	var w Workspace
	for _, back := range op.Restore {
		t := find(&w, back.Table)
		if t == nil {
			return fmt.Errorf("there is no table %q", back.Table)
		}
		if _, err := t.Read(back); err != nil {
			return err
		}
	}
	return nil
}

// Apply implements ledger.Op.
func (op Undo) Apply(w Workspace, e ledger.Entry) Workspace {
	for _, i := range op.Restore {
		if t := find(&w, i.Table); t != nil {
			_ = t.Restore(e.Seq, i) // an image that cannot be read leaves the record: an op never refuses once accepted
		}
	}
	return w
}

func find(w *Workspace, name string) ledger.AnyTable {
	for _, t := range tables() {
		if t.name == name {
			return t.at(w)
		}
	}
	return nil
}

// referred finds a record outside of here that refers to one of vanish, and says what refers to it.
func referred(w *Workspace, vanish map[ledger.Ref]string, here map[ledger.Ref]bool) (name, by string) {
	if len(vanish) == 0 {
		return "", ""
	}
	for _, t := range tables() {
		rows := t.at(w)
		for _, key := range rows.Keys() {
			if here[ledger.Ref{Table: t.name, Key: key}] {
				continue
			}
			r, ok := rows.Record(key).(ledger.Referrer)
			if !ok {
				continue
			}
			for _, ref := range r.Refs() {
				if name, ok := vanish[ref]; ok {
					return name, label(rows.Record(key))
				}
			}
		}
	}
	return "", ""
}

// Final is an op that cannot be taken back; Final says why, in a sentence.
type Final interface{ Final() string }

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
