package paint

import (
	"bytes"
	"cmp"
	"io"
	"sync"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

const (
	maxCSI      = 64       // bytes of one key, mouse event or short answer
	maxSequence = 8 << 10  // of one long answer, as the clipboard's
	maxPaste    = 64 << 10 // of one paste

	// defaultEscape is how long an Esc waits for what would make it the beginning of something else.
	defaultEscape = 50 * time.Millisecond
)

var pasteEnd = []byte("\x1b[201~")

// Reader turns what a terminal sends into messages as Bubble Tea has them: keys, mouse events, pastes, focus,
// answers. It bounds what it keeps, leaves nothing running behind, and needs no Bubble Tea program.
type Reader struct {
	Send   func(tea.Msg) // is called for one message after the other; it may wait
	Escape time.Duration // how long a lone Esc may be the beginning of a longer key; 50 ms
	Trust  bool          // what is too long is dropped, and reading goes on: for the terminal that the program was started in
}

// PasteTooLong says that a paste was longer than 64 KB, and that nothing of it was taken.
type PasteTooLong struct{}

// Run reads until in ends. It says false if the terminal sent what no terminal sends, a sequence longer than 8 KB or a
// paste longer than 64 KB, and is not trusted: then it is best cut off.
func (r Reader) Run(in io.Reader) (ok bool) {
	d := &decoder{send: r.Send, escape: cmp.Or(r.Escape, defaultEscape), trust: r.Trust}
	defer d.end()
	buf := make([]byte, 512)
	for {
		n, err := in.Read(buf)
		if !d.take(buf[:n]) {
			return false
		}
		if err != nil {
			return d.take(nil)
		}
	}
}

// decoder holds what a Reader has read and not sent yet.
type decoder struct {
	send   func(tea.Msg)
	escape time.Duration
	trust  bool

	mu    sync.Mutex
	uv    uv.EventDecoder
	rest  []byte // an unfinished sequence
	paste []byte // what of a paste has come; nil: none is open
	over  bool   // the paste is too long
	timer *time.Timer
	ended bool
}

// take decodes what has come. False: that is no terminal.
func (d *decoder) take(b []byte) (ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	defer func() { // the decoder is not ours, and these bytes are from anybody
		if recover() != nil {
			ok = false
		}
	}()
	d.rest = append(d.rest, b...)
	d.decode(false)
	switch {
	case len(d.rest) == 0:
		d.rest = nil
	case d.paste == nil && d.timer == nil:
		d.timer = time.AfterFunc(d.escape, d.expire)
	case d.paste == nil:
		d.timer.Reset(d.escape)
	}
	return d.bounded()
}

// bounded drops what is too long if that may be, and says whether all is well.
func (d *decoder) bounded() bool {
	most := maxSequence
	if d.paste == nil && bytes.HasPrefix(d.rest, []byte("\x1b[")) {
		most = maxCSI
	}
	if len(d.paste) > maxPaste {
		d.over, d.paste = true, []byte{}
	}
	long := len(d.rest) > most
	if long {
		d.rest = nil
	}
	return d.trust || !long && !d.over
}

// expire takes what has come for all that comes.
func (d *decoder) expire() {
	d.mu.Lock()
	defer d.mu.Unlock()
	defer func() { _ = recover() }() // as in take; what is left stays undecoded
	if !d.ended {
		d.decode(true)
	}
}

// end stops the timer; what is still unfinished then was the last that came.
func (d *decoder) end() {
	d.expire()
	d.mu.Lock()
	defer d.mu.Unlock()
	d.ended = true
	if d.timer != nil {
		d.timer.Stop()
	}
}

func (d *decoder) decode(expired bool) {
	for len(d.rest) > 0 {
		if d.paste != nil {
			if !d.pasted() {
				return
			}
			continue
		}
		if !expired && unfinished(d.rest) {
			return
		}
		n, ev := d.uv.Decode(d.rest)
		if n == 0 {
			return
		}
		if _, unknown := ev.(uv.UnknownEvent); unknown && !expired && n == len(d.rest) {
			return // perhaps there comes more
		}
		d.rest = d.rest[n:]
		d.event(ev)
	}
}

// unfinished: these bytes are something only if nothing follows.
func unfinished(b []byte) bool {
	if b[0] != 0x1b {
		return b[0] >= utf8.RuneSelf && !utf8.FullRune(b)
	}
	return len(b) == 1 || len(b) == 2 && bytes.IndexByte([]byte("[]OPX^_\x1b"), b[1]) >= 0
}

// pasted goes on with a paste, and says whether that is over.
func (d *decoder) pasted() bool {
	i := bytes.Index(d.rest, pasteEnd)
	if i < 0 {
		keep := max(0, len(d.rest)-len(pasteEnd)+1)
		d.paste = append(d.paste, d.rest[:keep]...)
		d.rest = d.rest[keep:]
		return false
	}
	all := append(d.paste, d.rest[:i]...)
	d.rest, d.paste = d.rest[i+len(pasteEnd):], nil
	switch {
	case d.over || len(all) > maxPaste:
		d.over = !d.trust // then bounded finds it
		d.send(PasteTooLong{})
	default:
		d.send(tea.PasteMsg{Content: string(all)})
	}
	return true
}

func (d *decoder) event(ev uv.Event) {
	switch ev := ev.(type) {
	case nil, uv.UnknownEvent, uv.UnknownCsiEvent, uv.UnknownSs3Event, uv.UnknownOscEvent, uv.UnknownDcsEvent,
		uv.UnknownSosEvent, uv.UnknownPmEvent, uv.UnknownApcEvent, uv.PasteEndEvent:
	case uv.PasteStartEvent:
		d.paste = []byte{}
	case uv.MultiEvent:
		for _, e := range ev {
			d.event(e)
		}
	default:
		d.send(message(ev))
	}
}

// message is an event as Bubble Tea names it.
func message(ev uv.Event) tea.Msg {
	switch ev := ev.(type) {
	case uv.KeyPressEvent:
		return tea.KeyPressMsg(ev)
	case uv.KeyReleaseEvent:
		return tea.KeyReleaseMsg(ev)
	case uv.MouseClickEvent:
		return tea.MouseClickMsg(ev)
	case uv.MouseReleaseEvent:
		return tea.MouseReleaseMsg(ev)
	case uv.MouseWheelEvent:
		return tea.MouseWheelMsg(ev)
	case uv.MouseMotionEvent:
		return tea.MouseMotionMsg(ev)
	case uv.FocusEvent:
		return tea.FocusMsg(ev)
	case uv.BlurEvent:
		return tea.BlurMsg(ev)
	case uv.WindowSizeEvent:
		return tea.WindowSizeMsg(ev)
	case uv.ModeReportEvent:
		return tea.ModeReportMsg(ev)
	case uv.KeyboardEnhancementsEvent:
		return tea.KeyboardEnhancementsMsg(ev)
	case uv.ClipboardEvent:
		return tea.ClipboardMsg(ev)
	case uv.BackgroundColorEvent:
		return tea.BackgroundColorMsg(ev)
	case uv.ForegroundColorEvent:
		return tea.ForegroundColorMsg(ev)
	case uv.TerminalVersionEvent:
		return tea.TerminalVersionMsg(ev)
	}
	return ev
}
