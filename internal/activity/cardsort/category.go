package cardsort

import "slices"

// Category is where a partner stands. The three are those of the source's sorting exercise ("Coordinating SEL Work With
// Community Partners", Part II); their names are ours.
type Category string

// The categories. Their IDs stay for good.
const (
	Clear Category = "clear" // its support for SEL is plain to see
	Could Category = "could" // it could support SEL
	None  Category = "none"  // nobody sees a link to SEL yet
	Pile  Category = ""      // not placed: still in the pile
)

// Categories lists the three categories, in the order in which they are shown. The pile is none of them.
func Categories() []Category { return []Category{Clear, Could, None} }

// Label is the category's name in plain words, used where no guide pack replaces it.
func (c Category) Label() string {
	switch c {
	case Clear:
		return "Clearly supports SEL"
	case Could:
		return "Could support SEL"
	case None:
		return "No link seen yet"
	case Pile:
		return "Still to place"
	}
	return string(c)
}

// Valid says that c is one of the three categories.
func (c Category) Valid() bool { return slices.Contains(Categories(), c) }

// Choice is one person's word on one partner: a Category's ID, or Unsure.
type Choice string

// Unsure is "don't know": it abstains and counts nowhere.
const Unsure Choice = "unsure"

// Choices lists everything that a ballot may say of a partner, in the order in which it is shown.
func Choices() []Choice { return []Choice{Choice(Clear), Choice(Could), Choice(None), Unsure} }

// Category is the category that was chosen, false for Unsure.
func (c Choice) Category() (Category, bool) {
	k := Category(c)
	return k, k.Valid()
}

// Valid says that a ballot may hold c.
func (c Choice) Valid() bool { return slices.Contains(Choices(), c) }

// Label is the choice in plain words.
func (c Choice) Label() string {
	if c == Unsure {
		return "Don't know"
	}
	return Category(c).Label()
}
