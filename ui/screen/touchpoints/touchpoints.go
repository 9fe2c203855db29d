// Package touchpoints is the screen on which a team finds out and talks over what it wants to know of a partner: the
// matrix of partners and sets, a partner's questions, one question at a time, and the agenda of the joint meeting.
package touchpoints

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/activity/touchpoint"
	"convene/ui/desk"
	"convene/ui/screen"
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

// Screen is the touchpoints as one person has them open.
type Screen struct {
	*desk.Desk
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
	s := &Screen{Desk: desk.New(env), tokens: map[string]string{}}
	s.matrix = &matrix{in: s}
	s.questions = &questions{in: s}
	s.talk = &talk{in: s}
	s.say = &saying{in: s}
	s.carry = &carrying{in: s}
	s.dots = &dotting{in: s}
	s.answer = &answering{in: s}
	s.agenda = &agenda{in: s}
	s.Set([]desk.Named{{Mode: modeMatrix, Part: s.matrix}, {Mode: modeQuestions, Part: s.questions}, {Mode: modeQuestion, Part: s.talk}, {Mode: modeSay, Part: s.say},
		{Mode: modeCarry, Part: s.carry}, {Mode: modeDots, Part: s.dots}, {Mode: modeAnswer, Part: s.answer}, {Mode: modeAgenda, Part: s.agenda}}...)
	s.Arrive = s.arrive
	return s
}

// Name implements screen.Screen.
func (s *Screen) Name() string { return Name }

// Typing implements screen.Screen.
func (s *Screen) Typing() bool { return s.At == modeSay || s.At == modeAnswer }

// Unnamed implements screen.Unnamed.
func (s *Screen) Unnamed() bool { return s.At == modeSay && s.say.unsigned() }

// Update implements screen.Screen. The team's answer has two fields, with a draft each.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	if m, ok := msg.(screen.DraftMsg); ok {
		if s.Unnamed() {
			return s.say.drafted()
		}
		return tea.Batch(s.Desk.Update(m), s.answer.drafted(m))
	}
	return s.Desk.Update(msg)
}

// arrive opens what another screen asked for: a partner's questions, or with a slash behind the partner one of them.
func (s *Screen) arrive(arg string) tea.Cmd {
	id, question, one := strings.Cut(arg, "/")
	if _, ok := s.Env.State().Public().Partner(partner.ID(id)); id == "" || !ok {
		return nil
	}
	s.partner, s.At = partner.ID(id), modeQuestions
	if one {
		s.open(question)
	}
	return nil
}

// Resume implements screen.Resuming: in the field for contributions, that of a correction, and the team's answer.
func (s *Screen) Resume(place string) tea.Cmd {
	part := strings.Split(place, "/")
	if len(part) != 5 || part[0] != "touchpoint" {
		return nil
	}
	if _, ok := s.Env.State().Public().Partner(partner.ID(part[2])); !ok {
		return nil
	}
	s.partner = partner.ID(part[2])
	s.open(part[3])
	note, there := s.Env.State().Touchpoint.Contributions.Get(part[4])
	now, asked := s.now()
	switch {
	case part[1] == "answer" && s.Env.TakesPart("-") == "" && s.noAnswer(asked) == "":
		return s.answer.resume(part[4])
	case part[1] != "say":
	case part[4] == "" && s.noSay() == "":
		return s.say.start()
	case there && note.Round == now.Round && s.noEdit(row{note: note}) == "":
		return s.say.edit(note)
	}
	return nil
}

// open opens one question.
func (s *Screen) open(question string) {
	s.At, s.question = modeQuestion, question
	*s.talk = talk{in: s}
}

// book is the newest state as this screen reads it.
func (s *Screen) book() *book { return read(s.Env.State().Public(), s.Env.Memo) }

// now is the newest round of the question that is open; false where it was never asked.
func (s *Screen) now() (touchpoint.CheckIn, bool) { return s.book().view.Latest(s.partner, s.question) }

// page is how many rows a page key goes over.
func page() int { return 8 }

// About implements screen.About.
func (s *Screen) About() partner.ID { return s.partner }
