package room

import (
	"convene/internal/ledger"
)

// Sees says which part of a room somebody sees. Its zero value is all of it.
type Sees struct {
	Outside bool
	Partner string // of a guest: its partner's joint steps
	Guest   bool
}

// Sees says which part of the room this session sees.
func (s *Session) Sees() Sees {
	if !s.Inside() { // before who it is: somebody who is let in meanwhile was an observer
		return Sees{Outside: true}
	}
	if by := s.Actor(); by.Role == ledger.Guest {
		return Sees{Guest: true, Partner: by.Partner}
	}
	return Sees{}
}

// Seen is the state as somebody sees it who sees that part of it.
func (s *State) Seen(by Sees) *State {
	if by == (Sees{}) {
		return s
	}
	out := *s
	if by.Outside {
		out.Workspace = s.Outside()
	} else {
		out.Workspace = s.ForGuest(by.Partner)
	}
	return &out
}

// part is a state as a session saw it last.
type part struct {
	sees  Sees
	whole *State
	shown *State
}

// seen is a state as this session sees it.
func (s *Session) seen(now *State) *State {
	sees := s.Sees()
	if sees == (Sees{}) {
		return now
	}
	if p := s.part.Load(); p != nil && p.whole == now && p.sees == sees {
		return p.shown
	}
	p := &part{sees, now, now.Seen(sees)}
	s.part.Store(p)
	return p.shown
}
