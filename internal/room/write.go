package room

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"convene/internal/ledger"
	"convene/internal/text"
	"convene/internal/workspace"
)

// request is one change that somebody wants; its answer comes on reply, which never blocks the writer.
type request struct {
	ctx   context.Context
	by    ledger.Actor
	op    func(workspace.Workspace) (any, error) // made by the writer, on the newest state
	reply chan answer
	seq   uint64 // of its entry, set by the writer
}

type answer struct {
	seq uint64
	err error
}

// maxBatch bounds how many changes share one durable write.
const maxBatch = 512

// Do makes one change in by's name and returns its sequence number once it is durable and visible. A refusal is a
// sentence for the person who tried.
func (r *Room) Do(ctx context.Context, by ledger.Actor, op any) (uint64, error) {
	return r.ask(ctx, by, func(workspace.Workspace) (any, error) { return op, nil })
}

func (r *Room) ask(ctx context.Context, by ledger.Actor, op func(workspace.Workspace) (any, error)) (uint64, error) {
	req := request{ctx: ctx, by: by, op: op, reply: make(chan answer, 1)}
	select {
	case <-r.quit:
		return 0, ErrClosed
	case <-ctx.Done():
		return 0, ctx.Err()
	case r.in <- req:
	}
	a := <-req.reply // once the writer has it, it is made or refused; leaving now would not know which
	return a.seq, a.err
}

// write is the one writer.
func (r *Room) write() {
	defer close(r.done)
	for {
		select {
		case <-r.quit:
			return
		case req := <-r.in:
			batch := []request{req}
			for more := true; more && len(batch) < maxBatch; {
				select {
				case req := <-r.in:
					batch = append(batch, req)
				default:
					more = false
				}
			}
			r.commit(batch)
		}
	}
}

// step is one accepted change on its way to the disk.
type step struct {
	entry         ledger.Entry
	before, after workspace.Workspace
}

// commit applies a batch in order, makes it durable in one write and shows it. Undo's bookkeeping sees each step as
// soon as it is accepted, so that two undos in one batch do not meet, and forgets them if the disk refuses.
func (r *Room) commit(batch []request) {
	old := r.State()
	now := r.opts.Now().UTC().Truncate(time.Millisecond)
	w, seq := old.Workspace, old.Seq
	var steps []step
	var accepted []request
	saved := r.past.copy()
	for _, req := range batch {
		e := ledger.Entry{Seq: seq + 1, At: now, By: req.by}
		next, err := r.try(old, w, req, &e)
		if err != nil {
			req.reply <- answer{err: err}
			continue
		}
		r.past.note(e, w, next)
		steps = append(steps, step{e, w, next})
		w, seq = next, e.Seq
		req.seq = e.Seq
		accepted = append(accepted, req)
	}
	if len(steps) == 0 {
		return
	}
	entries := make([]ledger.Entry, len(steps))
	for i, s := range steps {
		entries[i] = s.entry
	}
	if err := r.store.Append(context.Background(), old.Seq, entries); err != nil {
		r.past = saved
		for _, req := range accepted {
			req.reply <- answer{err: err}
		}
		return
	}
	s := &State{Workspace: w, Seq: seq, At: entries[len(entries)-1].At} // as it will be read again
	r.state.Store(s)
	r.wake(s)
	for _, req := range accepted {
		req.reply <- answer{seq: req.seq}
	}
	if seq-r.snapped >= r.opts.Every {
		r.snapped = seq
		r.bg.Go(func() {
			if err := r.snapshot(context.Background(), s); err != nil {
				r.opts.Report("The shortcut for opening this workspace quickly could not be written; nothing is lost", err)
			}
		})
	}
}

// try checks one change and returns the state behind it, with e complete.
// A panic in an op is a mistake in the program; it refuses that op and harms nobody else.
func (r *Room) try(old *State, w workspace.Workspace, req request, e *ledger.Entry) (next workspace.Workspace, err error) {
	defer func() {
		if v := recover(); v != nil {
			next, err = w, ledger.Refuse("That change met a mistake in convene. Nothing was changed; please report it.")
			r.opts.Report("A change was refused because of a mistake in the program", fmt.Errorf("%s\n%s", text.Mistake(v), debug.Stack()))
		}
	}()
	if old.ReadOnly != "" {
		return w, ledger.Refuse("%s", old.ReadOnly)
	}
	if err := req.ctx.Err(); err != nil {
		return w, err
	}
	op, err := req.op(w)
	if err != nil {
		return w, err
	}
	*e = workspace.Stamp(w, *e, op)
	if err := r.ops.Check(w, op, *e); err != nil {
		return w, err
	}
	if err := workspace.Unreferred(w, op); err != nil {
		return w, err
	}
	if e.Op, e.Data, err = r.ops.Encode(op); err != nil {
		return w, err
	}
	return r.ops.Fold(w, *e) // through its data, so that what is shown is what will be read again
}
