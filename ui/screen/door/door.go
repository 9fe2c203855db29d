// Package door is what somebody sees who is not in the room yet: whose room it is, its rules, a field for a name, and then
// that they wait until they are let in.
package door

import (
	tea "charm.land/bubbletea/v2"

	"convene/internal/text"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// Name is the screen's name.
const Name = "door"

const modeWaiting = "waiting"

// Screen is the door as one newcomer sees it.
type Screen struct {
	env *screen.Env
	in  kit.Input
	err string
}

// New makes it.
func New(env *screen.Env) *Screen {
	return &Screen{env: env, in: kit.NewInput(env.Session.Name(), false, text.NameMax, text.Typed)}
}

// Name implements screen.Screen.
func (s *Screen) Name() string { return Name }

// Mode implements screen.Screen.
func (s *Screen) Mode() string {
	if s.env.Session.Asks() {
		return modeWaiting
	}
	return ""
}

// Typing implements screen.Screen.
func (s *Screen) Typing() bool { return s.Mode() == "" }

// Tables implements screen.Screen.
func (s *Screen) Tables() []kit.Table {
	leave := kit.Key{Press: []string{"ctrl+c"}, Show: "Ctrl+C", Help: "leave", Foot: 2}
	return []kit.Table{
		{Keys: func() []kit.Key {
			return []kit.Key{{Press: []string{"enter"}, Show: "Enter", Help: "ask to come in", Foot: 1, Run: s.enter}, leave}
		}},
		{Mode: modeWaiting, Keys: func() []kit.Key { return []kit.Key{leave} }},
	}
}

func (s *Screen) enter() tea.Cmd {
	if err := s.env.Session.Enter(s.in.Value()); err != nil {
		s.err = err.Error()
	}
	return nil
}

// Update implements screen.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	if s.Typing() {
		s.in, s.err = s.in.Update(msg), ""
	}
	return nil
}

// View implements screen.Screen.
func (s *Screen) View(int, int) screen.View { return view{} }

// Layer implements screen.Screen.
func (s *Screen) Layer(w, _ int) screen.Layer {
	return layer{field: s.in.Show(min(fieldCols, w), 1), err: s.err, name: text.Line(s.in.Value(), text.NameMax), waits: !s.Typing()}
}

const (
	fieldCols = 40
	fieldRows = 5 // with a row of air
)

type view struct{}

// width is how wide the room's rules are.
const width = 60

// Draw implements screen.View.
func (view) Draw(a kit.Area, sh screen.Shared) {
	page, _ := sh.Guide.Screen(Name)
	words := a.Sub(0, 0, a.W(), max(1, a.H()-fieldRows)) // the name needs its place first
	y := 1 + words.Para(1, width, sh.TeamName(), sh.Theme.Heading)
	for _, p := range page.About {
		y += words.Para(y+1, width, p, sh.Theme.Text)
	}
	y += 2
	for _, rule := range page.First {
		if y+1 > words.H() {
			break
		}
		a.Print(0, y, sh.Theme.Symbols.Bullet, sh.Theme.Muted)
		y += words.Sub(2, y, width-2, words.H()-y).Para(0, width-2, rule, sh.Theme.Text)
	}
	a.Sub(0, max(0, min(y+1, a.H()-fieldRows+1)), a.W(), fieldRows-1).Spot("name")
}

type layer struct {
	field     kit.Shown
	name, err string
	waits     bool
}

// Paint implements screen.Layer.
func (l layer) Paint(a kit.Area, p *paint.Personal, o screen.Own) {
	th := o.Theme
	r, ok := p.Find("name")
	if !ok {
		return
	}
	in := a.At(r)
	if l.waits {
		in.Para(0, width, th.Symbols.Doing+" "+l.name+", the facilitator sees that you are here, and will let you in.", th.Text)
		return
	}
	in.Print(0, 0, "Your name, or your role", th.Heading)
	l.field.Draw(in.Sub(0, 1, fieldCols, 1), p, th.Field)
	note, ink := "Then press Enter.", th.Muted
	if l.err != "" {
		note, ink = l.err, th.Bad
	}
	in.Para(2, width, note, ink)
}
