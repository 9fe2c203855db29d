package paint

import "sync"

// cover is what one personal layer comes to over one scene. People who have the same of their own share it, and the bytes
// that bring their terminals there.
type cover struct {
	over   []over
	cursor Cursor
	spots  []spot
	id     uint64

	mu   sync.Mutex
	ways map[way][]byte
}

// way is where a terminal comes from: the numbers of the scene and of the cover that it shows, in which colours.
type way struct {
	scene, cover uint64
	dye          *Dye
}

const (
	maxCovers = 16 // that a scene keeps: what many share comes often, and so is among the first
	maxWays   = 64
)

// covered is the cover of that person, made by whoever asks first.
func (s *Scene) covered(mine any, draw func() *cover) *cover {
	s.mu.Lock()
	c := s.over[mine]
	s.mu.Unlock()
	if c != nil {
		return c
	}
	made := draw()
	s.mu.Lock()
	defer s.mu.Unlock()
	if c = s.over[mine]; c != nil { // somebody else was faster
		return c
	}
	if s.over == nil {
		s.over = map[any]*cover{}
	}
	if len(s.over) < maxCovers {
		s.over[mine] = made
	}
	return made
}

// from is the way to c over scene s from what a terminal shows: scene a (nil: nobody knows) under the cover was.
func (c *cover) from(s, a *Scene, was *cover, dye *Dye) []byte {
	if a == nil {
		return c.bytes(s, a, was, dye)
	}
	w := way{a.id, was.id, dye}
	c.mu.Lock()
	b, ok := c.ways[w]
	c.mu.Unlock()
	if ok {
		return b
	}
	b = c.bytes(s, a, was, dye)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ways == nil {
		c.ways = map[way][]byte{}
	}
	if len(c.ways) < maxWays {
		c.ways[w] = b
	}
	return b
}

func (c *cover) bytes(s, a *Scene, was *cover, dye *Dye) (b []byte) {
	d, full := s.way(a, dye)
	if d != nil {
		b = append(b, d.Bytes...)
	}
	b = patch(b, &s.frame, dye, was.over, c.over, d, full)
	if len(b) > 0 && c.cursor.On || c.cursor != was.cursor {
		b = cursor(b, was.cursor, c.cursor)
	}
	return b
}
