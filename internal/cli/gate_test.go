package cli

import (
	"runtime"
	"testing"
	"time"

	"convene/internal/activity/meeting"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/sshd"
	"convene/internal/store/memlog"
)

// TestInvitesEndWithTheMeeting: a line that was given out for a meeting lets nobody in after it.
func TestInvitesEndWithTheMeeting(t *testing.T) {
	r, err := room.Open(t.Context(), memlog.New(), room.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close(t.Context()) })
	v, err := keptInvites(r)
	if err != nil {
		t.Fatal(err)
	}
	r.Watch(endWithMeeting(r, v, func(what string, err error) { t.Error(what, err) }))
	do := func(op any) {
		t.Helper()
		if _, err := r.Do(t.Context(), ledger.Actor{Person: "p", Name: "Counselor", Role: ledger.Facilitator}, op); err != nil {
			t.Fatal(err)
		}
	}
	holds := func(i sshd.Invite) bool { _, ok := v.Find(i.Words); return ok }
	first := v.Make(ledger.Participant, "", sshd.MaxInvite)
	do(meeting.PlanMeeting{Meeting: "m", Title: "Planning", Steps: []meeting.Plan{{ID: "s", Activity: "talk", Title: "Welcome", Minutes: 5}}})
	do(meeting.Start{Meeting: "m"})
	if !holds(first) {
		t.Fatal("the line ends with the beginning of a meeting")
	}
	do(meeting.End{Meeting: "m"})
	if holds(first) {
		t.Error("the line still lets people in after the meeting")
	}
	if all, err := r.Store().All(t.Context(), "invite"); err != nil || len(all) > 0 {
		t.Errorf("%d lines lie in the drawer, %v", len(all), err)
	}
	if later := v.Make(ledger.Participant, "", sshd.MaxInvite); !holds(later) {
		t.Error("there is no line after a meeting")
	}
}

// TestInvitesOfAPastMeeting: a line that was kept does not outlive a meeting which ended while nobody looked after its invites, and
// whoever came with it is forgotten.
func TestInvitesOfAPastMeeting(t *testing.T) {
	t.Parallel()
	store := memlog.New()
	r, err := room.Open(t.Context(), store, room.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close(t.Context()) })
	v, err := keptInvites(r)
	if err != nil {
		t.Fatal(err)
	}
	old := v.Make(ledger.Participant, "", sshd.MaxInvite)
	come := func(words string) {
		s := r.Knock(t.Context(), room.Newcomer{Invite: words, Role: ledger.Participant})
		if err := s.Enter("Teacher"); err != nil {
			t.Fatal(err)
		}
	}
	come(old.Words)
	for _, op := range []any{meeting.PlanMeeting{Meeting: "m", Title: "Planning", Steps: []meeting.Plan{{ID: "s", Activity: "talk", Title: "Welcome", Minutes: 5}}},
		meeting.Start{Meeting: "m"}, meeting.End{Meeting: "m"}} {
		if _, err := r.Do(t.Context(), ledger.Actor{Person: "p", Name: "Counselor", Role: ledger.Facilitator}, op); err != nil {
			t.Fatal(err)
		}
	}
	ended := r.State().Meeting.Past()[0].Ended
	for !time.Now().Truncate(time.Millisecond).After(ended) {
		runtime.Gosched()
	}
	later := v.Make(ledger.Observer, "", sshd.MaxInvite)
	come(later.Words)
	if v, err = keptInvites(r); err != nil {
		t.Fatal(err)
	}
	if all := v.List(); len(all) != 1 || all[0].Words != later.Words {
		t.Errorf("there is %+v", all)
	}
	for words, want := range map[string]int{old.Words: 0, later.Words: 1} {
		if all, err := store.All(t.Context(), "came/"+words); err != nil || len(all) != want {
			t.Errorf("%d are kept who came, not %d, %v", len(all), want, err)
		}
	}
}
