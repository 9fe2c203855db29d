package app

import (
	"cmp"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// people is the box that says who is here and who waits at the door, and where a facilitator lets people in, hands over
// the lead and changes roles.
type people struct {
	m     *Model
	sel   int  // the ID of the terminal that is chosen
	chose bool // by the person, and not by who knocked
}

func (m *Model) people() tea.Cmd {
	if !m.env.Session.Inside() {
		return nil
	}
	p := &people{m: m}
	p.keep(0)
	return screen.Open(p)
}

// peopleLine is one line of the box.
type peopleLine struct {
	id    int
	waits bool
	name  string
	note  string
	note2 string // under it, of who waits
	warn  bool
}

func (p *people) here() *room.Here { return p.m.env.Session.Here() }

func (p *people) leads() bool { return p.m.env.Session.Actor().Role == ledger.Facilitator }

func (p *people) lines() []peopleLine {
	h := p.here()
	var out []peopleLine
	if p.leads() {
		for _, w := range h.Waiting {
			out = append(out, p.waiting(w))
		}
	}
	now, done := p.m.env.Now(), p.done()
	for _, x := range h.People {
		notes := []string{string(x.Actor.Role)}
		switch {
		case x.ID == h.Lead:
			notes = append(notes, "leads")
		case x.Follows:
		case x.Screen != "":
			notes = append(notes, "at "+placeOf(x.Screen).title)
		}
		if in := x.Mixed(); in != "" && p.leads() {
			notes = append(notes, in+" letters")
		}
		if x.Writing {
			notes = append(notes, "writes")
		}
		if done[x.Actor.Person] || done != nil && x.Actor.Role != ledger.Observer && x.Actor.Role != ledger.Guest {
			notes = append(notes, map[bool]string{true: "finished", false: "not finished"}[done[x.Actor.Person]])
		}
		if x.Hand {
			notes = append(notes, "hand up")
		}
		if s := x.Shows(now); s != room.Quiet {
			notes = append(notes, "says: "+signalWord(s))
		}
		name := x.Actor.Name
		if x.ID == p.m.env.Session.ID() {
			name += " (you)"
		}
		out = append(out, peopleLine{id: x.ID, name: name, note: strings.Join(notes, " · "), warn: x.Hand})
	}
	if h.Others > 0 {
		out = append(out, peopleLine{id: -1, name: kit.Count(h.Others, "other person", "other people")})
	}
	return out
}

// done is who has finished what is decided in private on this screen; nil where nothing is, or for who does not lead.
func (p *people) done() map[string]bool {
	s, ok := p.m.screen().(screen.Sealing)
	if !ok || !p.leads() {
		return nil
	}
	kind, is := s.Sealing()
	if kind == "" {
		return nil
	}
	done, err := p.m.env.Session.Finished(p.m.env.Context(), kind, is)
	if err != nil {
		return nil
	}
	return done
}

func (p *people) waiting(w room.Waiting) peopleLine {
	what := []string{"as " + string(w.Role)}
	if w.Partner != "" {
		what[0] += " from " + p.m.env.State().Public().NameOf(partner.ID(w.Partner))
	}
	what = append(what, "from "+w.From)
	if w.Key {
		what = append(what, "with a key")
	} else {
		what = append(what, "without a key")
	}
	l := peopleLine{id: w.ID, waits: true, name: w.Name, note: "waits at the door", note2: strings.Join(what, " · ")}
	if w.Alike != "" {
		l.note2, l.warn = fmt.Sprintf("looks like %s, who is somebody else · ", w.Alike)+l.note2, true
	}
	if w.Letters != "" {
		l.note2, l.warn = w.Letters+" letters · "+l.note2, true
	}
	return l
}

// keep keeps the choice on somebody who is there; n goes on from there.
func (p *people) keep(n int) (peopleLine, bool) {
	lines := p.lines()
	at := 0
	if w := p.here().Waiting; len(w) > 0 && p.leads() && !p.chose && n == 0 { // who knocks comes first
		p.sel = w[0].ID
	}
	p.chose = p.chose || n != 0
	for i, l := range lines {
		if l.id == p.sel {
			at = i
		}
	}
	if len(lines) == 0 {
		return peopleLine{}, false
	}
	l := lines[kit.Step(at, n, len(lines))]
	p.sel = l.id
	return l, true
}

// Typing implements screen.Overlay.
func (p *people) Typing() bool { return false }

// Update implements screen.Overlay.
func (p *people) Update(tea.Msg) tea.Cmd { return nil }

// Keys implements screen.Overlay.
func (p *people) Keys() []kit.Key {
	move := func(n int) func() tea.Cmd { return func() tea.Cmd { p.keep(n); return nil } }
	lead := ""
	if !p.leads() {
		lead = "That is for a facilitator. You can raise your hand with h."
	}
	nobody, all := "Nobody waits at the door.", 0
	if n := len(p.here().Waiting); n > 0 {
		nobody = ""
		if n > 1 {
			all = 1
		}
	}
	enter, foot := "take part", 0
	if l, ok := p.keep(0); ok && l.waits {
		enter, foot = "let in", 1
	}
	return []kit.Key{
		{Press: []string{"up"}, Show: "↑↓", Help: "choose", Run: move(-1)},
		{Press: []string{"down"}, Show: "↓", Help: "next person", Run: move(1)},
		{Press: []string{"enter", "a"}, Show: "Enter", Help: enter, Foot: foot, Off: lead, Run: p.admit},
		{Press: []string{"A"}, Show: "A", Help: "let all in", Foot: all, Off: cmp.Or(lead, nobody), Run: p.admitAll},
		{Press: []string{"x"}, Show: "x", Help: "ask to leave", Foot: 4, Off: lead, Run: p.turnAway},
		{Press: []string{"r"}, Show: "r", Help: "role", Foot: 5, Off: lead, Run: p.role},
		{Press: []string{"l"}, Show: "l", Help: "give or take the lead", Foot: 3, Off: lead, Run: p.lead},
		{Press: []string{"b"}, Show: "b", Help: "bring everybody here", Foot: 2, Off: lead, Run: p.call},
		{Press: []string{"space"}, Show: "Space", Help: "take a hand down", Off: lead, Run: p.lower},
		{Press: []string{"s", "S"}, Show: "s", Help: "share this room with people elsewhere", Off: lead, Run: p.m.shareRoom},
		{Press: []string{"h"}, Show: "h", Help: "raise your hand, or take it down", Foot: 6, Run: p.m.hand},
		{Press: []string{"1"}, Show: "1", Help: "signal: I agree", Run: p.m.signal(room.Agree)},
		{Press: []string{"2"}, Show: "2", Help: "signal: slower, please", Run: p.m.signal(room.Slower)},
		{Press: []string{"3"}, Show: "3", Help: "signal: I have a question", Run: p.m.signal(room.Question)},
		{Press: []string{"esc"}, Show: "Esc", Help: "close", Foot: 9, Run: func() tea.Cmd { return screen.Close(nil) }},
	}
}

func (p *people) admit() tea.Cmd {
	l, ok := p.keep(0)
	if !ok || !l.waits {
		return nil
	}
	if err := p.m.env.Session.Admit(p.m.env.Context(), l.id); err != nil {
		return screen.Refused(err)
	}
	if w := p.here().Waiting; len(w) > 0 {
		p.sel = w[0].ID
	}
	return screen.Notice(l.name + " is in the room.")
}

// admitAll lets everybody in who waits, once their names have been read.
func (p *people) admitAll() tea.Cmd {
	n, held := 0, 0
	for _, w := range p.here().Waiting {
		if w.Doubtful() {
			held++
			continue
		}
		n++
		if err := p.m.env.Session.Admit(p.m.env.Context(), w.ID); err != nil {
			return screen.Refused(err)
		}
	}
	if held > 0 {
		return screen.Notice(fmt.Sprintf("%s let in. %s another's: look, then Enter.", kit.Count(n, "person was", "people were"), kit.Count(held, "name looks like", "names look like")))
	}
	return screen.Notice(kit.Count(n, "person was", "people were") + " let in.")
}

func (p *people) turnAway() tea.Cmd {
	l, ok := p.keep(0)
	if !ok {
		return nil
	}
	return screen.Open(&screen.Confirm{Title: "Ask " + l.name + " to leave?", Text: "What they added stays. Their invite still holds; whoever comes with it waits at the door.",
		Yes: "ask to leave", Do: func() tea.Cmd { return screen.Refused(p.m.env.Session.TurnAway(p.m.env.Context(), l.id)) }})
}

func (p *people) role() tea.Cmd {
	l, ok := p.keep(0)
	if !ok || l.waits {
		return nil
	}
	roles := []ledger.Role{ledger.Facilitator, ledger.Participant, ledger.Observer}
	items := []screen.Item{{Label: "Facilitator", Hint: "leads, settles, lets people in"}, {Label: "Participant", Hint: "sorts, writes, votes"}, {Label: "Observer", Hint: "watches"}}
	at, _ := p.here().Find(l.id)
	sel := 0
	for i, r := range roles {
		if r == at.Actor.Role {
			sel = i
		}
	}
	return screen.Open(screen.NewChoice(l.name, items, sel, func(i int) tea.Cmd {
		return screen.Refused(p.m.env.Session.SetRole(p.m.env.Context(), l.id, roles[i]))
	}))
}

// lead takes the lead, or gives it to whoever is chosen.
func (p *people) lead() tea.Cmd {
	s := p.m.env.Session
	l, ok := p.keep(0)
	if !ok || l.waits {
		return nil
	}
	if l.id == s.ID() || p.here().Lead != s.ID() {
		if err := s.TakeLead(); err != nil {
			return screen.Refused(err)
		}
		return p.m.leadsNow()
	}
	if at, _ := p.here().Find(l.id); at.Actor.Role == ledger.Participant || at.Actor.Role == ledger.Observer {
		return screen.Open(&screen.Confirm{Title: "Give the lead to " + l.name + "?", Text: "They become a facilitator: that takes one to lead.", Yes: "give the lead", Do: func() tea.Cmd {
			if err := s.SetRole(p.m.env.Context(), l.id, ledger.Facilitator); err != nil {
				return screen.Refused(err)
			}
			return p.give(l)
		}})
	}
	return p.give(l)
}

func (p *people) give(l peopleLine) tea.Cmd {
	s := p.m.env.Session
	if err := s.GiveLead(l.id); err != nil {
		return screen.Refused(err)
	}
	s.Follow(true)
	return p.m.otherLeads()
}

func (p *people) call() tea.Cmd {
	if err := p.m.env.Session.Call(); err != nil {
		return screen.Refused(err)
	}
	return screen.Notice("Everybody sees what you see now.")
}

func (p *people) lower() tea.Cmd {
	l, ok := p.keep(0)
	if !ok || l.waits {
		return nil
	}
	return screen.Refused(p.m.env.Session.LowerHand(l.id))
}

// Layer implements screen.Overlay.
func (p *people) Layer(w, h int) screen.Layer {
	lines := p.lines()
	l := peopleLayer{width: min(72, w)}
	rows, at := 0, 0
	for _, x := range lines {
		if x.id == p.sel {
			at = rows
		}
		l.lines = append(l.lines, x)
		rows++
		if x.note2 != "" {
			for _, part := range paint.Wrap(x.note2, max(8, l.width-8)) {
				l.lines = append(l.lines, peopleLine{id: x.id, note2: part, warn: x.warn})
				rows++
			}
		}
	}
	win := kit.Window{Rows: max(1, min(rows, h-2)), Of: rows}.Follow(at)
	l.lines, l.sel, l.more = l.lines[win.Top:win.End()], at-win.Top, win.Below() > 0
	l.walls = p.here().Windows
	return l
}

type peopleLayer struct {
	lines []peopleLine
	sel   int
	width int
	walls int
	more  bool
}

// Paint implements screen.Layer.
func (l peopleLayer) Paint(a kit.Area, p *paint.Personal, o screen.Own) {
	title := "In the room"
	if l.walls > 0 {
		title += " (and on the wall)"
	}
	in := screen.Box(a, o, title, l.width, len(l.lines)+2)
	for i, x := range l.lines {
		row := in.Sub(0, i, in.W(), 1)
		ink := o.Theme.Muted
		if x.warn {
			ink = o.Theme.Warn
		}
		if x.name == "" {
			row.Print(4, 0, x.note2, ink)
			continue
		}
		end := row.Right(0, x.note, ink)
		row.PrintIn(2, 0, end-3, x.name, o.Theme.Text)
		if i == l.sel {
			kit.SelectAt(p, row.Rect(), o.Theme)
		}
	}
	if l.more {
		in.Right(in.H()-1, o.Theme.Symbols.More, o.Theme.Muted)
	}
}
