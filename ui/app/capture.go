package app

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/meeting"
	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/day"
	"convene/internal/ledger"
	"convene/internal/text"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// capture is the box that takes down a decision, an action step or a topic for later, over any screen and out of any text
// field: what is typed underneath waits. Meetings begin here too, since this is the one box that knows what is open.
type capture struct {
	m      *Model
	sel    int
	asking bool // the fields of what was chosen are open
	fields []capField
	at     int
	note   string
	bad    bool
	draft  *screen.Drafts
}

// capField is one line that is typed.
type capField struct {
	label, hint string
	max         int
	in          kit.Input
}

// captures are what can be captured, each with its letter.
func captures() []struct{ key, label, hint, place string } {
	return []struct{ key, label, hint, place string }{
		{"d", "A decision", "what we decided", "capture/decision"},
		{"a", "An action step", "who does what, by when", "capture/step"},
		{"p", "A topic to park", "for another day", "capture/topic"},
	}
}

func (m *Model) capture() tea.Cmd {
	if _, ok := m.front().(*capture); ok {
		return nil
	}
	if m.isGuest() {
		return screen.Notice("Decisions, action steps and topics are taken down by the school's team. Say it aloud, or add a step under a goal in the shared plan.")
	}
	return screen.Open(&capture{m: m, draft: screen.NewDrafts(m.env)})
}

// Typing implements screen.Overlay.
func (c *capture) Typing() bool { return c.asking }

// Keys implements screen.Overlay.
func (c *capture) Keys() []kit.Key {
	if c.asking {
		return c.typing()
	}
	move := func(n int) func() tea.Cmd {
		return func() tea.Cmd { c.sel = kit.Step(c.sel, n, len(captures())+1); return nil }
	}
	keys := []kit.Key{
		{Press: []string{"up"}, Show: "↑↓", Help: "choose", Run: move(-1)},
		{Press: []string{"down"}, Show: "↓", Help: "down", Run: move(1)},
		{Press: []string{"enter"}, Show: "Enter", Help: "write it", Foot: 4, Run: func() tea.Cmd { return c.choose(c.sel) }},
		{Press: []string{"esc"}, Show: "Esc", Help: "go on as before", Foot: 5, Run: func() tea.Cmd { return screen.Close(nil) }},
	}
	for i, x := range captures() {
		keys = append(keys, kit.Key{Press: []string{x.key}, Show: x.key, Help: strings.ToLower(x.label), Foot: i + 1, Run: func() tea.Cmd { return c.choose(i) }})
	}
	return append(keys, kit.Key{Press: []string{"m"}, Show: "m", Help: "start a meeting, or go to it", Run: func() tea.Cmd { return c.choose(len(captures())) }})
}

func (c *capture) typing() []kit.Key {
	next, keep := "next field", "keep it"
	if c.at == len(c.fields)-1 {
		next = keep
	}
	keys := []kit.Key{
		{Press: []string{"enter"}, Show: "Enter", Help: next, Foot: 1, Run: c.enter},
		{Press: []string{"esc"}, Show: "Esc", Help: "something else", Foot: 4, Run: func() tea.Cmd { c.asking = false; return nil }},
	}
	if len(c.fields) > 1 {
		keys = append(keys,
			kit.Key{Press: []string{"tab", "down"}, Show: "Tab", Help: "next field", Foot: 2, Run: func() tea.Cmd { return c.to(c.at + 1) }},
			kit.Key{Press: []string{"shift+tab", "up"}, Show: "Shift+Tab", Help: "field before", Foot: 3, Run: func() tea.Cmd { return c.to(c.at - 1) }})
	}
	return keys
}

// choose opens the fields of one of the captures; behind them is the meeting itself.
func (c *capture) choose(i int) tea.Cmd {
	same := c.sel == i && len(c.fields) > 0 // Esc and the same again: what was typed is still there
	c.sel = i
	if i == len(captures()) {
		return screen.Close(c.m.meet())
	}
	c.asking, c.note, c.bad = true, "", false
	if same {
		return nil
	}
	field := func(label, hint string, max int) capField {
		return capField{label, hint, max, kit.NewInput("", false, max, text.Typed)}
	}
	switch captures()[i].key {
	case "d":
		c.fields = []capField{field("What was decided?", "As you would read it out.", text.LineMax)}
	case "a":
		c.fields = []capField{field("What will be done?", "One thing, begun with a verb.", plan.TextMax), field("Who does it?", "One name or role.", plan.WhoMax),
			field("By when?", "As you say it: fri, in 2 weeks. Empty: no day.", plan.WhoMax)}
	default:
		c.fields = []capField{field("What do we park?", "It comes up when the next meeting is planned.", text.LineMax)}
	}
	c.at = 0
	if old := c.draft.Begin(captures()[i].place); old != "" {
		c.fields[0].in = c.fields[0].in.Set(old)
		c.note = "You were typing this when convene ended. Enter keeps it."
	}
	return nil
}

func (c *capture) to(i int) tea.Cmd {
	c.at = kit.Step(i, 0, len(c.fields))
	c.note, c.bad = "", false
	return nil
}

func (c *capture) enter() tea.Cmd {
	if c.at < len(c.fields)-1 {
		return c.to(c.at + 1)
	}
	said, err := c.keep()
	if err != nil {
		c.note, c.bad = err.Error(), true
		return nil
	}
	return tea.Batch(c.draft.End(), screen.Close(screen.Notice(said+" u takes it back.")))
}

func (c *capture) value(i int) string { return text.Line(c.fields[i].in.Value(), c.fields[i].max) }

// keep writes it down, for the meeting that runs and the partner that is talked about.
func (c *capture) keep() (said string, err error) {
	env := c.m.env
	mt, _ := env.State().Meeting.Running()
	p := c.m.about()
	id := env.NewID()
	if c.value(0) == "" {
		c.at = 0
		return "", ledger.Refuse("Write a few words first. Esc leaves it.")
	}
	switch captures()[c.sel].key {
	case "d":
		return "Decision kept.", env.Do(meeting.Decide{Decision: id, Text: c.value(0), Meeting: mt.ID, Step: mt.Step, Partner: p})
	case "a":
		by, err := day.Parse(c.value(2), day.Of(env.Now()), env.Days)
		if err != nil {
			return "", err
		}
		return "Action step kept.",
			env.Do(plan.AddStep{ID: id, What: c.value(0), Who: c.value(1), By: by, Partner: p, Source: mt.ID})
	}
	return "Topic parked.", env.Do(meeting.Park{Topic: id, Text: c.value(0), Meeting: mt.ID, Partner: p})
}

// about is the partner that is talked about: of the step that runs, of the meeting, else of the screen that is open.
func (m *Model) about() partner.ID {
	s := m.env.State().Meeting
	if mt, ok := s.Running(); ok {
		if st, ok := s.Steps.Get(mt.Step); ok && st.Partner != "" {
			return st.Partner
		}
		return mt.Partner
	}
	if a, ok := m.screen().(screen.About); ok {
		return a.About()
	}
	return ""
}

// meet goes to the meeting that runs, or begins one with what is open on this screen.
func (m *Model) meet() tea.Cmd {
	if _, ok := m.running(); ok {
		return screen.Go("meeting", "run")
	}
	switch name := m.screen().Name(); name {
	case "home", "meeting":
		return screen.Go("meeting", "new")
	default:
		return screen.Go("meeting", "new:"+name+":"+string(m.about()))
	}
}

// Update implements screen.Overlay.
func (c *capture) Update(msg tea.Msg) tea.Cmd {
	if d, ok := msg.(screen.DraftMsg); ok {
		return c.draft.Update(d)
	}
	if !c.asking {
		return nil
	}
	f := &c.fields[c.at]
	f.in = f.in.Update(msg)
	c.note, c.bad = "", false
	if c.at == 2 {
		c.note = c.understood()
	}
	return c.draft.Typed(c.fields[0].in.Value())
}

// understood says which day somebody means.
func (c *capture) understood() string {
	env := c.m.env
	by, err := day.Parse(c.value(2), day.Of(env.Now()), env.Days)
	if err != nil || by == day.None {
		return ""
	}
	return "That is " + day.Show(by, env.Days, by) + "."
}

// Layer implements screen.Overlay.
func (c *capture) Layer(w, _ int) screen.Layer {
	l := captureLayer{sel: c.sel, width: min(64, w), asking: c.asking}
	if !c.asking {
		return l
	}
	l.title, l.at, l.note, l.bad = captures()[c.sel].label, c.at, c.note, c.bad
	for i, f := range c.fields {
		show := f.in.Show(l.width-4, 1)
		l.fields = append(l.fields, shownField{f.label, show})
		if i == c.at && l.note == "" {
			l.note = f.hint
		}
	}
	return l
}

type shownField struct {
	label string
	show  kit.Shown
}

type captureLayer struct {
	title      string
	sel, width int
	asking     bool
	fields     []shownField
	at         int
	note       string
	bad        bool
}

// Paint implements screen.Layer.
func (l captureLayer) Paint(a kit.Area, p *paint.Personal, o screen.Own) {
	th := o.Theme
	if l.asking {
		if 2*len(l.fields)+4 > a.H() { // no room for all of them: the one that is typed
			l.fields, l.at = l.fields[l.at:l.at+1], 0
		}
		in := screen.Box(a, o, l.title, l.width, 2*len(l.fields)+4)
		var cursor paint.Cursor
		for i, f := range l.fields {
			in.Print(0, 2*i, f.label, th.Muted)
			f.show.Draw(in.Sub(0, 2*i+1, in.W(), 1), p, th.Field)
			if i == l.at {
				cursor = p.Cursor
				in.Print(0, 2*i, f.label, th.Heading)
			}
		}
		p.Cursor = cursor
		ink := th.Muted
		if l.bad {
			ink = th.Bad
		}
		_, rest := in.Rows(2 * len(l.fields))
		rest.Para(0, rest.W(), l.note, ink)
		return
	}
	in := screen.Box(a, o, "Capture", l.width, len(captures())+4)
	line := func(y, i int, key, label, hint string) {
		row := in.Sub(0, y, in.W(), 1)
		row.Print(2, 0, key, th.Key)
		x := row.Print(5, 0, label, th.Text)
		row.Print(x+2, 0, hint, th.Muted)
		if i == l.sel {
			kit.SelectAt(p, row.Rect(), th)
		}
	}
	for i, x := range captures() {
		line(i, i, x.key, x.label, x.hint)
	}
	label := "Start a meeting"
	if _, ok := o.State.Meeting.Running(); ok {
		label = "Go to the meeting"
	}
	line(len(captures())+1, len(captures()), "m", label, "")
}
