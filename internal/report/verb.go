package report

import (
	"encoding/json"
	"maps"
	"strings"

	"convene/internal/activity/meeting"
	"convene/internal/activity/partner"
	"convene/internal/workspace"
)

// aside says that an op's verb is whole by itself, and that what it changed comes after a colon.
func aside(op string) bool {
	part, _, _ := strings.Cut(op, ".")
	switch part {
	case "touchpoint", "plan", "comms", "improve", "meeting":
		return true
	}
	return false
}

// called is what a changed record is called: by its own name, else by the partners that it is about. It is empty for one
// that has neither, and for a private note.
func (l Log) called(c workspace.Change) string {
	label := l.label(c)
	if c.After.Table == meeting.NoteTable {
		return ""
	}
	for _, nameless := range []string{"that ", "the count of ", "an answer of ", "how you "} {
		if strings.HasPrefix(label, nameless) {
			return l.about(c)
		}
	}
	return label
}

// about are the partners that a record is about, by name.
func (l Log) about(c workspace.Change) string {
	data := c.After.Data
	if data == nil {
		data = c.Before.Data
	}
	var r struct {
		Partner  partner.ID   `json:"partner"`
		Partners []partner.ID `json:"partners"`
		Goal     string       `json:"goal"`
	}
	if json.Unmarshal(data, &r) != nil {
		return ""
	}
	ids := r.Partners
	if goal, ok := l.Workspace.Plan.Goals.Get(r.Goal); ok {
		ids = goal.Partners
	}
	if r.Partner != "" {
		ids = []partner.ID{r.Partner}
	}
	var names []string
	for _, id := range ids {
		if p, ok := l.Workspace.Partner.Partners.Get(string(id)); ok {
			names = append(names, p.Name)
		}
	}
	return strings.Join(names, ", ")
}

// verbs say what each op does to the records that it changes.
func verbs() map[string]string {
	out := map[string]string{
		"team.name": "named the team", "guide.use": "chose the wording of the guide", "undo": "took back a change to",
		"partner.add": "listed", "partner.edit": "edited", "partner.archive": "archived", "partner.import": "imported",
		"partner.share": "wrote down", "partner.give": "noted what was shared:", "partner.merge": "merged", "partner.distinct": "told apart",
		"cardsort.open": "opened", "cardsort.rename": "renamed", "cardsort.move": "moved", "cardsort.hold": "kept",
		"cardsort.explain": "wrote why on", "cardsort.hands": "counted hands on", "cardsort.reveal": "revealed", "cardsort.ballot": "added",
		"cardsort.settle": "settled", "cardsort.settle_undivided": "settled the undivided:", "cardsort.unsettle": "took up again",
		"cardsort.threshold": "set what counts as divided in", "cardsort.close": "settled", "cardsort.reopen": "reopened",
	}
	for _, more := range []map[string]string{touchpointVerbs(), planVerbs(), commsVerbs(), improveVerbs(), meetingVerbs()} {
		maps.Copy(out, more)
	}
	return out
}

func touchpointVerbs() map[string]string {
	return map[string]string{
		"touchpoint.write_answer": "wrote the team's answer to a question", "touchpoint.ask": "asked a question",
		"touchpoint.close": "closed a question", "touchpoint.reopen": "opened a question again",
		"touchpoint.unsign": "chose whether contributions are signed", "touchpoint.choose": "chose the questions to ask",
		"touchpoint.set_age":    "said when answers are due again",
		"touchpoint.contribute": "contributed to a question", "touchpoint.edit": "reworded a contribution",
		"touchpoint.withdraw": "withdrew a contribution", "touchpoint.mark": "marked contributions for the meeting",
		"touchpoint.open_dots": "gave out dots", "touchpoint.close_dots": "counted the dots", "touchpoint.count_hands": "counted hands on a question",
		"touchpoint.add_group": "grouped contributions", "touchpoint.put": "put a contribution into a group or out of it",
		"touchpoint.edit_group": "renamed a group", "touchpoint.ungroup": "dissolved a group",
	}
}

func planVerbs() map[string]string {
	return map[string]string{
		"plan.add_goal": "added a goal", "plan.edit_goal": "edited a goal", "plan.archive": "archived a goal or brought it back",
		"plan.add_practice": "added a practice", "plan.edit_practice": "edited a practice",
		"plan.add_opportunity": "added what lines up", "plan.edit_opportunity": "edited what lines up",
		"plan.join": "joined a practice to what lines up", "plan.unjoin": "parted a practice from what lines up",
		"plan.add_person": "added a key person", "plan.edit_person": "edited a key person",
		"plan.add_step": "added an action step", "plan.edit_step": "edited an action step", "plan.set_state": "set how far an action step is",
		"plan.move": "moved a part of the plan", "plan.remove": "removed a part of the plan",
	}
}

func commsVerbs() map[string]string {
	return map[string]string{
		"comms.add_message": "added a message", "comms.edit_message": "edited a message", "comms.remove_message": "removed a message",
		"comms.move_message": "moved a message", "comms.set_state": "set how a message stands",
		"comms.write_answer":  "answered a question of the communication plan",
		"comms.add_structure": "added a structure", "comms.edit_structure": "edited a structure",
		"comms.remove_structure": "removed a structure", "comms.move_structure": "moved a structure",
		"comms.add_holiday": "added days to skip", "comms.name_holiday": "named days to skip", "comms.remove_holiday": "removed days to skip",
	}
}

func improveVerbs() map[string]string {
	return map[string]string{
		"improve.add_measure": "added a measure", "improve.edit_measure": "edited a measure", "improve.remove_measure": "removed a measure",
		"improve.move_measure": "moved a measure", "improve.add_observation": "noted a value", "improve.edit_observation": "corrected a value",
		"improve.remove_observation": "removed a value", "improve.add_reflection": "noted what was learned",
		"improve.edit_reflection": "edited what was learned", "improve.remove_reflection": "removed what was learned",
		"improve.edit_review": "set the rhythm of joint reviews", "improve.write_answer": "answered a question of the improvement plan",
	}
}

func meetingVerbs() map[string]string {
	return map[string]string{
		"meeting.plan": "planned a meeting", "meeting.edit": "edited a meeting", "meeting.cancel": "cancelled a meeting",
		"meeting.add_step": "added to an agenda", "meeting.edit_step": "edited an agenda", "meeting.drop_step": "took off an agenda",
		"meeting.write_note": "wrote a private note", "meeting.save_template": "kept an agenda as a template",
		"meeting.drop_template": "dropped a template", "meeting.start": "started a meeting", "meeting.go": "went to another step of a meeting",
		"meeting.pause": "stopped the clock of a meeting", "meeting.resume": "started the clock of a meeting again", "meeting.end": "ended a meeting",
		"meeting.arrive": "noted who is there", "meeting.leave": "noted who has left", "meeting.turn": "gave the word on",
		"meeting.seat": "changed the order of a round",
		"meeting.hush": "set a time of silence", "meeting.decide": "noted a decision", "meeting.reword": "reworded a decision or a parked topic",
		"meeting.retract": "took back a decision or a parked topic", "meeting.park": "parked a topic", "meeting.take_up": "took up a parked topic",
	}
}
