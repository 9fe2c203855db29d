package screen

import (
	"context"
	"io/fs"
	"path/filepath"
	"strings"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/uuid"

	"convene/internal/day"
	"convene/internal/guide"
	"convene/internal/ledger"
	"convene/internal/room"
)

// Env is what a screen may use of the world.
type Env struct {
	Session *room.Session
	Guide   *guide.Pack
	Memo    *Memo
	NewID   func() string    // a UUID of version 7
	Now     func() time.Time // local time
	Width   int              // of the terminal, in cells
	Height  int
	ASCII   bool
	Still   bool                                 // nothing moves by itself: clocks show minutes
	Wall    bool                                 // "my screen is shared": the room sees what this person sees
	Days    day.Order                            // how this person writes days
	Timer   func(time.Duration, tea.Msg) tea.Cmd // tea.Tick where nil; tests look at it instead of waiting
	// OpenFile opens a file of this person's own machine. It is nil where the program runs on another one: nobody
	// reads files of a machine that is not theirs.
	OpenFile func(path string) (fs.File, error)
	// NewFile writes a file of this person's own machine, whole, where none of that name is: else fs.ErrExist. It is nil
	// where OpenFile is.
	NewFile func(path string, b []byte) error
	Home    string // the folder that ~ stands for there
	Folder  string // where files are put if nobody says otherwise: that of the workspace

	drafts []*Drafts
}

// After sends a message some time later.
func (e *Env) After(d time.Duration, msg tea.Msg) tea.Cmd {
	if e.Timer != nil {
		return Later(e.Timer(d, msg))
	}
	return Later(tea.Tick(d, func(time.Time) tea.Msg { return msg }))
}

// Long is a path as the machine reads it, where a person may have written ~ for home.
func (e *Env) Long(path string) string {
	if rest, ok := strings.CutPrefix(path, "~"); ok && e.Home != "" && (rest == "" || rest[0] == '/' || rest[0] == filepath.Separator) {
		return filepath.Join(e.Home, rest)
	}
	return path
}

// Short is a path as a person reads it.
func (e *Env) Short(path string) string {
	if rest, ok := strings.CutPrefix(path, e.Home); ok && e.Home != "" && (rest == "" || rest[0] == '/' || rest[0] == filepath.Separator) {
		return "~" + rest
	}
	return path
}

// NewID makes an ID that sorts by the time when it was made: a UUID of version 7.
func NewID() string { return uuid.Must(uuid.NewV7()).String() }

// Me is who has the terminal.
func (e *Env) Me() ledger.Actor { return e.Session.Actor() }

// Leads is empty for a facilitator, and for everybody else the sentence given.
func (e *Env) Leads(sentence string) string {
	if e.Me().Role == ledger.Facilitator {
		return ""
	}
	return sentence
}

// TakesPart is empty for those who may change what is meant, and for others why they may not.
func (e *Env) TakesPart(what string) string {
	if err := e.Me().MayTakePart(what); err != nil {
		return err.Error()
	}
	return ""
}

// State is the newest state.
func (e *Env) State() *room.State { return e.Session.State() }

// Context bounds what a screen waits for: as long as the session lasts.
func (e *Env) Context() context.Context { return context.Background() }

// Do makes a change: durable and visible when it returns. Changes are made one after the other, in the order of the
// keys that asked for them.
func (e *Env) Do(op any) error {
	_, err := e.Session.Do(e.Context(), op)
	return err
}

// DoAll makes changes, one after the other, and shows why one was refused; those behind it are not made then.
func (e *Env) DoAll(ops ...any) tea.Cmd {
	for _, op := range ops {
		if err := e.Do(op); err != nil {
			return Refused(err)
		}
	}
	return nil
}

// Memo keeps what is costly to work out from a state, so that it is worked out once for all who look. Keys are
// comparable values that name the version of the table that they were made from.
type Memo struct {
	mu   sync.Mutex
	vals map[any]any
	old  map[any]any
}

// memoMax bounds a generation of a Memo; two are kept.
const memoMax = 64

// Get returns what make gives, from memory where it was made before for the same key.
func Get[V any](m *Memo, key any, make func() V) V {
	m.mu.Lock()
	v, ok := m.vals[key]
	if !ok {
		if v, ok = m.old[key]; ok && m.vals != nil {
			m.vals[key] = v // what is still asked for does not grow old
		}
	}
	m.mu.Unlock()
	if ok {
		return v.(V)
	}
	made := make()
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.vals == nil || len(m.vals) >= memoMax {
		m.old, m.vals = m.vals, map[any]any{}
	}
	m.vals[key] = made
	return made
}
