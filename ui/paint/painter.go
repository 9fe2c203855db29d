package paint

import (
	"cmp"
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

const (
	defaultGap   = 16 * time.Millisecond
	defaultStall = 10 * time.Second
	closeTime    = time.Second // for each pane that is still open when its painter closes
)

// Options of a [Painter]; each zero value stands for something usual.
type Options struct {
	Gap     time.Duration     // least time between two rounds of drawing; 16 ms
	Gather  time.Duration     // how long a round waits for what may come right behind its reason; 0. Who is shown something else draws at once
	Stall   time.Duration     // how long a terminal may take nothing before it is cut off; 10 s
	Palette *Palette          // to begin with; a new one
	Report  func(any, []byte) // is given the value and the stack of a panic in an App; nothing. It may be called from several goroutines
	Painted func()            // is called after each round, when all panes have been woken; nothing
}

// Painter draws the newest state on all its panes. The first change is shown at once, later ones at a steady pace.
type Painter[S any, K, P comparable] struct {
	app      App[S, K, P]
	o        Options
	pal      atomic.Pointer[Palette]
	state    atomic.Pointer[published[S]]
	sceneID  atomic.Uint64
	coverID  atomic.Uint64
	canvases canvases
	layers   layers
	born     time.Time
	dirty    chan struct{}
	gathered chan struct{}
	quit     chan struct{}
	once     sync.Once
	wg       sync.WaitGroup

	mu       sync.Mutex
	slots    map[Look[K]]*slot[S, K, P]
	drawings map[Look[K]]*drawing[S, K]
	panes    map[*Pane[S, K, P]]struct{}
}

// published is a state; two of them are told apart by their addresses.
type published[S any] struct{ s S }

// slot is who looks at one Look.
type slot[S any, K, P comparable] struct {
	panes   map[*Pane[S, K, P]]struct{}
	drawing *drawing[S, K]
	dye     *Dye
}

// drawing holds the newest scene for all Looks that are colourings of one.
type drawing[S any, K comparable] struct {
	look  Look[K]
	slots int // under Painter.mu

	mu   sync.Mutex // held while drawing
	shot atomic.Pointer[shot[S]]
}

// shot is a scene with the state that it shows.
type shot[S any] struct {
	scene *Scene
	state *published[S]
}

// New starts a painter that shows the state first.
func New[S any, K, P comparable](app App[S, K, P], first S, o Options) *Painter[S, K, P] {
	o.Gap, o.Stall = cmp.Or(max(o.Gap, 0), defaultGap), cmp.Or(max(o.Stall, 0), defaultStall)
	if o.Palette == nil {
		o.Palette = NewPalette()
	}
	if o.Report == nil {
		o.Report = func(any, []byte) {}
	}
	if o.Painted == nil {
		o.Painted = func() {}
	}
	p := &Painter[S, K, P]{app: app, o: o, born: time.Now(), dirty: make(chan struct{}, 1), gathered: make(chan struct{}, 1), quit: make(chan struct{}),
		slots: map[Look[K]]*slot[S, K, P]{}, drawings: map[Look[K]]*drawing[S, K]{}, panes: map[*Pane[S, K, P]]struct{}{}}
	p.pal.Store(o.Palette)
	p.state.Store(&published[S]{first})
	p.wg.Go(p.run)
	p.wg.Go(p.watch)
	return p
}

// Close ends the painter, and gives back the terminals of the panes that are still open. It returns when all is over.
func (p *Painter[S, K, P]) Close() {
	p.once.Do(func() { close(p.quit) })
	p.wg.Wait()
	p.mu.Lock()
	open := slices.Collect(maps.Keys(p.panes))
	p.mu.Unlock()
	var wg sync.WaitGroup
	for _, pn := range open {
		wg.Go(func() { pn.Close(closeTime) })
	}
	wg.Wait()
}

// Publish shows a new state, which must never change from now on. It waits for nobody.
func (p *Painter[S, K, P]) Publish(s S) {
	p.state.Store(&published[S]{s})
	poke(p.dirty)
}

// PublishLast is Publish for what a round would wait for: it begins at once.
func (p *Painter[S, K, P]) PublishLast(s S) {
	p.state.Store(&published[S]{s})
	poke(p.gathered)
	poke(p.dirty)
}

func poke(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// run is the clock that all panes share.
func (p *Painter[S, K, P]) run() {
	gap := time.NewTimer(0)
	defer gap.Stop()
	pause := func(d time.Duration, enough chan struct{}) bool {
		gap.Reset(d)
		select {
		case <-p.quit:
			return false
		case <-enough:
			return true
		case <-gap.C:
			return true
		}
	}
	for {
		select {
		case <-p.quit:
			return
		case <-p.dirty:
		}
		if p.o.Gather > 0 && !pause(p.o.Gather, p.gathered) {
			return
		}
		select {
		case <-p.dirty: // it is in this round
		default:
		}
		p.round()
		if !pause(p.o.Gap, nil) {
			return
		}
	}
}

// round draws what is looked at, the most crowded first, and wakes the panes of each scene as soon as it is drawn.
func (p *Painter[S, K, P]) round() {
	type job struct {
		drawing *drawing[S, K]
		panes   []*Pane[S, K, P]
	}
	p.mu.Lock()
	jobs := make([]job, 0, len(p.slots))
	for l, s := range p.slots {
		if p.app.self(l) {
			continue
		}
		jobs = append(jobs, job{s.drawing, slices.Collect(maps.Keys(s.panes))})
	}
	p.mu.Unlock()
	slices.SortFunc(jobs, func(a, b job) int { return len(b.panes) - len(a.panes) })
	var next atomic.Int64
	work := func() {
		for i := next.Add(1) - 1; int(i) < len(jobs); i = next.Add(1) - 1 {
			p.draw(jobs[i].drawing, nil)
			for _, pn := range jobs[i].panes {
				poke(pn.wake)
			}
		}
	}
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(jobs)) - 1 {
		wg.Go(work)
	}
	work()
	wg.Wait()
	p.o.Painted()
}

// draw returns the newest scene of a drawing. Whoever comes first draws it. The first one of all shares what it can with
// like, which may be nil.
func (p *Painter[S, K, P]) draw(d *drawing[S, K], like *Scene) *shot[S] {
	if sh := d.shot.Load(); sh != nil && sh.state == p.state.Load() {
		return sh
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	old, now := d.shot.Load(), p.state.Load()
	if old != nil {
		if old.state == now {
			return old
		}
		like = old.scene
	}
	c := p.canvases.get()
	defer p.canvases.put(c)
	p.app.scene(c, p.palette(), now.s, d.look, p.o.Report)
	sh := &shot[S]{newScene(c, p.sceneID.Add(1), like), now}
	d.shot.Store(sh)
	return sh
}

// palette is the palette for the next scene: a new one when the old one is nearly full, whatever filled it.
func (p *Painter[S, K, P]) palette() *Palette {
	pal := p.pal.Load()
	if pal.full() {
		p.pal.CompareAndSwap(pal, NewPalette())
		pal = p.pal.Load()
	}
	return pal
}

func (p *Painter[S, K, P]) acquire(l Look[K], pn *Pane[S, K, P]) *slot[S, K, P] {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.slots[l]
	if s == nil {
		s = &slot[S, K, P]{panes: map[*Pane[S, K, P]]struct{}{}}
		s.drawing, s.dye = p.drawingOf(l)
		p.slots[l] = s
	}
	s.panes[pn] = struct{}{}
	return s
}

// drawingOf is what is drawn for a Look, and its dye. The lock is held.
func (p *Painter[S, K, P]) drawingOf(l Look[K]) (*drawing[S, K], *Dye) {
	l, dye := p.app.plain(l)
	d := p.drawings[l]
	if d == nil {
		d = &drawing[S, K]{look: l}
		p.drawings[l] = d
	}
	d.slots++
	return d, dye
}

func (p *Painter[S, K, P]) release(l Look[K], s *slot[S, K, P], pn *Pane[S, K, P]) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if delete(s.panes, pn); len(s.panes) == 0 {
		delete(p.slots, l)
		if s.drawing.slots--; s.drawing.slots == 0 {
			delete(p.drawings, s.drawing.look)
		}
	}
}

// watch cuts off terminals that take nothing for too long.
func (p *Painter[S, K, P]) watch() {
	t := time.NewTicker(max(time.Millisecond, min(time.Second, p.o.Stall/4)))
	defer t.Stop()
	for {
		select {
		case <-p.quit:
			return
		case <-t.C:
		}
		p.mu.Lock()
		for pn := range p.panes {
			if since := pn.writing.Load(); since != 0 && time.Since(p.born)-time.Duration(since) > p.o.Stall {
				pn.cutOff()
			}
		}
		p.mu.Unlock()
	}
}
