package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"convene/internal/activity/improve"
)

// Improvement is the improvement plan.
func (r Report) Improvement() Doc {
	return r.doc("Improvement plan", r.improveSummary(), r.improvement())
}

func (r Report) improveSummary() string {
	list := r.measures()
	if len(list) == 0 {
		return "Nothing is measured yet."
	}
	reached := 0
	for _, m := range list {
		if p, ok := r.improve.Progress(m); ok && p.Reached {
			reached++
		}
	}
	return fmt.Sprintf("%s; target reached: %d.", count(len(list), "measure", "measures"), reached)
}

func (r Report) measures() []improve.Measure {
	if r.Only != "" {
		return r.improve.Of(r.Only)
	}
	return r.improve.Measures()
}

func (r Report) improvement() []Block {
	var out []Block
	if r.Only == "" {
		out = asked(1, r.Guide.Improvement, func(id string) string { return r.Workspace.Improve.Answer(id).Text })
	}
	list := r.measures()
	overview := Table{Header: []string{"What we look at", "Now", "How it goes", "To heed"}, Named: true}
	for _, m := range list {
		now := ""
		if o, ok := r.improve.Latest(m.ID); ok {
			now = improve.Show(o.Value, m.Unit)
		}
		overview.Rows = append(overview.Rows, []string{m.What, now, r.improve.Trend(m, r.today), r.flags(m)})
	}
	out = append(out, part(1, "At a glance", overview)...)
	for _, m := range list {
		out = append(out, r.measure(m)...)
	}
	out = append(out, part(1, "What we saw, think and change", r.reflections())...)
	out = append(out, part(1, "Looking at it together", r.review())...)
	if len(list) > 0 {
		out = append(out, Note{r.Guide.LegalTitle, r.Guide.LegalNote})
	}
	return out
}

func (r Report) flags(m improve.Measure) string {
	var out []string
	for _, f := range r.improve.Flags(m) {
		out = append(out, f.Label())
	}
	return strings.Join(out, "\n")
}

func (r Report) measure(m improve.Measure) []Block {
	target, baseline := "", ""
	if m.Target != nil {
		target = improve.Show(*m.Target, m.Unit)
		if m.TargetBy != "" {
			target += " by " + r.day(m.TargetBy)
		}
	}
	if m.Baseline != nil {
		baseline = improve.Show(*m.Baseline, m.Unit)
	}
	f := facts("How it goes", upper(r.improve.Trend(m, r.today)), "To heed", r.flags(m), "Goal", r.goal(m.Goal), "With", r.pub.NamesOf(m.Partners),
		"Collected by", m.Source.Label(), "Today", m.Collecting.Label(), "How often", m.CollectEvery.Label(), "Shared", m.ShareEvery.Label(),
		"Matters to share", importance(m.Importance), "May be shared", m.Sharing.Label(), "About sharing", m.SharingNote, "Looked after by", m.Owner,
		"Began at", baseline, "Target", target, "Way", m.Direction.Label())
	out := []Block{Heading{1, m.What}, f}
	t := Table{Header: []string{"Day", "Value", "Of how many", "Note"}, Right: []bool{false, true, true, false}}
	for _, o := range slices.Backward(r.improve.Series(m.ID)) {
		people, note := "", o.Note
		if o.Count != nil {
			people = strconv.Itoa(*o.Count)
		}
		if improve.Small(m, o) {
			note = lines(note, upper(improve.SmallCounts.Label())+".")
		}
		t.Rows = append(t.Rows, []string{r.day(o.On), improve.Show(o.Value, m.Unit), people, note})
	}
	if len(t.Rows) > 0 {
		out = append(out, t.tidy())
	}
	return out
}

func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func importance(n int) string {
	switch n {
	case 1:
		return "a little"
	case 2:
		return "much"
	case 3:
		return "very much"
	}
	return ""
}

func (r Report) reflections() Table {
	t := Table{Header: []string{"Day", "About", "What we saw", "What we think", "What we change"}}
	mine := map[string]string{}
	for _, m := range r.measures() {
		mine[m.ID] = m.What
	}
	for _, l := range r.improve.Reflections("") {
		what, ok := mine[l.Measure]
		if !ok && (l.Measure != "" || r.Only != "") {
			continue
		}
		if l.Measure == "" {
			what = "all of it"
		}
		t.Rows = append(t.Rows, []string{r.day(l.On), what, l.Saw, l.Think, l.Change})
	}
	return t
}

func (r Report) review() Facts {
	v := r.Workspace.Improve.Review()
	if r.Only != "" {
		return Facts{}
	}
	return facts("How often", v.Every.Label(), "What kind of meeting", v.Format, "How all are heard alike", v.Voices, "Next", r.day(v.Next))
}

// ImprovementTable is the measures with their observations as one table, an observation a row; a measure without any has a
// row of its own.
func (r Report) ImprovementTable() Table {
	t := Table{Header: []string{"Measure", "Unit", "Day", "Value", "Of how many", "Note", "Goal", "Partners", "Source", "Target", "Target by", "Direction", "May be shared", "Flags"}}
	for _, m := range r.measures() {
		target := ""
		if m.Target != nil {
			target = plainNumber(*m.Target)
		}
		rest := []string{r.goal(m.Goal), r.pub.NamesOf(m.Partners), m.Source.Label(), target, string(m.TargetBy), m.Direction.Label(), m.Sharing.Label(),
			strings.ReplaceAll(r.flags(m), "\n", "; ")}
		series := r.improve.Series(m.ID)
		for _, o := range series {
			people := ""
			if o.Count != nil {
				people = strconv.Itoa(*o.Count)
			}
			t.Rows = append(t.Rows, append([]string{m.What, m.Unit, string(o.On), plainNumber(o.Value), people, o.Note}, rest...))
		}
		if len(series) == 0 {
			t.Rows = append(t.Rows, append([]string{m.What, m.Unit, "", "", "", ""}, rest...))
		}
	}
	return t
}

func plainNumber(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
