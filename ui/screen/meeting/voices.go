package meeting

import (
	"cmp"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/meeting"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/text"
	"convene/ui/desk"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// voices is who is at the meeting and whose turn to speak it is. How often each has spoken is for the facilitator.
type voices struct {
	in    *Screen
	cur   desk.Cursor
	shown bool // the counts are shown although the room sees the screen
}

func voicePaper(sh screen.Shared, id string, w, h int) paper {
	p := newPaper(w, h)
	s := sh.Public.Meeting()
	m, _ := s.Meetings.Get(id)
	for _, x := range s.People(id) {
		e := kit.SheetEntry{Mark: sh.Theme.Symbols.None, Text: x.Name, Asides: []kit.Aside{{Cols: 16}, {Cols: 24}}}
		if x.ID == m.Turn {
			e.Mark, e.Tone, e.Asides[0] = sh.Theme.Symbols.Clear, kit.ToneHead, kit.Aside{Text: "has the word", Cols: 16}
		}
		put(p, ref{ofPerson, x.ID}, e)
	}
	return p
}

func (v *voices) paper() paper { return voicePaper(v.in.Shared(), v.in.open, v.in.W, v.in.H) }

func (v *voices) sheet() *kit.Sheet { return v.paper().Sheet }

// Keys implements desk.Part.
func (v *voices) Keys() []kit.Key {
	m, _ := v.in.meeting()
	r, ok := v.paper().Chosen(&v.cur)
	lead := v.in.leads()
	none, quiet := lead, lead
	if !ok {
		none = cmp.Or(none, "Nobody is on the list yet. Press a and write a name or a role.")
	}
	begin := "next"
	if m.Turn == "" {
		begin, quiet = "begin", cmp.Or(quiet, "Nobody has the word. Space begins a round.")
	}
	turn := func(was string) func() tea.Cmd {
		return func() tea.Cmd { return v.turn(was, "") }
	}
	return append(v.cur.Moving(v.sheet, v.in.Page),
		kit.Key{Press: []string{"space"}, Show: "Space", Help: begin, Foot: 1, Off: none, Run: func() tea.Cmd { return v.next(m) }},
		kit.Key{Press: []string{"p"}, Show: "p", Help: "passes", Foot: 2, Off: quiet, Run: turn(meeting.Pass)},
		kit.Key{Press: []string{"s"}, Show: "s", Help: "later", Foot: 3, Off: quiet, Run: turn(meeting.Skip)},
		kit.Key{Press: []string{"enter"}, Show: "Enter", Help: "give the word", Foot: 4, Off: none, Run: func() tea.Cmd { return v.turn(spoken(m), r.id) }},
		kit.Key{Press: []string{"a"}, Show: "a", Help: "add", Foot: 5, Off: lead, Run: v.add},
		kit.Key{Press: []string{"r"}, Show: "r", Help: "those of last time", Foot: 6, Off: lead, Run: v.last},
		kit.Key{Press: []string{"h"}, Show: "h", Help: "all who are in the room", Off: lead, Run: v.here},
		kit.Key{Press: []string{"x"}, Show: "x", Help: "has left", Off: none, Run: func() tea.Cmd { return v.in.Env.DoAll(meeting.Leave{Present: r.id}) }},
		kit.Key{Press: []string{"J"}, Show: "J", Help: "speaks later in the round", Off: none, Run: func() tea.Cmd { return v.shift(r.id, 1) }},
		kit.Key{Press: []string{"K"}, Show: "K", Help: "speaks earlier in the round", Off: none, Run: func() tea.Cmd { return v.shift(r.id, -1) }},
		kit.Key{Press: []string{"c"}, Show: "c", Help: "how often each has spoken", Off: lead, Run: v.counts},
		kit.Key{Press: []string{"e"}, Show: "e", Help: "end the round", Off: quiet, Run: func() tea.Cmd { return v.in.Env.DoAll(meeting.Turn{Meeting: m.ID}) }},
		kit.Key{Press: []string{"esc", "left"}, Show: "Esc", Help: "the agenda", Run: v.leave},
	)
}

// spoken is what became of whoever had the word.
func spoken(m meeting.Meeting) string {
	if m.Turn == "" {
		return ""
	}
	return meeting.Spoke
}

// next gives the word on in the round; where there is none it begins with who is chosen.
func (v *voices) next(m meeting.Meeting) tea.Cmd {
	if m.Turn != "" {
		return v.turn(meeting.Spoke, "")
	}
	r, _ := v.paper().Chosen(&v.cur)
	return v.turn("", r.id)
}

// turn gives the word on and follows it.
func (v *voices) turn(was, to string) tea.Cmd {
	if err := v.in.Env.Do(meeting.Turn{Meeting: v.in.open, Was: was, To: to}); err != nil {
		return screen.Refused(err)
	}
	if m, _ := v.in.meeting(); m.Turn != "" {
		v.cur.To(ref{ofPerson, m.Turn}.String())
	}
	return nil
}

// shift puts somebody one place up or down in the round.
func (v *voices) shift(id string, n int) tea.Cmd {
	var ranks []string
	at := 0
	for i, x := range v.in.state().People(v.in.open) {
		ranks = append(ranks, x.Rank)
		if x.ID == id {
			at = i
		}
	}
	rank, ok := ledger.RankBeside(ranks, at, n)
	if !ok {
		return nil // at the edge
	}
	return v.in.Env.DoAll(meeting.Seat{Present: id, Rank: rank})
}

// lastRank is the rank of whoever speaks last.
func (v *voices) lastRank() string {
	if people := v.in.state().People(v.in.open); len(people) > 0 {
		return people[len(people)-1].Rank
	}
	return ""
}

// add asks for a name or a role, and then for the next one.
func (v *voices) add() tea.Cmd {
	return screen.Open(screen.NewPrompt(screen.Prompt{Title: "Who is here?", Hint: "A name or a role. Enter, and the next one; Esc when all are on the list.", Max: text.NameMax,
		Done: func(name string) (tea.Cmd, error) {
			id := v.in.Env.NewID()
			if err := v.in.Env.Do(meeting.Arrive{Present: id, Meeting: v.in.open, Name: name, Rank: ledger.RankBetween(v.lastRank(), "")}); err != nil {
				return nil, err
			}
			v.cur.To(ref{ofPerson, id}.String())
			return v.add(), nil
		}}, ""))
}

// last puts those on the list who were at the last meeting.
func (v *voices) last() tea.Cmd {
	here := v.in.state().People(v.in.open)
	n := 0
	for _, m := range v.in.state().Past() {
		people := v.in.state().People(m.ID)
		for _, p := range people {
			if slices.ContainsFunc(here, func(o meeting.Present) bool { return o.Name == p.Name }) {
				continue
			}
			op := meeting.Arrive{Present: v.in.Env.NewID(), Meeting: v.in.open, Name: p.Name, Person: p.Person, Rank: ledger.RankBetween(v.lastRank(), "")}
			if err := v.in.Env.Do(op); err != nil {
				return screen.Refused(err)
			}
			n++
		}
		if len(people) > 0 {
			return screen.Notice(kit.Count(n, "person", "people") + " of last time added. x takes off who is not here today.")
		}
	}
	return screen.Notice("No earlier meeting says who was there. Press a and write a name or a role.")
}

// here puts everybody on the list who is in the room.
func (v *voices) here() tea.Cmd {
	ops := v.in.arrivals()
	if len(ops) == 0 {
		return screen.Notice("Everybody who is in the room is on the list.")
	}
	return v.in.Env.DoAll(ops...)
}

// arrivals note who is in the room and not on the list of the meeting yet. Somebody who leads a meeting on one projector,
// with nobody at a terminal elsewhere, is no list of who was there.
func (s *Screen) arrivals() []any {
	here := s.Env.Session.Here().People
	if !slices.ContainsFunc(here, func(p room.Present) bool { return p.Far }) {
		return nil
	}
	noted, rank := map[string]bool{}, s.voices.lastRank()
	for _, p := range s.state().People(s.open) {
		noted[p.Person], noted[text.Key(p.Name)] = true, true
	}
	var ops []any
	for _, p := range here {
		if noted[p.Actor.Person] || noted[text.Key(p.Actor.Name)] {
			continue
		}
		noted[p.Actor.Person] = true
		rank = ledger.RankBetween(rank, "")
		ops = append(ops, meeting.Arrive{Present: s.Env.NewID(), Meeting: s.open, Name: p.Actor.Name, Person: p.Actor.Person, Rank: rank})
	}
	return ops
}

// counts shows how often each has spoken, behind a cover where the room sees the screen.
func (v *voices) counts() tea.Cmd {
	if v.shown {
		v.shown = false
		return nil
	}
	return v.in.Env.Private("How often each person has spoken would be on the wall.", func() tea.Cmd { v.shown = true; return nil })
}

func (v *voices) leave() tea.Cmd {
	v.shown = false
	v.in.At = modeRun
	return nil
}

// Update implements desk.Part.
func (v *voices) Update(msg tea.Msg) tea.Cmd {
	v.cur.Pointed(v.sheet(), msg)
	return nil
}

// View implements desk.Part.
func (v *voices) View(w, h int) screen.View {
	v.cur.Follow(v.in.Desk, v.sheet(), w, h)
	return voiceView{v.in.open, v.cur.Top()}
}

// Layer implements desk.Part.
func (v *voices) Layer(int, int) screen.Layer {
	return voiceLayer{v.cur.Layer(), v.in.open, v.in.leads() == "" && (v.shown || !v.in.Env.Wall)}
}

type voiceView struct {
	id  string
	top int
}

// Draw implements screen.View.
func (v voiceView) Draw(a kit.Area, sh screen.Shared) {
	s := sh.Public.Meeting()
	m, _ := s.Meetings.Get(v.id)
	title := "Who is here"
	if m.Turn != "" {
		title = "One after the other"
	}
	n := len(s.People(v.id))
	kit.Heading(a.Sub(0, 0, a.W(), 1), title, kit.Count(n, "here", "here"), sh.Theme)
	p := voicePaper(sh, v.id, a.W(), a.H())
	if n == 0 {
		desk.Body(a).Sub(kit.Margin, 0, a.W(), a.H()).Para(0, 60,
			"Nobody is on the list yet. Press a and write a name or a role, or r for those of last time. Then Space gives the word round.", sh.Theme.Text)
		return
	}
	p.Draw(desk.Body(a), v.top, sh.Theme)
}

// voiceLayer has the counts, which are for the facilitator.
type voiceLayer struct {
	choice screen.Layer
	id     string
	counts bool
}

// Paint implements screen.Layer.
func (l voiceLayer) Paint(a kit.Area, p *paint.Personal, o screen.Own) {
	if l.counts {
		for _, x := range o.State.Meeting.People(l.id) {
			if r, ok := p.Find(desk.Field + ref{ofPerson, x.ID}.String()); ok {
				row := a.At(r)
				row.Right(0, fmt.Sprintf("spoke %d, passed %d", x.Spoken, x.Passed), o.Theme.Muted)
			}
		}
	}
	l.choice.Paint(a, p, o)
}
