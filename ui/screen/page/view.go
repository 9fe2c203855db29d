package page

import (
	"strconv"

	"convene/internal/activity/partner"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
	"convene/ui/theme"
)

// line is one line of the page.
type line struct {
	label string
	text  string
	ink   paint.Ink
	plain bool // in the usual ink
}

const (
	labelCols = 24 // of the labels, where they stand on the left
	wideFrom  = 56 // the width from which they do
	textCols  = 60 // what the room reads is never wider
	indent    = kit.Margin + 3
)

// block is a section in its place.
type block struct {
	title string
	y     int
	lines []line
}

// lay places the sections one under the other.
func lay(sh screen.Shared, list sections, id partner.ID, w int) []block {
	var out []block
	y := 0
	for _, s := range list[:list.len()] {
		b := block{title: s.Title(), y: y}
		for _, l := range s.Lines(sh, id) {
			b.lines = append(b.lines, wrapped(l.Label, l.Text, l.Ink, w)...)
		}
		if len(b.lines) == 0 {
			b.lines = wrapped("", s.Empty(), sh.Theme.Muted, w)
		}
		y += len(b.lines) + 2
		out = append(out, b)
	}
	return out
}

// below is the first row behind the sections: the history's title.
func below(b []block) int {
	if len(b) == 0 {
		return 0
	}
	last := b[len(b)-1]
	return last.y + len(last.lines) + 2
}

// wrapped breaks a line where it is long; a label stands on the left, or above where there is no room.
func wrapped(label, s string, ink paint.Ink, w int) []line {
	room := w - indent
	if label != "" && w >= wideFrom {
		room -= labelCols
	}
	var out []line
	if label != "" && w < wideFrom {
		out, label = append(out, line{text: label, plain: true}), ""
		room -= 2
		for _, t := range paint.Wrap(s, max(1, min(textCols, room))) {
			out = append(out, line{text: "  " + t, ink: ink})
		}
		return out
	}
	for i, t := range paint.Wrap(s, max(1, min(textCols, room))) {
		l := line{text: t, ink: ink}
		switch {
		case label != "" && i == 0:
			l.label = label
		case label != "":
			l.label = " "
		}
		out = append(out, l)
	}
	return out
}

func drawLine(a kit.Area, l line, th *theme.Theme) {
	x := indent
	if l.label != "" {
		a.PrintIn(indent, 0, labelCols-2, l.label, th.Muted)
		x += labelCols
	}
	ink := l.ink
	if l.plain {
		ink = th.Muted
	}
	a.Print(x, 0, l.text, ink)
}

// view is the page but for the history.
type view struct {
	partner  partner.ID
	top      int
	sections sections
}

// Where implements screen.Found.
func (v view) Where() string { return string(v.partner) }

// Draw implements screen.View.
func (v view) Draw(a kit.Area, sh screen.Shared) {
	th := sh.Theme
	p, ok := sh.Partner(v.partner)
	if !ok {
		a.Print(0, 0, "This partner is not in the inventory. Esc goes back.", th.Text)
		return
	}
	note := ""
	switch into, _ := sh.Partner(p.MergedInto); {
	case p.MergedInto != "":
		note = "merged into " + into.Name
	case p.Archived:
		note = "archived"
	}
	kit.Heading(a.Sub(0, 0, a.W(), 2), p.Name, note, th)
	page := a.Sub(0, head, a.W(), a.H()-head-1)
	for i, b := range lay(sh, v.sections, v.partner, a.W()) {
		title := page.Sub(0, b.y-v.top, a.W(), 1)
		title.Print(kit.Margin, 0, strconv.Itoa(i+1)+"  "+b.title, th.Heading)
		if title.H() > 0 {
			title.Spot("section:" + strconv.Itoa(i))
		}
		for j, l := range b.lines {
			drawLine(page.Sub(0, b.y-v.top+1+j, a.W(), 1), l, th)
		}
	}
}
