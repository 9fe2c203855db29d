package kit

import (
	"math"

	"convene/ui/paint"
	"convene/ui/theme"
)

// ChartPoint is one value in a Chart.
type ChartPoint struct {
	At    float64 // how far along it is, as in days
	Value float64
}

// Chart shows how a value went, with a line that it should reach. It is small: a picture beside the words that say the
// same. Points that are no numbers are left out.
type Chart struct {
	Points   []ChartPoint // in order
	Line     *float64     // nil where there is none
	LineName string       // what the line is, written on it where there is room
	From, To string       // what stands under the two ends
	Label    func(v float64) string
}

const (
	chartMost  = 80 // cells: a wider chart says no more
	chartLeast = 6  // cells of the plot, for which labels give way
)

// chartPlot is the part of a chart where the points stand.
type chartPlot struct {
	x, w, h          int
	lo, hi, from, to float64
	points           []ChartPoint
}

// Draw draws the chart so that it fills a. It needs two rows to have words under its ends.
func (c Chart) Draw(a Area, th *theme.Theme) {
	for _, b := range c.lay(min(a.W(), chartMost), a.H(), th.Symbols) {
		a.PrintIn(b.x, b.y, b.w, b.text, b.tone.ink(th))
	}
}

// lay lays the chart out in w × h cells.
func (c Chart) lay(w, h int, sym theme.Symbols) []sheetBit {
	if w <= 0 || h <= 0 {
		return nil
	}
	p := chartPlot{w: w, h: h}
	ends := h >= 3 && c.From+c.To != ""
	if ends {
		p.h--
	}
	for _, pt := range c.Points {
		if !math.IsNaN(pt.At) && !math.IsInf(pt.At, 0) && !math.IsNaN(pt.Value) && !math.IsInf(pt.Value, 0) {
			p.points = append(p.points, pt)
		}
	}
	if c.Line != nil && (math.IsNaN(*c.Line) || math.IsInf(*c.Line, 0)) {
		c.Line = nil
	}
	if len(p.points) == 0 && c.Line == nil {
		return nil
	}
	p.span(c.Line)
	bits := c.scale(&p, w)
	bits = append(bits, c.line(p, sym)...)
	bits = append(bits, p.marks(sym)...)
	if ends && len(p.points) > 0 {
		bits = append(bits, sheetBit{p.x, h - 1, p.w, c.From, ToneMuted, false})
		if n := paint.Width(c.To); n+2+paint.Width(c.From) <= p.w {
			bits = append(bits, sheetBit{p.x + p.w - n, h - 1, n, c.To, ToneMuted, false})
		}
	}
	return bits
}

// span finds the ends of both scales.
func (p *chartPlot) span(line *float64) {
	p.lo, p.hi, p.from, p.to = math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	if line != nil {
		p.lo, p.hi = *line, *line
	}
	for _, pt := range p.points {
		p.lo, p.hi = min(p.lo, pt.Value), max(p.hi, pt.Value)
		p.from, p.to = min(p.from, pt.At), max(p.to, pt.At)
	}
}

// place puts v, between lo and hi, on a scale of n cells; alone is where it stands when lo and hi are the same.
func place(v, lo, hi float64, n, alone int) int {
	whole := hi/2 - lo/2 // by halves: the difference of two large numbers is no number
	if !(whole > 0) {
		return alone
	}
	return max(0, min(int(math.Round((v/2-lo/2)/whole*float64(n-1))), n-1))
}

func (p chartPlot) row(v float64) int { return p.h - 1 - place(v, p.lo, p.hi, p.h, p.h/2) }

func (p chartPlot) col(at float64) int { return p.x + place(at, p.from, p.to, p.w, p.w-1) }

// scale writes values at the left of the plot, and the newest one at its right, as far as there is room.
func (c Chart) scale(p *chartPlot, w int) []sheetBit {
	if c.Label == nil {
		return nil
	}
	labels := map[int]string{}
	for _, v := range []float64{p.lo, p.hi} {
		labels[p.row(v)] = c.Label(v)
	}
	if c.Line != nil {
		labels[p.row(*c.Line)] = c.Label(*c.Line)
	}
	left := 0
	for _, l := range labels {
		left = max(left, paint.Width(l)+1)
	}
	var bits []sheetBit
	if left <= w/3 && w-left >= chartLeast {
		p.x, p.w = left, p.w-left
		for y := range p.h {
			if l, ok := labels[y]; ok {
				n := paint.Width(l)
				bits = append(bits, sheetBit{left - 1 - n, y, n, l, ToneMuted, false})
			}
		}
	}
	if len(p.points) == 0 {
		return bits
	}
	last := p.points[len(p.points)-1].Value
	if n := paint.Width(c.Label(last)); n > 0 && n+1 <= w/3 && p.w-n-1 >= chartLeast {
		p.w -= n + 1
		bits = append(bits, sheetBit{p.x + p.w + 1, p.row(last), n, c.Label(last), ToneHead, false})
	}
	return bits
}

// line is the line to reach, with its name at the end where no point is in the way.
func (c Chart) line(p chartPlot, sym theme.Symbols) []sheetBit {
	if c.Line == nil {
		return nil
	}
	y := p.row(*c.Line)
	bits := make([]sheetBit, 0, p.w+1)
	for x := range p.w {
		bits = append(bits, sheetBit{p.x + x, y, 1, sym.Rule, ToneMuted, false})
	}
	n := paint.Width(c.LineName)
	if n == 0 || 2*n > p.w {
		return bits
	}
	for _, x := range []int{p.x + p.w - n - 1, p.x + 1} {
		if p.free(x-1, x+n, y) {
			return append(bits, sheetBit{x, y, n, c.LineName, ToneMuted, false})
		}
	}
	return bits
}

// free says that nothing of the points stands in those cells of a row.
func (p chartPlot) free(from, to, y int) bool {
	for x, s := range p.strokes() {
		if x >= from && x <= to && s.top <= y && y <= s.bottom {
			return false
		}
	}
	return true
}

// stroke is what one column shows of the points in it: how far they reach, and where the newest stands.
type stroke struct{ top, bottom, last int }

func (p chartPlot) strokes() map[int]stroke {
	out := map[int]stroke{}
	for _, pt := range p.points {
		x, y := p.col(pt.At), p.row(pt.Value)
		s, ok := out[x]
		if !ok {
			s = stroke{y, y, y}
		}
		out[x] = stroke{min(s.top, y), max(s.bottom, y), y}
	}
	return out
}

func (p chartPlot) marks(sym theme.Symbols) []sheetBit {
	var bits []sheetBit
	strokes := p.strokes()
	for x := p.x; x < p.x+p.w; x++ {
		s, ok := strokes[x]
		if !ok {
			continue
		}
		for y := s.top; y <= s.bottom; y++ {
			sign, tone := sym.Column, ToneMuted
			if y == s.last {
				sign, tone = sym.Dot, TonePlain
			}
			bits = append(bits, sheetBit{x, y, 1, sign, tone, false})
		}
	}
	return bits
}
