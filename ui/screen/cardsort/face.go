package cardsort

import (
	"fmt"
	"strings"

	sorting "convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
	"convene/ui/theme"
)

// sign is the category's sign.
func sign(c sorting.Category, th *theme.Theme) string {
	switch c {
	case sorting.Clear:
		return th.Symbols.Clear
	case sorting.Could:
		return th.Symbols.Could
	case sorting.None:
		return th.Symbols.None
	}
	return th.Symbols.Bullet
}

// word is the category's sign and its name in a round.
func word(c sorting.Category, r sorting.Round, th *theme.Theme) string {
	if c == sorting.Pile {
		return c.Label()
	}
	return sign(c, th) + " " + r.Word(c)
}

// mark is the sign before a card's name: settled, or not looked at since last time.
func mark(c sorting.Card, th *theme.Theme) string {
	switch {
	case c.Settled:
		return th.Symbols.Check
	case c.Carried:
		return th.Symbols.Between
	}
	return ""
}

// face is what an open card says, a line or two each. Empty ones are left out.
type face struct {
	name, about, why, votes, last string
	short                         string // in place of last, where that has no room
	agreement                     string // behind the votes, where there is room for all of it
}

// faceOf puts together what the open card of a partner says. held: it is in somebody's hand.
func faceOf(sh screen.Shared, b *board, id partner.ID, held bool) face {
	p, _ := sh.Partner(id)
	c := b.sheet.Card(id)
	f := face{name: name(sh.Public, id), about: about(p, sh)}
	if c.Why != "" {
		f.why = `"` + c.Why + `"`
	}
	if t := b.sheet.Votes(id); b.shown() && t.Of() > 0 {
		f.votes, f.agreement = tally(t, sh.Theme)
	} else if c.Hands != nil {
		f.votes = "Hands are counted."
	}
	last, was := b.last[id]
	switch {
	case c.Carried && c.Place != sorting.Pile && !b.round.Settled && !held:
		f.last, f.short = "As last time: Enter keeps it so", "As last time"
	case was:
		f.short = "Last time " + sign(last.Category, sh.Theme)
		f.last = f.short + " " + last.Word
	case !b.first && !b.round.Settled:
		f.last, f.short = "Not placed last time", "No place last time"
	}
	return f
}

// about says in a line what a partner is and for whom.
func about(p partner.Public, sh screen.Shared) string {
	var kinds []string
	for _, k := range p.Kinds {
		kinds = append(kinds, sh.Guide.Kind(string(k)).Label)
	}
	var parts []string
	for _, s := range []string{strings.Join(kinds, ", "), p.Audience} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if len(parts) == 0 {
		return p.Mission
	}
	return strings.Join(parts, " "+sh.Theme.Symbols.Between+" ")
}

// tally says how the votes on a card fell, and how far they agree.
func tally(t sorting.Tally, th *theme.Theme) (votes, agreement string) {
	if t.Votes() == 0 {
		return kit.Count(t.Unsure, "does not know", "do not know"), ""
	}
	var parts []string
	for _, c := range sorting.Categories() {
		parts = append(parts, fmt.Sprintf("%s %d", sign(c, th), t.Count(c)))
	}
	if a, ok := sorting.Agreement(t); ok {
		agreement = fmt.Sprintf("  agreement %.2f", a)
	}
	return strings.Join(parts, "  "), agreement
}

// draw fits the face into an area: the name first, then what tells most.
func (f face) draw(in kit.Area, th *theme.Theme) {
	rows, w := in.H(), in.W()
	y := min(len(paint.Wrap(f.name, max(1, w))), max(1, min(3, rows-1)))
	in.Sub(0, 0, w, y).Para(0, w, f.name, th.Heading)
	left := rows - y
	if paint.Width(f.last) > w {
		f.last = f.short
	}
	if paint.Width(f.votes+f.agreement) <= w {
		f.votes += f.agreement
	}
	lines := []struct {
		text string
		ink  paint.Ink
		rank int // which goes in first
		rows int
	}{{f.about, th.Text, 3, 0}, {f.why, th.Text, 1, 0}, {f.votes, th.Muted, 0, 0}, {f.last, th.Muted, 2, 0}}
	for rank := range len(lines) { // a row for each, the most telling first
		for i := range lines {
			if l := &lines[i]; l.rank == rank && l.text != "" && left > 0 {
				l.rows, left = 1, left-1
			}
		}
	}
	for i := range lines { // what is left over goes to long texts
		l := &lines[i]
		if more := min(left, len(paint.Wrap(l.text, max(1, w)))-l.rows); l.rows > 0 && more > 0 {
			l.rows, left = l.rows+more, left-more
		}
	}
	for _, l := range lines {
		if l.rows == 1 {
			in.Print(0, y, l.text, l.ink)
		} else {
			in.Sub(0, y, w, l.rows).Para(0, w, l.text, l.ink)
		}
		y += l.rows
	}
}
