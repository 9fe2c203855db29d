package app

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"convene/ui/screen"
)

// resumeMsg asks to go on with what somebody was typing when their line dropped.
type resumeMsg struct{}

func resume() tea.Msg { return resumeMsg{} }

// resume opens the field that somebody was typing in, with the half sentence in it. Where that cannot be, the draft waits for
// them to open it.
func (m *Model) resume() tea.Cmd {
	place := m.env.Session.Typing()
	if place == "" {
		return nil
	}
	i := slices.IndexFunc(captures(), func(c struct{ key, label, hint, place string }) bool { return c.place == place })
	if i >= 0 && !m.isGuest() {
		c := &capture{m: m, draft: screen.NewDrafts(m.env)}
		return tea.Batch(screen.Open(c), c.choose(i))
	}
	if s, ok := m.screen().(screen.Resuming); ok && !m.env.Session.Follows() {
		return s.Resume(place)
	}
	return nil
}
