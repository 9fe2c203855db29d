package kit

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textarea"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"convene/ui/paint"
)

// Input is a text field: one line, or a paragraph. Only Enter, Esc, Tab, arrows, Ctrl- and F-keys mean anything to the
// screen around it; all else types.
type Input struct {
	line  textinput.Model
	block textarea.Model
	long  bool
	clean func(string) string
}

// NewInput returns a focused field with the cursor behind value. max is in characters. clean removes from typed and
// pasted text what may not be in it.
func NewInput(value string, long bool, max int, clean func(string) string) Input {
	in := Input{long: long, clean: clean}
	off := key.NewBinding(key.WithDisabled())
	if long {
		in.block = textarea.New()
		in.block.Prompt, in.block.ShowLineNumbers, in.block.EndOfBufferCharacter = "", false, ' '
		in.block.CharLimit, in.block.MaxHeight = max, 0
		in.block.SetVirtualCursor(false)
		in.block.SetStyles(textarea.Styles{})
		in.block.KeyMap.Paste = off // it would read the clipboard of the machine that convene runs on
		in.block.KeyMap.InsertNewline = key.NewBinding(key.WithKeys("ctrl+j", "shift+enter", "alt+enter"))
		in.block.KeyMap.DeleteWordBackward = key.NewBinding(key.WithKeys("alt+backspace"))
		in.block.KeyMap.LineNext = key.NewBinding(key.WithKeys("down"))
		in.block.KeyMap.TransposeCharacterBackward = off
		in.block.Focus()
		in.block.SetValue(value)
		return in
	}
	in.line = textinput.New()
	in.line.Prompt, in.line.CharLimit = "", max
	in.line.SetVirtualCursor(false)
	in.line.KeyMap.Paste = off
	in.line.KeyMap.NextSuggestion, in.line.KeyMap.PrevSuggestion, in.line.KeyMap.AcceptSuggestion = off, off, off
	in.line.KeyMap.DeleteWordBackward = key.NewBinding(key.WithKeys("alt+backspace"))
	in.line.Focus()
	in.line.SetValue(value)
	in.line.CursorEnd()
	return in
}

// Value is the text as it stands.
func (in Input) Value() string {
	if in.long {
		return in.block.Value()
	}
	return in.line.Value()
}

// Set replaces the text and puts the cursor behind it.
func (in Input) Set(value string) Input {
	if in.long {
		in.block.SetValue(value)
		return in
	}
	in.line.SetValue(value)
	in.line.CursorEnd()
	return in
}

// Update types what msg brings: a key or a paste.
func (in Input) Update(msg tea.Msg) Input {
	switch m := msg.(type) {
	case tea.PasteMsg:
		m.Content = in.clean(m.Content)
		if !in.long {
			m.Content = strings.Join(strings.Fields(m.Content), " ")
		}
		msg = m
	case tea.KeyPressMsg:
		if m.Text != "" {
			if m.Text = in.clean(m.Text); m.Text == "" {
				return in
			}
			msg = m
		}
	default:
		return in
	}
	if in.long {
		in.block, _ = in.block.Update(msg)
	} else {
		in.line, _ = in.line.Update(msg)
	}
	return in
}

// Sized returns the field laid out for w cells and h rows. A paragraph wraps by it.
func (in Input) Sized(w, h int) Input {
	if in.long {
		in.block.SetWidth(max(2, w))
		in.block.SetHeight(max(1, h))
	}
	return in
}

// Shown is a field as it looks now: lines of text and where the cursor stands. It never changes.
type Shown struct {
	Lines []string
	X, Y  int
}

// Show lays the field out in w cells and h rows.
func (in Input) Show(w, h int) Shown {
	if in.long {
		in = in.Sized(w, h)
		s := Shown{Lines: strings.Split(in.block.View(), "\n")}
		if c := in.block.Cursor(); c != nil {
			s.X, s.Y = c.X, c.Y
		}
		return s
	}
	text := []rune(in.line.Value())
	at := min(in.line.Position(), len(text))
	for paint.Width(string(text[:at])) >= max(1, w) { // scroll so that the cursor is inside
		text, at = text[1:], at-1
	}
	return Shown{Lines: []string{string(text)}, X: paint.Width(string(text[:at]))}
}

// Draw writes the field over the area and puts the cursor into it.
func (s Shown) Draw(a Area, p *paint.Personal, ink paint.Ink) {
	a.Fill(ink)
	for y, l := range s.Lines {
		if y < a.H() {
			a.on.Print(a.r.Min.X, a.r.Min.Y+y, a.W(), l, ink)
		}
	}
	p.Cursor.X, p.Cursor.Y, p.Cursor.On = a.r.Min.X+min(s.X, max(0, a.W()-1)), a.r.Min.Y+s.Y, true
}
