package improvement_test

import (
	"fmt"
	"testing"

	"convene/internal/activity/improve"
	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/room"
	"convene/ui/app/drive"
)

func TestGoldens(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		r := drive.Room(t, true)
		shot := func(name string, keys ...string) {
			d := open(r, drive.You(), "improvement", size[0], size[1])
			d.Press(keys...)
			d.Golden(t, fmt.Sprintf("%s-%dx%d", name, size[0], size[1]))
		}
		shot("list")
		shot("measure", "enter")
		shot("fields", "enter", "end", "up", "up", "up", "up", "up", "up", "up", "up", "up", "up", "up", "up", "up")
		shot("value", "enter", "a", "6", "1")
		shot("questions", "t")
		shot("reviews", "t", "end")
		shot("looks", "l")
		shot("partner", "p", "down", "enter")
		shot("carry", "m")
	}
	d := open(drive.Room(t, false), drive.You(), "improvement", 80, 24)
	d.Golden(t, "empty-80x24")
	d.Press("t")
	d.Golden(t, "empty-questions-80x24")
	d.Press("l")
	d.Golden(t, "empty-looks-80x24")
}

// hard are texts that are hard to show: long, wide, from right to left, with marks that join.
func hard() []string {
	return []string{
		"How many of all the students who were asked in the spring say that there is one grown person whom they would tell if something at school or at home was wrong",
		"東京都立川市学校地域連携推進協議会青少年健全育成部会と一緒に感情の言葉のポスターを作る", "جمعية الأمهات والآباء لدعم المدارس في الحي القديم",
		"Ça déjà été Noël à l’école", "क्षेत्रीय विद्यालय सहायता समिति", "👩‍👩‍👧 Families first", "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenwettbewerb",
	}
}

// crowd fills the plan with 40 measures, two hundred values of the first, and looks, with texts that are hard to show.
func crowd(t testing.TB, r *room.Room) {
	t.Helper()
	drive.Do(t, r, add("p1", hard()[1]), add("p2", hard()[2]))
	target := 1e12
	for i := range 40 {
		m := improve.Measure{ID: fmt.Sprint("m", i), What: hard()[i%7], Owner: hard()[1+i%6], Unit: []string{"%", "minutes", ""}[i%3], Partners: []partner.ID{"p1", "p2"}}
		if i == 0 {
			m.Target = &target
		}
		drive.Do(t, r, improve.AddMeasure{Measure: m})
	}
	for i := range 200 {
		drive.Do(t, r, improve.AddObservation{Observation: improve.Observation{ID: fmt.Sprint("o", i), Measure: "m0", On: day.Of(drive.Noon()).Add(-i * i / 40), Value: float64(i*i) * 1e7, Note: hard()[i%7]}})
	}
	for i := range 10 {
		drive.Do(t, r, improve.AddReflection{Reflection: improve.Reflection{ID: fmt.Sprint("r", i), Measure: "m0", On: day.Of(drive.Noon()).Add(-i), Saw: hard()[i%7], Think: hard()[(i+1)%7], Change: hard()[(i+2)%7]}})
	}
}

// TestHardTextsFit walks through everything at every size: what is chosen is always in sight.
func TestHardTextsFit(t *testing.T) {
	r := drive.Room(t, false)
	crowd(t, r)
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 36}, {160, 45}} {
		for name, keys := range map[string][]string{"list": nil, "measure": {"enter"}, "looks": {"l"}, "questions": {"t"}} {
			d := open(r, drive.You(), "improvement", size[0], size[1])
			d.Press(keys...)
			d.Golden(t, fmt.Sprintf("crowd-%s-%dx%d", name, size[0], size[1]))
			for range 12 {
				d.Press("down")
				if size[0] >= 80 {
					d.Shows(t, "▸ ")
				}
			}
			d.Golden(t, fmt.Sprintf("crowd-%s-on-%dx%d", name, size[0], size[1]))
			d.Press("end")
		}
	}
}
