package plan

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"convene/internal/ledger"
	"convene/internal/text"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// editing is what the editor is told of a field and of the part that it stands in.
type editing struct {
	spot, label, hint string // where it stands; over it; under it
	long              bool   // it may take several lines on the screen; it is one line all the same
	max               int
	value, place      string             // of the field; of its draft
	behind            string             // the mode that it is typed over
	over              part               // which stays behind it
	put               func(string) error // makes the change; a *ledger.MeetError where somebody else was faster
	now               func() string      // what the field says by now
	yield             func()             // from here on put is about what the field says by now
	read              func(string) string
	next              func() tea.Cmd // opens the next field; nil where there is none
	again             bool           // the field stays open for the next one
}

// editor is one field while somebody types into it.
type editor struct {
	at    *desk
	of    editing
	field kit.Input
	note  string
	bad   bool
}

func (e *editor) start(of editing) tea.Cmd {
	e.of, e.note, e.bad = of, of.hint, false
	e.at.mode = modeEdit
	value := of.value
	if was := e.at.draft.Begin(of.place); was != "" && was != value {
		value, e.note = was, "You were typing this when convene ended. Enter keeps it, Esc leaves the field as it was."
	}
	e.field = kit.NewInput(value, of.long, of.max, text.Typed)
	return nil
}

func (e *editor) keys() []kit.Key {
	keep, esc := "keep it", "leave it as it was"
	if e.of.again {
		keep, esc = "keep it, next one", "done"
	}
	keys := []kit.Key{
		{Press: []string{"enter"}, Show: "Enter", Help: keep, Foot: 1, Run: func() tea.Cmd { return e.keep(false) }},
		{Press: []string{"esc"}, Show: "Esc", Help: esc, Foot: 3, Run: e.leave},
	}
	tab := kit.Key{Press: []string{"tab"}, Show: "Tab", Help: "keep it, go on to the next field", Foot: 2, Run: func() tea.Cmd { return e.keep(true) }}
	return append(keys, tab)
}

func (e *editor) leave() tea.Cmd {
	e.at.mode = e.of.behind
	return e.at.draft.End()
}

// keep makes the change. What somebody else wrote into the same field meanwhile is shown beside our own words.
func (e *editor) keep(next bool) tea.Cmd {
	typed := text.Line(e.field.Value(), e.of.max)
	if e.of.again && typed == "" {
		return e.leave()
	}
	err := e.of.put(typed)
	var meet *ledger.MeetError
	switch {
	case errors.As(err, &meet):
		return e.meet()
	case err != nil:
		e.note, e.bad = err.Error(), true
		return nil
	}
	if e.of.again && !next {
		cmd := e.at.draft.End()
		of := e.of
		of.value = ""
		return tea.Batch(cmd, e.start(of))
	}
	cmd := e.leave()
	if next && e.of.next != nil {
		return tea.Batch(cmd, e.of.next())
	}
	return cmd
}

func (e *editor) meet() tea.Cmd {
	mine, theirs := text.Line(e.field.Value(), e.of.max), e.of.now()
	return screen.Open(screen.NewMeet(e.of.label, mine, theirs, e.of.long, func(t screen.Take) tea.Cmd {
		switch t {
		case screen.Mine:
			e.of.yield()
			return e.keep(false)
		case screen.Theirs:
			return e.leave()
		}
		e.of.yield()
		e.field = e.field.Set(theirs + " / " + mine)
		e.note, e.bad = "Both texts stand here now. Enter keeps them like this.", false
		return e.at.draft.Typed(e.field.Value())
	}))
}

func (e *editor) update(msg tea.Msg) tea.Cmd {
	switch msg.(type) {
	case screen.WheelMsg, screen.ClickMsg:
		return nil
	}
	e.field = e.field.Update(msg)
	if e.bad {
		e.note, e.bad = e.of.hint, false
	}
	if e.of.read != nil {
		e.note = e.of.hint
		if got := e.of.read(e.field.Value()); got != "" {
			e.note = got
		}
	}
	return e.at.draft.Typed(e.field.Value())
}

func (e *editor) view(w, h int) screen.View {
	if e.of.over == nil {
		return nothing{}
	}
	return e.of.over.view(w, h)
}

// rows is how many lines of the field are shown in a body of w × h cells.
func (e *editor) rows(w, h int) int {
	if !e.of.long {
		return 1
	}
	return max(1, min(h-headRows-5, 6, len(paint.Wrap(e.field.Value()+"x", kit.FormEditWidth(w)))))
}

// need is how many rows the box takes, its note too.
func (e *editor) need(w, h int) int {
	return 2 + e.rows(w, h) + len(paint.Wrap(e.note, kit.FormEditWidth(w)))
}

func (e *editor) layer(w, h int) screen.Layer {
	if e.of.over == nil {
		return nothing{}
	}
	rows := e.rows(w, h)
	field := e.field.Show(kit.FormEditWidth(w), rows)
	return editLayer{e.of.over.layer(w, h), kit.FormEdit{ID: e.of.spot, Label: e.of.label, Field: field, Rows: rows, Note: e.note, Bad: e.bad}}
}

type editLayer struct {
	behind screen.Layer
	edit   kit.FormEdit
}

// Paint implements screen.Layer.
func (l editLayer) Paint(a kit.Area, p *paint.Personal, o screen.Own) {
	l.behind.Paint(a, p, o)
	l.edit.Paint(body(a), p, o.Theme)
}

// nothing is what an editor that was never opened shows.
type nothing struct{}

// Draw implements screen.View.
func (nothing) Draw(kit.Area, screen.Shared) {}

// Paint implements screen.Layer.
func (nothing) Paint(kit.Area, *paint.Personal, screen.Own) {}

// headRows is how many rows stand above a list or a form.
const headRows = 2

// roomy is the height of a body from which there is room for air.
const roomy = 16
