package communication

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/comms"
	"convene/internal/activity/plan"
	"convene/internal/day"
	"convene/ui/desk"
	"convene/ui/kit"
	"convene/ui/screen"
)

// field is one line of the form.
type field string

// The fields, in the order of the form.
const (
	fieldWho       field = "who"
	fieldWhat      field = "what"
	fieldWhy       field = "why"
	fieldGoal      field = "goal"
	fieldOften     field = "often"
	fieldStart     field = "start"
	fieldSkip      field = "skip"
	fieldChannel   field = "channel"
	fieldSender    field = "sender"
	fieldDirection field = "direction"
	fieldPartners  field = "partners"
	fieldState     field = "state"
)

func fields() []field {
	return []field{fieldWho, fieldWhat, fieldWhy, fieldGoal, fieldOften, fieldStart, fieldSkip, fieldChannel, fieldSender, fieldDirection, fieldPartners, fieldState}
}

// label is what stands beside a field.
func (f field) label() string {
	switch f {
	case fieldWho:
		return "Who must know"
	case fieldWhat:
		return "What"
	case fieldWhy:
		return "Why"
	case fieldGoal:
		return "Goal that it serves"
	case fieldOften:
		return "How often"
	case fieldStart:
		return "First day"
	case fieldSkip:
		return "Days it skips"
	case fieldChannel:
		return "How"
	case fieldSender:
		return "Sent by"
	case fieldDirection:
		return "Which way"
	case fieldPartners:
		return "Partners"
	case fieldState:
	}
	return "State"
}

const (
	labelCols  = 20
	valueLeast = 30 // with less, a value stands under its label
	valueMost  = 56
)

// nextShown is how many of the next dates the form says.
const nextShown = 3

// value is what a field of a message says; empty where nothing was written.
func (f field) value(sh screen.Shared, v comms.View, m comms.Message, order day.Order) string {
	switch f {
	case fieldWho:
		return m.Audience
	case fieldWhat:
		return m.What
	case fieldWhy:
		return m.Why
	case fieldGoal:
		return goalText(sh, m.Goal)
	case fieldOften:
		return often(v, m, order, day.Of(sh.Now))
	case fieldStart:
		if m.Recurrence.First() != day.None {
			return day.Show(m.Recurrence.First(), order, day.Of(sh.Now))
		}
	case fieldSkip:
		return spoken(m.Skip, order, day.Of(sh.Now))
	case fieldChannel:
		return m.Channel
	case fieldSender:
		return m.Sender
	case fieldDirection:
		return m.Direction.Label()
	case fieldPartners:
		return sh.Public.NamesOf(m.Partners)
	case fieldState:
		return sign(m.State, sh.Theme) + " " + m.State.Label()
	}
	return ""
}

// often says how often in plain words, with the next dates under it.
func often(v comms.View, m comms.Message, order day.Order, today day.Day) string {
	out := m.Recurrence.Words(order)
	if dates := v.Next(m, today, nextShown); len(dates) > 0 && m.Recurrence.Repeats() {
		out += "\nnext: " + spoken(dates, order, today)
	}
	if left := v.Skipped(m, today, today.Add(7*comms.CalendarWeeks)); len(left) > 0 {
		out += "\nnot on: " + spoken(left, order, today)
	}
	return out
}

func goalText(sh screen.Shared, id string) string {
	if id == "" {
		return ""
	}
	if g, ok := plan.Read(sh.Public.Plan(), sh.Public.Resolve).Goal(id); ok {
		return g.Text
	}
	return "a goal that is gone"
}

func formPaper(sh screen.Shared, id string, order day.Order, w, h int) desk.Paper[field] {
	p := desk.NewPaper[field](w, h)
	v := read(sh.Public, sh.Memo)
	m, ok := find(v, id)
	if !ok {
		return p
	}
	for _, f := range fields() {
		value := kit.Aside{Text: f.value(sh, v, m, order), Cols: max(valueLeast, min(valueMost, w-labelCols-2*kit.Margin))}
		if value.Text == "" {
			value.Text, value.Tone = sh.Theme.Symbols.Absent, kit.ToneFaint
		}
		if f == fieldState {
			value.Tone = state(m.State).Tone
		}
		p.Put(p.Sheet, string(f), f, kit.SheetEntry{Text: f.label(), Tone: kit.ToneMuted, Cols: labelCols, Asides: []kit.Aside{value}})
	}
	return p
}

func find(v comms.View, id string) (comms.Message, bool) {
	list := v.Messages()
	i := slices.IndexFunc(list, func(m comms.Message) bool { return m.ID == id })
	if i < 0 {
		return comms.Message{}, false
	}
	return list[i], true
}

// form is one message, open for writing.
type form struct {
	in   *Screen
	id   string
	from string // the mode that it was opened in
	cur  desk.Cursor
}

// open opens a message's form.
func (f *form) open(id string) {
	switch f.in.At {
	case modeCalendar, modeLoad:
		f.from = f.in.At
	case modeMessage:
	default:
		f.from = modeTable
	}
	f.id, f.cur, f.in.At = id, desk.Cursor{}, modeMessage
	f.in.table.cur.To(message(id).String())
}

func (f *form) paper() desk.Paper[field] {
	return formPaper(f.in.Shared(), f.id, f.in.Env.Days, f.in.W, f.in.H)
}

func (f *form) sheet() *kit.Sheet { return f.paper().Sheet }

func (f *form) Keys() []kit.Key {
	at, ok := f.paper().Chosen(&f.cur)
	gone := ""
	if !ok {
		gone = "Somebody has removed this message. Esc goes back."
	}
	to := func(n int) func() tea.Cmd { return func() tea.Cmd { return f.turn(n) } }
	keys := append(f.cur.Moving(f.sheet, f.in.Page),
		kit.Key{Press: []string{"enter", "e", "right"}, Show: "Enter", Help: "write or choose", Foot: 2, Off: gone, Run: func() tea.Cmd { return f.edit(at) }},
		kit.Key{Press: []string{"space"}, Show: "Space", Help: "next state", Foot: 3, Off: gone, Run: func() tea.Cmd { return f.in.cycle(f.id) }},
		kit.Key{Press: []string{"]"}, Show: "]", Help: "next message", Foot: 4, Run: to(1)},
		kit.Key{Press: []string{"["}, Show: "[", Help: "message before", Foot: 5, Run: to(-1)},
		kit.Key{Press: []string{"x"}, Show: "x", Help: "remove", Foot: 6, Off: gone, Run: f.remove},
		kit.Key{Press: []string{"esc", "left"}, Show: "Esc", Help: "back", Foot: 9, Run: func() tea.Cmd { f.in.At = f.from; return nil }},
	)
	return append(keys, f.in.ways(modeMessage, 0)...)
}

func (f *form) remove() tea.Cmd {
	f.in.At = f.from
	return f.in.remove(f.id)
}

// turn opens the next message of the table.
func (f *form) turn(n int) tea.Cmd {
	list := rows(f.in.Public(), f.in.Env.Memo, f.in.table.query, f.in.Today())
	i := slices.IndexFunc(list, func(r row) bool { return r.ID == f.id })
	if i < 0 || len(list) < 2 {
		return screen.Notice("No other message is shown. Esc goes back to the table.")
	}
	cur := f.cur
	f.open(list[(i+n+len(list))%len(list)].ID)
	f.cur = cur
	return nil
}

func (f *form) Update(msg tea.Msg) tea.Cmd {
	if f.cur.Pointed(f.sheet(), msg) {
		if at, ok := f.paper().Chosen(&f.cur); ok {
			return f.edit(at)
		}
	}
	return nil
}

func (f *form) View(w, h int) screen.View {
	f.cur.Follow(f.in.Desk, f.sheet(), w, h)
	return formView{f.id, f.in.table.query, f.in.Env.Days, f.cur.Top()}
}

func (f *form) Layer(int, int) screen.Layer { return f.cur.Layer() }

type formView struct {
	id    string
	query query // what the next and the one before are counted in
	order day.Order
	top   int
}

// Where implements screen.Found.
func (v formView) Where() string { return "message:" + v.id }

// Draw implements screen.View.
func (v formView) Draw(a kit.Area, sh screen.Shared) {
	m, ok := find(read(sh.Public, sh.Memo), v.id)
	if !ok {
		a.Para(1, 60, "Somebody has removed this message. Esc goes back.", sh.Theme.Text)
		return
	}
	list := rows(sh.Public, sh.Memo, v.query, day.Of(sh.Now))
	note := ""
	if i := slices.IndexFunc(list, func(r row) bool { return r.ID == v.id }); i >= 0 {
		note = fmt.Sprintf("Message %d of %d", i+1, len(list))
	}
	kit.Heading(a.Sub(0, 0, a.W(), 1), said(m), note, sh.Theme)
	formPaper(sh, v.id, v.order, a.W(), a.H()).Draw(desk.Body(a), v.top, sh.Theme)
}
