// Package touchpoints is the screen on which a team finds out and talks over what it wants to know of a partner: the
// matrix of partners and sets, a partner's questions, one question at a time, and the agenda of the joint meeting.
package touchpoints

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/activity/touchpoint"
	"convene/internal/ledger"
	"convene/ui/kit"
	"convene/ui/screen"
	"convene/ui/theme"
)

// Name is the screen's name.
const Name = "touchpoints"

// The modes, which are also the topics of their help.
const (
	modeMatrix    = ""
	modeQuestions = "questions"
	modeQuestion  = "question"
	modeSay       = "contribute"
	modeCarry     = "group"
	modeDots      = "dots"
	modeAnswer    = "answer"
	modeAgenda    = "agenda"
)

// part is one way of looking at touchpoints, with a key table of its own.
type part interface {
	keys() []kit.Key
	view(w, h int) screen.View
	layer(w, h int) screen.Layer
	update(msg tea.Msg) tea.Cmd // what is no key of the table
}

// Screen is the touchpoints as one person has them open.
type Screen struct {
	env      *screen.Env
	mode     string
	partner  partner.ID
	question string
	tokens   map[string]string // of the unsigned contributions written here, by ID: in memory only, they name an author

	matrix    *matrix
	questions *questions
	talk      *talk
	say       *saying
	carry     *carrying
	dots      *dotting
	answer    *answering
	agenda    *agenda
}

// New makes it.
func New(env *screen.Env) *Screen {
	s := &Screen{env: env, tokens: map[string]string{}}
	s.matrix = &matrix{in: s}
	s.questions = &questions{in: s}
	s.talk = &talk{in: s}
	s.say = &saying{in: s}
	s.carry = &carrying{in: s}
	s.dots = &dotting{in: s}
	s.answer = &answering{in: s}
	s.agenda = &agenda{in: s}
	return s
}

type named struct {
	mode string
	part part
}

func (s *Screen) parts() []named {
	return []named{{modeMatrix, s.matrix}, {modeQuestions, s.questions}, {modeQuestion, s.talk}, {modeSay, s.say},
		{modeCarry, s.carry}, {modeDots, s.dots}, {modeAnswer, s.answer}, {modeAgenda, s.agenda}}
}

func (s *Screen) part() part {
	for _, n := range s.parts() {
		if n.mode == s.mode {
			return n.part
		}
	}
	return s.matrix
}

// Name implements screen.Screen.
func (s *Screen) Name() string { return Name }

// Mode implements screen.Screen.
func (s *Screen) Mode() string { return s.mode }

// Typing implements screen.Screen.
func (s *Screen) Typing() bool { return s.mode == modeSay || s.mode == modeAnswer }

// Tables implements screen.Screen.
func (s *Screen) Tables() []kit.Table {
	var out []kit.Table
	for _, n := range s.parts() {
		out = append(out, kit.Table{Mode: n.mode, Keys: n.part.keys()})
	}
	return out
}

// View implements screen.Screen.
func (s *Screen) View(w, h int) screen.View { return s.part().view(w, h) }

// Layer implements screen.Screen.
func (s *Screen) Layer(w, h int) screen.Layer { return s.part().layer(w, h) }

// Update implements screen.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	if msg, ok := msg.(screen.GoMsg); ok {
		s.arrive(msg.Arg)
		return nil
	}
	return s.part().update(msg)
}

// arrive opens what another screen asked for: a partner's questions, or with a slash behind the partner one of them.
func (s *Screen) arrive(arg string) {
	id, question, one := strings.Cut(arg, "/")
	if _, ok := s.env.State().Public().Partner(partner.ID(id)); id == "" || !ok {
		return
	}
	s.partner, s.mode = partner.ID(id), modeQuestions
	if one {
		s.open(question)
	}
}

// open opens one question.
func (s *Screen) open(question string) {
	s.mode, s.question = modeQuestion, question
	*s.talk = talk{in: s}
}

// to goes to another way of looking at touchpoints.
func (s *Screen) to(mode string) func() tea.Cmd {
	return func() tea.Cmd { s.mode = mode; return nil }
}

// book is the newest state as this screen reads it.
func (s *Screen) book() *book { return read(s.env.State().Public(), s.env.Memo) }

// now is the newest round of the question that is open; false where it was never asked.
func (s *Screen) now() (touchpoint.CheckIn, bool) { return s.book().view.Latest(s.partner, s.question) }

// me is who has the screen open.
func (s *Screen) me() ledger.Actor { return s.env.Session.Actor() }

// leads is empty for a facilitator, and for everybody else the sentence given.
func (s *Screen) leads(sentence string) string {
	if s.me().Role == ledger.Facilitator {
		return ""
	}
	return sentence
}

// takesPart is empty for those who may change things here, and for others why they may not.
func (s *Screen) takesPart(what string) string {
	if err := s.me().MayTakePart(what); err != nil {
		return err.Error()
	}
	return ""
}

// do makes changes, one after the other, and shows why one was refused.
func (s *Screen) do(ops ...any) tea.Cmd {
	for _, op := range ops {
		if err := s.env.Do(op); err != nil {
			return screen.Refused(err)
		}
	}
	return nil
}

// shared is what a scene is drawn from, for laying a screen out where nothing is drawn.
func (s *Screen) shared() screen.Shared {
	return screen.Shared{Public: s.env.State().Public(), Now: s.env.Now(), Theme: theme.New(theme.Dark, theme.Options{ASCII: s.env.ASCII}),
		Guide: s.env.Guide, Memo: s.env.Memo}
}

// moving is the rows of a key table that choose in a list.
func moving(step func(int) tea.Cmd) []kit.Key {
	by := func(n int) func() tea.Cmd { return func() tea.Cmd { return step(n) } }
	return []kit.Key{
		{Press: []string{"up"}, Show: "↑↓", Help: "choose", Foot: 1, Run: by(-1)},
		{Press: []string{"down"}, Show: "↓", Help: "down", Run: by(1)},
		{Press: []string{"pgup"}, Show: "PgUp", Help: "page up", Run: by(-8)},
		{Press: []string{"pgdown"}, Show: "PgDn", Help: "page down", Run: by(8)},
		{Press: []string{"home"}, Show: "Home", Help: "first", Run: by(-1 << 30)},
		{Press: []string{"end"}, Show: "End", Help: "last", Run: by(1 << 30)},
	}
}

// first is the first of the reasons that is one.
func first(reasons ...string) string {
	for _, r := range reasons {
		if r != "" {
			return r
		}
	}
	return ""
}
