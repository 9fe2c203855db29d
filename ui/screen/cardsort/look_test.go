package cardsort_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"convene/ui/app"
	"convene/ui/app/drive"
)

// pictures are the screens that are kept as text, each with the keys that lead there from the one before.
func pictures() []struct {
	name string
	keys string
} {
	return []struct{ name, keys string }{
		{"settled", ""},
		{"name", "n"},
		{"together", "enter"},
		{"kept", "left left enter enter 2"},
		{"carry", "space right down"},
		{"why", "enter w"},
		{"about", "esc i"},
		{"hands", "esc h 4 down 5 down down 1"},
		{"who", "enter tab"},
		{"cover", "enter"},
		{"ballot", "enter 1 2 0 3 1 left"},
		{"hand-over", "f enter"},
		{"reveal", "v"},
		{"divided", "enter"},
		{"settle-why", "2"},
		{"rest", "esc a"},
		{"votes", "enter r 1"},
		{"grid", "2"},
		{"changes", "3"},
		{"list", "4"},
		{"rounds", "o"},
		{"compare", "down c"},
	}
}

func TestPictures(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		d := open(drive.Room(t, true), lead(), size[0], size[1])
		for _, p := range pictures() {
			d.Press(strings.Fields(p.keys)...)
			t.Run(fmt.Sprintf("%dx%d-%s", size[0], size[1], p.name), func(t *testing.T) {
				golden.RequireEqual(t, body(d.Screen(), size[0]))
			})
		}
	}
}

// body is a picture without the app's header and rail, so that the pictures here change with this screen only.
func body(picture string, w int) string {
	lines := strings.Split(picture, "\n")[2:]
	for i, l := range lines[:len(lines)-2] {
		if r := []rune(l); w >= 100 {
			lines[i] = string(r[min(len(r), 22):])
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

// TestEverySize goes through all modes in windows of all sizes, with long names and names in other scripts: no line is
// wider than the window, and the cursor stays in it.
func TestEverySize(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {40, 45}, {60, 12}, {79, 15}, {80, 24}, {99, 30}, {100, 30}, {120, 36}, {160, 45}, {300, 20}} {
		for _, ascii := range []bool{false, true} {
			r := drive.Room(t, true)
			d := drive.Open(r, lead(), drive.Noon, app.Options{W: size[0], H: size[1], Start: "cardsort", ASCII: ascii})
			d.List(t, strings.Repeat("A very long name of a partner ", 4)[:119], "東京都立図書館と地域の子どもたちを支える会", "مكتبة المدينة", "Ñandú & Čapek Überschall 🎻")
			for _, p := range pictures() {
				d.Press(strings.Fields(p.keys)...)
				check(t, d, size, p.name, ascii)
			}
		}
	}
}

func check(t *testing.T, d *drive.Terminal, size [2]int, name string, ascii bool) {
	t.Helper()
	f, _, cursor := d.Model.Frame()
	if w, h := f.Size(); w != size[0] || h != size[1] {
		t.Fatalf("%v %s: a picture of %d×%d", size, name, w, h)
	}
	if cursor.On && (cursor.X < 0 || cursor.Y < 0 || cursor.X >= size[0] || cursor.Y >= size[1]) {
		t.Errorf("%v %s: the cursor is at %+v", size, name, cursor)
	}
	text := f.Text()
	text = text[:strings.LastIndexByte(text, '\n')] // the footer names keys as they are on keyboards
	if ascii && strings.ContainsAny(text, "●◐○▸✓█▌░↑↓│─┌") {
		t.Errorf("%v %s: signs that are not ASCII:\n%s", size, name, f.Text())
	}
}
