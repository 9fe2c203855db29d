package paint

import (
	"errors"
	"io"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

const (
	// piece is how many bytes are written at once: an SSH library keeps a buffer as large as the largest write.
	piece = 4 << 10
	// maxRaw is how many bytes of other sequences may wait: a clipboard's worth.
	maxRaw = 64 << 10
)

var (
	errFull   = errors.New("the terminal takes nothing at the moment")
	errClosed = errors.New("the terminal is closed")
)

// Pane is one terminal. Its methods may be called from any goroutine, and wait for nobody unless they say so.
type Pane[S any, K, P comparable] struct {
	p    *Painter[S, K, P]
	w    io.Writer
	kill func()

	wake    chan struct{}
	done    chan struct{} // closed: it is to end
	end     chan struct{} // closed: it has ended
	want    atomic.Pointer[want[K, P]]
	shown   atomic.Pointer[hits]
	synced  atomic.Bool
	widths  atomic.Bool
	writing atomic.Int64 // since when a write has been going on, in ns after Painter.born; 0: none is
	closing sync.Once
	cutting sync.Once
	points  atomic.Pointer[func(spot string)]

	mu       sync.Mutex
	raw      []byte
	redraw   bool
	released chan struct{} // not nil: the terminal is to be given back for a while; closed: it has been
}

// want is what a pane should look like.
type want[K, P comparable] struct {
	look  Look[K]
	modes Modes
	mine  P
}

// hits is what the mouse can hit.
type hits struct{ layers [2][]spot }

// Open starts painting on w, which should take 4 KB at a time. kill, which may be nil, is called at most once, and
// must make a write that waits return. Nothing is written before the first Show.
func (p *Painter[S, K, P]) Open(w io.Writer, kill func()) *Pane[S, K, P] {
	if kill == nil {
		kill = func() {}
	}
	pn := &Pane[S, K, P]{p: p, w: w, kill: kill, wake: make(chan struct{}, 1), done: make(chan struct{}), end: make(chan struct{})}
	p.mu.Lock()
	p.panes[pn] = struct{}{}
	p.mu.Unlock()
	go pn.run()
	return pn
}

// Show says what the terminal should look like from now on. Its size is kept within [MaxW] by [MaxH].
func (pn *Pane[S, K, P]) Show(l Look[K], m Modes, mine P) {
	l.W, l.H = ClampSize(l.W, l.H, MaxW, MaxH)
	w := want[K, P]{l, m, mine}
	old := pn.want.Load()
	same := old != nil && *old == w
	if !same {
		pn.want.Store(&w)
	}
	if !same || pn.p.app.self(l) { // there may be a new state
		poke(pn.wake)
	}
}

// Redraw draws all of the screen again: something else may have written on it.
func (pn *Pane[S, K, P]) Redraw() {
	pn.mu.Lock()
	pn.redraw = true
	pn.mu.Unlock()
	poke(pn.wake)
}

// At returns the topmost spot of what was last written that contains the cell; see [Frame.At].
func (pn *Pane[S, K, P]) At(x, y int) (name string, ok bool) {
	if h := pn.shown.Load(); h != nil {
		return at(x, y, h.layers[:]...)
	}
	return "", false
}

// Pointing tells do of the scene's spot under the cursor, "" where there is none, whenever that has become another one. do
// must not wait.
func (pn *Pane[S, K, P]) Pointing(do func(spot string)) { pn.points.Store(&do) }

// Synced says that the terminal shows what comes between two marks at once (mode 2026).
func (pn *Pane[S, K, P]) Synced() { pn.synced.Store(true) }

// Heard takes note of what the terminal says of itself. Pass it every message; those that mean something else it
// leaves alone.
func (pn *Pane[S, K, P]) Heard(msg tea.Msg) {
	var r uv.ModeReportEvent
	switch m := msg.(type) {
	case uv.ModeReportEvent:
		r = m
	case tea.ModeReportMsg:
		r = uv.ModeReportEvent(m)
	}
	if r.Value != ansi.ModeReset {
		return // it does not know the mode, or has it on without us
	}
	switch r.Mode {
	case ansi.ModeSynchronizedOutput:
		pn.Synced()
	case ansi.ModeUnicodeCore: // then it measures characters as we do, so long as we ask for it
		pn.widths.Store(true)
		pn.Redraw()
	}
}

// Write queues sequences that draw nothing, such as the clipboard's; they go out with the next picture. Up to 64 KB
// wait; what is longer is refused.
func (pn *Pane[S, K, P]) Write(b []byte) (int, error) {
	select {
	case <-pn.end:
		return 0, errClosed
	default:
	}
	pn.mu.Lock()
	defer pn.mu.Unlock()
	if len(pn.raw)+len(b) > maxRaw {
		return 0, errFull
	}
	pn.raw = append(pn.raw, b...)
	poke(pn.wake)
	return len(b), nil
}

// Suspend gives the terminal back until Resume, and waits until that is done, at most d. It says whether it is.
func (pn *Pane[S, K, P]) Suspend(d time.Duration) bool {
	pn.mu.Lock()
	if pn.released == nil {
		pn.released = make(chan struct{})
	}
	released := pn.released
	pn.mu.Unlock()
	poke(pn.wake)
	return pn.await(released, d)
}

// Resume takes the terminal over again, and draws all of it.
func (pn *Pane[S, K, P]) Resume() {
	pn.mu.Lock()
	pn.released = nil
	pn.mu.Unlock()
	poke(pn.wake)
}

// Close gives the terminal back and waits until that is done, at most d; then it is cut off.
func (pn *Pane[S, K, P]) Close(d time.Duration) {
	pn.closing.Do(func() { close(pn.done) })
	if !pn.await(pn.end, d) {
		pn.cutOff()
		pn.await(pn.end, d)
	}
}

// await waits for c, at most d, and not longer than the pane lives.
func (pn *Pane[S, K, P]) await(c chan struct{}, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-c:
		return true
	case <-pn.end:
		return true
	case <-t.C:
		return false
	}
}

// cutOff ends a terminal that takes nothing. It does not wait: the connection may hold locks that wait for the write.
func (pn *Pane[S, K, P]) cutOff() {
	pn.cutting.Do(func() { go pn.kill() })
}

func (pn *Pane[S, K, P]) run() {
	defer close(pn.end)
	s := &screen[S, K, P]{pn: pn, p: pn.p, cover: &cover{}}
	defer s.leave()
	defer func() {
		if v := recover(); v != nil { // a Look that does not compare, a bug of ours: this terminal ends, no other
			pn.p.o.Report(v, debug.Stack())
			pn.cutOff()
		}
	}()
	for {
		select {
		case <-pn.done:
			_ = s.off()
			return
		case <-pn.wake:
		}
		if s.paint() != nil {
			return
		}
	}
}

// write writes all of b in pieces.
func (pn *Pane[S, K, P]) write(b []byte) (err error) {
	for len(b) > 0 && err == nil {
		n := min(len(b), piece)
		pn.writing.Store(max(1, int64(time.Since(pn.p.born))))
		_, err = pn.w.Write(b[:n])
		b = b[n:]
	}
	pn.writing.Store(0)
	return err
}
