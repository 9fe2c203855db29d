package kit_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/theme"
)

// TestLane: whatever the size, the open card is on the screen, and every card is either there in full or counted as
// hidden.
func TestLane(t *testing.T) {
	th := theme.New(theme.Dark, theme.Options{})
	name := func(i int) string { return fmt.Sprintf("card%d%s", i, strings.Repeat(" with a long name", i%3)) }
	for n := range 12 {
		for h := 5; h < 24; h += 3 {
			for open := -1; open < n; open++ {
				l := kit.Lane{Cards: n, Open: open, Tall: 4,
					Card: func(i int) kit.Card { return kit.Card{Spot: fmt.Sprint(i), Text: name(i), Ink: th.Text} },
					Face: func(in kit.Area) { in.Print(0, 0, name(open), th.Text) }}
				l = l.Wrapped(24, h, name).Follow(open, h)
				c := paint.NewCanvas(paint.NewPalette(), 24, h, colorprofile.TrueColor)
				l.Draw(kit.On(c), th)
				text := c.Frame().Text()
				shown, above, below := 0, 0, 0
				for i := range n {
					if _, ok := c.Find(fmt.Sprint(i)); ok {
						shown++
					}
				}
				for word := range strings.SplitSeq(text, "\n") {
					_, _ = fmt.Sscanf(after(word, "↑"), "%d", &above)
					_, _ = fmt.Sscanf(after(word, "↓"), "%d", &below)
				}
				if shown+above+below != n {
					t.Fatalf("%d cards, %d open, %d rows: %d shown, %d above, %d below:\n%s", n, open, h, shown, above, below, text)
				}
				if _, ok := c.Find(fmt.Sprint(open)); open >= 0 && (!ok || !strings.Contains(text, "└")) {
					t.Fatalf("%d cards, %d open, %d rows: the open card is not all there:\n%s", n, open, h, text)
				}
			}
		}
	}
}

func after(s, sign string) string {
	_, rest, _ := strings.Cut(s, sign)
	return strings.TrimSpace(rest)
}

func TestBars(t *testing.T) {
	th := theme.New(theme.Dark, theme.Options{ASCII: true})
	for _, tt := range []struct {
		share float64
		want  string
	}{{0, "|........|"}, {0.01, "=|........|-"}, {0.5, "####|####....|----"}, {1, "########|########|--------"}} {
		got := kit.Bar(tt.share, 8, th) + "|" + kit.Gauge(tt.share, 8, th) + "|" + kit.ThinBar(tt.share, 8, th)
		if got != tt.want {
			t.Errorf("%v: %s, want %s", tt.share, got, tt.want)
		}
	}
}
