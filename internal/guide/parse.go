package guide

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// chapter is one file of a pack: how it is read into the pack that is being made. base is the built-in pack, empty while
// that one itself is read.
type chapter struct {
	file string
	read func(pg *page, p, base *Pack)
}

func chapters() []chapter {
	out := []chapter{
		{"pack.md", readPack},
		{"categories.md", func(pg *page, p, base *Pack) {
			p.Categories = pg.items(pg.sections, categoryIDs(), base.Categories, pg.last)
		}},
		{"kinds.md", readKinds},
		{"record.md", func(pg *page, p, base *Pack) {
			p.Fields = pg.items(pg.sections, fieldIDs(), base.Fields, pg.last)
		}},
		{"touchpoints.md", readSets},
		{"plan.md", func(pg *page, p, base *Pack) {
			p.Plan = pg.items(pg.sections, planIDs(), base.Plan, pg.last)
		}},
		{"communication.md", func(pg *page, p, base *Pack) {
			p.Communication = pg.items(pg.sections, communicationIDs(), base.Communication, pg.last)
		}},
		{"improvement.md", readImprovement},
		{"templates.md", readTemplates},
	}
	for _, screen := range Screens() {
		out = append(out, chapter{"help/" + screen + ".md", func(pg *page, p, base *Pack) { readHelp(pg, p, base, screen) }})
	}
	return out
}

// items reads headings with one paragraph each, in the order of the IDs.
func (pg *page) items(found []section, ids []string, base []Item, end int) []Item {
	return pg.itemsOf(pg.pick(found, ids, end), ids, base)
}

// itemsOf reads the picked headings that have one of the IDs.
func (pg *page) itemsOf(picked map[string]section, ids []string, base []Item) []Item {
	var out []Item
	for _, id := range ids {
		s, ok := picked[id]
		if !ok {
			continue
		}
		pg.noAttrs(s)
		pg.flat(s)
		out = append(out, Item{ID: id, Label: pg.label(s, id), Hint: pg.one(s, promptMax), Place: pg.credit(s, find(base, id).Place)})
	}
	return out
}

func readPack(pg *page, p, _ *Pack) {
	picked := pg.pick(pg.sections, []string{"name", "language", "version"}, pg.last)
	for id, at := range map[string]*string{"name": &p.Name, "language": &p.Language, "version": &p.Version} { // problems are sorted later
		s, ok := picked[id]
		if !ok {
			continue
		}
		pg.label(s, id)
		pg.noAttrs(s)
		pg.flat(s)
		pg.noQuotes(s)
		*at = pg.one(s, labelMax)
	}
	s, ok := picked["language"]
	if tag := regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$`); ok && p.Language != "" && !tag.MatchString(p.Language) {
		pg.bad(s.texts[0].line, "%q is no language tag. Write it like en, es or pt-BR.", p.Language)
	}
}

func readKinds(pg *page, p, base *Pack) {
	groups := pg.pick(pg.sections, []string{"kinds", "when"}, pg.last)
	read := func(id string, ids []string, builtIn []Item) []Item {
		s, ok := groups[id]
		if !ok {
			return nil
		}
		pg.label(s, id)
		pg.noAttrs(s)
		pg.noText(s)
		pg.noQuotes(s)
		return pg.items(s.children, ids, builtIn, pg.end(s))
	}
	p.Kinds = read("kinds", kindIDs(), base.Kinds)
	p.Whens = read("when", whenIDs(), base.Whens)
}

// end is the last line of a section: where what is missing in it should be added.
func (pg *page) end(s section) int {
	for _, next := range pg.sections {
		if next.line > s.line {
			return next.line - 1
		}
	}
	return pg.last
}

func readSets(pg *page, p, base *Pack) {
	var ids []string
	for _, spec := range setSpecs() {
		ids = append(ids, spec.id)
	}
	picked := pg.pick(pg.sections, ids, pg.last)
	p.Sets = nil
	for _, spec := range setSpecs() {
		s, ok := picked[spec.id]
		if !ok {
			continue
		}
		pg.noAttrs(s)
		pg.noQuotes(s)
		set := Set{ID: spec.id, Label: pg.label(s, spec.id), Hint: pg.one(s, promptMax)}
		var qids []string
		for i := range spec.prompts {
			qids = append(qids, fmt.Sprintf("%s.%d", spec.id, i+1))
		}
		questions := pg.pick(s.children, qids, pg.end(s))
		for i, id := range qids {
			q, ok := questions[id]
			if !ok {
				continue
			}
			pg.noAttrs(q)
			builtIn, _ := base.Question(id)
			set.Questions = append(set.Questions,
				Question{ID: id, Label: pg.label(q, id), Prompts: pg.many(q, spec.prompts[i]), Place: pg.credit(q, builtIn.Place)})
		}
		p.Sets = append(p.Sets, set)
	}
}

func readImprovement(pg *page, p, base *Pack) {
	picked := pg.pick(pg.sections, append(improvementIDs(), legalID), pg.last)
	p.Improvement = pg.itemsOf(picked, improvementIDs(), base.Improvement)
	if s, ok := picked[legalID]; ok {
		pg.noAttrs(s)
		pg.flat(s)
		pg.noQuotes(s)
		p.LegalTitle, p.LegalNote = pg.label(s, legalID), pg.one(s, legalMax)
	}
}

func readTemplates(pg *page, p, base *Pack) {
	picked := pg.pick(pg.sections, templateIDs(), pg.last)
	p.Templates = nil
	for _, id := range templateIDs() {
		s, ok := picked[id]
		if !ok {
			continue
		}
		builtIn, _ := base.Template(id)
		pg.noAttrs(s, "minutes")
		t := Template{ID: id, Label: pg.label(s, id), Hint: pg.one(s, promptMax), Place: pg.credit(s, builtIn.Place), Minutes: pg.minutes(s)}
		sum, known := 0, true
		for _, c := range s.children {
			step := pg.step(c)
			sum, known = sum+step.Minutes, known && step.Minutes > 0
			t.Steps = append(t.Steps, step)
		}
		switch {
		case id == blankID && len(t.Steps) > 0:
			pg.bad(s.children[0].line, "the blank meeting has no steps. Delete this one, or put it in another template.")
		case id != blankID && len(t.Steps) == 0:
			pg.bad(s.line, "this meeting has no steps. Add headings like ### Welcome {activity=talk minutes=5} below it.")
		case id != blankID && known && sum != t.Minutes && t.Minutes > 0:
			pg.bad(s.line, "the steps of this meeting take %d minutes together, and the heading says %d. Change one of them.", sum, t.Minutes)
		}
		p.Templates = append(p.Templates, t)
	}
}

// step reads a step of a meeting: its activity and minutes stand in the braces of its heading.
func (pg *page) step(s section) Step {
	pg.noAttrs(s, "minutes", "activity")
	pg.noQuotes(s)
	if s.id != "" {
		pg.bad(s.line, "a step has no ID. Write its activity and minutes in the braces, like {activity=talk minutes=5}.")
	}
	if count(s.label) > labelMax || strings.TrimSpace(s.label) == "" {
		pg.bad(s.line, "the title of a step has from 1 to %d characters. Change it.", labelMax)
	}
	name, _ := s.attrs["activity"].([]byte)
	if !slices.Contains(Activities(), string(name)) {
		pg.bad(s.line, "%q is no activity. Write one of these in the braces, like activity=talk: %s.", name, strings.Join(Activities(), ", "))
	}
	return Step{Activity: string(name), Title: s.label, Minutes: pg.minutes(s), Note: pg.one(s, noteMax)}
}

const maxHelpLines = 12

func readHelp(pg *page, p, base *Pack, screen string) {
	for _, s := range pg.sections {
		pg.bad(s.line, "a help text has one heading, its title. Write this as a paragraph.")
	}
	if len(pg.sections) > 0 {
		return
	}
	t := pg.title
	if t.line == 0 {
		pg.bad(1, "this help text has no title. Begin it with a line like # Inventory.")
		return
	}
	if t.id != "" {
		pg.bad(t.line, "the title of a help text has no ID: the name of the file says the screen. Delete the braces.")
	}
	pg.noAttrs(t)
	h := Help{Screen: screen, Title: t.label}
	if n := count(t.label); n == 0 || n > labelMax {
		pg.bad(t.line, "the title has from 1 to %d characters. Change it.", labelMax)
	}
	for _, b := range t.texts {
		switch line := pg.fits(b, promptMax); {
		case b.item:
			h.First = append(h.First, line)
		case len(h.First) > 0:
			pg.bad(b.line, "a paragraph stands after the list. Put it above the list.")
		default:
			h.About = append(h.About, line)
		}
	}
	switch n := len(t.texts); {
	case len(h.About) == 0 || len(h.First) == 0:
		pg.bad(t.line, "a help text has a paragraph that says what the screen is for, and a list that says what to do first. Add what is missing.")
	case n > maxHelpLines:
		pg.bad(t.texts[maxHelpLines].line, "a help text has at most %d paragraphs and list items. Shorten it.", maxHelpLines)
	}
	h.Credit = pg.credit(t, base.Help[screen].Credit)
	p.Help[screen] = h
}
