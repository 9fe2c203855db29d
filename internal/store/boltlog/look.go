package boltlog

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"
)

const (
	// lookWait is how long Look waits for another program to let the file go.
	lookWait = 60 * time.Millisecond
	// copyTries is how often a copy is made that a change cut through, and copyPause the longest pause between two.
	copyTries = 40
	copyPause = 100 * time.Millisecond
)

// Look opens a workspace file for reading. Where another program has it open, what it opens is a checked copy that has
// everything that was acknowledged before the call; the copy has no name, is in the folder dir (that for temporary files
// where dir is empty), and goes with Close. What is written to a copy goes with it too. Look returns the errors of Open
// but for *HeldError, and leaves the file as it is.
func Look(ctx context.Context, path, dir string) (*Log, error) {
	l, err := open(path, lookWait)
	if !elsewhere(err) {
		return l, err
	}
	return openCopy(ctx, path, dir)
}

// errReplaced says that another program puts new files in the place of one.
var errReplaced = errors.New("replaced")

// elsewhere says that a file is in use by another program.
func elsewhere(err error) bool {
	return errors.As(err, new(*HeldError)) || errors.Is(err, errReplaced)
}

// openCopy opens a copy of a file that another program has open.
func openCopy(ctx context.Context, path, dir string) (*Log, error) {
	var l *Log
	err := copied(ctx, path, dir, func(f *os.File) error {
		info, err := f.Stat()
		if err != nil {
			return err
		}
		c, err := inspectAll(f, info.Size())
		if err == nil {
			err = lookCloser(ctx, path, f, info.Size(), c)
		}
		if err != nil {
			return err
		}
		var db *bbolt.DB
		err = guard(func() error {
			options := dbOptions(f)
			options.NoSync = true // nothing in it lasts
			db, err = bbolt.Open(f.Name(), 0o600, options)
			return err
		})
		l = newLog(path, f.Name(), c.meta, db, f)
		l.copy = true
		return err
	})
	var plain *sentence
	switch {
	case err == nil:
		return l, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.As(err, &plain):
		return nil, err
	}
	return nil, inspectError(path, err)
}

// inspectAll is inspect with every entry, the chain and the drawer verified.
func inspectAll(f *os.File, size int64) (contents, error) {
	var chain hash
	c, err := inspect(f, size, visitor{
		entry: func(seq uint64, i item) error {
			r, err := decodeAt(i.read(), seq, chain)
			if err != nil {
				return &DamageError{Path: f.Name(), Seq: seq, What: err.Error()}
			}
			chain = r.chain
			return nil
		},
		drawer: checkSealed,
	})
	if err == nil && chain != c.head.chain {
		err = errors.New("the last entry is not the one at which the history ended")
	}
	return c, err
}

// copied gives use a copy of the file's bytes, without a lock on the file. A change that goes on meanwhile may cut through
// a copy: where use fails, and the file's tables of contents have changed by then, there is another copy. Where they are
// the same, no page of theirs was written meanwhile, so the file itself is damaged. The copy is use's where it succeeds.
func copied(ctx context.Context, path, dir string, use func(*os.File) error) error {
	for try := 1; ; try++ {
		f, still, err := copyOnce(path, dir)
		if err != nil {
			return err
		}
		err = use(f)
		if err == nil {
			return nil
		}
		_ = f.Close()
		_ = os.Remove(f.Name()) // only where it could not go before
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case still:
			return damageAt(path, err)
		case try == copyTries:
			return sayf(err, "Another program writes to %q so fast that no whole copy could be made. Nothing was changed and nothing was left behind; try again in a moment.", path)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(rand.N(copyPause)):
		}
	}
}

// damageAt gives an error about the copy the name of the file.
func damageAt(path string, err error) error {
	var damage *DamageError
	if errors.As(err, &damage) {
		damage.Path = path
	}
	return err
}

// copyOnce copies the file's bytes, the tables of contents first, to a locked file of mode 0600 that has no name any more
// where the system allows that. It says whether the tables were the same afterwards.
func copyOnce(path, dir string) (f *os.File, still bool, err error) {
	from, err := os.Open(realPath(path))
	if err != nil {
		return nil, false, fileError(path, err)
	}
	defer func() { _ = from.Close() }() // only read
	if f, err = os.CreateTemp(dir, tempPattern(path)); err != nil {
		return nil, false, copyError(path, dir, err)
	}
	_ = os.Remove(f.Name()) // fails on some systems, and then goes later
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
	}()
	before, err := tablesOf(from)
	if err != nil {
		return nil, false, fileError(path, err)
	}
	if _, err = f.Write(before); err != nil {
		return nil, false, copyError(path, dir, err)
	}
	if _, err = from.Seek(int64(len(before)), io.SeekStart); err != nil {
		return nil, false, fileError(path, err)
	}
	if _, err = io.Copy(f, from); err != nil {
		return nil, false, copyError(path, dir, err)
	}
	after, err := tablesOf(from)
	if err != nil {
		return nil, false, fileError(path, err)
	}
	if _, err = lockFile(f, true, time.Now()); err != nil {
		return nil, false, copyError(path, dir, err)
	}
	mine, err1 := from.Stat()
	there, err2 := os.Stat(realPath(path))
	replaced := err1 != nil || err2 != nil || !os.SameFile(mine, there)
	return f, bytes.Equal(before, after) && !replaced, nil
}

// tablesOf reads the beginning of a file, which holds both tables of contents.
func tablesOf(f *os.File) ([]byte, error) {
	b := make([]byte, 2*os.Getpagesize())
	n, err := f.ReadAt(b, 0)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return b[:n], err
}

func copyError(path, dir string, err error) error {
	if dir == "" {
		dir = os.TempDir()
	}
	return sayf(err, "Another program has %q open, and it could not be copied to %q for reading (%v). Nothing was changed; make some room there, or close it in the other program.", path, filepath.Clean(dir), err)
}

// copySuspect is openSuspect for a file that another program has open: what is looked at is a copy.
func copySuspect(ctx context.Context, path string) (*suspect, error) {
	var s *suspect
	err := copied(ctx, path, "", func(f *os.File) error {
		info, err := f.Stat()
		if err != nil {
			return err
		}
		s = &suspect{path: path, file: f, size: info.Size(), copy: true, report: Report{Path: path}}
		_, err = inspectAll(f, info.Size())
		return err
	})
	if err == nil {
		return s, nil
	}
	var plain *sentence
	if errors.As(err, &plain) || ctx.Err() != nil {
		return nil, err
	}
	// The file stands still and is damaged: a copy for a closer look.
	f, _, err := copyOnce(path, "")
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		_ = f.Close()
		return nil, fileError(path, err)
	}
	return &suspect{path: path, file: f, size: info.Size(), copy: true, report: Report{Path: path}}, nil
}
