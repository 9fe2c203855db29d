package kit

import (
	"strings"

	"convene/ui/paint"
	"convene/ui/theme"
)

// Card is one card of a board, as it stands in a lane.
type Card struct {
	Spot string
	Mark string // one sign before the text; may be empty
	Text string
	Ink  paint.Ink
}

// Lane is a column of cards of a board. One of them may be open: it has a border and more rows than the others.
type Lane struct {
	Cards int
	Card  func(i int) Card
	Lines []int // rows of each card that is not open; nil for one each
	Open  int   // the card that is open; -1 for none
	Tall  int   // rows of the open card, its border too
	Top   int   // the first row that is shown
	Face  func(in Area)
}

// MarkCols is the room before a card's text, for its mark. An open card's text stands in the same column.
const MarkCols = 2

// height is how many rows a card has.
func (l Lane) height(i int) int {
	switch {
	case i == l.Open:
		return l.Tall
	case l.Lines != nil:
		return l.Lines[i]
	}
	return 1
}

// rows is how many rows a lane needs to show all of its cards.
func (l Lane) rows() int {
	n := 0
	for i := range l.Cards {
		n += l.height(i)
	}
	return n
}

// at is the first row of a card, and how many it has.
func (l Lane) at(i int) (row, h int) {
	for j := range i {
		row += l.height(j)
	}
	return row, l.height(i)
}

// hang is how much further in the second line of a card stands, so that it is not taken for another card.
const hang = 2

// cardText wraps a card's text into lines, the second one shorter.
func cardText(s string, w int) []string {
	if paint.Width(s) <= w {
		return []string{s}
	}
	return paint.Wrap(s, max(1, w-hang))
}

// cardLines is how many rows of a name a card shows at most while it is not open.
const cardLines = 2

// Wrapped gives long texts a second line where the whole lane then still fits into w × h cells; else every card keeps to
// one, and what is cut ends with an ellipsis.
func (l Lane) Wrapped(w, h int, text func(i int) string) Lane {
	if l.rows() > h {
		return l
	}
	l.Lines = make([]int, l.Cards)
	for i := range l.Cards {
		l.Lines[i] = min(cardLines, len(cardText(text(i), w-MarkCols)))
	}
	if l.rows() > h {
		l.Lines = nil
	}
	return l
}

// view is how many rows of h there are for cards: the last one says how many cards are hidden, where any are.
func (l Lane) view(h int) int {
	if l.rows() > h {
		return max(1, h-1)
	}
	return h
}

// Follow returns the lane scrolled as little as possible so that the card i is in a lane of h rows; with -1 only so that
// no room is wasted.
func (l Lane) Follow(i, h int) Lane {
	view := l.view(h)
	if i >= 0 && i < l.Cards {
		row, tall := l.at(i)
		if row+tall > l.Top+view {
			l.Top = row + tall - view
		}
		if row < l.Top {
			l.Top = row
		}
	}
	l.Top = max(0, min(l.Top, l.rows()-view))
	return l
}

// Draw draws the cards that fit wholly into the area, and says how many are hidden.
func (l Lane) Draw(a Area, th *theme.Theme) {
	view := l.view(a.H())
	above, below := 0, 0
	y := -l.Top
	for i := range l.Cards {
		h := l.height(i)
		switch {
		case y < 0:
			above++
		case y+h > view && i != l.Open || y >= view:
			below++
		default:
			l.draw(a.Sub(0, y, a.W(), min(h, view-y)), i, th)
		}
		y += h
	}
	x := 0
	if above > 0 {
		x = a.Print(MarkCols, a.H()-1, th.Symbols.Less+" "+Count(above, "above", "above"), th.Muted)
	}
	if below > 0 {
		a.Print(max(MarkCols, x+2), a.H()-1, th.Symbols.More+" "+Count(below, "more", "more"), th.Muted)
	}
}

func (l Lane) draw(a Area, i int, th *theme.Theme) {
	c := l.Card(i)
	if i == l.Open {
		in := a.Box(th.BorderFocus, th.ASCII)
		l.Face(in.Sub(1, 0, in.W()-2, in.H()))
		a.Spot(c.Spot)
		return
	}
	a.Print(0, 0, c.Mark, th.Muted)
	rest := c.Text
	for y, t := range cardText(c.Text, a.W()-MarkCols) {
		x := MarkCols
		if y > 0 {
			x += hang
		}
		if y == a.H()-1 {
			a.Print(x, y, rest, c.Ink) // cut with an ellipsis where it is too long
			break
		}
		a.Print(x, y, t, c.Ink)
		rest = strings.TrimLeft(rest[min(len(t), len(rest)):], " ")
	}
	a.Spot(c.Spot)
}
