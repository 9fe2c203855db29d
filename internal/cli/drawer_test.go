package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/internal/activity/touchpoint"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/sample"
	"convene/internal/store/boltlog"
)

// inDrawer marks what lies in the drawer.
const inDrawer = "zqDrawer"

// twoDrawers are two files with one history, an open sort and an open vote with dots in it: one has an empty drawer, the other
// ballots, dots, a draft and a known key.
func twoDrawers(t *testing.T, now time.Time) (empty, full string, round string) {
	t.Helper()
	dir := t.TempDir()
	empty, full = filepath.Join(dir, "a", "team.convene"), filepath.Join(dir, "b", "team.convene")
	for _, path := range []string{empty, full} {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	open(t, empty, now, func(store *boltlog.Log) error { return sample.Fill(t.Context(), store, now) }, func(r *room.Room) {
		lead := r.Join(ledger.Actor{Person: "lead", Name: "Coordinator", Role: ledger.Facilitator})
		q := question(r)
		for _, op := range []any{cardsort.Open{Round: "open", Name: "Winter"}, touchpoint.Ask{Round: q},
			touchpoint.Contribute{ID: "c1", Round: q, Text: "Homework hour"}, touchpoint.OpenDots{Round: q, Dots: 3}} {
			if _, err := lead.Do(t.Context(), op); err != nil {
				t.Fatal(err)
			}
		}
	})
	b, err := os.ReadFile(empty)
	if err == nil {
		err = os.WriteFile(full, b, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	open(t, full, now, nil, func(r *room.Room) {
		s := r.Join(ledger.Actor{Person: inDrawer, Name: inDrawer, Role: ledger.Participant})
		q := question(r)
		ballot := cardsort.Ballot{Round: "open", Person: inDrawer, Name: inDrawer}
		for p := range r.State().Partner.Partners.All() {
			ballot = ballot.Place(p.ID, cardsort.Choices()[0])
		}
		sorted, err := cardsort.Sealed{Ballot: ballot, Done: true}.Encode()
		if err != nil {
			t.Fatal(err)
		}
		dots, err := touchpoint.Sealed{Round: q, Person: inDrawer, Dots: map[string]int{"c1": 3}, Done: true}.Encode()
		if err != nil {
			t.Fatal(err)
		}
		for _, err := range []error{s.Seal(t.Context(), cardsort.SealedKind("open"), inDrawer, sorted), s.Seal(t.Context(), touchpoint.SealedKind(q), inDrawer, dots),
			s.KeepDraft(t.Context(), "capture/decision", inDrawer), r.Store().Put(t.Context(), "key", inDrawer, []byte(`{"person":"`+inDrawer+`"}`))} {
			if err != nil {
				t.Fatal(err)
			}
		}
	})
	if b, err := os.ReadFile(full); err != nil || !strings.Contains(string(b), inDrawer) {
		t.Fatal("the drawer is empty, or is not to be read like this", err)
	}
	return empty, full, "open"
}

// open opens a room on a file, which is made where fill is given.
func open(t *testing.T, path string, now time.Time, fill func(*boltlog.Log) error, do func(*room.Room)) {
	t.Helper()
	store, err := boltlog.Open(path)
	if fill != nil {
		if store, err = boltlog.Create(path, boltlog.Meta{Created: now}); err == nil {
			err = fill(store)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	r, err := room.Open(t.Context(), store, room.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	do(r)
	if err := r.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
}

func question(r *room.Room) touchpoint.Round {
	var own partner.ID
	for p := range r.State().Partner.Partners.All() {
		if p.Name == "Sunrise Mentors" {
			own = p.ID
		}
	}
	return touchpoint.Round{Partner: own, Question: "together.2", CheckIn: 1}
}

// TestNoCommandOpensTheDrawer: whatever lies in the drawer, every export in every format, the log and a backup are the same to
// the last byte as with an empty one.
func TestNoCommandOpensTheDrawer(t *testing.T) {
	d := newDesk(t, "")
	empty, full, round := twoDrawers(t, d.now())
	var all [][]string
	for _, x := range exports() {
		formats := x.formats
		if racing {
			formats = formats[:1]
		}
		for _, format := range formats {
			args := []string{"export", x.name, "--format", format}
			if x.partner == must {
				args = append(args, "--partner", "Sunrise Mentors")
			}
			if x.rounds {
				all = append(all, append(append([]string{}, args...), "--round", round))
			}
			all = append(all, append(args, "--with-contacts"))
		}
	}
	all = append(all, []string{"log"}, []string{"log", "--json", "--with-contacts"})
	for _, args := range all {
		var out [2]string
		for i, path := range []string{empty, full} {
			d.out.Reset()
			d.err.Reset()
			d.run(t, 0, append(append([]string{}, args...), "--file", path)...)
			out[i] = d.out.String() + d.err.String()
		}
		if out[0] != out[1] || strings.Contains(out[1], inDrawer) || out[0] == "" {
			t.Errorf("%q tells what is in the drawer:\n%s", args, out[1])
		}
	}
	var copies [2]string
	for i, path := range []string{empty, full} {
		to := filepath.Join(t.TempDir(), fmt.Sprint(i)+".convene")
		d.run(t, 0, "backup", to, "--file", path)
		b, err := os.ReadFile(to)
		if err != nil {
			t.Fatal(err)
		}
		copies[i] = string(b)
	}
	if copies[0] != copies[1] || strings.Contains(copies[1], inDrawer) {
		t.Error("a backup tells what is in the drawer")
	}
}
