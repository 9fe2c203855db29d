package touchpoint

import (
	"cmp"
	"slices"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
)

// View reads touchpoints with merges of partners followed. It never changes and may be shared.
type View struct {
	age      int // days after which an answer is due again, as the team has it
	resolve  func(partner.ID) partner.ID
	rounds   map[topic][]CheckIn // the oldest first
	notes    map[Round][]Contribution
	groups   map[Round][]Group
	counts   map[string]Count
	choices  map[topic]Choice
	topics   []topic // all with a round or a choice, in order
	partners map[partner.ID][]topic
}

// topic is one question to one partner.
type topic struct {
	partner  partner.ID // the one that goes on
	question string
}

func (t topic) compare(u topic) int {
	return cmp.Or(cmp.Compare(t.partner, u.partner), cmp.Compare(t.question, u.question))
}

// CheckIn is one asking of a question, with what the team answered.
type CheckIn struct {
	Asking
	Number   int    // 1 for the first; where two records of a partner were merged it may differ from the round's own
	Answer   Answer // blank where there is none
	Answered bool   // what is known is written down
}

// Read makes a View. resolve gives the partner that goes on in place of another one, the same where it was not merged; nil
// follows no merges. It costs time in proportion to everything kept: make it once for a state.
func Read(s State, resolve func(partner.ID) partner.ID) View {
	if resolve == nil {
		resolve = func(id partner.ID) partner.ID { return id }
	}
	v := View{
		resolve: resolve, age: s.Age(), rounds: map[topic][]CheckIn{}, notes: map[Round][]Contribution{}, groups: map[Round][]Group{},
		counts: map[string]Count{}, choices: map[topic]Choice{}, partners: map[partner.ID][]topic{},
	}
	for a := range s.Askings.All() {
		t := v.topic(a.Partner, a.Question)
		c := CheckIn{Asking: a, Answer: s.answer(a.Round)}
		c.Answered = c.Answer.Known != ""
		v.rounds[t] = append(v.rounds[t], c)
	}
	for _, list := range v.rounds {
		slices.SortStableFunc(list, func(a, b CheckIn) int { return cmp.Compare(a.Opening, b.Opening) })
		for i := range list {
			list[i].Number = i + 1
		}
	}
	for c := range s.Choices.All() {
		if t := v.topic(c.Partner, c.Question); c.Entry >= v.choices[t].Entry {
			v.choices[t] = c
		}
	}
	v.readNotes(s)
	v.index()
	return v
}

func (v View) readNotes(s State) {
	for c := range s.Contributions.All() {
		v.notes[c.Round] = append(v.notes[c.Round], c)
	}
	for _, list := range v.notes {
		slices.SortStableFunc(list, func(a, b Contribution) int { return cmp.Compare(a.Entry, b.Entry) })
	}
	for g := range s.Groups.All() {
		v.groups[g.Round] = append(v.groups[g.Round], g)
	}
	for _, list := range v.groups {
		slices.SortStableFunc(list, func(a, b Group) int { return cmp.Compare(a.Rank, b.Rank) })
	}
	for c := range s.Counts.All() {
		v.counts[c.Item] = c
	}
}

func (v *View) index() {
	for t := range v.rounds {
		v.topics = append(v.topics, t)
	}
	for t := range v.choices {
		if v.rounds[t] == nil {
			v.topics = append(v.topics, t)
		}
	}
	slices.SortFunc(v.topics, topic.compare)
	for _, t := range v.topics {
		v.partners[t.partner] = append(v.partners[t.partner], t)
	}
}

func (v View) topic(p partner.ID, question string) topic { return topic{v.resolve(p), question} }

// CheckIns lists every asking of a question to a partner, the oldest first.
func (v View) CheckIns(p partner.ID, question string) []CheckIn {
	return slices.Clone(v.rounds[v.topic(p, question)])
}

// Latest is the newest asking of a question to a partner, false where it was never asked.
func (v View) Latest(p partner.ID, question string) (CheckIn, bool) {
	return v.latest(v.topic(p, question))
}

func (v View) latest(t topic) (CheckIn, bool) {
	list := v.rounds[t]
	if len(list) == 0 {
		return CheckIn{}, false
	}
	return list[len(list)-1], true
}

// Next is the round that asks a question of a partner once more, for Ask.
func (v View) Next(p partner.ID, question string) Round {
	p = v.resolve(p)
	n := 0
	for _, c := range v.rounds[topic{p, question}] {
		if c.Partner == p { // rounds of a record that was merged into this one count under their own
			n = max(n, c.CheckIn)
		}
	}
	return Round{p, question, n + 1}
}

// Beside is the newest asking of a question and, before it, the newest one that was answered: then beside now. It returns
// false where nothing older was answered.
func (v View) Beside(p partner.ID, question string) (then, now CheckIn, ok bool) {
	list := v.rounds[v.topic(p, question)]
	if len(list) == 0 {
		return then, now, false
	}
	now = list[len(list)-1]
	for _, c := range slices.Backward(list[:len(list)-1]) {
		if c.Answered {
			return c, now, true
		}
	}
	return then, now, false
}

// Open lists the questions of a partner for which contributions come in, the one opened first at the front.
func (v View) Open(p partner.ID) []CheckIn {
	var out []CheckIn
	for _, t := range v.partners[v.resolve(p)] {
		for _, c := range v.rounds[t] {
			if c.Asking.Open {
				out = append(out, c)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b CheckIn) int { return cmp.Compare(a.Opening, b.Opening) })
	return out
}

// Item is what the room weighs: a group with its contributions, or one contribution that is in no group.
type Item struct {
	ID            string // of the group or the contribution
	Group         Group  // blank where it is one contribution
	Contributions []Contribution
	Dots, Hands   int // of a group with those of the contributions in it
}

// Grouped says that the item is a group.
func (i Item) Grouped() bool { return i.Group.ID != "" }

// Weight is dots and hands together.
func (i Item) Weight() int { return i.Dots + i.Hands }

// Marked says that some of it is marked for the joint meeting.
func (i Item) Marked() bool {
	return slices.ContainsFunc(i.Contributions, func(c Contribution) bool { return c.Marked })
}

// Contributions lists what came in to a round, in the order in which it came.
func (v View) Contributions(r Round) []Contribution { return slices.Clone(v.notes[r]) }

// Items lists the groups of a round as they are ordered, then the contributions in no group as they came.
func (v View) Items(r Round) []Item {
	groups, notes := v.groups[r], v.notes[r]
	out := make([]Item, 0, len(groups)+len(notes))
	at := map[string]int{}
	weigh := func(i *Item, id string) {
		if c, ok := v.counts[id]; ok {
			i.Dots += c.Dots
			i.Hands += c.Hands
		}
	}
	for _, g := range groups {
		at[g.ID] = len(out)
		item := Item{ID: g.ID, Group: g}
		weigh(&item, g.ID)
		out = append(out, item)
	}
	for _, c := range notes {
		i, ok := at[c.Group]
		if !ok {
			i = len(out)
			out = append(out, Item{ID: c.ID})
		}
		out[i].Contributions = append(out[i].Contributions, c)
		weigh(&out[i], c.ID)
	}
	return out
}

// Ranked is Items with the heaviest first; those of the same weight stay in their order.
func (v View) Ranked(r Round) []Item {
	out := v.Items(r)
	slices.SortStableFunc(out, func(a, b Item) int { return cmp.Compare(b.Weight(), a.Weight()) })
	return out
}

// Voice is how much one person has contributed to a round.
type Voice struct {
	Person, Name string
	Role         ledger.Role
	Count        int
}

// Voices counts what each person contributed to a round, whoever contributed first at the front. What is unsigned counts
// for nobody, nor does what somebody wrote down for others.
func (v View) Voices(r Round) []Voice {
	var out []Voice
	for _, c := range v.notes[r] {
		if c.Unsigned() || c.SaidBy != "" || c.Person == "" {
			continue
		}
		i := slices.IndexFunc(out, func(o Voice) bool { return o.Person == c.Person })
		if i < 0 {
			i = len(out)
			out = append(out, Voice{Person: c.Person, Name: c.By, Role: c.Role})
		}
		out[i].Count++
	}
	return out
}
