package room

import (
	"context"
	"net/url"
	"slices"

	"convene/internal/ledger"
)

// Session is one person's terminal in the room.
type Session struct {
	room *Room
	by   ledger.Actor
	wake chan struct{}
}

// Join lets a person in. Leave when the terminal goes.
func (r *Room) Join(by ledger.Actor) *Session {
	s := &Session{room: r, by: by, wake: make(chan struct{}, 1)}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sessions[s] = true
	return s
}

// Leave ends the session.
func (s *Session) Leave() {
	s.room.mu.Lock()
	defer s.room.mu.Unlock()
	delete(s.room.sessions, s)
}

// Actor is who the session belongs to.
func (s *Session) Actor() ledger.Actor { return s.by }

// Room is the room that the session is in.
func (s *Session) Room() *Room { return s.room }

// Wake receives when there is a newer state: it holds one pending wake-up at most, so that a slow terminal skips
// states and nobody's queue grows.
func (s *Session) Wake() <-chan struct{} { return s.wake }

// State is the newest state.
func (s *Session) State() *State { return s.room.State() }

// Do makes a change in the session's name.
func (s *Session) Do(ctx context.Context, op any) (uint64, error) { return s.room.Do(ctx, s.by, op) }

// Undo takes back the person's own newest change.
func (s *Session) Undo(ctx context.Context) (uint64, error) { return s.room.Undo(ctx, s.by) }

// Redo takes back the person's own newest undo.
func (s *Session) Redo(ctx context.Context) (uint64, error) { return s.room.Redo(ctx, s.by) }

const draftKind = "draft"

// KeepDraft keeps a text that the person is typing at a place, so that it survives a crash. An empty text forgets it.
func (s *Session) KeepDraft(ctx context.Context, place, text string) error {
	return s.room.store.Put(ctx, draftKind, s.draftKey(place), []byte(text))
}

// Draft is the text that the person was typing at that place, empty where there is none.
func (s *Session) Draft(ctx context.Context, place string) (string, error) {
	b, err := s.room.store.Get(ctx, draftKind, s.draftKey(place))
	return string(b), err
}

func (s *Session) draftKey(place string) string { return url.PathEscape(s.by.Person) + "/" + place }

// Watch calls show with every new state, in order and before whoever changed it is answered. show must not block.
func (r *Room) Watch(show func(*State)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.watchers = append(slices.Clip(r.watchers), show)
}

// wake shows the new state to the watchers and tells every session of it. It never blocks.
func (r *Room) wake(now *State) {
	r.mu.Lock()
	watchers := r.watchers
	r.mu.Unlock()
	for _, show := range watchers { // without the lock: show may join or leave
		show(now)
	}
	r.nudge()
}
