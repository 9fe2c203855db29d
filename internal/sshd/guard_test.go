package sshd

import (
	"strings"
	"testing"
	"time"
)

func TestGuard(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	g := newGuard(func() time.Time { return now })
	for range freeGuesses {
		g.wrong("school")
	}
	if d := g.delay("school"); d != 0 {
		t.Errorf("a few slips cost %v", d)
	}
	for range 1000 {
		g.wrong("school")
	}
	if d := g.delay("school"); d != maxDelay {
		t.Errorf("many guesses cost %v", d)
	}
	if d := g.delay("elsewhere"); d != maxDelay {
		t.Errorf("many guesses overall cost %v elsewhere", d)
	}
	now = now.Add(20 * time.Minute)
	if d := g.delay("school"); d != 0 {
		t.Errorf("guesses are remembered for too long: %v", d)
	}
	for i := range 2 * maxWatched {
		g.wrong(string(rune('a'+i%26)) + strings.Repeat("x", i%997))
	}
	if len(g.by) > maxWatched {
		t.Errorf("%d addresses are remembered", len(g.by))
	}
}

// TestWords: four words are 40 bits or more.
func TestWords(t *testing.T) {
	t.Parallel()
	list := strings.Fields(words)
	seen := map[string]bool{}
	for _, w := range list {
		if seen[w] || w != strings.ToLower(w) {
			t.Errorf("the word %q", w)
		}
		seen[w] = true
	}
	if len(list) < 1024 {
		t.Errorf("%d words", len(list))
	}
}
