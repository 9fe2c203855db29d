package communication

import (
	"errors"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/comms"
	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/day"
	"convene/internal/ledger"
	"convene/internal/text"
	"convene/ui/desk"
	"convene/ui/screen"
)

// source is how a text of a message is read and written; at may be nil where it is another kind of field.
func (f *form) source(at func(*comms.Message) *string) desk.Source[comms.Message] {
	id := f.id
	return desk.Source[comms.Message]{
		Now: func() comms.Message { m, _ := f.in.Env.State().Comms.Messages.Get(id); return m },
		Get: func(m comms.Message) string { return *at(&m) },
		Set: func(m *comms.Message, typed string) error { *at(m) = typed; return nil },
		Op:  func(p ledger.Patch) any { return comms.EditMessage{Message: id, Patch: p} },
	}
}

// edit opens a field: words where they stand, else a list to choose from.
func (f *form) edit(at field) tea.Cmd {
	f.cur.To(string(at))
	of := desk.Editing{Spot: string(at), Label: at.label(), Over: f, Long: true, Max: text.LineMax, Place: "comms/" + f.id + "/" + string(at)}
	of.Next = func() tea.Cmd { return f.edit(fieldAfter(at)) }
	words := func(hint string, at func(*comms.Message) *string) tea.Cmd {
		of.Hint = hint
		return f.in.Edit.Start(desk.Edited(f.in.Desk, f.source(at), of))
	}
	switch at {
	case fieldWho:
		return words(f.known("A group or a role. Several with commas", func(m comms.Message) string { return m.Audience }), func(m *comms.Message) *string { return &m.Audience })
	case fieldWhat:
		return words("What do they hear? A few words.", func(m *comms.Message) *string { return &m.What })
	case fieldWhy:
		return words("What is it good for? A few words. Or choose a shared goal, one line down.", func(m *comms.Message) *string { return &m.Why })
	case fieldOften:
		return f.often(of)
	case fieldStart:
		return f.start(of)
	case fieldSkip:
		return f.skip(of)
	case fieldChannel:
		return words(f.known("The way it goes", func(m comms.Message) string { return m.Channel }), func(m *comms.Message) *string { return &m.Channel })
	case fieldSender:
		of.Max = text.NameMax
		of.Next = func() tea.Cmd { f.cur.To(string(fieldDirection)); return nil }
		return words(f.known("A role or a name", func(m comms.Message) string { return m.Sender }), func(m *comms.Message) *string { return &m.Sender })
	case fieldGoal:
		return f.chooseGoal()
	case fieldDirection:
		return f.chooseDirection()
	case fieldPartners:
		return f.choosePartners()
	case fieldState:
	}
	return f.in.cycle(f.id)
}

// fieldAfter is the field that Tab goes on to: the next one that is typed.
func fieldAfter(at field) field {
	typed := []field{fieldWho, fieldWhat, fieldWhy, fieldOften, fieldChannel, fieldSender}
	if i := slices.Index(typed, at); i >= 0 {
		return typed[(i+1)%len(typed)]
	}
	return fieldChannel
}

// knownShown is how many values are named as an example.
const knownShown = 4

// known says what others wrote there already, so that one thing is written in one way.
func (f *form) known(hint string, of func(comms.Message) string) string {
	var out []string
	for _, m := range f.in.read().Messages() {
		s := of(m)
		if s != "" && len(s) < 30 && len(out) < knownShown && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return hint + "."
	}
	return hint + ", like " + strings.Join(out, ", ") + "."
}

// often opens how often: plain words, read back with the next dates.
func (f *form) often(of desk.Editing) tea.Cmd {
	order, today := f.in.Env.Days, f.in.Today()
	once := "once on 5 Dec"
	if order == day.MonthFirst {
		once = "once on Dec 5"
	}
	of.Hint = "Like: every 2 weeks on Tuesday, first Monday of the month, quarterly, " + once + ", as needed."
	src := f.source(nil)
	src.Get = func(m comms.Message) string { return m.Recurrence.Words(order) }
	src.Set = func(m *comms.Message, typed string) error {
		r, err := comms.ParseRecurrence(typed, today, order)
		if err == nil {
			m.Recurrence = r
		}
		return err
	}
	of.Read = func(typed string) string {
		m := src.Now()
		if src.Set(&m, typed) != nil || m.Recurrence == "" {
			return ""
		}
		out := "Understood: " + m.Recurrence.Words(order) + "."
		if dates := f.in.read().Next(m, today, nextShown); len(dates) > 0 {
			out += " Next: " + spoken(dates, order, today) + "."
		}
		return out
	}
	return f.in.Edit.Start(desk.Edited(f.in.Desk, src, of))
}

// start opens the first day.
func (f *form) start(of desk.Editing) tea.Cmd {
	src := f.source(nil)
	order, today := f.in.Env.Days, f.in.Today()
	of.Hint = "From when on? As you say it: fri, in 2 weeks, 2027-01-15. Empty: from now on."
	src.Get = func(m comms.Message) string { return day.Show(m.Recurrence.First(), order, today) }
	src.Set = func(m *comms.Message, typed string) error {
		d, err := day.Parse(typed, today, order)
		if err != nil {
			return err
		}
		m.Recurrence, err = m.Recurrence.From(d)
		return err
	}
	of.Read = f.in.Understood
	return f.in.Edit.Start(desk.Edited(f.in.Desk, src, of))
}

// skip opens the days that this message alone leaves out.
func (f *form) skip(of desk.Editing) tea.Cmd {
	src := f.source(nil)
	order, today := f.in.Env.Days, f.in.Today()
	of.Hint, of.Max = "Days on which this one is left out, with commas. For days off of all: h.", text.BlockMax
	src.Get = func(m comms.Message) string { return spoken(m.Skip, order, today) }
	src.Set = func(m *comms.Message, typed string) error {
		list, err := daysOf(typed, today, order)
		if err == nil {
			m.Skip = list
		}
		return err
	}
	of.Read = func(typed string) string {
		list, err := daysOf(typed, today, order)
		if err != nil || len(list) == 0 {
			return ""
		}
		return "That is " + spoken(list, order, today) + "."
	}
	return f.in.Edit.Start(desk.Edited(f.in.Desk, src, of))
}

// daysOf reads days with commas between them. A year behind a comma belongs to the day before it.
func daysOf(typed string, today day.Day, order day.Order) ([]day.Day, error) {
	var words []string
	for _, w := range strings.FieldsFunc(typed, func(r rune) bool { return r == ',' || r == ';' }) {
		w = strings.TrimSpace(w)
		if n := len(words); n > 0 && len(w) == 4 && strings.Trim(w, "0123456789") == "" {
			words[n-1] += ", " + w
		} else if w != "" {
			words = append(words, w)
		}
	}
	var out []day.Day
	for _, w := range words {
		d, err := day.Parse(w, today, order)
		if err != nil {
			return nil, err
		}
		if d != day.None && !slices.Contains(out, d) {
			out = append(out, d)
		}
	}
	slices.Sort(out)
	return out, nil
}

// chooseGoal offers the shared plan's goals.
func (f *form) chooseGoal() tea.Cmd {
	list := plan.Read(f.in.Public().Plan(), f.in.Public().Resolve).Goals(false)
	if len(list) == 0 {
		return screen.Notice("There is no shared goal yet. Write the reason in your own words, one line up.")
	}
	m, _ := find(f.in.read(), f.id)
	items, sel := []screen.Item{{Label: "No goal"}}, 0
	for i, g := range list {
		if g.ID == m.Goal {
			sel = i + 1
		}
		items = append(items, screen.Item{Label: g.Text, Hint: f.in.Public().NamesOf(g.Partners)})
	}
	return screen.Open(screen.NewChoice("Which goal does it serve?", items, sel, func(i int) tea.Cmd {
		return f.in.put(f.id, func(m *comms.Message) {
			m.Goal = ""
			if i > 0 {
				m.Goal = list[i-1].ID
			}
		})
	}))
}

func (f *form) chooseDirection() tea.Cmd {
	m, _ := find(f.in.read(), f.id)
	items, sel := []screen.Item{{Label: "Not said"}}, 0
	for i, d := range comms.Directions() {
		if d == m.Direction {
			sel = i + 1
		}
		items = append(items, screen.Item{Label: d.Label()})
	}
	return screen.Open(screen.NewChoice("Which way does it go?", items, sel, func(i int) tea.Cmd {
		return f.in.put(f.id, func(m *comms.Message) {
			m.Direction = ""
			if i > 0 {
				m.Direction = comms.Directions()[i-1]
			}
		})
	}))
}

func (f *form) choosePartners() tea.Cmd {
	m, _ := find(f.in.read(), f.id)
	return f.in.Partners("Which partners does it concern?", m.Partners, func(picked []partner.ID) tea.Cmd {
		return f.in.put(f.id, func(to *comms.Message) { to.Partners = desk.Picked(m.Partners, picked) })
	})
}

// spanOf reads a day, or the first and the last one of a break.
func spanOf(typed string, today day.Day, order day.Order) (comms.Break, error) {
	first, last := typed, ""
	for _, between := range []string{" to ", " until ", " till ", " - ", "–"} {
		if a, b, ok := strings.Cut(typed, between); ok {
			first, last = a, b
			break
		}
	}
	from, err := day.Parse(first, today, order)
	if err != nil {
		return comms.Break{}, err
	}
	if from == day.None {
		return comms.Break{}, errors.New("Which day, or from when to when? Nothing was changed: write it like 2026-12-21 to 2027-01-01.")
	}
	out := comms.Break{Day: from, Last: from}
	if strings.TrimSpace(last) != "" {
		if out.Last, err = day.Parse(last, from, order); err != nil {
			return comms.Break{}, err
		}
	}
	return out, nil
}
