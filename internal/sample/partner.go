package sample

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"time"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
)

//go:embed partner.json
var partnerJSON string

// prepared is how many of the sample's partners the coordinator had listed before the team met.
const prepared = 17

// records are the sample's partners as they are in the end; the last one is archived.
func records() ([]partner.Partner, error) {
	var out []partner.Partner
	if err := json.Unmarshal([]byte(partnerJSON), &out); err != nil {
		return nil, fmt.Errorf("the sample's partners: %w", err)
	}
	for i := range out {
		out[i].ID = partnerID(i + 1)
		if i >= prepared && i < len(out)-1 {
			out[i].Origin = partner.Team
		}
	}
	return out, nil
}

func partnerID(n int) partner.ID { return partner.ID(id(n)) }

// prepare brings the coordinator's old list: the partners that were sorted in spring, and one that is no more.
func (t *teller) prepare(all []partner.Partner, cards []card) {
	op := partner.Import{File: "partners.csv"}
	for i, p := range all {
		if inSpring(p.ID, cards) || i == len(all)-1 {
			p.Notes, p.SchoolContact = "", partner.Contact{}
			op.New = append(op.New, p)
		}
	}
	t.do(coordinator, op)
}

func inSpring(id partner.ID, cards []card) bool {
	for _, c := range cards {
		if c.id() == id {
			return c.Spring != ""
		}
	}
	return false
}

// complete lists the others and fills records in, each by whoever knows the partner.
func (t *teller) complete(all []partner.Partner, cards []card) {
	for i, p := range all[:len(all)-1] {
		by := coordinator
		if p.Origin == partner.Team {
			by = team()[i%len(team())]
		}
		if !inSpring(p.ID, cards) {
			t.do(by, partner.Add{Partner: p.ID, Name: p.Name, Origin: p.Origin})
		}
	}
	t.at = t.at.Add(20 * time.Minute)
	for i, p := range all {
		now, _ := t.w.Partner.Partners.Get(p.Key())
		if patch := ledger.Diff(now, p); len(patch) > 0 {
			t.do(team()[i%len(team())], partner.Edit{Partner: p.ID, Patch: patch})
		}
	}
	t.do(coordinator, partner.Archive{Partner: all[len(all)-1].ID, Archived: true})
	t.do(coordinator, partner.Share{Patch: ledger.Diff(partner.Vision{}, partner.Vision{
		Vision:      "Every child in Maple Grove is known, can say what they feel and can ask for help, in school and around it.",
		Goals:       "The same feeling words everywhere a child spends the day.\nOne trusted adult for each child.",
		Initiatives: "Morning meetings in all grades; peer mediation; welcome circles for new families.",
	})})
	for _, n := range []int{1, 2, 5, 19} {
		t.do(liaison, partner.Give{Partner: partnerID(n), On: t.at.Format(time.DateOnly), By: string(liaison)})
	}
}
