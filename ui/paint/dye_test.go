package paint

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// colour is what an ink becomes in the colouring of that number; 0 is none.
func colour(n int) func(Ink) Ink {
	return func(i Ink) Ink {
		if n > 0 && i.Fg == ansi.Red {
			return Ink{Fg: ansi.IndexedColor(uint8(20 + n)), Bg: ansi.Blue, Attrs: uv.AttrBold}
		}
		return i
	}
}

// TestDye: what is drawn once and coloured for each looks as if each had been drawn by itself, and is drawn once a state.
func TestDye(t *testing.T) {
	var drawn atomic.Int64
	app := testApp
	app.Scene = func(s *state, l Look[screenKey], c *Canvas) {
		drawn.Add(1)
		for y, line := range s.lines {
			c.Print(0, y, l.W, line, colour(l.Key.(board).step)(inks[y%len(inks)]))
		}
	}
	once := app
	var made sync.Map
	once.Dye = func(l Look[screenKey]) (Look[screenKey], *Dye) {
		d, _ := made.LoadOrStore(l, NewDye(l.Profile, colour(l.Key.(board).step)))
		l.Key, l.Profile = board{}, colorprofile.TrueColor
		return l, d.(*Dye)
	}
	s := text("会議", "two", "red", "four", "five", "six")
	p := New(once, s, Options{Gap: time.Microsecond})
	defer p.Close()
	type one struct {
		pn   *testPane
		tm   *emulator
		look Look[screenKey]
	}
	var all []*one
	for i := range 9 {
		o := &one{tm: newTerm(12, 6), look: look(12, 6)}
		o.look.Key, o.look.Profile = board{i % 3}, []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI, colorprofile.Ascii}[i/3]
		o.pn = p.Open(o.tm, nil)
		o.pn.Show(o.look, Modes{}, nil)
		all = append(all, o)
	}
	shown := func() {
		t.Helper()
		for _, o := range all {
			f, _, cur := app.Frame(NewPalette(), s, o.look, nil)
			drawn.Add(-1)
			o.tm.until(t, func() error { return o.tm.check(f, cur) })
		}
	}
	shown()
	if n := drawn.Load(); n != 1 {
		t.Errorf("drawn %d times for 9 colourings", n)
	}
	for i, line := range []string{"rot", "rouge", "", "red"} {
		s = text(append([]string(nil), s.lines...)...)
		s.lines[2], s.lines[i] = line, "other"
		p.Publish(s)
		shown()
	}
	for i, o := range all { // somebody takes other colours
		o.look.Key = board{(i + 1) % 3}
		o.pn.Show(o.look, Modes{}, nil)
	}
	shown()
	if n := drawn.Load(); n != 5 {
		t.Errorf("drawn %d times for 5 states", n)
	}
}
