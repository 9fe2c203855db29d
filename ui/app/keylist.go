package app

import (
	"fmt"
	"strings"

	"convene/ui/kit"
	"convene/ui/screen"
)

// Keys is docs/keys.md: every key of every screen, from the tables that the program itself reads.
func (m *Model) Keys() string {
	var b strings.Builder
	b.WriteString("# Keys\n\nMade from the program's own key tables by `make docs`. In a text field only Enter, Esc, Tab, arrows, Ctrl and F keys\nmean anything; letters type. The footer of each screen shows the keys that matter there; `?` (`F1` in a text field)\nshows all of them.\n")
	table(&b, "## Everywhere", m.always())
	table(&b, "## Everywhere outside of text fields and boxes", m.everywhere())
	table(&b, "## While you see what the lead sees", m.followKeys())
	for _, p := range places() {
		s, ok := m.named(p.name)
		if !ok {
			continue
		}
		for _, t := range s.Tables() {
			title := "## " + p.title
			if t.Mode != "" {
				title += ": " + strings.ReplaceAll(t.Mode, "-", " ")
			}
			table(&b, title, t.Keys())
		}
	}
	for _, o := range boxes(m) {
		table(&b, "## Box: "+o.title, o.overlay.Keys())
	}
	return b.String()
}

func table(b *strings.Builder, title string, keys []kit.Key) {
	fmt.Fprintf(b, "\n%s\n\n| key | what it does |\n| --- | --- |\n", title)
	for _, k := range keys {
		fmt.Fprintf(b, "| %s | %s |\n", strings.ReplaceAll(k.Show, "|", "\\|"), k.Help)
	}
}

type boxOf struct {
	title   string
	overlay screen.Overlay
}

// boxes are the boxes that stand over screens, one of each sort.
func boxes(m *Model) []boxOf {
	return []boxOf{
		{"help", m.newHelp()},
		{"jump", m.newJump()},
		{"capture", &capture{m: m}},
		{"settings", &settings{m: m}},
		{"the room", &people{m: m}},
		{"share the room", &sharing{m: m}},
		{"a line of text", screen.NewPrompt(screen.Prompt{}, "")},
		{"a paragraph", screen.NewPrompt(screen.Prompt{Long: true}, "")},
		{"a question", &screen.Confirm{Yes: "yes"}},
		{"a choice", screen.NewChoice("", nil, 0, nil)},
		{"ticks", screen.NewChecks("", nil, nil, nil)},
	}
}

// Globals are the keys that mean the same everywhere: always, and outside of text fields and boxes.
func (m *Model) Globals() (always, everywhere []kit.Key) { return m.always(), m.everywhere() }

// AllTables are the key tables of every mode of every screen, and of every sort of box, by a name for messages.
func (m *Model) AllTables() map[string][]kit.Key {
	out := map[string][]kit.Key{}
	for name := range m.makers {
		s, _ := m.named(name)
		for _, t := range s.Tables() {
			out[name+" "+t.Mode] = t.Keys()
		}
	}
	for _, o := range boxes(m) {
		out["box "+o.title] = o.overlay.Keys()
	}
	return out
}
