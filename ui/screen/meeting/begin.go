package meeting

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/meeting"
	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/guide"
	"convene/internal/ledger"
	"convene/internal/text"
	"convene/ui/kit"
	"convene/ui/screen"
)

// source is what a meeting can be made from: one of the guide's templates, or one that the team saved.
type source struct {
	id, label, hint string
	steps           []meeting.Plan
	alone           bool   // made for what was open, and for nothing else
	planned         string // the meeting that there is already
}

func (s source) item() screen.Item {
	return screen.Item{Label: s.label, Hint: s.hint}
}

// begin asks what to make a meeting from, then whom it is with. Where an activity is given, a meeting of that one step is
// offered too: behind what comes first, or last.
func (s *Screen) begin(activity string, p partner.ID, last bool, first ...source) tea.Cmd {
	if why := s.leads(); why != "" {
		return screen.Notice(why)
	}
	list := first
	if activity != "" && !last {
		list = append(list, s.single(activity, p))
	}
	for t := range s.Env.State().Meeting.Templates.All() {
		list = append(list, source{label: t.Label, hint: "yours, " + kit.Count(minutes(t.Steps), "min", "min"), steps: t.Steps})
	}
	for _, t := range s.Env.Guide.Templates {
		list = append(list, ofGuide(t))
	}
	if activity != "" && last {
		list = append(list, s.single(activity, p))
	}
	items := make([]screen.Item, len(list))
	for i, o := range list {
		items[i] = o.item()
	}
	return screen.Open(screen.NewChoice("Which meeting?", items, 0, func(i int) tea.Cmd {
		switch {
		case list[i].planned != "":
			m, _ := s.state().Meetings.Get(list[i].planned)
			s.look(m)
			return nil
		case list[i].alone:
			return s.make(list[i], p)
		case !with(list[i]):
			return s.make(list[i], "")
		case p == "":
			return s.askPartner(list[i])
		}
		return s.make(list[i], p)
	}))
}

// planned are the meetings whose agenda is there already.
func (s *Screen) planned() []source {
	var out []source
	for _, m := range s.state().Planned() {
		out = append(out, source{planned: m.ID, label: m.Title, hint: "planned"})
	}
	return out
}

func ofGuide(t guide.Template) source {
	o := source{id: t.ID, label: t.Label, hint: kit.Count(t.Minutes, "min", "min")}
	for _, st := range t.Steps {
		o.steps = append(o.steps, meeting.Plan{Activity: st.Activity, Title: st.Title, Minutes: st.Minutes, Note: st.Note})
	}
	return o
}

// stepMinutes is how long a step is that nobody has given minutes.
const stepMinutes = 10

// single is a meeting about what is open on a screen, and nothing else.
func (s *Screen) single(activity string, p partner.ID) source {
	label := activities()[activity]
	if label == "" {
		activity, label = "talk", activities()["talk"]
	}
	if p != "" {
		label += " with " + s.Public().NameOf(p)
	}
	return source{alone: p != "" || activity != "touchpoints" && activity != "plan", label: text.Line(label, text.NameMax), hint: "just this, " + kit.Count(stepMinutes, "min", "min"),
		steps: []meeting.Plan{{Activity: activity, Title: text.Line(label, text.NameMax), Minutes: stepMinutes, Partner: p}}}
}

func minutes(steps []meeting.Plan) int {
	n := 0
	for _, st := range steps {
		n += st.Minutes
	}
	return n
}

// with says that a meeting is about one partner: questions are asked, or a plan is made.
func with(o source) bool {
	for _, st := range o.steps {
		if st.Activity == "touchpoints" || st.Activity == "plan" {
			return true
		}
	}
	return false
}

func (s *Screen) askPartner(o source) tea.Cmd {
	list, primary := s.Public().Offered()
	items := []screen.Item{}
	for i, r := range list {
		items = append(items, screen.Item{Label: r.Name})
		if i < primary {
			items[i].Hint = "primary"
		}
	}
	items = append(items, screen.Item{Label: "No partner, or several"})
	return screen.Open(screen.NewChoice("With which partner?", items, 0, func(i int) tea.Cmd {
		if i == len(list) {
			return s.make(o, "")
		}
		return s.make(o, list[i].ID)
	}))
}

// make plans the meeting and opens its agenda; topics that are parked are offered for it.
func (s *Screen) make(o source, p partner.ID) tea.Cmd {
	op := meeting.PlanMeeting{Meeting: s.Env.NewID(), Title: o.label, Template: o.id, Partner: p, On: s.agreed()}
	if p != "" && len(o.steps) != 1 {
		name := s.Public().NameOf(p)
		if head, ok := strings.CutSuffix(o.label, " a partner"); ok {
			op.Title = head + " " + name
		} else {
			op.Title += ": " + name
		}
		op.Title = text.Line(op.Title, text.NameMax)
	}
	for _, st := range o.steps {
		st.ID = s.Env.NewID()
		if p != "" && (st.Activity == "touchpoints" || st.Activity == "plan" || st.Activity == "steps") {
			st.Partner = p
		}
		op.Steps = append(op.Steps, st)
	}
	if err := s.Env.Do(op); err != nil {
		return screen.Refused(err)
	}
	s.open, s.At = op.Meeting, modeAgenda
	if len(op.Steps) > 0 {
		s.agenda.cur.To(ref{ofStep, op.Steps[0].ID}.String())
	}
	return s.offerParked()
}

// agreed is the day that the last meeting agreed on for the next one, where none is planned for it yet.
func (s *Screen) agreed() day.Day {
	past := s.state().Past()
	if len(past) == 0 || past[0].Next == day.None || past[0].Next.Before(s.Today()) {
		return day.None
	}
	for _, m := range s.state().Planned() {
		if m.On == past[0].Next {
			return day.None
		}
	}
	return past[0].Next
}

// offerParked offers the open topics as steps of the agenda that is open.
func (s *Screen) offerParked() tea.Cmd {
	topics := s.state().ParkedOpen()
	if len(topics) == 0 {
		return nil
	}
	items := make([]screen.Item, len(topics))
	for i, t := range topics {
		items[i] = screen.Item{Label: t.Text}
	}
	return screen.Open(screen.NewChecks("Parked earlier. Take any of these up?", items, map[int]bool{}, func(on map[int]bool) tea.Cmd {
		for i, t := range topics {
			if on[i] {
				if cmd := s.takeUp(t); cmd != nil {
					return cmd
				}
			}
		}
		return nil
	}))
}

// topicMinutes is how long a topic is talked about that was parked.
const topicMinutes = 5

// takeUp makes a step of a parked topic, before the last one: that closes the meeting.
func (s *Screen) takeUp(t meeting.Parked) tea.Cmd {
	agenda := s.state().Agenda(s.open)
	before, after := "", ""
	if n := len(agenda); n > 0 {
		after = agenda[n-1].Rank
		if n > 1 {
			before = agenda[n-2].Rank
		}
	}
	st := meeting.Plan{ID: s.Env.NewID(), Activity: "talk", Title: text.Line(t.Text, text.NameMax), Minutes: topicMinutes, Partner: t.Partner}
	return s.Env.DoAll(meeting.AddStep{Meeting: s.open, Rank: ledger.RankBetween(before, after), Step: st}, meeting.TakeUp{Topic: t.ID, Done: true})
}
