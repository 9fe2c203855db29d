package report

import (
	"convene/internal/activity/partner"
)

// Partner is all that the team knows of the one partner that is reported.
func (r Report) Partner() Doc {
	p, _ := r.Workspace.Partner.Partners.Get(string(r.Only))
	blocks := []Block{Paragraph{r.lead()}, Contents{"On these pages", 1}, Heading{1, "Record"}}
	record := r.inventory([]partner.Partner{p}).record(p)
	blocks = append(blocks, deeper(record[1:], 1)...)
	blocks = append(blocks, part(1, "Card sort", r.standings())...)
	blocks = append(blocks, part(1, "What we share with every partner", r.given())...)
	for _, s := range []struct {
		title  string
		blocks []Block
	}{{"Touchpoints", r.touchpoints()}, {"Shared plan", r.planned()}, {"Communication", r.communication()}, {"Improvement", r.improvement()}} {
		if len(s.blocks) > 0 {
			blocks = append(append(blocks, Heading{1, s.title}), deeper(s.blocks, 1)...)
		}
	}
	return Doc{Title: title(p), Blocks: blocks, Foot: r.foot(p.Name), Language: r.Guide.Language}
}

func (r Report) inventory(list []partner.Partner) Inventory {
	return Inventory{Team: r.Workspace.TeamName(), Partners: list, Contacts: r.Contacts, At: r.At, Guide: r.Guide, Hidden: Reachable(r.Workspace)}
}

// standings are where each settled card sort left the partner, the newest first.
func (r Report) standings() Table {
	t := Table{Header: []string{"Card sort", "Stands in", "Since", "By", "Why"}, Named: true}
	for _, s := range r.pub.Sorts().Standings(r.Only) {
		t.Rows = append(t.Rows, []string{s.RoundName, s.Word, date(s.At.In(r.At.Location())), s.By, s.Why})
	}
	return t
}

func (r Report) given() Paragraph {
	got, ok := r.pub.Receipt(r.Only)
	if !ok {
		return Paragraph{"Not given to them yet."}
	}
	return Paragraph{"Given to them on " + r.receipt(got) + "."}
}

func (r Report) receipt(got partner.Receipt) string {
	on := r.dayText(got.On)
	if got.By != "" {
		on += " by " + got.By
	}
	return on
}
