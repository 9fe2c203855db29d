package sample

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"time"

	"convene/internal/activity/comms"
	"convene/internal/activity/partner"
	days "convene/internal/day"
	"convene/internal/ledger"
)

//go:embed comms.json
var commsJSON string

// communication is the communication plan. Partners and goals are counted from 1.
type communication struct {
	Answers    map[string]string `json:"answers"` // by prompt
	Structures []struct {
		Name     string `json:"name"`
		What     string `json:"what"`
		Partners []int  `json:"partners"`
	} `json:"structures"`
	Messages []told `json:"messages"`
	Off      []struct {
		Name string `json:"name"`
		Day  int    `json:"day"` // from now
		Days int    `json:"days"`
	} `json:"off"`
}

type told struct {
	Audience  string          `json:"audience"`
	What      string          `json:"what"`
	Why       string          `json:"why"`
	Goal      int             `json:"goal"`
	Often     string          `json:"often"` // as people type it; "once" is some days from now
	Channel   string          `json:"channel"`
	Sender    string          `json:"sender"`
	Direction comms.Direction `json:"direction"`
	Partners  []int           `json:"partners"`
	State     comms.Status    `json:"state"`
}

// tells is how the team plans who tells whom what, an hour after the plans were made. Days are counted from now, so that
// the next weeks always have something in them.
func (t *teller) tells(now time.Time) {
	var c communication
	if err := json.Unmarshal([]byte(commsJSON), &c); err != nil && t.err == nil {
		t.err = fmt.Errorf("the sample's communication plan: %w", err)
	}
	today := days.Of(now)
	for _, p := range comms.Prompts() {
		if words := c.Answers[p]; words != "" {
			t.do(coordinator, comms.WriteAnswer{Prompt: p, Patch: ledger.Diff(comms.Answer{Prompt: p}, comms.Answer{Prompt: p, Text: words})})
		}
	}
	n := 0xe00
	next := func() string { n++; return id(n) }
	for _, s := range c.Structures {
		t.do(liaison, comms.AddStructure{Structure: comms.Structure{ID: next(), Name: s.Name, What: s.What, Partners: partnerIDs(s.Partners)}})
	}
	for _, d := range c.Off {
		t.do(assistant, comms.AddHoliday{Day: today.Add(d.Day), Last: today.Add(d.Day + d.Days - 1), Name: d.Name})
	}
	for i, m := range c.Messages {
		t.message(team()[i%len(team())], next(), m, today)
	}
}

func (t *teller) message(by person, id string, m told, today days.Day) {
	op := comms.AddMessage{Message: comms.Message{ID: id, Audience: m.Audience, What: m.What, Why: m.Why, Channel: m.Channel, Sender: m.Sender,
		Direction: m.Direction, Partners: partnerIDs(m.Partners), State: m.State, Recurrence: comms.Once(today.Add(19))}}
	if m.Often != "once" {
		r, err := comms.ParseRecurrence(m.Often, today.Add(-30), days.DayFirst)
		if err != nil && t.err == nil {
			t.err = fmt.Errorf("the sample's communication plan: %w", err)
		}
		op.Message.Recurrence = r
	}
	if goals := t.w.Plan.Goals.List(); m.Goal > 0 && m.Goal <= len(goals) {
		op.Message.Goal = goals[m.Goal-1].ID
	}
	t.do(by, op)
}

func partnerIDs(list []int) []partner.ID {
	var out []partner.ID
	for _, n := range list {
		out = append(out, partnerID(n))
	}
	return out
}
