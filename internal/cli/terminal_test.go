//go:build unix

package cli

import (
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hinshun/vt10x"
	gossh "golang.org/x/crypto/ssh"
)

// The keys that are more than a letter.
const (
	f2, f7 = "\x1bOQ", "\x1b[18~"
)

// wide and high are the size of every terminal here.
const wide, high = 100, 30

// sink keeps what is written to it, and lets a test wait for it.
type sink struct {
	mu    sync.Mutex
	raw   []byte
	vt    vt10x.Terminal // what a terminal makes of it; nil where it is none
	grown chan struct{}
}

func newSink(w, h int) *sink {
	s := &sink{grown: make(chan struct{}, 1)}
	if w > 0 {
		s.vt = vt10x.New(vt10x.WithSize(w, h))
	}
	return s
}

func (s *sink) Write(b []byte) (int, error) {
	s.mu.Lock()
	s.raw = append(s.raw, b...)
	if s.vt != nil {
		_, _ = s.vt.Write(known(b))
	}
	s.mu.Unlock()
	select {
	case s.grown <- struct{}{}:
	default:
	}
	return len(b), nil
}

// known drops what the emulator does not know.
func known(b []byte) []byte {
	return []byte(strings.NewReplacer("\x1b[>4;2m", "", "\x1b[>4m", "", "\x1b[>4;0m", "", "\x1b[>1u", "", "\x1b[<1u", "", "\x1b[?u", "").Replace(string(b)))
}

// String is all that was written.
func (s *sink) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return string(s.raw)
}

// screen is what a terminal shows.
func (s *sink) screen() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.vt == nil {
		return string(s.raw)
	}
	return s.vt.String()
}

// until waits until something is so, and looks again at the latest when more was written.
func (s *sink) until(t testing.TB, what string, ok func() bool) {
	t.Helper()
	late := time.After(patience)
	look := time.NewTicker(10 * time.Millisecond)
	defer look.Stop()
	for !ok() {
		select {
		case <-s.grown:
		case <-look.C:
		case <-late:
			t.Fatalf("not so: %s. There is\n%s", what, s.screen())
		}
	}
}

// terminal is somebody's terminal, wherever it is.
type terminal struct {
	*sink
	t     testing.TB
	name  string
	in    io.Writer
	conn  *gossh.Client // of one elsewhere
	ended chan error    // of a window without a process: how it ended
}

// read takes what comes until nothing does any more.
func (f *terminal) read(r io.Reader) {
	_, _ = io.Copy(struct{ io.Writer }{f.sink}, struct{ io.Reader }{r})
}

// keys sends keys as a terminal does.
func (f *terminal) keys(s string) {
	f.t.Helper()
	if _, err := io.WriteString(f.in, s); err != nil {
		f.t.Errorf("%s cannot type: %v", f.name, err)
	}
}

// sees waits until the screen shows a text.
func (f *terminal) sees(text string) {
	f.t.Helper()
	f.until(f.t, fmt.Sprintf("%s sees %q", f.name, text), func() bool { return strings.Contains(f.screen(), text) })
}

// line is the line of the screen that holds a text.
func (f *terminal) line(text string) string {
	for l := range strings.Lines(f.screen()) {
		if strings.Contains(l, text) {
			return l
		}
	}
	return ""
}

// told waits until a text was written to the terminal, on whichever screen.
func (f *terminal) told(text string) {
	f.t.Helper()
	f.until(f.t, fmt.Sprintf("%s is told %q", f.name, text), func() bool { return strings.Contains(f.String(), text) })
}

// givenBack waits until the terminal shows its own screen and cursor again, and nothing else is asked of it.
func (f *terminal) givenBack() {
	f.t.Helper()
	f.until(f.t, f.name+" is given back", func() bool {
		raw := f.String()
		for on, off := range map[string]string{"\x1b[?1049h": "\x1b[?1049l", "\x1b[?25l": "\x1b[?25h", "\x1b[?2004h": "\x1b[?2004l", "\x1b[>1u": "\x1b[<1u",
			"\x1b[22;2t": "\x1b[23;2t"} {
			if strings.LastIndex(raw, off) <= strings.LastIndex(raw, on) {
				return false
			}
		}
		for _, mouse := range []string{"\x1b[?1002", "\x1b[?1003", "\x1b[?1006"} {
			if strings.LastIndex(raw, mouse+"l") < strings.LastIndex(raw, mouse+"h") {
				return false
			}
		}
		return true
	})
}

// knock connects to a room that is served, with a terminal, and stands at its door.
func (s *served) knock(name string, keys ...gossh.Signer) *terminal {
	s.t.Helper()
	print := ""
	conn, err := gossh.Dial("tcp", s.addr, &gossh.ClientConfig{User: s.words,
		HostKeyCallback: func(_ string, _ net.Addr, k gossh.PublicKey) error { print = gossh.FingerprintSHA256(k); return nil },
		Auth:            []gossh.AuthMethod{gossh.PublicKeys(keys...), gossh.KeyboardInteractive(func(string, string, []string, []bool) ([]string, error) { return nil, nil })}})
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = conn.Close() })
	if print != s.fingerprint {
		s.t.Errorf("the host key is %s, not %s as was said", print, s.fingerprint)
	}
	f := &terminal{sink: newSink(wide, high), t: s.t, name: name, conn: conn}
	shell, err := conn.NewSession()
	if err != nil {
		s.t.Fatal(err)
	}
	if f.in, err = shell.StdinPipe(); err != nil {
		s.t.Fatal(err)
	}
	shell.Stdout = f.sink
	if err := shell.RequestPty("xterm-256color", high, wide, nil); err != nil {
		s.t.Fatal(err)
	}
	if err := shell.Shell(); err != nil {
		s.t.Fatal(err)
	}
	go func() { _ = shell.Wait(); _ = conn.Close() }() // as ssh hangs up
	f.sees("Your name, or your role")
	return f
}

// enter gives a name at the door.
func (f *terminal) enter() *terminal {
	f.t.Helper()
	f.keys(f.name + "\r")
	return f
}

// lets lets in who waits at the door, from the screen of a facilitator.
func (f *terminal) lets(in *terminal) {
	f.t.Helper()
	in.sees("the facilitator sees")
	f.keys(f7)
	f.sees("In the room")
	f.keys("\r")
	in.sees("Everything")
	f.keys("\x1b")
	f.until(f.t, "the box is closed", func() bool { return !strings.Contains(f.screen(), "In the room") })
}

// decides begins to write a decision down.
func (f *terminal) decides(half string) {
	f.t.Helper()
	f.keys(f2 + "d")
	f.sees("What was decided?")
	f.keys(half)
	f.sees(half)
}

// findsDraft looks for what was typed there before the program ended.
func (f *terminal) findsDraft(half string) {
	f.t.Helper()
	f.keys(f2 + "d")
	f.sees("You were typing this")
	f.sees(half)
}

// silent is a connection that never says a word, nor hangs up.
func (s *served) silent() net.Conn {
	s.t.Helper()
	c, err := net.Dial("tcp", s.addr)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = c.Close() })
	return c
}
