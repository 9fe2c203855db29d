package improve

import (
	"fmt"
	"math"
	"strings"

	"convene/internal/day"
)

// HoldShare is how far a value may be from what it should hold, as a share of that, to count as held.
const HoldShare = 0.05

// Progress is how far a measure is on its way to the target, in the measure's unit.
type Progress struct {
	From, Now, Target float64
	Share             float64 // of the way, 0 to 1; 1 where it is reached
	Reached           bool
	Direction         Direction // as the measure says, else the way from where it began to the target
}

// Progress says how far a measure is, as its latest observation shows; false where there is none, or no target (of one
// that should hold: no target and no baseline), or no way to tell the direction. It began with the baseline, where there
// is none with the first observation.
func (v View) Progress(m Measure) (Progress, bool) {
	last, ok := v.Latest(m.ID)
	if !ok {
		return Progress{}, false
	}
	p := Progress{From: v.series[m.ID][0].Value, Now: last.Value, Direction: m.Direction}
	if m.Baseline != nil {
		p.From = *m.Baseline
	}
	switch {
	case m.Target != nil:
		p.Target = *m.Target
	case m.Direction == Hold && m.Baseline != nil:
		p.Target = *m.Baseline
	default:
		return Progress{}, false
	}
	if p.Direction == "" {
		switch {
		case p.Target > p.From:
			p.Direction = Up
		case p.Target < p.From:
			p.Direction = Down
		default:
			return Progress{}, false
		}
	}
	switch p.Direction {
	case Up:
		p.Reached = p.Now >= p.Target
	case Down:
		p.Reached = p.Now <= p.Target
	default:
		p.Reached = math.Abs(p.Now-p.Target) <= HoldShare*math.Abs(p.Target)+1e-9
	}
	p.Share = p.share()
	return p, true
}

func (p Progress) share() float64 {
	ahead := p.Target > p.From && p.Direction == Up || p.Target < p.From && p.Direction == Down
	switch {
	case p.Reached:
		return 1
	case !ahead:
		return 0 // it held before, or had been better than the target when it began
	}
	return min(max((p.Now-p.From)/(p.Target-p.From), 0), 1)
}

// Trend says in words how a measure goes: "up 4 since Sep; target 80% by Jun: not yet". What is left out is not known.
// Months are shown with their year where they are not within about nine months of today.
func (v View) Trend(m Measure, today day.Day) string {
	list := v.series[m.ID]
	out := "no look yet"
	if len(list) > 0 {
		first, last := list[0], list[len(list)-1]
		switch {
		case len(list) > 1:
			out = moved(first.Value, last.Value) + " since " + inMonth(first.On, today)
		case m.Baseline != nil:
			out = moved(*m.Baseline, last.Value) + " from " + Show(*m.Baseline, m.Unit)
		default:
			out = fmt.Sprintf("%s in %s, the only look so far", Show(last.Value, m.Unit), inMonth(last.On, today))
		}
	}
	if target := v.target(m, today); target != "" {
		out += "; " + target
	}
	return out
}

// Story says in words what a chart of the measure shows: "from 41% to 55% since Mar; target 70% by Jun: on the way".
func (v View) Story(m Measure, today day.Day) string {
	list := v.series[m.ID]
	if len(list) < 2 {
		return v.Trend(m, today)
	}
	first, last := list[0], list[len(list)-1]
	out := fmt.Sprintf("from %s to %s since %s", Show(first.Value, m.Unit), Show(last.Value, m.Unit), inMonth(first.On, today))
	if first.Value == last.Value {
		out = fmt.Sprintf("%s, as in %s", Show(last.Value, m.Unit), inMonth(first.On, today))
	}
	target := v.target(m, today)
	if p, ok := v.Progress(m); ok && p.Share > 0 {
		target = strings.Replace(target, ": not yet", ": on the way", 1)
	}
	if target != "" {
		out += "; " + target
	}
	return out
}

// Way is where the values of a measure went from the first to the last: Up, Down, or Hold; false where there are not two.
func (v View) Way(measure string) (Direction, bool) {
	list := v.series[measure]
	if len(list) < 2 {
		return "", false
	}
	switch d := list[len(list)-1].Value - list[0].Value; {
	case d > 0:
		return Up, true
	case d < 0:
		return Down, true
	}
	return Hold, true
}

func (v View) target(m Measure, today day.Day) string {
	p, known := v.Progress(m)
	out := ""
	switch {
	case m.Target != nil && m.Direction == Hold:
		out = "hold " + Show(*m.Target, m.Unit)
	case m.Target != nil:
		out = "target " + Show(*m.Target, m.Unit)
	case m.Direction == Hold && m.Baseline != nil:
		out = "hold " + Show(*m.Baseline, m.Unit)
	default:
		return ""
	}
	if m.TargetBy != day.None {
		out += " by " + inMonth(m.TargetBy, today)
	}
	switch {
	case !known:
		return out
	case p.Reached:
		return out + ": reached"
	case m.TargetBy.Before(today):
		return out + ": missed"
	case p.Direction == Hold:
		return out + ": not held"
	}
	return out + ": not yet"
}

// moved says how a value went from one to the other, without the unit: the difference of two percentages is none.
func moved(from, to float64) string {
	switch d := rounded(to - from); {
	case d > 0:
		return "up " + Show(d, "")
	case d < 0:
		return "down " + Show(-d, "")
	}
	return "no change"
}

// inMonth is a day's month, with the year where it is more than about nine months away from today.
func inMonth(d, today day.Day) string {
	const near = 274 // days
	y, m, _ := d.Date()
	if !today.Valid() || max(d.Sub(today), today.Sub(d)) > near {
		return fmt.Sprintf("%s %d", m.String()[:3], y)
	}
	return m.String()[:3]
}
