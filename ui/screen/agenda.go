package screen

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/meeting"
	"convene/internal/activity/partner"
	"convene/ui/kit"
)

// About is a screen that is at work with one partner: what is begun from there is about that partner.
type About interface{ About() partner.ID }

// GoTo moves a meeting that runs to a step and opens what it is about. A round of voices ends with its step.
func (e *Env) GoTo(m meeting.Meeting, st meeting.Step) tea.Cmd {
	if m.Turn != "" {
		if err := e.Do(meeting.Turn{Meeting: m.ID}); err != nil {
			return Refused(err)
		}
	}
	if err := e.Do(meeting.Go{Meeting: m.ID, Step: st.ID}); err != nil {
		return Refused(err)
	}
	return OpenStep(st)
}

// soon is how much time of a step is little: of a short one, a fifth of it.
func soon(of time.Duration) time.Duration { return min(2*time.Minute, of/5) }

// StepTimer is the time of the step at which a meeting stands; a still one shows whole minutes.
func StepTimer(c meeting.Clock, still bool) kit.Timer {
	of := time.Duration(c.Step.Minutes) * time.Minute
	return kit.Timer{What: "step", Spent: c.Spent, Of: of, Soon: soon(of), Paused: c.Paused, Still: still}
}

// OpenStep opens the screen of an agenda's step, with its partner. What has no screen of its own is led from the meeting.
func OpenStep(st meeting.Step) tea.Cmd {
	p := string(st.Partner)
	switch st.Activity {
	case "inventory", "cardsort", "communication", "improvement":
		return Go(st.Activity, "")
	case "touchpoints":
		return Go(st.Activity, p)
	case "plan", "steps":
		if p != "" {
			p = "partner:" + p
		}
		return Go(st.Activity, p)
	}
	return Go("meeting", "run")
}
