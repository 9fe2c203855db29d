package csv

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Write writes a table as RFC 4180 has it, lines ended by CRLF, with the byte order mark by which Excel knows UTF-8.
// Line breaks within a cell are written as \n. A row of no cells is left out. It fails where w fails, and on an empty
// header.
//
// No spreadsheet runs a formula of it. An apostrophe goes before =, +, -, @, their full-width forms, an apostrophe, and
// a leading tab or line break, where a cell begins, and also after each line break, semicolon, tab or bar within one:
// there a program begins a cell that takes that for the separator, as Excel does in much of Europe. Read takes the
// apostrophes away again, so that cells of valid UTF-8 without control characters (but \n) come back as they were.
func Write(w io.Writer, header []string, rows [][]string) error {
	if len(header) == 0 {
		return errors.New("a table needs a header")
	}
	out := bufio.NewWriter(w)
	if _, err := out.WriteString("\uFEFF"); err != nil {
		return err
	}
	writeRow(out, header)
	for _, r := range rows {
		if len(r) > 0 {
			writeRow(out, r)
		}
	}
	return out.Flush() // a bufio.Writer keeps its first error
}

func writeRow(out *bufio.Writer, cells []string) {
	blank := true
	for i, c := range cells {
		c = guard(tidy(c))
		blank = blank && c == ""
		if i > 0 {
			_ = out.WriteByte(',')
		}
		if blank && i == len(cells)-1 || quotes(c) { // a quotation, if an empty one: not a blank line, to be skipped
			c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
		}
		_, _ = out.WriteString(c)
	}
	_, _ = out.WriteString("\r\n")
}

// tidy takes out what is no text, whoever let it in.
func tidy(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// quotes says that a cell must stand in quotation marks: also where that only tells a reader that guesses that these
// characters part nothing.
func quotes(c string) bool {
	return strings.ContainsAny(c, ",;\t|\"\r\n") || strings.TrimSpace(c) != c ||
		len(c) >= 4 && strings.EqualFold(c[:4], "sep=")
}

const breaks = "\r\n;\t|" // where some program may begin a cell

// guard puts an apostrophe before whatever a spreadsheet could take for a formula.
func guard(s string) string {
	return parts(s, func(b *strings.Builder, part string, first bool) string {
		if risky(part, first) {
			b.WriteByte('\'')
		}
		return part
	})
}

// unguard is the inverse of guard, and leaves alone the apostrophes of others: O'Brien, 'tis.
func unguard(s string) string {
	if !strings.Contains(s, "'") {
		return s
	}
	return parts(s, func(_ *strings.Builder, part string, first bool) string {
		if part[0] == '\'' && risky(part[1:], first) {
			return part[1:]
		}
		return part
	})
}

// parts gives f what begins at the start of s and after each break, together with all that follows, and joins what f
// makes of it. f may write something before it, or return it without its first byte, which is no break.
func parts(s string, f func(b *strings.Builder, part string, first bool) string) string {
	var b strings.Builder
	b.Grow(len(s) + 1)
	for first := true; s != ""; first = false {
		s = f(&b, s, first)
		n := strings.IndexAny(s, breaks) + 1
		if n == 0 {
			n = len(s)
		}
		b.WriteString(s[:n])
		s = s[n:]
	}
	return b.String()
}

// risky says that a part of a cell, the first or a later one, needs an apostrophe before it: that it begins with one, or,
// after blanks, quotation marks and what is invisible, with what begins a formula.
func risky(part string, first bool) bool {
	if strings.HasPrefix(part, "'") {
		return true
	}
	for _, r := range part {
		switch {
		case r == '\t' || r == '\r' || r == '\n':
			return first
		case r == '"' || unicode.IsSpace(r) || unicode.Is(unicode.Cf, r):
		default:
			return strings.ContainsRune("=+-@＝＋－＠﹦﹢﹣﹫", r) && r != utf8.RuneError
		}
	}
	return false
}
