package cardsort

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/guide"
	"convene/internal/workspace"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
	"convene/ui/theme"
)

// detail is the box with all that is known of a partner, contacts left out: evidence beside opinion.
type detail struct {
	env  *screen.Env
	id   partner.ID
	top  int
	page int // rows that fit, when last drawn
}

// about opens what is known of the chosen partner.
func (s *Screen) about() tea.Cmd {
	id, ok := s.card()
	if !ok {
		return nil
	}
	return s.aboutCard(id)
}

func (s *Screen) aboutCard(id partner.ID) tea.Cmd {
	return screen.Open(&detail{env: s.env, id: id, page: 8})
}

// Typing implements screen.Overlay.
func (d *detail) Typing() bool { return false }

// Update implements screen.Overlay.
func (d *detail) Update(msg tea.Msg) tea.Cmd {
	if w, ok := msg.(screen.WheelMsg); ok {
		d.top = max(0, d.top+w.N)
	}
	return nil
}

// Keys implements screen.Overlay.
func (d *detail) Keys() []kit.Key {
	move := func(n int) func() tea.Cmd {
		return func() tea.Cmd { d.top = max(0, d.top+n); return nil }
	}
	page := func(n int) func() tea.Cmd {
		return func() tea.Cmd { d.top = max(0, d.top+n*max(1, d.page-1)); return nil }
	}
	return []kit.Key{
		{Press: []string{"up"}, Show: "↑↓", Help: "read on", Foot: 2, Run: move(-1)},
		{Press: []string{"down"}, Show: "↓", Help: "further down", Run: move(1)},
		{Press: []string{"pgup"}, Show: "PgUp", Help: "page before", Run: page(-1)},
		{Press: []string{"pgdown", "space"}, Show: "Space", Help: "next page", Run: page(1)},
		{Press: []string{"e"}, Show: "e", Help: "open its record", Foot: 3, Run: func() tea.Cmd { return screen.Close(screen.Go("inventory", string(d.id))) }},
		{Press: []string{"esc", "enter", "i"}, Show: "Esc", Help: "close", Foot: 1, Run: func() tea.Cmd { return screen.Close(nil) }},
	}
}

// textLine is one line of the box: head lines stand out, label lines are second.
type textLine struct {
	text string
	kind lineKind
}

type lineKind int

const (
	plainLine lineKind = iota
	headLine
	labelLine
)

func (k lineKind) ink(th *theme.Theme) paint.Ink {
	switch k {
	case headLine:
		return th.Heading
	case labelLine:
		return th.Muted
	}
	return th.Text
}

// Layer implements screen.Overlay. What it shows comes from the public part of the state: no contact is in it.
func (d *detail) Layer(w, h int) screen.Layer {
	width := min(64, w)
	p := d.env.State().Public()
	var lines []textLine
	for _, l := range evidence(p, d.env.Guide, d.env.ASCII, d.id) {
		for _, t := range paint.Wrap(l.text, max(8, width-4)) {
			lines = append(lines, textLine{t, l.kind})
		}
	}
	rows := max(1, min(len(lines), h-2))
	win := kit.Window{Top: d.top, Rows: rows, Of: len(lines)}
	win.Top = max(0, min(win.Top, len(lines)-rows))
	d.top, d.page = win.Top, rows
	return detailLayer{lines[win.Top:win.End()], width, win}
}

type detailLayer struct {
	lines []textLine
	width int
	win   kit.Window
}

// Paint implements screen.Layer.
func (l detailLayer) Paint(a kit.Area, _ *paint.Personal, o screen.Own) {
	in := screen.Box(a, o, "About this partner", l.width, len(l.lines)+2)
	for y, t := range l.lines {
		in.Print(0, y, t.text, t.kind.ink(o.Theme))
	}
	if l.win.Above() > 0 {
		in.Right(0, " "+o.Theme.Symbols.Less, o.Theme.Muted)
	}
	if l.win.Below() > 0 {
		in.Right(in.H()-1, " "+o.Theme.Symbols.More, o.Theme.Muted)
	}
}

// evidence is all that is known of a partner, as lines yet to be wrapped.
func evidence(p workspace.Public, g *guide.Pack, ascii bool, id partner.ID) []textLine {
	th := theme.New(theme.Dark, theme.Options{ASCII: ascii})
	r, _ := p.Partner(id)
	out := []textLine{{name(p, id), headLine}}
	var what []string
	for _, k := range r.Kinds {
		what = append(what, g.Kind(string(k)).Label)
	}
	for _, w := range r.When {
		what = append(what, g.When(string(w)).Label)
	}
	if len(what) > 0 {
		out = append(out, textLine{strings.Join(what, ", "), labelLine})
	}
	since := ""
	if r.Since != 0 {
		since = strconv.Itoa(r.Since)
	}
	known := false
	for _, f := range []struct{ id, text string }{
		{"mission", r.Mission}, {"outcome_goals", r.OutcomeGoals}, {"audience", r.Audience}, {"schedule", r.Schedule},
		{"location", r.Location}, {"since", since}, {"funding", r.Funding}, {"notes", r.Notes}, {"tags", strings.Join(r.Tags, ", ")},
	} {
		if f.text != "" {
			known = true
			out = append(out, textLine{"", plainLine}, textLine{g.Field(f.id).Label, labelLine}, textLine{f.text, plainLine})
		}
	}
	if !known {
		out = append(out, textLine{"", plainLine}, textLine{"Nothing more is known yet. e opens its record.", plainLine})
	}
	return append(out, stood(p, th, id)...)
}

// stood is where each settled sort left a partner, and why.
func stood(p workspace.Public, th *theme.Theme, id partner.ID) []textLine {
	var out []textLine
	for _, st := range p.Sorts().Standings(id) {
		if out == nil {
			out = []textLine{{"", plainLine}, {"Where it stood", labelLine}}
		}
		line := st.RoundName + ": " + sign(st.Category, th) + " " + st.Word
		if st.Why != "" {
			line += `. "` + st.Why + `"`
		}
		out = append(out, textLine{line, plainLine})
	}
	return out
}
