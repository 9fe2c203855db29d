package kit

import (
	"convene/ui/paint"
	"convene/ui/theme"
)

// Heading draws a screen's heading with a note at the right, and returns the rows that it took. Where both do not fit into
// one line the note stands under the heading, or is cut where a has one row only.
func Heading(a Area, title, note string, th *theme.Theme) int {
	if paint.Width(title)+3+paint.Width(note) <= a.W() {
		a.Print(0, 0, title, th.Heading)
		a.Right(0, note, th.Muted)
		return 1
	}
	switch {
	case note == "":
		a.Print(0, 0, title, th.Heading)
		return 1
	case a.H() == 1:
		end := a.PrintIn(0, 0, max(a.W()*2/3, a.W()-paint.Width(note)-2), title, th.Heading)
		a.Sub(end+2, 0, a.W()-end-2, 1).Right(0, note, th.Muted)
		return 1
	}
	a.Print(0, 0, title, th.Heading)
	a.Print(0, 1, note, th.Muted)
	return 2
}

// Heads names the places of a table's column titles, so that they can be clicked. a is the area that the table is drawn
// in.
func (t Rows) Heads(a Area, spot func(col int) string) {
	body := a.Sub(Margin, 0, a.W()-Margin, 1)
	for _, s := range fit(t.Columns, body.W()) {
		if name := spot(s.col); name != "" {
			body.Sub(s.x, 0, s.w, 1).Spot(name)
		}
	}
}
