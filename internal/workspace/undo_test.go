package workspace

import (
	"encoding/json"
	"strings"
	"testing"

	"convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/internal/ledger"
)

// refused says that an error is a refusal that holds these words.
func refused(t *testing.T, err error, words string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), words) {
		t.Fatalf("%v, want … %s …", err, words)
	}
}

func team(t *testing.T) *world {
	d := newWorld(t)
	d.must(ana, partner.Add{Partner: "a", Name: "alpha"}) // 1
	d.must(ben, partner.Add{Partner: "b", Name: "Beta"})  // 2
	return d
}

func edit(field, from, to string) partner.Edit {
	c := ledger.Change{To: raw(to)}
	if from != "" {
		c.From = raw(from)
	}
	return partner.Edit{Partner: "a", Patch: ledger.Patch{field: c}}
}

func TestUndoIsRefusedByName(t *testing.T) {
	d := team(t)
	d.must(ana, edit("mission", "", "one")) // 3
	d.must(ben, edit("notes", "", "two"))   // 4
	before := images(d.now())
	refused(t, d.undo(ana, 3), "Alpha has been changed again since")
	refused(t, d.undo(ana, 1), "Alpha has been changed again since")
	if len(differ(d.now(), d.versions[4])) > 0 || len(before) != 2 || len(d.versions) != 5 {
		t.Fatal("a refused undo changed something")
	}
	if err := d.undo(ben, 4); err != nil { // 5
		t.Fatal(err)
	}
	if err := d.undo(ana, 3); err != nil { // 6: the later change is taken back, so this one can be
		t.Fatal(err)
	}
	if err := d.undo(ana, 1); err != nil { // 7
		t.Fatal(err)
	}
	refused(t, d.undo(ana, 6), "has been changed again since")
}

func TestUndoOfWhatIsReferredTo(t *testing.T) {
	d := team(t)
	d.must(ana, partner.Give{Partner: "a", On: "2026-09-01"}) // 3
	refused(t, d.undo(ana, 1), "Alpha is used by")
	d.must(ana, cardsort.Open{Round: "r1", Name: "Autumn"})                              // 4
	d.must(ben, cardsort.Move{Round: "r1", Partner: "b", To: cardsort.Clear, Rank: "V"}) // 5
	refused(t, d.undo(ben, 2), "Beta is used by that card")
	refused(t, d.undo(ana, 4), "Autumn is used by that card")
	d.must(ana, cardsort.Move{Round: "r1", Partner: "b", Was: cardsort.Clear}) // 6: nothing is written on it any more
	if err := d.undo(ben, 2); err != nil {                                     // 7
		t.Fatal(err)
	}
	refused(t, d.undo(ana, 6), "That card needs a record that is gone by now")
}

// TestUndoBringsNothingBackToNowhere: what refers to a record that is gone by now does not come back alone.
func TestUndoBringsNothingBackToNowhere(t *testing.T) {
	d := team(t)
	d.must(ana, partner.Give{Partner: "a", On: "2026-09-01"}) // 3
	d.must(ana, partner.Give{Partner: "a"})                   // 4: taken away
	if err := d.undo(ana, 1); err != nil {                    // 5: the partner vanishes
		t.Fatal(err)
	}
	refused(t, d.undo(ana, 4), "needs a record that is gone by now")
	if err := d.undo(ana, 5); err != nil { // 6: it is back
		t.Fatal(err)
	}
	if err := d.undo(ana, 4); err != nil {
		t.Fatal(err)
	}
}

// TestMergesMakeNoCircle: one merges a into b and takes it back, the other merges b into a; the first cannot be redone.
func TestMergesMakeNoCircle(t *testing.T) {
	d := team(t)
	d.must(ana, Merge{From: "a", Into: "b"})
	if err := d.undo(ana, 3); err != nil { // 4
		t.Fatal(err)
	}
	d.must(ana, Merge{From: "b", Into: "a"})
	refused(t, d.undo(ana, 4), "leads back to it")
	if p, ok := d.now().Partner.Resolve("b"); !ok || p.ID != "a" {
		t.Fatal("b does not lead to a")
	}
}

func TestMerge(t *testing.T) {
	d := team(t)
	d.must(ana, partner.Add{Partner: "c", Name: "Gamma"})      // 3
	d.must(ana, partner.Archive{Partner: "c", Archived: true}) // 4
	a, _ := d.now().Partner.Partners.Get("a")
	b, _ := d.now().Partner.Partners.Get("b")
	op := Merge{From: "a", Into: "b", Patch: partner.Takeover(a, b)}
	refused(t, d.do(ben, op), "for a facilitator")
	refused(t, d.do(ana, Merge{From: "a", Into: "a"}), "two different")
	refused(t, d.do(ana, Merge{From: "a", Into: "x"}), "two different")
	refused(t, d.do(ana, Merge{From: "a", Into: "c"}), "Gamma is archived")
	refused(t, d.do(ana, Merge{From: "a", Into: "b", Patch: ledger.Patch{"merged_into": {To: raw("c")}}}), "not edited by hand")
	d.must(ana, op) // 5
	refused(t, d.do(ana, Merge{From: "a", Into: "b"}), "merged already")
	if b, _ = d.now().Partner.Partners.Get("b"); b.Notes != "Also listed as: alpha" {
		t.Fatalf("notes %q", b.Notes)
	}
	if err := d.undo(ana, 5); err != nil {
		t.Fatal(err)
	}
	if left := differ(d.versions[4], d.now()); len(left) > 0 {
		t.Fatalf("%v differ", left)
	}
}

func TestRevealStaysFinal(t *testing.T) {
	var op any = cardsort.Reveal{}
	if f, ok := op.(Final); !ok || f.Final() == "" {
		t.Fatal("a reveal can be taken back")
	}
}

func TestUndoRefusesWhatIsNoUndo(t *testing.T) {
	d := team(t)
	left, back := ledger.Image{Table: partner.Table, Key: "a", Rev: 1}, ledger.Image{Table: partner.Table, Key: "a"}
	other := back
	other.Key = "b"
	odd := left
	odd.Data = json.RawMessage(`{"id":"a","name":"x","website":"y"}`)
	strange := ledger.Image{Table: "zoo", Key: "a"}
	for name, op := range map[string]Undo{
		"nothing":         {Target: 1},
		"not as many":     {Target: 1, Left: []ledger.Image{left}},
		"another record":  {Target: 1, Left: []ledger.Image{left}, Restore: []ledger.Image{other}},
		"a newer record":  {Target: 1, Left: []ledger.Image{left}, Restore: []ledger.Image{odd}},
		"unknown table":   {Target: 1, Left: []ledger.Image{strange}, Restore: []ledger.Image{strange}},
		"changed already": {Target: 1, Left: []ledger.Image{{Table: partner.Table, Key: "a", Rev: 7}}, Restore: []ledger.Image{back}},
	} {
		if err := d.do(ana, op); err == nil {
			t.Errorf("%s: accepted", name)
		}
		op.Apply(d.now(), ledger.Entry{Seq: 9}) // never panics
	}
	refused(t, d.do(ledger.Actor{Role: ledger.Observer}, Undo{}), "You are watching")
	for _, op := range []ledger.Knower{Undo{Restore: []ledger.Image{odd}}, Undo{Restore: []ledger.Image{strange}},
		Merge{Patch: ledger.Patch{"website": {To: raw("y")}}}} {
		if op.Known() == nil {
			t.Errorf("%+v is known", op)
		}
	}
}

func TestNameTeam(t *testing.T) {
	d := newWorld(t)
	for _, name := range []string{"", "a\nb", strings.Repeat("x", 200), "\u202eevil"} {
		refused(t, d.do(ana, NameTeam{name}), "A team's name is one line")
	}
	refused(t, d.do(ben, NameTeam{"Ours"}), "for a facilitator")
	d.must(ana, NameTeam{"مدرسة الأمل"})
	if d.now().TeamName() != "مدرسة الأمل" || d.now().Public().TeamName() != "مدرسة الأمل" {
		t.Fatal(d.now().TeamName())
	}
	if err := d.undo(ana, 1); err != nil || d.now().TeamName() != "" {
		t.Fatal(err)
	}
}
