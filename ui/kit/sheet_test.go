package kit_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/theme"
)

// TestSheetSpot: what is chosen is marked as wide as it is written, also where its asides stand under it.
func TestSheetSpot(t *testing.T) {
	th := theme.New(theme.Dark, theme.Options{})
	for _, w := range []int{30, 60, 78, 118} {
		sheet := kit.NewSheet(w, true)
		sheet.Add(kit.SheetEntry{Spot: "step", Mark: "o", Text: strings.Repeat("word ", 9), Asides: []kit.Aside{
			{Text: "Program director", Cols: 24}, {Text: "Thu 19 Nov, overdue 4 days", Cols: 24}, {Text: "Grove Street Youth Club", Cols: 24}}})
		c := paint.NewCanvas(paint.NewPalette(), w, sheet.Height()+1, colorprofile.TrueColor)
		sheet.Draw(kit.On(c), 0, th)
		at, ok := c.Find("step")
		if !ok {
			t.Fatalf("%d: the entry has no place", w)
		}
		for y, line := range strings.Split(c.Frame().Text(), "\n") {
			if y < at.Max.Y && paint.Width(strings.TrimRight(line, " ")) > at.Max.X {
				t.Errorf("%d: %q is wider than its place of %d", w, line, at.Max.X)
			}
		}
	}
}
