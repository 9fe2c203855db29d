package report

import (
	"time"

	"convene/internal/activity/partner"
	"convene/internal/day"
)

// MinutesJSON is the minutes of one meeting.
type MinutesJSON struct {
	HeadJSON
	Meeting   MeetingJSON    `json:"meeting"`
	Decisions []DecisionJSON `json:"decisions"`
	Steps     []StepJSON     `json:"steps"` // that were captured or changed in the meeting
	Parked    []ParkedJSON   `json:"parked"`
	Sorted    []SortedJSON   `json:"sorted"`  // cards that were settled, moved or given a reason
	Talked    []TalkedJSON   `json:"talked"`  // questions that were talked over with a partner
	Changes   []string       `json:"changes"` // a line each
	Present   []string       `json:"present"` // names or roles
	Agenda    []HeldJSON     `json:"agenda"`
	Reach     []ReachJSON    `json:"reach,omitempty"` // where contacts were asked for
}

// MeetingJSON is one sitting of the team.
type MeetingJSON struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	Partner *RefJSON `json:"partner"` // null: with no single partner
	Began   string   `json:"began"`   // 2026-11-22T15:04:00Z
	Ended   string   `json:"ended"`
	Next    day.Day  `json:"next"` // of the next meeting; empty: not agreed
}

// DecisionJSON is one decision.
type DecisionJSON struct {
	Text    string   `json:"text"`
	Partner *RefJSON `json:"partner"`
}

// ParkedJSON is a topic for later.
type ParkedJSON struct {
	Text    string   `json:"text"`
	Partner *RefJSON `json:"partner"`
	Done    bool     `json:"done"` // taken up since
}

// HeldJSON is one step of the agenda.
type HeldJSON struct {
	Title    string   `json:"title"`
	Activity string   `json:"activity"`
	Partner  *RefJSON `json:"partner"`
	Planned  int      `json:"planned"` // minutes
	Spent    int      `json:"spent"`   // minutes
	Held     bool     `json:"held"`
}

// ReachJSON is one contact.
type ReachJSON struct {
	Partner string `json:"partner"`
	Name    string `json:"name"`
	Role    string `json:"role"`
	Email   string `json:"email"`
	Phone   string `json:"phone"`
}

// JSON is the minutes for other programs.
func (m Minutes) JSON() MinutesJSON {
	r := m.r
	at := func(t time.Time) string { return t.UTC().Format(time.RFC3339) }
	out := MinutesJSON{HeadJSON: r.head("minutes"), Sorted: m.work.sortedJSON(), Talked: m.work.talkedJSON(), Changes: m.changes(), Decisions: []DecisionJSON{}, Steps: []StepJSON{}, Parked: []ParkedJSON{},
		Present: []string{}, Agenda: []HeldJSON{}, Meeting: MeetingJSON{m.m.ID, m.m.Title, r.ref(m.m.Partner), at(m.m.Started), at(m.m.Ended), m.m.Next}}
	for _, d := range m.decided {
		out.Decisions = append(out.Decisions, DecisionJSON{d.Text, r.ref(d.Partner)})
	}
	for _, st := range m.steps {
		out.Steps = append(out.Steps, stepJSON(st, r.refs(r.plan.PartnersOf(st))))
	}
	for _, t := range m.parked {
		out.Parked = append(out.Parked, ParkedJSON{t.Text, r.ref(t.Partner), t.Done})
	}
	for _, p := range m.people {
		out.Present = append(out.Present, p.Name)
	}
	for _, st := range m.agenda {
		out.Agenda = append(out.Agenda, HeldJSON{st.Title, st.Activity, r.ref(st.Partner), st.Minutes, whole(st.Spent), st.Seen})
	}
	if r.Contacts {
		for _, row := range m.contacts().Rows {
			out.Reach = append(out.Reach, ReachJSON{row[0], row[1], row[2], row[3], row[4]})
		}
	}
	return out
}

// ref is a partner, nil where there is none.
func (r Report) ref(id partner.ID) *RefJSON {
	if id == "" {
		return nil
	}
	id = r.pub.Resolve(id)
	return &RefJSON{id, r.pub.NameOf(id)}
}
