package kit

import (
	"convene/ui/paint"
	"convene/ui/theme"
)

// Entry is one text of a list of texts that may be long: it stands in as many lines as it gets, with a note at the right.
type Entry struct {
	Spot    string // empty for what cannot be chosen
	Mark    string // one sign before the text; may be empty
	Text    string
	Note    string // at the right of its first line; may be empty
	Under   string // what is shown under the text while the entry is open; may be empty
	Indent  int    // cells
	Apart   bool   // a line of space stands above it
	Ink     paint.Ink
	NoteInk paint.Ink
}

// Entries is a list of texts. One entry may be open: it is shown in full.
type Entries struct {
	List  []Entry
	Top   int  // the first entry that is shown
	Open  int  // the entry that is shown in full; -1 for none
	All   bool // all are shown in full
	Lines int  // how many lines the text of an entry that is not open has at most
}

// entriesText is how wide a text is at most: what the room reads is never wider.
const entriesText = 64

// noteCols is the room of the notes, in cells, with the space before them.
func (e Entries) noteCols() int {
	n := 0
	for _, x := range e.List {
		if x.Note != "" {
			n = max(n, paint.Width(x.Note)+2)
		}
	}
	return n
}

func (e Entries) textCols(i, w, notes int) int {
	return max(4, min(entriesText, w-Margin-MarkCols-notes)-e.List[i].Indent)
}

func (e Entries) open(i int) bool { return e.All || i == e.Open }

// height is how many lines an entry takes, without the space above it.
func (e Entries) height(i, w, notes int) (text, under int) {
	x := e.List[i]
	cols := e.textCols(i, w, notes)
	text = len(paint.Wrap(x.Text, cols))
	if !e.open(i) {
		return min(text, max(1, e.Lines)), 0
	}
	if x.Under != "" {
		under = len(paint.Wrap(x.Under, cols))
	}
	return text, under
}

// rows is how many lines the entries from one on up to another take.
func (e Entries) rows(from, to, w int) int {
	n, notes := 0, e.noteCols()
	for i := from; i < to; i++ {
		text, under := e.height(i, w, notes)
		n += text + under
		if e.List[i].Apart && i > from {
			n++
		}
	}
	return n
}

// Height is how many lines all of them take in a width of w cells.
func (e Entries) Height(w int) int { return e.rows(0, len(e.List), w) }

// view is how many of h lines there are for entries: the last one says how many are hidden, where any are.
func (e Entries) view(w, h int) int {
	if e.Height(w) > h {
		return max(0, h-1)
	}
	return h
}

// Follow returns the list scrolled as little as possible so that the entry i is in sight in w × h cells, and no room is
// wasted at the end.
func (e Entries) Follow(i, w, h int) Entries {
	view := e.view(w, h)
	e.Top = Step(e.Top, 0, len(e.List))
	if len(e.List) == 0 {
		return e
	}
	if i >= 0 && i < e.Top {
		e.Top = i
	}
	for i > e.Top && e.rows(e.Top, i+1, w) > view {
		e.Top++
	}
	for e.Top > 0 && e.rows(e.Top-1, len(e.List), w) <= view {
		e.Top--
	}
	return e
}

// Draw draws the entries that fit, and says how many stand above and below them.
func (e Entries) Draw(a Area, th *theme.Theme) {
	view, notes := e.view(a.W(), a.H()), e.noteCols()
	y, i := 0, e.Top
	for ; i < len(e.List); i++ {
		text, under := e.height(i, a.W(), notes)
		if e.List[i].Apart && y > 0 {
			y++
		}
		if y+text+under > view && y > 0 || y >= view {
			break
		}
		e.draw(a.Sub(0, y, a.W(), min(text+under, view-y)), i, text, notes, th)
		y += text + under
	}
	hidden := func(list []Entry) int {
		n := 0
		for _, x := range list {
			if x.Spot != "" {
				n++
			}
		}
		return n
	}
	line := a.Sub(Margin, a.H()-1, a.W()-Margin, 1)
	x := 0
	if n := hidden(e.List[:min(e.Top, len(e.List))]); n > 0 {
		x = line.Print(x, 0, th.Symbols.Less+" "+Count(n, "more above", "more above"), th.Muted) + 3
	}
	if n := hidden(e.List[i:]); n > 0 {
		line.Print(x, 0, th.Symbols.More+" "+Count(n, "more", "more"), th.Muted)
	}
}

func (e Entries) draw(a Area, i, text, notes int, th *theme.Theme) {
	x := e.List[i]
	cols := e.textCols(i, a.W(), notes)
	left := Margin + x.Indent
	a.PrintIn(left, 0, MarkCols-1, x.Mark, th.Muted)
	words := a.Sub(left+MarkCols, 0, cols, min(text, a.H()))
	words.Para(0, cols, x.Text, x.Ink)
	if e.open(i) && x.Under != "" {
		a.Sub(left+MarkCols, text, cols, a.H()-text).Para(0, cols, x.Under, th.Muted)
	}
	if x.Note != "" {
		end := min(a.W(), Margin+MarkCols+entriesText+notes)
		a.Sub(0, 0, end, 1).Right(0, x.Note, x.NoteInk)
	}
	if x.Spot != "" {
		a.Spot(x.Spot)
	}
}
