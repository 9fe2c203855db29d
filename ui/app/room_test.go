package app_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"convene/internal/ledger"
	"convene/ui/app"
	"convene/ui/app/drive"
)

// TestMeetingOfEleven holds a meeting with a facilitator at the machine, the wall in a second window, and nine people over
// SSH, one of whom only makes trouble: through the door, private sort, reveal, settling, questions in parallel, a line that
// drops, another who leads, and the end.
func TestMeetingOfEleven(t *testing.T) {
	t.Parallel()
	v := newVenue(t, true)
	lead := v.lead()
	wall := drive.On(v.room.Window(), time.Now, app.Options{W: 80, H: 24, Profile: 4})
	lead.Press("m", "esc", "a", "enter", "esc", "S", "f9", "f9", "n", "enter")
	if s := lead.Screen(); !strings.Contains(s, "Card sort") || !strings.Contains(s, "of 10:00") {
		t.Fatalf("the meeting is not at the card sort:\n%s", s)
	}

	words := v.invite(ledger.Participant, "")
	var people []*far
	for i := range 7 {
		people = append(people, v.come(lead, fmt.Sprintf("Teacher %d", i+1), words))
	}
	second := v.come(lead, "Counselor", v.invite(ledger.Facilitator, ""))
	noise := v.connect("noise", words, 80, 24)
	noise.sees("Your name, or your role")
	noise.keys("\x1b]8;;http://x\x07\x1b[2J\x1bP" + strings.Repeat("A", 4000) + "\x1b\\\x9bJ\r")

	var all sync.WaitGroup // everybody sorts at once, alone
	for i, f := range people {
		all.Go(func() {
			f.keys("\r")
			f.sees("Enter when ready")
			f.keys("\r")
			f.sees("of 24")
			f.keys(strings.Repeat([]string{"1", "1", "3"}[i%3], 24))
			f.sees("24 of 24")
			f.keys("\r")
			f.sees("finished")
		})
	}
	all.Wait()
	lead.Model.View()
	if s := wall.Screen(); strings.Contains(s, "agreement") || strings.Contains(s, "Teacher") {
		t.Errorf("the wall tells of votes before the reveal:\n%s", s)
	}
	lead.Press("v", "enter")
	lead.Model.View()
	for _, f := range append(people, second) {
		f.keys("\x07") // with the lead again
		f.sees("agreement")
	}
	if s := wall.Screen(); !strings.Contains(s, "agreement") {
		t.Errorf("the wall does not show the votes:\n%s", s)
	}
	lead.Press("1")
	lead.Type("Everybody knows them")
	lead.Press("enter")

	_ = people[0].conn.Close() // a line drops, and comes back without the door
	people[0].until("the line is down", func() bool { return len(v.room.Here().People) == 8 })
	again := v.connect("Teacher 1", words, 100, 30)
	again.sees("Your name, or your role")
	again.keys("Teacher 1\r")
	again.sees("with Coordinator")

	lead.Press("f7") // the counselor leads from here on
	for range 20 {
		if strings.Contains(chosen(lead), "Counselor") {
			break
		}
		lead.Press("down")
	}
	lead.Press("l", "esc")
	second.until("the counselor leads", func() bool { return v.room.Here().Leader == "Counselor" })
	again.sees("with Counselor")

	people[0] = again
	v.think(second, people)

	people[1].keys("\x1bOQd") // F2
	people[1].sees("A decision")
	people[1].keys("Ask the library first\r")
	people[1].sees("Decision kept")

	second.keys("/meeting\r")
	second.sees("Who talks with whom next?")
	second.keys("E")
	second.sees("Read this out")
	second.keys("E")
	second.sees("The meeting has ended")
	past := v.room.State().Meeting.Past()
	if len(past) != 2 {
		t.Fatalf("%d meetings have ended, not two:\n%s", len(past), second.screen())
	}
	second.sees("Ask the library first")
	second.keys("\x1b[F") // the end of the page
	second.sees("Teacher 7")
	for _, p := range v.room.State().Meeting.People(past[0].ID) {
		if strings.Contains(p.Name, "\x1b") || strings.Contains(p.Name, "AAAA") {
			t.Errorf("%q was noted, who was never let in", p.Name)
		}
	}
	if n := len(v.room.State().Meeting.People(past[0].ID)); n != 9 {
		t.Errorf("%d people were there, not 9:\n%s", n, second.screen())
	}
}

// think opens a question on the terminal of who leads, and everybody writes to it at once.
func (v *venue) think(lead *far, people []*far) {
	v.t.Helper()
	lead.keys("/touchpoints\r")
	lead.sees("answered")
	lead.keys("\r")
	lead.sees("for the meeting")
	lead.keys("\x1b[B\r") // the second question was never asked
	lead.sees("Not asked yet")
	lead.keys("o")
	lead.sees("0 contributions")
	var all sync.WaitGroup
	for i, f := range people {
		all.Go(func() {
			f.sees(" contribution") // it follows; others may have been faster
			f.keys("\r")
			f.sees("This screen is yours now")
			f.keys(fmt.Sprintf("\rThought %d\r", i))
			f.sees(fmt.Sprintf("Thought %d", i))
			f.keys(esc)
		})
	}
	all.Wait()
	lead.sees(fmt.Sprintf("%d contributions", len(people)))
	for i := range people {
		lead.sees(fmt.Sprintf("Thought %d", i))
	}
}

// come joins past the door, and waits until the lead's screen is there.
func (v *venue) come(lead *drive.Terminal, name, words string) *far {
	v.t.Helper()
	f := v.connect(name, words, 80, 24)
	f.sees("Your name, or your role")
	f.keys(name + "\r")
	f.sees("the facilitator sees")
	lead.Press("f7", "enter", "esc")
	lead.Model.View()
	f.sees("with Coordinator")
	return f
}

// chosen is the line of a box that is chosen.
func chosen(d *drive.Terminal) string {
	for _, l := range strings.Split(d.Screen(), "\n") {
		if strings.Contains(l, "│ ▸") {
			return l
		}
	}
	return ""
}

// TestHeadsApart: on a narrow terminal neither the agenda nor who is here is written over the other.
func TestHeadsApart(t *testing.T) {
	t.Parallel()
	v := newVenue(t, false)
	lead := v.lead()
	lead.Press("m", "esc", "a", "enter", "esc", "S", "f9", "f9")
	f := v.connect("Teacher", v.invite(ledger.Participant, ""), 80, 24)
	f.sees("Your name")
	f.keys("Teacher\r")
	f.sees("with Coordinator")
	f.sees("Sort alone, in silence")
	f.until("who is here is on its own", func() bool { return strings.Contains(f.screen(), " 2 here · with Coordinator  ") })
}
