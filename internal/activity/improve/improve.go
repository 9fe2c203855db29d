// Package improve keeps the improvement plan: what will show progress, what was seen so far, and when the partners look
// at it together ("Coordinating SEL Work With Community Partners", Part III). It keeps numbers about groups, and nothing
// about any one student.
//
// Everything here is pure: records, ops, and questions asked of them. Days are whole days without a time zone.
package improve

import (
	"cmp"
	"slices"

	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/ledger"
)

// State is everything about improvement that a workspace keeps.
type State struct {
	Answers      ledger.Table[Answer]
	Measures     ledger.Table[Measure]
	Observations ledger.Table[Observation]
	Reflections  ledger.Table[Reflection]
	Reviews      ledger.Table[Review] // one record at most
}

// Names of the tables in a workspace.
const (
	AnswerTable      = "improve.answer"
	MeasureTable     = "improve.measure"
	ObservationTable = "improve.observation"
	ReflectionTable  = "improve.reflection"
	ReviewTable      = "improve.review"
)

// goalTable is where the shared plan keeps its goals; an activity knows of it only this name.
const goalTable = "plan.goal"

// Prompts lists the IDs of the five questions, in the order in which a team answers them (Part III).
func Prompts() []string { return []string{"measure", "collected", "adapt", "share", "meet"} }

// Answer is what the team wrote to one of the five questions.
type Answer struct {
	Prompt string `json:"prompt"`
	Text   string `json:"text,omitempty"` // at most text.BlockMax characters
}

// Key implements ledger.Record.
func (a Answer) Key() string { return a.Prompt }

// Label is how messages call the record.
func (Answer) Label() string { return "an answer of the improvement plan" }

// Measure is one thing that is counted or asked, to see progress.
type Measure struct {
	ID           string       `json:"id"`
	What         string       `json:"what"`
	Goal         string       `json:"goal,omitempty"` // the ID of the plan's goal that it follows
	Partners     []partner.ID `json:"partners,omitempty"`
	Source       Source       `json:"source,omitempty"`
	Collecting   Collecting   `json:"collecting,omitempty"`
	CollectEvery Frequency    `json:"collect_every,omitempty"`
	ShareEvery   Frequency    `json:"share_every,omitempty"`
	Importance   int          `json:"importance,omitempty"` // how much it matters to share it, apart from whether it may be: 1 to 3, 0 not known
	Sharing      Sharing      `json:"sharing,omitempty"`
	SharingNote  string       `json:"sharing_note,omitempty"` // what the law or an agreement says
	Owner        string       `json:"owner,omitempty"`
	Unit         string       `json:"unit,omitempty"` // "%", "minutes", "students"
	Baseline     *float64     `json:"baseline,omitempty"`
	Target       *float64     `json:"target,omitempty"`
	TargetBy     day.Day      `json:"target_by,omitempty"`
	Direction    Direction    `json:"direction,omitempty"`
	Rank         string       `json:"rank,omitempty"` // the order in the list, by bytes
}

// Key implements ledger.Record.
func (m Measure) Key() string { return m.ID }

// Label is how messages call the record.
func (m Measure) Label() string { return m.What }

// Refs implements ledger.Referrer.
func (m Measure) Refs() []ledger.Ref {
	refs := make([]ledger.Ref, 0, len(m.Partners)+1)
	for _, p := range m.Partners {
		refs = append(refs, partner.Ref(p))
	}
	if m.Goal != "" {
		refs = append(refs, ledger.Ref{Table: goalTable, Key: m.Goal})
	}
	return refs
}

// Observation is one value of a measure, on one day.
type Observation struct {
	ID      string  `json:"id"`
	Measure string  `json:"measure"`
	On      day.Day `json:"on"`
	Value   float64 `json:"value"`           // in the measure's unit; finite
	Count   *int    `json:"count,omitempty"` // how many people it is about; nil where nobody wrote it
	Note    string  `json:"note,omitempty"`
}

// Key implements ledger.Record.
func (o Observation) Key() string { return o.ID }

// Label is how messages call the record.
func (o Observation) Label() string { return "the value of " + string(o.On) }

// Refs implements ledger.Referrer.
func (o Observation) Refs() []ledger.Ref { return []ledger.Ref{measureRef(o.Measure)} }

// Reflection is one turn of collecting, reflecting and adjusting.
type Reflection struct {
	ID      string  `json:"id"`
	Measure string  `json:"measure,omitempty"` // empty: about all of them
	On      day.Day `json:"on"`
	Saw     string  `json:"saw,omitempty"`
	Think   string  `json:"think,omitempty"`
	Change  string  `json:"change,omitempty"`
}

// Key implements ledger.Record.
func (r Reflection) Key() string { return r.ID }

// Label is how messages call the record.
func (r Reflection) Label() string { return "the look of " + string(r.On) }

// Refs implements ledger.Referrer.
func (r Reflection) Refs() []ledger.Ref {
	if r.Measure == "" {
		return nil
	}
	return []ledger.Ref{measureRef(r.Measure)}
}

// Review says how the partners look at the measures together.
type Review struct {
	Every  Frequency `json:"every,omitempty"`
	Format string    `json:"format,omitempty"` // what kind of meeting
	Voices string    `json:"voices,omitempty"` // how everybody is heard alike
	Next   day.Day   `json:"next,omitempty"`
}

// ReviewKey is the key of the one Review record.
const ReviewKey = "review"

// Key implements ledger.Record.
func (Review) Key() string { return ReviewKey }

// Label is how messages call the record.
func (Review) Label() string { return "how you look at it together" }

// Answer is what the team wrote to a question, a blank one where it wrote nothing.
func (s State) Answer(prompt string) Answer {
	if a, ok := s.Answers.Get(prompt); ok {
		return a
	}
	return Answer{Prompt: prompt}
}

// Review is how the partners look at it together, a blank one where nobody wrote it.
func (s State) Review() Review {
	r, _ := s.Reviews.Get(ReviewKey)
	return r
}

// measures lists the measures in their order.
func (s State) measures() []Measure {
	out := s.Measures.List()
	slices.SortStableFunc(out, func(a, b Measure) int { return cmp.Compare(a.Rank, b.Rank) })
	return out
}

func measureRef(id string) ledger.Ref { return ledger.Ref{Table: MeasureTable, Key: id} }
