package kit_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"pgregory.net/rapid"

	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/theme"
)

func percent(v float64) string { return fmt.Sprintf("%.0f%%", v) }

func points(pairs ...float64) []kit.ChartPoint {
	var out []kit.ChartPoint
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, kit.ChartPoint{At: pairs[i], Value: pairs[i+1]})
	}
	return out
}

// drawn draws a chart into the middle of a canvas and returns its area; it fails where a cell outside was drawn on.
func drawn(t rapid.TB, c kit.Chart, w, h int, th *theme.Theme) string {
	t.Helper()
	const edge = 2
	on := paint.NewCanvas(paint.NewPalette(), w+2*edge, h+2*edge, colorprofile.TrueColor)
	c.Draw(kit.On(on).Sub(edge, edge, w, h), th)
	lines := strings.Split(on.Frame().Text(), "\n")
	var out []string
	for y, l := range lines {
		r := []rune(l)
		inside := y >= edge && y < edge+h
		for x, sign := range r {
			if sign != ' ' && (!inside || x < edge || x >= edge+w) {
				t.Fatalf("drawn at %d, %d outside of %d × %d:\n%s", x, y, w, h, strings.Join(lines, "\n"))
			}
		}
		if inside {
			out = append(out, strings.TrimRight(string(r[min(edge, len(r)):]), " "))
		}
	}
	return strings.Join(out, "\n")
}

func TestChart(t *testing.T) {
	th, ascii := theme.New(theme.Dark, theme.Options{}), theme.New(theme.Dark, theme.Options{ASCII: true})
	target := 70.0
	for _, tt := range []struct {
		name string
		c    kit.Chart
		th   *theme.Theme
		w, h int
		want string
	}{
		{"on the way", kit.Chart{Points: points(0, 41, 60, 47, 120, 55), Line: &target, LineName: "target", From: "Mar", To: "Nov", Label: percent}, th, 40, 6, `
70% ─────────────────────────target─

                                   ● 55%
                    ●
41% ●
    Mar                          Nov`},
		{"one point", kit.Chart{Points: points(5, 3), Label: percent, From: "Nov"}, th, 20, 4, `
3%              ● 3%

   Nov`},
		{"equal points", kit.Chart{Points: points(0, 3, 9, 3), Label: percent}, ascii, 20, 5, `


3% *            * 3%`},
		{"negative", kit.Chart{Points: points(0, -4, 1, 4), Label: percent}, ascii, 12, 2, `
 4%        *
-4% *`},
		{"many in one column", kit.Chart{Points: points(0, 0, 1, 50, 2, 100, 3, 0, 1000, 20)}, ascii, 10, 3, `
|
|
*        *`},
		{"two on one day", kit.Chart{Points: points(4, 1, 4, 9)}, th, 8, 3, `
       ●
       │
       │`},
		{"the name finds no room", kit.Chart{Points: points(0, 5, 1, 5), Line: new(float64), LineName: "target"}, ascii, 9, 2, `
*       *
---------`},
		{"no point", kit.Chart{Line: &target, LineName: "target"}, ascii, 20, 3, `

-------------target-`},
		{"nothing", kit.Chart{}, th, 20, 3, ``},
		{"huge", kit.Chart{Points: points(0, 1e12, 1, -1e12), Label: func(v float64) string { return fmt.Sprint(v) }}, ascii, 40, 2, `
 1e+12 *
-1e+12                          * -1e+12`},
	} {
		got := "\n" + drawn(t, tt.c, tt.w, tt.h, tt.th)
		if strings.TrimSpace(got) != strings.TrimSpace(tt.want) {
			t.Errorf("%s: got%s\nwant%s", tt.name, got, tt.want)
		}
	}
}

// TestChartAnything: whatever the numbers and the room, it stays inside and every last value is there.
func TestChartAnything(t *testing.T) {
	odd := []float64{0, -1, 1, 1e12, -1e12, math.MaxFloat64, -math.MaxFloat64, math.SmallestNonzeroFloat64, math.Inf(1), math.Inf(-1), math.NaN(), 0.1, 1e-9}
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.OneOf(rapid.SampledFrom(odd), rapid.Float64(), rapid.Float64Range(0, 100))
		c := kit.Chart{LineName: rapid.SampledFrom([]string{"", "target", "目標"}).Draw(t, "name"),
			From: rapid.SampledFrom([]string{"", "Mar", "September 2025"}).Draw(t, "from"), To: rapid.SampledFrom([]string{"", "Nov"}).Draw(t, "to")}
		for range rapid.IntRange(0, 30).Draw(t, "points") {
			c.Points = append(c.Points, kit.ChartPoint{At: number.Draw(t, "at"), Value: number.Draw(t, "value")})
		}
		if rapid.Bool().Draw(t, "line") {
			v := number.Draw(t, "target")
			c.Line = &v
		}
		if rapid.Bool().Draw(t, "labels") {
			c.Label = func(v float64) string { return fmt.Sprint(v) }
		}
		th := theme.New(theme.Dark, theme.Options{ASCII: rapid.Bool().Draw(t, "ascii")})
		w, h := rapid.IntRange(0, 100).Draw(t, "w"), rapid.IntRange(0, 12).Draw(t, "h")
		got := drawn(t, c, w, h, th)
		finite := func(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
		some := false
		for _, p := range c.Points {
			some = some || finite(p.At) && finite(p.Value)
		}
		if w > 0 && h > 0 && some && !strings.Contains(got, th.Symbols.Dot) {
			t.Fatalf("no point in %d × %d:\n%s", w, h, got)
		}
	})
}
