package touchpoints

import (
	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
	"convene/ui/theme"
)

// agenda is the page for the joint meeting with a partner, as it can be sent.
type agenda struct {
	in   *Screen
	from string // the mode that it goes back to
	top  int
	w, h int
}

func (g *agenda) start(from string) tea.Cmd {
	g.in.At, g.from, g.top = modeAgenda, from, 0
	return nil
}

func (g *agenda) Keys() []kit.Key {
	keys := kit.Moving("choose", g.step, page)
	keys[0].Help = "read"
	return append(keys, kit.Key{Press: []string{"esc", "left", "enter"}, Show: "Esc", Help: "back", Foot: 2, Run: func() tea.Cmd { g.in.At = g.from; return nil }})
}

func (g *agenda) step(n int) tea.Cmd {
	of := len(agendaLines(g.in.Shared(), g.in.partner, g.w))
	g.top = max(0, min(g.top+n, of-(g.h-1)))
	return nil
}

func (g *agenda) Update(msg tea.Msg) tea.Cmd {
	if m, ok := msg.(screen.WheelMsg); ok {
		return g.step(m.N)
	}
	return nil
}

func (g *agenda) View(w, h int) screen.View {
	g.w, g.h = w, h
	g.step(0)
	return agendaView{g.in.partner, g.top}
}

func (g *agenda) Layer(int, int) screen.Layer { return spotLayer{} }

type agendaLine struct {
	text string
	ink  paint.Ink
}

// agendaLines is the page: what the team wants to talk over, without a word on who said what.
func agendaLines(sh screen.Shared, p partner.ID, w int) []agendaLine {
	th := sh.Theme
	var out []agendaLine
	add := func(indent, text string, ink theme.Ink) {
		for i, l := range paint.Wrap(text, max(8, min(readCols, w)-paint.Width(indent))) {
			if i > 0 {
				indent = "    "[:min(4, paint.Width(indent))]
			}
			out = append(out, agendaLine{indent + l, ink})
		}
	}
	add("", "What we would like to talk over with "+name(sh.Public, p), th.Heading)
	points := read(sh.Public, sh.Memo).view.Agenda(p, order(sh.Guide))
	if len(points) == 0 {
		out = append(out, agendaLine{})
		add("", "Nothing is on it yet. Choose questions with Space, or mark what was said with m.", th.Text)
	}
	for _, pt := range points {
		out = append(out, agendaLine{})
		q, _ := sh.Guide.Question(pt.Question)
		for _, prompt := range q.Prompts {
			add("", prompt, th.Heading)
		}
		for _, c := range pt.Marked {
			add("  "+th.Symbols.Bullet+" ", c.Text, th.Text)
		}
		if pt.Ask != "" {
			add("  ", "We would ask: "+pt.Ask, th.Text)
		}
	}
	return out
}

type agendaView struct {
	partner partner.ID
	top     int
}

// Where implements screen.Found.
func (v agendaView) Where() string { return string(v.partner) }

// Draw implements screen.View.
func (v agendaView) Draw(a kit.Area, sh screen.Shared) {
	lines := agendaLines(sh, v.partner, a.W())
	win := kit.Window{Top: v.top, Rows: a.H() - 1, Of: len(lines)}
	for i := win.Top; i < win.End(); i++ {
		a.Print(0, i-win.Top, lines[i].text, lines[i].ink)
	}
	kit.Hidden(a.Sub(0, a.H()-1, a.W(), 1), win, sh.Theme)
}
