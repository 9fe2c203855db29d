package paint

import "github.com/charmbracelet/x/ansi"

// screen is what a terminal shows, as its pane's goroutine knows it: what was really written last.
type screen[S any, K, P comparable] struct {
	pn *Pane[S, K, P]
	p  *Painter[S, K, P]

	look Look[K]
	slot *slot[S, K, P] // that look's
	dye  *Dye           // and its colours

	on     bool // the terminal is ours
	modes  Modes
	widths bool // mode 2027 is on because of us
	scene  *Scene
	cover  *cover
	want   *want[K, P]

	buf  []byte
	spot string // of the scene, under the cursor
}

// paint writes the newest picture, in one go, as the way from what was written last.
func (s *screen[S, K, P]) paint() error {
	w := s.pn.want.Load()
	released, redraw, raw := s.orders(w != nil)
	if released != nil {
		err := s.off()
		select {
		case <-released:
		default:
			close(released)
		}
		return err
	}
	if w == nil {
		return nil
	}
	s.follow(w.look)
	sh := s.p.draw(s.slot.drawing, s.scene)
	s.buf = s.buf[:0]
	s.prepare(w.modes, redraw)
	s.buf = append(s.buf, raw...)
	if sh.scene == s.scene && w == s.want && len(s.buf) == 0 {
		return nil
	}
	now := s.covers(sh, w)
	s.picture(sh.scene, now)
	s.point(sh.scene, now.cursor) // before it is written: others wait for it
	if err := s.pn.write(s.buf); err != nil {
		return err
	}
	s.scene, s.cover, s.want = sh.scene, now, w
	s.pn.shown.Store(&hits{[2][]spot{sh.scene.frame.layers[0], now.spots}})
	if cap(s.buf) > piece {
		s.buf = nil
	}
	return nil
}

// orders takes what else the pane was told to do.
func (s *screen[S, K, P]) orders(begun bool) (released chan struct{}, redraw bool, raw []byte) {
	pn := s.pn
	pn.mu.Lock()
	defer pn.mu.Unlock()
	if pn.released != nil || !begun {
		return pn.released, false, nil // the rest waits
	}
	redraw, raw = pn.redraw, pn.raw
	pn.redraw, pn.raw = false, nil
	return nil, redraw, raw
}

// follow looks at another scene, if the look is another one.
func (s *screen[S, K, P]) follow(l Look[K]) {
	if s.slot != nil && l == s.look {
		return
	}
	s.drop()
	s.slot, s.look = s.p.acquire(l, s.pn), l
	if s.dye != s.slot.dye {
		s.dye = s.slot.dye
		s.forget() // every colour may be another one
	}
}

func (s *screen[S, K, P]) drop() {
	if s.slot != nil {
		s.p.release(s.look, s.slot, s.pn)
		s.slot = nil
	}
}

// prepare puts the terminal into the modes that are wanted.
func (s *screen[S, K, P]) prepare(m Modes, redraw bool) {
	switch {
	case !s.on:
		s.buf = m.begin(s.buf)
		s.forget()
	case m != s.modes:
		s.buf = m.change(s.buf, s.modes)
	}
	if redraw && s.scene != nil {
		s.buf = append(s.buf, ansi.ResetModeTextCursorEnable...)
		s.forget()
	}
	if s.pn.widths.Load() && !s.widths {
		s.buf = append(s.buf, ansi.SetModeUnicodeCore...)
		s.widths = true
	}
	s.on, s.modes = true, m
}

// forget: nothing is known of what the screen shows.
func (s *screen[S, K, P]) forget() {
	s.scene, s.cover, s.want = nil, &cover{}, nil
}

// covers is the personal layer over a scene.
func (s *screen[S, K, P]) covers(sh *shot[S], w *want[K, P]) *cover {
	return sh.scene.covered(w.mine, func() *cover {
		look := s.slot.drawing.look
		own := s.p.layers.get(sh.scene, look.Profile)
		defer s.p.layers.put(own)
		s.p.app.personal(sh.state.s, look, w.mine, own, s.p.o.Report)
		return &cover{over: own.overs(), cursor: own.Cursor.bound(w.look.W, w.look.H), spots: own.spots, id: s.p.coverID.Add(1)}
	})
}

// picture appends the way from what the screen shows to a scene with a layer over it.
func (s *screen[S, K, P]) picture(sc *Scene, now *cover) {
	synced, start := s.pn.synced.Load(), len(s.buf)
	if synced {
		s.buf = append(s.buf, syncStart...)
	}
	head := len(s.buf)
	s.buf = append(s.buf, now.from(sc, s.scene, s.cover, s.dye)...)
	switch {
	case len(s.buf) == head:
		s.buf = s.buf[:start]
	case synced:
		s.buf = append(s.buf, syncEnd...)
	}
}

// off gives the terminal back.
func (s *screen[S, K, P]) off() error {
	if !s.on {
		return nil
	}
	s.on = false
	s.buf = s.buf[:0]
	if s.widths {
		s.buf = append(s.buf, ansi.ResetModeUnicodeCore...)
		s.widths = false
	}
	s.buf = s.modes.end(s.buf)
	return s.pn.write(s.buf)
}

// leave is the end: nobody looks any more.
func (s *screen[S, K, P]) leave() {
	s.drop()
	s.p.mu.Lock()
	delete(s.p.panes, s.pn)
	s.p.mu.Unlock()
}

// point tells of the spot under the cursor, if that is another one.
func (s *screen[S, K, P]) point(sc *Scene, cur Cursor) {
	do := s.pn.points.Load()
	if do == nil {
		return
	}
	spot := ""
	if cur.On {
		spot, _ = at(cur.X, cur.Y, sc.frame.layers[0])
	}
	if spot != s.spot {
		s.spot = spot
		(*do)(spot)
	}
}
