package room_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/store/memlog"
	"convene/internal/text"
)

// hall is a room with its facilitator, at whose door newcomers knock.
type hall struct {
	t    *testing.T
	r    *room.Room
	lead *room.Session
}

func newHall(t *testing.T, store ledger.Store) *hall {
	t.Helper()
	r := open(t, store, room.Options{})
	h := &hall{t, r, r.Join(ana)}
	h.ok(h.lead.TakeLead())
	return h
}

func (h *hall) ok(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// knock is a newcomer who gives a name.
func (h *hall) knock(name string, n room.Newcomer) *room.Session {
	h.t.Helper()
	if n.Role == "" {
		n.Role = ledger.Participant
	}
	s := h.r.Knock(context.Background(), n)
	h.ok(s.Enter(name))
	return s
}

func (h *hall) admit(s *room.Session) *room.Session {
	h.t.Helper()
	h.ok(h.lead.Admit(context.Background(), s.ID()))
	return s
}

// is fails where somebody is not in the room as that.
func (h *hall) is(s *room.Session, name string, role ledger.Role) {
	h.t.Helper()
	if a := s.Actor(); !s.Inside() || a.Name != name || a.Role != role {
		h.t.Errorf("inside %v as %s, %s, not as %s, %s", s.Inside(), a.Name, a.Role, name, role)
	}
}

func (h *hall) outside(s *room.Session) {
	h.t.Helper()
	if s.Inside() || !s.Asks() {
		h.t.Errorf("%s is in the room (%v) or does not ask (%v)", s.Actor().Name, s.Inside(), s.Asks())
	}
}

// lobby is a newcomer with an invite, and perhaps a key that they proved.
func lobby(key string) room.Newcomer {
	return room.Newcomer{Invite: "four-words", Key: key, Lobby: true}
}

func TestDoor(t *testing.T) {
	h := newHall(t, memlog.New())
	n := lobby("")
	n.Role = ledger.Participant
	s := h.r.Knock(context.Background(), n)
	refused(t, s.Enter("  \u200b "), "A name is needed")
	h.ok(s.Enter("Grade 4 teacher"))
	h.outside(s)
	if _, err := s.Do(context.Background(), add("x")); err == nil {
		t.Error("somebody at the door changes something")
	}
	if len(s.Here().People) != 0 || s.State().Partner.Partners.Len() != 0 {
		t.Error("somebody at the door sees the room")
	}
	refused(t, s.Admit(context.Background(), s.ID()), "facilitator")
	h.is(h.admit(s), "Grade 4 teacher", ledger.Participant)
	refused(t, h.lead.Admit(context.Background(), s.ID()), "has left")
	h.ok(h.lead.TurnAway(context.Background(), s.ID()))
	if s.Inside() || !s.Away() {
		t.Error("who was asked to leave is in the room still")
	}
	s.Leave()
	h.outside(h.knock("Grade 4 teacher", lobby(""))) // and is not taken for somebody who comes back
	refused(t, h.lead.TurnAway(context.Background(), h.lead.ID()), "ask yourself")
	h.is(h.knock("Nurse", room.Newcomer{Invite: "w"}), "Nurse", ledger.Participant) // no lobby
}

func TestKeysAreKnown(t *testing.T) {
	store := memlog.New()
	h := newHall(t, store)
	first := h.admit(h.knock("Nurse", lobby("SHA256:nurse")))
	person := first.Actor().Person
	first.Leave()
	h.outside(h.knock("Nurse", lobby(""))) // the name alone is not enough for who has a key
	h.outside(h.knock("Nurse", lobby("SHA256:other")))
	again := h.knock("School nurse", lobby("SHA256:nurse"))
	h.is(again, "School nurse", ledger.Participant)
	if again.Actor().Person != person {
		t.Error("a key that is known makes somebody else")
	}
	shut(t, h.r)
	h = newHall(t, store) // another day
	again = h.r.Knock(context.Background(), lobby("SHA256:nurse"))
	if again.Name() != "Nurse" {
		t.Errorf("the door proposes %q", again.Name())
	}
	h.ok(again.Enter("Nurse"))
	h.is(again, "Nurse", ledger.Participant)
	h.ok(h.lead.SetRole(context.Background(), again.ID(), ledger.Observer)) // and so the next time, too
	again.Follow(false)
	again.Move(room.Place{Screen: "plan", Where: "goal:g", View: "goals"})
	again.Leave()
	h.ok(h.lead.TakeLead())
	taken := h.admit(h.knock("Nurse", lobby("")))
	again = h.knock("Nurse", lobby("SHA256:nurse"))
	h.is(again, "Nurse (2)", ledger.Observer)
	if me, _ := h.lead.Here().Find(again.ID()); me.Follows || me.Where != "goal:g" {
		t.Errorf("they are back as %+v", me)
	}
	again.Leave()
	taken.Leave()
	n := lobby("SHA256:nurse")
	n.Role = ledger.Facilitator // the invite says so
	h.is(h.knock("Nurse", n), "Nurse", ledger.Facilitator)
	n = lobby("SHA256:nurse")
	n.Role, n.Partner = ledger.Guest, "p"
	h.outside(h.knock("Nurse", n)) // with a guest's invite the key opens nothing
	again = h.knock("Nurse", lobby("SHA256:nurse"))
	h.ok(h.lead.TurnAway(context.Background(), again.ID()))
	again.Leave()
	h.outside(h.knock("Nurse", lobby("SHA256:nurse"))) // and whoever was asked to leave waits again
}

func TestComingBack(t *testing.T) {
	h := newHall(t, memlog.New())
	s := h.admit(h.knock("Coach", lobby("")))
	person := s.Actor().Person
	h.outside(h.knock("Coach", lobby(""))) // as long as the first is here
	s.Raise(true)
	s.Writes(true)
	s.Follow(false)
	s.Leave()
	back := h.knock("coach", lobby(""))
	if a := back.Actor(); !back.Inside() || a.Person != person {
		t.Fatalf("who comes back with the same invite and name is %+v", a)
	}
	me, _ := h.lead.Here().Find(back.ID())
	if me.Hand || me.Writing || me.Follows {
		t.Errorf("they are back as %+v", me)
	}
	other := lobby("")
	other.Invite = "other-words"
	back.Leave()
	two := h.knock("Coach", other)
	h.outside(two)
	h.admit(two) // there is a Coach by now
	back = h.knock("Coach", lobby(""))
	if a := back.Actor(); a.Person != person || a.Name != "Coach (2)" {
		t.Errorf("they are back as %+v", a)
	}

	c := h.admit(h.knock("Counselor", lobby("")))
	h.ok(h.lead.SetRole(context.Background(), c.ID(), ledger.Facilitator))
	c.Leave()
	h.is(h.knock("Counselor", lobby("")), "Counselor", ledger.Participant) // a name alone leads nothing
}

func TestLookalikes(t *testing.T) {
	h := newHall(t, memlog.New())
	h.admit(h.knock("Sam Oak", lobby("")))
	for name, letters := range map[string]string{"Sаm Oak": "Latin and Cyrillic", "sam oak": "", "Sam\u200b Oak.": ""} {
		s := h.knock(name, lobby(""))
		w := h.lead.Here().Waiting
		if len(w) != 1 || w[0].Alike != "Sam Oak" || w[0].Letters != letters {
			t.Errorf("%q waits as %+v", name, w)
		}
		s.Leave()
	}
	s := h.knock("Zora", lobby(""))
	if w := h.lead.Here().Waiting; len(w) != 1 || w[0].Alike != "" {
		t.Errorf("Zora waits as %+v", w)
	}
	h.admit(s)
	names := map[string]bool{}
	for range 30 { // everybody writes Teacher
		names[h.admit(h.knock("Teacher", lobby(""))).Actor().Name] = true
	}
	if len(names) != 30 || !names["Teacher"] || !names["Teacher (30)"] {
		t.Errorf("30 teachers have %d names: %v", len(names), names)
	}
}

// TestLettersOfOthers: names that are drawn alike in other alphabets are pointed out at the door, and in the room they are
// not drawn alike any more.
func TestLettersOfOthers(t *testing.T) {
	h := newHall(t, memlog.New())
	first := h.admit(h.knock("Teacher", lobby("")))
	looks := map[string]bool{text.Look("Teacher"): true}
	for name, letters := range map[string]string{"Τeacher": "Latin and Greek", "teacher ": "", "Teaсher": "Latin and Cyrillic", "Ｔeacher": "",
		"Теасhеr": "Latin and Cyrillic", "ТЕАСНЕR": "Latin and Cyrillic"} {
		s := h.knock(name, lobby(""))
		if w := h.lead.Here().Waiting; len(w) != 1 || !looks[text.Look(w[0].Alike)] || w[0].Letters != letters {
			t.Errorf("%+q waits as %+v", name, w)
		}
		h.admit(s)
		p, _ := h.lead.Here().Find(s.ID())
		if l := text.Look(p.Actor.Name); looks[l] || p.Actor.Person == first.Actor().Person || p.Mixed() != letters {
			t.Errorf("%+q is in the room as %+q, of %q", name, p.Actor.Name, p.Mixed())
		} else {
			looks[l] = true
		}
	}
}

func TestLead(t *testing.T) {
	h := newHall(t, memlog.New())
	h.lead.Move(room.Place{Screen: "cardsort", View: "board"})
	s := h.admit(h.knock("Counselor", lobby("")))
	if !s.Follows() {
		t.Error("a newcomer does not follow the lead")
	}
	refused(t, s.TakeLead(), "facilitator")
	refused(t, h.lead.GiveLead(s.ID()), "Only a facilitator can lead")
	refused(t, s.SetRole(context.Background(), s.ID(), ledger.Facilitator), "facilitator")
	h.ok(h.lead.SetRole(context.Background(), s.ID(), ledger.Observer)) // counts for the very next change
	_, err := s.Do(context.Background(), add("x"))
	refused(t, err, "You are watching")
	refused(t, h.lead.SetRole(context.Background(), s.ID(), ledger.Guest), "A guest stays a guest")
	h.ok(h.lead.SetRole(context.Background(), s.ID(), ledger.Facilitator))
	if _, err := s.Do(context.Background(), add("x")); err != nil {
		t.Error(err)
	}
	h.ok(h.lead.GiveLead(s.ID()))
	if !s.Leads() || h.lead.Leads() {
		t.Error("the lead was not handed over")
	}
	s.Move(room.Place{Screen: "plan", View: "goals"})
	s.Leave() // its line drops: the room waits, and keeps the place
	if at := h.r.Here(); at.Lead != 0 || at.Leader != "Counselor" || at.Place.Screen != "plan" {
		t.Errorf("without a lead the room is %+v", at)
	}
	h.ok(h.lead.TakeLead())
	h.ok(h.lead.Call())
	if at := h.r.Here(); at.Lead != h.lead.ID() {
		t.Errorf("nobody has taken the lead: %+v", at)
	}
	h.ok(h.lead.SetRole(context.Background(), h.lead.ID(), ledger.Participant))
	if at := h.r.Here(); at.Lead != 0 {
		t.Error("who leads no more leads still")
	}
}

func TestSignals(t *testing.T) {
	var mu sync.Mutex
	now := time.Date(2026, 9, 1, 9, 0, 0, 0, time.UTC)
	clock := func() time.Time { mu.Lock(); defer mu.Unlock(); return now }
	r := open(t, memlog.New(), room.Options{Now: clock})
	lead, s := r.Join(ana), r.Join(ben)
	s.Raise(true)
	s.Signal(room.Slower)
	me, _ := lead.Here().Find(s.ID())
	if !me.Hand || me.Shows(clock()) != room.Slower || me.Shows(clock().Add(3*time.Minute)) != room.Quiet {
		t.Errorf("it is seen as %+v", me)
	}
	refused(t, s.LowerHand(s.ID()), "facilitator")
	if err := lead.LowerHand(s.ID()); err != nil || len(r.Here().Hands()) != 0 {
		t.Errorf("%v, %d hands", err, len(r.Here().Hands()))
	}
	for len(lead.Wake()) > 0 {
		<-lead.Wake()
	}
	s.Writes(true)
	within(t, lead.Wake(), "somebody writes")
	s.Writes(true) // nothing new
	if len(lead.Wake()) != 0 {
		t.Error("each key is told to the others")
	}
}

func TestManyComeAndGo(t *testing.T) {
	h := newHall(t, memlog.New())
	var all sync.WaitGroup
	for i := range 50 {
		all.Go(func() {
			s := h.r.Knock(context.Background(), room.Newcomer{Invite: "w", Role: ledger.Participant})
			if err := s.Enter(fmt.Sprint("Teacher ", i%7)); err != nil {
				t.Error(err)
			}
			s.Raise(true)
			s.Move(room.Place{Screen: "plan", View: i})
			_ = s.Here()
			s.Leave()
		})
	}
	all.Wait()
	if at := h.r.Here(); len(at.People) != 1 || len(at.Waiting) != 0 {
		t.Errorf("%d are here, %d wait", len(at.People), len(at.Waiting))
	}
}
