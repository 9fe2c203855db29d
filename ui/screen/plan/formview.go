package plan

import (
	"fmt"
	"slices"
	"strings"

	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/day"
	"convene/ui/desk"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// formPaper lays out the form of one goal: the six prompts, each with what is written under it, or itself where that is
// nothing yet.
func formPaper(sh screen.Shared, goal string, order day.Order, w, h int) paper {
	p := newPaper(w, h)
	f, ok := read(sh.Public).Form(goal)
	if !ok {
		return p
	}
	p.Heading(sh.Guide.PlanPrompt("goal").Label)
	p.put(p.Sheet, ref{kind: plan.GoalKind, id: goal}, kit.SheetEntry{Text: f.Goal.Text, Tone: kit.ToneHead})
	p.Columns(
		func(s *kit.Sheet) {
			s.Heading(sh.Guide.PlanPrompt("school_practices").Label)
			p.practices(s, sh, ref{kind: plan.PracticeKind, side: plan.School}, f.School, "school_practices")
		},
		func(s *kit.Sheet) {
			for _, c := range f.Partners {
				s.Heading("At " + sh.Public.NameOf(c.Partner))
				p.practices(s, sh, ref{kind: plan.PracticeKind, side: plan.PartnerSide, partner: c.Partner}, c.Practices, "partner_practices")
			}
		})
	p.opportunities(sh, f)
	p.people(sh, f)
	p.steps(sh, f, order)
	return p
}

// empty is the place of a section that has nothing yet: its prompt.
func (p paper) empty(s *kit.Sheet, section ref, prompt string) {
	s.Anchor(desk.Field + adding(section))
	p.put(s, section, kit.SheetEntry{Text: prompt, Tone: kit.ToneMuted})
}

func (p paper) practices(s *kit.Sheet, sh screen.Shared, section ref, list []plan.Practice, prompt string) {
	if len(list) == 0 {
		p.empty(s, section, sh.Guide.PlanPrompt(prompt).Hint)
		return
	}
	for _, x := range list {
		p.put(s, ref{kind: plan.PracticeKind, id: x.ID}, kit.SheetEntry{Mark: sh.Theme.Symbols.Bullet, Text: x.Text})
	}
	s.Anchor(desk.Field + adding(section))
}

const (
	joinCols = 34 // of what an opportunity joins
	joinName = 30 // of each practice there
)

func (p paper) opportunities(sh screen.Shared, f plan.Form) {
	prompt := sh.Guide.PlanPrompt("opportunities")
	p.Heading(prompt.Label)
	section := ref{kind: plan.OpportunityKind}
	if len(f.Opportunities) == 0 {
		p.empty(p.Sheet, section, prompt.Hint)
		return
	}
	for _, o := range f.Opportunities {
		joins := kit.Aside{Text: "joins nothing yet", Cols: joinCols, Tone: kit.ToneMuted}
		if len(o.Practices) > 0 {
			parts := make([]string, len(o.Practices))
			for i, x := range o.Practices {
				parts[i] = paint.Clip(x.Text, joinName, sh.Theme.Symbols.Ellipsis)
			}
			joins.Text = "joins " + strings.Join(parts, " + ")
		}
		p.put(p.Sheet, ref{kind: plan.OpportunityKind, id: o.ID}, kit.SheetEntry{Mark: sh.Theme.Symbols.Bullet, Text: o.Text, Asides: []kit.Aside{joins}})
	}
	p.Anchor(desk.Field + adding(section))
}

func (p paper) people(sh screen.Shared, f plan.Form) {
	prompt := sh.Guide.PlanPrompt("people")
	p.Heading(prompt.Label)
	if len(f.People) == 0 {
		p.Para(prompt.Hint, kit.ToneMuted)
	}
	side := func(side plan.Side, place string) func(s *kit.Sheet) {
		return func(s *kit.Sheet) {
			section := ref{kind: plan.PersonKind, side: side}
			if !slices.ContainsFunc(f.People, func(x plan.Person) bool { return x.Side == side }) {
				p.empty(s, section, place+": nobody yet")
				return
			}
			for _, x := range f.People {
				if x.Side == side {
					p.put(s, ref{kind: plan.PersonKind, id: x.ID}, kit.SheetEntry{Mark: sh.Theme.Symbols.Bullet, Text: x.Text})
				}
			}
			s.Anchor(desk.Field + adding(section))
		}
	}
	p.Columns(side(plan.School, "At school"), side(plan.PartnerSide, "At "+lead(sh, f.Goal)))
}

// lead is what the partner's side is called where there is one name for it.
func lead(sh screen.Shared, g plan.Goal) string {
	if len(g.Partners) == 1 {
		return sh.Public.NameOf(g.Partners[0])
	}
	return "the partners"
}

func (p paper) steps(sh screen.Shared, f plan.Form, order day.Order) {
	prompt := sh.Guide.PlanPrompt("steps")
	p.Heading(prompt.Label)
	section := ref{kind: plan.StepKind}
	if len(f.Steps) == 0 {
		p.empty(p.Sheet, section, prompt.Hint)
		return
	}
	for _, st := range f.Steps {
		var beside []kit.Aside
		if st.Partner != "" && len(f.Goal.Partners) > 1 {
			beside = []kit.Aside{{Text: sh.Public.NameOf(st.Partner), Cols: whoCols, Tone: kit.ToneMuted}}
		}
		p.put(p.Sheet, ref{kind: plan.StepKind, id: st.ID}, stepEntry(st, sh, order, beside...))
	}
	p.Anchor(desk.Field + adding(section))
}

type formView struct {
	goal  string
	of    partner.ID // whose goals are counted
	order day.Order
	top   int
}

// Where implements screen.Found.
func (v formView) Where() string { return "goal:" + v.goal }

// Draw implements screen.View.
func (v formView) Draw(a kit.Area, sh screen.Shared) {
	r := read(sh.Public)
	g, ok := r.Goal(v.goal)
	if !ok {
		a.Para(1, 60, "Somebody has removed this goal. Esc goes back.", sh.Theme.Text)
		return
	}
	note := "Archived goal"
	if list := r.GoalsOf(v.of, false); !g.Archived {
		i := slices.IndexFunc(list, func(o plan.Goal) bool { return o.ID == v.goal })
		note = fmt.Sprintf("Shared goal %d of %d", i+1, len(list))
	}
	kit.Heading(a.Sub(0, 0, a.W(), 1), sh.Public.NamesOf(g.Partners), note, sh.Theme)
	formPaper(sh, v.goal, v.order, a.W(), a.H()).Draw(desk.Body(a), v.top, sh.Theme)
}
