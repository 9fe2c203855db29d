package meeting_test

import (
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
	d := h.desk(you(), "home", 80, 24)
	d.Press("m")
	shows(t, d, "What kind of meeting?", "Card sort", "Joint planning with a partner")
	d.Press("enter")
	shows(t, d, "6 steps, 45 min", "Sort alone, in silence", "S start")
	d.Press("S")
	shows(t, d, "step 0:00 of 3:00", "meeting 45 min left", "step 1 of 6")
	h.pass(90*time.Second, d)
	shows(t, d, "▲ 1:30 left of 3:00", "The clock runs")
	h.pass(2*time.Minute, d)
	shows(t, d, "▲ time is up, 0:30 over", "meeting 42 min left")
	d.Press("f9")
	shows(t, d, "step 0:00 of 7:00", "Inventory", "Who is not on the list?", "F9 next")
	d.Press("f2", "d")
	d.Type("Ask the library first")
	d.Press("enter")
	shows(t, d, "Decision kept.")
	d.Press("f9", "f9", "f9", "f9", "f9")
	shows(t, d, "Read this out", "Ask the library first")
	d.Press("E")
	shows(t, d, "The meeting has ended", "Card sort", "plan the next one")
	hides(t, d, "min left")
}

// TestWholeMeeting: a joint planning, held at high speed: capture out of a text field, a step back, an extension, a pause,
// the power gone in the middle, another size of the window, and an end that somebody absent could act on.
func TestWholeMeeting(t *testing.T) {
	h := newHall(t, false)
	d := h.desk(you(), "home", 160, 45)
	d.Press("m", "down", "down", "enter")
	shows(t, d, "With which partner?")
	d.Press("enter")
	shows(t, d, "Joint planning with Boys & Girls Club", "7 steps, 60 min")
	d.Press("end", "a") // one step more, behind the last
	d.Type("Thanks")
	d.Press("enter", "esc", "K", "K", "x", "u", "d")
	d.Type("tomorrow")
	d.Press("enter", "S")
	shows(t, d, "step 0:00 of 5:00", "Welcome, and who is here")
	d.Press("v", "a")
	for _, who := range []string{"School counselor", "Club director", "Teacher"} {
		d.Type(who)
		d.Press("enter")
	}
	d.Press("esc", "home", "space", "space", "s", "p")
	shows(t, d, "has the word")
	d.Press("esc", "5")
	shows(t, d, "step 0:00 of 10:00")
	h.pass(4*time.Minute, d)
	d.Press("f9")
	h.pass(3*time.Minute, d)
	d.Press("f9")
	shows(t, d, "Shared plan", "▸ What do we both")

	d.Press("n")
	d.Type("Every child has one adult who list")
	d.Press("f9")
	shows(t, d, "Enter or Esc first")
	d.Press("f2", "d")
	d.Type("One goal a year is enough")
	d.Press("enter")
	shows(t, d, "Decision kept", "Every child has one adult who list")
	d.Type("ens")
	d.Press("enter", "enter", "esc") // the step's partner is ticked
	shows(t, d, "Every child has one adult who listens")
	h.pass(8*time.Minute, d)
	d.Press("f9", "f8")
	shows(t, d, "▲ What already")
	d.Press("f9", "f9")

	d.Press("f2", "m", "space")
	shows(t, d, "paused at")
	h.pass(20*time.Minute, d)
	d.Press("space")
	h.pass(2*time.Minute, d)
	d.Press("f9", "f2", "a")
	d.Type("Call the club about Wed")
	d.Later() // two seconds later
	before := h.clock()

	h.at = h.at.Add(43 * time.Minute)
	h.open() // nobody closed it: kill -9
	d = h.desk(you(), "home", 160, 45)
	shows(t, d, "The meeting waits for you", "was cut off at", "43 minutes ago", "not counted")
	d.Press("enter")
	if after := h.clock(); after.Paused || after.All != before.All {
		t.Errorf("the clock stood at %v and goes on from %v", before.All, after.All)
	}
	shows(t, d, "Who does what, by when?", "Shared plan")
	d.Press("f2", "a")
	shows(t, d, "Call the club about Wed", "You were typing this")
	d.Send(tea.WindowSizeMsg{Width: 80, Height: 24})
	d.Type("nesdays")
	d.Press("tab")
	d.Type("Club director")
	d.Press("tab")
	d.Type("in 2 weeks")
	d.Press("enter")
	shows(t, d, "Action step kept", "✓✓✓✓")
	d.Press(".", "p")
	d.Type("Snacks: who pays?")
	d.Press("enter", "f9", "f9", "f9")
	shows(t, d, "Read this out")
	d.Press("d")
	d.Type("jan 12")
	d.Press("enter", "E", "home")
	shows(t, d, "One goal a year is enough", "Call the club about Wednesdays", "Club director", "by Sun Dec 6", "Snacks: who pays?", "New shared goal")
	d.Press("end")
	shows(t, d, "School counselor, Club director, Teacher", "We meet again on Tue Jan 12")
	d.Press("a", "enter")
	shows(t, d, "Parked earlier", "Snacks: who pays?")
	d.Press("space", "enter")
	shows(t, d, "Snacks: who pays?", "Tue Jan 12", "50 min")
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
		d := h.desk(you(), "meeting", 80, 24)
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
		shows(t, d, "3 hours ago", "at 1:30 of 7:00")
		if c := h.clock(); c.Index != 1 || !c.Paused {
			t.Errorf("woken by a %s: step %d, paused %v", wake, c.Index, c.Paused)
		}
		d.Press("down", "enter")
		shows(t, d, "paused at 1:30 of 7:00", "Space go on")
		h.pass(time.Hour, d)
		d.Press("space")
		h.pass(30*time.Second, d)
		shows(t, d, "step 2:00 of 7:00")
	}
}

// TestReducedMotion: where nothing moves by itself, a clock shows minutes, and a tick changes no cell.
func TestReducedMotion(t *testing.T) {
	h := newHall(t, false)
	d := drive.Open(h.room, you(), h.now, app.Options{W: 80, H: 24, Start: "meeting", ReducedMotion: true})
	d.Press("a", "enter", "S", "esc")
	shows(t, d, "step 0 min of 3 min")
	was := d.Screen()
	h.pass(50*time.Second, d)
	if d.Screen() != was {
		t.Errorf("something moves:\n%s", d.Screen())
	}
	h.pass(20*time.Second, d)
	shows(t, d, "▲ 1 min left of 3 min")
}

// TestOthers: who does not lead sees the meeting, captures, and changes nothing else; no note and no count is on their
// screen.
func TestOthers(t *testing.T) {
	h := newHall(t, true)
	lead, part := h.desk(you(), "meeting", 80, 24), h.desk(other(), "home", 80, 24)
	lead.Press("a", "enter", "esc", "S", "v", "r", "space", "space")
	lead.Press("c", "enter")
	shows(t, lead, "spoke 1, passed 0")
	part.Press("m", "v")
	shows(t, part, "has the word")
	hides(t, part, "spoke 1", "screen shared")
	part.Press("esc", "n")
	shows(t, part, "A facilitator leads the meeting")
	hides(t, part, "Say why you are here", "private note")
	part.Press("f9")
	shows(t, part, "for a facilitator", "step 1 of 6")
	part.Press("f2", "p")
	part.Type("Bus times")
	part.Press("enter")
	shows(t, part, "Topic parked")
	lead.Press("esc", "l")
	shows(t, lead, "Bus times")
}

// TestCaptureOutside: what is captured outside of a meeting is kept too, and a meeting begins with what is open.
func TestCaptureOutside(t *testing.T) {
	h := newHall(t, false)
	d := h.desk(you(), "touchpoints", 80, 24)
	d.Press(".", "enter", "enter")
	shows(t, d, "Write a few words first")
	d.Press("esc", "esc", "enter", ".", "m")
	shows(t, d, "Touchpoints with Boys & Girls Club", "just this, 10 min")
	d.Press("enter")
	shows(t, d, "1 step, 10 min")
}

// TestRhythm: the header and the step say what the room does now, and for how long.
func TestRhythm(t *testing.T) {
	h := newHall(t, false)
	d := h.desk(you(), "meeting", 80, 24)
	d.Press("a", "down", "down", "down", "down", "enter", "S", "down", "down", "down", "enter")
	shows(t, d, "alone, 1:10 left", "● alone", "○ in pairs")
	h.pass(90*time.Second, d)
	shows(t, d, "in pairs, 2:00 left", "✓ alone", "● in pairs")
	d.Press("s", "enter")
	shows(t, d, "silence, 2:00 left")
	h.pass(2*time.Minute, d)
	shows(t, d, "The silence is over")
}
