package cli

import (
	"bufio"
	"encoding/json"

	"github.com/spf13/cobra"

	"convene/internal/report"
	"convene/internal/room"
)

func (w *world) logCommand() *cobra.Command {
	var asJSON, contacts bool
	c := &cobra.Command{
		Use: "log", Short: "List the history: who changed what, and when",
		Long:    "Lists every change, the oldest first. With --json one line of JSON for each, with the fields before and after.",
		Example: "  convene log\n  convene log --json | head -3",
		Args:    exactly(0, "convene log [--json]"),
		RunE: func(c *cobra.Command, _ []string) error {
			return w.reading(c.Context(), func(r *room.Room) error {
				out := bufio.NewWriter(w.out)
				words := report.Log{Workspace: r.State().Workspace, Contacts: contacts}
				zone := w.now().Location()
				err := r.History(c.Context(), func(p room.Past) error {
					said := words.Say(p.Entry, p.Changes)
					line := []byte(said.Line(zone))
					if asJSON {
						var err error
						if line, err = json.Marshal(said); err != nil {
							return err
						}
					}
					_, err := out.Write(append(line, '\n'))
					return err
				})
				if err != nil {
					return written(err)
				}
				return written(out.Flush())
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "one line of JSON for each change")
	c.Flags().BoolVar(&contacts, "with-contacts", false, "with what contacts were changed from and to")
	return c
}
