package improve

import (
	"math"
	"slices"
	"strings"

	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/ledger"
	"convene/internal/text"
)

// How much a record takes.
const (
	PartnersMax = 50   // of one measure
	UnitMax     = 24   // characters
	ValueMax    = 1e12 // in either direction
	CountMax    = 10_000_000
	idMax       = 64  // characters
	rankMax     = 512 // bytes
)

func (m Measure) valid() error {
	if m.What == "" {
		return ledger.Refuse("A measure needs a name: what is counted or asked. Nothing was changed: write a few words.")
	}
	for _, f := range []struct {
		label, s string
		most     int
	}{{"What is measured", m.What, text.LineMax}, {"Who looks after it", m.Owner, text.NameMax}, {"The unit", m.Unit, UnitMax}} {
		if err := line(f.label, f.s, f.most); err != nil {
			return err
		}
	}
	if err := block("The note on sharing", m.SharingNote); err != nil {
		return err
	}
	switch {
	case m.Goal != text.Line(m.Goal, idMax):
		return ledger.Refuse("That is no goal of the plan. Nothing was changed: choose one from the list.")
	case !listed(Sources(), m.Source), !listed(Collectings(), m.Collecting), !listed(Frequencies(), m.CollectEvery),
		!listed(Frequencies(), m.ShareEvery), !listed(Sharings(), m.Sharing), !listed(Directions(), m.Direction):
		return ledger.Refuse("That is no choice that convene knows. Nothing was changed: choose one from the list.")
	case m.Importance < 0 || m.Importance > 3:
		return ledger.Refuse("How much it matters goes from 1 to 3, or is not known. Nothing was changed: choose one of them.")
	case m.Baseline != nil && !finite(*m.Baseline), m.Target != nil && !finite(*m.Target):
		return noNumber()
	case m.TargetBy != day.None && !sound(m.TargetBy):
		return noDay()
	case len(m.Partners) > PartnersMax:
		return ledger.Refuse("That is more than %d partners. Nothing was changed: choose fewer, or none for all.", PartnersMax)
	}
	for i, p := range m.Partners {
		if p == "" || slices.Contains(m.Partners[:i], p) {
			return ledger.Refuse("A partner is listed twice, or is none. Nothing was changed: choose each one once.")
		}
	}
	return nil
}

func (o Observation) valid() error {
	switch {
	case !sound(o.On):
		return noDay()
	case !finite(o.Value):
		return noNumber()
	case o.Count != nil && (*o.Count < 0 || *o.Count > CountMax):
		return ledger.Refuse("How many people it is about is a count from 0. Nothing was changed: leave it empty where nobody knows.")
	}
	return block("A note", o.Note)
}

func (r Reflection) valid() error {
	if !sound(r.On) {
		return noDay()
	}
	if r.Saw == "" && r.Think == "" && r.Change == "" {
		return ledger.Refuse("Nothing is written yet. Nothing was changed: write what you saw, what you think, or what you change.")
	}
	for _, f := range []struct{ label, s string }{{"What you saw", r.Saw}, {"What you think", r.Think}, {"What you change", r.Change}} {
		if err := block(f.label, f.s); err != nil {
			return err
		}
	}
	return nil
}

func (r Review) valid() error {
	switch {
	case !listed(Frequencies(), r.Every):
		return ledger.Refuse("That is no choice that convene knows. Nothing was changed: choose one from the list.")
	case r.Next != day.None && !sound(r.Next):
		return noDay()
	}
	if err := block("The kind of meeting", r.Format); err != nil {
		return err
	}
	return block("How everybody is heard", r.Voices)
}

func noDay() error {
	return ledger.Refuse("That is no day. Nothing was changed: write it like 2027-01-15.")
}

func noNumber() error {
	return ledger.Refuse("That is no number that convene can keep. Nothing was changed: write it like 75 or 3.5.")
}

func finite(v float64) bool { return !math.IsNaN(v) && math.Abs(v) <= ValueMax }

// sound says that d is a day within the years that a person may type.
func sound(d day.Day) bool { return d.Valid() && d >= "1900-01-01" && d <= "2199-12-31" }

// listed says that v is in the list or not said.
func listed[T ~string](list []T, v T) bool { return v == "" || slices.Contains(list, v) }

func line(label, s string, most int) error {
	if s != text.Line(s, most) {
		return ledger.Refuse("%s is one line of at most %d characters. Your words are kept until you leave the field: shorten them.", label, most)
	}
	return nil
}

func block(label, s string) error {
	if s != text.Block(s, text.BlockMax) {
		return ledger.Refuse("%s takes at most %d characters. Your words are kept until you leave the field: shorten them.", label, text.BlockMax)
	}
	return nil
}

func validRank(rank string) bool {
	return len(rank) <= rankMax && strings.Trim(rank, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") == ""
}

// edited is the record as the patch leaves it, or why it cannot be: fixed fields are not edited by hand.
func edited[R any](rec R, p ledger.Patch, fixed ...string) (R, error) {
	for _, f := range fixed {
		if _, ok := p[f]; ok {
			return rec, ledger.Refuse("The field %s is not edited by hand. Nothing was changed.", f)
		}
	}
	if err := ledger.Check(rec, p); err != nil {
		return rec, err
	}
	return ledger.Apply(rec, p)
}

// resolved are the partners that go on in place of those in the list, each once.
func resolved(list []partner.ID, resolve func(partner.ID) partner.ID) []partner.ID {
	var out []partner.ID
	for _, p := range list {
		if r := resolve(p); !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}
