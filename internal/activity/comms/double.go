package comms

import (
	"cmp"
	"slices"
	"strings"

	"convene/internal/day"
	"convene/internal/text"
)

// Double is one audience that gets several messages of one purpose in one week.
type Double struct {
	Audience string
	Messages []Message // two or more, in the order of the table
	Weeks    []day.Day // the Mondays of the weeks in which they meet, in order
}

// Doubles finds messages of one purpose (the same goal, or where there is none the same reason in the team's words) to the
// same audience in the same week, in so many weeks from the one that first is in. What should stop is left out.
func (v View) Doubles(first day.Day, weeks int) []Double {
	type place struct{ audience, purpose string }
	var order []place
	groups := map[place][]Message{}
	names := map[string]string{}
	for _, m := range v.messages {
		purpose := purposeOf(m)
		if m.State == Stop || purpose == "" {
			continue
		}
		for _, name := range audiencesOf(m) {
			if name == "" {
				continue
			}
			at := place{text.Key(name), purpose}
			if groups[at] == nil {
				order = append(order, at)
			}
			if names[at.audience] == "" {
				names[at.audience] = name
			}
			groups[at] = append(groups[at], m)
		}
	}
	var out []Double
	for _, at := range order {
		if len(groups[at]) > 1 {
			out = append(out, v.doubles(names[at.audience], groups[at], Week(first), weeks)...)
		}
	}
	slices.SortStableFunc(out, func(a, b Double) int { return a.Weeks[0].Compare(b.Weeks[0]) })
	return out
}

// doubles finds the weeks in which several of the messages are sent; weeks of the same messages are one Double.
func (v View) doubles(audience string, group []Message, monday day.Day, weeks int) []Double {
	sent := make([]map[day.Day]bool, len(group))
	for i, m := range group {
		sent[i] = map[day.Day]bool{}
		for _, d := range v.sends(m, monday, weeks) {
			sent[i][Week(d)] = true
		}
	}
	var out []Double
	at := map[string]int{}
	for n := range weeks {
		week := monday.Add(7 * n)
		var meet []Message
		var key strings.Builder
		for i, m := range group {
			if sent[i][week] {
				meet = append(meet, m)
				key.WriteString(m.ID + "\n")
			}
		}
		if len(meet) < 2 {
			continue
		}
		i, ok := at[key.String()]
		if !ok {
			i = len(out)
			at[key.String()] = i
			out = append(out, Double{Audience: audience, Messages: meet})
		}
		out[i].Weeks = append(out[i].Weeks, week)
	}
	return out
}

func purposeOf(m Message) string {
	switch {
	case m.Goal != "":
		return "goal " + m.Goal
	case m.Why != "":
		return "why " + text.Key(m.Why)
	}
	return ""
}

// OverloadLimit is how many sends in a week are not too many, unless the team says otherwise.
const OverloadLimit = 3

// Overload is one sender or audience with too many sends in a week.
type Overload struct {
	Sender bool // it is a sender; else an audience
	Name   string
	Week   day.Day // its Monday
	Sends  int
}

// Overloads finds senders and audiences with more than limit sends in a week, in so many weeks from the one that first is
// in: by week, senders first, the largest first. What should stop is left out; what is missing counts, since it would come.
func (v View) Overloads(first day.Day, weeks, limit int) []Overload {
	type place struct {
		sender bool
		key    string
		week   day.Day
	}
	sums := map[place]*Overload{}
	var order []place
	add := func(sender bool, name string, week day.Day) {
		if name == "" {
			return
		}
		at := place{sender, text.Key(name), week}
		if sums[at] == nil {
			sums[at] = &Overload{Sender: sender, Name: name, Week: week}
			order = append(order, at)
		}
		sums[at].Sends++
	}
	for _, m := range v.messages {
		if m.State == Stop {
			continue
		}
		for _, d := range v.sends(m, Week(first), weeks) {
			add(true, m.Sender, Week(d))
			for _, name := range audiencesOf(m) {
				add(false, name, Week(d))
			}
		}
	}
	var out []Overload
	for _, at := range order {
		if o := *sums[at]; o.Sends > limit {
			out = append(out, o)
		}
	}
	slices.SortStableFunc(out, func(a, b Overload) int {
		side := 0
		if a.Sender != b.Sender {
			side = 1
			if a.Sender {
				side = -1
			}
		}
		return cmp.Or(a.Week.Compare(b.Week), side, cmp.Compare(b.Sends, a.Sends))
	})
	return out
}
