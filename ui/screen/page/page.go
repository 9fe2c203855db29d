// Package page is a partner's page: all that the team knows of one partner, in sections that the activities give, and
// who changed what.
package page

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
	"convene/ui/theme"
)

// Name is the screen's name, which is also the topic of its help.
const Name = "partner-page"

// Most is how many sections a page can have.
const Most = 12

// sections is a list that can be compared: two people who look at one page see one picture.
type sections [Most]screen.Section

// Screen is a partner's page as one person has it open.
type Screen struct {
	env      *screen.Env
	sections sections
	partner  partner.ID
	sel      int // the chosen section; behind the last one the history
	top      int
	w, h     int // of the body, as last drawn
	past     past
}

// New makes it with the sections that the activities give, in their order.
func New(env *screen.Env, list ...screen.Section) *Screen {
	s := &Screen{env: env}
	copy(s.sections[:], list)
	return s
}

// Name implements screen.Screen.
func (s *Screen) Name() string { return Name }

// Mode implements screen.Screen.
func (s *Screen) Mode() string { return "" }

// Typing implements screen.Screen.
func (s *Screen) Typing() bool { return false }

func (l sections) len() int {
	n := 0
	for n < Most && l[n] != nil {
		n++
	}
	return n
}

// Tables implements screen.Screen.
func (s *Screen) Tables() []kit.Table { return []kit.Table{{Keys: s.keys}} }

func (s *Screen) keys() []kit.Key {
	by := func(n int) func() tea.Cmd { return func() tea.Cmd { return s.step(n) } }
	scroll := func(n int) func() tea.Cmd { return func() tea.Cmd { s.scroll(n * max(1, s.rows()-2)); return nil } }
	var digits []string
	for i := range min(9, s.sections.len()+1) {
		digits = append(digits, strconv.Itoa(i+1))
	}
	edit := kit.Key{Press: []string{"e"}, Show: "e", Help: "edit the record", Foot: 3, Run: s.edit}
	if s.sel == 0 {
		edit.Foot = 0 // Enter does the same
	}
	open := kit.Key{Press: []string{"enter", "right"}, Show: "Enter", Help: "open", Foot: 2, Run: s.open}
	if sec := s.section(); sec == nil || sec.Opens() == "" {
		open.Off, open.Foot = "This part is for reading.", 0
	} else {
		open.Help = sec.Opens()
	}
	return []kit.Key{
		{Press: []string{"up"}, Show: "↑↓", Help: "read", Foot: 1, Run: by(-1)},
		{Press: []string{"down"}, Show: "↓", Help: "read on", Run: by(1)},
		{Press: []string{"pgup"}, Show: "PgUp", Help: "page up", Run: scroll(-1)},
		{Press: []string{"pgdown", "space"}, Show: "PgDn", Help: "page down", Run: scroll(1)},
		{Press: []string{"home"}, Show: "Home", Help: "first part", Run: func() tea.Cmd { return s.choose(0) }},
		{Press: []string{"end"}, Show: "End", Help: "the history", Run: func() tea.Cmd { return s.choose(s.sections.len()) }},
		open,
		edit,
		{Press: digits, Show: "1–" + strconv.Itoa(len(digits)), Help: "go to a part", Foot: 4, With: s.jump},
		{Press: []string{"tab"}, Show: "Tab", Help: "next part", Run: func() tea.Cmd { return s.choose((s.sel + 1) % (s.sections.len() + 1)) }},
		{Press: []string{"esc", "left"}, Show: "Esc", Help: "back", Foot: 5, Run: screen.Back},
	}
}

// section is the chosen one, nil for the history.
func (s *Screen) section() screen.Section {
	if s.sel < s.sections.len() {
		return s.sections[s.sel]
	}
	return nil
}

func (s *Screen) open() tea.Cmd { return s.section().Open(s.partner) }

func (s *Screen) edit() tea.Cmd { return screen.Go("inventory", "record:"+string(s.partner)) }

func (s *Screen) jump(key string) tea.Cmd {
	n, _ := strconv.Atoi(key)
	return s.choose(n - 1)
}

// choose selects a section and brings its title to the top, as far as there is enough below it.
func (s *Screen) choose(i int) tea.Cmd {
	s.sel = kit.Step(i, 0, s.sections.len()+1)
	at, _ := s.span(s.sel)
	s.top = at
	s.scroll(0)
	return nil
}

// step reads on: to what of the chosen section is not in sight, else to the next section.
func (s *Screen) step(n int) tea.Cmd {
	from, to := s.span(s.sel)
	switch {
	case n > 0 && to > s.top+s.rows(), n < 0 && from < s.top:
		s.scroll(n)
		return nil
	}
	was := s.sel
	if s.sel = kit.Step(s.sel, n, s.sections.len()+1); s.sel == was {
		return nil
	}
	from, _ = s.span(s.sel)
	if n < 0 {
		_, to := s.span(s.sel)
		s.top = kit.Window{Top: s.top, Rows: s.rows(), Of: s.height()}.Follow(to - 1).Top
	} else {
		s.top = kit.Window{Top: s.top, Rows: s.rows(), Of: s.height()}.Follow(min(from+3, s.height()-1)).Follow(from).Top
	}
	return nil
}

// scroll moves the page; the selection goes along to what is in sight.
func (s *Screen) scroll(n int) {
	s.top = max(0, min(s.top+n, s.height()-s.rows()))
	for i := range s.sections.len() + 1 {
		from, to := s.span(i)
		if i == s.sel && to > s.top && from < s.top+s.rows() {
			return
		}
	}
	for i := range s.sections.len() + 1 {
		if from, to := s.span(i); to > s.top && from < s.top+s.rows() {
			s.sel = i
			return
		}
	}
}

// Update implements screen.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.GoMsg:
		if msg.Arg == "" {
			return nil
		}
		p, _ := s.env.State().Partner.Partners.Get(msg.Arg)
		if p.ID != s.partner {
			s.sel, s.top = 0, 0
		}
		s.partner = p.ID
		return s.past.load(s.env, s.partner)
	case screen.WheelMsg:
		s.scroll(msg.N)
	case screen.ClickMsg:
		if i, ok := strings.CutPrefix(msg.Spot, "section:"); ok {
			s.sel, _ = strconv.Atoi(i)
			if sec := s.section(); msg.Twice && sec != nil && sec.Opens() != "" {
				return s.open()
			}
		}
	case tea.KeyPressMsg, loadedMsg:
	}
	return nil
}

// head is the rows above the page.
const head = 2

func (s *Screen) rows() int { return max(1, s.h-head-1) }

// shared is what a scene is drawn from, for laying out the page where nothing is drawn.
func (s *Screen) shared() screen.Shared {
	return screen.Shared{Public: s.env.State().Public(), Now: s.env.Now(), Theme: theme.New(theme.Dark, theme.Options{ASCII: s.env.ASCII}), Guide: s.env.Guide, Memo: s.env.Memo}
}

// span is where a section stands, from its title to behind its last line. It includes no space around it.
func (s *Screen) span(i int) (from, to int) {
	b := lay(s.shared(), s.sections, s.partner, s.w)
	if i < len(b) {
		return b[i].y, b[i].y + len(b[i].lines) + 1
	}
	from = below(b)
	return from, from + 1 + len(s.past.lines(s.env, s.w))
}

func (s *Screen) height() int {
	_, to := s.span(s.sections.len())
	return to
}

// View implements screen.Screen.
func (s *Screen) View(w, h int) screen.View {
	s.w, s.h = w, h
	s.top = max(0, min(s.top, s.height()-s.rows()))
	return view{s.partner, s.top, s.sections}
}

// Layer implements screen.Screen.
func (s *Screen) Layer(w, h int) screen.Layer {
	b := lay(s.shared(), s.sections, s.partner, w)
	return layer{sel: s.sel, of: len(b), at: below(b) - s.top, top: s.top, lines: s.past.lines(s.env, w), rows: s.rows()}
}

// layer is the history, which may hold what is not for everybody, and the selection.
type layer struct {
	sel, of   int
	at        int // the row of the history's title on the page
	top, rows int
	lines     []line
}

// Paint implements screen.Layer.
func (l layer) Paint(a kit.Area, p *paint.Personal, o screen.Own) {
	page := a.Sub(0, head, a.W(), l.rows)
	title := page.Sub(0, l.at, a.W(), 1)
	title.Print(kit.Margin, 0, strconv.Itoa(l.of+1)+"  History", o.Theme.Heading)
	title.Spot("section:" + strconv.Itoa(l.of))
	for i, t := range l.lines {
		drawLine(page.Sub(0, l.at+1+i, a.W(), 1), t, o.Theme)
	}
	kit.Hidden(a.Sub(kit.Margin, a.H()-1, a.W(), 1), kit.Window{Top: l.top, Rows: l.rows, Of: l.top + l.at + 1 + len(l.lines)}, o.Theme)
	if !kit.Select(p, "section:"+strconv.Itoa(l.sel), o.Theme) {
		p.Cursor = paint.Cursor{X: page.Rect().Min.X, Y: page.Rect().Min.Y, On: true}
	}
}

// About implements screen.About.
func (s *Screen) About() partner.ID { return s.partner }
