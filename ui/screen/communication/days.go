package communication

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/comms"
	"convene/internal/day"
	"convene/internal/text"
	"convene/ui/desk"
	"convene/ui/kit"
	"convene/ui/screen"
)

// daysOff are the days on which nothing is sent.
type daysOff struct {
	in  *Screen
	cur desk.Cursor
}

func breakRef(b comms.Break) ref { return ref{kind: kindDay, id: string(b.Day)} }

// dayCols is how wide a time off is, from when to when.
const dayCols = 40

func daysPaper(sh screen.Shared, order day.Order, w, h int) desk.Paper[ref] {
	p := desk.NewPaper[ref](w, h)
	today := day.Of(sh.Now)
	p.Anchor(desk.Field + adding)
	var past []comms.Break
	put := func(b comms.Break) {
		name := kit.Aside{Text: b.Name, Cols: 28}
		if b.Name == "" {
			name.Text, name.Tone = "no name yet", kit.ToneMuted
		}
		p.Put(p.Sheet, breakRef(b).String(), breakRef(b), kit.SheetEntry{Mark: sh.Theme.Symbols.Bullet, Text: span(b, order, today), Cols: dayCols, Asides: []kit.Aside{name}})
	}
	for _, b := range sh.Public.Comms().Breaks() {
		if b.Last.Before(today) {
			past = append(past, b)
			continue
		}
		put(b)
	}
	if len(past) > 0 {
		p.Heading("Over")
	}
	for _, b := range past {
		put(b)
	}
	return p
}

func (l *daysOff) paper() desk.Paper[ref] {
	return daysPaper(l.in.Shared(), l.in.Env.Days, l.in.W, l.in.H)
}

func (l *daysOff) sheet() *kit.Sheet { return l.paper().Sheet }

func (l *daysOff) Keys() []kit.Key {
	r, ok := l.paper().Chosen(&l.cur)
	none := ""
	if !ok {
		none = "No day off is listed yet. Press a to add one."
	}
	keys := append(l.cur.Moving(l.sheet, l.in.Page),
		kit.Key{Press: []string{"enter", "e", "right"}, Show: "Enter", Help: "name it", Foot: 2, Off: none, Run: func() tea.Cmd { return l.name(r.id) }},
		kit.Key{Press: []string{"a"}, Show: "a", Help: "add", Foot: 3, Run: l.add},
		kit.Key{Press: []string{"x"}, Show: "x", Help: "remove", Foot: 4, Off: none, Run: func() tea.Cmd { return l.remove(r.id) }},
		l.in.back(),
	)
	return append(keys, l.in.ways(modeDays, 0)...)
}

// off finds the break that a day is in.
func (l *daysOff) off(id string) (comms.Break, bool) {
	list, on := l.in.Public().Comms().Breaks(), day.Day(id)
	i := slices.IndexFunc(list, func(b comms.Break) bool { return b.Day <= on && on <= b.Last })
	if i < 0 {
		return comms.Break{}, false
	}
	return list[i], true
}

// add opens a field for a day or a break; Tab goes on to its name.
func (l *daysOff) add() tea.Cmd {
	id := ""
	order, today := l.in.Env.Days, l.in.Today()
	example := "21 dec to 1 jan"
	if order == day.MonthFirst {
		example = "dec 21 to jan 1"
	}
	of := desk.Editing{Spot: adding, Label: "Which day, or from when to when?", Hint: "As you say it: fri, " + example + ". Tab goes on to its name.", Max: text.NameMax, Again: true, Place: "comms/off/add", Over: l}
	of.Put = func(typed string) error {
		b, err := spanOf(typed, today, order)
		if err != nil {
			return err
		}
		if err := l.in.Env.Do(comms.AddHoliday{Day: b.Day, Last: b.Last}); err != nil {
			return err
		}
		id = string(b.Day)
		if got, ok := l.off(id); ok {
			l.cur.To(breakRef(got).String())
		}
		return nil
	}
	of.Read = func(typed string) string {
		b, err := spanOf(typed, today, order)
		if err != nil || b.Last.Before(b.Day) {
			return ""
		}
		if b.Last == b.Day {
			return l.in.Understood(string(b.Day))
		}
		return fmt.Sprintf("That is %s, %s.", span(b, order, today), kit.Count(b.Last.Sub(b.Day)+1, "day", "days"))
	}
	of.Now, of.Yield = func() string { return "" }, func() {}
	of.Next = func() tea.Cmd { return l.name(id) }
	return l.in.Edit.Start(of)
}

// name opens the name of a break.
func (l *daysOff) name(id string) tea.Cmd {
	b, ok := l.off(id)
	if !ok {
		return nil
	}
	of := desk.Editing{Spot: breakRef(b).String(), Label: "What is it called?", Hint: "Like: winter break. All its days have one name.", Max: text.NameMax, Value: b.Name, Place: "comms/off/" + id, Over: l}
	was := b.Name
	of.Put = func(typed string) error {
		if typed == was {
			return nil
		}
		return l.in.Env.Do(comms.NameHoliday{Day: b.Day, Last: b.Last, Was: was, Name: typed})
	}
	of.Now = func() string { h, _ := l.in.Env.State().Comms.Holidays.Get(id); return h.Name }
	of.Yield = func() { was = of.Now() }
	return l.in.Edit.Start(of)
}

func (l *daysOff) remove(id string) tea.Cmd {
	b, ok := l.off(id)
	if !ok {
		return nil
	}
	if err := l.in.Env.Do(comms.RemoveHoliday{Day: b.Day, Last: b.Last}); err != nil {
		return screen.Refused(err)
	}
	return screen.Notice(strings.TrimSpace("No longer off: "+b.Name) + ". u brings it back.")
}

func (l *daysOff) Update(msg tea.Msg) tea.Cmd {
	if l.cur.Pointed(l.sheet(), msg) {
		if r, ok := l.paper().Chosen(&l.cur); ok {
			return l.name(r.id)
		}
	}
	return nil
}

func (l *daysOff) View(w, h int) screen.View {
	l.cur.Follow(l.in.Desk, l.sheet(), w, h)
	return daysView{l.in.Env.Days, l.cur.Top()}
}

func (l *daysOff) Layer(int, int) screen.Layer { return l.cur.Layer() }

type daysView struct {
	order day.Order
	top   int
}

// Where implements screen.Found.
func (daysView) Where() string { return modeDays }

// Draw implements screen.View.
func (v daysView) Draw(a kit.Area, sh screen.Shared) {
	kit.Heading(a.Sub(0, 0, a.W(), 1), "Days off", "nothing is sent on these days", sh.Theme)
	p := daysPaper(sh, v.order, a.W(), a.H())
	if p.Height() == 0 {
		desk.Body(a).Sub(kit.Margin, 0, a.W(), a.H()).Para(0, 60, "No days off yet. Press a and type a day or a break: messages that fall on it are left out, and the calendar shows it.", sh.Theme.Text)
		return
	}
	p.Draw(desk.Body(a), v.top, sh.Theme)
}
