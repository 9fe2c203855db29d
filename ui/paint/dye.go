package paint

import (
	"slices"
	"sync"
	"sync/atomic"

	"github.com/charmbracelet/colorprofile"
)

// Dye gives what was drawn in other inks the colours of one sort of terminal: pictures are drawn once for all their
// colourings, and dyed when the bytes are made. The nil Dye leaves inks as they are. Many goroutines may use it.
type Dye struct {
	profile colorprofile.Profile
	ink     func(Ink) Ink
	mu      sync.Mutex // held while learning
	known   atomic.Pointer[dyed]
}

// dyed is what the styles of one palette become, by their numbers. It never changes.
type dyed struct {
	pal *Palette
	to  []uint16 // unknown where nobody has asked yet
}

const undyed = maxInterned - 1

// NewDye is the dye that turns each ink into another, as a terminal of that profile can show it. What it is given was drawn
// for all colours.
func NewDye(profile colorprofile.Profile, ink func(Ink) Ink) *Dye {
	return &Dye{profile: profile, ink: ink}
}

// style is what a style becomes. The terminal's own stays that.
func (d *Dye) style(pal *Palette, s uint16) uint16 {
	if d == nil || s == 0 {
		return s
	}
	if k := d.known.Load(); k != nil && k.pal == pal && int(s) < len(k.to) && k.to[s] != undyed {
		return k.to[s]
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	now := &dyed{pal: pal}
	if k := d.known.Load(); k != nil && k.pal == pal {
		now.to = slices.Clone(k.to)
	}
	for len(now.to) <= int(s) {
		now.to = append(now.to, undyed)
	}
	now.to[s] = pal.style(d.ink(pal.styles.at(int(s)).uv), d.profile)
	d.known.Store(now)
	return now.to[s]
}

// tints are the styles of a palette in the colours of a dye.
type tints struct {
	pal *Palette
	dye *Dye
}

func (k tints) of(s uint16) *style { return k.pal.styles.at(int(k.dye.style(k.pal, s))) }

// erased: c looks like a cell that nothing was drawn on.
func (k tints) erased(c Cell) bool { return c == blank || c.R == ' ' && k.of(c.S).plain }

// same: a and b look alike.
func (k tints) same(a, b Cell) bool {
	return a == b || a.R == b.R && a.W == b.W && k.of(a.S) == k.of(b.S) || k.erased(a) && k.erased(b)
}
