package paint

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// emulator is a terminal that is strict where others are kind: it knows the sequences that a painter may use and no
// others, and where a wide character loses a half it shows garbage. It segments text by itself.
type emulator struct {
	mu      sync.Mutex
	w, h    int
	cells   []uv.Cell
	x, y    int
	pending bool // a wrap
	pen     uv.Style
	visible bool
	modes   map[string]bool
	keys    int // how often keyboard flags were pushed
	titles  int // how often the title was
	title   string
	synced  bool // it uses mode 2026: nothing is drawn outside of it
	err     error
	changed chan struct{}
	seen    int // bytes
}

func newTerm(w, h int) *emulator {
	t := &emulator{visible: true, modes: map[string]bool{}, changed: make(chan struct{}, 1)}
	t.resize(w, h)
	return t
}

func (t *emulator) resize(w, h int) {
	t.w, t.h, t.cells = w, h, make([]uv.Cell, w*h)
	for i := range t.cells {
		t.cells[i] = uv.Cell{Content: "¿", Width: 1} // whatever was there before
	}
	t.x, t.y, t.pending = 0, 0, false
}

func (t *emulator) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.seen += len(b)
	if len(b) > piece {
		t.fail("a write of %d bytes", len(b))
	}
	p := ansi.GetParser()
	defer ansi.PutParser(p)
	var state byte
	for rest := b; len(rest) > 0; {
		seq, width, n, next := ansi.DecodeSequence(rest, state, p)
		if len(seq) == 1 && seq[0] >= ' ' && len(rest) > 1 && rest[1] >= 0x80 {
			seq, width = ansi.FirstGraphemeCluster(rest, ansi.GraphemeWidth)
			n = len(seq)
		}
		rest, state = rest[n:], next
		switch {
		case width > 0:
			t.put(string(seq), width)
		case ansi.HasCsiPrefix(seq):
			t.csi(string(seq), p)
		case strings.HasPrefix(string(seq), "\x1b]2;"):
			t.title = strings.TrimRight(string(seq[4:]), "\x07\x1b\\")
		default:
			t.fail("unknown %q", seq)
		}
	}
	select {
	case t.changed <- struct{}{}:
	default:
	}
	return len(b), nil
}

func (t *emulator) fail(format string, args ...any) {
	if t.err == nil {
		t.err = fmt.Errorf(format, args...)
	}
}

func (t *emulator) clear(x, n int) {
	for i := range n {
		t.halve(x + i)
		t.cells[t.y*t.w+x+i] = uv.Cell{Content: " ", Width: 1, Style: uv.Style{Bg: t.pen.Bg}}
	}
}

// halve leaves garbage in the other half of a wide character of which this cell is one.
func (t *emulator) halve(x int) {
	row := t.cells[t.y*t.w : (t.y+1)*t.w]
	switch {
	case row[x].Width == 2:
		row[x+1] = uv.Cell{Content: "¿", Width: 1}
	case row[x].Width == 0:
		row[x-1] = uv.Cell{Content: "¿", Width: 1}
	}
}

func (t *emulator) put(s string, w int) {
	if t.synced && !t.modes["?2026"] {
		t.fail("%q outside of a synchronised picture", s)
	}
	if t.pending || t.x+w > t.w {
		t.fail("%q would wrap", s)
		return
	}
	for i := range w {
		t.halve(t.x + i)
	}
	t.cells[t.y*t.w+t.x] = uv.Cell{Content: s, Style: t.pen, Width: w}
	if w == 2 {
		t.cells[t.y*t.w+t.x+1] = uv.Cell{}
	}
	if t.x += w; t.x == t.w {
		t.x, t.pending = t.w-1, true
	}
}

func (t *emulator) csi(seq string, p *ansi.Parser) {
	arg := func(i, def int) int {
		v, _, ok := p.Params().Param(i, def)
		if !ok {
			return def
		}
		return max(v, def)
	}
	cmd := ansi.Cmd(p.Command())
	switch {
	case cmd.Prefix() == 0 && cmd.Intermediate() == 0:
		t.plain(seq, cmd.Final(), arg, p)
	case cmd.Prefix() == '?' && cmd.Final() == 'h', cmd.Prefix() == '?' && cmd.Final() == 'l':
		mode, on := fmt.Sprintf("?%d", arg(0, 0)), cmd.Final() == 'h'
		if mode == "?25" {
			t.visible = on
		} else if t.modes[mode] == on && mode != "?1002" && mode != "?1003" {
			t.fail("%s is %v already", mode, on)
		}
		t.modes[mode] = on
	case cmd.Prefix() == '>' && cmd.Final() == 'u':
		t.keys++
		t.inAlternate(seq)
	case cmd.Prefix() == '<' && cmd.Final() == 'u':
		t.keys -= arg(0, 1)
		t.inAlternate(seq)
	case seq == ansi.SetModifyOtherKeys2, seq == ansi.ResetModifyOtherKeys:
		t.modes["keys"] = seq == ansi.SetModifyOtherKeys2
	case seq == ansi.RequestModeSynchronizedOutput, seq == ansi.RequestModeUnicodeCore, seq == ansi.RequestKittyKeyboard,
		cmd.Prefix() == '=' && cmd.Final() == 'u':
	default:
		t.fail("unknown %q", seq)
	}
}

func (t *emulator) inAlternate(seq string) {
	if !t.modes["?1049"] {
		t.fail("%q outside of the alternate screen", seq)
	}
}

func (t *emulator) plain(seq string, final byte, arg func(i, def int) int, p *ansi.Parser) {
	switch final {
	case 'm':
		uv.ReadStyle(p.Params(), &t.pen)
	case 'H':
		t.x, t.y, t.pending = arg(1, 1)-1, arg(0, 1)-1, false
		if t.x >= t.w || t.y >= t.h {
			t.fail("%q is outside", seq)
			t.x, t.y = 0, 0
		}
	case 'C':
		if t.x += arg(0, 1); t.x >= t.w || t.pending {
			t.fail("%q goes beyond the margin", seq)
			t.x = 0
		}
	case 'X':
		t.clear(t.x, min(arg(0, 1), t.w-t.x))
	case 'K':
		t.clear(t.x, t.w-t.x)
	case 'J':
		if seq != "\x1b[2J" {
			t.fail("unknown %q", seq)
		}
		y := t.y
		for t.y = range t.h {
			t.clear(0, t.w)
		}
		t.y = y
	case 't':
		t.titles += map[string]int{pushTitle: 1, popTitle: -1}[seq]
	default:
		t.fail("unknown %q", seq)
	}
}

// check compares what the terminal shows with a frame.
func (t *emulator) check(f *Frame, cur Cursor) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.err != nil {
		return t.err
	}
	if t.w != f.w || t.h != f.h {
		return fmt.Errorf("terminal is %d×%d, frame %d×%d", t.w, t.h, f.w, f.h)
	}
	for y := range f.h {
		for x := range f.w {
			text, w, ink := f.Glyph(x, y)
			got := t.cells[y*t.w+x]
			if got.Content == " " && text == " " && invisible(&got.Style) && invisible(&ink) {
				continue
			}
			if got.Content != text || got.Width != w || w > 0 && !got.Style.Equal(&ink) {
				return fmt.Errorf("at %d,%d: terminal shows %q %v, want %q %v\n%s", x, y, got.Content, got.Style.String(), text, ink.String(), t.text())
			}
		}
	}
	if t.visible != cur.On || cur.On && (t.x != cur.X || t.y != cur.Y) {
		return fmt.Errorf("cursor at %d,%d %v, want %v", t.x, t.y, t.visible, cur)
	}
	if t.pen != (uv.Style{}) {
		return fmt.Errorf("the pen is left in %v", t.pen.String())
	}
	return nil
}

func (t *emulator) text() string {
	var b strings.Builder
	for row := range slices.Chunk(t.cells, t.w) {
		for _, c := range row {
			b.WriteString(c.Content)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// released checks that nothing of ours is left on.
func (t *emulator) released() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	for m, on := range t.modes {
		if on && m != "?25" {
			return fmt.Errorf("%s is left on", m)
		}
	}
	if t.keys != 0 || t.titles != 0 || !t.visible || t.pen != (uv.Style{}) {
		return fmt.Errorf("left over: %d key flags, %d titles, cursor %v, pen %v", t.keys, t.titles, t.visible, t.pen)
	}
	return t.err
}
