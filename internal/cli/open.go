package cli

import (
	"context"

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
	return app.Run(ctx, s, app.Local{Guide: keptPack(s.State()), Theme: theme.Name(set.Theme), ASCII: set.ASCII,
		ReducedMotion: set.ReducedMotion, Save: saveSetting})
}
