package room_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/store/memlog"
	"convene/internal/workspace"
)

// newerOp is an op that only a newer program knows.
type newerOp struct {
	Word string `json:"word"`
}

func (newerOp) Check(workspace.Workspace, ledger.Entry) error { return nil }

func (newerOp) Apply(w workspace.Workspace, _ ledger.Entry) workspace.Workspace { return w }

// TestReadOnly: a file from a newer program is shown as far as this one can read it, and not changed.
func TestReadOnly(t *testing.T) {
	field := ledger.Entry{At: time.Now(), By: ana, Op: "partner.add", Data: json.RawMessage(`{"partner":"z","name":"Z","website":"w"}`)}
	patch := ledger.Entry{At: time.Now(), By: ana, Op: "partner.edit", Data: json.RawMessage(`{"partner":"a","patch":{"website":{"to":"w"}}}`)}
	for name, newer := range map[string]any{"op": newerOp{"x"}, "field": field, "field of a patch": patch} {
		for _, every := range []uint64{1, 1 << 40} {
			store := memlog.New()
			ops := workspace.Ops()
			ledger.Add[newerOp](ops, "zoo.open", whole)
			r := open(t, store, room.Options{Ops: ops, Every: every})
			do(t, r, ana, add("a"))
			at := r.State().At
			shut(t, r) // here the snapshot is taken, if one is
			if e, ok := newer.(ledger.Entry); ok {
				e.Seq = 2
				if err := store.Append(t.Context(), 1, []ledger.Entry{e}); err != nil {
					t.Fatal(err)
				}
			} else {
				r = open(t, store, room.Options{Ops: ops, Every: 1 << 40})
				do(t, r, ana, newer)
				shut(t, r)
			}
			r = open(t, store, room.Options{Every: every})
			s := r.State()
			if s.Seq != 1 || !has(r, "a") || !strings.Contains(s.ReadOnly, "as of "+at.Local().Format("2 Jan 2006 15:04")) {
				t.Fatalf("%s: entry %d, %q", name, s.Seq, s.ReadOnly)
			}
			for _, err := range []error{second(r.Do(t.Context(), ana, add("b"))), second(r.Undo(t.Context(), ana)),
				second(r.Redo(t.Context(), ana)), second(r.UndoEntry(t.Context(), ana, 1))} {
				refused(t, err, "Open it with the newer one")
			}
			if last, _ := store.Last(t.Context()); last != 2 || len(history(t, r)) != 1 {
				t.Fatalf("%s: %d entries", name, last)
			}
			shut(t, r)
		}
	}
}

// TestReadOnlyFromTheStart: there is no day to show it as of.
func TestReadOnlyFromTheStart(t *testing.T) {
	store := memlog.New()
	if err := store.Append(t.Context(), 0, []ledger.Entry{{At: time.Now(), By: ana, Op: "zoo.open", Data: json.RawMessage(`{}`)}}); err != nil {
		t.Fatal(err)
	}
	r := open(t, store, room.Options{})
	if s := r.State(); !strings.Contains(s.ReadOnly, "made by a newer convene") || strings.Contains(s.ReadOnly, "0001") {
		t.Fatal(s.ReadOnly)
	}
}

// TestSnapshot: it is written, and what stands in it is not folded again.
func TestSnapshot(t *testing.T) {
	g := newGate()
	r := open(t, g, room.Options{Every: 100})
	var all sync.WaitGroup
	for i := range 250 {
		all.Go(func() { do(t, r, ana, add(fmt.Sprint(i))) })
	}
	all.Wait()
	shut(t, r)
	want := dump(t, r.State().Workspace)
	snap, ok, err := g.Snapshot(t.Context(), workspace.Fold)
	if err != nil || !ok || snap.Seq < 100 {
		t.Fatalf("snapshot of %d, %v, %v", snap.Seq, ok, err)
	}
	r = open(t, g, room.Options{})
	if got := dump(t, r.State().Workspace); got != want || r.State().Seq != 250 {
		t.Fatal("another state")
	}
	shut(t, r)

	var marked workspace.Workspace // a state that no history gives: if it is seen, the snapshot was used
	marked.Team = marked.Team.Put(250, workspace.Team{Name: "from the snapshot"})
	if err := g.PutSnapshot(t.Context(), ledger.Snapshot{Seq: 250, Fold: workspace.Fold, Data: []byte(dump(t, marked))}); err != nil {
		t.Fatal(err)
	}
	r = open(t, g, room.Options{})
	if s := r.State(); s.TeamName() != "from the snapshot" || s.Seq != 250 || s.At.IsZero() {
		t.Fatalf("%q, entry %d at %v", s.TeamName(), s.Seq, s.At)
	}
	shut(t, r)
	for name, bad := range map[string]ledger.Snapshot{
		"damaged":        {Seq: 250, Fold: workspace.Fold, Data: []byte(`{"partner":{"Partners":{"rows":[{"rev":1,"rec":`)},
		"of another":     {Seq: 250, Fold: "another fold", Data: snap.Data},
		"of other sorts": {Seq: 250, Fold: workspace.Fold, Data: []byte(`{"partner":7,"team":{"last":1,"rows":[]}}`)},
	} {
		if err := g.PutSnapshot(t.Context(), bad); err != nil {
			t.Fatal(err)
		}
		r = open(t, g, room.Options{})
		if got := dump(t, r.State().Workspace); got != want {
			t.Errorf("%s: another state", name)
		}
		shut(t, r)
	}
}

// lostEnd is a store whose snapshot knows more than its history: the end of the file was lost.
type lostEnd struct{ ledger.Store }

func (l lostEnd) Snapshot(c context.Context, fold string) (ledger.Snapshot, bool, error) {
	snap, ok, err := l.Store.Snapshot(c, fold)
	snap.Seq += 5
	return snap, ok, err
}

func TestSnapshotAhead(t *testing.T) {
	store := memlog.New()
	r := open(t, store, room.Options{Every: 1})
	do(t, r, ana, add("a"))
	shut(t, r)
	r = open(t, lostEnd{store}, room.Options{})
	if r.State().Seq != 1 || do(t, r, ana, add("b")) != 2 {
		t.Fatalf("state %d", r.State().Seq)
	}
}

// TestSnapshotOnClose: one is kept if much has changed; a snapshot that cannot be written is reported and harms nothing.
func TestSnapshotOnClose(t *testing.T) {
	store := memlog.New()
	r := open(t, store, room.Options{})
	for i := range 201 {
		do(t, r, ana, add(fmt.Sprint(i)))
	}
	shut(t, r)
	if snap, ok, _ := store.Snapshot(t.Context(), workspace.Fold); !ok || snap.Seq != 201 {
		t.Fatalf("%v, of %d", ok, snap.Seq)
	}
	reported := make(chan struct{}, 10)
	bad := noSnapshot{memlog.New()}
	r = open(t, bad, room.Options{Every: 1, Report: func(what string, err error) {
		if !errors.Is(err, errDisk) || !strings.Contains(what, "nothing is lost") {
			t.Errorf("%s: %v", what, err)
		}
		reported <- struct{}{}
	}})
	do(t, r, ana, add("a"))
	within(t, reported, "the report")
	do(t, r, ana, add("b"))
	shut(t, r)
	if r = open(t, bad, room.Options{}); !has(r, "b") {
		t.Fatal("lost")
	}
}

type noSnapshot struct{ *memlog.Log }

func (noSnapshot) PutSnapshot(context.Context, ledger.Snapshot) error { return errDisk }

func TestDrafts(t *testing.T) {
	store := memlog.New()
	r := open(t, store, room.Options{})
	s, other := r.Join(ben), r.Join(ledger.Actor{Person: "p-ben/note", Role: ledger.Participant})
	for place, text := range map[string]string{"note/a": "Ünfertig …", "note": "x", "gone": "y"} {
		if err := s.KeepDraft(t.Context(), place, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := other.KeepDraft(t.Context(), "a", "of another"); err != nil {
		t.Fatal(err)
	}
	if err := s.KeepDraft(t.Context(), "gone", ""); err != nil {
		t.Fatal(err)
	}
	shut(t, r)
	r = open(t, store, room.Options{})
	s = r.Join(ben)
	for place, want := range map[string]string{"note/a": "Ünfertig …", "note": "x", "gone": "", "never": ""} {
		if got, err := s.Draft(t.Context(), place); err != nil || got != want {
			t.Errorf("%s: %q, %v", place, got, err)
		}
	}
	if got, _ := r.Join(ana).Draft(t.Context(), "note"); got != "" {
		t.Errorf("ana reads %q", got)
	}
	if r.State().Seq != 0 {
		t.Error("a draft is in the history")
	}
}

// TestOpenFails: what the store cannot read is told, and no writer is left behind.
func TestOpenFails(t *testing.T) {
	store := memlog.New()
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := room.Open(t.Context(), store, room.Options{}); err == nil {
		t.Fatal("opened")
	}
}

func TestHistory(t *testing.T) {
	r := open(t, memlog.New(), room.Options{})
	do(t, r, ana, add("a"))
	do(t, r, ben, add("b"))
	do(t, r, ben, mission("a", "", "one"))
	undo(t, r, ben)
	past, err := r.RecordHistory(t.Context(), "partner", "a")
	if err != nil || len(past) != 3 || past[0].Entry.Op != "undo" || past[1].Entry.By != ben || past[2].Entry.Seq != 1 {
		t.Fatalf("%+v, %v", past, err)
	}
	if c := past[1].Changes; len(c) != 1 || string(c[0].Fields()["mission"].To) != `"one"` || c[0].Label != "Partner a" {
		t.Fatalf("%+v", c)
	}
	for seq, partners := range []int{0, 1, 2, 2, 2} {
		w, err := r.Version(t.Context(), uint64(seq))
		if err != nil || w.Partner.Partners.Len() != partners {
			t.Errorf("version %d has %d partners, %v", seq, w.Partner.Partners.Len(), err)
		}
	}
	refused(t, second(r.Version(t.Context(), 5)), "no such entry")
	if err := r.History(t.Context(), func(room.Past) error { return errDisk }); !errors.Is(err, errDisk) {
		t.Error(err)
	}
}
