package inventory

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/guide"
	"convene/internal/workspace"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// matrix shows who is missing: kinds of partner and times of the day and year.
type matrix struct {
	in       *Screen
	row, col int
	top      int
	rows     int // that fit
}

// The rows and columns of the matrix: the last of each is what is not known yet.
func matrixKinds() []partner.Kind { return append(partner.Kinds(), unknown) }
func matrixWhens() []partner.When { return append(partner.Whens(), unknown) }

func (m *matrix) cell() cell { return cell{matrixKinds()[m.row], matrixWhens()[m.col]} }

func (m *matrix) Keys() []kit.Key {
	by := func(rows, cols int) func() tea.Cmd { return func() tea.Cmd { return m.step(rows, cols) } }
	nobody := ""
	if len(m.here()) == 0 {
		nobody = "Nobody is listed here yet. Press a to add somebody."
	}
	add := "add here"
	if c := m.cell(); c.kind == unknown && c.when == unknown {
		add = "add"
	}
	return []kit.Key{
		{Press: []string{"up"}, Show: "↑↓←→", Help: "choose a place", Foot: 1, Run: by(-1, 0)},
		{Press: []string{"down"}, Show: "↓", Help: "next kind", Run: by(1, 0)},
		{Press: []string{"left"}, Show: "←", Help: "earlier", Run: by(0, -1)},
		{Press: []string{"right"}, Show: "→", Help: "later", Run: by(0, 1)},
		{Press: []string{"home"}, Show: "Home", Help: "first kind", Run: by(-1<<30, 0)},
		{Press: []string{"end"}, Show: "End", Help: "last kind", Run: by(1<<30, 0)},
		{Press: []string{"a"}, Show: "a", Help: add, Foot: 2, Run: func() tea.Cmd { return m.in.add.start(m.cell()) }},
		{Press: []string{"enter"}, Show: "Enter", Help: "list them", Foot: 3, Off: nobody, Run: m.open},
		{Press: []string{"g"}, Show: "g", Help: "next empty place", Foot: 4, Run: m.nextEmpty},
		{Press: []string{"esc"}, Show: "Esc", Help: "back to the list", Foot: 5, Run: m.in.To(modeList)},
	}
}

func (m *matrix) step(rows, cols int) tea.Cmd {
	m.row = kit.Step(m.row, rows, len(matrixKinds()))
	m.col = kit.Step(m.col, cols, len(matrixWhens()))
	return nil
}

func (m *matrix) open() tea.Cmd {
	m.in.list.query = query{cell: m.cell()}
	m.in.list.win.Top = 0
	m.in.At = modeList
	return nil
}

// here are the partners of the chosen place.
func (m *matrix) here() []*row {
	return list(m.in.Env.State().Public(), m.in.Env.Memo, query{cell: m.cell()}).rows
}

// nextEmpty goes to the next place where nobody is; what is not known yet is no such place.
func (m *matrix) nextEmpty() tea.Cmd {
	n := counts(m.in.Env.State().Public(), m.in.Env.Memo)
	kinds, whens := len(partner.Kinds()), len(partner.Whens())
	at := m.row*whens + min(m.col, whens-1)
	for i := range kinds * whens {
		k := (at + 1 + i) % (kinds * whens)
		if n.at[k/whens][k%whens] == 0 {
			m.row, m.col = k/whens, k%whens
			return nil
		}
	}
	return screen.Notice("There is somebody in every place.")
}

func (m *matrix) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.WheelMsg:
		return m.step(msg.N, 0)
	case screen.ClickMsg:
		for r := range matrixKinds() {
			for c := range matrixWhens() {
				if msg.Spot == cellSpot(r, c) {
					m.row, m.col = r, c
					if msg.Twice && len(m.here()) > 0 {
						return m.open()
					}
				}
			}
		}
	}
	return nil
}

func cellSpot(r, c int) string { return fmt.Sprintf("cell:%d:%d", r, c) }

// tally is how many active partners stand at each place of the matrix.
type tally struct {
	at    [][]int
	all   int
	empty int // places of a known kind and a known time
}

func counts(p workspace.Public, memo *screen.Memo) tally {
	type key struct {
		version uint64
		tally   bool
	}
	return screen.Get(memo, key{p.PartnersVersion(), true}, func() tally {
		kinds, whens := matrixKinds(), matrixWhens()
		t := tally{at: make([][]int, len(kinds))}
		rows := list(p, memo, query{}).rows
		t.all = len(rows)
		for i, k := range kinds {
			t.at[i] = make([]int, len(whens))
			for j, w := range whens {
				c := cell{k, w}
				for _, r := range rows {
					if c.has(&r.Public) {
						t.at[i][j]++
					}
				}
				if t.at[i][j] == 0 && k != unknown && w != unknown {
					t.empty++
				}
			}
		}
		return t
	})
}

// airy is the height of a body from which there is room for air.
const airy = 12

// matrixRows is how many rows stand above the matrix and under it, in a body of h rows: what is chosen, and who is there.
func matrixRows(h int) (head, foot int) {
	if h < airy {
		return 2, 2
	}
	return 4, 4
}

func (m *matrix) View(_, h int) screen.View {
	head, foot := matrixRows(h)
	m.rows = max(1, h-head-foot)
	m.top = kit.Window{Top: m.top, Rows: m.rows, Of: len(matrixKinds())}.Follow(m.row).Top
	return matrixView{m.top}
}

type matrixView struct{ top int }

// Where implements screen.Found.
func (matrixView) Where() string { return modeMissing }

// Draw implements screen.View.
func (v matrixView) Draw(a kit.Area, sh screen.Shared) {
	th := sh.Theme
	n := counts(sh.Public, sh.Memo)
	kit.Heading(a.Sub(0, 0, a.W(), 1), "Who is missing?", kit.Count(n.empty, "empty place", "empty places"), th)
	a.Print(0, 1, th.Symbols.None+" nobody", th.Warn)
	head, foot := matrixRows(a.H())
	names, cells := columns(a.W())
	for c, w := range matrixWhens() {
		for i, l := range heading(whenTitle(w, sh.Guide), cells-1, head-2) {
			a.Sub(names+c*cells, i+min(1, head-2)+1, cells-1, 1).Right(0, l, th.Muted)
		}
	}
	win := kit.Window{Top: v.top, Rows: max(1, a.H()-head-foot), Of: len(matrixKinds())}
	for r := win.Top; r < win.End(); r++ {
		y := head + r - win.Top
		k := matrixKinds()[r]
		label := "(no kind yet)"
		if k != unknown {
			label = sh.Guide.Kind(string(k)).Label
		}
		a.PrintIn(kit.Margin, y, names-kit.Margin-1, label, th.Text)
		for c := range matrixWhens() {
			place := a.Sub(names+c*cells, y, cells-1, 1)
			switch {
			case n.at[r][c] > 0:
				place.Right(0, strconv.Itoa(n.at[r][c]), th.Text)
			case k == unknown || matrixWhens()[c] == unknown:
				place.Right(0, "0", th.Faint)
			default:
				place.Right(0, th.Symbols.None, th.Warn)
			}
			place.Sub(place.W()-min(place.W(), 5), 0, 5, 1).Spot(cellSpot(r, c))
		}
	}
	kit.Hidden(a.Sub(kit.Margin, head+win.Rows, a.W(), 1), win, th)
	chosen := min(2, foot-1)
	a.Sub(0, head+min(win.Rows, win.Of)+foot-chosen, a.W(), chosen).Spot("chosen")
}

// heading breaks a column's title at its words into at most that many rows, the last one at the bottom.
func heading(title string, w, rows int) []string {
	rows = max(1, rows)
	words := strings.Fields(title)
	if len(words) > rows && rows > 1 {
		words = append(words[:rows-1], strings.Join(words[rows-1:], " "))
	}
	if paint.Width(title) < w-2 || rows == 1 { // the air tells two titles apart
		words = []string{title}
	}
	return append(make([]string, rows-min(rows, len(words))), words...)
}

// columns says how wide the names of kinds and each of the times are.
func columns(w int) (names, cells int) {
	n := len(matrixWhens())
	cells = max(5, min(11, (w-26)/n))
	return min(32, w-n*cells), cells
}

func whenTitle(w partner.When, g *guide.Pack) string {
	if w == unknown {
		return "No time yet"
	}
	return g.When(string(w)).Label
}

func (m *matrix) Layer(int, int) screen.Layer {
	l := matrixLayer{spot: cellSpot(m.row, m.col), title: m.cell().words(m.in.Env.Guide)}
	var who []string
	for _, r := range m.here() {
		who = append(who, r.Name)
		if len(who) == 8 {
			break
		}
	}
	slices.Sort(who)
	l.who = strings.Join(who, ", ")
	if len(who) == 0 {
		l.who = "Nobody yet. Who could it be? Press a and type a name."
	}
	return l
}

type matrixLayer struct{ spot, title, who string }

// Paint implements screen.Layer.
func (l matrixLayer) Paint(a kit.Area, p *paint.Personal, o screen.Own) {
	if r, ok := p.Find(l.spot); ok {
		kit.SelectAt(p, r, o.Theme)
	}
	if r, ok := p.Find("chosen"); ok {
		at := a.At(r)
		end := at.Print(0, 0, l.title, o.Theme.Heading)
		if at.H() > 1 {
			at.Print(0, 1, l.who, o.Theme.Text)
		} else {
			at.Print(end+1, 0, l.who, o.Theme.Text)
		}
	}
}
