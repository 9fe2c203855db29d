package app

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// settings is the box in which a person sets what their own terminal looks like. What is set there counts at once, and is
// written into the person's settings where there are any.
type settings struct {
	m   *Model
	sel int
}

// setting is one line of it.
type setting struct {
	name, label, value string // name: of the settings file; empty for what counts for this session only
	turn               func() string
}

func (m *Model) settings() tea.Cmd { return screen.Open(&settings{m: m}) }

func onOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}

func (s *settings) lines() []setting {
	m := s.m
	return []setting{
		{"theme", "Colours", string(m.opts.Theme), m.nextTheme},
		{"ascii", "Plain ASCII signs", onOff(m.opts.ASCII), func() string {
			m.opts.ASCII = !m.opts.ASCII
			m.env.ASCII = m.opts.ASCII
			return strconv.FormatBool(m.opts.ASCII)
		}},
		{"reduced_motion", "Nothing moves by itself", onOff(m.opts.ReducedMotion), func() string {
			m.opts.ReducedMotion = !m.opts.ReducedMotion
			m.env.Still = m.opts.ReducedMotion
			return strconv.FormatBool(m.opts.ReducedMotion)
		}},
		{"", "My screen is shared (until you leave)", onOff(m.env.Wall), func() string {
			m.env.Wall = !m.env.Wall
			return ""
		}},
	}
}

// Typing implements screen.Overlay.
func (s *settings) Typing() bool { return false }

// Update implements screen.Overlay.
func (s *settings) Update(tea.Msg) tea.Cmd { return nil }

// Keys implements screen.Overlay.
func (s *settings) Keys() []kit.Key {
	move := func(n int) func() tea.Cmd {
		return func() tea.Cmd { s.sel = kit.Step(s.sel, n, len(s.lines())); return nil }
	}
	return []kit.Key{
		{Press: []string{"up"}, Show: "↑↓", Help: "choose", Foot: 1, Run: move(-1)},
		{Press: []string{"down"}, Show: "↓", Help: "next setting", Run: move(1)},
		{Press: []string{"enter", "space"}, Show: "Enter", Help: "change it", Foot: 2, Run: s.change},
		{Press: []string{"esc"}, Show: "Esc", Help: "done", Foot: 3, Run: func() tea.Cmd { return screen.Close(nil) }},
	}
}

func (s *settings) change() tea.Cmd {
	l := s.lines()[s.sel]
	return screen.Refused(s.m.keepSetting(l.name, l.turn()))
}

// keepSetting writes one of the person's settings; one without a name, or without a place to be kept, counts until they
// leave.
func (m *Model) keepSetting(name, value string) error {
	if name == "" || m.save == nil {
		return nil
	}
	return m.save(name, value)
}

// Layer implements screen.Overlay.
func (s *settings) Layer(w, _ int) screen.Layer {
	l := settingsLayer{sel: s.sel, width: min(60, w)}
	for _, x := range s.lines() {
		l.lines = append(l.lines, [2]string{x.label, x.value})
	}
	return l
}

type settingsLayer struct {
	lines      [][2]string
	sel, width int
}

// Paint implements screen.Layer.
func (l settingsLayer) Paint(a kit.Area, p *paint.Personal, o screen.Own) {
	in := screen.Box(a, o, "Settings", l.width, len(l.lines)+2)
	for i, x := range l.lines {
		row := in.Sub(0, i, in.W(), 1)
		end := row.Right(0, x[1], o.Theme.Text)
		row.PrintIn(2, 0, end-3, x[0], o.Theme.Text)
		if i == l.sel {
			kit.SelectAt(p, row.Rect(), o.Theme)
		}
	}
}
