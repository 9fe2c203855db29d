package touchpoints

import (
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"convene/internal/activity/touchpoint"
	"convene/internal/day"
	"convene/internal/ledger"
	"convene/internal/text"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// answering is the team's answer while it is written: two fields, one of which is typed in.
type answering struct {
	in     *Screen
	fields [2]kit.Input // what we know, what we'll ask
	drafts [2]*screen.Drafts
	at     int
	base   touchpoint.Answer
	note   string
}

func (w *answering) start() tea.Cmd {
	now, _ := w.in.now()
	w.base, w.at, w.note = now.Answer, 0, ""
	for i, v := range []string{now.Answer.Known, now.Answer.Ask} {
		w.drafts[i] = screen.NewDrafts(w.in.Env)
		place := fmt.Sprintf("touchpoint/answer/%s/%s/%d", w.in.partner, w.in.question, i)
		if was := w.drafts[i].Begin(place); was != "" && was != v {
			v, w.note = was, "You were typing this when convene ended."
		}
		w.fields[i] = kit.NewInput(v, true, touchpoint.AnswerMax, text.Typed)
	}
	w.in.At = modeAnswer
	return nil
}

// resume takes up the answer in the field where somebody was typing.
func (w *answering) resume(field string) tea.Cmd {
	cmd := w.start()
	if field == "1" {
		w.at = 1
	}
	return cmd
}

func (w *answering) Keys() []kit.Key {
	return []kit.Key{
		{Press: []string{"enter"}, Show: "Enter", Help: "keep both", Foot: 1, Run: w.keep},
		{Press: []string{"tab"}, Show: "Tab", Help: "the other field", Foot: 2, Run: func() tea.Cmd { w.at = 1 - w.at; return nil }},
		{Press: []string{"esc"}, Show: "Esc", Help: "leave it as it was", Foot: 3, Run: w.end},
		{Press: []string{"ctrl+j", "alt+enter", "shift+enter"}, Show: "Ctrl+J", Help: "new line", Foot: 4},
	}
}

// end goes back to the question.
func (w *answering) end() tea.Cmd {
	w.in.At = modeQuestion
	return tea.Batch(w.drafts[0].End(), w.drafts[1].End())
}

// drafted keeps what is being typed when its time has come.
func (w *answering) drafted(msg screen.DraftMsg) tea.Cmd {
	if w.drafts[0] == nil {
		return nil
	}
	return tea.Batch(w.drafts[0].Update(msg), w.drafts[1].Update(msg))
}

// keep writes what was changed. Where somebody else has written too, it says so first.
func (w *answering) keep() tea.Cmd {
	s := w.in
	next := w.base
	next.Known, next.Ask = text.Block(w.fields[0].Value(), touchpoint.AnswerMax), text.Block(w.fields[1].Value(), touchpoint.AnswerMax)
	patch := ledger.Diff(w.base, next)
	if len(patch) == 0 {
		return w.end()
	}
	now, asked := s.now()
	if !asked {
		if cmd := s.Env.DoAll(s.ask(false)); cmd != nil {
			return cmd
		}
		now, _ = s.now()
	}
	err := s.Env.Do(touchpoint.WriteAnswer{Round: now.Round, Patch: patch, On: day.Of(s.Env.Now())})
	var meet *ledger.MeetError
	if errors.As(err, &meet) {
		now, _ = s.now()
		w.base = now.Answer
		w.note = "Somebody else has just written here too: “" + now.Answer.Known + "” Enter once more puts yours in its place."
		return nil
	}
	if err != nil {
		return screen.Refused(err)
	}
	return w.end()
}

func (w *answering) Update(msg tea.Msg) tea.Cmd {
	switch msg.(type) {
	case screen.WheelMsg, screen.ClickMsg, screen.DragMsg:
		return nil
	}
	w.note = ""
	w.fields[w.at] = w.fields[w.at].Update(msg)
	return w.drafts[w.at].Typed(w.fields[w.at].Value())
}

// rows is how many lines each of the fields has in a body of h rows.
func (w *answering) rows(h int) int { return max(1, min(5, (h-8)/3)) }

func (w *answering) View(width, h int) screen.View {
	return w.in.talk.scene(width, h, 2*w.rows(h)+2)
}

func (w *answering) Layer(width, h int) screen.Layer {
	l := answerLayer{rows: w.rows(h), at: w.at, note: w.note}
	for i := range l.fields {
		l.fields[i] = w.fields[i].Show(max(1, min(readCols, width-2)), l.rows)
	}
	return l
}

type answerLayer struct {
	fields   [2]kit.Shown
	rows, at int
	note     string
}

// Paint implements screen.Layer.
func (l answerLayer) Paint(_ kit.Area, p *paint.Personal, o screen.Own) {
	r, ok := p.Find("free")
	if !ok {
		return
	}
	a, th := kit.On(p).At(r), o.Theme
	a.Fill(th.Ground)
	for i, label := range []string{"What we know", "What we'll ask"} {
		y := i * (l.rows + 1)
		ink := th.Muted
		if i == l.at {
			ink = th.Heading
			a.Print(0, y, th.Symbols.Here, th.Accent)
			if l.note != "" {
				label = l.note
			}
		}
		a.Print(2, y, label, ink)
		cursor := p.Cursor
		l.fields[i].Draw(a.Sub(2, y+1, min(readCols, a.W()-2), l.rows), p, th.Field)
		if i != l.at {
			p.Cursor = cursor
		}
	}
}
