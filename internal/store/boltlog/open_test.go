package boltlog

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"convene/internal/ledger"
	"convene/internal/store/logtest"
)

func asDamage(err error) *DamageError {
	var d *DamageError
	if errors.As(err, &d) {
		return d
	}
	return nil
}

// sentenceLike sees that an error can be shown to a person.
func sentenceLike(t testing.TB, err error) {
	t.Helper()
	s := err.Error()
	if !strings.HasSuffix(s, ".") || strings.Count(s, ".") < 2 || strings.Contains(s, "runtime error") && strings.Contains(s, "goroutine") {
		t.Errorf("no sentence: %s", s)
	}
}

func TestCreate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a", "b", "team.convene")
	l, err := Create(path, Meta{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	for name, want := range map[string]fs.FileMode{path: 0o600, filepath.Dir(path): 0o700, holderPath(path): 0o600} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s has mode %v, %v, want %v", name, info.Mode(), err, want)
		}
	}
	m := l.Meta()
	if m.Format != Format || len(m.ID) != 32 || time.Since(m.Created) > time.Hour {
		t.Errorf("Meta is %+v", m)
	}
	_, err = Create(path, Meta{})
	if !errors.Is(err, fs.ErrExist) {
		t.Errorf("Create over a file: %v", err)
	}
	sentenceLike(t, err)
	mustClose(t, l)
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if again := openFile(t, path); again.Meta() != m {
		t.Errorf("Meta is %+v after opening, want %+v", again.Meta(), m)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the mode is %v, %v", info.Mode(), err)
	}
}

func TestCreateOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "team.convene")
	var made atomic.Int32
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			l, err := Create(path, Meta{})
			if err == nil {
				made.Add(1)
				err = l.Append(context.Background(), 0, logtest.Entries(1, 1))
				err = errors.Join(err, l.Close())
			} else if errors.Is(err, fs.ErrExist) {
				return
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if made.Load() != 1 {
		t.Errorf("%d creators had success", made.Load())
	}
	if last, err := openFile(t, path).Last(t.Context()); err != nil || last != 1 {
		t.Errorf("Last = %d, %v", last, err)
	}
}

// stranger is a file that is no workspace, and what Open must say of it.
type stranger struct {
	name, want string
	data       []byte
}

func strangers(t *testing.T) []stranger {
	t.Helper()
	l := newFile(t)
	if err := l.Append(t.Context(), 0, logtest.Entries(1, 500)); err != nil {
		t.Fatal(err)
	}
	mustClose(t, l)
	good := mustRead(t, l.path)
	noise := make([]byte, 50_000)
	for i := range noise {
		noise[i] = byte(rand.IntN(256))
	}
	other := filepath.Join(t.TempDir(), "other")
	db, err := bbolt.Open(other, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	newer := l.Meta()
	newer.Format = 7
	noTables := bytes.Clone(good)
	noTables[pageHeader+40] ^= 1
	noTables[4096+pageHeader+40] ^= 1
	return []stranger{
		{"empty", "is empty", nil},
		{"text", "is a text file", []byte("# Notes\n\nÜber alles\n")},
		{"long text", "is a text file", bytes.Repeat([]byte("partner,mission é\r\n"), 5000)},
		{"one byte", "some other kind", []byte{0}},
		{"zip", "some other kind", append([]byte("PK\x03\x04"), noise...)},
		{"noise", "some other kind", noise},
		{"zeros", "some other kind", make([]byte, 70_000)},
		{"another database", "database of another program", mustRead(t, other)},
		{"cut to half", "cut off", good[:len(good)/2]},
		{"cut to a page", "cut off", good[:4096]},
		{"cut to a corner", "cut off", good[:100]},
		{"both tables", "tables of contents", noTables},
		{"newer", "written by a newer convene", bytes.ReplaceAll(good, l.Meta().encode(), newer.encode())},
	}
}

// TestNoWorkspace: what is no workspace gets a sentence of its own and is left alone.
func TestNoWorkspace(t *testing.T) {
	for _, c := range strangers(t) {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "file.convene")
			mustWrite(t, path, c.data)
			check := untouched(t, path)
			_, err := Open(path)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("Open: %v, want %q", err, c.want)
			}
			sentenceLike(t, err)
			_, _ = Check(t.Context(), path)
			check()
		})
	}
	dir := t.TempDir()
	check := untouched(t, filepath.Join(dir, "x"))
	for _, path := range []string{dir, filepath.Join(dir, "missing"), filepath.Join(dir, "missing", "too"), os.DevNull} {
		_, err := Open(path)
		if err == nil {
			t.Fatalf("%s was opened", path)
		}
		sentenceLike(t, err)
	}
	if _, err := Open(filepath.Join(dir, "missing")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
	check()
}

// holdHelper holds the file until it is killed.
func holdHelper(path string) error {
	l, err := Open(path)
	if err != nil {
		return err
	}
	fmt.Println("ready")
	return errors.Join(awaitKill(), l.Close())
}

func TestHeld(t *testing.T) {
	t.Parallel()
	l := newFile(t)
	mustClose(t, l)
	h := startHelper(t, "hold", l.path)
	h.expect(t, "ready")
	look := func(program string) {
		t.Helper()
		check := untouched(t, l.path)
		start := time.Now()
		_, err := Open(l.path)
		var held *HeldError
		if !errors.As(err, &held) || held.PID != h.Process.Pid || held.Program != program {
			t.Fatalf("%#v, %v, want process %d", held, err, h.Process.Pid)
		}
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("it took %v to say so", took)
		}
		sentenceLike(t, err)
		check()
	}
	name := filepath.Base(os.Args[0])
	look(name)
	if r, err := Check(t.Context(), l.path); err != nil || !r.Sound { // of a copy
		t.Errorf("Check: %+v, %v", r, err)
	}
	if _, err := Rescue(t.Context(), l.path, l.path+"-saved"); !errors.As(err, new(*HeldError)) {
		t.Errorf("Rescue: %v", err)
	}
	if lockHolder(must(os.Open(l.path))) > 0 { // where the kernel tells, a wrong or missing note does no harm
		mustWrite(t, holderPath(l.path), []byte(`{"pid":1,"program":"init"}`))
		look(processName(h.Process.Pid))
		if err := os.Remove(holderPath(l.path)); err != nil {
			t.Fatal(err)
		}
		look(processName(h.Process.Pid))
	}
	h.kill(t, func(string) {})
	mustClose(t, openFile(t, l.path))
	if _, err := os.Stat(holderPath(l.path)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the note is left behind: %v", err)
	}
}

func must(f *os.File, err error) *os.File {
	if err != nil {
		panic(err)
	}
	return f
}

// TestRedactKeepsLock: no other program gets in while the file is replaced.
func TestRedactKeepsLock(t *testing.T) {
	l := newFile(t)
	if err := l.Append(t.Context(), 0, logtest.Entries(1, 50)); err != nil {
		t.Fatal(err)
	}
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				f, err := os.Open(l.path)
				if err != nil {
					t.Error(err)
					return
				}
				held, err := lockFile(f, true, time.Time{})
				mine, err1 := f.Stat()
				there, err2 := os.Stat(l.path)
				if err := errors.Join(err, err1, err2); err != nil {
					t.Error(err)
				}
				if !held && os.SameFile(mine, there) {
					t.Error("the file was not locked")
				}
				_ = f.Close()
			}
		})
	}
	for seq := uint64(1); seq <= 20; seq++ {
		if err := l.Redact(t.Context(), seq); err != nil {
			t.Fatal(err)
		}
	}
	close(stop)
	wg.Wait()
}

// TestMoved: a file that was moved away under us is not written over whatever is there now.
func TestMoved(t *testing.T) {
	l := newFile(t)
	if err := l.Append(t.Context(), 0, logtest.Entries(1, 5)); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(l.path, l.path+".moved"); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, l.path, []byte("something else"))
	err := l.Redact(t.Context(), 2)
	if err == nil || string(mustRead(t, l.path)) != "something else" {
		t.Fatalf("Redact: %v", err)
	}
	sentenceLike(t, err)
}

// TestLink: a link to the file stays a link.
func TestLink(t *testing.T) {
	l := newFile(t)
	if err := l.Append(t.Context(), 0, logtest.Entries(1, 5)); err != nil {
		t.Fatal(err)
	}
	mustClose(t, l)
	link := filepath.Join(t.TempDir(), "link.convene")
	if err := os.Symlink(l.path, link); err != nil {
		t.Skip(err)
	}
	c := openFile(t, link)
	if err := c.Redact(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	mustClose(t, c)
	if info, err := os.Lstat(link); err != nil || info.Mode().Type() != fs.ModeSymlink {
		t.Errorf("the link is %v, %v", info.Mode(), err)
	}
	got, err := logtest.Read(openFile(t, l.path), 1)
	if err != nil || !got[0].Redacted {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestReadOnlyUse: a program that only reads leaves the file as it was, to the byte.
func TestReadOnlyUse(t *testing.T) {
	l := newFile(t)
	if err := l.Append(t.Context(), 0, logtest.Entries(1, 50)); err != nil {
		t.Fatal(err)
	}
	mustClose(t, l)
	check := untouched(t, l.path)
	c := openFile(t, l.path)
	if _, err := logtest.Read(c, 0); err != nil {
		t.Fatal(err)
	}
	if err := c.Append(t.Context(), 7, nil); !errors.Is(err, ledger.ErrConflict) {
		t.Fatal(err)
	}
	mustClose(t, c)
	check()
}
