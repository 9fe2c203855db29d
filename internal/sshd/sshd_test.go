package sshd_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"convene/internal/ledger"
	"convene/internal/sshd"
)

// bench is a server on a port of its own, with one invite.
type bench struct {
	*sshd.Server
	t       *testing.T
	addr    string
	invite  sshd.Invite
	invites *sshd.Invites
	log     *journal
	here    chan *sshd.Terminal // each terminal that came in
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

// open starts a server. handle nil: terminals are given to here, and stay until they are told to go.
func open(t *testing.T, o sshd.Options, handle func(context.Context, *sshd.Terminal)) *bench {
	t.Helper()
	b := &bench{t: t, log: &journal{}, here: make(chan *sshd.Terminal, 64)}
	var err error
	if o.Key, err = sshd.LoadHostKey(filepath.Join(t.TempDir(), "key")); err != nil {
		t.Fatal(err)
	}
	b.invites = sshd.NewInvites(time.Now)
	b.invite = b.invites.Make(ledger.Participant, "", time.Hour)
	o.Invites, o.Log = b.invites, slog.New(slog.NewTextHandler(b.log, nil))
	if o.Wait == nil {
		o.Wait = func(time.Duration) {}
	}
	o.Handle = handle
	if handle == nil {
		o.Handle = func(ctx context.Context, x *sshd.Terminal) { b.here <- x; <-ctx.Done() }
	}
	if b.Server, err = sshd.New(o); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	b.addr = l.Addr().String()
	done := make(chan error, 1)
	go func() { done <- b.Serve(l) }()
	t.Cleanup(func() {
		b.Close(time.Second)
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return b
}

func client(user string, auth ...gossh.AuthMethod) *gossh.ClientConfig {
	auth = append(auth, gossh.KeyboardInteractive(func(string, string, []string, []bool) ([]string, error) { return nil, nil }))
	return &gossh.ClientConfig{User: user, Auth: auth, HostKeyCallback: gossh.InsecureIgnoreHostKey()}
}

// dial connects with the invite.
func (b *bench) dial(auth ...gossh.AuthMethod) *gossh.Client {
	b.t.Helper()
	c, err := gossh.Dial("tcp", b.addr, client(b.invite.Words, auth...))
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() { _ = c.Close() })
	return c
}

// join comes in with a terminal.
func (b *bench) join(w, h int, auth ...gossh.AuthMethod) (*gossh.Client, *gossh.Session) {
	b.t.Helper()
	c := b.dial(auth...)
	s, err := c.NewSession()
	if err == nil {
		err = s.RequestPty("xterm-256color", h, w, gossh.TerminalModes{})
	}
	if err == nil {
		err = s.Shell()
	}
	if err != nil {
		b.t.Fatal(err)
	}
	return c, s
}

func key(t *testing.T) gossh.Signer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	s, err := gossh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestJoin(t *testing.T) {
	t.Parallel()
	b := open(t, sshd.Options{}, func(_ context.Context, x *sshd.Terminal) {
		_, _ = x.Write([]byte("hello "))
		_, _ = io.Copy(x, io.LimitReader(x, 3))
	})
	c := b.dial()
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	s.Stdin, s.Stdout = strings.NewReader("you"), &out
	if err := errors.Join(s.RequestPty("xterm", 24, 80, nil), s.Shell(), s.Wait()); err != nil {
		t.Fatal(err)
	}
	if out.String() != "hello you" {
		t.Errorf("got %q", out.String())
	}
	if strings.Contains(b.log.String(), b.invite.Words) {
		t.Error("the log holds the invite")
	}
}

// TestSizes: trap 6. What a terminal says of its size is kept within what is drawn.
func TestSizes(t *testing.T) {
	t.Parallel()
	b := open(t, sshd.Options{}, nil)
	for _, c := range []struct{ w, h, wantW, wantH int }{{80, 24, 80, 24}, {0, 0, 1, 1}, {8000, 4000, 240, 80}, {1<<32 - 1, 1<<32 - 1, 240, 80}} {
		_, _ = b.join(c.w, c.h)
		if got := (<-b.here).Size(); got != (sshd.Size{W: c.wantW, H: c.wantH}) {
			t.Errorf("%d×%d became %v", c.w, c.h, got)
		}
	}
}

// TestResizes: ten thousand of them wake the terminal's program at most as often as it looks.
func TestResizes(t *testing.T) {
	t.Parallel()
	b := open(t, sshd.Options{}, nil)
	_, s := b.join(80, 24)
	x := <-b.here
	for i := range 10000 {
		if err := s.WindowChange(10+i%60, 1<<31+i); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.WindowChange(33, 77); err != nil {
		t.Fatal(err)
	}
	for x.Size() != (sshd.Size{W: 77, H: 33}) {
		<-x.Changed()
	}
}

// TestRefused: trap 8, and everything else that is no terminal.
func TestRefused(t *testing.T) {
	t.Parallel()
	b := open(t, sshd.Options{}, nil)
	c := b.dial()
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	text := func(v ...string) []byte {
		return gossh.Marshal(struct{ A, B string }{v[0], v[1]})
	}
	for name, payload := range map[string][]byte{"exec": text("ls", ""), "subsystem": text("sftp", ""), "env": text("LD_PRELOAD", "x"),
		"auth-agent-req@openssh.com": nil, "x11-req": make([]byte, 32), "signal": text("KILL", ""), "nonsense": nil, "break": make([]byte, 4)} {
		if ok, err := s.SendRequest(name, true, payload); ok || err != nil {
			t.Errorf("%s: %v, %v", name, ok, err)
		}
	}
	if ok, err := s.SendRequest("shell", true, nil); ok || err != nil {
		t.Errorf("a shell without a terminal: %v, %v", ok, err)
	}
	for _, name := range []string{"tcpip-forward", "streamlocal-forward@openssh.com", "nonsense"} {
		if ok, _, err := c.SendRequest(name, true, make([]byte, 16)); ok || err != nil {
			t.Errorf("%s: %v, %v", name, ok, err)
		}
	}
	for _, name := range []string{"direct-tcpip", "direct-streamlocal@openssh.com", "x11", "nonsense", "session"} {
		if _, _, err := c.OpenChannel(name, make([]byte, 32)); err == nil {
			t.Errorf("a channel %s was opened", name)
		}
	}
	if err := errors.Join(s.RequestPty("xterm", 24, 80, nil), s.Shell()); err != nil {
		t.Errorf("after all that a terminal is still to be had: %v", err)
	}
	if x := <-b.here; len(x.Env) != 1 || x.Env[0] != "TERM=xterm" {
		t.Errorf("environment %q", x.Env)
	}
}

func TestWrongInvite(t *testing.T) {
	t.Parallel()
	var waited time.Duration
	var mu sync.Mutex
	b := open(t, sshd.Options{Wait: func(d time.Duration) { mu.Lock(); waited += d; mu.Unlock() }}, nil)
	for _, user := range []string{"root", "maple-river-otter-lamp", "", strings.Repeat("x", 100<<10), "a\nlevel=ERROR msg=forged\x1b[31m"} {
		said := ""
		cfg := client(user)
		cfg.BannerCallback = func(m string) error { said = m; return nil }
		if c, err := gossh.Dial("tcp", b.addr, cfg); err == nil {
			_ = c.Close()
			t.Errorf("%.40q came in", user)
		}
		if !strings.Contains(said, "Ask the facilitator") {
			t.Errorf("%.40q was told %q", user, said)
		}
	}
	mu.Lock()
	defer mu.Unlock()
	if waited < 5*time.Second {
		t.Errorf("five guesses cost %v", waited)
	}
	for line := range strings.Lines(b.log.String()) {
		if !strings.HasPrefix(line, "time=") || strings.Contains(line, "forged") || strings.Contains(line, "\x1b") {
			t.Errorf("a log line is not ours: %q", line)
		}
	}
}

func TestInviteEnds(t *testing.T) {
	t.Parallel()
	b := open(t, sshd.Options{}, nil)
	b.invites.Revoke(b.invite.Words)
	if c, err := gossh.Dial("tcp", b.addr, client(b.invite.Words)); err == nil {
		_ = c.Close()
		t.Error("a revoked invite let somebody in")
	}
}

// unproved offers a key that it does not have.
type unproved struct{ gossh.Signer }

func (unproved) Sign(io.Reader, []byte) (*gossh.Signature, error) {
	return &gossh.Signature{Format: "ssh-ed25519", Blob: make([]byte, 64)}, nil
}

// TestIdentity: trap 11. Only a key that was proved says who somebody is.
func TestIdentity(t *testing.T) {
	t.Parallel()
	b := open(t, sshd.Options{}, nil)
	_, _ = b.join(80, 24)
	if x := <-b.here; x.Key != "" || x.Invite != b.invite || x.Local {
		t.Errorf("without a key: %+v", x.Caller)
	}
	k := key(t)
	_, _ = b.join(80, 24, gossh.PublicKeys(k))
	if x := <-b.here; x.Key != gossh.FingerprintSHA256(k.PublicKey()) {
		t.Errorf("with a key: %+v", x.Caller)
	}
	if c, err := gossh.Dial("tcp", b.addr, client(b.invite.Words, gossh.PublicKeys(unproved{k}))); err == nil {
		_ = c.Close()
		t.Error("somebody came in with a key that is not theirs")
	}
}

// TestPanic: a mistake in one terminal's program ends that one.
func TestPanic(t *testing.T) {
	t.Parallel()
	b := open(t, sshd.Options{}, func(ctx context.Context, x *sshd.Terminal) {
		if x.Size().W == 13 {
			panic("thirteen")
		}
		_, _ = x.Write([]byte("fine"))
		<-ctx.Done()
	})
	bad, _ := b.join(13, 13)
	_ = bad.Wait()
	c := b.dial()
	s, _ := c.NewSession()
	out, err := s.StdoutPipe()
	if err := errors.Join(err, s.RequestPty("xterm", 24, 80, nil), s.Shell()); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(out, make([]byte, 4)); err != nil {
		t.Error(err)
	}
}
