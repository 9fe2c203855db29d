package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"convene/internal/activity/partner"
	"convene/internal/bring"
	"convene/internal/convert/csv"
	"convene/internal/room"
	"convene/internal/text"
)

func (w *world) importCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "import", Short: "Bring in what you have kept elsewhere",
		Args: func(*cobra.Command, []string) error {
			return usagef("Write `convene import partners FILE.csv`.")
		},
		RunE: func(*cobra.Command, []string) error { return nil },
	}
	c.AddCommand(w.importPartners())
	return c
}

func (w *world) importPartners() *cobra.Command {
	var dry, skip, yes bool
	const write = "convene import partners FILE.csv"
	c := &cobra.Command{
		Use: "partners FILE.csv", Short: "Bring partners from a table saved as CSV",
		Long: `Reads the table whatever its columns are called, and says what it would do before it does it: which partners are new,
which the inventory has already (their gaps are filled, nothing is replaced), which look doubtful and which lines are
left out, and why. All of it is one change, and is undone as one. Lists of students are refused.`,
		Example: "  convene import partners list.csv --dry-run    only say what would happen\n  convene import partners list.csv",
		Args:    exactly(1, write),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{"csv", "tsv", "txt"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(c *cobra.Command, args []string) error {
			sheet, err := w.readSheet(args[0])
			if err != nil {
				return err
			}
			look := func(s partner.State) (bring.Preview, error) {
				return bring.Read(s, sheet, bring.Options{File: sheetName(args[0]), NewID: newPartnerID, Now: w.now()})
			}
			if dry {
				return w.reading(c.Context(), func(r *room.Room) error {
					p, err := look(r.State().Partner)
					if err != nil {
						return err
					}
					return errors.Join(w.preview(p, !skip), w.say("Nothing was imported: this was a dry run."))
				})
			}
			return w.inRoom(c.Context(), func(s *room.Session) error {
				p, err := look(s.State().Partner)
				if err != nil {
					return err
				}
				if err := w.preview(p, !skip); err != nil {
					return err
				}
				return w.doImport(c.Context(), s, p, !skip, !yes && w.asks && args[0] != "-")
			})
		},
	}
	c.Flags().BoolVarP(&dry, "dry-run", "n", false, "only say what would happen")
	c.Flags().BoolVar(&skip, "skip-doubtful", false, "leave out lines whose name is much like another one")
	c.Flags().BoolVarP(&yes, "yes", "y", false, "do not ask before importing")
	return c
}

func newPartnerID() partner.ID { return partner.ID(uuid.Must(uuid.NewV7()).String()) }

// sheetName is what the history calls the file.
func sheetName(path string) string {
	if path == "-" {
		return ""
	}
	return text.Line(filepath.Base(path), text.NameMax)
}

// readSheet reads a table from a file, or from standard input.
func (w *world) readSheet(path string) (csv.Sheet, error) {
	in := io.Reader(w.in)
	if path != "-" {
		f, err := os.Open(path)
		if errors.Is(err, fs.ErrNotExist) {
			return csv.Sheet{}, sayf("There is no file %q. Nothing was imported; look for it with `ls`, and write its name with its folder.", path)
		}
		if err != nil {
			return csv.Sheet{}, sayf("The file %q cannot be read (%v). Nothing was imported; give yourself access to it and try again.", path, err)
		}
		defer func() { _ = f.Close() }() // only read
		if info, err := f.Stat(); err == nil && info.IsDir() {
			return csv.Sheet{}, sayf("%q is a folder. Nothing was imported; name the file in it.", path)
		}
		in = f
	}
	b, err := io.ReadAll(io.LimitReader(in, csv.MaxBytes+1))
	if err != nil {
		return csv.Sheet{}, sayf("The file %q cannot be read (%v). Nothing was imported; try again.", path, err)
	}
	return csv.Read(b)
}

// preview says what the import would do.
func (w *world) preview(p bring.Preview, doubtful bool) error {
	for _, c := range p.Columns {
		name := c.Name
		if name == "" {
			name = "(no heading)"
		}
		switch {
		case c.Field == "":
			_ = w.say("Column %s: not kept, %s", name, c.Why)
		case c.Why != "":
			_ = w.say("Column %s: %s, %s", name, bring.Label(c.Field), c.Why)
		default:
			_ = w.say("Column %s: %s", name, bring.Label(c.Field))
		}
	}
	much := "imported as new; --skip-doubtful leaves them out"
	if !doubtful {
		much = "left out"
	}
	for _, group := range []struct {
		name string
		list []bring.Line
	}{
		{"New", p.New}, {"Matching, gaps are filled and nothing is replaced", p.Matching}, {"Doubtful, " + much, p.Doubtful}, {"Refused, left out", p.Refused},
	} {
		if err := w.say("%s: %d", group.name, len(group.list)); err != nil {
			return err
		}
		for _, l := range group.list {
			_ = w.say("%s", previewLine(l))
		}
	}
	return nil
}

func previewLine(l bring.Line) string {
	out := fmt.Sprintf("  line %d", l.Line)
	if l.Name != "" {
		out += " " + l.Name
	}
	if len(l.Notes) > 0 {
		out += ": " + strings.Join(l.Notes, "; ")
	}
	return out
}

func (w *world) doImport(ctx context.Context, s *room.Session, p bring.Preview, doubtful, ask bool) error {
	op := p.Op(doubtful)
	switch {
	case len(op.New)+len(op.Fills) == 0 && len(p.Refused) > 0 && len(p.Matching) == 0:
		return sayf("No line can be imported, so nothing was changed. Correct the lines above and try again.")
	case len(op.New)+len(op.Fills) == 0:
		return w.say("There is nothing new in the file, so nothing was changed.")
	case ask && !w.yes("Import this?"):
		return w.say("Nothing was imported.")
	}
	if _, err := s.Do(ctx, op); err != nil {
		return err
	}
	return w.say("Imported %d new and filled gaps of %d. It is one change, and undone as one.", len(op.New), len(op.Fills))
}
