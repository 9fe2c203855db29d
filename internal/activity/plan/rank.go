package plan

import "convene/internal/ledger"

// ranked puts a record without a rank behind the last of those that it stands among.
func (g Goal) ranked(s State) Goal {
	g.Rank = behind(s.Goals, g.Rank, func(o Goal) (string, bool) { return o.Rank, true })
	return g
}

func (p Practice) ranked(s State) Practice {
	p.Rank = behind(s.Practices, p.Rank, func(o Practice) (string, bool) { return o.Rank, o.Goal == p.Goal && o.Side == p.Side })
	return p
}

func (o Opportunity) ranked(s State) Opportunity {
	o.Rank = behind(s.Opportunities, o.Rank, func(u Opportunity) (string, bool) { return u.Rank, u.Goal == o.Goal })
	return o
}

func (p Person) ranked(s State) Person {
	p.Rank = behind(s.People, p.Rank, func(o Person) (string, bool) { return o.Rank, o.Goal == p.Goal })
	return p
}

func (st Step) ranked(s State) Step {
	st.Rank = behind(s.Steps, st.Rank, func(o Step) (string, bool) { return o.Rank, o.Goal == st.Goal })
	return st
}

func behind[R ledger.Record](t ledger.Table[R], rank string, of func(R) (string, bool)) string {
	if rank != "" {
		return rank
	}
	last := ""
	for r := range t.All() {
		if k, among := of(r); among {
			last = max(last, k)
		}
	}
	return ledger.RankBetween(last, "")
}
