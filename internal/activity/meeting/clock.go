package meeting

import "time"

// Clock is where a running meeting stands at one moment.
type Clock struct {
	Step    Step
	Index   int           // of the step in the agenda, from 0
	Of      int           // steps in the agenda
	Spent   time.Duration // on this step
	Left    time.Duration // of this step; below zero when it is over
	All     time.Duration // spent on the whole meeting
	AllLeft time.Duration // of the whole meeting, by the plan
	Behind  time.Duration // how far behind the plan the meeting is; below zero: ahead
	Paused  bool
	Quiet   time.Duration // of silent writing that is left, 0 where there is none
}

// Warning is how short a step's time has become.
type Warning int

// The warnings, from the time that is left of a step.
const (
	Enough Warning = iota
	Soon           // two minutes or less are left
	Up             // time is up
)

// Warning says how the step stands for time. Nothing is ever locked by it.
func (c Clock) Warning() Warning {
	switch {
	case c.Left <= 0:
		return Up
	case c.Left <= 2*time.Minute:
		return Soon
	}
	return Enough
}

// At reads a meeting's clock. now must not be before the clock was last started; if it is, no time has passed.
func (s State) At(m Meeting, now time.Time) Clock {
	c := Clock{Paused: m.Since.IsZero()}
	var running time.Duration
	if !c.Paused {
		running = max(0, now.Sub(m.Since))
	}
	var planned time.Duration
	here := false // or behind the step where the meeting stands
	for i, st := range s.Agenda(m.ID) {
		c.Of++
		plan := time.Duration(st.Minutes) * time.Minute
		spent := st.Spent
		if st.ID == m.Step {
			here = true
			spent += running
			c.Step, c.Index, c.Spent, c.Left = st, i, spent, plan-spent
		}
		planned += plan
		c.All += spent
		over := spent - plan
		if here {
			over = max(0, over) // what is left of it is still to come
		}
		c.Behind += over
	}
	c.AllLeft = planned - c.All
	if m.Quiet.After(now) {
		c.Quiet = m.Quiet.Sub(now)
	}
	return c
}

// stopped returns the state with the running time added to the step where the meeting stands, and the clock standing
// still.
func (s State) stopped(seq uint64, m Meeting, at time.Time) (State, Meeting) {
	if !m.Since.IsZero() {
		if st, ok := s.Steps.Get(m.Step); ok {
			st.Spent += max(0, at.Sub(m.Since))
			s.Steps = s.Steps.Put(seq, st)
		}
	}
	m.Since = time.Time{}
	return s, m
}
