package touchpoints

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/touchpoint"
	"convene/internal/ledger"
	"convene/internal/text"
	"convene/ui/kit"
	"convene/ui/screen"
)

// talk is one question, large, with what has been said.
type talk struct {
	in     *Screen
	sel    string // the row: the ID of a contribution or a group
	at     int    // where it stood
	top    int
	prompt int             // of a double question, where there is no room for both
	count  screen.Finished // as it was last drawn
}

// row is the chosen row; false where nothing was said yet.
func (t *talk) row() (row, bool) {
	list := t.in.rows()
	for i, r := range list {
		if r.id() == t.sel {
			t.at = i
			return r, true
		}
	}
	if len(list) == 0 {
		return row{}, false
	}
	t.at = kit.Step(t.at, 0, len(list))
	return list[t.at], true
}

func (t *talk) step(n int) tea.Cmd {
	list := t.in.rows()
	if _, ok := t.row(); ok {
		t.sel = list[kit.Step(t.at, n, len(list))].id()
	}
	return nil
}

func (t *talk) Keys() []kit.Key {
	s := t.in
	lead := s.Env.Leads("Only a facilitator does this. Nothing was changed.")
	part := s.Env.TakesPart("Changing what was said")
	now, asked := s.now()
	none := ""
	if !asked {
		none = "Nothing was said about this question yet. Enter takes the first contribution."
	}
	r, ok := t.row()
	row, single := "", ""
	if !ok {
		row = "Nothing was said yet. Enter takes the first contribution."
	}
	single = row
	if ok && r.group() {
		single = "This is a group. Choose one of its contributions."
	}
	open := "close the question"
	switch {
	case !asked:
		open = "open it for contributions"
	case !now.Open:
		open = "open it again"
	}
	keys := append(kit.Moving("choose", t.step, page),
		kit.Key{Press: []string{"enter", "a"}, Show: "Enter", Help: "contribute", Foot: 2, Off: s.noSay(), Run: s.say.start},
		kit.Key{Press: []string{"left"}, Show: "←→", Help: "other questions", Foot: 7, Run: t.turn(-1)},
		kit.Key{Press: []string{"right"}, Show: "→", Help: "next question", Run: t.turn(1)},
		kit.Key{Press: []string{"tab"}, Show: "Tab", Help: "the other half of a double question", Run: func() tea.Cmd { t.prompt++; return nil }},
		kit.Key{Press: []string{"s"}, Show: "s", Help: signs(now, asked), Off: cmp.Or(lead, closed(now, asked)), Run: t.sign},
		kit.Key{Press: []string{"e"}, Show: "e", Help: "edit", Off: cmp.Or(single, s.noEdit(r)), Run: func() tea.Cmd { return s.say.edit(r.note) }},
		kit.Key{Press: []string{"g"}, Show: "g", Help: "group", Foot: 3, Off: cmp.Or(part, single), Run: func() tea.Cmd { return s.carry.start(r) }},
		kit.Key{Press: []string{"n"}, Show: "n", Help: "name the group", Off: cmp.Or(part, row, noGroup(r)), Run: t.rename},
		kit.Key{Press: []string{"d"}, Show: "d", Help: "dots", Foot: 4, Off: cmp.Or(s.noPlace(), row, s.noDots(now)), Run: s.dots.open},
		kit.Key{Press: []string{"v"}, Show: "v", Help: "show the dots", Foot: voteFoot(now), Off: cmp.Or(s.Env.Leads("Only a facilitator shows the dots. Yours are kept."), noVote(now)), Run: s.dots.shut},
		kit.Key{Press: []string{"h"}, Show: "h", Help: "count hands", Off: cmp.Or(lead, row), Run: t.hands},
		kit.Key{Press: []string{"m"}, Show: "m", Help: "mark for the meeting", Foot: 5, Off: cmp.Or(part, row), Run: t.mark},
		kit.Key{Press: []string{"w"}, Show: "w", Help: "write our answer", Foot: 6, Off: cmp.Or(part, s.noAnswer(asked)), Run: s.answer.start},
		kit.Key{Press: []string{"c"}, Show: "c", Help: "check in: ask again", Off: cmp.Or(lead, none, s.noCheckIn(now)), Run: t.again},
		kit.Key{Press: []string{"o"}, Show: "o", Help: open, Off: lead, Run: t.openOrClose},
	)
	return append(keys, t.more(r, ok, cmp.Or(row, s.noWithdraw(r)))...)
}

func (t *talk) more(r row, ok bool, off string) []kit.Key {
	what := "take it back"
	if ok && r.group() {
		what = "take the group apart"
	}
	s := t.in
	return []kit.Key{
		{Press: []string{"x", "delete"}, Show: "x", Help: what, Off: off, Run: func() tea.Cmd { return s.withdraw(r) }},
		{Press: []string{"p"}, Show: "p", Help: "agenda", Run: func() tea.Cmd { return s.agenda.start(modeQuestion) }},
		{Press: []string{"i"}, Show: "i", Help: "about this partner", Run: func() tea.Cmd { return screen.Go("inventory", string(s.partner)) }},
		{Press: []string{"esc"}, Show: "Esc", Help: "all questions", Foot: 8, Run: func() tea.Cmd { s.At, s.questions.sel = modeQuestions, s.question; return nil }},
	}
}

func voteFoot(now touchpoint.CheckIn) int {
	if now.Voting == touchpoint.VoteOpen {
		return 4
	}
	return 0
}

func signs(now touchpoint.CheckIn, asked bool) string {
	if asked && now.Unsigned {
		return "signatures on"
	}
	return "signatures off"
}

func closed(now touchpoint.CheckIn, asked bool) string {
	if asked && !now.Open {
		return "This question is closed: nothing comes in. Press o to open it again."
	}
	return ""
}

func noGroup(r row) string {
	if r.item.Grouped() {
		return ""
	}
	return "It is in no group. Press g to carry it onto another one."
}

// turn opens the next of the questions that were chosen for the meeting, or of all where this is none of them.
func (t *talk) turn(n int) func() tea.Cmd {
	return func() tea.Cmd {
		all := order(t.in.Env.Guide)
		list := t.in.book().view.Chosen(t.in.partner, all)
		if len(list) < 2 || !slices.Contains(list, t.in.question) {
			list = all
		}
		t.in.open(list[kit.Step(slices.Index(list, t.in.question), n, len(list))])
		return nil
	}
}

// ask is the op that puts the question for the first time.
func (s *Screen) ask(unsigned bool) touchpoint.Ask {
	return touchpoint.Ask{Round: s.book().view.Next(s.partner, s.question), Unsigned: unsigned}
}

// sign turns signatures on or off for what comes in from now on.
func (t *talk) sign() tea.Cmd {
	now, asked := t.in.now()
	var op any = touchpoint.Unsign{Round: now.Round, Unsigned: !now.Unsigned}
	say := "Signatures are off: from now on nobody is kept as an author, anywhere."
	if !asked {
		op = t.in.ask(true)
	} else if now.Unsigned {
		say = "Signatures are on: from now on each contribution says whose it is."
	}
	if cmd := t.in.Env.DoAll(op); cmd != nil {
		return cmd
	}
	return screen.Notice(say)
}

func (t *talk) openOrClose() tea.Cmd {
	now, asked := t.in.now()
	switch {
	case !asked:
		return t.in.Env.DoAll(t.in.ask(false))
	case now.Open:
		return t.in.Env.DoAll(touchpoint.Close{Round: now.Round})
	}
	return t.in.Env.DoAll(touchpoint.Reopen{Round: now.Round})
}

// again asks the question once more; what was answered stands beside it.
func (t *talk) again() tea.Cmd {
	now, _ := t.in.now()
	var ops []any
	if now.Open {
		ops = append(ops, touchpoint.Close{Round: now.Round})
	}
	if cmd := t.in.Env.DoAll(append(ops, t.in.ask(now.Unsigned))...); cmd != nil {
		return cmd
	}
	return screen.Notice("Asked again. What we knew then stands beside it.")
}

// mark puts the contribution, or all of a group, on the agenda, or takes it off.
func (t *talk) mark() tea.Cmd {
	r, _ := t.row()
	notes := []touchpoint.Contribution{r.note}
	if r.group() {
		notes = r.item.Contributions
	}
	on := slices.ContainsFunc(notes, func(c touchpoint.Contribution) bool { return !c.Marked })
	var ops []any
	for _, c := range notes {
		if c.Marked != on {
			ops = append(ops, touchpoint.Mark{ID: c.ID, Marked: on})
		}
	}
	return t.in.Env.DoAll(ops...)
}

// rename gives the group of the chosen row another name.
func (t *talk) rename() tea.Cmd {
	r, _ := t.row()
	was := r.item.Group
	return screen.Open(screen.NewPrompt(screen.Prompt{Title: "Name of the group", Hint: "What do they have in common?", Max: text.NameMax,
		Done: func(v string) (tea.Cmd, error) {
			next := was
			next.Title = v
			patch := ledger.Diff(was, next)
			if len(patch) == 0 {
				return nil, nil
			}
			err := t.in.Env.Do(touchpoint.EditGroup{ID: was.ID, Patch: patch})
			var meet *ledger.MeetError
			if errors.As(err, &meet) {
				was, _ = t.in.Env.State().Touchpoint.Groups.Get(was.ID)
				return nil, fmt.Errorf("Somebody else has just named it %q. Enter once more puts yours in its place", was.Title)
			}
			return nil, err
		}}, was.Title))
}

// hands writes down a show of hands for the chosen item.
func (t *talk) hands() tea.Cmd {
	r, _ := t.row()
	now, _ := t.in.now()
	was, _ := t.in.Env.State().Touchpoint.Counts.Get(r.item.ID)
	value := ""
	if was.Hands > 0 {
		value = strconv.Itoa(was.Hands)
	}
	return screen.Open(screen.NewPrompt(screen.Prompt{Title: "How many hands?", Hint: "Raised for: " + title(r.item), Max: 3,
		Done: func(v string) (tea.Cmd, error) {
			n, err := strconv.Atoi(strings.TrimSpace("0" + v))
			if err != nil {
				return nil, fmt.Errorf("Type a number, like 4. Nothing was changed")
			}
			if n == was.Hands {
				return nil, nil
			}
			err = t.in.Env.Do(touchpoint.CountHands{Round: now.Round, Item: r.item.ID, Hands: n, Was: was.Hands})
			var meet *ledger.MeetError
			if errors.As(err, &meet) {
				was, _ = t.in.Env.State().Touchpoint.Counts.Get(r.item.ID)
				return nil, fmt.Errorf("Somebody else has just counted %d. Enter once more puts yours in its place", was.Hands)
			}
			return nil, err
		}}, value))
}

func (t *talk) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.WheelMsg:
		return t.step(msg.N)
	case screen.ClickMsg:
		if id, ok := strings.CutPrefix(msg.Spot, "row:"); ok {
			t.sel = id
		}
	case screen.DragMsg:
		from, ok := strings.CutPrefix(msg.From, "row:")
		to, on := strings.CutPrefix(msg.To, "row:")
		if ok && on && t.in.Env.TakesPart("Grouping") == "" {
			t.sel = from
			if r, ok := t.row(); ok && !r.group() {
				t.in.carry.start(r)
				t.sel = to
				return t.in.carry.drop()
			}
		}
	}
	return nil
}

func (t *talk) View(w, h int) screen.View { return t.scene(w, h, 0) }

// scene is the question with rows of room at the bottom left free for a person's own layer.
func (t *talk) scene(w, h, free int) screen.View {
	v := talkView{partner: t.in.partner, question: t.in.question, prompt: t.prompt, free: free, finished: t.in.dots.finished()}
	if r, ok := t.row(); ok {
		v.open = r.id()
	}
	t.count = v.finished
	sh := t.in.Shared()
	l := v.lay(sh, w, h)
	list, i := v.list(sh, l)
	list.Top = t.top
	t.top = list.Follow(i, l.list.Dx(), l.list.Dy()).Top
	v.top = t.top
	return v
}

func (t *talk) Layer(int, int) screen.Layer { return spotLayer{t.spot()} }

func (t *talk) spot() string {
	r, _ := t.row()
	return "row:" + r.id()
}
