package cardsort

import (
	"fmt"
	"strings"

	"convene/internal/activity/partner"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// boardStage is the board for the back row: the card that is talked about, and where the others stand.
type boardStage struct{ boardView }

// Headed implements screen.Headed.
func (boardStage) Headed() {}

const (
	columnsFrom = 70 // the width from which the three lanes stand side by side on the wall
	stageGap    = 4  // between them
)

// Draw implements screen.View.
func (v boardStage) Draw(a kit.Area, sh screen.Shared) {
	th, b := sh.Theme, read(sh.Public, sh.Memo, v.round)
	cards := v.lanesOf(b)
	v.head(a, sh, b, plan{status: -1})
	talk, pile := v.talk(a, sh, b, cards), v.pile(a, sh, cards[pileLane])
	rest, gaps := a.Sub(0, 1, a.W(), a.H()-1), 0
	if a.H() >= 14 {
		a.Print(0, a.H()-1, v.status(sh, b), th.Muted)
		rest, gaps = a.Sub(0, 2, a.W(), a.H()-4), 3
	}
	room := rest.H() - talk.Rows - pile.Rows - gaps
	rest.Spread(3, talk, v.columns(a.W(), room, sh, b, cards), pile)
}

// talk is the card that is open.
func (v boardStage) talk(a kit.Area, sh screen.Shared, b *board, cards [lanes][]partner.ID) kit.Block {
	list := cards[v.lane]
	if b.round.Settled || len(list) == 0 {
		return kit.Block{}
	}
	id, th := list[min(v.rows[v.lane], len(list)-1)], sh.Theme
	title := kit.Loudly(name(sh.Public, id), a.W(), max(1, a.H()/5), th.ASCII).Block(th.Accent)
	p, _ := sh.Partner(id)
	what := about(p, sh)
	if a.H() < 20 || what == "" {
		return title
	}
	return kit.Block{Rows: title.Rows + 2, Draw: func(a kit.Area) {
		title.Draw(a.Sub(0, 0, a.W(), title.Rows))
		a.Print(0, a.H()-1, what, th.Text)
	}}
}

// pile is what is still to be placed.
func (v boardStage) pile(a kit.Area, sh screen.Shared, cards []partner.ID) kit.Block {
	if len(cards) == 0 {
		return kit.Block{}
	}
	var names []string
	for _, id := range cards {
		names = append(names, name(sh.Public, id))
	}
	label := fmt.Sprintf("%s  %d", category(pileLane).Label(), len(cards))
	rows := 1
	if a.H() >= 30 && a.W() >= columnsFrom && len(cards) > 1 {
		rows = 1 + min(2, len(paint.Wrap(strings.Join(names, ", "), a.W())))
	}
	return kit.Block{Rows: rows, Draw: func(a kit.Area) {
		a.Print(0, 0, label, sh.Theme.Heading)
		if rows > 1 {
			a.Sub(0, 1, a.W(), rows-1).Para(0, a.W(), strings.Join(names, ", "), sh.Theme.Muted)
		}
	}}
}

// columns are the three lanes.
func (v boardStage) columns(w, room int, sh screen.Shared, b *board, cards [lanes][]partner.ID) kit.Block {
	th := sh.Theme
	if w < columnsFrom {
		return kit.Block{Rows: pileLane, Draw: func(a kit.Area) {
			for l := range pileLane {
				x := a.Right(l, fmt.Sprint(len(cards[l])), th.Heading)
				a.PrintIn(0, l, x-2, word(category(l), b.round, th), th.Heading)
			}
		}}
	}
	lw := (w - 2*stageGap) / pileLane
	var heads [pileLane]kit.Loud
	head, large := 0, true
	for l := range pileLane {
		heads[l] = kit.Loudly(b.round.Word(category(l)), lw, room*2/5, th.ASCII)
		large = large && heads[l].Large
	}
	longest, air := 0, 0
	for l := range pileLane {
		if !large { // all alike
			heads[l] = kit.Loud{Lines: paint.Wrap(b.round.Word(category(l)), lw), Step: 1}
		}
		head = max(head, heads[l].Rows())
		rows := 0
		for _, id := range cards[l] {
			rows += len(paint.Wrap(name(sh.Public, id), max(1, lw-kit.MarkCols)))
		}
		longest, air = max(longest, rows), max(air, rows+len(cards[l])-1)
	}
	head += 1 + count(large)
	names := max(1, room-head-1)
	step := 1
	if air <= names {
		step, longest = 2, air
	}
	return kit.Block{Rows: head + 1 + min(names, max(1, longest)), Draw: func(a kit.Area) {
		for l := range pileLane {
			lane := a.Sub(l*(lw+stageGap), 0, lw, a.H())
			for i, s := range heads[l].Lines {
				lane.Print(0, i, s, th.Heading)
			}
			lane.Print(0, head-1, sign(category(l), th)+" "+kit.Count(len(cards[l]), "partner", "partners"), th.Text)
			v.names(lane.Sub(0, head+1, lw, lane.H()-head-1), sh, b, cards[l], l, step)
		}
	}}
}

// names lists a lane's partners, as many as there is room for.
func (v boardStage) names(a kit.Area, sh screen.Shared, b *board, cards []partner.ID, lane, step int) {
	y := 0
	for i, id := range cards {
		c := cardOf(sh, b, id, lane)
		lines := paint.Wrap(c.Text, max(1, a.W()-kit.MarkCols))
		if last := i == len(cards)-1; y+len(lines) > a.H() || !last && y+len(lines)+step > a.H() {
			a.Print(kit.MarkCols, min(y, a.H()-1), fmt.Sprintf("+ %d more", len(cards)-i), sh.Theme.Muted)
			return
		}
		a.Print(0, y, c.Mark, sh.Theme.Muted)
		for j, l := range lines {
			a.Print(kit.MarkCols, y+j, l, c.Ink)
		}
		a.Sub(0, y, a.W(), len(lines)).Spot(c.Spot)
		y += len(lines) + step - 1
	}
}
