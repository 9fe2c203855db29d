package touchpoint

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"convene/internal/ledger"
)

// OpenDots begins the vote on what came in. Until CloseDots nobody sees others' dots.
type OpenDots struct {
	Round
	Dots int `json:"dots"` // each person's budget, 1 to DotsMax
}

// Check implements ledger.Op.
func (op OpenDots) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Voting with dots"); err != nil {
		return err
	}
	a, err := s.newest(op.Round)
	switch {
	case err != nil:
		return err
	case op.Dots < 1 || op.Dots > DotsMax:
		return ledger.Refuse("Each person gets from 1 to %d dots. Nothing was changed.", DotsMax)
	case a.Voting == VoteOpen:
		return ledger.Refuse("People are placing dots already. Nothing was changed: show them when the room is done.")
	case a.Voting == VoteClosed:
		return ledger.Refuse("The dots on this question are shown already. Nothing was changed: count raised hands, or ask again another time.")
	}
	for c := range s.Contributions.All() {
		if c.Round == op.Round {
			return nil
		}
	}
	return ledger.Refuse("There is nothing to put a dot on yet. Nothing was changed: wait for the first contribution.")
}

// Apply implements ledger.Op.
func (op OpenDots) Apply(s State, e ledger.Entry) State {
	return s.putAsking(e.Seq, op.Round, func(a *Asking) { a.Voting, a.Dots = VoteOpen, op.Dots })
}

// CloseDots shows all dots, at once and once only. It carries how each person spread the dots, in no order of persons and
// without their names (NewCloseDots). Without a single dot the vote is only called off, and can be opened again.
type CloseDots struct {
	Round
	Spreads []map[string]int `json:"spreads,omitempty"` // dots by the ID of a group or contribution
}

// NewCloseDots makes the op from what the drawer keeps for a round. What a person placed on something that is gone by now
// is left out.
func NewCloseDots(s State, r Round, sealed []Sealed) CloseDots {
	op := CloseDots{Round: r}
	var kept []string
	byText := map[string]map[string]int{}
	for _, d := range sealed {
		spread := map[string]int{}
		for item, n := range d.Dots {
			if _, ok := s.item(r, item); ok && d.Round == r {
				spread[item] = n
			}
		}
		if len(spread) == 0 {
			continue
		}
		b, err := json.Marshal(spread)
		if err != nil {
			panic(err) // strings and numbers can be written
		}
		kept = append(kept, string(b))
		byText[string(b)] = spread
	}
	slices.Sort(kept) // so that the order tells nobody's name
	for _, k := range kept {
		op.Spreads = append(op.Spreads, maps.Clone(byText[k]))
	}
	return op
}

// Final says why showing the dots cannot be undone.
func (CloseDots) Final() string {
	return "Showing the dots cannot be undone: the room has seen them. Nothing was changed: count raised hands, or ask the question again."
}

// Check implements ledger.Op.
func (op CloseDots) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Showing the dots"); err != nil {
		return err
	}
	a, err := s.asking(op.Round)
	if err != nil {
		return err
	}
	if a.Voting != VoteOpen {
		return ledger.Refuse("Nobody is placing dots on this question. Nothing was changed.")
	}
	for _, spread := range op.Spreads {
		if !within(spread, a.Dots) {
			return ledger.Refuse("Somebody has more than %d dots. Nothing was shown: ask for dots to be taken back, then try once more.", a.Dots)
		}
		for item := range spread {
			if _, ok := s.item(op.Round, item); !ok {
				return ledger.Refuse("A contribution has just been taken back. Nothing was shown: try once more.")
			}
		}
	}
	return nil
}

// Apply implements ledger.Op.
func (op CloseDots) Apply(s State, e ledger.Entry) State {
	if !s.Askings.Has(op.key()) {
		return s
	}
	sums := map[string]int{}
	voters := 0
	for _, spread := range op.Spreads {
		if len(spread) > 0 {
			voters++
		}
		for item, n := range spread {
			sums[item] += n
		}
	}
	for _, item := range slices.Sorted(maps.Keys(sums)) {
		if c, ok := s.item(op.Round, item); ok {
			c.Dots = sums[item]
			s.Counts = s.Counts.Put(e.Seq, c)
		}
	}
	return s.putAsking(e.Seq, op.Round, func(a *Asking) {
		a.Voting, a.Voters = VoteClosed, voters
		if voters == 0 {
			a.Voting, a.Dots = NoVote, 0
		}
	})
}

// CountHands writes down how many people without a terminal raised a hand for a group or contribution.
type CountHands struct {
	Round
	Item  string `json:"item"` // its ID
	Hands int    `json:"hands"`
	Was   int    `json:"was,omitempty"` // what it replaces
}

// Check implements ledger.Op. Where somebody else has counted, the error is a *ledger.MeetError.
func (op CountHands) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Counting hands"); err != nil {
		return err
	}
	if _, err := s.asking(op.Round); err != nil {
		return err
	}
	c, ok := s.item(op.Round, op.Item)
	switch {
	case !ok:
		return ledger.Refuse("That contribution is gone: somebody took it back. Nothing was changed.")
	case op.Hands < 0 || op.Hands > HandsMax:
		return ledger.Refuse("Hands are counted from 0 to %d. Nothing was changed.", HandsMax)
	case c.Hands == op.Hands:
		return ledger.Refuse("That is the count already. Nothing was changed.")
	case c.Hands == op.Was:
		return nil
	}
	b, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return &ledger.MeetError{Fields: []string{"hands"}, Now: b}
}

// Apply implements ledger.Op.
func (op CountHands) Apply(s State, e ledger.Entry) State {
	if c, ok := s.item(op.Round, op.Item); ok {
		c.Hands = op.Hands
		s.Counts = s.Counts.Put(e.Seq, c)
	}
	return s
}

// item is the count of a group or contribution of a round, a blank one where nothing was counted; false where there is no
// such item.
func (s State) item(r Round, id string) (Count, bool) {
	g, grouped := s.Groups.Get(id)
	c, single := s.Contributions.Get(id)
	if !(grouped && g.Round == r) && !(single && c.Round == r) {
		return Count{}, false
	}
	if n, ok := s.Counts.Get(id); ok {
		return n, true
	}
	return Count{Item: id, Round: r, Group: grouped && g.Round == r}, true
}

// within says that dots are a number each and together within the budget.
func within(dots map[string]int, budget int) bool {
	sum := 0
	for item, n := range dots {
		if n < 1 || n > DotsMax || item == "" || len(item) > idMax || strings.Contains(item, "/") {
			return false
		}
		sum += n
	}
	return sum <= budget
}
