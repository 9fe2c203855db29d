package cardsort

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	sorting "convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/internal/text"
	"convene/ui/kit"
	"convene/ui/screen"
)

// private is the ballot of whoever has the keyboard: it is on no screen but this one, and in no scene.
type private struct {
	ballot sorting.Sealed // without a Person where nobody is sorting
	at     int            // the card, of the board's list
	wall   bool           // it was opened although the room sees this screen
}

func (s *Screen) privateKeys() []kit.Key {
	turn := func(n int) func() tea.Cmd {
		return func() tea.Cmd { s.private.at = kit.Step(s.private.at, n, len(s.board().listed)); return nil }
	}
	return []kit.Key{
		{Press: []string{"1", "2", "3"}, Show: "1 2 3", Help: "place", Foot: 1, With: s.voteKey},
		{Press: []string{"0", "d"}, Show: "0", Help: "don't know", Foot: 2, Run: func() tea.Cmd { return s.vote(sorting.Unsure) }},
		{Press: []string{"left", "up"}, Show: "←→", Help: "other cards", Foot: 4, Run: turn(-1)},
		{Press: []string{"right", "down"}, Show: "→", Help: "next card", Run: turn(1)},
		{Press: []string{"home"}, Show: "Home", Help: "first card", Run: turn(-1 << 30)},
		{Press: []string{"end"}, Show: "End", Help: "last card", Run: turn(1 << 30)},
		{Press: []string{"g"}, Show: "g", Help: "next card without an answer", Run: func() tea.Cmd { s.nextOpen(); return nil }},
		{Press: []string{"x", "delete", "backspace"}, Show: "x", Help: "take the answer back", Run: func() tea.Cmd { return s.vote("") }},
		{Press: []string{"i"}, Show: "i", Help: "about this partner", Foot: 5, Run: s.aboutVoted},
		{Press: []string{"enter", "f"}, Show: "Enter", Help: "finish", Foot: 3, Run: s.finish},
		{Press: []string{"esc"}, Show: "Esc", Help: "stop here; the answers are kept", Run: func() tea.Cmd { s.leaveBallot(); return nil }},
	}
}

// handKeys are for the time between two people.
func (s *Screen) handKeys() []kit.Key {
	what := "back to the board"
	if s.private.ballot.Person != "" {
		what = "ready"
	}
	return []kit.Key{
		{Press: []string{"enter"}, Show: "Enter", Help: what, Foot: 1, Run: s.ready},
		{Press: []string{"tab"}, Show: "Tab", Help: "somebody else", Foot: 2, Run: s.who},
		{Press: []string{"v"}, Show: "v", Help: "reveal the votes", Foot: 3, Off: s.noReveal(), Run: s.reveal},
		{Press: []string{"esc"}, Show: "Esc", Help: "back to the board", Foot: 4, Run: func() tea.Cmd { s.toBoard(); return nil }},
	}
}

func (s *Screen) toBoard() { s.mode, s.private = modeTogether, private{} }

func (s *Screen) ready() tea.Cmd {
	if s.private.ballot.Person == "" {
		s.toBoard()
		return nil
	}
	return s.env.Private("The ballot would be on the wall: everybody would see how this person sorts.",
		func() tea.Cmd {
			s.fit()
			if s.private.ballot.Person != "" { // the sort may have been settled meanwhile
				s.mode, s.private.wall = modePrivate, s.env.Wall
			}
			return nil
		})
}

// leaveBallot clears the screen of the person's choices.
func (s *Screen) leaveBallot() { s.mode, s.private = modeHand, private{} }

// sealed are the ballots that were begun at this person's terminal, by person.
func (s *Screen) sealed(round string) map[string]sorting.Sealed {
	out := map[string]sorting.Sealed{}
	own, err := s.env.Session.Sealed(s.env.Context(), sorting.SealedKind(round))
	if err != nil {
		return out
	}
	for person, data := range own {
		if b, err := sorting.DecodeSealed(data); err == nil && b.Person == person {
			out[person] = b
		}
	}
	return out
}

// who asks who is sorting now.
func (s *Screen) who() tea.Cmd {
	b, me := s.board(), s.env.Me()
	mine := s.sealed(b.round.ID)
	persons := []string{me.Person}
	items := []screen.Item{{Label: "You", Hint: s.far(b, me.Person, mine)}}
	var others []sorting.Sealed
	for person, o := range mine {
		if person != me.Person {
			others = append(others, o)
		}
	}
	slices.SortFunc(others, func(a, b sorting.Sealed) int {
		return strings.Compare(strings.ToLower(a.Name)+a.Person, strings.ToLower(b.Name)+b.Person)
	})
	next := -1 // the first who has not finished
	if !mine[me.Person].Done && !b.voted(s, me.Person) {
		next = 0
	}
	for _, o := range others {
		hint := s.far(b, o.Person, mine)
		if o.Proxy {
			hint += ", by proxy"
		}
		if next < 0 && !o.Done {
			next = len(items)
		}
		persons = append(persons, o.Person)
		items = append(items, screen.Item{Label: o.Name, Hint: hint})
	}
	if next < 0 {
		next = len(items)
	}
	items = append(items, screen.Item{Label: "Somebody else, right here"})
	if s.env.Leads("-") == "" {
		items = append(items, screen.Item{Label: "By proxy, for somebody away"})
	}
	return screen.Open(screen.NewChoice("Who is sorting?", items, next, func(i int) tea.Cmd {
		switch {
		case i < len(persons):
			return s.begin(persons[i])
		case i == len(persons):
			return s.askName("Who has the keyboard?", false)
		}
		return s.askName("Whose ballot is it?", true)
	}))
}

// voted says whether a person's ballot was revealed already.
func (b *board) voted(s *Screen, person string) bool {
	return s.env.State().CardSort.Ballots.Has(sorting.Ballot{Round: b.round.ID, Person: person}.Key())
}

// far says how far a person's ballot is.
func (s *Screen) far(b *board, person string, mine map[string]sorting.Sealed) string {
	o, ok := mine[person]
	switch {
	case b.voted(s, person):
		return "revealed"
	case !ok:
		return ""
	case o.Done:
		return s.theme().Symbols.Done + " finished"
	}
	return fmt.Sprintf("%d of %d", len(b.listed)-len(o.Left(b.listed)), len(b.listed))
}

// begin takes up a ballot, behind a cover: nobody sees that of the person before.
func (s *Screen) begin(person string) tea.Cmd {
	b, me := s.board(), s.env.Me()
	if b.voted(s, person) {
		return screen.Notice("That ballot was revealed with the others. It cannot change any more.")
	}
	ballot, ok := s.sealed(b.round.ID)[person]
	if !ok {
		ballot = sorting.Sealed{Ballot: sorting.Ballot{Round: b.round.ID, Person: person, Name: me.Name}}
	}
	s.cover(ballot)
	return nil
}

func (s *Screen) cover(ballot sorting.Sealed) {
	s.mode, s.private = modeHand, private{ballot: ballot}
	if left := ballot.Left(s.board().listed); len(left) > 0 {
		s.private.at = slices.Index(s.board().listed, left[0])
	}
}

// askName asks whose ballot comes next. A name that was given at this terminal before takes up that ballot again.
func (s *Screen) askName(title string, proxy bool) tea.Cmd {
	return screen.Open(screen.NewPrompt(screen.Prompt{Title: title, Hint: "A name or a role, like Grade 4 teacher.", Max: text.NameMax,
		Done: func(v string) (tea.Cmd, error) {
			if v == "" {
				return nil, fmt.Errorf("A ballot needs a name or a role. Nothing was changed.")
			}
			b := s.board()
			for person, o := range s.sealed(b.round.ID) {
				if strings.EqualFold(o.Name, v) && person != s.env.Me().Person {
					return s.begin(person), nil
				}
			}
			ballot := sorting.Ballot{Round: b.round.ID, Person: s.env.NewID(), Name: v, Proxy: proxy}
			if proxy {
				ballot.By = s.env.Me().Name
			}
			s.cover(sorting.Sealed{Ballot: ballot})
			return nil, nil
		}}, ""))
}

func (s *Screen) voteKey(key string) tea.Cmd {
	return s.vote(sorting.Choice(category(int(key[0] - '1'))))
}

// votedCard is the card of the private sort; false where there is none.
func (s *Screen) votedCard() (partner.ID, bool) {
	list := s.board().listed
	if len(list) == 0 {
		return "", false
	}
	s.private.at = kit.Step(s.private.at, 0, len(list))
	return list[s.private.at], true
}

// vote keeps one answer in the drawer, then goes to the next card.
func (s *Screen) vote(c sorting.Choice) tea.Cmd {
	id, ok := s.votedCard()
	if !ok {
		return nil
	}
	next := s.private.ballot
	next.Ballot = next.Place(id, c)
	if err := s.seal(next); err != nil {
		return screen.Refused(err)
	}
	s.private.ballot = next
	if c != "" {
		s.private.at = kit.Step(s.private.at, 1, len(s.board().listed))
	}
	if c != "" && len(next.Left(s.board().listed)) == 0 {
		return screen.Notice("Every card has an answer. Enter finishes; until the reveal you can change it.")
	}
	return nil
}

func (s *Screen) seal(b sorting.Sealed) error {
	data, err := b.Encode()
	if err != nil {
		return err
	}
	return s.env.Session.Seal(s.env.Context(), sorting.SealedKind(b.Round), b.Person, data)
}

// nextOpen goes to the next card without an answer.
func (s *Screen) nextOpen() {
	list := s.board().listed
	for i := range list {
		at := (s.private.at + 1 + i) % len(list)
		if _, ok := s.private.ballot.Placements[list[at]]; !ok {
			s.private.at = at
			return
		}
	}
}

func (s *Screen) aboutVoted() tea.Cmd {
	id, ok := s.votedCard()
	if !ok {
		return nil
	}
	return s.aboutCard(id)
}

// finish asks where answers are missing, then hands the keyboard on.
func (s *Screen) finish() tea.Cmd {
	left := len(s.private.ballot.Left(s.board().listed))
	if left == 0 {
		return s.finished()
	}
	return screen.Open(&screen.Confirm{Title: "Finish?", Text: kit.Count(left, "card has", "cards have") +
		" no answer: they count for nothing and against nobody. You can come back until the reveal.", Yes: "finish", Do: s.finished})
}

func (s *Screen) finished() tea.Cmd {
	b := s.private.ballot
	b.Done = true
	if err := s.seal(b); err != nil {
		return screen.Refused(err)
	}
	s.leaveBallot()
	if !s.board().round.Revealed {
		return nil
	}
	if s.env.Leads("-") != "" {
		return screen.Notice("The votes are revealed already. Your ballot is kept: a facilitator can add it now, with l on the board.")
	}
	return s.addLate()
}

func (s *Screen) ballotLayer() screen.Layer {
	b, list := s.private.ballot, s.board().listed
	l := ballotLayer{round: b.Round, name: b.Name, of: len(list), filled: len(list) - len(b.Left(list)), done: b.Done}
	if id, ok := s.votedCard(); ok {
		l.card, l.at, l.choice = id, s.private.at, b.Placements[id]
	}
	return l
}
