package meeting

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/meeting"
	"convene/internal/activity/plan"
	"convene/internal/day"
	"convene/ui/desk"
	"convene/ui/kit"
	"convene/ui/screen"
)

// list is all meetings: the one that runs, those to come, those that were held, and what is parked.
type list struct {
	in  *Screen
	cur desk.Cursor
}

// ref is one place on a sheet of this screen.
type ref struct{ kind, id string }

// The kinds of places.
const (
	ofMeeting  = "meeting"
	ofTopic    = "topic"
	ofDecision = "decision"
	ofPromise  = "promise"
	ofStep     = "step"
	ofPerson   = "person"
	ofCard     = "card"
	ofTalk     = "talk"
)

func (r ref) String() string { return r.kind + "/" + r.id }

type paper = desk.Paper[ref]

func newPaper(w, h int) paper { return desk.NewPaper[ref](w, h) }

func put(p paper, r ref, e kit.SheetEntry) { p.Put(p.Sheet, r.String(), r, e) }

// listPaper lays the list out.
func listPaper(sh screen.Shared, order day.Order, w, h int) paper {
	p := newPaper(w, h)
	s := sh.Public.Meeting()
	today := day.Of(sh.Now)
	aside := func(text string, cols int) kit.Aside { return kit.Aside{Text: text, Cols: cols, Tone: kit.ToneMuted} }
	if m, ok := s.Running(); ok {
		p.Heading("Running now")
		c := s.At(m, sh.Now)
		put(p, ref{ofMeeting, m.ID}, kit.SheetEntry{Mark: sh.Theme.Symbols.Doing, Text: m.Title,
			Asides: []kit.Aside{aside(fmt.Sprintf("step %d of %d", c.Index+1, c.Of), 16), aside("Enter resumes it", 20)}})
	}
	if planned := s.Planned(); len(planned) > 0 {
		p.Heading("To come")
		for _, m := range planned {
			on := "no day yet"
			if m.On != day.None {
				on = day.Show(m.On, order, today)
			}
			put(p, ref{ofMeeting, m.ID}, kit.SheetEntry{Mark: sh.Theme.Symbols.Open, Text: m.Title,
				Asides: []kit.Aside{aside(on, 16), aside(length(s, m), 20)}})
		}
	}
	if past := s.Past(); len(past) > 0 {
		p.Heading("Held")
		for _, m := range past {
			put(p, ref{ofMeeting, m.ID}, kit.SheetEntry{Mark: sh.Theme.Symbols.Done, Text: m.Title,
				Asides: []kit.Aside{aside(day.Show(day.Of(m.Ended.In(sh.Now.Location())), order, today), 16), aside(outcome(sh, m), 20)}})
		}
	}
	if parked := s.ParkedOpen(); len(parked) > 0 {
		p.Heading("Parked for later")
		for _, t := range parked {
			put(p, ref{ofTopic, t.ID}, kit.SheetEntry{Mark: sh.Theme.Symbols.Bullet, Text: t.Text})
		}
	}
	return p
}

// length is how long a meeting is planned to be.
func length(s meeting.State, m meeting.Meeting) string {
	n, minutes := 0, 0
	for _, st := range s.Agenda(m.ID) {
		n, minutes = n+1, minutes+st.Minutes
	}
	return kit.Count(n, "step", "steps") + ", " + fmt.Sprint(minutes) + " min"
}

// outcome is what a meeting left behind, in a few words.
func outcome(sh screen.Shared, m meeting.Meeting) string {
	var out []string
	if n := len(sh.Public.Meeting().Decided(m.ID)); n > 0 {
		out = append(out, kit.Count(n, "decision", "decisions"))
	}
	if n := len(promised(sh.Public.Plan(), m.ID)); n > 0 {
		out = append(out, kit.Count(n, "step", "steps"))
	}
	return strings.Join(out, ", ")
}

// promised are the action steps that were captured in a meeting, in their order.
func promised(s plan.State, id string) []plan.Step {
	var out []plan.Step
	for st := range s.Steps.All() {
		if st.Source == id && id != "" {
			out = append(out, st)
		}
	}
	return out
}

func (l *list) paper() paper { return listPaper(l.in.Shared(), l.in.Env.Days, l.in.W, l.in.H) }

func (l *list) sheet() *kit.Sheet { return l.paper().Sheet }

// Keys implements desk.Part.
func (l *list) Keys() []kit.Key {
	r, ok := l.paper().Chosen(&l.cur)
	none, m := "", meeting.Meeting{}
	if ok && r.kind == ofMeeting {
		m, _ = l.in.state().Meetings.Get(r.id)
	} else {
		none = "Choose a meeting first. Press a to plan one."
	}
	planned := none
	if planned == "" && !m.Started.IsZero() {
		planned = "That meeting has begun: it stays in the list."
	}
	topic := ""
	if r.kind != ofTopic {
		topic = "Choose a parked topic first."
	}
	_, runs := l.in.state().Running()
	begin := ""
	if runs {
		begin = "A meeting is running. Enter on its line goes on with it."
	}
	begun := "open"
	if m.Running() {
		begun = "go on with it"
	}
	drop := ""
	if l.in.Env.State().Meeting.Templates.Len() == 0 {
		drop = "Your team has saved no template yet. T in an agenda saves one."
	}
	open := func() tea.Cmd { return l.open() }
	return append(l.cur.Moving(l.sheet, l.in.Page),
		kit.Key{Press: []string{"enter", "right"}, Show: "Enter", Help: begun, Foot: 2, Off: none, Run: open},
		kit.Key{Press: []string{"a"}, Show: "a", Help: "plan or start a meeting", Foot: 3, Off: cmp.Or(begin, l.in.leads()), Run: func() tea.Cmd { return l.in.begin("", "", false) }},
		kit.Key{Press: []string{"space"}, Show: "Space", Help: "the topic is taken up", Foot: 4, Off: topic, Run: func() tea.Cmd {
			return l.in.Env.DoAll(meeting.TakeUp{Topic: r.id, Done: true})
		}},
		kit.Key{Press: []string{"x"}, Show: "x", Help: "cancel the meeting", Off: cmp.Or(planned, l.in.leads()), Run: func() tea.Cmd { return l.cancel(m) }},
		kit.Key{Press: []string{"T"}, Show: "T", Help: "drop one of your templates", Off: cmp.Or(drop, l.in.leads()), Run: l.dropTemplate},
		kit.Key{Press: []string{"esc", "left"}, Show: "Esc", Help: "back", Run: screen.Back},
	)
}

func (l *list) open() tea.Cmd {
	r, ok := l.paper().Chosen(&l.cur)
	if m, there := l.in.state().Meetings.Get(r.id); ok && there {
		l.in.look(m)
		l.in.run.here()
		if l.in.At == modeEnd {
			return l.in.end.load()
		}
	}
	return nil
}

func (l *list) cancel(m meeting.Meeting) tea.Cmd {
	if err := l.in.Env.Do(meeting.Cancel{Meeting: m.ID}); err != nil {
		return screen.Refused(err)
	}
	return screen.Notice(m.Title + " is cancelled. u brings it back.")
}

func (l *list) dropTemplate() tea.Cmd {
	var ids []string
	var items []screen.Item
	for t := range l.in.Env.State().Meeting.Templates.All() {
		ids, items = append(ids, t.ID), append(items, screen.Item{Label: t.Label, Hint: kit.Count(len(t.Steps), "step", "steps")})
	}
	return screen.Open(screen.NewChoice("Which template do you drop?", items, 0, func(i int) tea.Cmd {
		if err := l.in.Env.Do(meeting.DropTemplate{Template: ids[i]}); err != nil {
			return screen.Refused(err)
		}
		return screen.Notice("The template is gone. u brings it back.")
	}))
}

// Update implements desk.Part.
func (l *list) Update(msg tea.Msg) tea.Cmd {
	if l.cur.Pointed(l.sheet(), msg) {
		return l.open()
	}
	return nil
}

// View implements desk.Part.
func (l *list) View(w, h int) screen.View {
	l.cur.Follow(l.in.Desk, l.sheet(), w, h)
	return listView{l.in.Env.Days, l.cur.Top()}
}

// Layer implements desk.Part.
func (l *list) Layer(int, int) screen.Layer { return l.cur.Layer() }

type listView struct {
	order day.Order
	top   int
}

// Draw implements screen.View.
func (v listView) Draw(a kit.Area, sh screen.Shared) {
	kit.Heading(a.Sub(0, 0, a.W(), 1), "Meetings", "", sh.Theme)
	p := listPaper(sh, v.order, a.W(), a.H())
	if p.Height() == 0 {
		desk.Body(a).Sub(kit.Margin, 0, a.W(), a.H()).Para(0, 60,
			"No meetings yet. Press a and choose a template: its steps and minutes come along, and you change what does not fit.", sh.Theme.Text)
		return
	}
	p.Draw(desk.Body(a), v.top, sh.Theme)
}

// lastingMax is the longest that a meeting's times are of interest, to say when it was.
const lastingMax = 12 * time.Hour

// lasted says from when to when a meeting was.
func lasted(m meeting.Meeting, zone *time.Location) string {
	from, to := m.Started.In(zone), m.Ended.In(zone)
	if m.Ended.IsZero() || to.Sub(from) > lastingMax {
		return "began " + from.Format("15:04")
	}
	return from.Format("15:04") + " to " + to.Format("15:04")
}
