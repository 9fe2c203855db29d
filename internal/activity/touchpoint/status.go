package touchpoint

import (
	"cmp"
	"fmt"
	"slices"

	"convene/internal/activity/partner"
	"convene/internal/day"
)

// Status is how a question stands with a partner.
type Status string

// The states of a question.
const (
	Untouched Status = ""         // never asked
	Open      Status = "open"     // asked, and the newest asking has no answer yet
	Answered  Status = "answered" // the newest asking has an answer
	Due       Status = "due"      // it has one that is old enough to be asked again
)

// Label is the status in plain words.
func (s Status) Label() string {
	switch s {
	case Untouched:
		return "not asked"
	case Open:
		return "open"
	case Answered:
		return "answered"
	case Due:
		return "due again"
	}
	return string(s)
}

// Set is a group of the guide's questions, by their IDs.
type Set struct {
	ID        string
	Questions []string
}

// Tally counts questions: of how many, how many are answered (those due again among them), due again, and open.
type Tally struct{ Of, Answered, Due, Open int }

func (t *Tally) add(s Status) {
	t.Of++
	switch s {
	case Open:
		t.Open++
	case Answered:
		t.Answered++
	case Due:
		t.Answered++
		t.Due++
	case Untouched:
	}
}

// Status is what to show for them all: due again before open, open before answered. Answered is only what has no
// question left.
func (t Tally) Status() Status {
	switch {
	case t.Due > 0:
		return Due
	case t.Open > 0:
		return Open
	case t.Of > 0 && t.Answered == t.Of:
		return Answered
	case t.Answered > 0:
		return Open
	}
	return Untouched
}

// String says it as the home screen does: "7 of 20 answered, 2 due again".
func (t Tally) String() string {
	out := fmt.Sprintf("%d of %d answered", t.Answered, t.Of)
	if t.Due > 0 {
		out += fmt.Sprintf(", %d due again", t.Due)
	}
	return out
}

// Status says how a question stands with a partner today, where an answer is due again age days after it was written. An
// age below 1 is the team's.
func (v View) Status(p partner.ID, question string, today day.Day, age int) Status {
	return v.status(v.topic(p, question), today, age)
}

func (v View) status(t topic, today day.Day, age int) Status {
	if age < 1 {
		age = v.age
	}
	now, ok := v.latest(t)
	switch {
	case !ok:
		return Untouched
	case !now.Answered:
		return Open
	case today.Sub(now.Answer.On) >= age:
		return Due
	}
	return Answered
}

// Row is one partner in the matrix.
type Row struct {
	Partner partner.ID
	Cells   []Tally // one for each set, in their order
}

// Matrix says for each partner and set of questions what is answered, open or due again, in the order given.
func (v View) Matrix(partners []partner.ID, sets []Set, today day.Day, age int) []Row {
	out := make([]Row, len(partners))
	for i, p := range partners {
		out[i] = Row{p, make([]Tally, len(sets))}
		for j, set := range sets {
			for _, q := range set.Questions {
				out[i].Cells[j].add(v.Status(p, q, today, age))
			}
		}
	}
	return out
}

// Tally counts the questions that were chosen for the partners given, or asked of them.
func (v View) Tally(partners []partner.ID, today day.Day, age int) Tally {
	var out Tally
	seen := map[partner.ID]bool{}
	for _, p := range partners {
		if p = v.resolve(p); seen[p] {
			continue
		}
		seen[p] = true
		for _, t := range v.partners[p] {
			if v.choices[t].Chosen || v.rounds[t] != nil {
				out.add(v.status(t, today, age))
			}
		}
	}
	return out
}

// Again is an answer that is due again.
type Again struct {
	Partner  partner.ID
	Question string
	On       day.Day // when it was written
	Age      int     // days since then
}

// Due lists the answers that are due again for the partners given, the oldest first.
func (v View) Due(partners []partner.ID, today day.Day, age int) []Again {
	var out []Again
	seen := map[partner.ID]bool{}
	for _, p := range partners {
		if p = v.resolve(p); seen[p] {
			continue
		}
		seen[p] = true
		for _, t := range v.partners[p] {
			if v.status(t, today, age) == Due {
				now, _ := v.latest(t)
				out = append(out, Again{p, t.question, now.Answer.On, today.Sub(now.Answer.On)})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Again) int { return cmp.Compare(b.Age, a.Age) })
	return out
}

// Chosen lists the questions picked for the meeting with a partner, in the order given; those that are not in it come last.
func (v View) Chosen(p partner.ID, order []string) []string {
	var out []string
	for _, t := range v.partners[v.resolve(p)] {
		if v.choices[t].Chosen {
			out = append(out, t.question)
		}
	}
	sortQuestions(out, order)
	return out
}

// Advice says, in a sentence, that so many questions are not what a meeting takes; empty where they are.
func Advice(chosen int) string {
	switch {
	case chosen == 0:
		return "No question is chosen yet. Three or four make a good meeting."
	case chosen < 3:
		return fmt.Sprintf("%d chosen. There is room for more: three or four make a good meeting.", chosen)
	case chosen > 4:
		return fmt.Sprintf("%d chosen. That is much for one meeting: three or four give each its time.", chosen)
	}
	return ""
}

// Point is one question on the agenda of the joint meeting with a partner.
type Point struct {
	Question string
	Chosen   bool           // the preparer picked it
	Ask      string         // what the team will ask; may be empty
	Marked   []Contribution // what was marked for the meeting, as it came
}

// Agenda lists the questions of the joint meeting with a partner: those chosen, and those with something marked in their
// newest round. They are in the order given (the guide's); those that are not in it come last.
func (v View) Agenda(p partner.ID, order []string) []Point {
	byQuestion := map[string]Point{}
	var questions []string
	for _, t := range v.partners[v.resolve(p)] {
		point := Point{Question: t.question, Chosen: v.choices[t].Chosen}
		if now, ok := v.latest(t); ok {
			point.Ask = now.Answer.Ask
		}
		for _, c := range v.current(t) {
			for _, n := range v.notes[c.Round] {
				if n.Marked {
					point.Marked = append(point.Marked, n)
				}
			}
		}
		if point.Chosen || len(point.Marked) > 0 {
			questions = append(questions, t.question)
			byQuestion[t.question] = point
		}
	}
	sortQuestions(questions, order)
	out := make([]Point, len(questions))
	for i, q := range questions {
		out[i] = byQuestion[q]
	}
	return out
}

// current are the rounds of a question that no check-in has followed: one for each record that was merged into the
// partner, as none of them knew of the others.
func (v View) current(t topic) []CheckIn {
	last := map[partner.ID]int{}
	for _, c := range v.rounds[t] {
		last[c.Partner] = max(last[c.Partner], c.CheckIn)
	}
	var out []CheckIn
	for _, c := range v.rounds[t] {
		if c.CheckIn == last[c.Partner] {
			out = append(out, c)
		}
	}
	return out
}

func sortQuestions(questions, order []string) {
	place := func(q string) int {
		if i := slices.Index(order, q); i >= 0 {
			return i
		}
		return len(order)
	}
	slices.SortStableFunc(questions, func(a, b string) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a, b))
	})
}
