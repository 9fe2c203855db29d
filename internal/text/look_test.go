package text

import (
	"testing"
	"unicode"
)

func TestLook(t *testing.T) {
	for _, same := range [][]string{
		{"Teacher", "Τeacher", "teacher ", "Teaсher", "Теасhеr", "ТEАCHЕR", "Te\u0301acher", "Ｔeacher"}, // Greek Τ, Cyrillic с, more of it
		{"Coach", "Cоach", "Соасh", "Сοаϲհ"},
		{"Counselor 2", "Counselоr 2", "Counselοr ２"},
	} {
		for _, name := range same {
			if Look(name) != Look(same[0]) {
				t.Errorf("%+q looks like %q, %q like %q", name, Look(name), same[0], Look(same[0]))
			}
		}
	}
	for _, apart := range [][2]string{{"Ian", "Lan"}, {"Teacher 1", "Teacher 2"}, {"Ольга", "Olga"}, {"王", "土"}, {"", "Τ"}} {
		if Look(apart[0]) == Look(apart[1]) {
			t.Errorf("%q and %q look the same", apart[0], apart[1])
		}
	}
}

// TestLookalikes: the table pairs a letter of another alphabet with one of ASCII, each once.
func TestLookalikes(t *testing.T) {
	seen := map[rune]bool{}
	for i, r := range []rune(lookalikes) {
		switch {
		case i%2 == 1 && r > unicode.MaxASCII, i%2 == 0 && (r < 0x370 || seen[r]):
			t.Fatalf("%q at %d is out of place", r, i)
		case i%2 == 0:
			seen[r] = true
		}
	}
}
