package app

import (
	"sync"

	"convene/internal/room"
	"convene/ui/screen"
)

// seen is what of a published state one sort of people may see: those who are not in the room yet, or the guests from one
// partner. What is worked out from it is kept apart from what is worked out from all of it.
type seen struct {
	state *room.State
	memo  *screen.Memo
}

// sights are the parts of one published state that somebody looked at.
type sights struct {
	mu sync.Mutex
	of map[room.Sees]seen
}

// as is the state as somebody sees it.
func (p *Published) as(by room.Sees) seen {
	if by == (room.Sees{}) {
		return seen{p.state, p.memo}
	}
	p.sights.mu.Lock()
	defer p.sights.mu.Unlock()
	s, ok := p.sights.of[by]
	if !ok {
		s = seen{p.state.Seen(by), &screen.Memo{}}
		if p.sights.of == nil {
			p.sights.of = map[room.Sees]seen{}
		}
		p.sights.of[by] = s
	}
	return s
}
