package meeting

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/cardsort"
	"convene/internal/activity/meeting"
	"convene/internal/activity/partner"
	"convene/internal/activity/plan"
	"convene/internal/workspace"
	"convene/ui/kit"
	"convene/ui/screen"
)

// past is what changed while a meeting ran, worked out from the history while the screen is shown already.
type past struct{ want *reading }

// reading is one reading of the history. It is kept apart from the message that it is done, which an overlay may take.
type reading struct {
	meeting string
	seq     uint64 // of the state that it was begun at
	done    atomic.Pointer[string]
}

// loadedMsg says that the history has been read.
type loadedMsg struct{}

// load compares the workspace as it was before the meeting with what it is now, or was when the meeting ended.
func (p *past) load(s *Screen) tea.Cmd {
	m, ok := s.meeting()
	state := s.Env.State()
	if !ok || m.From == 0 || p.want != nil && p.want.meeting == m.ID && (p.want.seq == state.Seq || p.want.seq == m.To) {
		return nil
	}
	r := &reading{meeting: m.ID, seq: state.Seq}
	if !m.Running() {
		r.seq = m.To
	}
	p.want = r
	room, ctx := s.Env.Session.Room(), s.Env.Context()
	return screen.Later(func() tea.Msg {
		out := ""
		before, err := room.Version(ctx, m.From-1)
		after, errAfter := room.Version(ctx, r.seq)
		if err != nil || errAfter != nil {
			out = "The history could not be read. Everything else is here. Esc, and open this again."
		} else {
			out = strings.Join(changed(before, after), "\n")
		}
		r.done.Store(&out)
		return loadedMsg{}
	})
}

// lines is what changed, as it is known by now.
func (p *past) lines(s *Screen) string {
	if p.want == nil || p.want.meeting != s.open {
		return "Press Esc and open this again."
	}
	if out := p.want.done.Load(); out != nil {
		return *out
	}
	return "Reading what changed…"
}

// changedMost is how many lines say what changed; the rest is counted.
const changedMost = 12

// changed says what is different between two versions, what the room would ask about first: where partners stand and how
// far promises are, from and to. The rest is counted. It has no contact, no note and no ballot.
func changed(before, after workspace.Workspace) []string {
	var told []string
	count := map[string]int{}
	for c := range workspace.Between(before, after) {
		if line := tell(after, c); line != "" {
			told = append(told, line)
			continue
		}
		if what := counted(c); what != "" {
			count[what]++
		}
	}
	var rest []string
	for _, what := range slices.Sorted(maps.Keys(count)) {
		one, many, _ := strings.Cut(what, "|")
		rest = append(rest, kit.Count(count[what], one, many))
	}
	if n := len(told) - changedMost; n > 0 {
		told = append(told[:changedMost], "and "+kit.Count(n, "more change", "more changes"))
	}
	if len(rest) > 0 {
		told = append(told, strings.Join(rest, ", "))
	}
	if len(told) == 0 {
		return []string{"Nothing in the team's records changed."}
	}
	return told
}

// tell says one change in a line; empty where it is only counted.
func tell(w workspace.Workspace, c workspace.Change) string {
	fields := c.Fields()
	switch c.After.Table {
	case cardsort.CardTable:
		place, ok := fields["place"]
		round, id, _ := strings.Cut(c.After.Key, "/")
		r, there := w.CardSort.Round(round)
		if !ok || !there {
			return ""
		}
		return fmt.Sprintf("%s: %s → %s", w.Public().NameOf(partner.ID(id)), r.Word(read[cardsort.Category](place.From)), r.Word(read[cardsort.Category](place.To)))
	case plan.StepTable:
		st, there := w.Plan.Steps.Get(c.After.Key)
		if state, ok := fields["state"]; ok && there && c.Before.Data != nil {
			return fmt.Sprintf("%s: %s → %s", st.What, read[plan.Progress](state.From), st.State)
		}
	case plan.GoalTable:
		if g, ok := w.Plan.Goals.Get(c.After.Key); ok && c.Before.Data == nil {
			return "New shared goal: " + g.Text
		}
	}
	return ""
}

// read gives the value of a field, which is its zero value where there is none.
func read[V any](data json.RawMessage) V {
	var v V
	if data != nil {
		_ = json.Unmarshal(data, &v) // of our own making
	}
	return v
}

// counted is what a changed record is counted as: in one, and in many. What belongs to the meeting itself is not counted.
func counted(c workspace.Change) string {
	fresh := c.Before.Data == nil
	table := c.After.Table
	switch {
	case strings.HasPrefix(table, meeting.MeetingTable), table == cardsort.RoundTable, table == cardsort.BallotTable:
		return ""
	case table == "partner" && fresh:
		return "new partner|new partners"
	case strings.HasPrefix(table, "partner"):
		return "partner record edited|partner records edited"
	case table == cardsort.CardTable:
		return "card talked about|cards talked about"
	case strings.HasPrefix(table, "touchpoint"):
		return "entry at the touchpoints|entries at the touchpoints"
	case table == plan.StepTable && fresh:
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
