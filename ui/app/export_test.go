package app

import (
	"convene/internal/guide"
	"convene/internal/room"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// Now is the key table that counts now.
func (m *Model) Now() []kit.Key {
	keys, _, _ := m.table()
	return keys
}

// Places lists the names of all screens of the rail.
func Places() []string {
	var out []string
	for _, p := range places() {
		out = append(out, p.name)
	}
	return out
}

// Invites sets how people elsewhere are let in.
func (m *Model) Invites(how func(Asked) (Invitation, error)) { m.invite = how }

// Share lets those who look the same share what they have of their own, as they do in a room.
func Share(all ...*Model) {
	c := &commons{}
	for _, m := range all {
		m.common = c
	}
}

// Shows is what m showed last.
func (m *Model) Shows() *Mine { return m.mine }

// Undyed is what m shows now, drawn in its own colours from the start.
func (m *Model) Undyed() *paint.Frame {
	by := scenes()
	by.Dye = nil
	f, _, _ := m.frame(by)
	return f
}

// Arrived is what m does when it is woken, but for waiting again.
func (m *Model) Arrived() { m.now(m.arrived()) }

// Painting is how pictures are drawn.
type Painting = painting

// NewPainterWith is NewPainter with other options and, where how is not nil, another way of drawing.
func NewPainterWith(r *room.Room, g *guide.Pack, memo *screen.Memo, o paint.Options, how func(Painting) Painting) *Painter {
	o.Gather = gather
	draw := scenes()
	if how != nil {
		draw = how(draw)
	}
	return newPainter(r, shared{g, memo}, draw, o)
}
