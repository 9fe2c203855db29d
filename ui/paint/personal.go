package paint

import (
	"sync"

	"github.com/charmbracelet/colorprofile"
)

// Cursor is where the terminal's own cursor stands, in cells from the top left, and whether it is seen.
type Cursor struct {
	X, Y int
	On   bool
}

// Personal is one person's own layer over a scene: highlights, a draft, a cursor. It is drawn on like a [Canvas] that
// already shows the scene.
type Personal struct {
	Canvas
	Scene  *Scene
	Cursor Cursor
}

// Find returns the place of that name: one of the person's own, else one of the scene's.
func (p *Personal) Find(name string) (Rect, bool) {
	if r, ok := p.Canvas.Find(name); ok {
		return r, true
	}
	return p.Scene.Find(name)
}

// over is a cell that differs from the scene's.
type over struct {
	i int32
	c Cell
}

// reset makes p an empty layer over s; its memory is used again.
func (p *Personal) reset(s *Scene, profile colorprofile.Profile) {
	f, own := &s.frame, p.own
	if cap(own) < f.h {
		own = make([]bool, f.h)
	}
	own = own[:f.h]
	clear(own)
	p.Canvas.make(f.pal, f.w, f.h, profile)
	*p = Personal{Scene: s, Canvas: p.Canvas}
	p.under, p.own = f, own
}

// bound keeps the cursor on the screen, and says one thing in one way.
func (c Cursor) bound(w, h int) Cursor {
	if !c.On {
		return Cursor{}
	}
	return Cursor{max(0, min(c.X, w-1)), max(0, min(c.Y, h-1)), true}
}

// overs are what the layer changes, sorted.
func (p *Personal) overs() []over {
	n := 0
	p.each(func(int, Cell) { n++ })
	o := make([]over, 0, n)
	p.each(func(i int, k Cell) { o = append(o, over{int32(i), k}) })
	return o
}

// each gives the cells that the layer changes to do.
func (p *Personal) each(do func(i int, k Cell)) {
	for y, own := range p.own {
		if !own {
			continue
		}
		under := p.under.rows[y]
		for x, k := range p.frame.rows[y] {
			if k != under[x] {
				do(y*p.frame.w+x, k)
			}
		}
	}
}

// layers are empty Personals waiting to be used again: a screen's worth of cells each.
type layers struct{ pool sync.Pool }

func (l *layers) get(s *Scene, profile colorprofile.Profile) *Personal {
	p, _ := l.pool.Get().(*Personal)
	if p == nil {
		p = &Personal{}
	}
	p.reset(s, profile)
	return p
}

func (l *layers) put(p *Personal) {
	p.Scene, p.under, p.spots, p.frame.pal = nil, nil, nil, nil // hold no history
	l.pool.Put(p)
}
