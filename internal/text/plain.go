package text

import (
	"strings"
	"unicode"
)

// Plain takes out what is no text, for documents that others read: control characters but line breaks and tabs, and bytes
// that are no UTF-8. It makes one sort of line break.
func Plain(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\u0085", "\n").Replace(strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s)
}

// Words is text on one line, one space between its words.
func Words(s string) string { return strings.Join(strings.Fields(Plain(s)), " ") }

// Paragraphs are the paragraphs of a text, each with its lines: an empty line parts them, a single break stays in one.
func Paragraphs(s string) [][]string {
	var out [][]string
	more := false // the line before goes on here
	for l := range strings.SplitSeq(Plain(s), "\n") {
		switch l = Words(l); {
		case l == "":
			more = false
		case more:
			out[len(out)-1] = append(out[len(out)-1], l)
		default:
			out, more = append(out, []string{l}), true
		}
	}
	return out
}
