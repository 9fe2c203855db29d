package screen

import (
	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/partner"
	"convene/ui/paint"
)

// Section is one activity's part of a partner's page. It is a comparable value without state of its own, so that two
// people who look at one page see one picture; ui/app lists the sections of the page, and neither the page nor another
// activity knows of it.
type Section interface {
	Title() string
	// Lines is what the activity knows of a partner. It may be drawn on the wall: no contacts.
	Lines(s Shared, id partner.ID) []SectionLine
	// Empty stands in place of no lines, and says what to do first.
	Empty() string
	// Open goes to where the activity works with the partner; Opens says in a few words what that is, empty where there
	// is no such place.
	Open(id partner.ID) tea.Cmd
	Opens() string
}

// SectionLine is one line of a section: it is wrapped where it is long.
type SectionLine struct {
	Label string // stands on the left; may be empty
	Text  string
	Ink   paint.Ink
}
