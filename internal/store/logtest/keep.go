package logtest

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"convene/internal/ledger"
)

func mustPut(t *testing.T, s ledger.Drawer, kind, key, data string) {
	t.Helper()
	if err := s.Put(t.Context(), kind, key, []byte(data)); err != nil {
		t.Fatalf("Put %q %q: %v", kind, key, err)
	}
}

func mustHold(t *testing.T, s ledger.Drawer, kind string, want map[string]string) {
	t.Helper()
	got, err := s.All(t.Context(), kind)
	if err != nil {
		t.Fatalf("All %q: %v", kind, err)
	}
	if g, w := slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)); !slices.Equal(g, w) {
		t.Fatalf("All %q has %q, want %q", kind, g, w)
	}
	for k, v := range want {
		one, err := s.Get(t.Context(), kind, k)
		if err != nil || string(one) != v || string(got[k]) != v {
			t.Fatalf("%q %q is %q and %q, %v, want %q", kind, k, one, got[k], err, v)
		}
	}
}

func drawer(t *testing.T, e engine) {
	s := e.open(t)
	mustHold(t, s, "draft", nil)
	if got, err := s.Get(t.Context(), "draft", "p"); got != nil || err != nil {
		t.Fatalf("Get of nothing: %q, %v", got, err)
	}
	mustPut(t, s, "draft", "p", "one")
	mustPut(t, s, "draft", "p", "two")
	mustPut(t, s, "draft", "q", strings.Repeat("long", 30_000))
	mustPut(t, s, "ballot", "p", "sealed")
	mustHold(t, s, "draft", map[string]string{"p": "two", "q": strings.Repeat("long", 30_000)})
	mustPut(t, s, "draft", "q", "")
	mustPut(t, s, "draft", "never there", "")
	mustHold(t, s, "draft", map[string]string{"p": "two"})
	mustHold(t, s, "ballot", map[string]string{"p": "sealed"})
	if err := s.Clear(t.Context(), "draft"); err != nil {
		t.Fatal(err)
	}
	if err := s.Clear(t.Context(), "draft"); err != nil {
		t.Fatal(err)
	}
	mustHold(t, s, "draft", nil)
	mustHold(t, s, "ballot", map[string]string{"p": "sealed"})
	mustHave(t, s, nil)
	got, err := s.Get(t.Context(), "ballot", "p")
	if err != nil {
		t.Fatal(err)
	}
	got[0] = '#'
	mustHold(t, s, "ballot", map[string]string{"p": "sealed"})
}

func drawerReopened(t *testing.T, e engine) {
	s := e.open(t)
	want := map[string]string{}
	for i := range 80 {
		k := strings.Repeat("k", i%40+1) + string(rune('A'+i%26))
		want[k] = strings.Repeat("v", i+1)
		mustPut(t, s, "draft", k, want[k])
	}
	mustPut(t, s, "gone", "a", "b")
	if err := s.Clear(t.Context(), "gone"); err != nil {
		t.Fatal(err)
	}
	s = e.mustReopen(t, s)
	mustHold(t, s, "draft", want)
	mustHold(t, s, "gone", nil)
	mustAppend(t, s, 0, Entries(1, 2))
	if err := s.Redact(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	mustHold(t, s, "draft", want)
	s = e.reopen(t, s)
	mustHold(t, s, "draft", want)
}

func drawerKeys(t *testing.T, e engine) {
	s := e.open(t)
	mustPut(t, s, "", "", "nothing at all")
	mustPut(t, s, "a", "", "no key")
	mustPut(t, s, "", "a", "no kind")
	mustPut(t, s, "a", "b", "1")
	mustPut(t, s, "ab", "", "2")
	mustPut(t, s, "a\x00", "b", "3")
	mustPut(t, s, "a", "\x00b", "4")
	mustPut(t, s, "a", "ø/\xff", "5")
	mustHold(t, s, "", map[string]string{"": "nothing at all", "a": "no kind"})
	mustHold(t, s, "a", map[string]string{"": "no key", "b": "1", "\x00b": "4", "ø/\xff": "5"})
	mustHold(t, s, "ab", map[string]string{"": "2"})
	mustHold(t, s, "a\x00", map[string]string{"b": "3"})
	if err := s.Clear(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	mustHold(t, s, "a", nil)
	mustHold(t, s, "ab", map[string]string{"": "2"})
	mustHold(t, s, "a\x00", map[string]string{"b": "3"})
}

func putSnapshot(t *testing.T, s ledger.Store, seq uint64, fold, data string) {
	t.Helper()
	if err := s.PutSnapshot(t.Context(), ledger.Snapshot{Seq: seq, Fold: fold, Data: []byte(data)}); err != nil {
		t.Fatalf("PutSnapshot: %v", err)
	}
}

// wantSnapshot: want "" for none.
func wantSnapshot(t *testing.T, s ledger.Store, fold string, seq uint64, want string) {
	t.Helper()
	got, ok, err := s.Snapshot(t.Context(), fold)
	if err != nil {
		t.Fatalf("Snapshot %q: %v", fold, err)
	}
	if ok != (want != "") || ok && (got.Seq != seq || got.Fold != fold || string(got.Data) != want) {
		t.Fatalf("Snapshot %q is %d %q %.40q %v, want %d %.40q", fold, got.Seq, got.Fold, got.Data, ok, seq, want)
	}
}

func snapshot(t *testing.T, e engine) {
	s := e.open(t)
	wantSnapshot(t, s, "1", 0, "")
	mustAppend(t, s, 0, Entries(1, 20))
	putSnapshot(t, s, 10, "1", "ten")
	wantSnapshot(t, s, "1", 10, "ten")
	wantSnapshot(t, s, "2", 0, "")
	putSnapshot(t, s, 20, "1", strings.Repeat("twenty", 20_000))
	wantSnapshot(t, s, "1", 20, strings.Repeat("twenty", 20_000))
	putSnapshot(t, s, 20, "2", "other")
	wantSnapshot(t, s, "1", 0, "")
	wantSnapshot(t, s, "2", 20, "other")
	if err := s.PutSnapshot(t.Context(), ledger.Snapshot{Seq: 21, Fold: "2", Data: []byte("x")}); err == nil {
		t.Fatal("a snapshot from the future was kept")
	}
	wantSnapshot(t, s, "2", 20, "other")
	if err := s.Redact(t.Context(), 4); err != nil {
		t.Fatal(err)
	}
	wantSnapshot(t, s, "2", 0, "")
	putSnapshot(t, s, 20, "2", "again")
	wantSnapshot(t, s, "2", 20, "again")
}

func snapshotReopened(t *testing.T, e engine) {
	s := e.open(t)
	mustAppend(t, s, 0, Entries(1, 20))
	putSnapshot(t, s, 15, "1", "fifteen")
	s = e.mustReopen(t, s)
	wantSnapshot(t, s, "1", 15, "fifteen")
	mustHave(t, s, Entries(1, 20))
}

func snapshotDamaged(t *testing.T, e engine) {
	if e.DamageSnapshot == nil {
		t.Skip("this engine keeps no file")
	}
	for _, data := range []string{"a small snapshot that is easily found", strings.Repeat("a large snapshot, found as easily", 2000)} {
		s := e.open(t)
		mustAppend(t, s, 0, Entries(1, 20))
		putSnapshot(t, s, 20, "1", data)
		s = e.DamageSnapshot(t, s, []byte(data))
		wantSnapshot(t, s, "1", 0, "")
		mustHave(t, s, Entries(1, 20))
		putSnapshot(t, s, 20, "1", data)
		wantSnapshot(t, s, "1", 20, data)
	}
}

func redacted(entries []ledger.Entry, seqs ...uint64) []ledger.Entry {
	for _, seq := range seqs {
		entries[seq-1].Data, entries[seq-1].Redacted = nil, true
	}
	return entries
}

func redact(t *testing.T, e engine) {
	s := e.open(t)
	mustAppend(t, s, 0, Entries(1, 30))
	for _, seq := range []uint64{7, 1, 30, 7} {
		if err := s.Redact(t.Context(), seq); err != nil {
			t.Fatal(err)
		}
	}
	mustHave(t, s, redacted(Entries(1, 30), 7, 1, 30))
	for _, seq := range []uint64{0, 31} {
		if err := s.Redact(t.Context(), seq); err == nil {
			t.Fatalf("entry %d, which is not there, was erased", seq)
		}
	}
	mustAppend(t, s, 30, Entries(31, 35))
	mustHave(t, s, redacted(Entries(1, 35), 7, 1, 30))
	if e.reopen != nil {
		mustHave(t, e.reopen(t, s), redacted(Entries(1, 35), 7, 1, 30))
	}
}

func redactBytes(t *testing.T, e engine) {
	if e.Raw == nil {
		t.Skip("this engine keeps no file")
	}
	const secret = "a pupil's name in full"
	s := e.open(t)
	mustAppend(t, s, 0, Entries(1, 5))
	bad := Entry(6)
	bad.Data = []byte(`{"why":"` + secret + `"}`)
	mustAppend(t, s, 5, []ledger.Entry{bad})
	mustAppend(t, s, 6, Entries(7, 12))
	putSnapshot(t, s, 12, "1", "folded with "+secret)
	if !bytes.Contains(e.Raw(t, s), []byte(secret)) {
		t.Fatal("the hook does not see what is kept")
	}
	if err := s.Redact(t.Context(), 6); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(e.Raw(t, s), []byte(secret)) {
		t.Fatal("the erased bytes are still kept")
	}
	want := redacted(Entries(1, 12), 6)
	mustHave(t, s, want)
	s = e.reopen(t, s)
	mustHave(t, s, want)
	if bytes.Contains(e.Raw(t, s), []byte(secret)) {
		t.Fatal("the erased bytes came back")
	}
}

// redactBusy erases while others write, read and wait.
func redactBusy(t *testing.T, e engine) {
	const n = 60
	s := e.open(t)
	mustAppend(t, s, 0, Entries(1, 10))
	var wg sync.WaitGroup
	wg.Go(func() {
		for seq := uint64(11); seq <= n; seq++ {
			if err := s.Append(t.Context(), seq-1, Entries(seq, seq)); err != nil {
				t.Errorf("Append: %v", err)
			}
		}
	})
	wg.Go(func() {
		for after := uint64(0); after < n; {
			page, err := s.Next(t.Context(), after)
			if err != nil {
				t.Errorf("Next: %v", err)
				return
			}
			after = page[len(page)-1].Seq
		}
	})
	for _, seq := range []uint64{2, 9, 5} {
		if err := s.Redact(t.Context(), seq); err != nil {
			t.Errorf("Redact: %v", err)
		}
	}
	wg.Wait()
	mustHave(t, s, redacted(Entries(1, n), 2, 9, 5))
}

func backup(t *testing.T, e engine) {
	s := e.open(t)
	mustAppend(t, s, 0, Entries(1, 1200))
	if err := s.Redact(t.Context(), 3); err != nil {
		t.Fatal(err)
	}
	dest := filepath.Join(t.TempDir(), "copy.convene")
	err := s.Backup(t.Context(), dest)
	if e.OpenBackup == nil {
		if _, gone := os.Lstat(dest); err == nil || !os.IsNotExist(gone) {
			t.Fatalf("Backup: %v, and the file: %v", err, gone)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(dest); err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("the backup's mode is %v, %v", info.Mode(), err)
	}
	c := e.OpenBackup(t, dest)
	mustHave(t, c, redacted(Entries(1, 1200), 3))
	mustAppend(t, c, 1200, Entries(1201, 1202))
	mustAppend(t, s, 1200, Entries(1201, 1201))
	mustHave(t, s, redacted(Entries(1, 1201), 3))
}

func backupPrivate(t *testing.T, e engine) {
	if e.OpenBackup == nil {
		t.Skip("this engine makes no backups")
	}
	s := e.open(t)
	mustAppend(t, s, 0, Entries(1, 30))
	const sealed, gone, folded = "a sealed ballot", "a draft thrown away", "a folded state"
	mustPut(t, s, "ballot", "p", sealed)
	mustPut(t, s, "draft", "p", strings.Repeat(gone, 1000))
	if err := s.Clear(t.Context(), "draft"); err != nil {
		t.Fatal(err)
	}
	putSnapshot(t, s, 30, "1", folded)
	dest := filepath.Join(t.TempDir(), "copy.convene")
	if err := s.Backup(t.Context(), dest); err != nil {
		t.Fatal(err)
	}
	for _, private := range []string{sealed, gone, folded, "ballot"} {
		if bytes.Contains(e.ReadRaw(t, dest), []byte(private)) {
			t.Errorf("the backup holds %q", private)
		}
	}
	c := e.OpenBackup(t, dest)
	mustHave(t, c, Entries(1, 30))
	mustHold(t, c, "ballot", nil)
	wantSnapshot(t, c, "1", 0, "")
	mustHold(t, s, "ballot", map[string]string{"p": sealed})
	wantSnapshot(t, s, "1", 30, folded)
}

func backupRefuses(t *testing.T, e engine) {
	if e.OpenBackup == nil {
		t.Skip("this engine makes no backups")
	}
	s := e.open(t)
	mustAppend(t, s, 0, Entries(1, 3))
	dir := t.TempDir()
	dest := filepath.Join(dir, "precious")
	if err := os.WriteFile(dest, []byte("precious"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(t.Context(), dest); err == nil {
		t.Error("a file was replaced")
	}
	if b, err := os.ReadFile(dest); err != nil || string(b) != "precious" {
		t.Errorf("the file holds %.20q, %v", b, err)
	}
	if err := os.Symlink(filepath.Join(dir, "nowhere"), filepath.Join(dir, "link")); err == nil {
		if err := s.Backup(t.Context(), filepath.Join(dir, "link")); err == nil {
			t.Error("a link was written through")
		}
	}
	if err := s.Backup(t.Context(), filepath.Join(dir, "no", "such", "folder")); err == nil {
		t.Error("a backup went into a folder that is not there")
	}
	left, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range left {
		if f.Name() != "precious" && f.Name() != "link" && f.Type() != fs.ModeDir {
			t.Errorf("%s was left behind", f.Name())
		}
	}
}
