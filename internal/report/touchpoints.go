package report

import (
	"fmt"
	"strconv"
	"strings"

	"convene/internal/activity/partner"
	"convene/internal/activity/touchpoint"
	"convene/internal/guide"
)

// Touchpoints is what was asked and said about partners, and what the team answered.
func (r Report) Touchpoints() Doc {
	ids := r.talked()
	return r.doc("Touchpoints", r.touchpointSummary(ids), r.touchpoints())
}

func (r Report) touchpointSummary(ids []partner.ID) string {
	if len(ids) == 0 {
		return "Nothing was asked yet."
	}
	return "Of what we set out to ask: " + r.touch.Tally(ids, r.today, 0).String() + "."
}

// talked are the partners with a question chosen or asked, the primary ones first.
func (r Report) talked() []partner.ID {
	var out []partner.ID
	list, _ := r.pub.Offered()
	for _, p := range r.pub.Partners() {
		if p.Archived {
			list = append(list, p)
		}
	}
	for _, p := range list {
		if r.about([]partner.ID{p.ID}) && len(r.topics(p.ID)) > 0 {
			out = append(out, p.ID)
		}
	}
	return out
}

// topics are the questions chosen for a partner or asked of it, in the guide's order.
func (r Report) topics(p partner.ID) []guide.Question {
	chosen := map[string]bool{}
	for _, q := range r.touch.Chosen(p, nil) {
		chosen[q] = true
	}
	var out []guide.Question
	for _, s := range r.Guide.Sets {
		for _, q := range s.Questions {
			if _, ok := r.touch.Latest(p, q.ID); ok || chosen[q.ID] {
				out = append(out, q)
			}
		}
	}
	return out
}

// order is the guide's order of questions.
func (r Report) order() []string {
	var out []string
	for _, s := range r.Guide.Sets {
		for _, q := range s.Questions {
			out = append(out, q.ID)
		}
	}
	return out
}

func (r Report) touchpoints() []Block {
	ids := r.talked()
	var out []Block
	if r.Only == "" && len(ids) > 1 {
		out = append(out, part(1, "Where we stand", r.matrix(ids))...)
	}
	for _, id := range ids {
		level := 0
		if r.Only == "" {
			out = append(out, Heading{1, r.pub.NameOf(id)})
			level = 1
		}
		for _, q := range r.topics(id) {
			out = append(out, r.question(level+1, id, q)...)
		}
	}
	return out
}

// matrix is partners × sets: how much is answered.
func (r Report) matrix(ids []partner.ID) Table {
	t := Table{Header: []string{"Partner"}, Named: true}
	var sets []touchpoint.Set
	for _, s := range r.Guide.Sets {
		set := touchpoint.Set{ID: s.ID}
		for _, q := range s.Questions {
			set.Questions = append(set.Questions, q.ID)
		}
		sets, t.Header = append(sets, set), append(t.Header, s.Label)
	}
	for _, row := range r.touch.Matrix(ids, sets, r.today, 0) {
		cells := []string{r.pub.NameOf(row.Partner)}
		for _, c := range row.Cells {
			cells = append(cells, stands(c))
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}

func stands(t touchpoint.Tally) string {
	if t.Answered+t.Open == 0 {
		return "not asked"
	}
	out := fmt.Sprintf("%d of %d answered", t.Answered, t.Of)
	if t.Open > 0 {
		out += fmt.Sprintf("\n%d open", t.Open)
	}
	if t.Due > 0 {
		out += fmt.Sprintf("\n%d due again", t.Due)
	}
	return out
}

func (r Report) question(level int, p partner.ID, q guide.Question) []Block {
	out := []Block{Heading{level, q.Label}, Paragraph{strings.Join(q.Prompts, "\n")}}
	now, ok := r.touch.Latest(p, q.ID)
	if !ok {
		return append(out, Paragraph{"Chosen for the joint meeting; not talked over yet."})
	}
	out = append(out, r.answered(p, q.ID, now))
	if t := r.said(now); len(t.Rows) > 0 {
		out = append(out, t.tidy())
	}
	if earlier := r.earlier(p, q.ID); len(earlier.Facts) > 0 {
		out = append(out, Heading{level + 1, "What we said before"}, earlier)
	}
	return out
}

func (r Report) answered(p partner.ID, question string, now touchpoint.CheckIn) Block {
	f := facts("What we know", now.Answer.Known, "What we will ask", now.Answer.Ask)
	switch r.touch.Status(p, question, r.today, 0) {
	case touchpoint.Answered:
		f.Facts = append(f.Facts, Fact{"Answered", r.day(now.Answer.On)})
	case touchpoint.Due:
		f.Facts = append(f.Facts, Fact{"Answered", r.day(now.Answer.On) + "; due to be asked again"})
	case touchpoint.Open, touchpoint.Untouched:
		f.Facts = append(f.Facts, Fact{"Answered", "not yet; opened on " + date(now.Opened.In(r.At.Location()))})
	}
	return f
}

// said is what came in to a round, by group.
func (r Report) said(now touchpoint.CheckIn) Table {
	grouped, weighed := false, false
	items := r.touch.Ranked(now.Round)
	for _, it := range items {
		grouped = grouped || it.Grouped()
		weighed = weighed || it.Weight() > 0
	}
	t := Table{Header: []string{"What was said", "By"}, Right: []bool{false, false}}
	if grouped {
		t.Header, t.Right = append(t.Header, "Group"), append(t.Right, false)
	}
	if weighed {
		t.Header, t.Right = append(t.Header, "Weight"), append(t.Right, true)
	}
	t.Header, t.Right = append(t.Header, "For the meeting"), append(t.Right, false)
	for _, it := range items {
		for i, c := range it.Contributions {
			row := []string{c.Text, author(c)}
			if grouped {
				row = append(row, it.Group.Title)
			}
			if weighed {
				weight := ""
				if i == 0 && it.Weight() > 0 {
					weight = strconv.Itoa(it.Weight())
				}
				row = append(row, weight)
			}
			t.Rows = append(t.Rows, append(row, yes(c.Marked)))
		}
	}
	return t
}

func author(c touchpoint.Contribution) string {
	switch {
	case c.Unsigned():
		return "unsigned"
	case c.SaidBy != "":
		return c.SaidBy
	}
	return c.By
}

// earlier are the answers before the newest asking, the newest first.
func (r Report) earlier(p partner.ID, question string) Facts {
	var out Facts
	list := r.touch.CheckIns(p, question)
	for i := len(list) - 2; i >= 0; i-- {
		if list[i].Answered {
			out.Facts = append(out.Facts, Fact{r.day(list[i].Answer.On), list[i].Answer.Known})
		}
	}
	return out
}

// TouchpointTable is every contribution as one table.
func (r Report) TouchpointTable() Table {
	t := Table{Header: []string{"Partner", "Set", "Question", "Check-in", "Said", "By", "Group", "Dots", "Hands", "For the meeting"}}
	for _, p := range r.talked() {
		for _, q := range r.topics(p) {
			set, _ := r.Guide.SetOf(q.ID)
			for _, c := range r.touch.CheckIns(p, q.ID) {
				for _, it := range r.touch.Items(c.Round) {
					for i, said := range it.Contributions {
						dots, hands := "", "" // a group's count once
						if i == 0 {
							dots, hands = positive(it.Dots), positive(it.Hands)
						}
						t.Rows = append(t.Rows, []string{r.pub.NameOf(p), set.Label, q.Label, strconv.Itoa(c.Number), said.Text, author(said),
							it.Group.Title, dots, hands, yes(said.Marked)})
					}
				}
			}
		}
	}
	return t
}

func positive(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
