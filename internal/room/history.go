package room

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"convene/internal/ledger"
	"convene/internal/workspace"
)

// Past is one entry of the history with what it changed.
type Past struct {
	Entry   ledger.Entry
	Changes []workspace.Change
}

// History goes through the whole history, oldest first. It reads from the disk: call it where nobody waits.
func (r *Room) History(ctx context.Context, do func(Past) error) error {
	err := r.fold(ctx, func(s step) error {
		return do(Past{s.entry, workspace.Changes(s.before, s.after, s.entry.Seq)})
	})
	var unknown *ledger.UnknownError
	if errors.As(err, &unknown) {
		return nil // the room is read-only and says so: the history ends where this program's knowledge does
	}
	return err
}

// RecordHistory is who changed one record, when and what, the newest first.
func (r *Room) RecordHistory(ctx context.Context, table, key string) ([]Past, error) {
	var out []Past
	err := r.History(ctx, func(p Past) error {
		for _, c := range p.Changes {
			if c.After.Table == table && c.After.Key == key {
				out = append(out, Past{p.Entry, []workspace.Change{c}})
			}
		}
		return nil
	})
	slices.Reverse(out)
	return out, err
}

// Version is the workspace as entry seq left it; 0 is the empty one. It reads from the disk.
func (r *Room) Version(ctx context.Context, seq uint64) (workspace.Workspace, error) {
	if seq == 0 {
		return workspace.Workspace{}, nil
	}
	if s := r.State(); s.Seq == seq {
		return s.Workspace, nil
	}
	s, err := r.version(ctx, seq)
	return s.after, err
}

func undoTarget(e ledger.Entry) uint64 {
	var op workspace.Undo
	_ = json.Unmarshal(e.Data, &op) // folded before: it can be read
	return op.Target
}
