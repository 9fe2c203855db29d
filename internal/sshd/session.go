package sshd

import (
	"context"
	"encoding/binary"
	"runtime/debug"
	"strings"
	"time"

	"github.com/charmbracelet/ssh"
	gossh "golang.org/x/crypto/ssh"

	"convene/internal/text"
)

// session is the one channel of a connection.
func (s *Server) session(_ *ssh.Server, conn *gossh.ServerConn, asked gossh.NewChannel, ctx ssh.Context) {
	n, ok := ctx.Value(lineKey{}).(*line)
	if !ok || n.taken.Swap(true) {
		_ = asked.Reject(gossh.Prohibited, "convene gives one terminal to a connection")
		return
	}
	ch, reqs, err := asked.Accept()
	if err != nil {
		return
	}
	t := &Terminal{ch: ch, kill: func() { _ = n.Close(); _ = conn.Close() }, changed: make(chan struct{}, 1), now: s.o.Now, born: s.o.Now()}
	t.Addr, t.Local = conn.RemoteAddr().String(), n.local
	if !s.prove(t, conn) {
		t.kill()
		return
	}
	run, stop := context.WithCancel(s.ctx)
	defer stop()
	context.AfterFunc(ctx, stop)
	a := asking{t: t, n: n}
	for req := range reqs {
		ok := a.grant(req)
		if req.WantReply {
			_ = req.Reply(ok, nil)
		}
		if a.shell && !a.runs && s.enter() {
			a.runs = true
			n.ready()
			go t.tend(run, conn, s.o)
			go s.run(run, t, ctx.Done())
		}
	}
}

// prove says who is at the other end.
func (s *Server) prove(t *Terminal, conn *gossh.ServerConn) bool {
	if t.Local {
		t.Addr, t.Ask = "this machine", conn.User()
		return true
	}
	p := conn.Permissions
	if p == nil {
		return false
	}
	var ok bool
	t.Invite, ok = s.o.Invites.Find(p.Extensions[extWords])
	t.Key = p.Extensions[extKey]
	return ok
}

// parting is how long a client has to read the last bytes and hang up.
const parting = time.Second

// enter counts one more terminal, unless the server is closing.
func (s *Server) enter() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return false
	}
	s.wg.Add(1)
	return true
}

// run runs one terminal; a mistake in it ends this one and no other.
func (s *Server) run(ctx context.Context, t *Terminal, gone <-chan struct{}) {
	defer s.wg.Done()
	defer t.kill()
	defer func() {
		if v := recover(); v != nil {
			s.o.Log.Error("a terminal ended by a mistake in the program", "what", text.Mistake(v), "stack", string(debug.Stack()))
		}
	}()
	s.o.Log.Info("joined", "from", t.Addr)
	s.o.Handle(ctx, t)
	status := make([]byte, 4)
	if t.Local && s.ctx.Err() != nil { // a window of this machine may wait for the next room
		binary.BigEndian.PutUint32(status, closedStatus)
	}
	_, _ = t.ch.SendRequest("exit-status", false, status)
	_ = t.ch.Close()
	s.o.Log.Info("left", "from", t.Addr)
	last := time.NewTimer(parting)
	defer last.Stop()
	select {
	case <-gone:
	case <-last.C:
	}
}

// asking is what a client has asked of its channel.
type asking struct {
	t                *Terminal
	n                *line
	pty, shell, runs bool
	said             bool // why something was refused
}

// sayTime is how long a refusal waits for its reason to be on its way.
const sayTime = 200 * time.Millisecond

// say says once why something was refused. It waits for no client that has no room for it: the library reads nothing more of a
// connection while requests wait to be answered, and would not even notice its end.
func (a *asking) say(why string) {
	if a.said {
		return
	}
	a.said = true
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = a.t.ch.Stderr().Write([]byte(why + "\r\n"))
	}()
	late := time.NewTimer(sayTime)
	defer late.Stop()
	select {
	case <-done:
	case <-late.C:
	}
}

// grant says whether a client gets what it asks for: one terminal, and a shell on it, which is convene.
func (a *asking) grant(req *gossh.Request) bool {
	switch req.Type {
	case "pty-req":
		return a.grantPTY(req.Payload)
	case "window-change":
		w, ok := words32(req.Payload, 2)
		if ok && a.pty {
			a.t.resize(a.clamp(w))
		}
		return ok && a.pty
	case "shell":
		first := a.pty && !a.shell
		a.shell = a.shell || a.pty
		if !a.pty {
			a.say("convene needs a terminal. Write ssh -t, and no command behind the address.")
		}
		return first
	case "env":
		return a.grantEnv(req.Payload)
	case "exec", "subsystem":
		a.say("convene runs no commands and copies no files. Write ssh and the address, and nothing behind it.")
		return false
	}
	return false
}

func (a *asking) grantPTY(b []byte) bool {
	var p struct {
		Term           string
		W, H, PxW, PxH uint32
		Modes          string
	}
	if a.pty || gossh.Unmarshal(b, &p) != nil {
		return false
	}
	a.pty = true
	a.t.Env = append(a.t.Env, "TERM="+plainTerm(p.Term))
	a.t.resize(a.clamp([]uint32{p.W, p.H}))
	return true
}

// grantEnv takes from a window of this machine what says which colours it has. From elsewhere it takes nothing.
func (a *asking) grantEnv(b []byte) bool {
	var e struct{ Name, Value string }
	if !a.t.Local || gossh.Unmarshal(b, &e) != nil || len(e.Value) > maxInviteName || len(a.t.Env) > len(localEnv())+1 {
		return false
	}
	for _, name := range localEnv() {
		if e.Name == name {
			a.t.Env = append(a.t.Env, e.Name+"="+e.Value)
			return true
		}
	}
	return false
}

func localEnv() []string {
	return []string{"COLORTERM", "NO_COLOR", "TERM_PROGRAM", "CONVENE_THEME", "CONVENE_ASCII", "CONVENE_REDUCED_MOTION"}
}

// plainTerm keeps what names a kind of terminal.
func plainTerm(s string) string {
	if len(s) > 40 || strings.ContainsFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("-+._", r)
	}) {
		return "xterm"
	}
	return s
}

// clamp keeps a size within what is drawn: a terminal of 8000×4000 would take a gigabyte.
func (a *asking) clamp(w []uint32) Size {
	most := Size{farW, farH}
	if a.n.local {
		most = Size{nearW, nearH}
	}
	in := func(v uint32, most int) int { return int(max(1, min(v, uint32(most)))) }
	return Size{in(w[0], most.W), in(w[1], most.H)}
}

// words32 reads n numbers.
func words32(b []byte, n int) ([]uint32, bool) {
	if len(b) < 4*n {
		return nil, false
	}
	out := make([]uint32, n)
	for i := range out {
		out[i] = binary.BigEndian.Uint32(b[4*i:])
	}
	return out, true
}
