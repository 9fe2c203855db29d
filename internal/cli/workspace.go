package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"

	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/store/boltlog"
	"convene/internal/text"
	"convene/internal/workspace"
)

func defaultFile() string { return filepath.Join(xdg.DataHome, "convene", "team.convene") }

// file is the workspace that a command means, and whether somebody named it.
func (w *world) file() (path string, named bool) {
	if w.flags.file != "" {
		return w.flags.file, true
	}
	if p := w.getenv("CONVENE_FILE"); p != "" {
		return p, true
	}
	return defaultFile(), false
}

// store opens the workspace that a command means. It never makes one.
func (w *world) store() (*boltlog.Log, error) {
	path, named := w.file()
	if !named {
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			return nil, sayf("There is no workspace yet. Nothing was made; write `convene` to start one, or `convene new FILE --team NAME` to start it elsewhere.")
		}
	}
	return boltlog.Open(path)
}

// inRoom opens the workspace, lets the person at this machine in, and closes everything behind do.
func (w *world) inRoom(ctx context.Context, do func(*room.Session) error) error {
	s, err := w.settings()
	if err != nil {
		return err
	}
	store, err := w.store()
	if err != nil {
		return err
	}
	return w.joined(ctx, store, self(s), do)
}

// reading opens the workspace for looking only.
func (w *world) reading(ctx context.Context, do func(*room.Room) error) error {
	store, err := w.store()
	if err != nil {
		return err
	}
	nobody := ledger.Actor{Role: ledger.Observer}
	return w.joined(ctx, store, nobody, func(s *room.Session) error { return do(s.Room()) })
}

// joined runs a room on a store, and closes both.
func (w *world) joined(ctx context.Context, store ledger.Store, by ledger.Actor, do func(*room.Session) error) (err error) {
	defer func() { err = errors.Join(err, store.Close()) }()
	r, err := room.Open(ctx, store, room.Options{Now: w.now, Report: w.report})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close(context.WithoutCancel(ctx))) }()
	session := r.Join(by)
	defer session.Leave()
	return do(session)
}

// report tells of what went wrong without anybody asking.
func (w *world) report(what string, err error) { _, _ = fmt.Fprintf(w.err, "%s (%v).\n", what, err) }

// create makes a workspace for a team, at a path where nothing is yet.
func (w *world) create(ctx context.Context, path, team string) error {
	s, err := w.settings()
	if err != nil {
		return err
	}
	by := self(s)
	op := workspace.NameTeam{Name: text.Line(team, text.NameMax)}
	if err := op.Check(workspace.Workspace{}, ledger.Entry{By: by, At: w.now()}); err != nil {
		return err
	}
	return w.filled(path, func(store *boltlog.Log) error {
		return w.joined(ctx, store, by, func(s *room.Session) error {
			_, err := s.Do(ctx, op)
			return err
		})
	})
}

// filled makes a workspace file and fills it; where that fails it leaves none behind. fill closes the store.
func (w *world) filled(path string, fill func(*boltlog.Log) error) error {
	store, err := boltlog.Create(path, boltlog.Meta{Created: w.now()})
	if err != nil {
		return err
	}
	if err := fill(store); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}
