package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/sample"
	"convene/internal/store/boltlog"
	"convene/internal/store/memlog"
	"convene/internal/text"
)

// open is `convene [FILE]`.
func (w *world) open(c *cobra.Command, args []string) error {
	switch {
	case len(args) > 0 && !isFile(args[0]):
		return unknown(c, args[0])
	case len(args) > 1:
		return usagef("convene opens one workspace. Write `convene %s`.", openAs(args[0]))
	case len(args) == 1 && w.flags.file != "":
		return usagef("The workspace is named twice. Write `convene %s`.", openAs(args[0]))
	case len(args) == 1:
		w.flags.file = args[0]
	}
	path, named := w.file()
	_, err := os.Stat(path)
	missing := errors.Is(err, fs.ErrNotExist)
	if missing && named {
		return sayf("There is no workspace %q. Nothing was made; `convene new %s --team NAME` starts one there.", path, openAs(path))
	}
	if _, err := w.pack(); err != nil {
		return err
	}
	if err := w.mustDraw(); err != nil {
		return err
	}
	if missing {
		team, err := w.ask("What is your team called? ")
		if err != nil {
			return err
		}
		if err := w.create(c.Context(), path, team); err != nil {
			return err
		}
	}
	err = w.inRoom(c.Context(), func(s *room.Session) error {
		w.held = w.shown()
		return w.show(c.Context(), s)
	})
	return w.joinHolder(c.Context(), err)
}

func (w *world) mustDraw() error {
	if w.draws {
		return nil
	}
	return sayf("convene draws on a terminal, and here is none. Nothing was changed; `convene export` and `convene log` write to files and pipes.")
}

// ask asks a question until there is an answer.
func (w *world) ask(question string) (string, error) {
	for {
		_, _ = fmt.Fprint(w.err, question)
		line, err := w.in.ReadString('\n')
		if answer := text.Line(line, text.NameMax); answer != "" {
			return answer, nil
		}
		if errors.Is(err, io.EOF) {
			_, _ = fmt.Fprintln(w.err)
			return "", sayf("There was no answer, so nothing was made. Write `convene` to be asked again.")
		}
		if err != nil {
			return "", err
		}
	}
}

// yes asks a question that only a y answers.
func (w *world) yes(question string) bool {
	_, _ = fmt.Fprint(w.err, question+" [y/N] ")
	line, _ := w.in.ReadString('\n')
	answer := strings.ToLower(strings.TrimSpace(line))
	return answer == "y" || answer == "yes"
}

func (w *world) newCommand() *cobra.Command {
	var team string
	const write = "convene new FILE --team NAME"
	c := &cobra.Command{
		Use: "new FILE --team NAME", Short: "Start a workspace in a new file",
		Example: `  convene new maple-grove.convene --team "Maple Grove SEL team"`,
		Args:    exactly(1, write),
		RunE: func(c *cobra.Command, args []string) error {
			if _, err := os.Lstat(args[0]); err == nil {
				return sayf("There is a file %q already, and it was left as it is. Choose another name, or open it with `convene %s`.", args[0], openAs(args[0]))
			}
			if team == "" {
				if !w.asks {
					return usagef("A workspace needs the team's name. Write `%s`.", write)
				}
				var err error
				if team, err = w.ask("What is your team called? "); err != nil {
					return err
				}
			}
			if err := w.create(c.Context(), args[0], team); err != nil {
				return err
			}
			return w.say("Started %s for %s. Open it with `convene %s`.", args[0], text.Line(team, text.NameMax), openAs(args[0]))
		},
	}
	c.Flags().StringVar(&team, "team", "", "what the team is called")
	return c
}

func (w *world) demoCommand() *cobra.Command {
	var keep string
	c := &cobra.Command{
		Use: "demo", Short: "Look round in a made-up workspace; nothing is kept",
		Long:    "Opens a throw-away copy of a sample workspace: 24 partners of all kinds and a settled card sort.",
		Example: "  convene demo\n  convene demo --keep sample.convene   write it to a file, to try the other commands on",
		Args:    exactly(0, "convene demo [--keep FILE]"),
		RunE: func(c *cobra.Command, _ []string) error {
			if keep != "" {
				return w.keepDemo(c.Context(), keep)
			}
			if err := w.mustDraw(); err != nil {
				return err
			}
			s, err := w.settings()
			if err != nil {
				return err
			}
			words, err := w.pack()
			if err != nil {
				return err
			}
			store := memlog.New()
			if err := sample.Fill(c.Context(), store, w.now()); err != nil {
				return err
			}
			by := ledger.Actor{Person: "demo", Name: selfName(s), Role: ledger.Facilitator}
			return w.joined(c.Context(), store, by, func(s *room.Session) error {
				if _, err := usePack(c.Context(), s, words); err != nil {
					return err
				}
				return w.show(c.Context(), s)
			})
		},
	}
	c.Flags().StringVar(&keep, "keep", "", "write the sample to `FILE` and exit")
	return c
}

func (w *world) keepDemo(ctx context.Context, path string) error {
	err := w.filled(path, func(store *boltlog.Log) error {
		return errors.Join(sample.Fill(ctx, store, w.now()), store.Close())
	})
	if err != nil {
		return err
	}
	return w.say("Wrote the sample workspace to %s. Open it with `convene %s`.", path, openAs(path))
}
