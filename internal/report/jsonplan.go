package report

import (
	"convene/internal/activity/comms"
	"convene/internal/activity/improve"
	"convene/internal/activity/plan"
	"convene/internal/day"
)

// PlanJSON is the shared plan.
type PlanJSON struct {
	HeadJSON
	PlanPartJSON
}

// PlanPartJSON is goals and action steps.
type PlanPartJSON struct {
	Goals []GoalJSON `json:"goals"`
	Steps []StepJSON `json:"steps"` // of all goals, and of none
}

// GoalJSON is the planning form of a goal.
type GoalJSON struct {
	ID            string            `json:"id"`
	Text          string            `json:"text"`
	Archived      bool              `json:"archived"`
	Partners      []RefJSON         `json:"partners"`
	Practices     []PracticeJSON    `json:"practices"`
	Opportunities []OpportunityJSON `json:"opportunities"`
	People        []PersonJSON      `json:"people"`
}

// PracticeJSON is what one side does already.
type PracticeJSON struct {
	ID      string   `json:"id"`
	Text    string   `json:"text"`
	Side    string   `json:"side"`    // school or partner
	Partner *RefJSON `json:"partner"` // null on the school's side
}

// OpportunityJSON is what lines up.
type OpportunityJSON struct {
	ID       string   `json:"id"`
	Text     string   `json:"text"`
	Connects []string `json:"connects"` // IDs of practices
}

// PersonJSON is a key person, by name or by role.
type PersonJSON struct {
	Text string `json:"text"`
	Side string `json:"side"` // school or partner
}

// StepJSON is an action step.
type StepJSON struct {
	ID       string    `json:"id"`
	What     string    `json:"what"`
	Who      string    `json:"who"`
	Due      day.Day   `json:"due"`     // empty: no day
	State    string    `json:"state"`   // open, doing or done
	DoneOn   day.Day   `json:"done_on"` // empty: not done
	Goal     string    `json:"goal"`    // its ID; empty: of none
	Partners []RefJSON `json:"partners"`
}

// PlanJSON is the shared plan for other programs.
func (r Report) PlanJSON() PlanJSON { return PlanJSON{r.head("plan"), r.planJSON()} }

func (r Report) planJSON() PlanPartJSON {
	out := PlanPartJSON{[]GoalJSON{}, []StepJSON{}}
	for _, g := range r.goals() {
		f, _ := r.plan.Form(g.ID)
		j := GoalJSON{g.ID, g.Text, g.Archived, r.refs(g.Partners), []PracticeJSON{}, []OpportunityJSON{}, []PersonJSON{}}
		for _, p := range f.School {
			j.Practices = append(j.Practices, PracticeJSON{p.ID, p.Text, string(p.Side), nil})
		}
		for _, c := range f.Partners {
			for _, p := range c.Practices {
				j.Practices = append(j.Practices, PracticeJSON{p.ID, p.Text, string(p.Side), &RefJSON{c.Partner, r.pub.NameOf(c.Partner)}})
			}
		}
		for _, o := range f.Opportunities {
			j.Opportunities = append(j.Opportunities, OpportunityJSON{o.ID, o.Text, list(o.Joins)})
		}
		for _, p := range f.People {
			j.People = append(j.People, PersonJSON{p.Text, string(p.Side)})
		}
		out.Goals = append(out.Goals, j)
	}
	for _, st := range r.inOrder() {
		out.Steps = append(out.Steps, stepJSON(st, r.refs(r.plan.PartnersOf(st))))
	}
	return out
}

func stepJSON(st plan.Step, with []RefJSON) StepJSON {
	return StepJSON{st.ID, st.What, st.Who, st.By, string(st.State), st.DoneOn, st.Goal, with}
}

// CommunicationJSON is the communication plan.
type CommunicationJSON struct {
	HeadJSON
	CommunicationPartJSON
}

// CommunicationPartJSON is who tells whom what.
type CommunicationPartJSON struct {
	Answers    []AnswerJSON    `json:"answers"` // none where only one partner is asked for
	Structures []StructureJSON `json:"structures"`
	Messages   []MessageJSON   `json:"messages"`
	DaysOff    []DayOffJSON    `json:"days_off"`
}

// AnswerJSON is what the team wrote to a prompt of the guide.
type AnswerJSON struct {
	Prompt string `json:"prompt"` // its ID
	Label  string `json:"label"`
	Text   string `json:"text"` // empty: not answered yet
}

// StructureJSON is a time or place in which adults talk already.
type StructureJSON struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	How      string    `json:"how"`
	Partners []RefJSON `json:"partners"`
}

// MessageJSON is one message.
type MessageJSON struct {
	ID        string    `json:"id"`
	Audience  string    `json:"audience"`
	What      string    `json:"what"`
	Why       string    `json:"why"`
	Goal      string    `json:"goal"`  // its ID; empty: none
	Often     string    `json:"often"` // in plain words
	Rule      string    `json:"rule"`  // the RRULE of RFC 5545; empty: none
	Next      []day.Day `json:"next"`  // the next three
	Channel   string    `json:"channel"`
	Sender    string    `json:"sender"`
	Direction string    `json:"direction"` // to_partner, to_school, to_families, both; empty: not said
	State     string    `json:"state"`     // happens, missing, stop
	Skip      []day.Day `json:"skip"`
	Partners  []RefJSON `json:"partners"`
}

// DayOffJSON is a run of days on which nothing is sent.
type DayOffJSON struct {
	First day.Day `json:"first"`
	Last  day.Day `json:"last"`
	Name  string  `json:"name"`
}

// CommunicationJSON is the communication plan for other programs.
func (r Report) CommunicationJSON() CommunicationJSON {
	return CommunicationJSON{r.head("communication"), r.communicationJSON()}
}

func (r Report) communicationJSON() CommunicationPartJSON {
	out := CommunicationPartJSON{[]AnswerJSON{}, []StructureJSON{}, []MessageJSON{}, []DayOffJSON{}}
	if r.Only == "" {
		for _, it := range r.Guide.Communication {
			out.Answers = append(out.Answers, AnswerJSON{it.ID, it.Label, r.Workspace.Comms.Answer(it.ID).Text})
		}
	}
	for _, s := range r.comms.Structures() {
		if r.about(s.Partners) {
			out.Structures = append(out.Structures, StructureJSON{s.ID, s.Name, s.What, r.refs(s.Partners)})
		}
	}
	for _, m := range r.messages() {
		out.Messages = append(out.Messages, r.messageJSON(m))
	}
	for _, b := range r.Workspace.Comms.Breaks() {
		out.DaysOff = append(out.DaysOff, DayOffJSON{b.Day, b.Last, b.Name})
	}
	return out
}

func (r Report) messageJSON(m comms.Message) MessageJSON {
	return MessageJSON{m.ID, m.Audience, m.What, m.Why, m.Goal, m.Recurrence.Words(day.DayFirst), m.Recurrence.Rule(), list(r.comms.Next(m, r.today, 3)),
		m.Channel, m.Sender, string(m.Direction), string(m.State), list(m.Skip), r.refs(m.Partners)}
}

// ImprovementJSON is the improvement plan.
type ImprovementJSON struct {
	HeadJSON
	ImprovementPartJSON
}

// ImprovementPartJSON is what shows progress.
type ImprovementPartJSON struct {
	Answers  []AnswerJSON  `json:"answers"` // none where only one partner is asked for
	Measures []MeasureJSON `json:"measures"`
	Log      []LookJSON    `json:"log"` // the newest first
	Review   ReviewJSON    `json:"review"`
}

// MeasureJSON is one measure.
type MeasureJSON struct {
	ID           string            `json:"id"`
	What         string            `json:"what"`
	Goal         string            `json:"goal"` // its ID; empty: none
	Partners     []RefJSON         `json:"partners"`
	Source       string            `json:"source"`     // school, partner, both; empty: not said
	Collecting   string            `json:"collecting"` // already, adapted, new; empty: not said
	CollectEvery string            `json:"collect_every"`
	ShareEvery   string            `json:"share_every"`
	Importance   int               `json:"importance"` // to share it: 1 to 3, 0 not known
	Sharing      string            `json:"sharing"`    // yes, agreement, no, unknown
	SharingNote  string            `json:"sharing_note"`
	Owner        string            `json:"owner"`
	Unit         string            `json:"unit"`
	Baseline     *float64          `json:"baseline"` // null: not known
	Target       *float64          `json:"target"`   // null: none
	TargetBy     day.Day           `json:"target_by"`
	Direction    string            `json:"direction"`    // up, down, hold; empty: not said
	Trend        string            `json:"trend"`        // in plain words
	Flags        []improve.Flag    `json:"flags"`        // agreement, unknown, no, small
	Observations []ObservationJSON `json:"observations"` // the oldest first
}

// ObservationJSON is one value.
type ObservationJSON struct {
	On    day.Day `json:"on"`
	Value float64 `json:"value"`
	Count *int    `json:"count"` // how many people it is about; null: not known
	Note  string  `json:"note"`
}

// LookJSON is one turn of collecting, reflecting and adjusting.
type LookJSON struct {
	On      day.Day `json:"on"`
	Measure string  `json:"measure"` // its ID; empty: all of them
	Saw     string  `json:"saw"`
	Think   string  `json:"think"`
	Change  string  `json:"change"`
}

// ReviewJSON is how the partners look at it together.
type ReviewJSON struct {
	Every  string  `json:"every"`
	Format string  `json:"format"`
	Voices string  `json:"voices"`
	Next   day.Day `json:"next"`
}

// ImprovementJSON is the improvement plan for other programs.
func (r Report) ImprovementJSON() ImprovementJSON {
	return ImprovementJSON{r.head("improvement"), r.improvementJSON()}
}

func (r Report) improvementJSON() ImprovementPartJSON {
	out := ImprovementPartJSON{Answers: []AnswerJSON{}, Measures: []MeasureJSON{}, Log: []LookJSON{}}
	if r.Only == "" {
		for _, it := range r.Guide.Improvement {
			out.Answers = append(out.Answers, AnswerJSON{it.ID, it.Label, r.Workspace.Improve.Answer(it.ID).Text})
		}
		v := r.Workspace.Improve.Review()
		out.Review = ReviewJSON{string(v.Every), v.Format, v.Voices, v.Next}
	}
	mine := map[string]bool{"": r.Only == ""}
	for _, m := range r.measures() {
		mine[m.ID] = true
		out.Measures = append(out.Measures, r.measureJSON(m))
	}
	for _, l := range r.improve.Reflections("") {
		if mine[l.Measure] {
			out.Log = append(out.Log, LookJSON{l.On, l.Measure, l.Saw, l.Think, l.Change})
		}
	}
	return out
}

func (r Report) measureJSON(m improve.Measure) MeasureJSON {
	sharing := m.Sharing
	if sharing == "" {
		sharing = improve.Unknown
	}
	out := MeasureJSON{m.ID, m.What, m.Goal, r.refs(m.Partners), string(m.Source), string(m.Collecting), string(m.CollectEvery), string(m.ShareEvery),
		m.Importance, string(sharing), m.SharingNote, m.Owner, m.Unit, m.Baseline, m.Target, m.TargetBy, string(m.Direction),
		r.improve.Trend(m, r.today), list(r.improve.Flags(m)), []ObservationJSON{}}
	for _, o := range r.improve.Series(m.ID) {
		out.Observations = append(out.Observations, ObservationJSON{o.On, o.Value, o.Count, o.Note})
	}
	return out
}
