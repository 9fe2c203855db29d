package screen

import (
	tea "charm.land/bubbletea/v2"

	"convene/ui/kit"
	"convene/ui/paint"
)

// Cover hides the whole screen behind a notice before something private is shown on a screen that the room sees.
type Cover struct {
	Text string // what will be seen, in a sentence
	Show func() tea.Cmd
}

// Private shows something private: at once, or behind a cover where the room sees this screen.
func (e *Env) Private(text string, show func() tea.Cmd) tea.Cmd {
	if !e.Wall {
		return show()
	}
	return Open(&Cover{text, show})
}

// Typing implements Overlay.
func (c *Cover) Typing() bool { return false }

// Update implements Overlay.
func (c *Cover) Update(tea.Msg) tea.Cmd { return nil }

// Keys implements Overlay.
func (c *Cover) Keys() []kit.Key {
	return []kit.Key{
		{Press: []string{"enter"}, Show: "Enter", Help: "the wall is off: show it", Foot: 1, Run: func() tea.Cmd { return Close(c.Show()) }},
		{Press: []string{"esc"}, Show: "Esc", Help: "leave it hidden", Foot: 2, Run: func() tea.Cmd { return Close(nil) }},
	}
}

// Layer implements Overlay.
func (c *Cover) Layer(int, int) Layer { return coverLayer{c.Text} }

type coverLayer struct{ text string }

// Paint implements Layer.
func (l coverLayer) Paint(a kit.Area, _ *paint.Personal, o Own) {
	a.Fill(o.Theme.Ground)
	in := a.Sub(0, a.H()/4, a.W(), a.H()*3/4).Inset(2, 0)
	in.Print(0, 0, o.Theme.Symbols.Lock+" Your screen is shared", o.Theme.Heading)
	y := 2 + in.Para(2, 60, l.text, o.Theme.Text)
	in.Para(y+1, 60, "Switch the projector to black, or turn the laptop away, then press Enter. If nobody else sees this screen: F4.", o.Theme.Muted)
}
