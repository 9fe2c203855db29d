package paint

import (
	"runtime/debug"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
)

// Look is everything that a scene depends on beside the state. Terminals with the same Look share one picture, so it
// holds nothing about a person.
type Look[K comparable] struct {
	W, H    int                  // of the terminal, in cells
	Profile colorprofile.Profile // the colours that it has; Unknown is taken for none
	Key     K                    // which screen, step, role, theme, language, scroll position …
}

// App is what a program gives: two pure functions, which may run at the same time on several goroutines. S is the
// shared state, which never changes once it is published. K is what beside it a scene depends on, P is what one person
// has of their own; either may be an interface, or a pointer to something that does not change, so long as the
// values compare with ==.
//
// If one of them panics, the terminals concerned say so in a sentence; nothing else happens.
type App[S any, K, P comparable] struct {
	// Scene draws what everybody with that Look sees. It must not read a clock, a cursor or who is looking.
	Scene func(s S, l Look[K], c *Canvas)
	// Personal draws what is one person's own over the scene. Nil: nothing.
	Personal func(s S, l Look[K], mine P, p *Personal)
	// Dye says that the pictures of l are those of another Look, plain, in other colours: then those are drawn once for all
	// their colourings. plain.Profile should have all colours, and equal Looks should have one Dye. Nil: none is.
	Dye func(l Look[K]) (plain Look[K], d *Dye)
	// Self says that the program of whoever has that Look calls Show after every new state. A round leaves those panes to
	// it: else they would be painted twice, before and after the program has seen the state. Nil: none does.
	Self func(l Look[K]) bool
}

// plain is the Look that is drawn for l, and its dye.
func (a App[S, K, P]) plain(l Look[K]) (Look[K], *Dye) {
	if a.Dye == nil {
		return l, nil
	}
	return a.Dye(l)
}

func (a App[S, K, P]) self(l Look[K]) bool { return a.Self != nil && a.Self(l) }

// Frame draws one whole screen: for tests and for pictures. Its spots are those of the scene and of the personal
// layer. Unlike a [Pane] it lets a panic through.
func (a App[S, K, P]) Frame(pal *Palette, s S, l Look[K], mine P) (f *Frame, spots map[string]Rect, cur Cursor) {
	l.W, l.H = ClampSize(l.W, l.H, MaxW, MaxH)
	l, d := a.plain(l)
	c := NewCanvas(pal, l.W, l.H, l.Profile)
	a.Scene(s, l, c)
	sc := newScene(c, 0, nil)
	var p Personal
	p.reset(sc, l.Profile)
	if a.Personal != nil {
		a.Personal(s, l, mine, &p)
	}
	f = p.Canvas.Frame()
	f.dye, f.layers = d, [2][]spot{sc.frame.layers[0], p.spots}
	return f, places(f.layers[:]...), p.Cursor.bound(f.w, f.h)
}

// Failed is what a screen says when it could not be drawn.
const Failed = "This screen could not be drawn. Nothing was lost. Press Esc."

// scene draws a scene, or says that it cannot be drawn.
func (a App[S, K, P]) scene(c *Canvas, pal *Palette, s S, l Look[K], report func(any, []byte)) {
	defer func() {
		if v := recover(); v != nil {
			report(v, debug.Stack())
			c.reset(pal, l.W, l.H, l.Profile)
			for y, line := range Wrap(Failed, max(1, l.W-2)) {
				c.Print(min(1, l.W-1), min(1, l.H-1)+y, l.W, line, Ink{})
			}
		}
	}()
	c.reset(pal, l.W, l.H, l.Profile)
	a.Scene(s, l, c)
}

// personal draws a personal layer. If that fails, the scene stays, and its last lines say so.
func (a App[S, K, P]) personal(s S, l Look[K], mine P, p *Personal, report func(any, []byte)) {
	if a.Personal == nil {
		return
	}
	sc := p.Scene
	defer func() {
		if v := recover(); v != nil {
			report(v, debug.Stack())
			p.reset(sc, l.Profile)
			lines := Wrap(Failed, max(1, l.W-2))
			lines = lines[:min(len(lines), l.H)]
			for i, line := range lines {
				y := l.H - len(lines) + i
				p.Fill(R(0, y, l.W, 1), Ink{Attrs: uv.AttrReverse})
				p.Print(min(1, l.W-1), y, l.W, line, Ink{Attrs: uv.AttrReverse})
			}
		}
	}()
	a.Personal(s, l, mine, p)
}
