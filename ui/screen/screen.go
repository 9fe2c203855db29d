// Package screen is what the app and the activities' screens agree on: how a screen is drawn in two layers, what it may
// ask for, and the boxes that any of them opens.
package screen

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"convene/internal/guide"
	"convene/internal/room"
	"convene/internal/workspace"
	"convene/ui/kit"
	"convene/ui/paint"
	"convene/ui/theme"
)

// Screen is one activity's screen, as one person has it open. Only the program's own goroutine calls it.
type Screen interface {
	// Name is its ID: of its help, of its place in the rail.
	Name() string
	// View is what everybody sees who looks at the same as this person, in a body of w × h cells.
	View(w, h int) View
	// Layer is what only this person sees over it.
	Layer(w, h int) Layer
	// Tables are the key tables of all of its modes.
	Tables() []kit.Table
	// Mode is the table that counts now.
	Mode() string
	// Typing says that a text field takes letters.
	Typing() bool
	// Update takes what is no key of the table: typed text, pastes, the mouse, timers.
	Update(msg tea.Msg) tea.Cmd
}

// Staged is a screen that has a scene of its own for the wall; that of any other is shown there as it is. A nil View means
// the same.
type Staged interface{ Stage() View }

// Headed is a View for the wall that has a heading of its own: none stands over it.
type Headed interface{ Headed() }

// Sealing is a screen where everybody decides in private: Sealing names what is open now, as it is sealed (empty where
// nothing is), and says of what somebody sealed whether it is finished.
type Sealing interface {
	Sealing() (kind string, done func(data []byte) bool)
}

// Unnamed is a screen on which somebody may write what carries nobody's name. As long as it says so, nobody is told that this
// person writes: whoever sees one person stop and one contribution come in knows whose it is.
type Unnamed interface{ Unnamed() bool }

// Resuming is a screen that opens the field again whose draft is kept at a place: its person's line has dropped. Where it
// cannot be opened any more it does nothing.
type Resuming interface{ Resume(place string) tea.Cmd }

// View draws the shared scene. It is a comparable value that never changes: two people with equal Views see one picture,
// drawn once. It reads no clock, no cursor and nothing of a person.
type View interface {
	Draw(a kit.Area, s Shared)
}

// Found is a View of something that others can open on their own screen: Where is what [Go] opens it with.
type Found interface{ Where() string }

// Layer draws what is one person's own over the scene. What it holds never changes; it may be drawn on another
// goroutine.
type Layer interface {
	Paint(a kit.Area, p *paint.Personal, o Own)
}

// Shared is all that a scene is drawn from.
type Shared struct {
	workspace.Public
	Now   time.Time // to the minute, local: a scene reads no clock
	Theme *theme.Theme
	Guide *guide.Pack
	Memo  *Memo
}

// Own is what a personal layer is drawn from: the whole state, contacts included.
type Own struct {
	State *room.State
	Theme *theme.Theme
	Guide *guide.Pack
}

// LaterMsg carries a command that takes time, out of the way of the next key.
type LaterMsg struct{ Cmd tea.Cmd }

// Later is for commands that take time: reading files, going through the history, timers. Every other command is
// carried out before the next key is read, so that what is typed ahead goes where it was meant to go.
func Later(cmd tea.Cmd) tea.Cmd { return func() tea.Msg { return LaterMsg{cmd} } }

// ClickMsg is a click on a spot of the scene or of the layer.
type ClickMsg struct {
	Spot  string
	Twice bool // a second click on the same spot soon after
}

// DragMsg is a drag from one spot to another.
type DragMsg struct{ From, To string }

// WheelMsg is the wheel over a spot: N rows down, or up where it is negative.
type WheelMsg struct {
	Spot string
	N    int
}

// OpenMsg asks the app to put an overlay over everything.
type OpenMsg struct{ Overlay Overlay }

// Open puts an overlay over everything.
func Open(o Overlay) tea.Cmd { return func() tea.Msg { return OpenMsg{o} } }

// CloseMsg takes the front overlay away and then goes on with Then.
type CloseMsg struct{ Then tea.Cmd }

// Close takes the front overlay away, then goes on.
func Close(then tea.Cmd) tea.Cmd { return func() tea.Msg { return CloseMsg{then} } }

// GoMsg asks for another screen; what it opens there depends on the screen ("" is where it was).
type GoMsg struct{ To, Arg string }

// Go opens another screen.
func Go(to, arg string) tea.Cmd { return func() tea.Msg { return GoMsg{to, arg} } }

// BackMsg goes back one level.
type BackMsg struct{}

// Back goes back one level.
func Back() tea.Cmd { return func() tea.Msg { return BackMsg{} } }

// NoticeMsg shows a sentence above the footer until the next key.
type NoticeMsg struct {
	Text string
	Bad  bool
}

// Notice shows a sentence above the footer.
func Notice(text string) tea.Cmd { return func() tea.Msg { return NoticeMsg{Text: text} } }

// Refused shows an error's sentence above the footer; nil shows nothing.
func Refused(err error) tea.Cmd {
	if err == nil {
		return nil
	}
	return func() tea.Msg { return NoticeMsg{Text: err.Error(), Bad: true} }
}
