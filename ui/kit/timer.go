package kit

import (
	"fmt"
	"strconv"
	"time"

	"convene/ui/paint"
	"convene/ui/theme"
)

// Span writes how long something takes as a clock does: 12:40, 1:05:00. A still one has whole minutes only, so that it does
// not move by itself: 12 min.
func Span(d time.Duration, still bool) string {
	d = d.Round(time.Second)
	sign := ""
	if d < 0 {
		sign, d = "-", -d
	}
	h, min, s := int(d/time.Hour), int(d/time.Minute), int(d%time.Minute/time.Second)
	switch {
	case still:
		return sign + strconv.Itoa(min) + " min"
	case h > 0:
		return fmt.Sprintf("%s%d:%02d:%02d", sign, h, min%60, s)
	}
	return fmt.Sprintf("%s%d:%02d", sign, min, s)
}

// Timer is a time that runs: how much of it is used. It only ever says so: nothing is locked by it.
type Timer struct {
	What      string // "step"
	Spent, Of time.Duration
	Soon      time.Duration // with so much left or less it says how little that is
	Paused    bool
	Still     bool // whole minutes only
}

// Left is what is left of it; below zero when it is over.
func (t Timer) Left() time.Duration { return t.Of - t.Spent }

// Words says how it stands: "step 12:40 of 20:00", "1:40 left of 20:00", "time is up, 0:20 over".
func (t Timer) Words() string {
	switch left := t.Left(); {
	case t.Paused:
		return "paused at " + Span(t.Spent, t.Still) + " of " + Span(t.Of, t.Still)
	case left <= -time.Minute || left < 0 && !t.Still:
		return "time is up, " + Span(-left, t.Still) + " over"
	case left <= 0:
		return "time is up"
	case left <= t.Soon && left < time.Minute && t.Still:
		return "less than 1 min left"
	case left <= t.Soon:
		return Span(left, t.Still) + " left of " + Span(t.Of, t.Still)
	}
	return t.What + " " + Span(t.Spent, t.Still) + " of " + Span(t.Of, t.Still)
}

// Sign stands before the words where time runs short; Ink is their ink.
func (t Timer) Sign(th *theme.Theme) (string, paint.Ink) {
	switch {
	case t.Paused:
		return "", th.Muted
	case t.Left() <= t.Soon:
		return th.Symbols.Warn + " ", th.Warn
	}
	return "", th.Text
}

// Draw draws the timer as a bar with what is left behind it.
func (t Timer) Draw(a Area, th *theme.Theme) {
	sign, ink := t.Sign(th)
	words := sign + t.Words()
	if left := t.Left(); left > t.Soon && !t.Paused {
		words = Span(left, t.Still) + " left"
	}
	share := 1.0
	if t.Of > 0 {
		share = float64(t.Spent) / float64(t.Of)
	}
	w := min(40, a.W()-paint.Width(words)-2)
	x := 0
	if w >= 8 {
		x = a.Print(0, 0, Gauge(share, w, th), ink) + 2
	}
	a.Print(x, 0, words, ink)
}
