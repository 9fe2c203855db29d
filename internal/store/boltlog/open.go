package boltlog

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"
)

// lockWait is how long Open waits for another program to let the file go.
const lockWait = time.Second

// Create makes a new workspace file, mode 0600, and its folder, mode 0700, where that is missing. Nothing has the file's
// name before the file is whole and on the disk. It returns an error that is fs.ErrExist, with nothing changed, where
// there is a file already.
func Create(path string, m Meta) (*Log, error) {
	if m.Format == 0 {
		m.Format = Format
	}
	if m.Format != Format {
		return nil, sayf(nil, "This convene cannot write file format %d, only %d. Nothing was made.", m.Format, Format)
	}
	fresh := freshMeta(time.Now())
	if m.ID == "" {
		m.ID = fresh.ID
	}
	if m.Created.IsZero() {
		m.Created = fresh.Created
	}
	m.Created = m.Created.UTC().Round(0)
	if len(m.ID) > 200 {
		return nil, sayf(nil, "A workspace's ID has at most 200 characters, and this one has %d. Nothing was made.", len(m.ID))
	}
	if _, err := os.Lstat(path); err == nil {
		return nil, fileError(path, fs.ErrExist)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fileError(path, err)
	}
	b, err := newBuilder(path, m)
	if err != nil {
		return nil, createError(path, err)
	}
	if err := b.finish(); err != nil {
		b.discard()
		return nil, createError(path, err)
	}
	if err := b.publish(path); err != nil {
		b.discard()
		return nil, createError(path, err)
	}
	real := realPath(path)
	noteHolder(real, time.Now())
	return newLog(path, real, m, b.db, b.file), nil
}

// freshMeta describes a workspace that begins now.
func freshMeta(now time.Time) Meta {
	var id [16]byte
	_, _ = rand.Read(id[:]) // never fails
	return Meta{Format: Format, ID: hex.EncodeToString(id[:]), Created: now.UTC().Round(0)}
}

func createError(path string, err error) error {
	if errors.Is(err, fs.ErrExist) {
		return fileError(path, err)
	}
	return sayf(err, "The workspace %q could not be made (%v), and nothing was left behind. Choose another folder, or make some room, and try again.", path, err)
}

// realPath follows links, so that replacing the file does not replace a link.
func realPath(path string) string {
	if p, err := filepath.EvalSymlinks(path); err == nil {
		path = p
	}
	if p, err := filepath.Abs(path); err == nil {
		path = p
	}
	return path
}

// Open opens a workspace file for this program alone. It never makes one, and where it returns an error it has left
// the file as it was:
//   - fs.ErrNotExist, where there is none
//   - *HeldError, within two seconds, where another program has it
//   - *NewerError, where a newer program wrote it
//   - *DamageError, where it is damaged
//   - a sentence, where it is something else
//
// After a clean end the tree of pages and the drawer are verified, 2 or 3 ms for each 4 MiB. After any other end
// everything is read, first in a child process (see ChildMain).
func Open(path string) (*Log, error) { return open(path, lockWait) }

func open(path string, wait time.Duration) (*Log, error) {
	if err := sniff(path); err != nil {
		return nil, err
	}
	real := realPath(path)
	f, err := openLocked(path, real, os.O_RDWR, true, wait)
	if err != nil {
		return nil, err
	}
	c, err := verify(path, f)
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	var db *bbolt.DB
	err = guard(func() error {
		db, err = bbolt.Open(real, 0o600, dbOptions(f))
		return err
	})
	if err != nil {
		_ = f.Close()
		if errors.As(err, new(panicked)) {
			return nil, &DamageError{Path: path, What: err.Error()}
		}
		return nil, fileError(path, err)
	}
	if info, err := f.Stat(); err == nil && info.Mode().Perm()&0o077 != 0 && ownedByUs(info) {
		_ = f.Chmod(0o600) // what a team keeps is for this account alone
	}
	sweep(real)
	noteHolder(real, time.Now())
	l := newLog(path, real, c.meta, db, f)
	l.dirty.Store(!c.head.closed || c.spare) // Close then writes the other table anew
	return l, nil
}

// sniff says, without waiting for any lock, why a file can be no workspace.
func sniff(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return fileError(path, err)
	}
	if info.IsDir() {
		return sayf(nil, "%q is a folder, not a workspace. Nothing was changed; name the file in it.", path)
	}
	if !info.Mode().IsRegular() {
		return sayf(nil, "%q is not a file that can hold a workspace. Nothing was changed; name another one.", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return fileError(path, err)
	}
	defer func() { _ = f.Close() }() // only read
	_, err = openImage(f, info.Size())
	var not notOurs
	if errors.As(err, &not) {
		return inspectError(path, err)
	}
	return nil // what else is wrong may be a change going on: look again under the lock
}

// inspectError says in words what inspect found.
func inspectError(path string, err error) error {
	var not notOurs
	if errors.As(err, &not) {
		return sayf(err, "%q is not a workspace: %s. It was left as it is; name another file, or start a workspace with `convene new FILE`.", path, not.what)
	}
	var newer *NewerError
	if errors.As(err, &newer) {
		newer.Path = path
		return newer
	}
	var damage *DamageError
	if errors.As(err, &damage) {
		return damage
	}
	return &DamageError{Path: path, What: err.Error()}
}

// openLocked opens the file and locks it. Between the two another program may have put a new file in its place, as
// Redact does: then it is the new one that counts.
func openLocked(path, real string, flag int, exclusive bool, wait time.Duration) (*os.File, error) {
	deadline := time.Now().Add(wait)
	for {
		f, err := os.OpenFile(real, flag, 0)
		if err != nil {
			return nil, fileError(path, err)
		}
		held, err := lockFile(f, exclusive, deadline)
		if err == nil && held {
			err = whoHolds(path, f)
		} else if err != nil {
			err = fileError(path, err)
		}
		if err != nil {
			_ = f.Close()
			return nil, err
		}
		mine, err1 := f.Stat()
		there, err2 := os.Stat(real)
		if err1 == nil && err2 == nil && os.SameFile(mine, there) {
			return f, nil
		}
		_ = f.Close()
		if time.Now().After(deadline) {
			return nil, sayf(errReplaced, "The file %q keeps being replaced by another program. Nothing was changed; try again.", path)
		}
	}
}

// verify looks at a locked file before bbolt does.
func verify(path string, f *os.File) (contents, error) {
	info, err := f.Stat()
	if err != nil {
		return contents{}, fileError(path, err)
	}
	c, err := inspectMapped(f, info.Size())
	if err != nil {
		return c, inspectError(path, err)
	}
	if !c.head.closed || c.spare {
		err = lookCloser(context.Background(), path, f, info.Size(), c)
	}
	return c, err
}

// inspectMapped is inspect with the values in the drawer verified: a key that is damaged would not be missed by anybody.
// It copies nothing, which is faster.
func inspectMapped(f *os.File, size int64) (c contents, err error) {
	mem, unmap := mapFile(f, size)
	defer unmap()
	if mem == nil {
		return inspect(f, size, visitor{drawer: checkSealed})
	}
	err = guard(func() (err error) {
		c, err = inspect(memory(mem), size, visitor{drawer: checkSealed})
		return err
	})
	return c, err
}
