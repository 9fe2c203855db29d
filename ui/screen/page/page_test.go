package page_test

import (
	"strings"
	"testing"

	"convene/ui/app"
	"convene/ui/app/drive"
)

func open(t *testing.T, w, h int) *drive.Terminal {
	t.Helper()
	return drive.Open(drive.Room(t, true), drive.You(), drive.Noon, app.Options{W: w, H: h, Start: "inventory"})
}

// TestPage asks for parts by their names: other activities add theirs, and their numbers change.
func TestPage(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}, {160, 45}} {
		d := open(t, size[0], size[1])
		d.Press("down", "down", "down", "enter")
		d.Shows(t, "Eastside Library", "▸ 1  Record", "Government agency")
		d.Press("2")
		d.Shows(t, "▸ 2  Card sort", "Clearly supports SEL", "Story hours practise")
		d.Press("end")
		d.Shows(t, "  History", "Our contact changed")
		d.Press("home")
		d.Shows(t, "▸ 1  Record")
	}
}

func TestHistoryInPlainWords(t *testing.T) {
	d := open(t, 120, 45)
	d.Press("e", "home", "enter")
	d.Type(" of the Hill")
	d.Press("enter", "down", "enter", "space", "enter", "end", "enter")
	d.Type("555-0199")
	d.Press("enter", "esc", "x", "u", "home", "v")
	d.Press("n", "g", "esc", "home", "enter", "end")
	d.Shows(t, "Sun 22 Nov, 12:00  Facilitator",
		"Name: “Community Garden Alliance” → “Community Garden", "Alliance of the Hill”",
		"Kinds: Community nonprofit → Out-of-school time, Community", // and on in the next line
		"Our contact changed (see the record)", "Archived", "Took a change back:", "Brought back from the archive",
		"Told what we share: Sun 22 Nov 2026, by Facilitator", "Listed as “Community Garden Alliance”")
	if strings.Contains(d.Screen(), "555-0199") {
		t.Error("a contact stands in the history")
	}
}

func TestWaysInAndOut(t *testing.T) {
	d := open(t, 80, 24)
	d.Press("enter")
	d.Shows(t, "▸ 1  Record", "Enter edit")
	d.Press("enter")
	d.Shows(t, "9 of 11 filled")
	d.Press("esc")
	d.Shows(t, "▸ 1  Record")
	d.Press("esc")
	d.Shows(t, "24 partners, 17 with gaps")
	d.Press("/")
	d.Type("eastside")
	d.Press("enter")
	d.Shows(t, "Eastside Library", "▸ 1  Record")
	d.Press("tab", "tab")
	d.Shows(t, "  What we share with all", "Enter open the list")
	d.Press("enter")
	d.Shows(t, "Who was told")
	d.Press("esc", "enter", "end")
	d.Shows(t, "  History", "Listed as")
}

func TestReadingOn(t *testing.T) {
	d := open(t, 40, 12)
	d.Press("enter")
	seen := d.Screen()
	for range 80 {
		d.Press("down")
		seen += d.Screen()
	}
	for _, s := range []string{"2  Card sort", "What we share", "History", "Listed as", "more above"} {
		if !strings.Contains(seen, s) {
			t.Errorf("%q was never seen on the way down", s)
		}
	}
	if s := d.Screen(); strings.Contains(s, "↓") && strings.Contains(s, " more\n") {
		t.Error("the end was not reached:\n" + s)
	}
	for range 80 {
		d.Press("up")
	}
	d.Shows(t, "▸ 1  Record")
}
