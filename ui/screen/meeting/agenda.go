package meeting

import (
	"cmp"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/meeting"
	"convene/internal/day"
	"convene/ui/desk"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// agenda is the steps of a meeting that is planned.
type agenda struct {
	in  *Screen
	cur desk.Cursor
}

// activities are the words for what a step can be.
func activities() map[string]string {
	return map[string]string{"talk": "Talk", "quiet": "Quiet writing", "rhythm": "Alone, pairs, all", "inventory": "Inventory", "cardsort": "Card sort",
		"touchpoints": "Touchpoints", "plan": "Shared plan", "steps": "Action steps", "communication": "Communication plan", "improvement": "Improvement plan"}
}

// agendaPaper lays out the steps of a meeting.
func agendaPaper(sh screen.Shared, id string, w, h int) paper {
	p := newPaper(w, h)
	s := sh.Public.Meeting()
	m, _ := s.Meetings.Get(id)
	for _, st := range s.Agenda(id) {
		e := kit.SheetEntry{Mark: sh.Theme.Symbols.Open, Text: st.Title, Asides: []kit.Aside{
			{Text: strconv.Itoa(st.Minutes) + " min", Cols: 8, Tone: kit.ToneMuted}, {Text: activities()[st.Activity], Cols: 18, Tone: kit.ToneMuted}}}
		if st.Partner != "" && st.Partner != m.Partner {
			e.Text += "\nwith " + sh.Public.NameOf(st.Partner)
		}
		switch {
		case m.Running() && st.ID == m.Step:
			e.Mark, e.Tone = sh.Theme.Symbols.Clear, kit.ToneHead
		case st.LookAgain:
			e.Mark, e.Asides[1] = sh.Theme.Symbols.Warn, kit.Aside{Text: "look again", Cols: 18, Tone: kit.ToneWarn}
		case st.Seen:
			e.Mark, e.Tone = sh.Theme.Symbols.Done, kit.ToneMuted
		}
		put(p, ref{ofStep, st.ID}, e)
	}
	return p
}

// noteRows is how many rows under an agenda are kept for the facilitator's own note; a low screen has none to spare.
func noteRows(h int) int {
	if h < 14 {
		return 0
	}
	return 3
}

func (l *agenda) paper() paper { return agendaPaper(l.in.Shared(), l.in.open, l.in.W, l.in.H) }

func (l *agenda) sheet() *kit.Sheet { return l.paper().Sheet }

// step is the one that is chosen.
func (l *agenda) step() (meeting.Step, bool) {
	r, _ := l.paper().Chosen(&l.cur)
	return l.in.state().Steps.Get(r.id)
}

// Keys implements desk.Part.
func (l *agenda) Keys() []kit.Key {
	lead := l.in.leads()
	empty := ""
	if len(l.in.state().Agenda(l.in.open)) == 0 {
		empty = "The agenda is empty. Press a to add the first step."
	}
	runs := ""
	if m, ok := l.in.state().Running(); ok {
		runs = m.Title + " is still running. End it first."
	}
	keys := append(l.cur.Moving(l.sheet, l.in.Page),
		kit.Key{Press: []string{"S"}, Show: "S", Help: "start", Foot: 2, Off: cmp.Or(lead, empty, runs), Run: l.start},
		kit.Key{Press: []string{"t"}, Show: "t", Help: "its title", Off: lead, Run: l.title},
		kit.Key{Press: []string{"d"}, Show: "d", Help: "its day", Foot: 8, Off: lead, Run: l.day},
		kit.Key{Press: []string{"T"}, Show: "T", Help: "save it as a template", Off: cmp.Or(lead, empty), Run: l.saveTemplate},
		kit.Key{Press: []string{"esc"}, Show: "Esc", Help: "all meetings", Run: l.in.To(modeList)},
	)
	for _, k := range l.editing() {
		if k.Show == "e" {
			k.Press, k.Show = append(k.Press, "enter"), "Enter"
		}
		keys = append(keys, k)
	}
	return keys
}

// editing is the rows of a key table that change the agenda, of a meeting that is planned and of one that runs.
func (l *agenda) editing() []kit.Key {
	st, ok := l.step()
	none := l.in.leads()
	if !ok {
		none = cmp.Or(none, "There is no step here. Press a to add one.")
	}
	return []kit.Key{
		{Press: []string{"e"}, Show: "e", Help: "change", Foot: 3, Off: none, Run: func() tea.Cmd { return l.words(st) }},
		{Press: []string{"a"}, Show: "a", Help: "add", Foot: 4, Off: l.in.leads(), Run: l.add},
		{Press: []string{"+", "="}, Show: "+", Help: "1 min longer", Foot: 6, Off: none, Run: func() tea.Cmd { return l.longer(st, 1) }},
		{Press: []string{"-"}, Show: "-", Help: "1 min shorter", Foot: 7, Off: none, Run: func() tea.Cmd { return l.longer(st, -1) }},
		{Press: []string{"x"}, Show: "x", Help: "drop", Foot: 5, Off: none, Run: func() tea.Cmd { return l.drop(st) }},
		{Press: []string{"J"}, Show: "J", Help: "move it down", Off: none, Run: func() tea.Cmd { return l.shift(st, 1) }},
		{Press: []string{"K"}, Show: "K", Help: "move it up", Off: none, Run: func() tea.Cmd { return l.shift(st, -1) }},
		{Press: []string{"k"}, Show: "k", Help: "what kind of step it is", Off: none, Run: func() tea.Cmd { return l.kind(st) }},
		{Press: []string{"p"}, Show: "p", Help: "its partner", Off: none, Run: func() tea.Cmd { return l.partner(st) }},
		{Press: []string{"N"}, Show: "N", Help: "your private note", Off: none, Run: func() tea.Cmd { return l.note(st) }},
	}
}

func (l *agenda) start() tea.Cmd {
	if err := l.in.Env.Do(meeting.Start{Meeting: l.in.open}); err != nil {
		return screen.Refused(err)
	}
	l.in.At = modeRun
	l.in.run.here()
	return screen.Notice("The clock runs. From any screen F9 goes on and F2 captures.")
}

// Update implements desk.Part.
func (l *agenda) Update(msg tea.Msg) tea.Cmd {
	if st, ok := l.step(); l.cur.Pointed(l.sheet(), msg) && ok {
		return l.words(st)
	}
	return nil
}

// View implements desk.Part.
func (l *agenda) View(w, h int) screen.View {
	l.cur.Follow(l.in.Desk, l.sheet(), w, h-noteRows(h))
	return agendaView{l.in.open, l.in.Env.Days, l.cur.Top()}
}

// Layer implements desk.Part.
func (l *agenda) Layer(int, int) screen.Layer {
	st, _ := l.step()
	return noteLayer{l.cur.Layer(), st.ID, l.in.Env.Wall, l.in.leads() == ""}
}

type agendaView struct {
	id    string
	order day.Order
	top   int
}

// Where implements screen.Found.
func (v agendaView) Where() string { return "open:" + v.id }

// Draw implements screen.View.
func (v agendaView) Draw(a kit.Area, sh screen.Shared) {
	s := sh.Public.Meeting()
	m, _ := s.Meetings.Get(v.id)
	note := length(s, m)
	if m.On != day.None {
		note = day.Show(m.On, v.order, day.Of(sh.Now)) + ", " + note
	}
	kit.Heading(a.Sub(0, 0, a.W(), 1), m.Title, note, sh.Theme)
	if m.Partner != "" {
		a.Print(0, 1, "with "+sh.Public.NameOf(m.Partner), sh.Theme.Muted)
	}
	p := agendaPaper(sh, v.id, a.W(), a.H())
	if p.Height() == 0 {
		desk.Body(a).Sub(kit.Margin, 0, a.W(), a.H()).Para(0, 60, "No steps yet. Press a and write the first one; S starts the meeting when the agenda stands.", sh.Theme.Text)
		return
	}
	b := desk.Body(a)
	p.Draw(b.Sub(0, 0, b.W(), b.H()-noteRows(a.H())), v.top, sh.Theme)
}

// noteLayer is what is chosen, and under the agenda the facilitator's own note on a step: only that there is one where the
// room sees the screen.
type noteLayer struct {
	choice     screen.Layer
	step       string
	wall, lead bool
}

// Paint implements screen.Layer.
func (l noteLayer) Paint(a kit.Area, p *paint.Personal, o screen.Own) {
	l.choice.Paint(a, p, o)
	n, ok := o.State.Meeting.Notes.Get(l.step)
	if !ok || !l.lead || noteRows(a.H()) == 0 {
		return
	}
	area := a.Sub(kit.Margin, a.H()-noteRows(a.H())+1, min(a.W()-kit.Margin, 72), noteRows(a.H())-1)
	if l.wall {
		area.Print(0, 0, o.Theme.Symbols.Lock+" N shows your private note on this step", o.Theme.Muted)
		return
	}
	area.Para(0, area.W(), o.Theme.Symbols.Lock+" "+n.Text, o.Theme.Muted)
}
