package touchpoint

import (
	"time"

	"convene/internal/ledger"
)

// Unsigned is an op whose entry may have to tell neither who made it nor when.
type Unsigned interface {
	// Unsigned says that this one must not.
	Unsigned() bool
}

// Stamp is what the room must make of an entry before Check sees it and the disk keeps it: of an unsigned op, By is left
// a role (and of a guest the partner, without which its rights are not known), and At is the minute in which the question
// was opened. All other entries stay as they are. Check refuses an unsigned op that was not stamped.
//
// The entry's Seq still tells its place among others: whoever reads the file itself may guess the time from those around
// it.
func Stamp(s State, e ledger.Entry, op any) ledger.Entry {
	u, ok := op.(Unsigned)
	if !ok || !u.Unsigned() {
		return e
	}
	var r Round
	switch op := op.(type) {
	case Contribute:
		r = op.Round
	case Withdraw:
		c, _ := s.Contributions.Get(op.ID)
		r = c.Round
	}
	e.By = ledger.Actor{Role: e.By.Role, Partner: e.By.Partner}
	e.At = s.minute(r)
	return e
}

// minute is when a round was opened, to the minute.
func (s State) minute(r Round) time.Time {
	a, _ := s.Askings.Get(r.key())
	return a.Opened.Truncate(time.Minute)
}

// stamped says that the entry tells nobody's name and no time of its own.
func stamped(s State, e ledger.Entry, r Round) bool {
	return e.By.Person == "" && e.By.Name == "" && e.At.Equal(s.minute(r))
}
