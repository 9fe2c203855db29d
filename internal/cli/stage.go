package cli

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"convene/internal/sshd"
	"convene/ui/paint"
)

func (w *world) stageCommand() *cobra.Command {
	return &cobra.Command{
		Use: "stage [FILE]", Short: "Show the room on the wall, in a second window",
		Long:    "Shows what the room should read, and nothing else, in a window to be moved to the projector. The workspace must be open in\nanother window of this machine, which the stage follows by itself, also when that is closed and opened again.",
		Example: "  convene stage\n  convene stage maple-grove.convene",
		Args:    between(0, 1, "convene stage FILE"),
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 1 {
				w.flags.file = args[0]
			}
			if err := w.mustDraw(); err != nil {
				return err
			}
			path, _ := w.file()
			conn, err := net.Dial("unix", socketPath(path))
			if err != nil {
				return sayf("Nobody has %s open on this machine, so there is nothing to show. Open it with `convene %s` first, then write `convene stage` in another window.", path, openAs(path))
			}
			return w.stage(c.Context(), path, conn)
		},
	}
}

// roomShut is what the wall shows while no process holds the room.
const roomShut = "The room is closed for a moment. This window shows it again as soon as it is open."

// knockEvery is how often the wall looks for the next room.
const knockEvery = time.Second

// stage shows the room at the other end of conn. Where that ends it stays up, and shows the next one at the same place.
func (w *world) stage(ctx context.Context, path string, conn net.Conn) error {
	env, err := w.windowEnv()
	if err != nil {
		_ = conn.Close()
		return err
	}
	return inRaw(func() error {
		resized, stop := resizes()
		defer stop()
		keys := make(chan []byte)
		go typed(os.Stdin, keys, ctx.Done())
		for {
			in := &turn{keys: keys, over: make(chan struct{})}
			err := sshd.Attach(ctx, conn, sshd.Window{Ask: "stage", Env: env, In: in, Out: os.Stdout, Resized: resized, Size: windowSize})
			close(in.over)
			closed := errors.Is(err, sshd.ErrClosed)
			if err != nil && !closed {
				_, _ = os.Stdout.WriteString(paint.GiveBack) // the other end had no time to
			}
			switch {
			case err == nil, closed && ctx.Err() != nil:
				return nil
			case ctx.Err() != nil:
				return err
			}
			if conn = nextRoom(ctx, path, keys, resized); conn == nil {
				return nil
			}
		}
	})
}

// nextRoom waits until somebody on this machine holds the room again; nil where the person at the wall does not wait.
func nextRoom(ctx context.Context, path string, keys <-chan []byte, resized <-chan struct{}) net.Conn {
	_, _ = os.Stdout.WriteString(ansi.SetModeAltScreenSaveCursor + ansi.ResetModeTextCursorEnable)
	defer func() { _, _ = os.Stdout.WriteString(ansi.ResetModeAltScreenSaveCursor + ansi.SetModeTextCursorEnable) }()
	again := time.NewTicker(knockEvery)
	defer again.Stop()
	for {
		_, _ = os.Stdout.WriteString(calm(roomShut, windowSize()))
		select {
		case <-ctx.Done():
			return nil
		case b, open := <-keys:
			if !open || strings.ContainsAny(string(b), "qQ\x03") {
				return nil
			}
		case <-resized:
		case <-again.C:
			if conn, err := net.Dial("unix", socketPath(path)); err == nil {
				return conn
			}
		}
	}
}

// calm draws a sentence alone, in the middle of a cleared screen.
func calm(say string, s sshd.Size) string {
	lines := paint.Wrap(say, max(1, min(60, s.W-2)))
	out := ansi.EraseEntireScreen
	for i, l := range lines {
		out += ansi.CursorPosition(max(0, s.W-paint.Width(l))/2+1, max(0, s.H-len(lines))/2+i+1) + l
	}
	return out
}

// typed reads keys until there are no more, or nobody wants them: one reader, whichever room they are for.
func typed(in io.Reader, keys chan<- []byte, done <-chan struct{}) {
	defer close(keys)
	for {
		b := make([]byte, 1024)
		n, err := in.Read(b)
		if err != nil {
			return
		}
		select {
		case keys <- b[:n]:
		case <-done:
			return
		}
	}
}

// turn is the keys as long as they are for one room.
type turn struct {
	keys <-chan []byte
	rest []byte
	over chan struct{}
}

func (t *turn) Read(b []byte) (int, error) {
	if len(t.rest) == 0 {
		select {
		case <-t.over:
			return 0, io.EOF
		case more, open := <-t.keys:
			if !open {
				return 0, io.EOF
			}
			t.rest = more
		}
	}
	n := copy(b, t.rest)
	t.rest = t.rest[n:]
	return n, nil
}
