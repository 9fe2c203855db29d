package room

import (
	"context"
	"net/url"
	"strings"

	"convene/internal/ledger"
)

// Seal keeps what somebody decided in private in the drawer, under (kind, key), for as long as others may not see it: a
// ballot, dots. Empty data takes it away. It belongs to the person of the session, who alone reads it again (Sealed), for
// everybody who decides in turn at that person's terminal; the sessions are woken, since how many are done may be shown.
func (s *Session) Seal(ctx context.Context, kind, key string, data []byte) error {
	by := s.Actor()
	err := by.MayTakePart("Deciding in private")
	if by.Role == ledger.Guest {
		err = s.State().MaySeal(by, kind)
	}
	if err != nil {
		return err
	}
	if now := s.State(); now.ReadOnly != "" {
		return ledger.Refuse("%s", now.ReadOnly)
	}
	if err := s.room.store.Put(ctx, kind, s.owner()+url.PathEscape(key), data); err != nil {
		return err
	}
	s.room.nudge()
	return nil
}

// Sealed is what was sealed at this person's terminals, by key. What others sealed is not in it.
func (s *Session) Sealed(ctx context.Context, kind string) (map[string][]byte, error) {
	all, err := s.room.store.All(ctx, kind)
	if err != nil {
		return nil, err
	}
	own := map[string][]byte{}
	for k, data := range all {
		if escaped, ok := strings.CutPrefix(k, s.owner()); ok {
			if key, err := url.PathUnescape(escaped); err == nil {
				own[key] = data
			}
		}
	}
	return own, nil
}

// SealedAll is what everybody sealed, by a name to give to Unseal: for a facilitator's reveal, and for nothing that is
// drawn.
func (s *Session) SealedAll(ctx context.Context, kind string) (map[string][]byte, error) {
	if err := s.Actor().MayLead("Opening what is sealed"); err != nil {
		return nil, err
	}
	return s.room.store.All(ctx, kind)
}

// SealedBy is the person at whose terminal something was sealed, by its name in SealedAll.
func SealedBy(name string) string {
	owner, _, _ := strings.Cut(name, "/")
	person, _ := url.PathUnescape(owner)
	return person
}

// CountSealed counts what everybody sealed: the number is all that leaves it, and may be shown.
func (s *Session) CountSealed(ctx context.Context, kind string, is func(data []byte) bool) (int, error) {
	all, err := s.room.store.All(ctx, kind)
	n := 0
	for _, data := range all {
		if is(data) {
			n++
		}
	}
	return n, err
}

// Finished says who has finished what is decided in private, by person: for a facilitator, who waits for the last one.
func (s *Session) Finished(ctx context.Context, kind string, is func(data []byte) bool) (map[string]bool, error) {
	if err := s.Actor().MayLead("Knowing who has finished"); err != nil {
		return nil, err
	}
	all, err := s.room.store.All(ctx, kind)
	out := map[string]bool{}
	for name, data := range all {
		owner, key, _ := strings.Cut(name, "/")
		if owner == key && is(data) { // not of others who decide in turn at that terminal
			out[SealedBy(name)] = true
		}
	}
	return out, err
}

// Unseal takes away what was sealed, by the names of SealedAll: once it is revealed, or where nobody will reveal it any
// more.
func (s *Session) Unseal(ctx context.Context, kind string, names ...string) error {
	if err := s.Actor().MayLead("Opening what is sealed"); err != nil {
		return err
	}
	for _, name := range names {
		if err := s.room.store.Put(ctx, kind, name, nil); err != nil {
			return err
		}
	}
	s.room.nudge()
	return nil
}

// owner begins the names of what the person of the session sealed.
func (s *Session) owner() string { return url.PathEscape(s.Actor().Person) + "/" }

// nudge wakes every session without a new state: something that is not in the state has changed.
func (r *Room) nudge() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for s := range r.sessions {
		s.poke()
	}
}

func (s *Session) poke() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}
