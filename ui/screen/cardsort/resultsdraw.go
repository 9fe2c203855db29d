package cardsort

import (
	"fmt"

	sorting "convene/internal/activity/cardsort"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
	"convene/ui/theme"
)

// resultView is a page of a round's result.
type resultView struct {
	round, from string
	page        page
	top         int
}

// head is how many rows stand above the table.
func (v resultView) head(w, h int) int {
	n := 3
	if h < 12 {
		n = 2
	}
	if v.page == votesPage {
		n++
		if h >= 12 {
			n += 2
		}
		if w < 60 {
			n++
		}
	}
	return n
}

// body is how many rows of the page fit. A table has a row of titles; the last row says what is hidden.
func (v resultView) body(w, h int) int {
	if v.page == votesPage || v.page == gridPage {
		h--
	}
	return max(1, h-v.head(w, h)-1)
}

// cell is a piece of text in a table.
type cell struct {
	text string
	kind lineKind
}

// grid is a table's columns and rows.
type grid struct {
	cols  []kit.Column
	rows  [][]cell
	empty string
}

// Draw implements screen.View.
func (v resultView) Draw(a kit.Area, sh screen.Shared) {
	th := sh.Theme
	b := read(sh.Public, sh.Memo, v.round)
	title := b.round.Name
	if v.page == changesPage && v.from != "" {
		from, _ := sh.CardSort().Round(v.from)
		title = from.Name + " " + th.Symbols.Right + " " + b.round.Name
	}
	note := ""
	if !b.round.Settled {
		note = "not settled yet"
	}
	if x := a.Right(0, note, th.Muted); paint.Width(title)+2 > x {
		a.Sub(0, 0, a.W(), 1).Fill(th.Text)
	}
	a.Print(0, 0, title, th.Heading)
	v.tabs(a.Sub(0, 1, a.W(), 1), th)
	if v.page == votesPage {
		y := 2
		if a.H() >= 12 {
			y = 3
		}
		v.alpha(a, y, sh, b)
	}
	top := v.head(a.W(), a.H())
	win := kit.Window{Top: v.top, Rows: v.body(a.W(), a.H())}
	rest := a.Sub(0, top, a.W(), a.H()-top)
	if v.page == votesPage || v.page == gridPage {
		t := v.table(sh, b, a.W())
		win.Of = len(t.rows)
		kit.Rows{
			Columns: t.cols, Window: win, Empty: t.empty,
			Cell: func(r, c int) (string, paint.Ink) { return t.rows[r][c].text, t.rows[r][c].kind.ink(th) },
			Spot: func(r int) string { return fmt.Sprintf("result:%d", r) },
		}.Draw(rest, th)
		return
	}
	lines := v.lines(sh, b, a.W())
	win.Of = len(lines)
	for i := win.Top; i < win.End(); i++ {
		for _, p := range lines[i] {
			rest.Print(p.x, i-win.Top, p.text, p.kind.ink(th))
		}
	}
	kit.Hidden(rest.Sub(0, win.Rows, rest.W(), 1), win, th)
}

// tabs draws the pages' titles, the one shown marked.
func (v resultView) tabs(a kit.Area, th *theme.Theme) {
	x := 0
	for p := range pages {
		at, ink, here := x, th.Muted, " "
		if p == v.page {
			ink, here = th.Accent, th.Symbols.Here
		}
		x = a.Print(x, 0, fmt.Sprintf("%s%d %s", here, int(p)+1, p), ink)
		a.Sub(at, 0, x-at, 1).Spot(fmt.Sprintf("page:%d", int(p)))
		x++
		if a.W() >= 60 {
			x += 2
		}
	}
}

// alpha draws how far the room agrees over all cards. The bounds are those that Krippendorff recommends, and are named.
func (v resultView) alpha(a kit.Area, y int, sh screen.Shared, b *board) {
	th := sh.Theme
	num, say := th.Symbols.Absent, "too few votes, or always the same answer"
	if alpha, ok := b.sheet.Alpha(); ok && b.shown() {
		num = fmt.Sprintf("%.2f", alpha)
		switch {
		case alpha >= 0.80:
			say = "the room agrees strongly"
		case alpha >= 0.667:
			say = "the room agrees partly"
		default:
			say = "the room agrees little"
		}
	}
	a.Print(a.Print(0, y, "Overall agreement (alpha)  ", th.Text), y, num, th.Heading)
	if a.W() < 60 {
		y++
		a.Print(0, y, say, th.Text)
	} else {
		a.Print(34, y, say, th.Text)
	}
	if a.H() >= 12 {
		a.Print(0, y+1, "Krippendorff: reliable from 0.80, tentative from 0.667.", th.Muted)
	}
}

// table makes the page's table, for a body of w columns.
func (v resultView) table(sh screen.Shared, b *board, w int) grid {
	if v.page == votesPage {
		return v.votes(sh, b)
	}
	return v.shares(sh, b, w)
}

// lines are the page's lines, for a body of w columns.
func (v resultView) lines(sh screen.Shared, b *board, w int) [][]piece {
	if v.page == changesPage {
		return v.changes(sh, w)
	}
	return v.settled(sh, b, w)
}

// rows is how many rows the page has.
func (v resultView) rows(sh screen.Shared, b *board, w int) int {
	if v.page == votesPage || v.page == gridPage {
		return len(v.table(sh, b, w).rows)
	}
	return len(v.lines(sh, b, w))
}

const sealedSay = "The votes are shown after the reveal. Esc, then v, reveals them."

// votes is the page of the votes on each card, and how far people agree on it.
func (v resultView) votes(sh screen.Shared, b *board) grid {
	th := sh.Theme
	t := grid{empty: sealedSay, cols: []kit.Column{{Title: "Partner", Min: 16, Want: 42, Keep: 9}}}
	for _, c := range sorting.Categories() {
		t.cols = append(t.cols, kit.Column{Title: sign(c, th), Min: 3, Want: 3, Keep: 8, Right: true})
	}
	t.cols = append(t.cols, kit.Column{Title: "?", Min: 2, Want: 3, Keep: 5, Right: true},
		kit.Column{Title: "agree", Min: 5, Want: 9, Keep: 7, Right: true})
	if !b.shown() {
		return t
	}
	for _, id := range b.listed {
		n := b.sheet.Votes(id)
		agree := th.Symbols.Absent
		if a, ok := sorting.Agreement(n); ok {
			agree = fmt.Sprintf("%.2f", a)
		}
		row := []cell{{name(sh.Public, id), plainLine}}
		for _, c := range sorting.Categories() {
			row = append(row, number(n.Count(c), th))
		}
		t.rows = append(t.rows, append(row, number(n.Unsure, th), cell{agree, plainLine}))
	}
	t.empty = "Nobody has voted in this sort."
	return t
}

func number(n int, th *theme.Theme) cell {
	if n == 0 {
		return cell{th.Symbols.Between, labelLine}
	}
	return cell{fmt.Sprintf("%d", n), plainLine}
}

// shares is the placement grid: partner by category, the share of the votes.
func (v resultView) shares(sh screen.Shared, b *board, w int) grid {
	th := sh.Theme
	who, num := min(36, max(14, w/3)), 7
	each := max(5, min(24, (w-kit.Margin-who-num)/3-2))
	t := grid{empty: sealedSay, cols: []kit.Column{{Title: "Partner", Min: who, Want: who, Keep: 9}}}
	for _, c := range sorting.Categories() {
		title := word(c, b.round, th)
		if each < 12 {
			title = "    " + sign(c, th)
		}
		t.cols = append(t.cols, kit.Column{Title: title, Min: each, Want: each, Keep: 8})
	}
	t.cols = append(t.cols, kit.Column{Title: "votes", Min: 5, Want: 5, Keep: 4, Right: true})
	if !b.shown() {
		return t
	}
	for _, g := range b.sheet.Grid(b.listed) {
		row := []cell{{name(sh.Public, g.Partner), plainLine}}
		for _, c := range sorting.Categories() {
			text, kind := "    "+th.Symbols.Between, labelLine
			if g.Shares[c] > 0 {
				text, kind = fmt.Sprintf("%5s", percent(g.Shares[c])), plainLine
				if bar := min(12, each-7); bar > 0 {
					text += " " + kit.ThinBar(g.Shares[c], bar, th)
				}
			}
			row = append(row, cell{text, kind})
		}
		t.rows = append(t.rows, append(row, number(g.Tally.Votes(), th)))
	}
	return t
}
