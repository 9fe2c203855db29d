package app_test

import (
	"fmt"
	"strings"
	"testing"

	"convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/internal/room"
	"convene/ui/app"
	"convene/ui/app/drive"
)

// walls are windows on the wall of every size, and one in plain signs.
func walls(r *room.Room) map[string]*drive.Terminal {
	out := map[string]*drive.Terminal{}
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 36}, {160, 45}} {
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		out[name] = drive.On(r.Window(), drive.Noon, app.Options{W: size[0], H: size[1]})
	}
	out["120x36-ascii"] = drive.On(r.Window(), drive.Noon, app.Options{W: 120, H: 36, ASCII: true})
	return out
}

// TestWallScenes: what a room reads from the wall, on every size of wall.
func TestWallScenes(t *testing.T) {
	t.Parallel()
	r := drive.Room(t, true)
	all := walls(r)
	shot := func(name string) {
		t.Helper()
		for size, w := range all {
			w.Golden(t, "wall-"+name+"-"+size)
		}
	}
	lead := drive.Open(r, drive.You(), drive.Noon, app.Options{W: 120, H: 36, Start: "cardsort"})
	lead.Press("n", "enter")
	shot("board")
	other := drive.Open(r, drive.Other(), drive.Noon, app.Options{W: 100, H: 30, Start: "cardsort"})
	lead.Press("tab", "enter")
	answerAll(lead, "1", "2")
	other.Press("tab", "enter")
	shot("private")
	answerAll(other, "3", "2")
	lead.Press("enter", "v", "enter")
	shot("divided")
	lead.Press("1")
	lead.Type("Story hours name feelings")
	lead.Press("enter", "left")
	shot("settled")
	lead.Press("/")
	lead.Type("Touch")
	lead.Press("enter", "enter", "enter")
	shot("question")
}

// answerAll answers the first card one way and all others another, and finishes.
func answerAll(d *drive.Terminal, first, rest string) {
	d.Press("enter", first)
	d.Press(strings.Split(strings.TrimSpace(strings.Repeat(rest+" ", 23)), " ")...)
	d.Press("enter")
}

// TestWallOfOddNames: a name that has no large letters, one that is very long and one in another script are on the wall too,
// before and after the reveal, and how somebody sorted only after it.
func TestWallOfOddNames(t *testing.T) {
	t.Parallel()
	long := strings.TrimSpace(strings.Repeat("A very long name of a partner ", 4))
	for _, name := range []string{long, "東京都立図書館と地域の子どもたち", "Ñandú & Čapek"} {
		r := drive.Room(t, false)
		drive.Do(t, r, partner.Add{Partner: "p", Name: name}, cardsort.Open{Round: "r", Name: "Spring"})
		all := walls(r)
		lead := drive.Open(r, drive.You(), drive.Noon, app.Options{W: 120, H: 36, Start: "cardsort"})
		other := drive.Open(r, drive.Other(), drive.Noon, app.Options{W: 120, H: 36, Start: "cardsort"})
		look := func(what string, has bool, text string) {
			t.Helper()
			for size, w := range all {
				if s := strings.Join(strings.Fields(w.Screen()), " "); strings.Contains(s, text) != has {
					t.Errorf("%s, %s: %q is on the wall: %v\n%s", what, size, text, !has, w.Screen())
				}
			}
		}
		begin := strings.Fields(name)[0] + " "
		if name == long {
			begin = "" // in large letters where those have room
		}
		lead.Press("up")
		look("the board", true, begin)
		for d, answer := range map[*drive.Terminal]string{lead: "1", other: "3"} {
			d.Press("tab", "enter", "enter", answer)
			if d == lead {
				look("a ballot", false, name)
				look("a ballot", false, "Clearly")
			}
			d.Press("enter", "enter")
		}
		look("all have finished", false, "agreement")
		lead.Press("v", "enter")
		look("the reveal", true, begin)
		look("the reveal", true, "agreement 0.00")
	}
}
