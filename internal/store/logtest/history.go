package logtest

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"time"

	"convene/internal/ledger"
)

func appendAndRead(t *testing.T, e engine) {
	s := e.open(t)
	mustHave(t, s, nil)
	mustAppend(t, s, 0, Entries(1, 1))
	mustAppend(t, s, 1, Entries(2, 30))
	mustHave(t, s, Entries(1, 30))
	got, err := s.Next(t.Context(), 29)
	if err != nil {
		t.Fatal(err)
	}
	if err := Same(got, Entries(30, 30)); err != nil {
		t.Fatal(err)
	}
}

func conflict(t *testing.T, e engine) {
	s := e.open(t)
	mustAppend(t, s, 0, Entries(1, 3))
	for _, after := range []uint64{0, 2, 4, 1 << 63} {
		if err := s.Append(t.Context(), after, Entries(after+1, after+2)); !errors.Is(err, ledger.ErrConflict) {
			t.Fatalf("Append behind %d: %v, want ErrConflict", after, err)
		}
		if err := s.Append(t.Context(), after, nil); !errors.Is(err, ledger.ErrConflict) {
			t.Fatalf("Append of nothing behind %d: %v, want ErrConflict", after, err)
		}
	}
	mustAppend(t, s, 3, nil)
	mustHave(t, s, Entries(1, 3))
}

func allOrNothing(t *testing.T, e engine) {
	s := e.open(t)
	mustAppend(t, s, 0, Entries(1, 2))
	bad := Entries(3, 9)
	bad[6].Seq = 77
	if err := s.Append(t.Context(), 2, bad); err == nil || errors.Is(err, ledger.ErrConflict) {
		t.Fatalf("entries out of order: %v", err)
	}
	mustHave(t, s, Entries(1, 2))
	bad[6] = Entry(9)
	bad[6].Redacted = true
	if err := s.Append(t.Context(), 2, bad); err == nil {
		t.Fatal("an entry that is erased already was added")
	}
	mustHave(t, s, Entries(1, 2))
	mustAppend(t, s, 2, Entries(3, 9))
	mustHave(t, s, Entries(1, 9))
}

// sequence: an entry without a place gets its place.
func sequence(t *testing.T, e engine) {
	s := e.open(t)
	in := Entries(1, 3)
	for i := range in {
		in[i].Seq = 0
	}
	mustAppend(t, s, 0, in)
	mustHave(t, s, Entries(1, 3))
}

func oddEntries(t *testing.T, e engine) {
	s := e.open(t)
	at := time.Date(1969, 12, 31, 23, 59, 59, 999999999, time.UTC)
	in := []ledger.Entry{
		{Seq: 1, At: at, By: ledger.Actor{Role: ledger.Participant}, Op: "x"},
		{Seq: 2, At: time.Date(9999, 12, 31, 23, 59, 59, 1, time.UTC), Op: "ö.ß\x00", Data: json.RawMessage(`{"a":"` + strings.Repeat("é", 300_000) + `"}`)},
		{Seq: 3, At: at, By: ledger.Actor{Person: "p", Name: strings.Repeat("名", 120), Role: ledger.Guest, Partner: "b"}, Data: json.RawMessage(`null`)},
		{Seq: 4, At: at.Add(time.Hour), Op: "convene", Data: json.RawMessage("not JSON \xff\x00 at all")},
	}
	mustAppend(t, s, 0, in)
	mustHave(t, s, in)
	if e.reopen != nil {
		mustHave(t, e.reopen(t, s), in)
	}
}

// ownBytes: what a caller does to its slices later changes nothing.
func ownBytes(t *testing.T, e engine) {
	s := e.open(t)
	in := Entries(1, 2)
	mustAppend(t, s, 0, in)
	in[0].Data[3] = '#'
	mustHave(t, s, Entries(1, 2))
	got, err := Read(s, 0)
	if err != nil {
		t.Fatal(err)
	}
	got[1].Data[3] = '#'
	mustHave(t, s, Entries(1, 2))
}

func nextWaits(t *testing.T, e engine) {
	s := e.open(t)
	for seq := uint64(1); seq <= 20; seq++ {
		got := make(chan error, 2)
		for range 2 {
			go func() {
				page, err := s.Next(t.Context(), seq-1)
				if err == nil {
					err = Same(page, Entries(seq, seq))
				}
				got <- err
			}()
		}
		mustAppend(t, s, seq-1, Entries(seq, seq))
		for range 2 {
			select {
			case err := <-got:
				if err != nil {
					t.Fatal(err)
				}
			case <-time.After(patience):
				t.Fatalf("Next was not woken by entry %d", seq)
			}
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	end := make(chan error, 1)
	go func() {
		_, err := s.Next(ctx, 20)
		end <- err
	}()
	cancel()
	select {
	case err := <-end:
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("Next ended with %v", err)
		}
	case <-time.After(patience):
		t.Fatal("Next did not end with its context")
	}
}

func nextPages(t *testing.T, e engine) {
	s := e.open(t)
	mustAppend(t, s, 0, Entries(1, 2500))
	mustHave(t, s, Entries(1, 2500))
	page, err := s.Next(t.Context(), 0)
	if err != nil || len(page) == 0 || len(page) > 1500 {
		t.Fatalf("the first page has %d entries, %v", len(page), err)
	}
	page, err = s.Next(t.Context(), 2000)
	if err != nil || len(page) == 0 || page[0].Seq != 2001 {
		t.Fatalf("the page behind 2000: %d entries, %v", len(page), err)
	}
}

// manyAtOnce: several writers that retry after a conflict, several readers that follow.
func manyAtOnce(t *testing.T, e engine) {
	const writers, each, readers = 3, 20, 3
	s := e.open(t)
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for n := 0; n < each; {
				last, err := s.Last(t.Context())
				if err != nil {
					t.Errorf("Last: %v", err)
					return
				}
				entry := Entry(last + 1)
				entry.By.Person = string(rune('a' + w))
				switch err := s.Append(t.Context(), last, []ledger.Entry{entry}); {
				case err == nil:
					n++
				case !errors.Is(err, ledger.ErrConflict):
					t.Errorf("Append: %v", err)
					return
				}
			}
		})
	}
	for range readers {
		wg.Go(func() {
			ctx, cancel := context.WithTimeout(t.Context(), patience)
			defer cancel()
			for after := uint64(0); after < writers*each; {
				page, err := s.Next(ctx, after)
				if err != nil {
					t.Errorf("Next: %v", err)
					return
				}
				for _, entry := range page {
					if after++; entry.Seq != after {
						t.Errorf("entry %d came in place of %d", entry.Seq, after)
						return
					}
				}
			}
		})
	}
	wg.Wait()
	count := map[string]int{}
	all, err := Read(s, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range all {
		count[entry.By.Person]++
	}
	for w := range writers {
		if got := count[string(rune('a'+w))]; got != each {
			t.Errorf("writer %d added %d entries, %d are there", w, each, got)
		}
	}
}

// calls are all calls of a store, by name.
func calls(s ledger.Store, dest string) map[string]func(context.Context) error {
	return map[string]func(context.Context) error{
		"Append":      func(ctx context.Context) error { return s.Append(ctx, 3, Entries(4, 4)) },
		"Next":        func(ctx context.Context) error { _, err := s.Next(ctx, 0); return err },
		"Last":        func(ctx context.Context) error { _, err := s.Last(ctx); return err },
		"Redact":      func(ctx context.Context) error { return s.Redact(ctx, 1) },
		"Put":         func(ctx context.Context) error { return s.Put(ctx, "draft", "p", []byte("x")) },
		"Get":         func(ctx context.Context) error { _, err := s.Get(ctx, "draft", "p"); return err },
		"All":         func(ctx context.Context) error { _, err := s.All(ctx, "draft"); return err },
		"Clear":       func(ctx context.Context) error { return s.Clear(ctx, "draft") },
		"Snapshot":    func(ctx context.Context) error { _, _, err := s.Snapshot(ctx, "1"); return err },
		"PutSnapshot": func(ctx context.Context) error { return s.PutSnapshot(ctx, ledger.Snapshot{Seq: 1, Fold: "2"}) },
		"Backup":      func(ctx context.Context) error { return s.Backup(ctx, dest) },
	}
}

func canceled(t *testing.T, e engine) {
	s := e.open(t)
	mustAppend(t, s, 0, Entries(1, 3))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, call := range calls(s, t.TempDir()+"/copy") {
		if err := call(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("%s with a canceled context: %v", name, err)
		}
	}
	mustHave(t, s, Entries(1, 3))
}

func closing(t *testing.T, e engine) {
	s := e.open(t)
	mustAppend(t, s, 0, Entries(1, 3))
	for range 2 {
		if err := s.Close(); err != nil {
			t.Fatalf("Close: %v", err)
		}
	}
	for name, call := range calls(s, t.TempDir()+"/copy") {
		if err := call(t.Context()); !errors.Is(err, fs.ErrClosed) {
			t.Errorf("%s after Close: %v", name, err)
		}
	}
}

func closeWhileWaiting(t *testing.T, e engine) {
	s := e.open(t)
	mustAppend(t, s, 0, Entries(1, 3))
	end := make(chan error, 4)
	for range 4 {
		go func() {
			_, err := s.Next(t.Context(), 3)
			end <- err
		}()
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for range 4 {
		select {
		case err := <-end:
			if !errors.Is(err, fs.ErrClosed) {
				t.Fatalf("Next ended with %v", err)
			}
		case <-time.After(patience):
			t.Fatal("Close left a Next waiting")
		}
	}
}

func historyReopened(t *testing.T, e engine) {
	s := e.mustReopen(t, e.open(t))
	mustHave(t, s, nil)
	mustAppend(t, s, 0, Entries(1, 40))
	s = e.reopen(t, s)
	mustHave(t, s, Entries(1, 40))
	if err := s.Append(t.Context(), 39, Entries(40, 40)); !errors.Is(err, ledger.ErrConflict) {
		t.Fatalf("Append behind 39: %v", err)
	}
	mustAppend(t, s, 40, Entries(41, 50))
	s = e.reopen(t, e.reopen(t, s))
	mustHave(t, s, Entries(1, 50))
}
