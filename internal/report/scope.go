package report

import (
	"strings"
	"time"

	"convene/internal/activity/comms"
	"convene/internal/activity/improve"
	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/activity/touchpoint"
	"convene/internal/day"
	"convene/internal/guide"
	"convene/internal/workspace"
)

// Scope is what is reported, to whom and when.
type Scope struct {
	Workspace workspace.Workspace
	Guide     *guide.Pack
	Only      partner.ID // what is about that partner alone; empty: about all
	Contacts  bool       // with people's names and how to reach them
	At        time.Time  // in the reader's time zone
	Days      day.Order  // as the reader writes days
}

// Report is a workspace read for documents, tables and calendars.
type Report struct {
	Scope
	pub     workspace.Public
	today   day.Day
	touch   touchpoint.View
	plan    plan.View
	comms   comms.View
	improve improve.View
}

// New reads a workspace once for all of its reports.
func New(s Scope) Report {
	pub := s.Workspace.Public()
	if s.Only != "" {
		s.Only = pub.Resolve(s.Only)
	}
	return Report{
		Scope: s, pub: pub, today: day.Of(s.At), touch: touchpoint.Read(s.Workspace.Touchpoint, pub.Resolve),
		plan: plan.Read(s.Workspace.Plan, pub.Resolve), comms: comms.Read(s.Workspace.Comms, pub.Resolve),
		improve: improve.Read(s.Workspace.Improve, pub.Resolve),
	}
}

// doc is a document about the team, or about one partner where only that one is reported.
func (r Report) doc(title, summary string, blocks []Block) Doc {
	if r.Only != "" {
		title += ": " + r.pub.NameOf(r.Only)
	}
	lead := r.lead()
	if summary != "" {
		lead += " " + summary
	}
	return Doc{Title: title, Blocks: append([]Block{Paragraph{lead}}, blocks...), Foot: r.foot(title), Language: r.Guide.Language}
}

func (r Report) lead() string { return sentence(r.Workspace.TeamName(), "As of "+date(r.At)) }

func (r Report) foot(title string) string {
	if team := r.Workspace.TeamName(); team != "" && team != title {
		return team + " · " + title
	}
	return title
}

// sentence joins what is there of several sentences, each with a full stop.
func sentence(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			if p = strings.TrimSuffix(p, "."); !strings.HasSuffix(p, "?") && !strings.HasSuffix(p, "!") {
				p += "."
			}
			out = append(out, p)
		}
	}
	return strings.Join(out, " ")
}

// day is a day as the reader writes it, with its year: a document is read for long.
func (r Report) day(d day.Day) string { return day.Show(d, r.Days, day.None) }

// about says that what concerns those partners is reported.
func (r Report) about(ids []partner.ID) bool {
	if r.Only == "" {
		return true
	}
	for _, id := range ids {
		if id == r.Only {
			return true
		}
	}
	return false
}

// goal is the text of a goal, empty where there is none.
func (r Report) goal(id string) string {
	g, _ := r.plan.Goal(id)
	return g.Text
}

// deeper puts the headings of a part below those of the document around it.
func deeper(blocks []Block, n int) []Block {
	out := make([]Block, len(blocks))
	for i, b := range blocks {
		if h, ok := b.(Heading); ok {
			h.Level += n
			b = h
		}
		out[i] = b
	}
	return out
}

// part is a heading with blocks below it, nothing where there are none.
func part(level int, title string, blocks ...Block) []Block {
	var kept []Block
	for _, b := range blocks {
		switch b := b.(type) {
		case nil:
			continue
		case Table:
			if len(b.Rows) == 0 {
				continue
			}
			kept = append(kept, b.tidy())
			continue
		case List:
			if len(b.Items) == 0 {
				continue
			}
		case Facts:
			if len(b.Facts) == 0 {
				continue
			}
		case Paragraph:
			if b.Text == "" {
				continue
			}
		}
		kept = append(kept, b)
	}
	if len(kept) == 0 {
		return nil
	}
	return append([]Block{Heading{level, title}}, kept...)
}

// facts leaves out what is not known.
func facts(pairs ...string) Facts {
	var out Facts
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			out.Facts = append(out.Facts, Fact{pairs[i], pairs[i+1]})
		}
	}
	return out
}

// asked is what a team answered to the prompts of a plan, and what it has not answered yet.
func asked(level int, items []guide.Item, answer func(id string) string) []Block {
	var out []Block
	var open []string
	for _, it := range items {
		text := answer(it.ID)
		if text == "" {
			open = append(open, it.Label)
			continue
		}
		out = append(out, Heading{level + 1, it.Label}, Paragraph{it.Hint}, Quote{text})
	}
	if len(open) > 0 && len(out) > 0 {
		out = append(out, Paragraph{"Not answered yet: " + strings.Join(open, "; ") + "."})
	}
	if len(out) == 0 {
		return nil
	}
	return append([]Block{Heading{level, "What we asked ourselves"}}, out...)
}

// lines joins what is there, a line each.
func lines(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, "\n")
}
