package kit

import "convene/ui/paint"

// loudCols is how wide a line of ordinary letters is at most that a room reads.
const loudCols = 60

// Loud is a text for the back row, laid out.
type Loud struct {
	Lines []string
	Large bool
	Step  int // rows from one line to the next
	most  int
}

// Loudly lays out text in w cells and rows rows at most: in large letters, else in lines of ordinary ones with air between
// them, else without.
func Loudly(text string, w, rows int, ascii bool) Loud {
	if lines, ok := Large(text, w, rows+1, ascii); ok {
		return Loud{Lines: lines[:len(lines)-1], Large: true, Step: 1, most: rows} // what follows has a gap of its own
	}
	l := Loud{Lines: paint.Wrap(text, max(1, min(loudCols, w))), Step: 2, most: max(1, rows)}
	if l.Rows() > rows {
		l.Step = 1
	}
	return l
}

// Rows is how many rows it takes.
func (l Loud) Rows() int {
	if len(l.Lines) == 0 {
		return 0
	}
	return (len(l.Lines)-1)*l.Step + 1
}

// Block is the text as a part of a scene; what has no room ends with an ellipsis.
func (l Loud) Block(ink paint.Ink) Block {
	return Block{min(l.Rows(), l.most), func(a Area) {
		for i, s := range l.Lines {
			if i*l.Step >= a.H() {
				return
			}
			if (i+1)*l.Step >= a.H() && i < len(l.Lines)-1 && !l.Large {
				s += " …"
			}
			a.Print(0, i*l.Step, s, ink)
		}
	}}
}

// Block is a part of a scene for the wall.
type Block struct {
	Rows int
	Draw func(a Area)
}

// Para is a paragraph as a part of a scene.
func Para(s string, w, rows int, ink paint.Ink) Block {
	if s == "" {
		return Block{}
	}
	return Block{min(rows, len(paint.Wrap(s, max(1, min(loudCols, w))))), func(a Area) { a.Para(0, loudCols, s, ink) }}
}

// Spread draws the parts one under the other over the whole height, most rows of air between them at most and the rest above
// and below them. Parts without rows are left out.
func (a Area) Spread(most int, parts ...Block) {
	n, rows := 0, 0
	for _, p := range parts {
		if p.Rows > 0 {
			n, rows = n+1, rows+p.Rows
		}
	}
	free := max(0, a.H()-rows)
	gap := min(most, max(free/(n+1), min(1, free/max(1, n-1))))
	y := (free - gap*(n-1)) / 3 // a little above the middle
	for _, p := range parts {
		if p.Rows > 0 {
			p.Draw(a.Sub(0, y, a.W(), p.Rows))
			y += p.Rows + gap
		}
	}
}
