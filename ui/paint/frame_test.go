package paint

import (
	"encoding/xml"
	"errors"
	"image/color"
	"io"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

func example(p colorprofile.Profile) *Frame {
	c := NewCanvas(NewPalette(), 24, 5, p)
	c.Box(R(0, 0, 24, 5), Ink{Fg: ansi.IndexedColor(245)}, false)
	c.Print(2, 1, 20, "Card <sort> & 会議", Ink{Attrs: uv.AttrBold})
	c.Print(2, 2, 20, "red", Ink{Fg: ansi.Red})
	c.Print(6, 2, 20, "typed", Ink{Underline: uv.UnderlineSingle})
	c.Print(2, 3, 20, "███▌ ▁▄█", Ink{Fg: ansi.BrightCyan})
	c.Tint(R(2, 2, 3, 1), Ink{Fg: ansi.Red, Attrs: uv.AttrReverse})
	return c.Frame()
}

func TestFrameText(t *testing.T) {
	want := strings.TrimPrefix(`
┌──────────────────────┐
│ Card <sort> & 会議   │
│ red typed            │
│ ███▌ ▁▄█             │
└──────────────────────┘`, "\n")
	if got := example(colorprofile.TrueColor).Text(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestFrameANSI(t *testing.T) {
	f := example(colorprofile.ANSI)
	lines := strings.Split(f.ANSI(), "\n")
	if len(lines) != 5 || ansi.Strip(strings.Join(lines, "\n")) != f.Text() {
		t.Errorf("%q", lines)
	}
	if want := "\x1b[0;7;31mred\x1b[m \x1b[0;4mtyped\x1b[m"; !strings.Contains(lines[2], want) {
		t.Errorf("%q has no %q", lines[2], want)
	}
	for _, l := range lines {
		if !strings.HasSuffix(l, "\x1b[m") {
			t.Errorf("%q leaves its style behind", l)
		}
	}
}

// TestWithoutColour: what colours say is gone, bold, underline and reverse stay.
func TestWithoutColour(t *testing.T) {
	for _, p := range []colorprofile.Profile{colorprofile.NoTTY, colorprofile.Ascii, colorprofile.Unknown} {
		lines := strings.Split(example(p).ANSI(), "\n")
		if want := "│ \x1b[0;7mred\x1b[m \x1b[0;4mtyped\x1b[m            │"; lines[2] != want || !strings.Contains(lines[1], "\x1b[0;1m") {
			t.Errorf("%v: %q, want %q", p, lines[2], want)
		}
	}
}

func TestFrameSVG(t *testing.T) {
	s := example(colorprofile.TrueColor).SVG(color.White, color.Black)
	d := xml.NewDecoder(strings.NewReader(s))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err, s)
		}
	}
	for _, want := range []string{
		"&lt;sort&gt;", `font-weight="bold"`, `text-decoration="underline"`, ">会<", `fill="#800000"/>`, // the ground of "red"
		`fill="#000000">red<`, `width="4.5" height="20"`, `width="248" height="132"`,
	} {
		if !strings.Contains(s, want) {
			t.Errorf("no %s in\n%s", want, s)
		}
	}
}

func TestSurfaces(t *testing.T) {
	c := NewCanvas(NewPalette(), 10, 4, colorprofile.TrueColor)
	c.Spot("row", R(0, 1, 10, 1))
	c.Spot("outside", R(20, 20, 3, 3))
	c.Spot("all", R(-5, -5, 50, 50))
	c.Spot("row", R(0, 2, 10, 1)) // again: elsewhere, and on top
	sc := newScene(c, 1, nil)
	var p Personal
	p.reset(sc, colorprofile.TrueColor)
	p.Spot("mine", R(1, 2, 2, 2))
	f := p.Canvas.Frame()
	f.layers = [2][]spot{sc.frame.layers[0], p.spots}
	for _, tt := range []struct {
		x, y int
		want string
	}{{0, 1, "all"}, {0, 2, "row"}, {1, 2, "mine"}, {2, 3, "mine"}, {3, 3, "all"}, {-1, 0, ""}, {10, 3, ""}} {
		if got, _ := f.At(tt.x, tt.y); got != tt.want {
			t.Errorf("At(%d, %d) = %q, want %q", tt.x, tt.y, got, tt.want)
		}
	}
	if r, ok := p.Find("all"); !ok || r != R(0, 0, 10, 4) || sc.Spots["row"] != R(0, 2, 10, 1) {
		t.Error(r, ok, sc.Spots)
	}
	if _, ok := p.Find("outside"); ok {
		t.Error("found what is not on the screen")
	}
	c = NewCanvas(NewPalette(), 10, 3, colorprofile.TrueColor)
	c.Box(R(-2, 0, 20, 9), Ink{}, false) // of which only the top is on the canvas
	c.Box(R(1, 1, 5, 2), Ink{}, true)
	c.Text(R(7, 1, 3, 2), "\x1b[1mab会\x1b]0;t\x07\ncde\nf")
	if got, want := c.Frame().Text(), "──────────\n +---+ ab\n +---+ cde"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if w, h := NewCanvas(NewPalette(), -1, 9999, 0).Size(); w != 1 || h != MaxH {
		t.Error("canvas of", w, h)
	}
}

// TestTint: one style over whatever is there, without half of a wide character.
func TestTint(t *testing.T) {
	c := NewCanvas(NewPalette(), 8, 1, colorprofile.TrueColor)
	c.Print(0, 0, 8, "a会b議c", Ink{Fg: ansi.Red})
	c.Tint(R(2, 0, 3, 1), Ink{Attrs: uv.AttrReverse})
	for x, want := range []bool{false, false, false, true, false, false, false, false} {
		if _, _, ink := c.Frame().Glyph(x, 0); ink.Attrs&uv.AttrReverse != 0 != want {
			t.Errorf("cell %d: reverse is %v", x, !want)
		}
	}
	checkFrame(t, c.Frame())
}
