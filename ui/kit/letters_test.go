package kit

import (
	"slices"
	"strings"
	"testing"
)

func TestLarge(t *testing.T) {
	lines, ok := Large("Sort, 12!", 60, 4, false)
	want := []string{
		"▄▀▀ ▄▀▄ █▀▄ ▀█▀      ▄█ ▀▀▄ █",
		" ▀▄ █ █ █▀▄  █   ▄    █ ▄▀  ▀",
		"▀▀   ▀  ▀ ▀  ▀  ▀     ▀ ▀▀▀ ▀",
		"",
	}
	if !ok || !slices.Equal(lines, want) {
		t.Errorf("%v:\n%s", ok, strings.Join(lines, "\n"))
	}
	for _, c := range []struct {
		text  string
		w, h  int
		ascii bool
		ok    bool
	}{
		{"Welcome", 40, 4, false, true}, {"Welcome", 10, 4, false, false}, {"Welcome everybody here", 40, 4, false, false},
		{"Welcome everybody here", 40, 12, false, true}, {"東京", 40, 8, false, false}, {"", 40, 8, false, false}, {"Élan", 40, 8, false, false},
		{"Welcome", 40, 6, true, true}, {"Welcome", 40, 5, true, false}, {"Who’s next?", 60, 4, false, true},
	} {
		lines, ok := Large(c.text, c.w, c.h, c.ascii)
		if ok != c.ok {
			t.Errorf("%q in %d×%d: %v", c.text, c.w, c.h, ok)
		}
		for _, l := range lines {
			if n := len([]rune(l)); ok && n > c.w {
				t.Errorf("%q is %d cells wide in %d", c.text, n, c.w)
			}
			if c.ascii && strings.Trim(l, " #") != "" {
				t.Errorf("%q is not ASCII", l)
			}
		}
	}
}

func TestEveryLetterIsWhole(t *testing.T) {
	for line := range strings.Lines(strings.TrimSpace(letters)) {
		f := strings.Fields(line)
		if len(f) != 6 {
			t.Errorf("%q", line)
			continue
		}
		for _, row := range f[1:] {
			if len(row) != len(f[1]) || strings.Trim(row, ".#") != "" {
				t.Errorf("%q: %q", f[0], row)
			}
		}
	}
}
