package communication

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/comms"
	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/day"
	"convene/internal/workspace"
	"convene/ui/desk"
	"convene/ui/kit"
	"convene/ui/screen"
)

// load is what is missing, what comes twice, what is too much, and how much everybody sends and gets.
type load struct {
	in  *Screen
	cur desk.Cursor
}

// loadSheet is the list while it is laid out.
type loadSheet struct {
	desk.Paper[ref]
	sh    screen.Shared
	order day.Order
	today day.Day
}

const (
	findCols = 44 // of what was found
	sideCols = 26 // of what is said beside it
)

// loadPaper lays the list out.
func loadPaper(sh screen.Shared, order day.Order, w, h int) desk.Paper[ref] {
	today := day.Of(sh.Now)
	type loadKey struct{ calendarKey }
	key := loadKey{calendarKey{versionOf(sh.Public), order, today, w, h, sh.Theme.ASCII}}
	return screen.Get(sh.Memo, key, func() desk.Paper[ref] {
		l := loadSheet{desk.NewPaper[ref](w, h), sh, order, today}
		v := read(sh.Public, sh.Memo)
		if len(v.Messages()) == 0 {
			return l.Paper
		}
		l.gaps(v)
		l.doubles(v)
		l.overloads(v)
		senders, audiences := v.Loads(today, comms.CalendarWeeks)
		l.loads("Who sends, in twelve weeks", kindSender, "nobody named yet", senders)
		l.loads("Who gets it, in twelve weeks", kindAudience, "", audiences)
		return l.Paper
	})
}

// found writes a line of what was found.
func (l loadSheet) found(r ref, mark, text, beside string, tone kit.Tone) {
	l.Put(l.Sheet, r.String(), r, kit.SheetEntry{Mark: mark, Text: text, Cols: max(findCols, l.Width()-sideCols-space-kit.Margin-kit.MarkCols),
		Asides: []kit.Aside{{Text: beside, Cols: sideCols, Tone: tone}}})
}

func primary(p workspace.Public) (out []partner.ID) {
	for _, r := range p.Primary() {
		out = append(out, r.ID)
	}
	return out
}

func goals(p workspace.Public) (out []string) {
	for _, g := range plan.Read(p.Plan(), p.Resolve).Goals(false) {
		out = append(out, g.ID)
	}
	return out
}

// gaps are what nobody sends.
func (l loadSheet) gaps(v comms.View) {
	g := v.Gaps(primary(l.sh.Public), goals(l.sh.Public))
	l.Heading("Gaps")
	open, before := l.sh.Theme.Symbols.Open, l.Height()
	told := map[string]bool{}
	for _, m := range g.Missing {
		l.found(ref{kindMessage, m.ID, "gap"}, open, said(m), "missing"+lacks(m), kit.ToneWarn)
		for _, name := range m.Audiences() {
			told[name] = true
		}
	}
	for _, m := range v.Messages() {
		if m.State == comms.Happens && lacks(m) != "" {
			l.found(ref{kindMessage, m.ID, "gap"}, open, said(m), "happens"+lacks(m), kit.ToneWarn)
		}
	}
	for _, name := range g.Audiences {
		if !told[name] {
			l.found(ref{kindAudience, name, "gap"}, open, name, "no message that stays", kit.ToneWarn)
		}
	}
	for _, id := range g.Partners {
		l.found(ref{kindPartner, string(id), "gap"}, open, l.sh.Public.NameOf(id), "primary, no message", kit.ToneWarn)
	}
	for _, id := range g.Goals {
		l.found(ref{kindGoal, id, "gap"}, open, goalText(l.sh, id), "a goal without a message", kit.ToneWarn)
	}
	if l.Height() == before {
		l.Para("None: everything has a sender and a day.", kit.ToneMuted)
	}
}

// lacks says what a message has not got yet.
func lacks(m comms.Message) string {
	switch {
	case m.Recurrence == "" && m.Sender == "":
		return ", no sender, no day"
	case m.Recurrence == "":
		return ", no day"
	case m.Sender == "":
		return ", no sender"
	}
	return ""
}

// doubles are what one audience is told twice in a week.
func (l loadSheet) doubles(v comms.View) {
	list := v.Doubles(l.today, comms.CalendarWeeks)
	if len(list) == 0 {
		return
	}
	l.Heading("Twice in one week, for one reason")
	for i, d := range list {
		weeks := "week of " + short(d.Weeks[0], l.order, l.today)
		if n := len(d.Weeks); n > 1 {
			weeks = kit.Count(n, "week", "weeks") + ", from " + short(d.Weeks[0], l.order, l.today)
		}
		for n, m := range d.Messages {
			side := ""
			if n == 0 {
				side = weeks
			}
			l.found(ref{kindMessage, m.ID, fmt.Sprint("double", i)}, l.sh.Theme.Symbols.Warn, d.Audience+": "+m.Label(), side, kit.ToneWarn)
		}
	}
}

// overloads are senders and audiences with too much in one week: one line for each of them, whatever the weeks are.
func (l loadSheet) overloads(v comms.View) {
	type heavy struct {
		comms.Overload
		weeks int
	}
	var list []heavy
	for _, o := range v.Overloads(l.today, comms.CalendarWeeks, comms.OverloadLimit) {
		i := slices.IndexFunc(list, func(h heavy) bool { return h.Sender == o.Sender && h.Name == o.Name })
		if i < 0 {
			i, list = len(list), append(list, heavy{Overload: o})
		}
		list[i].weeks++
		list[i].Sends = max(list[i].Sends, o.Sends)
	}
	if len(list) == 0 {
		return
	}
	l.Heading(fmt.Sprintf("More than %d in one week", comms.OverloadLimit))
	for _, h := range list {
		k, verb := kindAudience, "get up to"
		if h.Sender {
			k, verb = kindSender, "sends up to"
		}
		l.found(ref{k, h.Name, "heavy"}, l.sh.Theme.Symbols.Warn, fmt.Sprintf("%s: %s %d a week", h.Name, verb, h.Sends),
			kit.Count(h.weeks, "week", "weeks")+", from "+short(h.Week, l.order, l.today), kit.ToneWarn)
	}
}

const (
	nameCols = 26
	barCols  = 16
	sumCols  = 24
)

// loads are bars of how much everybody sends or gets.
func (l loadSheet) loads(title string, k kind, nobody string, list []comms.Load) {
	l.Heading(title)
	most := 1
	for _, x := range list {
		most = max(most, x.Sends+x.Missing)
	}
	for _, x := range list {
		name := x.Name
		if name == "" {
			if name = nobody; name == "" {
				continue
			}
		}
		sum := kit.Count(x.Sends, "time", "times")
		if x.Missing > 0 {
			sum += fmt.Sprintf(", %d missing", x.Missing)
		}
		r := ref{k, x.Name, "load"}
		l.Put(l.Sheet, r.String(), r, kit.SheetEntry{Text: name, Cols: nameCols, Cut: l.sh.Theme.Symbols.Ellipsis,
			Asides: []kit.Aside{{Text: kit.ThinBar(float64(x.Sends)/float64(most), barCols, l.sh.Theme), Cols: barCols}, {Text: sum, Cols: sumCols, Tone: kit.ToneMuted}}})
	}
}

func (l *load) paper() desk.Paper[ref] {
	return loadPaper(l.in.Shared(), l.in.Env.Days, l.in.W, l.in.H)
}

func (l *load) Keys() []kit.Key { return browsing(l.in, modeLoad, &l.cur, l.paper) }

func (l *load) Update(msg tea.Msg) tea.Cmd {
	if l.cur.Pointed(l.paper().Sheet, msg) {
		if r, ok := l.paper().Chosen(&l.cur); ok {
			return l.in.show(r)
		}
	}
	return nil
}

func (l *load) View(w, h int) screen.View {
	l.cur.Follow(l.in.Desk, l.paper().Sheet, w, h)
	return loadView{l.in.Env.Days, l.cur.Top()}
}

func (l *load) Layer(int, int) screen.Layer { return l.cur.Layer() }

type loadView struct {
	order day.Order
	top   int
}

// Where implements screen.Found.
func (loadView) Where() string { return modeLoad }

// Draw implements screen.View.
func (v loadView) Draw(a kit.Area, sh screen.Shared) {
	kit.Heading(a.Sub(0, 0, a.W(), 1), "Load and gaps", counted(home(sh)), sh.Theme)
	p := loadPaper(sh, v.order, a.W(), a.H())
	if p.Height() == 0 {
		desk.Body(a).Sub(kit.Margin, 0, a.W(), a.H()).Para(0, 60, "No messages yet, so nobody has too much to send. Esc goes back; a adds the first message.", sh.Theme.Text)
		return
	}
	p.Draw(desk.Body(a), v.top, sh.Theme)
}
