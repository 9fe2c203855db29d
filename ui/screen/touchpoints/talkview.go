package touchpoints

import (
	"fmt"
	"slices"
	"strings"

	"convene/internal/activity/partner"
	"convene/internal/activity/touchpoint"
	"convene/internal/day"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// talkView is one question with what has been said: nothing but that, large, for the wall.
type talkView struct {
	partner  partner.ID
	question string
	open     string // the row that is shown in full
	top      int
	prompt   int             // of a double question, where there is no room for both
	finished screen.Finished // people who have placed their dots
	free     int             // rows at the bottom for a person's own layer
}

const (
	wideFrom = 90 // the width from which the answer stands beside what was said
	sideCols = 34
	tightTo  = 12 // the height up to which there is no air
	readCols = 60 // what the room reads is never wider
)

// layout is where the parts of a question stand, in the cells of the body.
type layout struct {
	prompts    []string // that are shown
	other      bool     // there is another prompt, which is not
	promptRows int
	promptTop  int
	status     int // its row; -1 where there is no room
	list, side paint.Rect
	below      bool // the side stands under the list
}

// lay gives each part its room: first the question, then what was said, then the answer.
func (v talkView) lay(sh screen.Shared, w, h int) layout {
	q, _ := sh.Guide.Question(v.question)
	tight := h <= tightTo
	l := layout{promptTop: 2, prompts: q.Prompts, status: -1}
	if tight {
		l.promptTop = 1
	}
	cols := min(readCols, w)
	room := max(2, h-l.promptTop-v.free-4) // four rows for what was said
	if rowsOfPrompts(l.prompts, cols) > room && len(q.Prompts) > 1 {
		l.prompts, l.other = q.Prompts[v.prompt%len(q.Prompts):][:1], true
		l.promptRows = min(room, len(paint.Wrap("(1 of 2, Tab) "+l.prompts[0], cols)))
	} else {
		l.promptRows = min(room, rowsOfPrompts(l.prompts, cols))
	}
	y := l.promptTop + l.promptRows
	if !tight {
		l.status = y + 1
		y += 3
	}
	end := h - v.free
	l.list = paint.R(0, y, w, max(1, end-y))
	n := v.answerRows(sh, w)
	switch {
	case n == 0:
	case w >= wideFrom && !tight:
		l.list = paint.R(0, y, w-sideCols-4, max(1, end-y))
		l.side = paint.R(w-sideCols, y, sideCols, max(1, end-y))
	case !tight && end-y > 10:
		said, _ := v.list(sh, l)
		n = min(n, end-y-1-max(3, min(9, said.Height(w))))
		l.list = paint.R(0, y, w, end-y-n-1)
		l.side, l.below = paint.R(0, end-n, w, n), true
	}
	return l
}

func rowsOfPrompts(prompts []string, cols int) int {
	n := 0
	for _, p := range prompts {
		n += len(paint.Wrap(p, cols))
	}
	return n
}

// block is one part of the answer: a title and a text.
type block struct{ title, text string }

// blocks are what is known: then, where the question was asked before, and now.
func (v talkView) blocks(sh screen.Shared) []block {
	b := read(sh.Public, sh.Memo)
	now, ok := b.view.Latest(v.partner, v.question)
	if !ok {
		return nil
	}
	var out []block
	today := day.Of(sh.Now)
	then, _, again := b.view.Beside(v.partner, v.question)
	known, ask := "What we know", "What we'll ask"
	if again {
		out = append(out, block{"Then, " + day.Show(then.Answer.On, day.DayFirst, today), then.Answer.Known})
		known = "Now"
		if now.Answered {
			known += ", " + day.Show(now.Answer.On, day.DayFirst, today)
		}
	}
	if now.Answer.Known != "" || again {
		text := now.Answer.Known
		if text == "" {
			text = sh.Theme.Symbols.Absent
		}
		out = append(out, block{known, text})
	}
	if now.Answer.Ask != "" {
		out = append(out, block{ask, now.Answer.Ask})
	}
	return out
}

func (v talkView) answerRows(sh screen.Shared, w int) int {
	n := 0
	for _, b := range v.blocks(sh) {
		n += 1 + len(paint.Wrap(b.text, min(readCols, w)))
	}
	return n
}

// list lays out what was said, and says where the open row stands.
func (v talkView) list(sh screen.Shared, l layout) (kit.Entries, int) {
	th, b := sh.Theme, read(sh.Public, sh.Memo)
	e := kit.Entries{Top: v.top, Lines: 2, Open: -1}
	now, ok := b.view.Latest(v.partner, v.question)
	if !ok {
		return e, -1
	}
	narrow := l.list.Dx() < 60
	for _, r := range rowsOf(b, now) {
		x := kit.Entry{Spot: "row:" + r.id(), Mark: th.Symbols.Bullet, Text: r.note.Text, Ink: th.Text, NoteInk: th.Text}
		if l.status >= 0 {
			x.Under = author(r.note)
		}
		switch {
		case r.group():
			x.Mark, x.Text, x.Under, x.Ink = "", title(r.item), "", th.Heading
			if len(r.item.Contributions) == 0 {
				x.Under = "Nothing is in this group any more. x takes it away."
			}
		case r.item.Grouped():
			x.Indent = 2
		}
		if r.note.Marked {
			x.Mark = th.Symbols.Star
		}
		if r.id() == r.item.ID {
			x.Note = weight(r.item, narrow, th)
		}
		if r.id() == v.open {
			e.Open = len(e.List)
		}
		e.List = append(e.List, x)
	}
	return e, e.Open
}

// Where implements screen.Found.
func (v talkView) Where() string { return string(v.partner) + "/" + v.question }

// Draw implements screen.View.
func (v talkView) Draw(a kit.Area, sh screen.Shared) {
	th := sh.Theme
	l := v.lay(sh, a.W(), a.H())
	v.head(a, sh)
	cols := min(readCols, a.W())
	y := l.promptTop
	for _, p := range l.prompts {
		if l.other {
			p = fmt.Sprintf("(%d of 2, Tab) %s", v.prompt%2+1, p)
		}
		rows := a.Sub(0, y, cols, l.promptTop+l.promptRows-y)
		y += rows.Para(0, cols, p, th.Heading)
	}
	b := read(sh.Public, sh.Memo)
	now, asked := b.view.Latest(v.partner, v.question)
	if l.status >= 0 {
		a.Print(0, l.status, v.status(sh, b, now, asked), th.Muted)
	}
	list, _ := v.list(sh, l)
	said := a.Sub(l.list.Min.X, l.list.Min.Y, l.list.Dx(), l.list.Dy())
	if len(list.List) == 0 {
		said.Para(0, cols, nothing(asked, now.Open), th.Text)
	}
	list.Draw(said, th)
	v.answer(a.Sub(l.side.Min.X, l.side.Min.Y, l.side.Dx(), l.side.Dy()), sh)
	a.Sub(0, a.H()-v.free, a.W(), v.free).Spot("free")
}

func nothing(asked, open bool) string {
	switch {
	case !asked:
		return "Not asked yet. The facilitator opens it for everybody with o, or with Enter and the first thing that is said."
	case open:
		return "Nothing was said yet. Press Enter and type what you know."
	}
	return "Nothing was said. Press o to open the question again."
}

// head is the set, which of its questions this is, and the partner.
func (v talkView) head(a kit.Area, sh screen.Shared) {
	th := sh.Theme
	set, _ := sh.Guide.SetOf(v.question)
	i := 0
	for j, q := range set.Questions {
		if q.ID == v.question {
			i = j
		}
	}
	what := fmt.Sprintf("%s  %d of %d", set.Label, i+1, len(set.Questions))
	if slices.Contains(read(sh.Public, sh.Memo).view.Chosen(v.partner, nil), v.question) {
		what += " " + th.Symbols.Star
	}
	end := a.Print(0, 0, what, th.Muted)
	rest := a.Sub(end+2, 0, a.W()-end-2, 1)
	rest.Right(0, name(sh.Public, v.partner), th.Title)
}

// status is how far the room has come with the question.
func (v talkView) status(sh screen.Shared, b *book, now touchpoint.CheckIn, asked bool) string {
	if !asked {
		return ""
	}
	out := []string{kit.Count(len(b.view.Contributions(now.Round)), "contribution", "contributions")}
	if now.Number > 1 {
		out = append(out, fmt.Sprintf("check-in %d", now.Number))
	}
	if !now.Open {
		out = append(out, "closed")
	} else if now.Unsigned {
		out = append(out, "unsigned")
	}
	switch now.Voting {
	case touchpoint.VoteOpen:
		out = append(out, fmt.Sprintf("%s each, %v", kit.Count(now.Dots, "dot", "dots"), v.finished))
	case touchpoint.VoteClosed:
		out = append(out, "dots of "+kit.Count(now.Voters, "person", "people"))
	case touchpoint.NoVote:
	}
	return strings.Join(out, " "+sh.Theme.Symbols.Between+" ")
}

// answer draws what is known, as far as there is room.
func (v talkView) answer(a kit.Area, sh screen.Shared) {
	y, cols := 0, min(readCols, a.W())
	for _, b := range v.blocks(sh) {
		if y+1 >= a.H() {
			a.Right(a.H()-1, sh.Theme.Symbols.More, sh.Theme.Muted)
			return
		}
		a.Print(0, y, b.title, sh.Theme.Muted)
		y++
		y += a.Sub(0, y, a.W(), a.H()-y).Para(0, cols, b.text, sh.Theme.Text)
	}
}
