// Package meeting is the screen of the team's meetings: the list of them, the agenda that is planned and led, whose turn to
// speak it is, and the end.
package meeting

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/meeting"
	"convene/internal/activity/partner"
	"convene/ui/desk"
	"convene/ui/screen"
)

// Name is the screen's name.
const Name = "meeting"

// The modes, which are also the topics of their help.
const (
	modeList   = ""
	modeAgenda = "meeting-agenda"
	modeRun    = "meeting-running"
	modeVoices = "meeting-voices"
	modeEnd    = "meeting-end"
)

// Screen is the meetings as one person has them open.
type Screen struct {
	*desk.Desk
	list   *list
	agenda *agenda
	run    *run
	voices *voices
	end    *end
	open   string // the ID of the meeting that is planned, led or read
}

// New makes it.
func New(env *screen.Env) *Screen {
	s := &Screen{Desk: desk.New(env)}
	s.list = &list{in: s}
	s.agenda = &agenda{in: s}
	s.run = &run{agenda: agenda{in: s}}
	s.voices = &voices{in: s}
	s.end = &end{in: s, scribe: scribe{in: s}}
	s.Set(desk.Named{Mode: modeList, Part: s.list}, desk.Named{Mode: modeAgenda, Part: s.agenda}, desk.Named{Mode: modeRun, Part: s.run},
		desk.Named{Mode: modeVoices, Part: s.voices}, desk.Named{Mode: modeEnd, Part: s.end}, desk.Named{Mode: desk.ModeEdit, Part: s.Edit})
	s.Arrive = s.arrive
	return s
}

// Name implements screen.Screen.
func (s *Screen) Name() string { return Name }

// Mode implements screen.Screen.
func (s *Screen) Mode() string {
	s.settle()
	return s.Desk.Mode()
}

// settle leaves a way of looking that the meeting no longer has: somebody else has ended or cancelled it.
func (s *Screen) settle() {
	m, ok := s.meeting()
	switch {
	case !ok && s.At != modeList:
		s.At = modeList
	case (s.At == modeRun || s.At == modeVoices) && !m.Running(), s.At == modeAgenda && !m.Started.IsZero(), s.At == modeEnd && m.Started.IsZero():
		s.look(m)
	}
}

// look opens a meeting as it stands.
func (s *Screen) look(m meeting.Meeting) {
	s.open = m.ID
	switch {
	case m.Running():
		s.At = modeRun
	case m.Started.IsZero():
		s.At = modeAgenda
	default:
		s.At = modeEnd
	}
}

// arrive opens what another screen asked for: the meeting that runs ("run"), its end ("end"), another one ("open:" and its
// ID), a new one ("new"), or a new one with a step for an activity and perhaps a partner ("new:", the activity, ":", the
// partner's ID; "plan:" where that is the last thing to be offered).
func (s *Screen) arrive(arg string) tea.Cmd {
	now, running := s.state().Running()
	what, rest, _ := strings.Cut(arg, ":")
	switch {
	case what == "end" && running:
		s.open = now.ID
		return s.run.ending()
	case running && s.At != desk.ModeEdit && (what == "run" || what == "new" || what == "plan" || s.At == modeList):
		if s.open != now.ID || s.At != modeVoices {
			s.look(now)
		}
		s.run.here()
	case what == "open":
		if m, ok := s.state().Meetings.Get(rest); ok {
			s.look(m)
			return s.end.load()
		}
	case (what == "new" || what == "plan") && !running:
		activity, id, _ := strings.Cut(rest, ":")
		if activity != "" && what == "new" {
			return s.begin(activity, partner.ID(id), false)
		}
		return s.begin(activity, partner.ID(id), what == "plan", s.planned()...)
	}
	return nil
}

// state is the meetings without the facilitators' notes.
func (s *Screen) state() meeting.State { return s.Public().Meeting() }

// meeting is the one that is open.
func (s *Screen) meeting() (meeting.Meeting, bool) { return s.state().Meetings.Get(s.open) }

// leads is empty for a facilitator, and for everybody else says why a key does nothing.
func (s *Screen) leads() string {
	return s.Env.Leads("A facilitator leads the meeting. You can capture what is said with F2.")
}
