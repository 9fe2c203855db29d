package meeting

import (
	"fmt"
	"strings"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"

	"convene/internal/day"
	"convene/internal/report"
	"convene/internal/workspace"
	"convene/ui/kit"
	"convene/ui/screen"
)

// past is what was done and what changed while a meeting ran, worked out from the history while the screen is shown already.
type past struct{ want *reading }

// reading is one reading of the history. It is kept apart from the message that it is done, which an overlay may take.
type reading struct {
	meeting string
	seq     uint64 // of the state that the meeting left
	at      uint64 // of the state whose words it takes
	done    atomic.Pointer[deeds]
}

// deeds are what a meeting did, in lines: strings, so that two people's are equal and one picture does for both.
type deeds struct {
	work    string // a line each: a heading, a card or something of a touchpoint, as the part says
	changed string // a line each
}

// The kinds of lines of work: what a line begins with.
const (
	aHeading = "#"
	aCard    = "c"
	aTalk    = "t"
)

// loadedMsg says that the history has been read.
type loadedMsg struct{}

// load compares the workspace as it was before the meeting with what it is now, or was when the meeting ended.
func (p *past) load(s *Screen) tea.Cmd {
	m, ok := s.meeting()
	state := s.Env.State()
	if !ok || m.From == 0 || p.want != nil && p.want.meeting == m.ID && p.want.at == state.Seq {
		return nil
	}
	r := &reading{meeting: m.ID, seq: state.Seq, at: state.Seq}
	if !m.Running() {
		r.seq = m.To
	}
	p.want = r
	room, ctx := s.Env.Session.Room(), s.Env.Context()
	order, today := s.Env.Days, day.Of(s.Env.Now())
	show := func(d day.Day) string { return day.Show(d, order, today) }
	scope := report.Scope{Workspace: state.Workspace, Guide: s.Env.Guide, At: s.Env.Now(), Days: order}
	return screen.Later(func() tea.Msg {
		var out deeds
		before, err := room.Version(ctx, m.From-1)
		after, errAfter := room.Version(ctx, r.seq)
		if err != nil || errAfter != nil {
			out.changed = "The history could not be read. Everything else is here. Esc, and open this again."
		} else {
			out = told(report.New(scope), before, after, show)
		}
		r.done.Store(&out)
		return loadedMsg{}
	})
}

// told puts what a meeting did into lines.
func told(r report.Report, before, after workspace.Workspace, show func(day.Day) string) deeds {
	work, changed := r.Work(before, after), r.Change(before, after, show)
	var out []string
	add := func(kind, where, text string) {
		out = append(out, kind+where+"\t"+strings.Join(strings.Fields(text), " "))
	}
	parts := func(kind string, list []report.Told) {
		for _, t := range list {
			add(aHeading, "", t.Title)
			for i, line := range t.Lines {
				if i == changedMost {
					add(kind, t.Where, "and "+kit.Count(len(t.Lines)-i, "more line", "more lines")+" in the minutes")
					break
				}
				add(kind, t.Where, line)
			}
		}
	}
	parts(aCard, work.Sorts())
	parts(aTalk, work.Talks())
	said := deeds{work: strings.Join(out, "\n")}
	if work.Empty() || !changed.Empty() {
		said.changed = strings.Join(changed.Lines(changedMost), "\n")
	}
	return said
}

// now is what the meeting did, as it is known by now.
func (p *past) now(s *Screen) deeds {
	if p.want == nil || p.want.meeting != s.open {
		return deeds{changed: "Press Esc and open this again."}
	}
	if out := p.want.done.Load(); out != nil {
		return *out
	}
	return deeds{changed: "Reading what changed…"}
}

// put lays out what was sorted and talked over; each line can be chosen, so that all of them can be scrolled to.
func (o deeds) put(p paper, bullet string) {
	for i, line := range strings.Split(o.work, "\n") {
		head, text, ok := strings.Cut(line, "\t")
		switch kind, where := head[:min(1, len(head))], head[min(1, len(head)):]; {
		case !ok:
		case kind == aHeading:
			p.Heading(text)
		case kind == aCard:
			put(p, ref{ofCard, fmt.Sprint(i)}, kit.SheetEntry{Mark: bullet, Text: text})
		default:
			put(p, ref{ofTalk, fmt.Sprint(i) + "/" + where}, kit.SheetEntry{Mark: bullet, Text: text})
		}
	}
}

// changedMost is how many lines say what changed, or what was done in one place; the minutes tell all.
const changedMost = 12
