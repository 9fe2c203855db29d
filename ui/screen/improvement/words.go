package improvement

import (
	"math"
	"strconv"
	"strings"

	"convene/internal/activity/improve"
	"convene/internal/activity/plan"
	"convene/internal/day"
	"convene/internal/workspace"
	"convene/ui/kit"
	"convene/ui/theme"
)

// latest says the newest value and how it went, with a sign for it.
func latest(v improve.View, m improve.Measure, today day.Day, sym theme.Symbols) string {
	words, _, _ := strings.Cut(v.Trend(m, today), "; ")
	last, ok := v.Latest(m.ID)
	way, moves := v.Way(m.ID)
	switch {
	case !ok:
		return "no value yet"
	case !moves:
		return words
	}
	return improve.Show(last.Value, m.Unit) + " " + arrow(way, sym) + " " + words
}

func arrow(way improve.Direction, sym theme.Symbols) string {
	switch way {
	case improve.Up:
		return sym.Up
	case improve.Down:
		return sym.Down
	case improve.Hold:
	}
	return sym.Right
}

// target says what the measure should reach, and whether it does.
func target(v improve.View, m improve.Measure, today day.Day) string {
	_, target, ok := strings.Cut(v.Story(m, today), "; ")
	if !ok {
		return "no target yet"
	}
	return target
}

// looked says when somebody looked at the measure last.
func looked(v improve.View, m improve.Measure, order day.Order, today day.Day) string {
	last, ok := v.Latest(m.ID)
	if !ok {
		return "never looked at"
	}
	return "looked " + day.Show(last.On, order, today)
}

// late finds the measures that nobody looked at for long, with the day of the last look.
func late(v improve.View, today day.Day) map[string]day.Day {
	out := map[string]day.Day{}
	for _, l := range v.Unlooked(today) {
		if l.Last != day.None {
			out[l.Measure.ID] = l.Last
		}
	}
	return out
}

// heed is what to heed about a measure, a line each with the sign of it; empty where that is nothing.
func heed(v improve.View, m improve.Measure, late map[string]day.Day, today day.Day, sym theme.Symbols) string {
	var out []string
	for _, f := range v.Flags(m) {
		out = append(out, sym.Warn+" "+f.Label())
	}
	if last, ok := late[m.ID]; ok {
		out = append(out, sym.Warn+" no look for "+kit.Count(today.Sub(last), "day", "days"))
	}
	return strings.Join(out, "\n")
}

// value says one observation: its value, and how many people it is about.
func value(m improve.Measure, o improve.Observation) string {
	out := improve.Show(o.Value, m.Unit)
	if o.Count != nil {
		out += ", about " + kit.Count(*o.Count, "person", "people")
	}
	return out
}

// goalText is what the shared goal that a measure follows says; empty where it follows none.
func goalText(p workspace.Public, id string) string {
	if id == "" {
		return ""
	}
	g, ok := plan.Read(p.Plan(), p.Resolve).Goal(id)
	if !ok {
		return "a goal that is gone"
	}
	return g.Text
}

// brief is a value for the scale of a chart: large ones are rounded.
func brief(unit string) func(float64) string {
	if unit != "%" {
		unit = ""
	}
	return func(v float64) string {
		for _, by := range []struct {
			n    float64
			sign string
		}{{1e12, "tn"}, {1e9, "bn"}, {1e6, "m"}, {1e5, "k"}} {
			if math.Abs(v) >= by.n {
				n := by.n
				if n == 1e5 {
					n = 1e3
				}
				return strconv.FormatFloat(v/n, 'f', 0, 64) + by.sign + unit
			}
		}
		digits := 2
		if math.Abs(v) >= 100 {
			digits = 0
		}
		out := strconv.FormatFloat(v, 'f', digits, 64)
		if strings.Contains(out, ".") {
			out = strings.TrimRight(strings.TrimRight(out, "0"), ".")
		}
		return out + unit
	}
}

// picture is the chart of a measure, false where it would show nothing.
func picture(v improve.View, m improve.Measure, order day.Order, today day.Day) (kit.Chart, bool) {
	series := v.Series(m.ID)
	if len(series) == 0 {
		return kit.Chart{}, false
	}
	c := kit.Chart{Line: m.Target, LineName: "target", Label: brief(m.Unit)}
	first := series[0].On
	for _, o := range series {
		c.Points = append(c.Points, kit.ChartPoint{At: float64(o.On.Sub(first)), Value: o.Value})
	}
	if last := series[len(series)-1].On; last != first {
		c.From, c.To = day.Show(first, order, today), day.Show(last, order, today)
	}
	return c, len(series) > 1 || m.Target != nil
}
