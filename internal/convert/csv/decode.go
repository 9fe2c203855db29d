package csv

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

const saveAs = " not a CSV file. In Excel choose File › Save as › CSV UTF-8."

// decode makes valid UTF-8 of the bytes of a file, without a byte order mark, or says why it is no text.
func decode(b []byte) (string, error) {
	if err := refuse(b); err != nil {
		return "", err
	}
	var s string
	switch {
	case bytes.HasPrefix(b, []byte("\xEF\xBB\xBF")):
		s = strings.ToValidUTF8(string(b[3:]), "\uFFFD")
	case bytes.HasPrefix(b, []byte("\xFF\xFE")):
		s = decode16(b[2:], binary.LittleEndian)
	case bytes.HasPrefix(b, []byte("\xFE\xFF")):
		s = decode16(b[2:], binary.BigEndian)
	case wide(b, 1):
		s = decode16(b, binary.LittleEndian)
	case wide(b, 0):
		s = decode16(b, binary.BigEndian)
	case mostlyUTF8(b):
		s = strings.ToValidUTF8(string(b), "\uFFFD")
	default:
		s = decode1252(b)
	}
	if !isText(s) {
		return "", Problem("This is not a CSV file: it holds bytes that are not text. Open it in the program that made it and save it as CSV there.")
	}
	return s, nil
}

// refuse says what a file is that cannot be read as text.
func refuse(b []byte) error {
	switch {
	case len(b) == 0:
		return empty
	case len(b) > MaxBytes:
		return Problem("This file is larger than 20 MB. Split it, or leave out the rows and columns that are not needed.")
	case bytes.HasPrefix(b, []byte("PK")) && len(b) > 30 && bytes.HasPrefix(b[30:], []byte("mimetypeapplication/vnd.oasis.opendocument")):
		return Problem("This is an OpenDocument spreadsheet, not a CSV file. In LibreOffice choose File › Save As › Text CSV.")
	case bytes.HasPrefix(b, []byte("PK\x03\x04")), bytes.HasPrefix(b, []byte("PK\x05\x06")):
		return Problem("This is an Excel workbook," + saveAs)
	case bytes.HasPrefix(b, []byte("\xD0\xCF\x11\xE0")):
		return Problem("This is an old or password-protected Excel workbook," + saveAs)
	}
	return nil
}

// wide says that b is obviously UTF-16 without a mark: every second byte, the one at rest, is often zero, the others never.
func wide(b []byte, rest int) bool {
	b = b[:min(len(b), 4096)&^1]
	zero := 0
	for i, c := range b {
		if c == 0 {
			if i%2 != rest {
				return false
			}
			zero++
		}
	}
	return zero > 1 && zero*6 >= len(b)
}

func decode16(b []byte, order binary.ByteOrder) string {
	var s strings.Builder
	s.Grow(len(b))
	for ; len(b) > 1; b = b[2:] {
		r := rune(order.Uint16(b))
		if utf16.IsSurrogate(r) {
			low := rune(0)
			if len(b) > 3 {
				low = rune(order.Uint16(b[2:]))
			}
			if r = utf16.DecodeRune(r, low); r != utf8.RuneError {
				b = b[2:]
			}
		}
		s.WriteRune(r)
	}
	return s.String()
}

// mostlyUTF8 says that b is UTF-8, give or take a few damaged characters. Windows-1252 hardly ever looks like it.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			bad++
		} else if n > 1 {
			good++
		}
		b = b[n:]
	}
	return bad == 0 || good > bad
}

func decode1252(b []byte) string {
	var s strings.Builder
	s.Grow(len(b) + len(b)/8)
	for _, c := range b {
		s.WriteRune(charmap.Windows1252.DecodeByte(c))
	}
	return s.String()
}

// isText says that s has no NUL and hardly any other control characters.
func isText(s string) bool {
	controls := 0
	for i := range len(s) {
		switch c := s[i]; {
		case c == 0:
			return false
		case c < ' ' && c != '\t' && c != '\n' && c != '\r', c == 0x7F:
			controls++
		}
	}
	return controls <= 2+len(s)/100
}
