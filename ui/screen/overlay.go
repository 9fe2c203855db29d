package screen

import (
	tea "charm.land/bubbletea/v2"

	"convene/internal/text"
	"convene/ui/kit"
	"convene/ui/paint"
)

// Overlay stands over a screen and takes its keys until it is closed.
type Overlay interface {
	Keys() []kit.Key
	Typing() bool
	Update(msg tea.Msg) tea.Cmd
	// Layer draws it in the middle of a body of w × h cells.
	Layer(w, h int) Layer
}

// Box is how overlays stand over a screen: centred, bordered, the screen behind it left as it is.
func Box(a kit.Area, o Own, title string, w, h int) kit.Area {
	w, h = min(w, a.W()), min(h, a.H())
	b := a.Sub((a.W()-w)/2, max(0, (a.H()-h)/3), w, h)
	b.Fill(o.Theme.Text)
	in := b.Box(o.Theme.BorderFocus, o.Theme.ASCII)
	if title != "" {
		b.Print(2, 0, " "+title+" ", o.Theme.Heading)
	}
	return in.Inset(1, 0)
}

// Prompt asks for a line or a paragraph of text.
type Prompt struct {
	Title string
	Hint  string // one sentence under the field
	Long  bool
	Max   int                           // characters; text.LineMax where 0
	Done  func(string) (tea.Cmd, error) // an error stays in the box with what was typed
	// Drafts keeps what is typed at a Place, so that it is offered again after a crash; nil keeps nothing.
	Drafts *Drafts
	Place  string

	in  kit.Input
	err string
}

// NewPrompt opens with value in the field.
func NewPrompt(p Prompt, value string) *Prompt {
	if p.Max == 0 {
		p.Max = text.LineMax
		if p.Long {
			p.Max = text.BlockMax
		}
	}
	if p.Drafts != nil {
		if was := p.Drafts.Begin(p.Place); was != "" && was != value {
			value, p.Hint = was, "You were typing this when convene ended. Enter keeps it, Esc leaves it as it was."
		}
	}
	p.in = kit.NewInput(value, p.Long, p.Max, text.Typed)
	return &p
}

// Typing implements Overlay.
func (p *Prompt) Typing() bool { return true }

// Keys implements Overlay.
func (p *Prompt) Keys() []kit.Key {
	keys := []kit.Key{
		{Press: []string{"enter"}, Show: "Enter", Help: "keep it", Foot: 1, Run: p.done},
		{Press: []string{"esc"}, Show: "Esc", Help: "leave it as it was", Foot: 2, Run: func() tea.Cmd { return Close(p.end()) }},
	}
	if p.Long {
		keys = append(keys, kit.Key{Press: []string{"ctrl+j", "alt+enter", "shift+enter"}, Show: "Ctrl+J", Help: "new line", Foot: 3})
	}
	return keys
}

func (p *Prompt) done() tea.Cmd {
	v := text.Line(p.in.Value(), p.Max)
	if p.Long {
		v = text.Block(p.in.Value(), p.Max)
	}
	cmd, err := p.Done(v)
	if err != nil {
		p.err = err.Error()
		return nil
	}
	return Close(tea.Batch(p.end(), cmd))
}

// end forgets the draft.
func (p *Prompt) end() tea.Cmd {
	if p.Drafts == nil {
		return nil
	}
	return p.Drafts.End()
}

// Update implements Overlay.
func (p *Prompt) Update(msg tea.Msg) tea.Cmd {
	if d, ok := msg.(DraftMsg); ok {
		if p.Drafts != nil {
			return p.Drafts.Update(d)
		}
		return nil
	}
	p.in, p.err = p.in.Update(msg), ""
	if p.Drafts != nil {
		return p.Drafts.Typed(p.in.Value())
	}
	return nil
}

// Layer implements Overlay.
func (p *Prompt) Layer(w, h int) Layer {
	rows := 1
	if p.Long {
		rows = min(8, max(1, h-7))
	}
	inner := min(64, w-4) - 4
	return promptLayer{title: p.Title, hint: p.Hint, err: p.err, rows: rows, width: inner, field: p.in.Show(inner, rows)}
}

type promptLayer struct {
	title, hint, err string
	rows, width      int
	field            kit.Shown
}

// Paint implements Layer.
func (l promptLayer) Paint(a kit.Area, p *paint.Personal, o Own) {
	note, ink := l.hint, o.Theme.Muted
	if l.err != "" {
		note, ink = l.err, o.Theme.Bad
	}
	under := len(paint.Wrap(note, max(1, l.width)))
	in := Box(a, o, l.title, l.width+4, l.rows+under+3)
	top, rest := in.Rows(l.rows)
	l.field.Draw(top, p, o.Theme.Field)
	rest.Para(1, rest.W(), note, ink)
}

// Confirm asks before something that many would regret.
type Confirm struct {
	Title, Text string
	Yes         string // what Enter does, in a word or two
	Do          func() tea.Cmd
}

// Typing implements Overlay.
func (c *Confirm) Typing() bool { return false }

// Update implements Overlay.
func (c *Confirm) Update(tea.Msg) tea.Cmd { return nil }

// Keys implements Overlay.
func (c *Confirm) Keys() []kit.Key {
	return []kit.Key{
		{Press: []string{"enter"}, Show: "Enter", Help: c.Yes, Foot: 1, Run: func() tea.Cmd { return Close(c.Do()) }},
		{Press: []string{"esc"}, Show: "Esc", Help: "leave it", Foot: 2, Run: func() tea.Cmd { return Close(nil) }},
	}
}

// Layer implements Overlay.
func (c *Confirm) Layer(w, h int) Layer { return confirmLayer{c.Title, c.Text, min(60, w-4)} }

type confirmLayer struct {
	title, text string
	width       int
}

// Paint implements Layer.
func (l confirmLayer) Paint(a kit.Area, _ *paint.Personal, o Own) {
	lines := paint.Wrap(l.text, max(1, l.width-4))
	in := Box(a, o, l.title, l.width, len(lines)+3)
	in.Para(0, in.W(), l.text, o.Theme.Text)
}
