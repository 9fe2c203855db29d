package room

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"convene/internal/ledger"
	"convene/internal/workspace"
)

// keepPast is how many entries can be undone without reading the history again.
const keepPast = 1000

// past is what undo needs to know of the last entries: only the writer touches it.
type past struct {
	versions []version           // the newest last
	done     map[string][]uint64 // by person: entries in force, the newest last
	undone   map[string][]taken  // by person: what a redo would put back, the newest last
	passed   map[uint64]bool     // entries that an undo was refused for
}

// version is a step that shares its states with the steps beside it: a state is large, though its records are shared.
type version struct {
	entry         ledger.Entry
	before, after *workspace.Workspace
}

// taken is an entry that an undo took back, and whose it was.
type taken struct {
	undo, target uint64
	owner        string
}

func newPast() past {
	return past{done: map[string][]uint64{}, undone: map[string][]taken{}, passed: map[uint64]bool{}}
}

// copy may be put back after note was called on p: note appends, and changes no list in place.
func (p past) copy() past {
	p.done, p.undone = maps.Clone(p.done), maps.Clone(p.undone)
	return p
}

// note keeps an accepted entry with the states around it.
func (p *past) note(e ledger.Entry, before, after workspace.Workspace) {
	v := version{entry: e, after: &after}
	if n := len(p.versions); n > 0 && p.versions[n-1].entry.Seq+1 == e.Seq {
		v.before = p.versions[n-1].after
	} else {
		first := before // a copy of its own: before itself stays off the heap
		v.before = &first
	}
	p.versions = append(p.versions, v)
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
			p.done[list[i].owner] = trim(append(p.done[list[i].owner], list[i].target))
			return true
		}
	}
	return false
}

func (p *past) takeBack(who string, undo, target uint64) {
	t := taken{undo, target, who}
	for owner, list := range p.done {
		if i := slices.Index(list, target); i >= 0 {
			p.done[owner], t.owner = without(list, i), owner
		}
	}
	p.undone[who] = trim(append(p.undone[who], t))
}

// find returns an entry of the last ones with the states around it.
func (p *past) find(seq uint64) (step, bool) {
	for _, v := range slices.Backward(p.versions) {
		if v.entry.Seq == seq {
			return step{v.entry, *v.before, *v.after}, true
		}
	}
	return step{}, false
}

func without[T any](list []T, i int) []T { return slices.Delete(slices.Clone(list), i, i+1) }

func trim[T any](list []T) []T {
	if len(list) > 2*keepPast {
		return slices.Clone(list[len(list)-keepPast:])
	}
	return list
}

// Undo takes back the newest change of by's own that is still in force. One that cannot be taken back (somebody else has
// changed it since, or it was a reveal) is refused once and then passed over, so that the changes before it stay within
// reach; when there is nothing left before it, it comes up again.
func (r *Room) Undo(ctx context.Context, by ledger.Actor) (uint64, error) {
	if by.Person == "" { // what is unsigned is nobody's own
		return 0, nothingToUndo()
	}
	var target uint64
	more := false
	seq, err := r.takeBack(ctx, by, func() (uint64, error) {
		target, more = r.past.newest(by.Person)
		if target == 0 {
			return 0, nothingToUndo()
		}
		return target, nil
	}, nil)
	var refusal *ledger.RefusedError
	if target == 0 || !errors.As(err, &refusal) {
		return seq, err
	}
	r.pass(ctx, target)
	if more {
		return 0, ledger.Refuse("%s Once more undoes your change before that.", refusal.Sentence)
	}
	return 0, err
}

// pass has the writer remember that an entry cannot be taken back for now.
func (r *Room) pass(ctx context.Context, seq uint64) {
	_, _ = r.ask(ctx, ledger.Actor{}, func(workspace.Workspace) (any, error) {
		r.past.passed[seq] = true
		return nil, nothingToUndo() // it changes nothing
	})
}

func nothingToUndo() error { return ledger.Refuse("There is nothing of yours to undo.") }

// newest is a person's newest entry in force that was not passed over, zero where there is none, and whether there are
// older ones. Where all were passed over, they come up again.
func (p *past) newest(person string) (seq uint64, more bool) {
	list := slices.DeleteFunc(slices.Clone(p.done[person]), func(seq uint64) bool { return p.passed[seq] })
	if len(list) == 0 {
		if list = p.done[person]; len(list) == 0 {
			return 0, false
		}
		for _, seq := range list {
			delete(p.passed, seq)
		}
	}
	return list[len(list)-1], len(list) > 1
}

// Redo takes back by's own newest undo, as long as by has changed nothing since.
func (r *Room) Redo(ctx context.Context, by ledger.Actor) (uint64, error) {
	return r.takeBack(ctx, by, func() (uint64, error) {
		list := r.past.undone[by.Person]
		if len(list) == 0 || by.Person == "" {
			return 0, ledger.Refuse("There is nothing to redo.")
		}
		return list[len(list)-1].undo, nil
	}, nil)
}

// UndoEntry takes back one entry of the history. A facilitator may take back anybody's, others only their own.
func (r *Room) UndoEntry(ctx context.Context, by ledger.Actor, seq uint64) (uint64, error) {
	return r.takeBack(ctx, by, func() (uint64, error) { return seq, nil }, func(e ledger.Entry) error {
		if e.By.Person == by.Person && by.Person != "" {
			return nil
		}
		return by.MayLead("Undoing somebody else's change")
	})
}

// farError says that an entry is older than what the writer remembers.
type farError struct{ seq uint64 }

func (e *farError) Error() string { return fmt.Sprintf("entry %d is not in memory", e.seq) }

// takeBack undoes the entry that which names; both functions run in the writer. An entry older than what the writer
// remembers is folded from the history here, in the caller's goroutine, so that nobody else waits: it does not change
// any more.
func (r *Room) takeBack(ctx context.Context, by ledger.Actor, which func() (uint64, error), may func(ledger.Entry) error) (uint64, error) {
	read := map[uint64]step{}
	for {
		seq, err := r.ask(ctx, by, func(workspace.Workspace) (any, error) {
			target, err := which()
			if err != nil {
				return nil, err
			}
			s, ok := r.past.find(target)
			if !ok {
				s, ok = read[target]
			}
			if !ok {
				return nil, &farError{target}
			}
			if may != nil {
				if err := may(s.entry); err != nil {
					return nil, err
				}
			}
			return r.undoOf(s)
		})
		var far *farError
		if !errors.As(err, &far) {
			return seq, err
		}
		if read[far.seq], err = r.version(ctx, far.seq); err != nil {
			return 0, err
		}
	}
}

func (r *Room) undoOf(s step) (any, error) {
	if s.entry.Redacted {
		return nil, ledger.Refuse("What that change said was erased for good, so it cannot be taken back. Nothing was changed.")
	}
	op, err := r.ops.Decode(s.entry)
	if err != nil {
		return nil, err
	}
	if f, ok := op.(workspace.Final); ok {
		return nil, ledger.Refuse("%s", f.Final())
	}
	return workspace.NewUndo(s.entry.Seq, workspace.Changes(s.before, s.after, s.entry.Seq)), nil
}

// version folds the history again up to an entry, and returns it with the states around it.
func (r *Room) version(ctx context.Context, seq uint64) (step, error) {
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
		err = noEntry()
	}
	return found, err
}

func noEntry() error { return ledger.Refuse("There is no such entry in the history.") }

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
