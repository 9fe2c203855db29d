// Package drive runs the whole program without a terminal: it presses keys, waits until nothing more happens, and reads
// the screen. Tests and the pictures of the docs use it.
package drive

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"convene/internal/guide"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/ui/app"
	"convene/ui/paint"
	"convene/ui/screen"
)

// Terminal is one person's program.
type Terminal struct {
	Model *app.Model
	Env   *screen.Env
	Left  bool // the program has ended
	later []tea.Msg
}

// hidden is a pane that shows nothing: frames are drawn when they are asked for.
type hidden struct{}

func (hidden) Show(paint.Look[app.Key], paint.Modes, *app.Mine) {}

// Open starts a program in the room for who.
func Open(r *room.Room, who ledger.Actor, now func() time.Time, o app.Options) *Terminal {
	return On(r.Join(who), now, o)
}

// On starts a program on a session, like that of a second window.
func On(s *room.Session, now func() time.Time, o app.Options) *Terminal {
	env := &screen.Env{Session: s, Guide: guide.Default(), Memo: &screen.Memo{}, Now: now,
		NewID: screen.NewID}
	t := &Terminal{Env: env}
	env.Timer = func(_ time.Duration, msg tea.Msg) tea.Cmd { t.later = append(t.later, msg); return nil }
	t.Model = app.New(env, hidden{}, o)
	return t
}

// Later sends what timers would send: nothing waits for a clock.
func (t *Terminal) Later() {
	due := t.later
	t.later = nil
	for _, msg := range due {
		t.Send(msg)
	}
}

// Press presses keys, by Bubble Tea's names ("enter", "ctrl+z", "a"), each after the one before has had its effect.
func (t *Terminal) Press(keys ...string) {
	for _, k := range keys {
		t.Send(Key(k))
	}
}

// Type types text, a key a character.
func (t *Terminal) Type(text string) {
	for _, r := range text {
		if r == ' ' {
			t.Send(tea.KeyPressMsg{Code: tea.KeySpace, Text: " "})
			continue
		}
		t.Send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

// Send gives the program a message, and every message that follows from it.
func (t *Terminal) Send(msg tea.Msg) {
	todo := []tea.Msg{msg}
	for len(todo) > 0 {
		msg, todo = todo[0], todo[1:]
		switch m := msg.(type) {
		case nil:
			continue
		case tea.QuitMsg:
			t.Left = true
			continue
		case tea.BatchMsg:
			for _, cmd := range m {
				if cmd != nil {
					todo = append(todo, cmd())
				}
			}
			continue
		}
		_, cmd := t.Model.Update(msg)
		t.Model.View()
		if cmd != nil {
			todo = append(todo, cmd())
		}
	}
}

// Screen is the screen as text, a line a row, without what stands at the right of the last letter.
func (t *Terminal) Screen() string {
	f, _, _ := t.Model.Frame()
	return f.Text()
}

// Key makes the message of a key from its name.
func Key(name string) tea.KeyPressMsg {
	rest, mod := name, tea.KeyMod(0)
	for _, m := range []struct {
		prefix string
		mod    tea.KeyMod
	}{{"ctrl+", tea.ModCtrl}, {"alt+", tea.ModAlt}, {"shift+", tea.ModShift}} {
		if after, ok := strings.CutPrefix(rest, m.prefix); ok && after != "" {
			rest, mod = after, mod|m.mod
		}
	}
	if code, ok := special()[rest]; ok {
		k := tea.KeyPressMsg{Code: code, Mod: mod}
		if rest == "space" && mod == 0 {
			k.Text = " "
		}
		return k
	}
	r := []rune(rest)[0]
	k := tea.KeyPressMsg{Code: r, Mod: mod}
	if mod == 0 {
		k.Text = rest
	}
	return k
}

func special() map[string]rune {
	return map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "space": tea.KeySpace,
		"backspace": tea.KeyBackspace, "delete": tea.KeyDelete, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft,
		"right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown,
		"f1": tea.KeyF1, "f2": tea.KeyF2, "f3": tea.KeyF3, "f4": tea.KeyF4, "f5": tea.KeyF5, "f6": tea.KeyF6,
		"f7": tea.KeyF7, "f8": tea.KeyF8, "f9": tea.KeyF9}
}
