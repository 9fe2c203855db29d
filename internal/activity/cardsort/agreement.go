package cardsort

// Tally is how the votes for one card fell: numbers of people.
type Tally struct {
	Clear  int `json:"clear"`
	Could  int `json:"could"`
	None   int `json:"none"`
	Unsure int `json:"unsure"` // abstained: counts nowhere
}

func (t Tally) add(c Choice) Tally {
	switch c {
	case Choice(Clear):
		t.Clear++
	case Choice(Could):
		t.Could++
	case Choice(None):
		t.None++
	case Unsure:
		t.Unsure++
	}
	return t
}

func (t Tally) plus(h Hands) Tally {
	return Tally{t.Clear + h.Clear, t.Could + h.Could, t.None + h.None, t.Unsure + h.Unsure}
}

// Count is the number of votes for a category, 0 for the pile.
func (t Tally) Count(c Category) int {
	switch c {
	case Clear:
		return t.Clear
	case Could:
		return t.Could
	case None:
		return t.None
	}
	return 0
}

// Votes is the number of votes for a category: without those who did not know.
func (t Tally) Votes() int { return t.Clear + t.Could + t.None }

// Of is everybody who said anything of the card, those who did not know too.
func (t Tally) Of() int { return t.Votes() + t.Unsure }

// Share is a category's share of the votes, 0 to 1; 0 where nobody voted.
func (t Tally) Share(c Category) float64 {
	if t.Votes() == 0 {
		return 0
	}
	return float64(t.Count(c)) / float64(t.Votes())
}

// Leading is the category with most votes, and its share (0 to 1). It is false where nobody voted or two lead.
func (t Tally) Leading() (Category, float64, bool) {
	best, tied := Pile, false
	for _, c := range Categories() {
		switch {
		case t.Count(c) > t.Count(best):
			best, tied = c, false
		case t.Count(c) == t.Count(best):
			tied = true
		}
	}
	if best == Pile || tied {
		return Pile, 0, false
	}
	return best, t.Share(best), true
}

// Undivided is the category that leads with at least the share threshold (0 to 1), false where none does.
func (t Tally) Undivided(threshold float64) (Category, bool) {
	const rounding = 1e-9 // 4 of 5 is 80 percent, however the threshold was computed
	c, share, ok := t.Leading()
	if !ok || share+rounding < threshold {
		return Pile, false
	}
	return c, true
}

// Agreement is the pairwise agreement: of all pairs of people who voted for a category, the share (0 to 1) who voted for
// the same. It is false where fewer than two voted.
func Agreement(t Tally) (float64, bool) {
	n := t.Votes()
	if n < 2 {
		return 0, false
	}
	agree := t.Clear*(t.Clear-1) + t.Could*(t.Could-1) + t.None*(t.None-1)
	return float64(agree) / float64(n*(n-1)), true
}

// Alpha is Krippendorff's alpha for nominal data over the cards of a sort: 1 where all agree, 0 where people agree no
// more than by chance, below that less. It bears missing and unequal numbers of votes, since only a card's own pairs of
// votes are compared: cards with fewer than two votes drop out. It is false where it is undefined: nothing can be
// paired, or everybody chose one category throughout, so that no disagreement was to be expected.
//
// Source: K. Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", the coincidence-matrix form. With n(u,c)
// the votes for category c on card u and m(u) their sum, each ordered pair of different votes on card u adds
// 1/(m(u)-1) to the matrix o. With n(c) the row sums of o, and n the sum of those,
//
//	alpha = 1 - (n-1) * sum of o(c,k), c≠k / sum of n(c)*n(k), c≠k
func Alpha(cards []Tally) (float64, bool) {
	units := make([][]int, len(cards))
	for i, t := range cards {
		units[i] = []int{t.Clear, t.Could, t.None}
	}
	return nominalAlpha(units)
}

// nominalAlpha is Alpha for any number of values: counts[u][c] is how often unit u was given value c.
func nominalAlpha(counts [][]int) (float64, bool) {
	width := 0
	for _, u := range counts {
		width = max(width, len(u))
	}
	o := make([][]float64, width) // the coincidence matrix
	for c := range o {
		o[c] = make([]float64, width)
	}
	rows := make([]int, width) // its row sums: whole numbers, since a unit adds m(u) in all
	n := 0
	for _, u := range counts {
		m := 0
		for _, v := range u {
			m += v
		}
		if m < 2 {
			continue
		}
		n += m
		for c, v := range u {
			rows[c] += v
			for k, w := range u {
				if c == k {
					w--
				}
				o[c][k] += float64(v*w) / float64(m-1)
			}
		}
	}
	observed, expected := 0.0, 0.0
	for c := range o {
		for k := range o {
			if c != k {
				observed += o[c][k]
				expected += float64(rows[c]) * float64(rows[k])
			}
		}
	}
	if expected == 0 {
		return 0, false
	}
	return 1 - float64(n-1)*observed/expected, true
}
