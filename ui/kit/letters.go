package kit

import (
	"strings"
	"unicode"

	"convene/ui/paint"
)

// letters are the large letters: a letter, then its five rows of pixels. Two rows of pixels make one row of cells.
const letters = `
A .#. #.# ### #.# #.#
B ##. #.# ##. #.# ##.
C .## #.. #.. #.. .##
D ##. #.# #.# #.# ##.
E ### #.. ##. #.. ###
F ### #.. ##. #.. #..
G .## #.. #.# #.# .##
H #.# #.# ### #.# #.#
I # # # # #
J ..# ..# ..# #.# .#.
K #.# #.# ##. #.# #.#
L #.. #.. #.. #.. ###
M #...# ##.## #.#.# #...# #...#
N #..# ##.# #.## #..# #..#
O .#. #.# #.# #.# .#.
P ##. #.# ##. #.. #..
Q .##. #..# #..# #.#. .#.#
R ##. #.# ##. #.# #.#
S .## #.. .#. ..# ##.
T ### .#. .#. .#. .#.
U #.# #.# #.# #.# .##
V #.# #.# #.# #.# .#.
W #...# #...# #.#.# ##.## #...#
X #.# #.# .#. #.# #.#
Y #.# #.# .#. .#. .#.
Z ### ..# .#. #.. ###
0 ### #.# #.# #.# ###
1 .# ## .# .# .#
2 ##. ..# .#. #.. ###
3 ##. ..# .#. ..# ##.
4 #.# #.# ### ..# ..#
5 ### #.. ##. ..# ##.
6 .## #.. ### #.# ###
7 ### ..# ..# .#. .#.
8 ### #.# ### #.# ###
9 ### #.# ### ..# ##.
. . . . . #
, .. .. .. .# #.
: . # . # .
! # # # . #
? ##. ..# .#. ... .#.
- ... ... ### ... ...
' # # . . .
& .#. #.# .#. #.# .##
/ ..# ..# .#. #.. #..
+ ... .#. ### .#. ...
`

// small are the small letters, for what has to be typed as it stands: a letter, then its rows, one of them below the line.
const small = `
a ... ##. .## #.# ### ...
b #.. ##. #.# #.# ##. ...
c ... .## #.. #.. .## ...
d ..# .## #.# #.# .## ...
e ... .#. ### #.. .## ...
f .## .#. ### .#. .#. ...
g ... .## #.# .## ..# ##.
h #.. ##. #.# #.# #.# ...
i # . # # # .
j ..# ... ..# ..# ..# ##.
k #.. #.# ##. #.# #.# ...
l #. #. #. #. ## ..
m ..... ####. #.#.# #.#.# #.#.# .....
n ... ##. #.# #.# #.# ...
o ... ### #.# #.# ### ...
p ... ##. #.# #.# ##. #..
q ... .## #.# #.# .## ..#
r ... #.# ##. #.. #.. ...
s ... .## #.. ..# ##. ...
t .#. ### .#. .#. .## ...
u ... #.# #.# #.# ### ...
v ... #.# #.# #.# .#. ...
w ..... #.#.# #.#.# #.#.# .#.#. .....
x ... #.# .#. .#. #.# ...
y ... #.# #.# .## ..# ##.
z ... ### ..# #.. ### ...
@ .###. #...# #.### #.### #.... .###.
_ ... ... ... ... ### ...
- ... ... ### ... ... ...
`

// font is how large letters are drawn: rows of pixels.
type font struct {
	rows   int
	letter func(r rune) ([]string, bool)
}

// capitals are the letters of headings.
func capitals() font {
	return font{5, func(r rune) ([]string, bool) {
		switch r {
		case ' ':
			return []string{"..", "..", "..", "..", ".."}, true
		case '’':
			r = '\''
		case '–', '—':
			r = '-'
		}
		return find(letters, unicode.ToUpper(r))
	}}
}

// asTyped tells capitals and small letters apart.
func asTyped() font {
	return font{6, func(r rune) ([]string, bool) {
		if px, ok := find(small, r); ok {
			return px, true
		}
		px, ok := find(letters, r)
		if !ok {
			return nil, false
		}
		return append(px, strings.Repeat(".", len(px[0]))), true
	}}
}

// find is the rows of pixels of a large letter, false where there is none.
func find(in string, r rune) ([]string, bool) {
	_, rest, ok := strings.Cut(in, "\n"+string(r)+" ")
	if !ok {
		return nil, false
	}
	line, _, _ := strings.Cut(rest, "\n")
	return strings.Fields(line), true
}

// Large is text in large letters, as lines of cells w cells wide at most, words not parted. It is false where a letter has
// no large one, a word is too long, or it takes more than rows rows: then write it as usual.
func Large(text string, w, rows int, ascii bool) ([]string, bool) {
	var words []part
	for word := range strings.FieldsSeq(text) {
		words = append(words, part{word, true})
	}
	out, ok := capitals().lines(words, w, ascii)
	return out, ok && len(out) <= rows
}

// Typed is a line to type in large letters, capitals and small ones as they are. It is parted as Parted does, never within a
// word, and false where that does not do.
func Typed(line string, w int, ascii bool) ([]string, bool) {
	return asTyped().lines(parts(line), w, ascii)
}

// Parted is a line to type in lines of w cells at most: parted between words or before an @, within a word only where that
// has no room in a line of its own.
func Parted(line string, w int) []string {
	var out []string
	at := ""
	flush := func() {
		if at != "" {
			out = append(out, at)
		}
		at = ""
	}
	for _, p := range parts(line) {
		gap := ""
		if p.apart && at != "" {
			gap = " "
		}
		if paint.Width(at+gap+p.text) > w {
			flush()
			gap = ""
		}
		if at += gap + p.text; paint.Width(at) > w {
			out, at = append(out, paint.Wrap(at, w)...), ""
		}
	}
	flush()
	return out
}

// part is a piece of a text that stays in one line.
type part struct {
	text  string
	apart bool // there is a space before it
}

// parts are the words of a line to type, and what stands before and from an @ on in one.
func parts(line string) []part {
	var out []part
	for word := range strings.FieldsSeq(line) {
		if i := strings.Index(word, "@"); i > 0 {
			out = append(out, part{word[:i], true}, part{word[i:], false})
			continue
		}
		out = append(out, part{word, true})
	}
	return out
}

// lines lays out text. It is false where a letter is not in the font or a part is too long.
func (f font) lines(text []part, w int, ascii bool) ([]string, bool) {
	var out []string
	line := make([]string, f.rows)
	for _, t := range text {
		px, ok := f.pixels(t.text)
		if !ok || len(px[0]) > w {
			return nil, false
		}
		gap := ""
		switch {
		case line[0] == "":
		case t.apart:
			gap = "..."
		default:
			gap = "."
		}
		if len(line[0])+len(gap)+len(px[0]) > w {
			out, line, gap = append(out, cells(line, ascii)...), make([]string, f.rows), ""
		}
		for i := range line {
			line[i] += gap + px[i]
		}
	}
	if line[0] != "" {
		out = append(out, cells(line, ascii)...)
	}
	return out, len(out) > 0
}

// pixels are the rows of pixels of a word.
func (f font) pixels(word string) ([]string, bool) {
	out := make([]string, f.rows)
	for _, r := range word {
		px, ok := f.letter(r)
		if !ok {
			return nil, false
		}
		for i := range out {
			if out[i] != "" {
				out[i] += "."
			}
			out[i] += px[i]
		}
	}
	return out, true
}

// cells turns rows of pixels into rows of cells, with an empty one under them.
func cells(px []string, ascii bool) []string {
	var out []string
	if ascii {
		for _, l := range px {
			out = append(out, strings.ReplaceAll(l, ".", " "))
		}
		return append(out, "")
	}
	for y := 0; y < len(px); y += 2 {
		var b strings.Builder
		for x := range len(px[y]) {
			below := y+1 < len(px) && px[y+1][x] == '#'
			switch above := px[y][x] == '#'; {
			case above && below:
				b.WriteString("█")
			case above:
				b.WriteString("▀")
			case below:
				b.WriteString("▄")
			default:
				b.WriteString(" ")
			}
		}
		out = append(out, b.String())
	}
	return append(out, "")
}

// Title writes a heading: in large letters where they take rows rows at most, else as usual. It returns the row behind it.
func (a Area) Title(y, rows int, text string, ink paint.Ink, ascii bool) int {
	if lines, ok := Large(text, a.W(), rows, ascii); ok {
		for i, l := range lines {
			a.Print(0, y+i, l, ink)
		}
		return y + len(lines)
	}
	return a.Para(y, a.W(), text, ink)
}
