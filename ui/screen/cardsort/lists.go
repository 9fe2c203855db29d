package cardsort

import (
	"fmt"

	sorting "convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/ui/paint"
	"convene/ui/screen"
	"convene/ui/theme"
)

// piece is a part of a line: text from a column on.
type piece struct {
	x    int
	text string
	kind lineKind
}

const (
	indent   = 2
	asideCol = 40 // where what is said of a partner stands beside its name
	asideLen = 28 // the room that it needs there
	readable = 60 // what the room reads is never wider
)

// said wraps somebody's words under a partner's name.
func said(text string, w int) (out [][]piece) {
	if text == "" {
		return nil
	}
	for _, l := range paint.Wrap(`"`+text+`"`, max(8, min(readable, w-2*indent))) {
		out = append(out, []piece{{2 * indent, l, labelLine}})
	}
	return out
}

// beside puts a note beside a name where there is room for both, else under it.
func beside(who, note string, w int) [][]piece {
	switch {
	case note == "":
		return [][]piece{{{indent, who, plainLine}}}
	case w >= asideCol+asideLen:
		return [][]piece{{{indent, paint.Clip(who, asideCol-indent-2, "…"), plainLine}, {asideCol, note, labelLine}}}
	}
	return [][]piece{{{indent, who, plainLine}}, {{2 * indent, note, labelLine}}}
}

// section begins the partners of a category.
func section(out [][]piece, title string) [][]piece {
	if len(out) > 0 {
		out = append(out, nil)
	}
	return append(out, []piece{{0, title, headLine}})
}

// changes is what moved since another round: by where it stands now, from where, and since when it stood there.
func (v resultView) changes(sh screen.Shared, w int) [][]piece {
	th := sh.Theme
	if v.from == "" {
		return [][]piece{{{0, "There is no earlier sort to compare with.", plainLine}}}
	}
	then, _ := sh.CardSort().Round(v.from)
	now, _ := sh.CardSort().Round(v.round)
	var out [][]piece
	last := sorting.Category("-")
	for _, m := range sh.Sorts().Compare(v.from, v.round) {
		if m.To != last {
			last = m.To
			out = section(out, word(m.To, now, th))
		}
		out = append(out, beside(name(sh.Public, m.Partner), moved(m, then, th, w), w)...)
		out = append(out, said(m.Why, w)...)
	}
	if len(out) == 0 {
		return [][]piece{{{0, "Nothing has moved between the two.", plainLine}}}
	}
	return out
}

// moved says from where a partner came and since when it stood there; the signs alone where there is no room for words.
func moved(m sorting.Shift, then sorting.Round, th *theme.Theme, w int) string {
	signs := sign(m.From, th) + " " + th.Symbols.Right + " " + sign(m.To, th) + "  "
	room := w - 2*indent
	if w >= asideCol+asideLen {
		room = w - asideCol
	}
	switch {
	case m.New:
		return signs + "listed since then"
	case m.From == sorting.Pile:
		return signs + "not placed then"
	case m.Since.IsZero():
		return signs + then.Word(m.From)
	}
	since := "since " + day(m.Since)
	if long := signs + then.Word(m.From) + ", " + since; paint.Width(long) <= room {
		return long
	}
	return signs + since
}

// settled is where each partner stands, category by category, when that was decided, and why.
func (v resultView) settled(sh screen.Shared, b *board, w int) [][]piece {
	var out [][]piece
	for l := range lanes {
		if len(b.lanes[l]) == 0 {
			continue
		}
		out = section(out, fmt.Sprintf("%s  %d", word(category(l), b.round, sh.Theme), len(b.lanes[l])))
		for _, id := range b.lanes[l] {
			out = append(out, beside(name(sh.Public, id), decided(b, id), w)...)
			out = append(out, said(b.sheet.Card(id).Why, w)...)
		}
	}
	return out
}

// decided says when it was decided where a card stands, and by whom.
func decided(b *board, id partner.ID) string {
	c := b.sheet.Card(id)
	switch {
	case c.Place == sorting.Pile:
		return ""
	case c.Settled:
		return "settled " + day(c.SettledAt) + by(c.SettledBy)
	case c.Carried:
		return "as the time before"
	case b.round.Settled:
		return "settled " + day(b.round.SettledAt)
	}
	return "not settled yet"
}

func by(who string) string {
	if who == "" {
		return ""
	}
	return " by " + who
}
