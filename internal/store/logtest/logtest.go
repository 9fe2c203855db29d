// Package logtest is the suite that every engine passes: what a ledger.Store promises, as tests.
package logtest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"convene/internal/ledger"
)

// Hooks are what the suite needs to know of an engine that keeps files. The zero value leaves those tests out.
type Hooks struct {
	// Raw returns every byte that the engine keeps of s on disk, freed pages included.
	Raw func(t *testing.T, s ledger.Store) []byte
	// OpenBackup opens a backup as a store of its own. Without it Backup must refuse.
	OpenBackup func(t *testing.T, path string) ledger.Store
	// ReadRaw returns every byte of a backup.
	ReadRaw func(t *testing.T, path string) []byte
	// DamageSnapshot closes s, changes bytes in the middle of the snapshot that it keeps, and opens it again.
	DamageSnapshot func(t *testing.T, s ledger.Store, data []byte) ledger.Store
}

// Run runs the suite. open gives an empty store; reopen closes s and opens what it kept, nil for an engine that keeps
// nothing. The stores are closed by whoever opened them, for instance by t.Cleanup: Close must bear being called twice.
func Run(t *testing.T, open func(t *testing.T) ledger.Store, reopen func(t *testing.T, s ledger.Store) ledger.Store, hooks ...Hooks) {
	e := engine{open: open, reopen: reopen}
	if len(hooks) > 0 {
		e.Hooks = hooks[0]
	}
	for _, c := range []struct {
		name string
		test func(*testing.T, engine)
	}{
		{"append and read", appendAndRead}, {"conflict adds nothing", conflict}, {"all or nothing", allOrNothing},
		{"sequence", sequence}, {"odd entries", oddEntries}, {"caller keeps its bytes", ownBytes},
		{"next waits", nextWaits}, {"next in pages", nextPages}, {"many at once", manyAtOnce},
		{"canceled", canceled}, {"close", closing}, {"close while next waits", closeWhileWaiting},
		{"history across reopen", historyReopened},
		{"drawer", drawer}, {"drawer across reopen", drawerReopened}, {"odd drawer keys", drawerKeys},
		{"snapshot", snapshot}, {"snapshot across reopen", snapshotReopened}, {"damaged snapshot", snapshotDamaged},
		{"redact", redact}, {"redact leaves no bytes", redactBytes}, {"redact while others read", redactBusy},
		{"backup", backup}, {"backup leaves private things out", backupPrivate}, {"backup refuses to replace", backupRefuses},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, e) })
	}
}

type engine struct {
	Hooks
	open   func(t *testing.T) ledger.Store
	reopen func(t *testing.T, s ledger.Store) ledger.Store
}

func (e engine) mustReopen(t *testing.T, s ledger.Store) ledger.Store {
	t.Helper()
	if e.reopen == nil {
		t.Skip("this engine keeps nothing")
	}
	return e.reopen(t, s)
}

// patience is how long a test waits for what must come at once.
const patience = 20 * time.Second

// Entry makes the entry seq of a history that is the same every time.
func Entry(seq uint64) ledger.Entry {
	return ledger.Entry{
		Seq: seq,
		At:  time.Date(2026, 3, 2, 15, 4, 5, int(seq%1e9), time.UTC).Add(time.Duration(seq) * time.Minute),
		By:  ledger.Actor{Person: fmt.Sprintf("p-%d", seq%7), Name: "Ana Ruiz", Role: ledger.Facilitator},
		Op:  "cardsort.move",
		Data: json.RawMessage(fmt.Sprintf(`{"partner":"northside-%d","to":"clear","why":"%s"}`, seq,
			strings.Repeat("z", int(seq%50)))),
	}
}

// Entries makes the entries from to to, both included.
func Entries(from, to uint64) []ledger.Entry {
	var out []ledger.Entry
	for seq := from; seq <= to; seq++ {
		out = append(out, Entry(seq))
	}
	return out
}

// Read returns all entries behind after and up to the last one.
func Read(s ledger.Log, after uint64) ([]ledger.Entry, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	last, err := s.Last(ctx)
	if err != nil {
		return nil, err
	}
	var out []ledger.Entry
	for after < last {
		page, err := s.Next(ctx, after)
		if err != nil {
			return out, err
		}
		if len(page) == 0 {
			return out, errors.New("Next returned no entry and no error")
		}
		out = append(out, page...)
		after = page[len(page)-1].Seq
	}
	return out, nil
}

// Same says how two histories differ, nil where they do not.
func Same(got, want []ledger.Entry) error {
	if len(got) != len(want) {
		return fmt.Errorf("%d entries, want %d", len(got), len(want))
	}
	for i, g := range got {
		w := want[i]
		if g.Seq != w.Seq || !g.At.Equal(w.At) || g.By != w.By || g.Op != w.Op || !bytes.Equal(g.Data, w.Data) || g.Redacted != w.Redacted {
			return fmt.Errorf("entry %d is\n%+v, want\n%+v", i+1, g, w)
		}
		if g.At.Location() != time.UTC {
			return fmt.Errorf("the time of entry %d is not in UTC", i+1)
		}
	}
	return nil
}

func mustAppend(t *testing.T, s ledger.Log, after uint64, entries []ledger.Entry) {
	t.Helper()
	if err := s.Append(t.Context(), after, entries); err != nil {
		t.Fatalf("Append behind %d: %v", after, err)
	}
}

func mustHave(t *testing.T, s ledger.Log, want []ledger.Entry) {
	t.Helper()
	got, err := Read(s, 0)
	if err != nil {
		t.Fatalf("reading: %v", err)
	}
	if err := Same(got, want); err != nil {
		t.Fatal(err)
	}
	last, err := s.Last(t.Context())
	if err != nil || last != uint64(len(want)) {
		t.Fatalf("Last = %d, %v, want %d", last, err, len(want))
	}
}
