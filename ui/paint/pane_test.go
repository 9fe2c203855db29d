package paint

import (
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// patience is how long a test waits for what must happen before it fails.
const patience = 10 * time.Second

type state struct {
	lines  []string
	break_ string
}

type screenKey interface{ mark() }

type board struct{ step int }

func (board) mark() {}

type mine struct{ at, n int }

var testApp = App[*state, screenKey, *mine]{
	Scene: func(s *state, l Look[screenKey], c *Canvas) {
		if s.break_ == "scene" {
			panic("scene")
		}
		for y, line := range s.lines {
			c.Print(0, y, l.W, line, inks[y%len(inks)])
			c.Spot(fmt.Sprint("line", y), R(0, y, l.W, 1))
		}
	},
	Personal: func(s *state, l Look[screenKey], m *mine, p *Personal) {
		if m == nil {
			return
		}
		if m.n < 0 {
			panic("personal")
		}
		if r, ok := p.Find(fmt.Sprint("line", m.at)); ok {
			p.Tint(r, Ink{Attrs: uv.AttrReverse})
		}
		x := p.Print(m.n, 1, 6, "会議 mine", Ink{Attrs: uv.AttrBold})
		p.Spot("mine", R(m.n, 1, 4, 1))
		p.Cursor = Cursor{x, 1, true}
	},
}

type testPane = Pane[*state, screenKey, *mine]

func look(w, h int) Look[screenKey] {
	return Look[screenKey]{W: w, H: h, Profile: colorprofile.ANSI256, Key: board{1}}
}

// shows waits until the terminal shows what the app draws.
func (t *emulator) shows(tb testing.TB, s *state, l Look[screenKey], m *mine) {
	tb.Helper()
	f, _, cur := testApp.Frame(NewPalette(), s, l, m)
	t.until(tb, func() error { return t.check(f, cur) })
}

func (t *emulator) until(tb testing.TB, ok func() error) {
	tb.Helper()
	late := time.After(patience)
	for {
		err := ok()
		if err == nil {
			return
		}
		select {
		case <-t.changed:
		case <-late:
			tb.Fatal(err)
		}
	}
}

func (t *emulator) says(text string) func() error {
	return func() error {
		t.mu.Lock()
		defer t.mu.Unlock()
		if !strings.Contains(t.text(), text) {
			return fmt.Errorf("no %q in\n%s", text, t.text())
		}
		return t.err
	}
}

func text(lines ...string) *state { return &state{lines: lines} }

func TestPane(t *testing.T) {
	s := text("one", "two 会議", "three")
	p := New(testApp, s, Options{Gap: time.Millisecond})
	defer p.Close()
	tm := newTerm(30, 4)
	pn := p.Open(tm, nil)
	if tm.seen != 0 {
		t.Error("wrote before the first Show")
	}
	pn.Show(look(30, 4), Modes{Mouse: 1, Title: "board\x1b]0;x"}, nil)
	tm.shows(t, s, look(30, 4), nil)
	if tm.title != "board\uFFFD]0;x" || !tm.modes["?1049"] || !tm.modes["?1002"] {
		t.Error("modes:", tm.title, tm.modes)
	}
	pn.Show(look(30, 4), Modes{Mouse: 1, Title: "board"}, &mine{0, 2})
	tm.shows(t, s, look(30, 4), &mine{0, 2})
	s = text("one", "two 議会", "3")
	p.Publish(s)
	tm.shows(t, s, look(30, 4), &mine{0, 2})
	for _, tt := range []struct {
		x, y int
		want string
	}{{0, 0, "line0"}, {3, 1, "mine"}, {20, 1, "line1"}, {0, 3, ""}, {99, 0, ""}} {
		if got, ok := pn.At(tt.x, tt.y); got != tt.want || ok != (tt.want != "") {
			t.Errorf("At(%d, %d) = %q, %v", tt.x, tt.y, got, ok)
		}
	}
	tm.mu.Lock()
	tm.resize(20, 2)
	tm.mu.Unlock()
	pn.Show(look(20, 2), Modes{Mouse: 2, Focus: true, Keyboard: 2}, nil)
	tm.shows(t, s, look(20, 2), nil)
	pn.Close(patience)
	if err := tm.released(); err != nil {
		t.Error(err)
	}
	if _, err := pn.Write([]byte("x")); err == nil {
		t.Error("a closed pane took bytes")
	}
	if len(p.slots) != 0 || len(p.panes) != 0 {
		t.Error("left over:", p.slots, p.panes)
	}
}

// TestManyPanes: people come and go, type and resize, some on slow lines, while the state changes. In the end all see the newest.
func TestManyPanes(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	randomLine := func() string {
		var b strings.Builder
		for range r.IntN(12) {
			b.WriteString(alphabet[r.IntN(len(alphabet))])
		}
		return b.String()
	}
	s := text(make([]string, 8)...)
	p := New(testApp, s, Options{Gap: time.Microsecond})
	defer p.Close()
	type one struct {
		pn   *testPane
		tm   *emulator
		look Look[screenKey]
		mine *mine
	}
	var all []*one
	for i := range 24 {
		o := &one{look: look(40-i%3, 8), tm: newTerm(40-i%3, 8)}
		var w io.Writer = o.tm
		if i%6 == 0 {
			w = &slow{Writer: o.tm, d: time.Millisecond}
		}
		o.pn = p.Open(w, nil)
		if i%2 == 0 {
			o.tm.synced = true
			o.pn.Synced()
		}
		o.pn.Show(o.look, Modes{}, nil)
		all = append(all, o)
	}
	for range 400 {
		n := *s
		n.lines = append([]string(nil), s.lines...)
		n.lines[r.IntN(len(n.lines))] = randomLine()
		s = &n
		p.Publish(s)
		o := all[r.IntN(len(all))]
		o.mine = &mine{r.IntN(8), r.IntN(30)}
		o.look.Key = board{r.IntN(2)}
		o.pn.Show(o.look, Modes{Mouse: r.IntN(3)}, o.mine)
	}
	for _, o := range all {
		o.tm.shows(t, s, o.look, o.mine)
		o.pn.Close(patience)
		if err := o.tm.released(); err != nil {
			t.Error(err)
		}
	}
	if len(p.slots) != 0 || len(p.panes) != 0 {
		t.Error("left over:", p.slots, p.panes)
	}
}

// slow is a line that takes d for every write.
type slow struct {
	io.Writer
	d time.Duration
}

func (s *slow) Write(b []byte) (int, error) {
	<-time.After(s.d)
	return s.Writer.Write(b)
}

func TestSuspend(t *testing.T) {
	s := text("one")
	p := New(testApp, s, Options{Gap: time.Microsecond})
	defer p.Close()
	tm := newTerm(30, 4)
	pn := p.Open(tm, nil)
	pn.Show(look(30, 4), Modes{Mouse: 2, Title: "x"}, &mine{})
	tm.shows(t, s, look(30, 4), &mine{})
	for range 2 { // twice is as good as once
		if !pn.Suspend(patience) {
			t.Fatal("not suspended")
		}
	}
	if err := tm.released(); err != nil {
		t.Fatal(err)
	}
	tm.mu.Lock()
	tm.resize(30, 4) // others write on it
	seen := tm.seen
	tm.mu.Unlock()
	s = text("two")
	p.Publish(s)
	_, _ = pn.Write([]byte(ansi.RequestKittyKeyboard))
	if !pn.Suspend(patience) || tm.seen != seen {
		t.Error("painted while suspended")
	}
	pn.Resume()
	tm.shows(t, s, look(30, 4), &mine{})
	tm.mu.Lock()
	tm.resize(30, 4)
	tm.mu.Unlock()
	pn.Redraw()
	tm.shows(t, s, look(30, 4), &mine{})
	pn.Suspend(patience)
	pn.Close(patience)
	if err := tm.released(); err != nil {
		t.Error(err)
	}
}

func TestHeard(t *testing.T) {
	s := text("👨‍👩‍👧 one")
	p := New(testApp, s, Options{Gap: time.Microsecond})
	defer p.Close()
	tm := newTerm(30, 4)
	pn := p.Open(tm, nil)
	pn.Show(look(30, 4), Modes{}, nil)
	tm.shows(t, s, look(30, 4), nil)
	pn.Heard(uv.ModeReportEvent{Mode: ansi.ModeSynchronizedOutput, Value: ansi.ModeNotRecognized})
	pn.Heard(uv.ModeReportEvent{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
	pn.Heard("anything else")
	tm.until(t, func() error {
		tm.mu.Lock()
		defer tm.mu.Unlock()
		if !tm.modes["?2027"] || tm.modes["?2026"] {
			return fmt.Errorf("modes %v", tm.modes)
		}
		return nil
	})
	pn.Heard(uv.ModeReportEvent{Mode: ansi.ModeSynchronizedOutput, Value: ansi.ModeReset})
	tm.mu.Lock()
	tm.synced = true
	tm.mu.Unlock()
	s = text("two")
	p.Publish(s)
	tm.shows(t, s, look(30, 4), nil)
	pn.Close(patience)
	if err := tm.released(); err != nil {
		t.Error(err)
	}
}

func TestRaw(t *testing.T) {
	p := New(testApp, text("x"), Options{})
	defer p.Close()
	pn := p.Open(newTerm(3, 3), nil)
	if n, err := pn.Write(make([]byte, maxRaw)); n != maxRaw || err != nil {
		t.Error(n, err)
	}
	if _, err := pn.Write([]byte("x")); err == nil {
		t.Error("took more than it may")
	}
}

func TestPaletteIsRenewed(t *testing.T) {
	pal := NewPalette()
	for i := range maxInterned {
		pal.cell(fmt.Sprintf("x\u0301%d", i), 1, 0)
	}
	if got := pal.cell("e\u0301", 1, 0); got != (Cell{'e', 0, 1}) {
		t.Error("a full palette shows", got)
	}
	if got := pal.cell("❤️", 2, 0); got != (Cell{wideUnknown, 0, 2}) {
		t.Error("a full palette shows", got)
	}
	s := text("e\u0301")
	p := New(testApp, s, Options{Palette: pal, Gap: time.Microsecond})
	defer p.Close()
	tm := newTerm(10, 1)
	pn := p.Open(tm, nil)
	pn.Show(look(10, 1), Modes{}, nil)
	tm.shows(t, s, look(10, 1), nil)
}

// TestPublishLast: a round waits for what comes behind its reason, and no longer.
func TestPublishLast(t *testing.T) {
	p := New(testApp, text("one"), Options{Gather: time.Hour})
	defer p.Close()
	tm := newTerm(10, 1)
	p.Open(tm, nil).Show(look(10, 1), Modes{}, nil)
	tm.shows(t, text("one"), look(10, 1), nil)
	for _, last := range []string{"three", "four"} {
		p.Publish(text("two"))
		p.PublishLast(text(last))
		tm.shows(t, text(last), look(10, 1), nil)
	}
}

func TestPublishFromMany(t *testing.T) {
	p := New(testApp, text("x"), Options{Gap: time.Microsecond})
	tm := newTerm(10, 1)
	p.Open(tm, nil).Show(look(10, 1), Modes{}, nil)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i := range 200 {
				p.Publish(text(fmt.Sprint(i)))
			}
		})
	}
	wg.Wait()
	s := text("last")
	p.Publish(s)
	tm.shows(t, s, look(10, 1), nil)
	p.Close()
	p.Close()
	p.Publish(s)
}
