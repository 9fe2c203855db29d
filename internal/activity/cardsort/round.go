package cardsort

import (
	"maps"
	"strings"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
	"convene/internal/text"
)

// Merged says which partners of an older round go on under another record: from the one merged away to the survivor.
type Merged map[partner.ID]partner.ID

// Open begins a new round, empty or with the result of a settled one.
type Open struct {
	Round  string              `json:"round"`
	Name   string              `json:"name"`
	From   string              `json:"from,omitempty"`   // a settled round
	Merged Merged              `json:"merged,omitempty"` // merges since From was sorted: NewOpen fills it in
	Words  map[Category]string `json:"words,omitempty"`  // what the guide in use calls the categories, where it has words of its own
}

// NewOpen makes the op that begins a round with the result of from (empty: with nothing). resolve follows merges of
// partners.
func NewOpen(s State, round, name, from string, resolve func(partner.ID) partner.ID) Open {
	return Open{Round: round, Name: name, From: from, Merged: mergedSince(s, from, resolve)}
}

// Check implements ledger.Op.
func (op Open) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Starting a card sort"); err != nil {
		return err
	}
	if r, ok := s.OpenRound(); ok {
		return ledger.Refuse("%s is still open. Nothing was changed: settle it first, then start the next one.", r.Name)
	}
	if op.Round == "" || len(op.Round) > 64 || strings.Contains(op.Round, "/") || s.Rounds.Has(op.Round) {
		return ledger.Refuse("That card sort is there already. Nothing was changed: look for it in the list of sorts.")
	}
	if err := checkRoundName(op.Name); err != nil {
		return err
	}
	if from, ok := s.Rounds.Get(op.From); op.From != "" && (!ok || !from.Settled) {
		return ledger.Refuse("A new sort begins with a settled one. Nothing was changed: settle the other first, or begin with an empty board.")
	}
	for c, w := range op.Words {
		if !c.Valid() || w == "" || w != text.Line(w, text.NameMax) {
			return ledger.Refuse("A category's name is one line of at most %d characters. Nothing was changed: correct the guide.", text.NameMax)
		}
	}
	return op.Merged.check()
}

// Apply implements ledger.Op. Placements of the round that it begins with are carried over: they stand, but nobody has
// looked at them yet.
func (op Open) Apply(s State, e ledger.Entry) State {
	r := Round{
		ID: op.Round, Name: op.Name, From: op.From, Words: maps.Clone(op.Words),
		Opening: e.Seq, Opened: e.At, OpenedBy: e.By.Name, Threshold: DefaultThreshold,
	}
	if from, ok := s.Rounds.Get(op.From); ok {
		r.Threshold = from.Threshold
	}
	s.Rounds = s.Rounds.Put(e.Seq, r)
	var carried []Card
	for c := range s.cards(op.From) {
		if op.From != "" && c.Place != Pile && c.MergedInto == "" {
			carried = append(carried, Card{Round: op.Round, Partner: c.Partner, Place: c.Place, Rank: c.Rank, Why: c.Why, Carried: true})
		}
	}
	s.Cards = s.Cards.PutAll(e.Seq, carried)
	return s.merge(e.Seq, op.Round, op.Merged)
}

// Rename gives a round another name.
type Rename struct {
	Round string `json:"round"`
	Name  string `json:"name"`
}

// Check implements ledger.Op. A settled round may be renamed too.
func (op Rename) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Naming a card sort"); err != nil {
		return err
	}
	r, ok := s.Rounds.Get(op.Round)
	if !ok {
		return noRound()
	}
	if r.Name == op.Name {
		return ledger.Refuse("The sort has that name already. Nothing was changed.")
	}
	return checkRoundName(op.Name)
}

// Apply implements ledger.Op.
func (op Rename) Apply(s State, e ledger.Entry) State {
	return s.putRound(e.Seq, op.Round, func(r *Round) { r.Name = op.Name })
}

// SetThreshold says from which share of the votes a card counts as undivided.
type SetThreshold struct {
	Round string  `json:"round"`
	Share float64 `json:"share"` // 0.5 to 1
}

// Check implements ledger.Op.
func (op SetThreshold) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Setting when a card counts as divided"); err != nil {
		return err
	}
	r, err := s.open(op.Round)
	if err != nil {
		return err
	}
	if !(op.Share >= 0.5 && op.Share <= 1) {
		return ledger.Refuse("The share should be between 50 and 100 percent. Nothing was changed: choose one in between.")
	}
	if r.Threshold == op.Share {
		return ledger.Refuse("That is the share already. Nothing was changed.")
	}
	return nil
}

// Apply implements ledger.Op.
func (op SetThreshold) Apply(s State, e ledger.Entry) State {
	return s.putRound(e.Seq, op.Round, func(r *Round) { r.Threshold = op.Share })
}

// Close settles a round: from then on nothing in it moves. Cards still carried count as kept, and the pile as not placed.
type Close struct {
	Round string `json:"round"`
	// Pile are the partners that were listed but not placed (Columns has them), so that later on they can be told from
	// partners that were not listed yet.
	Pile []partner.ID `json:"pile,omitempty"`
}

// Check implements ledger.Op.
func (op Close) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Settling a card sort"); err != nil {
		return err
	}
	if _, err := s.open(op.Round); err != nil {
		return err
	}
	seen := map[partner.ID]bool{}
	for _, p := range op.Pile {
		if p == "" || seen[p] || s.Card(op.Round, p).Place != Pile {
			return ledger.Refuse("A card has just been moved. Nothing was lost: look again, then settle the sort.")
		}
		seen[p] = true
	}
	for c := range s.cards(op.Round) {
		if c.Place != Pile && c.MergedInto == "" {
			return nil
		}
	}
	return ledger.Refuse("No card is placed yet, so there is nothing to settle. Nothing was changed: place a card first.")
}

// Apply implements ledger.Op.
func (op Close) Apply(s State, e ledger.Entry) State {
	var blank []Card
	for _, p := range op.Pile {
		if !s.Cards.Has(cardKey(op.Round, p)) {
			blank = append(blank, Card{Round: op.Round, Partner: p})
		}
	}
	s.Cards = s.Cards.PutAll(e.Seq, blank)
	return s.putRound(e.Seq, op.Round, func(r *Round) { r.Settled, r.SettledAt, r.SettledBy = true, e.At, e.By.Name })
}

// Reopen takes the newest round up again.
type Reopen struct {
	Round  string `json:"round"`
	Merged Merged `json:"merged,omitempty"` // merges since it was settled: NewReopen fills it in
}

// NewReopen makes the op that takes a round up again. resolve follows merges of partners.
func NewReopen(s State, round string, resolve func(partner.ID) partner.ID) Reopen {
	return Reopen{round, mergedSince(s, round, resolve)}
}

// Check implements ledger.Op.
func (op Reopen) Check(s State, e ledger.Entry) error {
	if err := e.By.MayLead("Reopening a card sort"); err != nil {
		return err
	}
	r, ok := s.Rounds.Get(op.Round)
	if !ok {
		return noRound()
	}
	if !r.Settled {
		return ledger.Refuse("%s is open already. Nothing was changed.", r.Name)
	}
	if now, ok := s.OpenRound(); ok {
		return ledger.Refuse("%s is open. Nothing was changed: one sort at a time, settle that one first.", now.Name)
	}
	if latest, ok := s.Latest(); ok && latest.ID != op.Round {
		return ledger.Refuse("Only the newest sort can be reopened. Nothing was changed: start a new one from %s instead.", latest.Name)
	}
	return op.Merged.check()
}

// Apply implements ledger.Op.
func (op Reopen) Apply(s State, e ledger.Entry) State {
	if !s.Rounds.Has(op.Round) {
		return s
	}
	s = s.putRound(e.Seq, op.Round, func(r *Round) {
		r.Settled, r.SettledBy = false, ""
		r.SettledAt = Round{}.SettledAt
	})
	return s.merge(e.Seq, op.Round, op.Merged)
}

// open finds a round in which things may still change, or says why there is none.
func (s State) open(round string) (Round, error) {
	r, ok := s.Rounds.Get(round)
	if !ok {
		return r, noRound()
	}
	if r.Settled {
		return r, ledger.Refuse("%s is settled: nothing in it moves any more. Nothing was changed: reopen it, or start a new sort.", r.Name)
	}
	return r, nil
}

// putRound changes a round that is there, and nothing where there is none.
func (s State) putRound(seq uint64, round string, change func(*Round)) State {
	if r, ok := s.Rounds.Get(round); ok {
		change(&r)
		s.Rounds = s.Rounds.Put(seq, r)
	}
	return s
}

func noRound() error {
	return ledger.Refuse("That card sort is no longer there. Nothing was changed: go back to the list of sorts.")
}

func checkRoundName(name string) error {
	if name == "" || name != text.Line(name, text.NameMax) {
		return ledger.Refuse("A sort needs a name: one line of at most %d characters. Nothing was changed.", text.NameMax)
	}
	return nil
}
