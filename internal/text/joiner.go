package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	zwnj = '\u200c'
	zwj  = '\u200d'
	vs16 = '\ufe0f' // asks for the emoji form of the rune before it
)

// settling walks over text once and decides, by what was kept before and what comes next, on marks and joiners.
type settling struct {
	out     strings.Builder
	typing  bool
	prev    rune // last rune kept, 0 at the start
	base    rune // last rune kept that is no mark, modifier or joiner
	pending rune // a joiner that waits for what follows it
	marks   int  // since base
	joined  int  // joiners in the emoji that base belongs to
}

// settle drops marks without a base, marks beyond the fourth, and joiners where no script or emoji needs them.
func settle(s string, typing bool) string {
	w := settling{typing: typing}
	w.out.Grow(len(s))
	for i, r := range s {
		switch {
		case r == zwj || r == zwnj:
			if w.pending == 0 && (w.mayJoin() || typing && w.prev == 0) {
				w.pending = r
			}
		case r == vs16:
			w.form(s[i+utf8.RuneLen(r):])
		case mark(r):
			w.mark(r)
		default:
			w.start(r)
		}
	}
	if w.pending != 0 && typing {
		w.out.WriteRune(w.pending)
	}
	return w.out.String()
}

func (w *settling) mayJoin() bool {
	return pictograph(w.base) || joins(w.base)
}

func (w *settling) keep(r rune) {
	w.out.WriteRune(r)
	w.prev = r
}

// form keeps U+FE0F right after a pictograph, or after a digit, # or * that becomes a keycap with what follows.
func (w *settling) form(rest string) {
	if w.pending != 0 || w.prev != w.base {
		return
	}
	keycap := strings.ContainsRune("0123456789#*", w.base) && strings.HasPrefix(rest, "\u20e3")
	if keycap || pictograph(w.base) {
		w.keep(vs16)
	}
}

func (w *settling) mark(r rune) {
	if w.base == 0 && !w.typing || w.base == ' ' || w.base == '\n' || w.marks >= maxMarks {
		return
	}
	if w.pending != 0 { // Bengali and Malayalam put a joiner before a virama; nobody else joins a mark
		if norm.NFC.PropertiesString(string(r)).CCC() == 9 && joins(w.base) {
			w.keep(w.pending)
		}
		w.pending = 0
	}
	w.marks++
	w.keep(r)
}

func (w *settling) start(r rune) {
	if p := w.pending; p != 0 {
		w.pending = 0
		switch {
		case w.prev == 0, joins(w.base) && joins(r):
			w.keep(p)
		case p == zwj && pictograph(w.base) && pictograph(r) && w.joined < maxJoined:
			w.joined++
			w.keep(p)
		default:
			w.joined = 0
		}
	} else {
		w.joined = 0
	}
	w.base, w.marks = r, 0
	w.keep(r)
}

// mark says that r sits on the rune before it: a combining mark or a skin tone.
func mark(r rune) bool {
	if r < 0x300 {
		return false
	}
	return unicode.Is(unicode.M, r) || r >= 0x1F3FB && r <= 0x1F3FF || norm.NFC.PropertiesString(string(r)).CCC() != 0
}

// joins says that r is a letter of a script in which a joiner changes what is read: Arabic, the scripts of India and
// their kin. In the others it is invisible, so it only serves to make two equal words differ.
func joins(r rune) bool {
	return r >= 0x600 && unicode.IsLetter(r) && !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic,
		unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo, unicode.Georgian,
		unicode.Ethiopic, unicode.Cherokee, unicode.Thai, unicode.Lao, unicode.Common)
}

// pictograph says that r can have an emoji form or be a part of a joined emoji.
func pictograph(r rune) bool {
	switch {
	case r < 0x203C:
		return r == '©' || r == '®'
	case r <= 0x2BFF:
		return r == '‼' || r == '⁉' || r == '™' || r == 'ℹ' || r >= 0x2190 && r <= 0x21FF || r >= 0x2300 && r <= 0x23FF ||
			r == 'Ⓜ' || r >= 0x25A0 && r <= 0x27BF || r >= 0x2900 && r <= 0x297F || r >= 0x2B00
	case r <= 0x1EFFF:
		return r == '〰' || r == '〽' || r == '㊗' || r == '㊙'
	}
	return r <= 0x1FAFF && (r < 0x1F1E6 || r > 0x1F1FF)
}
