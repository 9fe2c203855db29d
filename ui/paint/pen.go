package paint

import "strconv"

// pen appends cells to b. It knows which cursor and style the terminal has by then.
type pen struct {
	b []byte
	tints
	w    int // of the screen
	x, y int // where the cursor is; -1: unknown
	s    uint16
	is   *style // what s looks like
}

func newPen(b []byte, f *Frame, d *Dye) pen {
	k := tints{f.pal, d}
	return pen{b: b, tints: k, w: f.w, x: -1, y: -1, is: k.of(0)}
}

func (p *pen) order(n int, final byte) {
	p.b = append(p.b, "\x1b["...)
	if n > 1 {
		p.b = strconv.AppendInt(p.b, int64(n), 10)
	}
	p.b = append(p.b, final)
}

func (p *pen) move(x, y int) {
	switch {
	case p.x == x && p.y == y:
		return
	case p.y == y && p.x >= 0 && x > p.x:
		p.order(x-p.x, 'C')
	default:
		p.b = appendMove(p.b, x, y)
	}
	p.x, p.y = x, y
}

func appendMove(b []byte, x, y int) []byte {
	b = append(b, "\x1b["...)
	b = strconv.AppendInt(b, int64(y+1), 10)
	if x > 0 {
		b = append(b, ';')
		b = strconv.AppendInt(b, int64(x+1), 10)
	}
	return append(b, 'H')
}

func (p *pen) style(s uint16) {
	if s == p.s {
		return
	}
	if is := p.of(s); is != p.is {
		p.b, p.is = append(p.b, is.seq...), is
	}
	p.s = s
}

func (p *pen) plain() bool { return p.is.plain }

// bare makes sure that a blank written or erased now looks like none.
func (p *pen) bare() {
	if !p.plain() {
		p.style(0)
	}
}

// cell writes the first of cells; those behind it will most likely follow.
func (p *pen) cell(cells []Cell) {
	c := cells[0]
	switch {
	case c.W == 0:
		return
	case !p.erased(c):
		p.style(c.S)
	case !p.plain(): // a blank that any plain style will do for: take the one that comes next anyway, if it is
		for len(cells) > 1 && p.erased(cells[0]) {
			cells = cells[1:]
		}
		if s := cells[0].S; p.of(s).plain {
			p.style(s)
		} else {
			p.style(0)
		}
	}
	if c.R < 0 && c.W == 2 { // some terminals give it one cell, and would leave what was in the other
		p.order(2, 'X')
	}
	if c.R >= 0 && c.R < 0x80 {
		p.b = append(p.b, byte(c.R))
	} else {
		p.b = p.pal.appendText(p.b, c)
	}
	p.x += int(c.W)
	// At the margin a wrap is pending. About a wide character or a cluster the terminal may think otherwise than we.
	if p.x >= p.w || c.W > 1 || c.R < 0 || c.R >= 0x2e80 {
		p.x, p.y = -1, -1
	}
}

// erase blanks n cells from the cursor on.
func (p *pen) erase(n int) {
	p.bare()
	p.order(n, 'X')
}

// done goes back to the terminal's own style.
func (p *pen) done() []byte {
	p.style(0)
	return p.b
}
