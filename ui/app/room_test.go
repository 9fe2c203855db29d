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

	lead.Press("f9", "f9", "f9")
	lead.Press("/")
	lead.Type("meeting")
	lead.Press("enter")
	lead.Press("E")
	if _, running := v.room.State().Meeting.Running(); running {
		lead.Press("E")
	}
	if past := v.room.State().Meeting.Past(); len(past) != 2 {
		t.Errorf("%d meetings have ended, not two:\n%s", len(past), lead.Screen())
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
