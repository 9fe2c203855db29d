package workspace

import (
	"slices"

	"convene/internal/activity/meeting"
	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/activity/touchpoint"
	"convene/internal/ledger"
)

// ForGuest is what a guest from a partner may see: the steps that it has together with the school, and nothing else. No
// other partner is in it, no category, no "why", no contact, no note, and of what was said about the partner only what was
// marked for the joint meeting or said by its own guests.
func (w Workspace) ForGuest(from string) Workspace {
	out := Workspace{Team: w.Team, Guide: w.Guide}
	p, ok := w.Partner.Resolve(partner.ID(from))
	if !ok || from == "" {
		return out
	}
	g := guest{w: w, id: p.ID}
	p.PartnerContact, p.SchoolContact = partner.Contact{}, partner.Contact{}
	p.Notes, p.Tags, p.Funding, p.Origin = "", nil, "", ""
	out.Partner.Partners = out.Partner.Partners.Put(w.Partner.Partners.Rev(p.Key()), p)
	out.Partner.Vision = w.Partner.Vision
	out.Touchpoint = g.touchpoints()
	out.Plan = g.plan()
	out.Meeting = g.meeting()
	return out
}

// Outside is what somebody may see who is not in the room yet: whose it is.
func (w Workspace) Outside() Workspace { return Workspace{Team: w.Team, Guide: w.Guide} }

// guest is what a guest from one partner sees of a workspace.
type guest struct {
	w  Workspace
	id partner.ID
}

// own says that a record of that partner, perhaps merged since, is the guest's.
func (g guest) own(id partner.ID) bool {
	p, ok := g.w.Partner.Resolve(id)
	return ok && p.ID == g.id
}

// kept are the records of a table that pass, as they pass.
func kept[R ledger.Record](t ledger.Table[R], pass func(R) (R, bool)) ledger.Table[R] {
	var out ledger.Table[R]
	for r := range t.All() {
		if r, ok := pass(r); ok {
			out = out.Put(t.Rev(r.Key()), r)
		}
	}
	return out
}

func (g guest) touchpoints() touchpoint.State {
	from := g.w.Touchpoint
	out := touchpoint.State{Agings: from.Agings}
	out.Askings = kept(from.Askings, func(a touchpoint.Asking) (touchpoint.Asking, bool) { return a, g.own(a.Partner) })
	out.Choices = kept(from.Choices, func(c touchpoint.Choice) (touchpoint.Choice, bool) { return c, g.own(c.Partner) })
	groups := map[string]bool{}
	out.Contributions = kept(from.Contributions, func(c touchpoint.Contribution) (touchpoint.Contribution, bool) {
		joint := g.own(c.Partner) && (c.Marked || c.Role == ledger.Guest)
		if joint {
			groups[c.Group] = true
		}
		return c, joint
	})
	out.Groups = kept(from.Groups, func(x touchpoint.Group) (touchpoint.Group, bool) { return x, groups[x.ID] })
	out.Counts = kept(from.Counts, func(c touchpoint.Count) (touchpoint.Count, bool) {
		return c, out.Contributions.Has(c.Item) || out.Groups.Has(c.Item)
	})
	return out
}

func (g guest) plan() plan.State {
	from := g.w.Plan
	var out plan.State
	alone := map[string]bool{} // goals with no other partner
	out.Goals = kept(from.Goals, func(x plan.Goal) (plan.Goal, bool) {
		if !slices.ContainsFunc(x.Partners, g.own) {
			return x, false
		}
		alone[x.ID] = !slices.ContainsFunc(x.Partners, func(id partner.ID) bool { return !g.own(id) })
		x.Partners = []partner.ID{g.id}
		return x, true
	})
	out.Practices = kept(from.Practices, func(x plan.Practice) (plan.Practice, bool) {
		return x, out.Goals.Has(x.Goal) && (x.Side == plan.School || g.own(x.Partner))
	})
	out.Opportunities = kept(from.Opportunities, func(x plan.Opportunity) (plan.Opportunity, bool) {
		all := len(x.Joins)
		x.Joins = slices.DeleteFunc(slices.Clone(x.Joins), func(id string) bool { return !out.Practices.Has(id) })
		return x, out.Goals.Has(x.Goal) && (alone[x.Goal] || len(x.Joins) == all && all > 0)
	})
	out.People = kept(from.People, func(x plan.Person) (plan.Person, bool) {
		return x, out.Goals.Has(x.Goal) && (x.Side == plan.School || alone[x.Goal])
	})
	out.Steps = kept(from.Steps, func(x plan.Step) (plan.Step, bool) {
		x.Source = ""
		return x, out.Goals.Has(x.Goal) && (g.own(x.Partner) || x.Partner == "" && alone[x.Goal])
	})
	return out
}

// meeting is the running meeting with the partner, and the steps of it that are the partner's.
func (g guest) meeting() meeting.State {
	var out meeting.State
	out.Meetings = kept(g.w.Meeting.Meetings, func(m meeting.Meeting) (meeting.Meeting, bool) {
		return m, m.Running() && m.Partner != "" && g.own(m.Partner)
	})
	out.Steps = kept(g.w.Meeting.Steps, func(s meeting.Step) (meeting.Step, bool) {
		return s, out.Meetings.Has(s.Meeting) && s.Partner != "" && g.own(s.Partner)
	})
	return out
}
