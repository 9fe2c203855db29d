//go:build unix

package cli

import (
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"convene/internal/sshd"
)

const (
	closed = "The room was closed. Everything you did is kept."
	// promised is how soon a server ends that is asked to, and slack what a busy machine may add.
	promised, slack = 5 * time.Second, 5 * time.Second
)

func newKey(t *testing.T) gossh.Signer {
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

// TestServeStopped: a server that is asked to end tells everybody, gives their terminals back, keeps what they were
// typing, and is gone in time. Served again, the room knows them, and they go on with what they typed.
func TestServeStopped(t *testing.T) {
	t.Parallel()
	p := manyStarts(t)
	key := newKey(t)
	s := p.serve()
	lead, wall := p.attach("join"), p.attach("stage")
	counselor := s.knock("Counselor", key).enter()
	lead.sees("Everything")
	lead.lets(counselor)
	newcomer := s.knock("Visitor").enter()
	newcomer.sees("Visitor, the facilitator sees")
	asked := s.knock("Teacher") // in the field for the name
	silent := s.silent()
	wall.sees("Everything")
	counselor.decides("Ask the libr")
	lead.decides("Invite the muse")
	before := p.log()

	start := time.Now()
	s.signal(syscall.SIGTERM)
	for _, f := range []*terminal{lead, wall, counselor, newcomer, asked} {
		f.told(closed)
		f.givenBack()
	}
	s.ends(0)
	if d := time.Since(start); d > promised+slack {
		t.Errorf("it ended after %v", d)
	}
	for _, f := range []*terminal{lead, wall} {
		if err := <-f.ended; !errors.Is(err, sshd.ErrClosed) {
			t.Errorf("%s: %v", f.name, err)
		}
	}
	_ = silent.Close()
	if _, err := os.Stat(socketPath(p.file)); err == nil {
		t.Error("the socket is still there")
	}
	if now := p.log(); now != before {
		t.Errorf("the history was\n%s\nand is\n%s", before, now)
	}

	s = p.serve()
	again := s.knock("Counselor", key)
	again.keys("\r") // the name is known
	again.sees("Everything")
	again.sees("You were typing this") // the field opens by itself
	again.sees("Ask the libr")
	p.attach("join").findsDraft("Invite the muse")
}

// TestServeKilled: what somebody was told is kept is there after the server was killed, and what it left behind is in
// nobody's way.
func TestServeKilled(t *testing.T) {
	t.Parallel()
	p := manyStarts(t)
	before := p.log()
	s := p.serve("--invite-role", "facilitator", "--lobby=false")
	near := p.attach("join")
	near.sees("Everything")
	far := s.knock("Counselor").enter()
	far.sees("Everything")
	far.decides("Ask the library")
	far.keys("\r")
	far.sees("Decision kept.")
	s.signal(syscall.SIGKILL)
	s.ends(-1)
	if err := <-near.ended; err == nil || !strings.Contains(err.Error(), "The room was closed, or the other window ended.") {
		t.Errorf("a window is told %v", err)
	}
	if _, err := os.Lstat(socketPath(p.file)); err != nil {
		t.Fatal("there is no stale socket to test with:", err)
	}
	if now := strings.TrimPrefix(p.log(), before); !strings.Contains(now, "noted a decision") || strings.Count(now, "\n") != 1 {
		t.Errorf("after the decision there is\n%s", now)
	}
	s = p.serve()
	p.attach("join").sees("Everything")
	s.signal(syscall.SIGTERM)
	s.ends(0)
	p.run(0, "check", "-f", p.file)
}
