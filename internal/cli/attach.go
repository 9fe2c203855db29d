package cli

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"

	"golang.org/x/term"

	"convene/internal/sshd"
	"convene/internal/store/boltlog"
	"convene/ui/paint"
)

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
	env, err := w.windowEnv()
	if err != nil {
		return err
	}
	return inRaw(func() error {
		resized, stop := resizes()
		defer stop()
		err := sshd.Attach(ctx, conn, sshd.Window{Ask: ask, Env: env, In: os.Stdin, Out: os.Stdout, Resized: resized, Size: windowSize})
		switch {
		case errors.Is(err, sshd.ErrClosed):
			return nil // it was told so
		case err != nil:
			_, _ = os.Stdout.WriteString(paint.GiveBack) // the other end had no time to
		}
		return err
	})
}

// windowEnv is what the room must know of this terminal.
func (w *world) windowEnv() ([]string, error) {
	set, err := w.settings()
	if err != nil {
		return nil, err
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
	return env, nil
}

// inRaw gives each key to do as it is typed.
func inRaw(do func() error) error {
	in := int(os.Stdin.Fd())
	found, err := term.MakeRaw(in)
	if err != nil {
		return sayf("The terminal cannot be set up (%v). Nothing was changed.", err)
	}
	defer func() { _ = term.Restore(in, found) }()
	return do()
}

func windowSize() sshd.Size {
	cols, rows, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil {
		return sshd.Size{W: 80, H: 24}
	}
	return sshd.Size{W: cols, H: rows}
}

// shown is the path of the workspace that windows of this machine join, empty where there is none.
func (w *world) shown() string {
	path, _ := w.file()
	if whole, err := filepath.Abs(path); err == nil {
		return whole
	}
	return path
}
