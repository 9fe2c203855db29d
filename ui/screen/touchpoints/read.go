package touchpoints

import (
	"slices"

	"convene/internal/activity/partner"
	"convene/internal/activity/touchpoint"
	"convene/internal/day"
	"convene/internal/guide"
	"convene/internal/workspace"
	"convene/ui/kit"
	"convene/ui/screen"
	"convene/ui/theme"
)

// book is touchpoints as they stand, worked out once for all who look. It never changes.
type book struct {
	view     touchpoint.View
	partners []partner.Public // the primary ones first, then the other active ones by name
	primary  int              // how many of them are primary
	sorted   bool             // a card sort was settled
}

// read makes the book of a state.
func read(p workspace.Public, memo *screen.Memo) *book {
	type key struct{ askings, notes, groups, answers, counts, choices, agings, partners, rounds, cards uint64 }
	t, c := p.Touchpoint(), p.CardSort()
	k := key{t.Askings.Version(), t.Contributions.Version(), t.Groups.Version(), t.Answers.Version(), t.Counts.Version(), t.Choices.Version(), t.Agings.Version(),
		p.PartnersVersion(), c.Rounds.Version(), c.Cards.Version()}
	return screen.Get(memo, k, func() *book {
		b := &book{view: touchpoint.Read(t, p.Resolve)}
		b.partners, b.primary = p.Offered()
		_, b.sorted = c.Latest()
		return b
	})
}

// index is the row of a partner; the nearest one there is where it has none.
func (b *book) index(id partner.ID) int {
	return max(0, slices.IndexFunc(b.partners, func(r partner.Public) bool { return r.ID == id }))
}

// order is the IDs of all questions as the guide has them.
func order(g *guide.Pack) []string {
	var out []string
	for _, s := range g.Sets {
		for _, q := range s.Questions {
			out = append(out, q.ID)
		}
	}
	return out
}

// sets are the guide's sets by the IDs of their questions.
func sets(g *guide.Pack) []touchpoint.Set {
	out := make([]touchpoint.Set, len(g.Sets))
	for i, s := range g.Sets {
		out[i].ID = s.ID
		for _, q := range s.Questions {
			out[i].Questions = append(out[i].Questions, q.ID)
		}
	}
	return out
}

func ids(list []partner.Public) []partner.ID {
	out := make([]partner.ID, len(list))
	for i, r := range list {
		out[i] = r.ID
	}
	return out
}

// name is a partner's name, also where it is archived.
func name(p workspace.Public, id partner.ID) string {
	r, _ := p.Partner(id)
	return r.Name
}

// sign is the sign of a status.
func sign(s touchpoint.Status, th *theme.Theme) string {
	switch s {
	case touchpoint.Answered:
		return th.Symbols.Done
	case touchpoint.Due:
		return th.Symbols.Warn
	case touchpoint.Open:
		return th.Symbols.Open
	case touchpoint.Untouched:
	}
	return th.Symbols.Absent
}

// ink is how a status looks beside its sign.
func ink(s touchpoint.Status, th *theme.Theme) theme.Ink {
	switch s {
	case touchpoint.Answered:
		return th.Good
	case touchpoint.Due:
		return th.Warn
	case touchpoint.Open:
		return th.Text
	case touchpoint.Untouched:
	}
	return th.Faint
}

// state is how a question stands with a partner, in a few words.
func (b *book) state(sh screen.Shared, p partner.ID, question string) (touchpoint.Status, string) {
	today := day.Of(sh.Now)
	st := b.view.Status(p, question, today, 0)
	out := sign(st, sh.Theme) + " " + st.Label()
	now, _ := b.view.Latest(p, question)
	switch st {
	case touchpoint.Answered, touchpoint.Due:
		out += ", " + day.Show(now.Answer.On, day.DayFirst, today)
	case touchpoint.Open:
		if n := len(b.view.Contributions(now.Round)); n > 0 {
			out += ", " + kit.Count(n, "contribution", "contributions")
		}
	case touchpoint.Untouched:
	}
	return st, out
}
