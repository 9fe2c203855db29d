package app

import (
	"reflect"
	"slices"
	"sync"
	"time"

	"github.com/charmbracelet/colorprofile"

	"convene/internal/guide"
	"convene/internal/room"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
	"convene/ui/theme"
)

// Published is what all terminals of a room are painted from. It never changes.
type Published struct {
	state *room.State
	now   time.Time
	place room.Place // where the lead is
	shared
	sights sights
}

// shared is what a room's terminals have in common beside the state.
type shared struct {
	guide *guide.Pack
	memo  *screen.Memo
}

// Key is what a scene depends on beside the state and the size: two people with equal Keys see one picture.
type Key struct {
	Theme   theme.Name
	ASCII   bool
	Screen  string // the name of the screen, for the rail
	View    screen.View
	Sees    room.Sees // which part of the room
	Stage   bool      // as the wall sees it
	Alone   bool      // there, the heading is most of what there is to read
	Follows bool      // Screen, View and Alone are where the lead is, and not told here
}

// Mine is what one person has of their own on the screen. It never changes once it is shown.
type Mine struct {
	layer  screen.Layer
	over   []screen.Layer
	foot   []hint
	fixed  []hint // at the right of it
	notice string
	bad    bool
	wall   bool
	stage  bool
	now    time.Time // to the second, while a meeting runs: for its clock
	still  bool      // clocks show minutes
	bar    string    // of who is here
	bare   bool      // a window that only shows: it has no footer
	guest  bool
}

// same says that o looks alike, as far as that is easy to say.
func (m *Mine) same(o *Mine) bool {
	return o != nil && len(m.over)+len(o.over) == 0 && alike(m.layer, o.layer) && slices.Equal(m.foot, o.foot) &&
		slices.Equal(m.fixed, o.fixed) && m.notice == o.notice && m.bad == o.bad && m.wall == o.wall && m.stage == o.stage &&
		m.now.Equal(o.now) && m.still == o.still && m.bar == o.bar && m.bare == o.bare && m.guest == o.guest
}

// commons are what those have of their own who follow, which is the same for most of them: as one value it is painted once.
type commons struct {
	mu  sync.Mutex
	all []*Mine // the newest last
}

// maxCommon is how many kinds of followers share what they have.
const maxCommon = 8

// of is m, or what another one has who looks the same.
func (c *commons) of(m *Mine) *Mine {
	c.mu.Lock()
	defer c.mu.Unlock()
	if i := slices.IndexFunc(c.all, m.same); i >= 0 {
		return c.all[i]
	}
	if len(c.all) == maxCommon {
		c.all = slices.Delete(c.all, 0, 1)
	}
	c.all = append(c.all, m)
	return m
}

func alike(a, b screen.Layer) bool {
	if a == nil || b == nil {
		return a == b
	}
	return reflect.ValueOf(a).Comparable() && reflect.ValueOf(b).Comparable() && a == b
}

type hint struct{ key, help string }

type (
	painting = paint.App[*Published, Key, *Mine]
	// Painter paints every terminal of a room.
	Painter = paint.Painter[*Published, Key, *Mine]
	// Pane is one painted terminal.
	Pane = paint.Pane[*Published, Key, *Mine]
)

// publish makes the value that terminals are painted from.
func publish(s *room.State, at room.Place, now time.Time, sh shared) *Published {
	return &Published{state: s, place: at, now: now.Truncate(time.Minute), shared: sh}
}

// gather is how long those who did not make a change wait for what the lead chooses behind it, so that both come at once.
const gather = 3 * time.Millisecond

// NewPainter paints the terminals of r, and every new state as soon as it is durable. report is told of panics in
// drawing. Close it when the room is closed.
func NewPainter(r *room.Room, g *guide.Pack, memo *screen.Memo, report func(any, []byte)) *Painter {
	return newPainter(r, shared{g, memo}, scenes(), paint.Options{Report: report, Gather: gather})
}

func newPainter(r *room.Room, sh shared, how painting, o paint.Options) *Painter {
	newest := func() *Published { return publish(r.State(), r.Here().Place, r.Now(), sh) }
	p := paint.New(how, newest(), o)
	var one sync.Mutex // nothing older is shown after something newer
	show := func(publish func(*Published)) {
		one.Lock()
		defer one.Unlock()
		publish(newest())
	}
	r.Watch(func(*room.State) { show(p.Publish) })
	r.WatchPlace(func() { show(p.PublishLast) })
	return p
}

func scenes() painting {
	d := &dyes{all: map[colours]*paint.Dye{}}
	return painting{Scene: drawScene, Personal: drawPersonal, Dye: d.of, Self: self}
}

// self: who does not follow shows what their program says, which every new state wakes.
func self(l paint.Look[Key]) bool { return !l.Key.Follows }

// dyes are the colourings that terminals have, one for each theme and sort of terminal. What is drawn depends on these in
// nothing but its inks.
type dyes struct {
	mu  sync.Mutex
	all map[colours]*paint.Dye
}

type colours struct {
	name    theme.Name
	profile colorprofile.Profile
}

func (d *dyes) of(l paint.Look[Key]) (plain paint.Look[Key], dye *paint.Dye) {
	is := colours{l.Key.Theme, l.Profile}
	l.Key.Theme, l.Profile = theme.Plain, colorprofile.TrueColor
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.all[is] == nil {
		d.all[is] = paint.NewDye(is.profile, theme.Dye(is.name, is.profile))
	}
	return l, d.all[is]
}

func (p *Published) themeOf(l paint.Look[Key]) *theme.Theme {
	type look struct {
		name    theme.Name
		profile colorprofile.Profile
		ascii   bool
	}
	return screen.Get(p.memo, look{l.Key.Theme, l.Profile, l.Key.ASCII}, func() *theme.Theme {
		return theme.New(l.Key.Theme, theme.Options{Profile: l.Profile, ASCII: l.Key.ASCII})
	})
}

func drawScene(p *Published, l paint.Look[Key], c *paint.Canvas) {
	th := p.themeOf(l)
	all := kit.On(c)
	all.Fill(th.Ground)
	if tooSmall(l.W, l.H) {
		all.Para(0, l.W, "convene needs a window of at least 40 columns and 12 rows. Make the window larger or its text smaller.", th.Text)
		return
	}
	if l.Key = l.Key.where(p.place); l.Key.View == nil {
		return
	}
	sight := p.as(l.Key.Sees)
	s := screen.Shared{Public: sight.state.Public(), Now: p.now, Theme: th, Guide: p.guide, Memo: sight.memo}
	switch {
	case l.Key.Stage:
		l.Key.View.Draw(drawStage(all, s, l.Key), s)
		return
	case l.Key.Sees == (room.Sees{}):
		drawFrame(all, s, l.Key)
	default:
		bareFrame(all, s)
	}
	l.Key.View.Draw(body(all), s)
}

func drawPersonal(p *Published, l paint.Look[Key], m *Mine, own *paint.Personal) {
	if m == nil || tooSmall(l.W, l.H) {
		return
	}
	o := screen.Own{State: p.as(l.Key.Sees).state, Theme: p.themeOf(l), Guide: p.guide}
	all := kit.On(own)
	if m.stage {
		if l.Key.Follows {
			markSpot(p.place.Spot, own, o.Theme)
		}
		drawStageOwn(all, o.State.Meeting, m, o.Theme)
		return
	}
	tellTime(all, o.State.Meeting, m, o.Theme)
	a := body(all)
	if l.Key.Follows {
		markSpot(p.place.Spot, own, o.Theme)
	}
	if m.layer != nil {
		m.layer.Paint(a, own, o)
	}
	for _, over := range m.over {
		own.Cursor.On = false
		over.Paint(a, own, o)
	}
	drawBar(all, o, l.Key.where(p.place).Screen, m.bar)
	if m.bare {
		all.Sub(0, all.H()-footRows, all.W(), footRows).Fill(o.Theme.Ground)
		return
	}
	drawFoot(all, m, o.Theme)
}

// drawBar says who is here: in the second row, or where the agenda stands there in place of the team's name.
func drawBar(all kit.Area, o screen.Own, at, bar string) {
	if _, held := o.State.Meeting.Running(); !held || all.W() >= railFrom || bar == "" {
		all.Print(1, 1, bar, o.Theme.Muted)
		return
	}
	room := all.Sub(1, 0, all.W()-2-stepCols-2-paint.Width(placeOf(at).title)-2, 1)
	room.Fill(o.Theme.Ground)
	room.PrintIn(0, 0, room.W(), bar, o.Theme.Muted)
}

// Frame draws what this terminal shows now: for tests and for pictures.
func (m *Model) Frame() (*paint.Frame, map[string]paint.Rect, paint.Cursor) { return m.frame(scenes()) }

func (m *Model) frame(by painting) (*paint.Frame, map[string]paint.Rect, paint.Cursor) {
	look, mine := m.picture()
	s := publish(m.env.Session.Room().State(), m.env.Session.Room().Here().Place, m.env.Now(), shared{m.env.Guide, m.env.Memo})
	return by.Frame(paint.NewPalette(), s, look, mine)
}
