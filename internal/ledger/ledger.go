// Package ledger is the core that every change goes through: entries, ops, tables of records and the interfaces of
// what keeps them. It has no screen, no disk and no clock.
//
// An op is a pure function from state to state, which may refuse. The entries that ops leave behind, in order, are the
// only truth: the same history gives the same state for ever.
package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"time"
)

// Role is what a person may do in a room.
type Role string

// The roles. A guest is a participant from a partner, admitted to that partner's joint steps only.
const (
	Facilitator Role = "facilitator"
	Participant Role = "participant"
	Observer    Role = "observer"
	Guest       Role = "guest"
)

// Roles lists every role, the most trusted first.
func Roles() []Role { return []Role{Facilitator, Participant, Observer, Guest} }

// Actor is who did something, and in which role at that time. The room stamps it; no caller may.
type Actor struct {
	Person  string `json:"person,omitempty"` // an ID that stays; empty for what is unsigned
	Name    string `json:"name,omitempty"`   // as shown at that time, at most 120 characters
	Role    Role   `json:"role"`
	Partner string `json:"partner,omitempty"` // of a guest: the partner whose joint steps it may see
}

// Entry is one line of the history: on disk for good.
type Entry struct {
	Seq      uint64          `json:"seq"`                // 1 for the first; without gaps
	At       time.Time       `json:"at"`                 // UTC
	By       Actor           `json:"by"`                 // stamped by the room
	Op       string          `json:"op"`                 // "cardsort.move": names and meanings never change, new ones are added
	Data     json.RawMessage `json:"data"`               // the op's own fields, decoded strictly
	Redacted bool            `json:"redacted,omitempty"` // Data was erased later; the entry then changes nothing
}

// Op is one kind of change to the part S of a workspace. Its exported fields are what is kept of it.
type Op[S any] interface {
	// Check says, live and once, why the op is refused, in words for the person who tried: roles, references,
	// validation. e carries who, when and the sequence number, and no data.
	Check(s S, e Entry) error
	// Apply returns the next state. It never refuses what was once accepted, changes nothing it was given, reads no
	// clock, does no I/O and makes no ID: the same history gives the same state, also after Check has changed.
	Apply(s S, e Entry) S
}

// ErrConflict is returned by Append when the log does not end where the caller thought.
var ErrConflict = errors.New("the history has moved on")

// Log keeps the history.
type Log interface {
	// Append adds entries behind sequence number after: all of them or none, durable when it returns. It returns
	// ErrConflict, having added nothing, where the log does not end at after.
	Append(ctx context.Context, after uint64, entries []Entry) error
	// Next returns the entries behind after, oldest first: at least one, perhaps only the first thousand or so. It waits
	// until there is one or ctx ends.
	Next(ctx context.Context, after uint64) ([]Entry, error)
	// Last is the highest sequence number, 0 for an empty log.
	Last(ctx context.Context) (uint64, error)
	// Redact replaces the data of the entry seq, for good, leaving the chain of hashes whole. Snapshots are dropped and
	// the bytes are gone from the file when it returns.
	Redact(ctx context.Context, seq uint64) error
}

// Drawer keeps what must survive a crash but never enters the history: drafts, sealed ballots, hidden dots. No backup,
// snapshot or export holds any of it.
type Drawer interface {
	// Put keeps data under (kind, key), durable when it returns; empty data takes it away.
	Put(ctx context.Context, kind, key string, data []byte) error
	// Get returns what is kept there, nil where there is nothing.
	Get(ctx context.Context, kind, key string) ([]byte, error)
	// All returns everything of one kind, by key.
	All(ctx context.Context, kind string) (map[string][]byte, error)
	// Clear takes away everything of one kind.
	Clear(ctx context.Context, kind string) error
}

// Snapshot is a folded state, kept so that opening costs little however long the history is.
type Snapshot struct {
	Seq  uint64 // the last entry in it
	Fold string // which program's folding made it; another one folds again from the start
	Data []byte
}

// Store is everything that an engine keeps for one workspace.
type Store interface {
	Log
	Drawer
	// Snapshot returns the newest sound snapshot made by fold, and false where there is none.
	Snapshot(ctx context.Context, fold string) (Snapshot, bool, error)
	// PutSnapshot keeps s in place of all older ones.
	PutSnapshot(ctx context.Context, s Snapshot) error
	// Backup writes a whole, compacted copy without drawer and snapshots to a new file dest, mode 0600, while others
	// go on. It refuses to replace a file.
	Backup(ctx context.Context, dest string) error
	Close() error
}
