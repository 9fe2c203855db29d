package report

import (
	"cmp"
	"slices"
	"strings"

	"convene/internal/activity/partner"
	"convene/internal/activity/touchpoint"
	"convene/internal/guide"
	"convene/internal/workspace"
)

// talk is a question that the meeting talked over with, or about, a partner.
type talk struct {
	asking     touchpoint.Asking
	partner    RefJSON
	question   guide.Question
	items      []spoken
	known, ask string // the team's answer, where the meeting wrote it
}

// spoken is a contribution with its weight, or a group of some.
type spoken struct {
	grouped     bool
	title       string
	dots, hands int
	said        []saying
}

// saying is one contribution. It has no author where it is unsigned.
type saying struct {
	text, by string
	unsigned bool
	marked   bool
}

// discussed are the questions that were asked, contributed to, weighed or answered, in the order in which they were opened.
func (r Report) discussed(before, after workspace.Workspace) []talk {
	t := talking{r, before.Touchpoint, after.Touchpoint, r.Workspace.Touchpoint, touchpoint.Read(after.Touchpoint, r.pub.Resolve)}
	askings := after.Touchpoint.Askings.List()
	slices.SortStableFunc(askings, func(a, b touchpoint.Asking) int { return cmp.Compare(a.Opening, b.Opening) })
	var out []talk
	for _, a := range askings {
		id := r.pub.Resolve(a.Partner)
		if !t.kept.Askings.Has(a.Key()) || !r.about([]partner.ID{id}) {
			continue
		}
		one := talk{asking: a, partner: RefJSON{id, r.pub.NameOf(id)}, items: t.items(a)}
		one.known, one.ask = t.answer(a)
		if t.was.Askings.Has(a.Key()) && len(one.items) == 0 && one.known == "" && one.ask == "" {
			continue
		}
		if q, ok := r.Guide.Question(a.Question); ok {
			one.question = q
		} else {
			one.question = guide.Question{ID: a.Question, Label: a.Question}
		}
		out = append(out, one)
	}
	return out
}

// talking is the touchpoints as the meeting found them, as it left them and as they are kept now.
type talking struct {
	r              Report
	was, now, kept touchpoint.State
	view           touchpoint.View // of now
}

// items are what came in, was marked or was weighed in the meeting, the heaviest first.
func (t talking) items(a touchpoint.Asking) []spoken {
	then, _ := t.was.Askings.Get(a.Key())
	counted := a.Voting == touchpoint.VoteClosed && then.Voting != touchpoint.VoteClosed
	var out []spoken
	for _, it := range t.view.Ranked(a.Round) {
		one := spoken{grouped: it.Grouped(), title: it.Group.Title, dots: it.Dots, hands: it.Hands}
		if g, ok := t.kept.Groups.Get(it.Group.ID); ok {
			one.title = g.Title
		}
		for _, c := range it.Contributions {
			kept, ok := t.kept.Contributions.Get(c.ID)
			was, old := t.was.Contributions.Get(c.ID)
			if !ok || old && (!c.Marked || was.Marked) && (!counted || it.Dots == 0) {
				continue
			}
			said := saying{text: kept.Text, unsigned: kept.Unsigned(), marked: c.Marked}
			if !said.unsigned {
				said.by = author(kept)
			}
			one.said = append(one.said, said)
		}
		if len(one.said) > 0 {
			out = append(out, one)
		}
	}
	return out
}

// answer is what the team wrote in the meeting as its answer, empty where it wrote none.
func (t talking) answer(a touchpoint.Asking) (known, ask string) {
	key := touchpoint.Answer{Round: a.Round}.Key()
	was, _ := t.was.Answers.Get(key)
	now, _ := t.now.Answers.Get(key)
	if was.Known == now.Known && was.Ask == now.Ask {
		return "", ""
	}
	kept, _ := t.kept.Answers.Get(key)
	return kept.Known, kept.Ask
}

func (t *talk) clean(clean func(*string)) {
	clean(&t.known)
	clean(&t.ask)
	for i := range t.items {
		clean(&t.items[i].title)
		for k := range t.items[i].said {
			clean(&t.items[i].said[k].text)
			clean(&t.items[i].said[k].by)
		}
	}
}

// Talks are the questions that were talked over, a part for each.
func (w Work) Talks() []Told {
	var out []Told
	for _, t := range w.talks {
		title := t.partner.Name + ": " + t.question.Label
		if t.asking.CheckIn > 1 {
			title += " (asked again)"
		}
		out = append(out, Told{title, t.question.Prompts, string(t.partner.ID) + "/" + t.question.ID, t.lines()})
	}
	return out
}

func (t talk) lines() []string {
	var out []string
	for _, it := range t.items {
		out = append(out, it.line())
	}
	if t.known != "" {
		out = append(out, "What we know: "+t.known)
	}
	if t.ask != "" {
		out = append(out, "What we'll ask: "+t.ask)
	}
	if len(out) == 0 {
		out = append(out, "No contribution came in.")
	}
	return out
}

func (i spoken) line() string {
	weight := i.weight()
	if !i.grouped {
		return i.said[0].line(weight)
	}
	parts := make([]string, len(i.said))
	for k, s := range i.said {
		parts[k] = s.line(nil)
	}
	head := strings.Join(slices.Concat([]string{cmp.Or(i.title, "A group")}, weight), ", ")
	return head + ": " + strings.Join(parts, " / ")
}

func (i spoken) weight() []string {
	var out []string
	if i.dots > 0 {
		out = append(out, count(i.dots, "dot", "dots"))
	}
	if i.hands > 0 {
		out = append(out, count(i.hands, "hand", "hands"))
	}
	return out
}

// line is the contribution, and behind it who said it, its weight, and that the joint meeting talks about it.
func (s saying) line(weight []string) string {
	var more []string
	if s.by != "" {
		more = append(more, s.by)
	}
	more = append(more, weight...)
	if s.marked {
		more = append(more, "for the joint meeting")
	}
	if len(more) == 0 {
		return s.text
	}
	return s.text + " (" + strings.Join(more, "; ") + ")"
}
