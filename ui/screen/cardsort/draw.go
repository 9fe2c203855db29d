package cardsort

import (
	"fmt"
	"strings"

	sorting "convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/internal/guide"
	"convene/internal/workspace"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// boardView is the board of a round, with the card that is talked about open.
type boardView struct {
	round    string
	lane     int // of the card that is open
	sel      partner.ID
	rows     [lanes]int      // the chosen row of each lane
	tops     [lanes]int      // the first row shown of each lane
	carry    bool            // the open card is in somebody's hand: over lane, at rows[lane]
	finished screen.Finished // private sorts
}

// question is what the room is asked: the question that the guide puts over the sort.
func question(g *guide.Pack) string {
	help, _ := g.Screen(Name)
	for _, p := range help.About {
		for s := range strings.SplitAfterSeq(p, ". ") {
			if s = strings.TrimSpace(s); strings.HasSuffix(s, "?") {
				return s
			}
		}
	}
	return "Where does each partner stand today?"
}

// titleWidth is the width of the widest title of a round's categories.
func titleWidth(r sorting.Round) int {
	w := 0
	for _, c := range sorting.Categories() {
		w = max(w, 2+paint.Width(r.Word(c)))
	}
	return w
}

// lanesOf are the lanes as this view shows them.
func (v boardView) lanesOf(b *board) [lanes][]partner.ID {
	if !v.carry {
		return b.lanes
	}
	out, _ := b.held(v.sel, v.lane, v.rows[v.lane])
	return out
}

// Where implements screen.Found.
func (boardView) Where() string { return ownBallot }

// Draw implements screen.View.
func (v boardView) Draw(a kit.Area, sh screen.Shared) {
	b := read(sh.Public, sh.Memo, v.round)
	cards := v.lanesOf(b)
	p := lay(a.W(), a.H(), titleWidth(b.round), len(cards[pileLane]))
	v.head(a, sh, b, p)
	if p.shape == one {
		v.tabs(p.titles[0].of(a), sh, b, cards)
		v.drawLane(p.lanes[v.lane].of(a), sh, b, cards[v.lane], v.lane, p)
		return
	}
	for l := range lanes {
		v.title(p.titles[l].of(a), sh, b, l, len(cards[l]))
		if l == pileLane && p.shape == shelf {
			v.drawShelf(p.lanes[l].of(a), sh, b, cards[l], p)
			continue
		}
		v.drawLane(p.lanes[l].of(a), sh, b, cards[l], l, p)
	}
}

// head draws the question, how far the sort has come, and where the round stands.
func (v boardView) head(a kit.Area, sh screen.Shared, b *board, p plan) {
	th := sh.Theme
	q, done := question(sh.Guide), fmt.Sprintf("%d of %d placed", b.placed(), len(b.listed))
	if b.round.Settled {
		q = b.round.Name + ": settled"
		if !b.round.SettledAt.IsZero() {
			q += " " + day(b.round.SettledAt)
		}
	}
	status := v.status(sh, b)
	switch {
	case paint.Width(q)+2+paint.Width(done) <= a.W():
		a.Right(0, done, th.Muted)
	case p.status >= 0:
		status = done + "   " + status
	case paint.Width(q) > a.W():
		q = done // a small window: the question has been read out
	}
	a.Sub(0, 0, a.W(), max(1, p.status)).Para(0, a.W(), q, th.Heading)
	if p.status >= 0 {
		a.Print(0, p.status, status, th.Muted)
	}
}

// status is the line under the question: the round, and what there is to say of it.
func (v boardView) status(sh screen.Shared, b *board) string {
	th := sh.Theme
	if b.round.Settled {
		return "The latest sort. Nothing in it moves any more."
	}
	if v.carry {
		return "In hand: " + name(sh.Public, v.sel)
	}
	parts := []string{b.round.Name}
	if b.carried > 0 {
		parts = append(parts, fmt.Sprintf("%s %d as last time", th.Symbols.Between, b.carried))
	}
	switch {
	case b.round.Revealed:
		parts = append(parts, kit.Count(b.left, "divided card left", "divided cards left"))
		if v.finished.N > 0 {
			parts = append(parts, kit.Count(v.finished.N, "late ballot waits", "late ballots wait"))
		}
	case v.finished.N > 0:
		parts = append(parts, "private sort: "+v.finished.String())
	}
	return strings.Join(parts, "   ")
}

// title draws a lane's name and how many cards it has, under it where both do not fit into a line.
func (v boardView) title(a kit.Area, sh screen.Shared, b *board, lane, n int) {
	th := sh.Theme
	w := word(category(lane), b.round, th)
	num := fmt.Sprintf("%d", n)
	if a.H() > 1 {
		a.Print(0, 0, w, th.Heading)
		a.Print(kit.MarkCols, 1, kit.Count(n, "partner", "partners"), th.Muted)
		return
	}
	x := a.PrintIn(0, 0, a.W()-2-len(num), w, th.Heading)
	a.Print(x+2, 0, num, th.Muted)
}

// tabs draws the lanes' titles where only one lane has room: that one's in full, the others as a sign and a number.
func (v boardView) tabs(a kit.Area, sh screen.Shared, b *board, cards [lanes][]partner.ID) {
	th := sh.Theme
	room := a.W()
	for l := range lanes {
		if l != v.lane {
			room -= paint.Width(fmt.Sprintf("%s %d  ", sign(category(l), th), len(cards[l])))
		}
	}
	x := 0
	for l := range lanes {
		n := fmt.Sprintf(" %d", len(cards[l]))
		at := x
		if l == v.lane {
			x = a.PrintIn(x, 0, room-len(n), word(category(l), b.round, th), th.Heading)
			x = a.Print(x, 0, n, th.Heading)
		} else {
			x = a.Print(x, 0, sign(category(l), th)+n, th.Muted)
		}
		a.Sub(at, 0, x-at, 1).Spot(laneSpot(l))
		x += 2
	}
}

// laneOf is how the cards of one lane are laid out.
func (v boardView) laneOf(p workspace.Public, cards []partner.ID, lane int, pl plan) kit.Lane {
	l := kit.Lane{Cards: len(cards), Open: -1, Tall: pl.tall, Top: v.tops[lane]}
	if lane == v.lane && len(cards) > 0 {
		l.Open = min(v.rows[lane], len(cards)-1)
	}
	at := pl.lanes[lane]
	return l.Wrapped(at.w, at.h, func(i int) string { return name(p, cards[i]) })
}

func (v boardView) drawLane(a kit.Area, sh screen.Shared, b *board, cards []partner.ID, lane int, p plan) {
	a.Spot(laneSpot(lane))
	l := v.laneOf(sh.Public, cards, lane, p)
	l.Card = func(i int) kit.Card { return cardOf(sh, b, cards[i], lane) }
	l.Face = func(in kit.Area) { faceOf(sh, b, cards[l.Open], v.carry).draw(in, sh.Theme) }
	if len(cards) == 0 {
		a.Print(kit.MarkCols, 0, empty(lane), sh.Theme.Faint)
		return
	}
	l.Draw(a, sh.Theme)
}

func empty(lane int) string {
	if lane == pileLane {
		return "all are placed"
	}
	return "none yet"
}

func cardOf(sh screen.Shared, b *board, id partner.ID, lane int) kit.Card {
	c := b.sheet.Card(id)
	out := kit.Card{Spot: cardSpot(id), Text: name(sh.Public, id), Ink: sh.Theme.Text}
	if lane == pileLane || b.round.Settled {
		return out
	}
	out.Mark = mark(c, sh.Theme)
	if c.Carried {
		out.Ink = sh.Theme.Muted
	}
	return out
}

// drawShelf draws the pile under the three lanes: the card that is talked about in the width of two, what comes next
// beside it.
func (v boardView) drawShelf(a kit.Area, sh screen.Shared, b *board, cards []partner.ID, p plan) {
	a.Spot(laneSpot(pileLane))
	if len(cards) == 0 {
		a.Print(kit.MarkCols, 0, empty(pileLane), sh.Theme.Faint)
		return
	}
	first, cols := 0, 3
	lw := p.lanes[0].w
	rest := a
	if v.lane == pileLane {
		at := min(v.rows[pileLane], len(cards)-1)
		wide := a.Sub(0, 0, 2*lw+laneGap, a.H())
		in := wide.Box(sh.Theme.BorderFocus, sh.Theme.ASCII)
		faceOf(sh, b, cards[at], v.carry).draw(in.Inset(1, 0), sh.Theme)
		wide.Spot(cardSpot(cards[at]))
		first, cols = at+1, 1
		rest = a.Sub(2*(lw+laneGap), 0, lw, a.H())
	}
	drawFlow(rest, sh, b, cards, first, cols, lw)
}

// drawFlow draws the cards from first on in columns, and says how many more there are before and behind.
func drawFlow(a kit.Area, sh screen.Shared, b *board, cards []partner.ID, first, cols, lw int) {
	rows := a.H()
	above := max(0, first-1) // the one before is the open card
	if len(cards)-first > rows*cols || above > 0 {
		rows--
	}
	end := min(len(cards), first+rows*cols)
	for i := first; i < end; i++ {
		c := cardOf(sh, b, cards[i], pileLane)
		cell := a.Sub((i-first)/rows*(lw+laneGap), (i-first)%rows, lw, 1)
		cell.Print(kit.MarkCols, 0, c.Text, c.Ink)
		cell.Spot(c.Spot)
	}
	x := 0
	th := sh.Theme
	if above > 0 {
		x = a.Print(kit.MarkCols, rows, fmt.Sprintf("%s %d above", th.Symbols.Less, above), th.Muted)
	}
	if n := len(cards) - end; n > 0 {
		a.Print(max(kit.MarkCols, x+2), rows, fmt.Sprintf("%s %d more", th.Symbols.More, n), th.Muted)
	}
}

func cardSpot(id partner.ID) string { return "card:" + string(id) }

func laneSpot(lane int) string { return fmt.Sprintf("lane:%d", lane) }

// boardLayer puts the cursor on the open card.
type boardLayer struct{ spot string }

// Paint implements screen.Layer.
func (l boardLayer) Paint(_ kit.Area, p *paint.Personal, _ screen.Own) {
	if r, ok := p.Find(l.spot); ok {
		p.Cursor = paint.Cursor{X: r.Min.X + 2, Y: r.Min.Y + 1, On: true}
	}
}
