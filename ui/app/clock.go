package app

import (
	"fmt"
	"strings"
	"time"

	"convene/internal/activity/meeting"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
	"convene/ui/theme"
)

// The clock moves by itself, so it is no part of the scene that all share: each person's own layer draws it over the two
// rows of the header, where the scene has left room. A tick costs that layer and the cells that differ, no scene.
const (
	stepCols = 28 // for the time of the step, in the first row
	meetCols = 36 // for the time of the meeting, in the second row
)

// tellTime draws the clock of the meeting that runs.
func tellTime(all kit.Area, s meeting.State, m *Mine, th *theme.Theme) {
	mt, ok := s.Running()
	if !ok || m.now.IsZero() {
		return
	}
	c := s.At(mt, m.now)
	if c.Step.ID == "" { // a guest does not see the step that runs
		return
	}
	sign, words, ink := stepTime(c, m.still, th)
	head := all.Sub(1, 0, all.W()-2, 1)
	head.Right(0, sign+words, ink)
	if m.guest { // nor all steps, so it cannot be said what is left of the meeting
		return
	}
	all.Sub(1, 1, all.W()-2, 1).Right(0, " "+meetingTime(c)+" ", th.Muted)
}

// stepTime is what counts now: a silence, the part of a rhythm, else the step.
func stepTime(c meeting.Clock, still bool, th *theme.Theme) (sign, words string, ink paint.Ink) {
	t := screen.StepTimer(c, still)
	if c.Quiet > 0 {
		return "", "silence, " + kit.Span(c.Quiet, still) + " left", th.Text
	}
	if phase, left := meeting.Circle(c.Step.Minutes, int(c.Spent/time.Second)); c.Step.Activity == "rhythm" && left > 0 && !c.Paused {
		return "", meeting.Phases()[phase] + ", " + kit.Span(time.Duration(left)*time.Second, still) + " left", th.Text
	}
	sign, ink = t.Sign(th)
	return sign, t.Words(), ink
}

// meetingTime is what is left of the meeting, and how it stands against the plan.
func meetingTime(c meeting.Clock) string {
	out := fmt.Sprintf("meeting %d min left", int((c.AllLeft+time.Minute-1)/time.Minute))
	if c.AllLeft < 0 {
		out = fmt.Sprintf("meeting %d min over", int(-c.AllLeft/time.Minute))
	}
	switch behind := int(c.Behind / time.Minute); {
	case behind > 0:
		out += fmt.Sprintf(", %d behind", behind)
	case behind < 0:
		out += fmt.Sprintf(", %d ahead", -behind)
	}
	return out
}

// drawSteps draws the agenda of the meeting that runs in the place of the rail.
func drawSteps(rail kit.Area, s meeting.State, mt meeting.Meeting, th *theme.Theme) {
	agenda := s.Agenda(mt.ID)
	here, rows := 0, 0
	lines := make([][]string, len(agenda))
	for i, st := range agenda {
		lines[i] = paint.Wrap(st.Title, railCols-2)
		rows += len(lines[i])
		if st.ID == mt.Step {
			here = i
		}
	}
	if rows > rail.H()-1 {
		for i, st := range agenda {
			lines[i] = []string{st.Title}
		}
	}
	win := kit.Window{Rows: rail.H() - 1, Of: len(agenda)}.Follow(here)
	if rows <= rail.H()-1 {
		win.Top, win.Rows = 0, len(agenda)
	}
	y := 1
	for i := win.Top; i < win.End(); i++ {
		st := agenda[i]
		row := rail.Sub(0, y, railCols, len(lines[i]))
		sign, ink := stepSign(st, mt, th)
		row.Print(0, 0, sign, ink)
		for j, l := range lines[i] {
			row.Print(2, j, l, ink)
		}
		row.Spot("agenda:" + st.ID)
		y += len(lines[i])
	}
}

func stepSign(st meeting.Step, mt meeting.Meeting, th *theme.Theme) (string, paint.Ink) {
	switch {
	case st.ID == mt.Step:
		return th.Symbols.Here, th.Accent
	case st.LookAgain:
		return th.Symbols.Warn, th.Warn
	case st.Seen:
		return th.Symbols.Done, th.Muted
	}
	return th.Symbols.None, th.Muted
}

// drawProgress stands in for the rail where there is no room for it: a sign a step, and the words of the one that runs.
func drawProgress(all kit.Area, s meeting.State, mt meeting.Meeting, th *theme.Theme) {
	var b strings.Builder
	title, n, agenda := "", 0, s.Agenda(mt.ID)
	for i, st := range agenda {
		sign, _ := stepSign(st, mt, th)
		if st.ID == mt.Step {
			title, n, sign = st.Title, i+1, th.Symbols.Clear
		}
		b.WriteString(sign)
	}
	row := all.Sub(1, 1, all.W()-2-meetCols, 1)
	if row.W() < 12 {
		return
	}
	signs := b.String()
	if paint.Width(signs)+16 > row.W() {
		signs = fmt.Sprintf("%d of %d", n, len(agenda))
	}
	row.PrintIn(0, 0, row.W()-1, " "+signs+"  "+title+" ", th.Text)
}

// headRoom is the part of the header that the clock leaves to the team's name and the title of the screen.
func headRoom(all kit.Area, s screen.Shared) kit.Area {
	w := all.W() - 2
	if _, ok := s.Public.Meeting().Running(); ok {
		w -= stepCols + 2
	}
	return all.Sub(1, 0, w, 1)
}
