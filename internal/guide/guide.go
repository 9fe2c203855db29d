// Package guide is what convene says to a team: the categories of the card sort, the kinds of partner, the questions, the
// prompts of the forms, the templates of meetings and the help of every screen. All of it is a pack of Markdown files. One
// pack is built in; a team may put its own words in place of it, file by file, but the IDs stay.
package guide

// Pack is one set of words, complete. Nobody changes a pack, or a slice or map in it, once it is read: it is shared.
type Pack struct {
	Name, Language, Version string

	Categories    []Item // of the card sort: clear, could, none
	Kinds         []Item // of partner
	Whens         []Item // the times at which a partner works: before, day, after, summer
	Fields        []Item // of the partner record
	Sets          []Set  // the touchpoints
	Plan          []Item // the six prompts of the planning form
	Communication []Item // the five prompts of the communication plan, structures first
	Improvement   []Item // the five questions of the improvement plan
	LegalTitle    string // what stands above the legal note
	LegalNote     string // on sharing data, and on counts under ten
	Templates     []Template
	Help          map[string]Help // by screen
}

// Item is one labelled thing with a line to read: a category, a kind, a field, a prompt.
type Item struct {
	ID    string // stays for good
	Label string // at most 40 characters
	Hint  string // what it means, or the prompt to read aloud; at most 140 characters
	Place string // where it comes from: "After: document, part"; may be empty
}

// Set is a group of touchpoint questions.
type Set struct {
	ID, Label, Hint string
	Questions       []Question
}

// Question is one touchpoint question. Two of the eleven have two prompts, to be asked one after the other.
type Question struct {
	ID      string // "practice.1"
	Label   string // short, for lists and tables
	Prompts []string
	Place   string // where in the source it comes from
}

// Template is the plan of a meeting of one sort.
type Template struct {
	ID, Label, Hint string
	Place           string
	Minutes         int // of all steps together; for a template without steps, the minutes to plan for
	Steps           []Step
}

// Step is one part of a meeting.
type Step struct {
	Activity string // one of Activities
	Title    string // for the wall
	Minutes  int
	Note     string // for the facilitator alone
}

// Help says what one screen is for.
type Help struct {
	Screen string   // "inventory"
	Title  string   // the screen's name
	About  []string // what it is for, one paragraph each
	First  []string // what to do first, one line each
	Credit string   // the document and the part of it that the screen follows; may be empty
}

// Category gives the words of a category. An unknown ID is its own label.
func (p *Pack) Category(id string) (label, hint string) {
	it := find(p.Categories, id)
	return it.Label, it.Hint
}

// Kind finds a kind of partner. An unknown ID is its own label.
func (p *Pack) Kind(id string) Item { return find(p.Kinds, id) }

// When finds a time at which partners work. An unknown ID is its own label.
func (p *Pack) When(id string) Item { return find(p.Whens, id) }

// Field finds a field of the partner record. An unknown ID is its own label.
func (p *Pack) Field(id string) Item { return find(p.Fields, id) }

// PlanPrompt finds a prompt of the planning form. An unknown ID is its own label.
func (p *Pack) PlanPrompt(id string) Item { return find(p.Plan, id) }

// CommunicationPrompt finds a prompt of the communication plan. An unknown ID is its own label.
func (p *Pack) CommunicationPrompt(id string) Item { return find(p.Communication, id) }

// ImprovementPrompt finds a question of the improvement plan. An unknown ID is its own label.
func (p *Pack) ImprovementPrompt(id string) Item { return find(p.Improvement, id) }

// Set finds a set of touchpoint questions; false where there is none of that ID.
func (p *Pack) Set(id string) (Set, bool) {
	for _, s := range p.Sets {
		if s.ID == id {
			return s, true
		}
	}
	return Set{}, false
}

// Question finds a touchpoint question; false where there is none of that ID.
func (p *Pack) Question(id string) (Question, bool) {
	_, q, ok := p.question(id)
	return q, ok
}

// SetOf finds the set that a question belongs to; false where there is no such question.
func (p *Pack) SetOf(question string) (Set, bool) {
	s, _, ok := p.question(question)
	return s, ok
}

func (p *Pack) question(id string) (Set, Question, bool) {
	for _, s := range p.Sets {
		for _, q := range s.Questions {
			if q.ID == id {
				return s, q, true
			}
		}
	}
	return Set{}, Question{}, false
}

// Template finds the template of a meeting; false where there is none of that ID.
func (p *Pack) Template(id string) (Template, bool) {
	for _, t := range p.Templates {
		if t.ID == id {
			return t, true
		}
	}
	return Template{}, false
}

// Screen finds the help of a screen; false where there is none.
func (p *Pack) Screen(id string) (Help, bool) {
	h, ok := p.Help[id]
	return h, ok
}

func find(items []Item, id string) Item {
	for _, it := range items {
		if it.ID == id {
			return it
		}
	}
	return Item{ID: id, Label: id}
}
