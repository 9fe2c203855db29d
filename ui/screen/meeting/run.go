package meeting

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/meeting"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// run is the meeting that is going on: the step that it stands at, large, and the agenda under it.
type run struct{ agenda }

// stepRows is how many rows the step takes above the agenda.
const stepRows = 5

// here chooses the step where the meeting stands.
func (r *run) here() {
	if m, ok := r.in.meeting(); ok && m.Step != "" {
		r.cur.To(ref{ofStep, m.Step}.String())
	}
}

// Keys implements desk.Part.
func (r *run) Keys() []kit.Key {
	m, _ := r.in.meeting()
	lead := r.in.leads()
	st, ok := r.step()
	none := ""
	if !ok {
		none = "There is no step here. Press a to add one."
	}
	clock := "pause"
	if m.Paused() {
		clock = "go on"
	}
	hush := "silence to write in"
	if m.Quiet.After(r.in.Env.Now()) {
		hush = "end the silence"
	}
	more := func(n int) func() tea.Cmd {
		return func() tea.Cmd {
			now, _ := r.in.state().Steps.Get(m.Step)
			return r.longer(now, n)
		}
	}
	keys := append(r.cur.Moving(r.sheet, r.in.Page),
		kit.Key{Press: []string{"n"}, Show: "n", Help: "next", Foot: 1, Off: lead, Run: func() tea.Cmd { return r.beside(1) }},
		kit.Key{Press: []string{"b"}, Show: "b", Help: "back", Foot: 2, Off: lead, Run: func() tea.Cmd { return r.beside(-1) }},
		kit.Key{Press: []string{"enter"}, Show: "Enter", Help: "go to this step", Off: cmp.Or(lead, none), Run: func() tea.Cmd { return r.goTo(st) }},
		kit.Key{Press: []string{"o"}, Show: "o", Help: "open its screen", Foot: 7, Run: r.open},
		kit.Key{Press: []string{"space"}, Show: "Space", Help: clock, Foot: 3, Off: lead, Run: r.pause},
		kit.Key{Press: []string{"1"}, Show: "1", Help: "one minute more for the step that runs", Off: lead, Run: more(1)},
		kit.Key{Press: []string{"5"}, Show: "5", Help: "+5 min", Foot: 4, Off: lead, Run: more(5)},
		kit.Key{Press: []string{"v"}, Show: "v", Help: "voices", Foot: 5, Run: r.in.To(modeVoices)},
		kit.Key{Press: []string{"s"}, Show: "s", Help: hush, Foot: 8, Off: lead, Run: r.hush},
		kit.Key{Press: []string{"E"}, Show: "E", Help: "end", Foot: 6, Run: r.ending},
		kit.Key{Press: []string{"l"}, Show: "l", Help: "all meetings", Run: r.in.To(modeList)},
		kit.Key{Press: []string{"esc"}, Show: "Esc", Help: "leave this screen: the meeting goes on", Run: screen.Back},
	)
	for _, k := range r.editing() {
		k.Foot = 0
		keys = append(keys, k)
	}
	i := slices.IndexFunc(keys, func(k kit.Key) bool { return k.Show == "↑↓" })
	keys[i].Foot = 0 // next and back are what matters here
	return keys
}

// beside goes to the step behind the one where the meeting stands, or before it; behind the last one is the end.
func (r *run) beside(n int) tea.Cmd {
	m, _ := r.in.meeting()
	list := r.in.state().Agenda(m.ID)
	i := slices.IndexFunc(list, func(st meeting.Step) bool { return st.ID == m.Step }) + n
	switch {
	case i < 0:
		return screen.Notice("This is the first step.")
	case i >= len(list):
		return r.ending()
	}
	return r.goTo(list[i])
}

// goTo moves the meeting to a step and opens what it is about.
func (r *run) goTo(st meeting.Step) tea.Cmd {
	m, _ := r.in.meeting()
	r.cur.To(ref{ofStep, st.ID}.String())
	return r.in.Env.GoTo(m, st)
}

func (r *run) open() tea.Cmd {
	m, _ := r.in.meeting()
	st, _ := r.in.state().Steps.Get(m.Step)
	if screenOf(st) == Name {
		return screen.Notice("This step is talk: it has no screen of its own. You lead it from here.")
	}
	return screen.OpenStep(st)
}

// screenOf is the screen that a step opens.
func screenOf(st meeting.Step) string {
	msg, _ := screen.OpenStep(st)().(screen.GoMsg)
	return msg.To
}

func (r *run) pause() tea.Cmd {
	m, _ := r.in.meeting()
	if m.Paused() {
		return r.in.Env.DoAll(meeting.Resume{Meeting: m.ID})
	}
	return r.in.Env.DoAll(meeting.Pause{Meeting: m.ID})
}

// ending shows what will be read out, with everybody noted who is in the room.
func (r *run) ending() tea.Cmd {
	r.in.At = modeEnd
	if r.in.leads() != "" {
		return r.in.end.load()
	}
	return tea.Batch(r.in.Env.DoAll(r.in.arrivals()...), r.in.end.load())
}

// hush begins a time of silent writing, or ends it.
func (r *run) hush() tea.Cmd {
	m, _ := r.in.meeting()
	if m.Quiet.After(r.in.Env.Now()) {
		return r.in.Env.DoAll(meeting.Hush{Meeting: m.ID})
	}
	lengths := []int{1, 2, 3, 5, 10}
	items := make([]screen.Item, len(lengths))
	for i, n := range lengths {
		items[i].Label = kit.Count(n, "minute", "minutes")
	}
	return screen.Open(screen.NewChoice("Everybody writes in silence, for", items, 1, func(i int) tea.Cmd {
		return r.in.Env.DoAll(meeting.Hush{Meeting: m.ID, Minutes: lengths[i]})
	}))
}

// Update implements desk.Part.
func (r *run) Update(msg tea.Msg) tea.Cmd {
	if st, ok := r.step(); r.cur.Pointed(r.sheet(), msg) && ok && r.in.leads() == "" {
		return r.goTo(st)
	}
	return nil
}

// View implements desk.Part.
func (r *run) View(w, h int) screen.View {
	shut := r.in.Env.Session.ShutOut() && noteRows(h) > 0 // a low screen has no row to spare: home says it
	if shut {
		h -= len(paint.Wrap(screen.ShutOut, w))
	}
	r.cur.Follow(r.in.Desk, r.sheet(), w, h-noteRows(h)-stepRows+2)
	return runView{r.in.open, r.cur.Top(), shut}
}

// Layer implements desk.Part.
func (r *run) Layer(int, int) screen.Layer {
	m, _ := r.in.meeting()
	return runLayer{noteLayer{r.cur.Layer(), m.Step, r.in.Env.Wall, r.in.leads() == ""}, r.in.open, tick(r.in.Env), r.in.Env.Still}
}

// tick is the time that a clock shows: to the second, or to the minute where nothing moves by itself.
func tick(env *screen.Env) time.Time {
	if env.Still {
		return env.Now().Truncate(time.Minute)
	}
	return env.Now().Truncate(time.Second)
}

type runView struct {
	id   string
	top  int
	shut bool // people elsewhere stand before a closed door
}

// Where implements screen.Found.
func (runView) Where() string { return "run" }

// Draw implements screen.View.
func (v runView) Draw(a kit.Area, sh screen.Shared) {
	s := sh.Public.Meeting()
	m, _ := s.Meetings.Get(v.id)
	c := s.At(m, sh.Now)
	kit.Heading(a.Sub(0, 0, a.W(), 1), c.Step.Title, fmt.Sprintf("step %d of %d", c.Index+1, c.Of), sh.Theme)
	var about []string
	if c.Step.Activity != "talk" {
		about = append(about, activities()[c.Step.Activity])
	}
	if c.Step.Partner != "" {
		about = append(about, "with "+sh.Public.NameOf(c.Step.Partner))
	}
	a.Print(0, 1, strings.Join(about, " "), sh.Theme.Muted)
	a.Print(0, 3, word(s, m), sh.Theme.Text)
	p := agendaPaper(sh, v.id, a.W(), a.H())
	head := stepRows
	if v.shut {
		head += a.Para(head-1, a.W(), screen.ShutOut, sh.Theme.Warn)
	}
	p.Draw(a.Sub(0, head, a.W(), a.H()-head-noteRows(a.H())), v.top, sh.Theme)
}

// word says whose turn to speak it is, and whose is next.
func word(s meeting.State, m meeting.Meeting) string {
	people := s.People(m.ID)
	i := slices.IndexFunc(people, func(p meeting.Present) bool { return p.ID == m.Turn })
	if i < 0 {
		return ""
	}
	out := "Now speaks: " + people[i].Name
	if len(people) > 1 {
		out += "   then: " + people[(i+1)%len(people)].Name
	}
	return out
}

// runLayer is the clock of the step: it moves by itself, so that it is no part of the scene that all share.
type runLayer struct {
	noteLayer
	id    string
	now   time.Time
	still bool
}

// Paint implements screen.Layer.
func (l runLayer) Paint(a kit.Area, p *paint.Personal, o screen.Own) {
	l.noteLayer.Paint(a, p, o)
	m, _ := o.State.Meeting.Meetings.Get(l.id)
	c := o.State.Meeting.At(m, l.now)
	t := screen.StepTimer(c, l.still)
	t.Draw(a.Sub(0, 2, a.W(), 1), o.Theme)
	row := a.Sub(0, 3, a.W(), 1)
	switch {
	case c.Quiet > 0:
		row.Fill(o.Theme.Ground)
		row.Print(0, 0, "Everybody writes in silence: "+kit.Span(c.Quiet, l.still)+" left", o.Theme.Heading)
	case c.Step.Activity == "rhythm" && m.Turn == "":
		x := 0
		now, _ := meeting.Circle(c.Step.Minutes, int(c.Spent/time.Second))
		for i, phase := range meeting.Phases() {
			ink, sign := o.Theme.Muted, o.Theme.Symbols.None
			switch {
			case i == now:
				ink, sign = o.Theme.Heading, o.Theme.Symbols.Clear
			case i < now:
				sign = o.Theme.Symbols.Done
			}
			x = row.Print(x, 0, sign+" "+phase, ink) + 4
		}
	}
}
