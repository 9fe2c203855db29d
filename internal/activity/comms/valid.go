package comms

import (
	"encoding/json"
	"slices"
	"strings"

	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/ledger"
	"convene/internal/text"
)

// How much a record takes.
const (
	AnswerMax   = text.BlockMax // characters
	PartnersMax = 50            // of one message or structure
	SkipMax     = 200           // days that one message leaves out
	idMax       = 64            // characters
	rankMax     = 512           // bytes
)

func (m Message) valid() error {
	if m.What == "" && m.Audience == "" {
		return ledger.Refuse("A message needs what it says, or who must know. Nothing was changed: write one of the two.")
	}
	for _, f := range []struct {
		label, s string
		most     int
	}{{"Who must know", m.Audience, text.LineMax}, {"What is said", m.What, text.LineMax}, {"The reason", m.Why, text.LineMax},
		{"The way", m.Channel, text.LineMax}, {"Who sends it", m.Sender, text.NameMax}} {
		if err := line(f.label, f.s, f.most); err != nil {
			return err
		}
	}
	switch {
	case !m.Recurrence.Valid():
		return ledger.Refuse("convene cannot read how often that is sent. Nothing was changed: write it anew, like every 2 weeks on Tuesday.")
	case m.Direction != "" && !slices.Contains(Directions(), m.Direction):
		return ledger.Refuse("“%s” is no way that convene knows. Nothing was changed: choose one from the list.", short(string(m.Direction)))
	case !slices.Contains(Statuses(), m.State):
		return ledger.Refuse("A message happens today, is missing, or should stop. Nothing was changed: choose one of the three.")
	case m.Goal != text.Line(m.Goal, idMax):
		return ledger.Refuse("That is no goal of the plan. Nothing was changed: choose one from the list.")
	}
	if err := days(m.Skip); err != nil {
		return err
	}
	return partners(m.Partners)
}

func (r Structure) valid() error {
	if r.Name == "" {
		return ledger.Refuse("A structure needs a name. Nothing was changed: write a few words.")
	}
	if err := line("The name of a structure", r.Name, text.NameMax); err != nil {
		return err
	}
	if err := block("How it works", r.What); err != nil {
		return err
	}
	return partners(r.Partners)
}

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

func partners(list []partner.ID) error {
	for i, p := range list {
		if p == "" || slices.Contains(list[:i], p) {
			return ledger.Refuse("A partner is listed twice, or is none. Nothing was changed: choose each one once.")
		}
	}
	if len(list) > PartnersMax {
		return ledger.Refuse("That is more than %d partners. Nothing was changed: choose fewer, or none for all.", PartnersMax)
	}
	return nil
}

func days(list []day.Day) error {
	for i, d := range list {
		if !sound(d) || slices.Contains(list[:i], d) {
			return ledger.Refuse("A day to skip is listed twice, or is none. Nothing was changed: write days like 2027-01-15.")
		}
	}
	if len(list) > SkipMax {
		return ledger.Refuse("A message skips at most %d days. Nothing was changed: list common ones as days off for all.", SkipMax)
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

func meet(rec any, field string) error {
	b, err := json.Marshal(rec)
	if err != nil {
		return err
	}
	return &ledger.MeetError{Fields: []string{field}, Now: b}
}

// RankAt is the rank with which the record of that key comes to stand at an index of a list (0: first; any beyond: last).
// The list is in order; the record itself may be in it and is passed over.
func RankAt[R ledger.Record](list []R, rank func(R) string, index int, key string) string {
	before, n := "", 0
	for _, r := range list {
		switch {
		case r.Key() == key:
		case n >= index:
			return ledger.RankBetween(before, rank(r))
		default:
			before = rank(r)
			n++
		}
	}
	return ledger.RankBetween(before, "")
}
