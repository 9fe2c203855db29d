package app

import (
	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/meeting"
	"convene/internal/workspace"
	"convene/ui/kit"
	"convene/ui/screen"
	"convene/ui/theme"
)

// The stage is the screen for the wall: the scene of what is open, alone, under a large heading. No layer of a person's own
// is drawn over it, so that what is private cannot be on it; a field or a box that somebody opens takes its place until it is
// closed.

const (
	stageSide = 2  // cells left free on either side
	largeFrom = 34 // rows of the terminal from which the heading is in large letters over a scene
	aloneFrom = 16 // and where the heading is most of what there is to read
	largeMost = 8  // rows that they may take
)

// toStage shows the stage, or leaves it.
func (m *Model) toStage() tea.Cmd {
	m.stage = !m.stage
	if !m.stage {
		return screen.Notice("The stage is off: you see everything again.")
	}
	m.env.Wall = true
	return screen.Notice("This is the stage. Every key still works; F5 leaves it.")
}

// staged says that the stage is what this terminal shows now.
func (m *Model) staged() bool {
	return m.wall() || m.stage && m.front() == nil && !m.screen().Typing()
}

// wall says that this window only shows the room, also while nobody leads, and that no box stands over it.
func (m *Model) wall() bool { return m.env.Session.Window() && m.front() == nil }

// wallKeys are all the keys of such a window: what others lead to would be on the wall.
func (m *Model) wallKeys() []kit.Key {
	return []kit.Key{
		{Press: []string{"f3"}, Show: "F3", Help: "theme: dark, light, contrast", Run: m.switchTheme},
		{Press: []string{"ctrl+l"}, Show: "Ctrl+L", Help: "draw the screen again", Run: m.clear},
		{Press: []string{"ctrl+c", "q"}, Show: "q", Help: "leave convene", Run: m.leave},
	}
}

// stageTitle is what the room reads first: the step of the meeting, else what is open.
func stageTitle(p workspace.Public, at string) string {
	s := p.Meeting()
	if mt, ok := s.Running(); ok {
		if st, ok := s.Steps.Get(mt.Step); ok {
			return st.Title
		}
	}
	return placeOf(at).title
}

// stageHead is how many rows the heading takes in a terminal of w × h cells: one, left free, where the scene has its own, and
// where it would only say in small letters what the scene begins with.
func stageHead(title string, w, h int, k Key) int {
	if _, ok := k.View.(screen.Headed); ok {
		return 1
	}
	if h >= largeFrom || k.Alone && h >= aloneFrom {
		if lines, ok := kit.Large(title, w-2*stageSide, largeMost, k.ASCII); ok {
			return 1 + len(lines) + 1 // the wall's edge is not where the letters begin
		}
	}
	if title == placeOf(k.Screen).title && !k.Alone {
		return 1
	}
	return 2
}

// stageBody is the part of the stage that belongs to the scene; the last row is for the clock.
func stageBody(all kit.Area, head int) kit.Area {
	return all.Sub(stageSide, head, all.W()-2*stageSide, all.H()-head-1)
}

func drawStage(all kit.Area, s screen.Shared, k Key) kit.Area {
	title := stageTitle(s.Public, k.Screen)
	head := stageHead(title, all.W(), all.H(), k)
	top := all.Sub(stageSide, 0, all.W()-2*stageSide, head)
	switch {
	case head > 2:
		top.Title(1, largeMost, title, s.Theme.Accent, k.ASCII)
	case head == 2:
		top.PrintIn(0, 0, top.W(), title, s.Theme.Title)
	}
	return stageBody(all, head)
}

// drawStageOwn draws what moves by itself: the clock, and a notice.
func drawStageOwn(all kit.Area, s meeting.State, m *Mine, th *theme.Theme) {
	line := all.Sub(stageSide, all.H()-1, all.W()-2*stageSide, 1)
	right := line.W()
	if mt, ok := s.Running(); ok && !m.now.IsZero() && s.Steps.Has(mt.Step) {
		sign, words, ink := stepTime(s.At(mt, m.now), m.still, th)
		right = line.Right(0, sign+words, ink)
	}
	line.PrintIn(0, 0, right-2, m.notice, th.Muted)
}

// wallView is the scene that the screen has for the wall alone, nil where that shows the screen's own.
func (m *Model) wallView() any {
	if own, ok := m.screen().(screen.Staged); ok {
		if v := own.Stage(); v != nil {
			return v
		}
	}
	return nil
}

// stageKey is the scene for the wall, of the size that it has there.
func (m *Model) stageKey(p workspace.Public, s screen.Screen, k Key) Key {
	k.Stage = true
	if v, ok := m.wallView().(screen.View); ok {
		k.View, k.Alone = v, true
		return k
	}
	head := stageHead(stageTitle(p, s.Name()), m.opts.W, m.opts.H, k)
	k.View = s.View(m.opts.W-2*stageSide, m.opts.H-head-1)
	return k
}
