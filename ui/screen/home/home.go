// Package home is the screen that says what to do next.
package home

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/plan"
	"convene/internal/day"
	"convene/internal/guide"
	"convene/internal/ledger"
	"convene/internal/workspace"
	"convene/ui/desk"
	"convene/ui/kit"
	"convene/ui/screen"
)

// Name is the screen's name.
const Name = "home"

// Screen is the home screen of one person.
type Screen struct{ *desk.Desk }

// New makes it.
func New(env *screen.Env) *Screen {
	s := &Screen{desk.New(env)}
	s.Set(desk.Named{Part: &page{in: s}})
	return s
}

// Name implements screen.Screen.
func (s *Screen) Name() string { return Name }

// page is what waits, and under it the places to go.
type page struct {
	in  *Screen
	cur desk.Cursor
}

// direct are the letters that open a place at once.
func direct() []struct {
	key, help, to, arg string
	foot               int
} {
	return []struct {
		key, help, to, arg string
		foot               int
	}{
		{"a", "add partners", "inventory", "add", 3},
		{"s", "sort cards", "cardsort", "", 4},
	}
}

// line is one place to go, with what there is to say about it.
type line struct{ to, title, status string }

// joint says that a place is made of what the school shares with a partner: all that a guest may open.
func joint(to string) bool { return to == "touchpoints" || to == "plan" || to == "steps" }

func lines(p workspace.Public, today day.Day) []line {
	return []line{
		{"inventory", "Inventory", inventory(p)},
		{"cardsort", "Card sort", cardSort(p)},
		{"touchpoints", "Touchpoints", touchpoints(p, today)},
		{"plan", "Shared plan", plan.Read(p.Plan(), nil).Tally(today).String()},
		{"communication", "Communication plan", communication(p, today)},
		{"improvement", "Improvement plan", measures(p, today)},
		{"meeting", "Meetings", held(p)},
	}
}

// place is where an entry leads, and what a meeting about it is made of.
type place struct {
	to, arg string
	meet    string // "new", or what else the meeting screen is asked for
}

const (
	titleCols  = 22 // of the places' names
	statusCols = 46
	noteCols   = 28 // of what is said beside a thing that waits
	noteWide   = 40 // and in a body of at least so many columns:
	wide       = 90
)

// news is what there is to say on a day, worked out once for all who look.
type news struct {
	empty bool // there is no partner yet
	waits []todo
	lines []line
}

func read(sh screen.Shared, guest bool) *news {
	type key struct {
		version uint64
		today   day.Day
		guide   *guide.Pack
		guest   bool
	}
	p, today := sh.Public, day.Of(sh.Now)
	return screen.Get(sh.Memo, key{p.Version(), today, sh.Guide, guest}, func() *news {
		n := &news{len(p.Active()) == 0, todos(p, sh.Guide, today), lines(p, today)}
		if guest {
			n.empty = false
			n.waits = slices.DeleteFunc(n.waits, func(t todo) bool { return !joint(t.to) })
			n.lines = slices.DeleteFunc(n.lines, func(l line) bool { return !joint(l.to) })
		}
		return n
	})
}

func paper(sh screen.Shared, w, h int, guest, shut bool) desk.Paper[place] {
	p, n := desk.NewPaper[place](w, h), read(sh, guest)
	if shut {
		p.Para(screen.ShutOut, kit.ToneWarn)
	}
	switch {
	case n.empty:
		p.Para("First, list the partners that work with your students: press a and type their names.", kit.TonePlain)
	case len(n.waits) > 0:
		p.Heading("Next")
	}
	note := noteCols
	if w >= wide {
		note = noteWide
	}
	for _, t := range n.waits {
		e := kit.SheetEntry{Mark: sh.Theme.Symbols.Open, Text: t.text, Cut: sh.Theme.Symbols.Ellipsis, Asides: []kit.Aside{{Text: t.note, Cols: note, Tone: kit.ToneMuted}}}
		if t.late {
			e.Mark, e.Asides[0].Tone = sh.Theme.Symbols.Warn, kit.ToneWarn
		}
		meet := "plan:" + t.to + ":" + string(t.about)
		if t.to == "meeting" {
			meet = "new"
		}
		p.Put(p.Sheet, t.to+"/"+t.arg+"/"+t.text, place{t.to, t.arg, meet}, e)
	}
	p.Heading("Everything")
	for _, l := range n.lines {
		p.Put(p.Sheet, l.to, place{to: l.to, meet: "new"}, kit.SheetEntry{Text: l.title, Cols: titleCols, Cut: sh.Theme.Symbols.Ellipsis, Asides: []kit.Aside{{Text: l.status, Cols: statusCols, Tone: kit.ToneMuted}}})
	}
	return p
}

func (s *page) paper() desk.Paper[place] {
	return paper(s.in.Shared(), s.in.W, s.in.H, s.guest(), s.in.Env.Session.ShutOut())
}

func (s *page) guest() bool { return s.in.Env.Me().Role == ledger.Guest }

func (s *page) sheet() *kit.Sheet { return s.paper().Sheet }

// Keys implements desk.Part.
func (s *page) Keys() []kit.Key {
	keys := slices.Concat(s.cur.Moving(s.sheet, s.in.Page), []kit.Key{{Press: []string{"enter", "right"}, Show: "Enter", Help: "open", Foot: 2, Run: s.open}})
	for _, d := range direct() {
		if s.guest() {
			break
		}
		keys = append(keys, kit.Key{Press: []string{d.key}, Show: d.key, Help: d.help, Foot: d.foot,
			Run: func() tea.Cmd { return screen.Go(d.to, d.arg) }})
	}
	return append(keys, kit.Key{Press: []string{"m"}, Show: "m", Help: "meeting", Foot: 5, Run: s.meet})
}

// meet plans a meeting: about what waits, where that is chosen.
func (s *page) meet() tea.Cmd {
	to, ok := s.paper().Chosen(&s.cur)
	if !ok {
		to.meet = "new"
	}
	return screen.Go("meeting", to.meet)
}

func (s *page) open() tea.Cmd {
	to, ok := s.paper().Chosen(&s.cur)
	if !ok {
		return nil
	}
	return screen.Go(to.to, to.arg)
}

// Update implements desk.Part.
func (s *page) Update(msg tea.Msg) tea.Cmd {
	if s.cur.Pointed(s.sheet(), msg) {
		return s.open()
	}
	return nil
}

// View implements desk.Part.
func (s *page) View(w, h int) screen.View {
	s.cur.Follow(s.in.Desk, s.sheet(), w, h)
	return view{s.cur.Top(), s.guest(), s.in.Env.Session.ShutOut()}
}

// Layer implements desk.Part.
func (s *page) Layer(int, int) screen.Layer { return s.cur.Layer() }

type view struct {
	top   int
	guest bool
	shut  bool // people elsewhere stand before a closed door
}

// Draw implements screen.View.
func (v view) Draw(a kit.Area, sh screen.Shared) {
	a.PrintIn(kit.Margin, 0, a.W()-kit.Margin, greeting(sh, v.guest), sh.Theme.Heading)
	paper(sh, a.W(), a.H(), v.guest, v.shut).Draw(desk.Body(a), v.top, sh.Theme)
}

// greeting is the one sentence that the room reads first.
func greeting(sh screen.Shared, guest bool) string {
	hello := "Good evening."
	switch h := sh.Now.Hour(); {
	case h < 12:
		hello = "Good morning."
	case h < 18:
		hello = "Good afternoon."
	}
	switch n := read(sh, guest); {
	case n.empty:
		return hello
	case len(n.waits) == 0:
		return hello + " Nothing waits."
	}
	return hello + " This is what waits."
}
