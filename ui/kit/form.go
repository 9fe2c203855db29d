package kit

import (
	"convene/ui/paint"
	"convene/ui/theme"
)

// FormField is one field of a form as it is shown.
type FormField struct {
	ID, Label string
	Text      string
	Own       bool // its value belongs to a person's own layer: its place is left free, one line high
	Apart     bool // a line of space stands above it
}

// Form shows fields one under the other: the labels on the left where there is room, else above. Each field has a spot
// "field:ID", its value one "value:ID".
type Form struct {
	Fields []FormField
	Top    int // the first line that is shown
}

const (
	formLabel = 24 // cells for labels that stand on the left
	formWide  = 56 // the width from which they do
	formText  = 60 // what the room reads is never wider
)

// formLine is a field in its place.
type formLine struct {
	*FormField
	y, h   int
	at     int // the row of its value, from y on
	x, w   int // of its value
	text   []string
	labelW int
}

func (f Form) lay(w int) []formLine {
	out := make([]formLine, len(f.Fields))
	y := 0
	for i := range f.Fields {
		l := formLine{FormField: &f.Fields[i], x: Margin + formLabel, labelW: formLabel - 2}
		if w < formWide {
			l.at, l.x, l.labelW = 1, Margin+2, w-Margin
		}
		l.w = max(1, min(formText, w-l.x))
		if l.Text != "" && !l.Own {
			l.text = paint.Wrap(l.Text, l.w)
		}
		if l.Apart && i > 0 {
			y++
		}
		l.y, l.h = y, l.at+max(1, len(l.text))
		y += l.h
		out[i] = l
	}
	return out
}

// Height is how many lines the form has at that width.
func (f Form) Height(w int) int {
	lines := f.lay(w)
	if len(lines) == 0 {
		return 0
	}
	last := lines[len(lines)-1]
	return last.y + last.h
}

// Follow scrolls as little as possible so that a field stands in a window of w × rows cells.
func (f Form) Follow(w, rows int, id string) Form {
	for _, l := range f.lay(w) {
		if l.ID == id {
			win := Window{Top: f.Top, Rows: rows, Of: f.Height(w)}
			f.Top = win.Follow(l.y + l.h - 1).Follow(l.y).Top
		}
	}
	return f
}

// Draw draws the part of the form that is in sight.
func (f Form) Draw(a Area, th *theme.Theme) {
	for _, l := range f.lay(a.W()) {
		y := l.y - f.Top
		row := a.Sub(0, y, a.W(), l.h)
		if row.H() == 0 {
			continue
		}
		a.PrintIn(Margin, y, l.labelW, l.Label, th.Muted)
		for i, t := range l.text {
			a.PrintIn(l.x, y+l.at+i, l.w, t, th.Text)
		}
		if len(l.text) == 0 && !l.Own {
			a.Print(l.x, y+l.at, th.Symbols.Absent, th.Faint)
		}
		row.Spot("field:" + l.ID)
		if value := a.Sub(l.x, y+l.at, l.w, l.h-l.at); value.H() > 0 {
			value.Spot("value:" + l.ID)
		}
	}
}

// FormEdit is a field of a form while somebody types into it: a box that takes as much room as it needs.
type FormEdit struct {
	ID, Label string
	Field     Shown
	Rows      int
	Note      string
	Bad       bool
}

// FormEditWidth is how wide the field is in a form of width w.
func FormEditWidth(w int) int { return max(1, min(formText, w-4)) }

// Paint draws the box over the form, which is drawn in a.
func (e FormEdit) Paint(a Area, p *paint.Personal, th *theme.Theme) {
	w := FormEditWidth(a.W())
	ink := th.Muted
	if e.Bad {
		ink = th.Bad
	}
	var note []string
	if e.Note != "" {
		note = paint.Wrap(e.Note, w)
	}
	note = note[:min(len(note), max(0, a.H()-2-e.Rows))]
	y, h := 0, 2+e.Rows+len(note)
	if r, ok := p.Find("field:" + e.ID); ok {
		y = r.Min.Y - a.Rect().Min.Y
	}
	rows := a.Sub(0, max(0, min(y, a.H()-h)), a.W(), h)
	rows.Fill(th.Ground) // no torn words beside the box
	box := rows.Sub(0, 0, w+4, h)
	in := box.Box(th.BorderFocus, th.ASCII).Inset(1, 0)
	box.Print(2, 0, " "+e.Label+" ", th.Heading)
	for i, t := range note {
		in.Print(0, e.Rows+i, t, ink)
	}
	e.Field.Draw(in.Sub(0, 0, w, e.Rows), p, th.Field)
}
