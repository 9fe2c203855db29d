package cardsort

import "convene/ui/kit"

// shape is how the board is laid out.
type shape int

const (
	four  shape = iota // four lanes side by side
	shelf              // three lanes, and the pile under them
	one                // one lane at a time
)

// box is a place on the body, in cells.
type box struct{ x, y, w, h int }

func (b box) of(a kit.Area) kit.Area { return a.Sub(b.x, b.y, b.w, b.h) }

// plan is where everything on the board stands, in a body of some size.
type plan struct {
	shape  shape
	status int        // the row of the line under the question; -1 where there is no room
	titles [lanes]box // in the shape one all the same
	lanes  [lanes]box // of the pile on a shelf: all of the shelf
	tall   int        // rows of the card that is open
}

const (
	fourFrom  = 86 // body columns from which four lanes have room for names
	threeFrom = 60 // from which three have
	laneGap   = 2
)

// lay makes the plan. label is the width of the widest title of a category, pile how many cards are still to place.
func lay(w, h, label, pile int) plan {
	switch {
	case w < threeFrom:
		return layOne(w, h)
	case w < fourFrom && h >= 15:
		return layShelf(w, h, label, pile)
	}
	return layFour(w, h, label)
}

// tall is how many rows an open card has, its border too.
func tall(h int) int {
	switch {
	case h < 10:
		return 4
	case h < 18:
		return 5
	case h < 30:
		return 6
	}
	return 8
}

func layOne(w, h int) plan {
	p := plan{shape: one, status: -1, tall: tall(h)}
	y, air := 1, 0
	switch {
	case h >= 16: // the question may take two rows
		p.status, y, air = 2, 4, 1
	case h >= 12:
		p.status, y, air = 1, 3, 1
	}
	for l := range lanes {
		p.titles[l] = box{0, y, w, 1}
		p.lanes[l] = box{0, y + 1 + air, w, h - y - 1 - air}
	}
	return p
}

// titleRows is how many rows the titles of lanes have: two where the numbers stand under them.
func titleRows(laneW, label, h int) int {
	if label+4 > laneW || h >= 24 {
		return 2
	}
	return 1
}

func layFour(w, h, label int) plan {
	p := plan{shape: four, status: 1, tall: tall(h)}
	lw := (w - 3*laneGap) / 4
	y, rows := 3, titleRows(lw, label, h)
	if h < 15 {
		p.status, y, rows = -1, 1, 1
	}
	for l := range lanes {
		x := l * (lw + laneGap)
		p.titles[l] = box{x, y, lw, rows}
		p.lanes[l] = box{x, y + rows, lw, h - y - rows}
	}
	return p
}

func layShelf(w, h, label, pile int) plan {
	p := plan{shape: shelf, status: 1, tall: tall(h - 6)}
	lw := (w - 2*laneGap) / 3
	rows := titleRows(lw, label, h)
	y := 3
	if h < 20 {
		y = 2
	}
	low := h - p.tall - 1 // the row of the shelf's title
	if pile == 0 {
		low = h - 1
	}
	for l := range pileLane {
		x := l * (lw + laneGap)
		p.titles[l] = box{x, y, lw, rows}
		p.lanes[l] = box{x, y + rows, lw, low - 1 - y - rows}
	}
	p.titles[pileLane] = box{0, low, w, 1}
	p.lanes[pileLane] = box{0, low + 1, w, h - low - 1}
	return p
}
