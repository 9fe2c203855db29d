package screen

import (
	"maps"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/sahilm/fuzzy"

	"convene/internal/text"
	"convene/ui/kit"
	"convene/ui/paint"
)

// Item is one line of a list that something is chosen from.
type Item struct{ Label, Hint string }

// list is what Choice and Checks offer. Where it is long, letters that are typed narrow it.
type list struct {
	items []Item
	long  bool
	in    kit.Input
	found []int // places in items of what is shown
	at    int   // place in found of what is chosen
	page  int   // rows that were shown last
}

const (
	listMost = 12 // items that are looked through without typing
	listPage = 10
)

func newList(items []Item, sel int) list {
	l := list{items: items, long: len(items) > listMost, in: kit.NewInput("", false, text.NameMax, text.Typed), page: listPage}
	l.narrow()
	l.at = kit.Step(sel, 0, len(items))
	return l
}

// narrow keeps the items that have the letters that were typed, the closest first.
func (l *list) narrow() {
	l.found, l.at = nil, 0
	if l.in.Value() == "" {
		for i := range l.items {
			l.found = append(l.found, i)
		}
		return
	}
	for _, f := range fuzzy.FindFrom(strings.Join(strings.Fields(l.in.Value()), ""), labels(l.items)) {
		l.found = append(l.found, f.Index)
	}
}

// labels are the texts that are looked in.
type labels []Item

// String and Len implement fuzzy.Source.
func (l labels) String(i int) string { return l[i].Label }
func (l labels) Len() int            { return len(l) }

// chosen is the place in items of what is chosen, false where no item is shown.
func (l *list) chosen() (int, bool) {
	if l.at >= len(l.found) {
		return 0, false
	}
	return l.found[l.at], true
}

// Typing implements Overlay.
func (l *list) Typing() bool { return l.long }

// Update implements Overlay.
func (l *list) Update(msg tea.Msg) tea.Cmd {
	if l.long {
		was := l.in.Value()
		if l.in = l.in.Update(msg); l.in.Value() != was {
			l.narrow()
		}
	}
	return nil
}

// moving is the rows of a key table that choose in the list.
func (l *list) moving() []kit.Key {
	keys := kit.Moving("choose", func(n int) tea.Cmd {
		l.at = kit.Step(l.at, n, len(l.found))
		return nil
	}, func() int { return l.page })
	keys[0].Foot = 0
	return keys
}

// layer lays the list out; on is what is ticked, nil where nothing can be.
func (l *list) layer(title, above string, on map[int]bool, w, h int) Layer {
	width := min(64, w-4)
	out := listLayer{title: title, above: above, width: width, all: len(l.items), long: l.long, sel: l.at}
	if l.long {
		out.field = l.in.Show(max(1, width-6), 1)
	}
	for _, i := range l.found {
		out.lines = append(out.lines, listLine{l.items[i], on[i]})
	}
	out.ticks = on != nil
	out.rows = len(l.items)
	if l.long {
		out.rows = listMost
	}
	return out
}

type listLine struct {
	Item
	on bool
}

type listLayer struct {
	title, above string
	field        kit.Shown
	lines        []listLine
	all          int // items there are
	rows         int // as many as the box has, so that it keeps its size
	sel, width   int
	long, ticks  bool
}

// Paint implements Layer.
func (l listLayer) Paint(a kit.Area, p *paint.Personal, o Own) {
	above := 0
	if l.above != "" {
		above = 1 + len(paint.Wrap(l.above, max(1, l.width-4)))
	}
	field := 0
	if l.long {
		field = 2
	}
	in := Box(a, o, l.title, l.width, above+field+l.rows+2)
	in.Para(0, in.W(), l.above, o.Theme.Text)
	_, in = in.Rows(above)
	head, in := in.Rows(field)
	if len(l.lines) == 0 {
		in.Print(2, 0, "Nothing has these letters in its name.", o.Theme.Muted)
	}
	win := kit.Window{Rows: in.H(), Of: len(l.lines)}
	if len(l.lines) > in.H() {
		win.Rows = max(1, in.H()-1)
		kit.Hidden(in.Sub(2, in.H()-1, in.W()-2, 1), win.Follow(l.sel), o.Theme)
	}
	win = win.Follow(l.sel)
	for i := win.Top; i < win.End(); i++ {
		row := in.Sub(0, i-win.Top, in.W(), 1)
		l.line(row, l.lines[i], o)
		if i == l.sel {
			kit.SelectAt(p, row.Rect(), o.Theme)
		}
	}
	if l.long {
		l.search(head, p, o)
	}
}

// search draws the field; the cursor stands in it.
func (l listLayer) search(a kit.Area, p *paint.Personal, o Own) {
	l.field.Draw(a.Sub(2, 0, a.W()-2, 1), p, o.Theme.Field)
	if len(l.lines) == l.all && l.field.X == 0 {
		a.Print(4, 0, "type some letters of it", o.Theme.Field)
	}
}

func (l listLayer) line(row kit.Area, x listLine, o Own) {
	at := 2
	if l.ticks {
		tick := o.Theme.Symbols.None
		if x.on {
			tick = o.Theme.Symbols.Check
		}
		row.Print(at, 0, tick, o.Theme.Text)
		at += 2
	}
	end := row.PrintIn(at, 0, row.W()-at, x.Label, o.Theme.Text)
	row.PrintIn(end+2, 0, row.W()-end-2, x.Hint, o.Theme.Muted)
}

// Choice offers a list, one item of which is chosen.
type Choice struct {
	list
	Title string
	Text  string // stands above the list; may be empty
	Pick  func(i int) tea.Cmd
}

// NewChoice opens with item sel chosen.
func NewChoice(title string, items []Item, sel int, pick func(int) tea.Cmd) *Choice {
	return &Choice{list: newList(items, sel), Title: title, Pick: pick}
}

// Search lets letters narrow the list, however short it is.
func (c *Choice) Search() *Choice {
	c.long = true
	return c
}

// Keys implements Overlay.
func (c *Choice) Keys() []kit.Key {
	return append(c.moving(),
		kit.Key{Press: []string{"enter"}, Show: "Enter", Help: "choose", Foot: 1, Run: c.pick},
		kit.Key{Press: []string{"esc"}, Show: "Esc", Help: "leave it", Foot: 2, Run: func() tea.Cmd { return Close(nil) }},
	)
}

func (c *Choice) pick() tea.Cmd {
	i, ok := c.chosen()
	if !ok {
		return nil
	}
	return Close(c.Pick(i))
}

// Layer implements Overlay.
func (c *Choice) Layer(w, h int) Layer { return c.layer(c.Title, c.Text, nil, w, h) }

// Checks offers a list, any items of which may be ticked.
type Checks struct {
	list
	title string
	on    map[int]bool
	done  func(on map[int]bool) tea.Cmd
}

// NewChecks opens with the items in on ticked; in a long list the first of them is chosen.
func NewChecks(title string, items []Item, on map[int]bool, done func(map[int]bool) tea.Cmd) *Checks {
	ticked := make(map[int]bool, len(on))
	maps.Copy(ticked, on)
	c := &Checks{list: newList(items, 0), title: title, on: ticked, done: done}
	if c.long {
		c.at = max(0, slices.IndexFunc(c.found, func(i int) bool { return ticked[i] }))
	}
	return c
}

// Keys implements Overlay.
func (c *Checks) Keys() []kit.Key {
	return append(c.moving(),
		kit.Key{Press: []string{"space"}, Show: "Space", Help: "tick or untick", Foot: 1, Run: c.tick},
		kit.Key{Press: []string{"enter"}, Show: "Enter", Help: "keep it", Foot: 2, Run: func() tea.Cmd { return Close(c.done(c.on)) }},
		kit.Key{Press: []string{"esc"}, Show: "Esc", Help: "leave it as it was", Foot: 3, Run: func() tea.Cmd { return Close(nil) }},
	)
}

func (c *Checks) tick() tea.Cmd {
	if i, ok := c.chosen(); ok {
		c.on[i] = !c.on[i]
	}
	return nil
}

// Layer implements Overlay.
func (c *Checks) Layer(w, h int) Layer { return c.layer(c.title, "", c.on, w, h) }
