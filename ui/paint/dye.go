package paint

import (
	"slices"
	"sync"

	"github.com/charmbracelet/colorprofile"
)

// drawing holds the newest picture of all Looks that are colourings of one. It is on no terminal itself.
type drawing[S any, K comparable] struct {
	look  Look[K]
	users int // slots, under Painter.mu

	mu     sync.Mutex // held while drawing
	canvas Canvas
	scene  *Scene
	of     *published[S] // what the scene shows
}

// take makes s a colouring of a drawing. The painter's lock is held.
func (p *Painter[S, K, P]) take(l Look[K], s *slot[S, K, P]) {
	plain := l
	if p.app.Dye != nil {
		plain, s.dye.ink = p.app.Dye(l)
	}
	d := p.drawings[plain]
	if d == nil {
		d = &drawing[S, K]{look: plain}
		p.drawings[plain] = d
	}
	d.users++
	s.drawing = d
}

// leave forgets the drawing of a slot that nobody looks at, if no other is a colouring of it. The painter's lock is held.
func (p *Painter[S, K, P]) leave(s *slot[S, K, P]) {
	if s.drawing.users--; s.drawing.users == 0 {
		delete(p.drawings, s.drawing.look)
	}
}

// drawn is the picture of that state, which whoever comes first draws.
func (p *Painter[S, K, P]) drawn(now *published[S], d *drawing[S, K]) *Scene {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.of == now {
		return d.scene
	}
	p.app.scene(&d.canvas, p.palette(), now.s, d.look, p.o.Report)
	sc, old := newScene(&d.canvas, 0), d.scene
	if old == nil {
		sc.frame.keep(nil)
	} else {
		sc.frame.keep(&old.frame)
	}
	d.scene, d.of = sc, now
	return sc
}

// dye turns the inks of a drawing into those of one colouring.
type dye struct {
	ink  func(Ink) Ink // nil: they stay
	to   []uint16      // what a style becomes, by its number; undyed where that is not known yet
	from *Frame        // what was coloured last, and what that became
	rows [][]Cell
}

const undyed = maxInterned - 1

// scene is the drawing in the dye's colours. What does not depend on colours is shared with it, and so are rows with the
// scene before.
func (d *dye) scene(from *Scene, profile colorprofile.Profile, id uint64) *Scene {
	sc := &Scene{Spots: from.Spots, frame: from.frame, id: id}
	if d.ink == nil {
		return sc
	}
	if d.from == nil || d.from.pal != sc.frame.pal {
		d.from, d.to = nil, []uint16{0}
	}
	sc.frame.rows = make([][]Cell, len(from.frame.rows))
	for y, row := range from.frame.rows {
		if d.from != nil && one(row, d.from.rows[y]) {
			sc.frame.rows[y] = d.rows[y]
		} else {
			sc.frame.rows[y] = d.row(row, sc.frame.pal, profile)
		}
	}
	d.from, d.rows = &from.frame, sc.frame.rows
	return sc
}

func (d *dye) row(row []Cell, pal *Palette, profile colorprofile.Profile) []Cell {
	row = slices.Clone(row)
	for i, c := range row {
		for int(c.S) >= len(d.to) {
			d.to = append(d.to, undyed)
		}
		if d.to[c.S] == undyed {
			d.to[c.S] = pal.style(d.ink(pal.styles.at(int(c.S)).uv), profile)
		}
		row[i].S = d.to[c.S]
	}
	return row
}
