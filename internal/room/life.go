package room

import (
	"context"
	"time"

	"convene/internal/ledger"
)

// Where signs of life are kept in the drawer.
const (
	lifeKind = "life"
	lifeKey  = "meeting"
)

// BeatEvery is how often a program with a running meeting gives a sign of life.
const BeatEvery = 5 * time.Second

// cutAfter is how long a running clock may be without a sign of life before the meeting counts as cut off.
const cutAfter = time.Minute

// remembered reads the last sign of life.
func (r *Room) remembered(ctx context.Context) error {
	b, err := r.store.Get(ctx, lifeKind, lifeKey)
	if err != nil || b == nil {
		return err
	}
	if at, err := time.Parse(time.RFC3339Nano, string(b)); err == nil {
		r.seen.Store(&at)
	}
	return nil
}

// wall is the time of day, which goes on while the machine sleeps.
func (r *Room) wall() time.Time { return r.opts.Now().UTC().Truncate(time.Millisecond) }

// CutOff is the last sign of life of a meeting whose clock went on although nobody was there; false where none did. Whoever
// may lead stops the clock there.
func (s *Session) CutOff() (last time.Time, cut bool) {
	now := s.State()
	m, ok := now.Meeting.Running()
	if !ok || m.Since.IsZero() {
		return last, false
	}
	last = m.Since
	if now.At.After(last) { // whoever changes something is there
		last = now.At
	}
	if at := s.room.seen.Load(); at != nil && at.After(last) {
		last = *at
	}
	return last, s.room.wall().Sub(last) > cutAfter
}

// Alive keeps a sign of life of the meeting that runs. Where it was cut off none is kept until the clock was stopped: the
// time is not to be lost sight of.
func (s *Session) Alive(ctx context.Context) error {
	if s.Actor().Role != ledger.Facilitator && s.Actor().Role != ledger.Participant || s.State().ReadOnly != "" {
		return nil
	}
	if _, cut := s.CutOff(); cut {
		return nil
	}
	now := s.room.wall()
	if at := s.room.seen.Load(); at != nil && now.Sub(*at) < BeatEvery-time.Second && !now.Before(*at) {
		return nil // somebody else's has just been kept
	}
	s.room.seen.Store(&now)
	return s.room.store.Put(ctx, lifeKind, lifeKey, []byte(now.Format(time.RFC3339Nano)))
}
