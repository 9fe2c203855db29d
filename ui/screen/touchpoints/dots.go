package touchpoints

import (
	"fmt"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/touchpoint"
	"convene/internal/ledger"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// dotting is one person's dots while the vote is open: they are on this terminal and in the drawer, and in no scene.
type dotting struct {
	in  *Screen
	own touchpoint.Sealed
}

// finished is how many people have finished: all that anybody may know before the dots are shown.
func (d *dotting) finished() screen.Finished {
	now, ok := d.in.now()
	if !ok || now.Voting != touchpoint.VoteOpen {
		return screen.Finished{}
	}
	return d.in.Env.Finished(touchpoint.SealedKind(now.Round), complete, ledger.Facilitator, ledger.Participant, ledger.Guest)
}

// complete says that somebody has placed their dots.
func complete(data []byte) bool {
	s, err := touchpoint.DecodeSealed(data)
	return err == nil && s.Done
}

// Sealing implements screen.Sealing.
func (s *Screen) Sealing() (string, func([]byte) bool) {
	if now, ok := s.now(); ok && now.Voting == touchpoint.VoteOpen {
		return touchpoint.SealedKind(now.Round), complete
	}
	return "", nil
}

// open opens the vote, or where it is open the dots of whoever has the keyboard.
func (d *dotting) open() tea.Cmd {
	now, _ := d.in.now()
	if now.Voting == touchpoint.VoteOpen {
		mine, begun := d.sealed(now)[d.in.Env.Me().Person]
		if !begun || !mine.Done {
			return d.begin(d.in.Env.Me().Person)
		}
		return screen.Open(screen.NewChoice("Whose dots?", []screen.Item{{Label: "Somebody else, right here"}, {Label: "Yours, once more"}}, 0, func(i int) tea.Cmd {
			if i == 1 {
				return d.begin(d.in.Env.Me().Person)
			}
			return d.begin(d.in.Env.NewID())
		}))
	}
	return screen.Open(screen.NewPrompt(screen.Prompt{Title: "How many dots for each person?", Hint: "Nobody sees others' dots before you show them.", Max: 2,
		Done: func(v string) (tea.Cmd, error) {
			n, err := strconv.Atoi(v)
			if err != nil {
				return nil, fmt.Errorf("Type a number, like 3. Nothing was changed")
			}
			if err := d.clear(now.Round); err != nil { // of a vote that was taken back
				return nil, err
			}
			return nil, d.in.Env.Do(touchpoint.OpenDots{Round: now.Round, Dots: n})
		}}, strconv.Itoa(touchpoint.DefaultDots)))
}

// clear takes away what lies in the drawer for a round.
func (d *dotting) clear(r touchpoint.Round) error {
	env := d.in.Env
	all, err := env.Session.SealedAll(env.Context(), touchpoint.SealedKind(r))
	if err != nil {
		return err
	}
	var names []string
	for n := range all {
		names = append(names, n)
	}
	return env.Session.Unseal(env.Context(), touchpoint.SealedKind(r), names...)
}

// sealed are the dots that were begun at this person's terminal, by person.
func (d *dotting) sealed(now touchpoint.CheckIn) map[string]touchpoint.Sealed {
	out := map[string]touchpoint.Sealed{}
	data, err := d.in.Env.Session.Sealed(d.in.Env.Context(), touchpoint.SealedKind(now.Round))
	if err != nil {
		return out
	}
	for person, b := range data {
		if s, err := touchpoint.DecodeSealed(b); err == nil {
			out[person] = s
		}
	}
	return out
}

// begin opens somebody's dots, behind a cover where the room sees this screen.
func (d *dotting) begin(person string) tea.Cmd {
	return d.in.Env.Private("Somebody's dots are shown next. Nobody else should see them before they are counted.", func() tea.Cmd { return d.show(person) })
}

func (d *dotting) show(person string) tea.Cmd {
	now, _ := d.in.now()
	own, ok := d.sealed(now)[person]
	if !ok {
		own = touchpoint.Sealed{Round: now.Round, Person: person}
	}
	d.own, d.in.At = own, modeDots
	return nil
}

func (d *dotting) Keys() []kit.Key {
	by := func(n int) func() tea.Cmd { return func() tea.Cmd { return d.place(n) } }
	return append(kit.Moving("choose", d.step, page),
		kit.Key{Press: []string{"right", "+", "=", "space"}, Show: "+", Help: "put a dot", Foot: 2, Run: by(1)},
		kit.Key{Press: []string{"left", "-", "backspace"}, Show: "-", Help: "take one back", Foot: 3, Run: by(-1)},
		kit.Key{Press: []string{"enter"}, Show: "Enter", Help: "finish", Foot: 4, Run: d.finish},
		kit.Key{Press: []string{"esc"}, Show: "Esc", Help: "stop here; the dots are kept", Foot: 5, Run: func() tea.Cmd { d.leave(); return nil }},
	)
}

// step chooses among what is weighed: groups, and contributions in none.
func (d *dotting) step(n int) tea.Cmd {
	items := d.items()
	if len(items) > 0 {
		i := max(0, slices.Index(items, d.chosen()))
		d.in.talk.sel = items[kit.Step(i, n, len(items))]
	}
	return nil
}

func (d *dotting) items() []string {
	var out []string
	for _, r := range d.in.rows() {
		if r.id() == r.item.ID {
			out = append(out, r.id())
		}
	}
	return out
}

func (d *dotting) chosen() string {
	r, _ := d.in.talk.row()
	return r.item.ID
}

// place puts dots on the chosen item or takes them back, and keeps that in the drawer.
func (d *dotting) place(n int) tea.Cmd {
	now, _ := d.in.now()
	if now.Voting != touchpoint.VoteOpen || now.Round != d.own.Round {
		d.leave()
		return screen.Notice("The dots are shown already, so they cannot change any more.")
	}
	item := d.chosen()
	next, ok := d.own.Place(item, max(0, d.own.Dots[item]+n), now.Dots)
	if !ok {
		return screen.Notice("All your dots are placed. Take one back first.")
	}
	return d.seal(next)
}

func (d *dotting) seal(next touchpoint.Sealed) tea.Cmd {
	if err := d.in.Env.State().Touchpoint.MayPlace(d.in.Env.Me(), next.Round); err != nil {
		return screen.Refused(err)
	}
	data, err := next.Encode()
	if err == nil {
		err = d.in.Env.Session.Seal(d.in.Env.Context(), touchpoint.SealedKind(next.Round), next.Person, data)
	}
	if err != nil {
		return screen.Refused(err)
	}
	d.own = next
	return nil
}

func (d *dotting) finish() tea.Cmd {
	next := d.own
	next.Done = true
	if cmd := d.seal(next); cmd != nil {
		return cmd
	}
	d.leave()
	return screen.Notice("Your dots are kept, unseen. d hands the keyboard to the next person.")
}

// leave clears the screen of the person's dots.
func (d *dotting) leave() { d.in.At, d.own = modeQuestion, touchpoint.Sealed{} }

// shut shows all dots, once it is sure that this is meant.
func (d *dotting) shut() tea.Cmd {
	now, _ := d.in.now()
	return screen.Open(&screen.Confirm{Title: "Show the dots?", Text: fmt.Sprintf("%v. Everybody sees where the dots lie, nobody whose they are. This cannot be undone.", d.finished()),
		Yes: "show them", Do: func() tea.Cmd {
			env := d.in.Env
			all, err := env.Session.SealedAll(env.Context(), touchpoint.SealedKind(now.Round))
			if err != nil {
				return screen.Refused(err)
			}
			var sealed []touchpoint.Sealed
			for _, data := range all {
				if s, err := touchpoint.DecodeSealed(data); err == nil {
					sealed = append(sealed, s)
				}
			}
			if cmd := d.in.Env.DoAll(touchpoint.NewCloseDots(env.State().Touchpoint, now.Round, sealed)); cmd != nil {
				return cmd
			}
			return screen.Refused(d.clear(now.Round))
		}})
}

func (d *dotting) Update(msg tea.Msg) tea.Cmd { return d.in.talk.Update(msg) }

func (d *dotting) View(w, h int) screen.View {
	d.step(0)
	if r, ok := d.in.talk.row(); ok {
		d.in.talk.sel = r.item.ID
	}
	return d.in.talk.scene(w, h, 2)
}

func (d *dotting) Layer(int, int) screen.Layer {
	now, _ := d.in.now()
	l := dotsLayer{spot: "row:" + d.chosen(), left: d.own.Left(now.Dots), of: now.Dots}
	for _, item := range d.items() {
		if n := d.own.Dots[item]; n > 0 {
			l.placed = append(l.placed, placed{"row:" + item, n})
		}
	}
	return l
}

type placed struct {
	spot string
	n    int
}

// dotsLayer is one person's dots. Nothing of it is in a scene.
type dotsLayer struct {
	spot     string
	placed   []placed
	left, of int
}

// Paint implements screen.Layer.
func (l dotsLayer) Paint(_ kit.Area, p *paint.Personal, o screen.Own) {
	th := o.Theme
	kit.Select(p, l.spot, th)
	for _, d := range l.placed {
		if r, ok := p.Find(d.spot); ok {
			kit.On(p).At(r).Right(0, "  "+dots(d.n, dotsShown, th), th.Heading)
		}
	}
	if r, ok := p.Find("free"); ok {
		a := kit.On(p).At(r)
		a.Print(kit.Margin, 0, fmt.Sprintf("%d of %s left", l.left, kit.Count(l.of, "dot", "dots")), th.Heading)
		a.Print(kit.Margin, 1, "Whoever sees this screen sees your dots: mind the wall.", th.Muted)
	}
}
