package report

import (
	"fmt"
	"strings"

	"convene/internal/activity/plan"
)

// Plan is the shared plan: the action steps of all goals, then each goal's form.
func (r Report) Plan() Doc { return r.doc("Shared plan", r.planSummary(), r.planned()) }

func (r Report) planSummary() string {
	goals, steps := r.goals(), r.steps()
	if len(goals) == 0 && steps.Len() == 0 {
		return "Nothing is planned yet."
	}
	open := len(steps.Overdue) + len(steps.Soon) + len(steps.Later)
	out := count(len(goals), "goal", "goals") + ", " + count(open, "step open", "steps open")
	if n := len(steps.Overdue); n > 0 {
		out += fmt.Sprintf(", %d overdue", n)
	}
	return out + fmt.Sprintf(", %d done.", len(steps.Done))
}

func (r Report) goals() []plan.Goal {
	if r.Only != "" {
		return r.plan.GoalsOf(r.Only, true)
	}
	return r.plan.Goals(true)
}

func (r Report) steps() plan.Steps { return r.plan.Steps(r.today, plan.Filter{Partner: r.Only}) }

func (r Report) planned() []Block {
	var out []Block
	steps := r.steps()
	for _, g := range []struct {
		title string
		list  []plan.Step
	}{{"Overdue", steps.Overdue}, {fmt.Sprintf("Due within %d days", plan.SoonDays), steps.Soon}, {"Later", steps.Later}, {"Done", steps.Done}} {
		out = append(out, part(2, fmt.Sprintf("%s (%d)", g.title, len(g.list)), r.stepTable(g.list))...)
	}
	if len(out) > 0 {
		out = append([]Block{Heading{1, "Action steps"}}, out...)
	}
	for _, g := range r.goals() {
		out = append(out, r.form(g)...)
	}
	return out
}

func (r Report) stepTable(list []plan.Step) Table {
	t := Table{Header: []string{"Step", "Who", "Due", "State", "With"}}
	for _, st := range list {
		state := string(st.State)
		if st.State == plan.Done && st.DoneOn != "" {
			state += "\n" + r.day(st.DoneOn)
		}
		t.Rows = append(t.Rows, []string{st.What, st.Who, r.day(st.By), state, r.pub.NamesOf(r.plan.PartnersOf(st))})
	}
	return t
}

// form is the planning form of a goal, filled in.
func (r Report) form(g plan.Goal) []Block {
	f, _ := r.plan.Form(g.ID)
	text := g.Text
	if g.Archived {
		text += " (archived)"
	}
	out := []Block{Heading{1, "Goal: " + text}, Paragraph{"With " + r.pub.NamesOf(g.Partners) + "."}}
	out = append(out, part(2, "What we do already", r.practices(f))...)
	var lined, people List
	for _, o := range f.Opportunities {
		item := o.Text
		var joins []string
		for _, p := range o.Practices {
			joins = append(joins, p.Text)
		}
		if len(joins) > 0 {
			item += "\nConnects: " + strings.Join(joins, "; ")
		}
		lined.Items = append(lined.Items, item)
	}
	for _, p := range f.People {
		people.Items = append(people.Items, p.Text+" ("+sideWord(p.Side)+")")
	}
	out = append(out, part(2, r.Guide.PlanPrompt("opportunities").Label, lined)...)
	out = append(out, part(2, r.Guide.PlanPrompt("people").Label, people)...)
	steps := r.stepTable(f.Steps)
	steps.Header = steps.Header[:4]
	return append(out, part(2, r.Guide.PlanPrompt("steps").Label, steps)...)
}

func sideWord(s plan.Side) string {
	if s == plan.School {
		return "school"
	}
	return "partner"
}

// practices are the columns of the form, beside each other.
func (r Report) practices(f plan.Form) Table {
	t := Table{Header: []string{r.Guide.PlanPrompt("school_practices").Label}}
	columns := [][]plan.Practice{f.School}
	for _, c := range f.Partners {
		t.Header, columns = append(t.Header, "At "+r.pub.NameOf(c.Partner)), append(columns, c.Practices)
	}
	for i := 0; ; i++ {
		row, any := make([]string, len(columns)), false
		for j, c := range columns {
			if i < len(c) {
				row[j], any = c[i].Text, true
			}
		}
		if !any {
			return t
		}
		t.Rows = append(t.Rows, row)
	}
}

// PlanTable is the action steps as one table.
func (r Report) PlanTable() Table {
	t := Table{Header: []string{"Step", "Who", "Due", "State", "Done", "Goal", "Partners"}}
	for _, st := range r.inOrder() {
		t.Rows = append(t.Rows, []string{st.What, st.Who, string(st.By), string(st.State), string(st.DoneOn), r.goal(st.Goal), r.pub.NamesOf(r.plan.PartnersOf(st))})
	}
	return t
}

// inOrder are the action steps in the order in which a meeting goes through them.
func (r Report) inOrder() []plan.Step {
	s := r.steps()
	var out []plan.Step
	for _, list := range [][]plan.Step{s.Overdue, s.Soon, s.Later, s.Done} {
		out = append(out, list...)
	}
	return out
}
