package kit

// Window is the part of a list that is on the screen.
type Window struct {
	Top  int // the first row that is shown
	Rows int // how many rows fit
	Of   int // how many there are
}

// Follow returns the window moved as little as possible so that row sel is in it.
func (w Window) Follow(sel int) Window {
	w.Rows = max(1, w.Rows)
	if sel < w.Top {
		w.Top = sel
	}
	if sel >= w.Top+w.Rows {
		w.Top = sel - w.Rows + 1
	}
	w.Top = max(0, min(w.Top, w.Of-w.Rows))
	return w
}

// End is the row behind the last one shown.
func (w Window) End() int { return min(w.Of, w.Top+w.Rows) }

// Above and Below are how many rows are not shown there.
func (w Window) Above() int { return w.Top }

// Below is how many rows are hidden under the last one shown.
func (w Window) Below() int { return max(0, w.Of-w.Top-w.Rows) }

// Step moves a selection by n in a list of that length, stopping at the ends.
func Step(sel, n, length int) int { return max(0, min(sel+n, length-1)) }
