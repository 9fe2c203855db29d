package report

import (
	"convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/internal/activity/touchpoint"
	"convene/internal/day"
)

// JSONVersion is the version of the shapes in this file. Within a version fields may be added; none goes, and none changes
// its meaning. Every key is always there but for contacts, which are there when they were asked for.
const JSONVersion = 1

// HeadJSON says what a file is.
type HeadJSON struct {
	Export   string  `json:"export"`  // "plan"
	Version  int     `json:"version"` // JSONVersion
	Team     string  `json:"team"`
	AsOf     day.Day `json:"as_of"`
	Contacts bool    `json:"contacts"` // contacts were asked for
}

func (r Report) head(export string) HeadJSON {
	return HeadJSON{export, JSONVersion, r.Workspace.TeamName(), r.today, r.Contacts}
}

// RefJSON is a partner by ID and name.
type RefJSON struct {
	ID   partner.ID `json:"id"`
	Name string     `json:"name"`
}

func (r Report) refs(ids []partner.ID) []RefJSON {
	out := make([]RefJSON, len(ids))
	for i, id := range ids {
		out[i] = RefJSON{id, r.pub.NameOf(id)}
	}
	return out
}

// AgendaJSON is the page to a partner. It holds no ID of the workspace and nobody's name.
type AgendaJSON struct {
	HeadJSON
	Partner string      `json:"partner"`
	Points  []PointJSON `json:"points"`
}

// PointJSON is one question of an agenda.
type PointJSON struct {
	Question string   `json:"question"` // its ID, which is the guide's
	Label    string   `json:"label"`
	Prompts  []string `json:"prompts"`
	Ask      string   `json:"ask"`
	Marked   []string `json:"marked"`
}

// AgendaJSON is the agenda for other programs.
func (r Report) AgendaJSON() AgendaJSON {
	out := AgendaJSON{r.head("agenda"), r.pub.NameOf(r.Only), []PointJSON{}}
	for _, pt := range r.touch.Agenda(r.Only, r.order()) {
		q, _ := r.Guide.Question(pt.Question)
		j := PointJSON{pt.Question, q.Label, list(q.Prompts), pt.Ask, []string{}}
		for _, c := range pt.Marked {
			j.Marked = append(j.Marked, c.Text)
		}
		out.Points = append(out.Points, j)
	}
	return out
}

// StandingJSON is where a settled card sort left a partner.
type StandingJSON struct {
	Round    string            `json:"round"` // its ID
	Name     string            `json:"name"`
	Category cardsort.Category `json:"category"`
	Label    string            `json:"label"`
	On       day.Day           `json:"on"`
	By       string            `json:"by"`
	Why      string            `json:"why"`
}

// GivenJSON says when a partner was given what the team shares with every partner.
type GivenJSON struct {
	Partner RefJSON `json:"partner"`
	On      day.Day `json:"on"`
	By      string  `json:"by"`
}

// PartnerPageJSON is all that is known of one partner.
type PartnerPageJSON struct {
	HeadJSON
	Partner       PartnerJSON           `json:"partner"`
	Standings     []StandingJSON        `json:"standings"` // the newest first
	Given         *GivenJSON            `json:"given"`     // null: not given yet
	Touchpoints   []PartnerTouchJSON    `json:"touchpoints"`
	Plan          PlanPartJSON          `json:"plan"`
	Communication CommunicationPartJSON `json:"communication"`
	Improvement   ImprovementPartJSON   `json:"improvement"`
}

// PartnerJSON is a partner's page for other programs.
func (r Report) PartnerJSON() PartnerPageJSON {
	p, _ := r.Workspace.Partner.Partners.Get(string(r.Only))
	out := PartnerPageJSON{HeadJSON: r.head("partner"), Partner: r.inventory([]partner.Partner{p}).JSON()[0], Standings: []StandingJSON{},
		Touchpoints: r.touchJSON(), Plan: r.planJSON(), Communication: r.communicationJSON(), Improvement: r.improvementJSON()}
	for _, s := range r.pub.Sorts().Standings(r.Only) {
		out.Standings = append(out.Standings, StandingJSON{s.Round, s.RoundName, s.Category, s.Word, day.Of(s.At.In(r.At.Location())), s.By, s.Why})
	}
	if got, ok := r.pub.Receipt(r.Only); ok {
		out.Given = &GivenJSON{RefJSON{p.ID, p.Name}, day.Day(got.On), got.By}
	}
	return out
}

// WorkspaceJSON is the whole workspace.
type WorkspaceJSON struct {
	HeadJSON
	Shared        SharedJSON            `json:"shared"`
	Partners      []PartnerJSON         `json:"partners"`
	CardSorts     []cardsort.Result     `json:"card_sorts"` // the newest first
	Touchpoints   []PartnerTouchJSON    `json:"touchpoints"`
	Plan          PlanPartJSON          `json:"plan"`
	Communication CommunicationPartJSON `json:"communication"`
	Improvement   ImprovementPartJSON   `json:"improvement"`
}

// SharedJSON is what the team shares with every partner.
type SharedJSON struct {
	Vision      string      `json:"vision"`
	Goals       string      `json:"goals"`
	Initiatives string      `json:"initiatives"`
	Given       []GivenJSON `json:"given"`
}

// AllJSON is the whole workspace for other programs.
func (r Report) AllJSON() WorkspaceJSON {
	v := r.pub.Vision()
	out := WorkspaceJSON{HeadJSON: r.head("workspace"), Shared: SharedJSON{v.Vision, v.Goals, v.Initiatives, []GivenJSON{}},
		Partners: r.inventory(AllPartners(r.Workspace)).JSON(), CardSorts: r.sorts(), Touchpoints: r.touchJSON(), Plan: r.planJSON(),
		Communication: r.communicationJSON(), Improvement: r.improvementJSON()}
	for _, p := range r.pub.Partners() {
		if got, ok := r.pub.Receipt(p.ID); ok {
			out.Shared.Given = append(out.Shared.Given, GivenJSON{RefJSON{p.ID, p.Name}, day.Day(got.On), got.By})
		}
	}
	return out
}

// TouchpointsJSON is the touchpoints.
type TouchpointsJSON struct {
	HeadJSON
	Touchpoints []PartnerTouchJSON `json:"touchpoints"`
}

// PartnerTouchJSON is the touchpoints of one partner.
type PartnerTouchJSON struct {
	Partner   RefJSON        `json:"partner"`
	Questions []QuestionJSON `json:"questions"`
}

// QuestionJSON is one question to a partner.
type QuestionJSON struct {
	ID       string            `json:"id"` // the guide's
	Label    string            `json:"label"`
	Prompts  []string          `json:"prompts"`
	Status   touchpoint.Status `json:"status"`    // open, answered, due; empty: not asked
	CheckIns []CheckInJSON     `json:"check_ins"` // the oldest first
}

// CheckInJSON is one asking of a question.
type CheckInJSON struct {
	Number        int                `json:"number"`
	Opened        day.Day            `json:"opened"`
	Known         string             `json:"known"`
	Ask           string             `json:"ask"`
	AnsweredOn    day.Day            `json:"answered_on"` // empty: not yet
	Contributions []ContributionJSON `json:"contributions"`
}

// ContributionJSON is one thing that was said. An unsigned one has neither a name nor a time.
type ContributionJSON struct {
	Text     string `json:"text"`
	By       string `json:"by"` // who wrote it, or said it aloud
	Unsigned bool   `json:"unsigned"`
	Group    string `json:"group"`
	Weight   int    `json:"weight"` // dots and hands, of a group where it is in one
	Marked   bool   `json:"marked"` // for the joint meeting
}

// TouchpointsJSON is the touchpoints for other programs.
func (r Report) TouchpointsJSON() TouchpointsJSON {
	return TouchpointsJSON{r.head("touchpoints"), r.touchJSON()}
}

func (r Report) touchJSON() []PartnerTouchJSON {
	out := []PartnerTouchJSON{}
	for _, p := range r.talked() {
		j := PartnerTouchJSON{RefJSON{p, r.pub.NameOf(p)}, []QuestionJSON{}}
		for _, q := range r.topics(p) {
			qj := QuestionJSON{q.ID, q.Label, list(q.Prompts), r.touch.Status(p, q.ID, r.today, 0), []CheckInJSON{}}
			for _, c := range r.touch.CheckIns(p, q.ID) {
				qj.CheckIns = append(qj.CheckIns, r.checkInJSON(c))
			}
			j.Questions = append(j.Questions, qj)
		}
		out = append(out, j)
	}
	return out
}

func (r Report) checkInJSON(c touchpoint.CheckIn) CheckInJSON {
	out := CheckInJSON{c.Number, day.Of(c.Opened.In(r.At.Location())), c.Answer.Known, c.Answer.Ask, c.Answer.On, []ContributionJSON{}}
	for _, it := range r.touch.Items(c.Round) {
		for _, said := range it.Contributions {
			by := author(said)
			if said.Unsigned() {
				by = ""
			}
			out.Contributions = append(out.Contributions, ContributionJSON{said.Text, by, said.Unsigned(), it.Group.Title, it.Weight(), said.Marked})
		}
	}
	return out
}
