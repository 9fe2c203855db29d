package room

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/google/uuid"

	"convene/internal/ledger"
	"convene/internal/text"
)

// Newcomer is somebody at the door, as far as the line to them proved it.
type Newcomer struct {
	From    string      // where the line comes from, for people to read
	Key     string      // the fingerprint of the key that they proved; empty without one
	Invite  string      // the words that they came with
	Role    ledger.Role // what the invite makes them
	Partner string      // of guests
	Lobby   bool        // they wait until a facilitator lets them in
}

// Waiting is somebody who waits at the door.
type Waiting struct {
	ID      int
	Name    string
	Alike   string // somebody here or at the door whose name looks the same
	Letters string // the alphabets of the name, where it has others than Latin or several
	From    string
	Key     bool // they proved a key, and will be known by it
	Role    ledger.Role
	Partner string
	Since   time.Time
}

// keyKind is the drawer's kind of the people that are known by their key.
const keyKind = "key"

// known is somebody who is known by a key.
type known struct {
	Person  string      `json:"person"`
	Name    string      `json:"name"`
	Role    ledger.Role `json:"role"`
	Partner string      `json:"partner,omitempty"`
}

// Knock is for somebody at the door: a session that sees nothing and may do nothing until it is let in.
func (r *Room) Knock(ctx context.Context, n Newcomer) *Session {
	s := r.newSession()
	s.from = n
	s.become(ledger.Actor{Role: ledger.Observer})
	if data, err := r.store.Get(ctx, keyKind, n.Key); err == nil && n.Key != "" && data != nil {
		var k known
		if json.Unmarshal(data, &k) == nil {
			s.known = k
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sessions[s] = true
	return s
}

// Name is the name by which somebody at the door is known already, empty where nobody knows them.
func (s *Session) Name() string { return s.known.Name }

// Enter asks to be let in under a name. Somebody who is known, by their key or by coming back with the same invite and
// name, is let in at once; so is everybody where there is no lobby.
func (s *Session) Enter(name string) error {
	name = text.Line(name, text.NameMax)
	if name == "" {
		return ledger.Refuse("A name is needed: yours, or your role, like Grade 4 teacher.")
	}
	err := s.room.change(func() error {
		r := s.room
		s.name = name
		was, returns := r.left[leftKey(s.from, name)]
		switch {
		case s.known.Person != "" && s.known.Role != ledger.Guest && s.from.Role != ledger.Guest:
			s.known.Name = r.apart(name)
			if s.from.Role == ledger.Facilitator {
				s.known.Role = ledger.Facilitator
			}
			r.letIn(s, s.known)
			if was, left := r.leftBy(s.known.Person); left { // whatever invite and name they came with then
				s.shown, s.typing = was.shown, was.typing
			}
		case returns && r.free(was.Person) && was.Partner == s.from.Partner:
			if was.Role == ledger.Facilitator {
				was.Role = s.from.Role // a name alone leads nothing
			}
			was.Name = r.apart(was.Name)
			r.letIn(s, was.known)
			s.shown, s.typing = was.shown, was.typing
		case !s.from.Lobby:
			r.letIn(s, known{Person: newPerson(), Name: r.apart(name), Role: s.from.Role, Partner: s.from.Partner})
		default:
			s.asks, s.since = true, r.Now()
		}
		return nil
	})
	s.room.comes(context.Background(), s)
	return err
}

func newPerson() string { return uuid.Must(uuid.NewV7()).String() }

// leftKey is by what somebody is known who comes back: nobody comes back as another one who has a key, nor takes the place of
// one who does.
func leftKey(from Newcomer, name string) string {
	return from.Invite + "\x00" + from.Key + "\x00" + text.Key(name)
}

// leftBy is how somebody left who is known for certain, the last time. The room's lock is held.
func (r *Room) leftBy(person string) (last back, left bool) {
	for _, b := range r.left {
		if b.Person == person && (!left || b.at.After(last.at)) {
			last, left = b, true
		}
	}
	return last, left
}

// free says that nobody is here as that person. The room's lock is held.
func (r *Room) free(person string) bool {
	for s := range r.sessions {
		if s.inside() && s.Actor().Person == person {
			return false
		}
	}
	return true
}

// apart is a name that nobody here has, nor one that looks the same. The room's lock is held.
func (r *Room) apart(name string) string {
	taken := map[string]bool{}
	for s := range r.sessions {
		if s.inside() {
			taken[text.Look(s.Actor().Name)] = true
		}
	}
	base := name
	for n := 2; taken[text.Look(name)]; n++ {
		end := fmt.Sprintf(" (%d)", n)
		name = text.Line(base, text.NameMax-len(end)) + end
	}
	return name
}

// letIn lets somebody in. The room's lock is held.
func (r *Room) letIn(s *Session, k known) {
	s.asks, s.known = false, k
	s.shown = Present{Follows: k.Role != ledger.Guest, Far: true}
	s.become(ledger.Actor{Person: k.Person, Name: k.Name, Role: k.Role, Partner: k.Partner})
	s.in.Store(true)
	if r.lead == nil && k.Role == ledger.Facilitator && (r.leader.Person == "" || r.leader.Person == k.Person) {
		r.leadBy(s)
	}
}

// Admit lets somebody in who waits, and remembers their key.
func (s *Session) Admit(ctx context.Context, id int) error {
	if err := s.Actor().MayLead("Letting people in"); err != nil {
		return err
	}
	var o *Session
	err := s.room.change(func() error {
		if o = s.room.session(id); o == nil || !o.asks {
			return gone()
		}
		s.room.letIn(o, known{Person: newPerson(), Name: s.room.apart(o.name), Role: o.from.Role, Partner: o.from.Partner})
		return nil
	})
	if err != nil {
		return err
	}
	s.room.comes(ctx, o)
	return s.room.know(ctx, o)
}

// know keeps who is known by the key that they proved. Guests are not.
func (r *Room) know(ctx context.Context, s *Session) error {
	if s.from.Key == "" || s.from.Role == ledger.Guest {
		return nil
	}
	by := s.Actor()
	data, err := json.Marshal(known{by.Person, by.Name, by.Role, by.Partner})
	if err != nil {
		return err
	}
	return r.store.Put(ctx, keyKind, s.from.Key, data)
}

// TurnAway asks somebody to leave: who waits, or who is in the room. The next time they wait at the door, with their key too.
func (s *Session) TurnAway(ctx context.Context, id int) error {
	if err := s.Actor().MayLead("Asking somebody to leave"); err != nil {
		return err
	}
	var o *Session
	err := s.room.change(func() error {
		if o = s.room.session(id); o == nil {
			return gone()
		}
		if o == s {
			return ledger.Refuse("You cannot ask yourself to leave: press q. Nothing was changed.")
		}
		o.asks, o.away = false, true
		o.in.Store(false)
		o.poke()
		return nil
	})
	if err != nil {
		return err
	}
	if person := o.Actor().Person; person != "" { // who waits is nobody yet
		err = s.room.shun(ctx, person)
	}
	if o.from.Key == "" {
		return err
	}
	return errors.Join(err, s.room.store.Put(ctx, keyKind, o.from.Key, nil))
}

// Away says that this session was asked to leave.
func (s *Session) Away() bool {
	s.room.mu.Lock()
	defer s.room.mu.Unlock()
	return s.away
}

// Asks says that this session waits to be let in.
func (s *Session) Asks() bool {
	s.room.mu.Lock()
	defer s.room.mu.Unlock()
	return s.asks
}

// waiting is what a facilitator may know of somebody at the door. The room's lock is held.
func (r *Room) waiting(s *Session) Waiting {
	w := Waiting{ID: s.id, Name: s.name, Letters: letters(s.name), From: s.from.From, Key: s.from.Key != "", Role: s.from.Role,
		Partner: s.from.Partner, Since: s.since}
	for o := range r.sessions {
		name := o.name
		if o.inside() {
			name = o.Actor().Name
		}
		if o != s && name != "" && (o.asks || o.inside()) && (text.Look(name) == text.Look(s.name) || text.Similar(name, s.name)) && w.Alike < name {
			w.Alike = name
		}
	}
	return w
}

// Doubtful says that the name may be meant to look like somebody else's: that should be looked at before they come in.
func (w Waiting) Doubtful() bool { return w.Alike != "" || strings.Contains(w.Letters, " and ") }

// Mixed names the alphabets of the name where there are several: letters of two of them can look the same.
func (p Present) Mixed() string {
	if in := letters(p.Actor.Name); strings.Contains(in, " and ") {
		return in
	}
	return ""
}

// letters names the alphabets of a name that is not all Latin: letters of two alphabets can look the same.
func letters(name string) string {
	scripts := []struct {
		name  string
		table *unicode.RangeTable
	}{{"Latin", unicode.Latin}, {"Greek", unicode.Greek}, {"Cyrillic", unicode.Cyrillic}, {"Hebrew", unicode.Hebrew}, {"Arabic", unicode.Arabic},
		{"Armenian", unicode.Armenian}, {"Cherokee", unicode.Cherokee}, {"Han", unicode.Han}}
	var out []string
	for _, s := range scripts {
		if strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(s.table, r) }) {
			out = append(out, s.name)
		}
	}
	if len(out) == 1 && out[0] == "Latin" {
		return ""
	}
	return strings.Join(out, " and ")
}
