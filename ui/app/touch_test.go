package app_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"

	"convene/internal/activity/partner"
	"convene/internal/activity/touchpoint"
	"convene/internal/ledger"
)

// asked is a venue with a question open, and n people at it on their own terminals.
func asked(t *testing.T, n int) (v *venue, q touchpoint.Round, people []*far) {
	t.Helper()
	v = newVenue(t, false)
	lead := v.lead()
	var own partner.ID
	for p := range v.room.State().Partner.Partners.All() {
		if p.Name == "Sunrise Mentors" {
			own = p.ID
		}
	}
	q = touchpoint.Round{Partner: own, Question: "together.2", CheckIn: 1}
	lead.Do(t, touchpoint.Ask{Round: q})
	words := v.invite(ledger.Participant, "")
	for i := range n {
		people = append(people, v.connect(fmt.Sprintf("Teacher %d", i+1), words, 100, 30))
		people[i].enterAt()
	}
	return v, q, people
}

// enterAt comes in under the terminal's name and goes to the question.
func (f *far) enterAt() {
	f.t.Helper()
	f.sees("Your name, or your role")
	f.keys(f.name + "\r")
	f.sees("with Coordinator")
	f.keys("\r")
	f.sees("This screen is yours now")
	f.toQuestion()
}

func (f *far) toQuestion() {
	f.t.Helper()
	f.keys("/touchpoints\r")
	f.sees("due again   ")
	f.keys("\r")
	f.sees("for the meeting")
	for !strings.Contains(f.screen(), "Sunrise Mentors") {
		was := f.screen()
		f.keys("n")
		f.until("another partner", func() bool { return f.screen() != was })
	}
	f.keys(strings.Repeat("\x1b[B", 9) + "\r")
	f.sees("Working together  2 of 3")
}

// TestTouchpointsAtOnceOverSSH: several write to one question at a time; what is being typed is on nobody else's terminal,
// what is sent is on all; dots are nobody else's business until they are shown, and then everybody's.
func TestTouchpointsAtOnceOverSSH(t *testing.T) {
	t.Parallel()
	v, q, people := asked(t, 3)
	var all sync.WaitGroup
	for i, f := range people {
		all.Go(func() { f.keys(fmt.Sprintf("\rzqhalf%d", i)); f.sees(fmt.Sprintf("zqhalf%d", i)) })
	}
	all.Wait()
	for i, f := range people {
		for j := range people {
			if i != j && strings.Contains(f.bytes(), fmt.Sprintf("zqhalf%d", j)) {
				t.Errorf("%s sees what another one is typing", f.name)
			}
		}
	}
	for _, f := range people {
		all.Go(func() { f.keys(" done\r") })
	}
	all.Wait()
	for _, f := range people {
		for j := range people {
			f.sees(fmt.Sprintf("zqhalf%d done", j))
		}
		f.keys(esc)
		f.sees("Enter contribute")
	}

	lead := ledger.Actor{Person: "lead", Name: "Coordinator", Role: ledger.Facilitator}
	if _, err := v.room.Do(t.Context(), lead, touchpoint.OpenDots{Round: q, Dots: 3}); err != nil {
		t.Fatal(err)
	}
	for _, f := range people {
		f.sees("3 dots each")
		f.keys("d")
		f.sees("3 of 3 dots left")
		f.keys("+++")
		f.sees("0 of 3 dots left")
		f.keys("\r")
		f.sees("Your dots are kept")
	}
	for _, f := range people {
		f.sees("3 of 4 have finished")
	}
	v.hidden(q)
	session := v.lead()
	sealed, err := session.Env.Session.SealedAll(t.Context(), touchpoint.SealedKind(q))
	if err != nil || len(sealed) != 3 {
		t.Fatalf("%d people have placed dots, %v", len(sealed), err)
	}
	var dots []touchpoint.Sealed
	for _, b := range sealed {
		d, err := touchpoint.DecodeSealed(b)
		if err != nil {
			t.Fatal(err)
		}
		dots = append(dots, d)
	}
	session.Do(t, touchpoint.NewCloseDots(v.room.State().Touchpoint, q, dots))
	for _, f := range people {
		f.sees("dots of 3 people")
	}
}

// hidden fails where the state or the history tells of dots that are not shown yet.
func (v *venue) hidden(q touchpoint.Round) {
	v.t.Helper()
	if n := v.room.State().Touchpoint.Counts.Len(); n != 0 {
		v.t.Errorf("%d counts are in the state before the dots are shown", n)
	}
	last, err := v.store.Last(v.t.Context())
	if err != nil {
		v.t.Fatal(err)
	}
	entries, err := v.store.Next(v.t.Context(), last-5)
	if err != nil {
		v.t.Fatal(err)
	}
	b, err := json.Marshal(entries)
	if err != nil || bytes.Contains(b, []byte("spreads")) || bytes.Contains(b, []byte("close_dots")) {
		v.t.Errorf("the history tells of dots of %v: %v", q, err)
	}
}
