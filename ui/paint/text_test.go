package paint

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

func TestGlyph(t *testing.T) {
	for _, tt := range []struct {
		in, want string
		w        int
	}{
		{"abc", "abc", 3},
		{"é", "é", 1},
		{"e\u0301", "e\u0301", 1},
		{"会議", "会議", 4},
		{"👍🏽", "👍🏽", 2},
		{"👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦", 2},
		{"❤️", "❤️", 2},
		{"می\u200cخواهم", "می\u200cخواهم", 7},
		{"क्षि", "क्षि", 1},
		{"a\tb\nc", "a b c", 5},
		{"a\r\nb", "a b", 3},
		{"\x1b[31m", "\uFFFD[31m", 5},
		{"\u009b31m", "\uFFFD31m", 4},
		{"\x9b", "\uFFFD", 1},
		{"a\xff", "a\uFFFD", 2},
		{"0\xc20\xe2\x820", "0\uFFFD0\uFFFD\uFFFD0", 6},
		{"\u202eabc\u2066", "\uFFFDabc\uFFFD", 5},
		{"a\u200bb", "a\uFFFDb", 3},
		{"a\u200db", "ab", 2}, // joins nothing, and must not reach the next cell
		{"ad\u200cmin", "admin", 5},
		{"a\ufe0fb", "ab", 2},
		{"\ufeffa", "\uFFFDa", 2},
		{"\u0301a", "\uFFFDa", 2},
		{"x\U000e0041y", "xy", 2},
		{"z" + strings.Repeat("\u0335", 50), "z" + strings.Repeat("\u0335", 4), 1},
		{"a\u00a0b", "a b", 3},
	} {
		c := NewCanvas(NewPalette(), 60, 1, colorprofile.TrueColor)
		x := c.Print(0, 0, 60, tt.in, Ink{})
		if got := c.Frame().Text(); got != tt.want || x != tt.w || Width(tt.in) != tt.w {
			t.Errorf("Print(%q) = %q, %d cells; Width %d; want %q, %d", tt.in, got, x, Width(tt.in), tt.want, tt.w)
		}
	}
}

func TestClip(t *testing.T) {
	for _, tt := range []struct {
		in, tail, want string
		w              int
	}{
		{"Eastside Library", "…", "Eastside Library", 16},
		{"Eastside Library", "…", "Eastside Libra…", 15},
		{"Eastside Library", "…", "Eastside…", 10},
		{"Eastside", "...", "E...", 4},
		{"Eastside", "...", "..", 2},
		{"Eastside", "…", "", 0},
		{"会議室", "…", "会…", 4},
		{"会議室", "…", "会議…", 5},
		{"会", "…", "…", 1},
		{"", "…", "", 3},
	} {
		if got := Clip(tt.in, tt.w, tt.tail); got != tt.want {
			t.Errorf("Clip(%q, %d, %q) = %q, want %q", tt.in, tt.w, tt.tail, got, tt.want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, tt := range []struct {
		in   string
		w    int
		want []string
	}{
		{"", 5, []string{""}},
		{"one two three", 7, []string{"one two", "three"}},
		{"one   two", 3, []string{"one", "two"}},
		{"one two  ", 20, []string{"one two"}},
		{"a\n\nb", 5, []string{"a", "", "b"}},
		{"a\r\nb", 5, []string{"a", "b"}},
		{"incomprehensible", 6, []string{"incomp", "rehens", "ible"}},
		{"an incomprehensible", 6, []string{"an", "incomp", "rehens", "ible"}},
		{"out-of-school time", 8, []string{"out-of-", "school", "time"}},
		{"  in dented", 6, []string{"  in", "dented"}},
		{"会議をする。", 6, []string{"会議を", "する。"}},
		{"会議を。", 6, []string{"会議", "を。"}},
		{"ab会議", 4, []string{"ab会", "議"}},
		{"会", 1, []string{"\uFFFD"}},
		{"a会b", 1, []string{"a", "\uFFFD", "b"}},
		{"x", 0, []string{"x"}},
	} {
		if got := Wrap(tt.in, tt.w); !slices.Equal(got, tt.want) {
			t.Errorf("Wrap(%q, %d) = %q, want %q", tt.in, tt.w, got, tt.want)
		}
	}
}

// alphabet has what text from people may be made of, friendly or not.
var alphabet = []string{"a", "b", "word", " ", "  ", "-", "é", "e\u0301", "会", "議", "。", "👍", "👍🏽", "👨‍👩‍👧", "❤️", "\u200d", "\u200b", "\ufe0f",
	"\u202e", "\u0301", "\t", "\x1b", "\u009b", "\xff", "\U000e0041", "ｗ", "─", "●", "की", "🇩🇪", "🇩", "\u3000", "\r"}

func anyText(t *rapid.T, label string) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(alphabet), 0, 30).Draw(t, label), "")
}

func TestMeasuresAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, w := anyText(t, "text"), rapid.IntRange(1, 40).Draw(t, "w")
		c := NewCanvas(NewPalette(), 200, 1, colorprofile.TrueColor)
		if x := c.Print(0, 0, 200, s, Ink{}); x != Width(s) {
			t.Fatalf("Print %d, Width %d of %q", x, Width(s), s)
		}
		if got := Clip(s, w, "…"); Width(got) > w {
			t.Fatalf("Clip(%q, %d) = %q", s, w, got)
		}
		var all []string
		for _, l := range Wrap(s, w) {
			if Width(l) > w {
				t.Fatalf("Wrap(%q, %d) has %q of %d cells", s, w, l, Width(l))
			}
			all = append(all, letters(l)...)
		}
		if w > 1 && !slices.Equal(all, letters(s)) {
			t.Fatalf("Wrap(%q, %d) has lost text: %q", s, w, all)
		}
	})
}

// letters is what Print would draw of s, without blanks.
func letters(s string) (all []string) {
	for len(s) > 0 {
		g, _, n := glyph(s)
		if g != " " {
			all = append(all, g)
		}
		s = s[n:]
	}
	return all
}

func FuzzPrint(f *testing.F) {
	for _, s := range alphabet {
		f.Add(s, 0, 10)
		f.Add("x"+s+s+"会", -1, 3)
	}
	f.Add("000 00\xc200000", 0, 15) // a broken byte took along what followed it
	f.Fuzz(func(t *testing.T, s string, x, w int) {
		const width = 12
		c := NewCanvas(NewPalette(), width, 2, colorprofile.TrueColor)
		end := c.Print(x, 0, w, s, Ink{})
		if w > 0 && x < width && end-x > w || w <= 0 && end != x {
			t.Fatalf("Print(%d, %d, %q) ended at %d", x, w, s, end)
		}
		checkFrame(t, c.Frame())
		for _, l := range Wrap(s, 7) {
			if Width(l) > 7 {
				t.Fatalf("%q is %d cells", l, Width(l))
			}
		}
	})
}

// checkFrame: wide cells are whole, and nothing in a frame is an order to the terminal.
func checkFrame(t interface{ Fatalf(string, ...any) }, f *Frame) {
	for i := range f.w * f.h {
		x, row := i%f.w, f.rows[i/f.w]
		k := row[x]
		if k.W == 2 && (x+1 == f.w || row[x+1] != Cell{0, k.S, 0}) || k.W == 0 && (x == 0 || row[x-1].W != 2) {
			t.Fatalf("half a wide cell at %d,%d", x, i/f.w)
		}
		if k.W > 0 {
			s := string(f.pal.appendText(nil, k))
			if !utf8.ValidString(s) || len(s) > maxCluster || strings.ContainsFunc(s, func(r rune) bool {
				return unicode.IsControl(r) || hidden(r) && r != zwj && r != zwnj
			}) || strings.HasSuffix(s, string(zwj)) {
				t.Fatalf("%q at %d,%d", s, x, i/f.w)
			}
		}
	}
}

// TestSingle: what is read the short way would be the same the long way.
func TestSingle(t *testing.T) {
	for r := range rune(0x3000) {
		if !single(r) {
			continue
		}
		for _, next := range []string{"", "a", "\n", "─", "é", "●"} {
			c, w := ansi.FirstGraphemeCluster(string(r)+next, ansi.GraphemeWidth)
			if c != string(r) || w != 1 || hidden(r) || unicode.In(r, unicode.M, unicode.Zs) {
				t.Fatalf("%U before %q is %q in %d cells", r, next, c, w)
			}
		}
	}
}
