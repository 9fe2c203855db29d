// Package app is the root of a terminal's program: it gives each key to the front overlay, the screen or the keys that
// mean the same everywhere, and says what the painter should show.
package app

import (
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"convene/ui/paint"
	"convene/ui/screen"
	"convene/ui/theme"
)

// Showing is where a Model shows what it looks like: a painted terminal, or a test.
type Showing interface {
	Show(paint.Look[Key], paint.Modes, *Mine)
}

// Options are what a terminal's program starts with.
type Options struct {
	Theme theme.Name // empty: dark, unless the terminal says that its background is light
	ASCII bool
	// ReducedMotion says that nothing should move by itself.
	ReducedMotion bool
	Profile       colorprofile.Profile
	W, H          int
	Start         string // the screen to open; home where empty
}

// Model is one terminal's program. It is the only tea.Model there is.
type Model struct {
	env     *screen.Env
	opts    Options
	pane    Showing
	screens map[string]screen.Screen // that were needed
	makers  map[string]maker         // of those that this person may open
	at      []string                 // where we are, behind how we came here
	over    []screen.Overlay
	notice  screen.NoticeMsg
	mouse   mouse
	stage   bool // the stage is shown in place of the screen
	asks    bool // the terminal's background decides the theme
	held    held
	first   tea.Cmd // what New left for later
	mine    *Mine   // as it is shown
	common  *commons
	memo    *screen.Memo // for who sees all of the room: everybody's; nil where there is none
	rests   atomic.Pointer[rest]

	// the terminal's, nil where there is none
	started tea.Cmd
	heard   func(tea.Msg)
	at0     func(x, y int) (string, bool) // the spot under the mouse
	redraw  func()
	save    func(key, value string) error   // writes one of the person's settings
	invite  func(Asked) (Invitation, error) // lets people elsewhere come in
	left    func()                          // told that the person chose to leave
}

// New makes the program of one terminal.
func New(env *screen.Env, pane Showing, o Options) *Model {
	m := &Model{env: env, opts: o, pane: pane, at: []string{"home"}}
	m.makeScreens()
	if env.Session.Inside() && o.Start != "" && o.Start != "home" {
		m.at = append(m.at, o.Start)
	}
	env.Width, env.Height, env.ASCII, env.Still = o.W, o.H, o.ASCII, o.ReducedMotion
	if o.Theme == "" {
		m.opts.Theme, m.asks = theme.Dark, true
	}
	m.held.leads = env.Session.Leads()
	m.first = m.now(m.live())
	return m
}

type wokenMsg struct{}

func (m *Model) wait() tea.Cmd {
	s := m.env.Session
	return screen.Later(func() tea.Msg {
		for {
			select {
			case <-s.Gone(): // nobody else would end this, and all that the program held would stay
				return nil
			case <-s.Wake():
			}
			if !m.rests.Load().on(m.env) {
				return wokenMsg{}
			}
		}
	})
}

// Init implements tea.Model.
func (m *Model) Init() tea.Cmd {
	wake := tea.Batch(m.first, m.now(m.wait()))
	if m.asks && m.started != nil {
		return tea.Batch(wake, m.started, tea.RequestBackgroundColor)
	}
	return tea.Batch(wake, m.started)
}

// View implements tea.Model: it hands the picture to the painter, which draws it elsewhere.
func (m *Model) View() tea.View {
	look, mine := m.picture()
	switch {
	case look.Key.Follows && m.common != nil:
		mine = m.common.of(mine) // also where nothing changed: another one may hold the same by now
	case mine.same(m.mine):
		mine = m.mine
	}
	m.mine = mine
	m.pane.Show(look, paint.Modes{Mouse: 1, Title: "convene"}, mine)
	return tea.View{}
}

// picture is what this terminal looks like now.
func (m *Model) picture() (paint.Look[Key], *Mine) {
	s := m.screen()
	w, h := bodySize(m.opts.W, m.opts.H)
	mine := &Mine{notice: m.notice.Text, bad: m.notice.Bad, wall: m.env.Wall, guest: m.isGuest(), still: m.opts.ReducedMotion}
	if _, ok := m.running(); ok {
		mine.now = m.env.Now().Truncate(time.Second)
	}
	look := paint.Look[Key]{W: m.opts.W, H: m.opts.H, Profile: m.opts.Profile, Key: Key{Theme: m.opts.Theme, ASCII: m.opts.ASCII, Screen: s.Name(), Sees: m.env.Session.Sees()}}
	_, follows := m.followed()
	if !follows { // who follows shows the lead's scene: their own is not worked out
		look.Key.View = s.View(w, h)
	}
	if m.staged() && !follows {
		m.tellPlace(look.Key)
		look.Key, mine.stage = m.stageKey(m.env.State().Public(), s, look.Key), true
		return look, mine
	}
	if !follows {
		mine.layer = s.Layer(w, h)
	}
	for _, o := range m.over {
		mine.over = append(mine.over, o.Layer(w, h))
	}
	mine.foot, mine.fixed = m.foot()
	m.restWhile(follows)
	m.withRoom(&look, mine, follows)
	return look, mine
}

func (m *Model) screen() screen.Screen {
	s, _ := m.named(m.at[len(m.at)-1])
	return s
}

func (m *Model) front() screen.Overlay {
	if len(m.over) == 0 {
		return nil
	}
	return m.over[len(m.over)-1]
}

// Update implements tea.Model.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	if _, ok := msg.(tea.KeyPressMsg); ok { // nothing is built on a clock that ran on alone
		boxes := len(m.over)
		if cmd = m.now(m.live()); len(m.over) > boxes {
			return m, cmd
		}
	}
	return m, tea.Batch(cmd, m.now(m.update(msg)), m.now(m.live()))
}

// now carries out what a command asks for, before the next key is read, and returns what takes time.
func (m *Model) now(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	switch msg := cmd().(type) {
	case nil:
		return nil
	case screen.LaterMsg:
		return msg.Cmd
	case tea.QuitMsg:
		return tea.Quit
	case tea.BatchMsg:
		var later []tea.Cmd
		for _, c := range msg {
			later = append(later, m.now(c))
		}
		return tea.Batch(later...)
	default:
		return m.now(m.update(msg))
	}
}

func (m *Model) update(msg tea.Msg) tea.Cmd {
	if m.heard != nil {
		m.heard(msg)
	}
	switch msg := msg.(type) {
	case wokenMsg:
		return tea.Batch(m.arrived(), m.wait())
	case tickMsg:
		return m.tick()
	case tea.WindowSizeMsg:
		m.opts.W, m.opts.H = msg.Width, msg.Height
		m.env.Width, m.env.Height = msg.Width, msg.Height
		return nil
	case tea.BackgroundColorMsg:
		if m.asks && !msg.IsDark() {
			m.opts.Theme = theme.Light
		}
		return nil
	case tea.KeyPressMsg:
		m.notice = screen.NoticeMsg{}
		return m.key(msg)
	case screen.OpenMsg:
		m.over = append(m.over, msg.Overlay)
		return nil
	case screen.CloseMsg:
		if n := len(m.over); n > 0 {
			m.over = m.over[:n-1]
		}
		return msg.Then
	case screen.GoMsg:
		return m.open(msg)
	case screen.BackMsg:
		return m.back()
	case resumeMsg:
		return m.resume()
	case screen.NoticeMsg:
		m.notice = msg
		return nil
	}
	if mouse, ok := msg.(tea.MouseMsg); ok && m.at0 != nil {
		return m.pointed(mouse)
	}
	return m.give(msg)
}

// open goes to another screen. Going home forgets the way; going where we have been goes back there.
func (m *Model) open(msg screen.GoMsg) tea.Cmd {
	s, ok := m.named(msg.To)
	if !ok {
		return m.notForGuests()
	}
	m.over = nil
	if _, ok := m.followed(); ok {
		m.env.Session.Follow(false)
	}
	for i, name := range m.at {
		if name == msg.To {
			m.at = m.at[:i]
			break
		}
	}
	m.at = append(m.at, msg.To)
	return s.Update(msg)
}

// back goes one level up; at home there is none.
func (m *Model) back() tea.Cmd {
	if len(m.at) > 1 {
		m.at = m.at[:len(m.at)-1]
	}
	return nil
}
