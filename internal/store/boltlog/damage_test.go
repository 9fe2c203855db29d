package boltlog

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"convene/internal/ledger"
	"convene/internal/store/logtest"
)

// sample is a small workspace with something of everything, and what it holds.
type sample struct {
	data    []byte
	entries []ledger.Entry
	drafts  map[string]string
	state   string
}

// newSample makes a workspace as use leaves it: free pages, old copies, a draft that came and went.
func newSample(t testing.TB, n uint64) sample {
	t.Helper()
	l, ctx := newFile(t), t.Context()
	s := sample{drafts: map[string]string{}, state: strings.Repeat("state", 1500)}
	do := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	do(l.Append(ctx, 0, logtest.Entries(1, n/2)))
	do(l.Redact(ctx, 3))
	for seq := n/2 + 1; seq <= n; seq++ {
		do(l.Append(ctx, seq-1, logtest.Entries(seq, seq)))
	}
	for i := range 30 {
		k := fmt.Sprint("person-", i)
		s.drafts[k] = strings.Repeat("words ", i+1)
		do(l.Put(ctx, "draft", k, []byte(s.drafts[k])))
	}
	do(l.Put(ctx, "ballot", "p", []byte("sealed")))
	do(l.PutSnapshot(ctx, ledger.Snapshot{Seq: n / 2, Fold: "1", Data: []byte("older")}))
	do(l.PutSnapshot(ctx, ledger.Snapshot{Seq: n, Fold: "1", Data: []byte(s.state)}))
	do(l.Clear(ctx, "ballot"))
	mustClose(t, l)
	s.entries = logtest.Entries(1, n)
	s.entries[2].Data, s.entries[2].Redacted = nil, true
	s.data = mustRead(t, l.path)
	return s
}

// use opens the file at path and reads everything. It returns an error where that failed cleanly, and says where
// something came out wrong.
func (s sample) use(path string, write bool) (clean, wrong error) {
	l, err := Open(path)
	if err != nil {
		return err, nil
	}
	defer func() { _ = l.Close() }()
	got, err := logtest.Read(l, 0)
	if err == nil {
		wrong = logtest.Same(got, s.entries)
	} else if len(got) > len(s.entries) || logtest.Same(got, s.entries[:len(got)]) != nil {
		wrong = fmt.Errorf("before the error %w: %d entries that are not the ones written", err, len(got))
	}
	if err != nil || wrong != nil {
		return err, wrong
	}
	ctx := context.Background()
	drafts, err := l.All(ctx, "draft")
	if err != nil {
		return err, nil
	}
	if !maps.EqualFunc(drafts, s.drafts, func(b []byte, s string) bool { return string(b) == s }) {
		return nil, errors.New("the drafts are not the ones written")
	}
	snapshot, ok, err := l.Snapshot(ctx, "1")
	if err != nil || ok && string(snapshot.Data) != s.state {
		return err, errors.New("the snapshot is not the one written")
	}
	if write {
		return nil, s.write(path, l)
	}
	return nil, nil
}

// write changes everything once on top of the damage that Open bore, and reads it all again.
func (s sample) write(path string, l *Log) error {
	ctx := context.Background()
	n := uint64(len(s.entries))
	err := errors.Join(l.Append(ctx, n, logtest.Entries(n+1, n+90)), l.Put(ctx, "draft", "person-0", nil),
		l.PutSnapshot(ctx, ledger.Snapshot{Seq: n, Fold: "1", Data: []byte(s.state + "!")}), l.Close())
	if err != nil {
		return err
	}
	s.entries = append(s.entries[:n:n], logtest.Entries(n+1, n+90)...)
	s.drafts = maps.Clone(s.drafts)
	delete(s.drafts, "person-0")
	s.state += "!"
	clean, wrong := s.use(path, false)
	return errors.Join(clean, wrong)
}

// try uses a damaged file and sees that a failing Open leaves it as it is.
func (s sample) try(t *testing.T, path, what string, data []byte, write bool) (opened bool) {
	t.Helper()
	mustWrite(t, path, data)
	clean, wrong := s.use(path, write)
	if wrong != nil {
		t.Errorf("%s: %v", what, wrong)
	}
	if clean == nil {
		return true
	}
	sentenceLike(t, clean)
	if !bytes.Equal(mustRead(t, path), data) {
		t.Errorf("%s: the file was changed, with %v", what, clean)
	}
	return false
}

func TestFlip(t *testing.T) {
	s := newSample(t, 120)
	path := filepath.Join(t.TempDir(), "damaged.convene")
	step := 997 // reaches other places of a page in each page
	if os.Getenv("CONVENE_EXHAUSTIVE") != "" {
		step = 1
	}
	var tried, opened int
	flip := func(at int, to byte, write bool) {
		data := bytes.Clone(s.data)
		data[at] = to
		tried++
		if s.try(t, path, fmt.Sprintf("byte %d from %02x to %02x", at, s.data[at], to), data, write) {
			opened++
		}
	}
	for at := rand.IntN(step); at < len(s.data); at += step {
		flip(at, s.data[at]^1<<rand.IntN(8), at%13 == 0)
		if step == 1 {
			flip(at, ^s.data[at], false)
		}
	}
	// Where a page begins, everything counts.
	for page := 0; page < len(s.data); page += 4096 {
		for at := page; at < page+100; at += 1 + rand.IntN(1+step/20) {
			flip(at, s.data[at]^1<<rand.IntN(8), at%11 == 0)
		}
	}
	t.Logf("%d flips in %d bytes, %d of them borne", tried, len(s.data), opened)
}

func TestDamagedPages(t *testing.T) {
	s := newSample(t, 120)
	path := filepath.Join(t.TempDir(), "damaged.convene")
	const size = 4096
	pages := len(s.data) / size
	var opened, tried int
	for p := range pages {
		for name, with := range map[string]func(page []byte){
			"zeros": func(page []byte) { clear(page) },
			"ones":  func(page []byte) { copy(page, bytes.Repeat([]byte{0xFF}, size)) },
			"noise": func(page []byte) {
				for i := range page {
					page[i] = byte(rand.IntN(256))
				}
			},
			"zeroed half":  func(page []byte) { clear(page[size/2:]) },
			"another page": func(page []byte) { copy(page, s.data[size*rand.IntN(pages):]) },
			"another page with its number": func(page []byte) {
				id := bytes.Clone(page[:8])
				copy(page, s.data[size*rand.IntN(pages):])
				copy(page, id)
			},
			"the first page": func(page []byte) { copy(page, s.data[:size]) },
		} {
			data := bytes.Clone(s.data)
			with(data[p*size : (p+1)*size])
			tried++
			if s.try(t, path, fmt.Sprintf("page %d: %s", p, name), data, tried%6 == 0) {
				opened++
			}
		}
	}
	for cut := 0; cut < len(s.data); cut += 1 + rand.IntN(3000) {
		tried++
		if s.try(t, path, fmt.Sprintf("cut to %d", cut), s.data[:cut], tried%6 == 0) {
			opened++
		}
	}
	t.Logf("%d damages in %d pages, %d of them borne", tried, pages, opened)
}

// TestRescue: what can be read of a damaged file comes over, and Check says the same before.
func TestRescue(t *testing.T) {
	s := newSample(t, 120)
	dir := t.TempDir()
	whole := 0
	for i := range 30 {
		data := bytes.Clone(s.data)
		for range 1 + i%4 {
			at := rand.IntN(len(data) - 2000)
			clear(data[at : at+1+rand.IntN(2000)])
		}
		path, dest := filepath.Join(dir, fmt.Sprint(i)), filepath.Join(dir, fmt.Sprint(i, "-rescued"))
		mustWrite(t, path, data)
		was, err := Check(t.Context(), path)
		if err != nil {
			if _, err2 := Rescue(t.Context(), path, dest); err2 == nil {
				t.Errorf("Check says %v, and Rescue nothing", err)
			}
			continue
		}
		if was.Sound != (len(was.Problems) == 0) || was.Sound && was.LastGood != 120 {
			t.Errorf("report %+v", was)
		}
		for _, p := range was.Problems {
			if !strings.HasSuffix(p, ".") {
				t.Errorf("no sentence: %s", p)
			}
		}
		is, err := Rescue(t.Context(), path, dest)
		if !bytes.Equal(mustRead(t, path), data) {
			t.Fatal("the damaged file was changed")
		}
		if err != nil {
			if _, gone := os.Stat(dest); was.LastGood > 0 || !errors.Is(gone, fs.ErrNotExist) {
				t.Errorf("Rescue: %v, after %+v", err, was)
			}
			sentenceLike(t, err)
			continue
		}
		if is.LastGood != was.LastGood {
			t.Errorf("Check found %d entries, Rescue %d", was.LastGood, is.LastGood)
		}
		got, err := logtest.Read(openFile(t, dest), 0)
		if err != nil || uint64(len(got)) != is.LastGood {
			t.Fatalf("%d entries after %+v, %v", len(got), is, err)
		}
		if err := logtest.Same(got, s.entries[:len(got)]); err != nil {
			t.Fatal(err)
		}
		if is.LastGood == 120 {
			whole++
		}
	}
	t.Logf("%d of 30 were whole after their rescue", whole)
}

// TestRescueReport: the report of a file with one damaged entry and no copy of it.
func TestRescueReport(t *testing.T) {
	l := newFile(t)
	if err := l.Append(t.Context(), 0, logtest.Entries(1, 50)); err != nil {
		t.Fatal(err)
	}
	if err := l.Put(t.Context(), "draft", "p", []byte("half a sentence")); err != nil {
		t.Fatal(err)
	}
	mustClose(t, l)
	if r, err := Check(t.Context(), l.path); err != nil || !r.Sound || r.Entries != 50 || r.LastGood != 50 || r.Problems != nil || r.Lost != nil {
		t.Fatalf("sound: %+v, %v", r, err)
	}
	mustWrite(t, l.path, bytes.ReplaceAll(mustRead(t, l.path), []byte(`northside-20"`), []byte(`northside-02"`)))
	r, err := Rescue(t.Context(), l.path, l.path+".rescued")
	if err != nil || r.Sound || r.Entries != 49 || r.LastGood != 19 || len(r.Problems) == 0 || len(r.Lost) != 1 || r.Lost[0] != (Range{20, 20}) {
		t.Fatalf("%+v, %v", r, err)
	}
	c := openFile(t, l.path+".rescued")
	got, err := logtest.Read(c, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := logtest.Same(got, logtest.Entries(1, 19)); err != nil {
		t.Fatal(err)
	}
	if b, err := c.Get(t.Context(), "draft", "p"); err != nil || string(b) != "half a sentence" {
		t.Errorf("the draft is %q, %v", b, err)
	}
	if c.Meta() != l.Meta() {
		t.Errorf("Meta is %+v, want %+v", c.Meta(), l.Meta())
	}
	if _, err := Rescue(t.Context(), l.path, l.path+".rescued"); !errors.Is(err, fs.ErrExist) {
		t.Errorf("Rescue over a file: %v", err)
	}
	o := openFile(t, l.path)
	got, err = logtest.Read(o, 0)
	if d := asDamage(err); d == nil || d.Seq != 20 || len(got) != 19 {
		t.Errorf("reading: %d entries, %v", len(got), err)
	}
	if err := o.Backup(t.Context(), l.path+".copy"); asDamage(err) == nil {
		t.Errorf("Backup: %v", err)
	}
	if _, err := os.Stat(l.path + ".copy"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a half backup: %v", err)
	}
}

// TestCutWhileOpen: a file that vanishes under an open log is an error, and Close still gives up the lock.
func TestCutWhileOpen(t *testing.T) {
	l := newFile(t)
	if err := l.Append(t.Context(), 0, logtest.Entries(1, 2000)); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(l.path, 8192); err != nil {
		t.Fatal(err)
	}
	_, err := logtest.Read(l, 0)
	if asDamage(err) == nil {
		t.Fatalf("reading: %v", err)
	}
	sentenceLike(t, err)
	if err := l.Append(t.Context(), 2000, logtest.Entries(2001, 2001)); err == nil {
		t.Error("Append went on")
	}
	mustClose(t, l)
	if _, err := Open(l.path); asDamage(err) == nil {
		t.Errorf("Open: %v", err)
	}
}
