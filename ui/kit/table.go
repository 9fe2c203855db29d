package kit

import (
	"slices"

	"convene/ui/paint"
	"convene/ui/theme"
)

// Column is one column of a table.
type Column struct {
	Title string
	Min   int  // cells that it needs to be of use
	Want  int  // cells beyond which it gains nothing
	Keep  int  // columns with a higher Keep stay longer when there is no room for all
	Right bool // numbers stand at the right margin
}

// slot is a column with its place in the table.
type slot struct{ col, x, w int }

// gap is the space between two columns, in cells.
const gap = 2

// fit leaves out the columns that matter least until the others have room, then shares out what is left over.
func fit(cols []Column, w int) []slot {
	in := make([]bool, len(cols))
	need := -gap
	for i, c := range cols {
		in[i] = true
		need += c.Min + gap
	}
	for need > w {
		least := -1
		n := 0
		for i := range cols {
			if in[i] {
				n++
				if least < 0 || cols[i].Keep <= cols[least].Keep {
					least = i
				}
			}
		}
		if n <= 1 {
			break
		}
		in[least] = false
		need -= cols[least].Min + gap
	}
	var out []slot
	for i, c := range cols {
		if in[i] {
			out = append(out, slot{col: i, w: c.Min})
		}
	}
	spare := w - need
	byKeep := slices.Clone(out)
	slices.SortStableFunc(byKeep, func(a, b slot) int { return cols[b.col].Keep - cols[a.col].Keep })
	for _, s := range byKeep { // what matters most gets its room first
		i := slices.IndexFunc(out, func(o slot) bool { return o.col == s.col })
		more := max(0, min(spare, cols[s.col].Want-out[i].w))
		out[i].w += more
		spare -= more
	}
	x := 0
	for i := range out {
		out[i].x = x
		out[i].w = min(out[i].w, max(1, w))
		x += out[i].w + gap
	}
	return out
}

// Rows is what a table shows: text for people, by row and column.
type Rows struct {
	Columns []Column
	Window  Window
	Cell    func(row, col int) (string, paint.Ink)
	Spot    func(row int) string
	Empty   string // what stands in a table without rows
}

// Margin is the room left of a table's rows for the sign of the selection, in cells.
const Margin = 2

// Draw draws a header and the rows of the window; the last line says what is hidden. It needs Window.Rows+2 rows.
func (t Rows) Draw(a Area, th *theme.Theme) {
	body := a.Sub(Margin, 0, a.W()-Margin, a.H())
	slots := fit(t.Columns, body.W())
	for _, s := range slots {
		cell := body.Sub(s.x, 0, s.w, 1)
		if t.Columns[s.col].Right {
			cell.Right(0, t.Columns[s.col].Title, th.Muted)
		} else {
			cell.Print(0, 0, t.Columns[s.col].Title, th.Muted)
		}
	}
	if t.Window.Of == 0 {
		a.Sub(Margin, 2, a.W()-Margin, a.H()-2).Para(0, 60, t.Empty, th.Text)
		return
	}
	for row := t.Window.Top; row < t.Window.End(); row++ {
		y := 1 + row - t.Window.Top
		for _, s := range slots {
			text, ink := t.Cell(row, s.col)
			cell := body.Sub(s.x, y, s.w, 1)
			if t.Columns[s.col].Right {
				cell.Right(0, text, ink)
			} else {
				cell.Print(0, 0, text, ink)
			}
		}
		a.Sub(0, y, a.W(), 1).Spot(t.Spot(row))
	}
	Hidden(a.Sub(Margin, 1+t.Window.Rows, a.W()-Margin, 1), t.Window, th)
}

// Hidden says in one line how much of a list stands above and below its window; nothing where all is shown.
func Hidden(a Area, w Window, th *theme.Theme) {
	x := 0
	if n := w.Above(); n > 0 {
		x = a.Print(x, 0, th.Symbols.Less+" "+Count(n, "more above", "more above"), th.Muted) + 3
	}
	if n := w.Below(); n > 0 {
		a.Print(x, 0, th.Symbols.More+" "+Count(n, "more", "more"), th.Muted)
	}
}

// Select marks the place of what is selected and puts the cursor on it: a sign, an even bar and the real cursor, so that
// it is seen without colour too. It returns false where the spot is not on the screen.
func Select(p *paint.Personal, spot string, th *theme.Theme) bool {
	r, ok := p.Find(spot)
	if ok {
		SelectAt(p, r, th)
	}
	return ok
}

// SelectAt is Select for a place without a name.
func SelectAt(p *paint.Personal, r paint.Rect, th *theme.Theme) {
	p.Print(r.Min.X, r.Min.Y, 1, th.Symbols.Here, th.Accent)
	p.Tint(r, th.Selected)
	p.Cursor = paint.Cursor{X: r.Min.X, Y: r.Min.Y, On: true}
}
