package cardsort

import (
	tea "charm.land/bubbletea/v2"

	"convene/ui/kit"
)

// pickUp takes the chosen card in hand: the arrows move it until it is dropped.
func (s *Screen) pickUp() tea.Cmd {
	id, ok := s.card()
	if !ok {
		return nil
	}
	s.carry = carry{id, category(s.lane), s.rows[s.lane]}
	s.mode = modeCarry
	return nil
}

func (s *Screen) carryKeys() []kit.Key {
	side := func(n int) func() tea.Cmd { return func() tea.Cmd { s.carrySide(n); return nil } }
	step := func(n int) func() tea.Cmd { return func() tea.Cmd { s.carryStep(n); return nil } }
	return []kit.Key{
		{Press: []string{"left"}, Show: "←→↑↓", Help: "move the card", Foot: 1, Run: side(-1)},
		{Press: []string{"right"}, Show: "→", Help: "to the next column", Run: side(1)},
		{Press: []string{"up"}, Show: "↑", Help: "further up", Run: step(-1)},
		{Press: []string{"down"}, Show: "↓", Help: "further down", Run: step(1)},
		{Press: []string{"home"}, Show: "Home", Help: "to the top", Run: step(-1 << 30)},
		{Press: []string{"end"}, Show: "End", Help: "to the end", Run: step(1 << 30)},
		{Press: []string{"enter", "space"}, Show: "Enter", Help: "put it down", Foot: 2, Run: s.drop},
		{Press: []string{"1", "2", "3"}, Show: "1 2 3", Help: "put it down at the end of that column", Run: nil, With: s.dropKey},
		{Press: []string{"esc"}, Show: "Esc", Help: "put it back", Foot: 3, Run: s.putBack},
	}
}

// carrySide carries the card over the next column, an empty one too.
func (s *Screen) carrySide(n int) {
	to := s.lane + n
	if to < 0 || to >= lanes {
		return
	}
	s.lane = to
	_, s.rows[to] = s.board().held(s.carry.card, to, s.rows[to])
}

func (s *Screen) carryStep(n int) {
	b := s.board()
	at := max(0, min(s.rows[s.lane]+n, len(b.listed)))
	_, s.rows[s.lane] = b.held(s.carry.card, s.lane, at)
}

func (s *Screen) drop() tea.Cmd {
	s.mode, s.seen = modeTogether, nil
	lane, row := s.lane, s.rows[s.lane]
	s.choose(s.carry.card)
	return s.put(s.carry.card, lane, row)
}

func (s *Screen) dropKey(key string) tea.Cmd {
	s.lane = int(key[0] - '1')
	s.rows[s.lane] = len(s.board().lanes[s.lane])
	return s.drop()
}

func (s *Screen) putBack() tea.Cmd {
	s.mode, s.seen = modeTogether, nil
	s.choose(s.carry.card)
	return nil
}
