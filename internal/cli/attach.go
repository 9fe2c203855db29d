package cli

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"convene/internal/sshd"
	"convene/internal/store/boltlog"
	"convene/ui/paint"
)

func (w *world) stageCommand() *cobra.Command {
	return &cobra.Command{
		Use: "stage [FILE]", Short: "Show the room on the wall, in a second window",
		Long:    "Shows what the room should read, and nothing else, in a window to be moved to the projector. The workspace must be open in\nanother window of this machine, which the stage follows by itself.",
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
			return w.attach(c.Context(), conn, "stage")
		},
	}
}

// joinHolder comes into the room of the program that holds the workspace, if that is the reason for err.
func (w *world) joinHolder(ctx context.Context, err error) error {
	var held *boltlog.HeldError
	if !errors.As(err, &held) {
		return err
	}
	path, _ := w.file()
	conn, dial := net.Dial("unix", socketPath(path))
	if dial != nil {
		return err
	}
	return w.attach(ctx, conn, "join")
}

// attach makes this terminal a window of a room that another process holds.
func (w *world) attach(ctx context.Context, conn net.Conn, ask string) error {
	set, err := w.settings()
	if err != nil {
		return err
	}
	env := []string{"TERM=" + w.getenv("TERM"), "COLORTERM=" + w.getenv("COLORTERM"), "CONVENE_THEME=" + set.Theme}
	for name, on := range map[string]bool{"CONVENE_ASCII": set.ASCII, "CONVENE_REDUCED_MOTION": set.ReducedMotion} {
		if on {
			env = append(env, name+"=true")
		}
	}
	for _, name := range []string{"NO_COLOR", "TERM_PROGRAM"} {
		if v := w.getenv(name); v != "" {
			env = append(env, name+"="+v)
		}
	}
	in := int(os.Stdin.Fd())
	found, err := term.MakeRaw(in)
	if err != nil {
		return sayf("The terminal cannot be set up (%v). Nothing was changed.", err)
	}
	resized, stop := resizes()
	defer stop()
	err = sshd.Attach(ctx, conn, sshd.Window{Ask: ask, Env: env, In: os.Stdin, Out: os.Stdout, Resized: resized, Size: func() sshd.Size {
		cols, rows, err := term.GetSize(int(os.Stdout.Fd()))
		if err != nil {
			return sshd.Size{W: 80, H: 24}
		}
		return sshd.Size{W: cols, H: rows}
	}})
	if err != nil {
		_, _ = os.Stdout.WriteString(paint.GiveBack) // the other end had no time to
	}
	_ = term.Restore(in, found)
	return err
}

// shown is the path of the workspace that windows of this machine join, empty where there is none.
func (w *world) shown() string {
	path, _ := w.file()
	if whole, err := filepath.Abs(path); err == nil {
		return whole
	}
	return path
}
