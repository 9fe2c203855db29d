package comms

import (
	"cmp"
	"slices"
	"strings"

	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/text"
)

// Load is how much one sender sends, or one audience gets.
type Load struct {
	Name      string  // as first written in the table; empty: nobody is named
	Sends     int     // that happen, in the time looked at, without skipped ones
	Missing   int     // that are missing and would come on top
	FourWeeks float64 // sends that happen per four weeks, on average over the time looked at
}

// Loads are the loads of so many weeks (at least one) from first on, by sender and by audience, the largest first. What
// should stop is left out: the team has decided. Messages as needed have no days and count nothing.
func (v View) Loads(first day.Day, weeks int) (senders, audiences []Load) {
	weeks = max(weeks, 1)
	var s, a tally
	for _, m := range v.messages {
		if m.State == Stop {
			continue
		}
		n := len(v.sends(m, first, weeks))
		s.add(m.Sender, m.State, n)
		for _, name := range audiencesOf(m) {
			a.add(name, m.State, n)
		}
	}
	return s.loads(weeks), a.loads(weeks)
}

// sends are the days of so many weeks on which a message is sent.
func (v View) sends(m Message, first day.Day, weeks int) []day.Day {
	return slices.DeleteFunc(m.Recurrence.Between(first, first.Add(7*weeks-1)), func(d day.Day) bool { _, off := v.Off(m, d); return off })
}

type tally struct {
	keys []string
	by   map[string]*Load
}

func (t *tally) add(name string, state Status, n int) {
	if t.by == nil {
		t.by = map[string]*Load{}
	}
	key := text.Key(name)
	l := t.by[key]
	if l == nil {
		l = &Load{Name: name}
		t.by[key] = l
		t.keys = append(t.keys, key)
	}
	if state == Missing {
		l.Missing += n
	} else {
		l.Sends += n
	}
}

func (t *tally) loads(weeks int) []Load {
	out := make([]Load, 0, len(t.keys))
	for _, k := range t.keys {
		l := *t.by[k]
		l.FourWeeks = 4 * float64(l.Sends) / float64(weeks)
		out = append(out, l)
	}
	slices.SortStableFunc(out, func(a, b Load) int {
		return cmp.Or(cmp.Compare(b.Sends, a.Sends), cmp.Compare(b.Missing, a.Missing))
	})
	return out
}

// Audiences are who must know, each once.
func (m Message) Audiences() []string {
	return slices.DeleteFunc(audiencesOf(m), func(name string) bool { return name == "" })
}

// audiencesOf parts the audiences of a message, each once; one empty where none is named.
func audiencesOf(m Message) []string {
	var out []string
	seen := map[string]bool{}
	for _, name := range strings.FieldsFunc(m.Audience, func(r rune) bool { return r == ',' || r == ';' }) {
		if name = strings.TrimSpace(name); name != "" && !seen[text.Key(name)] {
			seen[text.Key(name)] = true
			out = append(out, name)
		}
	}
	if len(out) == 0 {
		return []string{""}
	}
	return out
}

// Gaps are what nobody sends, in the order of the table.
type Gaps struct {
	Missing   []Message
	Undated   []Message    // happen or are missing, and nobody wrote how often
	Unsent    []Message    // happen or are missing, and nobody is named who sends them
	Audiences []string     // are to know something, and no message to them happens
	Partners  []partner.ID // no message concerns them; in the order given
	Goals     []string     // no message serves them; in the order given
}

// Gaps finds what nobody sends. It is given the partners to look at (the primary ones, as a rule) and the IDs of the
// shared plan's goals. A message that should stop fills no gap.
func (v View) Gaps(partners []partner.ID, goals []string) Gaps {
	var g Gaps
	hear, concerned, served := map[string]bool{}, map[partner.ID]bool{}, map[string]bool{}
	var names []string
	for _, m := range v.messages {
		for _, name := range audiencesOf(m) {
			if _, known := hear[text.Key(name)]; !known && name != "" {
				names = append(names, name)
			}
			hear[text.Key(name)] = hear[text.Key(name)] || m.State == Happens
		}
		if m.State == Stop {
			continue
		}
		if m.State == Missing {
			g.Missing = append(g.Missing, m)
		}
		if m.Recurrence == "" {
			g.Undated = append(g.Undated, m)
		}
		if m.Sender == "" {
			g.Unsent = append(g.Unsent, m)
		}
		for _, p := range m.Partners {
			concerned[p] = true
		}
		served[m.Goal] = true
	}
	for _, n := range names {
		if !hear[text.Key(n)] {
			g.Audiences = append(g.Audiences, n)
		}
	}
	g.Partners = slices.DeleteFunc(slices.Clone(partners), func(p partner.ID) bool { return concerned[p] })
	g.Goals = slices.DeleteFunc(slices.Clone(goals), func(id string) bool { return served[id] })
	return g
}
