package touchpoints

import (
	"crypto/rand"
	"errors"

	tea "charm.land/bubbletea/v2"
	"github.com/google/uuid"

	"convene/internal/activity/touchpoint"
	"convene/internal/ledger"
	"convene/internal/text"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
	"convene/ui/theme"
)

// saying is the field for contributions: one after the other while notes are taken, or one that is corrected.
type saying struct {
	in    *Screen
	words kit.Input
	who   kit.Input // said it aloud: a role or a group; empty is whoever types
	named bool      // the second field has the cursor
	base  touchpoint.Contribution
	note  string
	count int
}

// sayRows is the rows that the field takes at the bottom of the question.
const sayRows = 3

func (y *saying) start() tea.Cmd {
	y.in.At, y.base, y.named, y.note, y.count = modeSay, touchpoint.Contribution{}, false, "", 0
	y.words = field("", touchpoint.TextMax)
	y.who = field("", text.NameMax)
	return y.resume("")
}

// resume takes up what was being typed when the program ended. What is unsigned is kept nowhere but on the screen: words from
// before signatures were turned off are taken out of the drawer.
func (y *saying) resume(id string) tea.Cmd {
	was := y.in.Draft.Begin("touchpoint/say/" + string(y.in.partner) + "/" + y.in.question + "/" + id)
	if was != "" && was != y.words.Value() {
		y.words, y.note = field(was, touchpoint.TextMax), "You were typing this when convene ended."
	}
	return y.drafted()
}

// drafted keeps what stands in the field as a draft, or forgets it where it is unsigned by now.
func (y *saying) drafted() tea.Cmd {
	if y.unsigned() {
		return y.in.Draft.End()
	}
	return y.in.Draft.Typed(y.words.Value())
}

func field(value string, most int) kit.Input { return kit.NewInput(value, false, most, text.Typed) }

// edit opens a contribution to correct it.
func (y *saying) edit(c touchpoint.Contribution) tea.Cmd {
	y.in.At, y.base, y.named, y.note, y.count = modeSay, c, false, "", 0
	y.words, y.who = field(c.Text, touchpoint.TextMax), field(c.SaidBy, text.NameMax)
	return y.resume(c.ID)
}

// unsigned says that what is typed will carry nobody's name.
func (y *saying) unsigned() bool {
	if y.base.ID != "" {
		return y.base.Unsigned()
	}
	now, _ := y.in.now()
	return now.Unsigned
}

func (y *saying) Keys() []kit.Key {
	off := ""
	if y.unsigned() {
		off = "Nobody is named here: contributions to this question are unsigned."
	}
	enter, tab := "send it, next", "who said it"
	if y.base.ID != "" {
		enter = "keep it"
	}
	if y.named {
		tab = "back to the words"
	}
	return []kit.Key{
		{Press: []string{"enter"}, Show: "Enter", Help: enter, Foot: 1, Run: y.enter},
		{Press: []string{"tab"}, Show: "Tab", Help: tab, Foot: 2, Off: off, Run: func() tea.Cmd { y.named = !y.named; return nil }},
		{Press: []string{"esc"}, Show: "Esc", Help: "done", Foot: 3, Run: y.leave},
	}
}

// leave ends typing. Words that were not sent yet are sent first, those of a correction are left.
func (y *saying) leave() tea.Cmd {
	if y.base.ID == "" && text.Line(y.words.Value(), touchpoint.TextMax) != "" {
		cmd := y.send()
		if text.Line(y.words.Value(), touchpoint.TextMax) != "" {
			return cmd // it was refused, and stands there still
		}
	}
	return y.end()
}

// end goes back to the question.
func (y *saying) end() tea.Cmd {
	y.in.At = modeQuestion
	return y.in.Draft.End()
}

func (y *saying) enter() tea.Cmd {
	if y.named && y.base.ID == "" {
		y.named = false
		return nil
	}
	if y.base.ID != "" {
		return y.correct()
	}
	return y.send()
}

// send contributes what was typed; the first contribution opens the question.
func (y *saying) send() tea.Cmd {
	s := y.in
	words := text.Line(y.words.Value(), touchpoint.TextMax)
	if words == "" {
		return nil
	}
	now, asked := s.now()
	if !asked {
		if cmd := s.Env.DoAll(s.ask(false)); cmd != nil {
			return cmd
		}
		now, _ = s.now()
	}
	op := touchpoint.Contribute{ID: s.Env.NewID(), Round: now.Round, Text: words, SaidBy: text.Line(y.who.Value(), text.NameMax)}
	token := ""
	if now.Unsigned { // an ID that tells no time, and a token that nobody else ever has
		token = rand.Text()
		op.ID, op.SaidBy, op.WithdrawHash = uuid.NewString(), "", touchpoint.TokenHash(token)
	}
	if cmd := s.Env.DoAll(op); cmd != nil {
		return cmd
	}
	y.words = y.words.Set("")
	y.count++
	if token == "" {
		s.talk.sel = op.ID
	} else {
		s.tokens[op.ID] = token // it is not chosen: whoever follows would see whose it is
	}
	return y.drafted()
}

// correct keeps a correction. Where somebody else has corrected the same words, it says so first.
func (y *saying) correct() tea.Cmd {
	next := y.base
	next.Text, next.SaidBy = text.Line(y.words.Value(), touchpoint.TextMax), text.Line(y.who.Value(), text.NameMax)
	patch := ledger.Diff(y.base, next)
	if len(patch) == 0 {
		return y.end()
	}
	err := y.in.Env.Do(touchpoint.Edit{ID: y.base.ID, Patch: patch})
	var meet *ledger.MeetError
	if errors.As(err, &meet) {
		y.base, _ = y.in.Env.State().Touchpoint.Contributions.Get(y.base.ID)
		y.note = "Somebody else has just made it “" + y.base.Text + "”. Enter once more puts yours in its place."
		return nil
	}
	if err != nil {
		return screen.Refused(err)
	}
	return y.end()
}

func (y *saying) Update(msg tea.Msg) tea.Cmd {
	switch msg.(type) {
	case screen.WheelMsg, screen.ClickMsg, screen.DragMsg:
		return nil
	}
	y.note = ""
	if y.named {
		y.who = y.who.Update(msg)
		return nil
	}
	y.words = y.words.Update(msg)
	return y.drafted()
}

func (y *saying) View(w, h int) screen.View { return y.in.talk.scene(w, h, sayRows) }

func (y *saying) Layer(w, _ int) screen.Layer {
	l := sayLayer{words: y.words.Show(max(1, min(w, 72)-2), 1), who: y.who.Show(max(1, min(w, 72)-11), 1), named: y.named, hint: y.note, edit: y.base.ID != "", unsigned: y.unsigned()}
	if l.hint == "" && y.count > 0 {
		l.hint = kit.Count(y.count, "contribution", "contributions") + " sent."
	}
	return l
}

// sayLayer is the field, under what was said.
type sayLayer struct {
	words, who            kit.Shown
	named, edit, unsigned bool
	hint                  string
}

// Paint implements screen.Layer.
func (l sayLayer) Paint(_ kit.Area, p *paint.Personal, o screen.Own) {
	r, ok := p.Find("free")
	if !ok {
		return
	}
	a, th := kit.On(p).At(r), o.Theme
	a = a.Sub(0, 0, min(72, a.W()), a.H())
	a.Fill(th.Ground)
	text, who := a.Sub(2, a.H()-2, a.W()-2, 1), a.Sub(2, a.H()-1, a.W()-2, 1)
	a.Print(0, 0, l.hint, th.Muted)
	if l.unsigned {
		who.Print(0, 0, "Unsigned: no name is kept, anywhere.", th.Muted)
	} else {
		who.Print(0, 0, "Said by", th.Muted)
		line(who.Sub(9, 0, who.W()-9, 1), l.who, l.named, p, th)
		if !l.named && len(l.who.Lines) > 0 && l.who.Lines[0] == "" {
			who.Print(9, 0, "you (Tab: somebody else)", th.Faint)
		}
	}
	sign := a.Sub(0, a.H()-2, 1, 1)
	if l.named {
		sign = a.Sub(0, a.H()-1, 1, 1)
	}
	line(text, l.words, !l.named, p, th)
	sign.Print(0, 0, th.Symbols.Here, th.Accent)
}

// line draws a field of one line, the cursor in it where it is the one that is typed in.
func line(a kit.Area, f kit.Shown, on bool, p *paint.Personal, th *theme.Theme) {
	at := p.Cursor
	f.Draw(a, p, th.Field)
	if !on {
		p.Cursor = at
	}
}
