package workspace

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
)

func dump(t *rapid.T, w Workspace) string {
	b, err := json.Marshal(w)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestLaws plays two people changing, undoing and redoing at random, and holds what must hold after each step.
func TestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := newWorld(t)
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			by := rapid.SampledFrom([]ledger.Actor{ana, ana, ben}).Draw(t, "by")
			before, was, n := d.now(), dump(t, d.now()), len(d.versions)
			var err error
			undone := 0
			if n > 1 && rapid.IntRange(0, 2).Draw(t, "undo") == 0 {
				undone = rapid.IntRange(max(1, n-5), n-1).Draw(t, "entry")
				err = d.undo(by, undone)
			} else {
				err = d.do(by, anyOp(t, before))
			}
			if dump(t, before) != was {
				t.Fatal("a change changed the state that it was given")
			}
			if err != nil {
				refusedRightly(t, d, undone, err)
				continue
			}
			told(t, d, before)
			if undone > 0 {
				restored(t, d, before, undone)
			} else {
				backAndForth(t, d)
			}
			sound(t, d.now())
		}
		foldedAgain(t, d)
	})
}

// refusedRightly: a refusal is a sentence; an undo of what was changed since is refused by name.
func refusedRightly(t *rapid.T, d *world, undone int, err error) {
	if len(err.Error()) < 10 {
		t.Fatalf("%q is no sentence", err)
	}
	if undone == 0 {
		return
	}
	var refused *ledger.RefusedError
	if !errors.As(err, &refused) {
		t.Fatalf("undo of %d: %v", undone, err)
	}
}

// told: Changes tells every record that the last entry changed, once, and nothing else.
func told(t *rapid.T, d *world, before Workspace) {
	want := differ(before, d.now())
	var got, between []ledger.Ref
	for _, c := range d.changes(len(d.versions) - 1) {
		got = append(got, ledger.Ref{Table: c.After.Table, Key: c.After.Key})
		if c.Label == "" {
			t.Fatalf("a record of %s has no name", c.After.Table)
		}
	}
	for c := range Between(before, d.now()) {
		between = append(between, ledger.Ref{Table: c.After.Table, Key: c.After.Key})
	}
	e := d.entries[len(d.entries)-1]
	if !slices.Equal(inOrder(got), want) || !slices.Equal(between, want) {
		t.Fatalf("%s %s: Changes %v, Between %v, want %v", e.Op, e.Data, got, between, want)
	}
}

// restored: an undo that was accepted put back exactly what was there before the entry, and touched nothing else.
func restored(t *rapid.T, d *world, before Workspace, undone int) {
	now := images(d.now())
	var refs []ledger.Ref
	for _, c := range d.changes(undone) {
		ref := ledger.Ref{Table: c.Before.Table, Key: c.Before.Key}
		refs = append(refs, ref)
		if was := images(before)[ref]; was.Rev != c.After.Rev {
			t.Fatalf("%v was changed again since %d, and that was taken back", ref, undone)
		}
		if got := now[ref]; got.Rev != c.Before.Rev || string(got.Data) != string(c.Before.Data) {
			t.Fatalf("%v is %s, was %s", ref, got.Data, c.Before.Data)
		}
	}
	if got := differ(before, d.now()); !slices.Equal(got, inOrder(refs)) {
		t.Fatalf("undo of %d changed %v, want %v", undone, got, refs)
	}
}

// backAndForth: what has just been done can be undone, that undone, and so on, each time to the very state before.
func backAndForth(t *rapid.T, d *world) {
	n := len(d.versions) - 1
	op, err := d.ops.Decode(d.entries[n-1])
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := op.(Final); ok {
		return
	}
	side := &world{t: t, ops: d.ops, entries: slices.Clone(d.entries), versions: slices.Clone(d.versions)}
	for i := range 4 {
		last := len(side.versions) - 1
		if err := side.undo(ana, last); err != nil {
			t.Fatalf("%T, taken back %d times: %v", op, i, err)
		}
		want := side.versions[n-1+i%2] // before it, after it, before it …
		if left := differ(want, side.now()); len(left) > 0 {
			t.Fatalf("%T, taken back %d times: %v differ", op, i+1, left)
		}
	}
}

// sound: nothing refers to a record that is gone, and every merged partner leads to one that goes on.
func sound(t *rapid.T, w Workspace) {
	for p := range w.Partner.Partners.All() {
		if into, ok := w.Partner.Resolve(p.ID); !ok || into.MergedInto != "" {
			t.Fatalf("%s leads nowhere", p.ID)
		}
	}
	for _, table := range []ledger.Rows{&w.Partner.Partners, &w.Partner.Receipts, &w.Partner.Aparts, &w.CardSort.Rounds,
		&w.CardSort.Cards, &w.CardSort.Ballots} {
		for _, k := range table.Keys() {
			for _, ref := range table.Record(k).(ledger.Referrer).Refs() {
				if find(&w, ref.Table).Record(ref.Key) == nil {
					t.Fatalf("%s refers to %v, which is gone", k, ref)
				}
			}
		}
	}
}

// foldedAgain: the same entries give the same states again, also from a snapshot in the middle.
func foldedAgain(t *rapid.T, d *world) {
	var w Workspace
	middle := rapid.IntRange(0, len(d.entries)).Draw(t, "snapshot")
	for i, e := range d.entries {
		if i == middle {
			var read Workspace
			if err := json.Unmarshal([]byte(dump(t, w)), &read); err != nil {
				t.Fatal(err)
			}
			if dump(t, read) != dump(t, w) {
				t.Fatal("a snapshot is read as another state")
			}
			w = read
		}
		var err error
		if w, err = d.ops.Fold(w, e); err != nil {
			t.Fatal(err)
		}
		if dump(t, w) != dump(t, d.versions[i+1]) {
			t.Fatalf("entry %d gives another state when it is read again", i+1)
		}
	}
}

// TestBetween compares any two versions with a look at every record, in both directions.
func TestBetween(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := newWorld(t)
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			_ = d.do(ana, anyOp(t, d.now()))
		}
		n := rapid.IntRange(0, len(d.versions)-1)
		a, b := d.versions[n.Draw(t, "a")], d.versions[n.Draw(t, "b")]
		ia, ib := images(a), images(b)
		var got []ledger.Ref
		for c := range Between(a, b) {
			ref := ledger.Ref{Table: c.Before.Table, Key: c.Before.Key}
			got = append(got, ref)
			if string(c.Before.Data) != string(ia[ref].Data) || string(c.After.Data) != string(ib[ref].Data) {
				t.Fatalf("%v: %s to %s", ref, c.Before.Data, c.After.Data)
			}
		}
		if want := differ(a, b); !slices.Equal(got, want) {
			t.Fatalf("Between %v, want %v", got, want)
		}
		for range Between(a, b) {
			break // it bears being left
		}
	})
}

func TestFields(t *testing.T) {
	d := newWorld(t)
	d.must(ana, partner.Add{Partner: "a", Name: "Mill"})
	d.must(ana, partner.Edit{Partner: "a", Patch: ledger.Patch{"partner_contact.email": {To: raw("m@x.example")}, "mission": {To: raw("Grind")}}})
	c := d.changes(2)
	if len(c) != 1 || c[0].Label != "Mill" {
		t.Fatalf("%+v", c)
	}
	if got := asText(t, c[0].Fields()); got != `{"mission":{"to":"Grind"},"partner_contact.email":{"to":"m@x.example"}}` {
		t.Error(got)
	}
	if got := asText(t, d.changes(1)[0].Fields()); !strings.Contains(got, `"name":{"to":"Mill"}`) {
		t.Error(got)
	}
	if got := (Change{}).Fields(); got != nil {
		t.Error(got)
	}
}

// TestVersion: the version of what anybody may read is that of the entry that last changed something, undone changes too.
func TestVersion(t *testing.T) {
	d := newWorld(t)
	if v := d.now().Public().Version(); v != 0 {
		t.Fatalf("an empty workspace is of version %d", v)
	}
	d.must(ana, partner.Add{Partner: "a", Name: "Alder"})
	d.must(ana, partner.Add{Partner: "b", Name: "Birch"})
	d.must(ben, NewUndo(2, Changes(d.versions[1], d.versions[2], 2)))
	for seq, w := range d.versions {
		if v := w.Public().Version(); v != uint64(seq) {
			t.Errorf("after entry %d: version %d", seq, v)
		}
	}
}
