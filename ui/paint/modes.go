package paint

import "github.com/charmbracelet/x/ansi"

// Modes is what a screen asks of the terminal beside cells. What every screen has (the alternate screen, a hidden
// cursor, marked pastes, distinct keys) is not listed. All of it is taken back at the end.
type Modes struct {
	Mouse    int    // 0 none, 1 buttons, wheel and drags, 2 all motion too
	Focus    bool   // tell when the terminal gets and loses the focus
	Keyboard int    // kitty keyboard flags beside telling keys apart (1)
	Title    string // of the window; "" leaves it alone
}

const (
	// ask: the answers come as input, see Pane.Heard.
	ask     = ansi.RequestModeSynchronizedOutput + ansi.RequestModeUnicodeCore + ansi.RequestKittyKeyboard
	enter   = ansi.SetModeAltScreenSaveCursor + ansi.ResetModeTextCursorEnable + ansi.SetModeBracketedPaste + ansi.SetModifyOtherKeys2
	noMouse = ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseAnyEvent + ansi.ResetModeMouseExtSgr
	// leave takes the keyboard back inside of the alternate screen: each screen has its own stack of flags.
	leave = ansi.ResetStyle + ansi.ResetModifyOtherKeys + popKeyboard + ansi.ResetModeBracketedPaste +
		ansi.ResetModeAltScreenSaveCursor + ansi.SetModeTextCursorEnable

	popKeyboard          = "\x1b[<1u"
	pushTitle, popTitle  = "\x1b[22;2t", "\x1b[23;2t"
	noTitle              = "\x1b]2;\x07"
	syncStart, syncEnd   = ansi.SetModeSynchronizedOutput, ansi.ResetModeSynchronizedOutput
	maxTitle             = 80
	plainKeys, cellMouse = 1, 1
)

// GiveBack gives a terminal back that was painted by a program that is gone.
const GiveBack = noMouse + ansi.ResetModeFocusEvent + ansi.ResetModeUnicodeCore + noTitle + popTitle + leave

// begin takes the terminal over.
func (m Modes) begin(b []byte) []byte {
	b = append(b, enter...)
	b = append(b, ansi.PushKittyKeyboard(plainKeys|m.Keyboard)...)
	b = append(b, ask...)
	return m.change(b, Modes{Keyboard: m.Keyboard})
}

// change goes from the modes old to m.
func (m Modes) change(b []byte, old Modes) []byte {
	if m.Keyboard != old.Keyboard {
		b = append(b, ansi.KittyKeyboard(plainKeys|m.Keyboard, 1)...)
	}
	if m.Mouse != old.Mouse {
		if old.Mouse != 0 {
			b = append(b, noMouse...)
		}
		switch {
		case m.Mouse == cellMouse:
			b = append(b, ansi.SetModeMouseButtonEvent+ansi.SetModeMouseExtSgr...)
		case m.Mouse > cellMouse:
			b = append(b, ansi.SetModeMouseAnyEvent+ansi.SetModeMouseExtSgr...)
		}
	}
	if m.Focus != old.Focus {
		if m.Focus {
			b = append(b, ansi.SetModeFocusEvent...)
		} else {
			b = append(b, ansi.ResetModeFocusEvent...)
		}
	}
	if m.Title != old.Title {
		b = title(b, m.Title, old.Title)
	}
	return b
}

// title keeps the title that the window had before ours, where the terminal can.
func title(b []byte, now, old string) []byte {
	if old == "" {
		b = append(b, pushTitle...)
	}
	b = append(b, ansi.SetWindowTitle(plain(now, maxTitle))...)
	if now == "" {
		b = append(b, popTitle...)
	}
	return b
}

// end gives the terminal back.
func (m Modes) end(b []byte) []byte {
	return append(Modes{Keyboard: m.Keyboard}.change(b, m), leave...)
}

// cursor sets the cursor to c from the state was.
func cursor(b []byte, was, c Cursor) []byte {
	if c.On {
		b = appendMove(b, c.X, c.Y)
	}
	switch {
	case c.On && !was.On:
		b = append(b, ansi.SetModeTextCursorEnable...)
	case was.On && !c.On:
		b = append(b, ansi.ResetModeTextCursorEnable...)
	}
	return b
}
