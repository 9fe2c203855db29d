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

// privateView is all that a wall shows of a private sort: how many have finished.
type privateView struct{ finished screen.Finished }

// Where implements screen.Found.
func (privateView) Where() string { return ownBallot }

// Draw implements screen.View.
func (v privateView) Draw(a kit.Area, sh screen.Shared) {
	w := min(60, a.W())
	a.Print(0, 0, "Private sort: "+v.finished.String(), sh.Theme.Heading)
	a.Sub(0, 2, a.W(), a.H()-2).Para(0, w, "Everybody sorts alone first. Nobody sees a ballot before the reveal.", sh.Theme.Text)
}

// handLayer covers the screen between two people.
type handLayer struct {
	name        string // whose turn it is; empty where nobody's
	self, proxy bool
	far         bool // on a terminal of their own, which nobody hands on
	wall        bool // the room sees this screen
	revealed    bool
	finished    screen.Finished
}

// Paint implements screen.Layer.
func (l handLayer) Paint(a kit.Area, p *paint.Personal, o screen.Own) {
	th := o.Theme
	a.Fill(th.Ground)
	w := min(60, a.W())
	title, say, do := "The ballot is kept", "", "Enter goes back to the board."
	switch {
	case l.name == "" && l.revealed:
		title, say = "The votes are revealed", "The board shows them: v. A ballot that comes now is late, and is added by the facilitator."
		if l.far {
			say = "Ctrl+G shows them with the room. A ballot that comes now is late, and is added by the facilitator."
		}
	case l.name == "" && l.far:
		say = "Private sort: " + l.finished.String() + ". Your ballot can be changed until the reveal: Tab. Ctrl+G shows what the facilitator shows."
	case l.name == "":
		say = "Private sort: " + l.finished.String() + ". Hand the keyboard on: Tab asks who is next. Ballots can be changed until the reveal."
	case l.proxy:
		title, do = "A proxy ballot for "+l.name, "Enter when ready."
		say = "Enter what this person told you. Whoever sees this screen sees the ballot: if it is on the wall, switch that off first."
	case l.self:
		title, do = "Your own ballot", "Enter when ready."
		say = "Nobody sees your ballot before the reveal, and then only how all votes fell."
		if l.wall {
			say = "Whoever sees this screen sees your ballot: if it is on the wall, switch that off first."
		}
	default:
		title, do = "Hand the keyboard to "+l.name, "Enter when ready."
		say = "Nobody else should see this screen now: if it is on the wall, switch that off first."
	}
	y := 0
	if a.H() >= 14 {
		y = 3
	}
	y += a.Sub(0, y, w, max(1, min(3, a.H()-y-4))).Para(0, w, title, th.Heading) + 1
	y += a.Sub(0, y, w, max(0, a.H()-y-2)).Para(0, w, say, th.Text) + 1
	y = min(y, a.H()-1)
	a.Print(0, y, do, th.Key)
	at := a.Sub(0, y, 1, 1).Rect()
	p.Cursor = paint.Cursor{X: at.Min.X, Y: at.Min.Y, On: true}
}

// ballotLayer is one card of a private sort, with this person's answer. Nothing of it is in a scene.
type ballotLayer struct {
	round          string
	name           string
	card           partner.ID
	choice         sorting.Choice
	at, of, filled int
	done           bool
}

// Paint implements screen.Layer.
func (l ballotLayer) Paint(a kit.Area, p *paint.Personal, o screen.Own) {
	th := o.Theme
	a.Fill(th.Ground)
	count := fmt.Sprintf("%d of %d", l.filled, l.of)
	x := a.Right(0, count, th.Muted)
	who := "Private sort " + th.Symbols.Between + " " + l.name
	if l.done {
		who += " " + th.Symbols.Between + " finished"
	}
	a.PrintIn(0, 0, x-2, who, th.Muted)
	air := 0
	if a.H() >= 14 {
		air = 1
		a.Print(0, 1, kit.Gauge(float64(l.filled)/float64(max(1, l.of)), min(60, a.W()), th), th.Muted)
	}
	room := min(a.H()-1-2*air-4-air, 14) // in a tall window the answers stay near
	l.known(a.Sub(0, 1+2*air, min(60, a.W()), room), o)
	l.answers(a.Sub(0, 1+2*air+room+air, min(60, a.W()), 4), p, o)
}

// known is what there is to read about the partner: no word on where it stood, nor of anybody's opinion.
func (l ballotLayer) known(a kit.Area, o screen.Own) {
	th, pub := o.Theme, o.State.Public()
	r, _ := pub.Partner(l.card)
	w := a.W()
	at := a.Right(0, fmt.Sprintf("card %d", l.at+1), th.Muted)
	y := a.Sub(0, 0, at-2, max(1, min(2, a.H()))).Para(0, at-2, name(pub, l.card), th.Heading)
	var what []string
	for _, k := range r.Kinds {
		what = append(what, o.Guide.Kind(string(k)).Label)
	}
	for _, when := range r.When {
		what = append(what, o.Guide.When(string(when)).Label)
	}
	lines := []struct {
		text string
		ink  paint.Ink
	}{{strings.Join(what, ", "), th.Muted}, {r.Mission, th.Text}, {r.OutcomeGoals, th.Text}, {r.Audience, th.Text}, {r.Schedule, th.Text}, {r.Notes, th.Text}}
	shown := 0
	for _, t := range lines {
		if t.text == "" || y >= a.H() {
			continue
		}
		rows := a.Sub(0, y, w, a.H()-y)
		y += min(rows.H(), rows.Para(0, w, t.text, t.ink))
		if shown++; a.H() >= 12 {
			y++
		}
	}
	if shown == 0 && y < a.H() {
		a.Print(0, y, "Nothing more is known yet.", th.Muted)
	}
}

// answers are the four answers, the one that was given marked.
func (l ballotLayer) answers(a kit.Area, p *paint.Personal, o screen.Own) {
	th := o.Theme
	r, _ := o.State.CardSort.Round(l.round)
	given := false
	for i, c := range sorting.Choices() {
		key, label := fmt.Sprintf("%d", (i+1)%4), c.Label()
		s := " "
		if cat, ok := c.Category(); ok {
			s, label = sign(cat, th), r.Word(cat)
		}
		row := a.Sub(0, i, a.W(), 1)
		row.Print(2, 0, key, th.Key)
		row.Print(5, 0, s, th.Text)
		row.Print(7, 0, label, th.Text)
		row.Spot("answer:" + string(c))
		if l.choice == c {
			given = true
			kit.SelectAt(p, row.Rect(), th)
		}
	}
	if !given {
		at := a.Rect().Min
		p.Cursor = paint.Cursor{X: at.X + 2, Y: at.Y, On: true}
	}
}
