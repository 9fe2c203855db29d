package communication

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/comms"
	"convene/internal/ledger"
	"convene/ui/kit"
	"convene/ui/screen"
)

// cycle says that a message stands otherwise: happens, missing, stop, happens.
func (s *Screen) cycle(id string) tea.Cmd {
	m, ok := s.Env.State().Comms.Messages.Get(id)
	if !ok {
		return nil
	}
	all := comms.Statuses()
	op := comms.SetState{Message: id, Was: m.State, To: all[(slices.Index(all, m.State)+1)%len(all)]}
	if err := s.Env.Do(op); err != nil {
		return screen.Refused(err)
	}
	word := op.To.Label()
	return screen.Notice(strings.ToUpper(word[:1]) + word[1:] + ": " + said(m))
}

// remove takes a message out of the plan.
func (s *Screen) remove(id string) tea.Cmd {
	if err := s.Env.Do(comms.RemoveMessage{Message: id}); err != nil {
		return screen.Refused(err)
	}
	return screen.Notice("Removed. u brings it back.")
}

// put changes a message by one choice.
func (s *Screen) put(id string, change func(*comms.Message)) tea.Cmd {
	base, ok := s.Env.State().Comms.Messages.Get(id)
	if !ok {
		return nil
	}
	next := base
	change(&next)
	patch := ledger.Diff(base, next)
	if len(patch) == 0 {
		return nil
	}
	return screen.Refused(s.Env.Do(comms.EditMessage{Message: id, Patch: patch}))
}

// shift puts a message one place up or down in the team's order, among those that are shown.
func (t *table) shift(id string, n int) func() tea.Cmd {
	return func() tea.Cmd {
		list := rows(t.in.Public(), t.in.Env.Memo, t.query, t.in.Today())
		all := t.in.read().Messages()
		i := slices.IndexFunc(list, func(r row) bool { return r.ID == id })
		if i < 0 || i+n < 0 || i+n >= len(list) {
			return nil // it stands at the edge
		}
		to := slices.IndexFunc(all, func(m comms.Message) bool { return m.ID == list[i+n].ID })
		rank := comms.RankAt(all, func(m comms.Message) string { return m.Rank }, to, id)
		return screen.Refused(t.in.Env.Do(comms.MoveMessage{Message: id, Rank: rank}))
	}
}

// carrying is the key table of something that is carried up or down.
func carrying(move func(n int) tea.Cmd, down func() tea.Cmd) []kit.Key {
	return []kit.Key{
		{Press: []string{"up"}, Show: "↑↓", Help: "carry up or down", Foot: 1, Run: func() tea.Cmd { return move(-1) }},
		{Press: []string{"down"}, Show: "↓", Help: "down", Run: func() tea.Cmd { return move(1) }},
		{Press: []string{"enter", "m", "space"}, Show: "Enter", Help: "put it down", Foot: 2, Run: down},
		{Press: []string{"esc"}, Show: "Esc", Help: "put it down", Foot: 3, Run: down},
	}
}

// carryMessage is the table while a message is carried up or down.
type carryMessage struct{ *table }

func (c carryMessage) Keys() []kit.Key {
	return carrying(func(n int) tea.Cmd {
		r, _ := c.paper().Chosen(&c.cur)
		return c.shift(r.id, n)()
	}, c.in.To(modeTable))
}
