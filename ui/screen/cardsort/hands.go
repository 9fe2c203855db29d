package cardsort

import (
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	sorting "convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/internal/ledger"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// hands is the box for a show of hands: four numbers.
type hands struct {
	env   *screen.Env
	round sorting.Round
	card  partner.ID
	n     [4]int
	was   sorting.Hands
	sel   int
	fresh bool // the next digit begins a number
	err   string
}

func (s *Screen) hands() tea.Cmd {
	id, _ := s.card()
	b := s.board()
	h := &hands{env: s.env, round: b.round, card: id, fresh: true}
	if c := b.sheet.Card(id); c.Hands != nil {
		h.was = *c.Hands
	}
	h.n = [4]int{h.was.Clear, h.was.Could, h.was.None, h.was.Unsure}
	return screen.Open(h)
}

// Typing implements screen.Overlay.
func (h *hands) Typing() bool { return false }

// Update implements screen.Overlay.
func (h *hands) Update(tea.Msg) tea.Cmd { return nil }

// Keys implements screen.Overlay.
func (h *hands) Keys() []kit.Key {
	move := func(n int) func() tea.Cmd {
		return func() tea.Cmd { h.sel, h.fresh = kit.Step(h.sel, n, len(h.n)), true; return nil }
	}
	add := func(n int) func() tea.Cmd { return func() tea.Cmd { h.set(h.n[h.sel] + n); return nil } }
	digits := []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}
	return []kit.Key{
		{Press: digits, Show: "0-9", Help: "hands", Foot: 1, With: h.digit},
		{Press: []string{"up"}, Show: "↑↓", Help: "choose", Foot: 2, Run: move(-1)},
		{Press: []string{"down", "tab"}, Show: "↓", Help: "next number", Run: move(1)},
		{Press: []string{"left"}, Show: "←→", Help: "one less, one more", Run: add(-1)},
		{Press: []string{"right"}, Show: "→", Help: "one more", Run: add(1)},
		{Press: []string{"backspace", "delete"}, Show: "Backspace", Help: "take the last digit away", Run: func() tea.Cmd { h.set(h.n[h.sel] / 10); return nil }},
		{Press: []string{"enter"}, Show: "Enter", Help: "keep the count", Foot: 3, Run: h.keep},
		{Press: []string{"esc"}, Show: "Esc", Help: "leave it as it was", Foot: 4, Run: func() tea.Cmd { return screen.Close(nil) }},
	}
}

func (h *hands) set(n int) { h.n[h.sel], h.err = max(0, min(n, sorting.HandsMax)), "" }

func (h *hands) digit(key string) tea.Cmd {
	d := int(key[0] - '0')
	if !h.fresh && h.n[h.sel]*10+d <= sorting.HandsMax {
		d += h.n[h.sel] * 10
	}
	h.set(d)
	h.fresh = false
	return nil
}

func (h *hands) keep() tea.Cmd {
	now := sorting.Hands{Clear: h.n[0], Could: h.n[1], None: h.n[2], Unsure: h.n[3]}
	if now == h.was {
		return screen.Close(nil)
	}
	err := h.env.Do(sorting.CountHands{Round: h.round.ID, Partner: h.card, Hands: now, Was: h.was})
	var meet *ledger.MeetError
	switch {
	case errors.As(err, &meet):
		h.was = sorting.Hands{}
		if c := h.env.State().CardSort.Card(h.round.ID, h.card); c.Hands != nil {
			h.was = *c.Hands
		}
		h.err = fmt.Sprintf("Somebody else has just counted %d, %d, %d and %d. Enter puts yours in its place, Esc keeps theirs.",
			h.was.Clear, h.was.Could, h.was.None, h.was.Unsure)
		return nil
	case err != nil:
		h.err = err.Error()
		return nil
	}
	who := name(h.env.State().Public(), h.card)
	if now == (sorting.Hands{}) {
		return screen.Close(screen.Notice("No hands for " + who + " any more."))
	}
	return screen.Close(screen.Notice(fmt.Sprintf("Hands for %s: %d, %d and %d; %d do not know.", who, now.Clear, now.Could, now.None, now.Unsure)))
}

// Layer implements screen.Overlay.
func (h *hands) Layer(w, _ int) screen.Layer {
	return handsLayer{h.round, h.card, h.n, h.sel, h.err, min(56, w)}
}

type handsLayer struct {
	round sorting.Round
	card  partner.ID
	n     [4]int
	sel   int
	err   string
	width int
}

// Paint implements screen.Layer.
func (l handsLayer) Paint(a kit.Area, p *paint.Personal, o screen.Own) {
	th := o.Theme
	total := 0
	for _, n := range l.n {
		total += n
	}
	note, ink := kit.Count(total, "hand", "hands"), th.Muted
	if l.err != "" {
		note, ink = l.err, th.Bad
	}
	under := len(paint.Wrap(note, max(1, l.width-4)))
	in := screen.Box(a, o, "Show of hands", l.width, 7+under)
	in.Print(0, 0, name(o.State.Public(), l.card), th.Heading)
	for i, c := range sorting.Choices() {
		label := c.Label()
		if cat, ok := c.Category(); ok {
			label = word(cat, l.round, th)
		}
		row := in.Sub(0, 1+i, in.W(), 1)
		row.PrintIn(2, 0, in.W()-8, label, th.Text)
		row.Right(0, fmt.Sprintf("%d ", l.n[i]), th.Text)
		if i == l.sel {
			kit.SelectAt(p, row.Rect(), th)
		}
	}
	in.Sub(0, 5, in.W(), in.H()-5).Para(0, in.W(), note, ink)
}
