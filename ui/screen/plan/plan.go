// Package plan has the two screens of the shared plan: the goals with the planning form of each, filled in live, and the
// list of all action steps of all partners.
package plan

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/ui/desk"
	"convene/ui/screen"
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
)

// board is what the two screens have in common.
type board struct{ *desk.Desk }

func (b *board) read() plan.View { return read(b.Public()) }

// Screen is the shared plan as one person has it open.
type Screen struct {
	board
	list *goals
	form *form
}

// New makes it.
func New(env *screen.Env) *Screen {
	s := &Screen{board: board{desk.New(env)}}
	s.list = &goals{in: s}
	s.form = &form{in: s}
	s.Set(desk.Named{Mode: modeList, Part: s.list}, desk.Named{Mode: modeForm, Part: s.form},
		desk.Named{Mode: modeCarry, Part: carry{s.form}}, desk.Named{Mode: desk.ModeEdit, Part: s.Edit})
	s.Arrive = s.arrive
	return s
}

// Name implements screen.Screen.
func (s *Screen) Name() string { return Name }

// arrive opens what another screen asked for: a goal ("goal:" and its ID), a step under its goal ("step:" and its ID), or a
// partner's goals ("partner:" and its ID).
func (s *Screen) arrive(arg string) tea.Cmd {
	kind, id, _ := strings.Cut(arg, ":")
	switch kind {
	case "goal":
		s.form.open(id, ref{kind: plan.GoalKind, id: id})
	case "step":
		if st, ok := s.Env.State().Plan.Steps.Get(id); ok && st.Goal != "" {
			s.form.open(st.Goal, ref{kind: plan.StepKind, id: id})
		}
	case "partner":
		s.with(partner.ID(id))
	}
	return nil
}

// with goes to a partner's goals: the form that is open already, if it is theirs, or that of their one goal, or the list.
func (s *Screen) with(id partner.ID) {
	goals := s.read().GoalsOf(id, false)
	if s.At == modeForm && slices.ContainsFunc(goals, func(g plan.Goal) bool { return g.ID == s.form.goal }) {
		return
	}
	s.At = modeList
	s.list.of(id)
	if len(goals) == 1 {
		s.form.open(goals[0].ID, ref{kind: plan.GoalKind, id: goals[0].ID})
	}
}

// Steps is the list of all action steps as one person has it open.
type Steps struct {
	board
	list *steps
}

// NewSteps makes it.
func NewSteps(env *screen.Env) *Steps {
	s := &Steps{board: board{desk.New(env)}}
	s.list = &steps{in: s}
	s.Set(desk.Named{Mode: modeList, Part: s.list}, desk.Named{Mode: desk.ModeEdit, Part: s.Edit})
	s.Arrive = s.arrive
	return s
}

// Name implements screen.Screen.
func (s *Steps) Name() string { return StepsName }

// arrive opens what another screen asked for: a partner's steps ("partner:" and its ID), or one step ("step:" and its ID).
func (s *Steps) arrive(arg string) tea.Cmd {
	switch kind, id, _ := strings.Cut(arg, ":"); kind {
	case "partner":
		s.At, s.list.filter = modeList, filter{partner: partner.ID(id)}
	case "step":
		s.At, s.list.filter = modeList, filter{}
		s.list.cur.To(ref{kind: plan.StepKind, id: id}.String())
	}
	return nil
}

// About implements screen.About.
func (s *Screen) About() partner.ID {
	if g, ok := s.Env.State().Plan.Goals.Get(s.form.goal); ok && s.At != modeList && len(g.Partners) > 0 {
		return g.Partners[0]
	}
	return ""
}
