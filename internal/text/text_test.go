package text

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestLine(t *testing.T) {
	tests := []struct{ name, give, want string }{
		{"nothing", "", ""},
		{"plain", "Homework club, Tue/Thu 3–5", "Homework club, Tue/Thu 3–5"},
		{"spaces", "  a \t b\u00a0\u3000c\r\n\r\nd ", "a b c d"},
		{"only spaces", " \n\t ", ""},
		{"clear screen", "\x1b[2J\x1b[Hgone", "gone"},
		{"clipboard", "\x1b]52;c;ZXZpbA==\x07clip", "clip"},
		{"title", "\x1b]0;pwned\x1b\\title", "title"},
		{"link", "\x1b]8;;https://evil\x1b\\click\x1b]8;;\x1b\\", "click"},
		{"dcs", "\x1bP+q544e\x1b\\dcs", "dcs"},
		{"C1 csi", "a\u009b31mb", "ab"},
		{"C1 osc", "a\u009d52;c;x\u009cb", "ab"},
		{"raw C1 bytes", "\x9d52;c;aa\x9c!", "\uFFFD52;c;aa\uFFFD!"},
		{"charset", "\x1b(Bx", "x"},
		{"lone escape", "a\x1b", "a"},
		{"escape before a letter of no sequence", "\x1b学", "学"},
		{"unterminated csi", "\x1b[", ""},
		{"csi cut by text", "\x1b[12学校", "12学校"},
		{"unterminated osc keeps the paragraph", "\x1b]52;c;all the rest", "52;c;all the rest"},
		{"control characters", "a\x00\x07\x7fb", "ab"},
		{"bidi override", "a\u202Egnp.exe", "agnp.exe"},
		{"bidi isolate", "\u2066x\u2069\u200f", "x"},
		{"byte order mark", "\ufeffbom", "bom"},
		{"zero width space", "x\u200by\u2060z", "xyz"},
		{"soft hyphen", "co\u00adop", "coop"},
		{"tags", "a\U000E0041\U000E0042", "a"},
		{"private use", "a\ue000\U000F0000b", "ab"},
		{"fillers", "a\u3164\u115f\u034fb", "ab"},
		{"braille blank", "a\u2800b", "a b"},
		{"bad bytes", "fa\xff\xfece", "fa\uFFFDce"},
		{"composed", "e\u0301", "é"},
		{"zalgo", "x" + strings.Repeat("\u0301\u0302\u0327", 9), "x\u0327\u0327\u0327\u0327"},
		{"mark without a base", "\u0301a \u0302b", "a b"},
		{"family", "👩\u200d👩\u200d👧\u200d👦 ok", "👩\u200d👩\u200d👧\u200d👦 ok"},
		{"rainbow flag", "🏳️\u200d🌈", "🏳️\u200d🌈"},
		{"skin tone", "👍🏽👩🏽\u200d🚀", "👍🏽👩🏽\u200d🚀"},
		{"endless emoji", strings.Repeat("👩\u200d", 9) + "👩", strings.Repeat("👩\u200d", 5-1) + "👩" + strings.Repeat("👩\u200d", 4) + "👩"},
		{"heart", "❤\ufe0f", "❤\ufe0f"},
		{"keycap", "1\ufe0f\u20e3", "1\ufe0f\u20e3"},
		{"digit in disguise", "1\ufe0f2", "12"},
		{"letter in disguise", "a\ufe0fb\ufe0e", "ab"},
		{"Persian", "سلام می\u200cخواهم", "سلام می\u200cخواهم"},
		{"Devanagari half letter", "क\u094d\u200dष", "क\u094d\u200dष"},
		{"Bengali ya-phala", "র\u200d\u09cdয", "র\u200d\u09cdয"},
		{"joiner at the ends", "\u200dمی\u200c", "می"},
		{"joiner doubled", "می\u200c\u200c\u200dخ", "می\u200cخ"},
		{"joiner in Latin", "pay\u200cpal\u200d", "paypal"},
		{"joiner between scripts", "ی\u200ca", "یa"},
		{"joiner before space", "ی\u200c ی", "ی ی"},
		{"hidden accent", "e\u200d\u0301", "é"},
		{"Hindi", "हिन्दी", "हिन्दी"},
		{"Arabic", "مدرسة", "مدرسة"},
		{"Hangul jamo", "\u1112\u1161\u11ab", "한"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Line(tt.give, LineMax); got != tt.want {
				t.Errorf("Line(%+q) = %+q, want %+q", tt.give, got, tt.want)
			}
		})
	}
}

func TestLimits(t *testing.T) {
	tests := []struct {
		name, give string
		max        int
		want       string
	}{
		{"exact", "abc", 3, "abc"},
		{"longer", "abcd", 3, "abc"},
		{"no blank at the end", "ab cd", 3, "ab"},
		{"clusters, not bytes", "ééé👩\u200d👩\u200d👧x", 4, "ééé👩\u200d👩\u200d👧"},
		{"no joiner at the end", "می\u200cخ", 2, "می"},
		{"none", "abc", 0, ""},
		{"less than none", "abc", -5, ""},
		{"one endless cluster", strings.Repeat("\u1100", 100), 2, ""},
		{"endless cluster that fits", strings.Repeat("\u1100", 100), 7, strings.Repeat("\u1100", 100)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Line(tt.give, tt.max); got != tt.want {
				t.Errorf("Line(%+q, %d) = %+q, want %+q", tt.give, tt.max, got, tt.want)
			}
		})
	}
}

func TestBlock(t *testing.T) {
	tests := []struct {
		name, give string
		max        int
		want       string
	}{
		{"lines", "a\r\nb\rc\u2028d", 99, "a\nb\nc\nd"},
		{"trailing blanks", "a  \t\nb \n", 99, "a\nb"},
		{"blank lines", "a\n\n\n\n\n\nb", 99, "a\n\n\nb"},
		{"two blank lines", "a\n\n\nb", 99, "a\n\n\nb"},
		{"blank lines with spaces", "a\n \n \n \n \nb", 99, "a\n\n\nb"},
		{"ends", "\n\n  a\n\n", 99, "a"},
		{"indent inside", "list:\n  - one", 99, "list:\n  - one"},
		{"no line break at the end", "ab\n\ncd", 4, "ab"},
		{"no blank lines at the end", "a  b", 2, "a"},
		{"a mark at the start of a line", "a\n\u0301b", 99, "a\nb"},
		{"nothing", " \n ", 99, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Block(tt.give, tt.max); got != tt.want {
				t.Errorf("Block(%+q, %d) = %+q, want %+q", tt.give, tt.max, got, tt.want)
			}
		})
	}
}

func TestTyped(t *testing.T) {
	tests := []struct{ name, give, want string }{
		{"a space", " ", " "},
		{"spaces stay", "  a  b ", "  a  b "},
		{"line breaks stay", "\na\r\n\r\nb\n", "\na\n\nb\n"},
		{"tab", "a\tb", "a b"},
		{"one vowel sign", "\u093f", "\u093f"},
		{"one accent", "\u0301", "\u0301"},
		{"one joiner", "\u200c", "\u200c"},
		{"joiner before the next key", "می\u200c", "می\u200c"},
		{"no joiner after Latin", "a\u200c", "a"},
		{"escape", "\x1b[31mred", "red"},
		{"bidi", "\u202ea", "a"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Typed(tt.give); got != tt.want {
				t.Errorf("Typed(%+q) = %+q, want %+q", tt.give, got, tt.want)
			}
		})
	}
}

// forbidden says why s is not what this package promises, or nothing.
func forbidden(s string, typing bool) string {
	if !utf8.ValidString(s) {
		return "is no valid UTF-8"
	}
	if !norm.NFC.IsNormalString(s) {
		return "is not in NFC"
	}
	marks, prev := 0, rune(0)
	for _, r := range s {
		switch {
		case r == zwj || r == zwnj:
			if prev == zwj || prev == zwnj || prev == ' ' || prev == '\n' || !typing && prev == 0 {
				return "has a joiner that joins nothing"
			}
		case unicode.IsControl(r) && r != '\n', unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r),
			unicode.Is(unicode.Bidi_Control, r), unicode.Is(unicode.Noncharacter_Code_Point, r),
			unicode.Is(unicode.Zs, r) && r != ' ', r >= 0xE0000 && r < 0xE1000:
			return "has a forbidden rune"
		}
		if r == ' ' || r == '\n' {
			if !typing && (prev == zwj || prev == zwnj) {
				return "has a joiner before a blank"
			}
		}
		if unicode.Is(unicode.M, r) && r != vs16 {
			if marks++; marks > maxMarks {
				return "has too many marks"
			}
			if (prev == 0 || prev == ' ' || prev == '\n') && !typing {
				return "has a mark without a base"
			}
		} else if r != zwj && r != zwnj && r != vs16 {
			marks = 0
		}
		prev = r
	}
	if !typing && (prev == zwj || prev == zwnj) {
		return "ends in a joiner"
	}
	return ""
}

func clusters(s string) int {
	n := 0
	for it := graphemes.FromString(s); it.Next(); n++ {
	}
	return n
}

func checkAll(t interface{ Fatalf(string, ...any) }, s string, max int) {
	line, block, typed := Line(s, max), Block(s, max), Typed(s)
	for _, c := range []struct {
		name, got, again string
		typing           bool
	}{
		{"Line", line, Line(line, max), false},
		{"Block", block, Block(block, max), false},
		{"Typed", typed, Typed(typed), true},
	} {
		if why := forbidden(c.got, c.typing); why != "" {
			t.Fatalf("%s(%+q) = %+q: %s", c.name, s, c.got, why)
		}
		if c.again != c.got {
			t.Fatalf("%s(%+q) = %+q, and again %+q", c.name, s, c.got, c.again)
		}
		if !c.typing && (clusters(c.got) > max || utf8.RuneCountInString(c.got) > max*clusterCost) {
			t.Fatalf("%s(%+q, %d) = %+q: too long", c.name, s, max, c.got)
		}
	}
	if strings.ContainsAny(line, "\n") || strings.Contains(line, "  ") || strings.TrimSpace(line) != line {
		t.Fatalf("Line(%+q) = %+q: not one tidy line", s, line)
	}
	if strings.Contains(block, " \n") || strings.Contains(block, "\n\n\n\n") || strings.TrimSpace(block) != block {
		t.Fatalf("Block(%+q) = %+q: not tidy", s, block)
	}
	if got := Line(typed, max); got != line && !strings.ContainsAny(s, "\x1b") {
		t.Fatalf("Line(Typed(%+q)) = %+q, but Line gives %+q", s, got, line)
	}
}

var pieces = []string{"a", "Z", "1", "#", " ", "\n", "\r\n", "\t", "é", "e\u0301", "\u0301", "\u0327", "\u0338", "↔", "\u20e3",
	"\u200c", "\u200d", "\ufe0f", "\ufe0e", "👩", "❤", "🏽", "🇺", "ی", "خ", "\u064b", "\u0654", "क", "\u094d", "\u093f", "\u093c", "\u0958", "র", "ক",
	"\u09cd", "中", "学", "\u1100", "\u1161", "\u11a8", "\u1160", "\x1b", "[", "]", ";", "m", "\\", "\x07", "\u009b", "\u009c", "\u009d", "\xff", "\x9b", "\xc2",
	"\u202e", "\u2066", "\ufeff", "\u200b", "\U000E0041", "\ue000", "\u2028", "\u0085", "\u00a0", "\u0d4e", "\u0600", "\u0344", "\ufb1d", "\u0f71", "\u0f72"}

func TestProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		some := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(pieces), rapid.String(),
			rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 4), func(b []byte) string { return string(b) })), 0, 24).Draw(t, "pieces")
		checkAll(t, strings.Join(some, ""), rapid.IntRange(0, 30).Draw(t, "max"))
	})
}

func FuzzLine(f *testing.F) {
	for i, p := range pieces {
		f.Add(p+"a"+p, 10)
		f.Add(p+pieces[(i*7+3)%len(pieces)]+p+pieces[(i*11+5)%len(pieces)], 3)
	}
	f.Fuzz(func(t *testing.T, s string, max int) { checkAll(t, s, min(max&0xFFF, BlockMax)) })
}

func BenchmarkLine(b *testing.B) {
	for b.Loop() {
		Line("Homework club at the library, Tue/Thu 3–5, grades 6–8 “welcome”", LineMax)
	}
}

// Text of nothing but starts of sequences must not take more than linear time: 1 MB in well under a second.
func BenchmarkHostile(b *testing.B) {
	s := strings.Repeat("\x1b]\u009d\x1b[0;\x1b( ", 1<<16)
	for b.Loop() {
		Line(s, LineMax)
	}
}
