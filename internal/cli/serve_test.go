//go:build unix

package cli

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestServeSaysHowToJoin: what serve prints lets somebody in, to the door, and names the host key that they see.
func TestServeSaysHowToJoin(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	s := p.serve()
	if !strings.HasPrefix(s.out.String(), "A host key was made.") {
		t.Errorf("nobody is told of the new host key:\n%s", s.out)
	}
	if info, err := os.Stat(p.hostKey()); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the host key: %v, %v", info, err)
	}
	s.knock("Grade 4 teacher") // which compares the fingerprint
	s.signal(syscall.SIGTERM)
	s.ends(0)
	again := p.serve()
	if again.fingerprint != s.fingerprint || strings.Contains(again.out.String(), "was made") {
		t.Errorf("the key changed, from %s:\n%s", s.fingerprint, again.out)
	}
}

// TestServeInviteRole: whoever comes with the printed line is what --invite-role says, at once where there is no lobby.
func TestServeInviteRole(t *testing.T) {
	t.Parallel()
	for role, may := range map[string]struct{ lead, decide bool }{"participant": {false, true}, "observer": {false, false}, "facilitator": {true, true}} {
		t.Run(role, func(t *testing.T) {
			t.Parallel()
			p := manyStarts(t)
			before := p.log()
			s := p.serve("--invite-role", role, "--lobby=false")
			f := s.knock("Teacher").enter()
			f.sees("Everything")
			f.keys(f7)
			f.sees("Teacher (you)")
			if !strings.Contains(f.line("Teacher (you)"), role) {
				t.Errorf("%q", f.line("Teacher (you)"))
			}
			f.keys("r")
			f.sees(map[bool]string{true: "sorts, writes, votes", false: "That is for a facilitator."}[may.lead])
			f.keys(f2 + "d")
			f.sees("What was decided?")
			f.keys("Ask the library\r")
			f.sees(map[bool]string{true: "Decision kept.", false: "You are watching"}[may.decide])
			s.signal(syscall.SIGTERM)
			s.ends(0)
			now := strings.TrimPrefix(p.log(), before)
			if (now != "") != may.decide || may.decide && !strings.Contains(now, "noted a decision") {
				t.Errorf("after a decision: %s", now)
			}
		})
	}
}

// TestServeLobby: a newcomer waits at the door and sees nothing of the room, until a facilitator of this machine opens it.
func TestServeLobby(t *testing.T) {
	t.Parallel()
	p := manyStarts(t)
	s := p.serve()
	f := s.knock("Teacher").enter()
	f.sees("Teacher, the facilitator sees")
	lead := p.attach("join")
	lead.sees("Everything")
	lead.keys(f7)
	lead.sees("waits at the door")
	if strings.Contains(f.String(), "Everything") {
		t.Error("somebody at the door sees the room")
	}
	lead.keys("\r")
	f.sees("Everything")
}

// TestServeRefuses: what cannot be served is refused before anything is made, with what to write instead.
func TestServeRefuses(t *testing.T) {
	t.Parallel()
	p := manyStarts(t)
	before := p.read(p.file)
	for _, tt := range []struct {
		args []string
		want string
	}{
		{[]string{"--listen", "127.0.0.1:0", "--invite-role", "guest"}, `no invite for "guest". Write --invite-role participant, observer or facilitator.`},
		{[]string{"--listen", "127.0.0.1:0", "--invite-role", ""}, `no invite for "". Write --invite-role participant, observer or facilitator.`},
		{[]string{"--listen", "2222"}, `The address "2222" is none to listen at. Write --listen :2222`},
	} {
		c := p.run(exitUsage, append([]string{"serve", p.file}, tt.args...)...)
		if !strings.Contains(c.err.String(), tt.want) || strings.Count(c.err.String(), "\n") != 1 || c.out.String() != "" {
			t.Errorf("%q: %s%s", tt.args, c.out, c.err)
		}
	}
	if p.read(p.file) != before {
		t.Error("the workspace was changed")
	}
	if _, err := os.Stat(p.hostKey()); err == nil {
		t.Error("a host key was made")
	}
}

// TestServeTakenPort: the workspace is free again when there is no port to be had, and nothing was made.
func TestServeTakenPort(t *testing.T) {
	t.Parallel()
	p := manyStarts(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	before := p.log()
	p.run(0, "guide", "export", "words")
	p.write(filepath.Join(p.dir, "words", "pack.md"), strings.Replace(p.read(filepath.Join(p.dir, "words", "pack.md")), "convene, plain English", "Ours", 1), 0o600)
	c := p.run(exitFailed, "serve", p.file, "--listen", l.Addr().String(), "--guide", "words")
	for _, want := range []string{l.Addr().String(), "Nothing was changed", "choose another port with --listen"} {
		if strings.Count(c.err.String(), want) == 0 || strings.Count(c.err.String(), "\n") != 1 {
			t.Errorf("no %q in\n%s", want, c.err)
		}
	}
	if now := p.log(); now != before {
		t.Errorf("the workspace was changed:\n%s", strings.TrimPrefix(now, before))
	}
	if _, err := os.Stat(socketPath(p.file)); err == nil {
		t.Error("the socket is still there")
	}
	if s := p.serve(); !strings.HasPrefix(s.out.String(), "A host key was made.") {
		t.Errorf("a host key was made before, and nobody was told:\n%s", s.out)
	}
}

// TestServeHostKey: a key that others' ssh knows is neither made anew nor used where it may have been seen.
func TestServeHostKey(t *testing.T) {
	t.Parallel()
	p := manyStarts(t)
	s := p.serve()
	s.signal(syscall.SIGTERM)
	s.ends(0)
	key, public := p.read(p.hostKey()), p.read(p.hostKey()+".pub")
	other := newPlace(t)
	o := other.serve()
	o.signal(syscall.SIGTERM)
	o.ends(0)
	another := other.read(other.hostKey())
	for name, tt := range map[string]struct {
		key, want, todo string
		mode            os.FileMode
	}{
		"gone":     {"", "is gone", "Put it back from a backup", 0},
		"another":  {another, "is another one than", "put the old key back", 0o600},
		"damaged":  {key[:len(key)/2], "is damaged", "Put it back from a backup", 0o600},
		"readable": {key, "Others on this machine can read", "chmod 600", 0o640},
	} {
		if err := os.Remove(p.hostKey()); err != nil && tt.key == key {
			t.Fatal(err)
		}
		if tt.key != "" {
			p.write(p.hostKey(), tt.key, tt.mode)
		}
		c := p.run(exitFailed, "serve", p.file, "--listen", "127.0.0.1:0")
		for _, want := range []string{tt.want, tt.todo, p.hostKey(), "Nothing was started."} {
			if !strings.Contains(c.err.String(), want) || strings.Contains(c.out.String(), "join") {
				t.Errorf("%s: no %q in\n%s%s", name, want, c.out, c.err)
			}
		}
		if tt.key != "" && p.read(p.hostKey()) != tt.key || p.read(p.hostKey()+".pub") != public {
			t.Errorf("%s: the key files were changed", name)
		}
		p.write(p.hostKey(), key, 0o600)
	}
	if again := p.serve(); again.fingerprint != s.fingerprint {
		t.Errorf("the key put back is %s, was %s", again.fingerprint, s.fingerprint)
	}
}
