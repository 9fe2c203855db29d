package app

import (
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/meeting"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/ui/kit"
	"convene/ui/screen"
)

// held is what this terminal knows of the meeting that runs.
type held struct {
	ticking bool      // a tick is on its way
	wall    string    // the meeting for which the screen was marked as shared
	shared  bool      // it was marked so by itself
	leads   bool      // this terminal led when it was last woken
	beat    time.Time // of the last sign of life
	quiet   bool      // there was silence at the last tick
}

// running is the meeting that goes on.
func (m *Model) running() (meeting.Meeting, bool) { return m.env.State().Meeting.Running() }

func (m *Model) leads() bool { return m.env.Session.Actor().Role == ledger.Facilitator }

// tickMsg says that the clock in the header may show something else by now.
type tickMsg struct{}

// live looks after the meeting that runs, behind every message: the screen counts as shared from its beginning, a clock that
// ran on alone is stopped, and there is a next tick.
func (m *Model) live() tea.Cmd {
	mt, ok := m.running()
	if !ok {
		return nil
	}
	m.mirror(mt)
	var cmds []tea.Cmd
	if last, cut := m.env.Session.CutOff(); cut && m.leads() {
		cmds = append(cmds, m.cutOff(mt, last))
	}
	if !m.held.ticking {
		m.held.ticking = true
		cmds = append(cmds, m.env.After(m.untilTick(), tickMsg{}))
	}
	return tea.Batch(cmds...)
}

// mirror counts the screen of a facilitator at this machine as shared from the beginning of a meeting on, unless a second
// window is the wall.
func (m *Model) mirror(mt meeting.Meeting) {
	h := m.env.Session.Here()
	me, _ := h.Find(m.env.Session.ID())
	switch {
	case m.held.wall != mt.ID:
		m.held.wall = mt.ID
		if m.held.shared = !m.env.Wall && m.leads() && !me.Far && h.Windows == 0; m.held.shared {
			m.env.Wall = true
		}
	case m.held.shared && h.Windows > 0:
		m.env.Wall, m.held.shared = false, false
	}
}

// untilTick is how long it is until the clock shows something else. Where nothing moves by itself it shows minutes; then
// the ticks are for the signs of life.
func (m *Model) untilTick() time.Duration {
	if m.opts.ReducedMotion {
		return room.BeatEvery
	}
	return time.Second - m.env.Now().Sub(m.env.Now().Truncate(time.Second))
}

// tick gives a sign of life every few seconds, and says when a silence is over.
func (m *Model) tick() tea.Cmd {
	m.held.ticking = false
	mt, ok := m.running()
	if !ok {
		return nil
	}
	now := m.env.Now()
	quiet := mt.Quiet.After(now)
	if m.held.quiet && !quiet && !mt.Quiet.IsZero() {
		m.notice = screen.NoticeMsg{Text: "The silence is over. Begin with somebody who has not spoken yet."}
	}
	m.held.quiet = quiet
	if since := now.Sub(m.held.beat); since >= 0 && since < room.BeatEvery {
		return nil
	}
	m.held.beat = now.Round(0)
	s, ctx := m.env.Session, m.env.Context()
	return screen.Later(func() tea.Msg {
		_ = s.Alive(ctx) // a disk that is full says so with the next change
		return nil
	})
}

// cutOff stops a clock that ran on while nobody was there, at the last sign of life, and asks how to go on.
func (m *Model) cutOff(mt meeting.Meeting, last time.Time) tea.Cmd {
	if err := m.env.Do(meeting.Pause{Meeting: mt.ID, Until: last}); err != nil {
		return screen.Refused(err)
	}
	now := m.env.Now()
	mt, _ = m.running() // as it is now that its clock stands
	c := m.env.State().Meeting.At(mt, last)
	text := fmt.Sprintf("%s was cut off at %s, %s ago. That time is not counted: the clock stands at %s of %s in “%s”.", mt.Title,
		last.In(now.Location()).Format("15:04"), ago(now.Sub(last)), kit.Span(c.Spent, m.opts.ReducedMotion),
		kit.Span(time.Duration(c.Step.Minutes)*time.Minute, m.opts.ReducedMotion), c.Step.Title)
	box := screen.NewChoice("The meeting waits for you", []screen.Item{{Label: "Go on from here"}, {Label: "Look at it first", Hint: "the clock stays paused"},
		{Label: "End the meeting"}}, 0, func(i int) tea.Cmd {
		switch i {
		case 0:
			if err := m.env.Do(meeting.Resume{Meeting: mt.ID}); err != nil {
				return screen.Refused(err)
			}
			return screen.OpenStep(c.Step)
		case 1:
			return screen.Go("meeting", "run")
		}
		return screen.Go("meeting", "end")
	})
	box.Text = text
	return screen.Open(box)
}

// ago says roughly how long something is past.
func ago(d time.Duration) string {
	switch {
	case d < 2*time.Hour:
		return kit.Count(int(d/time.Minute), "minute", "minutes")
	case d < 48*time.Hour:
		return kit.Count(int(d/time.Hour), "hour", "hours")
	}
	return kit.Count(int(d/(24*time.Hour)), "day", "days")
}

// beside moves the meeting that runs to the next step or back, from any screen. What somebody is typing is not left.
func (m *Model) beside(n int) func() tea.Cmd {
	return func() tea.Cmd {
		mt, ok := m.running()
		if !ok {
			return screen.Notice("No meeting is running. F2, then m, starts one.")
		}
		if m.isGuest() {
			return screen.Notice("The facilitator moves the meeting on. Your screen is yours to look around.")
		}
		if m.front() != nil || m.screen().Typing() {
			return screen.Notice("Enter or Esc first: then the meeting goes on, and nothing you typed is lost.")
		}
		agenda := m.env.State().Meeting.Agenda(mt.ID)
		i := slices.IndexFunc(agenda, func(st meeting.Step) bool { return st.ID == mt.Step }) + n
		switch {
		case i < 0:
			return screen.Notice("This is the first step.")
		case i >= len(agenda):
			return screen.Go("meeting", "end")
		}
		return m.env.GoTo(mt, agenda[i])
	}
}

// pick goes to the step of the agenda that was clicked in the rail.
func (m *Model) pick(id string) tea.Cmd {
	st, ok := m.env.State().Meeting.Steps.Get(id)
	if !ok {
		return nil
	}
	mt, _ := m.running()
	if mt.Step == id || !m.leads() {
		return screen.OpenStep(st)
	}
	return m.env.GoTo(mt, st)
}
