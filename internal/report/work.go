package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/internal/workspace"
)

// Work is what a meeting did in the card sort and at the touchpoints, for somebody who was not there. Votes are numbers,
// and what is unsigned has no author. Words that were mended since are taken as they are now, and what was taken back since
// is not told.
type Work struct {
	cards []sorted
	talks []talk
}

// Told is a part of what a meeting did: a line each.
type Told struct {
	Title string
	Asked []string // of a touchpoint: the question in full
	Where string   // of a touchpoint: what opens it on a screen, a partner and a question
	Lines []string
}

// sorted is a card that the meeting settled, moved or gave a reason.
type sorted struct {
	round    cardsort.Round
	partner  RefJSON
	place    cardsort.Category
	from, to string
	moved    bool
	why      string
	votes    cardsort.Tally
}

// Work reads what a meeting did between two versions of the workspace.
func (r Report) Work(before, after workspace.Workspace) Work {
	w := Work{r.sorted(before, after), r.discussed(before, after)}
	clean := r.cleaner()
	for i := range w.cards {
		clean(&w.cards[i].why)
	}
	for i := range w.talks {
		w.talks[i].clean(clean)
	}
	return w
}

// Empty says that nothing was sorted or talked over.
func (w Work) Empty() bool { return len(w.cards)+len(w.talks) == 0 }

// sorted are the cards of each sort: what was divided or has a reason first, then as they stand.
func (r Report) sorted(before, after workspace.Workspace) []sorted {
	was, now := cardsort.Read(before.CardSort, r.pub.Resolve), cardsort.Read(after.CardSort, r.pub.Resolve)
	kept := cardsort.Read(r.Workspace.CardSort, r.pub.Resolve)
	touched := map[string]bool{}
	for c := range workspace.Between(before, after) {
		if c.After.Table == cardsort.CardTable {
			id, _, _ := strings.Cut(c.After.Key, "/")
			touched[id] = true
		}
	}
	var out []sorted
	for _, round := range after.CardSort.InOrder() {
		if !touched[round.ID] || !r.Workspace.CardSort.Rounds.Has(round.ID) {
			continue
		}
		d := sorting{was.Sheet(round.ID), now.Sheet(round.ID), kept.Sheet(round.ID), now.LastTime(round.ID)}
		var list []sorted
		for _, id := range r.placed(after.CardSort, d.now) {
			if c, ok := d.card(id); ok && r.about([]partner.ID{id}) {
				c.partner.Name = r.pub.NameOf(id)
				list = append(list, c)
			}
		}
		slices.SortStableFunc(list, func(a, b sorted) int { return cmp.Compare(a.rank(), b.rank()) })
		out = append(out, list...)
	}
	return out
}

// placed are the partners that a sort has a card of, by where they stand.
func (r Report) placed(s cardsort.State, sheet cardsort.Sheet) []partner.ID {
	var all []partner.ID
	seen := map[partner.ID]bool{}
	for c := range s.Cards.All() {
		if id := r.pub.Resolve(c.Partner); c.Round == sheet.Round.ID && !seen[id] {
			seen[id] = true
			all = append(all, id)
		}
	}
	columns := sheet.Columns(all)
	var out []partner.ID
	for _, cat := range append(cardsort.Categories(), cardsort.Pile) {
		out = append(out, columns[cat]...)
	}
	return out
}

// sorting is one sort as the meeting found it, as it left it and as it is kept now, and where partners stood the time before.
type sorting struct {
	was, now, kept cardsort.Sheet
	last           map[partner.ID]cardsort.Standing
}

// card is what the meeting did with a card; false where it did nothing that lasts.
func (d sorting) card(id partner.ID) (sorted, bool) {
	was, now, round := d.was.Card(id), d.now.Card(id), d.now.Round
	out := sorted{round: round, partner: RefJSON{ID: id}, place: now.Place, from: round.Word(was.Place), to: round.Word(now.Place), why: now.Why, votes: d.now.Votes(id)}
	if last, ok := d.last[id]; ok && !d.was.Has(id) {
		was.Place, was.Why, out.from = last.Category, last.Why, last.Word
	}
	if kept := d.kept.Card(id); kept.Place == now.Place {
		out.why = kept.Why
	}
	out.moved = was.Place != now.Place
	settled := now.Settled && !(was.Settled && was.SettledAt.Equal(now.SettledAt))
	return out, out.moved || settled || now.Why != was.Why && out.why != ""
}

// divided says that no category has the share of the votes that the sort asks for.
func (c sorted) divided() bool {
	_, ok := c.votes.Undivided(c.round.Threshold)
	return !ok && c.votes.Votes() > 0
}

func (c sorted) rank() int {
	if c.divided() || c.why != "" {
		return 0
	}
	return 1
}

// moves is where the card went.
func (c sorted) moves() string {
	if !c.moved {
		return c.partner.Name + ": " + c.to + ", as before"
	}
	return c.partner.Name + ": " + c.from + " → " + c.to
}

func (c sorted) line() string {
	why := ""
	if c.why != "" {
		why = "Why: " + c.why
	}
	return sentence(c.moves(), why, c.fell())
}

// fell is how the votes fell, empty where nobody voted.
func (c sorted) fell() string {
	if c.votes.Of() == 0 {
		return ""
	}
	var parts []string
	for _, cat := range cardsort.Categories() {
		if n := c.votes.Count(cat); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, c.round.Word(cat)))
		}
	}
	if n := c.votes.Unsure; n > 0 {
		parts = append(parts, fmt.Sprintf("%d %s", n, cardsort.Unsure.Label()))
	}
	out := "Votes: " + strings.Join(parts, ", ")
	if a := agreement(c.votes); a != "" {
		out += "; agreement " + a
		if c.divided() {
			out += ", divided"
		} else {
			out += ", not divided"
		}
	}
	return out
}

// Sorts are the cards, a part for each sort.
func (w Work) Sorts() []Told {
	var out []Told
	last := ""
	for _, c := range w.cards {
		if c.round.ID != last {
			last = c.round.ID
			out = append(out, Told{Title: "Card sort: " + c.round.Name})
		}
		t := &out[len(out)-1]
		t.Lines = append(t.Lines, c.line())
	}
	return out
}

// Moves are where cards went, in short.
func (w Work) Moves() []string {
	var out []string
	for _, c := range w.cards {
		if c.moved {
			out = append(out, c.moves())
		}
	}
	return out
}
