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

// pictures are the screens: what to press from home on, and the file's name. A key like "+9m" lets time go by.
func pictures() map[string][]string {
	return map[string][]string{
		"inventory":     {"/", "I", "n", "v", "enter", "down", "down", "down"},
		"meeting":       {"m", "esc", "a", "enter", "esc", "S", "+3m", "f9", "+7m", "f9", "n", "enter", "1", "2", "1", "3", "1", "2", "+6m40s", "left", "left", "left", "up"},
		"stage":         {"/", "T", "o", "u", "enter", "enter", "enter", "f5", "up"},
		"plan":          {"/", "S", "h", "a", "enter", "enter"},
		"communication": {"/", "C", "o", "m", "enter"},
		"improvement":   {"/", "I", "m", "p", "enter", "enter"},
	}
}

func run(dir string) error {
	for name, keys := range pictures() {
		svg, err := draw(keys)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := os.WriteFile(filepath.Join(dir, name+".svg"), []byte(svg), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// draw presses keys on a sample workspace of its own and draws what is to be seen then.
func draw(keys []string) (string, error) {
	now := time.Date(2026, 11, 24, 15, 30, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	ctx, store := context.Background(), memlog.New()
	if err := sample.Fill(ctx, store, now); err != nil {
		return "", err
	}
	r, err := room.Open(ctx, store, room.Options{Now: clock})
	if err != nil {
		return "", err
	}
	d := drive.Open(r, ledger.Actor{Person: "demo", Name: "Facilitator", Role: ledger.Facilitator}, clock,
		app.Options{Theme: theme.Dark, Profile: colorprofile.TrueColor, W: 120, H: 36})
	for _, k := range keys {
		if wait, err := time.ParseDuration(k); err == nil && len(k) > 1 {
			for end := now.Add(wait); now.Before(end); d.Later() { // the program gives its signs of life
				now = now.Add(5 * time.Second)
			}
			continue
		}
		d.Press(k)
	}
	frame, _, _ := d.Model.Frame()
	svg := frame.SVG(color.RGBA{0xd8, 0xde, 0xe9, 0xff}, color.RGBA{0x14, 0x16, 0x1b, 0xff})
	return svg, r.Close(ctx)
}
