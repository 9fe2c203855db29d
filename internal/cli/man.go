package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

func (w *world) manCommand() *cobra.Command {
	return &cobra.Command{
		Use: "man [DIR]", Short: "Print the manual page, or write one for each command to a folder",
		Example: "  convene man | man -l -\n  convene man ~/.local/share/man/man1",
		Args:    between(0, 1, "convene man [DIR]"), ValidArgsFunction: folders,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				b, err := w.page(c.Root())
				if err != nil {
					return err
				}
				return w.write(b)
			}
			n, err := w.pages(c.Root(), args[0])
			if err != nil {
				return sayf("The manual could not be written to %q (%v). Nothing else was changed; choose another folder, or make some room.", args[0], err)
			}
			return w.say("Wrote %d pages to %s.", n, args[0])
		},
	}
}

// pages writes the page of each command to a folder.
func (w *world) pages(root *cobra.Command, dir string) (int, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return 0, err
	}
	n := 0
	var walk func(*cobra.Command) error
	walk = func(c *cobra.Command) error {
		if !c.IsAvailableCommand() && c != root {
			return nil
		}
		b, err := w.page(c)
		if err != nil {
			return err
		}
		n++
		if err := replace(filepath.Join(dir, dashed(c)+".1"), b, false); err != nil {
			return err
		}
		for _, sub := range c.Commands() {
			if err := walk(sub); err != nil {
				return err
			}
		}
		return nil
	}
	return n, walk(root)
}

func dashed(c *cobra.Command) string {
	if c.HasParent() {
		return dashed(c.Parent()) + "-" + c.Name()
	}
	return c.Name()
}

// page is the manual page of a command: the same bytes for the same program.
func (w *world) page(c *cobra.Command) ([]byte, error) {
	at := w.built()
	c.DisableAutoGenTag = true
	var b bytes.Buffer
	err := doc.GenMan(c, &doc.GenManHeader{Section: "1", Source: "convene", Manual: "convene", Date: &at}, &b)
	return b.Bytes(), err
}

// built is when this program was made: as the one who builds it says, else when its source was last changed.
func (w *world) built() time.Time {
	if n, err := strconv.ParseInt(w.getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		return time.Unix(n, 0).UTC()
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if at, err := time.Parse(time.RFC3339, s.Value); s.Key == "vcs.time" && err == nil {
				return at.UTC()
			}
		}
	}
	return time.Date(2026, time.November, 1, 0, 0, 0, 0, time.UTC)
}
