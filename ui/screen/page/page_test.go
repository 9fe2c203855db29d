package page_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/sample"
	"convene/internal/store/memlog"
	"convene/ui/app"
	"convene/ui/app/drive"
)

func noon() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

func open(t *testing.T, w, h int) *drive.Terminal {
	t.Helper()
	ctx, store := context.Background(), memlog.New()
	if err := sample.Fill(ctx, store, noon()); err != nil {
		t.Fatal(err)
	}
	r, err := room.Open(ctx, store, room.Options{Now: noon})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close(ctx) })
	by := ledger.Actor{Person: "you", Name: "Facilitator", Role: ledger.Facilitator}
	return drive.Open(r, by, noon, app.Options{W: w, H: h, Start: "inventory"})
}

func shows(t *testing.T, d *drive.Terminal, texts ...string) {
	t.Helper()
	for _, s := range texts {
		if !strings.Contains(d.Screen(), s) {
			t.Errorf("the screen does not show %q:\n%s", s, d.Screen())
		}
	}
}

// TestPage asks for parts by their names: other activities add theirs, and their numbers change.
func TestPage(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}, {160, 45}} {
		d := open(t, size[0], size[1])
		d.Press("down", "down", "down", "enter")
		shows(t, d, "Eastside Library", "▸ 1  Record", "Government agency")
		d.Press("2")
		shows(t, d, "▸ 2  Card sort", "Clearly supports SEL", "Story hours practise")
		d.Press("end")
		shows(t, d, "  History", "Our contact changed")
		d.Press("home")
		shows(t, d, "▸ 1  Record")
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
	shows(t, d, "Sun 22 Nov, 12:00  Facilitator",
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
	shows(t, d, "▸ 1  Record", "Enter edit")
	d.Press("enter")
	shows(t, d, "9 of 11 filled")
	d.Press("esc")
	shows(t, d, "▸ 1  Record")
	d.Press("esc")
	shows(t, d, "24 partners, 17 with gaps")
	d.Press("/")
	d.Type("eastside")
	d.Press("enter")
	shows(t, d, "Eastside Library", "▸ 1  Record")
	d.Press("tab", "tab")
	shows(t, d, "  What we share with all", "Enter open the list")
	d.Press("enter")
	shows(t, d, "Who was told")
	d.Press("esc", "enter", "end")
	shows(t, d, "  History", "Listed as")
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
	shows(t, d, "▸ 1  Record")
}
