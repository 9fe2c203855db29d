package app

import (
	"strings"

	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
	"convene/ui/theme"
)

const (
	headRows  = 2
	footRows  = 2
	railFrom  = 100 // columns from which the rail stands on the left
	railCols  = 20
	minCols   = 40
	roomyFoot = 72 // columns from which the footer has room for the meeting's keys
	minRows   = 12
)

func tooSmall(w, h int) bool { return w < minCols || h < minRows }

// bodySize is the size that a screen has in a terminal of w × h cells.
func bodySize(w, h int) (int, int) {
	if w >= railFrom {
		w -= railCols + 2
	}
	return w - 2, h - headRows - footRows
}

// body is the part of the screen that belongs to the activity.
func body(all kit.Area) kit.Area {
	w, h := bodySize(all.W(), all.H())
	return all.Sub(all.W()-w-1, headRows, w, h)
}

// drawFrame draws the header and the rail.
func drawFrame(all kit.Area, s screen.Shared, k Key) {
	th := s.Theme
	head := headRoom(all, s)
	team := s.TeamName()
	if team == "" {
		team = "convene"
	}
	title := placeOf(k.Screen).title
	right := head.Right(0, title, th.Title)
	head.PrintIn(0, 0, right-2, team, th.Title)
	all.Rule(1, th.Symbols.Rule, th.Border)
	all.Rule(all.H()-footRows, th.Symbols.Rule, th.Border)
	mt, held := s.Public.Meeting().Running()
	switch narrow := all.W() < railFrom; {
	case narrow && held:
		drawProgress(all, s.Public.Meeting(), mt, th)
		return
	case narrow:
		drawDots(all, th, k.Screen)
		return
	}
	rail := all.Sub(1, headRows, railCols, all.H()-headRows-footRows)
	if held {
		drawSteps(rail, s.Public.Meeting(), mt, th)
		return
	}
	for i, p := range places() {
		row := rail.Sub(0, i+1, railCols, 1)
		ink := th.Muted
		if p.name == k.Screen {
			row.Print(0, 0, th.Symbols.Here, th.Accent)
			ink = th.Accent
		}
		row.Print(2, 0, p.title, ink)
		row.Spot("go:" + p.name)
	}
}

// drawDots stands in for the rail where there is no room for it: one dot a place, the one where we are filled.
func drawDots(all kit.Area, th *theme.Theme, at string) {
	var b strings.Builder
	for _, p := range places() {
		if p.name == at {
			b.WriteString(" " + th.Symbols.Clear)
		} else {
			b.WriteString(" " + th.Symbols.None)
		}
	}
	b.WriteString(" ")
	all.Sub(1, 1, all.W()-2, 1).Right(0, b.String(), th.Muted)
}

// drawFoot draws the notice and the keys that matter now; "? help" is always the last.
func drawFoot(all kit.Area, m *Mine, th *theme.Theme) {
	line := all.Sub(1, all.H()-footRows, all.W()-2, 1)
	if m.wall {
		all.Print(1, all.H()-footRows, " "+th.Symbols.Lock+" screen shared ", th.Warn)
	}
	if m.notice != "" {
		ink := th.Good
		sign := th.Symbols.Check
		if m.bad {
			ink, sign = th.Warn, th.Symbols.Warn
		}
		lines := paint.Wrap(m.notice, max(1, line.W()-2))
		top := all.H() - footRows - len(lines) + 1
		for i, l := range lines {
			row := all.Sub(0, top+i, all.W(), 1)
			row.Fill(th.Ground)
			if i == 0 {
				row.Print(1, 0, sign, ink)
			}
			row.Print(3, 0, l, ink)
		}
	}
	foot := all.Sub(1, all.H()-1, all.W()-2, 1)
	foot.Fill(th.Ground)
	room := foot.W() + 3
	for _, h := range m.fixed {
		room -= wide(h)
	}
	x := 0
	for _, h := range m.foot {
		if x+wide(h)+3 > room { // with more space before what is fixed
			break
		}
		x = printHint(foot, x, h, th) + 3
	}
	for _, h := range m.fixed {
		room = printHint(foot, max(0, room), h, th) + 3
	}
}

func wide(h hint) int { return paint.Width(h.key) + 1 + paint.Width(h.help) + 3 }

func printHint(a kit.Area, x int, h hint, th *theme.Theme) int {
	if h.key == "" {
		return x
	}
	x = a.Print(x, 0, h.key, th.Key)
	return a.Print(x+1, 0, h.help, th.Muted)
}
