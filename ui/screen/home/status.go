package home

import (
	"fmt"

	"convene/internal/activity/comms"
	"convene/internal/activity/improve"
	"convene/internal/activity/partner"
	"convene/internal/activity/touchpoint"
	"convene/internal/day"
	"convene/internal/workspace"
	"convene/ui/kit"
)

func inventory(p workspace.Public) string {
	n, gaps := 0, 0
	for _, r := range p.Partners() {
		if !r.Active() {
			continue
		}
		n++
		if len(p.Missing(r.ID)) > 0 {
			gaps++
		}
	}
	if n == 0 {
		return "no partners yet: start here"
	}
	out := kit.Count(n, "partner", "partners")
	if gaps > 0 {
		out += fmt.Sprintf(", %d with gaps", gaps)
	}
	return out
}

func held(p workspace.Public) string {
	s := p.Meeting()
	past, planned := len(s.Past()), len(s.Planned())
	if past+planned == 0 {
		return "none yet: m starts one"
	}
	return fmt.Sprintf("%d held, %d to come", past, planned)
}

// placed is how many cards of a round are placed.
func placed(p workspace.Public, round string) int {
	n := 0
	for c := range p.CardSort().Cards.All() {
		if c.Round == round && c.Place != "" && c.MergedInto == "" {
			n++
		}
	}
	return n
}

func cardSort(p workspace.Public) string {
	s := p.CardSort()
	if r, ok := s.OpenRound(); ok {
		return fmt.Sprintf("%s is open: %d placed", r.Name, placed(p, r.ID))
	}
	r, ok := s.Latest()
	if !ok {
		return "not sorted yet"
	}
	return fmt.Sprintf("settled %s, %d primary", r.SettledAt.Local().Format("2 Jan 2006"), len(p.Primary()))
}

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

func communication(p workspace.Public, today day.Day) string {
	h := comms.Read(p.Comms(), p.Resolve).Home(today)
	if h.Messages == 0 {
		return "no messages yet"
	}
	out := kit.Count(h.Messages, "message", "messages")
	if h.Missing > 0 {
		out += fmt.Sprintf(", %d missing", h.Missing)
	}
	return out
}

// measures says how many there are, and how many wait for a look.
func measures(p workspace.Public, today day.Day) string {
	h := improve.Read(p.Improve(), p.Resolve).Home(today)
	switch {
	case h.Measures == 0:
		return "no measure yet"
	case h.Unlooked > 0:
		return kit.Count(h.Measures, "measure", "measures") + ", " + kit.Count(h.Unlooked, "waits for a look", "wait for a look")
	}
	return kit.Count(h.Measures, "measure", "measures")
}
