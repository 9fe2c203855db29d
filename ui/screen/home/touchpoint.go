package home

import (
	"convene/internal/activity/partner"
	"convene/internal/activity/touchpoint"
	"convene/internal/day"
	"convene/internal/workspace"
)

// touchpoints says how far the questions to partners have come.
func touchpoints(p workspace.Public, today day.Day) string {
	var active []partner.ID
	for _, r := range p.Active() {
		active = append(active, r.ID)
	}
	t := touchpoint.Read(p.Touchpoint(), p.Resolve).Tally(active, today, 0)
	if t.Of == 0 {
		return "no question chosen yet"
	}
	return t.String()
}
