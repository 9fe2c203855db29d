package kit

// Cells names the places of a table's cells, so that one of them can be chosen. a is the area that the table is drawn in;
// a cell without a name has no place.
func (t Rows) Cells(a Area, spot func(row, col int) string) {
	body := a.Sub(Margin, 0, a.W()-Margin, a.H())
	for row := t.Window.Top; row < t.Window.End(); row++ {
		for _, s := range fit(t.Columns, body.W()) {
			if name := spot(row, s.col); name != "" {
				body.Sub(s.x-1, 1+row-t.Window.Top, s.w+1, 1).Spot(name) // one cell more for the sign of the selection
			}
		}
	}
}
