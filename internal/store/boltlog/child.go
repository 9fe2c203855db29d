package boltlog

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime/debug"
	"strings"
	"time"

	"go.etcd.io/bbolt"
)

const (
	// childVar is set for a child alone; its value says how the parent has locked the file.
	childVar    = "CONVENE_STORE_CHILD"
	childOwns   = "exclusive"
	childShares = "shared"
	childReady  = "ready"
	childFile   = 3 // the file's descriptor in the child
	// childLimit is how long a child may take where its parent sets no other limit, and childEnd when it gives up by itself.
	childLimit = 20 * time.Second
	childEnd   = 10 * time.Minute
)

// verdict is what a child says about a file.
type verdict struct {
	Entries uint64 `json:"entries"`       // entries that it read
	Seq     uint64 `json:"seq,omitempty"` // the entry that it could not read
	What    string `json:"what"`          // what is wrong, "" for nothing
}

var errNoChild = errors.New("this program cannot start itself again")

// ChildMain does the work of a child process and says so; in any other process it does nothing. The first line of main
// calls it, and ends the program with its code where it says that it has handled the call:
//
//	if handled, code := boltlog.ChildMain(); handled {
//		os.Exit(code)
//	}
//
// A child reads through a file with bbolt, as Open and Check ask of it: damaged pages can make bbolt end the process or
// never answer. A program whose main does not call it works too, without that last check.
func ChildMain() (handled bool, code int) {
	how := os.Getenv(childVar)
	if how == "" {
		return false, 0
	}
	time.AfterFunc(childEnd, func() { os.Exit(3) }) // whatever became of the parent
	debug.SetMaxStack(64 << 20)
	f := os.NewFile(childFile, "the workspace")
	if f == nil {
		return true, 2
	}
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return true, 2
	}
	fmt.Println(childReady)
	if err := json.NewEncoder(os.Stdout).Encode(readThrough(f, how == childShares)); err != nil {
		return true, 2
	}
	return true, 0
}

// readThrough reads everything in the file with bbolt, in the way in which Open does. It does not close the database: that
// would give up the parent's lock.
func readThrough(f *os.File, shared bool) verdict {
	options := dbOptions(f)
	options.ReadOnly, options.PreLoadFreelist = shared, true
	l := &Log{path: f.Name(), file: f}
	err := guard(func() (err error) {
		l.db, err = bbolt.Open(f.Name(), 0o600, options)
		return err
	})
	if err != nil {
		return verdict{What: err.Error()}
	}
	var v verdict
	for {
		records, err := l.read(context.Background(), v.Entries, pageEntries)
		v.Entries += uint64(len(records))
		if err != nil {
			return v.because(err)
		}
		if len(records) == 0 {
			break
		}
	}
	err = l.view(context.Background(), func(tx *bbolt.Tx) error {
		_, _, _ = decodeSnapshot(tx.Bucket([]byte(snapshotBucket)).Get([]byte(newestKey))) // may be damaged
		return tx.Bucket([]byte(drawerBucket)).ForEach(func(k, v []byte) error {
			_, err := l.unseal(k, v)
			return err
		})
	})
	if err != nil {
		return v.because(err)
	}
	return v
}

func (v verdict) because(err error) verdict {
	v.What = err.Error()
	var damage *DamageError
	if errors.As(err, &damage) {
		v.Seq, v.What = damage.Seq, damage.What
	}
	return v
}

// askChild has a child read through the locked file. The error is that of ctx, or errNoChild.
func askChild(ctx context.Context, f *os.File, how string) (verdict, error) {
	exe, err := os.Executable()
	if err != nil || os.Getenv(childVar) != "" {
		return verdict{}, errNoChild
	}
	limit := childLimit
	if end, ok := ctx.Deadline(); ok {
		limit = time.Until(end) * 3 / 4 // the rest is for what is done without the child
	}
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	// A test program that does not call ChildMain runs no test with this argument; others never look at it.
	cmd := exec.CommandContext(limited, exe, "-test.run=^$")
	cmd.Env = append(os.Environ(), childVar+"="+how)
	cmd.ExtraFiles = []*os.File{f}
	cmd.WaitDelay = time.Second
	var out bytes.Buffer
	cmd.Stdout = &out
	err = cmd.Run()
	if ctx.Err() != nil {
		return verdict{}, ctx.Err()
	}
	first, rest, _ := strings.Cut(out.String(), "\n")
	if first != childReady {
		return verdict{}, errNoChild
	}
	var v verdict
	switch {
	case limited.Err() != nil:
		return verdict{What: "reading it does not come to an end"}, nil
	case err != nil || json.Unmarshal([]byte(rest), &v) != nil:
		return verdict{What: "its pages cannot be read"}, nil
	}
	return v, nil
}

// lookCloser reads everything in a file that was not closed well, or of which the newest table of contents may be lost.
func lookCloser(ctx context.Context, path string, f *os.File, size int64, c contents) error {
	if c.spare {
		newer := false
		err := scan(ctx, f, size, func(r record, _ place) {
			newer = newer || r.entry.Seq == c.head.seq+1 && r.follows(c.head.chain)
		})
		if err != nil {
			return err
		}
		if newer {
			return &DamageError{Path: path, What: "its newest table of contents is damaged, and there is at least one entry that only this table knew"}
		}
	}
	v, err := askChild(ctx, f, childOwns)
	if errors.Is(err, errNoChild) {
		v, err = readDirectly(f, size), nil
	}
	if err != nil {
		return err
	}
	if v.What != "" {
		return &DamageError{Path: path, Seq: v.Seq, What: v.What}
	}
	return nil
}

// readDirectly reads everything without bbolt.
func readDirectly(f *os.File, size int64) (v verdict) {
	var chain hash
	_, err := inspect(f, size, visitor{
		entry: func(seq uint64, i item) error {
			r, err := decodeAt(i.read(), seq, chain)
			if err != nil {
				return &DamageError{Seq: seq, What: err.Error()}
			}
			v.Entries, chain = seq, r.chain
			return nil
		},
		drawer: checkSealed,
	})
	if err != nil {
		return v.because(err)
	}
	return v
}

func checkSealed(i item) error {
	if _, ok := decodeSealed(i.key, i.read()); !ok {
		return errSealed
	}
	return nil
}
