package paint

const (
	minErase = 10 // from how many blanks on an order to erase them is shorter than they are
	minTail  = 5  // the same at the end of a line
	maxStep  = 3  // how many unchanged cells are written again rather than stepped over
)

// Diff is the way from one frame on a terminal to another. It starts from an unknown cursor and the terminal's own
// style and ends in that style, so that others can follow.
type Diff struct {
	Bytes   []byte
	touched []uint64 // a bit for every cell that it writes or erases
}

func (d *Diff) touches(i int) bool { return d.touched[i>>6]&(1<<(i&63)) != 0 }

func (d *Diff) touch(i, n int) {
	for ; n > 0; n, i = n-1, i+1 {
		d.touched[i>>6] |= 1 << (i & 63)
	}
}

// diff makes the way from a (nil: a terminal of unknown content) to b, of the same size and palette, in the dye's colours.
func diff(a, b *Frame, dye *Dye) *Diff {
	d := &Diff{touched: make([]uint64, (b.w*b.h+63)/64)}
	r := differ{pen: newPen(nil, b, dye), d: d}
	w := b.w
	var empty []Cell
	if a == nil {
		r.b = append(r.b, "\x1b[m\x1b[2J"...)
		empty = make([]Cell, w)
		clean(empty)
	}
	for y := range b.h {
		old := empty
		if a != nil {
			old = a.rows[y]
		}
		if !one(old, b.rows[y]) {
			r.row(y, old, b.rows[y])
		}
	}
	d.Bytes = r.done()
	return d
}

type differ struct {
	pen
	d *Diff
}

// row writes what differs in one row.
func (r *differ) row(y int, old, now []Cell) {
	w := len(now)
	x, end := 0, w
	x = r.alike(x, old, now)
	if x == w {
		return
	}
	for r.same(old[end-1], now[end-1]) {
		end--
	}
	tail := end // from here on the row is to be blank
	for tail > x && r.erased(now[tail-1]) {
		tail--
	}
	if end-tail < minTail || !r.blank(now[end:]) {
		tail = end // no use erasing to the end of the line
	}
	for x < tail {
		x = r.some(x, y, old[:tail], now[:tail])
	}
	if tail < end {
		r.move(tail, y)
		r.bare()
		r.b = append(r.b, "\x1b[K"...)
		r.d.touch(y*w+tail, w-tail)
	}
}

// alike is the first place from x on where two rows differ.
func (r *differ) alike(x int, old, now []Cell) int {
	old = old[:len(now)]
	for x < len(now) && (old[x] == now[x] || r.same(old[x], now[x])) {
		x++
	}
	return x
}

func (r *differ) blank(cells []Cell) bool {
	for _, c := range cells {
		if !r.erased(c) {
			return false
		}
	}
	return true
}

// some writes, erases or steps over some cells from x on, and returns where it ended.
func (r *differ) some(x, y int, old, now []Cell) int {
	n := r.alike(x, old, now)
	if n > x && (n == len(now) || n-x > maxStep || r.x != x || r.y != y || !r.goesOn(now[x:n])) {
		return n
	}
	for n = x; n < len(now) && r.erased(now[n]); {
		n++
	}
	r.move(x, y)
	if n-x >= minErase {
		r.erase(n - x)
		r.d.touch(y*r.w+x, n-x)
		return n
	}
	r.cell(now[x:])
	n = max(1, int(now[x].W))
	r.d.touch(y*r.w+x, n)
	return x + n
}

// goesOn: the cells can be written without a change of style.
func (r *differ) goesOn(cells []Cell) bool {
	for _, c := range cells {
		if c.W != 1 || c.S != r.s && !(r.erased(c) && r.plain()) {
			return false
		}
	}
	return true
}

// patch makes, after d has been written (nil: the scene is the same), the screen show the layer now instead of the
// layer old over the scene f. fresh: the screen shows f and nothing else.
func patch(b []byte, f *Frame, dye *Dye, old, now []over, d *Diff, fresh bool) []byte {
	if fresh {
		old = nil
	}
	p := patcher{newPen(b, f, dye), f, d}
	for len(old) > 0 || len(now) > 0 {
		switch {
		case len(now) == 0 || len(old) > 0 && old[0].i < now[0].i:
			p.put(old[0].i, p.shows(old[0]), f.at(old[0].i))
			old = old[1:]
		case len(old) > 0 && old[0].i == now[0].i:
			p.put(now[0].i, p.shows(old[0]), now[0].c)
			old, now = old[1:], now[1:]
		default:
			p.put(now[0].i, f.at(now[0].i), now[0].c)
			now = now[1:]
		}
	}
	return p.done()
}

type patcher struct {
	pen
	f *Frame
	d *Diff
}

// shows is what is on the screen where the old layer was: the scene, if its change went over any part of it.
func (p *patcher) shows(o over) Cell {
	i := int(o.i)
	if p.d != nil && (p.d.touches(i) || o.c.W == 2 && p.d.touches(i+1)) {
		if p.d.touches(i) {
			return p.f.at(o.i)
		}
		return Cell{} // half of a wide character: nothing that anybody wants
	}
	return o.c
}

func (p *patcher) put(i int32, shows, want Cell) {
	if want.W > 0 && shows != want {
		p.move(int(i)%p.f.w, int(i)/p.f.w)
		p.cell([]Cell{want})
	}
}
