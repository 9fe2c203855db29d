package guide

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// Wording is every text of the pack by its key, like "categories.clear.label" or "touchpoints.practice.1.prompt.1": what a
// workspace keeps with a round, so that the round keeps its words. FromWording makes a pack of it again.
func (p *Pack) Wording() map[string]string {
	out := map[string]string{}
	p.clone().each(func(key string, s *string) { out[key] = *s })
	return out
}

// FromWording makes a pack from a kept wording. A text that the wording lacks comes from the built-in pack; a key that
// means nothing, as one from a newer version may, is passed over.
func FromWording(w map[string]string) *Pack {
	p := Default().clone()
	for i := range p.Templates {
		t := &p.Templates[i]
		if _, ok := w["templates."+t.ID+".label"]; ok {
			t.Steps = numbered[Step](w, "templates."+t.ID+".step.%d.title")
		}
	}
	for id, h := range p.Help {
		if _, ok := w["help."+id+".title"]; ok {
			h.About = numbered[string](w, "help."+id+".about.%d")
			h.First = numbered[string](w, "help."+id+".first.%d")
			p.Help[id] = h
		}
	}
	p.each(func(key string, s *string) {
		if kept, ok := w[key]; ok {
			*s = kept
		}
	})
	return p
}

// numbered makes room for as many things as a pattern gives keys for 1, 2, 3 and so on.
func numbered[T any](w map[string]string, pattern string) (out []T) {
	for {
		if _, ok := w[fmt.Sprintf(pattern, len(out)+1)]; !ok {
			return out
		}
		var empty T
		out = append(out, empty)
	}
}

// Hash tells two packs apart: packs with the same words have the same hash.
func (p *Pack) Hash() string {
	b, err := json.Marshal(p.Wording()) // with its keys in order
	if err != nil {
		panic(err) // cannot happen: strings only
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// each visits every text of the pack. It writes to the pack: call it on a pack that nobody else has.
func (p *Pack) each(do func(key string, s *string)) {
	do("pack.name", &p.Name)
	do("pack.language", &p.Language)
	do("pack.version", &p.Version)
	eachItem("categories", p.Categories, do)
	eachItem("kinds", p.Kinds, do)
	eachItem("when", p.Whens, do)
	eachItem("record", p.Fields, do)
	for i := range p.Sets {
		s := &p.Sets[i]
		do("touchpoints."+s.ID+".label", &s.Label)
		do("touchpoints."+s.ID+".hint", &s.Hint)
		for j := range s.Questions {
			q := &s.Questions[j]
			do("touchpoints."+q.ID+".label", &q.Label)
			eachLine("touchpoints."+q.ID+".prompt", q.Prompts, do)
			do("touchpoints."+q.ID+".place", &q.Place)
		}
	}
	eachItem("plan", p.Plan, do)
	eachItem("communication", p.Communication, do)
	eachItem("improvement", p.Improvement, do)
	do("improvement.legal.label", &p.LegalTitle)
	do("improvement.legal.hint", &p.LegalNote)
	for i := range p.Templates {
		p.Templates[i].each(do)
	}
	for _, id := range slices.Sorted(maps.Keys(p.Help)) {
		h := p.Help[id]
		do("help."+id+".title", &h.Title)
		eachLine("help."+id+".about", h.About, do)
		eachLine("help."+id+".first", h.First, do)
		do("help."+id+".credit", &h.Credit)
		p.Help[id] = h
	}
}

func (t *Template) each(do func(key string, s *string)) {
	key := "templates." + t.ID
	do(key+".label", &t.Label)
	do(key+".hint", &t.Hint)
	do(key+".place", &t.Place)
	eachMinutes(key+".minutes", &t.Minutes, do)
	for i := range t.Steps {
		s, key := &t.Steps[i], fmt.Sprintf("%s.step.%d", key, i+1)
		do(key+".activity", &s.Activity)
		do(key+".title", &s.Title)
		eachMinutes(key+".minutes", &s.Minutes, do)
		do(key+".note", &s.Note)
	}
}

func eachItem(key string, items []Item, do func(key string, s *string)) {
	for i := range items {
		it := &items[i]
		do(key+"."+it.ID+".label", &it.Label)
		do(key+"."+it.ID+".hint", &it.Hint)
		do(key+"."+it.ID+".place", &it.Place)
	}
}

func eachLine(key string, lines []string, do func(key string, s *string)) {
	for i := range lines {
		do(fmt.Sprintf("%s.%d", key, i+1), &lines[i])
	}
}

func eachMinutes(key string, n *int, do func(key string, s *string)) {
	s := strconv.Itoa(*n)
	do(key, &s)
	if m, err := strconv.Atoi(s); err == nil && m >= 0 {
		*n = m
	}
}

// clone copies the pack with everything in it.
func (p *Pack) clone() *Pack {
	c := *p
	for _, items := range []*[]Item{&c.Categories, &c.Kinds, &c.Whens, &c.Fields, &c.Plan, &c.Communication, &c.Improvement} {
		*items = slices.Clone(*items)
	}
	c.Sets = slices.Clone(c.Sets)
	for i := range c.Sets {
		c.Sets[i].Questions = slices.Clone(c.Sets[i].Questions)
		for j := range c.Sets[i].Questions {
			q := &c.Sets[i].Questions[j]
			q.Prompts = slices.Clone(q.Prompts)
		}
	}
	c.Templates = slices.Clone(c.Templates)
	for i := range c.Templates {
		c.Templates[i].Steps = slices.Clone(c.Templates[i].Steps)
	}
	c.Help = make(map[string]Help, len(p.Help))
	for id, h := range p.Help {
		h.About, h.First = slices.Clone(h.About), slices.Clone(h.First)
		c.Help[id] = h
	}
	return &c
}
