package app_test

import (
	"fmt"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"convene/ui/app"
	"convene/ui/app/drive"
	"convene/ui/screen"
	"convene/ui/theme"
)

// TestColourings: no screen looks at the theme or at the colours of a terminal but for its inks, so that what is drawn once
// for all of them is what each would have drawn.
func TestColourings(t *testing.T) {
	t.Parallel()
	r := drive.Room(t, true)
	for _, name := range theme.Names() {
		for _, profile := range []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI256, colorprofile.ANSI, colorprofile.Ascii} {
			d := drive.Open(r, drive.You(), drive.Noon, app.Options{Theme: name, Profile: profile, ASCII: profile == colorprofile.Ascii, W: 120, H: 36})
			for _, place := range app.Places() {
				d.Send(screen.GoMsg{To: place})
				for _, keys := range [][]string{nil, {"f5"}, {"f5", "down", "enter"}, {"esc"}} {
					d.Press(keys...)
					undyed(t, fmt.Sprintf("%s, %v, %s after %v", name, profile, place, keys), d)
				}
			}
		}
	}
}

// undyed: what a terminal shows is what would have been drawn for it alone.
func undyed(t *testing.T, what string, d *drive.Terminal) {
	t.Helper()
	once, _, _ := d.Model.Frame()
	alone := d.Model.Undyed()
	w, h := alone.Size()
	for i := range w * h {
		text, cells, ink := once.Glyph(i%w, i/w)
		if t1, c1, i1 := alone.Glyph(i%w, i/w); text != t1 || cells != c1 || ink != i1 {
			t.Fatalf("%s: %q %v at %d,%d; drawn alone %q %v", what, text, ink, i%w, i/w, t1, i1)
		}
	}
}
