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
// marked for the joint meeting, without who of the team said it, or said by its own guests.
func (w Workspace) ForGuest(from string) Workspace {
	out := w.Outside()
	p, ok := w.Partner.Resolve(partner.ID(from))
	if !ok || from == "" {
		return out
	}
	g := guest{w: w, id: p.ID, version: w.Public().Version()}
	own := partner.Partner{Public: partner.Public{ID: p.ID, Name: p.Name}}
	out.Partner.Partners = out.Partner.Partners.Put(w.Partner.Partners.Rev(p.Key()), own)
	out.Partner.Vision = w.Partner.Vision
	out.Touchpoint = g.touchpoints()
	out.Plan = g.plan()
	out.Meeting = g.meeting()
	return out
}

// Outside is what somebody may see who is not in the room yet: whose it is.
func (w Workspace) Outside() Workspace { return Workspace{Team: w.Team} }

// MaySeal says why a guest may not decide in private under a kind of the drawer: it places dots on questions to its own
// partner, and nothing else.
func (w Workspace) MaySeal(by ledger.Actor, kind string) error {
	for a := range w.Touchpoint.Askings.All() {
		if touchpoint.SealedKind(a.Round) == kind {
			return w.Touchpoint.MayPlace(by, a.Round)
		}
	}
	return by.MayTakePart("Deciding in private")
}

// guest is what a guest from one partner sees of a workspace.
type guest struct {
	w       Workspace
	id      partner.ID
	version uint64 // of all tables: which records are the guest's can change without any of them
}

// own says that a record of that partner, perhaps merged since, is the guest's.
func (g guest) own(id partner.ID) bool {
	p, ok := g.w.Partner.Resolve(id)
	return ok && p.ID == g.id
}

// kept are the records of a table that pass, as they pass.
func kept[R ledger.Record](g guest, t ledger.Table[R], pass func(R) (R, bool)) ledger.Table[R] {
	return t.Only(g.version, pass)
}

func (g guest) touchpoints() touchpoint.State {
	from := g.w.Touchpoint
	var out touchpoint.State
	out.Askings = kept(g, from.Askings, func(a touchpoint.Asking) (touchpoint.Asking, bool) {
		a.OpenedBy = ""
		return a, g.own(a.Partner)
	})
	out.Choices = kept(g, from.Choices, func(c touchpoint.Choice) (touchpoint.Choice, bool) { return c, g.own(c.Partner) })
	groups := map[string]bool{}
	out.Contributions = kept(g, from.Contributions, func(c touchpoint.Contribution) (touchpoint.Contribution, bool) {
		joint := g.own(c.Partner) && (c.Marked || c.Role == ledger.Guest)
		if joint {
			groups[c.Group] = true
		}
		if c.Role != ledger.Guest { // who of the team said it stays with the team
			c.Person, c.By, c.SaidBy = "", "", ""
		}
		return c, joint
	})
	out.Groups = kept(g, from.Groups, func(x touchpoint.Group) (touchpoint.Group, bool) { return x, groups[x.ID] })
	out.Counts = kept(g, from.Counts, func(c touchpoint.Count) (touchpoint.Count, bool) {
		return c, out.Contributions.Has(c.Item) || out.Groups.Has(c.Item)
	})
	return out
}

func (g guest) plan() plan.State {
	from := g.w.Plan
	var out plan.State
	alone := map[string]bool{} // goals with no other partner
	out.Goals = kept(g, from.Goals, func(x plan.Goal) (plan.Goal, bool) {
		if !slices.ContainsFunc(x.Partners, g.own) {
			return x, false
		}
		alone[x.ID] = !slices.ContainsFunc(x.Partners, func(id partner.ID) bool { return !g.own(id) })
		x.Partners = []partner.ID{g.id}
		return x, true
	})
	out.Practices = kept(g, from.Practices, func(x plan.Practice) (plan.Practice, bool) {
		return x, out.Goals.Has(x.Goal) && (x.Side == plan.School || g.own(x.Partner))
	})
	out.Opportunities = kept(g, from.Opportunities, func(x plan.Opportunity) (plan.Opportunity, bool) {
		all := len(x.Joins)
		x.Joins = slices.DeleteFunc(slices.Clone(x.Joins), func(id string) bool { return !out.Practices.Has(id) })
		return x, out.Goals.Has(x.Goal) && (alone[x.Goal] || len(x.Joins) == all && all > 0)
	})
	out.People = kept(g, from.People, func(x plan.Person) (plan.Person, bool) {
		return x, out.Goals.Has(x.Goal) && (x.Side == plan.School || alone[x.Goal])
	})
	out.Steps = kept(g, from.Steps, func(x plan.Step) (plan.Step, bool) {
		x.Source = ""
		return x, out.Goals.Has(x.Goal) && (g.own(x.Partner) || x.Partner == "" && alone[x.Goal])
	})
	return out
}

// meeting is the running meeting with the partner, and the steps of it that are the partner's.
func (g guest) meeting() meeting.State {
	var out meeting.State
	out.Meetings = kept(g, g.w.Meeting.Meetings, func(m meeting.Meeting) (meeting.Meeting, bool) {
		m.Template, m.Turn = "", ""
		return m, m.Running() && m.Partner != "" && g.own(m.Partner)
	})
	out.Steps = kept(g, g.w.Meeting.Steps, func(s meeting.Step) (meeting.Step, bool) {
		return s, out.Meetings.Has(s.Meeting) && s.Partner != "" && g.own(s.Partner)
	})
	return out
}
