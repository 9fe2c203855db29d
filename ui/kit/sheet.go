package kit

import (
	"slices"
	"strings"

	"convene/ui/paint"
	"convene/ui/theme"
)

// Tone is what a text on a sheet is to the reader.
type Tone int

// The tones.
const (
	TonePlain Tone = iota
	ToneMuted
	ToneFaint
	ToneHead
	ToneGood
	ToneWarn
	ToneBad
)

func (t Tone) ink(th *theme.Theme) paint.Ink {
	switch t {
	case ToneMuted:
		return th.Muted
	case ToneFaint:
		return th.Faint
	case ToneHead:
		return th.Heading
	case ToneGood:
		return th.Good
	case ToneWarn:
		return th.Warn
	case ToneBad:
		return th.Bad
	}
	return th.Text
}

// Aside is something short that stands beside an entry's text, in a column of its own.
type Aside struct {
	Text string
	Cols int // that the column has
	Tone Tone
}

// SheetEntry is one thing on a sheet.
type SheetEntry struct {
	Spot   string // empty: it cannot be chosen
	Mark   string // one sign before the text
	Label  string // what the text is, in a column before it; above it where there is no room
	Text   string
	Warn   string // what to heed, under the text
	Tone   Tone
	Cols   int     // that the text has at most, so that asides stand close to it; 0: what there is room for
	Cut    string  // where not empty, text and asides take one line each, and this sign says that something is left out
	Asides []Aside // beside the text; under it where there is no room
}

// Sheet lays out headings and entries as on a page of paper, some of them in two columns, and knows where each stands: what
// is drawn and where the arrow keys go is the same. It is made for one width, and never changes once it is drawn.
type Sheet struct {
	w    int
	airy bool // lines of space stand above headings
	x, y int
	col  int // how wide the present column is
	bits []sheetBit
	at   []sheetSpot
}

type sheetBit struct {
	x, y, w int
	text    string
	tone    Tone
	rule    bool // a line goes on behind it
}

type sheetSpot struct {
	name       string
	x, y, w, h int
	anchor     bool // a place that cannot be chosen
}

const (
	sheetText  = 60 // what the room reads is never wider
	sheetLeast = 24 // the room for a text that asides leave at least
	sheetTwo   = 60 // the width from which columns stand side by side
	sheetGap   = 3
	sheetLabel = 20 // the column of labels
)

// NewSheet begins a sheet of w cells.
func NewSheet(w int, airy bool) *Sheet {
	return &Sheet{w: max(1, w), airy: airy, col: max(1, w)}
}

// Height is how many lines there are.
func (s *Sheet) Height() int { return s.y }

// Width is how wide the sheet is, in cells.
func (s *Sheet) Width() int { return s.w }

// Heading begins a section.
func (s *Sheet) Heading(title string) {
	if s.airy && s.y > 0 {
		s.y++
	}
	s.bits = append(s.bits, sheetBit{s.x, s.y, s.col, title, ToneHead, true})
	s.y++
}

// Gap leaves a line free.
func (s *Sheet) Gap() { s.y++ }

// Para writes text that cannot be chosen.
func (s *Sheet) Para(text string, tone Tone) { s.Add(SheetEntry{Text: text, Tone: tone}) }

// Add puts an entry under the last one. A text that is long takes the lines that it needs.
func (s *Sheet) Add(e SheetEntry) {
	x, room := Margin, s.col-Margin
	if e.Mark != "" {
		x, room = x+MarkCols, room-MarkCols
	}
	above := room < sheetLabel+gap+sheetLeast-MarkCols
	switch {
	case e.Label == "":
	case above:
		x, room = x+MarkCols, room-MarkCols
	default:
		x, room = x+sheetLabel+gap, room-sheetLabel-gap
	}
	beside := 0
	for _, a := range e.Asides {
		beside += gap + a.Cols
	}
	least := sheetLeast
	if e.Cols > 0 {
		least = min(least, e.Cols)
	}
	if room-beside < least {
		beside = 0
	}
	width := max(1, min(sheetText, room-beside))
	if e.Cols > 0 && beside > 0 {
		width = min(width, e.Cols)
	}
	top, first := s.y, len(s.bits)
	if e.Mark != "" {
		s.bits = append(s.bits, sheetBit{s.x + Margin, top, 1, e.Mark, e.Tone, false})
	}
	s.label(e.Label, x, room, above)
	lines := paint.Wrap(e.Text, width)
	if e.Cut != "" && len(lines) > 1 {
		lines = []string{paint.Clip(e.Text, width, e.Cut)}
	}
	for _, l := range lines {
		s.bits = append(s.bits, sheetBit{s.x + x, s.y, width, l, e.Tone, false})
		s.y++
	}
	s.y = max(s.y, top+1)
	if e.Cut != "" {
		e.Asides = cut(e.Asides, e.Cut)
	}
	if len(e.Asides) > 0 {
		s.asides(e.Asides, top, x+width, x, room, beside > 0)
	}
	s.warn(e.Warn, x, room)
	if e.Spot != "" {
		w := s.col
		if beside > 0 {
			w = min(w, x+width+beside)
		} else if s.col > width+x {
			w = width + x
		}
		s.at = append(s.at, sheetSpot{e.Spot, s.x, top, max(w, s.reach(first)), s.y - top, false})
	}
}

// reach is how far the bits from the first on stand to the right, in cells of the present column.
func (s *Sheet) reach(first int) int {
	w := 0
	for _, b := range s.bits[first:] {
		w = max(w, b.x-s.x+min(b.w, paint.Width(b.text)))
	}
	return w
}

// label writes what a text at x is: before it, or above it.
func (s *Sheet) label(label string, x, room int, above bool) {
	switch {
	case label == "":
	case above:
		s.bits = append(s.bits, sheetBit{s.x + x - MarkCols, s.y, room, label, ToneMuted, false})
		s.y++
	default:
		s.bits = append(s.bits, sheetBit{s.x + x - sheetLabel - gap, s.y, sheetLabel, label, ToneMuted, false})
	}
}

// warn writes what to heed under a text at x.
func (s *Sheet) warn(words string, x, room int) {
	if words == "" {
		return
	}
	for _, l := range paint.Wrap(words, min(room, sheetText)) {
		s.bits = append(s.bits, sheetBit{s.x + x, s.y, min(room, sheetText), l, ToneWarn, false})
		s.y++
	}
}

// cut cuts asides so that each takes one line.
func cut(list []Aside, sign string) []Aside {
	out := slices.Clone(list)
	for i, a := range out {
		out[i].Text = paint.Clip(a.Text, a.Cols, sign)
	}
	return out
}

func (s *Sheet) asides(list []Aside, top, right, left, room int, beside bool) {
	if beside {
		bottom := s.y
		for _, a := range list {
			right += gap
			y := top
			for _, l := range paint.Wrap(a.Text, a.Cols) {
				s.bits = append(s.bits, sheetBit{s.x + right, y, a.Cols, l, a.Tone, false})
				y++
			}
			right += a.Cols
			if a.Text != "" {
				bottom = max(bottom, y)
			}
		}
		s.y = bottom
		return
	}
	x := left
	for _, a := range list {
		if a.Text == "" {
			continue
		}
		if w := paint.Width(a.Text); x > left && x+w > left+room {
			x = left
			s.y++
		}
		lines := paint.Wrap(a.Text, max(1, room))
		for i, l := range lines {
			if i > 0 {
				s.y++
			}
			s.bits = append(s.bits, sheetBit{s.x + x, s.y, left + room - x, l, a.Tone, false})
		}
		x += paint.Width(lines[len(lines)-1]) + gap
	}
	if x > left {
		s.y++
	}
}

// Chart adds a chart of so many rows.
func (s *Sheet) Chart(c Chart, rows int, th *theme.Theme) {
	for _, b := range c.lay(min(s.col-Margin, chartMost), rows, th.Symbols) {
		b.x, b.y = b.x+s.x+Margin, b.y+s.y
		s.bits = append(s.bits, b)
	}
	s.y += max(0, rows)
}

// Anchor names the place where the next entry would stand.
func (s *Sheet) Anchor(name string) {
	s.at = append(s.at, sheetSpot{name, s.x, s.y, s.col, 1, true})
}

// Columns puts what left and right add beside each other, or one under the other where there is no room.
func (s *Sheet) Columns(left, right func(s *Sheet)) {
	if s.w < sheetTwo {
		left(s)
		right(s)
		return
	}
	x, y, col := s.x, s.y, s.col
	s.col = min((col-sheetGap)/2, sheetText+Margin+MarkCols)
	left(s)
	end := s.y
	s.x, s.y = x+s.col+sheetGap, y
	right(s)
	s.x, s.y, s.col = x, max(end, s.y), col
}

// Spots lists what can be chosen, in the order of reading.
func (s *Sheet) Spots() []string {
	var out []string
	for _, p := range s.at {
		if !p.anchor {
			out = append(out, p.name)
		}
	}
	return out
}

func (s *Sheet) find(name string) (sheetSpot, bool) {
	for _, p := range s.at {
		if p.name == name {
			return p, true
		}
	}
	return sheetSpot{}, false
}

// Move is what the arrow keys choose from a spot on: dx goes between the columns, dy up and down. At the edge it stays.
func (s *Sheet) Move(from string, dx, dy int) string {
	cur, ok := s.find(from)
	if !ok {
		return from
	}
	best, far := from, 1<<30
	for _, p := range s.at {
		d, ok := cur.toward(p, dx, dy)
		if ok && !p.anchor && d < far {
			best, far = p.name, d
		}
	}
	return best
}

// toward says how far p is from c in a direction, false where it is not in it.
func (c sheetSpot) toward(p sheetSpot, dx, dy int) (int, bool) {
	across := p.x < c.x+c.w && c.x < p.x+p.w
	switch {
	case dx > 0:
		return abs(p.y - c.y), p.x >= c.x+c.w
	case dx < 0:
		return abs(p.y - c.y), p.x+p.w <= c.x
	case dy > 0:
		return p.y - c.y, across && p.y >= c.y+c.h
	}
	return c.y - p.y, across && p.y+p.h <= c.y
}

func abs(n int) int { return max(n, -n) }

// Follow scrolls as little as possible so that the spot and need more rows under it stand in a window of so many rows. The
// first spot brings what stands above it, as far as there is room.
func (s *Sheet) Follow(top, rows int, spot string, need int) int {
	win := Window{Top: top, Rows: rows, Of: s.y}
	p, ok := s.find(spot)
	switch {
	case !ok:
		return win.Follow(min(max(0, top), max(0, s.y-1))).Top
	case s.at[0].name == spot:
		return win.Follow(0).Follow(min(p.y+p.h-1+need, s.y-1)).Top
	}
	win.Of = max(win.Of, p.y+p.h+need)
	return win.Follow(p.y + p.h - 1 + need).Follow(p.y).Top
}

// Draw draws the lines from top on that fit into a, all but the last row of it, which says what is hidden.
func (s *Sheet) Draw(a Area, top int, th *theme.Theme) {
	body := a.Sub(0, 0, a.W(), a.H()-1)
	for _, b := range s.bits {
		y := b.y - top
		if y < 0 || y >= body.H() {
			continue
		}
		x := b.x
		if b.rule {
			lead := strings.Repeat(th.Symbols.Rule, 2)
			x = body.PrintIn(x, y, b.w, lead, th.Border) + 1
			x = body.PrintIn(x, y, b.w-3, b.text, b.tone.ink(th)) + 1
			body.Sub(x, y, b.w-(x-b.x), 1).Rule(0, th.Symbols.Rule, th.Border)
			continue
		}
		body.PrintIn(x, y, b.w, b.text, b.tone.ink(th))
	}
	for _, p := range s.at {
		from, to := max(0, p.y-top), min(body.H(), p.y+p.h-top)
		if from < to {
			body.Sub(p.x, from, p.w, to-from).Spot(p.name)
		}
	}
	Hidden(a.Sub(Margin, a.H()-1, a.W()-Margin, 1), Window{Top: top, Rows: body.H(), Of: s.y}, th)
}
