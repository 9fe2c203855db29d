package inventory_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"convene/internal/activity/partner"
	"convene/internal/room"
	"convene/internal/workspace"
	"convene/ui/app/drive"
)

// railCols is the room that the rail takes, from 100 columns on, in cells.
const railCols = 22

// golden compares what is the inventory's own on the screen: the header and the rail change with every new activity.
func golden(t *testing.T, d *drive.Terminal, name string) {
	t.Helper()
	lines := strings.Split(strings.TrimRight(d.Screen(), "\n"), "\n")
	for i := range lines {
		if d.Env.Width >= 100 && i < len(lines)-2 {
			r := []rune(lines[i])
			lines[i] = string(r[min(len(r), railCols):])
		}
	}
	got, path := strings.Join(lines[2:], "\n")+"\n", filepath.Join("testdata", name+".txt")
	if drive.Updating() {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v: run the test with CONVENE_UPDATE=1, and look at what it writes", err)
	}
	if got != string(want) {
		t.Errorf("%s is not as it was:\n%s\nwant:\n%s", path, got, want)
	}
}

func TestGoldens(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		r := drive.Room(t, true)
		d := open(r, size[0], size[1])
		shot := func(name string) { golden(t, d, fmt.Sprintf("%s-%dx%d", name, size[0], size[1])) }
		shot("list")
		d.Press("f")
		d.Type("health")
		shot("filter")
		d.Press("esc", "home", "e", "down", "down", "down")
		shot("record")
		d.Press("enter")
		shot("edit")
		d.Press("esc", "esc", "m", "g")
		shot("missing")
		d.Press("a")
		d.Type("Harbor Rowing Clubb")
		shot("rapid-entry")
		d.Press("enter", "esc", "esc", "D")
		shot("duplicates")
		d.Press("enter")
		shot("merge")
		d.Press("esc", "esc", "v", "n")
		shot("share")
	}
	golden(t, open(drive.Room(t, false), 80, 24), "empty-80x24")
}

// longNames are hard to show: long, wide, from right to left, with marks that join.
func longNames() []string {
	return []string{
		"The Very Long-Winded Association for the Advancement of Neighborhood Reading, Singing and Gardening",
		"東京都立川市学校地域連携推進協議会青少年健全育成部会", "جمعية الأمهات والآباء لدعم المدارس في الحي القديم والحي الجديد",
		"Ça déjà été Noël à l’école", "क्षेत्रीय विद्यालय सहायता समिति", "👩‍👩‍👧 Families first", "Nguyễn Thị Minh Khai Học Viện",
	}
}

// crowd fills a room with n partners, the hard names first.
func crowd(t testing.TB, r *room.Room, n int) {
	t.Helper()
	var all []partner.Partner
	kinds, whens := partner.Kinds(), partner.Whens()
	for i := range n {
		p := partner.Partner{Public: partner.Public{ID: partner.ID(fmt.Sprintf("p%05d", i)), Name: fmt.Sprintf("Partner number %d of Street %d", i, i*7919%n),
			Kinds: kinds[i%10 : i%10+1], When: whens[i%4 : i%4+1], Mission: fmt.Sprintf("To help %d children", i), Tags: []string{"north", "evening"}}}
		if i < len(longNames()) {
			p.Name = longNames()[i]
		}
		all = append(all, p)
	}
	s := r.Join(drive.You())
	defer s.Leave()
	if _, err := s.Do(t.Context(), partner.Import{New: all}); err != nil {
		t.Fatal(err)
	}
	for i := range 12 { // as a team's list is after some years
		if i*20+21 < n && n < 1000 {
			merge(t, r, all[i*20+20].ID, all[i*20+21].ID)
		}
	}
}

// TestHardNamesFit walks through every mode at every size with names that are hard to show: the picture itself says
// where something was drawn over its edge, since rows would be longer than the terminal.
func TestHardNamesFit(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 36}, {160, 45}} {
		r := drive.Room(t, false)
		crowd(t, r, 300)
		d := open(r, size[0], size[1])
		golden(t, d, fmt.Sprintf("crowd-%dx%d", size[0], size[1]))
		for _, keys := range [][]string{{"end"}, {"e"}, {"end", "enter"}, {"esc", "esc"}, {"m"}, {"end"}, {"esc", "v"}, {"end"}, {"esc", "a"}, {"esc"},
			{"home", "M"}, {"enter"}, {"esc"}, {"enter"}, {"end"}, {"4"}, {"esc"}} {
			d.Press(keys...)
			if s := d.Screen(); s == "" {
				t.Errorf("%v at %v shows nothing", keys, size)
			}
		}
		d.Shows(t, "288 partners")
	}
}

func merge(t testing.TB, r *room.Room, from, into partner.ID) {
	t.Helper()
	s := r.Join(drive.You())
	defer s.Leave()
	if _, err := s.Do(t.Context(), workspace.Merge{From: from, Into: into}); err != nil {
		t.Fatal(err)
	}
}
