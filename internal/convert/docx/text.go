package docx

import (
	"encoding/xml"
	"fmt"
	"strings"
	"unicode"

	"convene/internal/text"
)

// script is how a run of text has to be marked, so that a word processor takes the right font, size and direction.
type script int

const (
	noScript script = iota // as its neighbours: spaces, digits, punctuation
	latin                  // and all that is written like it
	rtlScript
	eastAsian
)

func scriptOf(r rune) script {
	switch {
	case unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko):
		return rtlScript
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo), r >= 0x3000 && r <= 0x303F, r >= 0xFF00 && r <= 0xFFEF:
		return eastAsian
	case unicode.IsLetter(r):
		return latin
	}
	return noScript
}

// base is the direction of a paragraph: that of its first letter, else that of the document.
func (b *body) base(text string) script {
	for _, r := range text {
		switch scriptOf(r) {
		case rtlScript:
			return rtlScript
		case latin, eastAsian:
			return latin
		case noScript:
		}
	}
	if b.rtl {
		return rtlScript
	}
	return latin
}

func (b *body) runs(text string) string { return b.styled(text, "") }

// styled cuts a text into runs, each in one script. What is of no script stands with its neighbours where both are of the
// same one, else with the paragraph.
func (b *body) styled(text, style string) string {
	var out strings.Builder
	base := b.base(text)
	rs := []rune(text)
	marks := make([]script, len(rs))
	for i, r := range rs {
		marks[i] = scriptOf(r)
	}
	for i := 0; i < len(rs); {
		if marks[i] != noScript {
			i++
			continue
		}
		end := i
		for end < len(rs) && marks[end] == noScript {
			end++
		}
		as := base
		if i > 0 && end < len(rs) && marks[i-1] == marks[end] {
			as = marks[end]
		}
		for ; i < end; i++ {
			marks[i] = as
		}
	}
	for i := 0; i < len(rs); {
		end := i
		for end < len(rs) && marks[end] == marks[i] {
			end++
		}
		out.WriteString(run(string(rs[i:end]), marks[i], style))
		i = end
	}
	return out.String()
}

func run(text string, s script, style string) string {
	var props strings.Builder
	if style != "" {
		fmt.Fprintf(&props, `<w:rStyle w:val="%s"/>`, style)
	}
	switch s {
	case eastAsian:
		fmt.Fprintf(&props, `<w:rFonts w:hint="eastAsia"/><w:lang w:eastAsia="%s"/>`, eastern(text))
	case rtlScript:
		fmt.Fprintf(&props, `<w:rtl/><w:lang w:bidi="%s"/>`, semitic(text))
	case noScript, latin:
	}
	if props.Len() > 0 {
		return `<w:r><w:rPr>` + props.String() + `</w:rPr>` + words(text) + `</w:r>`
	}
	return `<w:r>` + words(text) + `</w:r>`
}

// words is text with its breaks.
func words(text string) string {
	var out strings.Builder
	for i, l := range strings.Split(text, "\n") {
		if i > 0 {
			out.WriteString("<w:br/>")
		}
		if l != "" {
			out.WriteString(`<w:t xml:space="preserve">` + escape(l) + `</w:t>`)
		}
	}
	return out.String()
}

// eastern guesses the language of a text by its script, for the choice of a font.
func eastern(text string) string {
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			return "ja-JP"
		case unicode.Is(unicode.Hangul, r):
			return "ko-KR"
		}
	}
	return "zh-CN"
}

func semitic(text string) string {
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Hebrew, r) }) {
		return "he-IL"
	}
	return "ar-SA"
}

// escape is text between tags and in attributes.
func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return b.String()
}

// line is text on one line.
func line(s string) string { return text.Words(fit(s)) }

// lines is text whose breaks are kept.
func lines(s string) string { return strings.Join(parts(s), "\n\n") }

// parts are the paragraphs of a text. Single breaks stay in them.
func parts(s string) []string {
	var out []string
	for _, p := range text.Paragraphs(fit(s)) {
		out = append(out, strings.Join(p, "\n"))
	}
	return out
}

// fit takes out what is no text, what XML does not take, and what turns text around.
func fit(s string) string {
	return strings.Map(func(r rune) rune {
		if r == 0xFFFE || r == 0xFFFF || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 {
			return -1
		}
		return r
	}, text.Plain(s))
}

// language is a language tag, en where there is none that can be one.
func language(s string) string {
	if s == "" || strings.ContainsFunc(s, func(r rune) bool {
		return r != '-' && (r >= unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r))
	}) {
		return "en"
	}
	return s
}

func rightToLeft(language string) bool {
	tongue, _, _ := strings.Cut(strings.ToLower(language), "-")
	switch tongue {
	case "ar", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi", "dv", "ckb":
		return true
	}
	return false
}
