package touchpoints

import (
	"fmt"
	"slices"
	"strings"

	"convene/internal/activity/touchpoint"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// Stage implements screen.Staged: the question that is open, large, with what was said.
func (s *Screen) Stage() screen.View {
	switch s.At {
	case modeQuestion, modeSay, modeCarry, modeDots, modeAnswer:
		return talkStage{talkView{partner: s.partner, question: s.question, prompt: s.talk.prompt, finished: s.talk.count}}
	}
	return nil
}

// talkStage is one question for the back row.
type talkStage struct{ talkView }

// Headed implements screen.Headed.
func (talkStage) Headed() {}

const (
	besideFrom = 110 // the width from which the answer stands beside what was said on the wall
	answerCols = 44
	textCols   = 60 // of what was said
)

// Draw implements screen.View.
func (v talkStage) Draw(a kit.Area, sh screen.Shared) {
	th, b := sh.Theme, read(sh.Public, sh.Memo)
	now, asked := b.view.Latest(v.partner, v.question)
	v.head(a, sh)
	q := v.prompts(a, sh)
	status := v.status(sh, b, now, asked)
	rest := a.Sub(0, 1, a.W(), a.H()-1)
	if a.H() >= 16 {
		a.Print(0, a.H()-1, status, th.Muted)
		rest = a.Sub(0, 1, a.W(), a.H()-2)
	}
	room, gaps := rest.H()-q.Rows, 1
	if a.H() >= 16 {
		gaps = 4
	}
	answer := v.blocks(sh)
	beside := a.W() >= besideFrom && len(answer) > 0
	under := kit.Block{}
	if !beside && a.H() >= 20 && len(answer) > 0 {
		under = kit.Block{Rows: min(v.answerRows(sh, a.W()), room/3), Draw: func(a kit.Area) { v.answer(a, sh) }}
	}
	said := v.said(a.W(), max(1, room-under.Rows-gaps), sh, b, now, asked, beside)
	rest.Spread(3, q, said, under)
}

// prompts is the question: in large letters where that leaves room for what is said to it. Of a double one half is enough
// where both have no room.
func (v talkStage) prompts(a kit.Area, sh screen.Shared) kit.Block {
	q, _ := sh.Guide.Question(v.question)
	most, ink := max(3, min(16, a.H()/2)), sh.Theme.Heading
	var all []kit.Loud
	rows, large := -1, true
	for _, p := range q.Prompts {
		l := kit.Loudly(p, a.W(), most, sh.Theme.ASCII)
		all, rows, large = append(all, l), rows+l.Rows()+1, large && l.Large
	}
	if rows > most || !large {
		step := 2
		if a.H() < 16 {
			step = 1
		}
		all, rows = nil, -1
		for _, p := range q.Prompts {
			l := kit.Loud{Lines: paint.Wrap(p, min(textCols, a.W())), Step: step}
			all, rows = append(all, l), rows+l.Rows()+1
		}
		if rows > most {
			rows = -1
			for i := range all {
				all[i].Step = 1
				rows += all[i].Rows() + 1
			}
		}
	}
	if rows > most && len(q.Prompts) > 1 {
		p := fmt.Sprintf("(%d of %d) %s", v.prompt%len(q.Prompts)+1, len(q.Prompts), q.Prompts[v.prompt%len(q.Prompts)])
		return kit.Loudly(p, a.W(), most, sh.Theme.ASCII).Block(ink)
	}
	return kit.Block{Rows: min(rows, most), Draw: func(a kit.Area) {
		y := 0
		for _, l := range all {
			for i, s := range l.Lines {
				a.Print(0, y+i*l.Step, s, ink)
			}
			y += l.Rows() + 1
		}
	}}
}

// said is what was said, the newest that has room, or the heaviest once it was weighed, with its dots; and beside it the
// answer.
func (v talkStage) said(w, room int, sh screen.Shared, b *book, now touchpoint.CheckIn, asked, beside bool) kit.Block {
	var list []contribution
	cols := w
	if beside {
		cols = w - answerCols - 4
	}
	narrow, dots := cols < textCols, dotCols
	if narrow {
		dots = 6
	}
	if asked {
		list = contributions(sh, b, now, min(cols-dots, textCols), narrow)
	}
	shown, more, gap := fit(list, room, weighed(b, now))
	rows := gap * (len(shown) - 1)
	for _, c := range shown {
		rows += len(c.lines)
	}
	if more > 0 {
		rows++
	}
	if beside {
		rows = max(rows, min(room, v.answerRows(sh, answerCols)))
	}
	return kit.Block{Rows: max(1, min(rows, room)), Draw: func(a kit.Area) {
		v.drawSaid(a.Sub(0, 0, cols, a.H()), sh, shown, more, gap, asked)
		if beside {
			v.answer(a.Sub(cols+4, 0, answerCols, a.H()), sh)
		}
	}}
}

func (v talkStage) drawSaid(a kit.Area, sh screen.Shared, shown []contribution, more, gap int, asked bool) {
	th, y := sh.Theme, 0
	if len(shown) == 0 && asked {
		a.Print(0, 0, "Nothing was said yet.", th.Muted)
	}
	for _, c := range shown {
		a.Print(c.indent, y, c.mark, th.Muted)
		for i, l := range c.lines {
			a.Print(c.indent+kit.MarkCols, y+i, l, c.ink)
		}
		a.Print(min(a.W()-paint.Width(c.note), textCols+dotCols-paint.Width(c.note)), y, c.note, th.Text)
		a.Sub(0, y, min(a.W(), textCols+dotCols), len(c.lines)).Spot("row:" + c.id)
		y += len(c.lines) + gap
	}
	if more > 0 {
		a.Print(kit.MarkCols, a.H()-1, fmt.Sprintf("+ %d more", more), th.Muted)
	}
}

// dotCols is the room for the sign before a contribution and for the dots behind it, where there is enough.
const dotCols = 14

// contribution is one row of what was said, laid out.
type contribution struct {
	id, mark, note string
	indent         int
	lines          []string
	ink            paint.Ink
}

func contributions(sh screen.Shared, b *book, now touchpoint.CheckIn, w int, narrow bool) []contribution {
	th := sh.Theme
	var out []contribution
	for _, r := range rowsOf(b, now) {
		c, text := contribution{id: r.id(), mark: th.Symbols.Bullet, ink: th.Text}, r.note.Text
		switch {
		case r.group():
			c.mark, text, c.ink = "", title(r.item), th.Heading
		case r.item.Grouped():
			c.indent = 2
		}
		if r.note.Marked {
			c.mark = th.Symbols.Star
		}
		if r.id() == r.item.ID {
			c.note = weight(r.item, narrow, th)
		}
		c.lines = paint.Wrap(strings.Join(strings.Fields(text), " "), max(8, w-c.indent))
		out = append(out, c)
	}
	return out
}

func weighed(b *book, now touchpoint.CheckIn) bool {
	return now.Voting != touchpoint.VoteOpen && slices.ContainsFunc(b.view.Items(now.Round), func(i touchpoint.Item) bool { return i.Weight() > 0 })
}

// fit is as much of a list as has room, with air between where all of it has; first: its first ones rather than its last.
func fit(list []contribution, room int, first bool) (shown []contribution, more, gap int) {
	rows := 0
	for _, c := range list {
		rows += len(c.lines)
	}
	switch {
	case rows+len(list)-1 <= room:
		return list, 0, 1
	case rows <= room:
		return list, 0, 0
	}
	n, left := 0, room-1
	for n < len(list) {
		c := list[len(list)-1-n]
		if first {
			c = list[n]
		}
		if left -= len(c.lines); left < 0 {
			break
		}
		n++
	}
	if n == 0 { // one that is longer than the room: cut rather than left out
		n = 1
	}
	if more = len(list) - n; first {
		return list[:n], more, 0
	}
	return list[more:], more, 0
}
