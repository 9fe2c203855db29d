package kit

import (
	"math"
	"strings"

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

// ThinBar is a bar of whole cells that does not fill its row, for bars in rows one under the other.
func ThinBar(share float64, w int, th *theme.Theme) string {
	n := max(0, min(int(math.Round(share*float64(w))), w))
	if share > 0 {
		n = max(1, n)
	}
	return strings.Repeat(th.Symbols.Levels[3], n)
}

// Gauge is a bar of whole cells with its empty part drawn: how far something has come.
func Gauge(share float64, w int, th *theme.Theme) string {
	full := max(0, min(int(math.Round(share*float64(w))), w))
	return strings.Repeat(th.Symbols.BarFull, full) + strings.Repeat(th.Symbols.BarEmpty, w-full)
}
