package report

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"convene/internal/activity/cardsort"
	"convene/internal/activity/meeting"
	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/activity/touchpoint"
	"convene/internal/day"
	"convene/internal/ledger"
	"convene/internal/workspace"
)

// Changed is what differs between two versions of a workspace, in the words of a meeting's end and of its minutes.
type Changed struct {
	Told    []string // a line each: what the room would ask about first
	Counted string   // the rest, on one line; empty where there is none
}

// Empty says that nothing changed.
func (c Changed) Empty() bool { return len(c.Told) == 0 && c.Counted == "" }

// Lines are what changed, at most that many told; 0 tells all.
func (c Changed) Lines(most int) []string {
	told := slices.Clone(c.Told)
	if n := len(told) - most; most > 0 && n > 0 {
		told = append(told[:most], "and "+count(n, "more change", "more changes"))
	}
	if c.Counted != "" {
		told = append(told, c.Counted)
	}
	if len(told) == 0 {
		return []string{"Nothing in the team's records changed."}
	}
	return told
}

// Change says what is different between two versions: how far promises are, from and to; the rest is counted. What was sorted
// and talked over is told by Work. It has no contact, no note and no ballot. show writes a day as the reader does.
func (r Report) Change(before, after workspace.Workspace, show func(day.Day) string) Changed {
	c := changing{after, show}
	var out Changed
	var listed []string
	counts := map[string]int{}
	for change := range workspace.Between(before, after) {
		if fresh(change, partner.Table) {
			if name := r.listed(change.After.Key, before, after); name != "" && !slices.Contains(listed, name) {
				listed = append(listed, name)
			}
			continue
		}
		if fresh(change, touchpoint.ContributionTable) && !r.Workspace.Touchpoint.Contributions.Has(change.After.Key) {
			continue // taken back since
		}
		lines, told := c.tell(change)
		out.Told = append(out.Told, lines...)
		if what := counted(change); what != "" && !told {
			counts[what]++
		}
	}
	if len(listed) > 0 {
		out.Told = append([]string{"New in the inventory: " + named(listed)}, out.Told...)
	}
	var rest []string
	for _, what := range slices.Sorted(maps.Keys(counts)) {
		one, many, _ := strings.Cut(what, "|")
		rest = append(rest, count(counts[what], one, many))
	}
	out.Counted = strings.Join(rest, ", ")
	return out
}

// fresh says that the change adds a record to the table.
func fresh(c workspace.Change, table string) bool {
	return c.After.Table == table && c.Before.Data == nil && c.After.Data != nil
}

// listed is a partner that was new in the meeting, as it is called now; empty where that was a slip: it was taken back, put away
// before the meeting had ended, or merged into one that was known.
func (r Report) listed(key string, before, after workspace.Workspace) string {
	p, there := r.Workspace.Partner.Resolve(partner.ID(key))
	then, _ := after.Partner.Partners.Get(key)
	switch {
	case !there || !then.Active() || before.Partner.Partners.Has(p.Key()):
		return ""
	case p.Archived:
		return p.Name + " (archived since)"
	}
	return p.Name
}

// namedMost is how many new partners are named on one line.
const namedMost = 6

func named(list []string) string {
	if n := len(list) - namedMost; n > 0 {
		list = append(slices.Clone(list[:namedMost]), "and "+count(n, "more", "more"))
	}
	return strings.Join(list, "; ")
}

// changing puts changes into words.
type changing struct {
	w    workspace.Workspace // after them
	show func(day.Day) string
}

// tell says one change in lines; false where it is only counted.
func (c changing) tell(change workspace.Change) ([]string, bool) {
	fields := change.Fields()
	switch change.After.Table {
	case cardsort.CardTable:
		_, hands := fields["hands"]
		return nil, sortedBy(fields) || change.Before.Data == nil && !hands // a new card on the pile is nobody's doing
	case touchpoint.AgingTable:
		return []string{"Answers are due again after " + count(c.w.Touchpoint.Age(), "day", "days")}, true
	case plan.StepTable:
		return c.step(change, fields)
	case plan.GoalTable:
		if g, ok := c.w.Plan.Goals.Get(change.After.Key); ok && change.Before.Data == nil {
			return []string{"New shared goal: " + g.Text}, true
		}
	case partner.Table:
		if archived, ok := fields["archived"]; ok && change.After.Data != nil {
			if value[bool](archived.To) {
				return []string{change.Label + ": archived"}, true
			}
			return []string{change.Label + ": back in the inventory"}, true
		}
	}
	return nil, false
}

// sortedBy says that a change of a card is one that Work tells.
func sortedBy(fields ledger.Patch) bool {
	for _, f := range []string{"place", "why", "settled"} {
		if _, ok := fields[f]; ok {
			return true
		}
	}
	return false
}

// step says what became of a promise that was made before.
func (c changing) step(change workspace.Change, fields ledger.Patch) ([]string, bool) {
	st, there := c.w.Plan.Steps.Get(change.After.Key)
	if !there || change.Before.Data == nil {
		return nil, false
	}
	var out []string
	say := func(field string, read func(json.RawMessage) string, none string) {
		if f, ok := fields[field]; ok {
			from, to := read(f.From), read(f.To)
			if from == "" {
				from = none
			}
			if to == "" {
				to = none
			}
			out = append(out, from+" → "+to)
		}
	}
	say("state", value[string], "")
	say("who", value[string], nobodyYet)
	say("by", func(b json.RawMessage) string { return c.show(value[day.Day](b)) }, noDayYet)
	if f, ok := fields["what"]; ok {
		out = append(out, "was called “"+value[string](f.From)+"”")
	}
	if len(out) == 0 {
		return nil, false
	}
	return []string{st.What + ": " + strings.Join(out, ", ")}, true
}

// What is said where a step has no owner and no day.
const (
	nobodyYet = "nobody yet"
	noDayYet  = "no day yet"
)

// value is what a field holds: its zero value where there is nothing.
func value[V any](data json.RawMessage) V {
	var v V
	if data != nil {
		_ = json.Unmarshal(data, &v) // of our own making
	}
	return v
}

// counted is what a changed record is counted as: in one, and in many. What belongs to the meeting itself is not counted.
func counted(c workspace.Change) string {
	table := c.After.Table
	switch {
	case strings.HasPrefix(table, meeting.MeetingTable), table == cardsort.RoundTable, table == cardsort.BallotTable:
		return ""
	case strings.HasPrefix(table, partner.Table):
		return "partner record edited|partner records edited"
	case table == cardsort.CardTable:
		return "card talked about|cards talked about"
	case strings.HasPrefix(table, "touchpoint"):
		return countedTalk(c)
	case fresh(c, plan.StepTable):
		return "new action step|new action steps"
	case strings.HasPrefix(table, "plan"):
		return "edit in the shared plan|edits in the shared plan"
	case strings.HasPrefix(table, "comms"):
		return "edit in the communication plan|edits in the communication plan"
	case strings.HasPrefix(table, "improve"):
		return "edit in the improvement plan|edits in the improvement plan"
	}
	return ""
}

// countedTalk is what a changed record of the touchpoints is counted as. How a question stands, how contributions are grouped and
// what they weigh is no count of its own.
func countedTalk(c workspace.Change) string {
	_, reworded := c.Fields()["text"]
	switch table := c.After.Table; {
	case fresh(c, touchpoint.ContributionTable):
		return "contribution|contributions"
	case table == touchpoint.ContributionTable && c.After.Data == nil:
		return "contribution taken back|contributions taken back"
	case table == touchpoint.ContributionTable && reworded:
		return "contribution reworded|contributions reworded"
	case fresh(c, touchpoint.AskingTable):
		return "question asked|questions asked"
	case table == touchpoint.AnswerTable:
		return "answer of the team|answers of the team"
	case table == touchpoint.ChoiceTable:
		return "choice of a question|choices of questions"
	}
	return ""
}
