package room_test

import (
	"fmt"
	"sync"
	"testing"

	"convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/store/memlog"
	"convene/internal/workspace"
)

// mend takes something back or puts it back; it must work.
func undo(t testing.TB, r *room.Room, by ledger.Actor) {
	t.Helper()
	must(t, 0, second(r.Undo(t.Context(), by)))
}

func redo(t testing.TB, r *room.Room, by ledger.Actor) {
	t.Helper()
	must(t, 0, second(r.Redo(t.Context(), by)))
}

func TestUndoAndRedo(t *testing.T) {
	r := open(t, memlog.New(), room.Options{})
	refused(t, second(r.Undo(t.Context(), ana)), "nothing of yours")
	refused(t, second(r.Redo(t.Context(), ana)), "nothing to redo")
	do(t, r, ana, add("a"))
	do(t, r, ana, mission("a", "", "one"))
	do(t, r, ben, add("b"))
	do(t, r, ana, mission("a", "one", "two"))
	for _, want := range []string{"one", ""} {
		if undo(t, r, ana); missionOf(r, "a") != want {
			t.Fatalf("%q, want %q", missionOf(r, "a"), want)
		}
	}
	for _, want := range []string{"one", "two"} {
		if redo(t, r, ana); missionOf(r, "a") != want {
			t.Fatalf("%q, want %q", missionOf(r, "a"), want)
		}
	}
	refused(t, second(r.Redo(t.Context(), ana)), "nothing to redo")
	undo(t, r, ana)
	undo(t, r, ana)
	undo(t, r, ana)
	if has(r, "a") || !has(r, "b") {
		t.Fatal("undo took something else")
	}
	refused(t, second(r.Undo(t.Context(), ana)), "nothing of yours")
	redo(t, r, ana)
	do(t, r, ana, mission("a", "", "three")) // from here there is no way forward any more
	refused(t, second(r.Redo(t.Context(), ana)), "nothing to redo")
	undo(t, r, ben)
	if has(r, "b") || missionOf(r, "a") != "three" {
		t.Fatal("ben's undo took something else")
	}
}

// TestUndoOfAnother: a facilitator may take back anybody's change, others only their own; whoever redoes it, it is the
// author's again.
func TestUndoOfAnother(t *testing.T) {
	r := open(t, memlog.New(), room.Options{})
	entry := func(by ledger.Actor, seq uint64) error { return second(r.UndoEntry(t.Context(), by, seq)) }
	do(t, r, ana, add("a")) // 1
	do(t, r, ben, add("b")) // 2
	do(t, r, ben, add("c")) // 3
	refused(t, entry(ben, 1), "for a facilitator")
	refused(t, entry(zoe, 2), "for a facilitator")
	refused(t, entry(ana, 0), "no such entry")
	refused(t, entry(ana, 99), "no such entry")
	must(t, 0, entry(ana, 3)) // 4
	if has(r, "c") {
		t.Fatal("still there")
	}
	redo(t, r, ana) // 5
	if !has(r, "c") {
		t.Fatal("not back")
	}
	undo(t, r, ana) // ana's own: not what she put back for ben
	if has(r, "a") || !has(r, "c") {
		t.Fatal("ana's undo took ben's change")
	}
	undo(t, r, ben)
	if has(r, "c") || !has(r, "b") {
		t.Fatal("ben's undo does not know his change any more")
	}
	must(t, 0, entry(ben, 2))
	refused(t, entry(ben, 2), "changed again since")
}

// TestUnsignedUndo: what nobody signed is nobody's to take back with a key.
func TestUnsignedUndo(t *testing.T) {
	r := open(t, memlog.New(), room.Options{})
	nobody := ledger.Actor{Role: ledger.Participant}
	do(t, r, nobody, add("a"))
	refused(t, second(r.Undo(t.Context(), nobody)), "nothing of yours")
	refused(t, second(r.UndoEntry(t.Context(), nobody, 1)), "for a facilitator")
	must(t, 0, second(r.UndoEntry(t.Context(), ana, 1)))
	refused(t, second(r.Redo(t.Context(), nobody)), "nothing to redo")
	redo(t, r, ana)
	if !has(r, "a") {
		t.Fatal("not back")
	}
	refused(t, second(r.Undo(t.Context(), ana)), "nothing of yours")
}

func TestFinal(t *testing.T) {
	r := open(t, memlog.New(), room.Options{})
	do(t, r, ana, add("a"))
	do(t, r, ana, cardsort.Open{Round: "r", Name: "Autumn"})
	seq := do(t, r, ana, cardsort.Reveal{Round: "r", Ballots: []cardsort.Ballot{{Round: "r", Person: "v",
		Placements: map[partner.ID]cardsort.Choice{"a": "clear"}}}})
	refused(t, second(r.Undo(t.Context(), ana)), "A reveal cannot be undone")
	refused(t, second(r.UndoEntry(t.Context(), ana, seq)), "A reveal cannot be undone")
}

// TestUndosAtOnce: two undos of one person in one batch take back two changes, not one twice.
func TestUndosAtOnce(t *testing.T) {
	const n = 30
	g := newGate()
	r := open(t, g, room.Options{})
	for i := range n {
		do(t, r, ana, add(fmt.Sprint(i)))
	}
	hold := make(chan struct{})
	g.set(hold, nil)
	var entered, all sync.WaitGroup
	for range n {
		entered.Add(1)
		all.Go(func() {
			if _, err := r.Undo(entering{t.Context(), &entered, new(sync.Once)}, ana); err != nil {
				t.Error(err)
			}
		})
	}
	within(t, g.arrived, "the write")
	entered.Wait()
	g.set(nil, nil)
	close(hold)
	all.Wait()
	if n := r.State().Partner.Partners.Len(); n != 0 {
		t.Errorf("%d are left", n)
	}
	for range n {
		redo(t, r, ana)
	}
	if left := r.State().Partner.Partners.Len(); left != n {
		t.Errorf("%d are back", left)
	}
}

// TestOldEntry: an entry older than what the writer remembers is folded again, and others need not wait for it.
func TestOldEntry(t *testing.T) {
	g := newGate()
	r := open(t, g, room.Options{})
	do(t, r, ana, add("old"))
	do(t, r, ana, add("busy"))
	for i := range 2100 {
		do(t, r, ben, partner.Archive{Partner: "busy", Archived: i%2 == 0})
	}
	must(t, 0, second(r.UndoEntry(t.Context(), ana, 1)))
	if has(r, "old") || !g.read(0) {
		t.Fatal("not taken back from the history")
	}
	refused(t, second(r.UndoEntry(t.Context(), ben, 2)), "for a facilitator")
	refused(t, second(r.Undo(t.Context(), ana)), "Partner busy has been changed again since") // hers, from the history too
	redo(t, r, ana)
	if !has(r, "old") {
		t.Fatal("not put back")
	}
}

// TestErasedEntry: what was erased for good cannot be taken back, and changes nothing any more.
func TestErasedEntry(t *testing.T) {
	store := memlog.New()
	r := open(t, store, room.Options{})
	do(t, r, ana, add("a"))
	do(t, r, ana, mission("a", "", "one"))
	shut(t, r)
	if err := store.Redact(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	r = open(t, store, room.Options{})
	if missionOf(r, "a") != "" || r.State().Seq != 2 {
		t.Fatal("an erased entry says something")
	}
	refused(t, second(r.UndoEntry(t.Context(), ana, 2)), "erased for good")
	undo(t, r, ana)
	if has(r, "a") {
		t.Fatal("the change before it cannot be undone")
	}
}

// TestUndoAcrossReopening: what can be undone and redone is the same after opening again, with a snapshot and without.
func TestUndoAcrossReopening(t *testing.T) {
	for _, every := range []uint64{1, 1 << 40} {
		t.Run(fmt.Sprint("snapshot every ", every), func(t *testing.T) {
			store := memlog.New()
			var r *room.Room
			again := func() {
				if r != nil {
					shut(t, r)
				}
				r = open(t, store, room.Options{Every: every})
			}
			again()
			do(t, r, ana, add("a"))
			do(t, r, ana, mission("a", "", "one"))
			do(t, r, ben, add("b"))
			again()
			if _, ok, _ := store.Snapshot(t.Context(), workspace.Fold); ok != (every == 1) {
				t.Fatalf("snapshot %v", ok)
			}
			undo(t, r, ana)
			again()
			if missionOf(r, "a") != "" {
				t.Fatal("the undo is gone")
			}
			redo(t, r, ana)
			again()
			if missionOf(r, "a") != "one" {
				t.Fatal("the redo is gone")
			}
			undo(t, r, ana)
			undo(t, r, ana)
			again()
			undo(t, r, ben)
			must(t, 0, second(r.UndoEntry(t.Context(), ana, r.State().Seq)))
			if has(r, "a") || !has(r, "b") {
				t.Fatal("something else was taken back")
			}
			again()
			redo(t, r, ana)
			if !has(r, "a") || has(r, "b") != true {
				t.Fatal("something else was put back")
			}
		})
	}
}

func TestUndoPassesOverWhatIsStuck(t *testing.T) {
	r := open(t, memlog.New(), room.Options{})
	do(t, r, ana, add("a"))
	do(t, r, ana, add("b"))
	do(t, r, ana, mission("b", "", "mine"))
	do(t, r, ben, mission("b", "mine", "his"))
	err := second(r.Undo(t.Context(), ana))
	refused(t, err, "Once more undoes your change before that")
	refused(t, second(r.Undo(t.Context(), ana)), "changed") // adding b: it has changed since too
	undo(t, r, ana)
	if has(r, "a") || !has(r, "b") || missionOf(r, "b") != "his" {
		t.Fatal("the change before it was not undone, or something else was")
	}
	undo(t, r, ben)
	undo(t, r, ana) // nothing is left before it, so it comes up again, and now it may
	if missionOf(r, "b") != "" {
		t.Fatal("what was stuck does not come up again")
	}
}
