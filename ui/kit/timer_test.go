package kit

import (
	"testing"
	"time"
)

func TestTimer(t *testing.T) {
	of := Timer{What: "step", Of: 20 * time.Minute, Soon: 2 * time.Minute}
	for _, c := range []struct {
		spent       time.Duration
		words       string
		still       string
		warn, pause bool
	}{
		{0, "step 0:00 of 20:00", "step 0 min of 20 min", false, false},
		{12*time.Minute + 40*time.Second, "step 12:40 of 20:00", "step 12 min of 20 min", false, false},
		{18*time.Minute + 20*time.Second, "1:40 left of 20:00", "1 min left of 20 min", true, false},
		{19*time.Minute + 20*time.Second, "0:40 left of 20:00", "less than 1 min left", true, false},
		{20 * time.Minute, "time is up", "time is up", true, false},
		{20*time.Minute + 20*time.Second, "time is up, 0:20 over", "time is up", true, false},
		{95 * time.Minute, "time is up, 1:15:00 over", "time is up, 75 min over", true, false},
		{3 * time.Minute, "paused at 3:00 of 20:00", "paused at 3 min of 20 min", false, true},
	} {
		x := of
		x.Spent, x.Paused = c.spent, c.pause
		if got := x.Words(); got != c.words {
			t.Errorf("%v: %q, want %q", c.spent, got, c.words)
		}
		x.Still = true
		if got := x.Words(); got != c.still {
			t.Errorf("%v, still: %q, want %q", c.spent, got, c.still)
		}
		if x.Left() <= x.Soon != c.warn {
			t.Errorf("%v: the warning is wrong", c.spent)
		}
	}
	if got := Span(-5*time.Second, false); got != "-0:05" {
		t.Errorf("%q", got)
	}
}
