//go:build unix

package cli

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"

	"convene/internal/sample"
	"convene/internal/sshd"
	"convene/internal/store/boltlog"
)

// patience is how long a test waits for what should come at once.
const patience = 30 * time.Second

// place is a machine as far as convene sees it: folders of its own, with the sample workspace in them.
type place struct {
	t         *testing.T
	dir, file string
}

// sampleBytes is the sample workspace as a file, made once.
var sampleBytes = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "c")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	path := filepath.Join(dir, "s.convene")
	store, err := boltlog.Create(path, boltlog.Meta{Created: time.Now()})
	if err != nil {
		return nil, err
	}
	if err := sample.Fill(context.Background(), store, time.Now()); err != nil {
		return nil, err
	}
	if err := store.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// newPlace makes one. Its folder is not the test's own, whose name is too long for a socket.
func newPlace(t *testing.T) *place {
	t.Helper()
	dir, err := os.MkdirTemp("", "c")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	b, err := sampleBytes()
	if err != nil {
		t.Fatal(err)
	}
	p := &place{t, dir, filepath.Join(dir, "team.convene")}
	if err := os.WriteFile(p.file, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

// manyStarts is newPlace for a test that starts the program often, which the race detector makes slow.
func manyStarts(t *testing.T) *place {
	t.Helper()
	if racing {
		t.Skip("it starts the program often; TestServeSaysHowToJoin and TestWindowStopped run under the detector")
	}
	return newPlace(t)
}

func (p *place) hostKey() string { return filepath.Join(p.dir, "data", "convene", "host_ed25519") }

// process is a convene that runs there.
type process struct {
	t        *testing.T
	cmd      *exec.Cmd
	out, err *sink
	gone     chan struct{}
}

// command is a convene that does not run yet.
func (p *place) command(args ...string) *process {
	p.t.Helper()
	c := &process{t: p.t, cmd: exec.Command("convene", args...), out: newSink(0, 0), err: newSink(0, 0), gone: make(chan struct{})}
	c.cmd.Dir, c.cmd.Stdout, c.cmd.Stderr, c.cmd.WaitDelay = p.dir, c.out, c.err, patience
	c.cmd.Env = append(os.Environ(), "XDG_CONFIG_HOME="+p.dir+"/config", "XDG_DATA_HOME="+p.dir+"/data", "CONVENE_FILE=", "CONVENE_NAME=Coordinator",
		"TERM=xterm-256color", "NO_COLOR=", "GORACE=atexit_sleep_ms=0")
	c.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	return c
}

func (c *process) start() *process {
	c.t.Helper()
	if err := c.cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	go func() { _ = c.cmd.Wait(); close(c.gone) }()
	c.t.Cleanup(func() {
		_ = c.cmd.Process.Kill()
		if <-c.gone; c.t.Failed() {
			c.t.Logf("%q said %q", c.cmd.Args, c.err)
		}
	})
	return c
}

func (c *process) signal(s syscall.Signal) {
	c.t.Helper()
	if err := c.cmd.Process.Signal(s); err != nil {
		c.t.Error(err)
	}
}

// ends waits for the end, which must come with a code; -1 stands for a signal that nobody can answer.
func (c *process) ends(code int) *process {
	c.t.Helper()
	select {
	case <-c.gone:
	case <-time.After(patience):
		c.t.Fatalf("%q does not end\n%s%s", c.cmd.Args, c.out, c.err)
	}
	if got := c.cmd.ProcessState.ExitCode(); got != code {
		c.t.Fatalf("%q ended with %d, want %d\n%s%s", c.cmd.Args, got, code, c.out, c.err)
	}
	return c
}

// run runs a command to its end.
func (p *place) run(code int, args ...string) *process {
	p.t.Helper()
	return p.command(args...).start().ends(code)
}

// says waits until a stream of a process holds a text.
func (c *process) says(s *sink, text string) {
	c.t.Helper()
	s.until(c.t, fmt.Sprintf("%q says %q", c.cmd.Args, text), func() bool { return strings.Contains(s.String(), text) })
}

// served is a convene serve, and what it said of how to come in.
type served struct {
	*process
	words, addr, fingerprint string
}

// serve serves the workspace at a port of its own.
func (p *place) serve(args ...string) *served {
	p.t.Helper()
	c := p.command(append([]string{"serve", p.file, "--listen", "127.0.0.1:0"}, args...)...).start()
	c.says(c.out, "Stop with Ctrl+C.")
	said := c.out.String()
	line := regexp.MustCompile(`(?m)^join: ssh -p (\d+) ([a-z-]+)@(\S+)$`).FindStringSubmatch(said)
	print := regexp.MustCompile(`(?m)^fingerprint: (\S+)$`).FindStringSubmatch(said)
	if line == nil || print == nil {
		p.t.Fatalf("that is no way in:\n%s", said)
	}
	return &served{c, line[2], net.JoinHostPort(line[3], line[1]), print[1]}
}

// window is a convene in a terminal of this machine.
type window struct {
	*process
	*terminal
	tty   *os.File
	found *term.State
}

// window starts a command in a terminal of its own.
func (p *place) window(args ...string) *window {
	p.t.Helper()
	master, tty, err := pty.Open()
	if err != nil {
		p.t.Skip("no pseudo terminal here:", err)
	}
	w := &window{process: p.command(args...), terminal: &terminal{sink: newSink(wide, high), t: p.t, name: "the window", in: master}, tty: tty}
	if err := pty.Setsize(master, &pty.Winsize{Cols: wide, Rows: high}); err != nil {
		p.t.Fatal(err)
	}
	if w.found, err = term.GetState(tty.Fd()); err != nil {
		p.t.Fatal(err)
	}
	w.cmd.Stdin, w.cmd.Stdout = tty, tty
	read := make(chan struct{})
	go func() { defer close(read); w.read(master) }()
	p.t.Cleanup(func() { _ = tty.Close(); _ = master.Close(); <-read })
	w.start()
	return w
}

// released waits until the terminal is as it was found.
func (w *window) released() {
	w.process.t.Helper()
	w.givenBack()
	if now, err := term.GetState(w.tty.Fd()); err != nil || *now != *w.found {
		w.process.t.Errorf("the terminal is %v, was %v, %v", now, w.found, err)
	}
}

// attach opens a window of the room through the socket, as convene does, without a process for it.
func (p *place) attach(ask string) *terminal {
	p.t.Helper()
	conn, err := net.Dial("unix", socketPath(p.file))
	if err != nil {
		p.t.Fatal(err)
	}
	in, typed, err := os.Pipe()
	if err != nil {
		p.t.Fatal(err)
	}
	f := &terminal{sink: newSink(wide, high), t: p.t, name: "a window of this machine", in: typed, ended: make(chan error, 1)}
	go func() {
		f.ended <- sshd.Attach(context.Background(), conn, sshd.Window{Ask: ask, Env: []string{"TERM=xterm-256color"}, In: in, Out: f,
			Size: func() sshd.Size { return sshd.Size{W: wide, H: high} }})
	}()
	p.t.Cleanup(func() { _ = conn.Close(); _ = typed.Close(); _ = in.Close() })
	return f
}

func (p *place) read(path string) string {
	p.t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		p.t.Fatal(err)
	}
	return string(b)
}

// write puts a file there with exactly that mode.
func (p *place) write(path, text string, mode os.FileMode) {
	p.t.Helper()
	_ = os.Remove(path)
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		p.t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		p.t.Fatal(err)
	}
}

// log is the whole history of the workspace.
func (p *place) log() string {
	p.t.Helper()
	return p.run(0, "log", "-f", p.file).out.String()
}

func pid(s *served) string { return strconv.Itoa(s.cmd.Process.Pid) }
