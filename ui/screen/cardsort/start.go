package cardsort

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	sorting "convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/internal/guide"
	"convene/internal/text"
	"convene/internal/workspace"
	"convene/ui/kit"
	"convene/ui/screen"
)

// day is a date as people read it.
func day(t time.Time) string { return t.Local().Format("2 Jan 2006") }

// season is what a sort is called that begins at a time: by the seasons of a northern school year.
func season(t time.Time) string {
	switch m := t.Month(); {
	case m >= time.August && m <= time.November:
		return fmt.Sprintf("Autumn %d", t.Year())
	case m == time.December:
		return fmt.Sprintf("Winter %d–%02d", t.Year(), (t.Year()+1)%100)
	case m <= time.February:
		return fmt.Sprintf("Winter %d–%02d", t.Year()-1, t.Year()%100)
	case m <= time.May:
		return fmt.Sprintf("Spring %d", t.Year())
	}
	return fmt.Sprintf("Summer %d", t.Year())
}

// freeName is a name for a new sort that no other has.
func freeName(s sorting.State, base string) string {
	taken := map[string]bool{}
	for _, r := range s.InOrder() {
		taken[r.Name] = true
	}
	out := base
	for n := 2; taken[out]; n++ {
		out = fmt.Sprintf("%s (%d)", base, n)
	}
	return out
}

// wording is what the guide in use calls the categories, where it has words of its own.
func wording(g *guide.Pack) map[sorting.Category]string {
	var out map[sorting.Category]string
	for _, c := range sorting.Categories() {
		w, _ := g.Category(string(c))
		if w = text.Line(w, text.NameMax); w != "" && w != c.Label() {
			if out == nil {
				out = map[sorting.Category]string{}
			}
			out[c] = w
		}
	}
	return out
}

func (s *Screen) startKeys() []kit.Key {
	p := s.env.State().Public()
	_, settled := p.CardSort().Latest()
	off := s.env.Leads("Only a facilitator starts a sort. Yours begins on this screen as soon as one does.")
	nobody := active(p, s.env.Memo) == 0
	if nobody {
		off = "There is nobody to sort yet. Press a to list your partners first."
	}
	keys := []kit.Key{
		{Press: []string{"n"}, Show: "n", Help: "start a sort", Foot: 2, Off: off, Run: s.start},
		{Press: []string{"a"}, Show: "a", Help: "list partners", Foot: count(nobody), Run: func() tea.Cmd { return screen.Go("inventory", "add") }},
	}
	if !settled {
		return keys
	}
	return append(s.moveKeys(), append(keys,
		kit.Key{Press: []string{"i", "enter"}, Show: "i", Help: "about this partner", Foot: 3, Run: s.about},
		kit.Key{Press: []string{"R"}, Show: "R", Help: "reopen this sort", Off: s.env.Leads("Only a facilitator reopens a sort."), Run: s.reopen},
		kit.Key{Press: []string{"r"}, Show: "r", Help: "results", Foot: 4, Run: s.latestResult},
		kit.Key{Press: []string{"o"}, Show: "o", Help: "all sorts", Foot: 5, Run: func() tea.Cmd { s.toRounds(); return nil }},
	)...)
}

// active is how many partners there are to sort.
func active(p workspace.Public, memo *screen.Memo) int { return len(read(p, memo, "").listed) }

func (s *Screen) latestResult() tea.Cmd {
	r, _ := s.round()
	s.toResults(r.ID, "", modeTogether)
	return nil
}

// start asks for a name and begins a round, with the latest result where there is one.
func (s *Screen) start() tea.Cmd {
	state := s.env.State()
	hint := "Each partner begins in the pile."
	from, ok := state.CardSort.Latest()
	if ok {
		hint = "It begins with the result of " + from.Name + ": only move what has changed."
	}
	return screen.Open(screen.NewPrompt(screen.Prompt{Title: "Name of the new sort", Hint: hint, Max: text.NameMax,
		Done: func(v string) (tea.Cmd, error) {
			st := s.env.State()
			op := sorting.NewOpen(st.CardSort, s.env.NewID(), v, from.ID, sorting.Resolver(st.Partner))
			op.Words = wording(s.env.Guide)
			if err := s.env.Do(op); err != nil {
				return nil, err
			}
			s.mode, s.lane, s.again, s.seen = modeTogether, pileLane, "", nil
			s.sel, s.rows, s.tops = [lanes]partner.ID{}, [lanes]int{}, [lanes]int{}
			return screen.Refused(s.forget()), nil
		},
	}, freeName(state.CardSort, season(s.env.Now()))))
}

// forget throws away ballots that nobody will ever reveal: those of older rounds, which cannot be reopened any more.
func (s *Screen) forget() error {
	open, _ := s.round()
	for _, r := range s.env.State().CardSort.InOrder() {
		if r.ID == open.ID {
			continue
		}
		old, err := s.env.Session.SealedAll(s.env.Context(), sorting.SealedKind(r.ID))
		if err != nil {
			return err
		}
		for n := range old {
			if err := s.env.Session.Unseal(s.env.Context(), sorting.SealedKind(r.ID), n); err != nil {
				return err
			}
		}
	}
	return nil
}

// reopen takes the latest sort up again.
func (s *Screen) reopen() tea.Cmd {
	r, _ := s.round()
	return screen.Open(&screen.Confirm{Title: "Reopen " + r.Name + "?", Text: "Its cards can be moved again, until it is settled once more.",
		Yes: "reopen it", Do: func() tea.Cmd {
			st := s.env.State()
			ok, cmd := s.do(sorting.NewReopen(st.CardSort, r.ID, sorting.Resolver(st.Partner)))
			if ok {
				s.mode = modeTogether
			}
			return cmd
		}})
}

// startView teaches what to do first, where there is no sort yet.
type startView struct{ partners bool }

// Draw implements screen.View.
func (v startView) Draw(a kit.Area, sh screen.Shared) {
	th := sh.Theme
	w := min(60, a.W())
	y := a.Para(0, w, question(sh.Guide), th.Heading) + 1
	if !v.partners {
		a.Sub(0, y, a.W(), a.H()-y).Para(0, w, "No partners yet, so there is nothing to sort. Press a and list the first ones; then come back here.", th.Text)
		return
	}
	n := active(sh.Public, sh.Memo)
	y += a.Para(y, w, kit.Count(n, "partner waits", "partners wait")+" in the pile. Press n to start the first sort.", th.Text) + 1
	for _, c := range sorting.Categories() {
		if y+2 > a.H() {
			return
		}
		label, hint := sh.Guide.Category(string(c))
		a.Print(0, y, sign(c, th)+" "+label, th.Heading)
		y++
		y += a.Sub(2, y, w-2, a.H()-y).Para(0, w-2, hint, th.Muted) + 1
	}
}
