package sample

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"time"

	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	days "convene/internal/day"
)

//go:embed plan.json
var planJSON string

// goal is a shared goal with all that its form says. Partners and practices are counted as in their lists.
type goal struct {
	Partners      []int         `json:"partners"` // from 1
	Text          string        `json:"text"`
	School        []string      `json:"school"`
	Theirs        []string      `json:"theirs"` // what the first of the partners does
	Opportunities []opportunity `json:"opportunities"`
	SchoolPeople  []string      `json:"schoolPeople"`
	TheirPeople   []string      `json:"theirPeople"`
	Steps         []step        `json:"steps"`
}

type opportunity struct {
	Text   string `json:"text"`
	School []int  `json:"school"` // what it joins, from 0
	Theirs []int  `json:"theirs"`
}

type step struct {
	What  string        `json:"what"`
	Who   string        `json:"who"`
	Due   int           `json:"due"` // days from now; 0: no day
	State plan.Progress `json:"state"`
}

// planned is what the team plans with its closest partners in the days after the autumn sort. Due days count from now, so
// that the list of steps always has something overdue and something due soon.
func (t *teller) planned(now time.Time) {
	var goals []goal
	if err := json.Unmarshal([]byte(planJSON), &goals); err != nil && t.err == nil {
		t.err = fmt.Errorf("the sample's shared plan: %w", err)
	}
	n := 0xd00
	next := func() string { n++; return id(n) }
	for _, g := range goals {
		t.goal(g, next, days.Of(now))
	}
}

func (t *teller) goal(g goal, next func() string, today days.Day) {
	top := next()
	partners := make([]partner.ID, len(g.Partners))
	for i, p := range g.Partners {
		partners[i] = partnerID(p)
	}
	t.do(coordinator, plan.AddGoal{ID: top, Partners: partners, Text: g.Text})
	school, theirs := make([]string, len(g.School)), make([]string, len(g.Theirs))
	for i, words := range g.School {
		school[i] = next()
		t.do(teacher, plan.AddPractice{ID: school[i], Goal: top, Side: plan.School, Text: words})
	}
	for i, words := range g.Theirs {
		theirs[i] = next()
		t.do(liaison, plan.AddPractice{ID: theirs[i], Goal: top, Side: plan.PartnerSide, Partner: partners[0], Text: words})
	}
	for _, o := range g.Opportunities {
		op := plan.AddOpportunity{ID: next(), Goal: top, Text: o.Text}
		for _, i := range o.School {
			op.Joins = append(op.Joins, school[i])
		}
		for _, i := range o.Theirs {
			op.Joins = append(op.Joins, theirs[i])
		}
		t.do(coordinator, op)
	}
	for _, who := range g.SchoolPeople {
		t.do(coordinator, plan.AddPerson{ID: next(), Goal: top, Side: plan.School, Text: who})
	}
	for _, who := range g.TheirPeople {
		t.do(coordinator, plan.AddPerson{ID: next(), Goal: top, Side: plan.PartnerSide, Text: who})
	}
	for _, s := range g.Steps {
		t.step(top, next(), s, today)
	}
}

// step writes a step down and moves it to its state.
func (t *teller) step(goal, id string, s step, today days.Day) {
	op := plan.AddStep{ID: id, Goal: goal, What: s.What, Who: s.Who}
	if s.Due != 0 {
		op.By = today.Add(s.Due)
	}
	t.do(counselor, op)
	move := plan.SetState{Step: id, To: s.State, Was: plan.Open}
	switch s.State {
	case plan.Open:
		return
	case plan.Doing:
	case plan.Done:
		move.On = days.Of(t.at)
	}
	t.do(counselor, move)
}
