package workspace

import (
	"convene/internal/activity/comms"
	"convene/internal/activity/improve"
	"convene/internal/activity/meeting"
	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/activity/touchpoint"
	"convene/internal/ledger"
)

// roleStory are ops that a facilitator may do one after the other in an empty workspace: with the stored history, every op is
// among those that TestRoles offers to each role at a moment when a facilitator may do it.
func roleStory() []any {
	a := []partner.ID{"a"}
	asked := touchpoint.Round{Partner: "a", Question: "sel.grow", CheckIn: 1}
	text := func(from, to string) ledger.Patch { return change("text", from, to) }
	return []any{
		partner.Add{Partner: "a", Name: "Eastside Library"},

		plan.AddGoal{ID: "g", Partners: a, Text: "Everybody reads"},
		plan.AddPractice{ID: "p", Goal: "g", Side: plan.PartnerSide, Partner: "a", Text: "Story hours"},
		plan.AddPractice{ID: "s", Goal: "g", Side: plan.School, Text: "Reading hour"},
		plan.AddOpportunity{ID: "o", Goal: "g", Text: "One list of books", Joins: []string{"p"}},
		plan.AddPerson{ID: "w", Goal: "g", Side: plan.PartnerSide, Text: "Librarian"},
		plan.AddStep{ID: "t", Goal: "g", What: "Share the list"},
		plan.Join{Opportunity: "o", Practice: "s"},
		plan.EditPractice{ID: "p", Patch: text("Story hours", "Story hours on Fridays")},
		plan.EditPerson{ID: "w", Patch: text("Librarian", "Two librarians")},
		plan.Move{Kind: plan.PracticeKind, ID: "p", Rank: "W"},
		plan.SetState{Step: "t", To: plan.Doing, Was: plan.Open},
		plan.Remove{Kind: plan.PersonKind, ID: "w"},

		comms.AddMessage{Message: comms.Message{ID: "m", Audience: "Families", State: comms.Missing}},
		comms.EditMessage{Message: "m", Patch: change("what", "", "The list of books")},
		comms.MoveMessage{Message: "m", Rank: "W"},
		comms.SetState{Message: "m", To: comms.Happens, Was: comms.Missing},
		comms.AddStructure{Structure: comms.Structure{ID: "r", Name: "Monday call"}},
		comms.MoveStructure{Structure: "r", Rank: "W"},
		comms.AddHoliday{Day: "2026-11-26"},
		comms.NameHoliday{Day: "2026-11-26", Name: "Thanksgiving"},
		comms.WriteAnswer{Prompt: "now", Patch: text("", "By letter")},

		improve.AddMeasure{Measure: improve.Measure{ID: "x", What: "Books borrowed"}},
		improve.EditMeasure{Measure: "x", Patch: change("unit", "", "books")},
		improve.MoveMeasure{Measure: "x", Rank: "W"},
		improve.AddObservation{Observation: improve.Observation{ID: "v", Measure: "x", On: "2026-08-30", Value: 12}},
		improve.EditObservation{Observation: "v", Patch: change("note", "", "In summer")},
		improve.RemoveObservation{Observation: "v"},
		improve.EditReview{Patch: change("every", "", "term")},
		improve.WriteAnswer{Prompt: "share", Patch: text("", "Ask the district")},

		touchpoint.Ask{Round: asked},
		touchpoint.Unsign{Round: asked, Unsigned: true},
		touchpoint.Contribute{ID: "u", Round: asked, Text: "Nobody asks them", WithdrawHash: touchpoint.TokenHash("token")},
		touchpoint.Withdraw{ID: "u", Token: "token"},
		touchpoint.Unsign{Round: asked, Unsigned: false},
		touchpoint.Contribute{ID: "c", Round: asked, Text: "Story hours"},
		touchpoint.Contribute{ID: "d", Round: asked, Text: "A quiet room"},
		touchpoint.Edit{ID: "c", Patch: text("Story hours", "Story hours on Fridays")},
		touchpoint.AddGroup{ID: "q", Round: asked, Members: []string{"c"}},
		touchpoint.Ungroup{ID: "q"},
		touchpoint.CountHands{Round: asked, Item: "c", Hands: 3},
		touchpoint.Withdraw{ID: "d"},
		touchpoint.Close{Round: asked},
		touchpoint.WriteAnswer{Round: asked, Patch: change("known", "", "On Fridays"), On: "2026-09-01"},
		touchpoint.Reopen{Round: asked},

		meeting.PlanMeeting{Meeting: "n", Title: "To be dropped"},
		meeting.Cancel{Meeting: "n"},
		meeting.PlanMeeting{Meeting: "k", Title: "Card sort", Steps: []meeting.Plan{{ID: "k1", Activity: "talk", Title: "Welcome", Minutes: 3}}},
		meeting.AddStep{Meeting: "k", Rank: "W", Step: meeting.Plan{ID: "k2", Activity: "talk", Title: "Close", Minutes: 3}},
		meeting.DropStep{Step: "k2"},
		meeting.Arrive{Present: "y", Meeting: "k", Name: "Counselor", Rank: "V"},
		meeting.Seat{Present: "y", Rank: "W"},
		meeting.Start{Meeting: "k"},
		meeting.Turn{Meeting: "k", To: "y"},
		meeting.Leave{Present: "y"},
		meeting.End{Meeting: "k"},
	}
}

// change is a patch of one field with words.
func change(field, from, to string) ledger.Patch {
	c := ledger.Change{To: raw(to)}
	if from != "" {
		c.From = raw(from)
	}
	return ledger.Patch{field: c}
}
