package paint

import (
	"sync"

	"github.com/charmbracelet/colorprofile"
)

// drawing holds the newest scene of a Look that others are colourings of. It is on no terminal itself.
type drawing[S any, K comparable] struct {
	look  Look[K]
	users int // slots, under Painter.mu

	mu   sync.Mutex // held while drawing
	shot *shot[S]
}

// colours makes s a colouring of another Look, if l is one. The painter's lock is held.
func (p *Painter[S, K, P]) colours(l Look[K], s *slot[S, K, P]) {
	look, ink := p.app.plain(l)
	if ink == nil {
		return
	}
	d := p.drawings[look]
	if d == nil {
		d = &drawing[S, K]{look: look}
		p.drawings[look] = d
	}
	d.users++
	s.of, s.dye.ink = d, ink
}

// uncolour forgets what s was a colouring of, if nothing else is. The painter's lock is held.
func (p *Painter[S, K, P]) uncolour(s *slot[S, K, P]) {
	if s.of == nil {
		return
	}
	if s.of.users--; s.of.users == 0 {
		delete(p.drawings, s.of.look)
	}
}

// drawn returns the plain scene of that state, which whoever comes first draws.
func (p *Painter[S, K, P]) drawn(now *published[S], d *drawing[S, K]) *Scene {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.shot == nil || d.shot.state != now {
		d.shot = &shot[S]{newScene(p.app.scene(p.palette(), now.s, d.look, p.o.Report), p.sceneID.Add(1)), now}
	}
	return d.shot.scene
}

// dye turns the styles of a plain scene into those of one colouring.
type dye struct {
	ink func(Ink) Ink
	pal *Palette
	to  []uint16 // by the style's number; undyed where nobody has asked yet
}

const undyed = maxInterned - 1

// scene is the plain scene in the dye's colours. What does not depend on colours is shared with it.
func (d *dye) scene(from *Scene, profile colorprofile.Profile, id uint64) *Scene {
	if d.pal != from.frame.pal {
		d.pal, d.to = from.frame.pal, nil
	}
	f := from.frame
	f.cells = make([]Cell, len(from.frame.cells))
	for i, c := range from.frame.cells {
		if int(c.S) >= len(d.to) || d.to[c.S] == undyed {
			d.learn(c.S, profile)
		}
		c.S = d.to[c.S]
		f.cells[i] = c
	}
	return &Scene{Spots: from.Spots, frame: f, id: id}
}

// learn finds what a style becomes. The terminal's own stays that.
func (d *dye) learn(s uint16, profile colorprofile.Profile) {
	if d.to == nil {
		d.to = []uint16{0}
	}
	for int(s) >= len(d.to) {
		d.to = append(d.to, undyed)
	}
	if s > 0 {
		d.to[s] = d.pal.style(d.ink(d.pal.styles.at(int(s)).uv), profile)
	}
}
