package cardsort

import (
	"cmp"
	"errors"
	"fmt"
	"math"

	tea "charm.land/bubbletea/v2"

	sorting "convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/internal/ledger"
	"convene/internal/text"
	"convene/ui/kit"
	"convene/ui/screen"
)

// settling is a divided card whose category is chosen, while its why is typed.
type settling struct {
	card partner.ID
	to   sorting.Category
	was  string // the why that the new words replace
	err  string
}

// toDivided shows the divided cards, the first that is not settled.
func (s *Screen) toDivided() {
	s.mode = modeReveal
	s.talk = ""
	s.nextDivided()
}

// nextDivided goes to the next divided card that is not settled, if there is one.
func (s *Screen) nextDivided() {
	list := s.board().divided
	at := s.talkAt()
	for i := range list {
		if v := list[(at+i)%len(list)]; !v.Card.Settled {
			s.talk = v.Partner
			return
		}
	}
}

// talkAt is where the card that is talked about stands among the divided ones, the first where it is none of them.
func (s *Screen) talkAt() int {
	for i, v := range s.board().divided {
		if v.Partner == s.talk {
			return i
		}
	}
	return 0
}

// vote is the card that is talked about; false where no card is divided.
func (s *Screen) divided() (sorting.Vote, bool) {
	list := s.board().divided
	if len(list) == 0 {
		return sorting.Vote{}, false
	}
	return list[s.talkAt()], true
}

func (s *Screen) dividedKeys() []kit.Key {
	v, ok := s.divided()
	lead := s.env.Leads("Only a facilitator settles cards. Say what you have seen of this partner.")
	none := ""
	if !ok {
		none = "No card is divided. a settles those that are not."
	}
	taken := ""
	if !v.Card.Settled {
		taken = "This card is not settled yet. 1, 2 or 3 settles it."
	}
	turn := func(n int) func() tea.Cmd {
		return func() tea.Cmd {
			if list := s.board().divided; len(list) > 0 {
				s.talk = list[kit.Step(s.talkAt(), n, len(list))].Partner
			}
			return nil
		}
	}
	return []kit.Key{
		{Press: []string{"1", "2", "3"}, Show: "1 2 3", Help: "settle", Foot: 1, Off: cmp.Or(none, lead), With: s.settleKey},
		{Press: []string{"left", "up"}, Show: "←→", Help: "other cards", Foot: 2, Off: none, Run: turn(-1)},
		{Press: []string{"right", "down"}, Show: "→", Help: "next divided card", Off: none, Run: turn(1)},
		{Press: []string{"home"}, Show: "Home", Help: "the most divided card", Off: none, Run: turn(-1 << 30)},
		{Press: []string{"end"}, Show: "End", Help: "the least divided card", Off: none, Run: turn(1 << 30)},
		{Press: []string{"a"}, Show: "a", Help: "settle the rest", Foot: 3, Off: lead, Run: s.settleRest},
		{Press: []string{"w"}, Show: "w", Help: "why", Foot: 5, Off: cmp.Or(none, s.env.TakesPart("Writing why")), Run: func() tea.Cmd { return s.askWhy(v.Partner) }},
		{Press: []string{"i", "enter"}, Show: "i", Help: "about this partner", Foot: 4, Off: none, Run: func() tea.Cmd { return s.aboutCard(v.Partner) }},
		{Press: []string{"x"}, Show: "x", Help: "take a settled card up again", Off: cmp.Or(none, cmp.Or(lead, taken)), Run: s.unsettle},
		{Press: []string{"t"}, Show: "t", Help: "when a card counts as divided", Off: lead, Run: s.threshold},
		{Press: []string{"r"}, Show: "r", Help: "results", Run: func() tea.Cmd { s.toResults(s.board().round.ID, "", modeReveal); return nil }},
		{Press: []string{"esc"}, Show: "Esc", Help: "back to the board", Foot: 6, Run: func() tea.Cmd { s.toBoard(); s.choose(v.Partner); return nil }},
	}
}

func (s *Screen) settleKey(key string) tea.Cmd {
	v, ok := s.divided()
	if !ok {
		return nil
	}
	s.settling = settling{card: v.Partner, to: category(int(key[0] - '1')), was: v.Card.Why}
	s.field = kit.NewInput(v.Card.Why, false, text.LineMax, text.Typed)
	s.talk, s.mode = v.Partner, modeWhy
	return nil
}

func (s *Screen) whyKeys() []kit.Key {
	return []kit.Key{
		{Press: []string{"enter"}, Show: "Enter", Help: "settle", Foot: 1, Run: func() tea.Cmd { return s.settleCard(true) }},
		{Press: []string{"esc"}, Show: "Esc", Help: "settle without new words", Foot: 2, Run: func() tea.Cmd { return s.settleCard(false) }},
		{Press: []string{"tab"}, Show: "Tab", Help: "not yet", Foot: 3, Run: func() tea.Cmd { s.mode, s.settling = modeReveal, settling{}; return nil }},
	}
}

// settleCard decides the card that is talked about, with the words typed or as they were, then goes to the next.
func (s *Screen) settleCard(words bool) tea.Cmd {
	g := s.settling
	op := sorting.Settle{Round: s.board().round.ID, Partner: g.card, To: g.to, Why: g.was, WhyWas: g.was}
	if words {
		op.Why = text.Line(s.field.Value(), text.LineMax)
	}
	card := s.board().sheet.Card(g.card)
	if card.Settled && card.Place == g.to && op.Why == op.WhyWas {
		s.mode, s.settling = modeReveal, settling{}
		return nil // nothing to change
	}
	err := s.env.Do(op)
	var meet *ledger.MeetError
	switch {
	case errors.As(err, &meet) && words:
		s.settling.was = s.board().sheet.Card(g.card).Why
		s.settling.err = fmt.Sprintf("Somebody else has just written: %q. Enter puts your words in its place.", s.settling.was)
		return nil
	case err != nil:
		s.settling.err = err.Error()
		return nil
	}
	s.mode, s.settling = modeReveal, settling{}
	s.fit()
	s.nextDivided()
	b := s.board()
	if b.left == 0 {
		if n := len(b.sheet.SettleUndivided(b.listed).Cards); n > 0 {
			return screen.Notice(fmt.Sprintf("No divided card is left. a settles the other %d.", n))
		}
		return screen.Notice("Every card with votes is settled. Esc, then s, settles the sort.")
	}
	return nil
}

// settleRest settles every card that is not divided, after a look at what that means.
func (s *Screen) settleRest() tea.Cmd {
	b := s.board()
	op := b.sheet.SettleUndivided(b.listed)
	if len(op.Cards) == 0 {
		return screen.Notice("Every card that is not divided is settled already.")
	}
	say := kit.Count(len(op.Cards), "card has", "cards have") + " at least " + percent(b.round.Threshold) + " of the votes in one column:"
	for i, c := range sorting.Categories() {
		n := 0
		for _, p := range op.Cards {
			n += count(p.To == c)
		}
		if say += fmt.Sprintf(" %s %d", sign(c, s.theme()), n); i < 2 {
			say += ","
		}
	}
	say += ". They are settled there."
	return screen.Open(&screen.Confirm{Title: "Settle the rest?", Text: say, Yes: "settle them", Do: func() tea.Cmd {
		if ok, cmd := s.do(op); !ok {
			return cmd
		}
		return screen.Notice(kit.Count(len(op.Cards), "card is", "cards are") + " settled.")
	}})
}

func (s *Screen) unsettle() tea.Cmd {
	v, ok := s.divided()
	if !ok {
		return nil
	}
	_, cmd := s.do(sorting.Unsettle{Round: s.board().round.ID, Partner: v.Partner})
	return cmd
}

// shares are the thresholds on offer.
func shares() []float64 { return []float64{0.5, 0.6, 2.0 / 3, 0.75, 0.8, 0.9, 1} }

func percent(share float64) string { return fmt.Sprintf("%.0f %%", 100*share) }

// threshold asks from which share of the votes a card counts as not divided.
func (s *Screen) threshold() tea.Cmd {
	r := s.board().round
	var items []screen.Item
	sel := 0
	for i, v := range shares() {
		items = append(items, screen.Item{Label: percent(v)})
		if math.Abs(v-r.Threshold) < math.Abs(shares()[sel]-r.Threshold) {
			sel = i
		}
	}
	items[len(items)-1].Hint = "everybody says the same"
	return screen.Open(screen.NewChoice("Not divided from", items, sel, func(i int) tea.Cmd {
		if shares()[i] == r.Threshold {
			return nil
		}
		_, cmd := s.do(sorting.SetThreshold{Round: r.ID, Share: shares()[i]})
		return cmd
	}))
}
