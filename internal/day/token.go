package day

import (
	"strings"
	"unicode"
)

// tokens parts what was typed into words, in lower case and without those that mean nothing here. "5dec" and "5-dec" are
// two words, "5th", "5." and "12/5" one.
func tokens(typed string) []string {
	var out []string
	for _, field := range strings.FieldsFunc(strings.ToLower(typed), func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == ';' }) {
		field = strings.Trim(field, `'’"()`)
		switch {
		case field == "" || filler(field):
		case strings.HasPrefix(field, "-") || !strings.ContainsFunc(field, unicode.IsLetter):
			out = append(out, field)
		default:
			for _, run := range runs(field) {
				if !filler(run) {
					out = append(out, run)
				}
			}
		}
	}
	return out
}

func filler(word string) bool {
	switch word {
	case "on", "by", "due", "the", "of", "until", "till":
		return true
	}
	return false
}

// runs parts a word where letters meet digits or anything else, and keeps "5th" whole.
func runs(word string) []string {
	var out []string
	kind := func(r rune) int {
		switch {
		case r >= '0' && r <= '9':
			return 1
		case unicode.IsLetter(r):
			return 2
		}
		return 0
	}
	last := 0
	for _, r := range word {
		k := kind(r)
		if k != 0 && k != last {
			out = append(out, "")
		}
		if k != 0 {
			out[len(out)-1] += string(r)
		}
		last = k
	}
	for i := len(out) - 1; i > 0; i-- {
		switch out[i] {
		case "st", "nd", "rd", "th":
			if kind(rune(out[i-1][0])) == 1 {
				out[i-1] += out[i]
				out = append(out[:i], out[i+1:]...)
			}
		}
	}
	return out
}
