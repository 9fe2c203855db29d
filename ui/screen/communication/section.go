package communication

import (
	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/comms"
	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/ui/screen"
)

// Section is the communication plan on a partner's page: the messages that concern the partner.
type Section struct{}

// Title implements screen.Section.
func (Section) Title() string { return "Communication plan" }

// Empty implements screen.Section.
func (Section) Empty() string { return "No message concerns this partner yet." }

// Opens implements screen.Section.
func (Section) Opens() string { return "open the messages" }

// Open implements screen.Section.
func (Section) Open(id partner.ID) tea.Cmd { return screen.Go(Name, "partner:"+string(id)) }

// Lines implements screen.Section.
func (Section) Lines(sh screen.Shared, id partner.ID) []screen.SectionLine {
	v, today := read(sh.Public, sh.Memo), day.Of(sh.Now)
	var out []screen.SectionLine
	for _, m := range v.Of(id) {
		d := day.None
		if list := v.Next(m, today, 1); len(list) > 0 {
			d = list[0]
		}
		ink := sh.Theme.Text
		if m.State == comms.Missing {
			ink = sh.Theme.Warn
		}
		text := sign(m.State, sh.Theme) + " " + said(m) + "\n" + m.State.Label() + ", " + next(m, d, day.DayFirst, today).Text
		out = append(out, screen.SectionLine{Label: "Message", Text: text, Ink: ink})
	}
	return out
}
