// Package workspace is everything that a team keeps, as one value; the list of all ops; and what changed between two
// versions of it.
package workspace

import (
	"encoding/json"
	"iter"

	"convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/internal/ledger"
)

// Fold names this program's way of folding history into state. Change it whenever an Apply or a record changes what
// the same history gives: snapshots of another Fold are folded again from the start.
const Fold = "1"

// Workspace is one team's whole record at one moment. It is passed by value and never changed once others hold it.
type Workspace struct {
	Team     ledger.Table[Team] `json:"team"` // one record
	Partner  partner.State      `json:"partner"`
	CardSort cardsort.State     `json:"cardsort"`
}

// Team is the one record about the team itself.
type Team struct {
	Name string `json:"name"`
}

// TeamKey is the key of the one Team record.
const TeamKey = "team"

// Key implements ledger.Record.
func (Team) Key() string { return TeamKey }

// Label is how messages call the record.
func (Team) Label() string { return "the team's name" }

// TeamName is the team's name, empty before it has one.
func (w Workspace) TeamName() string {
	t, _ := w.Team.Get(TeamKey)
	return t.Name
}

// table is one of the workspace's tables, by name.
type table struct {
	name string
	at   func(*Workspace) ledger.AnyTable
}

// tables lists every table. Names are in the history, for good.
func tables() []table {
	return []table{
		{"team", func(w *Workspace) ledger.AnyTable { return &w.Team }},
		{partner.Table, func(w *Workspace) ledger.AnyTable { return &w.Partner.Partners }},
		{"partner.vision", func(w *Workspace) ledger.AnyTable { return &w.Partner.Vision }},
		{"partner.receipt", func(w *Workspace) ledger.AnyTable { return &w.Partner.Receipts }},
		{"cardsort.round", func(w *Workspace) ledger.AnyTable { return &w.CardSort.Rounds }},
		{"cardsort.card", func(w *Workspace) ledger.AnyTable { return &w.CardSort.Cards }},
		{"cardsort.ballot", func(w *Workspace) ledger.AnyTable { return &w.CardSort.Ballots }},
	}
}

// Ops knows every op. Names and meanings never change; new ones are added.
func Ops() *ledger.Registry[Workspace] {
	r := ledger.NewRegistry[Workspace]()
	whole := func(w *Workspace) *Workspace { return w }
	inventory := func(w *Workspace) *partner.State { return &w.Partner }
	sort := func(w *Workspace) *cardsort.State { return &w.CardSort }

	ledger.Add[NameTeam](r, "team.name", whole)
	ledger.Add[Undo](r, "undo", whole)

	ledger.Add[partner.Add](r, "partner.add", inventory)
	ledger.Add[partner.Edit](r, "partner.edit", inventory)
	ledger.Add[partner.Archive](r, "partner.archive", inventory)
	ledger.Add[partner.Import](r, "partner.import", inventory)
	ledger.Add[partner.Share](r, "partner.share", inventory)
	ledger.Add[partner.Give](r, "partner.give", inventory)

	ledger.Add[Merge](r, "partner.merge", whole)

	ledger.Add[cardsort.Open](r, "cardsort.open", sort)
	ledger.Add[cardsort.Rename](r, "cardsort.rename", sort)
	ledger.Add[cardsort.Move](r, "cardsort.move", sort)
	ledger.Add[cardsort.Hold](r, "cardsort.hold", sort)
	ledger.Add[cardsort.Explain](r, "cardsort.explain", sort)
	ledger.Add[cardsort.CountHands](r, "cardsort.hands", sort)
	ledger.Add[cardsort.Reveal](r, "cardsort.reveal", sort)
	ledger.Add[cardsort.AddBallot](r, "cardsort.ballot", sort)
	ledger.Add[cardsort.Settle](r, "cardsort.settle", sort)
	ledger.Add[cardsort.SettleUndivided](r, "cardsort.settle_undivided", sort)
	ledger.Add[cardsort.Unsettle](r, "cardsort.unsettle", sort)
	ledger.Add[cardsort.SetThreshold](r, "cardsort.threshold", sort)
	ledger.Add[cardsort.Close](r, "cardsort.close", sort)
	ledger.Add[cardsort.Reopen](r, "cardsort.reopen", sort)
	return r
}

// Changes lists the records that entry seq changed, before and after it.
func Changes(before, after Workspace, seq uint64) []Change {
	var out []Change
	for _, t := range tables() {
		now, then := t.at(&after), t.at(&before)
		for _, key := range now.Touched(seq) {
			c := Change{Before: then.Image(t.name, key), After: now.Image(t.name, key)}
			c.Label = label(now.Record(key), then.Record(key))
			if !c.Before.Same(c.After) {
				out = append(out, c)
			}
		}
	}
	return out
}

// Change is one record before and after.
type Change struct {
	Label         string // how people call the record
	Before, After ledger.Image
}

// Fields are the record's fields that differ, by JSON name.
func (c Change) Fields() ledger.Patch {
	var a, b map[string]json.RawMessage
	_ = json.Unmarshal(c.Before.Data, &a) // an image is our own JSON; none is an empty record
	_ = json.Unmarshal(c.After.Data, &b)
	return ledger.Diff(a, b)
}

// Between lists every record that differs between two versions, in the order of tables and keys.
func Between(a, b Workspace) iter.Seq[Change] {
	return func(yield func(Change) bool) {
		for _, t := range tables() {
			ta, tb := t.at(&a), t.at(&b)
			for key := range differing(ta, tb) {
				c := Change{Before: ta.Image(t.name, key), After: tb.Image(t.name, key), Label: label(tb.Record(key), ta.Record(key))}
				if !yield(c) {
					return
				}
			}
		}
	}
}

// differing goes through the keys whose Rev is not the same, in order.
func differing(a, b ledger.Rows) iter.Seq[string] {
	return func(yield func(string) bool) {
		nextA, stopA := iter.Pull2(a.Revs())
		nextB, stopB := iter.Pull2(b.Revs())
		defer stopA()
		defer stopB()
		ka, ra, oka := nextA()
		kb, rb, okb := nextB()
		for oka || okb {
			key := kb
			differs := true
			switch {
			case oka && (!okb || ka < kb):
				key = ka
				ka, ra, oka = nextA()
			case okb && (!oka || kb < ka):
				kb, rb, okb = nextB()
			default:
				differs = ra != rb
				ka, ra, oka = nextA()
				kb, rb, okb = nextB()
			}
			if differs && !yield(key) {
				return
			}
		}
	}
}

func label(recs ...ledger.Record) string {
	for _, r := range recs {
		if l, ok := r.(ledger.Labelled); ok {
			return l.Label()
		}
	}
	return "that record"
}
