package paint

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// stuck is a line that takes nothing until it is cut.
type stuck struct {
	began, cut chan struct{}
	once, end  sync.Once
	kills      atomic.Int32
}

func newStuck() *stuck { return &stuck{began: make(chan struct{}), cut: make(chan struct{})} }

func (s *stuck) Write([]byte) (int, error) {
	s.once.Do(func() { close(s.began) })
	<-s.cut
	return 0, errors.New("cut")
}

func (s *stuck) kill() {
	s.kills.Add(1)
	s.end.Do(func() { close(s.cut) })
}

func TestSlowPaneDelaysNobody(t *testing.T) {
	s := text("one")
	p := New(testApp, s, Options{Gap: time.Microsecond, Stall: time.Hour})
	bad := newStuck()
	worst := p.Open(bad, bad.kill)
	worst.Show(look(30, 4), Modes{}, nil)
	<-bad.began
	tm := newTerm(30, 4)
	pn := p.Open(tm, nil)
	pn.Show(look(30, 4), Modes{}, nil)
	for i := range 20 {
		s = text(fmt.Sprint("state ", i))
		p.Publish(s)
		tm.shows(t, s, look(30, 4), nil)
	}
	worst.Close(time.Millisecond)
	if bad.kills.Load() != 1 {
		t.Error("killed", bad.kills.Load(), "times")
	}
	p.Close() // and with it the other pane
	if err := tm.released(); err != nil {
		t.Error(err)
	}
}

func TestStalledPaneIsCutOff(t *testing.T) {
	p := New(testApp, text("one"), Options{Stall: 5 * time.Millisecond})
	defer p.Close()
	bad := newStuck()
	pn := p.Open(bad, bad.kill)
	pn.Show(look(30, 4), Modes{}, nil)
	for _, c := range []chan struct{}{bad.cut, pn.end} {
		select {
		case <-c:
		case <-time.After(patience):
			t.Fatal("the stalled pane lives")
		}
	}
	if bad.kills.Load() != 1 {
		t.Error("killed", bad.kills.Load(), "times")
	}
}

func TestPanics(t *testing.T) {
	reports := make(chan any, 100)
	s := text("fine here")
	p := New(testApp, s, Options{Gap: time.Microsecond, Report: func(v any, stack []byte) {
		if !strings.Contains(string(stack), "pane_test.go") {
			v = "no stack"
		}
		reports <- v
	}})
	defer p.Close()
	tm, other := newTerm(70, 4), newTerm(70, 4)
	pn, on := p.Open(tm, nil), p.Open(other, nil)
	pn.Show(look(70, 4), Modes{}, &mine{n: -1})
	on.Show(look(70, 4), Modes{}, nil)
	other.shows(t, s, look(70, 4), nil)
	tm.until(t, tm.says(Failed))
	tm.until(t, tm.says("fine here"))
	if v := <-reports; v != "personal" {
		t.Error("reported", v)
	}
	pn.Show(look(70, 4), Modes{}, &mine{})
	tm.shows(t, s, look(70, 4), &mine{})

	p.Publish(&state{break_: "scene"})
	other.until(t, other.says(Failed))
	if v := <-reports; v != "scene" {
		t.Error("reported", v)
	}
	p.Publish(s)
	other.shows(t, s, look(70, 4), nil)
	tm.shows(t, s, look(70, 4), &mine{})
}

// uncomparable is no key for a Look, though the compiler takes it for one.
type uncomparable []int

func (uncomparable) mark() {}

func TestALookThatDoesNotCompareEndsOnePane(t *testing.T) {
	reported := make(chan any, 1)
	p := New(testApp, text("x"), Options{Report: func(v any, _ []byte) { reported <- v }})
	defer p.Close()
	killed := make(chan struct{})
	pn := p.Open(io.Discard, func() { close(killed) })
	pn.Show(Look[screenKey]{W: 3, H: 3, Key: uncomparable{}}, Modes{}, nil)
	<-reported
	<-killed
	pn.Close(patience)
}
