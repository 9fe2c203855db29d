package app_test

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hinshun/vt10x"
	gossh "golang.org/x/crypto/ssh"

	"convene/internal/ledger"
	"convene/ui/app"
	"convene/ui/app/drive"
)

// lead is a facilitator at the machine itself.
func (v *venue) lead() *drive.Terminal {
	v.t.Helper()
	t := drive.Open(v.room, ledger.Actor{Person: "lead", Name: "Coordinator", Role: ledger.Facilitator}, v.room.Now, app.Options{W: 100, H: 30, Profile: 4})
	t.Model.View()
	return t
}

func (v *venue) invite(role ledger.Role, partner string) string {
	return v.invites.Make(role, partner, time.Hour).Words
}

// far is somebody's terminal elsewhere: what it was sent, and what an emulator makes of it.
type far struct {
	t       testing.TB
	name    string
	conn    *gossh.Client
	session *gossh.Session
	in      io.Writer
	vt      vt10x.Terminal

	mu    sync.Mutex
	raw   []byte
	read0 int // of raw: what repaint has looked at
	grown chan struct{}
	ended bool
	valve
}

// valve lets reading go on, or not.
type valve struct {
	held sync.Mutex
	gate chan struct{} // not nil: shut until it is closed
}

func (v *valve) shut() {
	v.held.Lock()
	defer v.held.Unlock()
	v.gate = make(chan struct{})
}

func (v *valve) open() {
	v.held.Lock()
	defer v.held.Unlock()
	close(v.gate)
}

// pass waits while the valve is shut.
func (v *valve) pass() {
	v.held.Lock()
	gate := v.gate
	v.held.Unlock()
	if gate != nil {
		<-gate
	}
}

func (f *far) read(out io.Reader) {
	b := make([]byte, 8192)
	for {
		f.pass()
		n, err := out.Read(b)
		f.mu.Lock()
		f.raw = append(f.raw, b[:n]...)
		_, _ = f.vt.Write(plainVT(b[:n]))
		f.ended = err != nil
		f.mu.Unlock()
		select {
		case f.grown <- struct{}{}:
		default:
		}
		if err != nil {
			return
		}
	}
}

// plainVT drops what the emulator does not know.
func plainVT(b []byte) []byte {
	s := string(b)
	for _, x := range []string{"\x1b[>4;2m", "\x1b[>4m", "\x1b[>4;0m", "\x1b[>1u", "\x1b[<1u", "\x1b[?u"} {
		s = strings.ReplaceAll(s, x, "")
	}
	return []byte(s)
}

// keys sends keys as a terminal does.
func (f *far) keys(s string) {
	f.t.Helper()
	if _, err := f.in.Write([]byte(s)); err != nil {
		f.t.Errorf("%s cannot type: %v", f.name, err)
	}
}

// redraws asks for the whole screen again and again, until the line is gone.
func (f *far) redraws(stop <-chan struct{}) {
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-stop:
			return
		case <-tick.C:
			if _, err := f.in.Write([]byte("\x0c")); err != nil {
				return
			}
		}
	}
}

func (f *far) screen() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.vt.String()
}

// sees waits until the screen shows a text.
func (f *far) sees(text string) {
	f.t.Helper()
	f.until(fmt.Sprintf("%s sees %q", f.name, text), func() bool { return strings.Contains(f.screen(), text) })
}

func (f *far) until(what string, ok func() bool) {
	f.t.Helper()
	late := time.After(20 * time.Second)
	look := time.NewTicker(10 * time.Millisecond)
	defer look.Stop()
	for !ok() {
		select {
		case <-f.grown:
		case <-look.C:
		case <-late:
			f.t.Fatalf("not so: %s. The screen is\n%s", what, f.screen())
		}
	}
}

// bytes is all that the terminal was sent.
func (f *far) bytes() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return string(f.raw)
}

// join comes in under a name, past the lobby.
func (v *venue) join(lead *drive.Terminal, name, words string, w, h int) *far {
	v.t.Helper()
	f := v.connect(name, words, w, h)
	f.sees("Your name, or your role")
	f.keys(name + "\r")
	f.sees("the facilitator sees")
	lead.Press("f7", "enter", "esc")
	f.sees("Everything")
	return f
}

// TestJoinOverSSH: somebody comes in with an invite, waits at the door, is let in, follows, looks around, and comes back.
func TestJoinOverSSH(t *testing.T) {
	t.Parallel()
	v := newVenue(t, true)
	lead := v.lead()
	words := v.invite(ledger.Participant, "")
	f := v.connect("Teacher", words, 80, 24)
	f.sees("Never type a student's name")
	f.keys("\r")
	f.sees("A name is needed")
	f.keys("Grade 4 teacher\r")
	f.sees("Grade 4 teacher, the facilitator sees")
	if strings.Contains(f.bytes(), "Sunrise") {
		t.Error("somebody at the door sees the room")
	}
	lead.Press("f7")
	if s := lead.Screen(); !strings.Contains(s, "Grade 4 teacher") || !strings.Contains(s, "waits at the door") {
		t.Fatalf("the lead does not see who waits:\n%s", s)
	}
	lead.Press("enter", "esc")
	f.sees("Everything")
	f.sees("with Coordinator")
	lead.Press("down", "/")
	lead.Type("card")
	lead.Press("enter")
	f.sees("Card sort")
	f.sees("Could support SEL")
	f.keys("\r")
	f.sees("This screen is yours now")
	lead.Press("/")
	lead.Type("inv")
	lead.Press("enter")
	f.keys("\x07")
	f.sees("24 partners")
	f.keys("h")
	f.sees("Your hand is up")
	lead.Press("f7")
	if s := lead.Screen(); !strings.Contains(s, "hand up") {
		t.Errorf("the lead does not see the hand:\n%s", s)
	}
	_ = f.conn.Close()
	f.until("the line is down", func() bool { return len(v.room.Here().People) == 1 })
	again := v.connect("Teacher", words, 120, 40)
	again.sees("Your name, or your role")
	again.keys("Grade 4 teacher\r")
	again.sees("24 partners")
}

// TestTurnedAway: who is asked to leave is out, and told so.
func TestTurnedAway(t *testing.T) {
	t.Parallel()
	v := newVenue(t, true)
	lead := v.lead()
	f := v.join(lead, "Visitor", v.invite(ledger.Participant, ""), 80, 24)
	lead.Press("f7", "down", "x", "enter")
	f.until("the visitor is told", func() bool { return strings.Contains(f.bytes(), "asked you to leave") })
	if n := len(v.room.Here().People); n != 1 {
		t.Errorf("%d are here", n)
	}
}

// TestHostile: what one person types and sends reaches no other terminal but as text, and disturbs nobody.
func TestHostile(t *testing.T) {
	t.Parallel()
	v := newVenue(t, true)
	lead := v.lead()
	words := v.invite(ledger.Participant, "")
	friend := v.join(lead, "Friend", words, 80, 24)
	evil := v.connect("Evil", words, 80, 24)
	evil.sees("Your name")
	before := len(friend.bytes())
	evil.keys("\x1b[200~E\u202evil\u009b31m\x1b]8;;http://x\x07\x1bPq#0\x1b\\\u200b" + strings.Repeat("\u0301", 200) + "\x1b[201~\r")
	evil.sees("the facilitator sees")
	lead.Press("f7", "enter", "esc")
	evil.sees("Everything")
	friend.until("the friend sees that somebody came", func() bool { return strings.Contains(friend.screen(), "3 here") })
	friend.keys("\x1b[18~")
	friend.sees("In the room")
	sent := friend.bytes()[before:]
	for _, bad := range []string{"\u202e", "\u009b", "\x1b]8", "\x1bP", "\u200b", strings.Repeat("\u0301", 5)} {
		if strings.Contains(sent, bad) {
			t.Errorf("%q reached another terminal", bad)
		}
	}
	for _, flood := range []string{"\x1b]52;c;" + strings.Repeat("A", 20<<10), "\x1b[200~" + strings.Repeat("A", 100<<10)} {
		e := v.connect("Evil", words, 80, 24)
		e.sees("Your name")
		_, _ = e.in.Write([]byte(flood))
		e.until("who floods is cut off", func() bool { e.mu.Lock(); defer e.mu.Unlock(); return e.ended })
	}
	friend.keys("\x1b")
	friend.until("the box is closed", func() bool { return !strings.Contains(friend.screen(), "In the room") })
	friend.keys("h")
	friend.sees("Your hand is up")
}

// TestSmallAndLarge: everybody sees the same room, each laid out for their own terminal.
func TestSmallAndLarge(t *testing.T) {
	t.Parallel()
	v := newVenue(t, false)
	lead := v.lead()
	words := v.invite(ledger.Observer, "")
	var all []*far
	for i, size := range [][2]int{{80, 24}, {200, 50}, {40, 12}, {20, 5}} {
		f := v.connect(fmt.Sprint("Person ", i), words, size[0], size[1])
		if i < 3 {
			f.sees("Your name")
		}
		f.keys(fmt.Sprintf("Person %d\r", i))
		all = append(all, f)
	}
	lead.Press("/")
	lead.Type("inv")
	lead.Press("enter")
	for _, f := range all[:3] {
		f.sees("Inventory")
		f.sees("with Coordinator")
	}
	all[3].sees("larger")
}

// TestManyAtTheDoor: Enter lets one in after the other, and A all who are left.
func TestManyAtTheDoor(t *testing.T) {
	t.Parallel()
	v := newVenue(t, true)
	lead := v.lead()
	words := v.invite(ledger.Participant, "")
	var all []*far
	for i := range 4 {
		f := v.connect("door", words, 80, 24)
		f.sees("Your name, or your role")
		f.keys(fmt.Sprintf("Teacher %d\r", i))
		f.sees("the facilitator sees")
		all = append(all, f)
	}
	lead.Press("f7", "enter", "enter")
	if h := v.room.Here(); len(h.Waiting) != 2 || len(h.People) != 3 {
		t.Errorf("%d wait, %d are here:\n%s", len(h.Waiting), len(h.People), lead.Screen())
	}
	lead.Press("A")
	if s := lead.Screen(); strings.Contains(s, "at the door") {
		t.Errorf("somebody waits still:\n%s", s)
	}
	for _, f := range all {
		f.sees("with Coordinator")
	}
}
