package sshd

import (
	"context"
	"io"
	"sync"
	"sync/atomic"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// Size is a terminal's, in cells.
type Size struct{ W, H int }

// The largest terminals that are drawn: of far ones, and of windows of the same machine.
const (
	farW, farH   = 240, 80
	nearW, nearH = 500, 200
)

// Caller is who is at the other end, as far as it was proved.
type Caller struct {
	Invite Invite // what let them in; empty for somebody of this machine
	Key    string // the fingerprint of the key that the handshake proved, empty where none was
	Addr   string // for people to read
	Local  bool   // the same account of the same machine
	Ask    string // of a local one: what it asks for ("stage"), as it was typed
}

// Terminal is one person's terminal at the other end of a connection.
type Terminal struct {
	Caller
	Env []string // TERM, and of a local one the few others that say what it can show

	ch   gossh.Channel
	kill func()

	mu      sync.Mutex
	size    Size
	changed chan struct{}
	now     func() time.Time
	born    time.Time
	input   atomic.Int64 // when something was typed last, in ns after born
	idle    atomic.Bool  // it will be closed soon if nothing is typed
}

// Read reads what is typed. It ends when the terminal is gone.
func (t *Terminal) Read(b []byte) (int, error) {
	n, err := t.ch.Read(b)
	if n > 0 {
		t.input.Store(int64(t.age()))
		t.idle.Store(false)
	}
	return n, err
}

// age is how long the terminal has been there. Setting the machine's clock makes it no older.
func (t *Terminal) age() time.Duration { return t.now().Sub(t.born) }

// Write shows bytes. It waits as long as the terminal takes none: write from a goroutine that may wait, and cut the
// terminal off (Kill) when that takes too long.
func (t *Terminal) Write(b []byte) (int, error) { return t.ch.Write(b) }

// Kill ends the whole connection at once, and every write that waits for it.
func (t *Terminal) Kill() { t.kill() }

// Size is the size now.
func (t *Terminal) Size() Size {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.size
}

// Changed receives when the size is another one, or Idle: it holds one wake-up at most, however often that happens.
func (t *Terminal) Changed() <-chan struct{} { return t.changed }

// Idle says that nothing has been typed for so long that the terminal will be closed soon.
func (t *Terminal) Idle() bool { return t.idle.Load() }

func (t *Terminal) resize(s Size) {
	t.mu.Lock()
	same := s == t.size
	t.size = s
	t.mu.Unlock()
	if !same {
		t.poke()
	}
}

func (t *Terminal) poke() {
	select {
	case t.changed <- struct{}{}:
	default:
	}
}

var _ io.ReadWriter = (*Terminal)(nil)

// tend keeps a connection alive while its terminal lives, and ends it when nothing was typed for too long: what is
// written to it says nothing about anybody being there.
func (t *Terminal) tend(ctx context.Context, conn gossh.Conn, o Options) {
	tick := time.NewTicker(o.Keepalive)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if _, _, err := conn.SendRequest("keepalive@openssh.com", true, nil); err != nil {
			return
		}
		if t.Local || o.Idle <= 0 {
			continue
		}
		switch quiet := t.age() - time.Duration(t.input.Load()); {
		case quiet >= o.Idle:
			o.Log.Info("closed: nothing was typed", "from", t.Addr)
			t.Kill()
			return
		case quiet >= o.Idle-o.Idle/10 && !t.idle.Swap(true):
			t.poke()
		}
	}
}
