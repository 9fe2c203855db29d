package workspace

import (
	"convene/internal/activity/cardsort"
	"convene/internal/activity/comms"
	"convene/internal/activity/improve"
	"convene/internal/activity/meeting"
	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/activity/touchpoint"
	"convene/internal/ledger"
)

// table is one of the workspace's tables, by name.
type table struct {
	name string
	at   func(*Workspace) ledger.AnyTable
}

// tables lists every table. Names are in the history, for good.
func tables() []table {
	return []table{
		{"team", func(w *Workspace) ledger.AnyTable { return &w.Team }},
		{"guide", func(w *Workspace) ledger.AnyTable { return &w.Guide }},
		{partner.Table, func(w *Workspace) ledger.AnyTable { return &w.Partner.Partners }},
		{"partner.vision", func(w *Workspace) ledger.AnyTable { return &w.Partner.Vision }},
		{"partner.receipt", func(w *Workspace) ledger.AnyTable { return &w.Partner.Receipts }},
		{"partner.apart", func(w *Workspace) ledger.AnyTable { return &w.Partner.Aparts }},
		{cardsort.RoundTable, func(w *Workspace) ledger.AnyTable { return &w.CardSort.Rounds }},
		{cardsort.CardTable, func(w *Workspace) ledger.AnyTable { return &w.CardSort.Cards }},
		{cardsort.BallotTable, func(w *Workspace) ledger.AnyTable { return &w.CardSort.Ballots }},
		{touchpoint.AskingTable, func(w *Workspace) ledger.AnyTable { return &w.Touchpoint.Askings }},
		{touchpoint.ContributionTable, func(w *Workspace) ledger.AnyTable { return &w.Touchpoint.Contributions }},
		{touchpoint.GroupTable, func(w *Workspace) ledger.AnyTable { return &w.Touchpoint.Groups }},
		{touchpoint.AnswerTable, func(w *Workspace) ledger.AnyTable { return &w.Touchpoint.Answers }},
		{touchpoint.CountTable, func(w *Workspace) ledger.AnyTable { return &w.Touchpoint.Counts }},
		{touchpoint.ChoiceTable, func(w *Workspace) ledger.AnyTable { return &w.Touchpoint.Choices }},
		{touchpoint.AgingTable, func(w *Workspace) ledger.AnyTable { return &w.Touchpoint.Agings }},
		{plan.GoalTable, func(w *Workspace) ledger.AnyTable { return &w.Plan.Goals }},
		{plan.PracticeTable, func(w *Workspace) ledger.AnyTable { return &w.Plan.Practices }},
		{plan.OpportunityTable, func(w *Workspace) ledger.AnyTable { return &w.Plan.Opportunities }},
		{plan.PersonTable, func(w *Workspace) ledger.AnyTable { return &w.Plan.People }},
		{plan.StepTable, func(w *Workspace) ledger.AnyTable { return &w.Plan.Steps }},
		{comms.AnswerTable, func(w *Workspace) ledger.AnyTable { return &w.Comms.Answers }},
		{comms.StructureTable, func(w *Workspace) ledger.AnyTable { return &w.Comms.Structures }},
		{comms.MessageTable, func(w *Workspace) ledger.AnyTable { return &w.Comms.Messages }},
		{comms.HolidayTable, func(w *Workspace) ledger.AnyTable { return &w.Comms.Holidays }},
		{improve.AnswerTable, func(w *Workspace) ledger.AnyTable { return &w.Improve.Answers }},
		{improve.MeasureTable, func(w *Workspace) ledger.AnyTable { return &w.Improve.Measures }},
		{improve.ObservationTable, func(w *Workspace) ledger.AnyTable { return &w.Improve.Observations }},
		{improve.ReflectionTable, func(w *Workspace) ledger.AnyTable { return &w.Improve.Reflections }},
		{improve.ReviewTable, func(w *Workspace) ledger.AnyTable { return &w.Improve.Reviews }},
		{meeting.MeetingTable, func(w *Workspace) ledger.AnyTable { return &w.Meeting.Meetings }},
		{meeting.StepTable, func(w *Workspace) ledger.AnyTable { return &w.Meeting.Steps }},
		{meeting.PresentTable, func(w *Workspace) ledger.AnyTable { return &w.Meeting.Present }},
		{meeting.DecisionTable, func(w *Workspace) ledger.AnyTable { return &w.Meeting.Decisions }},
		{meeting.ParkedTable, func(w *Workspace) ledger.AnyTable { return &w.Meeting.Parked }},
		{meeting.NoteTable, func(w *Workspace) ledger.AnyTable { return &w.Meeting.Notes }},
		{meeting.TemplateTable, func(w *Workspace) ledger.AnyTable { return &w.Meeting.Templates }},
	}
}

// Ops knows every op. Names and meanings never change; new ones are added.
func Ops() *ledger.Registry[Workspace] {
	r := ledger.NewRegistry[Workspace]()
	whole := func(w *Workspace) *Workspace { return w }
	ledger.Add[NameTeam](r, "team.name", whole)
	ledger.Add[UseGuide](r, "guide.use", whole)
	ledger.Add[Undo](r, "undo", whole)
	ledger.Add[Merge](r, "partner.merge", whole)
	addPartner(r)
	addCardSort(r)
	addTouchpoint(r)
	addPlan(r)
	addComms(r)
	addImprove(r)
	addMeeting(r)
	return r
}

func addPartner(r *ledger.Registry[Workspace]) {
	part := func(w *Workspace) *partner.State { return &w.Partner }
	ledger.Add[partner.Add](r, "partner.add", part)
	ledger.Add[partner.Edit](r, "partner.edit", part)
	ledger.Add[partner.Archive](r, "partner.archive", part)
	ledger.Add[partner.Import](r, "partner.import", part)
	ledger.Add[partner.Share](r, "partner.share", part)
	ledger.Add[partner.Give](r, "partner.give", part)
	ledger.Add[partner.Distinct](r, "partner.distinct", part)
}

func addCardSort(r *ledger.Registry[Workspace]) {
	part := func(w *Workspace) *cardsort.State { return &w.CardSort }
	ledger.Add[cardsort.Open](r, "cardsort.open", part)
	ledger.Add[cardsort.Rename](r, "cardsort.rename", part)
	ledger.Add[cardsort.Move](r, "cardsort.move", part)
	ledger.Add[cardsort.Hold](r, "cardsort.hold", part)
	ledger.Add[cardsort.Explain](r, "cardsort.explain", part)
	ledger.Add[cardsort.CountHands](r, "cardsort.hands", part)
	ledger.Add[cardsort.Reveal](r, "cardsort.reveal", part)
	ledger.Add[cardsort.AddBallot](r, "cardsort.ballot", part)
	ledger.Add[cardsort.Settle](r, "cardsort.settle", part)
	ledger.Add[cardsort.SettleUndivided](r, "cardsort.settle_undivided", part)
	ledger.Add[cardsort.Unsettle](r, "cardsort.unsettle", part)
	ledger.Add[cardsort.SetThreshold](r, "cardsort.threshold", part)
	ledger.Add[cardsort.Close](r, "cardsort.close", part)
	ledger.Add[cardsort.Reopen](r, "cardsort.reopen", part)
}

func addTouchpoint(r *ledger.Registry[Workspace]) {
	part := func(w *Workspace) *touchpoint.State { return &w.Touchpoint }
	ledger.Add[touchpoint.WriteAnswer](r, "touchpoint.write_answer", part)
	ledger.Add[touchpoint.Ask](r, "touchpoint.ask", part)
	ledger.Add[touchpoint.Close](r, "touchpoint.close", part)
	ledger.Add[touchpoint.Reopen](r, "touchpoint.reopen", part)
	ledger.Add[touchpoint.Unsign](r, "touchpoint.unsign", part)
	ledger.Add[touchpoint.Choose](r, "touchpoint.choose", part)
	ledger.Add[touchpoint.SetAge](r, "touchpoint.set_age", part)
	ledger.Add[touchpoint.Contribute](r, "touchpoint.contribute", part)
	ledger.Add[touchpoint.Edit](r, "touchpoint.edit", part)
	ledger.Add[touchpoint.Withdraw](r, "touchpoint.withdraw", part)
	ledger.Add[touchpoint.Mark](r, "touchpoint.mark", part)
	ledger.Add[touchpoint.OpenDots](r, "touchpoint.open_dots", part)
	ledger.Add[touchpoint.CloseDots](r, "touchpoint.close_dots", part)
	ledger.Add[touchpoint.CountHands](r, "touchpoint.count_hands", part)
	ledger.Add[touchpoint.AddGroup](r, "touchpoint.add_group", part)
	ledger.Add[touchpoint.Put](r, "touchpoint.put", part)
	ledger.Add[touchpoint.EditGroup](r, "touchpoint.edit_group", part)
	ledger.Add[touchpoint.Ungroup](r, "touchpoint.ungroup", part)
}

func addPlan(r *ledger.Registry[Workspace]) {
	part := func(w *Workspace) *plan.State { return &w.Plan }
	ledger.Add[plan.AddGoal](r, "plan.add_goal", part)
	ledger.Add[plan.AddPractice](r, "plan.add_practice", part)
	ledger.Add[plan.AddOpportunity](r, "plan.add_opportunity", part)
	ledger.Add[plan.AddPerson](r, "plan.add_person", part)
	ledger.Add[plan.AddStep](r, "plan.add_step", part)
	ledger.Add[plan.SetState](r, "plan.set_state", part)
	ledger.Add[plan.Join](r, "plan.join", part)
	ledger.Add[plan.Unjoin](r, "plan.unjoin", part)
	ledger.Add[plan.Move](r, "plan.move", part)
	ledger.Add[plan.EditGoal](r, "plan.edit_goal", part)
	ledger.Add[plan.Archive](r, "plan.archive", part)
	ledger.Add[plan.EditPractice](r, "plan.edit_practice", part)
	ledger.Add[plan.EditOpportunity](r, "plan.edit_opportunity", part)
	ledger.Add[plan.EditPerson](r, "plan.edit_person", part)
	ledger.Add[plan.EditStep](r, "plan.edit_step", part)
	ledger.Add[plan.Remove](r, "plan.remove", part)
}

func addComms(r *ledger.Registry[Workspace]) {
	part := func(w *Workspace) *comms.State { return &w.Comms }
	ledger.Add[comms.AddHoliday](r, "comms.add_holiday", part)
	ledger.Add[comms.NameHoliday](r, "comms.name_holiday", part)
	ledger.Add[comms.RemoveHoliday](r, "comms.remove_holiday", part)
	ledger.Add[comms.AddMessage](r, "comms.add_message", part)
	ledger.Add[comms.EditMessage](r, "comms.edit_message", part)
	ledger.Add[comms.RemoveMessage](r, "comms.remove_message", part)
	ledger.Add[comms.MoveMessage](r, "comms.move_message", part)
	ledger.Add[comms.SetState](r, "comms.set_state", part)
	ledger.Add[comms.WriteAnswer](r, "comms.write_answer", part)
	ledger.Add[comms.AddStructure](r, "comms.add_structure", part)
	ledger.Add[comms.EditStructure](r, "comms.edit_structure", part)
	ledger.Add[comms.RemoveStructure](r, "comms.remove_structure", part)
	ledger.Add[comms.MoveStructure](r, "comms.move_structure", part)
}

func addImprove(r *ledger.Registry[Workspace]) {
	part := func(w *Workspace) *improve.State { return &w.Improve }
	ledger.Add[improve.AddMeasure](r, "improve.add_measure", part)
	ledger.Add[improve.EditMeasure](r, "improve.edit_measure", part)
	ledger.Add[improve.RemoveMeasure](r, "improve.remove_measure", part)
	ledger.Add[improve.MoveMeasure](r, "improve.move_measure", part)
	ledger.Add[improve.AddObservation](r, "improve.add_observation", part)
	ledger.Add[improve.EditObservation](r, "improve.edit_observation", part)
	ledger.Add[improve.RemoveObservation](r, "improve.remove_observation", part)
	ledger.Add[improve.AddReflection](r, "improve.add_reflection", part)
	ledger.Add[improve.EditReflection](r, "improve.edit_reflection", part)
	ledger.Add[improve.RemoveReflection](r, "improve.remove_reflection", part)
	ledger.Add[improve.EditReview](r, "improve.edit_review", part)
	ledger.Add[improve.WriteAnswer](r, "improve.write_answer", part)
}

func addMeeting(r *ledger.Registry[Workspace]) {
	part := func(w *Workspace) *meeting.State { return &w.Meeting }
	ledger.Add[meeting.AddStep](r, "meeting.add_step", part)
	ledger.Add[meeting.EditStep](r, "meeting.edit_step", part)
	ledger.Add[meeting.DropStep](r, "meeting.drop_step", part)
	ledger.Add[meeting.WriteNote](r, "meeting.write_note", part)
	ledger.Add[meeting.Edit](r, "meeting.edit", part)
	ledger.Add[meeting.Cancel](r, "meeting.cancel", part)
	ledger.Add[meeting.SaveTemplate](r, "meeting.save_template", part)
	ledger.Add[meeting.DropTemplate](r, "meeting.drop_template", part)
	ledger.Add[meeting.Decide](r, "meeting.decide", part)
	ledger.Add[meeting.Reword](r, "meeting.reword", part)
	ledger.Add[meeting.Retract](r, "meeting.retract", part)
	ledger.Add[meeting.Park](r, "meeting.park", part)
	ledger.Add[meeting.TakeUp](r, "meeting.take_up", part)
	ledger.Add[meeting.Hush](r, "meeting.hush", part)
	ledger.Add[meeting.PlanMeeting](r, "meeting.plan", part)
	ledger.Add[meeting.Start](r, "meeting.start", part)
	ledger.Add[meeting.Go](r, "meeting.go", part)
	ledger.Add[meeting.Pause](r, "meeting.pause", part)
	ledger.Add[meeting.Resume](r, "meeting.resume", part)
	ledger.Add[meeting.End](r, "meeting.end", part)
	ledger.Add[meeting.Arrive](r, "meeting.arrive", part)
	ledger.Add[meeting.Leave](r, "meeting.leave", part)
	ledger.Add[meeting.Seat](r, "meeting.seat", part)
	ledger.Add[meeting.Turn](r, "meeting.turn", part)
}
