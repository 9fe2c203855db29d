// Package cardsort is the screen of the card sort: the board on which a team sorts together, the private sort, the
// reveal, the results and the rounds.
package cardsort

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	sorting "convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/internal/room"
	"convene/ui/kit"
	"convene/ui/screen"
	"convene/ui/theme"
)

// Name is the screen's name.
const Name = "cardsort"

// The modes, which are also the topics of their help.
const (
	modeTogether = ""
	modeStart    = "start" // no round is open: the last result, or what to do first
	modeCarry    = "carry"
	modeHand     = "hand-over"    // between two people of a private sort
	modePrivate  = "private-sort" // a ballot is open
	modeReveal   = "reveal"       // the divided cards
	modeWhy      = "settle-why"
	modeResults  = "results"
	modeRounds   = "rounds"
)

// Screen is the card sort as one person has it open.
type Screen struct {
	env   *screen.Env
	mode  string
	whys  *screen.Drafts // of the reasons that are being typed
	seen  *room.State    // the state that the selection was last fitted to
	w, h  int            // of the body, as it was last drawn
	begun int            // those, and ballots that are not finished

	lane  int               // the lane of the selection
	sel   [lanes]partner.ID // the chosen card of each lane
	rows  [lanes]int        // where it stands
	tops  [lanes]int        // the first row shown
	again partner.ID        // placed by number just now: chosen again if that is taken back
	carry carry

	count    screen.Finished // ballots that are sealed, as it was last drawn
	private  private
	talk     partner.ID // the divided card that is talked about
	settling settling
	field    kit.Input // the why of the card that is settled
	results  results
	rounds   rounds
}

// carry is a card in somebody's hand.
type carry struct {
	card partner.ID
	from sorting.Category
	row  int // where it stood
}

// New makes it.
func New(env *screen.Env) *Screen {
	return &Screen{env: env, whys: screen.NewDrafts(env), lane: pileLane}
}

// Name implements screen.Screen.
func (s *Screen) Name() string { return Name }

// Mode implements screen.Screen.
func (s *Screen) Mode() string {
	s.fit()
	if s.mode == modeTogether {
		if _, open := s.round(); !open {
			return modeStart
		}
	}
	return s.mode
}

// Typing implements screen.Screen.
func (s *Screen) Typing() bool { return s.mode == modeWhy }

// Tables implements screen.Screen.
func (s *Screen) Tables() []kit.Table {
	s.fit()
	return []kit.Table{
		{Mode: modeTogether, Keys: s.togetherKeys},
		{Mode: modeStart, Keys: s.startKeys},
		{Mode: modeCarry, Keys: s.carryKeys},
		{Mode: modeHand, Keys: s.handKeys},
		{Mode: modePrivate, Keys: s.privateKeys},
		{Mode: modeReveal, Keys: s.dividedKeys},
		{Mode: modeWhy, Keys: s.whyKeys},
		{Mode: modeResults, Keys: s.resultKeys},
		{Mode: modeRounds, Keys: s.roundKeys},
	}
}

// Update implements screen.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	s.fit()
	switch msg := msg.(type) {
	case screen.GoMsg:
		return s.arrive(msg.Arg)
	case screen.ClickMsg:
		return s.click(msg)
	case screen.DragMsg:
		return s.drag(msg)
	case screen.WheelMsg:
		s.wheel(msg.N)
		return nil
	}
	if s.mode == modeWhy {
		s.field, s.settling.err = s.field.Update(msg), ""
	}
	return nil
}

// What others ask the screen to open, besides a card by its partner.
const (
	ownBallot = "own"      // this person's ballot, as long as the votes of the open sort are hidden
	divided   = "divided:" // and a divided card
)

// arrive comes from another screen, perhaps for a ballot or a card. A ballot that was left open is covered first.
func (s *Screen) arrive(arg string) tea.Cmd {
	if s.mode == modePrivate {
		s.mode = modeHand
	}
	b := s.board()
	card, talk := strings.CutPrefix(arg, divided)
	_, _, found := b.find(partner.ID(card))
	switch r, open := s.round(); {
	case arg == ownBallot && open && !r.Revealed && s.env.TakesPart("-") == "":
		return s.begin(s.env.Me().Person)
	case arg == ownBallot:
		s.toBoard()
	case talk && found:
		s.toDivided()
		s.talk = partner.ID(card)
	case found:
		s.toBoard()
		s.choose(partner.ID(card))
	}
	return nil
}

func (s *Screen) wheel(n int) {
	switch s.mode {
	case modeTogether:
		s.step(n)
	case modeResults:
		s.scroll(n)
	case modeRounds:
		s.stepRound(n)
	}
}

// round is the round that the screen is about, and whether it is open.
func (s *Screen) round() (sorting.Round, bool) { return current(s.env.State().Public()) }

// board is that round as it stands.
func (s *Screen) board() *board {
	p := s.env.State().Public()
	r, _ := current(p)
	return read(p, s.env.Memo, r.ID)
}

// theme has the signs of this person's terminal, for texts that are put together before they are drawn.
func (s *Screen) theme() *theme.Theme {
	return theme.New(theme.Dark, theme.Options{ASCII: s.env.ASCII})
}

// do makes a change, and shows why it was refused.
func (s *Screen) do(op any) (ok bool, cmd tea.Cmd) {
	if err := s.env.Do(op); err != nil {
		return false, screen.Refused(err)
	}
	s.fit()
	return true, nil
}

// fit keeps the selection on the board as others change it.
func (s *Screen) fit() {
	if s.mode == modePrivate && s.env.Wall && !s.private.wall {
		s.mode = modeHand // the screen has just been shared
	}
	state := s.env.State()
	if state == s.seen {
		return
	}
	s.seen = state
	b := s.board()
	_, open := s.round()
	if lane, _, ok := b.find(s.carry.card); s.mode == modeCarry && (!ok || !open || category(lane) != s.carry.from) {
		s.mode = modeTogether // somebody else has moved it, or settled the sort
	}
	if s.mode == modeCarry {
		return
	}
	s.follow(b.round, open)
	if lane, _, ok := b.find(s.again); ok && lane == pileLane {
		s.lane, s.sel[pileLane] = pileLane, s.again
		s.again = ""
	}
	for l := range lanes {
		s.fitLane(b, l)
	}
	if len(b.lanes[s.lane]) == 0 {
		s.lane = busiest(b)
	}
}

// follow leaves the modes that need an open round when that is settled, or another one begins.
func (s *Screen) follow(r sorting.Round, open bool) {
	if b := s.private.ballot; b.Person != "" && (b.Round != r.ID || !open) {
		s.private = private{}
	}
	switch s.mode {
	case modeHand, modePrivate:
		if !open || s.mode == modePrivate && s.private.ballot.Person == "" {
			s.toBoard()
		}
	case modeReveal, modeWhy:
		if !open || !r.Revealed {
			s.mode, s.settling = modeTogether, settling{}
		}
	}
}

// fitLane chooses the card that was chosen, or the one that is in its place now.
func (s *Screen) fitLane(b *board, l int) {
	for i, id := range b.lanes[l] {
		if id == s.sel[l] {
			s.rows[l] = i
			return
		}
	}
	s.rows[l] = kit.Step(s.rows[l], 0, len(b.lanes[l]))
	s.sel[l] = ""
	if len(b.lanes[l]) > 0 {
		s.sel[l] = b.lanes[l][s.rows[l]]
	}
}

// busiest is where to look first: the pile, else the first lane with a card that nobody has looked at, else the first
// with any.
func busiest(b *board) int {
	if len(b.lanes[pileLane]) > 0 {
		return pileLane
	}
	if lane, _, ok := b.nextCarried("", 0); ok {
		return lane
	}
	for l := range lanes {
		if len(b.lanes[l]) > 0 {
			return l
		}
	}
	return pileLane
}

// nextCarried finds the next card that nobody has looked at, behind row of the lane where after stands, else from the
// first lane on.
func (b *board) nextCarried(after partner.ID, row int) (lane, at int, ok bool) {
	start, _, found := b.find(after)
	if !found {
		start, row = 0, -1
	}
	for turn := range pileLane + 1 {
		l := (start + turn) % pileLane
		for i, id := range b.lanes[l] {
			if turn == 0 && i <= row {
				continue
			}
			if b.sheet.Card(id).Carried {
				return l, i, true
			}
		}
	}
	return 0, 0, false
}

// card is the chosen card; false where there is none.
func (s *Screen) card() (partner.ID, bool) {
	id := s.sel[s.lane]
	return id, id != ""
}

// choose selects a partner's card, wherever it is on the board.
func (s *Screen) choose(id partner.ID) {
	if lane, row, ok := s.board().find(id); ok {
		s.lane, s.sel[lane], s.rows[lane] = lane, id, row
	}
}

func (s *Screen) click(msg screen.ClickMsg) tea.Cmd {
	switch s.mode {
	case modeResults:
		s.clickPage(msg.Spot)
	case modeRounds:
		return s.clickRound(msg)
	case modePrivate:
		if c, ok := strings.CutPrefix(msg.Spot, "answer:"); ok {
			return s.vote(sorting.Choice(c))
		}
	}
	if id, ok := strings.CutPrefix(msg.Spot, "card:"); ok && s.mode == modeTogether {
		s.choose(partner.ID(id))
		if msg.Twice {
			return s.about()
		}
	}
	if l, ok := laneAt(msg.Spot); ok && s.mode == modeTogether && len(s.board().lanes[l]) > 0 {
		s.lane = l
	}
	return nil
}

// drag places a card where it is let go: in a lane, or before another card.
func (s *Screen) drag(msg screen.DragMsg) tea.Cmd {
	from, ok := strings.CutPrefix(msg.From, "card:")
	_, open := s.round()
	if !ok || !open || s.mode != modeTogether {
		return nil
	}
	s.choose(partner.ID(from))
	if l, ok := laneAt(msg.To); ok {
		return s.put(partner.ID(from), l, len(s.board().lanes[l]))
	}
	if to, ok := strings.CutPrefix(msg.To, "card:"); ok {
		if lane, row, ok := s.board().find(partner.ID(to)); ok {
			return s.put(partner.ID(from), lane, row)
		}
	}
	return nil
}

func laneAt(spot string) (int, bool) {
	for l := range lanes {
		if spot == laneSpot(l) {
			return l, true
		}
	}
	return 0, false
}

// View implements screen.Screen.
func (s *Screen) View(w, h int) screen.View {
	s.w, s.h = w, h
	s.fit()
	r, _ := s.round()
	s.count, s.begun = s.waiting(r)
	switch s.mode {
	case modeHand, modePrivate:
		return privateView{s.count}
	case modeReveal, modeWhy:
		v, _ := s.divided()
		return dividedView{r.ID, v.Partner}
	case modeResults:
		return s.resultView(w, h)
	case modeRounds:
		return s.roundsView(w, h)
	}
	return s.boardView(w, h)
}

// Layer implements screen.Screen.
func (s *Screen) Layer(w, _ int) screen.Layer {
	s.fit()
	switch s.mode {
	case modeCarry:
		return boardLayer{cardSpot(s.carry.card)}
	case modeHand:
		b := s.private.ballot
		me, _ := s.env.Session.Here().Find(s.env.Session.ID())
		return handLayer{far: me.Far, wall: s.env.Wall, revealed: s.board().round.Revealed, name: b.Name, self: b.Person == s.env.Me().Person,
			proxy: b.Proxy, finished: s.count}
	case modePrivate:
		return s.ballotLayer()
	case modeReveal:
		return dividedLayer{}
	case modeWhy:
		return whyLayer{s.board().round.ID, s.settling.to, s.field.Show(min(60, w), 1), s.settling.err}
	case modeResults:
		return nil
	case modeRounds:
		return s.roundsLayer()
	}
	return boardLayer{cardSpot(s.sel[s.lane])}
}
