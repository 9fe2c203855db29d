package cardsort

import (
	"slices"
	"time"

	"convene/internal/activity/partner"
)

// Standing is where a settled round left a partner.
type Standing struct {
	Partner   partner.ID
	Category  Category
	Round     string // its ID
	RoundName string
	Word      string    // what the category was called then
	At        time.Time // when it was decided: the card's settling, else the round's
	By        string    // the name of who settled it
	Why       string
	Carried   bool // taken over from the round before without another look
}

func (s Sheet) standing(p partner.ID) (Standing, bool) {
	c := s.Card(p)
	if !s.Round.Settled || c.Place == Pile {
		return Standing{}, false
	}
	out := Standing{
		Partner: p, Category: c.Place, Round: s.Round.ID, RoundName: s.Round.Name, Word: s.Round.Word(c.Place),
		At: s.Round.SettledAt, By: s.Round.SettledBy, Why: c.Why, Carried: c.Carried,
	}
	if c.Settled {
		out.At, out.By = c.SettledAt, c.SettledBy
	}
	return out, true
}

// Latest is the settled round that counts now, false where there is none yet.
func (v View) Latest() (Sheet, bool) {
	r, ok := v.state.Latest()
	if !ok {
		return Sheet{}, false
	}
	return v.Sheet(r.ID), true
}

// Primary are the team's primary partners: those in the first category of the latest settled round, in the order in
// which they stand. Archived ones may be among them.
func (v View) Primary() []partner.ID {
	s, ok := v.Latest()
	if !ok {
		return nil
	}
	return s.Columns(s.order)[Clear]
}

// Standing is where the latest settled round left a partner, false where it was not placed there.
func (v View) Standing(p partner.ID) (Standing, bool) {
	s, ok := v.Latest()
	if !ok {
		return Standing{}, false
	}
	return s.standing(p)
}

// Standings is where each settled round left a partner, the newest first, without those that did not place it.
func (v View) Standings(p partner.ID) []Standing {
	var out []Standing
	for _, r := range slices.Backward(v.state.InOrder()) {
		if st, ok := v.Sheet(r.ID).standing(p); ok {
			out = append(out, st)
		}
	}
	return out
}

// LastTime is where the settled round before the given one left each partner: by partner, without those it did not place.
func (v View) LastTime(round string) map[partner.ID]Standing {
	out := map[partner.ID]Standing{}
	r, ok := v.state.Previous(round)
	if !ok {
		return out
	}
	s := v.Sheet(r.ID)
	for _, p := range s.order {
		if st, ok := s.standing(p); ok {
			out[p] = st
		}
	}
	return out
}

// Shift is a partner that another round left elsewhere.
type Shift struct {
	Partner  partner.ID
	From, To Category  // the Pile: not placed
	New      bool      // not listed yet in the earlier round: it had no card there, not even on the pile
	Since    time.Time // since when it stood at From without a break; zero where From is the Pile
	Why      string    // of the later round
}

// Compare lists what changed from round a to round b, ordered by category of b (the pile last), then as they stand there.
func (v View) Compare(a, b string) []Shift {
	first, then := v.Sheet(a), v.Sheet(b)
	since := v.since(first)
	all := slices.Clone(then.order)
	for _, p := range first.order {
		if !then.Has(p) {
			all = append(all, p)
		}
	}
	var out []Shift
	columns := then.Columns(all)
	for _, c := range append(Categories(), Pile) {
		for _, p := range columns[c] {
			if from := first.Card(p).Place; from != c {
				out = append(out, Shift{p, from, c, !first.Has(p), since[p], then.Card(p).Why})
			}
		}
	}
	return out
}

// since says since when each placed partner of a sheet stands where it stands: when the first of an unbroken run of
// settled rounds, ending with this one, was settled. Of an open round it is when that was opened.
func (v View) since(s Sheet) map[partner.ID]time.Time {
	at := func(r Round) time.Time {
		if r.Settled {
			return r.SettledAt
		}
		return r.Opened
	}
	out := map[partner.ID]time.Time{}
	for p, c := range s.cards {
		if c.Place != Pile {
			out[p] = at(s.Round)
		}
	}
	running := len(out)
	broken := map[partner.ID]bool{}
	for r, ok := v.state.Previous(s.Round.ID); ok && running > 0; r, ok = v.state.Previous(r.ID) {
		older := v.Sheet(r.ID)
		for p := range out {
			switch {
			case broken[p]:
			case older.Card(p).Place == s.cards[p].Place:
				out[p] = at(r)
			default:
				broken[p] = true
				running--
			}
		}
	}
	return out
}
