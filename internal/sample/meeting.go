package sample

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"time"

	"convene/internal/activity/meeting"
	"convene/internal/activity/plan"
	days "convene/internal/day"
	"convene/internal/ledger"
)

//go:embed meeting.json
var meetingJSON string

// meetings are the one that was held in autumn and the one to come.
type meetings struct {
	Held     []agendaStep `json:"held"`
	Decided  []string     `json:"decided"`
	Promised []step       `json:"promised"` // due days count from the meeting
	Parked   []string     `json:"parked"`
	Planned  []agendaStep `json:"planned"`
}

type agendaStep struct {
	meeting.Plan
	With bool `json:"with"` // the partner of the meeting
}

func heldMeeting() string    { return id(0xf000) }
func plannedMeeting() string { return id(0xf001) }

func readMeetings() (meetings, error) {
	var m meetings
	if err := json.Unmarshal([]byte(meetingJSON), &m); err != nil {
		return m, fmt.Errorf("the sample's meetings: %w", err)
	}
	return m, nil
}

func agendaID(from, i int) string { return id(from + 16 + i) }

// sits holds the meeting of the autumn sort: the sort itself happens between its steps.
func (t *teller) sits(m meetings, sort func()) {
	held := heldMeeting()
	op := meeting.PlanMeeting{Meeting: held, Title: "Card sort", Template: "cardsort", On: days.Of(t.at)}
	for i, s := range m.Held {
		s.ID = agendaID(0xf100, i)
		op.Steps = append(op.Steps, s.Plan)
	}
	t.do(coordinator, op)
	rank := ""
	for i, p := range team() {
		rank = ledger.RankBetween(rank, "")
		t.do(coordinator, meeting.Arrive{Present: id(0xf200 + i), Meeting: held, Name: string(p), Person: p.id(), Rank: rank})
	}
	t.do(coordinator, meeting.Start{Meeting: held})
	for i, minutes := range []time.Duration{2, 5} {
		t.at = t.at.Add(minutes * time.Minute)
		t.do(coordinator, meeting.Go{Meeting: held, Step: agendaID(0xf100, i+1)})
	}
	sort()
	t.do(coordinator, meeting.Go{Meeting: held, Step: agendaID(0xf100, 3)})
	for i, words := range m.Decided {
		t.do(teacher, meeting.Decide{Decision: id(0xf300 + i), Text: words, Meeting: held, Step: agendaID(0xf100, 3)})
	}
	t.do(liaison, meeting.Park{Topic: id(0xf400), Text: m.Parked[0], Meeting: held})
	t.do(coordinator, meeting.Go{Meeting: held, Step: agendaID(0xf100, 4)})
	for i, s := range m.Promised {
		t.do(counselor, plan.AddStep{ID: id(0xf500 + i), What: s.What, Who: s.Who, By: days.Of(t.at).Add(s.Due), Source: held})
	}
	t.do(assistant, meeting.Park{Topic: id(0xf401), Text: m.Parked[1], Meeting: held})
	t.do(coordinator, meeting.Go{Meeting: held, Step: agendaID(0xf100, 5)})
	t.at = t.at.Add(time.Minute)
	t.do(coordinator, meeting.End{Meeting: held})
}

// prepares plans the next meeting, with the first partner, on a Tuesday soon after now; what was promised in autumn is done.
func (t *teller) prepares(m meetings, now time.Time) {
	for i := range m.Promised {
		t.do(counselor, plan.SetState{Step: id(0xf500 + i), Was: plan.Open, To: plan.Done, On: days.Of(t.at)})
	}
	on := days.Of(now).Add(3)
	for on.Weekday() != time.Tuesday {
		on = on.Add(1)
	}
	p := partnerID(1)
	r, _ := t.w.Public().Partner(p)
	op := meeting.PlanMeeting{Meeting: plannedMeeting(), Title: "Joint planning with " + r.Name, Template: "joint", Partner: p, On: on}
	for i, s := range m.Planned {
		s.ID = agendaID(0xf600, i)
		if s.With {
			s.Partner = p
		}
		op.Steps = append(op.Steps, s.Plan)
	}
	t.do(coordinator, op)
}
