package meeting

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/meeting"
	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/guide"
	"convene/internal/ledger"
	"convene/internal/text"
	"convene/ui/desk"
	"convene/ui/kit"
	"convene/ui/screen"
)

// stepField is how one field of a step is read and changed.
func (l *agenda) stepField(id string, get func(meeting.Step) string, set func(*meeting.Step, string) error) desk.Source[meeting.Step] {
	return desk.Source[meeting.Step]{Get: get, Set: set,
		Now: func() meeting.Step { st, _ := l.in.state().Steps.Get(id); return st },
		Op:  func(p ledger.Patch) any { return meeting.EditStep{Step: id, Patch: p} }}
}

// meetingField is the same of the meeting.
func (s *Screen) meetingField(id string) desk.Source[meeting.Meeting] {
	return desk.Source[meeting.Meeting]{
		Now: func() meeting.Meeting { m, _ := s.state().Meetings.Get(id); return m },
		Op:  func(p ledger.Patch) any { return meeting.Edit{Meeting: id, Patch: p} }}
}

// over is the part that a field opens over.
func (l *agenda) over() desk.Part {
	if l == &l.in.run.agenda {
		return l.in.run
	}
	return l
}

// words opens the words of a step; the next field is its minutes.
func (l *agenda) words(st meeting.Step) tea.Cmd {
	of := desk.Editing{Spot: ref{ofStep, st.ID}.String(), Label: "Step", Hint: "What the room reads. Tab goes on to the minutes.", Long: true,
		Max: text.NameMax, Place: "meeting/step/" + st.ID, Over: l.over(), Next: func() tea.Cmd { return l.minutes(st) }}
	return l.in.Edit.Start(desk.Edited(l.in.Desk, l.stepField(st.ID, func(x meeting.Step) string { return x.Title },
		func(x *meeting.Step, t string) error { x.Title = t; return nil }), of))
}

func (l *agenda) minutes(st meeting.Step) tea.Cmd {
	of := desk.Editing{Spot: ref{ofStep, st.ID}.String(), Label: "Minutes", Hint: "How many minutes it takes.", Max: 4,
		Place: "meeting/minutes/" + st.ID, Over: l.over()}
	return l.in.Edit.Start(desk.Edited(l.in.Desk, l.stepField(st.ID, func(x meeting.Step) string { return strconv.Itoa(x.Minutes) },
		func(x *meeting.Step, t string) error {
			n, err := strconv.Atoi(strings.TrimSpace(t))
			if err != nil {
				return ledger.Refuse("Write the minutes as a number, like 10.")
			}
			x.Minutes = n
			return nil
		}), of))
}

// longer gives a step more minutes, or takes some away.
func (l *agenda) longer(st meeting.Step, n int) tea.Cmd {
	next := st
	next.Minutes = max(1, min(st.Minutes+n, meeting.MinutesMax))
	if next.Minutes == st.Minutes {
		return nil
	}
	return l.in.Env.DoAll(meeting.EditStep{Step: st.ID, Patch: ledger.Diff(st, next)})
}

// add opens a field for a step behind the chosen one.
func (l *agenda) add() tea.Cmd {
	st, _ := l.step()
	var last string
	of := desk.Editing{Spot: ref{ofStep, st.ID}.String(), Label: "New step", Hint: "What you will do, in a few words. Tab goes on to the minutes.", Long: true,
		Max: text.NameMax, Place: "meeting/add/" + l.in.open, Over: l.over(), Again: true, Yield: func() {}, Now: func() string { return "" }}
	of.Put = func(typed string) error {
		agenda := l.in.state().Agenda(l.in.open)
		before, after := "", ""
		for i, o := range agenda {
			if o.ID == st.ID {
				before = o.Rank
				if i+1 < len(agenda) {
					after = agenda[i+1].Rank
				}
			}
		}
		if before == "" && len(agenda) > 0 {
			before = agenda[len(agenda)-1].Rank
		}
		id := l.in.Env.NewID()
		err := l.in.Env.Do(meeting.AddStep{Meeting: l.in.open, Rank: ledger.RankBetween(before, after),
			Step: meeting.Plan{ID: id, Activity: "talk", Title: typed, Minutes: topicMinutes}})
		if err == nil {
			last = id
			st, _ = l.in.state().Steps.Get(id) // the next one comes behind it
			l.cur.To(ref{ofStep, id}.String())
		}
		return err
	}
	of.Next = func() tea.Cmd {
		st, _ := l.in.state().Steps.Get(last)
		return l.minutes(st)
	}
	return l.in.Edit.Start(of)
}

func (l *agenda) drop(st meeting.Step) tea.Cmd {
	if err := l.in.Env.Do(meeting.DropStep{Step: st.ID}); err != nil {
		return screen.Refused(err)
	}
	return screen.Notice("Dropped: " + st.Title + ". u brings it back.")
}

// shift puts a step one place up or down.
func (l *agenda) shift(st meeting.Step, n int) tea.Cmd {
	var ranks []string
	at := 0
	for i, o := range l.in.state().Agenda(l.in.open) {
		ranks = append(ranks, o.Rank)
		if o.ID == st.ID {
			at = i
		}
	}
	rank, ok := ledger.RankBeside(ranks, at, n)
	if !ok {
		return nil // it stands at the edge
	}
	next := st
	next.Rank = rank
	return l.in.Env.DoAll(meeting.EditStep{Step: st.ID, Patch: ledger.Diff(st, next)})
}

// kind asks what a step is: the screen that it opens, or a way of talking.
func (l *agenda) kind(st meeting.Step) tea.Cmd {
	ids := guide.Activities()
	items, sel := make([]screen.Item, len(ids)), 0
	for i, id := range ids {
		items[i].Label = activities()[id]
		if id == st.Activity {
			sel = i
		}
	}
	return screen.Open(screen.NewChoice("What kind of step is it?", items, sel, func(i int) tea.Cmd {
		next := st
		if next.Activity = ids[i]; next.Activity == st.Activity {
			return nil
		}
		return l.in.Env.DoAll(meeting.EditStep{Step: st.ID, Patch: ledger.Diff(st, next)})
	}))
}

func (l *agenda) partner(st meeting.Step) tea.Cmd {
	list, _ := l.in.Public().Offered()
	ids, items, sel := []partner.ID{""}, []screen.Item{{Label: "No partner"}}, 0
	for _, r := range list {
		if r.ID == st.Partner {
			sel = len(ids)
		}
		ids, items = append(ids, r.ID), append(items, screen.Item{Label: r.Name})
	}
	return screen.Open(screen.NewChoice("With which partner?", items, sel, func(i int) tea.Cmd {
		next := st
		if next.Partner = ids[i]; next.Partner == st.Partner {
			return nil
		}
		return l.in.Env.DoAll(meeting.EditStep{Step: st.ID, Patch: ledger.Diff(st, next)})
	}))
}

// note opens the private note on a step, behind a cover where the room sees this screen.
func (l *agenda) note(st meeting.Step) tea.Cmd {
	return l.in.Env.Private("Your private note on this step would be on the wall.", func() tea.Cmd {
		was := l.noted(st.ID)
		of := desk.Editing{Spot: ref{ofStep, st.ID}.String(), Label: "Private note", Hint: "For you alone: it is on no wall and in no export.",
			Long: true, Lines: true, Max: text.BlockMax, Value: was, Place: "meeting/note/" + st.ID, Over: l.over()}
		of.Put = func(typed string) error {
			if typed == was {
				return nil
			}
			return l.in.Env.Do(meeting.WriteNote{Step: st.ID, Text: typed, Was: was})
		}
		of.Now, of.Yield = func() string { return l.noted(st.ID) }, func() { was = l.noted(st.ID) }
		return l.in.Edit.Start(of)
	})
}

func (l *agenda) noted(step string) string {
	n, _ := l.in.Env.State().Meeting.Notes.Get(step)
	return n.Text
}

func (l *agenda) title() tea.Cmd {
	src := l.in.meetingField(l.in.open)
	src.Get = func(m meeting.Meeting) string { return m.Title }
	src.Set = func(m *meeting.Meeting, t string) error { m.Title = t; return nil }
	st, _ := l.step()
	return l.in.Edit.Start(desk.Edited(l.in.Desk, src, desk.Editing{Spot: ref{ofStep, st.ID}.String(), Label: "Title of the meeting", Hint: "What stands above it.",
		Max: text.NameMax, Place: "meeting/title/" + l.in.open, Over: l.over()}))
}

func (l *agenda) day() tea.Cmd {
	st, _ := l.step()
	return l.in.Edit.Start(desk.DayOf(l.in.Desk, l.in.meetingField(l.in.open), func(m *meeting.Meeting) *day.Day { return &m.On },
		desk.Editing{Spot: ref{ofStep, st.ID}.String(), Label: "Day of the meeting", Place: "meeting/day/" + l.in.open, Over: l.over()}))
}

// saveTemplate keeps the agenda with its notes for later meetings; one of the same name is replaced.
func (l *agenda) saveTemplate() tea.Cmd {
	m, _ := l.in.meeting()
	return screen.Open(screen.NewPrompt(screen.Prompt{Title: "Save as a template", Hint: "Its name. Partners are left out; your notes come along.", Max: text.NameMax,
		Done: func(name string) (tea.Cmd, error) {
			t := meeting.Template{ID: l.in.Env.NewID(), Label: name}
			s := l.in.Env.State().Meeting
			for old := range s.Templates.All() {
				if old.Label == name {
					t.ID = old.ID
				}
			}
			for _, st := range s.Agenda(l.in.open) {
				n, _ := s.Notes.Get(st.ID)
				t.Steps = append(t.Steps, meeting.Plan{Activity: st.Activity, Title: st.Title, Minutes: st.Minutes, Note: n.Text})
			}
			if err := l.in.Env.Do(meeting.SaveTemplate{Template: t}); err != nil {
				return nil, err
			}
			return screen.Notice("Saved: " + name + ", " + kit.Count(len(t.Steps), "step", "steps") + ". It is offered with the next meeting."), nil
		}}, m.Title))
}
