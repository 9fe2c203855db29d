package sshd

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"charm.land/wish/v2"
	"github.com/charmbracelet/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// Options of a Server; each zero value of a time stands for something usual.
type Options struct {
	Key     HostKey
	Invites *Invites
	// Handle runs one terminal until ctx ends or the person leaves; then the connection is closed.
	Handle func(ctx context.Context, t *Terminal)
	Log    *slog.Logger
	Now    func() time.Time

	Handshake time.Duration // from the first byte to a terminal; 20 s
	Stall     time.Duration // of one write; 10 s
	Keepalive time.Duration // between two signs of life; 15 s
	Idle      time.Duration // without anything typed; 2 h
	Most      int           // connections at a time; 4,000
	Wait      func(time.Duration)
}

// Server lets people in.
type Server struct {
	o     Options
	ssh   *ssh.Server
	guard *guard
	count atomic.Int64

	ctx  context.Context
	stop context.CancelFunc
	wg   sync.WaitGroup
	mu   sync.Mutex // held to add to wg
	over bool
}

// lineKey is where a connection's context keeps its line.
type lineKey struct{}

// New makes a server, which listens nowhere yet.
func New(o Options) (*Server, error) {
	o.Handshake, o.Stall = cmp.Or(o.Handshake, 20*time.Second), cmp.Or(o.Stall, 10*time.Second)
	o.Keepalive, o.Idle = cmp.Or(o.Keepalive, 15*time.Second), cmp.Or(o.Idle, 2*time.Hour)
	o.Most = cmp.Or(o.Most, 4000)
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Wait == nil {
		o.Wait = time.Sleep
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	s := &Server{o: o, guard: newGuard(o.Now)}
	s.ctx, s.stop = context.WithCancel(context.Background())
	var err error
	s.ssh, err = wish.NewServer(func(x *ssh.Server) error {
		x.HostSigners = []ssh.Signer{o.Key.Signer}
		x.Version = "convene"
		x.ServerConfigCallback = s.config
		x.ConnCallback = s.connected
		x.ChannelHandlers = map[string]ssh.ChannelHandler{"session": s.session} // every other channel is refused
		x.RequestHandlers = map[string]ssh.RequestHandler{"none": refuse}       // every other request too
		x.SubsystemHandlers = map[string]ssh.SubsystemHandler{"none": func(ssh.Session) {}}
		return nil
	})
	return s, err
}

func refuse(ssh.Context, *ssh.Server, *gossh.Request) (bool, []byte) { return false, nil }

// Serve lets in who comes through l, until Close. It closes l.
func (s *Server) Serve(l net.Listener) error {
	err := s.ssh.Serve(l)
	if errors.Is(err, ssh.ErrServerClosed) || s.ctx.Err() != nil {
		return nil
	}
	return err
}

// Close lets nobody in any more, asks every terminal to end, waits at most d for them, and ends what is left.
func (s *Server) Close(d time.Duration) {
	s.mu.Lock()
	s.over = true
	s.mu.Unlock()
	s.stop()
	_ = s.ssh.Shutdown(s.ctx) // closes the listeners, and returns at once
	done := make(chan struct{})
	go func() { s.wg.Wait(); close(done) }()
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-done:
	case <-t.C:
	}
	_ = s.ssh.Close()
}

// Count is how many connections there are, with or without a terminal.
func (s *Server) Count() int { return int(s.count.Load()) }

// connected is called for each new connection, before anything is read from it.
func (s *Server) connected(ctx ssh.Context, c net.Conn) net.Conn {
	if s.ctx.Err() != nil || s.count.Load() >= int64(s.o.Most) {
		s.o.Log.Warn("refused: too many connections", "from", c.RemoteAddr().String())
		return nil
	}
	n := newLine(c, limits{s.o.Handshake, s.o.Stall, 3 * s.o.Keepalive})
	s.count.Add(1)
	context.AfterFunc(ctx, func() { s.count.Add(-1) })
	ctx.SetValue(lineKey{}, n)
	return n
}

// The extensions of what the handshake proved.
const (
	extWords = "convene-invite"
	extKey   = "convene-key"
)

// config says who may come in: whoever knows an invite; and through the socket of this machine its owner. A key is taken
// note of when the handshake proved it, and lets nobody in by itself.
func (s *Server) config(ctx ssh.Context) *gossh.ServerConfig {
	n, _ := ctx.Value(lineKey{}).(*line)
	c := &gossh.ServerConfig{MaxAuthTries: 6}
	c.NoClientAuthCallback = func(gossh.ConnMetadata) (*gossh.Permissions, error) {
		if n != nil && n.local {
			return &gossh.Permissions{}, nil
		}
		return nil, errNoInvite
	}
	c.PublicKeyCallback = func(m gossh.ConnMetadata, key gossh.PublicKey) (*gossh.Permissions, error) {
		return s.known(m, gossh.FingerprintSHA256(key))
	}
	c.KeyboardInteractiveCallback = func(m gossh.ConnMetadata, _ gossh.KeyboardInteractiveChallenge) (*gossh.Permissions, error) {
		return s.known(m, "")
	}
	return c
}

var errNoInvite = errors.New("no invite")

// known checks the invite, slowly where many were guessed.
func (s *Server) known(m gossh.ConnMetadata, key string) (*gossh.Permissions, error) {
	addr := address(m.RemoteAddr())
	if d := s.guard.delay(addr); d > 0 {
		s.o.Wait(d)
	}
	i, ok := s.o.Invites.Find(m.User())
	if !ok {
		s.guard.wrong(addr)
		s.o.Log.Warn("refused: no such invite", "from", m.RemoteAddr().String())
		s.o.Wait(wrongDelay)
		return nil, &gossh.BannerError{Err: errNoInvite, Message: "convene knows no such invite, or it has ended. Ask the facilitator for a new line.\n"}
	}
	return &gossh.Permissions{Extensions: map[string]string{extWords: i.Words, extKey: key}}, nil
}
