package plan

import (
	"cmp"
	"fmt"
	"slices"

	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/ledger"
	"convene/internal/text"
)

// View reads the plan with merges of partners followed. It never changes and may be shared.
type View struct {
	state   State
	resolve func(partner.ID) partner.ID
}

// Read makes a View. resolve gives the partner that goes on in place of another one, the same where it was not merged; nil
// follows no merges.
func Read(s State, resolve func(partner.ID) partner.ID) View {
	if resolve == nil {
		resolve = func(id partner.ID) partner.ID { return id }
	}
	return View{s, resolve}
}

// Goal finds a goal with its partners as they go on; false where there is none.
func (v View) Goal(id string) (Goal, bool) {
	g, ok := v.state.Goals.Get(id)
	g.Partners = v.partners(g)
	return g, ok
}

// partners are a goal's partners as they go on, each once, in their order.
func (v View) partners(g Goal) []partner.ID {
	var out []partner.ID
	for _, p := range g.Partners {
		if p = v.resolve(p); !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// Goals lists the goals in their order, archived ones only where asked for.
func (v View) Goals(archived bool) []Goal {
	return v.goals(func(g Goal) bool { return archived || !g.Archived })
}

// GoalsOf lists the goals shared with a partner, in their order, archived ones only where asked for.
func (v View) GoalsOf(p partner.ID, archived bool) []Goal {
	p = v.resolve(p)
	return v.goals(func(g Goal) bool { return (archived || !g.Archived) && slices.Contains(g.Partners, p) })
}

func (v View) goals(match func(Goal) bool) []Goal {
	var out []Goal
	for g := range v.state.Goals.All() {
		g.Partners = v.partners(g)
		if match(g) {
			out = append(out, g)
		}
	}
	byRank(out, func(g Goal) string { return g.Rank })
	return out
}

// Form is the planning form of one goal, filled in.
type Form struct {
	Goal          Goal
	School        []Practice
	Partners      []Column // one for each partner of the goal, and for each other one that has a practice here
	Opportunities []Joined
	People        []Person // the school's first
	Steps         []Step
}

// Column is what one partner does already for a goal.
type Column struct {
	Partner   partner.ID
	Practices []Practice
}

// Joined is what lines up, with the practices that it connects, in the order in which they were joined.
type Joined struct {
	Opportunity
	Practices []Practice
}

// Form reads the form of a goal, false where there is no such goal.
func (v View) Form(goal string) (Form, bool) {
	g, ok := v.Goal(goal)
	if !ok {
		return Form{}, false
	}
	f := Form{Goal: g}
	for _, p := range g.Partners {
		f.Partners = append(f.Partners, Column{Partner: p})
	}
	for _, p := range among(v.state.Practices, func(p Practice) (string, bool) { return p.Rank, p.Goal == goal }) {
		f.practice(v, p)
	}
	for _, o := range among(v.state.Opportunities, func(o Opportunity) (string, bool) { return o.Rank, o.Goal == goal }) {
		j := Joined{Opportunity: o}
		for _, id := range o.Joins {
			if p, ok := v.state.Practices.Get(id); ok {
				j.Practices = append(j.Practices, v.followed(p))
			}
		}
		f.Opportunities = append(f.Opportunities, j)
	}
	f.People = among(v.state.People, func(p Person) (string, bool) { return p.Rank, p.Goal == goal })
	slices.SortStableFunc(f.People, func(a, b Person) int { return cmp.Compare(sideOrder(a.Side), sideOrder(b.Side)) })
	for _, st := range among(v.state.Steps, func(st Step) (string, bool) { return st.Rank, st.Goal == goal }) {
		f.Steps = append(f.Steps, v.step(st))
	}
	return f, true
}

func (f *Form) practice(v View, p Practice) {
	if p.Side == School {
		f.School = append(f.School, p)
		return
	}
	p = v.followed(p)
	if p.Partner == "" && len(f.Goal.Partners) > 0 {
		p.Partner = f.Goal.Partners[0]
	}
	i := slices.IndexFunc(f.Partners, func(c Column) bool { return c.Partner == p.Partner })
	if i < 0 {
		i = len(f.Partners)
		f.Partners = append(f.Partners, Column{Partner: p.Partner})
	}
	f.Partners[i].Practices = append(f.Partners[i].Practices, p)
}

func (v View) followed(p Practice) Practice {
	if p.Partner != "" {
		p.Partner = v.resolve(p.Partner)
	}
	return p
}

func (v View) step(st Step) Step {
	if st.Partner != "" {
		st.Partner = v.resolve(st.Partner)
	}
	return st
}

func sideOrder(s Side) int {
	if s == School {
		return 0
	}
	return 1
}

// Filter says which steps are wanted. What is empty lets all through.
type Filter struct {
	Owner   string     // as a step's Who; case and accents do not matter
	Partner partner.ID // of the step, or where it names none of its goal
	Goal    string
}

// Steps are action steps, in the groups in which a meeting goes through them.
type Steps struct {
	Overdue []Step // the one longest overdue first
	Soon    []Step // due today or within SoonDays, the next one first
	Later   []Step // by day; those without a day last
	Done    []Step // the one done last first
}

// Len is how many steps there are.
func (s Steps) Len() int { return len(s.Overdue) + len(s.Soon) + len(s.Later) + len(s.Done) }

// Steps lists the action steps of all partners as of today.
func (v View) Steps(today day.Day, f Filter) Steps {
	var out Steps
	for _, st := range v.steps(f) {
		switch {
		case st.State == Done:
			out.Done = append(out.Done, st)
		case st.By.Before(today):
			out.Overdue = append(out.Overdue, st)
		case st.By != day.None && st.By.Sub(today) <= SoonDays:
			out.Soon = append(out.Soon, st)
		default:
			out.Later = append(out.Later, st)
		}
	}
	for _, list := range [][]Step{out.Overdue, out.Soon, out.Later} {
		slices.SortStableFunc(list, func(a, b Step) int { return a.By.Compare(b.By) })
	}
	slices.SortStableFunc(out.Done, func(a, b Step) int { return b.DoneOn.Compare(a.DoneOn) })
	return out
}

// steps are those that a filter lets through, by rank.
func (v View) steps(f Filter) []Step {
	owner, p := text.Key(f.Owner), f.Partner
	if p != "" {
		p = v.resolve(p)
	}
	out := among(v.state.Steps, func(st Step) (string, bool) {
		return st.Rank, (owner == "" || text.Key(st.Who) == owner) && (f.Goal == "" || st.Goal == f.Goal) &&
			(p == "" || slices.Contains(v.PartnersOf(st), p))
	})
	for i, st := range out {
		out[i] = v.step(st)
	}
	return out
}

// PartnersOf are the partners that a step is about: its own, else those of its goal.
func (v View) PartnersOf(st Step) []partner.ID {
	if st.Partner != "" {
		return []partner.ID{v.resolve(st.Partner)}
	}
	g, _ := v.Goal(st.Goal)
	return g.Partners
}

// Owner is somebody who has steps to do.
type Owner struct {
	Who  string // as first written; empty: steps that belong to nobody yet
	Open int    // steps that are not done
}

// Owners lists who has steps that are not done, by name, nobody last.
func (v View) Owners() []Owner {
	var out []Owner
	at := map[string]int{}
	for _, st := range v.steps(Filter{}) {
		if st.State == Done {
			continue
		}
		key := text.Key(st.Who)
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, Owner{Who: st.Who})
		}
		out[i].Open++
	}
	partner.SortByName(out, func(o Owner) string { return o.Who })
	slices.SortStableFunc(out, func(a, b Owner) int { return cmp.Compare(nobody(a), nobody(b)) })
	return out
}

func nobody(o Owner) int {
	if o.Who == "" {
		return 1
	}
	return 0
}

// Tally counts what is in the plan.
type Tally struct {
	Goals   int // not archived
	Open    int // steps that are not done, those overdue and soon due among them
	Overdue int
	Soon    int // due within SoonDays
	Done    int
}

// String says it as the home screen does: "3 goals, 8 open steps, 1 overdue".
func (t Tally) String() string {
	count := func(n int, one, many string) string {
		if n == 1 {
			return "1 " + one
		}
		return fmt.Sprintf("%d %s", n, many)
	}
	out := count(t.Goals, "goal", "goals") + ", " + count(t.Open, "open step", "open steps")
	if t.Overdue > 0 {
		out += fmt.Sprintf(", %d overdue", t.Overdue)
	}
	return out
}

// Tally counts goals and steps as of today.
func (v View) Tally(today day.Day) Tally {
	s := v.Steps(today, Filter{})
	return Tally{
		Goals: len(v.Goals(false)), Open: len(s.Overdue) + len(s.Soon) + len(s.Later),
		Overdue: len(s.Overdue), Soon: len(s.Soon), Done: len(s.Done),
	}
}

// among lists the records of a table that of lets through, by the rank that it gives.
func among[R ledger.Record](t ledger.Table[R], of func(R) (string, bool)) []R {
	type ranked struct {
		rank string
		rec  R
	}
	var list []ranked
	for r := range t.All() {
		if rank, ok := of(r); ok {
			list = append(list, ranked{rank, r})
		}
	}
	byRank(list, func(r ranked) string { return r.rank })
	out := make([]R, len(list))
	for i, r := range list {
		out[i] = r.rec
	}
	return out
}

func byRank[R any](list []R, rank func(R) string) {
	slices.SortStableFunc(list, func(a, b R) int { return cmp.Compare(rank(a), rank(b)) })
}
