package room_test

import (
	"testing"
	"time"

	"convene/internal/activity/meeting"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/store/memlog"
)

// TestSignsOfLife: a meeting counts as cut off when its clock ran for a minute without a sign of life, also for the program
// that opens the workspace next, and no longer once the clock was stopped.
func TestSignsOfLife(t *testing.T) {
	ctx, store := t.Context(), memlog.New()
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	open := func() (*room.Session, func()) {
		r, err := room.Open(ctx, store, room.Options{Now: func() time.Time { return now }})
		if err != nil {
			t.Fatal(err)
		}
		return r.Join(ledger.Actor{Person: "l", Name: "Lead", Role: ledger.Facilitator}), func() { _ = r.Close(ctx) }
	}
	s, leave := open()
	do := func(op any) {
		t.Helper()
		if _, err := s.Do(ctx, op); err != nil {
			t.Fatal(err)
		}
	}
	cut := func(want time.Duration) {
		t.Helper()
		last, is := s.CutOff()
		if is != (want >= 0) || is && last.Sub(now) != -want {
			t.Fatalf("at %s: %s, %v", now, last, is)
		}
	}
	pass := func(d time.Duration) {
		for ; d > 0; d -= room.BeatEvery {
			now = now.Add(room.BeatEvery)
			if err := s.Alive(ctx); err != nil {
				t.Fatal(err)
			}
		}
	}
	do(meeting.PlanMeeting{Meeting: "m", Title: "Sort", Steps: []meeting.Plan{{ID: "a", Activity: "talk", Title: "A", Minutes: 30}}})
	pass(10 * time.Minute)
	cut(-1) // it does not run yet
	do(meeting.Start{Meeting: "m"})
	pass(3 * time.Minute)
	cut(-1)
	leave()

	now = now.Add(50 * time.Second) // soon back
	s, leave = open()
	cut(-1)
	pass(time.Minute)
	leave()

	now = now.Add(time.Hour) // not so soon
	s, leave = open()
	defer leave()
	cut(time.Hour)
	pass(time.Minute) // whoever is there now gives no sign before the clock was stopped
	cut(time.Hour + time.Minute)
	last, _ := s.CutOff()
	do(meeting.Pause{Meeting: "m", Until: last})
	cut(-1)
	m, _ := s.State().Meeting.Running()
	if spent := s.State().Meeting.At(m, now).Spent; spent != 3*time.Minute+50*time.Second+time.Minute {
		t.Errorf("%v spent", spent)
	}
	pass(10 * time.Minute)
	do(meeting.Resume{Meeting: "m"})
	cut(-1)
}
