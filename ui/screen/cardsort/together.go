package cardsort

import (
	"cmp"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	sorting "convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/internal/text"
	"convene/ui/kit"
	"convene/ui/screen"
)

func (s *Screen) togetherKeys() []kit.Key {
	may, none := s.env.TakesPart("Moving cards"), ""
	b := s.board()
	if s.begun > 0 && !b.round.Revealed && s.env.Leads("-") != "" {
		may = cmp.Or(may, "Everybody sorts alone until the reveal. Nothing was moved: Tab opens your own ballot.")
	}
	id, ok := s.card()
	if !ok {
		none = "There is no card yet. Press a to list your partners first."
	}
	off := none
	if off == "" {
		off = may
	}
	keys := append(s.moveKeys(), []kit.Key{
		{Press: []string{"1", "2", "3"}, Show: "1 2 3", Help: "place", Foot: 2, Off: off, With: s.placeKey},
		{Press: []string{"0"}, Show: "0", Help: "back to the pile", Off: off, Run: func() tea.Cmd { return s.place(pileLane) }},
		{Press: []string{"space"}, Show: "Space", Help: "carry", Foot: 4, Off: off, Run: s.pickUp},
		{Press: []string{"w"}, Show: "w", Help: "why", Foot: 5, Off: off, Run: s.why},
	}...)
	aboutKeys := []string{"i"}
	if c := b.sheet.Card(id); ok && c.Carried && c.Place != sorting.Pile {
		keys = append(keys, kit.Key{Press: []string{"enter", "H"}, Show: "Enter", Help: "keep as is", Foot: 3, Off: may, Run: s.hold})
	} else {
		aboutKeys = append(aboutKeys, "enter")
	}
	settle := 0
	if len(b.lanes[pileLane]) == 0 {
		settle = 3
	}
	keys = append(keys, []kit.Key{
		{Press: []string{"a"}, Show: "a", Help: "list more partners", Off: may, Run: func() tea.Cmd { return screen.Go("inventory", "add") }},
		{Press: aboutKeys, Show: "i", Help: "about this partner", Foot: 6, Off: none, Run: s.about},
		{Press: []string{"s"}, Show: "s", Help: "settle the sort", Foot: settle, Off: s.env.Leads("Only a facilitator settles the sort. You can go on placing cards."), Run: s.settle},
	}...)
	return append(keys, s.voteKeys(none)...)
}

// voteKeys lead to the votes: in private, by hands, and what comes of them.
func (s *Screen) voteKeys(none string) []kit.Key {
	r := s.board().round
	alone := 3 // in the footer: before the reveal it matters more than what only one person does
	reveal := kit.Key{Press: []string{"v"}, Show: "v", Help: "reveal the votes", Off: s.noReveal(), Run: s.reveal}
	if s.count.N > 0 {
		reveal.Help, reveal.Foot = "reveal "+kit.Count(s.count.N, "ballot", "ballots"), 2
	}
	late := "There is no late ballot. The votes are not revealed yet."
	if r.Revealed || r.Settled {
		alone = 7
	}
	if r.Revealed {
		reveal = kit.Key{Press: []string{"v"}, Show: "v", Help: "divided cards", Foot: 3, Run: func() tea.Cmd { s.toDivided(); return nil }}
		late = s.env.Leads("Only a facilitator adds late ballots.")
		if late == "" && s.count.N == 0 {
			late = "No late ballot waits. Tab begins one."
		}
	}
	return []kit.Key{
		{Press: []string{"tab"}, Show: "Tab", Help: "private sort", Foot: alone, Off: cmp.Or(none, s.env.TakesPart("Sorting in private")), Run: s.who},
		reveal,
		{Press: []string{"h"}, Show: "h", Help: "show of hands", Off: cmp.Or(none, s.env.Leads("Only a facilitator counts hands. Raise yours.")), Run: s.hands},
		{Press: []string{"l"}, Show: "l", Help: "add late ballots", Off: late, Run: s.addLate},
		{Press: []string{"r"}, Show: "r", Help: "results", Foot: 8, Run: func() tea.Cmd { s.toResults(r.ID, "", modeTogether); return nil }},
		{Press: []string{"o"}, Show: "o", Help: "all sorts", Foot: 9, Run: func() tea.Cmd { s.toRounds(); return nil }},
	}
}

// moveKeys choose a card.
func (s *Screen) moveKeys() []kit.Key {
	side := func(n int) func() tea.Cmd { return func() tea.Cmd { s.side(n); return nil } }
	step := func(n int) func() tea.Cmd { return func() tea.Cmd { s.step(n); return nil } }
	return []kit.Key{
		{Press: []string{"left"}, Show: "←→↑↓", Help: "choose", Foot: 1, Run: side(-1)},
		{Press: []string{"right"}, Show: "→", Help: "next column", Run: side(1)},
		{Press: []string{"up"}, Show: "↑", Help: "card before", Run: step(-1)},
		{Press: []string{"down"}, Show: "↓", Help: "next card", Run: step(1)},
		{Press: []string{"pgup"}, Show: "PgUp", Help: "page up", Run: step(-8)},
		{Press: []string{"pgdown"}, Show: "PgDn", Help: "page down", Run: step(8)},
		{Press: []string{"home"}, Show: "Home", Help: "first in the column", Run: step(-1 << 30)},
		{Press: []string{"end"}, Show: "End", Help: "last in the column", Run: step(1 << 30)},
	}
}

// side goes to the next column that has a card.
func (s *Screen) side(n int) {
	b := s.board()
	for l := s.lane + n; l >= 0 && l < lanes; l += n {
		if len(b.lanes[l]) > 0 {
			s.lane, s.again = l, ""
			return
		}
	}
}

// step goes up or down the column. On a board with the pile under the columns, it goes on into the pile.
func (s *Screen) step(n int) {
	b := s.board()
	list := b.lanes[s.lane]
	if len(list) == 0 {
		return
	}
	to := kit.Step(s.rows[s.lane], n, len(list))
	if to == s.rows[s.lane] && (n == 1 || n == -1) && s.plan().shape == shelf {
		s.across(b, n)
		return
	}
	s.rows[s.lane], s.sel[s.lane], s.again = to, list[to], ""
}

// across goes from a column down to the pile, or up from there.
func (s *Screen) across(b *board, n int) {
	switch {
	case n > 0 && s.lane != pileLane && len(b.lanes[pileLane]) > 0:
		s.lane = pileLane
	case n < 0 && s.lane == pileLane:
		for l := range pileLane {
			if len(b.lanes[l]) > 0 {
				s.lane = l
				return
			}
		}
	}
}

func (s *Screen) plan() plan {
	b := s.board()
	return lay(s.w, s.h, titleWidth(b.round), len(b.lanes[pileLane]))
}

func (s *Screen) placeKey(key string) tea.Cmd { return s.place(int(key[0] - '1')) }

// place puts the chosen card into a lane. From the pile the selection goes to the next card, so that a room can place one
// after the other; of carried cards to the next that nobody has looked at.
func (s *Screen) place(lane int) tea.Cmd {
	id, ok := s.card()
	if !ok {
		return nil
	}
	from, row := s.lane, s.rows[s.lane]
	was := s.board().sheet.Card(id)
	if done, cmd := s.do(sorting.Move{Round: was.Round, Partner: id, To: category(lane), Was: was.Place}); !done {
		return cmd
	}
	b := s.board()
	s.again = ""
	switch {
	case from == pileLane:
		s.again = id
	case was.Carried:
		s.advance(b, from, row)
	default:
		s.choose(id)
	}
	if len(b.lanes[pileLane]) == 0 && from == pileLane {
		return screen.Notice("Every card is placed. Look once more, then press s to settle the sort.")
	}
	return nil
}

// advance goes to the next card that nobody has looked at yet, from where the one before stood.
func (s *Screen) advance(b *board, lane, row int) {
	for turn := range pileLane + 1 {
		l := (lane + turn) % pileLane
		for i, id := range b.lanes[l] {
			if (turn > 0 || i >= row) && b.sheet.Card(id).Carried {
				s.lane, s.rows[l], s.sel[l] = l, i, id
				return
			}
		}
	}
}

// hold keeps a carried card where the last sort left it.
func (s *Screen) hold() tea.Cmd {
	id, _ := s.card()
	lane, row := s.lane, s.rows[s.lane]
	if ok, cmd := s.do(sorting.Hold{Round: s.board().round.ID, Partner: id}); !ok {
		return cmd
	}
	b := s.board()
	s.advance(b, lane, row)
	if b.carried == 0 {
		return screen.Notice("Every card has been looked at. Press s to settle the sort.")
	}
	return nil
}

// put moves a card to a place in a lane.
func (s *Screen) put(id partner.ID, lane, row int) tea.Cmd {
	b := s.board()
	was := b.sheet.Card(id)
	at, i, _ := b.find(id)
	if at == lane && (lane == pileLane || i == row) && !was.Carried {
		return nil // it was put back
	}
	op := sorting.Move{Round: b.round.ID, Partner: id, To: category(lane), Was: was.Place}
	if lane != pileLane {
		op.Rank = b.sheet.RankAt(b.lanes[lane], row, id)
	}
	_, cmd := s.do(op)
	s.choose(id)
	return cmd
}

// why asks for the reason why a card stands where it stands.
func (s *Screen) why() tea.Cmd {
	id, _ := s.card()
	return s.askWhy(id)
}

// Resume implements screen.Resuming: in the reason of a card, while its sort is open.
func (s *Screen) Resume(place string) tea.Cmd {
	b := s.board()
	rest, ok := strings.CutPrefix(place, whyPlace+b.round.ID+"/")
	_, open := s.round()
	if _, _, found := b.find(partner.ID(rest)); !ok || !open || !found || s.env.TakesPart("-") != "" {
		return nil
	}
	s.toBoard()
	s.choose(partner.ID(rest))
	return s.why()
}

// whyPlace begins the places of the drafts of reasons.
const whyPlace = "cardsort/why/"

func (s *Screen) askWhy(id partner.ID) tea.Cmd {
	p := s.env.State().Public()
	c := s.board().sheet.Card(id)
	return screen.Open(screen.NewPrompt(screen.Prompt{
		Title:  "Why? " + name(p, id),
		Hint:   "A few words that next year's team will understand.",
		Max:    text.LineMax,
		Drafts: s.whys, Place: whyPlace + c.Round + "/" + string(id),
		Done: func(v string) (tea.Cmd, error) {
			if v == c.Why {
				return nil, nil
			}
			return nil, s.env.Do(sorting.Explain{Round: c.Round, Partner: id, From: c.Why, To: v})
		},
	}, c.Why))
}

// settle asks before the sort is closed, and says what will happen.
func (s *Screen) settle() tea.Cmd {
	b := s.board()
	pile := len(b.lanes[pileLane])
	say := fmt.Sprintf("%s in a column. ", kit.Count(b.placed(), "partner is", "partners are"))
	if pile > 0 {
		say += fmt.Sprintf("%s in the pile, as not placed. ", kit.Count(pile, "stays", "stay"))
	}
	if b.carried > 0 {
		say += fmt.Sprintf("%s as last time, although nobody looked at it. ", kit.Count(b.carried, "stands", "stand"))
	}
	if b.left > 0 {
		say += fmt.Sprintf("%s not settled. ", kit.Count(b.left, "divided card is", "divided cards are"))
	}
	if !b.round.Revealed && s.count.N > 0 {
		say += fmt.Sprintf("%s unopened. ", kit.Count(s.count.N, "sealed ballot stays", "sealed ballots stay"))
	}
	if n := len(b.lanes[0]); n > 0 {
		say += fmt.Sprintf("%s in the first column: your primary partners. ", kit.Count(n, "stands", "stand"))
	}
	say += "Then nothing in it moves any more; it can be reopened."
	return screen.Open(&screen.Confirm{Title: "Settle " + b.round.Name + "?", Text: say, Yes: "settle the sort", Do: func() tea.Cmd {
		b := s.board()
		if ok, cmd := s.do(sorting.Close{Round: b.round.ID, Pile: b.lanes[pileLane]}); !ok {
			return cmd
		}
		return screen.Notice(b.round.Name + " is settled.")
	}})
}

// boardView is what everybody sees who looks at the board as this person does.
func (s *Screen) boardView(w, h int) screen.View {
	s.fit()
	b := s.board()
	if b.round.ID == "" || len(b.listed) == 0 {
		return startView{active(s.env.State().Public(), s.env.Memo) > 0}
	}
	v := boardView{round: b.round.ID, lane: s.lane, sel: s.sel[s.lane], rows: s.rows, carry: s.mode == modeCarry, finished: s.count}
	if v.carry {
		v.sel = s.carry.card
	}
	cards := v.lanesOf(b)
	p := lay(w, h, titleWidth(b.round), len(cards[pileLane]))
	for l := range lanes {
		s.tops[l] = v.laneOf(s.env.State().Public(), cards[l], l, p).Follow(s.rows[l], p.lanes[l].h).Top
		v.tops[l] = s.tops[l]
	}
	for l := range lanes { // where nothing is open, the row chosen there before changes no picture
		if l != v.lane {
			v.rows[l] = 0
		}
	}
	return v
}
