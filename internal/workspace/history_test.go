package workspace

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/internal/ledger"
)

// line is one line of the stored history: an entry, and the hash of the state behind it.
type line struct {
	Fold  string        `json:"fold,omitempty"` // in the first line alone: the Fold that the hashes were made with
	Entry *ledger.Entry `json:"entry,omitempty"`
	After string        `json:"after,omitempty"`
}

// hash tells two states apart by their records and Revs. An empty table changes nothing, so that a new one may come.
func hash(t *testing.T, w Workspace) string {
	var all []ledger.Image
	now := images(w)
	for ref := range now {
		all = append(all, now[ref])
	}
	slices.SortFunc(all, func(a, b ledger.Image) int {
		return bytes.Compare([]byte(a.Table+"\x00"+a.Key), []byte(b.Table+"\x00"+b.Key))
	})
	return fmt.Sprintf("%x", sha256.Sum256([]byte(asText(t, all))))[:24]
}

// TestStoredHistory folds a history that was written down once. What it means never changes. Where a hash differs, an
// Apply or a record gives another state than it did: the snapshots that people have on disk no longer fit the program.
//
// To add an entry (a new op needs one): append {"entry":{…}} to the file and run this test with CONVENE_WRITE=1. It adds a
// sample of every op that has none, which is better than nothing: see whether it changes anything, and improve it.
func TestStoredHistory(t *testing.T) {
	path := filepath.Join("testdata", "history.jsonl")
	lines := readLines(t, path)
	write := os.Getenv("CONVENE_WRITE") != ""
	if lines[0].Fold != Fold && !write {
		t.Fatalf("the stored history is of Fold %q, the program's is %q: run this test with CONVENE_WRITE=1", lines[0].Fold, Fold)
	}
	again := lines[0].Fold != Fold
	lines[0].Fold = Fold
	ops, seen := Ops(), map[string]bool{}
	var w Workspace
	for i := 1; i < len(lines); i++ {
		l := &lines[i]
		var err error
		if w, err = ops.Fold(w, *l.Entry); err != nil {
			t.Fatalf("line %d: %v", i+1, err)
		}
		if l.Entry.Seq != uint64(i) {
			t.Fatalf("line %d holds entry %d", i+1, l.Entry.Seq)
		}
		seen[l.Entry.Op] = true
		switch now := hash(t, w); {
		case write && (again || l.After == ""):
			l.After = now
		case l.After != now:
			t.Fatalf("line %d, %s, gives another state than before (%s, was %s).\nIf that is meant, change workspace.Fold and run this test with CONVENE_WRITE=1.",
				i+1, l.Entry.Op, now, l.After)
		}
	}
	for _, name := range inTurn(ops.Names()) {
		switch {
		case seen[name]:
		case write:
			e := sampleEntry(t, ops, w, name, uint64(len(lines)))
			next, err := ops.Fold(w, e)
			if err != nil {
				t.Fatal(err)
			}
			w = next
			lines = append(lines, line{Entry: &e, After: hash(t, w)})
		default:
			t.Errorf("no entry of the stored history is a %s: append one to %s", name, path)
		}
	}
	if write {
		writeLines(t, path, lines)
	}
}

func readLines(t *testing.T, path string) []line {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []line
	for s := bufio.NewScanner(bytes.NewReader(b)); s.Scan(); {
		var l line
		if err := json.Unmarshal(s.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		out = append(out, l)
	}
	if len(out) == 0 {
		t.Fatal("the stored history is empty")
	}
	return out
}

func writeLines(t *testing.T, path string, lines []line) {
	t.Helper()
	var b bytes.Buffer
	for _, l := range lines {
		b.WriteString(asText(t, l) + "\n")
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// story is a short history of an inventory and a card sort.
func story(d *world) {
	d.must(ana, NameTeam{"Maple Street"})
	d.must(ana, UseGuide{Hash: "h1", Words: map[string]string{"card_sort.title": "Sort"}})
	d.must(ana, partner.Add{Partner: "a", Name: "Grove Street Youth Club"})
	d.must(ben, partner.Add{Partner: "b", Name: "Grove St Youth Club", Origin: partner.Team})
	d.must(ben, partner.Add{Partner: "c", Name: "Bücherei"})
	d.must(ben, edit("mission", "", "Läßt <alle> lesen & schreiben"))
	d.must(ana, partner.Edit{Partner: "a", Patch: ledger.Patch{"since": {To: raw(1998)}, "kinds": {To: raw([]string{"ost", "nonprofit"})},
		"when": {To: raw([]string{"after"})}, "partner_contact.name": {To: raw("Mia")}, "school_contact.email": {To: raw("o@x.example")}}})
	d.must(ana, partner.Archive{Partner: "c", Archived: true})
	d.must(ana, partner.Import{File: "list.csv", New: []partner.Partner{{Public: partner.Public{ID: "d", Name: "Clinic", Origin: partner.Imported,
		Tags: []string{"x"}}, PartnerContact: partner.Contact{Phone: "1"}}}, Fills: []partner.Edit{edit("location", "", "Hall")}})
	d.must(ben, partner.Share{Patch: ledger.Patch{"vision": {To: raw("Belonging")}}})
	d.must(ben, partner.Give{Partner: "a", On: "2026-09-01", By: "Ben"})
	d.must(ben, partner.Distinct{A: "d", B: "a"})
	sortStory(d)
	a, _ := d.now().Partner.Partners.Get("a")
	b, _ := d.now().Partner.Partners.Get("b")
	d.must(ana, Merge{From: "b", Into: "a", Patch: partner.Takeover(b, a)})
	if err := d.undo(ana, len(d.versions)-1); err != nil {
		d.t.Fatal(err)
	}
	if err := d.undo(ana, len(d.versions)-1); err != nil {
		d.t.Fatal(err)
	}
}

func sortStory(d *world) {
	d.must(ana, cardsort.Open{Round: "r1", Name: "Autumn", Words: map[cardsort.Category]string{cardsort.Clear: "Clearly"}})
	d.must(ana, cardsort.Rename{Round: "r1", Name: "Autumn sort"})
	d.must(ana, cardsort.SetThreshold{Round: "r1", Share: 0.75})
	d.must(ben, cardsort.Move{Round: "r1", Partner: "a", To: cardsort.Could})
	d.must(ben, cardsort.Move{Round: "r1", Partner: "b", To: cardsort.Could, Rank: "W"})
	d.must(ben, cardsort.Explain{Round: "r1", Partner: "a", To: "They know every family"})
	d.must(ana, cardsort.CountHands{Round: "r1", Partner: "d", Hands: cardsort.Hands{None: 3, Unsure: 1}})
	d.must(ana, cardsort.Reveal{Round: "r1", Ballots: []cardsort.Ballot{{Round: "r1", Person: "v1", Name: "Zoë",
		Placements: map[partner.ID]cardsort.Choice{"a": "clear", "b": "unsure"}}}})
	d.must(ana, cardsort.AddBallot{Round: "r1", Ballot: cardsort.Ballot{Round: "r1", Person: "v2", Proxy: true,
		Placements: map[partner.ID]cardsort.Choice{"a": "clear"}}})
	d.must(ana, cardsort.Settle{Round: "r1", Partner: "b", To: cardsort.None, Why: "Far away"})
	d.must(ana, cardsort.Unsettle{Round: "r1", Partner: "b"})
	d.must(ana, cardsort.SettleUndivided{Round: "r1", Cards: []cardsort.Placement{{Partner: "a", To: cardsort.Clear}, {Partner: "d", To: cardsort.None}}})
	d.must(ana, cardsort.Close{Round: "r1", Pile: []partner.ID{"c"}})
	d.must(ana, cardsort.Reopen{Round: "r1"})
	d.must(ana, cardsort.Close{Round: "r1"})
	d.must(ana, cardsort.Open{Round: "r2", Name: "Spring", From: "r1"})
	d.must(ben, cardsort.Hold{Round: "r2", Partner: "a"})
}
