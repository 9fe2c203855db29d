package communication

import (
	"fmt"
	"strings"

	"convene/internal/day"
	"convene/internal/workspace"
	"convene/ui/desk"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// columns is how the table shares out the width. The wall has who, what, the next date and the state; what a wide terminal
// has room for beyond that is its person's own.
type columns struct {
	scene     int // cells of the four columns, with their margins
	who, what int
	more      []more
}

// more is a column that only the person at the terminal sees.
type more struct {
	title string
	cols  int
	at    int
	text  func(row, workspace.Public, day.Order) string
}

const (
	space     = 2  // between two columns
	whoLeast  = 20 // of who must know
	whoMost   = 30
	whatLeast = 28
	whatMost  = 44
	wide      = 74 // from which the columns stand side by side
	narrow    = 8  // what is left free of a narrow line
)

// columnsOf shares out a width of w cells.
func columnsOf(w int) columns {
	fixed := kit.Margin + kit.MarkCols + space + nextCols + space + stateCols
	left := w - fixed - space - whoLeast - whatLeast
	var out columns
	for _, m := range []more{
		{title: "Sent by", cols: 17, text: func(r row, _ workspace.Public, _ day.Order) string { return r.Sender }},
		{title: "How often", cols: 24, text: func(r row, _ workspace.Public, o day.Order) string { return r.Recurrence.Words(o) }},
		{title: "How", cols: 16, text: func(r row, _ workspace.Public, _ day.Order) string { return r.Channel }},
		{title: "Partners", cols: 18, text: func(r row, p workspace.Public, _ day.Order) string { return p.NamesOf(r.Partners) }},
	} {
		if left < space+m.cols {
			break
		}
		left -= space + m.cols
		out.more = append(out.more, m)
	}
	left = max(0, left)
	out.what = min(whatMost, whatLeast+left*2/3)
	out.who = min(whoMost, whoLeast+left-(out.what-whatLeast))
	if w < fixed+space+whoLeast+whatLeast { // narrower than the four columns need: they stand under each other
		out.what = max(whatLeast, w-narrow)
	}
	out.scene = min(w, fixed+space+out.who+out.what)
	x := out.scene + space
	for i := range out.more {
		out.more[i].at = x
		x += out.more[i].cols + space
	}
	return out
}

type tableKey struct {
	rowsKey
	order day.Order
	w, h  int
	ascii bool
}

// tablePaper lays the table out.
func tablePaper(sh screen.Shared, q query, order day.Order, w, h int) desk.Paper[ref] {
	today := day.Of(sh.Now)
	key := tableKey{rowsKey{versionOf(sh.Public), q, today}, order, w, h, sh.Theme.ASCII}
	return screen.Get(sh.Memo, key, func() desk.Paper[ref] {
		c := columnsOf(w)
		p := desk.NewPaper[ref](c.scene, h)
		p.Anchor(desk.Field + adding)
		for _, r := range rows(sh.Public, sh.Memo, q, today) {
			p.Put(p.Sheet, message(r.ID).String(), message(r.ID), kit.SheetEntry{Mark: sign(r.State, sh.Theme), Text: audience(r.Message), Cols: c.who,
				Cut: sh.Theme.Symbols.Ellipsis, Asides: []kit.Aside{{Text: r.What, Cols: c.what}, next(r.Message, r.next, order, today), state(r.State)}})
		}
		return p
	})
}

type tableView struct {
	query query
	order day.Order
	top   int
}

// Draw implements screen.View.
func (v tableView) Draw(a kit.Area, sh screen.Shared) {
	today := day.Of(sh.Now)
	list := rows(sh.Public, sh.Memo, v.query, today)
	tally := home(sh)
	kit.Heading(a.Sub(0, 0, a.W(), 1), "Communication plan", v.shows(sh.Public, len(list), counted(tally)), sh.Theme)
	body := desk.Body(a)
	if len(list) == 0 {
		body.Sub(kit.Margin, 0, a.W(), a.H()).Para(0, 60, v.empty(tally.Answered), sh.Theme.Text)
		return
	}
	if a.W() > wide {
		titles(a, columnsOf(a.W()), sh)
	}
	tablePaper(sh, v.query, v.order, a.W(), a.H()).Draw(body, v.top, sh.Theme)
}

// titles names the four columns.
func titles(a kit.Area, c columns, sh screen.Shared) {
	x := kit.Margin + kit.MarkCols
	for _, t := range []struct {
		title string
		cols  int
	}{{"Who", c.who}, {"What", c.what}, {"Next", nextCols}, {"State", stateCols}} {
		a.PrintIn(x, 1, t.cols, t.title, sh.Theme.Muted)
		x += t.cols + space
	}
}

func (v tableView) empty(answered int) string {
	switch {
	case !v.query.all():
		return "There is no such message. Press a to write one, or Esc to show all again."
	case answered == 0:
		return "No messages yet. Answer the five prompts together first: press t. Or press a and type who must know something."
	}
	return "No messages yet. Press a and type who must know something; Tab goes on to what it is, why and how often."
}

// shows says what the table leaves out, and how it is sorted where that is not by date.
func (v tableView) shows(p workspace.Public, n int, all string) string {
	var out []string
	if !v.query.all() {
		out = append(out, fmt.Sprintf("%d shown", n))
	}
	if v.query.partner != "" {
		out = append(out, "About: "+p.NameOf(v.query.partner))
	}
	switch {
	case v.query.who.Nobody:
		out = append(out, "From: nobody yet")
	case v.query.who.Name != "":
		out = append(out, "From: "+v.query.who.Name)
	}
	if v.query.audience != "" {
		out = append(out, "To: "+v.query.audience)
	}
	if v.query.state != "" {
		out = append(out, "Only: "+string(v.query.state))
	}
	if v.query.sort != byNext {
		out = append(out, "Sorted by "+v.query.sort.String())
	}
	if len(out) == 0 {
		return all
	}
	return strings.Join(out, "  ")
}

// tableLayer adds the columns that only this person sees.
type tableLayer struct {
	choice screen.Layer
	rows   []row
	order  day.Order
	columns
}

// Paint implements screen.Layer.
func (l tableLayer) Paint(a kit.Area, p *paint.Personal, o screen.Own) {
	if len(l.rows) > 0 {
		for _, c := range l.more {
			a.PrintIn(c.at, 1, c.cols, c.title, o.Theme.Muted)
		}
	}
	for _, r := range l.rows {
		at, ok := p.Find(desk.Field + message(r.ID).String())
		if !ok || len(l.more) == 0 {
			continue
		}
		y := at.Min.Y - a.Rect().Min.Y
		for _, c := range l.more {
			a.PrintIn(c.at, y, c.cols, c.text(r, o.State.Public(), l.order), o.Theme.Muted)
		}
	}
	l.choice.Paint(a, p, o)
}
