package room

// TakeLead leads from now on: for a facilitator, while nobody leads or another one agrees aloud.
func (s *Session) TakeLead() error {
	if err := s.Actor().MayLead("Leading"); err != nil {
		return err
	}
	return s.room.change(func() error { s.room.leadBy(s); return nil })
}

// leadBy makes s lead. The room's lock is held.
func (r *Room) leadBy(s *Session) {
	if r.lead != s {
		r.place.Poster = nil
	}
	r.lead, r.leader, s.shown.Follows = s, s.Actor(), false
}

// unled: nobody leads any more, and nobody could take down what is put up. The room's lock is held.
func (r *Room) unled() { r.lead, r.place.Poster = nil, nil }
