package communication

import (
	"cmp"
	"slices"

	"convene/internal/activity/comms"
	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/text"
	"convene/internal/workspace"
	"convene/ui/desk"
	"convene/ui/screen"
)

// order is how the table is sorted.
type order int

// The orders.
const (
	byNext order = iota
	byState
	byTeam // as the team has put them
	orders
)

func (o order) String() string {
	switch o {
	case byState:
		return "state"
	case byTeam:
		return "the team's order"
	case byNext, orders:
	}
	return "next date"
}

// query is what of the messages the table shows, and how it is sorted.
type query struct {
	partner  partner.ID
	state    comms.Status
	who      desk.Whose // who sends it
	audience string
	sort     order
}

func (q query) all() bool { return q == query{sort: q.sort} }

func (q query) lets(m comms.Message) bool {
	return (q.partner == "" || slices.Contains(m.Partners, q.partner)) && (q.state == "" || q.state == m.State) &&
		(q.who.Name == "" || text.Key(q.who.Name) == text.Key(m.Sender)) && (!q.who.Nobody || m.Sender == "") &&
		(q.audience == "" || slices.ContainsFunc(m.Audiences(), func(a string) bool { return text.Key(a) == text.Key(q.audience) }))
}

// row is a message with the day on which it is sent next.
type row struct {
	comms.Message
	next day.Day
}

// version tells two states of all that these screens draw apart.
type version struct{ messages, structures, answers, holidays, partners, goals uint64 }

func versionOf(p workspace.Public) version {
	s := p.Comms()
	return version{s.Messages.Version(), s.Structures.Version(), s.Answers.Version(), s.Holidays.Version(), p.PartnersVersion(), p.Plan().Goals.Version()}
}

type rowsKey struct {
	version
	query
	today day.Day
}

// rows are the messages that the query lets through, in its order.
func rows(p workspace.Public, memo *screen.Memo, q query, today day.Day) []row {
	return screen.Get(memo, rowsKey{versionOf(p), q, today}, func() []row {
		v := read(p, memo)
		var out []row
		for _, m := range v.Messages() {
			if !q.lets(m) {
				continue
			}
			r := row{Message: m}
			if next := v.Next(m, today, 1); len(next) > 0 {
				r.next = next[0]
			}
			out = append(out, r)
		}
		switch q.sort {
		case byNext:
			slices.SortStableFunc(out, soonest)
		case byState:
			at := []comms.Status{comms.Missing, comms.Happens, comms.Stop}
			slices.SortStableFunc(out, func(a, b row) int {
				return cmp.Or(cmp.Compare(slices.Index(at, a.State), slices.Index(at, b.State)), soonest(a, b))
			})
		case byTeam, orders:
		}
		return out
	})
}

// soonest puts what is sent sooner first, and what has no day last.
func soonest(a, b row) int {
	switch {
	case a.next == b.next:
		return 0
	case a.next == day.None:
		return 1
	case b.next == day.None:
		return -1
	}
	return a.next.Compare(b.next)
}
