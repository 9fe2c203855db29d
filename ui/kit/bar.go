package kit

import (
	"math"
	"strings"

	"convene/ui/paint"
	"convene/ui/theme"
)

// Bar is a bar of a share (0 to 1) of w cells, to the half cell; what little there is shows as half a cell at least.
func Bar(share float64, w int, th *theme.Theme) string {
	halves := int(math.Round(share * float64(2*w)))
	if share > 0 {
		halves = max(1, halves)
	}
	halves = max(0, min(halves, 2*w))
	return strings.Repeat(th.Symbols.BarFull, halves/2) + strings.Repeat(th.Symbols.BarHalf, halves%2)
}

// Gauge is a bar with its empty part drawn: how far something has come.
func Gauge(share float64, w int, th *theme.Theme) string {
	b := Bar(share, w, th)
	return b + strings.Repeat(th.Symbols.BarEmpty, max(0, w-paint.Width(b)))
}
