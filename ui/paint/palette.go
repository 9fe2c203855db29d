package paint

import (
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
)

// Cell is one place on a screen, in 8 bytes, so that screens are copied and compared quickly. Cells of one [Palette]
// that are equal look equal.
type Cell struct {
	R rune   // what it shows; below zero: an interned cluster of several runes
	S uint16 // how: an interned style, 0 is the terminal's own
	W uint16 // cells: 1, 2, or 0 for the right half of a wide one (16 bits, so that cells compare as one word)
}

const (
	chunk       = 256
	maxChunks   = 256
	maxInterned = chunk * maxChunks // styles, and clusters, that one palette holds
)

// Palette keeps the styles and clusters of cells as small numbers. It holds at most 65,536 of each, of at most 64
// bytes a cluster: what comes later is shown plainer, never wrongly. It may be used by many goroutines.
type Palette struct {
	mu       sync.RWMutex
	ids      map[paletteKey]uint16
	texts    map[string]rune
	styles   table[style]
	clusters table[string]
}

// style is a pen: seq sets it from whatever pen was before.
type style struct {
	uv    uv.Style
	seq   string
	plain bool // a blank in it looks like a blank in none
}

// converted marks the keys of styles that need no further conversion.
const converted colorprofile.Profile = 255

type paletteKey struct {
	s uv.Style
	p colorprofile.Profile
}

// table only grows, under its owner's lock. It is read without one: a number reaches its reader after its value.
type table[T any] struct {
	chunks [maxChunks]atomic.Pointer[[chunk]T]
	n      int
}

func (t *table[T]) add(v T) (int, bool) {
	if t.n == maxInterned {
		return 0, false
	}
	c := t.chunks[t.n/chunk].Load()
	if c == nil {
		c = new([chunk]T)
		t.chunks[t.n/chunk].Store(c)
	}
	c[t.n%chunk] = v
	t.n++
	return t.n - 1, true
}

func (t *table[T]) at(i int) *T { return &t.chunks[i/chunk].Load()[i%chunk] }

// NewPalette returns a palette that holds the terminal's own style and nothing else.
func NewPalette() *Palette {
	p := &Palette{ids: map[paletteKey]uint16{}, texts: map[string]rune{}}
	p.styles.add(style{seq: "\x1b[m", plain: true})
	return p
}

// full: it is time to begin a new palette.
func (p *Palette) full() bool {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return max(p.styles.n, p.clusters.n, len(p.ids)) > maxInterned*7/8
}

// convert is s as a terminal of that profile can show it. Without colour the attributes stay.
func convert(s uv.Style, profile colorprofile.Profile) uv.Style {
	if profile <= colorprofile.Ascii {
		s.Fg, s.Bg, s.UnderlineColor = nil, nil, nil
	} else {
		s = uv.ConvertStyle(s, profile)
	}
	if profile <= colorprofile.ANSI && s.Underline > uv.UnderlineSingle {
		s.Underline = uv.UnderlineSingle
	}
	return s
}

// style is the number of s on terminals of that profile.
func (p *Palette) style(s uv.Style, profile colorprofile.Profile) uint16 {
	if s.IsZero() {
		return 0
	}
	k := paletteKey{s, profile}
	p.mu.RLock()
	id, ok := p.ids[k]
	p.mu.RUnlock()
	if ok {
		return id
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	id = p.intern(convert(s, profile))
	if len(p.ids) < maxInterned {
		p.ids[k] = id
	}
	return id
}

// intern numbers a style that has been converted. The lock is held.
func (p *Palette) intern(s uv.Style) uint16 {
	if s.IsZero() {
		return 0
	}
	k := paletteKey{s, converted}
	if id, ok := p.ids[k]; ok {
		return id
	}
	i, ok := p.styles.add(style{s, "\x1b[0;" + strings.TrimPrefix(s.String(), "\x1b["), invisible(&s)})
	if !ok {
		return 0
	}
	p.ids[k] = uint16(i)
	return uint16(i)
}

// cell is a glyph, as [glyph] returned it, in a style.
func (p *Palette) cell(g string, w int, s uint16) Cell {
	r, n := utf8.DecodeRuneInString(g)
	if n == len(g) {
		return Cell{r, s, uint16(w)}
	}
	p.mu.RLock()
	id, ok := p.texts[g]
	p.mu.RUnlock()
	if ok {
		return Cell{id, s, uint16(w)}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if id, ok := p.texts[g]; ok {
		return Cell{id, s, uint16(w)}
	}
	g = strings.Clone(g) // it may be a piece of a long text
	i, ok := p.clusters.add(g)
	switch {
	case ok:
		p.texts[g] = rune(-1 - i)
		return Cell{rune(-1 - i), s, uint16(w)}
	case Width(string(r)) == w: // at least the letter, without its marks
		return Cell{r, s, uint16(w)}
	case w == 2:
		return Cell{wideUnknown, s, 2}
	}
	return Cell{unknown, s, 1}
}

// appendText appends what a cell shows.
func (p *Palette) appendText(b []byte, c Cell) []byte {
	if c.R < 0 {
		return append(b, *p.clusters.at(int(-1 - c.R))...)
	}
	return utf8.AppendRune(b, c.R)
}

// invisible: a blank in this style looks like a blank in none.
func invisible(s *uv.Style) bool {
	return s.Bg == nil && s.Underline == 0 && s.Attrs&(uv.AttrReverse|uv.AttrStrikethrough) == 0
}
