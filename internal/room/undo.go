package room

import (
	"context"
	"errors"
	"maps"
	"slices"

	"convene/internal/ledger"
	"convene/internal/workspace"
)

// keepPast is how many entries can be undone without reading the history again.
const keepPast = 1000

// past is what undo needs to know of the last entries: only the writer touches it.
type past struct {
	versions []step              // the newest last
	done     map[string][]uint64 // by person: entries in force, the newest last
	undone   map[string][]taken  // by person: what a redo would put back, the newest last
}

// taken is an entry that an undo took back.
type taken struct{ undo, target uint64 }

func newPast() past {
	return past{done: map[string][]uint64{}, undone: map[string][]taken{}}
}

// copy may be put back after note was called on p: note appends, and changes no list in place.
func (p past) copy() past {
	p.done, p.undone = maps.Clone(p.done), maps.Clone(p.undone)
	return p
}

// note keeps an accepted entry with the states around it.
func (p *past) note(e ledger.Entry, before, after workspace.Workspace) {
	p.versions = append(p.versions, step{e, before, after})
	if len(p.versions) > 2*keepPast {
		p.versions = slices.Clone(p.versions[len(p.versions)-keepPast:])
	}
	p.actors(e)
}

// actors keeps, by person, what can be undone and redone.
func (p *past) actors(e ledger.Entry) {
	who := e.By.Person
	switch {
	case e.Redacted:
	case e.Op != "undo":
		p.done[who] = trim(append(p.done[who], e.Seq))
		delete(p.undone, who)
	default:
		target := undoTarget(e)
		if !p.redone(target) {
			p.takeBack(who, e.Seq, target)
		}
	}
}

// redone puts the entry back in force that the undo entry seq took back. It returns false where seq is no such entry.
func (p *past) redone(seq uint64) bool {
	for who, list := range p.undone {
		i := slices.IndexFunc(list, func(t taken) bool { return t.undo == seq })
		if i >= 0 {
			p.undone[who] = without(list, i)
			p.done[who] = trim(append(p.done[who], list[i].target))
			return true
		}
	}
	return false
}

func (p *past) takeBack(who string, undo, target uint64) {
	for owner, list := range p.done {
		if i := slices.Index(list, target); i >= 0 {
			p.done[owner] = without(list, i)
		}
	}
	p.undone[who] = trim(append(p.undone[who], taken{undo, target}))
}

func without[T any](list []T, i int) []T { return slices.Delete(slices.Clone(list), i, i+1) }

func trim[T any](list []T) []T {
	if len(list) > keepPast {
		return slices.Clone(list[len(list)-keepPast:])
	}
	return list
}

// Undo takes back the newest change of by's own that is still in force.
func (r *Room) Undo(ctx context.Context, by ledger.Actor) (uint64, error) {
	return r.ask(ctx, by, func(workspace.Workspace) (any, error) {
		list := r.past.done[by.Person]
		if len(list) == 0 {
			return nil, ledger.Refuse("There is nothing of yours to undo.")
		}
		return r.undoOf(ctx, list[len(list)-1])
	})
}

// Redo takes back by's own newest undo, as long as by has changed nothing since.
func (r *Room) Redo(ctx context.Context, by ledger.Actor) (uint64, error) {
	return r.ask(ctx, by, func(workspace.Workspace) (any, error) {
		list := r.past.undone[by.Person]
		if len(list) == 0 {
			return nil, ledger.Refuse("There is nothing to redo.")
		}
		return r.undoOf(ctx, list[len(list)-1].undo)
	})
}

// UndoEntry takes back one entry of the history. A facilitator may take back anybody's, others only their own.
func (r *Room) UndoEntry(ctx context.Context, by ledger.Actor, seq uint64) (uint64, error) {
	return r.ask(ctx, by, func(workspace.Workspace) (any, error) {
		s, err := r.version(ctx, seq)
		if err != nil {
			return nil, err
		}
		if s.entry.By.Person != by.Person || by.Person == "" {
			if err := by.MayLead("Undoing somebody else's change"); err != nil {
				return nil, err
			}
		}
		return r.undoOf(ctx, seq)
	})
}

func (r *Room) undoOf(ctx context.Context, seq uint64) (any, error) {
	s, err := r.version(ctx, seq)
	if err != nil {
		return nil, err
	}
	op, err := r.ops.Decode(s.entry)
	if err != nil {
		return nil, err
	}
	if f, ok := op.(workspace.Final); ok {
		return nil, ledger.Refuse("%s", f.Final())
	}
	return workspace.NewUndo(seq, workspace.Changes(s.before, s.after, seq)), nil
}

// version returns an entry with the states around it, from memory or by folding the history again.
func (r *Room) version(ctx context.Context, seq uint64) (step, error) {
	for _, v := range slices.Backward(r.past.versions) {
		if v.entry.Seq == seq {
			return v, nil
		}
	}
	var found step
	err := r.fold(ctx, func(s step) error {
		if s.entry.Seq == seq {
			found = s
			return errStop
		}
		return nil
	})
	if errors.Is(err, errStop) {
		return found, nil
	}
	if err == nil {
		err = ledger.Refuse("There is no such entry in the history.")
	}
	return found, err
}

// fold goes through the whole history with the states around each entry.
func (r *Room) fold(ctx context.Context, do func(step) error) error {
	var w workspace.Workspace
	return r.each(ctx, 0, func(e ledger.Entry) error {
		next, err := r.ops.Fold(w, e)
		if err != nil {
			return err
		}
		s := step{e, w, next}
		w = next
		return do(s)
	})
}
