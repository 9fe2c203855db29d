package sshd_test

import (
	"context"
	"errors"
	"net"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"convene/internal/sshd"
)

// TestRefusalsUnread: a client that is refused again and again, and never reads why, is let go of like any other.
func TestRefusalsUnread(t *testing.T) {
	for _, shell := range []bool{false, true} {
		b := open(t, sshd.Options{Handshake: time.Second}, func(ctx context.Context, x *sshd.Terminal) {
			cut := time.AfterFunc(time.Second, x.Kill) // as a painter does that cannot write
			defer cut.Stop()
			<-ctx.Done()
		})
		base := runtime.NumGoroutine()
		c := b.dial()
		s, err := c.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.StderrPipe(); err != nil { // nobody reads it
			t.Fatal(err)
		}
		if shell {
			if err := errors.Join(s.RequestPty("xterm", 24, 80, nil), s.Shell()); err != nil {
				t.Fatal(err)
			}
		}
		ls := gossh.Marshal(struct{ Command string }{"ls"})
		for range 40000 { // their reasons would be more than a client has room for
			if _, err := s.SendRequest("exec", false, ls); err != nil {
				break
			}
		}
		within(t, "the server is free of it", 10*time.Second, empty(b))
		settled(t, base)
	}
}

// TestFlood: whatever is asked for, again and again and of any length, costs nothing that stays, and a terminal is still to
// be had by whoever asked, and by others.
func TestFlood(t *testing.T) {
	b := open(t, sshd.Options{}, nil)
	c := b.dial()
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	base := heap()
	n := many(300, 5000)
	flood := func() {
		t.Helper()
		huge := gossh.Marshal(struct{ Name, Value string }{strings.Repeat("N", 1000), strings.Repeat("v", 30<<10)})
		for i := range n {
			_, err := s.SendRequest([]string{"env", strings.Repeat("nonsense", 1000), "x11-req", "auth-agent-req@openssh.com"}[i%4], i%10 == 0, huge)
			if err == nil {
				_, _, err = c.SendRequest([]string{"tcpip-forward", "cancel-tcpip-forward", strings.Repeat("nonsense", 1000)}[i%3], i%10 == 0, huge)
			}
			if err != nil {
				t.Fatal(err)
			}
			if i%10 > 0 {
				continue
			}
			for _, kind := range []string{"session", "direct-tcpip", "forwarded-tcpip", "x11", "auth-agent@openssh.com", strings.Repeat("nonsense", 1000)} {
				if _, _, err := c.OpenChannel(kind, huge); err == nil {
					t.Fatalf("a channel %.20s was opened", kind)
				}
			}
		}
	}
	flood()
	if err := errors.Join(s.RequestPty(strings.Repeat("xterm", 5000), 24, 80, gossh.TerminalModes{1: 2}), s.Shell()); err != nil {
		t.Fatal(err)
	}
	x := <-b.here
	flood()
	if len(x.Env) != 1 || x.Env[0] != "TERM=xterm" || x.Size() != (sshd.Size{W: 80, H: 24}) {
		t.Errorf("%.200q %v", x.Env, x.Size())
	}
	if grown := heap() - base; grown > 20<<20 {
		t.Errorf("%d MiB more are kept", grown>>20)
	}
	if err := s.RequestPty("xterm", 80, 24, nil); err == nil {
		t.Error("a second terminal was given")
	}
	if err := s.Shell(); err == nil {
		t.Error("a second shell was given")
	}
	_, _ = b.join(80, 24)
	<-b.here
	if n := b.Count(); n != 2 {
		t.Errorf("%d connections", n)
	}
}

// TestFloodFromHere: nor does a window of the same machine keep more than the few variables that say what it can show.
func TestFloodFromHere(t *testing.T) {
	t.Parallel()
	b := open(t, sshd.Options{}, nil)
	l, err := net.Listen("unix", filepath.Join(t.TempDir(), "s"))
	if err != nil {
		t.Skip(err)
	}
	go func() { _ = b.Serve(l) }()
	raw, err := net.Dial("unix", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	conn, chans, reqs, err := gossh.NewClientConn(raw, "", client("stage"))
	if err != nil {
		t.Fatal(err)
	}
	c := gossh.NewClient(conn, chans, reqs)
	t.Cleanup(func() { _ = c.Close() })
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	for range 1000 {
		for _, e := range [][2]string{{"COLORTERM", strings.Repeat("v", 30<<10)}, {"COLORTERM", "truecolor"}, {"PATH", "x"}} {
			if _, err := s.SendRequest("env", false, gossh.Marshal(struct{ Name, Value string }{e[0], e[1]})); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := errors.Join(s.RequestPty("xterm", 24, 80, nil), s.Shell()); err != nil {
		t.Fatal(err)
	}
	x := <-b.here
	if all := strings.Join(x.Env, " "); len(x.Env) > 10 || strings.Contains(all, "v") || strings.Contains(all, "PATH") {
		t.Errorf("%.200q", x.Env)
	}
}

// heap is what the process keeps now, in bytes.
func heap() int {
	runtime.GC()
	runtime.GC() // what the first one freed with a finalizer
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}

// settled waits until there are no more goroutines than there were.
func settled(t *testing.T, base int) {
	t.Helper()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	late := time.After(5 * time.Second)
	for runtime.NumGoroutine() > base+2 {
		select {
		case <-tick.C:
		case <-late:
			t.Fatalf("%d goroutines before, %d after", base, runtime.NumGoroutine())
		}
	}
}
