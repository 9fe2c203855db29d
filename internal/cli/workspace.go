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
	path, err := w.there()
	if err != nil {
		return nil, err
	}
	return boltlog.Open(path)
}

// look opens the workspace that a command means for reading. Where another program has it open that is a copy, which
// for a while takes room in the folder dir, the one for temporary files where it is empty.
func (w *world) look(ctx context.Context, dir string) (*boltlog.Log, error) {
	path, err := w.there()
	if err != nil {
		return nil, err
	}
	return boltlog.Look(ctx, path, dir)
}

// there is the path of the workspace that a command means.
func (w *world) there() (string, error) {
	path, named := w.file()
	if !named {
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			return "", sayf("There is no workspace yet. Nothing was made; write `convene` to start one, or `convene new FILE --team NAME` to start it elsewhere.")
		}
	}
	return path, nil
}

// inRoom opens the workspace, lets the person at this machine in, and closes everything behind do. The guide pack that
// the settings name is the workspace's from then on.
func (w *world) inRoom(ctx context.Context, do func(*room.Session) error) error {
	words, err := w.pack()
	if err != nil {
		return err
	}
	return w.entered(ctx, func(s *room.Session) error {
		if _, err := usePack(ctx, s, words); err != nil {
			return err
		}
		return do(s)
	})
}

// entered is inRoom without a look at the guide.
func (w *world) entered(ctx context.Context, do func(*room.Session) error) error {
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

// reading opens the workspace for looking only, a copy of it where another program has it open.
func (w *world) reading(ctx context.Context, do func(*room.Room) error) error {
	store, err := w.look(ctx, "")
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
