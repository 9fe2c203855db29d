package app_test

import (
	"bytes"
	"context"
	"log/slog"
	"net"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/hinshun/vt10x"
	gossh "golang.org/x/crypto/ssh"

	"convene/internal/activity/meeting"
	"convene/internal/guide"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/sample"
	"convene/internal/sshd"
	"convene/internal/store/memlog"
	"convene/internal/text"
	"convene/ui/app"
	"convene/ui/paint"
	"convene/ui/screen"
)

// venue is a room that people come into over real SSH.
type venue struct {
	t       testing.TB
	room    *room.Room
	store   ledger.Store
	server  *sshd.Server
	invites *sshd.Invites
	addr    string
	log     journal // of the server, and of mistakes where they are expected
}

// wiring is what a venue has that is not usual; each zero value stands for what is.
type wiring struct {
	lobby    bool
	now      func() time.Time
	sshd     sshd.Options
	paint    paint.Options
	draw     func(app.Painting) app.Painting
	host     func(*app.Host)                                                       // changes the host
	handle   func(v *venue, usual *app.Host) func(context.Context, *sshd.Terminal) // in place of the host's
	listen   func(net.Listener) net.Listener
	store    func(ledger.Store) ledger.Store // between the room and what keeps it
	mistakes bool                            // are expected: they are only noted in the log
}

// journal is what was logged.
type journal struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (j *journal) Write(b []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.Write(b)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.String()
}

func newVenue(t testing.TB, lobby bool) *venue {
	t.Helper()
	return wired(t, wiring{lobby: lobby})
}

func wired(t testing.TB, w wiring) *venue {
	t.Helper()
	store := memlog.New()
	if err := sample.Fill(t.Context(), store, time.Now()); err != nil {
		t.Fatal(err)
	}
	return wiredOn(t, store, w)
}

func venueOn(t testing.TB, store ledger.Store, lobby bool) *venue {
	t.Helper()
	return wiredOn(t, store, wiring{lobby: lobby})
}

// venueAt has a clock of its own.
func venueAt(t testing.TB, store ledger.Store, lobby bool, now func() time.Time) *venue {
	t.Helper()
	return wiredOn(t, store, wiring{lobby: lobby, now: now})
}

func wiredOn(t testing.TB, store ledger.Store, w wiring) *venue {
	t.Helper()
	v := &venue{t: t, store: store, invites: sshd.NewInvites(time.Now)}
	var err error
	under := store
	if w.store != nil {
		under = w.store(store)
	}
	if v.room, err = room.Open(t.Context(), under, room.Options{Now: w.now}); err != nil {
		t.Fatal(err)
	}
	report := func(what, detail string) {
		slog.New(slog.NewTextHandler(&v.log, nil)).Error(what, "detail", detail)
		if !w.mistakes {
			t.Error(what, detail)
		}
	}
	w.paint.Report = func(x any, stack []byte) { report("not drawn", text.Mistake(x)+"\n"+string(stack)) }
	painter := app.NewPainterWith(v.room, guide.Default(), &screen.Memo{}, w.paint, w.draw)
	host := &app.Host{Room: v.room, Painter: painter, Guide: guide.Default(), Lobby: w.lobby, Now: w.now, Report: report}
	if w.host != nil {
		w.host(host)
	}
	w.sshd.Handle = host.Handle
	if w.handle != nil {
		w.sshd.Handle = w.handle(v, host)
	}
	w.sshd.Invites, w.sshd.Log = v.invites, slog.New(slog.NewTextHandler(&v.log, nil))
	if w.sshd.Key, err = sshd.LoadHostKey(filepath.Join(t.TempDir(), "key")); err != nil {
		t.Fatal(err)
	}
	if v.server, err = sshd.New(w.sshd); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	v.addr = l.Addr().String()
	if w.listen != nil {
		l = w.listen(l)
	}
	go func() { _ = v.server.Serve(l) }()
	t.Cleanup(func() {
		v.server.Close(3 * time.Second)
		painter.Close()
		_ = v.room.Close(context.Background())
	})
	return v
}

// retitle changes what all see who look at the agenda of the meeting that runs: the title of its last step.
func (v *venue) retitle(title string) {
	v.t.Helper()
	m, _ := v.room.State().Meeting.Running()
	agenda := v.room.State().Meeting.Agenda(m.ID)
	was := agenda[len(agenda)-1]
	now := was
	now.Title = title
	if _, err := v.room.Do(v.t.Context(), ledger.Actor{Person: "lead", Role: ledger.Facilitator}, meeting.EditStep{Step: was.ID, Patch: ledger.Diff(was, now)}); err != nil {
		v.t.Fatal(err)
	}
}

// connect knocks, with the keys given.
func (v *venue) connect(name, words string, w, h int, keys ...gossh.Signer) *far {
	v.t.Helper()
	c, err := net.Dial("tcp", v.addr)
	if err != nil {
		v.t.Fatal(err)
	}
	return v.connectOver(c, name, words, w, h, keys...)
}

// connectOver opens a terminal over a connection that may have ways of its own.
func (v *venue) connectOver(line net.Conn, name, words string, w, h int, keys ...gossh.Signer) *far {
	v.t.Helper()
	f := v.terminal(line, name, words, w, h, keys...)
	v.t.Cleanup(func() { _ = f.conn.Close() })
	return f
}

// terminal is one that the caller closes: the test remembers nothing of it.
func (v *venue) terminal(line net.Conn, name, words string, w, h int, keys ...gossh.Signer) *far {
	v.t.Helper()
	auth := []gossh.AuthMethod{gossh.KeyboardInteractive(func(string, string, []string, []bool) ([]string, error) { return nil, nil })}
	if len(keys) > 0 {
		auth = append([]gossh.AuthMethod{gossh.PublicKeys(keys...)}, auth...)
	}
	conn, chans, reqs, err := gossh.NewClientConn(line, v.addr, &gossh.ClientConfig{User: words, HostKeyCallback: gossh.InsecureIgnoreHostKey(), Auth: auth})
	if err != nil {
		v.t.Fatal(err)
	}
	c := gossh.NewClient(conn, chans, reqs)
	f := &far{t: v.t, name: name, conn: c, vt: vt10x.New(vt10x.WithSize(w, h)), grown: make(chan struct{}, 1)}
	if f.session, err = c.NewSession(); err != nil {
		v.t.Fatal(err)
	}
	if f.in, err = f.session.StdinPipe(); err != nil {
		v.t.Fatal(err)
	}
	out, err := f.session.StdoutPipe()
	if err != nil {
		v.t.Fatal(err)
	}
	if err := f.session.RequestPty("xterm-256color", h, w, nil); err != nil {
		v.t.Fatal(err)
	}
	if err := f.session.Shell(); err != nil {
		v.t.Fatal(err)
	}
	go f.read(out)
	return f
}
