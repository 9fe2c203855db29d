// Package workspace is everything that a team keeps, as one value; the list of all ops; and what changed between two
// versions of it.
package workspace

import (
	"iter"

	"convene/internal/activity/cardsort"
	"convene/internal/activity/comms"
	"convene/internal/activity/improve"
	"convene/internal/activity/meeting"
	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/activity/touchpoint"
	"convene/internal/ledger"
)

// Fold names this program's way of folding history into state. Change it whenever an Apply or a record changes what
// the same history gives: snapshots of another Fold are folded again from the start.
const Fold = "2"

// Workspace is one team's whole record at one moment. It is passed by value and never changed once others hold it.
type Workspace struct {
	Team     ledger.Table[Team]  `json:"team"` // one record
	Partner  partner.State       `json:"partner"`
	CardSort cardsort.State      `json:"cardsort"`
	Guide    ledger.Table[Guide] `json:"guide"` // one record at most

	Touchpoint touchpoint.State `json:"touchpoint"`
	Plan       plan.State       `json:"plan"`
	Comms      comms.State      `json:"comms"`
	Improve    improve.State    `json:"improve"`
	Meeting    meeting.State    `json:"meeting"`
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

// Fields are the record's fields that differ, by the names that patches use.
func (c Change) Fields() ledger.Patch {
	if t := find(&Workspace{}, c.After.Table); t != nil {
		return t.Diff(c.Before, c.After)
	}
	return nil
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
