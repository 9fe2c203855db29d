package room

import (
	"context"
	"slices"
	"time"

	"convene/internal/ledger"
)

// Here is who is in the room at one moment, where its lead is, and who waits at the door. It is in memory only, and nobody
// changes it.
type Here struct {
	People  []Present // in the order in which they came; windows that only show are not among them
	Waiting []Waiting
	Lead    int    // the ID of the session that leads, 0 while nobody does
	Leader  string // the name of who leads, or led last
	Place   Place  // where the lead is, or was last
	Windows int    // that only show: the wall
	Rev     int    // rises with every change but that of where the lead is
	Others  int    // who are here and of whom a guest knows no more than that
}

// Present is one terminal in the room.
type Present struct {
	ID       int
	Actor    ledger.Actor
	Screen   string // where it is; empty while it follows the lead
	Where    string // what is open there, as the screen is asked for it
	Follows  bool
	Writing  bool // in a text field: that, never what
	Hand     bool // raised
	Signal   Signal
	SignalAt time.Time
	Far      bool // over the network
}

// Place is where the lead is: what others see who follow. It is comparable.
type Place struct {
	Screen string
	Where  string // what is open there, as the screen is asked for it
	View   any    // what the screen shows to everybody
	Wall   any    // what the wall shows there instead; nil: the same
	Poster any    // what the windows that only show put up in place of both; nobody else is shown it
	Spot   string // what the lead has chosen there
}

// Signal is one of the few things that somebody says without a word.
type Signal string

// The signals.
const (
	Quiet    Signal = ""
	Agree    Signal = "agree"
	Slower   Signal = "slower"
	Question Signal = "question"
)

// Signals lists what can be signalled.
func Signals() []Signal { return []Signal{Agree, Slower, Question} }

// signalTime is how long a signal is shown.
const signalTime = 2 * time.Minute

// Shows is the signal of somebody as long as it counts.
func (p Present) Shows(now time.Time) Signal {
	if now.Sub(p.SignalAt) > signalTime {
		return Quiet
	}
	return p.Signal
}

// Find is the person with that terminal.
func (h *Here) Find(id int) (Present, bool) {
	i := slices.IndexFunc(h.People, func(p Present) bool { return p.ID == id })
	if i < 0 {
		return Present{}, false
	}
	return h.People[i], true
}

// Count is how many people are here in one of these roles.
func (h *Here) Count(roles ...ledger.Role) (n int) {
	for i := range h.People {
		if slices.Contains(roles, h.People[i].Actor.Role) {
			n++
		}
	}
	return n
}

// Hands are the people with a hand raised, in the order in which they came.
func (h *Here) Hands() []Present {
	var out []Present
	for _, p := range h.People {
		if p.Hand {
			out = append(out, p)
		}
	}
	return out
}

// Here is who is here now.
func (r *Room) Here() *Here { return r.here.Load() }

// Here is who is here now, as far as this session may know: somebody outside knows of nobody. From then on it is woken when
// that changes.
func (s *Session) Here() *Here {
	s.looks.Store(true)
	switch by := s.Sees(); {
	case by.Outside:
		return &Here{}
	case by.Guest:
		return s.room.Here().forGuest(by.Partner)
	}
	return s.room.Here()
}

// forGuest is what a guest from a partner may know of who is here: the guests from the same partner, and how many others.
func (h *Here) forGuest(from string) *Here {
	out := &Here{Rev: h.Rev}
	for _, p := range h.People {
		if p.Actor.Role == ledger.Guest && p.Actor.Partner == from {
			out.People = append(out.People, p)
		} else {
			out.Others++
		}
	}
	return out
}

// tell publishes who is here and wakes everybody. The room's lock is held.
func (r *Room) tell() {
	old := r.here.Load()
	h := &Here{Leader: r.leader.Name, Place: r.place}
	var all []*Session
	for s := range r.sessions {
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b *Session) int { return a.id - b.id })
	for _, s := range all {
		switch {
		case s.asks:
			h.Waiting = append(h.Waiting, r.waiting(s))
		case !s.inside():
		case s.window:
			h.Windows++
		default:
			p := s.shown
			p.ID, p.Actor = s.id, s.Actor()
			h.People = append(h.People, p)
		}
	}
	if r.lead != nil {
		h.Lead = r.lead.id
	}
	stays := same(old, h)
	if h.Rev = old.Rev; !stays {
		h.Rev++
	}
	moved := old.Place != h.Place
	if stays && !moved {
		return
	}
	r.here.Store(h)
	if moved {
		r.moved()
	}
	if stays {
		return
	}
	for s := range r.sessions {
		if s.looks.Load() {
			s.poke()
		}
	}
}

// same says that nothing changed but where the lead is.
func same(a, b *Here) bool {
	return a.Lead == b.Lead && a.Leader == b.Leader && (a.Place.View == nil) == (b.Place.View == nil) && a.Windows == b.Windows &&
		slices.Equal(a.People, b.People) && slices.Equal(a.Waiting, b.Waiting)
}

// change changes something about presence, and tells everybody.
func (r *Room) change(do func() error) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := do(); err != nil {
		return err
	}
	r.tell()
	return nil
}

// Move says where this terminal is. Where it leads, those who follow see that.
func (s *Session) Move(to Place) {
	r := s.room
	r.mu.Lock()
	defer r.mu.Unlock()
	shown, place := s.shown, r.place
	shown.Screen, shown.Where = to.Screen, to.Where
	if shown.Follows {
		shown.Screen, shown.Where = "", ""
	}
	if r.lead == s {
		if to.Spot == "" && to.Screen == place.Screen && to.View == place.View {
			to.Spot = place.Spot
		}
		place = to
	}
	if shown == s.shown && place == r.place { // as after most changes of the state: each terminal says it again
		return
	}
	if shown == s.shown && (place.View == nil) == (r.place.View == nil) {
		r.moveTo(place)
		return
	}
	s.shown, r.place = shown, place
	r.tell()
}

// moveTo puts the lead elsewhere, of which only those are told who watch for it. The room's lock is held.
func (r *Room) moveTo(place Place) {
	r.place = place
	h := *r.here.Load()
	h.Place = place
	r.here.Store(&h)
	r.moved()
}

// Busy says that a box stands over this person's screen: the cursor in it points at nothing of the room's.
func (s *Session) Busy(on bool) { s.busy.Store(on) }

// Writes says whether this person is writing in a text field. Only a change is told to the others.
func (s *Session) Writes(on bool) {
	if s.writes.Swap(on) != on {
		_ = s.room.change(func() error { s.shown.Writing = on; return nil })
	}
}

// Point says what the lead has chosen on its screen.
func (s *Session) Point(spot string) {
	if s.busy.Load() {
		spot = ""
	}
	r := s.room
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.lead != s || r.place.Spot == spot {
		return
	}
	place := r.place
	place.Spot = spot
	r.moveTo(place)
}

// WatchPlace calls show when the lead is somewhere else, or has chosen something else. No session is woken for that. show
// must not block, and may use nothing of the room but State, Here and Now.
func (r *Room) WatchPlace(show func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.places = append(r.places, show)
}

// moved tells who watches where the lead is. The room's lock is held.
func (r *Room) moved() {
	for _, show := range r.places {
		show()
	}
}

// Leads says that this terminal leads.
func (s *Session) Leads() bool {
	h := s.Here()
	return h.Lead == s.id && s.Inside()
}

// Follows says that this terminal shows what the lead shows: it was asked to, and somebody else leads or led.
func (s *Session) Follows() bool {
	s.room.mu.Lock()
	defer s.room.mu.Unlock()
	return s.inside() && (s.shown.Follows || s.window) && s.room.lead != s && s.room.place.View != nil
}

// Follow follows the lead from now on, or looks around.
func (s *Session) Follow(on bool) {
	_ = s.room.change(func() error { s.shown.Follows = on; return nil })
}

// Raise raises a hand, or takes it down.
func (s *Session) Raise(up bool) {
	_ = s.room.change(func() error { s.shown.Hand = up; return nil })
}

// Signal says something without a word, for a while.
func (s *Session) Signal(what Signal) {
	_ = s.room.change(func() error {
		s.shown.Signal, s.shown.SignalAt = what, s.room.Now()
		return nil
	})
}

// Call brings everybody to where the lead is.
func (s *Session) Call() error {
	if err := s.Actor().MayLead("Bringing everybody here"); err != nil {
		return err
	}
	return s.room.change(func() error {
		s.room.leadBy(s)
		for o := range s.room.sessions {
			o.shown.Follows = o != s && o.Actor().Role != ledger.Guest
		}
		return nil
	})
}

// LowerHand takes somebody's hand down, once they have spoken.
func (s *Session) LowerHand(id int) error {
	if err := s.Actor().MayLead("Taking a hand down"); err != nil {
		return err
	}
	return s.room.change(func() error {
		if o := s.room.session(id); o != nil {
			o.shown.Hand = false
		}
		return nil
	})
}

// GiveLead hands the lead to another facilitator.
func (s *Session) GiveLead(id int) error {
	if err := s.Actor().MayLead("Handing over the lead"); err != nil {
		return err
	}
	return s.room.change(func() error {
		o := s.room.session(id)
		if o == nil || o.Actor().Role != ledger.Facilitator {
			return ledger.Refuse("Only a facilitator can lead. Nothing was changed: make that person a facilitator first.")
		}
		s.room.leadBy(o)
		return nil
	})
}

// SetRole changes what somebody may do, at once, and the next time too where they are known by a key. A guest stays one.
func (s *Session) SetRole(ctx context.Context, id int, role ledger.Role) error {
	if err := s.Actor().MayLead("Changing roles"); err != nil {
		return err
	}
	var o *Session
	err := s.room.change(func() error {
		if o = s.room.session(id); o == nil {
			return gone()
		}
		by := o.Actor()
		if (by.Role == ledger.Guest) != (role == ledger.Guest) {
			return ledger.Refuse("A guest stays a guest, and nobody becomes one here: that takes another invite. Nothing was changed.")
		}
		by.Role = role
		if s.room.lead == o && role != ledger.Facilitator {
			s.room.unled()
		}
		o.become(by)
		return nil
	})
	if err != nil {
		return err
	}
	s.room.comes(ctx, o)
	return s.room.know(ctx, o)
}

func gone() error { return ledger.Refuse("That person has left meanwhile. Nothing was changed.") }

// session finds a session. The room's lock is held.
func (r *Room) session(id int) *Session {
	for s := range r.sessions {
		if s.id == id {
			return s
		}
	}
	return nil
}
