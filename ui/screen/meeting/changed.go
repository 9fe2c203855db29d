package meeting

import (
	"strings"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"

	"convene/internal/day"
	"convene/internal/report"
	"convene/ui/screen"
)

// past is what changed while a meeting ran, worked out from the history while the screen is shown already.
type past struct{ want *reading }

// reading is one reading of the history. It is kept apart from the message that it is done, which an overlay may take.
type reading struct {
	meeting string
	seq     uint64 // of the state that it was begun at
	done    atomic.Pointer[string]
}

// loadedMsg says that the history has been read.
type loadedMsg struct{}

// load compares the workspace as it was before the meeting with what it is now, or was when the meeting ended.
func (p *past) load(s *Screen) tea.Cmd {
	m, ok := s.meeting()
	state := s.Env.State()
	if !ok || m.From == 0 || p.want != nil && p.want.meeting == m.ID && (p.want.seq == state.Seq || p.want.seq == m.To) {
		return nil
	}
	r := &reading{meeting: m.ID, seq: state.Seq}
	if !m.Running() {
		r.seq = m.To
	}
	p.want = r
	room, ctx := s.Env.Session.Room(), s.Env.Context()
	order, today := s.Env.Days, day.Of(s.Env.Now())
	show := func(d day.Day) string { return day.Show(d, order, today) }
	return screen.Later(func() tea.Msg {
		out := ""
		before, err := room.Version(ctx, m.From-1)
		after, errAfter := room.Version(ctx, r.seq)
		if err != nil || errAfter != nil {
			out = "The history could not be read. Everything else is here. Esc, and open this again."
		} else {
			out = strings.Join(report.Change(before, after, show).Lines(changedMost), "\n")
		}
		r.done.Store(&out)
		return loadedMsg{}
	})
}

// lines is what changed, as it is known by now.
func (p *past) lines(s *Screen) string {
	if p.want == nil || p.want.meeting != s.open {
		return "Press Esc and open this again."
	}
	if out := p.want.done.Load(); out != nil {
		return *out
	}
	return "Reading what changed…"
}

// changedMost is how many lines say what changed; the minutes tell all.
const changedMost = 12
