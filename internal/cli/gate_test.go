package cli

import (
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
	v := sshd.NewInvites(time.Now)
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
	if later := v.Make(ledger.Participant, "", sshd.MaxInvite); !holds(later) {
		t.Error("there is no line after a meeting")
	}
}
