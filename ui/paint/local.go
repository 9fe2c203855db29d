package paint

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/term"
	"github.com/muesli/cancelreader"
)

const (
	localTime = time.Second     // what giving the terminal back may take
	grace     = 5 * time.Second // from the first signal to end until the process is ended
	usualW    = 80              // cells, where a terminal does not know its size
	usualH    = 24
)

// ErrNoTerminal says that input or output is a file or a pipe.
var ErrNoTerminal = errors.New("this needs a terminal: input and output must not be redirected")

// LocalOptions of the terminal that the program was started in; each zero value stands for something usual.
type LocalOptions struct {
	In, Out *os.File // standard input and output
	Env     []string // as lines of NAME=value; the process's
}

// Local is the terminal that the program was started in, in raw mode until Close. It is given back, as it was found,
// when the program ends, panics or is stopped, and taken again when it goes on.
type Local struct {
	Profile colorprofile.Profile // the colours that it has

	in, out *os.File
	pane    interface {
		Suspend(time.Duration) bool
		Resume()
		Close(time.Duration)
	}
	reader  cancelreader.CancelReader
	signals chan os.Signal
	resized chan struct{}
	quit    chan struct{}
	wg      sync.WaitGroup
	start   sync.Once
	closing sync.Once

	mu    sync.Mutex
	found *term.State // what the terminal is to be again
	out0  func()      // gives back what is set on out
	stop  func(os.Signal)
	over  bool
}

// OpenLocal takes the local terminal and opens a pane of p on it. Close must be deferred in the same function, so that
// it runs when that panics.
func OpenLocal[S any, K, P comparable](p *Painter[S, K, P], o LocalOptions) (*Local, *Pane[S, K, P], error) {
	if o.In == nil {
		o.In = os.Stdin
	}
	if o.Out == nil {
		o.Out = os.Stdout
	}
	if o.Env == nil {
		o.Env = os.Environ()
	}
	if !term.IsTerminal(o.In.Fd()) || !term.IsTerminal(o.Out.Fd()) {
		return nil, nil, ErrNoTerminal
	}
	l := &Local{Profile: Profile(o.Out, o.Env), in: o.In, out: o.Out, signals: make(chan os.Signal, 8),
		resized: make(chan struct{}, 1), quit: make(chan struct{})}
	var err error
	if l.reader, err = uv.NewCancelReader(o.In); err != nil {
		return nil, nil, fmt.Errorf("the terminal cannot be read: %w", err)
	}
	if l.found, err = term.MakeRaw(o.In.Fd()); err != nil {
		_ = l.reader.Close()
		return nil, nil, fmt.Errorf("the terminal cannot be set up: %w", err)
	}
	l.out0 = openOutput(o.Out)
	pane := p.Open(o.Out, nil)
	l.pane = pane
	signal.Notify(l.signals, watched()...)
	l.wg.Go(l.watch)
	return l, pane, nil
}

// Size is the terminal's size now, in cells, within [MaxW] by [MaxH].
func (l *Local) Size() (w, h int) {
	w, h, err := term.GetSize(l.out.Fd())
	if err != nil || w <= 0 || h <= 0 {
		w, h = usualW, usualH
	}
	return ClampSize(w, h, MaxW, MaxH)
}

// Start begins to read: send gets a tea.WindowSizeMsg at once and whenever the size changes, and all that is typed; a
// tea.QuitMsg when the terminal is gone. stop is told of the first signal that asks the process to end, which it then
// should within five seconds; nil sends a tea.QuitMsg. A second signal, or that time, gives the terminal back and ends
// the process. Both may be called from several goroutines; after Close they are called no more.
func (l *Local) Start(send func(tea.Msg), stop func(os.Signal)) {
	if stop == nil {
		stop = func(os.Signal) { send(tea.QuitMsg{}) }
	}
	l.start.Do(func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.over {
			return
		}
		l.stop = stop
		l.wg.Go(func() {
			Reader{Send: send, Trust: true}.Run(l.reader)
			if !l.ended() {
				send(tea.QuitMsg{})
			}
		})
		poke(l.resized)
		l.wg.Go(func() {
			for {
				select {
				case <-l.quit:
					return
				case <-l.resized:
				}
				w, h := l.Size()
				send(tea.WindowSizeMsg{Width: w, Height: h})
			}
		})
	})
}

func (l *Local) ended() bool {
	select {
	case <-l.quit:
		return true
	default:
		return false
	}
}

// Guard runs f, and gives the terminal back before a panic of it goes on: for goroutines other than the one that
// deferred Close.
func (l *Local) Guard(f func()) {
	ok := false
	defer func() {
		if !ok {
			l.Close()
		}
	}()
	f()
	ok = true
}

// Close gives the terminal back as it was found. It takes two seconds at most.
func (l *Local) Close() {
	l.closing.Do(func() {
		l.restore()
		signal.Stop(l.signals)
		close(l.quit)
		l.reader.Cancel()
		done := make(chan struct{})
		go func() {
			defer close(done)
			l.wg.Wait()
			_ = l.reader.Close()
		}()
		t := time.NewTimer(localTime)
		defer t.Stop()
		select {
		case <-done:
		case <-t.C: // somebody's send waits for ever
		}
	})
}

// restore gives the terminal back for good.
func (l *Local) restore() {
	l.pane.Close(localTime)
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.over {
		l.over = true
		l.out0()
		_ = term.Restore(l.in.Fd(), l.found)
	}
}

// watch answers signals. It calls nothing that may wait for the program.
func (l *Local) watch() {
	var late <-chan time.Time
	var last os.Signal
	tick, endTick := sizeTicks()
	defer endTick()
	w, h := l.Size()
	for {
		select {
		case <-l.quit:
			return
		case <-late:
			l.die(last)
			return
		case <-tick:
		case s := <-l.signals:
			switch kindOf(s) {
			case signalStop:
				l.suspend(true)
			case signalContinue:
				l.suspend(false)
			case signalEnd:
				if late != nil {
					l.die(s)
					return
				}
				late, last = time.After(grace), s
				l.askToStop(s)
				continue
			}
		}
		if nw, nh := l.Size(); nw != w || nh != h {
			w, h = nw, nh
			poke(l.resized)
		}
	}
}

func (l *Local) askToStop(s os.Signal) {
	l.mu.Lock()
	stop := l.stop
	l.mu.Unlock()
	if stop != nil {
		l.wg.Go(func() { stop(s) })
	}
}

// die ends a process that does not end by itself.
func (l *Local) die(s os.Signal) {
	l.restore()
	endProcess(s)
}

// suspend gives the terminal back and takes it again: between that the process is stopped, unless it has been stopped
// already, without a chance to give the terminal back.
func (l *Local) suspend(stop bool) {
	l.pane.Suspend(localTime)
	l.mu.Lock()
	if l.over {
		l.mu.Unlock()
		return
	}
	if stop {
		_ = term.Restore(l.in.Fd(), l.found)
		stopProcess(l.signals)
	}
	if s, err := term.MakeRaw(l.in.Fd()); err == nil && stop {
		l.found = s // it may have been changed meanwhile
	}
	l.mu.Unlock()
	l.pane.Resume()
}

// signalKind is what a signal means to a program in a terminal.
type signalKind int

const (
	signalOther    signalKind = iota
	signalEnd                 // end, saving everything
	signalStop                // stop until signalContinue
	signalContinue            // go on
)
