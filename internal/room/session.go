package room

import (
	"context"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"convene/internal/ledger"
)

// Session is one person's terminal in the room, or at its door.
type Session struct {
	room   *Room
	id     int
	wake   chan struct{}
	gone   chan struct{}
	leaves sync.Once
	by     atomic.Pointer[ledger.Actor]
	in     atomic.Bool // it was let in
	busy   atomic.Bool
	writes atomic.Bool
	looks  atomic.Bool // at who is here
	part   atomic.Pointer[part]

	// under the room's lock
	shown  Present
	window bool // it only shows the room
	from   Newcomer
	known  known
	name   string // by which it asks to be let in
	asks   bool
	away   bool
	since  time.Time
	typing string // the place of the draft that is kept last
}

func (r *Room) newSession() *Session {
	s := &Session{room: r, id: int(r.ids.Add(1)), wake: make(chan struct{}, 1), gone: make(chan struct{})}
	s.become(ledger.Actor{})
	return s
}

// Join lets a person in who is at this machine. Leave when the terminal goes. The first facilitator leads.
func (r *Room) Join(by ledger.Actor) *Session {
	s := r.newSession()
	s.become(by)
	s.in.Store(true)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sessions[s] = true
	if r.lead == nil && by.Role == ledger.Facilitator {
		r.leadBy(s)
	}
	r.tell()
	return s
}

// Window is a window that only shows what the lead shows: the wall.
func (r *Room) Window() *Session {
	s := r.newSession()
	s.become(ledger.Actor{Role: ledger.Observer, Name: "The wall"})
	s.in.Store(true)
	s.window = true
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sessions[s] = true
	r.tell()
	return s
}

// Leave ends the session. Where it led, the room waits until somebody else does, or the same person comes back.
func (s *Session) Leave() {
	s.leaves.Do(func() { close(s.gone) })
	r := s.room
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.sessions, s)
	if r.lead == s {
		if r.lead = nil; r.place.View == nil {
			r.leader = ledger.Actor{} // nobody has seen it lead
		}
	}
	if by := s.Actor(); s.inside() && s.from.Invite != "" && len(r.left) < maxLeft {
		shown := s.shown
		shown.Hand, shown.Signal, shown.Writing = false, Quiet, false
		r.left[leftKey(s.from, by.Name)] = back{known{by.Person, by.Name, by.Role, by.Partner}, shown, s.typing, r.Now()}
	}
	r.tell()
}

// maxLeft bounds how many people are remembered who may come back.
const maxLeft = 2000

// become makes the session somebody's.
func (s *Session) become(by ledger.Actor) { s.by.Store(&by) }

func (s *Session) inside() bool { return s.in.Load() }

// Inside says that the session was let in: before that it sees nothing and may do nothing.
func (s *Session) Inside() bool { return s.in.Load() }

// ID tells terminals apart.
func (s *Session) ID() int { return s.id }

// Window says that this is one that only shows the room.
func (s *Session) Window() bool { return s.window }

// Actor is who the session belongs to.
func (s *Session) Actor() ledger.Actor { return *s.by.Load() }

// Room is the room that the session is in.
func (s *Session) Room() *Room { return s.room }

// Wake receives when there is a newer state: it holds one pending wake-up at most, so that a slow terminal skips
// states and nobody's queue grows.
func (s *Session) Wake() <-chan struct{} { return s.wake }

// Gone is closed when the session has ended: who waits for Wake waits for this too, or for ever.
func (s *Session) Gone() <-chan struct{} { return s.gone }

// State is the newest state, as far as this session may see it.
func (s *Session) State() *State { return s.seen(s.room.State()) }

// Do makes a change in the session's name.
func (s *Session) Do(ctx context.Context, op any) (uint64, error) {
	if !s.Inside() {
		return 0, outside()
	}
	return s.room.Do(ctx, s.Actor(), op)
}

func outside() error {
	return ledger.Refuse("You are not in the room yet. Nothing was changed: wait until the facilitator lets you in.")
}

// Undo takes back the person's own newest change.
func (s *Session) Undo(ctx context.Context) (uint64, error) {
	if err := s.mayUndo(); err != nil {
		return 0, err
	}
	return s.room.Undo(ctx, s.Actor())
}

// Redo takes back the person's own newest undo.
func (s *Session) Redo(ctx context.Context) (uint64, error) {
	if err := s.mayUndo(); err != nil {
		return 0, err
	}
	return s.room.Redo(ctx, s.Actor())
}

// mayUndo refuses guests before it is looked up what there would be to undo: others may have built on it since.
func (s *Session) mayUndo() error {
	if s.Actor().Role != ledger.Guest {
		return nil
	}
	return ledger.Refuse("Undo is for the school's team. Nothing was changed: what you said at a question you take back there with x, anything else they take back for you.")
}

const draftKind = "draft"

// KeepDraft keeps a text that the person is typing at a place, so that it survives a crash. An empty text forgets it.
func (s *Session) KeepDraft(ctx context.Context, place, text string) error {
	s.room.mu.Lock()
	switch {
	case text != "":
		s.typing = place
	case s.typing == place:
		s.typing = ""
	}
	s.room.mu.Unlock()
	return s.room.store.Put(ctx, draftKind, s.draftKey(place), []byte(text))
}

// Typing is the place of the draft that this person kept last, also before their line dropped; empty where it has been kept
// for good or left.
func (s *Session) Typing() string {
	s.room.mu.Lock()
	defer s.room.mu.Unlock()
	return s.typing
}

// Draft is the text that the person was typing at that place, empty where there is none.
func (s *Session) Draft(ctx context.Context, place string) (string, error) {
	b, err := s.room.store.Get(ctx, draftKind, s.draftKey(place))
	return string(b), err
}

func (s *Session) draftKey(place string) string {
	return url.PathEscape(s.Actor().Person) + "/" + place
}

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
