package app

import (
	tea "charm.land/bubbletea/v2"

	"convene/ui/kit"
	"convene/ui/screen"
)

// key gives a key press to whoever it belongs to: the keys that mean the same everywhere, the front overlay, the
// screen's table, the text field.
func (m *Model) key(msg tea.KeyPressMsg) tea.Cmd {
	press := msg.String()
	if m.wall() {
		if k, ok := kit.Find(m.wallKeys(), press); ok {
			return run(k, press)
		}
		return nil
	}
	keys, typing, update := m.table()
	if k, ok := kit.Find(m.always(), press); ok {
		return run(k, press)
	}
	if k, ok := kit.Find(keys, press); ok {
		if k.Run != nil || k.With != nil || k.Off != "" {
			return run(k, press)
		}
		return update(msg)
	}
	if typing {
		return update(msg)
	}
	switch {
	case m.front() == nil:
		if k, ok := kit.Find(m.everywhere(), press); ok {
			return run(k, press)
		}
	case press == "?": // as the footer says
		return m.help()
	}
	return update(msg)
}

func run(k kit.Key, press string) tea.Cmd {
	if k.Off != "" {
		return screen.Notice(k.Off)
	}
	return k.Do(press)
}

// table is the key table that counts now.
func (m *Model) table() (keys []kit.Key, typing bool, update func(tea.Msg) tea.Cmd) {
	if o := m.front(); o != nil {
		return o.Keys(), o.Typing(), o.Update
	}
	if _, ok := m.followed(); ok {
		return m.followKeys(), false, func(tea.Msg) tea.Cmd { return nil }
	}
	s := m.screen()
	return keysOf(s), s.Typing(), s.Update
}

func keysOf(s screen.Screen) []kit.Key {
	mode := s.Mode()
	for _, t := range s.Tables() {
		if t.Mode == mode {
			return t.Keys()
		}
	}
	return nil
}

// always are the keys that work everywhere, in text fields too.
func (m *Model) always() []kit.Key {
	keys := []kit.Key{
		{Press: []string{"f1"}, Show: "F1", Help: "help", Run: m.help},
		{Press: []string{"f2"}, Show: "F2", Help: "capture a decision, an action step, a topic", Run: m.capture},
		{Press: []string{"f8"}, Show: "F8", Help: "the meeting: back a step", Run: m.beside(-1)},
		{Press: []string{"f9"}, Show: "F9", Help: "the meeting: next step", Run: m.beside(1)},
		{Press: []string{"ctrl+z"}, Show: "Ctrl+Z", Help: "undo your last change", Run: m.undo},
		{Press: []string{"ctrl+y"}, Show: "Ctrl+Y", Help: "redo", Run: m.redo},
		{Press: []string{"ctrl+l"}, Show: "Ctrl+L", Help: "draw the screen again", Run: m.clear},
		{Press: []string{"f3"}, Show: "F3", Help: "theme: dark, light, contrast", Run: m.switchTheme},
		{Press: []string{"f4"}, Show: "F4", Help: "my screen is shared, or not", Run: m.share},
		{Press: []string{"f5"}, Show: "F5", Help: "the stage: this alone, large, for the wall", Run: m.toStage},
		{Press: []string{"f6"}, Show: "F6", Help: "settings", Run: m.settings},
		{Press: []string{"f7"}, Show: "F7", Help: "the room: who is here, who waits", Run: m.people},
		{Press: []string{"ctrl+g"}, Show: "Ctrl+G", Help: "show what the lead shows, or look around", Run: m.follow},
		{Press: []string{"ctrl+c"}, Show: "Ctrl+C", Help: "leave convene", Run: m.leave},
	}
	return keys
}

// everywhere are the letters that mean the same on every screen, outside of text fields and overlays.
func (m *Model) everywhere() []kit.Key {
	return []kit.Key{
		{Press: []string{"?"}, Show: "?", Help: "help", Run: m.help},
		{Press: []string{"."}, Show: ".", Help: "capture a decision, an action step, a topic", Run: m.capture},
		{Press: []string{"u"}, Show: "u", Help: "undo your last change", Run: m.undo},
		{Press: []string{"/"}, Show: "/", Help: "jump to a partner or a screen", Run: m.jump},
		{Press: []string{"S"}, Show: "S", Help: "share this room with people elsewhere", Run: m.shareRoom},
		{Press: []string{"q"}, Show: "q", Help: "leave convene", Run: m.leave},
		{Press: []string{"esc"}, Show: "Esc", Help: "back", Run: m.back},
	}
}

// foot is the footer: the screen's keys that matter now, and what always stands at its right: help, and while a meeting
// runs how to write down what is said and how to go on.
func (m *Model) foot() (now, fixed []hint) {
	keys, typing, _ := m.table()
	for _, k := range kit.Foot(keys) {
		now = append(now, hint{k.Show, k.Help})
	}
	if _, runs := m.running(); runs && !m.isGuest() && m.front() == nil && m.opts.W >= roomyFoot {
		fixed = append(fixed, hint{"F2", "capture"})
		if m.leads() && !typing && m.screen().Name() != "meeting" {
			fixed = append(fixed, hint{"F9", "next"})
		}
	}
	if m.strays() && !typing && m.front() == nil && m.opts.W >= roomyFoot {
		fixed = append([]hint{{"Ctrl+G", "follow"}}, fixed...)
	}
	if typing {
		return now, append(fixed, hint{"F1", "help"})
	}
	return now, append(fixed, hint{"?", "help"})
}

func (m *Model) clear() tea.Cmd {
	if m.redraw != nil {
		m.redraw()
	}
	return nil
}

func (m *Model) undo() tea.Cmd {
	if _, err := m.env.Session.Undo(m.env.Context()); err != nil {
		return screen.Refused(err)
	}
	return screen.Notice("Undone. Ctrl+Y brings it back.")
}

func (m *Model) redo() tea.Cmd {
	if _, err := m.env.Session.Redo(m.env.Context()); err != nil {
		return screen.Refused(err)
	}
	return screen.Notice("Done again.")
}

// nextTheme takes the next theme, and no longer the one that the terminal's background asks for.
func (m *Model) nextTheme() string {
	m.opts.Theme, m.asks = m.opts.Theme.Next(), false
	return string(m.opts.Theme)
}

func (m *Model) switchTheme() tea.Cmd {
	if err := m.keepSetting("theme", m.nextTheme()); err != nil {
		return screen.Refused(err)
	}
	return screen.Notice("Theme: " + string(m.opts.Theme) + ".")
}

// share says whether the room sees this screen: then contacts and private sorting ask first.
func (m *Model) share() tea.Cmd {
	m.env.Wall, m.held.shared = !m.env.Wall, false
	if m.env.Wall {
		return screen.Notice("Your screen is shared: contacts and private sorting ask before they show.")
	}
	mine := screen.Notice("Your screen is your own again: contacts are shown.")
	if c, ok := m.front().(*screen.Cover); ok {
		return tea.Batch(screen.Close(c.Show()), mine)
	}
	return mine
}

func (m *Model) leave() tea.Cmd {
	return screen.Open(&screen.Confirm{Title: "Leave convene?", Text: "Everything is kept. Come back with the same command.",
		Yes: "leave", Do: func() tea.Cmd {
			if m.left != nil {
				m.left()
			}
			return tea.Quit
		}})
}

func (m *Model) help() tea.Cmd {
	if _, ok := m.front().(*help); ok {
		return screen.Close(nil)
	}
	return screen.Open(m.newHelp())
}
