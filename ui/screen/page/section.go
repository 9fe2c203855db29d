package page

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/ui/screen"
)

// Record is the section of the inventory: what is known of a partner, without contacts.
type Record struct{}

// Title implements screen.Section.
func (Record) Title() string { return "Record" }

// Empty implements screen.Section.
func (Record) Empty() string { return "Nothing is known yet. Enter fills in the record." }

// Opens implements screen.Section.
func (Record) Opens() string { return "edit" }

// Open implements screen.Section.
func (Record) Open(id partner.ID) tea.Cmd { return screen.Go("inventory", "record:"+string(id)) }

// Lines implements screen.Section.
func (Record) Lines(sh screen.Shared, id partner.ID) []screen.SectionLine {
	p, _ := sh.Partner(id)
	var out []screen.SectionLine
	for _, f := range partner.Fields() {
		if f.Contact || f.ID == "name" {
			continue
		}
		text := f.Get(partner.Partner{Public: p})
		switch f.ID {
		case "kinds":
			text = words(p.Kinds, func(k partner.Kind) string { return sh.Guide.Kind(string(k)).Label })
		case "when":
			text = words(p.When, func(w partner.When) string { return sh.Guide.When(string(w)).Label })
		}
		if text != "" {
			out = append(out, screen.SectionLine{Label: sh.Guide.Field(f.ID).Label, Text: text, Ink: sh.Theme.Text})
		}
	}
	if missing := sh.Missing(id); len(missing) > 0 && len(out) > 0 {
		out = append(out, screen.SectionLine{Label: "Missing", Text: strings.ToLower(strings.Join(missing, ", ")), Ink: sh.Theme.Warn})
	}
	for _, m := range sh.Merged(id) {
		out = append(out, screen.SectionLine{Label: "Merged with it", Text: m.Name, Ink: sh.Theme.Text})
	}
	return out
}

func words[T any](list []T, word func(T) string) string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = word(v)
	}
	return strings.Join(out, ", ")
}

// Sorts is the card sort's section: where each round left the partner, and why.
type Sorts struct{}

// Title implements screen.Section.
func (Sorts) Title() string { return "Card sort" }

// Empty implements screen.Section.
func (Sorts) Empty() string { return "Not sorted yet." }

// Opens implements screen.Section.
func (Sorts) Opens() string { return "open the card sort" }

// Open implements screen.Section.
func (Sorts) Open(partner.ID) tea.Cmd { return screen.Go("cardsort", "") }

// Lines implements screen.Section.
func (Sorts) Lines(sh screen.Shared, id partner.ID) []screen.SectionLine {
	var out []screen.SectionLine
	today := day.Of(sh.Now)
	for _, st := range sh.Sorts().Standings(id) {
		text := st.Word
		if st.Carried {
			text += " (carried over from the sort before)"
		}
		text += "\n" + day.Show(day.Of(st.At.In(sh.Now.Location())), day.DayFirst, today)
		if st.By != "" {
			text += ", " + st.By
		}
		if st.Why != "" {
			text += "\n" + st.Why
		}
		out = append(out, screen.SectionLine{Label: st.RoundName, Text: text, Ink: sh.Theme.Text})
	}
	return out
}

// Shared is the section of what the team shares with every partner.
type Shared struct{}

// Title implements screen.Section.
func (Shared) Title() string { return "What we share with all" }

// Empty implements screen.Section.
func (Shared) Empty() string { return "Not told yet." }

// Opens implements screen.Section.
func (Shared) Opens() string { return "open the list" }

// Open implements screen.Section.
func (Shared) Open(partner.ID) tea.Cmd { return screen.Go("inventory", "share") }

// Lines implements screen.Section.
func (Shared) Lines(sh screen.Shared, id partner.ID) []screen.SectionLine {
	r, ok := sh.Receipt(id)
	if !ok {
		return nil
	}
	text := day.Show(day.Day(r.On), day.DayFirst, day.Of(sh.Now))
	if r.By != "" {
		text = fmt.Sprintf("%s, by %s", text, r.By)
	}
	return []screen.SectionLine{{Label: "Told", Text: text, Ink: sh.Theme.Text}}
}
