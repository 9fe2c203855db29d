package boltlog

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"convene/internal/ledger"
	"convene/internal/store/logtest"
)

// tortureHelper changes the file as fast as it can, and says what was acknowledged as soon as it is: "a N" for entries
// up to N, "E N" before and "e N" after erasing entry N, "p N" for a draft.
func tortureHelper(path string) error {
	ctx := context.Background()
	l, err := Open(path)
	if err != nil {
		return err
	}
	last, err := l.Last(ctx)
	if err != nil {
		return err
	}
	for step := 0; ; step++ {
		n := 1 + rand.Uint64N(5)
		if err := l.Append(ctx, last, logtest.Entries(last+1, last+n)); err != nil {
			return err
		}
		last += n
		fmt.Println("a", last)
		switch {
		case step%11 == 5:
			if err := l.Put(ctx, "draft", "p", []byte(strconv.FormatUint(last, 10))); err != nil {
				return err
			}
			fmt.Println("p", last)
		case step%17 == 7:
			s := ledger.Snapshot{Seq: last, Fold: "1", Data: bytes.Repeat([]byte("state"), rand.IntN(8000))}
			if err := l.PutSnapshot(ctx, s); err != nil {
				return err
			}
		case step%29 == 11:
			seq := 1 + rand.Uint64N(last)
			fmt.Println("E", seq)
			if err := l.Redact(ctx, seq); err != nil {
				return err
			}
			fmt.Println("e", seq)
		}
	}
}

// torture is what a file must have.
type torture struct {
	last, draft uint64
	erasing     map[uint64]bool // true once it was acknowledged
}

func (w *torture) line(t *testing.T, s string) {
	what, number, _ := strings.Cut(s, " ")
	n, err := strconv.ParseUint(number, 10, 64)
	if err != nil {
		if strings.HasSuffix(s, "\n") || what == "error:" {
			t.Fatalf("the helper said %q", s)
		}
		return // cut off by the kill
	}
	switch what {
	case "a":
		w.last = n
	case "p":
		w.draft = n
	case "E":
		if !w.erasing[n] {
			w.erasing[n] = false
		}
	case "e":
		w.erasing[n] = true
	}
}

// check sees that everything that was acknowledged is there, and nothing that was never written.
func (w *torture) check(t *testing.T, l *Log) {
	got, err := logtest.Read(l, 0)
	if err != nil {
		t.Fatal(err)
	}
	if n := uint64(len(got)); n < w.last || n > w.last+5 {
		t.Fatalf("%d entries are there, %d were acknowledged", n, w.last)
	}
	want := logtest.Entries(1, uint64(len(got)))
	for seq, done := range w.erasing {
		if done || got[seq-1].Redacted {
			want[seq-1].Data, want[seq-1].Redacted = nil, true
		}
	}
	if err := logtest.Same(got, want); err != nil {
		t.Fatal(err)
	}
	draft, err := l.Get(t.Context(), "draft", "p")
	if err != nil {
		t.Fatal(err)
	}
	if n, _ := strconv.ParseUint(string(draft), 10, 64); n < w.draft {
		t.Fatalf("the draft is %q, and %d was acknowledged", draft, w.draft)
	}
	w.last = uint64(len(got))
}

// TestTortureKill kills a process that writes, at random moments, CONVENE_TORTURE times.
func TestTortureKill(t *testing.T) {
	t.Parallel()
	rounds := 5
	if n, err := strconv.Atoi(os.Getenv("CONVENE_TORTURE")); err == nil {
		rounds = n
	}
	var path string
	var w *torture
	var slowest time.Duration
	for round := range rounds {
		if round%10 == 0 {
			l := newFile(t)
			mustClose(t, l)
			path, w = l.path, &torture{erasing: map[uint64]bool{}}
		}
		h := startHelper(t, "torture", path)
		for range 1 + rand.IntN(120) {
			if !h.lines.Scan() {
				t.Fatal("the helper has ended")
			}
			w.line(t, h.lines.Text())
		}
		h.kill(t, func(s string) { w.line(t, s) })
		if r, err := Check(t.Context(), path); err != nil || !r.Sound || r.LastGood < w.last {
			t.Fatalf("round %d: %+v, %v", round, r, err)
		}
		start := time.Now()
		l := openFile(t, path)
		slowest = max(slowest, time.Since(start))
		w.check(t, l)
		if round%2 == 0 {
			mustClose(t, l)
		} else {
			w.last++ // and go on after a clean end as after an unclean one
			if err := l.Append(t.Context(), w.last-1, logtest.Entries(w.last, w.last)); err != nil {
				t.Fatal(err)
			}
			mustClose(t, l)
		}
		left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".*"))
		if err != nil || len(left) > 0 {
			t.Fatalf("left behind: %q, %v", left, err)
		}
	}
	t.Logf("%d kills; the slowest opening after one took %v", rounds, slowest)
}

// crashHelper writes 30 entries and a draft and waits to be killed.
func crashHelper(path string) error {
	l, err := Create(path, Meta{})
	if err != nil {
		return err
	}
	for seq := uint64(1); seq <= 30; seq++ {
		if err := l.Append(context.Background(), seq-1, logtest.Entries(seq, seq)); err != nil {
			return err
		}
	}
	if err := l.Put(context.Background(), "draft", "p", []byte("half a sentence")); err != nil {
		return err
	}
	fmt.Println("ready")
	return awaitKill()
}

// crashed makes a file whose program was killed.
func crashed(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "team.convene")
	h := startHelper(t, "crash", path)
	h.expect(t, "ready")
	h.kill(t, func(string) {})
	return path
}

func TestCrashOpensQuickly(t *testing.T) {
	path := crashed(t)
	if _, err := os.Stat(holderPath(path)); err != nil {
		t.Fatalf("the note of the killed program: %v", err)
	}
	start := time.Now()
	l := openFile(t, path)
	took := time.Since(start)
	t.Logf("opening after a kill took %v", took)
	if took > 5*time.Second { // 30 ms on an idle machine
		t.Errorf("opening after a kill took %v", took)
	}
	got, err := logtest.Read(l, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := logtest.Same(got, logtest.Entries(1, 30)); err != nil {
		t.Fatal(err)
	}
	if b, err := l.Get(t.Context(), "draft", "p"); err != nil || string(b) != "half a sentence" {
		t.Fatalf("the draft is %q, %v", b, err)
	}
}

// TestCrashThenDamage: after a crash every value is read before the file is opened, in the child and, where a program cannot
// start itself, without it.
func TestCrashThenDamage(t *testing.T) {
	for _, child := range []bool{true, false} {
		path := crashed(t)
		if !child {
			t.Setenv(childVar, childOwns)
		}
		b := mustRead(t, path)
		for at := bytes.Index(b, []byte(`northside-17"`)); at >= 0; at = bytes.Index(b, []byte(`northside-17"`)) {
			b[at] ^= 1
		}
		mustWrite(t, path, b)
		check := untouched(t, path)
		_, err := Open(path)
		if d := asDamage(err); d == nil || d.Seq != 17 {
			t.Fatalf("with a child %v: %v", child, err)
		}
		check()
	}
}

// TestCrashLosesTable: where the newest table of contents is damaged after a crash, the older one must not hide what it knew.
func TestCrashLosesTable(t *testing.T) {
	for _, drawer := range []bool{true, false} {
		path := crashed(t)
		if !drawer {
			l := openFile(t, path)
			if err := l.Append(t.Context(), 30, logtest.Entries(31, 31)); err != nil {
				t.Fatal(err)
			}
			mustWrite(t, path+".2", mustRead(t, path)) // as if killed now
			path += ".2"
		}
		b := mustRead(t, path)
		m, err := openImage(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		b[m.txid%2*m.pageSize+pageHeader+40] ^= 1
		mustWrite(t, path, b)
		l, err := Open(path)
		if drawer { // the last change was the draft alone
			if err != nil {
				t.Fatal(err)
			}
			mustClose(t, l)
			openFile(t, path)
			continue
		}
		if asDamage(err) == nil {
			t.Fatalf("the last entry is lost and nobody says so: %v", err)
		}
		r, err := Rescue(t.Context(), path, path+".rescued")
		if err != nil || r.LastGood != 31 || r.Sound {
			t.Fatalf("Rescue: %+v, %v", r, err)
		}
		got, err := logtest.Read(openFile(t, path+".rescued"), 0)
		if err != nil {
			t.Fatal(err)
		}
		if err := logtest.Same(got, logtest.Entries(1, 31)); err != nil {
			t.Fatal(err)
		}
	}
}

// TestChildFails: whatever bbolt does to the child, the answer is a report and an untouched file.
func TestChildFails(t *testing.T) {
	path := crashed(t)
	check := untouched(t, path)
	for _, c := range [][2]string{{"hang", "does not come to an end"}, {"die", "cannot be read"}} {
		how, want := c[0], c[1]
		t.Setenv(helperVar, how)
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		r, err := Check(ctx, path)
		cancel()
		if err != nil || r.Sound || r.LastGood != 30 || len(r.Problems) != 1 || !strings.Contains(r.Problems[0], want) {
			t.Errorf("%s: %+v, %v", how, r, err)
		}
	}
	if _, err := Open(path); asDamage(err) == nil { // the child has died
		t.Errorf("Open: %v", err)
	}
	check()
}
