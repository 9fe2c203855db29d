//go:build unix

package paint

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"
)

// localChild is a program that shows what is typed. q ends it, p panics in it, s makes it deaf to signals.
func localChild() {
	p := New(testApp, text("ready"), Options{Gap: time.Millisecond})
	defer p.Close()
	l, pane, err := OpenLocal(p, LocalOptions{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	defer l.Close()
	msgs := make(chan tea.Msg)
	l.Start(func(m tea.Msg) {
		select {
		case msgs <- m:
		case <-l.quit:
		}
	}, nil)
	deaf := false
	for m := range msgs {
		switch m := m.(type) {
		case tea.WindowSizeMsg:
			pane.Show(Look[screenKey]{W: m.Width, H: m.Height, Profile: l.Profile}, Modes{Mouse: 1, Title: "child"}, &mine{})
			p.Publish(text(fmt.Sprintf("size %d×%d", m.Width, m.Height)))
		case tea.KeyPressMsg:
			switch m.String() {
			case "q":
				return
			case "p":
				panic("asked to")
			case "s":
				deaf = true
			}
			p.Publish(text("typed " + m.String()))
		case tea.QuitMsg:
			if !deaf {
				return
			}
			p.Publish(text("deaf"))
		}
	}
}

// child is that program in a terminal of its own.
type child struct {
	*emulator
	t      *testing.T
	master *os.File
	tty    *os.File
	found  *term.State
	cmd    *exec.Cmd
	stderr strings.Builder
	gone   chan error
}

func startChild(t *testing.T) *child {
	t.Helper()
	master, tty, err := pty.Open()
	if err != nil {
		t.Skip("no pseudo terminal here:", err)
	}
	c := &child{emulator: newTerm(40, 6), t: t, master: master, tty: tty, gone: make(chan error, 1)}
	_ = pty.Setsize(master, &pty.Winsize{Cols: 40, Rows: 6})
	if c.found, err = term.GetState(tty.Fd()); err != nil {
		t.Fatal(err)
	}
	c.cmd = exec.Command(os.Args[0])
	c.cmd.Env = append(os.Environ(), childEnv+"=1", "TERM=xterm-256color", "NO_COLOR=", "GORACE=atexit_sleep_ms=0")
	c.cmd.Stdin, c.cmd.Stdout, c.cmd.Stderr = tty, tty, &c.stderr
	c.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	read := make(chan struct{})
	go func() {
		defer close(read)
		_, _ = io.CopyBuffer(struct{ io.Writer }{c.emulator}, struct{ io.Reader }{master}, make([]byte, 1024))
	}()
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.cmd.Process.Kill()
		_ = tty.Close()
		_ = master.Close()
		<-read
	})
	return c
}

func (c *child) typed(s string) {
	if _, err := c.master.Write([]byte(s)); err != nil {
		c.t.Error(err)
	}
}

func (c *child) signal(s syscall.Signal) {
	if err := c.cmd.Process.Signal(s); err != nil {
		c.t.Error(err)
	}
}

// restored: the terminal is as it was found.
func (c *child) restored() {
	c.t.Helper()
	c.until(c.t, c.released)
	now, err := term.GetState(c.tty.Fd())
	if err != nil || *now != *c.found {
		c.t.Errorf("the terminal is %v, was %v, %v", now, c.found, err)
	}
}

// stopped waits until the process is.
func (c *child) stopped() {
	c.t.Helper()
	late := time.AfterFunc(patience, func() { _ = c.cmd.Process.Kill() })
	defer late.Stop()
	var ws syscall.WaitStatus
	if _, err := syscall.Wait4(c.cmd.Process.Pid, &ws, syscall.WUNTRACED, nil); err != nil || !ws.Stopped() {
		c.t.Fatal("not stopped:", err, ws)
	}
}

// ended waits for the end of the process.
func (c *child) ended() error {
	c.t.Helper()
	go func() { c.gone <- c.cmd.Wait() }()
	select {
	case err := <-c.gone:
		return err
	case <-time.After(patience):
		c.t.Fatal("it does not end")
		return nil
	}
}

func TestLocal(t *testing.T) {
	c := startChild(t)
	c.until(t, c.says("size 40×6"))
	if now, _ := term.GetState(c.tty.Fd()); *now == *c.found {
		t.Error("the terminal is not raw")
	}
	c.typed("x")
	c.until(t, c.says("typed x"))
	c.typed("\x1a") // Ctrl+Z is a key like others
	c.until(t, c.says("typed ctrl+z"))

	c.mu.Lock()
	c.resize(30, 4)
	c.mu.Unlock()
	_ = pty.Setsize(c.master, &pty.Winsize{Cols: 30, Rows: 4})
	c.signal(syscall.SIGWINCH)
	c.until(t, c.says("size 30×4"))

	c.typed("q")
	if err := c.ended(); err != nil {
		t.Error(err, c.stderr.String())
	}
	c.restored()
}

func TestLocalPanic(t *testing.T) {
	c := startChild(t)
	c.until(t, c.says("size 40×6"))
	c.typed("p")
	if err := c.ended(); err == nil || !strings.Contains(c.stderr.String(), "asked to") {
		t.Error(err, c.stderr.String())
	}
	c.restored()
}

func TestLocalEndSignals(t *testing.T) {
	for _, s := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT} {
		c := startChild(t)
		c.until(t, c.says("size 40×6"))
		c.signal(s)
		if err := c.ended(); err != nil {
			t.Error(s, err, c.stderr.String())
		}
		c.restored()
	}
}

// TestLocalDeaf: a program that does not end is ended at the second signal, with its terminal given back.
func TestLocalDeaf(t *testing.T) {
	c := startChild(t)
	c.until(t, c.says("size 40×6"))
	c.typed("s")
	c.until(t, c.says("typed s"))
	c.signal(syscall.SIGTERM)
	c.until(t, c.says("deaf"))
	c.signal(syscall.SIGTERM)
	err := c.ended()
	ws, _ := c.cmd.ProcessState.Sys().(syscall.WaitStatus)
	if err == nil || !ws.Signaled() || ws.Signal() != syscall.SIGTERM {
		t.Error(err, c.stderr.String())
	}
	c.restored()
}

func TestLocalStopAndContinue(t *testing.T) {
	c := startChild(t)
	c.until(t, c.says("size 40×6"))
	for _, key := range []string{"x", "y"} {
		c.typed(key)
		c.until(t, c.says("typed "+key))
		c.signal(syscall.SIGTSTP)
		c.stopped()
		c.restored()
		c.mu.Lock()
		c.resize(40, 6) // what others wrote meanwhile
		c.mu.Unlock()
		c.signal(syscall.SIGCONT)
		c.until(t, c.says("typed "+key))
	}
	c.signal(syscall.SIGSTOP) // which nobody can answer
	c.signal(syscall.SIGCONT)
	c.typed("z")
	c.until(t, c.says("typed z"))
	c.typed("q")
	if err := c.ended(); err != nil {
		t.Error(err, c.stderr.String())
	}
	c.restored()
}

func TestLocalNeedsATerminal(t *testing.T) {
	f, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	p := New(testApp, text("x"), Options{})
	defer p.Close()
	if _, _, err := OpenLocal(p, LocalOptions{In: f, Out: f}); err != ErrNoTerminal {
		t.Error(err)
	}
}

func TestProfile(t *testing.T) {
	for _, tt := range []struct {
		env  []string
		want colorprofile.Profile
	}{
		{[]string{"TERM=xterm-256color"}, colorprofile.ANSI256},
		{[]string{"TERM=xterm-256color", "COLORTERM=truecolor"}, colorprofile.TrueColor},
		{[]string{"TERM=xterm-256color", "NO_COLOR=1"}, colorprofile.Ascii},
		{[]string{"TERM=xterm-256color", "COLORTERM=truecolor", "NO_COLOR=please"}, colorprofile.Ascii},
		{[]string{"TERM=xterm-256color", "NO_COLOR=0"}, colorprofile.Ascii},
		{[]string{"TERM=xterm-256color", "NO_COLOR="}, colorprofile.ANSI256},
		{[]string{"TERM=dumb"}, colorprofile.NoTTY},
	} {
		if got := Profile(io.Discard, tt.env); got != tt.want {
			t.Errorf("%q: %v, want %v", tt.env, got, tt.want)
		}
	}
	f, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := Profile(f, []string{"TERM=xterm-256color"}); got != colorprofile.NoTTY {
		t.Error("a file has colours:", got)
	}
}
