package communication_test

import (
	"fmt"
	"testing"

	"convene/internal/activity/comms"
	"convene/internal/activity/partner"
	"convene/ui/app/drive"
)

func TestGoldens(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		r := newRoom(t, true)
		shot := func(name string, keys ...string) {
			d := open(r, drive.You(), size[0], size[1])
			d.Press(keys...)
			d.Golden(t, fmt.Sprintf("%s-%dx%d", name, size[0], size[1]))
		}
		shot("table")
		shot("add", "a", "X")
		shot("state", "o")
		shot("message", "enter")
		shot("often", "enter", "down", "down", "down", "down", "enter")
		shot("prompts", "t")
		shot("answer", "t", "enter")
		shot("calendar", "c")
		shot("load", "l")
		shot("load-end", "l", "end")
		shot("days-off", "h")
	}
	open(newRoom(t, true), drive.You(), 160, 45).Golden(t, "table-160x45")
	empty := open(newRoom(t, false), drive.You(), 80, 24)
	empty.Golden(t, "empty-80x24")
	for _, key := range []string{"t", "c", "l", "h"} {
		empty.Press(key)
		empty.Golden(t, "empty-"+key+"-80x24")
	}
}

// hard are texts that are hard to show: long, wide, from right to left, with marks that join.
func hard() []string {
	return []string{
		"Everybody who has ever worked with our fourth graders, and whoever else would like to come to the long table in the gym",
		"東京都立川市学校地域連携推進協議会青少年健全育成部会", "جمعية الأمهات والآباء لدعم المدارس في الحي القديم", "Ça déjà été Noël à l’école",
		"क्षेत्रीय विद्यालय सहायता समिति", "👩‍👩‍👧 Families first", "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenwettbewerb",
	}
}

// TestHardTextsFit walks through 300 messages at every size: what is chosen is always in sight.
func TestHardTextsFit(t *testing.T) {
	rules := []comms.Recurrence{"FREQ=WEEKLY;BYDAY=TU", "FREQ=MONTHLY;BYDAY=1MO", "2026-12-05", "", "needed"}
	r := newRoom(t, false)
	for i := range 300 {
		m := comms.Message{ID: fmt.Sprint("m", i), Audience: hard()[i%7], What: hard()[(i+3)%7], Sender: hard()[(i+1)%7], Channel: hard()[(i+2)%7],
			Why: hard()[(i+4)%7], State: comms.Statuses()[i%3], Recurrence: rules[i%5], Partners: []partner.ID{"p1", "p2"}}
		drive.Do(t, r, comms.AddMessage{Message: m})
	}
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 36}, {160, 45}} {
		d := open(r, drive.You(), size[0], size[1])
		for _, mode := range []string{"", "c", "l"} {
			if mode != "" {
				d.Press(mode)
			}
			d.Golden(t, fmt.Sprintf("crowd-%s-%dx%d", mode, size[0], size[1]))
			d.Press("home")
			for range 30 {
				d.Press("down")
				d.Shows(t, "▸")
			}
			d.Press("end")
			d.Shows(t, "▸", "more above")
		}
		d.Press("esc", "home", "enter")
		d.Golden(t, fmt.Sprintf("crowd-message-%dx%d", size[0], size[1]))
		d.Press("end")
		d.Shows(t, "▸")
	}
}
