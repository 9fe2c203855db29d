// Package improvement has the screen of the improvement plan: the measures, one measure with its values, the five
// questions, and the log of looks.
package improvement

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/improve"
	"convene/internal/activity/partner"
	"convene/internal/workspace"
	"convene/ui/desk"
	"convene/ui/screen"
)

// Name is the screen's name, which is also the topic of its help.
const Name = "improvement"

// The modes, which are also the topics of their help.
const (
	modeList      = ""
	modeCarry     = "carry"
	modeMeasure   = "measure"
	modeQuestions = "five-questions"
	modeLooks     = "looks"
)

// Screen is the improvement plan as one person has it open.
type Screen struct {
	*desk.Desk
	list  *list
	form  *form
	talk  *talk
	looks *looks
}

// New makes it.
func New(env *screen.Env) *Screen {
	s := &Screen{Desk: desk.New(env)}
	s.list, s.form, s.talk, s.looks = &list{in: s}, &form{in: s}, &talk{in: s}, &looks{in: s}
	s.Set(desk.Named{Mode: modeList, Part: s.list}, desk.Named{Mode: modeCarry, Part: carry{s.list}},
		desk.Named{Mode: modeMeasure, Part: s.form}, desk.Named{Mode: modeQuestions, Part: s.talk},
		desk.Named{Mode: modeLooks, Part: s.looks}, desk.Named{Mode: desk.ModeEdit, Part: s.Edit})
	s.Arrive = s.arrive
	return s
}

// Name implements screen.Screen.
func (s *Screen) Name() string { return Name }

// arrive opens what another screen asked for: a measure ("measure:" and its ID), a partner's measures ("partner:" and its
// ID), or how the partners look at them together ("review").
func (s *Screen) arrive(arg string) tea.Cmd {
	kind, id, _ := strings.Cut(arg, ":")
	switch kind {
	case "measure":
		s.form.open(id)
	case "partner":
		s.At, s.list.filter = modeList, filter{partner: partner.ID(id)}
	case "review":
		s.At = modeQuestions
		s.talk.cur.To(ref{kind: reviewKind, field: "next"}.String())
	}
	return nil
}

func (s *Screen) state() improve.State { return s.Env.State().Improve }

func (s *Screen) read() improve.View { return read(s.Public()) }

// read reads the plan with merges of partners followed.
func read(p workspace.Public) improve.View { return improve.Read(p.Improve(), p.Resolve) }

// kind is what a place on a sheet is a part of.
type kind string

const (
	measureKind kind = "measure"
	valueKind   kind = "value"
	lookKind    kind = "look"
	answerKind  kind = "answer"
	reviewKind  kind = "review"
)

// ref is one place on a sheet: a record, or a field of it. Without an ID it is the empty place of its kind.
type ref struct {
	kind      kind
	id, field string
}

func (r ref) String() string { return string(r.kind) + "/" + r.id + "/" + r.field }

// adding is where the field for one more of a kind stands.
func adding(k kind) string { return "add:" + string(k) }

// paper is a sheet of places of the plan.
type paper struct{ desk.Paper[ref] }

func newPaper(w, h int) paper { return paper{desk.NewPaper[ref](w, h)} }
