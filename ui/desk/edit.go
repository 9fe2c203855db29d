package desk

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

// Editing is what an Editor is told of a field and of the part that it stands in.
type Editing struct {
	// Spot names the place where the field opens, without Field; Label stands over it, Hint under it.
	Spot, Label, Hint string
	Past              bool // a day that it asks for is over rather than to come
	Long              bool // it takes several lines on the screen
	Lines             bool // it may hold several lines: Ctrl+J begins one
	Max               int  // cells of text
	Value             string
	Place             string // of the draft
	Over              Part   // what stays behind it
	// Put makes the change; a *ledger.MeetError where somebody else was faster. Now is what the field says by now, and from
	// Yield on Put is about that.
	Put   func(typed string) error
	Now   func() string
	Yield func()
	Read  func(typed string) string // how what stands there is understood, shown under the field; may be nil
	Next  func() tea.Cmd            // opens the next field; nil where there is none
	Again bool                      // the field stays open for the next one
}

// Source is how one field of a record is read and changed.
type Source[R ledger.Record] struct {
	Now func() R
	Get func(R) string
	Set func(*R, string) error
	Op  func(ledger.Patch) any
}

// Edited fills in how a field of a record is kept: where somebody else has changed it meanwhile, both texts are shown.
func Edited[R ledger.Record](d *Desk, src Source[R], of Editing) Editing {
	base := src.Now()
	of.Value = src.Get(base)
	of.Put = func(typed string) error {
		next := base
		if err := src.Set(&next, typed); err != nil {
			return err
		}
		patch := ledger.Diff(base, next)
		if len(patch) == 0 {
			return nil
		}
		return d.Env.Do(src.Op(patch))
	}
	of.Yield = func() { base = src.Now() }
	of.Now = func() string { return src.Get(src.Now()) }
	return of
}

// Editor is one field while somebody types into it. It is a Part.
type Editor struct {
	at     *Desk
	of     Editing
	behind string // the mode that it is typed over
	field  kit.Input
	note   string
	bad    bool
}

// Start opens a field over the way of looking that is shown.
func (e *Editor) Start(of Editing) tea.Cmd {
	if e.at.At != ModeEdit {
		e.behind = e.at.At
	}
	e.of, e.note, e.bad = of, of.Hint, false
	e.at.At = ModeEdit
	value := of.Value
	if was := e.at.Draft.Begin(of.Place); was != "" && was != value {
		value, e.note = was, "You were typing this when convene ended. Enter keeps it, Esc leaves the field as it was."
	}
	e.field = kit.NewInput(value, of.Long, of.Max, text.Typed)
	return nil
}

// Keys implements Part.
func (e *Editor) Keys() []kit.Key {
	keep, esc := "keep it", "leave it as it was"
	if e.of.Again {
		keep, esc = "keep it, next one", "done"
	}
	keys := []kit.Key{
		{Press: []string{"enter"}, Show: "Enter", Help: keep, Foot: 1, Run: func() tea.Cmd { return e.keep(false) }},
		{Press: []string{"tab"}, Show: "Tab", Help: "keep it, next field", Foot: 2, Run: func() tea.Cmd { return e.keep(true) }},
		{Press: []string{"esc"}, Show: "Esc", Help: esc, Foot: 3, Run: e.leave},
	}
	if e.of.Lines {
		keys = append(keys, kit.Key{Press: []string{"ctrl+j", "alt+enter", "shift+enter"}, Show: "Ctrl+J", Help: "new line", Foot: 4})
	}
	return keys
}

func (e *Editor) leave() tea.Cmd {
	e.at.At = e.behind
	return e.at.Draft.End()
}

// typed is what was typed, as it would be kept.
func (e *Editor) typed() string {
	if e.of.Lines {
		return text.Block(e.field.Value(), e.of.Max)
	}
	return text.Line(e.field.Value(), e.of.Max)
}

// keep makes the change. What somebody else wrote into the same field meanwhile is shown beside our own words.
func (e *Editor) keep(next bool) tea.Cmd {
	typed := e.typed()
	if e.of.Again && typed == "" {
		return e.leave()
	}
	err := e.of.Put(typed)
	var meet *ledger.MeetError
	switch {
	case errors.As(err, &meet):
		return e.meet()
	case err != nil:
		e.note, e.bad = err.Error(), true
		return nil
	}
	if e.of.Again && !next {
		cmd := e.at.Draft.End()
		of := e.of
		of.Value = ""
		return tea.Batch(cmd, e.Start(of))
	}
	cmd := e.leave()
	if next && e.of.Next != nil {
		return tea.Batch(cmd, e.of.Next())
	}
	return cmd
}

func (e *Editor) meet() tea.Cmd {
	mine, theirs := e.typed(), e.of.Now()
	between := " / "
	if e.of.Lines {
		between = "\n"
	}
	return screen.Open(screen.NewMeet(e.of.Label, mine, theirs, e.of.Long, func(t screen.Take) tea.Cmd {
		switch t {
		case screen.Mine:
			e.of.Yield()
			return e.keep(false)
		case screen.Theirs:
			return e.leave()
		}
		e.of.Yield()
		e.field = e.field.Set(strings.Trim(theirs+between+mine, between))
		e.note, e.bad = "Both texts stand here now. Enter keeps them like this.", false
		return e.at.Draft.Typed(e.field.Value())
	}))
}

// Update implements Part.
func (e *Editor) Update(msg tea.Msg) tea.Cmd {
	switch msg.(type) {
	case screen.WheelMsg, screen.ClickMsg:
		return nil
	}
	e.field = e.field.Update(msg)
	if e.bad {
		e.note, e.bad = e.of.Hint, false
	}
	if e.of.Read != nil {
		e.note = e.of.Hint
		if got := e.of.Read(e.field.Value()); got != "" {
			e.note = got
		}
	}
	return e.at.Draft.Typed(e.field.Value())
}

// View implements Part.
func (e *Editor) View(w, h int) screen.View {
	if e.of.Over == nil {
		return Nothing{}
	}
	return e.of.Over.View(w, h)
}

// The most lines that a field shows: of words that are one line, and of a paragraph, which has a line to go on.
const (
	longRows  = 6
	blockRows = 10
)

// rows is how many lines of the field are shown in a body of w × h cells.
func (e *Editor) rows(w, h int) int {
	switch {
	case e.of.Lines:
		return max(2, min(h-HeadRows-5, blockRows, len(paint.Wrap(e.field.Value(), kit.FormEditWidth(w)))+1))
	case e.of.Long:
		return max(1, min(h-HeadRows-5, longRows, len(paint.Wrap(e.field.Value()+"x", kit.FormEditWidth(w)))))
	}
	return 1
}

// need is how many rows the box takes, its note too.
func (e *Editor) need(w, h int) int {
	return 2 + e.rows(w, h) + len(paint.Wrap(e.note, kit.FormEditWidth(w)))
}

// Layer implements Part.
func (e *Editor) Layer(w, h int) screen.Layer {
	if e.of.Over == nil {
		return Nothing{}
	}
	rows := e.rows(w, h)
	field := e.field.Show(kit.FormEditWidth(w), rows)
	return editLayer{e.of.Over.Layer(w, h), kit.FormEdit{ID: e.of.Spot, Label: e.of.Label, Field: field, Rows: rows, Note: e.note, Bad: e.bad}}
}

type editLayer struct {
	behind screen.Layer
	edit   kit.FormEdit
}

// Paint implements screen.Layer.
func (l editLayer) Paint(a kit.Area, p *paint.Personal, o screen.Own) {
	l.behind.Paint(a, p, o)
	l.edit.Paint(Body(a), p, o.Theme)
}
