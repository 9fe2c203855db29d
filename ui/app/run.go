package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	tea "charm.land/bubbletea/v2"

	"convene/internal/day"
	"convene/internal/guide"
	"convene/internal/room"
	"convene/internal/text"
	"convene/ui/paint"
	"convene/ui/screen"
	"convene/ui/theme"
)

// Local is what a program on the local terminal starts with.
type Local struct {
	Guide *guide.Pack
	Theme theme.Name
	ASCII bool
	// ReducedMotion says that nothing should move by itself.
	ReducedMotion bool
	Save          func(key, value string) error    // writes one of this person's settings; may be nil
	Folder        string                           // that of the workspace's file; home where empty
	Start         string                           // the screen to open; home where empty
	Report        func(what string, detail string) // told of mistakes in the program; may be nil
	Open          func(*Host)                      // lets in second windows of this machine; may be nil
	Close         func()                           // ends what Open and Share began; may be nil
	Left          func()                           // the person chose to leave, before Close; may be nil
	// Share lets people elsewhere into the room, whose terminals the Host runs. It may be nil.
	Share func(*Host, Asked) (Invitation, error)
}

// ErrBroken says that the program ended because of a mistake in it.
var ErrBroken = errors.New("convene met a mistake of its own and had to close. Everything you did is kept; start it again")

// Run shows the session's room on the terminal that the process was started in, until the person leaves.
func Run(ctx context.Context, s *room.Session, o Local) error {
	if o.Report == nil {
		o.Report = func(string, string) {}
	}
	memo := &screen.Memo{}
	painter := NewPainter(s.Room(), o.Guide, memo, func(v any, stack []byte) {
		o.Report("A screen could not be drawn", fmt.Sprintf("%s\n%s", text.Mistake(v), stack))
	})
	defer painter.Close()
	host := &Host{Painter: painter, Guide: o.Guide, Memo: memo, Room: s.Room(), Self: s.Actor(), Report: o.Report}
	if o.Open != nil {
		o.Open(host)
	}
	if o.Close != nil {
		defer o.Close()
	}
	host.Invite = o.Share
	term, pane, err := paint.OpenLocal(painter, paint.LocalOptions{})
	if err != nil {
		return err
	}
	defer term.Close()
	w, h := term.Size()
	env := &screen.Env{Session: s, Guide: o.Guide, Memo: memo, Now: time.Now, NewID: screen.NewID,
		Days: day.OrderOf(day.Locale(os.Getenv)), OpenFile: func(path string) (fs.File, error) { return os.Open(path) }}
	env.Home, _ = os.UserHomeDir()
	env.NewFile, env.Folder = newFile, cmp.Or(o.Folder, env.Home)
	m := New(env, pane, Options{Theme: o.Theme, ASCII: o.ASCII, ReducedMotion: o.ReducedMotion, Profile: term.Profile, W: w, H: h, Start: o.Start})
	m.heard, m.at0, m.redraw, m.save = pane.Heard, pane.At, pane.Redraw, o.Save
	m.left = o.Left
	if o.Share != nil {
		m.invite = func(a Asked) (Invitation, error) { return o.Share(host, a) }
	}
	pane.Pointing(s.Point)
	defer env.KeepDrafts()
	g := &guarded{Model: m, report: o.Report}
	p := tea.NewProgram(g, tea.WithContext(ctx), tea.WithInput(nil), tea.WithOutput(pane), tea.WithoutRenderer(), tea.WithFPS(1),
		tea.WithColorProfile(term.Profile), tea.WithWindowSize(w, h), tea.WithoutSignalHandler())
	g.quit = p.Quit
	m.started = func() tea.Msg {
		term.Start(p.Send, nil)
		_ = p.ReleaseTerminal() // ends the ticker of the renderer that we do not have, after half a second
		return nil
	}
	_, err = p.Run()
	switch {
	case g.broken.Load():
		return ErrBroken
	case err != nil && !errors.Is(err, tea.ErrInterrupted) && ctx.Err() == nil:
		o.Report("The program ended by mistake", err.Error())
		return ErrBroken
	}
	return nil
}

// newFile writes a file where none of that name is. What was not written whole is taken away again.
func newFile(path string, b []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666) // less what the account's umask takes away
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}
