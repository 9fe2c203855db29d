package meeting_test

import (
	"fmt"
	"testing"
	"time"

	"convene/ui/app/drive"
)

func TestGoldens(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		h := newHall(t, true)
		d := h.desk(drive.You(), "meeting", size[0], size[1])
		shot := func(name string, keys ...string) {
			t.Helper()
			d.Press(keys...)
			d.Golden(t, fmt.Sprintf("%s-%dx%d", name, size[0], size[1]))
		}
		shot("list")
		shot("templates", "a")
		shot("parked", "enter", "space")
		shot("agenda", "enter")
		shot("words", "down", "enter")
		shot("note", "esc", "N")
		shot("start", "esc", "S")
		h.pass(2*time.Minute, d)
		shot("running", "n", "f2", "m")
		shot("cover", "N")
		shot("voices", "esc", "v", "r", "space", "space")
		h.pass(7*time.Minute, d)
		shot("up", "esc")
		shot("board", "o")
		shot("capture", "f2")
		shot("promise", "a")
		d.Type("Send the list of names to the library")
		d.Press("enter", "enter")
		d.Type("fri")
		shot("by", "enter")
		shot("again", "f9", "f9", "f8", "f2", "m")
		shot("silence", "s", "enter")
		shot("end", "E")
		shot("day", "d")
		d.Type("in 2 weeks")
		shot("ended", "enter", "E")
	}
	newHall(t, false).desk(drive.You(), "meeting", 80, 24).Golden(t, "empty-80x24")
	h := newHall(t, true)
	d := h.desk(drive.You(), "home", 40, 12)
	d.Press("m", "down", "enter", "esc", "S") // the first is planned already
	d.Golden(t, "running-40x12")
	d.Press("f2", "a")
	d.Golden(t, "promise-40x12")
}
