package app

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"convene/ui/screen"
)

// twice is how soon a second click on the same spot must follow to count as a double click.
const twice = 500 * time.Millisecond

// wheelRows is how far one notch of the wheel goes.
const wheelRows = 3

// mouse is what the mouse did last.
type mouse struct {
	down string // the spot under the pressed button
	last string // the spot of the last click
	when time.Time
}

// pointed turns what the mouse does into messages about spots. Nothing needs the mouse.
func (m *Model) pointed(msg tea.MouseMsg) tea.Cmd {
	if m.wall() {
		return nil
	}
	at := msg.Mouse()
	spot, ok := m.at0(at.X, at.Y)
	switch msg.(type) {
	case tea.MouseWheelMsg:
		n := wheelRows
		if at.Button == tea.MouseWheelUp {
			n = -n
		}
		return m.give(screen.WheelMsg{Spot: spot, N: n})
	case tea.MouseClickMsg:
		m.mouse.down = ""
		if ok && at.Button == tea.MouseLeft {
			m.mouse.down = spot
		}
	case tea.MouseReleaseMsg:
		from := m.mouse.down
		m.mouse.down = ""
		if from == "" || !ok {
			return nil
		}
		if from != spot {
			return m.give(screen.DragMsg{From: from, To: spot})
		}
		return m.click(spot)
	}
	return nil
}

func (m *Model) click(spot string) tea.Cmd {
	now := m.env.Now()
	double := m.mouse.last == spot && now.Sub(m.mouse.when) < twice
	m.mouse.last, m.mouse.when = spot, now
	if len(spot) > 3 && spot[:3] == "go:" && m.front() == nil {
		return screen.Go(spot[3:], "")
	}
	if id, ok := strings.CutPrefix(spot, "agenda:"); ok && m.front() == nil && !m.screen().Typing() {
		return m.pick(id)
	}
	return m.give(screen.ClickMsg{Spot: spot, Twice: double})
}

// give hands a message to the front overlay, else to the screen.
func (m *Model) give(msg tea.Msg) tea.Cmd {
	if o := m.front(); o != nil {
		return o.Update(msg)
	}
	if _, ok := m.followed(); ok {
		return nil
	}
	return m.screen().Update(msg)
}
