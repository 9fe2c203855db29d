package cardsort

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/ui/kit"
	"convene/ui/screen"
)

// page is one of the pages of a result.
type page int

const (
	votesPage page = iota
	gridPage
	changesPage
	settledPage
	pages
)

func (p page) String() string { return [...]string{"Votes", "Grid", "Changes", "Settled"}[p] }

// results is which result is shown, and how far it is scrolled.
type results struct {
	round, from string // from: the round that it is compared with
	page        page
	top         int
	back        string // the mode that Esc goes back to
}

// toResults shows the result of a round. from is the round to compare it with; the one before where empty.
func (s *Screen) toResults(round, from, back string) {
	st := s.env.State().CardSort
	if from == "" {
		if r, ok := st.Previous(round); ok {
			from = r.ID
		}
	}
	s.mode, s.results = modeResults, results{round: round, from: from, back: back}
	b := read(s.env.State().Public(), s.env.Memo, round)
	if !b.shown() || !b.anyVote() {
		s.results.page = settledPage // nothing was voted on: where each partner stands is the result
	}
}

// anyVote says whether anybody said anything of any card, be it that they do not know.
func (b *board) anyVote() bool {
	for _, id := range b.listed {
		if b.sheet.Votes(id).Of() > 0 {
			return true
		}
	}
	return false
}

func (s *Screen) resultKeys() []kit.Key {
	scroll := func(n int) func() tea.Cmd { return func() tea.Cmd { s.scroll(n); return nil } }
	leaf := func(n int) func() tea.Cmd {
		return func() tea.Cmd { s.turnTo((s.results.page + page(n) + pages) % pages); return nil }
	}
	return []kit.Key{
		{Press: []string{"tab", "right"}, Show: "Tab", Help: "next page", Foot: 1, Run: leaf(1)},
		{Press: []string{"shift+tab", "left"}, Show: "←", Help: "page before", Run: leaf(-1)},
		{Press: []string{"1", "2", "3", "4"}, Show: "1-4", Help: "pages", Foot: 2, With: s.pageKey},
		{Press: []string{"up"}, Show: "↑↓", Help: "scroll", Foot: 3, Run: scroll(-1)},
		{Press: []string{"down"}, Show: "↓", Help: "scroll down", Run: scroll(1)},
		{Press: []string{"pgup"}, Show: "PgUp", Help: "back a screen", Run: scroll(-10)},
		{Press: []string{"pgdown", "space"}, Show: "Space", Help: "on a screen", Run: scroll(10)},
		{Press: []string{"home"}, Show: "Home", Help: "to the top", Run: scroll(-1 << 30)},
		{Press: []string{"end"}, Show: "End", Help: "to the end", Run: scroll(1 << 30)},
		{Press: []string{"o"}, Show: "o", Help: "all sorts", Foot: 4, Run: func() tea.Cmd { s.toRounds(); return nil }},
		{Press: []string{"esc"}, Show: "Esc", Help: "back", Foot: 5, Run: s.leaveResults},
	}
}

func (s *Screen) leaveResults() tea.Cmd {
	s.mode = s.results.back
	return nil
}

func (s *Screen) turnTo(p page) { s.results.page, s.results.top = p, 0 }

func (s *Screen) pageKey(key string) tea.Cmd {
	s.turnTo(page(key[0] - '1'))
	return nil
}

func (s *Screen) scroll(n int) { s.results.top = max(0, min(s.results.top+n, 1<<20)) }

// clickPage turns to the page whose title was clicked.
func (s *Screen) clickPage(spot string) {
	if n, ok := strings.CutPrefix(spot, "page:"); ok {
		if i, err := strconv.Atoi(n); err == nil && i >= 0 && i < int(pages) {
			s.turnTo(page(i))
		}
	}
}

// resultView makes the scene of a result, scrolled no further than there is something.
func (s *Screen) resultView(w, h int) screen.View {
	v := resultView{round: s.results.round, from: s.results.from, page: s.results.page}
	p := s.env.State().Public()
	sh := screen.Shared{Public: p, Theme: s.theme(), Guide: s.env.Guide, Memo: s.env.Memo}
	rows := v.rows(sh, read(p, s.env.Memo, v.round), w)
	s.results.top = max(0, min(s.results.top, rows-v.body(w, h)))
	v.top = s.results.top
	return v
}
