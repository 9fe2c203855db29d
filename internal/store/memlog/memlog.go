// Package memlog keeps a workspace in memory: for tests, and for a demonstration that nobody keeps.
package memlog

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"convene/internal/ledger"
)

// pageSize is the most entries that one Next returns.
const pageSize = 1000

// Log is a ledger.Store that is gone when the program ends. Many may use it at once.
type Log struct {
	mu       sync.Mutex
	entries  []ledger.Entry
	drawer   map[string]map[string][]byte
	snapshot *ledger.Snapshot
	wake     chan struct{} // closed by the next change
	closed   bool
}

var _ ledger.Store = (*Log)(nil)

// New returns an empty log.
func New() *Log {
	return &Log{drawer: map[string]map[string][]byte{}, wake: make(chan struct{})}
}

// lock takes the lock, unless ctx has ended or the log is closed.
func (l *Log) lock(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	l.mu.Lock()
	if l.closed {
		l.mu.Unlock()
		return fmt.Errorf("the workspace is closed: %w", fs.ErrClosed)
	}
	return nil
}

func (l *Log) stir() {
	close(l.wake)
	l.wake = make(chan struct{})
}

// Append implements ledger.Log. An entry's Seq is either 0 or the place that it gets.
func (l *Log) Append(ctx context.Context, after uint64, entries []ledger.Entry) error {
	if err := l.lock(ctx); err != nil {
		return err
	}
	defer l.mu.Unlock()
	if uint64(len(l.entries)) != after {
		return ledger.ErrConflict
	}
	added := make([]ledger.Entry, len(entries))
	for i, e := range entries {
		seq := after + uint64(i) + 1
		if e.Seq != 0 && e.Seq != seq || e.Redacted {
			return fmt.Errorf("entry %d cannot be added as entry %d: nothing was added", e.Seq, seq)
		}
		e.Seq, e.At, e.Data = seq, e.At.UTC().Round(0), bytes.Clone(e.Data)
		added[i] = e
	}
	l.entries = append(l.entries, added...)
	l.stir()
	return nil
}

// Next implements ledger.Log.
func (l *Log) Next(ctx context.Context, after uint64) ([]ledger.Entry, error) {
	for {
		if err := l.lock(ctx); err != nil {
			return nil, err
		}
		if n := uint64(len(l.entries)); after < n {
			out := slices.Clone(l.entries[after:min(n, after+pageSize)])
			for i := range out {
				out[i].Data = bytes.Clone(out[i].Data)
			}
			l.mu.Unlock()
			return out, nil
		}
		wake := l.wake
		l.mu.Unlock()
		select {
		case <-wake:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// Last implements ledger.Log.
func (l *Log) Last(ctx context.Context) (uint64, error) {
	if err := l.lock(ctx); err != nil {
		return 0, err
	}
	defer l.mu.Unlock()
	return uint64(len(l.entries)), nil
}

// Redact implements ledger.Log.
func (l *Log) Redact(ctx context.Context, seq uint64) error {
	if err := l.lock(ctx); err != nil {
		return err
	}
	defer l.mu.Unlock()
	if seq == 0 || seq > uint64(len(l.entries)) {
		return fmt.Errorf("there is no entry %d to erase, so nothing was changed: %w", seq, fs.ErrNotExist)
	}
	l.entries[seq-1].Data, l.entries[seq-1].Redacted, l.snapshot = nil, true, nil
	return nil
}

// Put implements ledger.Drawer.
func (l *Log) Put(ctx context.Context, kind, key string, data []byte) error {
	if err := l.lock(ctx); err != nil {
		return err
	}
	defer l.mu.Unlock()
	if len(data) == 0 {
		delete(l.drawer[kind], key)
		return nil
	}
	if l.drawer[kind] == nil {
		l.drawer[kind] = map[string][]byte{}
	}
	l.drawer[kind][key] = bytes.Clone(data)
	return nil
}

// Get implements ledger.Drawer.
func (l *Log) Get(ctx context.Context, kind, key string) ([]byte, error) {
	if err := l.lock(ctx); err != nil {
		return nil, err
	}
	defer l.mu.Unlock()
	return bytes.Clone(l.drawer[kind][key]), nil
}

// All implements ledger.Drawer.
func (l *Log) All(ctx context.Context, kind string) (map[string][]byte, error) {
	if err := l.lock(ctx); err != nil {
		return nil, err
	}
	defer l.mu.Unlock()
	out := map[string][]byte{}
	for k, v := range l.drawer[kind] {
		out[k] = bytes.Clone(v)
	}
	return out, nil
}

// Clear implements ledger.Drawer.
func (l *Log) Clear(ctx context.Context, kind string) error {
	if err := l.lock(ctx); err != nil {
		return err
	}
	defer l.mu.Unlock()
	delete(l.drawer, kind)
	return nil
}

// Snapshot implements ledger.Store.
func (l *Log) Snapshot(ctx context.Context, fold string) (ledger.Snapshot, bool, error) {
	if err := l.lock(ctx); err != nil {
		return ledger.Snapshot{}, false, err
	}
	defer l.mu.Unlock()
	if l.snapshot == nil || l.snapshot.Fold != fold {
		return ledger.Snapshot{}, false, nil
	}
	s := *l.snapshot
	s.Data = bytes.Clone(s.Data)
	return s, true, nil
}

// PutSnapshot implements ledger.Store.
func (l *Log) PutSnapshot(ctx context.Context, s ledger.Snapshot) error {
	if err := l.lock(ctx); err != nil {
		return err
	}
	defer l.mu.Unlock()
	if s.Seq > uint64(len(l.entries)) {
		return fmt.Errorf("a snapshot of entry %d is ahead of the history, which ends at %d, and was not kept", s.Seq, len(l.entries))
	}
	s.Data = bytes.Clone(s.Data)
	l.snapshot = &s
	return nil
}

// Backup always refuses: there is no file.
func (l *Log) Backup(ctx context.Context, _ string) error {
	if err := l.lock(ctx); err != nil {
		return err
	}
	l.mu.Unlock()
	return fmt.Errorf("this workspace is kept in memory only, so there is nothing to back up; start one in a file with `convene new`")
}

// Close ends every Next that waits. What was kept is gone.
func (l *Log) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.closed {
		l.closed = true
		l.stir()
	}
	return nil
}
