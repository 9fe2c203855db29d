package sample

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"time"

	"convene/internal/activity/improve"
	days "convene/internal/day"
	"convene/internal/ledger"
)

//go:embed improve.json
var improveJSON string

// progress is the improvement plan: what is measured, what was seen, and when the partners look at it together. Days are
// counted from when it is written down.
type progress struct {
	Answers     map[string]string `json:"answers"`
	Measures    []measure         `json:"measures"`
	Reflections []reflection      `json:"reflections"`
	Review      review            `json:"review"`
}

type measure struct {
	What       string             `json:"what"`
	Goal       int                `json:"goal"`     // from 1
	Partners   []int              `json:"partners"` // from 1
	Source     improve.Source     `json:"source"`
	Collecting improve.Collecting `json:"collecting"`
	Collect    improve.Frequency  `json:"collect"`
	Share      improve.Frequency  `json:"share"`
	Importance int                `json:"importance"`
	Sharing    improve.Sharing    `json:"sharing"`
	Note       string             `json:"note"`
	Owner      string             `json:"owner"`
	Unit       string             `json:"unit"`
	Target     *float64           `json:"target"`
	By         int                `json:"by"` // days ahead; 0: no day
	Direction  improve.Direction  `json:"direction"`
	Values     []observation      `json:"values"`
}

type observation struct {
	Ago   int     `json:"ago"` // days
	Value float64 `json:"value"`
	Count *int    `json:"count"`
	Note  string  `json:"note"`
}

type reflection struct {
	Measure int    `json:"measure"` // from 1; 0: about all of them
	Ago     int    `json:"ago"`
	Saw     string `json:"saw"`
	Think   string `json:"think"`
	Change  string `json:"change"`
}

type review struct {
	Every  improve.Frequency `json:"every"`
	Format string            `json:"format"`
	Voices string            `json:"voices"`
	Next   int               `json:"next"` // days ahead
}

// measured is what the team looks at two days before now, so that something always waits for a look.
func (t *teller) measured(now time.Time) {
	var p progress
	if err := json.Unmarshal([]byte(improveJSON), &p); err != nil && t.err == nil {
		t.err = fmt.Errorf("the sample's improvement plan: %w", err)
	}
	if lately := now.Add(-48 * time.Hour); t.at.Before(lately) {
		t.at = lately
	}
	today, n := days.Of(t.at), 0x1e000
	next := func() string { n++; return id(n) }
	for _, prompt := range improve.Prompts() {
		t.do(coordinator, improve.WriteAnswer{Prompt: prompt, Patch: ledger.Diff(improve.Answer{Prompt: prompt}, improve.Answer{Prompt: prompt, Text: p.Answers[prompt]})})
	}
	ids := []string{""}
	for _, m := range p.Measures {
		ids = append(ids, t.measure(m, next, today))
	}
	for _, r := range p.Reflections {
		t.do(counselor, improve.AddReflection{Reflection: improve.Reflection{ID: next(), Measure: ids[r.Measure], On: today.Add(-r.Ago), Saw: r.Saw, Think: r.Think, Change: r.Change}})
	}
	r := improve.Review{Every: p.Review.Every, Format: p.Review.Format, Voices: p.Review.Voices, Next: today.Add(p.Review.Next)}
	t.do(coordinator, improve.EditReview{Patch: ledger.Diff(improve.Review{}, r)})
}

// measure writes a measure down with its values and returns its ID.
func (t *teller) measure(m measure, next func() string, today days.Day) string {
	rec := improve.Measure{ID: next(), What: m.What, Source: m.Source, Collecting: m.Collecting, CollectEvery: m.Collect, ShareEvery: m.Share,
		Importance: m.Importance, Sharing: m.Sharing, SharingNote: m.Note, Owner: m.Owner, Unit: m.Unit, Target: m.Target, Direction: m.Direction}
	if goals := t.w.Plan.Goals.List(); m.Goal > 0 && m.Goal <= len(goals) {
		rec.Goal = goals[m.Goal-1].ID
	}
	for _, p := range m.Partners {
		rec.Partners = append(rec.Partners, partnerID(p))
	}
	if m.By != 0 {
		rec.TargetBy = today.Add(m.By)
	}
	t.do(coordinator, improve.AddMeasure{Measure: rec})
	for _, o := range m.Values {
		t.do(counselor, improve.AddObservation{Observation: improve.Observation{ID: next(), Measure: rec.ID, On: today.Add(-o.Ago), Value: o.Value, Count: o.Count, Note: o.Note}})
	}
	return rec.ID
}
