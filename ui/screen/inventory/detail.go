package inventory

import (
	"fmt"
	"strconv"
	"strings"

	"convene/internal/activity/partner"
	"convene/ui/kit"
	"convene/ui/screen"
)

// drawDetail draws what is known of a partner, for reading beside the table: no contacts.
func drawDetail(a kit.Area, sh screen.Shared, p partner.Public) {
	th := sh.Theme
	y := a.Para(0, a.W(), p.Name, th.Heading)
	sub := strings.Join(nonEmpty(kinds(p.Kinds, sh.Guide), whens(p.When, sh.Guide)), " "+th.Symbols.Between+" ")
	if sub != "" {
		y += a.Para(y, a.W(), sub, th.Muted)
	}
	if st, ok := sh.Sorts().Standing(p.ID); ok {
		y += a.Para(y, a.W(), fmt.Sprintf("%s (%s)", st.Word, st.RoundName), th.Muted)
	}
	y++
	for _, part := range []struct{ label, text string }{
		{"mission", p.Mission}, {"outcome_goals", p.OutcomeGoals}, {"schedule", p.Schedule}, {"location", p.Location},
		{"audience", p.Audience}, {"since", year(p.Since)}, {"funding", p.Funding}, {"tags", strings.Join(p.Tags, ", ")},
	} {
		if part.text == "" || y >= a.H()-2 {
			continue
		}
		a.Print(0, y, sh.Guide.Field(part.label).Label, th.Muted)
		y++
		rows := a.Sub(0, y, a.W(), min(4, a.H()-2-y))
		y += rows.Para(0, a.W(), part.text, th.Text)
	}
	if missing := sh.Missing(p.ID); len(missing) > 0 {
		y++
		a.Sub(0, y, a.W(), a.H()-y).Para(0, a.W(), "Missing: "+strings.ToLower(strings.Join(missing, ", ")), th.Warn)
	}
}

func nonEmpty(parts ...string) []string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return out
}

func year(y int) string {
	if y == 0 {
		return ""
	}
	return strconv.Itoa(y)
}
