// Package text is the one sanitiser for text from people: keys, pastes, imported files, SSH names. What leaves it can
// be kept, drawn on anybody's terminal and exported. It also tells when two names are likely meant to be the same.
//
// What comes out is valid UTF-8 in NFC. It holds no control characters but \n where a function says so, no escape
// sequences, no C1 controls, no bidirectional controls, no tags, no private use, no noncharacters, and no invisible
// characters but the joiners that a script or an emoji needs. At most four combining marks follow a base.
package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"golang.org/x/text/unicode/norm"
)

// The usual limits, in grapheme clusters: what a person sees as one character.
const (
	NameMax  = 120  // the name of a person, a partner, a workspace
	LineMax  = 280  // a sentence: a contribution, a goal, an action step
	BlockMax = 4000 // a note of several paragraphs
)

const (
	maxMarks    = 4  // combining marks on one base
	maxJoined   = 4  // joiners in one emoji; the longest that people send have three
	clusterCost = 16 // runes that count as one cluster, so that one endless cluster is no way round a limit
)

// Line makes one line of s: spaces and line breaks folded to one space each, none at either end, at most max grapheme
// clusters. A cluster of more than 16 runes counts as several. Line(Line(s)) is Line(s).
func Line(s string, max int) string {
	if plain(s, false) && len(s) <= max {
		return s
	}
	var b strings.Builder
	b.Grow(min(len(s), 4096))
	gap := false
	for _, r := range clean(s, false) {
		if r == ' ' || r == '\n' {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		b.WriteRune(r)
	}
	return cut(b.String(), max)
}

// Block makes paragraphs of s: line breaks become \n, no blanks at the end of a line nor at either end of the text, at
// most two blank lines in a row, at most max grapheme clusters (a \n is one). Block(Block(s)) is Block(s).
func Block(s string, max int) string {
	if plain(s, true) && len(s) <= max {
		return s
	}
	var b strings.Builder
	b.Grow(min(len(s), 4096))
	breaks := 0
	for line := range strings.SplitSeq(clean(s, false), "\n") {
		line = strings.TrimRight(line, " ")
		if b.Len() == 0 {
			line = strings.TrimLeft(line, " ")
		}
		if line != "" {
			if b.Len() > 0 {
				b.WriteString("\n\n\n"[:min(breaks, 3)])
			}
			b.WriteString(line)
			breaks = 0
		}
		breaks++
	}
	return cut(b.String(), max)
}

// Typed cleans what a key or a paste brings into a field while somebody is typing: it removes what Line removes, and
// keeps every space and \n where it is. It may be given one keystroke or the whole value. Because half of a letter can
// arrive with one key and the rest with the next, it also keeps combining marks at the start and one joiner at either
// end, which Line and Block take away when the field is left. It sets no limit on length.
func Typed(s string) string {
	if plain(s, true) {
		return s
	}
	return clean(s, true)
}

// plain says that s is printable ASCII without a space at either end or two together, and if lines also \n without
// blanks around: nothing to clean.
func plain(s string, lines bool) bool {
	space := true
	for i := range len(s) {
		c := s[i]
		gap := c == ' ' || c == '\n' && lines
		if gap && space || !gap && (c <= ' ' || c > '~') {
			return false
		}
		space = gap
	}
	return !space || s == ""
}

func clean(s string, typing bool) string {
	s = norm.NFC.String(visible(s))
	return norm.NFC.String(settle(s, typing))
}

// visible drops escape sequences and every rune that is never kept, and makes one sort of space and one of line break.
func visible(s string) string {
	if plain(s, false) {
		return s
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		if n := sequence(s[i:]); n > 0 {
			i += n
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		switch {
		case r == '\r':
			if i == len(s) || s[i] != '\n' {
				b.WriteByte('\n')
			}
		case r == '\n', r == '\v', r == '\f', r == '\u0085', r == '\u2028', r == '\u2029':
			b.WriteByte('\n')
		case r == '\t', r == '\u2800', unicode.Is(unicode.Zs, r):
			b.WriteByte(' ')
		case !never(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// never says that a rune has no place in text from people. Joiners and U+FE0F are judged later, by what is around them.
func never(r rune) bool {
	switch {
	case r >= ' ' && r <= '~', r == zwj, r == zwnj, r == vs16:
		return false
	case r == '\uFFFC', r == '\U0001D159': // an object that is not there; a notehead that nobody sees
		return true
	case r >= 0xE0000 && r <= 0xE0FFF, r >= 0xFFF0 && r <= 0xFFFB:
		return true
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs, unicode.Variation_Selector,
		unicode.Noncharacter_Code_Point, unicode.Other_Default_Ignorable_Code_Point)
}

// sequence is the length in bytes of the escape sequence that s begins with, 0 if none. One that never ends loses only
// its first bytes, so that a stray ESC does not take a paragraph with it. Every control character ends the search, so
// that the whole stays linear.
func sequence(s string) int {
	intro, kind := 2, byte(0)
	switch {
	case len(s) > 1 && s[0] == 0x1B:
		kind = s[1]
	case len(s) > 1 && s[0] == 0xC2 && s[1] >= 0x80 && s[1] <= 0x9F && s[1] != 0x85: // C1, as UTF-8
		kind = s[1] - 0x40
	default:
		return 0
	}
	switch {
	case kind == '[':
		i := span(s, intro, 0x30, 0x3F)
		i = span(s, i, 0x20, 0x2F)
		if i < len(s) && s[i] >= 0x40 && s[i] <= 0x7E {
			return i + 1
		}
		return intro
	case kind == ']', kind == 'P', kind == 'X', kind == '^', kind == '_':
		return intro + control(s[intro:])
	case kind >= 0x20 && kind <= 0x2F:
		if i := span(s, intro, 0x20, 0x2F); i < len(s) && s[i] >= 0x30 && s[i] <= 0x7E {
			return i + 1
		}
		return 1
	case kind >= 0x30 && kind <= 0x7E:
		return intro
	}
	return 1 // ESC and something that belongs to the text
}

func span(s string, i int, lo, hi byte) int {
	for i < len(s) && s[i] >= lo && s[i] <= hi {
		i++
	}
	return i
}

// control is how far the payload of a control string reaches, with its end (BEL or ST); 0 if it does not end properly.
func control(s string) int {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == 0x07:
			return i + 1
		case c == 0x1B && i+1 < len(s) && s[i+1] == '\\':
			return i + 2
		case c == 0xC2 && i+1 < len(s) && s[i+1] == 0x9C:
			return i + 2
		case c < ' ', c == 0x7F, c == 0xC2 && i+1 < len(s) && s[i+1] < 0xA0:
			return 0
		}
	}
	return 0
}

// cut keeps at most max clusters of s, and no blank or joiner at the end.
func cut(s string, max int) string {
	if len(s) > max {
		left, end := max, 0
		for it := graphemes.FromString(s); left > 0 && it.Next(); end = it.End() {
			if left -= 1 + (utf8.RuneCountInString(it.Value())-1)/clusterCost; left < 0 {
				break
			}
		}
		s = s[:end]
	}
	return strings.TrimRight(s, " \n\u200c\u200d")
}
