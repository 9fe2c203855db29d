//go:build unix

package cli

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestSecondWindow: while a room is served, convene in another window of this machine joins it as its facilitator.
func TestSecondWindow(t *testing.T) {
	t.Parallel()
	p := manyStarts(t)
	s := p.serve()
	if info, err := os.Stat(socketPath(p.file)); err != nil || info.Mode() != os.ModeSocket|0o600 {
		t.Fatalf("the socket: %v, %v", info.Mode(), err)
	}
	w := p.window(p.file)
	w.sees("Everything")
	far := s.knock("Teacher").enter()
	w.lets(far)
	w.keys(f7)
	w.sees("Coordinator (you)")
	if line := w.line("Coordinator (you)"); !strings.Contains(line, "facilitator") || !strings.Contains(line, "leads") {
		t.Errorf("%q", line)
	}
	w.decides("Ask the library")
	w.keys("\r")
	w.sees("Decision kept.")
	other := p.window("-f", p.file)
	other.sees("Everything")
	other.keys("u") // the same person took it down
	other.sees("Undone.")
	other.keys("q")
	other.sees("Leave convene?")
	other.keys("\r")
	other.ends(0)
	other.released()
	s.signal(syscall.SIGTERM)
	w.told(closed)
	w.ends(0)
	w.released()
	s.ends(0)
	if _, err := os.Lstat(socketPath(p.file)); err == nil {
		t.Error("the socket is still there")
	}
	if left, _ := filepath.Glob(filepath.Join(p.dir, ".c-*")); len(left) > 0 {
		t.Errorf("%q are left", left)
	}
	if n := strings.Count(p.log(), "Coordinator: noted a decision"); n != 1 {
		t.Errorf("%d decisions of the coordinator:\n%s", n, p.log())
	}
}

// TestStageWindow: the wall follows the lead to a page with contacts, and shows none of them.
func TestStageWindow(t *testing.T) {
	t.Parallel()
	p := manyStarts(t)
	s := p.serve()
	wall := p.window("stage", p.file)
	wall.sees("Everything")
	if strings.Contains(wall.screen(), "Maple Grove SEL team") { // which stands over everything but the stage
		t.Errorf("without a lead the wall is somebody's own screen:\n%s", wall.screen())
	}
	lead := p.attach("join")
	lead.sees("Everything")
	lead.keys("/Grove Street\r")
	lead.sees("Funding source")
	lead.keys("\r")
	lead.sees("programs.groveyouth@example.org")
	lead.sees("555-0101")
	wall.sees("Grove Street Youth Club")
	for _, secret := range []string{"@example.org", "555-01"} {
		if strings.Contains(wall.String(), secret) {
			t.Errorf("the wall shows %q:\n%s", secret, wall.screen())
		}
	}
	wall.keys("q")
	wall.sees("Leave convene?")
	wall.keys("\r")
	wall.ends(0)
	wall.released()
	lead.sees("555-0101")
	s.signal(syscall.SIGTERM)
	s.ends(0)
}

// TestHeldByServe: what would write to a workspace that is served says who has it open, and leaves it alone; what reads it
// does.
func TestHeldByServe(t *testing.T) {
	t.Parallel()
	p := manyStarts(t)
	s := p.serve()
	before := p.log()
	p.write(filepath.Join(p.dir, "list.csv"), "Name\nHarbor Museum\n", 0o600)
	p.run(0, "guide", "export", "words")
	p.run(0, "check", "-f", p.file)
	for _, args := range [][]string{{"import", "partners", "list.csv", "--yes"}, {"guide", "use", "words"}, {"serve", "--listen", "127.0.0.1:0"}} {
		c := p.run(exitFailed, append(args, "-f", p.file)...)
		said := c.err.String()
		if !strings.Contains(said, "is open in convene (process "+pid(s)+",") || !strings.Contains(said, "Use it there, or close it there") ||
			strings.Count(said, "\n") != 1 {
			t.Errorf("%q: %s", args, said)
		}
	}
	if now := p.log(); now != before {
		t.Errorf("it was changed:\n%s", strings.TrimPrefix(now, before))
	}
	p.attach("join").sees("Everything") // no failed command took the socket away
}

// TestStageAlone: where nobody has the workspace open, stage says so once, and what to do, and leaves the terminal alone.
func TestStageAlone(t *testing.T) {
	t.Parallel()
	p := manyStarts(t)
	for _, why := range []string{"no socket", "a stale socket"} {
		w := p.window("stage", p.file)
		w.ends(exitFailed)
		said := w.err.String()
		if !strings.HasPrefix(said, "Nobody has "+p.file+" open on this machine") || strings.Count(said, "\n") != 1 ||
			!strings.Contains(said, "Open it with `convene "+p.file+"` first") || w.String() != "" {
			t.Errorf("%s: %s%q", why, said, w.String())
		}
		s := p.serve()
		s.signal(syscall.SIGKILL)
		s.ends(-1)
	}
}

// TestStageWaits: the wall stays up when its room is killed or closed, says so and nothing else, and goes on by itself with the
// next one; q and Ctrl+C leave it meanwhile, and so does a signal.
func TestStageWaits(t *testing.T) {
	t.Parallel()
	const shut = "The room is closed for a moment."
	for name, leave := range map[string]func(*window){"q": func(w *window) { w.keys("q") }, "Ctrl+C": func(w *window) { w.keys("\x03") },
		"TERM": func(w *window) { w.signal(syscall.SIGTERM) }} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := manyStarts(t)
			s := p.serve()
			wall := p.window("stage", p.file)
			for _, end := range []syscall.Signal{syscall.SIGKILL, syscall.SIGTERM} {
				wall.sees("Everything")
				s.signal(end)
				wall.sees(shut)
				<-s.gone
				if left := strings.Fields(strings.ReplaceAll(strings.Join(strings.Fields(wall.screen()), " "), strings.Join(strings.Fields(roomShut), " "), "")); len(left) > 0 {
					t.Errorf("after %v there is more on the wall:\n%s", end, wall.screen())
				}
				wall.keys("x\r") // which means nothing here
				s = p.serve()
			}
			wall.sees("Everything")
			if strings.Contains(wall.screen(), shut) {
				t.Errorf("the wall shows two things:\n%s", wall.screen())
			}
			s.signal(syscall.SIGKILL)
			wall.sees(shut)
			leave(wall)
			wall.ends(0)
			wall.released()
			if said := wall.err.String(); said != "" {
				t.Errorf("it said %q", said)
			}
		})
	}
}

// TestWindowOfTheKilled: a window whose room was killed says so once, and gives the terminal back.
func TestWindowOfTheKilled(t *testing.T) {
	t.Parallel()
	p := manyStarts(t)
	s := p.serve()
	w := p.window(p.file)
	w.sees("Everything")
	s.signal(syscall.SIGKILL)
	w.ends(exitFailed)
	w.released()
	if said := w.err.String(); strings.Count(said, "The room was closed, or the other window ended. Everything you did is kept") != 1 {
		t.Errorf("it said %q", said)
	}
	again := p.window(p.file) // it holds the workspace itself now
	again.sees("Everything")
	if _, err := os.Stat(socketPath(p.file)); err != nil {
		t.Error(err)
	}
	p.attach("join").sees("Everything")
}
