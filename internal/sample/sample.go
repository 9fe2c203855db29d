// Package sample makes the workspace that a newcomer looks round in: a made-up school's partners and what its team has
// decided about them. Every organisation is invented; people appear by what they do, never by a name.
//
// Each activity adds its part in a file of its own.
package sample

import (
	"context"
	"fmt"
	"time"

	"convene/internal/ledger"
	"convene/internal/workspace"
)

// TeamName is what the sample's team is called.
const TeamName = "Maple Grove SEL team"

// Fill puts the sample's history into an empty store. The sort was settled in the last autumn before now. The same now
// gives the same history.
func Fill(ctx context.Context, store ledger.Log, now time.Time) error {
	entries, err := tell(now, nil)
	if err != nil {
		return err
	}
	return store.Append(ctx, 0, entries)
}

// History is the sample's history as entries, made by the same ops that a team would make it with, each of them checked.
func History(now time.Time) ([]ledger.Entry, error) {
	return tell(now, func(t *teller, op any, e ledger.Entry) error { return t.ops.Check(t.w, op, e) })
}

// tell makes the history. Without a check it takes half the time: a newcomer waits for it.
func tell(now time.Time, check func(*teller, any, ledger.Entry) error) ([]ledger.Entry, error) {
	y := year(now)
	t := &teller{ops: workspace.Ops(), check: check, at: day(now, y, time.April, time.Monday, 2, 16)}
	t.do(coordinator, workspace.NameTeam{Name: TeamName})
	partners, err := records()
	if err != nil {
		return nil, err
	}
	cards, err := sorted()
	if err != nil {
		return nil, err
	}
	sittings, err := readMeetings()
	if err != nil {
		return nil, err
	}
	t.prepare(partners, cards)
	t.at = day(now, y, time.April, time.Thursday, 3, 15)
	t.spring(y, cards)
	t.at = t.at.Add(24 * time.Hour)
	t.touchpoints(talkedInSpring(), 0xd000)
	t.at = day(now, y, time.September, time.Tuesday, 2, 15)
	t.complete(partners, cards)
	t.at = day(now, y, time.October, time.Thursday, 1, 15)
	t.sits(sittings, func() { t.autumn(y, cards) })
	t.at = t.at.Add(22 * time.Hour)
	t.touchpoints(talkedInAutumn(), 0xd800)
	t.choose()
	t.at = t.at.Add(24 * time.Hour)
	t.planned(now)
	t.at = t.at.Add(time.Hour)
	t.tells(now)
	t.prepares(sittings, now)
	t.measured(now)
	return t.entries, t.err
}

// year is the one whose autumn sort lies behind now.
func year(now time.Time) int {
	if now.Before(time.Date(now.Year(), time.October, 9, 0, 0, 0, 0, now.Location())) {
		return now.Year() - 1
	}
	return now.Year()
}

// day is the nth weekday of a month, at a full hour.
func day(now time.Time, year int, month time.Month, weekday time.Weekday, nth, hour int) time.Time {
	first := time.Date(year, month, 1, hour, 0, 0, 0, now.Location())
	return first.AddDate(0, 0, (int(weekday-first.Weekday())+7)%7+7*(nth-1))
}

// person is somebody in the sample's team.
type person string

// The team, by what each of them does at the school.
const (
	coordinator person = "SEL coordinator"
	counselor   person = "School counselor"
	teacher     person = "Grade 4 teacher"
	liaison     person = "Family liaison"
	assistant   person = "Assistant principal"
)

func team() []person { return []person{coordinator, counselor, teacher, liaison, assistant} }

// id is the person's ID, the same in every sample.
func (p person) id() string {
	for i, q := range team() {
		if p == q {
			return id(0xa0 + i)
		}
	}
	return ""
}

func (p person) actor() ledger.Actor {
	role := ledger.Participant
	if p == coordinator {
		role = ledger.Facilitator
	}
	return ledger.Actor{Person: p.id(), Name: string(p), Role: role}
}

// id is the nth of the sample's IDs: a UUID of version 7 that never changes.
func id(n int) string { return fmt.Sprintf("01980000-0000-7000-8000-%012x", n) }

// teller makes a history, one op after the other, as a room would.
type teller struct {
	ops     *ledger.Registry[workspace.Workspace]
	check   func(*teller, any, ledger.Entry) error // may be nil
	w       workspace.Workspace
	at      time.Time
	entries []ledger.Entry
	err     error
}

// do makes a change 20 seconds after the one before. After an error it does nothing.
func (t *teller) do(by person, op any) {
	if t.err != nil {
		return
	}
	t.at = t.at.Add(20 * time.Second)
	e := ledger.Entry{Seq: uint64(len(t.entries)) + 1, At: t.at.UTC(), By: by.actor()}
	if t.check != nil {
		if t.err = t.check(t, op, e); t.err != nil {
			t.err = fmt.Errorf("the sample workspace: %T: %w", op, t.err)
			return
		}
	}
	if e.Op, e.Data, t.err = t.ops.Encode(op); t.err != nil {
		return
	}
	t.w, t.err = t.ops.Fold(t.w, e)
	t.entries = append(t.entries, e)
}
