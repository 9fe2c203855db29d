package report

import "strings"

// Agenda is the page for the joint meeting with the one partner that is reported, to be sent to it: the questions that the
// team has chosen and what it has marked, without a word on who said what, and nothing of what the team keeps for itself.
func (r Report) Agenda() Doc {
	name := r.pub.NameOf(r.Only)
	title := "What we would like to talk over with " + name
	lead := "For our joint meeting."
	if team := r.Workspace.TeamName(); team != "" {
		lead = "From " + team + ", for our joint meeting."
	}
	d := Doc{Title: title, Blocks: []Block{Paragraph{lead + " " + date(r.At) + "."}}, Foot: r.foot("Agenda with " + name), Language: r.Guide.Language}
	points := r.touch.Agenda(r.Only, r.order())
	if len(points) == 0 {
		d.Blocks = append(d.Blocks, Paragraph{"Nothing is on it yet."})
	}
	for _, pt := range points {
		q, _ := r.Guide.Question(pt.Question)
		d.Blocks = append(d.Blocks, Heading{1, q.Label}, Paragraph{strings.Join(q.Prompts, "\n")})
		if pt.Ask != "" {
			d.Blocks = append(d.Blocks, Facts{[]Fact{{"We would ask", pt.Ask}}})
		}
		var said List
		for _, c := range pt.Marked {
			said.Items = append(said.Items, c.Text)
		}
		if len(said.Items) > 0 {
			d.Blocks = append(d.Blocks, said)
		}
	}
	return d
}

// Names lists the other partners that the agenda names, in words that the team has marked: for whoever sends it to look at.
func (r Report) Names() []string {
	var words strings.Builder
	for _, pt := range r.touch.Agenda(r.Only, r.order()) {
		words.WriteString(strings.ToLower(pt.Ask) + "\n")
		for _, c := range pt.Marked {
			words.WriteString(strings.ToLower(c.Text) + "\n")
		}
	}
	var out []string
	for _, p := range r.pub.Active() {
		if p.ID != r.Only && strings.Contains(words.String(), strings.ToLower(p.Name)) {
			out = append(out, p.Name)
		}
	}
	return out
}
