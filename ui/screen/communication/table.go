package communication

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/comms"
	"convene/internal/activity/partner"
	"convene/internal/text"
	"convene/ui/desk"
	"convene/ui/kit"
	"convene/ui/screen"
)

// table is the list of messages.
type table struct {
	in    *Screen
	query query
	cur   desk.Cursor
}

// adding is where the field for one more message stands.
const adding = "add"

func (t *table) paper() desk.Paper[ref] {
	return tablePaper(t.in.Shared(), t.query, t.in.Env.Days, t.in.W, t.in.H)
}

func (t *table) sheet() *kit.Sheet { return t.paper().Sheet }

func (t *table) Keys() []kit.Key {
	r, ok := t.paper().Chosen(&t.cur)
	none := ""
	switch {
	case ok:
	case t.query.all():
		none = "There is no message here. Press a to write one."
	default:
		none = "No message is shown. Esc shows all again."
	}
	ranked := none
	if ok && t.query.sort != byTeam {
		ranked = "This is sorted by " + t.query.sort.String() + ". Press o until it is sorted by the team's order."
	}
	keys := slices.Concat(t.cur.Moving(t.sheet, t.in.Page), []kit.Key{
		{Press: []string{"enter", "right"}, Show: "Enter", Help: "open", Foot: 2, Off: none, Run: func() tea.Cmd { return t.in.show(r) }},
		{Press: []string{"a"}, Show: "a", Help: "add", Foot: 3, Run: t.add},
		{Press: []string{"space"}, Show: "Space", Help: "next state", Foot: 4, Off: none, Run: func() tea.Cmd { return t.in.cycle(r.id) }},
	}, t.in.ways(modeTable, 5))
	return append(keys,
		kit.Key{Press: []string{"p"}, Show: "p", Help: "one partner's", Run: t.choosePartner},
		kit.Key{Press: []string{"f"}, Show: "f", Help: "one sender's", Run: t.chooseSender},
		kit.Key{Press: []string{"v"}, Show: "v", Help: "one state only", Run: t.chooseState},
		kit.Key{Press: []string{"o"}, Show: "o", Help: "sort by " + ((t.query.sort + 1) % orders).String(), Run: t.nextOrder},
		kit.Key{Press: []string{"m"}, Show: "m", Help: "carry up or down", Off: ranked, Run: t.in.To(modeCarry)},
		kit.Key{Press: []string{"K"}, Show: "K", Help: "one place up", Off: ranked, Run: t.shift(r.id, -1)},
		kit.Key{Press: []string{"J"}, Show: "J", Help: "one place down", Off: ranked, Run: t.shift(r.id, 1)},
		kit.Key{Press: []string{"x"}, Show: "x", Help: "remove", Off: none, Run: func() tea.Cmd { return t.in.remove(r.id) }},
		kit.Key{Press: []string{"esc", "left"}, Show: "Esc", Help: "back", Run: t.leave},
	)
}

// leave goes back one level: what is left out comes back first.
func (t *table) leave() tea.Cmd {
	if !t.query.all() {
		t.query = query{sort: t.query.sort}
		return nil
	}
	return screen.Back()
}

func (t *table) nextOrder() tea.Cmd {
	t.query.sort = (t.query.sort + 1) % orders
	return nil
}

// add opens a field for who must know something; Tab goes on to what it is. What the table is filtered by is filled in.
func (t *table) add() tea.Cmd {
	id := ""
	of := desk.Editing{Spot: adding, Label: "Who must know something?", Hint: "A group or a role, like Families. Several with commas. Tab goes on.", Over: t}
	of.Long, of.Max, of.Again, of.Place = true, text.LineMax, true, "comms/add"
	of.Put = func(typed string) error {
		m := comms.Message{ID: t.in.Env.NewID(), Audience: typed, State: comms.Happens, Sender: t.query.who.Name}
		if t.query.state != "" {
			m.State = t.query.state
		}
		if t.query.partner != "" {
			m.Partners = []partner.ID{t.query.partner}
		}
		if err := t.in.Env.Do(comms.AddMessage{Message: m}); err != nil {
			return err
		}
		id = m.ID
		t.cur.To(message(id).String())
		return nil
	}
	of.Now, of.Yield = func() string { return "" }, func() {}
	of.Next = func() tea.Cmd {
		t.in.form.open(id)
		return t.in.form.edit(fieldWhat)
	}
	return t.in.Edit.Start(of)
}

// choosePartner offers the partners that messages concern.
func (t *table) choosePartner() tea.Cmd {
	v := t.in.read()
	return desk.Counted("Messages about which partner?", "All messages", t.query.partner, t.in.OfferedIDs(), t.in.Public().NameOf,
		func(id partner.ID) int { return len(v.Of(id)) }, "message", "messages", func(id partner.ID) { t.query.partner = id })
}

// chooseSender offers everybody who sends something.
func (t *table) chooseSender() tea.Cmd {
	var list []desk.Person
	for _, m := range t.in.read().Messages() {
		i := slices.IndexFunc(list, func(p desk.Person) bool { return text.Key(p.Name) == text.Key(m.Sender) })
		if i < 0 {
			i, list = len(list), append(list, desk.Person{Name: m.Sender})
		}
		list[i].N++
	}
	return t.query.who.Ask("Whose messages?", list, "message", "messages", func(w desk.Whose) { t.query.who = w })
}

func (t *table) chooseState() tea.Cmd {
	items, sel := []screen.Item{{Label: "All messages"}}, 0
	for i, s := range comms.Statuses() {
		items = append(items, screen.Item{Label: s.Label()})
		if s == t.query.state {
			sel = i + 1
		}
	}
	return screen.Open(screen.NewChoice("Which messages?", items, sel, func(i int) tea.Cmd {
		t.query.state = ""
		if i > 0 {
			t.query.state = comms.Statuses()[i-1]
		}
		return nil
	}))
}

func (t *table) Update(msg tea.Msg) tea.Cmd {
	if t.cur.Pointed(t.sheet(), msg) {
		if r, ok := t.paper().Chosen(&t.cur); ok {
			return t.in.show(r)
		}
	}
	return nil
}

func (t *table) View(w, h int) screen.View {
	t.cur.Follow(t.in.Desk, t.sheet(), w, h)
	return tableView{t.query, t.in.Env.Days, t.cur.Top()}
}

func (t *table) Layer(w, _ int) screen.Layer {
	if t.in.Env.Wall {
		return t.cur.Layer()
	}
	return tableLayer{t.cur.Layer(), rows(t.in.Public(), t.in.Env.Memo, t.query, t.in.Today()), t.in.Env.Days, columnsOf(w)}
}
