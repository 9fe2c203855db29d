package report

import (
	"fmt"
	"slices"
	"strings"

	"convene/internal/activity/cardsort"
	"convene/internal/day"
)

// All is the whole workspace, for somebody who was not in the room: what the team keeps about all partners, in the order in
// which it works.
func (r Report) All() Doc {
	team := r.Workspace.TeamName()
	d := Doc{Title: team, Language: r.Guide.Language}
	if team == "" {
		d.Title = "Our community partners"
	}
	d.Foot = d.Title
	d.Blocks = []Block{
		Paragraph{"Our community partners and what we do with them. As of " + date(r.At) + "."},
		Contents{"Contents", 1},
		Heading{1, "At a glance"}, r.glance(),
	}
	if due := r.planDue(); len(due.Rows) > 0 {
		d.Blocks = append(d.Blocks, Heading{2, "What is due"}, due)
	}
	d.Blocks = append(d.Blocks, Paragraph{"Everything here was written by the team. Who a partner's contact is, is left out unless it was asked for."})
	if r.Contacts {
		d.Blocks[len(d.Blocks)-1] = Paragraph{"Everything here was written by the team. It names people and how to reach them: keep it among those who need it."}
	}
	add := func(title string, blocks []Block) {
		if len(blocks) > 0 {
			d.Blocks = append(append(d.Blocks, Chapter{title}), deeper(blocks, 1)...)
		}
	}
	add("What we share with every partner", r.shared())
	inventory := r.inventory(AllPartners(r.Workspace))
	add("Partners", body(inventory.Doc().Blocks))
	for _, round := range slices.Backward(r.Workspace.CardSort.InOrder()) {
		sort := NewCardSort(r.Workspace, round.ID, "", r.At.Location()).Doc()
		add(sort.Title, tidy(sort.Blocks))
	}
	add("Touchpoints", r.touchpoints())
	add("Shared plan", r.planned())
	add("Communication plan", r.communication())
	add("Improvement plan", r.improvement())
	return d
}

// body leaves out the first paragraph, which says what the document around it has said.
func body(blocks []Block) []Block { return blocks[min(1, len(blocks)):] }

// tidy leaves out the columns of tables in which nothing stands.
func tidy(blocks []Block) []Block {
	out := make([]Block, len(blocks))
	for i, b := range blocks {
		if t, ok := b.(Table); ok {
			b = t.tidy()
		}
		out[i] = b
	}
	return out
}

func (t Table) tidy() Table {
	out := Table{Rows: make([][]string, len(t.Rows)), Named: t.Named}
	for i, head := range t.Header {
		cell := func(row []string) string {
			if i < len(row) {
				return row[i]
			}
			return ""
		}
		if i > 0 && !slices.ContainsFunc(t.Rows, func(row []string) bool { return cell(row) != "" }) {
			continue
		}
		out.Header, out.Right = append(out.Header, head), append(out.Right, i < len(t.Right) && t.Right[i])
		for n, row := range t.Rows {
			out.Rows[n] = append(out.Rows[n], cell(row))
		}
	}
	return out
}

// glance counts what there is.
func (r Report) glance() Facts {
	partners := count(len(r.pub.Active()), "partner", "partners")
	if n := len(r.pub.Primary()); n > 0 {
		partners += fmt.Sprintf(", %d of them in the first category of the card sort", n)
	}
	sorted := "none yet"
	if last, ok := r.Workspace.CardSort.Latest(); ok {
		sorted = last.Name + ", settled on " + date(last.SettledAt.In(r.At.Location()))
	}
	return facts("Partners", partners, "Card sort", sorted, "Touchpoints", r.touchpointSummary(r.talked()), "Shared plan", upper(r.planSummary()),
		"Communication", r.commsSummary(), "Improvement", r.improveSummary())
}

// planDue are the steps that cannot wait.
func (r Report) planDue() Table {
	s := r.steps()
	t := r.stepTable(append(slices.Clone(s.Overdue), s.Soon...))
	for i := range t.Rows {
		if i < len(s.Overdue) {
			t.Rows[i][3] = "overdue"
		}
	}
	return t
}

// shared is what the team shares with every partner, and who was given it.
func (r Report) shared() []Block {
	v := r.pub.Vision()
	var out []Block
	for _, p := range []struct{ title, text string }{{"Our vision", v.Vision}, {"Our goals", v.Goals}, {"What we put first", v.Initiatives}} {
		out = append(out, part(1, p.title, Paragraph{p.text})...)
	}
	t := Table{Header: []string{"Partner", "Given on"}, Named: true}
	var not []string
	for _, p := range r.pub.Active() {
		if got, ok := r.pub.Receipt(p.ID); ok {
			t.Rows = append(t.Rows, []string{p.Name, r.receipt(got)})
		} else {
			not = append(not, p.Name)
		}
	}
	if len(t.Rows) == 0 {
		if len(out) > 0 {
			out = append(out, Paragraph{"Nobody was given it yet."})
		}
		return out
	}
	out = append(out, part(1, "Who was given it", t)...)
	if len(not) > 0 {
		out = append(out, Paragraph{fmt.Sprintf("Not given to yet (%d): %s.", len(not), strings.Join(not, ", "))})
	}
	return out
}

func (r Report) dayText(s string) string { return r.day(day.Day(s)) }

// sorts are the rounds of the card sort, the newest first, for other programs.
func (r Report) sorts() []cardsort.Result {
	out := []cardsort.Result{}
	for _, round := range slices.Backward(r.Workspace.CardSort.InOrder()) {
		out = append(out, NewCardSort(r.Workspace, round.ID, r.Only, r.At.Location()).JSON())
	}
	return out
}
