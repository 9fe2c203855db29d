package inventory

import (
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"convene/internal/ledger"
	"convene/internal/text"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/screen"
)

// editor is one field of a form while somebody types into it.
type editor struct {
	in     *Screen
	of     editing
	field  kit.Input
	note   string
	bad    bool
	opened string // what stood there when typing began
}

// editing is what the editor is told of a field and of the form that it stands in.
type editing struct {
	id, label, hint string
	long            bool
	max             int
	value, place    string             // of the field; of its draft
	over            part               // the form that stays behind it
	put             func(string) error // makes the change; a *ledger.MeetError where somebody else was faster
	now             func() string      // what the field says by now
	yield           func()             // from here on put is about what the field says by now
	next            func() tea.Cmd     // opens the next field
}

func (e *editor) start(of editing) tea.Cmd {
	e.of, e.note, e.bad, e.opened = of, of.hint, false, ""
	for _, n := range e.in.parts() {
		if n.part == of.over {
			e.opened = n.mode
		}
	}
	e.in.mode = modeEdit
	value := of.value
	if was := e.in.draft.Begin(of.place); was != "" && was != value {
		value, e.note = was, "You were typing this when convene ended. Enter keeps it, Esc leaves the field as it was."
	}
	e.field = kit.NewInput(value, of.long, of.max, text.Typed)
	return nil
}

func (e *editor) keys() []kit.Key {
	keys := []kit.Key{
		{Press: []string{"enter"}, Show: "Enter", Help: "keep it", Foot: 1, Run: func() tea.Cmd { return e.keep(false) }},
		{Press: []string{"tab"}, Show: "Tab", Help: "keep it, next field", Foot: 2, Run: func() tea.Cmd { return e.keep(true) }},
		{Press: []string{"esc"}, Show: "Esc", Help: "leave it as it was", Foot: 3, Run: e.leave},
	}
	if e.of.long {
		keys = append(keys, kit.Key{Press: []string{"ctrl+j", "alt+enter", "shift+enter"}, Show: "Ctrl+J", Help: "new line", Foot: 4})
	}
	return keys
}

func (e *editor) leave() tea.Cmd {
	e.in.mode = e.opened
	return e.in.draft.End()
}

// keep makes the change. What somebody else wrote into the same field meanwhile is shown beside our own words.
func (e *editor) keep(next bool) tea.Cmd {
	err := e.of.put(e.field.Value())
	var meet *ledger.MeetError
	switch {
	case errors.As(err, &meet):
		return e.meet()
	case err != nil:
		e.note, e.bad = err.Error(), true
		return nil
	}
	cmd := e.leave()
	if next && e.of.next != nil {
		return tea.Batch(cmd, e.of.next())
	}
	return cmd
}

func (e *editor) meet() tea.Cmd {
	mine, theirs := e.field.Value(), e.of.now()
	return screen.Open(screen.NewMeet(e.of.label, mine, theirs, e.of.long, func(t screen.Take) tea.Cmd {
		switch t {
		case screen.Mine:
			e.of.yield()
			return e.keep(false)
		case screen.Theirs:
			return e.leave()
		}
		e.of.yield()
		e.field = e.field.Set(strings.Trim(theirs+"\n"+mine, "\n"))
		e.note, e.bad = "Both texts stand here now. Enter keeps them like this.", false
		return e.in.draft.Typed(e.field.Value())
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
	return e.in.draft.Typed(e.field.Value())
}

func (e *editor) view(w, h int) screen.View {
	if e.of.over == nil {
		return e.in.list.view(w, h)
	}
	return e.of.over.view(w, h)
}

// rows is how many lines of the field are shown, in a body of w × h cells: a paragraph has a line to go on.
func (e *editor) rows(w, h int) int {
	if !e.of.long {
		return 1
	}
	return max(2, min(h-headRows(h)-4, 10, len(paint.Wrap(e.field.Value(), kit.FormEditWidth(w)))+1))
}

func (e *editor) layer(w, h int) screen.Layer {
	if e.of.over == nil {
		return e.in.list.layer(w, h)
	}
	rows := e.rows(w, h)
	field := e.field.Show(kit.FormEditWidth(w), rows)
	return editLayer{e.of.over.layer(w, h), kit.FormEdit{ID: e.of.id, Label: e.of.label, Field: field, Rows: rows, Note: e.note, Bad: e.bad}}
}

type editLayer struct {
	behind screen.Layer
	edit   kit.FormEdit
}

// Paint implements screen.Layer.
func (l editLayer) Paint(a kit.Area, p *paint.Personal, o screen.Own) {
	l.behind.Paint(a, p, o)
	head := headRows(a.H())
	l.edit.Paint(a.Sub(0, head, a.W(), a.H()-head), p, o.Theme)
}
