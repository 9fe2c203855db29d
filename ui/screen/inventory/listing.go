package inventory

import (
	"cmp"
	"slices"
	"strings"

	"convene/internal/activity/partner"
	"convene/internal/text"
	"convene/internal/workspace"
	"convene/ui/screen"
)

// cell is one place of the matrix of kinds and times. Empty parts are any; unknown is no kind, or no time, yet.
type cell struct {
	kind partner.Kind
	when partner.When
}

const unknown = "-"

func (c cell) has(p *partner.Public) bool {
	kind := c.kind == "" || c.kind == unknown && len(p.Kinds) == 0 || slices.Contains(p.Kinds, c.kind)
	return kind && (c.when == "" || c.when == unknown && len(p.When) == 0 || slices.Contains(p.When, c.when))
}

// query is which partners the table shows, and in which order.
type query struct {
	filter   string
	cell     cell
	sort     order
	archived bool // shows the archived ones in place of the active
}

// all says that nothing but the archive is left out.
func (q query) all() bool { return q.filter == "" && q.cell == cell{} }

type order int

const (
	byName order = iota
	byGaps
	byNewest
	orders
)

func (o order) String() string {
	return [...]string{"name", "most gaps first", "newest first"}[o]
}

// listing is what a query finds, worked out once for all who look.
type listing struct {
	rows []*row
	gaps int // active partners with gaps, whatever the filter
	all  int // active partners, whatever the filter
	away int // archived partners
	team int // of the rows: listed by the team
}

// row is a partner as the table and the filter need it. Nobody changes it.
type row struct {
	partner.Public
	rev        uint64
	filled, of int
	key        string // of its name, for the order
	hay        string // what the filter looks in
	tags       []string
}

// list finds the rows of a query.
func list(p workspace.Public, memo *screen.Memo, q query) *listing {
	type key struct {
		version uint64
		q       query
	}
	return screen.Get(memo, key{p.PartnersVersion(), q}, func() *listing { return find(everything(p, memo), q) })
}

// everything is every partner by name, worked out once for each state of the inventory. What did not change since the
// state before is taken from there.
func everything(p workspace.Public, memo *screen.Memo) []*row {
	type key struct{ version uint64 }
	return screen.Get(memo, key{p.PartnersVersion()}, func() []*row { return namesOf(memo).rows(p) })
}

func newRow(p workspace.Public, r partner.Public) *row {
	filled, of := p.Complete(r.ID)
	out := &row{Public: r, rev: p.PartnerRev(r.ID), filled: filled, of: of, key: strings.ToLower(r.Name), hay: hay(r)}
	for _, t := range r.Tags {
		out.tags = append(out.tags, text.Search(t))
	}
	return out
}

// hay is what the filter looks in: nearly everything that the table or the record shows.
func hay(p partner.Public) string {
	parts := []string{p.Name, p.Mission, p.OutcomeGoals, p.Schedule, p.Location, p.Audience, p.Funding, strings.Join(p.Tags, " ")}
	for _, k := range p.Kinds {
		parts = append(parts, k.Label())
	}
	for _, w := range p.When {
		parts = append(parts, w.Label())
	}
	return text.Search(strings.Join(parts, "\n"))
}

func find(all []*row, q query) *listing {
	l := &listing{}
	words, tags := needles(q.filter)
	for _, r := range all {
		switch {
		case r.Archived:
			l.away++
		default:
			l.all++
			if r.filled < r.of {
				l.gaps++
			}
		}
		if r.Archived == q.archived && q.cell.has(&r.Public) && r.matches(words, tags) {
			l.rows = append(l.rows, r)
			if r.Origin == partner.Team {
				l.team++
			}
		}
	}
	switch q.sort {
	case byGaps:
		slices.SortStableFunc(l.rows, func(a, b *row) int { return cmp.Compare(a.filled, b.filled) })
	case byNewest:
		slices.SortStableFunc(l.rows, func(a, b *row) int { return cmp.Compare(b.ID, a.ID) })
	}
	return l
}

// needles are what a filter asks for: words, and tags behind a #.
func needles(filter string) (words, tags []string) {
	for _, w := range strings.Fields(filter) {
		if t, ok := strings.CutPrefix(w, "#"); ok {
			if t = text.Search(t); t != "" {
				tags = append(tags, t)
			}
			continue
		}
		words = append(words, strings.Fields(text.Search(w))...)
	}
	return words, tags
}

func (r *row) matches(words, tags []string) bool {
	for _, w := range words {
		if !strings.Contains(r.hay, w) {
			return false
		}
	}
	for _, t := range tags {
		if !slices.ContainsFunc(r.tags, func(has string) bool { return strings.HasPrefix(has, t) }) {
			return false
		}
	}
	return true
}

// index finds the row of a partner, -1 where the listing has none.
func (l *listing) index(id partner.ID) int {
	return slices.IndexFunc(l.rows, func(r *row) bool { return r.ID == id })
}
