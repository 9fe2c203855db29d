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

// letter is the five rows of pixels of a large letter, false where there is none.
func letter(r rune) ([]string, bool) {
	switch r {
	case ' ':
		return []string{"..", "..", "..", "..", ".."}, true
	case '’':
		r = '\''
	case '–', '—':
		r = '-'
	}
	_, rest, ok := strings.Cut(letters, "\n"+string(unicode.ToUpper(r))+" ")
	if !ok {
		return nil, false
	}
	line, _, _ := strings.Cut(rest, "\n")
	return strings.Fields(line), true
}

// largeRows is how many rows of cells a line of large letters takes, the space under it too.
const largeRows = 4

// Large is text in large letters, as lines of cells w cells wide at most, words not parted. It is false where a letter has
// no large one, a word is too long, or it takes more than rows rows: then write it as usual.
func Large(text string, w, rows int, ascii bool) ([]string, bool) {
	height := largeRows
	if ascii {
		height = 6
	}
	var out []string
	var line [5]string
	flush := func() {
		out = append(out, cells(line, ascii)...)
		line = [5]string{}
	}
	for word := range strings.FieldsSeq(text) {
		px, ok := pixels(word)
		if !ok || len(px[0]) > w {
			return nil, false
		}
		if line[0] != "" && len(line[0])+3+len(px[0]) > w {
			flush()
		}
		for i := range line {
			if line[i] != "" {
				line[i] += "..."
			}
			line[i] += px[i]
		}
	}
	if line[0] != "" {
		flush()
	}
	return out, len(out) > 0 && len(out) <= rows && len(out)%height == 0
}

// pixels are the rows of pixels of a word.
func pixels(word string) ([5]string, bool) {
	var out [5]string
	for _, r := range word {
		px, ok := letter(r)
		if !ok {
			return out, false
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

// cells turns five rows of pixels into rows of cells, with an empty one under them.
func cells(px [5]string, ascii bool) []string {
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
