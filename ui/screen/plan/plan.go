// Package plan has the two screens of the shared plan: the goals with the planning form of each, filled in live, and the
// list of all action steps of all partners.
package plan

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/day"
	"convene/internal/text"
	"convene/internal/workspace"
	"convene/ui/kit"
	"convene/ui/screen"
	"convene/ui/theme"
)

// The screens' names.
const (
	Name      = "plan"
	StepsName = "steps"
)

// The modes, which are also the topics of their help.
const (
	modeList  = ""
	modeForm  = "form"
	modeCarry = "carry"
	modeEdit  = "typing"
)

// part is one way of looking at a screen, with a key table of its own.
type part interface {
	keys() []kit.Key
	view(w, h int) screen.View
	layer(w, h int) screen.Layer
	update(msg tea.Msg) tea.Cmd // what is no key of the table
}

type named struct {
	mode string
	part part
}

// desk is what the two screens have in common: the world, the field that is typed into, and where they are.
type desk struct {
	env   *screen.Env
	mode  string
	draft *screen.Drafts
	edit  *editor
	w, h  int // of the body, when last shown
	look  *theme.Theme
}

func newDesk(env *screen.Env) *desk {
	d := &desk{env: env, draft: screen.NewDrafts(env), look: theme.New(theme.Dark, theme.Options{ASCII: true}), w: 78, h: 20}
	d.edit = &editor{at: d, field: kit.NewInput("", false, text.LineMax, text.Typed)}
	return d
}

func (d *desk) public() workspace.Public { return d.env.State().Public() }

func (d *desk) read() plan.View { return read(d.public()) }

func (d *desk) today() day.Day { return day.Of(d.env.Now()) }

// shared is what a scene is drawn from, to find out where the arrow keys go: how it looks does not matter.
func (d *desk) shared() screen.Shared {
	return screen.Shared{Public: d.public(), Now: d.env.Now(), Theme: d.look, Guide: d.env.Guide, Memo: d.env.Memo}
}

// to goes to another way of looking.
func (d *desk) to(mode string) func() tea.Cmd {
	return func() tea.Cmd { d.mode = mode; return nil }
}

// Screen is the shared plan as one person has it open.
type Screen struct {
	*desk
	list *goals
	form *form
}

// New makes it.
func New(env *screen.Env) *Screen {
	s := &Screen{desk: newDesk(env)}
	s.list = &goals{in: s}
	s.form = &form{in: s}
	return s
}

// Name implements screen.Screen.
func (s *Screen) Name() string { return Name }

// Mode implements screen.Screen.
func (s *Screen) Mode() string { return s.mode }

// Typing implements screen.Screen.
func (s *Screen) Typing() bool { return s.mode == modeEdit }

func (s *Screen) parts() []named {
	return []named{{modeList, s.list}, {modeForm, s.form}, {modeCarry, carry{s.form}}, {modeEdit, s.edit}}
}

func (s *Screen) part() part { return at(s.parts(), s.mode) }

func at(list []named, mode string) part {
	for _, n := range list {
		if n.mode == mode {
			return n.part
		}
	}
	return list[0].part
}

func tables(list []named) []kit.Table {
	var out []kit.Table
	for _, n := range list {
		out = append(out, kit.Table{Mode: n.mode, Keys: n.part.keys()})
	}
	return out
}

// Tables implements screen.Screen.
func (s *Screen) Tables() []kit.Table { return tables(s.parts()) }

// View implements screen.Screen.
func (s *Screen) View(w, h int) screen.View {
	s.w, s.h = w, h
	return s.part().view(w, h)
}

// Layer implements screen.Screen.
func (s *Screen) Layer(w, h int) screen.Layer { return s.part().layer(w, h) }

// Update implements screen.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.GoMsg:
		return s.arrive(msg.Arg)
	case screen.DraftMsg:
		return s.draft.Update(msg)
	}
	return s.part().update(msg)
}

// arrive opens what another screen asked for: a goal ("goal:" and its ID), a step under its goal ("step:" and its ID), or a
// partner's goals ("partner:" and its ID).
func (s *Screen) arrive(arg string) tea.Cmd {
	kind, id, _ := strings.Cut(arg, ":")
	switch kind {
	case "goal":
		s.form.open(id, ref{kind: plan.GoalKind, id: id})
	case "step":
		if st, ok := s.env.State().Plan.Steps.Get(id); ok && st.Goal != "" {
			s.form.open(st.Goal, ref{kind: plan.StepKind, id: id})
		}
	case "partner":
		s.mode = modeList
		s.list.of(partner.ID(id))
	}
	return nil
}

// Steps is the list of all action steps as one person has it open.
type Steps struct {
	*desk
	list *steps
}

// NewSteps makes it.
func NewSteps(env *screen.Env) *Steps {
	s := &Steps{desk: newDesk(env)}
	s.list = &steps{in: s}
	return s
}

// Name implements screen.Screen.
func (s *Steps) Name() string { return StepsName }

// Mode implements screen.Screen.
func (s *Steps) Mode() string { return s.mode }

// Typing implements screen.Screen.
func (s *Steps) Typing() bool { return s.mode == modeEdit }

func (s *Steps) parts() []named { return []named{{modeList, s.list}, {modeEdit, s.edit}} }

// Tables implements screen.Screen.
func (s *Steps) Tables() []kit.Table { return tables(s.parts()) }

// View implements screen.Screen.
func (s *Steps) View(w, h int) screen.View {
	s.w, s.h = w, h
	return at(s.parts(), s.mode).view(w, h)
}

// Layer implements screen.Screen.
func (s *Steps) Layer(w, h int) screen.Layer { return at(s.parts(), s.mode).layer(w, h) }

// Update implements screen.Screen.
func (s *Steps) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.GoMsg:
		if id, ok := strings.CutPrefix(msg.Arg, "partner:"); ok {
			s.mode, s.list.filter = modeList, filter{partner: partner.ID(id)}
		}
		return nil
	case screen.DraftMsg:
		return s.draft.Update(msg)
	}
	return at(s.parts(), s.mode).update(msg)
}
