package room

import (
	"context"
	"encoding/json"
	"maps"
	"net/url"
	"strings"
	"time"

	"convene/internal/ledger"
)

// cameKind begins the drawer's kind of those who were let in with an invite. There is one for each invite, so that all of
// them are forgotten at once.
const cameKind = "came/"

// back is somebody who was here and may come back with the same invite and name, and with the same key if they had one.
type back struct {
	known
	shown  Present
	typing string // the place of the draft that they had not finished
	at     time.Time
}

// Expect remembers who was let in with an invite before the program ended, without warning or with one: they come back by the
// same rules as if their lines had dropped.
func (r *Room) Expect(ctx context.Context, invite string) error {
	all, err := r.store.All(ctx, cameKind+invite)
	if err != nil || len(all) == 0 {
		return err
	}
	r.keepers.Lock()
	defer r.keepers.Unlock()
	drafts, err := r.store.All(ctx, draftKind)
	if err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for key, data := range all {
		var k known
		if json.Unmarshal(data, &k) == nil && k.Person != "" {
			r.left[key] = back{k, Present{Follows: k.Role != ledger.Guest, Far: true}, typed(drafts, k.Person), r.Now()}
			r.came[key] = k
		}
	}
	return nil
}

// typed is the place of the one draft of a person, empty where there is none, or where it cannot be said which was the last.
func typed(drafts map[string][]byte, person string) (place string) {
	for key := range drafts {
		if at, ok := strings.CutPrefix(key, url.PathEscape(person)+"/"); ok {
			if place != "" {
				return ""
			}
			place = at
		}
	}
	return place
}

// Forget drops from the drawer who was let in with an invite, which has ended. Whoever is here stays.
func (r *Room) Forget(ctx context.Context, invite string) error {
	r.keepers.Lock()
	defer r.keepers.Unlock()
	r.ended[invite] = true
	maps.DeleteFunc(r.came, func(key string, _ known) bool { return inviteOf(key) == invite })
	return r.store.Clear(ctx, cameKind+invite)
}

// comes keeps who was let in with an invite, as they are now. Where the disk is full they wait at the door again after the
// program ended, that is all.
func (r *Room) comes(ctx context.Context, s *Session) {
	r.keepers.Lock()
	defer r.keepers.Unlock()
	by := s.Actor()
	key, k := leftKey(s.from, by.Name), known{by.Person, by.Name, by.Role, by.Partner}
	was, there := r.came[key]
	// not inside: asked to leave meanwhile
	if !s.Inside() || s.from.Invite == "" || r.ended[s.from.Invite] || was == k || !there && len(r.came) >= maxLeft {
		return
	}
	data, err := json.Marshal(k)
	if err == nil && r.store.Put(ctx, cameKind+s.from.Invite, key, data) == nil {
		r.came[key] = k
	}
}

// shun forgets somebody who was asked to leave, under every name that they had: they wait at the door again, also after the
// program ended.
func (r *Room) shun(ctx context.Context, person string) error {
	r.keepers.Lock()
	defer r.keepers.Unlock()
	r.mu.Lock()
	maps.DeleteFunc(r.left, func(_ string, b back) bool { return b.Person == person })
	r.mu.Unlock()
	for key, k := range r.came {
		if k.Person != person {
			continue
		}
		if err := r.store.Put(ctx, cameKind+inviteOf(key), key, nil); err != nil {
			return err
		}
		delete(r.came, key)
	}
	return nil
}

// inviteOf is the invite in a key that leftKey made.
func inviteOf(key string) string {
	invite, _, _ := strings.Cut(key, "\x00")
	return invite
}

// ShutOut says until when people elsewhere hold lines to this room, which is not open to them since the program ended; the
// zero time, that it is open to them again, or that their lines have ended.
func (r *Room) ShutOut(until time.Time) {
	r.shut.Store(&until)
	r.nudge()
}

// ShutOut says, to a facilitator at this machine, that people elsewhere hold lines to the room and stand before a closed door.
func (s *Session) ShutOut() bool {
	until := s.room.shut.Load()
	return until != nil && s.room.Now().Before(*until) && s.from.Invite == "" && s.Inside() && s.Actor().Role == ledger.Facilitator
}
