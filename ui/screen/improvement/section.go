package improvement

import (
	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/ui/screen"
)

// Section is the improvement plan on a partner's page: the measures that concern it.
type Section struct{}

// Title implements screen.Section.
func (Section) Title() string { return "Measures" }

// Empty implements screen.Section.
func (Section) Empty() string { return "No measure yet." }

// Opens implements screen.Section.
func (Section) Opens() string { return "open the measures" }

// Open implements screen.Section.
func (Section) Open(id partner.ID) tea.Cmd { return screen.Go(Name, "partner:"+string(id)) }

// Lines implements screen.Section.
func (Section) Lines(sh screen.Shared, id partner.ID) []screen.SectionLine {
	v, today, sym := read(sh.Public), day.Of(sh.Now), sh.Theme.Symbols
	var out []screen.SectionLine
	for _, m := range v.Of(id) {
		out = append(out, screen.SectionLine{Label: "Measure", Text: m.What + "\n" + latest(v, m, today, sym) + "; " + target(v, m, today), Ink: sh.Theme.Text})
		if warn := heed(v, m, late(v, today), today, sym); warn != "" {
			out = append(out, screen.SectionLine{Text: warn, Ink: sh.Theme.Warn})
		}
	}
	return out
}
