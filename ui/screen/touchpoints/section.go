package touchpoints

import (
	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/activity/touchpoint"
	"convene/ui/screen"
)

// Section is the part of a partner's page about touchpoints: the questions that were asked or chosen, and the answers.
type Section struct{}

// Title implements screen.Section.
func (Section) Title() string { return "Touchpoints" }

// Empty implements screen.Section.
func (Section) Empty() string {
	return "No question chosen yet. Enter picks three or four for the next meeting."
}

// Opens implements screen.Section.
func (Section) Opens() string { return "open the questions" }

// Open implements screen.Section.
func (Section) Open(id partner.ID) tea.Cmd { return screen.Go(Name, string(id)) }

// Lines implements screen.Section.
func (Section) Lines(sh screen.Shared, id partner.ID) []screen.SectionLine {
	b := read(sh.Public, sh.Memo)
	picked := map[string]bool{}
	for _, q := range b.view.Chosen(id, nil) {
		picked[q] = true
	}
	var out []screen.SectionLine
	for _, s := range sh.Guide.Sets {
		for _, q := range s.Questions {
			st, text := b.state(sh, id, q.ID)
			if st == touchpoint.Untouched && !picked[q.ID] {
				continue
			}
			if picked[q.ID] {
				text += ", for the meeting"
			}
			now, _ := b.view.Latest(id, q.ID)
			if now.Answer.Known != "" {
				text += "\n" + now.Answer.Known
			}
			out = append(out, screen.SectionLine{Label: q.Label, Text: text, Ink: sh.Theme.Text})
		}
	}
	return out
}
