package app

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"convene/internal/ledger"
	"convene/internal/room"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
	"convene/ui/screen/door"
	"convene/ui/theme"
)

// followed is where the lead is, if this terminal shows that; false: it shows its own place.
func (m *Model) followed() (room.Place, bool) {
	s := m.env.Session
	if !s.Follows() || m.at[0] == door.Name { // arrived comes first
		return room.Place{}, false
	}
	p := s.Here().Place
	_, ok := p.View.(screen.View)
	return p, ok
}

// withRoom shows the lead's place where this terminal follows, and tells the room of its own where it does not.
func (m *Model) withRoom(look *paint.Look[Key], mine *Mine, follows bool) {
	s := m.env.Session
	mine.bar, mine.bare = m.bar(), s.Window()
	s.Writes(m.writing(follows))
	if !follows {
		m.tellPlace(look.Key)
		return
	}
	mine.stage = (s.Window() || m.stage) && m.front() == nil
	look.Key = Key{Theme: look.Key.Theme, ASCII: look.Key.ASCII, Sees: look.Key.Sees, Stage: mine.stage, Window: s.Window(), Follows: true}
}

// where is what somebody sees who follows a lead that is there.
func (k Key) where(p room.Place) Key {
	if !k.Follows {
		return k
	}
	k.Screen = p.Screen
	k.View, _ = p.View.(screen.View)
	if wall, ok := p.Wall.(screen.View); ok && k.Stage {
		k.View, k.Alone = wall, true
	}
	if poster, ok := p.Poster.(screen.View); ok && k.Stage && k.Window {
		k.View, k.Alone = poster, true
	}
	return k
}

// rest is what a terminal has shown that follows the lead, with nothing open over it. So long as that holds, a new state is
// the painter's affair: the program would say again what it has said.
type rest struct {
	rev  int // of who is here
	held string
}

func (m *Model) restWhile(follows bool) {
	m.rests.Store(nil)
	if follows && len(m.over) == 0 {
		mt, _ := m.running()
		m.rests.Store(&rest{m.env.Session.Here().Rev, mt.ID})
	}
}

// on says that it still holds.
func (r *rest) on(env *screen.Env) bool {
	if r == nil || !env.Session.Inside() {
		return false
	}
	mt, _ := env.State().Meeting.Running()
	return env.Session.Here().Rev == r.rev && mt.ID == r.held
}

// tellPlace tells the room where this terminal is.
func (m *Model) tellPlace(k Key) {
	s := m.env.Session
	if s.Inside() && !s.Window() && m.at[0] != door.Name { // arrived comes first
		s.Busy(len(m.over) > 0 || m.screen().Typing())
		s.Move(room.Place{Screen: k.Screen, Where: where(k.View), View: k.View, Wall: m.wallView(), Poster: m.poster()})
	}
}

// writing says that this person is in a text field whose words will be kept: not at the door, and not to find something.
func (m *Model) writing(follows bool) bool {
	if m.at[0] == door.Name {
		return false
	}
	switch box := m.front().(type) {
	case nil:
		s, ok := m.screen().(screen.Unnamed)
		return !follows && m.screen().Typing() && !(ok && s.Unnamed())
	case *screen.Choice, *screen.Checks:
		return false
	default:
		return box.Typing()
	}
}

// followKeys are the keys while this terminal shows what the lead shows.
func (m *Model) followKeys() []kit.Key {
	if m.env.Session.Window() {
		return nil
	}
	return []kit.Key{
		{Press: []string{"enter"}, Show: "Enter", Help: "take part here", Foot: 1, Run: m.takePart},
		{Press: []string{"h"}, Show: "h", Help: "raise your hand, or take it down", Foot: 2, Run: m.hand},
		{Press: []string{"1"}, Show: "1", Help: "signal: I agree", Run: m.signal(room.Agree)},
		{Press: []string{"2"}, Show: "2", Help: "signal: slower, please", Run: m.signal(room.Slower)},
		{Press: []string{"3"}, Show: "3", Help: "signal: I have a question", Run: m.signal(room.Question)},
	}
}

// takePart goes to where the lead is, on this person's own screen: to the same question, goal or list, and while a sort is
// private to this person's own ballot.
func (m *Model) takePart() tea.Cmd {
	p, ok := m.followed()
	m.env.Session.Follow(false)
	to := where(p.View)
	if m.screen().Typing() {
		to = ""
	}
	if ok && (to != "" || p.Screen != m.screen().Name()) {
		return tea.Batch(screen.Go(p.Screen, to), m.lookingAround())
	}
	return m.lookingAround()
}

// where is what opens the thing that a View shows.
func where(v any) string {
	if f, ok := v.(screen.Found); ok {
		return f.Where()
	}
	return ""
}

// strays says that somebody else leads, and that this person looks at something of their own meanwhile.
func (m *Model) strays() bool {
	s := m.env.Session
	h := s.Here()
	lead, ok := h.Find(h.Lead)
	return ok && s.Inside() && !m.isGuest() && lead.Actor.Person != s.Actor().Person && !s.Follows() && h.Place.View != nil
}

func (m *Model) lookingAround() tea.Cmd {
	return screen.Notice(fmt.Sprintf("This screen is yours now. Ctrl+G shows again what %s shows.", m.leader()))
}

func (m *Model) leader() string {
	if n := m.env.Session.Here().Leader; n != "" {
		return n
	}
	return "the lead"
}

// follow shows what the lead shows, or looks around.
func (m *Model) follow() tea.Cmd {
	s := m.env.Session
	switch h := s.Here(); {
	case !s.Inside():
		return nil
	case m.isGuest():
		return screen.Notice("Guests look at their own steps here. The facilitator says where the room is.")
	case s.Leads():
		return screen.Notice("You lead: the others see what you see. F7 shows who is here.")
	case h.Place.View == nil:
		return screen.Notice("Nobody leads yet. F7 shows who is here.")
	case s.Follows():
		return m.takePart()
	}
	s.Follow(true)
	m.over = nil
	return screen.Notice(fmt.Sprintf("You see what %s shows. Ctrl+G looks around.", m.leader()))
}

func (m *Model) hand() tea.Cmd {
	s := m.env.Session
	me, _ := s.Here().Find(s.ID())
	s.Raise(!me.Hand)
	if me.Hand {
		return screen.Notice("Your hand is down.")
	}
	return screen.Notice("Your hand is up: everybody sees it.")
}

func (m *Model) signal(what room.Signal) func() tea.Cmd {
	return func() tea.Cmd {
		m.env.Session.Signal(what)
		return screen.Notice("Sent: " + signalWord(what) + ".")
	}
}

func signalWord(s room.Signal) string {
	switch s {
	case room.Agree:
		return "I agree"
	case room.Slower:
		return "slower, please"
	case room.Question:
		return "I have a question"
	}
	return ""
}

// arrived notices that this terminal was let in or asked to leave.
func (m *Model) arrived() tea.Cmd {
	s := m.env.Session
	at := m.at[0]
	switch {
	case s.Away():
		return tea.Quit
	case s.Inside() && at == door.Name:
		m.at, m.over = []string{"home"}, nil
		if m.opts.Start != "" && m.opts.Start != "home" {
			m.at = append(m.at, m.opts.Start)
		}
		if s.Sees() == (room.Sees{}) && m.memo != nil {
			m.env.Memo = m.memo
		}
		m.makeScreens()
		// It names nobody: what all are told is painted once.
		welcome := screen.Notice("Welcome. F7 shows who is here, ? helps.")
		if me, ok := s.Here().Find(s.ID()); ok && !me.Follows && me.Screen != "" { // they were here before
			return tea.Batch(screen.Go(me.Screen, me.Where), resume, welcome)
		}
		return tea.Batch(resume, welcome)
	}
	if s.Sees() != (room.Sees{}) {
		m.env.Memo = &screen.Memo{} // of nothing but what this person may see
	}
	return m.led()
}

// led tells whoever was given the lead, and whoever lost it to somebody else.
func (m *Model) led() tea.Cmd {
	was, now := m.held.leads, m.env.Session.Leads()
	m.held.leads = now
	switch h := m.env.Session.Here(); {
	case now && !was:
		return m.leadsNow()
	case was && !now && h.Lead != 0:
		return m.otherLeads()
	}
	return nil
}

func (m *Model) leadsNow() tea.Cmd {
	return screen.Notice("You lead now: the others see what you see.")
}

// otherLeads says who leads now, and how to look around there, or to come there.
func (m *Model) otherLeads() tea.Cmd {
	if m.env.Session.Follows() {
		return screen.Notice(m.leader() + " leads now. Ctrl+G looks around.")
	}
	return screen.Notice(m.leader() + " leads now. Ctrl+G shows what they show.")
}

// makeScreens notes the screens that this person may open.
func (m *Model) makeScreens() {
	m.screens, m.makers = map[string]screen.Screen{}, map[string]maker{}
	if !m.env.Session.Inside() {
		m.screens[door.Name], m.at = door.New(m.env), []string{door.Name}
		return
	}
	for name, mk := range makers() {
		if !m.isGuest() || forGuests(name) {
			m.makers[name] = mk
		}
	}
}

// named is the screen of that name, made when it is first needed: who only follows needs none.
func (m *Model) named(name string) (screen.Screen, bool) {
	s, ok := m.screens[name]
	if mk, may := m.makers[name]; !ok && may {
		s, ok = mk(m.env), true
		m.screens[name] = s
	}
	return s, ok
}

func (m *Model) isGuest() bool { return m.env.Session.Actor().Role == ledger.Guest }

// notForGuests says why a guest's key opened nothing.
func (m *Model) notForGuests() tea.Cmd {
	if !m.isGuest() {
		return nil
	}
	return screen.Notice("That is for the school's team. Here are the touchpoints, the shared plan and the action steps of your partnership.")
}

// forGuests says that a screen is made of a partner's joint steps.
func forGuests(name string) bool {
	return name == "home" || name == "touchpoints" || name == "plan" || name == "steps"
}

// markSpot marks what the lead has chosen.
func markSpot(spot string, p *paint.Personal, th *theme.Theme) {
	if r, ok := p.Scene.Find(spot); ok && spot != "" {
		p.Tint(r, th.Selected)
	}
}

// bareFrame is the frame for those who see no more than their own part of the room: no rail.
func bareFrame(all kit.Area, s screen.Shared) {
	head := all.Sub(1, 0, all.W()-2, 1)
	team := s.TeamName()
	if team == "" {
		team = "convene"
	}
	head.Print(0, 0, team, s.Theme.Title)
	all.Rule(1, s.Theme.Symbols.Rule, s.Theme.Border)
	all.Rule(all.H()-footRows, s.Theme.Symbols.Rule, s.Theme.Border)
}

// bar is what the header says of the room to this person: how many are here, hands, who waits.
func (m *Model) bar() string {
	s := m.env.Session
	h := s.Here()
	alone := !slices.ContainsFunc(h.People, func(p room.Present) bool { return p.Far })
	count := len(h.People) + h.Others
	if !s.Inside() || m.at[0] == door.Name || s.Window() || alone && len(h.Waiting) == 0 && h.Windows == 0 {
		return ""
	}
	out := fmt.Sprintf("%d here", count)
	switch {
	case h.Lead == 0 && h.Place.View != nil:
		out += " · nobody leads: F7"
	case s.Follows():
		out += " · with " + m.leader()
	}
	if n := m.writers(h); n > 0 {
		out += " · " + kit.Count(n, "writes", "write")
	}
	if n := len(h.Hands()); n > 0 {
		out += " · " + kit.Count(n, "hand", "hands")
	}
	if n := m.signals(h); n > 0 {
		out += " · " + kit.Count(n, "signal", "signals")
	}
	if n := len(h.Waiting); n > 0 && s.Actor().Role == ledger.Facilitator {
		out += " · " + kit.Count(n, "waits at the door: F7", "wait at the door: F7")
	}
	return out
}

// writers is how many others are writing.
func (m *Model) writers(h *room.Here) (n int) {
	for i := range h.People {
		if p := &h.People[i]; p.Writing && p.ID != m.env.Session.ID() {
			n++
		}
	}
	return n
}

func (m *Model) signals(h *room.Here) (n int) {
	now := m.env.Now()
	for i := range h.People {
		if h.People[i].Shows(now) != room.Quiet {
			n++
		}
	}
	return n
}
