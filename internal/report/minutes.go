package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"convene/internal/activity/meeting"
	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/day"
	"convene/internal/workspace"
)

// Minutes are what a meeting that has ended leaves behind, for somebody who was not there: first what was decided and who
// does what. They have no private note and no count of who spoke how often.
type Minutes struct {
	r       Report
	m       meeting.Meeting
	decided []meeting.Decision
	steps   []plan.Step // that were captured or changed in the meeting, by day
	parked  []meeting.Parked
	agenda  []meeting.Step
	people  []meeting.Present
	work    Work
	changed Changed
}

// Minutes reads a meeting: before and after are the workspace as the meeting found it and left it. Words that were mended
// since are taken as they are now.
func (r Report) Minutes(m meeting.Meeting, before, after workspace.Workspace) Minutes {
	s := r.pub.Meeting()
	out := Minutes{r: r, m: m, decided: s.Decided(m.ID), agenda: s.Agenda(m.ID), people: s.People(m.ID),
		work: r.Work(before, after), changed: r.Change(before, after, r.day)}
	for t := range s.Parked.All() {
		if t.Meeting == m.ID {
			out.parked = append(out.parked, t)
		}
	}
	for _, st := range r.inOrder() {
		was, _ := before.Plan.Steps.Get(st.ID)
		then, there := after.Plan.Steps.Get(st.ID)
		was.Rank = then.Rank // where it stands in a list is no change of the promise
		if st.Source == m.ID || there && was != then && then.State != plan.Done {
			out.steps = append(out.steps, st)
		}
	}
	slices.SortStableFunc(out.steps, func(a, b plan.Step) int {
		if (a.By == day.None) != (b.By == day.None) {
			return cmp.Compare(b.By, a.By)
		}
		return cmp.Compare(a.By, b.By)
	})
	out.hide()
	return out
}

// hide takes addresses and numbers of contacts out of what people wrote, where contacts are not asked for.
func (m *Minutes) hide() {
	clean := m.r.cleaner()
	for i := range m.decided {
		clean(&m.decided[i].Text)
	}
	for i := range m.steps {
		clean(&m.steps[i].What)
		clean(&m.steps[i].Who)
	}
	for i := range m.parked {
		clean(&m.parked[i].Text)
	}
	for i := range m.changed.Told {
		clean(&m.changed.Told[i])
	}
}

// Name is what a file with the minutes may be called, without its ending: the day first, so that files stand in order.
func (m Minutes) Name() string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`\/:*?"<>|`, r) { // what one system or another does not take
			return '-'
		}
		return r
	}, m.m.Title)
	const most = 60
	if rs := []rune(name); len(rs) > most {
		name = string(rs[:most])
	}
	return string(m.on()) + " " + strings.Trim(name, ". ") + ", minutes"
}

func (m Minutes) on() day.Day { return day.Of(m.m.Started.In(m.r.At.Location())) }

// Doc is the minutes to read.
func (m Minutes) Doc() Doc {
	r := m.r
	with := ""
	if m.m.Partner != "" {
		with = "With " + r.pub.NameOf(m.m.Partner)
	}
	lead := sentence(r.Workspace.TeamName(), r.day(m.on())+", "+m.lasted(), with)
	if m.m.Next != day.None {
		lead += " We meet again on " + r.day(m.m.Next) + "."
	}
	blocks := []Block{Paragraph{lead}, Heading{1, "What we decided"}}
	if len(m.decided) == 0 {
		blocks = append(blocks, Paragraph{"Nothing was written down as a decision."})
	} else {
		blocks = append(blocks, m.decisions())
	}
	blocks = append(blocks, Heading{1, "Who does what, by when"})
	if len(m.steps) == 0 {
		blocks = append(blocks, Paragraph{"No action step was captured."})
	} else {
		blocks = append(blocks, m.stepTable())
	}
	blocks = append(blocks, m.worked()...)
	blocks = append(blocks, part(1, "Parked for later", m.topics())...)
	if m.work.Empty() || !m.changed.Empty() {
		blocks = append(blocks, Heading{1, "What changed in our records"}, List{Items: m.changed.Lines(0)})
	}
	blocks = append(blocks, part(1, "Who was there", Paragraph{m.there()})...)
	blocks = append(blocks, part(1, "Agenda", m.held())...)
	if r.Contacts {
		blocks = append(blocks, part(1, "How to reach them", m.contacts())...)
	}
	title := "Minutes: " + m.m.Title
	return Doc{Title: title, Blocks: blocks, Foot: r.foot(title + ", " + r.day(m.on())), Language: r.Guide.Language}
}

// worked is what was sorted and what was talked over, with the reasons.
func (m Minutes) worked() []Block {
	var out []Block
	for _, t := range m.work.Sorts() {
		out = append(out, part(1, t.Title, List{Items: t.Lines})...)
	}
	for i, t := range m.work.Talks() {
		if i == 0 {
			out = append(out, Heading{1, "Touchpoints"})
		}
		out = append(out, part(2, t.Title, Paragraph{strings.Join(t.Asked, "\n")}, List{Items: t.Lines})...)
	}
	return out
}

// lastingMax is the longest that the time of a meeting's end says when it was.
const lastingMax = 12 * time.Hour

func (m Minutes) lasted() string {
	from, to := m.m.Started.In(m.r.At.Location()), m.m.Ended.In(m.r.At.Location())
	if to.Sub(from) > lastingMax {
		return "from " + from.Format("15:04")
	}
	return from.Format("15:04") + " to " + to.Format("15:04")
}

func (m Minutes) decisions() List {
	out := List{Ordered: true}
	for _, d := range m.decided {
		out.Items = append(out.Items, m.about(d.Text, d.Partner))
	}
	return out
}

// about adds the partner that something is about, where it is not the one that the whole meeting is with.
func (m Minutes) about(text string, id partner.ID) string {
	if id == "" || m.r.pub.Resolve(id) == m.r.pub.Resolve(m.m.Partner) {
		return text
	}
	return text + " (" + m.r.pub.NameOf(id) + ")"
}

func (m Minutes) stepTable() Table {
	t := m.r.stepTable(m.steps)
	t.Header[2] = "By when"
	for _, row := range t.Rows {
		row[1], row[2] = cmp.Or(row[1], nobodyYet), cmp.Or(row[2], noDayYet)
	}
	return t.tidy()
}

func (m Minutes) topics() List {
	var out List
	for _, t := range m.parked {
		text := m.about(t.Text, t.Partner)
		if t.Done {
			text += " (taken up since)"
		}
		out.Items = append(out.Items, text)
	}
	return out
}

// there are the people by name. A name may hold a comma: "Grade 4 teacher, host".
func (m Minutes) there() string {
	names := make([]string, len(m.people))
	for i, p := range m.people {
		names[i] = p.Name
	}
	return cmp.Or(strings.Join(names, "; "), "Nobody was noted.")
}

// held is the agenda with the minutes of each step, as planned and as spent.
func (m Minutes) held() Table {
	t := Table{Header: []string{"Step", "Planned", "Spent"}, Right: []bool{false, true, true}}
	planned, spent := 0, time.Duration(0)
	for _, st := range m.agenda {
		took := "not held"
		if st.Seen {
			took = minutes(whole(st.Spent))
		}
		planned, spent = planned+st.Minutes, spent+st.Spent
		t.Rows = append(t.Rows, []string{m.about(st.Title, st.Partner), minutes(st.Minutes), took})
	}
	if len(t.Rows) > 1 {
		t.Rows = append(t.Rows, []string{"Together", minutes(planned), minutes(whole(spent))})
	}
	return t
}

func minutes(n int) string { return fmt.Sprintf("%d min", n) }

// whole is a time in minutes; a short one is one.
func whole(d time.Duration) int {
	if d <= 0 {
		return 0
	}
	return max(1, int(d.Round(time.Minute)/time.Minute))
}

// contacts are the people of the partners that the meeting was about.
func (m Minutes) contacts() Table {
	t := Table{Header: []string{"Partner", "Name", "Role", "Email", "Phone"}, Named: true}
	for _, id := range m.concerned() {
		p, ok := m.r.Workspace.Partner.Partners.Get(string(id))
		if !ok {
			continue
		}
		for _, c := range []partner.Contact{p.PartnerContact, p.SchoolContact} {
			if !c.Empty() {
				t.Rows = append(t.Rows, []string{p.Name, c.Name, c.Role, c.Email, c.Phone})
			}
		}
	}
	return t
}

// concerned are the partners that the meeting, its steps, decisions and promises are about.
func (m Minutes) concerned() []partner.ID {
	ids := []partner.ID{m.m.Partner}
	for _, st := range m.agenda {
		ids = append(ids, st.Partner)
	}
	for _, d := range m.decided {
		ids = append(ids, d.Partner)
	}
	for _, st := range m.steps {
		ids = append(ids, m.r.plan.PartnersOf(st)...)
	}
	var out []partner.ID
	for _, id := range ids {
		if id = m.r.pub.Resolve(id); id != "" && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// Calendar is the action steps as tasks, and the day of the next meeting.
func (m Minutes) Calendar() Calendar {
	c := m.r.tasks(m.steps)
	c.Name = m.r.foot("Minutes: " + m.m.Title)
	if m.m.Next != day.None {
		title := "The team meets again"
		if team := m.r.Workspace.TeamName(); team != "" {
			title = team + " meets again"
		}
		c.Events = []Event{{ID: m.m.ID + "-next", Title: title, Text: "After: " + m.m.Title + ", " + m.r.day(m.on()), First: m.m.Next}}
	}
	return c
}
