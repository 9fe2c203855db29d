package workspace

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/internal/ledger"
)

var (
	ana = ledger.Actor{Person: "p-ana", Name: "Ana Ruiz", Role: ledger.Facilitator}
	ben = ledger.Actor{Person: "p-ben", Name: "Ben Okoye", Role: ledger.Participant}
)

// world is a history with the state that each entry left: what a room does, without the room.
type world struct {
	t interface {
		Fatal(...any)
		Fatalf(string, ...any)
	}
	ops      *ledger.Registry[Workspace]
	entries  []ledger.Entry
	versions []Workspace // by sequence number
}

func newWorld(t interface {
	Fatal(...any)
	Fatalf(string, ...any)
}) *world {
	return &world{t: t, ops: Ops(), versions: make([]Workspace, 1)}
}

func (d *world) now() Workspace { return d.versions[len(d.versions)-1] }

// do makes a change as the room does: check, write, read again, fold.
func (d *world) do(by ledger.Actor, op any) error {
	e := ledger.Entry{Seq: uint64(len(d.versions)), At: time.Date(2026, 9, 1, 9, 0, len(d.versions), 0, time.UTC), By: by}
	if err := d.ops.Check(d.now(), op, e); err != nil {
		return err
	}
	var err error
	if e.Op, e.Data, err = d.ops.Encode(op); err != nil {
		d.t.Fatal(err)
	}
	next, err := d.ops.Fold(d.now(), e)
	if err != nil {
		d.t.Fatalf("%s %s cannot be read: %v", e.Op, e.Data, err)
	}
	d.entries, d.versions = append(d.entries, e), append(d.versions, next)
	return nil
}

func (d *world) must(by ledger.Actor, op any) {
	if err := d.do(by, op); err != nil {
		d.t.Fatalf("%#v: %v", op, err)
	}
}

func (d *world) changes(seq int) []Change {
	return Changes(d.versions[seq-1], d.versions[seq], uint64(seq))
}

func (d *world) undo(by ledger.Actor, seq int) error {
	return d.do(by, NewUndo(uint64(seq), d.changes(seq)))
}

// images are all records of a workspace, by table and key.
func images(w Workspace) map[ledger.Ref]ledger.Image {
	out := map[ledger.Ref]ledger.Image{}
	for _, t := range tables() {
		rows := t.at(&w)
		for _, k := range rows.Keys() {
			out[ledger.Ref{Table: t.name, Key: k}] = rows.Image(t.name, k)
		}
	}
	return out
}

// differ lists the records that are not the same in two workspaces, by looking at every one.
func differ(a, b Workspace) []ledger.Ref {
	ia, ib := images(a), images(b)
	var out []ledger.Ref
	for ref := range union(ia, ib) {
		if ia[ref].Rev != ib[ref].Rev || string(ia[ref].Data) != string(ib[ref].Data) {
			out = append(out, ref)
		}
	}
	return inOrder(out)
}

func union[K comparable, V any](a, b map[K]V) map[K]bool {
	out := map[K]bool{}
	for k := range maps.Keys(a) {
		out[k] = true
	}
	for k := range maps.Keys(b) {
		out[k] = true
	}
	return out
}

// inOrder sorts references by the order of the tables, then by key.
func inOrder(refs []ledger.Ref) []ledger.Ref {
	at := map[string]int{}
	for i, t := range tables() {
		at[t.name] = i
	}
	slices.SortFunc(refs, func(a, b ledger.Ref) int {
		if a.Table != b.Table {
			return at[a.Table] - at[b.Table]
		}
		if a.Key < b.Key {
			return -1
		}
		return 1
	})
	return refs
}

func asText(t testing.TB, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func raw(v any) json.RawMessage {
	b, _ := json.Marshal(v) // of a string or a number
	return b
}

// anyOp draws an op over few partners and rounds, so that they meet; many are refused.
func anyOp(t *rapid.T, w Workspace) any {
	if w.Partner.Partners.Len() > 0 && rapid.Bool().Draw(t, "card sort") {
		return anySort(t, w)
	}
	id := func() partner.ID {
		return partner.ID(rapid.SampledFrom([]string{"a", "b", "c", "d"}).Draw(t, "partner"))
	}
	word := func() string {
		return rapid.SampledFrom([]string{"", "Mill", "Ünï <&>", "دار", "x\x1b"}).Draw(t, "word")
	}
	p := id()
	switch rapid.IntRange(0, 9).Draw(t, "op") {
	case 0, 1, 2:
		return partner.Add{Partner: p, Name: word()}
	case 3, 4:
		f := rapid.SampledFrom([]string{"name", "mission", "notes", "partner_contact.email", "school_contact.name"}).Draw(t, "field")
		r, _ := w.Partner.Partners.Get(string(p))
		return partner.Edit{Partner: p, Patch: ledger.Patch{f: {From: partner.Value(r, f), To: raw(word())}}}
	case 5:
		return partner.Archive{Partner: p, Archived: rapid.Bool().Draw(t, "archived")}
	case 6:
		return partner.Give{Partner: p, On: rapid.SampledFrom([]string{"", "2026-09-01"}).Draw(t, "on")}
	case 7:
		into := id()
		f, _ := w.Partner.Partners.Get(string(p))
		i, _ := w.Partner.Partners.Get(string(into))
		return Merge{From: p, Into: into, Patch: partner.Takeover(f, i)}
	case 8:
		return partner.Import{New: []partner.Partner{{Public: partner.Public{ID: p, Name: word()}}, {Public: partner.Public{ID: id(), Name: "Import"}}}}
	}
	return rapid.SampledFrom([]any{NameTeam{word()}, partner.Distinct{A: p, B: id()},
		partner.Share{Patch: ledger.Patch{"goals": {To: raw(word())}}}}).Draw(t, "other")
}

func anySort(t *rapid.T, w Workspace) any {
	s := w.CardSort
	round := rapid.SampledFrom([]string{"r1", "r2", "r3"}).Draw(t, "round")
	if r, ok := s.OpenRound(); ok && rapid.IntRange(0, 5).Draw(t, "stray") > 0 {
		round = r.ID
	}
	p := partner.ID(rapid.SampledFrom(w.Partner.Partners.Keys()).Draw(t, "card"))
	to := rapid.SampledFrom(append(cardsort.Categories(), cardsort.Pile)).Draw(t, "to")
	c := s.Card(round, p)
	ballot := cardsort.Ballot{Round: round, Person: rapid.SampledFrom([]string{"v1", "v2"}).Draw(t, "voter")}.
		Place(p, rapid.SampledFrom(cardsort.Choices()).Draw(t, "choice"))
	switch rapid.IntRange(0, 12).Draw(t, "sort op") {
	case 0, 1:
		from := ""
		if r, ok := s.Latest(); ok {
			from = r.ID
		}
		return cardsort.NewOpen(s, round, "Round "+round, from, nil)
	case 2, 3, 4:
		return cardsort.Move{Round: round, Partner: p, To: to, Was: c.Place}
	case 5:
		return cardsort.Explain{Round: round, Partner: p, From: c.Why, To: rapid.SampledFrom([]string{"", "why"}).Draw(t, "why")}
	case 6:
		return cardsort.CountHands{Round: round, Partner: p, Hands: cardsort.Hands{Clear: 3, Unsure: 1}, Was: cardsort.Hands{}}
	case 7:
		return cardsort.Reveal{Round: round, Ballots: []cardsort.Ballot{ballot}}
	case 8:
		return cardsort.AddBallot{Round: round, Ballot: ballot}
	case 9:
		return cardsort.Settle{Round: round, Partner: p, To: to}
	case 10:
		return cardsort.Close{Round: round}
	case 11:
		return cardsort.NewReopen(s, round, nil)
	}
	return rapid.SampledFrom([]any{cardsort.Unsettle{Round: round, Partner: p}, cardsort.Hold{Round: round, Partner: p},
		cardsort.Rename{Round: round, Name: "Other"}, cardsort.SetThreshold{Round: round, Share: 0.6},
		cardsort.Read(s, nil).Sheet(round).SettleUndivided([]partner.ID{"a", "b", "c", "d"})}).Draw(t, "small op")
}
