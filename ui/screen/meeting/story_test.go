package meeting_test

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/meeting"
	"convene/ui/app"
	"convene/ui/app/drive"
)

// TestShort: a meeting from a template to its end, by keys alone.
func TestShort(t *testing.T) {
	h := newHall(t, false)
	d := h.desk(drive.You(), "home", 80, 24)
	d.Press("m")
	d.Shows(t, "Which meeting?", "Card sort", "Joint planning with a partner")
	d.Press("enter")
	d.Shows(t, "6 steps, 45 min", "Sort alone, in silence", "S start")
	d.Press("S")
	d.Shows(t, "step 0:00 of 3:00", "meeting 45 min left", "step 1 of 6")
	h.pass(90*time.Second, d)
	d.Shows(t, "step 1:30 of 3:00", "The clock runs")
	d.Hides(t, "▲") // half of it is not little
	h.pass(time.Minute, d)
	d.Shows(t, "▲ 0:30 left of 3:00")
	h.pass(time.Minute, d)
	d.Shows(t, "▲ time is up, 0:30 over", "meeting 42 min left")
	d.Press("f9")
	d.Shows(t, "step 0:00 of 7:00", "Inventory", "Who is not on the list?", "F9 next")
	d.Press("f2", "d")
	d.Type("Ask the library first")
	d.Press("enter")
	d.Shows(t, "Decision kept.")
	d.Press("f9", "f9", "f9", "f9", "f9")
	d.Shows(t, "Read this out", "Ask the library first")
	d.Press("E")
	d.Shows(t, "The meeting has ended", "Card sort", "plan the next one")
	d.Hides(t, "min left")
}

// TestWholeMeeting: a joint planning, held at high speed: capture out of a text field, a step back, an extension, a pause,
// the power gone in the middle, another size of the window, and an end that somebody absent could act on.
func TestWholeMeeting(t *testing.T) {
	h := newHall(t, false)
	d := h.desk(drive.You(), "home", 160, 45)
	d.Press("m", "down", "down", "enter")
	d.Shows(t, "With which partner?")
	d.Press("enter")
	d.Shows(t, "Joint planning with Boys & Girls Club", "7 steps, 60 min")
	d.Press("end", "a") // one step more, behind the last
	d.Type("Thanks")
	d.Press("enter", "esc", "K", "K", "x", "u", "d")
	d.Type("tomorrow")
	d.Press("enter", "S")
	d.Shows(t, "step 0:00 of 5:00", "Welcome, and who is here")
	d.Press("v", "a")
	for _, who := range []string{"School counselor", "Club director", "Teacher"} {
		d.Type(who)
		d.Press("enter")
	}
	d.Press("esc", "end", "K", "K", "K", "home", "space", "space", "s", "p") // the teacher speaks first today
	d.Shows(t, "has the word")
	d.Press("esc", "5")
	d.Shows(t, "step 0:00 of 10:00")
	h.pass(4*time.Minute, d)
	d.Press("f9")
	h.pass(3*time.Minute, d)
	d.Press("f9")
	d.Shows(t, "Shared plan", "▸ What do we both")

	d.Press("n")
	d.Type("Every child has one adult who list")
	d.Press("f9")
	d.Shows(t, "Enter or Esc first")
	d.Press("f2", "d")
	d.Type("One goal a year is enough")
	d.Press("enter")
	d.Shows(t, "Decision kept", "Every child has one adult who list")
	d.Type("ens")
	d.Press("enter", "enter", "esc") // the step's partner is ticked
	d.Shows(t, "Every child has one adult who listens")
	h.pass(8*time.Minute, d)
	d.Press("f9", "f8")
	d.Shows(t, "▲ What already")
	d.Press("f9", "f9")

	d.Press("f2", "m", "space")
	d.Shows(t, "paused at")
	h.pass(20*time.Minute, d)
	d.Press("space")
	h.pass(2*time.Minute, d)
	d.Press("f9", "f2", "a")
	d.Type("Call the club about Wed")
	d.Later() // two seconds later
	before := h.clock()

	h.at = h.at.Add(43 * time.Minute)
	h.open() // nobody closed it: kill -9
	d = h.desk(drive.You(), "home", 160, 45)
	d.Shows(t, "The meeting waits for you", "was cut off at", "43 minutes ago", "not counted")
	d.Press("enter")
	if after := h.clock(); after.Paused || after.All != before.All {
		t.Errorf("the clock stood at %v and goes on from %v", before.All, after.All)
	}
	d.Shows(t, "Who does what, by when?", "Shared plan")
	d.Press("f2", "a")
	d.Shows(t, "Call the club about Wed", "You were typing this")
	d.Send(tea.WindowSizeMsg{Width: 80, Height: 24})
	d.Type("nesdays")
	d.Press("tab")
	d.Type("Club director")
	d.Press("tab")
	d.Type("in 2 weeks")
	d.Press("enter")
	d.Shows(t, "Action step kept", "✓✓✓✓")
	d.Press(".", "p")
	d.Type("Snacks: who pays?")
	d.Press("enter", "f9", "f9", "f9")
	d.Shows(t, "Read this out")
	d.Press("d")
	d.Type("jan 12")
	d.Press("enter", "E", "home")
	d.Shows(t, "One goal a year is enough", "Call the club about Wednesdays", "Club director", "by Sun Dec 6", "Snacks: who pays?", "New shared goal")
	d.Press("end")
	d.Shows(t, "Teacher; School counselor; Club director", "We meet again on Tue Jan 12")
	d.Press("a", "enter")
	d.Shows(t, "Parked earlier", "Snacks: who pays?")
	d.Press("space", "enter")
	d.Shows(t, "Snacks: who pays?", "Tue Jan 12", "50 min")
}

// clock is how the meeting that runs stands, as it was when somebody was last there.
func (h *hall) clock() meeting.Clock {
	h.t.Helper()
	m, ok := h.room.State().Meeting.Running()
	if !ok {
		h.t.Fatal("no meeting runs")
	}
	return h.room.State().Meeting.At(m, h.at)
}

// TestClosedLid: a program that slept stops the clock when it wakes, before a key does anything.
func TestClosedLid(t *testing.T) {
	for _, wake := range []string{"tick", "key"} {
		h := newHall(t, false)
		d := h.desk(drive.You(), "meeting", 80, 24)
		d.Press("a", "enter", "S")
		h.pass(time.Minute, d)
		d.Press("n")
		h.pass(90*time.Second, d)
		h.at = h.at.Add(3 * time.Hour)
		if wake == "tick" {
			d.Later()
		} else {
			d.Press("f9")
		}
		d.Shows(t, "3 hours ago", "at 1:30 of 7:00")
		if c := h.clock(); c.Index != 1 || !c.Paused {
			t.Errorf("woken by a %s: step %d, paused %v", wake, c.Index, c.Paused)
		}
		d.Press("down", "enter")
		d.Shows(t, "paused at 1:30 of 7:00", "Space go on")
		h.pass(time.Hour, d)
		d.Press("space")
		h.pass(30*time.Second, d)
		d.Shows(t, "step 2:00 of 7:00")
	}
}

// TestReducedMotion: where nothing moves by itself, a clock shows minutes, and a tick changes no cell.
func TestReducedMotion(t *testing.T) {
	h := newHall(t, false)
	d := drive.Open(h.room, drive.You(), h.now, app.Options{W: 80, H: 24, Start: "meeting", ReducedMotion: true})
	d.Press("a", "enter", "S", "esc")
	d.Shows(t, "step 0 min of 3 min")
	was := d.Screen()
	h.pass(50*time.Second, d)
	if d.Screen() != was {
		t.Errorf("something moves:\n%s", d.Screen())
	}
	h.pass(20*time.Second, d)
	d.Shows(t, "step 1 min of 3 min")
	h.pass(80*time.Second, d)
	d.Shows(t, "▲ less than 1 min left")
}

// TestOthers: who does not lead sees the meeting, captures, and changes nothing else; no note and no count is on their
// screen.
func TestOthers(t *testing.T) {
	h := newHall(t, true)
	lead, part := h.desk(drive.You(), "meeting", 80, 24), h.desk(drive.Other(), "home", 80, 24)
	lead.Press("a", "enter", "esc", "S", "v", "r", "space", "space")
	lead.Press("c", "enter")
	lead.Shows(t, "spoke 1, passed 0")
	part.Press("m", "v")
	part.Shows(t, "has the word")
	part.Hides(t, "spoke 1", "screen shared")
	part.Press("esc", "n")
	part.Shows(t, "A facilitator leads the meeting")
	part.Hides(t, "Say why you are here", "private note")
	part.Press("f9")
	part.Shows(t, "for a facilitator", "step 1 of 6")
	part.Press("f2", "p")
	part.Type("Bus times")
	part.Press("enter")
	part.Shows(t, "Topic parked")
	lead.Press("esc", "l")
	lead.Shows(t, "Bus times")
}

// TestCaptureOutside: what is captured outside of a meeting is kept too, and a meeting begins with what is open.
func TestCaptureOutside(t *testing.T) {
	h := newHall(t, false)
	d := h.desk(drive.You(), "touchpoints", 80, 24)
	d.Press(".", "enter", "enter")
	d.Shows(t, "Write a few words first")
	d.Press("esc", "esc", "enter", ".", "m")
	d.Shows(t, "Touchpoints with Boys & Girls Club", "just this, 10 min")
	d.Press("enter")
	d.Shows(t, "1 step, 10 min")
}

// TestRhythm: the header and the step say what the room does now, and for how long.
func TestRhythm(t *testing.T) {
	h := newHall(t, false)
	d := h.desk(drive.You(), "meeting", 80, 24)
	d.Press("a", "down", "down", "down", "down", "enter", "S", "down", "down", "down", "enter")
	d.Shows(t, "alone, 1:10 left", "● alone", "○ in pairs")
	h.pass(90*time.Second, d)
	d.Shows(t, "in pairs, 2:00 left", "✓ alone", "● in pairs")
	d.Press("s", "enter")
	d.Shows(t, "silence, 2:00 left")
	h.pass(2*time.Minute, d)
	d.Shows(t, "The silence is over")
}

// TestShutOut: while people elsewhere stand before a closed door, the meeting that runs says so over its agenda.
func TestShutOut(t *testing.T) {
	t.Parallel()
	h := newHall(t, true)
	m := h.room.State().Meeting.Planned()[0]
	h.do(meeting.Start{Meeting: m.ID})
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		d := h.desk(drive.You(), "meeting", size[0], size[1])
		d.Press("enter")
		d.Hides(t, "S opens it again")
		h.room.ShutOut(h.at.Add(time.Hour))
		if s := strings.Join(strings.Fields(d.Screen()), " "); !strings.Contains(s, "S opens it again with the same line.") || !strings.Contains(s, "step 1 of") {
			t.Errorf("%v: the meeting does not say it:\n%s", size, d.Screen())
		}
		h.room.ShutOut(time.Time{})
		d.Hides(t, "S opens it again")
	}
}
