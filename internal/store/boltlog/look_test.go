package boltlog

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"convene/internal/store/logtest"
)

// TestLookWhileAnotherWrites reads, copies and checks a file into which another process writes as fast as it can: each
// copy has all that was acknowledged before it was asked for, and nothing that was never written.
func TestLookWhileAnotherWrites(t *testing.T) {
	t.Parallel()
	l := newFile(t)
	mustClose(t, l)
	h := startHelper(t, "torture", l.path)
	var acked atomic.Uint64
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for h.lines.Scan() {
			if n, ok := strings.CutPrefix(h.lines.Text(), "a "); ok {
				if n, err := strconv.ParseUint(n, 10, 64); err == nil {
					acked.Store(n)
				}
			}
		}
	}()
	for acked.Load() < 200 {
		select {
		case <-ended:
			t.Fatal("the helper has ended")
		default:
		}
	}
	temp, dest := t.TempDir(), t.TempDir()
	for round := range 6 {
		before := acked.Load()
		c, err := Look(t.Context(), l.path, temp)
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		got, err := logtest.Read(c, 0)
		if err != nil || uint64(len(got)) < before {
			t.Fatalf("%d entries, %d were acknowledged: %v", len(got), before, err)
		}
		want := logtest.Entries(1, uint64(len(got)))
		for i := range got {
			if got[i].Redacted {
				want[i].Data, want[i].Redacted = nil, true
			}
		}
		if err := logtest.Same(got, want); err != nil {
			t.Fatal(err)
		}
		to := filepath.Join(dest, strconv.Itoa(round))
		if err := c.Backup(t.Context(), to); err != nil {
			t.Fatal(err)
		}
		mustClose(t, c)
		if info, err := os.Stat(to); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%v %v", info, err)
		}
		if r, err := Check(t.Context(), to); err != nil || !r.Sound || r.LastGood < before {
			t.Errorf("%+v %v", r, err)
		}
		if r, err := Check(t.Context(), l.path); err != nil || !r.Sound || r.LastGood < before {
			t.Errorf("%+v %v", r, err)
		}
	}
	if err := h.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-ended
	if left, _ := os.ReadDir(temp); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if left, _ := os.ReadDir(dest); len(left) != 6 {
		t.Errorf("in the folder of the copies: %v", left)
	}
}

// TestLookAtAHeldDamagedFile says that a file is damaged, not that a change cut through its copy.
func TestLookAtAHeldDamagedFile(t *testing.T) {
	t.Parallel()
	l := newFile(t)
	if err := l.Append(t.Context(), 0, logtest.Entries(1, 300)); err != nil {
		t.Fatal(err)
	}
	b := mustRead(t, l.path)
	f, err := os.OpenFile(l.path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	spot := strings.LastIndex(string(b), "cvn\x01") + 100
	if _, err := f.WriteAt([]byte("XXXXXXXX"), int64(spot)); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	temp := t.TempDir()
	_, err = Look(t.Context(), l.path, temp)
	if damage := new(DamageError); !errors.As(err, &damage) || damage.Path != l.path {
		t.Errorf("got %v", err)
	}
	if r, err := Check(t.Context(), l.path); err != nil || r.Sound || r.LastGood == 0 {
		t.Errorf("%+v %v", r, err)
	}
	if left, _ := os.ReadDir(temp); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if _, err := Look(t.Context(), l.path, filepath.Join(temp, "none")); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "Nothing was changed") {
		t.Errorf("got %v", err)
	}
}
