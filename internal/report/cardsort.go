package report

import (
	"fmt"
	"strconv"
	"time"

	"convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/internal/workspace"
)

// CardSort is one round of the card sort for reading elsewhere.
type CardSort struct {
	view    cardsort.View
	sheet   cardsort.Sheet
	before  cardsort.Round // the settled round before it
	names   map[partner.ID]string
	columns cardsort.Columns
	team    string
	zone    *time.Location
}

// NewCardSort reads a round. Where only is not empty it holds that partner's card alone. Dates are in zone.
func NewCardSort(w workspace.Workspace, round string, only partner.ID, zone *time.Location) CardSort {
	c := CardSort{view: cardsort.Read(w.CardSort, cardsort.Resolver(w.Partner)), names: map[partner.ID]string{}, team: w.TeamName(), zone: zone}
	c.sheet = c.view.Sheet(round)
	c.before, _ = w.CardSort.Previous(round)
	for p := range w.Partner.Partners.All() {
		c.names[p.ID] = p.Name
	}
	var active []partner.ID
	for _, p := range w.Partner.Active() {
		active = append(active, p.ID)
	}
	listed := c.sheet.Listed(active)
	if only != "" {
		listed = []partner.ID{only}
	}
	c.columns = c.sheet.Columns(listed)
	return c
}

// JSON is the round for other programs.
func (c CardSort) JSON() cardsort.Result {
	var listed []partner.ID
	for _, cat := range append(cardsort.Categories(), cardsort.Pile) {
		listed = append(listed, c.columns[cat]...)
	}
	all := c.sheet.Result(listed, func(id partner.ID) string { return c.names[id] })
	keep := map[partner.ID]bool{}
	for _, p := range listed {
		keep[p] = true
	}
	cards := []cardsort.ResultCard{}
	for _, r := range all.Cards {
		if keep[r.PartnerID] {
			cards = append(cards, r)
		}
	}
	all.Cards = cards
	return all
}

// each goes through the cards as they stand: by category, the pile last.
func (c CardSort) each(do func(cardsort.Category, partner.ID)) {
	for _, cat := range append(cardsort.Categories(), cardsort.Pile) {
		for _, p := range c.columns[cat] {
			do(cat, p)
		}
	}
}

// Table is the round as one table, a card a row.
func (c CardSort) Table() Table {
	t := Table{Header: []string{"Partner", "Category", "Why", "Agreement"}, Right: []bool{false, false, false, true}}
	for _, ch := range cardsort.Choices() {
		t.Header, t.Right = append(t.Header, c.choice(ch)), append(t.Right, true)
	}
	t.Header, t.Right = append(t.Header, "Last time"), append(t.Right, false)
	last := c.view.LastTime(c.sheet.Round.ID)
	c.each(func(cat cardsort.Category, p partner.ID) {
		v := c.sheet.Votes(p)
		row := []string{c.names[p], c.sheet.Round.Word(cat), c.sheet.Card(p).Why, agreement(v)}
		for _, n := range []int{v.Clear, v.Could, v.None, v.Unsure} {
			cell := ""
			if v.Of() > 0 {
				cell = strconv.Itoa(n)
			}
			row = append(row, cell)
		}
		t.Rows = append(t.Rows, append(row, last[p].Word))
	})
	return t
}

func (c CardSort) choice(ch cardsort.Choice) string {
	if cat, ok := ch.Category(); ok {
		return "Votes: " + c.sheet.Round.Word(cat)
	}
	return "Votes: " + ch.Label()
}

func agreement(t cardsort.Tally) string {
	a, ok := cardsort.Agreement(t)
	if !ok {
		return ""
	}
	return number(a)
}

func number(f float64) string { return strconv.FormatFloat(f, 'f', 2, 64) }

// Doc is the round for reading: where each partner stands and why, then what has changed since the round before.
func (c CardSort) Doc() Doc {
	r := c.sheet.Round
	d := Doc{Title: "Card sort: " + r.Name, Blocks: []Block{Paragraph{c.summary()}}}
	for _, cat := range append(cardsort.Categories(), cardsort.Pile) {
		cards := c.columns[cat]
		if len(cards) == 0 && (cat == cardsort.Pile || c.total() < 2) {
			continue
		}
		d.Blocks = append(d.Blocks, Heading{1, fmt.Sprintf("%s (%d)", r.Word(cat), len(cards))})
		if len(cards) == 0 {
			d.Blocks = append(d.Blocks, Paragraph{"Nobody."})
			continue
		}
		t := Table{Header: []string{"Partner", "Why", "Votes", "Agreement"}, Right: []bool{false, false, true, true}, Named: true}
		for _, p := range cards {
			v := c.sheet.Votes(p)
			t.Rows = append(t.Rows, []string{c.names[p], c.sheet.Card(p).Why, votes(v), agreement(v)})
		}
		d.Blocks = append(d.Blocks, t)
	}
	if c.anyVotes() {
		d.Blocks = append(d.Blocks, Paragraph{c.legend()})
	}
	d.Blocks = append(d.Blocks, c.changes()...)
	return d
}

func (c CardSort) total() int {
	n := 0
	c.each(func(cardsort.Category, partner.ID) { n++ })
	return n
}

func (c CardSort) anyVotes() bool {
	any := false
	c.each(func(_ cardsort.Category, p partner.ID) { any = any || c.sheet.Votes(p).Of() > 0 })
	return any
}

func votes(t cardsort.Tally) string {
	if t.Of() == 0 {
		return ""
	}
	return fmt.Sprintf("%d · %d · %d", t.Clear, t.Could, t.None)
}

func (c CardSort) legend() string {
	r := c.sheet.Round
	return fmt.Sprintf("Votes are for: %s · %s · %s. Agreement is the share of pairs of people who chose the same, from 0 to 1; who did not know is not counted.",
		r.Word(cardsort.Clear), r.Word(cardsort.Could), r.Word(cardsort.None))
}

func (c CardSort) summary() string {
	r := c.sheet.Round
	text := c.team + ". Still open"
	if r.Settled {
		text = fmt.Sprintf("%s. Settled on %s", c.team, date(r.SettledAt.In(c.zone)))
		if r.SettledBy != "" {
			text += " by " + r.SettledBy
		}
	}
	all := c.total()
	text += fmt.Sprintf(". %d of %s placed.", all-len(c.columns[cardsort.Pile]), count(all, "partner", "partners"))
	if n := c.sheet.Voters(); n > 0 {
		alpha := "undefined"
		if a, ok := c.sheet.Alpha(); ok {
			alpha = number(a)
		}
		text += fmt.Sprintf(" %s; agreement over all cards (Krippendorff's alpha): %s.", count(n, "ballot", "ballots"), alpha)
	}
	return text
}

// changes lists who stands elsewhere than in the settled round before.
func (c CardSort) changes() []Block {
	if c.before.ID == "" {
		return nil
	}
	here := map[partner.ID]bool{}
	c.each(func(_ cardsort.Category, p partner.ID) { here[p] = true })
	now := c.sheet.Round
	t := Table{Header: []string{"Partner", "From", "To", "Since", "Why"}, Named: true}
	for _, s := range c.view.Compare(c.before.ID, now.ID) {
		if !here[s.Partner] {
			continue
		}
		from, since := c.before.Word(s.From), ""
		if s.New {
			from = "new"
		} else if !s.Since.IsZero() {
			since = date(s.Since.In(c.zone))
		}
		t.Rows = append(t.Rows, []string{c.names[s.Partner], from, now.Word(s.To), since, s.Why})
	}
	out := []Block{Heading{1, "What changed since " + c.before.Name}}
	if len(t.Rows) == 0 {
		return append(out, Paragraph{"Everybody stands where they stood."})
	}
	return append(out, t, Paragraph{"Since says from when a partner had stood where it stood before."})
}
