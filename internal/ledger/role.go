package ledger

import "fmt"

// RefusedError is a Check's refusal in words for the person who tried: what happened, that nothing was lost, what to
// do next.
type RefusedError struct{ Sentence string }

func (e *RefusedError) Error() string { return e.Sentence }

// Refuse makes a refusal from a sentence.
func Refuse(format string, args ...any) error { return &RefusedError{fmt.Sprintf(format, args...)} }

// MayLead refuses, in a sentence that begins with what was tried ("Settling cards"), everybody but a facilitator.
func (a Actor) MayLead(what string) error {
	if a.Role == Facilitator {
		return nil
	}
	return Refuse("%s is for a facilitator. Nothing was changed.", what)
}

// MayTakePart refuses observers and guests in the same way.
func (a Actor) MayTakePart(what string) error {
	switch a.Role {
	case Facilitator, Participant:
		return nil
	case Guest:
		return Refuse("%s is for the school's team. Nothing was changed.", what)
	}
	return Refuse("You are watching: %s is for participants. Ask the facilitator to let you take part.", what)
}
