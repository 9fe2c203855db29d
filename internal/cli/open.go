package cli

import (
	"context"

	"convene/internal/room"
)

// draw runs the screens on this terminal until the person leaves.
func (w *world) draw(_ context.Context, _ *room.Session) error {
	return sayf("This convene has no screens yet. Nothing was changed; `convene export` and `convene log` read the workspace.")
}
