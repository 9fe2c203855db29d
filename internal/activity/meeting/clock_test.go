package meeting

import (
	"testing"
	"time"
)

const minute = time.Minute

// reads fails where the clock does not stand like this.
func (w *world) reads(step string, left, allLeft, behind time.Duration) *world {
	w.t.Helper()
	c := w.clock()
	if c.Step.ID != step || c.Left != left || c.AllLeft != allLeft || c.Behind != behind {
		w.t.Errorf("at %s: %s, %v left, %v of all, behind %v; want %s, %v, %v, %v", w.at.Format("15:04"), c.Step.ID, c.Left, c.AllLeft, c.Behind,
			step, left, allLeft, behind)
	}
	return w
}

func (w *world) edit(step, field, from, to string) *world {
	return w.do(EditStep{step, patch(field, from, to)})
}

func TestClock(t *testing.T) {
	w := running(t).reads("a", 10*minute, 60*minute, 0)
	w.after(4*minute).reads("a", 6*minute, 56*minute, 0)
	w.do(Go{"m", "b"}).reads("b", 20*minute, 56*minute, -6*minute) // early: ahead
	w.after(25*minute).reads("b", -5*minute, 31*minute, -minute)   // over: what was won is used up
	w.edit("b", "minutes", "20", "25").reads("b", 0, 36*minute, -6*minute)
	w.do(Pause{Meeting: "m"}).after(time.Hour).reads("b", 0, 36*minute, -6*minute)
	w.do(Resume{"m"}).after(minute).reads("b", -minute, 35*minute, -5*minute)
	w.do(Go{"m", "c"}).after(40*minute).reads("c", -10*minute, -5*minute, 5*minute)
	if c := w.clock(); c.Index != 2 || c.Of != 3 || c.All != 70*minute || c.Paused || c.Warning() != Up {
		t.Errorf("%+v", c)
	}
}

// TestGoingBack: the time that was spent stays with its step, and what was built on the earlier step is marked.
func TestGoingBack(t *testing.T) {
	w := running(t).after(10 * minute).do(Go{"m", "b"}).after(5 * minute).do(Go{"m", "c"}).after(10 * minute).do(Go{"m", "a"})
	w.reads("a", 0, 35*minute, 0)
	marks := func(want string) {
		t.Helper()
		got := ""
		for _, st := range w.s.Agenda("m") {
			if st.LookAgain {
				got += st.ID
			}
		}
		if got != want {
			t.Errorf("look again: %q, want %q", got, want)
		}
	}
	marks("bc")
	w.after(3*minute).reads("a", -3*minute, 32*minute, 3*minute)
	w.do(Go{"m", "b"})
	marks("c")
	w.reads("b", 15*minute, 32*minute, 3*minute)
	w.do(Go{"m", "c"})
	marks("")
}

// TestCutOff: time behind the last sign of life is not counted, wherever it lies.
func TestCutOff(t *testing.T) {
	for _, c := range []struct {
		name  string
		until time.Duration // after the clock was started
		left  time.Duration
	}{
		{"in the middle", 4 * minute, 6 * minute},
		{"before the clock was started", -minute, 10 * minute},
		{"in time to come", 2 * time.Hour, -50 * minute},
	} {
		w := running(t).after(time.Hour).do(Pause{"m", ten().Add(c.until)})
		if got := w.clock(); got.Left != c.left || !got.Paused {
			t.Errorf("%s: %v left, paused %v", c.name, got.Left, got.Paused)
		}
		w.do(Resume{"m"}).after(minute)
		if got := w.clock(); got.Left != c.left-minute {
			t.Errorf("%s: goes on with %v", c.name, got.Left)
		}
	}
}

// TestPausedGo: a paused clock stays paused at another step.
func TestPausedGo(t *testing.T) {
	w := running(t).after(2*minute).do(Pause{Meeting: "m"}, Go{"m", "b"}).after(time.Hour).reads("b", 20*minute, 58*minute, -8*minute)
	if !w.meeting().Paused() {
		t.Error("it runs")
	}
	w.do(End{Meeting: "m"})
	if m := w.meeting(); m.Running() || !m.Since.IsZero() {
		t.Errorf("%+v", m)
	}
}

// TestClockTurnedBack: where the machine's clock is set back, no time has passed.
func TestClockTurnedBack(t *testing.T) {
	running(t).after(-time.Hour).reads("a", 10*minute, 60*minute, 0)
}

func TestWarning(t *testing.T) {
	for left, want := range map[time.Duration]Warning{3 * minute: Enough, 2 * minute: Soon, time.Second: Soon, 0: Up, -minute: Up} {
		if got := (Clock{Left: left}).Warning(); got != want {
			t.Errorf("%v left: %v", left, got)
		}
	}
}

func TestQuiet(t *testing.T) {
	w := running(t).do(Hush{"m", 3}).after(minute)
	if got := w.clock().Quiet; got != 2*minute {
		t.Errorf("%v of silence left", got)
	}
	if got := w.after(5 * minute).clock().Quiet; got != 0 {
		t.Errorf("%v after its end", got)
	}
	if got := w.do(Hush{"m", 5}, Hush{Meeting: "m"}).clock().Quiet; got != 0 {
		t.Errorf("%v after it was ended", got)
	}
	if w.do(Hush{"m", 5}, Go{"m", "b"}); w.clock().Quiet != 0 {
		t.Error("the silence goes on in another step")
	}
}

func TestQuietStep(t *testing.T) {
	w := running(t).edit("b", "activity", `"talk"`, `"quiet"`)
	b, _ := w.s.Steps.Get("b")
	plan := time.Duration(b.Minutes) * time.Minute
	if got := w.do(Go{"m", "b"}).clock().Quiet; got != plan {
		t.Errorf("%v of silence at its beginning, not %v", got, plan)
	}
	if got := w.after(minute).do(Go{"m", "a"}).clock().Quiet; got != 0 {
		t.Errorf("%v of silence in the step before", got)
	}
	if got := w.do(Go{"m", "b"}).clock().Quiet; got != plan-minute {
		t.Errorf("%v of silence once the meeting is back, not %v", got, plan-minute)
	}
	if got := w.do(Go{"m", "a"}, Pause{Meeting: "m"}, Go{"m", "b"}).clock().Quiet; got != 0 {
		t.Errorf("%v of silence while the clock stands", got)
	}
}

func TestCircle(t *testing.T) {
	for _, c := range []struct{ minutes, spent, phase, left int }{
		{12, 0, 0, 60}, {12, 59, 0, 1}, {12, 60, 1, 120}, {12, 180, 2, 240}, {12, 420, 3, 300}, {12, 720, 3, 0}, {12, 9999, 3, 0}, {1, 4, 0, 1}, {0, 0, 3, 0},
	} {
		if phase, left := Circle(c.minutes, c.spent); phase != c.phase || left != c.left {
			t.Errorf("%d min, %d s: phase %d, %d s left", c.minutes, c.spent, phase, left)
		}
	}
}
