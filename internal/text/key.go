package text

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Key folds a name to what makes it the same name: two names with one key differ only in case, accents, punctuation,
// kinds of space, width of letters, digits of another script, "the", "and" or "&", or a closing Inc, Org, LLC, Ltd or
// Corp. Words are parted by one space; the dots of Y.M.C.A. part nothing.
//
// A mark is folded only where it is an accent: in Latin, Greek, Hebrew and Arabic, and on the Cyrillic е. Elsewhere it
// makes another letter (the vowels of हिन्दी, the voicing of が, the breve of й) and stays. A name without a letter or
// digit is its own key, so that "!!!" and "???" stay apart; only a name of nothing has the key "".
func Key(name string) string { return strings.Join(core(words(name)), " ") }

// words parts a name into folded words, with "and" for &. Without any, the one word is the name itself, folded.
func words(name string) []string {
	w := wording{}
	for _, r := range fold(visible(name), "™℠") {
		w.add(r)
	}
	w.end()
	if len(w.words) == 0 {
		return strings.Fields(norm.NFC.String(fold(visible(name), "\u200c\u200d\ufe0f")))
	}
	return w.words
}

// fold makes one of letters that differ in case, width or form, and takes the runes of without out.
func fold(s, without string) string {
	ascii := true
	for i := range len(s) {
		ascii = ascii && s[i] < 0x80
	}
	if ascii {
		return strings.ToLower(s)
	}
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(without, r) {
			return -1
		}
		return r
	}, s)
	return norm.NFKD.String(strings.Map(lower, norm.NFKD.String(s)))
}

// lower is one rune for all that are equal but for case, as σ for Σ, σ and ς.
func lower(r rune) rune {
	for {
		next := unicode.SimpleFold(r)
		if next <= r { // the smallest of them follows the largest
			return unicode.ToLower(next)
		}
		r = next
	}
}

type wording struct {
	words []string
	word  []rune
	dots  int  // of an initialism written with dots
	base  rune // last letter or digit
}

func (w *wording) add(r rune) {
	switch {
	case r >= 'a' && r <= 'z':
		w.base = r
		w.word = append(w.word, r)
	case r == zwj, r == zwnj, r == vs16, r == 'ـ', isApostrophe(r):
	case r == '.' && len(w.word) == w.dots+1 && unicode.IsLetter(w.base):
		w.dots++
	case r == '&':
		w.end()
		w.words = append(w.words, "and")
	case unicode.Is(unicode.M, r):
		if len(w.word) > 0 && !accent(w.base, r) {
			w.word = append(w.word, r)
		}
	case unicode.IsLetter(r), unicode.IsNumber(r):
		w.letter(r)
		w.base = w.word[len(w.word)-1]
	default:
		w.end()
	}
}

// letter adds r, in the letters that people use for it when they have no other.
func (w *wording) letter(r rune) {
	switch r {
	case 'ø':
		r = 'o'
	case 'ł':
		r = 'l'
	case 'đ', 'ð':
		r = 'd'
	case 'ħ':
		r = 'h'
	case 'ı':
		r = 'i'
	case 'æ', 'œ':
		first := 'a'
		if r == 'œ' {
			first = 'o'
		}
		w.word = append(w.word, first)
		r = 'e'
	case 'ß':
		w.word = append(w.word, 's')
		r = 's'
	case 'þ':
		w.word = append(w.word, 't')
		r = 'h'
	case 'ي', 'ى':
		r = 'ی'
	case 'ك':
		r = 'ک'
	}
	w.word = append(w.word, digit(r))
}

func (w *wording) end() {
	if len(w.word) > 0 {
		w.words = append(w.words, norm.NFC.String(string(w.word)))
	}
	w.word, w.dots, w.base = w.word[:0], 0, 0
}

func isApostrophe(r rune) bool { return strings.ContainsRune("'`’‘‛ʼʻʹ′", r) }

// accent says that the mark only accents base, as against making another letter of it.
func accent(base, mark rune) bool {
	switch {
	case base < 0x400:
		return true
	case unicode.Is(unicode.Cyrillic, base):
		return mark <= '\u0301' || mark == '\u0308' && base == 'е'
	case unicode.Is(unicode.Arabic, base):
		return mark < '\u0653' || mark > '\u0655' || base == 'ا'
	}
	return unicode.In(base, unicode.Latin, unicode.Greek, unicode.Hebrew)
}

// digit is the ASCII digit of the same value as r, else r.
func digit(r rune) rune {
	if r > '9' && unicode.IsDigit(r) {
		for _, in := range unicode.Nd.R16 {
			if lo := rune(in.Lo); r >= lo && r <= rune(in.Hi) {
				return '0' + (r-lo)%10
			}
		}
	}
	return r
}

// core drops "the" and "and", then what only says how an organisation is registered, and never the last word.
func core(all []string) []string {
	kept := slices.DeleteFunc(slices.Clone(all), func(w string) bool { return w == "the" || w == "and" })
	if len(kept) == 0 {
		return all
	}
	for len(kept) > 1 && registered(kept[len(kept)-1]) {
		kept = kept[:len(kept)-1]
	}
	return kept
}

func registered(word string) bool {
	switch word {
	case "inc", "incorporated", "llc", "llp", "ltd", "limited", "corp", "corporation", "org":
		return true
	}
	return false
}

// small says that people often leave the word out of an initialism.
func small(word string) bool {
	switch word {
	case "and", "of", "for", "in", "at", "on", "to", "a", "an", "de", "del", "la", "las", "los", "el", "y":
		return true
	}
	return false
}

// Search folds a text to what a person may type to find it: words parted by one space, without case, accents and
// punctuation.
func Search(s string) string { return strings.Join(words(s), " ") }
