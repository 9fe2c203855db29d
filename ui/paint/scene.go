package paint

import "sync"

// Scene is what everybody with one [Look] sees at one state. It never changes.
type Scene struct {
	Spots map[string]Rect // the places that it named
	frame Frame
	id    uint64

	prev step // the difference that most terminals need
	full struct {
		sync.Once
		d *Diff
	}
	mu    sync.Mutex
	diffs map[uint64]*Diff // from older scenes, by number: holding those would keep all history alive
	over  map[any]*cover   // by whose it is
}

// step is a difference and the number of the scene that it starts from.
type step struct {
	from uint64
	d    *Diff
}

func newScene(c *Canvas, id uint64) *Scene {
	f := *c.Frame()
	return &Scene{Spots: places(c.spots), frame: f, id: id}
}

// Frame is the scene as a picture, without anybody's personal layer: what a stage shows.
func (s *Scene) Frame() *Frame { return &s.frame }

// Find returns the place of that name.
func (s *Scene) Find(name string) (Rect, bool) {
	r, ok := s.Spots[name]
	return r, ok
}

// after returns the way from scene a to s, made once whoever asks; nil if there is nothing to do. full: it starts with a blank screen.
func (s *Scene) after(a *Scene) (d *Diff, full bool) {
	if a == nil || a.frame.w != s.frame.w || a.frame.h != s.frame.h || a.frame.pal != s.frame.pal {
		s.full.Do(func() { s.full.d = diff(nil, &s.frame) })
		return s.full.d, true
	}
	if a == s {
		return nil, false
	}
	if s.prev.d != nil && s.prev.from == a.id {
		return s.prev.d, false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	d, ok := s.diffs[a.id]
	if !ok {
		d = diff(&a.frame, &s.frame)
		if s.diffs == nil {
			s.diffs = map[uint64]*Diff{}
		}
		s.diffs[a.id] = d
	}
	return d, false
}
