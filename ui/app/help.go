package app

import (
	"cmp"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/guide"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// help is the overlay that says what the screen is for and what its keys do.
type help struct {
	title string
	lines []helpLine
	top   int
}

type helpLine struct{ key, text string }

func (m *Model) newHelp() *help {
	s := m.screen()
	keys, _, _ := m.table()
	h := &help{title: placeOf(s.Name()).title}
	topic := s.Name()
	if s.Mode() != "" {
		topic = s.Mode()
	}
	text := about(m.env.Guide, topic, s.Name())
	h.lines = append(h.lines, text[:min(1, len(text))]...)
	h.lines = append(h.lines, helpLine{})
	var also []string
	for _, k := range inOrder(keys) {
		if moves(k) && !strings.ContainsAny(k.Show, "↑↓←→") {
			also = append(also, k.Show+" "+k.Help)
			continue
		}
		h.lines = append(h.lines, helpLine{k.Show, k.Help})
	}
	if len(also) > 0 {
		h.lines = append(h.lines, helpLine{"also", strings.Join(also, ", ")})
	}
	if len(text) > 1 {
		h.lines = append(append(h.lines, helpLine{}), text[1:]...)
	}
	h.lines = append(h.lines, helpLine{"", ""}, helpLine{"", "Everywhere"})
	shown := map[string]bool{}
	for _, k := range append(m.everywhere(), m.always()...) {
		if !shown[k.Show] {
			h.lines = append(h.lines, helpLine{k.Show, k.Help})
		}
		shown[k.Show] = true
	}
	return h
}

// inOrder puts keys in the order in which somebody looks for them: those of the footer, the others, and then those that only
// move, of which the second one of a pair goes without saying.
func inOrder(keys []kit.Key) []kit.Key {
	rank := func(k kit.Key) int {
		switch {
		case moves(k):
			return 1 << 20
		case k.Foot > 0:
			return k.Foot
		}
		return 1 << 10
	}
	pair := map[string]bool{}
	for _, k := range keys {
		pair[k.Show] = true
	}
	out := slices.DeleteFunc(slices.Clone(keys), func(k kit.Key) bool {
		return k.Show == "↓" && pair["↑↓"] || k.Show == "→" && pair["←→"]
	})
	slices.SortStableFunc(out, func(a, b kit.Key) int { return cmp.Compare(rank(a), rank(b)) })
	return out
}

// moves says that a key only goes from one thing to another.
func moves(k kit.Key) bool {
	return !slices.ContainsFunc(k.Press, func(p string) bool {
		return !slices.Contains([]string{"up", "down", "left", "right", "pgup", "pgdown", "home", "end", "tab", "shift+tab"}, p)
	})
}

// about is what the guide says of a topic, or of the screen where the topic has no page of its own.
func about(g *guide.Pack, topic, screen string) []helpLine {
	page, ok := g.Screen(topic)
	if !ok {
		page, _ = g.Screen(screen)
	}
	var out []helpLine
	for _, p := range page.About {
		out = append(out, helpLine{"", p})
	}
	for _, f := range page.First {
		out = append(out, helpLine{"", "- " + f})
	}
	if page.Credit != "" {
		out = append(out, helpLine{"", page.Credit})
	}
	return out
}

// Typing implements screen.Overlay.
func (h *help) Typing() bool { return false }

// Keys implements screen.Overlay.
func (h *help) Keys() []kit.Key {
	move := func(n int) func() tea.Cmd {
		return func() tea.Cmd { h.top = max(0, min(h.top+n, len(h.lines)-1)); return nil }
	}
	shut := func() tea.Cmd { return screen.Close(nil) }
	return []kit.Key{
		{Press: []string{"down"}, Show: "↓", Help: "read on", Foot: 2, Run: move(1)},
		{Press: []string{"up"}, Show: "↑", Help: "back up", Run: move(-1)},
		{Press: []string{"pgdown", "space"}, Show: "Space", Help: "next page", Run: move(10)},
		{Press: []string{"pgup"}, Show: "PgUp", Help: "page before", Run: move(-10)},
		{Press: []string{"esc", "?", "enter"}, Show: "Esc", Help: "close help", Foot: 1, Run: shut},
	}
}

// Update implements screen.Overlay.
func (h *help) Update(msg tea.Msg) tea.Cmd {
	if w, ok := msg.(screen.WheelMsg); ok {
		h.top = max(0, min(h.top+w.N, len(h.lines)-1))
	}
	return nil
}

// Layer implements screen.Overlay.
func (h *help) Layer(w, rows int) screen.Layer {
	width := min(72, w)
	var lines []helpLine
	for _, l := range h.lines { // wrapped, with the key beside the first line of its text
		room := width - 4
		if l.key != "" {
			room -= helpKeys
		}
		for i, t := range paint.Wrap(l.text, max(8, room)) {
			k := l.key
			if i > 0 && k != "" {
				k = " "
			}
			lines = append(lines, helpLine{k, t})
		}
	}
	fit := max(1, rows-2)
	h.top = max(0, min(h.top, len(lines)-fit))
	return helpLayer{h.title, lines[h.top:min(len(lines), h.top+fit)], width, h.top > 0, h.top+fit < len(lines)}
}

// helpKeys is the column of key names, in cells.
const helpKeys = 14

type helpLayer struct {
	title       string
	lines       []helpLine
	width       int
	above, more bool
}

// Paint implements screen.Layer.
func (l helpLayer) Paint(a kit.Area, _ *paint.Personal, o screen.Own) {
	in := screen.Box(a, o, l.title, l.width, len(l.lines)+2)
	for y, line := range l.lines {
		if line.key == "" {
			in.Print(0, y, line.text, o.Theme.Text)
			continue
		}
		in.Print(0, y, line.key, o.Theme.Key)
		in.Print(helpKeys, y, line.text, o.Theme.Text)
	}
	if l.more {
		in.Right(in.H()-1, o.Theme.Symbols.More+" more", o.Theme.Accent)
	}
	if l.above {
		in.Right(0, o.Theme.Symbols.Less, o.Theme.Muted)
	}
}
