package meeting

import (
	"cmp"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/meeting"
	"convene/internal/activity/plan"
	"convene/internal/day"
	"convene/internal/text"
	"convene/ui/desk"
	"convene/ui/kit"
	"convene/ui/screen"
)

// end is what a meeting leaves behind: read out before it ends, and read again later.
type end struct {
	in     *Screen
	cur    desk.Cursor
	past   past
	scribe scribe
}

// endPaper lays out what was decided, who does what by when, what was sorted and talked over and why, what is parked, what changed, and who was there.
func endPaper(sh screen.Shared, v endView, w, h int) paper {
	p := newPaper(w, h)
	s, today := sh.Public.Meeting(), day.Of(sh.Now)
	m, _ := s.Meetings.Get(v.id)
	p.Heading("Decided")
	decided := s.Decided(v.id)
	for _, d := range decided {
		put(p, ref{ofDecision, d.ID}, kit.SheetEntry{Mark: sh.Theme.Symbols.Check, Text: d.Text})
	}
	if len(decided) == 0 {
		p.Para("Nothing was written down as a decision."+hint(m, " F2, then d, writes one."), kit.ToneMuted)
	}
	p.Heading("Who does what, by when")
	steps := promised(sh.Public.Plan(), v.id)
	for _, st := range steps {
		put(p, ref{ofPromise, st.ID}, promise(st, sh, v.order, today))
	}
	if len(steps) == 0 {
		p.Para("No action step was captured."+hint(m, " F2, then a, writes one."), kit.ToneMuted)
	}
	v.did.put(p, sh.Theme.Symbols.Bullet)
	if parked := parkedIn(s, v.id); len(parked) > 0 {
		p.Heading("Parked")
		for _, t := range parked {
			e := kit.SheetEntry{Mark: sh.Theme.Symbols.Bullet, Text: t.Text}
			if t.Done {
				e.Tone, e.Asides = kit.ToneMuted, []kit.Aside{{Text: "taken up", Cols: 18, Tone: kit.ToneMuted}}
			}
			put(p, ref{ofTopic, t.ID}, e)
		}
	}
	if v.did.changed != "" {
		p.Heading("What changed")
		for _, line := range strings.Split(v.did.changed, "\n") {
			p.Para(line, kit.ToneMuted)
		}
	}
	p.Heading("Who was there")
	p.Para(names(s.People(v.id)), kit.ToneMuted)
	p.Heading("Next time")
	next := "No day yet. Press d, while all are still here."
	if m.Next != day.None {
		next = "We meet again on " + day.Show(m.Next, v.order, today) + "."
	}
	put(p, ref{ofMeeting, m.ID}, kit.SheetEntry{Text: next})
	return p
}

// hint is for as long as the meeting runs.
func hint(m meeting.Meeting, text string) string {
	if m.Running() {
		return text
	}
	return ""
}

func promise(st plan.Step, sh screen.Shared, order day.Order, today day.Day) kit.SheetEntry {
	who, by := st.Who, "no day yet"
	if who == "" {
		who = "nobody yet"
	}
	if st.By != day.None {
		by = "by " + day.Show(st.By, order, today)
	}
	mark := sh.Theme.Symbols.Open
	switch st.State {
	case plan.Doing:
		mark = sh.Theme.Symbols.Doing
	case plan.Done:
		mark = sh.Theme.Symbols.Done
	case plan.Open:
	}
	return kit.SheetEntry{Mark: mark, Text: st.What, Asides: []kit.Aside{{Text: who, Cols: 18}, {Text: by, Cols: 16, Tone: kit.ToneMuted}}}
}

// parkedIn are the topics that were parked in a meeting, whether or not they were taken up since.
func parkedIn(s meeting.State, id string) []meeting.Parked {
	var out []meeting.Parked
	for t := range s.Parked.All() {
		if t.Meeting == id {
			out = append(out, t)
		}
	}
	return out
}

func names(people []meeting.Present) string {
	out := make([]string, len(people))
	for i, p := range people {
		out[i] = p.Name
	}
	if len(out) == 0 {
		return "Nobody was noted. v in the meeting notes who is here."
	}
	return strings.Join(out, "; ") // a name may hold a comma
}

func (e *end) paper() paper { return endPaper(e.in.Shared(), e.now(), e.in.W, e.in.H) }

func (e *end) sheet() *kit.Sheet { return e.paper().Sheet }

// now is what is shown.
func (e *end) now() endView {
	return endView{e.in.open, e.past.now(e.in), e.in.Env.Days, e.cur.Top()}
}

// load works out what changed since the meeting began.
func (e *end) load() tea.Cmd { return e.past.load(e.in) }

// Keys implements desk.Part.
func (e *end) Keys() []kit.Key {
	m, _ := e.in.meeting()
	r, _ := e.paper().Chosen(&e.cur)
	lead := e.in.leads()
	decision := ""
	if r.kind != ofDecision {
		decision = "Choose a decision first."
	}
	keys := append(e.cur.Moving(e.sheet, e.in.Page),
		kit.Key{Press: []string{"enter"}, Show: "Enter", Help: "change", Foot: 4, Run: func() tea.Cmd { return e.change(r) }},
		kit.Key{Press: []string{"x"}, Show: "x", Help: "take the decision back", Off: decision, Run: func() tea.Cmd { return e.in.Env.DoAll(meeting.Retract{Decision: r.id}) }},
		kit.Key{Press: []string{"d"}, Show: "d", Help: "next time", Foot: 2, Off: lead, Run: e.day},
		kit.Key{Press: []string{"w"}, Show: "w", Help: "write the minutes", Foot: 1, Off: e.scribe.off(m), Run: func() tea.Cmd { return e.scribe.ask(m) }},
	)
	if m.Running() {
		keys[0].Foot = 0 // what matters here is to end it
		return append(keys,
			kit.Key{Press: []string{"E"}, Show: "E", Help: "end the meeting", Foot: 1, Off: lead, Run: e.finish},
			kit.Key{Press: []string{"esc", "left"}, Show: "Esc", Help: "back", Foot: 5, Run: e.in.To(modeRun)})
	}
	again := ""
	if _, ok := e.in.state().Running(); ok {
		again = "A meeting is running. End it first, then plan the next one."
	}
	return append(keys,
		kit.Key{Press: []string{"a"}, Show: "a", Help: "plan the next one", Foot: 5, Off: cmp.Or(lead, again), Run: func() tea.Cmd { return e.in.begin("", m.Partner, false) }},
		kit.Key{Press: []string{"esc", "left"}, Show: "Esc", Help: "all meetings", Foot: 6, Run: e.in.To(modeList)})
}

// finish ends the meeting. What was captured stays; this screen is what the minutes will say.
func (e *end) finish() tea.Cmd {
	m, _ := e.in.meeting()
	if err := e.in.Env.Do(meeting.End{Meeting: m.ID, Next: m.Next}); err != nil {
		return screen.Refused(err)
	}
	said := "The meeting has ended."
	if e.in.Env.Wall {
		said += " Your screen is still shared: F4 changes that."
	}
	return tea.Batch(e.load(), screen.Notice(said))
}

// change opens what is chosen: a decision's words here, a promise and the next day where they belong.
func (e *end) change(r ref) tea.Cmd {
	switch r.kind {
	case ofDecision:
		return e.reword(r.id)
	case ofPromise:
		return screen.Go("steps", "")
	case ofCard:
		return screen.Go("cardsort", "")
	case ofTalk:
		_, where, _ := strings.Cut(r.id, "/")
		return screen.Go("touchpoints", where)
	case ofTopic:
		t, _ := e.in.state().Parked.Get(r.id)
		return e.in.Env.DoAll(meeting.TakeUp{Topic: r.id, Done: !t.Done})
	case ofMeeting:
		return e.day()
	}
	return nil
}

func (e *end) reword(id string) tea.Cmd {
	at := func() string { d, _ := e.in.state().Decisions.Get(id); return d.Text }
	was := at()
	return e.in.Edit.Start(desk.Editing{Spot: ref{ofDecision, id}.String(), Label: "Decided", Hint: "As you would read it out.", Long: true, Max: text.LineMax,
		Value: was, Place: "meeting/decision/" + id, Over: e, Now: at, Yield: func() { was = at() },
		Put: func(typed string) error {
			if typed == was {
				return nil
			}
			return e.in.Env.Do(meeting.Reword{Decision: id, From: was, To: typed})
		}})
}

func (e *end) day() tea.Cmd {
	if why := e.in.leads(); why != "" {
		return screen.Notice(why)
	}
	src := e.in.meetingField(e.in.open)
	return e.in.Edit.Start(desk.DayOf(e.in.Desk, src, func(m *meeting.Meeting) *day.Day { return &m.Next },
		desk.Editing{Spot: ref{ofMeeting, e.in.open}.String(), Label: "We meet again on", Place: "meeting/next/" + e.in.open, Over: e}))
}

// Update implements desk.Part.
func (e *end) Update(msg tea.Msg) tea.Cmd {
	if r, ok := e.paper().Chosen(&e.cur); e.cur.Pointed(e.sheet(), msg) && ok {
		return e.change(r)
	}
	return nil
}

// View implements desk.Part.
func (e *end) View(w, h int) screen.View {
	e.cur.Follow(e.in.Desk, e.sheet(), w, h)
	return e.now()
}

// Layer implements desk.Part.
func (e *end) Layer(int, int) screen.Layer { return e.cur.Layer() }

type endView struct {
	id    string
	did   deeds
	order day.Order
	top   int
}

// Draw implements screen.View.
func (v endView) Draw(a kit.Area, sh screen.Shared) {
	m, _ := sh.Public.Meeting().Meetings.Get(v.id)
	note := day.Show(day.Of(m.Started.In(sh.Now.Location())), v.order, day.Of(sh.Now)) + ", " + lasted(m, sh.Now.Location())
	title := m.Title
	if m.Running() {
		title, note = "Read this out, then end the meeting", m.Title
	}
	kit.Heading(a.Sub(0, 0, a.W(), 1), title, note, sh.Theme)
	endPaper(sh, v, a.W(), a.H()).Draw(desk.Body(a), v.top, sh.Theme)
}
