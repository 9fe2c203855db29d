package meeting

import (
	"strings"

	"convene/internal/activity/meeting"
	"convene/ui/kit"
	"convene/ui/screen"
)

// Stage implements screen.Staged: of a meeting that runs the wall shows the step alone.
func (s *Screen) Stage() screen.View {
	if mode := s.Mode(); mode != modeRun && mode != modeVoices {
		return nil
	}
	return stageView{s.open}
}

type stageView struct{ id string }

// Draw implements screen.View. The step's title stands over it.
func (v stageView) Draw(a kit.Area, sh screen.Shared) {
	s := sh.Public.Meeting()
	m, _ := s.Meetings.Get(v.id)
	c := s.At(m, sh.Now)
	y := 0
	line := func(text string) {
		if text != "" {
			y += a.Sub(0, y, a.W(), a.H()-y).Para(0, 60, text, sh.Theme.Text) + 1
		}
	}
	if c.Step.Partner != "" {
		line("With " + sh.Public.NameOf(c.Step.Partner))
	}
	if c.Step.Activity == "rhythm" && m.Turn == "" {
		line(strings.Join(meeting.Phases(), "  "+sh.Theme.Symbols.Here+"  "))
	}
	line(word(s, m))
	if list := s.Decided(m.ID); len(list) > 0 {
		a.Print(0, y, "Decided so far", sh.Theme.Muted)
		y++
		for _, d := range list[max(0, len(list)-max(1, (a.H()-y-2)/2)):] { // the newest ones
			line(sh.Theme.Symbols.Check + " " + d.Text)
		}
	}
	if agenda := s.Agenda(m.ID); c.Index+1 < len(agenda) {
		a.PrintIn(0, a.H()-1, a.W(), "Then: "+agenda[c.Index+1].Title, sh.Theme.Muted)
	}
}
