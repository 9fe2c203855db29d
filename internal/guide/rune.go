package guide

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"
)

const (
	zwnj     = 0x200C // joiners that some scripts cannot do without
	zwj      = 0x200D
	bom      = 0xFEFF
	maxMarks = 4 // combining marks on one letter
	maxLine  = 4096
)

// unfit names the first thing in s that must not reach a terminal; empty where there is none.
func unfit(s string) string {
	marks := 0
	for _, r := range s {
		switch {
		case r == zwnj || r == zwj:
		case r == utf8.RuneError:
			return "a letter that is not UTF-8"
		case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Zl, r), unicode.Is(unicode.Zp, r),
			unicode.Is(unicode.Co, r):
			return fmt.Sprintf("a sign that cannot be shown (U+%04X)", r)
		}
		marks++
		if !unicode.In(r, unicode.Mn, unicode.Me) {
			marks = 0
		}
		if marks > maxMarks {
			return "a pile of accents on one letter"
		}
	}
	return ""
}

// count is how many characters a person sees, nearly: marks and joiners do not count.
func count(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
			n++
		}
	}
	return n
}

// clean makes a file's bytes ready to be parsed, or says in which line something is wrong.
func clean(source []byte) (out []byte, line int, bad string) {
	out = bytes.TrimPrefix(source, []byte(string(rune(bom))))
	out = bytes.ReplaceAll(out, []byte("\r\n"), []byte("\n"))
	out = bytes.ReplaceAll(out, []byte("\r"), []byte("\n"))
	for i, l := range bytes.Split(out, []byte("\n")) {
		if !utf8.Valid(l) || bytes.IndexByte(l, 0) >= 0 {
			return nil, i + 1, "this line is not UTF-8 text. Save the file as plain text in UTF-8."
		}
		if len(l) > maxLine {
			return nil, i + 1, fmt.Sprintf("this line has more than %d bytes. Break it into shorter ones.", maxLine)
		}
		if bad := unfit(string(bytes.ReplaceAll(l, []byte("\t"), []byte(" ")))); bad != "" {
			return nil, i + 1, "there is " + bad + " in this line. Delete it."
		}
	}
	return out, 0, ""
}
