package paint

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

const (
	// unknown stands for what must not be shown; wideUnknown for the same where two cells are to be filled.
	unknown, wideUnknown = '\uFFFD', '〓'
	// maxMarks is how many combining marks one character keeps: more are drawn over the lines above and below.
	maxMarks = 4
	// maxCluster is how many bytes one character may have; the longest in use, families of emoji, have 25 to 41.
	maxCluster = 64

	zwnj, zwj       = '\u200C', '\u200D'
	textVS, emojiVS = '\uFE0E', '\uFE0F'
)

// glyph reads the first character of s: n bytes of it, drawn as the text g in w cells (1 or 2). All that is drawn or
// measured comes through here, so that both always agree, and so that g is never an order to the terminal.
func glyph(s string) (g string, w, n int) {
	if b := s[0]; b >= ' ' && b < 0x7f && (len(s) == 1 || s[1] < 0x80) { // no cluster can begin here
		return s[:1], 1, 1
	}
	r, size := utf8.DecodeRuneInString(s)
	switch next, _ := utf8.DecodeRuneInString(s[size:]); {
	case r == utf8.RuneError:
		return string(unknown), 1, max(1, size)
	case single(r) && (size == len(s) || next < 0x80 || single(next)): // nor here: most letters, and our own signs
		return s[:size], 1, size
	}
	c, w := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	if size < len(c) && !utf8.ValidString(c) { // a broken byte takes nothing along
		c, w = ansi.FirstGraphemeCluster(c[:validUpTo(c)], ansi.GraphemeWidth)
	}
	n = max(size, len(c))
	switch {
	case r == '\n' || r == '\r' || r == '\t' || r == '\u0085' || r == '\u2028' || r == '\u2029':
		return " ", 1, n
	case hidden(r) || unicode.Is(unicode.M, r) && w == 0:
		return string(unknown), 1, n
	case w == 1 && unicode.Is(unicode.Zs, r):
		return " ", 1, n
	}
	if size < len(c) {
		if t := tidy(c); t != c {
			c, w = ansi.FirstGraphemeCluster(t, ansi.GraphemeWidth)
		}
	}
	if w < 1 {
		return string(unknown), 1, n
	}
	return c, min(w, 2), n
}

// single: r is one cell, joins nothing before it and nothing that is single behind it.
func single(r rune) bool {
	return r > 0xa0 && r < 0x300 && r != 0xad || r >= 0x2500 && r < 0x25fd
}

// validUpTo is where the first broken byte stands.
func validUpTo(s string) int {
	for i, r := range s {
		if _, n := utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError && n == 1 {
			return i
		}
	}
	return len(s)
}

// tidy drops from a cluster what draws nothing of its own, and piles of marks.
func tidy(c string) string {
	var b strings.Builder
	first, marks := rune(0), 0
	for i, r := range c {
		switch {
		case i == 0:
			first = r
		case r == zwnj && first < 0x590, r == emojiVS && !pictured(first):
			continue // there they only make two words look alike, or a letter count as wide
		case r == zwj || r == zwnj || r == emojiVS || r == textVS:
		case hidden(r):
			continue
		case unicode.Is(unicode.M, r):
			if marks++; marks > maxMarks {
				continue
			}
		default:
			marks = 0
		}
		if b.Len()+utf8.RuneLen(r) > maxCluster {
			break
		}
		b.WriteRune(r)
	}
	return strings.TrimRight(b.String(), string(zwj)) // it would join what the next cell holds
}

// pictured: the emoji variation selector means something after r.
func pictured(r rune) bool {
	return r >= 0x203c || r == '#' || r == '*' || r >= '0' && r <= '9' || r == '©' || r == '®'
}

// hidden: r shows nothing, or changes how other text is shown.
func hidden(r rune) bool {
	switch {
	case r < 0x7f:
		return r < ' '
	case r >= 0xe0000 && r <= 0xe0fff: // tags and the variation selectors behind them
		return true
	case r == 0x034f, r == 0x115f, r == 0x1160, r == 0x17b4, r == 0x17b5, r >= 0x180b && r <= 0x180f,
		r == 0x2065, r == 0x3164, r == 0xffa0, r >= 0xfff0 && r <= 0xfff8:
		return true
	}
	return unicode.In(r, unicode.Cc, unicode.Cf)
}

// Width is how many cells Print needs for s.
func Width(s string) int {
	x := 0
	for len(s) > 0 {
		_, w, n := glyph(s)
		x, s = x+w, s[n:]
	}
	return x
}

// cut is the longest beginning of s that fits into w cells, and whether that is all of it.
func cut(s string, w int) (string, bool) {
	for i := 0; i < len(s); {
		_, gw, n := glyph(s[i:])
		if w -= gw; w < 0 {
			return s[:i], false
		}
		i += n
	}
	return s, true
}

// Clip is s if it fits into w cells, else as much as fits with the ellipsis behind it.
func Clip(s string, w int, ellipsis string) string {
	if w <= 0 {
		return ""
	}
	if whole, ok := cut(s, w); ok {
		return whole
	}
	ellipsis, _ = cut(ellipsis, w)
	s, _ = cut(s, w-Width(ellipsis))
	return strings.TrimRight(s, " ") + ellipsis
}

// plain is what Print would show of s in w cells, for where there are no cells.
func plain(s string, w int) string {
	var b strings.Builder
	for s, _ = cut(s, w); len(s) > 0; {
		g, _, n := glyph(s)
		b.WriteString(g)
		s = s[n:]
	}
	return b.String()
}
