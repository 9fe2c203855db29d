package paint

import (
	"fmt"
	"image/color"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
)

const (
	cellW, cellH = 9, 20                                                                                                        // pixels of a cell
	fontSize     = 15                                                                                                           // pixels
	baseline     = 15                                                                                                           // pixels from the top of a cell
	margin       = 16                                                                                                           // pixels around the screen
	fontStack    = "ui-monospace, Cascadia Mono, JetBrains Mono, Menlo, Consolas, DejaVu Sans Mono, Liberation Mono, monospace" // unquoted: not every renderer reads quotes in a list
)

// SVG is the frame as a picture for documents. fg and bg stand for the terminal's own colours.
func (f *Frame) SVG(fg, bg color.Color) string {
	s := svg{f: f, fg: fg, bg: bg}
	w, h := f.w*cellW+2*margin, f.h*cellH+2*margin
	s.add(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d">`+"\n", w, h, w, h)
	s.add(`<rect width="%d" height="%d" rx="8" fill="%s"/>`+"\n", w, h, hex(bg))
	s.add(`<g transform="translate(%d %d)" font-family="%s" font-size="%d" fill="%s" xml:space="preserve">`+"\n", margin, margin, fontStack, fontSize, hex(fg))
	for y := range f.h {
		s.row(y, s.ground)
	}
	for y := range f.h {
		s.row(y, s.text)
	}
	s.b.WriteString("</g>\n</svg>\n")
	return s.b.String()
}

type svg struct {
	f      *Frame
	fg, bg color.Color
	b      strings.Builder
}

func (s *svg) add(format string, args ...any) { fmt.Fprintf(&s.b, format, args...) }

// row cuts a row into runs that look alike, and draws each.
func (s *svg) row(y int, draw func(x, y int, run []Cell)) {
	row := s.f.rows[y]
	for x := 0; x < len(row); {
		n := x + 1
		for n < len(row) && joins(row[x], row[n]) {
			n++
		}
		draw(x, y, row[x:n])
		x = n
	}
}

// joins: b is drawn together with a, which stands before it.
func joins(a, b Cell) bool {
	if b.W == 0 {
		return true
	}
	if shape(a.R) || shape(b.R) {
		return a == b && (a.R == '─' || a.R == '█')
	}
	return a.S == b.S && a.W == 1 && b.W == 1
}

// colours are what a style comes to: text and ground, which may be the terminal's own.
func (s *svg) colours(u uv.Style) (fg, bg color.Color) {
	fg, bg = u.Fg, u.Bg
	if fg == nil {
		fg = s.fg
	}
	if bg == nil {
		bg = s.bg
	}
	if u.Attrs&uv.AttrReverse != 0 {
		fg, bg = bg, fg
	}
	return fg, bg
}

func (s *svg) ground(x, y int, run []Cell) {
	if _, bg := s.colours(s.f.tints().of(run[0].S).uv); hex(bg) != hex(s.bg) {
		s.add(`<rect x="%d" y="%d" width="%d" height="%d" fill="%s"/>`+"\n", x*cellW, y*cellH, len(run)*cellW, cellH, hex(bg))
	}
}

func (s *svg) text(x, y int, run []Cell) {
	u := s.f.tints().of(run[0].S).uv
	var b []byte
	for _, k := range run {
		if k.W > 0 {
			b = s.f.pal.appendText(b, k)
		}
	}
	blank := strings.Trim(string(b), " ") == ""
	if blank && u.Underline == 0 && u.Attrs&uv.AttrStrikethrough == 0 || u.Attrs&uv.AttrConceal != 0 {
		return
	}
	fg, _ := s.colours(u)
	if shape(run[0].R) {
		s.shape(run[0].R, x*cellW, y*cellH, len(run), fg, u)
		return
	}
	attrs := attributes(u)
	if fill := hex(fg); fill != hex(s.fg) {
		attrs += ` fill="` + fill + `"`
	}
	// The length keeps columns true whatever font there is.
	s.add(`<text x="%d" y="%d" textLength="%d" lengthAdjust="spacingAndGlyphs"%s>%s</text>`+"\n",
		x*cellW, y*cellH+baseline, len(run)*cellW, attrs, escape(string(b)))
}

func attributes(u uv.Style) (attrs string) {
	if u.Attrs&uv.AttrBold != 0 {
		attrs += ` font-weight="bold"`
	}
	if u.Attrs&uv.AttrFaint != 0 {
		attrs += ` opacity="0.6"`
	}
	if u.Attrs&uv.AttrItalic != 0 {
		attrs += ` font-style="italic"`
	}
	var lines []string
	if u.Underline != 0 {
		lines = append(lines, "underline")
	}
	if u.Attrs&uv.AttrStrikethrough != 0 {
		lines = append(lines, "line-through")
	}
	if len(lines) > 0 {
		attrs += ` text-decoration="` + strings.Join(lines, " ") + `"`
	}
	return attrs
}

func escape(s string) string {
	s = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", " ", "\u00a0").Replace(s) // blanks at the ends stay
	return s
}

func hex(c color.Color) string {
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

// arms are the ways that a line goes from the middle of a cell: left, right, up, down.
const armLeft, armRight, armUp, armDown = 1, 2, 4, 8

func arms(r rune) int {
	switch r {
	case '─':
		return armLeft | armRight
	case '│':
		return armUp | armDown
	case '┌', '╭':
		return armRight | armDown
	case '┐', '╮':
		return armLeft | armDown
	case '└', '╰':
		return armRight | armUp
	case '┘', '╯':
		return armLeft | armUp
	case '├':
		return armUp | armDown | armRight
	case '┤':
		return armUp | armDown | armLeft
	case '┬':
		return armLeft | armRight | armDown
	case '┴':
		return armLeft | armRight | armUp
	case '┼':
		return armLeft | armRight | armUp | armDown
	}
	return 0
}

// shape: r is drawn as lines or areas that meet those of the next cells, which letters of a font would not.
func shape(r rune) bool { return arms(r) != 0 || r >= '▀' && r <= '▐' }

// shape draws n cells of r.
func (s *svg) shape(r rune, x, y, n int, fg color.Color, u uv.Style) {
	opacity := ""
	if u.Attrs&uv.AttrFaint != 0 {
		opacity = ` opacity="0.6"`
	}
	if a := arms(r); a != 0 {
		mx, my := float64(x)+cellW/2.0, float64(y)+cellH/2.0
		var path strings.Builder
		for _, arm := range []struct {
			bit  int
			x, y float64
		}{{armLeft, float64(x), my}, {armRight, float64(x + n*cellW), my}, {armUp, mx, float64(y)}, {armDown, mx, float64(y + cellH)}} {
			if a&arm.bit != 0 {
				fmt.Fprintf(&path, "M%g %gL%g %g", mx, my, arm.x, arm.y)
			}
		}
		width := "1.2"
		if u.Attrs&uv.AttrBold != 0 {
			width = "2"
		}
		s.add(`<path d="%s" stroke="%s" stroke-width="%s" stroke-linecap="square"%s/>`+"\n", path.String(), hex(fg), width, opacity)
		return
	}
	bx, by, bw, bh := block(r)
	s.add(`<rect x="%g" y="%g" width="%g" height="%g" fill="%s"%s/>`+"\n", float64(x)+bx*cellW, float64(y)+by*cellH, bw*cellW*float64(n), bh*cellH, hex(fg), opacity)
}

// block is the part of a cell that a block element covers.
func block(r rune) (x, y, w, h float64) {
	switch {
	case r == '▀':
		return 0, 0, 1, 0.5
	case r >= '▁' && r <= '█':
		h = float64(r-'▁'+1) / 8
		return 0, 1 - h, 1, h
	case r >= '▉' && r <= '▏':
		return 0, 0, float64('▏'-r+1) / 8, 1
	}
	return 0.5, 0, 0.5, 1 // '▐'
}
