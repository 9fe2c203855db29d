package cardsort

import (
	"fmt"
	"strings"

	sorting "convene/internal/activity/cardsort"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// Stage implements screen.Staged: what a room reads from the wall while it sorts, large.
func (s *Screen) Stage() screen.View {
	r, _ := s.round()
	switch s.mode {
	case modeHand, modePrivate:
		return privateStage{s.count}
	case modeReveal, modeWhy:
		v, _ := s.divided()
		return dividedStage{dividedView{r.ID, v.Partner}}
	case modeTogether, modeCarry:
		if v, ok := s.boardView(s.w, s.h).(boardView); ok {
			v.tops = [lanes]int{}
			return boardStage{v}
		}
	}
	return nil
}

// privateStage is how many have finished, and nothing else.
type privateStage struct{ finished screen.Finished }

// Headed implements screen.Headed.
func (privateStage) Headed() {}

// Draw implements screen.View.
func (v privateStage) Draw(a kit.Area, sh screen.Shared) {
	th := sh.Theme
	a.Spread(3, kit.Loudly("Private sort", a.W(), a.H()/3, th.ASCII).Block(th.Heading),
		kit.Loudly(v.finished.String(), a.W(), a.H()/2, th.ASCII).Block(th.Accent),
		kit.Para("Everybody sorts alone first. Nobody sees a ballot before the reveal.", a.W(), 3, th.Text))
}

// dividedStage is one divided card for the back row.
type dividedStage struct{ dividedView }

// Headed implements screen.Headed.
func (dividedStage) Headed() {}

// Draw implements screen.View.
func (v dividedStage) Draw(a kit.Area, sh screen.Shared) {
	th, b := sh.Theme, read(sh.Public, sh.Memo, v.round)
	at := -1
	for i, d := range b.divided {
		if d.Partner == v.card {
			at = i
		}
	}
	if at < 0 {
		a.Spread(3, kit.Loudly("No card is divided", a.W(), a.H(), th.ASCII).Block(th.Heading))
		return
	}
	top, rest := a.Rows(1)
	x := top.Right(0, b.round.Name, th.Muted)
	top.PrintIn(0, 0, x-2, fmt.Sprintf("%d of %s", at+1, kit.Count(len(b.divided), "divided card", "divided cards")), th.Muted)
	vote := b.divided[at]
	title := kit.Loudly(name(sh.Public, v.card), a.W(), max(2, a.H()/4), th.ASCII).Block(th.Accent)
	what, tail := kit.Block{}, v.tail(a, sh, b, vote)
	if p, ok := sh.Partner(v.card); ok && a.H() >= 20 {
		what = kit.Para(about(p, sh), a.W(), 2, th.Muted)
	}
	room := rest.H() - title.Rows - what.Rows
	for _, t := range tail {
		room -= t.Rows
	}
	rest.Spread(2, append([]kit.Block{title, what, v.bars(a.W(), room-2-2*count(a.H() >= 30), sh, b, vote)}, tail...)...)
}

// tail is what stands under the votes: how far they agree, what was settled, now and last time, and what was said of the card.
func (v dividedStage) tail(a kit.Area, sh screen.Shared, b *board, vote sorting.Vote) []kit.Block {
	th := sh.Theme
	var now, said []string
	if vote.Agreed {
		now = append(now, fmt.Sprintf("agreement %.2f", vote.Agreement))
	}
	if n := vote.Tally.Unsure; n > 0 {
		now = append(now, kit.Count(n, "does not know", "do not know"))
	}
	last, was := b.last[v.card]
	if was {
		now = append(now, "last time "+sign(last.Category, th)+" "+last.RoundName)
	}
	if vote.Card.Why != "" {
		said = append(said, `"`+vote.Card.Why+`"`)
	}
	if was && last.Why != "" && last.Why != vote.Card.Why {
		said = append(said, last.RoundName+`: "`+last.Why+`"`)
	}
	between := "  " + th.Symbols.Between + "  "
	out := []kit.Block{kit.Para(strings.Join(now, between), a.W(), 2, th.Text)}
	if vote.Card.Settled {
		out = append(out, kit.Loudly(th.Symbols.Check+" Settled: "+word(vote.Card.Place, b.round, th), a.W(), 1, th.ASCII).Block(th.Good))
	}
	if a.H() >= 18 {
		out = append(out, kit.Para(strings.Join(said, between), a.W(), 4, th.Text))
	}
	return out
}

// bars are the votes over the whole width, as high as there is room for, each with its number at its end.
func (v dividedStage) bars(w, room int, sh screen.Shared, b *board, vote sorting.Vote) kit.Block {
	th, all := sh.Theme, sorting.Categories()
	digits, _ := kit.Large("0", w, 6, th.ASCII)
	high, most := len(digits)-1, 0.0
	per, side, labels := room/len(all), 0, make([][]string, len(all))
	loud := per >= 2*high+3
	for i, c := range all {
		l := kit.Loudly(b.round.Word(c), w, high, th.ASCII)
		labels[i], loud, most = l.Lines, loud && l.Large, max(most, vote.Tally.Share(c))
	}
	switch {
	case loud:
		per = 2*high + 3
	case per >= high+4: // a label, a thick bar, air
		per = high + 4
	case per >= high+2:
		per = high + 2
	case per >= 3:
		per, high = 3, 1
	default:
		per, high, side = max(1, min(2, per)), 1, min(titleWidth(b.round), w-12)+2
	}
	return kit.Block{Rows: per*len(all) - count(per > 1), Draw: func(a kit.Area) {
		for i, c := range all {
			row, top := a.Sub(0, i*per, a.W(), per), 0
			if !loud {
				labels[i] = []string{word(c, b.round, th)}
			}
			for y, l := range labels[i] {
				row.PrintIn(0, y, max(side-2, a.W()*count(side == 0)), l, th.Heading)
			}
			if side == 0 {
				top = len(labels[i]) + count(per > high+2)
			}
			v.bar(row.Sub(side, top, a.W()-side, high), vote.Tally.Share(c)/max(most, 0.01), vote.Tally.Count(c), sh)
		}
	}}
}

func (v dividedStage) bar(a kit.Area, share float64, n int, sh screen.Shared) {
	num := fmt.Sprint(n)
	lines, large := kit.Large(num, a.W(), 6, sh.Theme.ASCII)
	if large = large && a.H() > 1; !large {
		lines = []string{num}
	}
	bar := kit.Bar(share, max(1, a.W()-paint.Width(lines[0])-2), sh.Theme)
	x := paint.Width(bar)
	if x > 0 {
		x += 2
	}
	for y := range a.H() {
		a.Print(0, y, bar, sh.Theme.Text)
		if y < len(lines) {
			a.Print(x, y, lines[y], sh.Theme.Heading)
		}
	}
}
