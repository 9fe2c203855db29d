package app

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"convene/internal/guide"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/sshd"
	"convene/ui/paint"
	"convene/ui/screen"
	"convene/ui/theme"
)

// Host runs the programs of people elsewhere: each on their own terminal, all painted by one painter.
type Host struct {
	Room    *room.Room
	Painter *Painter
	Guide   *guide.Pack
	Memo    *screen.Memo // of what is worked out from all of the room; the painter's
	Self    ledger.Actor // who comes in through the socket of this machine
	Lobby   bool         // newcomers wait until a facilitator lets them in
	Report  func(what, detail string)
	Now     func() time.Time // time.Now where nil
	Invite  func(*Host, Asked) (Invitation, error)

	common commons
}

// closeTime is how long a far terminal has to take its last bytes.
const closeTime = 2 * time.Second

// Handle runs one person's program until they leave, their line drops, or ctx ends.
func (h *Host) Handle(ctx context.Context, t *sshd.Terminal) {
	s := h.enter(ctx, t)
	defer s.Leave()
	pane := h.Painter.Open(t, t.Kill)
	defer pane.Close(closeTime) // where a mistake ended this
	bye := h.run(ctx, t, s, pane)
	pane.Close(closeTime)
	if bye != "" {
		last := time.AfterFunc(closeTime, t.Kill)
		_, _ = t.Write([]byte(strings.Join(paint.Wrap(bye, 78), "\r\n") + "\r\n"))
		last.Stop()
	}
}

// enter makes the session of a terminal: the wall, a second window of whoever sits at this machine, or a newcomer.
func (h *Host) enter(ctx context.Context, t *sshd.Terminal) *room.Session {
	switch {
	case t.Local && t.Ask == "stage":
		return h.Room.Window()
	case t.Local:
		return h.Room.Join(h.Self)
	}
	return h.Room.Knock(ctx, room.Newcomer{From: t.Addr, Key: t.Key, Invite: t.Invite.Words, Role: t.Invite.Role, Partner: t.Invite.Partner, Lobby: h.Lobby})
}

// run runs the program and returns what to say at the end.
func (h *Host) run(ctx context.Context, t *sshd.Terminal, s *room.Session, pane *Pane) string {
	now := h.Now
	if now == nil {
		now = time.Now
	}
	env := &screen.Env{Session: s, Guide: h.Guide, Memo: &screen.Memo{}, Now: now, NewID: screen.NewID}
	defer env.KeepDrafts()
	o := Options{Profile: paint.Profile(t, t.Env), W: t.Size().W, H: t.Size().H, Theme: theme.Name(value(t.Env, "CONVENE_THEME")),
		ASCII: value(t.Env, "CONVENE_ASCII") == "true", ReducedMotion: value(t.Env, "CONVENE_REDUCED_MOTION") == "true"}
	m := New(env, pane, o)
	m.memo, m.common = h.Memo, &h.common
	m.heard, m.at0, m.redraw = pane.Heard, pane.At, pane.Redraw
	if t.Local && h.Invite != nil {
		m.invite = func(a Asked) (Invitation, error) { return h.Invite(h, a) }
	}
	pane.Pointing(s.Point)
	g := &guarded{Model: m, report: h.Report}
	p := tea.NewProgram(g, tea.WithContext(ctx), tea.WithInput(nil), tea.WithOutput(pane), tea.WithoutRenderer(), tea.WithFPS(1),
		tea.WithEnvironment(t.Env), tea.WithColorProfile(o.Profile), tea.WithWindowSize(o.W, o.H), tea.WithoutSignalHandler(), tea.WithFilter(harmless))
	g.quit = p.Quit
	m.started = func() tea.Msg {
		go read(t, p)
		go resize(ctx, t, p)
		_ = p.ReleaseTerminal() // ends the ticker of the renderer that we do not have, after half a second
		return nil
	}
	_, err := p.Run()
	switch {
	case g.broken.Load():
		return ErrBroken.Error() + "."
	case s.Away():
		return "The facilitator asked you to leave. What you added is kept."
	case ctx.Err() != nil:
		return "The room was closed. Everything you did is kept."
	case err != nil && !errors.Is(err, tea.ErrInterrupted):
		h.Report("A terminal's program ended by mistake", err.Error())
		return ErrBroken.Error() + "."
	}
	return "You left the room. Everything you did is kept; come back with the same line."
}

// harmless drops what a far terminal must never do: stop the server, or run another program on it.
func harmless(_ tea.Model, msg tea.Msg) tea.Msg {
	if _, ok := msg.(tea.SuspendMsg); ok {
		return nil
	}
	return msg
}

// read gives the program what is typed. Who sends what no terminal sends is cut off.
func read(t *sshd.Terminal, p *tea.Program) {
	if !(paint.Reader{Send: p.Send}).Run(t) {
		t.Kill()
	}
	p.Quit()
}

// resize tells the program of a new size, and that nothing has been typed for long.
func resize(ctx context.Context, t *sshd.Terminal, p *tea.Program) {
	size := sshd.Size{}
	for {
		if now := t.Size(); now != size {
			size = now
			p.Send(tea.WindowSizeMsg{Width: size.W, Height: size.H})
		}
		if t.Idle() {
			p.Send(screen.NoticeMsg{Text: "Nothing has been typed here for long: this window closes soon. Press any key to stay.", Bad: true})
		}
		select {
		case <-ctx.Done():
			return
		case <-t.Changed():
		}
	}
}

// value is a variable of an environment.
func value(env []string, name string) string {
	for _, e := range slices.Backward(env) {
		if v, ok := strings.CutPrefix(e, name+"="); ok {
			return v
		}
	}
	return ""
}
