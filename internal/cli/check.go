package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"convene/internal/store/boltlog"
)

func (w *world) checkCommand() *cobra.Command {
	var dest string
	c := &cobra.Command{
		Use: "check [FILE]", Short: "Say whether a workspace is sound, and rescue a damaged one",
		Long:    "Reads everything in the file and changes nothing. Ends with 0 for a sound file, else with 1 and says what can be saved.",
		Example: "  convene check maple-grove.convene\n  convene check maple-grove.convene --rescue saved.convene   write what can be read to a new file",
		Args:    between(0, 1, "convene check FILE [--rescue DEST]"),
		RunE: func(c *cobra.Command, args []string) error {
			path, _ := w.file()
			if len(args) == 1 {
				path = args[0]
			}
			if dest != "" {
				r, err := boltlog.Rescue(c.Context(), path, dest)
				if err != nil {
					return err
				}
				return w.rescued(r, dest)
			}
			r, err := boltlog.Check(c.Context(), path)
			if err != nil {
				return err
			}
			return w.checked(r)
		},
	}
	c.Flags().StringVar(&dest, "rescue", "", "write what can be read to a new file `DEST`")
	return c
}

func (w *world) checked(r boltlog.Report) error {
	if r.Sound {
		return w.say("%s is sound: %s.", r.Path, entries(r.Entries))
	}
	if err := w.problems(r); err != nil {
		return err
	}
	if r.LastGood == 0 {
		_ = w.say("No entry at the beginning can be read. The file was left as it is: keep it, and look for a backup.")
		return &quietError{exitFailed}
	}
	_ = w.say("Entries 1 to %d can be saved. The file was left as it is: keep it, and write `convene check %s --rescue DEST`.", r.LastGood, openAs(r.Path))
	return &quietError{exitFailed}
}

func (w *world) rescued(r boltlog.Report, dest string) error {
	if !r.Sound {
		if err := w.problems(r); err != nil {
			return err
		}
	}
	return w.say("Saved %s of %s to %s, and left the old file as it is. Open the new one with `convene %s`.", entries(r.LastGood), r.Path, dest, openAs(dest))
}

func (w *world) problems(r boltlog.Report) error {
	if err := w.say("%s is damaged.", r.Path); err != nil {
		return err
	}
	for _, p := range r.Problems {
		_ = w.say("%s", p)
	}
	for _, l := range r.Lost {
		if l.From == l.To {
			_ = w.say("Entry %d is lost.", l.From)
		} else {
			_ = w.say("Entries %d to %d are lost.", l.From, l.To)
		}
	}
	return nil
}

func entries(n uint64) string {
	if n == 1 {
		return "1 entry"
	}
	return fmt.Sprintf("%d entries", n)
}
