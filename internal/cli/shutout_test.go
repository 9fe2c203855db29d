//go:build unix

package cli

import (
	"fmt"
	"net"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"convene/internal/activity/cardsort"
	"convene/internal/activity/meeting"
	"convene/internal/ledger"
	"convene/internal/room"
)

// shares opens the room of a window to people elsewhere, and returns how they come in, and the line as it is shown.
func (w *window) shares(p *place) (*served, string) {
	p.t.Helper()
	w.keys("S")
	w.sees("Others join with this line")
	line := regexp.MustCompile(`ssh -p (\d+) ([a-z-]+)@\S+`).FindStringSubmatch(w.screen())
	public, _, _, _, err := gossh.ParseAuthorizedKey([]byte(p.read(p.hostKey() + ".pub")))
	if line == nil || err != nil {
		p.t.Fatalf("that is no way in (%v):\n%s", err, w.screen())
	}
	w.keys("\x1b")
	w.until(p.t, "the box is closed", func() bool { return !strings.Contains(w.screen(), "Others join with") })
	return &served{w.process, line[2], net.JoinHostPort("127.0.0.1", line[1]), gossh.FingerprintSHA256(public)}, line[0]
}

// inMeeting begins a meeting, and a card sort in it, before anybody opens the workspace.
func (p *place) inMeeting() {
	p.t.Helper()
	open(p.t, p.file, time.Now(), nil, func(r *room.Room) {
		lead := r.Join(ledger.Actor{Person: "lead", Name: "Coordinator", Role: ledger.Facilitator})
		for _, op := range []any{cardsort.Open{Round: "open", Name: "Winter"}, meeting.Start{Meeting: r.State().Meeting.Planned()[0].ID}} {
			if _, err := lead.Do(p.t.Context(), op); err != nil {
				p.t.Fatal(err)
			}
		}
	})
}

// toBallot goes to this person's own ballot.
func (f *terminal) toBallot() {
	f.t.Helper()
	f.keys("s")
	f.sees("Winter")
	f.keys("\t")
	f.sees("Who is sorting?")
}

// TestRoomOfTheKilled: the facilitator's program is killed in a meeting, while somebody elsewhere without a key sorts in private
// and another one types. Home says that the room is shut, S opens it with the same line, and whoever comes back under the
// same name is who they were: at their own ballot and their own sentence, and no ballot is left behind.
func TestRoomOfTheKilled(t *testing.T) {
	t.Parallel()
	p := manyStarts(t)
	p.inMeeting()
	w := p.window(p.file)
	w.sees("Everything")
	s, line := w.shares(p)
	teacher, coach := s.knock("Teacher").enter(), s.knock("Coach")
	w.lets(teacher)
	w.lets(coach.enter())
	teacher.keys("\r") // takes part
	teacher.toBallot()
	teacher.keys("\r")
	teacher.sees("Enter when ready")
	teacher.keys("\r")
	teacher.sees("0 of 24")
	teacher.keys("12")
	teacher.sees("2 of 24")
	coach.decides("Ask the libr")
	coach.until(t, "the draft is written", func() bool { return strings.Contains(p.read(p.file), "Ask the libr") })
	teacher.keys("3")
	teacher.sees("3 of 24") // so that what was written before is kept
	s.signal(syscall.SIGKILL)
	s.ends(-1)

	w = p.window(p.file)
	w.sees("The room was open to people elsewhere when convene ended")
	w.sees("with the same line.")
	if _, err := net.Dial("tcp", s.addr); err == nil {
		t.Error("somebody listens whom nobody asked to")
	}
	s, again := w.shares(p)
	if again != line {
		t.Errorf("the line was %q and is %q", line, again)
	}
	w.until(t, "the room is open", func() bool { return !strings.Contains(w.screen(), "when convene ended") })
	teacher, coach = s.knock("Teacher").enter(), s.knock("Coach").enter()
	coach.sees("Ask the libr")
	teacher.sees("Everything") // nobody had to let them in
	teacher.keys("\r")
	teacher.toBallot()
	teacher.sees("3 of 24")
	teacher.keys("\r")
	teacher.sees("Enter when ready")
	teacher.keys("\r")
	teacher.sees("3 of 24")
	teacher.keys("f")
	teacher.sees("Finish?")
	teacher.keys("\r")
	w.keys("s")
	w.sees("1 of 3 have finished")
	w.keys("v")
	w.sees("Reveal 1 ballot?")
	if strings.Contains(w.screen(), "finished:") || strings.Contains(w.screen(), "not here") {
		t.Errorf("a ballot was left behind:\n%s", w.screen())
	}
}

// TestServedAgain: a server that is killed, or stopped as systemd does, prints the same line when it starts again, until a meeting
// ends.
func TestServedAgain(t *testing.T) {
	t.Parallel()
	p := manyStarts(t)
	s := p.serve()
	for _, end := range []syscall.Signal{syscall.SIGKILL, syscall.SIGTERM} {
		s.signal(end)
		s.ends(map[syscall.Signal]int{syscall.SIGKILL: -1}[end])
		again := p.serve()
		if again.words != s.words || again.addr != s.addr {
			t.Fatalf("after %v the line is of %s at %s, was of %s at %s", end, again.words, again.addr, s.words, s.addr)
		}
		s = again
	}
	s.signal(syscall.SIGTERM)
	s.ends(0)
	if other := p.serve("--invite-role", "observer"); other.words == s.words {
		t.Error("an observer comes with the line of a participant")
	}
}

// TestLinesEndWithTheLead: who leads ends the lines by leaving, and in a meeting only by ending it.
func TestLinesEndWithTheLead(t *testing.T) {
	t.Parallel()
	for name, meets := range map[string]bool{"no meeting": false, "a meeting": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := manyStarts(t)
			if meets {
				p.inMeeting()
			}
			w := p.window(p.file)
			w.sees("Everything")
			_, line := w.shares(p)
			w.keys("q")
			w.sees("Leave convene?")
			w.keys("\r")
			w.ends(0)
			w = p.window(p.file)
			w.sees("Everything")
			if says := strings.Contains(w.screen(), "when convene ended"); says != meets {
				t.Errorf("home says that the room was open: %v", says)
			}
			if _, again := w.shares(p); (again == line) != meets {
				t.Errorf("the line was %s and is %s", line, again)
			}
		})
	}
}

// TestNoLineInABackup: a backup that is made while lines hold and people are here has neither the words nor who came with them.
func TestNoLineInABackup(t *testing.T) {
	t.Parallel()
	p := manyStarts(t)
	s := p.serve("--lobby=false")
	s.knock("zqTeacher").enter().sees("Everything")
	live := p.read(p.file)
	for _, secret := range []string{s.words, "zqTeacher"} {
		if !strings.Contains(live, secret) {
			t.Fatalf("%q is not kept, or is not to be read like this", secret)
		}
	}
	for _, killed := range []bool{false, true} {
		file := filepath.Join(p.dir, fmt.Sprintf("killed-%v.convene", killed))
		if killed {
			s.signal(syscall.SIGKILL)
			s.ends(-1)
		}
		p.run(0, "backup", file, "-f", p.file)
		for _, secret := range []string{s.words, "zqTeacher"} {
			if strings.Contains(p.read(file), secret) {
				t.Errorf("a backup holds %q (of a server that was killed: %v)", secret, killed)
			}
		}
	}
	if said := s.err.String() + p.log(); strings.Contains(said, s.words) || strings.Contains(said, "zqTeacher") {
		t.Errorf("a log tells of it:\n%s", said)
	}
}
