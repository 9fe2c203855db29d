// Package room is the live workspace: one writer that makes changes durable before anybody sees them, the newest state
// for everybody to read without a lock, the sessions that wait for it, and undo.
package room

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"convene/internal/ledger"
	"convene/internal/workspace"
)

// State is the workspace at one moment. Nobody changes it.
type State struct {
	workspace.Workspace
	Seq      uint64    // the last entry in it, 0 for none
	At       time.Time // when that entry was made, zero for none
	ReadOnly string    // why nothing can be changed, as a sentence; empty where changes are welcome
}

// Options are what a room is opened with.
type Options struct {
	Now    func() time.Time                      // the clock; time.Now where nil
	Report func(string, error)                   // told of what went wrong without anybody asking (a snapshot, say); may be nil
	Every  uint64                                // entries between two snapshots; 2,000 where 0
	Ops    *ledger.Registry[workspace.Workspace] // workspace.Ops() where nil; tests add ops of a newer program
}

// Room is one live workspace. Its methods may be called from any goroutine.
type Room struct {
	ops   *ledger.Registry[workspace.Workspace]
	store ledger.Store
	opts  Options

	state atomic.Pointer[State]
	seen  atomic.Pointer[time.Time] // the last sign of life while a meeting ran
	in    chan request
	quit  chan struct{}
	stop  sync.Once // closes quit
	done  chan struct{}
	bg    sync.WaitGroup

	mu       sync.Mutex
	sessions map[*Session]bool
	watchers []func(*State)
	places   []func()     // watch where the lead is
	lead     *Session     // nil: nobody
	leader   ledger.Actor // who leads, or led last
	place    Place        // where the lead is, or was
	left     map[string]back
	here     atomic.Pointer[Here]
	ids      atomic.Int64
	shut     atomic.Pointer[time.Time] // until when people elsewhere hold lines to a room that is not open to them

	keepers sync.Mutex       // before mu: one after the other keeps or forgets who may come back
	came    map[string]known // those in the drawer
	ended   map[string]bool  // invites

	keeping sync.Mutex
	kept    uint64 // the last entry of the newest snapshot that this room kept

	// only the writer's
	past    past
	snapped uint64
}

// ErrClosed is returned for what comes after Close.
var ErrClosed = errors.New("the room is closed; nothing was changed")

// Open folds what the store keeps and starts the room. The room does not close the store.
func Open(ctx context.Context, store ledger.Store, o Options) (*Room, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Report == nil {
		o.Report = func(string, error) {}
	}
	if o.Every == 0 {
		o.Every = 2000
	}
	if o.Ops == nil {
		o.Ops = workspace.Ops()
	}
	r := &Room{ops: o.Ops, store: store, opts: o, in: make(chan request), quit: make(chan struct{}), done: make(chan struct{}),
		sessions: map[*Session]bool{}, left: map[string]back{}, came: map[string]known{}, ended: map[string]bool{}, past: newPast()}
	r.here.Store(&Here{})
	s, err := r.load(ctx)
	if err != nil {
		return nil, err
	}
	r.state.Store(s)
	if err := r.remembered(ctx); err != nil {
		return nil, err
	}
	go r.write()
	return r, nil
}

// load folds the newest snapshot and everything behind it.
func (r *Room) load(ctx context.Context) (*State, error) {
	s := &State{}
	snap, ok, err := r.store.Snapshot(ctx, workspace.Fold)
	if err != nil {
		return nil, err
	}
	last, err := r.store.Last(ctx)
	if err != nil {
		return nil, err
	}
	if ok && snap.Seq <= last {
		if err := json.Unmarshal(snap.Data, &s.Workspace); err != nil {
			s.Workspace = workspace.Workspace{} // a snapshot is only a short cut: fold again from the start
		} else {
			s.Seq, r.snapped = snap.Seq, snap.Seq
		}
	}
	if s.At, err = r.remember(ctx, s.Seq); err != nil {
		return nil, err
	}
	err = r.each(ctx, s.Seq, func(e ledger.Entry) error {
		before := s.Workspace
		next, err := r.ops.Fold(s.Workspace, e)
		var unknown *ledger.UnknownError
		if errors.As(err, &unknown) {
			s.ReadOnly = readOnly(s.At)
			return errStop
		}
		if err != nil {
			return err
		}
		s.Workspace, s.Seq, s.At = next, e.Seq, e.At
		r.past.note(e, before, next)
		return nil
	})
	if err != nil && !errors.Is(err, errStop) {
		return nil, err
	}
	return s, nil
}

func readOnly(asOf time.Time) string {
	if asOf.IsZero() {
		return "This workspace was made by a newer convene and cannot be shown here. Nothing is lost: open it with the newer one."
	}
	return fmt.Sprintf("This workspace was changed by a newer convene. It is shown as of %s and cannot be changed here. Open it with the newer one.",
		asOf.Local().Format("2 Jan 2006 15:04"))
}

// remember notes who made the last entries of a snapshot, so that they can still be undone, and returns when the last one
// was made.
func (r *Room) remember(ctx context.Context, upTo uint64) (at time.Time, err error) {
	if upTo == 0 {
		return at, nil
	}
	from := uint64(0)
	if upTo > keepPast {
		from = upTo - keepPast
	}
	err = r.each(ctx, from, func(e ledger.Entry) error {
		if e.Seq > upTo {
			return errStop
		}
		r.past.actors(e)
		if e.Seq == upTo {
			at = e.At
			return errStop
		}
		return nil
	})
	if errors.Is(err, errStop) {
		err = nil
	}
	return at, err
}

var errStop = errors.New("enough")

// each goes through the entries behind after, oldest first, up to the last one there is now.
func (r *Room) each(ctx context.Context, after uint64, do func(ledger.Entry) error) error {
	last, err := r.store.Last(ctx)
	if err != nil {
		return err
	}
	for after < last {
		entries, err := r.store.Next(ctx, after)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if err := do(e); err != nil {
				return err
			}
			after = e.Seq
		}
	}
	return nil
}

// State is the newest state: what is on disk, never more.
func (r *Room) State() *State { return r.state.Load() }

// Store is what keeps the workspace.
func (r *Room) Store() ledger.Store { return r.store }

// Now is the room's clock.
func (r *Room) Now() time.Time { return r.opts.Now() }

// Close ends the room: what was accepted is on disk, what comes later is refused. It keeps a snapshot if much has
// changed since the last one.
func (r *Room) Close(ctx context.Context) error {
	r.stop.Do(func() { close(r.quit) })
	<-r.done
	r.bg.Wait()
	r.mu.Lock()
	defer r.mu.Unlock()
	s := r.State()
	if s.ReadOnly != "" || s.Seq <= r.snapped+200 {
		return nil
	}
	r.snapped = s.Seq
	return r.snapshot(ctx, s)
}

// snapshot keeps a state, unless a newer one was kept meanwhile.
func (r *Room) snapshot(ctx context.Context, s *State) error {
	b, err := json.Marshal(s.Workspace)
	if err != nil {
		return err
	}
	r.keeping.Lock()
	defer r.keeping.Unlock()
	if s.Seq <= r.kept {
		return nil
	}
	if err := r.store.PutSnapshot(ctx, ledger.Snapshot{Seq: s.Seq, Fold: workspace.Fold, Data: b}); err != nil {
		return err
	}
	r.kept = s.Seq
	return nil
}
