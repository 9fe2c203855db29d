package paint

import (
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/hinshun/vt10x"
	"pgregory.net/rapid"
)

var inks = []Ink{{}, {}, {Fg: ansi.Red}, {Fg: ansi.BrightCyan, Attrs: uv.AttrBold}, {Bg: ansi.Blue}, {Attrs: uv.AttrReverse},
	{Underline: uv.UnderlineSingle}, {Underline: uv.UnderlineCurly, Attrs: uv.AttrItalic | uv.AttrFaint}, {Fg: ansi.IndexedColor(200)}}

// scribble draws something anywhere on a surface.
func scribble(t *rapid.T, s Surface) {
	w, h := s.Size()
	x, y := rapid.IntRange(-2, w).Draw(t, "x"), rapid.IntRange(0, h-1).Draw(t, "y")
	n := rapid.IntRange(0, w).Draw(t, "n")
	ink := rapid.SampledFrom(inks).Draw(t, "ink")
	switch rapid.IntRange(0, 7).Draw(t, "what") {
	case 0:
		s.Fill(R(x, y, n, 2), ink)
	case 1:
		s.Box(R(x, y, n, 4), ink, n%2 == 0)
	case 2:
		s.Fill(R(0, 0, w, h), ink)
	default:
		s.Print(x, y, n, anyText(t, "text"), ink)
	}
}

// layer thinks of a personal layer, which can then be drawn over several scenes.
func layer(t *rapid.T, w, h int) (ops []func(p *Personal)) {
	for range rapid.IntRange(0, 4).Draw(t, "layers") {
		x, y := rapid.IntRange(0, w-1).Draw(t, "x"), rapid.IntRange(0, h-1).Draw(t, "y")
		n, text := rapid.IntRange(1, w).Draw(t, "n"), anyText(t, "own")
		switch rapid.IntRange(0, 3).Draw(t, "how") {
		case 0:
			ops = append(ops, func(p *Personal) { p.Tint(R(x, y, n, 2), Ink{Attrs: uv.AttrReverse}) })
		case 1:
			ops = append(ops, func(p *Personal) { p.Text(R(x, y, n, 2), "\x1b[31m"+text+"\x1b[m\n"+text) })
		case 2:
			ops = append(ops, func(p *Personal) { p.Box(R(x, y, n, 3), inks[n%len(inks)], false) })
		default:
			ops = append(ops, func(p *Personal) { p.Print(x, y, n, text, inks[n%len(inks)]) })
		}
	}
	cur := Cursor{rapid.IntRange(-1, w).Draw(t, "cx"), rapid.IntRange(-1, h).Draw(t, "cy"), rapid.Bool().Draw(t, "on")}
	return append(ops, func(p *Personal) { p.Cursor = cur })
}

// TestWays: from whatever a terminal shows to whatever it is to show next, the bytes do just that.
func TestWays(t *testing.T) {
	profiles := []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI256, colorprofile.ANSI, colorprofile.Ascii, colorprofile.NoTTY}
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 30).Draw(t, "w"), rapid.IntRange(1, 5).Draw(t, "h")
		profile := rapid.SampledFrom(profiles).Draw(t, "profile")
		pal, tm := NewPalette(), newTerm(w, h)
		var dye *Dye
		if n := rapid.IntRange(0, 2).Draw(t, "colouring"); n > 0 {
			dye, profile = NewDye(profile, colour(n)), colorprofile.TrueColor
		}
		var before *Scene
		var old []over
		var was Cursor
		tm.visible = false
		cells := NewCanvas(pal, w, h, profile).cells
		var ops []func(*Personal)
		for id := range rapid.IntRange(2, 6).Draw(t, "steps") {
			c := NewCanvas(pal, w, h, profile)
			copy(c.cells, cells) // most of a screen stays
			for range rapid.IntRange(0, 4).Draw(t, "changes") {
				scribble(t, c)
			}
			checkFrame(t, c.Frame())
			cells = c.cells
			sc := newScene(c, uint64(id)+1, before)
			var p Personal
			p.reset(sc, profile)
			if id == 0 || rapid.Bool().Draw(t, "another layer") {
				ops = layer(t, w, h)
			}
			for _, op := range ops {
				op(&p)
			}
			overs, cur := p.overs(), p.Cursor.bound(w, h)
			f := p.Canvas.Frame()
			f.dye = dye
			checkFrame(t, f)
			d, full := sc.way(before, dye)
			b := patch(d.Bytes[:len(d.Bytes):len(d.Bytes)], &sc.frame, dye, old, overs, d, full)
			b = cursor(b, was, cur)
			for ; len(b) > piece; b = b[piece:] {
				t.Fatalf("%d bytes for %d cells", len(b), w*h)
			}
			_, _ = tm.Write(b)
			if err := tm.check(f, cur); err != nil {
				t.Fatalf("step %d: %v\nbytes %q", id, err, b)
			}
			before, old, was = sc, overs, cur
		}
	})
}

// TestOtherTerminal is the same, without wide characters, on an emulator that others wrote.
func TestOtherTerminal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const w, h = 24, 4
		pal := NewPalette()
		tm := vt10x.New(vt10x.WithSize(w, h))
		var before *Frame
		for range 4 {
			c := NewCanvas(pal, w, h, colorprofile.ANSI)
			for y := range h {
				if before != nil {
					copy(c.frame.rows[y], before.rows[y])
				}
			}
			for range rapid.IntRange(0, 4).Draw(t, "changes") {
				y, x := rapid.IntRange(0, h-1).Draw(t, "y"), rapid.IntRange(0, w-1).Draw(t, "x")
				s := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "é", "   ", "              ", "─", "."}), 0, 12).Draw(t, "s"), "")
				c.Print(x, y, w, s, rapid.SampledFrom(inks[:6]).Draw(t, "ink"))
			}
			f := c.Frame()
			_, _ = tm.Write(diff(before, f, nil).Bytes)
			for y := range h {
				for x := range w {
					if text, _, _ := f.Glyph(x, y); string(tm.Cell(x, y).Char) != text {
						t.Fatalf("at %d,%d: %q, want %q", x, y, tm.Cell(x, y).Char, text)
					}
				}
			}
			before = f
		}
	})
}

func TestSmallWays(t *testing.T) {
	frame := func(pal *Palette, s string) *Frame {
		c := NewCanvas(pal, 40, 2, colorprofile.TrueColor)
		c.Print(0, 0, 40, s, Ink{})
		return c.Frame()
	}
	for _, tt := range []struct{ a, b, want string }{
		{"same", "same", ""},
		{"vote 3 of 20", "vote 4 of 20", "\x1b[1;6H4"},
		{"a long line that is gone", "", "\x1b[1H\x1b[K"},
		{"x far y", "z far w", "\x1b[1Hz\x1b[5Cw"},
		{"x y", "z w", "\x1b[1Hz w"},
		{"", "a             b", "\x1b[1Ha\x1b[13Cb"},
		{"abcdefghijklmnopq", "a             b", "\x1b[1;2H\x1b[13X\x1b[13Cb  "},
	} {
		pal := NewPalette()
		if got := string(diff(frame(pal, tt.a), frame(pal, tt.b), nil).Bytes); got != tt.want {
			t.Errorf("%q to %q: %q, want %q", tt.a, tt.b, got, tt.want)
		}
	}
}

// TestWideOver: a scene that changes under a wide character of a personal layer must not leave half of that.
func TestWideOver(t *testing.T) {
	for at := range 2 {
		pal, tm := NewPalette(), newTerm(10, 1)
		tm.visible = false
		var before *Scene
		var old []over
		for id, s := range []string{"ab", "xb", "xy", "会", "zz"} {
			c := NewCanvas(pal, 10, 1, colorprofile.TrueColor)
			c.Print(at, 0, 9, s, Ink{})
			sc := newScene(c, uint64(id)+1, before)
			var p Personal
			p.reset(sc, colorprofile.TrueColor)
			p.Print(1, 0, 9, "議", Ink{})
			d, full := sc.way(before, nil)
			overs := p.overs()
			_, _ = tm.Write(patch(d.Bytes, &sc.frame, nil, old, overs, d, full))
			if err := tm.check(p.Canvas.Frame(), Cursor{}); err != nil {
				t.Errorf("%q: %v", s, err)
			}
			before, old = sc, overs
		}
	}
}
