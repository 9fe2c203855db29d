// Package communication is the screen of the communication plan: who tells whom what, how often and in what way, as a
// table, as a calendar and as a load; the five prompts that lead to it; and the days on which nothing is sent.
package communication

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/comms"
	"convene/internal/activity/partner"
	"convene/ui/desk"
	"convene/ui/kit"
	"convene/ui/screen"
)

// Name is the screen's name.
const Name = "communication"

// The modes, which are also the topics of their help.
const (
	modeTable    = ""
	modeMessage  = "message"
	modeCalendar = "calendar"
	modeLoad     = "load"
	modePrompts  = "prompts"
	modeDays     = "days-off"
	modeCarry    = "carry-message"
	modeLift     = "carry-structure"
)

// Screen is the communication plan as one person has it open.
type Screen struct {
	*desk.Desk
	table    *table
	form     *form
	calendar *calendar
	load     *load
	prompts  *prompts
	days     *daysOff
}

// New makes it.
func New(env *screen.Env) *Screen {
	s := &Screen{Desk: desk.New(env)}
	s.table, s.form, s.calendar = &table{in: s}, &form{in: s}, &calendar{in: s}
	s.load, s.prompts, s.days = &load{in: s}, &prompts{in: s}, &daysOff{in: s}
	s.Set(desk.Named{Mode: modeTable, Part: s.table}, desk.Named{Mode: modeMessage, Part: s.form},
		desk.Named{Mode: modeCalendar, Part: s.calendar}, desk.Named{Mode: modeLoad, Part: s.load},
		desk.Named{Mode: modePrompts, Part: s.prompts}, desk.Named{Mode: modeDays, Part: s.days},
		desk.Named{Mode: modeCarry, Part: carryMessage{s.table}}, desk.Named{Mode: modeLift, Part: carryStructure{s.prompts}},
		desk.Named{Mode: desk.ModeEdit, Part: s.Edit})
	s.Arrive = s.arrive
	return s
}

// Name implements screen.Screen.
func (s *Screen) Name() string { return Name }

// arrive opens what another screen asked for: a message ("message:" and its ID), a partner's messages ("partner:" and its
// ID), or a way of looking by its mode.
func (s *Screen) arrive(arg string) tea.Cmd {
	switch kind, id, _ := strings.Cut(arg, ":"); kind {
	case "message":
		s.table.query = query{sort: s.table.query.sort}
		s.At = modeTable
		s.form.open(id)
	case "partner":
		s.At, s.table.query = modeTable, query{sort: s.table.query.sort, partner: partner.ID(id)}
	case modeCalendar, modeLoad, modePrompts, modeDays:
		s.At = kind
	}
	return nil
}

func (s *Screen) read() comms.View { return read(s.Public(), s.Env.Memo) }

// ways are the keys that go from one way of looking to another one.
func (s *Screen) ways(here string, foot int) []kit.Key {
	var out []kit.Key
	for _, w := range []struct{ key, mode, help string }{
		{"c", modeCalendar, "calendar"}, {"l", modeLoad, "load and gaps"},
		{"t", modePrompts, "the five prompts"}, {"h", modeDays, "days off"},
	} {
		if w.mode == here {
			continue
		}
		key := kit.Key{Press: []string{w.key}, Show: w.key, Help: w.help, Run: s.To(w.mode)}
		if foot > 0 {
			key.Foot = foot + len(out)
		}
		out = append(out, key)
	}
	return out
}

// back goes from one of the other ways of looking to the table.
func (s *Screen) back() kit.Key {
	return kit.Key{Press: []string{"esc", "left"}, Show: "Esc", Help: "back", Foot: 9, Run: s.To(modeTable)}
}

// show opens what a line of one of the lists is about.
func (s *Screen) show(r ref) tea.Cmd {
	switch r.kind {
	case kindMessage:
		s.form.open(r.id)
	case kindSender:
		s.filtered(query{who: desk.Whose{Name: r.id, Nobody: r.id == ""}})
	case kindAudience:
		s.filtered(query{audience: r.id})
	case kindPartner:
		s.filtered(query{partner: partner.ID(r.id)})
	case kindGoal:
		return screen.Go("plan", "goal:"+r.id)
	case kindDay:
		s.At = modeDays
		s.days.cur.To(r.String())
	case kindPrompt, kindStructure:
	}
	return nil
}

// filtered shows the table with what the query lets through.
func (s *Screen) filtered(q query) {
	q.sort = s.table.query.sort
	s.At, s.table.query, s.table.cur = modeTable, q, desk.Cursor{}
}
