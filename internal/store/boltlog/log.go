package boltlog

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"sync/atomic"

	"go.etcd.io/bbolt"

	"convene/internal/ledger"
)

const (
	// pageEntries and pageBytes end a page of Next.
	pageEntries = 1000
	pageBytes   = 8 << 20
)

// Log is one open workspace file. Many may use it at once.
type Log struct {
	path  string // as it was given, for messages
	real  string // without links, for replacing the file
	meta  Meta
	copy  bool                  // of a file that another program has open
	dirty atomic.Bool           // something was changed since the last clean end
	fault atomic.Pointer[error] // why the file cannot be used any more
	// edition counts how often entries were erased.
	edition atomic.Uint64
	done    chan struct{} // closed by Close

	mu     sync.RWMutex // held for reading by every use of db; for writing to replace or close it
	db     *bbolt.DB
	file   *os.File
	closed bool

	wakeMu sync.Mutex
	wake   chan struct{} // closed by the next Append
}

var _ ledger.Store = (*Log)(nil)

func newLog(path, real string, m Meta, db *bbolt.DB, f *os.File) *Log {
	return &Log{path: path, real: real, meta: m, db: db, file: f, done: make(chan struct{}), wake: make(chan struct{})}
}

// Meta is what the file says about itself.
func (l *Log) Meta() Meta { return l.meta }

// Path is the file, as it was given.
func (l *Log) Path() string { return l.path }

func (l *Log) damaged(seq uint64, what string) error {
	return &DamageError{Path: l.path, Seq: seq, What: what}
}

// usable says why the file cannot be used. The caller holds mu.
func (l *Log) usable(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if l.closed {
		return errClosed(l.path)
	}
	if fault := l.fault.Load(); fault != nil {
		return *fault
	}
	return nil
}

// run calls fn under guard. After a panic inside bbolt its locks may be left held, so nothing goes in again.
func (l *Log) run(fn func() error) error {
	err := guard(fn)
	var p panicked
	if errors.As(err, &p) {
		err = l.damaged(0, p.Error())
		l.fault.Store(&err)
	}
	return err
}

func (l *Log) view(ctx context.Context, fn func(*bbolt.Tx) error) error {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if err := l.usable(ctx); err != nil {
		return err
	}
	return l.run(func() error { return l.db.View(fn) })
}

// update makes one durable change. fn changes the head, which is then written, unless it returns errSame.
func (l *Log) update(ctx context.Context, fn func(*bbolt.Tx, *head) error) error {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if err := l.usable(ctx); err != nil {
		return err
	}
	err := l.run(func() error { return l.commit(fn) })
	switch {
	case err == nil:
		l.dirty.Store(true)
		return nil
	case errors.Is(err, errSame):
		return nil
	}
	return writeError(l.path, err)
}

// errSame ends a change that changes nothing.
var errSame = errors.New("nothing to change")

// commit is db.Update, and sees to it that a change whose writing failed is not there.
func (l *Log) commit(fn func(*bbolt.Tx, *head) error) error {
	tx, err := l.db.Begin(true)
	if err != nil {
		return err
	}
	id := tx.ID()
	defer func() { _ = tx.Rollback() }() // says ErrTxClosed after a commit
	h, err := l.head(tx)
	if err != nil {
		return err
	}
	h.closed = false
	if err := fn(tx, &h); err != nil {
		return err
	}
	if err := tx.Bucket([]byte(aboutBucket)).Put([]byte(headKey), h.encode()); err != nil {
		return err
	}
	if err = tx.Commit(); err == nil {
		return nil
	}
	// The last step writes the table of contents and syncs it. Where the syncing fails, the change can be seen though
	// it may not last. Then only opening again tells what is kept.
	seen := l.db.View(func(now *bbolt.Tx) error {
		if now.ID() == id {
			return errSame
		}
		return nil
	})
	if errors.Is(seen, errSame) {
		err = sayf(err, "The disk failed while %q was being saved (%v): the last change may or may not be kept. Everything before it is safe; close the workspace and open it again.", l.path, err)
		l.fault.Store(&err)
	}
	return err
}

// head reads where the history ends.
func (l *Log) head(tx *bbolt.Tx) (head, error) {
	h, ok := decodeHead(tx.Bucket([]byte(aboutBucket)).Get([]byte(headKey)))
	if !ok {
		return h, l.damaged(0, "the mark where its history ends does not match its checksum")
	}
	return h, nil
}

// Append implements ledger.Log. An entry's Seq is either 0 or the place that it gets.
func (l *Log) Append(ctx context.Context, after uint64, entries []ledger.Entry) error {
	err := l.update(ctx, func(tx *bbolt.Tx, h *head) error {
		if h.seq != after {
			return ledger.ErrConflict
		}
		if len(entries) == 0 {
			return errSame
		}
		bucket := tx.Bucket([]byte(entryBucket))
		bucket.FillPercent = 1 // nothing is ever put between
		for _, e := range entries {
			if e.Seq != 0 && e.Seq != h.seq+1 || e.Redacted {
				return fmt.Errorf("entry %d cannot be added as entry %d: nothing was saved", e.Seq, h.seq+1)
			}
			e.Seq = h.seq + 1
			if err := checkFits(e); err != nil {
				return err
			}
			var value []byte
			value, h.chain = encodeRecord(e, h.chain)
			if err := bucket.Put(entryKey(e.Seq), value); err != nil {
				return err
			}
			h.seq = e.Seq
		}
		return nil
	})
	if err == nil && len(entries) > 0 {
		l.stir()
	}
	return err
}

// stir wakes every Next that waits.
func (l *Log) stir() {
	l.wakeMu.Lock()
	defer l.wakeMu.Unlock()
	close(l.wake)
	l.wake = make(chan struct{})
}

func (l *Log) waker() <-chan struct{} {
	l.wakeMu.Lock()
	defer l.wakeMu.Unlock()
	return l.wake
}

// Next implements ledger.Log: at most 1000 entries, fewer once they have 8 MiB. Every entry is verified. Where one is
// damaged, the entries before it come first and then a *DamageError.
func (l *Log) Next(ctx context.Context, after uint64) ([]ledger.Entry, error) {
	for {
		wake := l.waker()
		records, err := l.read(ctx, after, pageEntries)
		if len(records) > 0 {
			out := make([]ledger.Entry, len(records))
			for i, r := range records {
				out[i] = r.entry
			}
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		select {
		case <-wake:
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-l.done:
			return nil, errClosed(l.path)
		}
	}
}

// read returns up to limit sound records behind after, and the error that ended them.
func (l *Log) read(ctx context.Context, after uint64, limit int) (out []record, err error) {
	err = l.view(ctx, func(tx *bbolt.Tx) (err error) {
		out, err = l.page(tx, after, limit)
		return err
	})
	return out, err
}

func (l *Log) page(tx *bbolt.Tx, after uint64, limit int) (out []record, err error) {
	h, err := l.head(tx)
	if err != nil || after >= h.seq {
		return nil, err
	}
	c := tx.Bucket([]byte(entryBucket)).Cursor()
	var chain hash
	if after > 0 {
		k, v := c.Seek(entryKey(after))
		before, err := decodeRecord(v)
		if err == nil && (seqOf(k) != after || before.entry.Seq != after) {
			err = errMissing
		}
		if err != nil {
			return nil, l.damaged(after, err.Error())
		}
		chain = before.chain
	}
	size := 0
	for k, v := c.Seek(entryKey(after + 1)); len(out) < limit && size < pageBytes && after < h.seq; k, v = c.Next() {
		after++
		if seqOf(k) != after {
			return out, l.damaged(after, errMissing.Error())
		}
		r, err := decodeAt(v, after, chain)
		if err == nil && after == h.seq && r.chain != h.chain {
			err = errChain
		}
		if err != nil {
			return out, l.damaged(after, err.Error())
		}
		chain, size = r.chain, size+len(v)
		out = append(out, r)
	}
	return out, nil
}

// Last implements ledger.Log.
func (l *Log) Last(ctx context.Context) (last uint64, err error) {
	err = l.view(ctx, func(tx *bbolt.Tx) error {
		h, err := l.head(tx)
		last = h.seq
		return err
	})
	return last, err
}

// Close ends every Next that waits, waits for all other calls, marks the file as ended well and lets it go. Calling it
// again does nothing.
func (l *Log) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return nil
	}
	l.closed = true
	close(l.done)
	if l.dirty.Load() && l.fault.Load() == nil {
		// Where this fails, the next Open looks more closely. Nothing else depends on it.
		_ = l.run(func() error {
			return l.commitHead(func(h *head) { h.closed = true })
		})
	}
	dropHolder(l.real)
	if l.fault.Load() != nil {
		unlockFile(l.file) // bbolt may never answer again
		return l.file.Close()
	}
	err := l.run(l.db.Close)
	if l.copy {
		_ = os.Remove(l.real) // only where it could not go before
	}
	return err
}

func (l *Log) commitHead(fn func(*head)) error {
	return l.db.Update(func(tx *bbolt.Tx) error {
		h, err := l.head(tx)
		if err != nil {
			return err
		}
		fn(&h)
		return tx.Bucket([]byte(aboutBucket)).Put([]byte(headKey), h.encode())
	})
}
