//go:build linux

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// side is one way to show a board to a crowd of terminals.
type side struct {
	bin, dir string
	quit     context.CancelFunc // ends what it started
	started  []*exec.Cmd
	daemon   int // a process that is no child of ours, 0 for none
	stir     chan struct{}
	crowd    []*client // the first one places cards
	before   float64   // MB, with nobody there
	come     func(ctx context.Context, i int, p person) (*client, error)
}

// person is what one of the crowd has of their own.
type person struct {
	size  size
	term  string
	theme int  // how often F3 is pressed
	own   bool // looks around on the board, with a selection of their own
}

// newSide makes a folder with a copy of the sample workspace.
func newSide(ctx context.Context, bin string) (*side, context.Context, error) {
	dir, err := os.MkdirTemp("", "roombench-")
	if err != nil {
		return nil, nil, err
	}
	ctx, quit := context.WithCancel(ctx)
	s := &side{bin: bin, dir: dir, quit: quit, stir: make(chan struct{}, 1)}
	if err := s.command(ctx, bin, "demo", "--keep", s.path("room.convene")).Run(); err != nil {
		s.stop()
		return nil, nil, fmt.Errorf("%s made no sample workspace: %w", bin, err)
	}
	return s, ctx, nil
}

func (s *side) path(name string) string { return filepath.Join(s.dir, name) }

// command is a program whose settings and data are in the side's folder. It ends with us, whatever happens to us.
func (s *side) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, name, args...)
	c.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + s.dir, "LANG=C.UTF-8", "TERM=xterm-256color", "SHELL=/bin/sh",
		"XDG_DATA_HOME=" + s.path("data"), "XDG_CONFIG_HOME=" + s.path("config"), "XDG_STATE_HOME=" + s.path("state"), "XDG_CACHE_HOME=" + s.path("cache")}
	c.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	c.Cancel = func() error { return c.Process.Signal(syscall.SIGTERM) }
	c.WaitDelay = 6 * time.Second
	return c
}

func (s *side) start(c *exec.Cmd) error {
	if err := c.Start(); err != nil {
		return err
	}
	s.started = append(s.started, c)
	return nil
}

// pids are the processes that serve the crowd.
func (s *side) pids() []int {
	var roots []int
	for _, c := range s.started {
		roots = append(roots, c.Process.Pid)
	}
	if s.daemon != 0 {
		roots = append(roots, s.daemon)
	}
	return tree(roots)
}

// stop ends all that was started, and takes the folder away.
func (s *side) stop() {
	left := s.pids()
	for _, c := range s.crowd {
		_ = c.conn.Close()
	}
	s.quit()
	if s.daemon != 0 {
		_ = syscall.Kill(s.daemon, syscall.SIGTERM)
	}
	for _, c := range s.started {
		_ = c.Wait()
	}
	for late := time.Now().Add(2 * time.Second); time.Now().Before(late) && slices.ContainsFunc(left, s.owns); time.Sleep(20 * time.Millisecond) {
	}
	for _, pid := range left {
		if s.owns(pid) {
			_ = syscall.Kill(pid, syscall.SIGKILL)
		}
	}
	_ = os.RemoveAll(s.dir)
}

// owns says that a process runs in the side's folder: nobody else's does.
func (s *side) owns(pid int) bool {
	at, err := os.Readlink(fmt.Sprintf("/proc/%d/cwd", pid))
	return err == nil && at == s.dir
}

// fill lets everybody in, and opens a card sort.
func (s *side) fill(ctx context.Context, people []person) (err error) {
	if s.before, err = share(s.pids()); err != nil {
		return err
	}
	for i, p := range people {
		c, err := s.come(ctx, i, p)
		if err != nil {
			return fmt.Errorf("terminal %d of %d: %w", i+1, len(people), err)
		}
		s.crowd = append(s.crowd, c)
		if i == 0 {
			if err := openSort(ctx, c); err != nil {
				return err
			}
		}
	}
	for i, c := range s.crowd {
		if err := c.until(ctx, "the board", onBoard); err != nil {
			return err
		}
		if i > 0 {
			if err := settleIn(ctx, c, people[i]); err != nil {
				return err
			}
		}
	}
	return s.quiet(ctx)
}

func onBoard(text string) bool {
	return strings.Contains(text, "placed") && strings.Contains(text, "Sunrise")
}

func openSort(ctx context.Context, c *client) error {
	for _, step := range []struct{ keys, shows string }{
		{"", "Inventory"}, {"s", "Still to place"}, {"n", "Name of the new sort"}, {"\r", "as last time"}, {"1", "24 of 24"}, {home, "24 of 24"},
	} {
		if err := c.keys(step.keys); err != nil {
			return err
		}
		if err := c.until(ctx, step.shows, func(t string) bool { return strings.Contains(t, step.shows) }); err != nil {
			return err
		}
	}
	return nil
}

// settleIn presses what makes a terminal somebody's own. Who takes part comes to their own ballot, and from there to the
// board.
func settleIn(ctx context.Context, c *client, p person) error {
	if err := c.keys(strings.Repeat("\x1bOR", p.theme)); err != nil || !p.own {
		return err
	}
	if err := c.keys("\r"); err != nil {
		return err
	}
	if err := c.until(ctx, "their own ballot", func(t string) bool { return strings.Contains(t, "Your own ballot") }); err != nil {
		return err
	}
	if err := c.keys("\x1b"); err != nil {
		return err
	}
	if err := c.until(ctx, "the board", onBoard); err != nil {
		return err
	}
	return c.keys(strings.Repeat("\x1b[B", 1+p.theme))
}

// quiet waits until nothing more comes, and lets the emulators catch up.
func (s *side) quiet(ctx context.Context) error {
	for {
		came, err := wait(ctx, s.stir, quietTime)
		if err != nil {
			return err
		}
		if !came {
			break
		}
	}
	for _, c := range s.crowd {
		c.catchUp()
	}
	return nil
}

// newServe is `convene serve` with a workspace on disk.
func newServe(ctx context.Context, bin string) (*side, error) {
	s, ctx, err := newSide(ctx, bin)
	if err != nil {
		return nil, err
	}
	c := s.command(ctx, bin, "serve", "--listen", "127.0.0.1:0", "--lobby=false", "--invite-role", "facilitator", "--host-key", s.path("key"), s.path("room.convene"))
	out, err := c.StdoutPipe()
	if err != nil {
		s.stop()
		return nil, err
	}
	if err := s.start(c); err != nil {
		s.stop()
		return nil, err
	}
	words, addr, err := joinLine(out)
	if err != nil {
		s.stop()
		return nil, err
	}
	nothing := gossh.KeyboardInteractive(func(string, string, []string, []bool) ([]string, error) { return nil, nil })
	s.come = func(ctx context.Context, i int, p person) (*client, error) {
		c, err := connect(ctx, dial{addr: addr, user: words, auth: nothing, term: p.term, size: p.size}, s.stir)
		if err != nil {
			return nil, err
		}
		if err := c.until(ctx, "the door", func(t string) bool { return strings.Contains(t, "Your name") }); err != nil {
			return nil, errors.Join(err, c.conn.Close())
		}
		return c, c.keys(fmt.Sprintf("Teacher %d\r", i))
	}
	return s, nil
}

// joinLine reads what `convene serve` says people should type: ssh -p PORT WORDS@HOST.
func joinLine(out io.Reader) (words, addr string, err error) {
	for in := bufio.NewScanner(out); in.Scan(); {
		var port string
		line := strings.Replace(in.Text(), "@", " ", 1)
		if _, err := fmt.Sscanf(line, "join: ssh -p %s %s", &port, &words); err == nil {
			return words, "127.0.0.1:" + port, nil
		}
	}
	return "", "", errors.New("convene serve ended before it let anybody in")
}
