package sshd_test

import (
	"context"
	"net"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"convene/internal/sshd"
)

// many is how often something is done in a usual test, and under torture.
func many(usual, torture int) int {
	if n, _ := strconv.Atoi(os.Getenv("CONVENE_TORTURE")); n > 0 {
		return torture
	}
	return usual
}

// within fails where something takes longer than anybody would wait.
func within(t *testing.T, what string, d time.Duration, c <-chan struct{}) {
	t.Helper()
	select {
	case <-c:
	case <-time.After(d):
		t.Fatalf("%s: not within %v", what, d)
	}
}

// ended is closed when the other end hangs up.
func ended(c net.Conn) <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		b := make([]byte, 512)
		for {
			if _, err := c.Read(b); err != nil {
				return
			}
		}
	}()
	return done
}

// TestSilent: trap 10. Connections that say nothing are closed, and keep nobody out meanwhile.
func TestSilent(t *testing.T) {
	t.Parallel()
	b := open(t, sshd.Options{Handshake: 3 * time.Second}, nil)
	n := many(100, 1000)
	var all sync.WaitGroup
	for range n {
		c, err := net.Dial("tcp", b.addr)
		if err != nil {
			t.Fatal(err)
		}
		all.Go(func() { <-ended(c); _ = c.Close() })
	}
	in := make(chan struct{})
	go func() { defer close(in); <-b.here }()
	_, _ = b.join(80, 24)
	within(t, "a real person joins", 2*time.Second, in)
	gone := make(chan struct{})
	go func() { all.Wait(); close(gone) }()
	within(t, "all silent connections are closed", 20*time.Second, gone)
}

// TestDrip: one byte now and then does not stretch the handshake.
func TestDrip(t *testing.T) {
	t.Parallel()
	b := open(t, sshd.Options{Handshake: 300 * time.Millisecond}, nil)
	c, err := net.Dial("tcp", b.addr)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	done := ended(c)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	late := time.After(10 * time.Second)
	for _, b := range append([]byte("SSH-2.0-slow"), make([]byte, 1000)...) {
		select {
		case <-done:
			return
		case <-late:
			t.Fatal("a dripping handshake is still open")
		case <-tick.C:
			_, _ = c.Write([]byte{b | 1})
		}
	}
	within(t, "the end", 10*time.Second, done)
}

// TestNoTerminal: a handshake is not over before there is a terminal.
func TestNoTerminal(t *testing.T) {
	t.Parallel()
	b := open(t, sshd.Options{Handshake: time.Second}, nil)
	c := b.dial()
	if _, err := c.NewSession(); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() { _ = c.Wait(); close(done) }()
	within(t, "a session without a terminal ends", 20*time.Second, done)
}

// TestNeverReads: trap 2. A client that takes nothing makes its own writer wait, and cutting it off frees that.
func TestNeverReads(t *testing.T) {
	t.Parallel()
	freed := make(chan struct{})
	b := open(t, sshd.Options{Stall: 200 * time.Millisecond}, func(ctx context.Context, x *sshd.Terminal) {
		defer close(freed)
		cut := time.AfterFunc(300*time.Millisecond, x.Kill)
		defer cut.Stop()
		for {
			if _, err := x.Write(make([]byte, 4096)); err != nil {
				return
			}
		}
	})
	raw, err := net.Dial("tcp", b.addr)
	if err != nil {
		t.Fatal(err)
	}
	c, chans, reqs, err := gossh.NewClientConn(raw, b.addr, client(b.invite.Words))
	if err != nil {
		t.Fatal(err)
	}
	s, err := gossh.NewClient(c, chans, reqs).NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.StdoutPipe(); err != nil { // nobody reads it
		t.Fatal(err)
	}
	if err := s.RequestPty("xterm", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Shell(); err != nil {
		t.Fatal(err)
	}
	within(t, "the writer is free", 15*time.Second, freed)
}

// TestIdle: nothing typed is idle, whatever is shown.
func TestIdle(t *testing.T) {
	t.Parallel()
	b := open(t, sshd.Options{Keepalive: 200 * time.Millisecond, Idle: 300 * time.Millisecond}, func(ctx context.Context, x *sshd.Terminal) {
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				_, _ = x.Write([]byte("x"))
			}
		}
	})
	c, s := b.join(80, 24)
	_ = s
	done := make(chan struct{})
	go func() { _ = c.Wait(); close(done) }()
	within(t, "an idle terminal is closed", 10*time.Second, done)
	if log := b.log.String(); !strings.Contains(log, "nothing was typed") {
		t.Errorf("it was closed for another reason:\n%s", log)
	}
}

// TestClose: a server ends soon, whether its terminals do or not.
func TestClose(t *testing.T) {
	t.Parallel()
	told := make(chan struct{}, 100)
	hang := make(chan struct{})
	b := open(t, sshd.Options{}, func(ctx context.Context, x *sshd.Terminal) {
		told <- struct{}{}
		<-ctx.Done()
		if x.Size().W == 13 {
			<-hang
		}
		told <- struct{}{}
	})
	defer close(hang)
	for range many(10, 50) {
		_, _ = b.join(80, 24)
		<-told
	}
	_, _ = b.join(13, 13)
	<-told
	start := time.Now()
	b.Close(200 * time.Millisecond)
	if d := time.Since(start); d > 4*time.Second {
		t.Errorf("closing took %v", d)
	}
	if n := len(told); n != many(10, 50) {
		t.Errorf("%d terminals ended in peace", n)
	}
}

// TestCycles: traps 4 and 5. Coming and going leaves nothing behind.
func TestCycles(t *testing.T) {
	b := open(t, sshd.Options{}, nil)
	cycle := func() {
		c, _ := b.join(80, 24)
		<-b.here
		_ = c.Close()
	}
	cycle()
	within(t, "the first has left", 10*time.Second, empty(b))
	base := runtime.NumGoroutine()
	for range many(50, 10000) {
		cycle()
	}
	within(t, "all have left", 10*time.Second, empty(b))
	settled(t, base)
}

// empty is closed when the server has no connection.
func empty(b *bench) <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(time.Millisecond)
		defer tick.Stop()
		for b.Count() > 0 {
			<-tick.C
		}
	}()
	return done
}
