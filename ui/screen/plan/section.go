package plan

import (
	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/day"
	"convene/ui/screen"
)

// Section is the shared plan on a partner's page: the goals, and the steps that are not done.
type Section struct{}

// Title implements screen.Section.
func (Section) Title() string { return "Shared plan" }

// Empty implements screen.Section.
func (Section) Empty() string { return "No shared goal yet." }

// Opens implements screen.Section.
func (Section) Opens() string { return "open the plan" }

// Open implements screen.Section.
func (Section) Open(id partner.ID) tea.Cmd { return screen.Go(Name, "partner:"+string(id)) }

// Lines implements screen.Section.
func (Section) Lines(sh screen.Shared, id partner.ID) []screen.SectionLine {
	v, today := read(sh.Public), day.Of(sh.Now)
	var out []screen.SectionLine
	for _, g := range v.GoalsOf(id, false) {
		out = append(out, screen.SectionLine{Label: "Shared goal", Text: g.Text, Ink: sh.Theme.Text})
	}
	s := v.Steps(today, plan.Filter{Partner: id})
	for _, list := range [][]plan.Step{s.Overdue, s.Soon, s.Later} {
		for _, st := range list {
			ink := sh.Theme.Text
			if st.By.Before(today) {
				ink = sh.Theme.Warn
			}
			text := sign(st, sh.Theme) + " " + st.What + "\n" + owner(st).Text + ", " + due(st, day.DayFirst, today).Text
			out = append(out, screen.SectionLine{Label: "Action step", Text: text, Ink: ink})
		}
	}
	return out
}
