package paint

import (
	"slices"
	"sync"
)

// Scene is what everybody with one [Look] sees at one state, whatever the colours. It never changes.
type Scene struct {
	Spots map[string]Rect // the places that it named
	frame Frame
	id    uint64

	mu    sync.Mutex
	diffs map[step]*Diff
	over  map[any]*cover // by whose it is
}

// step is where a difference starts from, by the number of that scene (holding it would keep all history alive; 0: a blank
// screen), and in which colours.
type step struct {
	from uint64
	dye  *Dye
}

// newScene is what was drawn on c, which may be drawn on again. It shares with the scene before (nil: there is none) what is
// the same in both.
func newScene(c *Canvas, id uint64, before *Scene) *Scene {
	s := &Scene{frame: *c.Frame(), id: id}
	if before == nil {
		before = &Scene{}
	}
	s.frame.keep(&before.frame)
	if spots := &s.frame.layers[0]; before.Spots != nil && slices.Equal(*spots, before.frame.layers[0]) {
		s.Spots, *spots = before.Spots, before.frame.layers[0]
	} else {
		s.Spots = places(*spots)
	}
	return s
}

// Frame is the scene as a picture, without anybody's personal layer: what a stage shows.
func (s *Scene) Frame() *Frame { return &s.frame }

// Find returns the place of that name.
func (s *Scene) Find(name string) (Rect, bool) {
	r, ok := s.Spots[name]
	return r, ok
}

// way returns the way from scene a to s, made once whoever asks; nil if there is nothing to do. full: it starts with a
// blank screen.
func (s *Scene) way(a *Scene, dye *Dye) (d *Diff, full bool) {
	if a == s {
		return nil, false
	}
	at := step{dye: dye}
	var from *Frame
	if a != nil && a.frame.w == s.frame.w && a.frame.h == s.frame.h && a.frame.pal == s.frame.pal {
		at.from, from = a.id, &a.frame
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	d, ok := s.diffs[at]
	if !ok {
		d = diff(from, &s.frame, dye)
		if s.diffs == nil {
			s.diffs = map[step]*Diff{}
		}
		s.diffs[at] = d
	}
	return d, from == nil
}
