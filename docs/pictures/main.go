// Command pictures draws the pictures of the docs from the program's own screens, on the sample workspace.
package main

import (
	"context"
	"fmt"
	"image/color"
	"os"
	"path/filepath"
	"time"

	"github.com/charmbracelet/colorprofile"

	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/sample"
	"convene/internal/store/memlog"
	"convene/ui/app"
	"convene/ui/app/drive"
	"convene/ui/theme"
)

func main() {
	if err := run(filepath.Join("docs", "pictures")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// pictures are the screens: what to press from home on, and the file's name.
func pictures() map[string][]string {
	return map[string][]string{
		"inventory": {"enter", "down", "down", "down"},
		"cardsort":  {"s", "n", "enter"},
	}
}

func run(dir string) error {
	noon := func() time.Time { return time.Date(2026, 11, 24, 15, 30, 0, 0, time.UTC) }
	for name, keys := range pictures() {
		ctx, store := context.Background(), memlog.New()
		if err := sample.Fill(ctx, store, noon()); err != nil {
			return err
		}
		r, err := room.Open(ctx, store, room.Options{Now: noon})
		if err != nil {
			return err
		}
		d := drive.Open(r, ledger.Actor{Person: "demo", Name: "Facilitator", Role: ledger.Facilitator}, noon,
			app.Options{Theme: theme.Dark, Profile: colorprofile.TrueColor, W: 120, H: 36})
		d.Press(keys...)
		frame, _, _ := d.Model.Frame()
		svg := frame.SVG(color.RGBA{0xd8, 0xde, 0xe9, 0xff}, color.RGBA{0x14, 0x16, 0x1b, 0xff})
		if err := os.WriteFile(filepath.Join(dir, name+".svg"), []byte(svg), 0o644); err != nil {
			return err
		}
		if err := r.Close(ctx); err != nil {
			return err
		}
	}
	return nil
}
