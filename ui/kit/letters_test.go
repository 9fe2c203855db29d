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

func TestTyped(t *testing.T) {
	const line = "ssh -p 2222 newt-rose@Host.local"
	lines, ok := Typed(line, 80, false)
	if !ok || len(lines) != 8 {
		t.Errorf("%v:\n%s", ok, strings.Join(lines, "\n"))
	}
	small, _ := Typed("p", 10, false)
	capital, _ := Typed("P", 10, false)
	if slices.Equal(small, capital) {
		t.Error("p and P are the same")
	}
	for _, c := range []struct {
		line string
		w    int
		ok   bool
	}{{line, 30, false}, {line, 48, true}, {"ssh é@host", 80, false}, {"", 80, false}} {
		lines, ok := Typed(c.line, c.w, false)
		if ok != c.ok {
			t.Errorf("%q in %d: %v", c.line, c.w, ok)
		}
		for _, l := range lines {
			if n := len([]rune(l)); n > c.w {
				t.Errorf("%q is %d cells wide in %d", c.line, n, c.w)
			}
		}
	}
}

func TestParted(t *testing.T) {
	for _, c := range []struct {
		w    int
		want string
	}{{60, "ssh -p 2222 newt-rose@host.local"}, {24, "ssh -p 2222 newt-rose|@host.local"}, {22, "ssh -p 2222 newt-rose|@host.local"}, {12, "ssh -p 2222|newt-rose|@host.local"}} {
		if got := strings.Join(Parted("ssh -p 2222 newt-rose@host.local", c.w), "|"); got != c.want {
			t.Errorf("%d: %q, want %q", c.w, got, c.want)
		}
	}
}

func TestEveryLetterIsWhole(t *testing.T) {
	for line := range strings.Lines(strings.TrimSpace(letters) + "\n" + strings.TrimSpace(small)) {
		f := strings.Fields(line)
		if rows := len(f) - 1; rows != 5 && rows != 6 {
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
