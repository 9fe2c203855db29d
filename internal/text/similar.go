package text

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Similar says that two names may well mean the same: a hint for people, never a reason to refuse. Any one of these
// is enough:
//
//   - the same Key, also when only the spaces of the keys differ (after school, after-school, afterschool);
//   - the same words in another order;
//   - a small typo: at most 1 insertion, deletion, change or swap of neighbours where the shorter key has 5 to 8
//     runes, at most 2 from 9 on, none below 5;
//   - one is the initialism of the other: at least 3 letters (BGC) and 3 words (Boys and Girls Club), with or without
//     the small words and, of, for, in …
//
// Numbers are no typos: where the digits differ (PS 101, PS 102, also 第一 and 第二), only the same Key or order counts.
func Similar(a, b string) bool {
	x, y := newForm(a), newForm(b)
	return x.likeness(&y) != different
}

// likeness is how two names are alike, the surest first.
type likeness uint8

const (
	sameKey likeness = iota
	sameLetters
	sameWords
	oneTypo
	twoTypos
	initialism
	different
)

// form is a name with all that is compared.
type form struct {
	key      string
	runes    []rune   // of key
	letters  string   // key without its spaces
	words    string   // words of key in order of the alphabet
	digits   string   // runs of digits of key
	short    string   // letters, if the name may be an initialism
	initials []string // the initialisms that may stand for the name
	marks    uint64   // which runes key has, each as one of 64 bits
}

func newForm(name string) form {
	all := words(name)
	kept := core(all)
	f := form{key: strings.Join(kept, " "), letters: strings.Join(kept, "")}
	f.runes = []rune(f.key)
	f.digits = digits(f.runes)
	for _, r := range f.runes {
		f.marks |= 1 << (uint32(r) % 64)
	}
	f.short = short(kept, f.letters)
	f.initials = initials(all, kept)
	slices.Sort(kept)
	f.words = strings.Join(kept, " ")
	return f
}

// digits are the runs of digits in key, parted by spaces; the numerals of Chinese count.
func digits(key []rune) string {
	var b strings.Builder
	in := false
	for _, r := range key {
		if unicode.IsNumber(r) || r >= '一' && strings.ContainsRune("一二三四五六七八九十百千万两零", r) {
			if !in && b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteRune(r)
			in = true
		} else {
			in = false
		}
	}
	return b.String()
}

// short is the name as an initialism of at least three letters: one word, or single letters.
func short(words []string, letters string) string {
	if utf8.RuneCountInString(letters) < 3 || len(letters) > 64 {
		return ""
	}
	for _, w := range words {
		if len(words) > 1 && utf8.RuneCountInString(w) > 1 {
			return ""
		}
	}
	for _, r := range letters {
		if !unicode.IsLetter(r) {
			return ""
		}
	}
	return letters
}

// initials are the first letters of a name of three words or more: of all words but "the", without "and", without any
// small word.
func initials(all, kept []string) []string {
	var out []string
	take := func(words []string, skip func(string) bool) {
		var b strings.Builder
		n := 0
		for _, w := range words {
			if !skip(w) {
				r, _ := utf8.DecodeRuneInString(w)
				b.WriteRune(r)
				n++
			}
		}
		if n >= 3 && b.Len() <= 64 && !slices.Contains(out, b.String()) {
			out = append(out, b.String())
		}
	}
	for len(all) > 1 && registered(all[len(all)-1]) {
		all = all[:len(all)-1]
	}
	take(kept, func(string) bool { return false })
	take(all, func(w string) bool { return w == "the" })
	take(kept, small)
	return out
}

func (f *form) likeness(g *form) likeness {
	switch {
	case f.key == "" || g.key == "":
		return different
	case f.key == g.key:
		return sameKey
	case f.letters == g.letters && f.digits == g.digits:
		return sameLetters
	case f.words == g.words:
		return sameWords
	}
	if n := f.typos(g); n >= 0 {
		return oneTypo + likeness(max(n, 1)-1)
	}
	if f.short != "" && slices.Contains(g.initials, f.short) || g.short != "" && slices.Contains(f.initials, g.short) {
		return initialism
	}
	return different
}

// allowed is how many typos a key of n runes may have.
func allowed(n int) int {
	switch {
	case n < 5:
		return 0
	case n < 9:
		return 1
	}
	return 2
}

// typos is how many typos part two keys, -1 if more than allowed.
func (f *form) typos(g *form) int {
	a, b := f.runes, g.runes
	if len(a) > len(b) {
		a, b = b, a
	}
	limit := allowed(len(a))
	if limit == 0 || len(b)-len(a) > limit || bits.OnesCount64(f.marks^g.marks) > 2*limit || f.digits != g.digits {
		return -1
	}
	for len(a) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return distance(a, b, limit)
}

// distance is the Damerau-Levenshtein distance (optimal string alignment) of a and b, where b is not the shorter and
// limit is at most 2; -1 if it is above limit. It looks only at the band that can be within the limit.
func distance(a, b []rune, limit int) int {
	const off, none = 2, 9
	var rows [3][5]int // rows[i%3][j-i+off] is the distance of a[:i] and b[:j]
	for i := 0; i <= len(a); i++ {
		row, up, up2 := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		best := none
		for k := range row {
			j := i + k - off
			d := none
			switch {
			case j < 0 || j > len(b):
			case i == 0:
				d = j
			case j == 0:
				d = i
			default:
				d = up[k]
				if a[i-1] != b[j-1] {
					d++
				}
				if k > 0 {
					d = min(d, row[k-1]+1)
				}
				if k < 4 {
					d = min(d, up[k+1]+1)
				}
				if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
					d = min(d, up2[k]+1)
				}
			}
			row[k] = d
			best = min(best, d)
		}
		if best > limit {
			return -1
		}
	}
	if k := len(b) - len(a) + off; k < 5 && rows[len(a)%3][k] <= limit {
		return rows[len(a)%3][k]
	}
	return -1
}
