package paint

import "strings"

// notFirst are signs that do not begin a line where lines may break between any two wide characters.
const notFirst = "、。，．・：；？！）」』】〕〉》ー々…"

// Wrap breaks s into lines of at most w cells, at spaces, after hyphens and between wide characters; what is longer
// than a line is broken where it is full. Newlines in s are kept. There is always at least one line. A wide
// character that is to fit into one cell becomes a replacement sign.
func Wrap(s string, w int) []string {
	w = max(w, 1)
	var lines []string
	for p := range strings.SplitSeq(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
		l := wrapper{s: p, w: w, out: lines, end: -1}
		lines = l.run()
	}
	return lines
}

// wrapper breaks one paragraph. The line at hand begins at start and is x cells wide so far; it may end at end (-1: it
// may not), and the next one then begins at next.
type wrapper struct {
	s                string
	w                int
	out              []string
	start, end, next int
	x, nextX         int  // nextX: what x was at next
	inked            bool // the line has more than spaces
	ink              int  // behind the last of what is more
}

func (l *wrapper) run() []string {
	for i := 0; i < len(l.s); {
		g, w, n := glyph(l.s[i:])
		if g == " " {
			l.space(i, n)
		} else if l.fit(i, w) {
			l.x += w
			if (g == "-" && l.inked || w == 2) && !sticks(l.s[i+n:]) {
				l.end, l.next, l.nextX = i+n, i+n, l.x
			}
			l.inked, l.ink = true, i+n
		} else {
			l.out = append(l.out, string(unknown)) // a wide character, and one cell
			l.start, l.x, l.end, l.inked = i+n, 0, -1, false
		}
		i += n
	}
	if l.start < len(l.s) || l.start == 0 {
		l.out = append(l.out, l.s[l.start:max(l.start, l.ink)])
	}
	return l.out
}

func (l *wrapper) space(i, n int) {
	switch {
	case !l.inked:
	case l.end >= 0 && l.next == i && l.next > l.end: // more spaces after the one
		l.next, l.nextX = i+n, l.x+1
	default:
		l.end, l.next, l.nextX = i, i+n, l.x+1
	}
	l.x++
}

// fit makes room for w cells at i, by breaking before or at i; false: there is no room in a whole line.
func (l *wrapper) fit(i, w int) bool {
	if w == 2 && l.inked && l.next < i && !sticks(l.s[i:]) {
		l.end, l.next, l.nextX = i, i, l.x
	}
	for l.x+w > l.w {
		switch {
		case l.end >= 0 && l.inked:
			l.line(l.end, l.next, l.nextX)
		case l.inked:
			l.line(i, i, l.x)
		case l.x > 0: // nothing but an indent too deep for this width
			l.start, l.x = i, 0
		default:
			return false
		}
	}
	return true
}

// line ends the line at end and begins the next one at next, where x was nextX.
func (l *wrapper) line(end, next, nextX int) {
	l.out = append(l.out, l.s[l.start:end])
	l.start, l.end = next, -1
	l.x -= nextX
	l.inked = l.ink > next
}

// sticks: s begins with a sign that stays on the line of what is before it.
func sticks(s string) bool {
	for _, r := range s {
		return strings.ContainsRune(notFirst, r)
	}
	return false
}
