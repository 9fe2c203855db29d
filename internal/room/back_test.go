package room_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/store/memlog"
)

// words is the invite that lobby gives.
const words = "four-words"

// again is the room in a new program, after the one before ended without warning: nobody left it.
func (h *hall) again(store ledger.Store) *hall {
	h.t.Helper()
	n := newHall(h.t, store)
	h.ok(n.r.Expect(context.Background(), words))
	return n
}

// drawer is what is kept of those who came with the invite.
func drawer(t *testing.T, store ledger.Store) string {
	t.Helper()
	all, err := store.All(context.Background(), "came/"+words)
	if err != nil {
		t.Fatal(err)
	}
	out := ""
	for _, data := range all {
		out += string(data) + "\n"
	}
	return out
}

// TestBackAfterACrash: who was let in, and whose program was killed, is the same person to the next one: by the rules that hold
// for a line that dropped, and no others.
func TestBackAfterACrash(t *testing.T) {
	t.Parallel()
	store := memlog.New()
	h := newHall(t, store)
	s := h.admit(h.knock("Coach", lobby("")))
	person := s.Actor().Person
	h.ok(s.Seal(context.Background(), "ballot", person, []byte("sealed")))
	h.ok(s.KeepDraft(context.Background(), "capture/decision", "Ask the libr"))
	open := lobby("SHA256:nurse")
	open.Lobby = false
	nurse := h.knock("Nurse", open)
	h.ok(h.lead.SetRole(context.Background(), h.admit(h.knock("Counselor", lobby(""))).ID(), ledger.Facilitator))
	h.ok(h.lead.SetRole(context.Background(), h.admit(h.knock("Visitor", lobby(""))).ID(), ledger.Observer))
	out := h.admit(h.knock("Stranger", lobby("")))
	h.ok(h.lead.TurnAway(context.Background(), out.ID()))

	h = h.again(store)
	other := lobby("")
	other.Invite = "other-words"
	h.outside(h.knock("Coach", other))
	h.outside(h.knock("Coach", lobby("SHA256:other")))
	h.outside(h.knock("Somebody", lobby("")))
	guest := lobby("")
	guest.Role, guest.Partner = ledger.Guest, "p"
	h.outside(h.knock("Coach", guest))
	back := h.knock("coach", lobby(""))
	h.is(back, "Coach", ledger.Participant)
	if a := back.Actor(); a.Person != person || back.Typing() != "capture/decision" {
		t.Errorf("they are back as %+v, typing at %q", a, back.Typing())
	}
	if own, err := back.Sealed(context.Background(), "ballot"); err != nil || string(own[person]) != "sealed" {
		t.Errorf("what they sealed is %q, %v", own, err)
	}
	h.outside(h.knock("Coach", lobby(""))) // as long as the first is here
	h.outside(h.knock("Nurse", lobby(""))) // the name alone is not enough for who has a key
	if s := h.knock("Nurse", lobby("SHA256:nurse")); !s.Inside() || s.Actor().Person != nurse.Actor().Person {
		t.Errorf("with the key they are %+v", s.Actor())
	}
	h.is(h.knock("Counselor", lobby("")), "Counselor", ledger.Participant) // a name alone leads nothing
	h.is(h.knock("Visitor", lobby("")), "Visitor", ledger.Observer)
	h.outside(h.knock("Stranger", lobby(""))) // and whoever was asked to leave waits again
}

// TestAskedToLeaveUnderEveryName: who came back under another name, since theirs was taken, and is asked to leave then, comes
// back under neither.
func TestAskedToLeaveUnderEveryName(t *testing.T) {
	t.Parallel()
	store := memlog.New()
	h := newHall(t, store)
	h.admit(h.knock("Coach", lobby(""))).Leave()
	other := lobby("")
	other.Invite = "other-words"
	taken := h.admit(h.knock("Coach", other))
	back := h.knock("Coach", lobby(""))
	h.is(back, "Coach (2)", ledger.Participant)
	h.ok(h.lead.TurnAway(context.Background(), back.ID()))
	back.Leave()
	taken.Leave()
	for range 2 {
		for _, name := range []string{"Coach", "Coach (2)"} {
			s := h.knock(name, lobby(""))
			h.outside(s)
			s.Leave()
		}
		h = h.again(store)
	}
}

// TestForgotten: nobody is kept longer than the invite that they came with.
func TestForgotten(t *testing.T) {
	t.Parallel()
	store := memlog.New()
	h := newHall(t, store)
	here := h.admit(h.knock("Coach", lobby("")))
	other := lobby("")
	other.Invite = "other-words"
	h.admit(h.knock("Nurse", other))
	if kept := drawer(t, store); !strings.Contains(kept, "Coach") || strings.Contains(kept, "Nurse") {
		t.Fatalf("with the invite came %s", kept)
	}
	h.ok(h.r.Forget(context.Background(), words))
	h.ok(h.lead.SetRole(context.Background(), here.ID(), ledger.Observer)) // who is here stays, and is not kept again
	if kept := drawer(t, store); !here.Inside() || kept != "" {
		t.Errorf("inside %v, and there is kept %s", here.Inside(), kept)
	}
	h = h.again(store)
	h.outside(h.knock("Coach", lobby("")))
	h.ok(h.r.Expect(context.Background(), "other-words"))
	h.is(h.knock("Nurse", other), "Nurse", ledger.Participant)
}

// TestShutOut: that people elsewhere stand before a closed door is told to the facilitator at the machine, while their lines
// hold.
func TestShutOut(t *testing.T) {
	t.Parallel()
	h := newHall(t, memlog.New())
	far := lobby("")
	far.Role = ledger.Facilitator
	all := []*room.Session{h.lead, h.r.Join(ben), h.r.Window(), h.admit(h.knock("Counselor", far))}
	told := func(want ...bool) {
		t.Helper()
		for i, s := range all {
			if s.ShutOut() != want[i] {
				t.Errorf("%+v is told: %v", s.Actor(), s.ShutOut())
			}
		}
	}
	told(false, false, false, false)
	h.r.ShutOut(h.r.Now().Add(time.Hour))
	told(true, false, false, false)
	h.r.ShutOut(h.r.Now().Add(-time.Hour))
	told(false, false, false, false)
	h.r.ShutOut(time.Time{})
	told(false, false, false, false)
}
