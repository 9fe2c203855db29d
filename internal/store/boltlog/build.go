package boltlog

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"go.etcd.io/bbolt"
)

// buildBatch is how many bytes of values a builder puts into one transaction.
const buildBatch = 16 << 20

// builder makes a new file beside its destination, locked from its first byte on.
type builder struct {
	file *os.File
	db   *bbolt.DB
	tx   *bbolt.Tx
	temp string // its path
	size int    // bytes in tx
	head head
}

// dbOptions hand the file, which we have locked, to bbolt.
func dbOptions(f *os.File) *bbolt.Options {
	return &bbolt.Options{
		Timeout:      time.Second,
		FreelistType: bbolt.FreelistMapType,
		NoStatistics: true,
		OpenFile:     func(string, int, os.FileMode) (*os.File, error) { return f, nil },
	}
}

// tempPattern names the temporary files for path: hidden, and known as ours.
func tempPattern(path string) string { return "." + filepath.Base(path) + ".part-*" }

// newBuilder starts a file that will be at path.
func newBuilder(path string, m Meta) (*builder, error) {
	f, err := os.CreateTemp(filepath.Dir(path), tempPattern(path)) // mode 0600
	if err != nil {
		return nil, err
	}
	b := &builder{file: f, temp: f.Name()}
	if _, err := lockFile(f, true, time.Now()); err != nil {
		b.discard()
		return nil, err
	}
	err = guard(func() error {
		options := dbOptions(f)
		options.NoSync = true // once, at the end
		if b.db, err = bbolt.Open(b.temp, 0o600, options); err != nil {
			return err
		}
		if b.tx, err = b.db.Begin(true); err != nil {
			return err
		}
		for _, name := range buckets() {
			if _, err := b.tx.CreateBucket([]byte(name)); err != nil {
				return err
			}
		}
		return b.tx.Bucket([]byte(aboutBucket)).Put([]byte(workspaceKey), m.encode())
	})
	if err != nil {
		b.discard()
		return nil, err
	}
	return b, nil
}

func (b *builder) put(bucket string, key, value []byte) error {
	if b.size > buildBatch {
		if err := b.commit(); err != nil {
			return err
		}
		tx, err := b.db.Begin(true)
		if err != nil {
			return err
		}
		b.tx = tx
	}
	b.size += len(key) + len(value)
	k := b.tx.Bucket([]byte(bucket))
	k.FillPercent = 1
	return k.Put(key, value)
}

// entry adds the next record.
func (b *builder) entry(r record) error {
	b.head.seq, b.head.chain = r.entry.Seq, r.chain
	return b.put(entryBucket, entryKey(r.entry.Seq), r.encode())
}

// sealed adds a value to the drawer, with the seal that it has.
func (b *builder) sealed(key, value []byte) error {
	b.head.drawer++
	return b.put(drawerBucket, key, value)
}

func (b *builder) commit() error {
	tx := b.tx
	b.tx, b.size = nil, 0
	return guard(tx.Commit)
}

// finish writes the head, in two transactions so that both tables of contents lead to everything, and makes all durable.
func (b *builder) finish() error {
	for _, b.head.closed = range []bool{false, true} {
		if b.tx == nil {
			tx, err := b.db.Begin(true)
			if err != nil {
				return err
			}
			b.tx = tx
		}
		if err := b.put(aboutBucket, []byte(headKey), b.head.encode()); err != nil {
			return err
		}
		if err := b.commit(); err != nil {
			return err
		}
	}
	if err := b.file.Sync(); err != nil {
		return err
	}
	b.db.NoSync = false
	return nil
}

// close closes the file, which stays.
func (b *builder) close() error { return guard(b.db.Close) }

// discard takes everything back.
func (b *builder) discard() {
	_ = guard(func() error {
		if b.tx != nil {
			_ = b.tx.Rollback()
		}
		if b.db != nil {
			return b.db.Close()
		}
		return nil
	})
	_ = b.file.Close() // bbolt may have done so
	_ = os.Remove(b.temp)
}

// publish gives the file its name, which nothing may have yet.
func (b *builder) publish(path string) error {
	if err := os.Link(b.temp, path); err == nil {
		_ = os.Remove(b.temp)
		return syncDir(filepath.Dir(path))
	} else if errors.Is(err, fs.ErrExist) {
		return err
	}
	// No hard links here: claim the name, which one alone can do, and move over the claim.
	claim, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_ = claim.Close()
	if err := os.Rename(b.temp, path); err != nil {
		_ = os.Remove(path)
		return err
	}
	return syncDir(filepath.Dir(path))
}

// sweep removes what a killed program left half made beside path. The caller holds the lock on path; a file that
// another program is just making is locked and stays.
func sweep(path string) {
	d, err := os.Open(filepath.Dir(path))
	if err != nil {
		return
	}
	defer func() { _ = d.Close() }() // only read
	names, err := d.Readdirnames(-1)
	if err != nil {
		return
	}
	prefix := strings.TrimSuffix(tempPattern(path), "*")
	for _, name := range names {
		name = filepath.Join(filepath.Dir(path), name)
		if !strings.HasPrefix(filepath.Base(name), prefix) {
			continue
		}
		if info, err := os.Lstat(name); err != nil || !info.Mode().IsRegular() {
			continue
		}
		f, err := os.OpenFile(name, os.O_RDWR, 0)
		if err != nil {
			continue
		}
		if held, err := lockFile(f, true, time.Time{}); err == nil && !held {
			_ = os.Remove(name)
		}
		_ = f.Close()
	}
}
