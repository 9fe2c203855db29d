package cli

import (
	"context"
	"io"
	"path/filepath"

	"convene/internal/room"
	"convene/ui/app"
	"convene/ui/theme"
)

// draw runs the screens on this terminal until the person leaves.
func (w *world) draw(ctx context.Context, s *room.Session) error {
	set, err := w.settings()
	if err != nil {
		return err
	}
	folder := ""
	if w.held != "" {
		if path, err := filepath.Abs(w.held); err == nil {
			folder = filepath.Dir(path)
		}
	}
	d := newDoors(w.held, s.Room(), io.Discard, func(string, error) {}) // the screen has no place for it
	return app.Run(ctx, s, app.Local{Folder: folder, Open: d.open, Close: d.close, Share: d.share, Left: d.left(s.Room()), Guide: keptPack(s.State()), Theme: theme.Name(set.Theme), ASCII: set.ASCII,
		ReducedMotion: set.ReducedMotion, Save: saveSetting})
}
