package communication

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/comms"
	"convene/internal/day"
	"convene/ui/desk"
	"convene/ui/kit"
	"convene/ui/screen"
)

// calendar is what is sent in the next twelve weeks, day by day.
type calendar struct {
	in  *Screen
	cur desk.Cursor
}

type calendarKey struct {
	version
	order day.Order
	today day.Day
	w, h  int
	ascii bool
}

const (
	dateCols = 12
)

// calendarPaper lays the calendar out: a heading for each week, under it a line for each message that is sent.
func calendarPaper(sh screen.Shared, order day.Order, w, h int) desk.Paper[ref] {
	today := day.Of(sh.Now)
	key := calendarKey{versionOf(sh.Public), order, today, w, h, sh.Theme.ASCII}
	return screen.Get(sh.Memo, key, func() desk.Paper[ref] {
		c := calendarSheet{desk.NewPaper[ref](w, h), sh, order, today}
		v := read(sh.Public, sh.Memo)
		dates := v.Calendar(today, comms.CalendarWeeks)
		for n := range comms.CalendarWeeks + 1 {
			monday := comms.Week(today).Add(7 * n)
			c.week(monday, slices.DeleteFunc(slices.Clone(dates), func(d comms.Date) bool { return comms.Week(d.Day) != monday }), v)
		}
		return c.Paper
	})
}

// calendarSheet is the calendar while it is laid out.
type calendarSheet struct {
	desk.Paper[ref]
	sh    screen.Shared
	order day.Order
	today day.Day
}

func (c calendarSheet) week(monday day.Day, dates []comms.Date, v comms.View) {
	title := short(monday, c.order, c.today) + " to " + short(monday.Add(6), c.order, c.today)
	switch comms.Week(c.today) {
	case monday:
		title = "This week, until " + short(monday.Add(6), c.order, c.today)
	case monday.Add(-7):
		title = "Next week, " + title
	}
	c.Heading(title)
	if len(dates) == 0 {
		c.Para("Nothing is sent.", kit.ToneFaint)
	}
	for i, d := range dates {
		if d.Off != "" && (i == 0 || dates[i-1].Off != d.Off || dates[i-1].Day.Add(1) != d.Day) {
			c.off(dates[i:])
		}
		for _, m := range d.Sends {
			c.line(d.Day, m, kit.TonePlain, sign(m.State, c.sh.Theme), "")
		}
		for _, m := range d.Skipped {
			why, _ := v.Off(m, d.Day)
			c.line(d.Day, m, kit.ToneMuted, c.sh.Theme.Symbols.Absent, "not sent: "+why)
		}
	}
}

// off writes a line for the days off with which a week's dates begin.
func (c calendarSheet) off(dates []comms.Date) {
	n := 1
	for n < len(dates) && dates[n].Off == dates[0].Off && dates[n-1].Day.Add(1) == dates[n].Day {
		n++
	}
	r := ref{kind: kindDay, id: c.first(dates[0].Day), at: string(dates[0].Day)}
	text := "Day off: " + dates[0].Off
	if n > 1 {
		text = fmt.Sprintf("%d days off: %s", n, dates[0].Off)
	}
	c.Put(c.Sheet, r.String(), r, kit.SheetEntry{Mark: c.sh.Theme.Symbols.Bullet, Text: short(dates[0].Day, c.order, c.today), Cols: dateCols, Tone: kit.ToneMuted,
		Asides: []kit.Aside{{Text: text, Cols: c.room(), Tone: kit.ToneMuted}}})
}

// first is the day with which the break begins that a day is in.
func (c calendarSheet) first(d day.Day) string {
	for _, b := range c.sh.Public.Comms().Breaks() {
		if b.Day <= d && d <= b.Last {
			return string(b.Day)
		}
	}
	return string(d)
}

// room is the width beside a date.
func (c calendarSheet) room() int {
	w := c.Width() - kit.Margin - kit.MarkCols - dateCols - space
	return max(whatLeast, min(w, whoMost+whatMost+space))
}

func (c calendarSheet) line(on day.Day, m comms.Message, tone kit.Tone, mark, note string) {
	r := ref{kind: kindMessage, id: m.ID, at: string(on)}
	room := c.room()
	who := min(whoMost, room*2/5)
	what := kit.Aside{Text: m.What, Cols: room - who - space, Tone: tone}
	if c.Width() < wide { // they stand under each other
		who, what.Cols = c.Width()-narrow, c.Width()-narrow
	}
	if note != "" {
		what.Text = note
	}
	c.Put(c.Sheet, r.String(), r, kit.SheetEntry{Mark: mark, Text: short(on, c.order, c.today), Cols: dateCols, Tone: tone, Cut: c.sh.Theme.Symbols.Ellipsis,
		Asides: []kit.Aside{{Text: audience(m), Cols: who, Tone: tone}, what}})
}

func (l *calendar) paper() desk.Paper[ref] {
	return calendarPaper(l.in.Shared(), l.in.Env.Days, l.in.W, l.in.H)
}

func (l *calendar) sheet() *kit.Sheet { return l.paper().Sheet }

func (l *calendar) Keys() []kit.Key {
	return browsing(l.in, modeCalendar, &l.cur, l.paper)
}

// browsing is the key table of a list in which lines are only opened. The list is laid out only where it is shown.
func browsing(s *Screen, mode string, cur *desk.Cursor, paper func() desk.Paper[ref]) []kit.Key {
	var r ref
	ok, none := false, ""
	if s.At == mode {
		r, ok = paper().Chosen(cur)
	}
	if !ok {
		none = "There is nothing to open here. Esc goes back to the messages."
	}
	keys := append(cur.Moving(func() *kit.Sheet { return paper().Sheet }, s.Page),
		kit.Key{Press: []string{"enter", "right"}, Show: "Enter", Help: "open", Foot: 2, Off: none, Run: func() tea.Cmd { return s.show(r) }},
		s.back(),
	)
	return append(keys, s.ways(mode, 3)...)
}

func (l *calendar) Update(msg tea.Msg) tea.Cmd {
	if l.cur.Pointed(l.sheet(), msg) {
		if r, ok := l.paper().Chosen(&l.cur); ok {
			return l.in.show(r)
		}
	}
	return nil
}

func (l *calendar) View(w, h int) screen.View {
	l.cur.Follow(l.in.Desk, l.sheet(), w, h)
	return calendarView{l.in.Env.Days, l.cur.Top()}
}

func (l *calendar) Layer(int, int) screen.Layer { return l.cur.Layer() }

type calendarView struct {
	order day.Order
	top   int
}

// Where implements screen.Found.
func (calendarView) Where() string { return modeCalendar }

// Draw implements screen.View.
func (v calendarView) Draw(a kit.Area, sh screen.Shared) {
	kit.Heading(a.Sub(0, 0, a.W(), 1), "The next twelve weeks", "what is missing stands here too", sh.Theme)
	p := calendarPaper(sh, v.order, a.W(), a.H())
	if len(p.Spots()) == 0 {
		desk.Body(a).Sub(kit.Margin, 0, a.W(), a.H()).Para(0, 60, "Nothing is sent in the next twelve weeks. Open a message and write how often it goes out.", sh.Theme.Text)
		return
	}
	p.Draw(desk.Body(a), v.top, sh.Theme)
}
