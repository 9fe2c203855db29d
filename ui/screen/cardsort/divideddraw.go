package cardsort

import (
	"fmt"
	"strings"

	sorting "convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// dividedView is one divided card, with how the votes fell.
type dividedView struct {
	round string
	card  partner.ID
}

// Where implements screen.Found.
func (v dividedView) Where() string { return divided + string(v.card) }

// Draw implements screen.View.
func (v dividedView) Draw(a kit.Area, sh screen.Shared) {
	th := sh.Theme
	b := read(sh.Public, sh.Memo, v.round)
	at := -1
	for i, d := range b.divided {
		if d.Partner == v.card {
			at = i
		}
	}
	if at < 0 {
		v.none(a, sh, b)
		return
	}
	vote, air := b.divided[at], 0
	if a.H() >= 14 {
		air = 1
	}
	pos := fmt.Sprintf("%d of %s", at+1, kit.Count(len(b.divided), "divided card", "divided cards"))
	title := name(sh.Public, v.card)
	y := 0
	if paint.Width(title)+3+paint.Width(pos) <= a.W() {
		a.Right(0, pos, th.Muted)
	} else {
		a.Print(0, 0, pos, th.Muted)
		y = 1
	}
	a.Print(0, y, title, th.Heading)
	y++
	if p, ok := sh.Partner(v.card); ok && (air > 0 || a.H() > 8+y) {
		line := about(p, sh)
		if air > 0 && p.Mission != "" {
			line += ". " + p.Mission
		}
		rows := min(1+air, len(paint.Wrap(line, min(60, a.W()))))
		a.Sub(0, y, min(60, a.W()), rows).Para(0, 60, line, th.Muted)
		y += rows
	}
	y = drawBars(a, y+air, sh, b, vote)
	v.heard(a, y+air, sh, b, vote)
}

// none stands where no card is divided.
func (v dividedView) none(a kit.Area, sh screen.Shared, b *board) {
	th := sh.Theme
	rest := len(b.sheet.SettleUndivided(b.listed).Cards)
	a.Print(0, 0, "No card is divided", th.Heading)
	say := "Every card that has votes is settled. Esc goes back to the board."
	if rest > 0 {
		say = kit.Count(rest, "card has", "cards have") + " at least " + percent(b.round.Threshold) + " of the votes in one column. Press a to settle them there."
	}
	a.Sub(0, 2, a.W(), a.H()-2).Para(0, min(60, a.W()), say, th.Text)
}

// sideCols is the room beside the bars for the agreement, in cells.
const sideCols = 30

// drawBars draws the votes, and beside them or under them the agreement and where the card stood last time.
func drawBars(a kit.Area, y int, sh screen.Shared, b *board, vote sorting.Vote) int {
	th := sh.Theme
	agree := "agreement " + th.Symbols.Absent
	if vote.Agreed {
		agree = fmt.Sprintf("agreement %.2f", vote.Agreement)
	}
	last := ""
	if st, ok := b.last[vote.Partner]; ok {
		last = "last time " + sign(st.Category, th) + " " + st.RoundName
	}
	label, bars := min(titleWidth(b.round), a.W()/2), a
	bar, step := kit.ThinBar, 1
	if a.H() >= 18 { // room between thick ones
		bar, step = kit.Bar, 2
	}
	if a.W() >= 70 {
		bars, _ = a.Columns(a.W()-sideCols, 0)
		side := a.Sub(a.W()-sideCols+3, 0, sideCols-3, a.H())
		side.Print(0, y, agree, th.Text)
		side.Print(0, y+step, last, th.Muted)
	}
	width := min(36, bars.W()-label-6)
	for _, c := range sorting.Categories() {
		bars.PrintIn(0, y, label, word(c, b.round, th), th.Text)
		bars.Print(label+2, y, bar(vote.Tally.Share(c), width, th), th.Text)
		n := fmt.Sprintf("%d", vote.Tally.Count(c))
		bars.Print(label+2+width+4-len(n), y, n, th.Heading)
		y += step
	}
	y -= step - 1
	if n := vote.Tally.Unsure; n > 0 && a.H() >= 10 {
		bars.Print(0, y, "  "+kit.Count(n, "does not know", "do not know"), th.Muted)
		y++
	}
	if a.W() < 70 {
		if paint.Width(agree+", "+last) > a.W() {
			last = "last time " + sign(b.last[vote.Partner].Category, th)
		}
		a.Print(0, y, strings.TrimSuffix(agree+", "+last, ", "), th.Muted)
		y++
	}
	return y
}

// heard draws what was said of the card, and how it is settled. The last row is the field for the why.
func (v dividedView) heard(a kit.Area, y int, sh screen.Shared, b *board, vote sorting.Vote) {
	th := sh.Theme
	w := min(60, a.W())
	var said []string
	if vote.Card.Why != "" {
		said = append(said, `"`+vote.Card.Why+`"`)
	}
	if st, ok := b.last[v.card]; ok && st.Why != "" && st.Why != vote.Card.Why {
		said = append(said, st.RoundName+`: "`+st.Why+`"`)
	}
	if len(said) > 0 && y < a.H()-1 {
		text := "Heard: " + strings.Join(said, " "+th.Symbols.Between+" ")
		rows := min(len(paint.Wrap(text, w)), a.H()-1-y, 4)
		a.Sub(0, y, w, rows).Para(0, w, text, th.Text)
		y += rows
		if a.H() >= 14 {
			y++
		}
	}
	y = min(y, a.H()-1)
	state := "Settle:"
	for i, c := range sorting.Categories() {
		state += fmt.Sprintf(" %d %s", i+1, word(c, b.round, th))
		if i < 2 {
			state += "  "
		}
	}
	if paint.Width(state) > a.W() {
		state = strings.TrimPrefix(state, "Settle: ")
	}
	if paint.Width(state) > a.W() {
		state = fmt.Sprintf("Settle: 1 %s   2 %s   3 %s", th.Symbols.Clear, th.Symbols.Could, th.Symbols.None)
	}
	ink := th.Text
	if vote.Card.Settled {
		state, ink = th.Symbols.Check+" Settled: "+word(vote.Card.Place, b.round, th), th.Good
	}
	row := a.Sub(0, y, a.W(), 1)
	row.Print(0, 0, state, ink)
	row.Spot("settle")
	a.Sub(0, y, a.W(), min(4, a.H()-y)).Spot("why")
}

// dividedLayer puts the cursor on what comes next.
type dividedLayer struct{}

// Paint implements screen.Layer.
func (dividedLayer) Paint(_ kit.Area, p *paint.Personal, _ screen.Own) {
	if r, ok := p.Find("settle"); ok {
		p.Cursor = paint.Cursor{X: r.Min.X, Y: r.Min.Y, On: true}
	}
}

// whyLayer is the field for the why of a card that is about to be settled.
type whyLayer struct {
	round string
	to    sorting.Category
	field kit.Shown
	err   string
}

// Paint implements screen.Layer.
func (l whyLayer) Paint(a kit.Area, p *paint.Personal, o screen.Own) {
	r, ok := p.Find("why")
	if !ok {
		return
	}
	round, _ := o.State.CardSort.Round(l.round)
	need := 3
	top := max(0, min(r.Min.Y-a.Rect().Min.Y, a.H()-need))
	at := a.Sub(0, top, a.W(), a.H()-top)
	at.Fill(o.Theme.Ground)
	at.Print(0, 0, "Settled as "+word(l.to, round, o.Theme)+". Why?", o.Theme.Heading)
	l.field.Draw(at.Sub(0, 1, min(60, a.W()), 1), p, o.Theme.Field)
	note, ink := "A few words that next year's team will understand.", o.Theme.Muted
	if l.err != "" {
		note, ink = l.err, o.Theme.Bad
	}
	at.Sub(0, 2, min(60, a.W()), at.H()-2).Para(0, 60, note, ink)
}
