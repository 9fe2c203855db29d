package cardsort

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	sorting "convene/internal/activity/cardsort"
	"convene/internal/text"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// rounds is the list of all sorts: which is chosen, which two are ticked.
type rounds struct {
	sel   string
	ticks [2]string // the two to compare; empty where not ticked
	win   kit.Window
}

// newest are all rounds, the newest first.
func newest(s sorting.State) []sorting.Round {
	out := s.InOrder()
	slices.Reverse(out)
	return out
}

func (s *Screen) toRounds() { s.mode = modeRounds }

// roundAt is where the chosen round stands in the list.
func (s *Screen) roundAt(list []sorting.Round) int {
	return max(0, slices.IndexFunc(list, func(r sorting.Round) bool { return r.ID == s.rounds.sel }))
}

func (s *Screen) stepRound(n int) {
	if list := newest(s.env.State().CardSort); len(list) > 0 {
		s.rounds.sel = list[kit.Step(s.roundAt(list), n, len(list))].ID
	}
}

func (s *Screen) roundKeys() []kit.Key {
	list := newest(s.env.State().CardSort)
	move := func(n int) func() tea.Cmd { return func() tea.Cmd { s.stepRound(n); return nil } }
	none, two := "", ""
	if len(list) == 0 {
		none = "There is no sort yet. Esc, then n, starts the first."
	}
	if len(list) < 2 {
		two = "Comparing needs two sorts."
	}
	lead := s.env.Leads("Only a facilitator changes sorts. You can read all of them.")
	start, open := lead, false
	if _, open = s.round(); open {
		start = "A sort is open. Settle it first, then start the next one."
	}
	return []kit.Key{
		{Press: []string{"up"}, Show: "↑↓", Help: "choose", Foot: 1, Run: move(-1)},
		{Press: []string{"down"}, Show: "↓", Help: "next sort", Run: move(1)},
		{Press: []string{"home"}, Show: "Home", Help: "the newest", Run: move(-1 << 30)},
		{Press: []string{"end"}, Show: "End", Help: "the oldest", Run: move(1 << 30)},
		{Press: []string{"enter", "right"}, Show: "Enter", Help: "its result", Foot: 2, Off: none, Run: s.openRound},
		{Press: []string{"space"}, Show: "Space", Help: "tick, to compare two", Foot: 4, Off: two, Run: s.tick},
		{Press: []string{"c"}, Show: "c", Help: "what changed", Foot: 3, Off: two, Run: s.compare},
		{Press: []string{"e"}, Show: "e", Help: "rename", Foot: 5, Off: cmp.Or(none, lead), Run: s.rename},
		{Press: []string{"R"}, Show: "R", Help: "reopen the latest", Off: cmp.Or(none, cmp.Or(lead, reopenOff(open))), Run: s.reopen},
		{Press: []string{"n"}, Show: "n", Help: "start a sort", Off: start, Run: s.start},
		{Press: []string{"esc", "left"}, Show: "Esc", Help: "back to the board", Foot: 6, Run: func() tea.Cmd { s.mode = modeTogether; return nil }},
	}
}

func reopenOff(open bool) string {
	if open {
		return "A sort is open. One at a time: settle that one first."
	}
	return ""
}

func (s *Screen) openRound() tea.Cmd {
	list := newest(s.env.State().CardSort)
	s.toResults(list[s.roundAt(list)].ID, "", modeRounds)
	return nil
}

// tick chooses a round to compare; of three the oldest tick goes.
func (s *Screen) tick() tea.Cmd {
	list := newest(s.env.State().CardSort)
	id := list[s.roundAt(list)].ID
	t := &s.rounds.ticks
	switch {
	case t[0] == id:
		t[0], t[1] = t[1], ""
	case t[1] == id:
		t[1] = ""
	case t[0] == "":
		t[0] = id
	case t[1] == "":
		t[1] = id
	default:
		t[0], t[1] = t[1], id
	}
	return nil
}

// compare shows what changed between the two that are ticked, or from the one before the chosen one.
func (s *Screen) compare() tea.Cmd {
	list := newest(s.env.State().CardSort)
	at := s.roundAt(list)
	pair := []string{list[at].ID}
	for _, id := range s.rounds.ticks {
		if id != "" && !slices.Contains(pair, id) {
			pair = append(pair, id)
		}
	}
	if s.rounds.ticks[1] != "" {
		pair = s.rounds.ticks[:]
	}
	if len(pair) < 2 {
		other := at + 1
		if other == len(list) {
			other = at - 1
		}
		pair = append(pair, list[other].ID)
	}
	index := func(id string) int {
		return slices.IndexFunc(list, func(r sorting.Round) bool { return r.ID == id })
	}
	a, b := pair[0], pair[1]
	if index(a) < index(b) { // the list begins with the newest
		a, b = b, a
	}
	s.toResults(b, a, modeRounds)
	s.results.page = changesPage
	return nil
}

func (s *Screen) rename() tea.Cmd {
	list := newest(s.env.State().CardSort)
	r := list[s.roundAt(list)]
	return screen.Open(screen.NewPrompt(screen.Prompt{Title: "Name of this sort", Max: text.NameMax, Done: func(v string) (tea.Cmd, error) {
		if v == r.Name {
			return nil, nil
		}
		return nil, s.env.Do(sorting.Rename{Round: r.ID, Name: v})
	}}, r.Name))
}

func (s *Screen) clickRound(msg screen.ClickMsg) tea.Cmd {
	id, ok := strings.CutPrefix(msg.Spot, "round:")
	if !ok {
		return nil
	}
	s.rounds.sel = id
	if msg.Twice {
		return s.openRound()
	}
	return nil
}

func (s *Screen) roundsView(_, h int) screen.View {
	list := newest(s.env.State().CardSort)
	w := &s.rounds.win
	w.Rows, w.Of = max(1, h-4), len(list)
	*w = w.Follow(s.roundAt(list))
	return roundsView{w.Top, s.rounds.ticks}
}

func (s *Screen) roundsLayer() screen.Layer {
	list := newest(s.env.State().CardSort)
	if len(list) == 0 {
		return roundsLayer{}
	}
	return roundsLayer{"round:" + list[s.roundAt(list)].ID}
}

// roundsView is the list of all sorts.
type roundsView struct {
	top   int
	ticks [2]string
}

// Draw implements screen.View.
func (v roundsView) Draw(a kit.Area, sh screen.Shared) {
	th := sh.Theme
	list := newest(sh.CardSort())
	a.Print(0, 0, "All sorts", th.Heading)
	a.Right(0, kit.Count(len(list), "sort", "sorts"), th.Muted)
	kit.Rows{
		Columns: []kit.Column{{Title: "Name", Min: 20, Want: 40, Keep: 9}, {Title: "Began", Min: 11, Want: 11, Keep: 4},
			{Title: "Settled", Min: 11, Want: 11, Keep: 8}, {Title: "Placed", Min: 8, Want: 10, Keep: 6}, {Title: "Ballots", Min: 7, Want: 7, Keep: 3, Right: true}},
		Window: kit.Window{Top: v.top, Rows: max(1, a.H()-4), Of: len(list)},
		Spot:   func(r int) string { return "round:" + list[r].ID },
		Empty:  "No sort yet. Esc, then n, starts the first.",
		Cell:   func(r, c int) (string, paint.Ink) { return v.cell(sh, list[r], c), th.Text },
	}.Draw(a.Sub(0, 2, a.W(), a.H()-2), th)
}

func (v roundsView) cell(sh screen.Shared, r sorting.Round, col int) string {
	b := read(sh.Public, sh.Memo, r.ID)
	switch col {
	case 0:
		if slices.Contains(v.ticks[:], r.ID) {
			return sh.Theme.Symbols.Check + " " + r.Name
		}
		return r.Name
	case 1:
		return day(r.Opened)
	case 2:
		if !r.Settled {
			return "open"
		}
		return day(r.SettledAt)
	case 3:
		return fmt.Sprintf("%d of %d", b.placed(), len(b.listed))
	}
	return fmt.Sprintf("%d", b.sheet.Voters())
}

type roundsLayer struct{ spot string }

// Paint implements screen.Layer.
func (l roundsLayer) Paint(_ kit.Area, p *paint.Personal, o screen.Own) {
	kit.Select(p, l.spot, o.Theme)
}
