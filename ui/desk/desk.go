// Package desk is what a screen is made of that shows sheets of paper and lets somebody write on them in place: ways of
// looking with a key table each, a cursor on a sheet, and a field that opens where the words stand. It knows no activity.
package desk

import (
	tea "charm.land/bubbletea/v2"

	"convene/internal/day"
	"convene/internal/text"
	"convene/internal/workspace"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
	"convene/ui/theme"
)

// Part is one way of looking at a screen, with a key table of its own.
type Part interface {
	Keys() []kit.Key
	View(w, h int) screen.View
	Layer(w, h int) screen.Layer
	Update(msg tea.Msg) tea.Cmd // what is no key of the table
}

// Named is a Part under the name of its mode, which is also the topic of its help.
type Named struct {
	Mode string
	Part Part
}

// ModeEdit is the mode of a field that is open.
const ModeEdit = "typing"

// Desk is a screen.Screen but for its name. Embed it, Set its parts, and say how it Arrives at what others ask it to open.
type Desk struct {
	Env *screen.Env
	At  string // the mode that counts now
	// W and H are the size of the body when it was last shown, in cells.
	W, H int
	Edit *Editor
	// Arrive opens what another screen asked for; nil opens nothing.
	Arrive func(arg string) tea.Cmd
	Draft  *screen.Drafts
	parts  []Named
}

// New makes a desk without parts.
func New(env *screen.Env) *Desk {
	d := &Desk{Env: env, Draft: screen.NewDrafts(env), W: 78, H: 20}
	d.Edit = &Editor{at: d, field: kit.NewInput("", false, text.LineMax, text.Typed)}
	return d
}

// Set says which ways of looking there are; the first one is what is shown where no other is asked for.
func (d *Desk) Set(parts ...Named) { d.parts = parts }

// Public is what anybody may read of the newest state.
func (d *Desk) Public() workspace.Public { return d.Env.State().Public() }

// Today is the day where this person is.
func (d *Desk) Today() day.Day { return day.Of(d.Env.Now()) }

// Shared is what a scene is drawn from, to find out where the arrow keys go: colours do not matter, but signs do, since
// some are wider than others.
func (d *Desk) Shared() screen.Shared {
	return screen.Shared{Public: d.Public(), Now: d.Env.Now(), Theme: theme.New(theme.Dark, theme.Options{ASCII: d.Env.ASCII}), Guide: d.Env.Guide, Memo: d.Env.Memo}
}

// To goes to another way of looking.
func (d *Desk) To(mode string) func() tea.Cmd {
	return func() tea.Cmd { d.At = mode; return nil }
}

func (d *Desk) part() Part {
	for _, n := range d.parts {
		if n.Mode == d.At {
			return n.Part
		}
	}
	return d.parts[0].Part
}

// Mode implements screen.Screen.
func (d *Desk) Mode() string { return d.At }

// Typing implements screen.Screen.
func (d *Desk) Typing() bool { return d.At == ModeEdit }

// Tables implements screen.Screen.
func (d *Desk) Tables() []kit.Table {
	var out []kit.Table
	for _, n := range d.parts {
		out = append(out, kit.Table{Mode: n.Mode, Keys: n.Part.Keys})
	}
	return out
}

// View implements screen.Screen.
func (d *Desk) View(w, h int) screen.View {
	d.W, d.H = w, h
	return d.part().View(w, h)
}

// Layer implements screen.Screen.
func (d *Desk) Layer(w, h int) screen.Layer { return d.part().Layer(w, h) }

// Update implements screen.Screen.
func (d *Desk) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case screen.GoMsg:
		if d.Arrive == nil {
			return nil
		}
		return d.Arrive(m.Arg)
	case screen.DraftMsg:
		return d.Draft.Update(m)
	}
	return d.part().Update(msg)
}

// HeadRows is how many rows stand above a sheet.
const HeadRows = 2

// roomy is the height of a body from which there is room for air.
const roomy = 16

// Body is what a sheet is drawn in, under its head.
func Body(a kit.Area) kit.Area {
	return a.Sub(0, HeadRows, a.W(), a.H()-HeadRows)
}

// Page is how many entries a page key goes over.
func (d *Desk) Page() int { return max(1, (d.H-HeadRows-1)/2) }

// Nothing is what a part shows that was never opened.
type Nothing struct{}

// Draw implements screen.View.
func (Nothing) Draw(kit.Area, screen.Shared) {}

// Paint implements screen.Layer.
func (Nothing) Paint(kit.Area, *paint.Personal, screen.Own) {}
