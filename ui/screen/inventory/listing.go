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

// query is which partners the table shows, and in which order.
type query struct {
	filter   string
	sort     order
	archived bool // shows the archived ones in place of the active
}

type order int

const (
	byName order = iota
	byGaps
	byNewest
)

func (o order) String() string {
	return [...]string{"name", "most gaps first", "newest first"}[o]
}

// listing is what a query finds, worked out once for all who look.
type listing struct {
	rows []row
	gaps int // active partners with gaps, whatever the filter
	all  int // active partners, whatever the filter
	away int // archived partners
}

type row struct {
	partner.Public
	filled, of int
}

// list finds the rows of a query.
func list(p workspace.Public, memo *screen.Memo, q query) *listing {
	type key struct {
		version uint64
		q       query
	}
	return screen.Get(memo, key{p.PartnersVersion(), q}, func() *listing { return find(p, everything(p, memo), q) })
}

// searchable is a row with the text that the filter looks in.
type searchable struct {
	row
	hay string
}

// everything is every partner by name, worked out once for each state of the inventory.
func everything(p workspace.Public, memo *screen.Memo) []searchable {
	type key struct{ version uint64 }
	return screen.Get(memo, key{p.PartnersVersion()}, func() []searchable {
		var out []searchable
		for _, r := range p.Partners() {
			filled, of := p.Complete(r.ID)
			out = append(out, searchable{row{r, filled, of}, hay(r)})
		}
		partner.SortByName(out, func(s searchable) string { return s.Name })
		return out
	})
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

func find(_ workspace.Public, all []searchable, q query) *listing {
	l := &listing{}
	words := strings.Fields(text.Search(q.filter))
	for _, s := range all {
		switch {
		case s.Archived:
			l.away++
		default:
			l.all++
			if s.filled < s.of {
				l.gaps++
			}
		}
		if s.Archived == q.archived && s.matches(words) {
			l.rows = append(l.rows, s.row)
		}
	}
	switch q.sort {
	case byGaps:
		slices.SortStableFunc(l.rows, func(a, b row) int { return cmp.Compare(a.filled, b.filled) })
	case byNewest:
		slices.SortStableFunc(l.rows, func(a, b row) int { return cmp.Compare(b.ID, a.ID) })
	}
	return l
}

func (s searchable) matches(words []string) bool {
	for _, w := range words {
		if !strings.Contains(s.hay, w) {
			return false
		}
	}
	return true
}

// index finds the row of a partner, -1 where the listing has none.
func (l *listing) index(id partner.ID) int {
	return slices.IndexFunc(l.rows, func(r row) bool { return r.ID == id })
}

// similar finds the partners whose names are like a name.
func similar(p workspace.Public, memo *screen.Memo, name string) []partner.Public {
	type key struct {
		version uint64
		names   bool
	}
	index := screen.Get(memo, key{p.PartnersVersion(), true}, func() *text.Index {
		var names []text.Name
		for _, r := range p.Partners() {
			names = append(names, text.Name{ID: string(r.ID), Name: r.Name})
		}
		return text.NewIndex(names)
	})
	var out []partner.Public
	for _, id := range index.Find(name) {
		if r, ok := p.Partner(partner.ID(id)); ok {
			out = append(out, r)
		}
	}
	return out
}
