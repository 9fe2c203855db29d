package boltlog

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"
)

// Redact implements ledger.Log. It writes a new file without the data, the snapshots and everything that was ever
// deleted, and puts it in the place of the old one. All other calls wait meanwhile. Where it returns an error, either the
// old file is there as it was or the new one is. It returns fs.ErrNotExist where there is no such entry. A snapshot that
// was folded before must not be put afterwards, since it still has the data.
func (l *Log) Redact(ctx context.Context, seq uint64) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.usable(ctx); err != nil {
		return err
	}
	done := false
	err := l.run(func() error {
		return l.db.View(func(tx *bbolt.Tx) (err error) {
			done, err = l.redactable(tx, seq)
			return err
		})
	})
	if done || err != nil {
		return err
	}
	b, err := newBuilder(l.real, l.meta)
	if err != nil {
		return writeError(l.path, err)
	}
	err = l.run(func() error {
		return l.db.View(func(tx *bbolt.Tx) error { return l.rebuild(ctx, tx, seq, b) })
	})
	if err == nil {
		err = b.finish()
	}
	if err == nil {
		err = l.stillThere()
	}
	if err == nil {
		err = os.Rename(b.temp, l.real)
	}
	if err != nil {
		b.discard()
		return writeError(l.path, err)
	}
	old := l.db
	l.db, l.file = b.db, b.file
	l.dirty.Store(false)
	l.edition.Add(1)
	_ = guard(old.Close) // its file has no name any more
	return writeError(l.path, syncDir(filepath.Dir(l.real)))
}

// redactable says whether the entry is erased already, and why it cannot be.
func (l *Log) redactable(tx *bbolt.Tx, seq uint64) (done bool, err error) {
	h, err := l.head(tx)
	if err != nil {
		return false, err
	}
	if seq == 0 || seq > h.seq {
		return false, sayf(fs.ErrNotExist, "There is no entry %d to erase: the history ends at %d. Nothing was changed.", seq, h.seq)
	}
	records, err := l.page(tx, seq-1, 1)
	if err != nil {
		return false, err
	}
	return records[0].entry.Redacted, nil
}

// stillThere sees that the file has the name by which it was opened.
func (l *Log) stillThere() error {
	mine, err := l.file.Stat()
	if err != nil {
		return err
	}
	there, err := os.Stat(l.real)
	if err != nil || !os.SameFile(mine, there) {
		return sayf(err, "The file %q has been moved or replaced while it was open, so nothing was erased. Put it back, or close the workspace and open the file where it is now.", l.path)
	}
	return nil
}

// rebuild copies the history, with the data of entry seq erased, and the drawer.
func (l *Log) rebuild(ctx context.Context, tx *bbolt.Tx, seq uint64, b *builder) error {
	h, err := l.head(tx)
	if err != nil {
		return err
	}
	for b.head.seq < h.seq {
		if err := ctx.Err(); err != nil {
			return err
		}
		records, err := l.page(tx, b.head.seq, pageEntries)
		if err != nil {
			return err
		}
		for _, r := range records {
			if r.entry.Seq == seq {
				r.entry.Data, r.entry.Redacted = nil, true
			}
			if err := b.entry(r); err != nil {
				return err
			}
		}
	}
	return tx.Bucket([]byte(drawerBucket)).ForEach(b.sealed)
}

// Backup implements ledger.Store. It returns fs.ErrExist, with nothing changed, where dest exists, and a *DamageError
// where an entry cannot be read: then nothing is written to dest either.
func (l *Log) Backup(ctx context.Context, dest string) error {
	if _, err := os.Lstat(dest); err == nil {
		return backupError(dest, fs.ErrExist)
	}
	for {
		err := l.backup(ctx, dest)
		if !errors.Is(err, errSame) {
			return err
		}
	}
}

// backup returns errSame where an entry was erased meanwhile: the copy may still have it.
func (l *Log) backup(ctx context.Context, dest string) error {
	edition := l.edition.Load()
	last, err := l.Last(ctx)
	if err != nil {
		return err
	}
	b, err := newBuilder(dest, l.meta)
	if err != nil {
		return backupError(dest, err)
	}
	err = l.copyEntries(ctx, last, b)
	if err == nil {
		err = b.finish()
	}
	if err == nil {
		err = l.publishCopy(ctx, edition, dest, b)
	}
	if err != nil {
		b.discard()
		return backupError(dest, err)
	}
	return backupError(dest, b.close())
}

func (l *Log) publishCopy(ctx context.Context, edition uint64, dest string, b *builder) error {
	l.mu.RLock() // nothing is erased meanwhile
	defer l.mu.RUnlock()
	if err := l.usable(ctx); err != nil {
		return err
	}
	if l.edition.Load() != edition {
		return errSame
	}
	return b.publish(dest)
}

// copyEntries copies the history up to last, a page at a time so that nobody waits long.
func (l *Log) copyEntries(ctx context.Context, last uint64, b *builder) error {
	for b.head.seq < last {
		records, err := l.read(ctx, b.head.seq, int(min(pageEntries, last-b.head.seq)))
		if err != nil {
			return err
		}
		for _, r := range records {
			if err := b.entry(r); err != nil {
				return err
			}
		}
	}
	return nil
}

// backupError says in words why a copy could not be written; errors that speak for themselves stay.
func backupError(dest string, err error) error {
	var plain *sentence
	var damage *DamageError
	switch {
	case err == nil, errors.Is(err, errSame), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded),
		errors.As(err, &plain), errors.As(err, &damage):
		return err
	case errors.Is(err, fs.ErrExist):
		return sayf(err, "There is a file %q already, and it was left as it is. Choose another name for the copy.", dest)
	case errors.Is(err, fs.ErrNotExist):
		return sayf(err, "There is no folder for %q, so no copy was made. Make the folder, or choose another one.", dest)
	}
	return sayf(err, "The copy %q could not be written (%v), and nothing was left behind. The workspace itself is not affected; choose another folder or disk.", dest, err)
}
