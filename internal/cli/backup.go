package cli

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
)

func (w *world) backupCommand() *cobra.Command {
	const write = "convene backup DEST"
	return &cobra.Command{
		Use: "backup DEST", Short: "Copy the workspace to a new file",
		Long:    "Writes a whole, compact copy: the history and all that follows from it, without drafts and sealed ballots. The\nworkspace may be open in another window meanwhile: the copy has all that was saved before you asked.",
		Example: "  convene backup ~/backup/team-2026-11-22.convene\n  convene backup --file maple-grove.convene copy.convene",
		Args:    exactly(1, write),
		RunE: func(c *cobra.Command, args []string) (err error) {
			if _, err := os.Lstat(args[0]); err == nil {
				return sayf("There is a file %q already, and it was left as it is. Choose another name for the copy.", args[0])
			}
			store, err := w.look(c.Context(), filepath.Dir(args[0]))
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, store.Close()) }()
			if err := store.Backup(c.Context(), args[0]); err != nil {
				return err
			}
			return w.say("Copied %s to %s. Open the copy with `convene %s`.", store.Path(), args[0], openAs(args[0]))
		},
	}
}
