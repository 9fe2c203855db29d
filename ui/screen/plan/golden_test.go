package plan_test

import (
	"fmt"
	"testing"

	"convene/internal/activity/plan"
	"convene/internal/day"
	"convene/internal/room"
	"convene/ui/app/drive"
)

func TestGoldens(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		r := drive.Room(t, true)
		shot := func(at, name string, keys ...string) {
			d := open(r, drive.You(), at, size[0], size[1])
			d.Press(keys...)
			d.Golden(t, fmt.Sprintf("%s-%dx%d", name, size[0], size[1]))
		}
		shot("plan", "goals")
		shot("plan", "form", "enter")
		shot("plan", "write", "enter", "enter")
		shot("plan", "add", "enter", "down", "right", "a", "X")
		shot("plan", "step", "enter", "end")
		shot("plan", "join", "enter", "down", "down", "down", "j")
		shot("steps", "steps")
		shot("steps", "due", "d")
		shot("steps", "partner", "p", "down", "enter")
	}
	open(drive.Room(t, false), drive.You(), "plan", 80, 24).Golden(t, "empty-80x24")
	open(drive.Room(t, false), drive.You(), "steps", 80, 24).Golden(t, "empty-steps-80x24")
}

// hard are texts that are hard to show: long, wide, from right to left, with marks that join.
func hard() []string {
	return []string{
		"Invite everybody who has ever worked with our fourth graders to a long table in the gym, and ask each of them what one thing they would do again",
		"東京都立川市学校地域連携推進協議会青少年健全育成部会と一緒に感情の言葉のポスターを作る", "جمعية الأمهات والآباء لدعم المدارس في الحي القديم",
		"Ça déjà été Noël à l’école", "क्षेत्रीय विद्यालय सहायता समिति", "👩‍👩‍👧 Families first", "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenwettbewerb",
	}
}

// crowd fills a form with texts that are hard to show, and with many steps.
func crowd(t testing.TB, r *room.Room) {
	t.Helper()
	drive.Do(t, r, add("p1", hard()[1]), add("p2", hard()[2]), plan.AddGoal{ID: "g", Partners: ids("p1", "p2"), Text: hard()[0]})
	for i, words := range hard() {
		n := fmt.Sprint(i)
		drive.Do(t, r, plan.AddPractice{ID: "s" + n, Goal: "g", Side: plan.School, Text: words},
			plan.AddPractice{ID: "p" + n, Goal: "g", Side: plan.PartnerSide, Partner: ids("p1", "p2")[i%2], Text: words},
			plan.AddOpportunity{ID: "o" + n, Goal: "g", Text: words, Joins: []string{"s" + n, "p" + n}},
			plan.AddPerson{ID: "w" + n, Goal: "g", Side: plan.School, Text: words})
	}
	for i := range 25 {
		drive.Do(t, r, plan.AddStep{ID: fmt.Sprint("t", i), Goal: "g", What: hard()[i%7], Who: who()[i%4], By: day.Of(drive.Noon()).Add(7*i - 30)})
	}
}

// TestHardTextsFit walks through everything at every size: the whole form and list can be reached, and what is chosen is
// always in sight.
func TestHardTextsFit(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 36}, {160, 45}} {
		r := drive.Room(t, false)
		crowd(t, r)
		for _, at := range []string{"plan", "steps"} {
			d := open(r, drive.You(), at, size[0], size[1])
			if at == "plan" {
				d.Press("enter")
			}
			d.Golden(t, fmt.Sprintf("crowd-%s-%dx%d", at, size[0], size[1]))
			for range 25 {
				d.Press("down")
				d.Shows(t, "▸ ")
			}
			d.Golden(t, fmt.Sprintf("crowd-%s-end-%dx%d", at, size[0], size[1]))
			d.Press("end", "d")
			d.Shows(t, "By when")
			d.Press("esc", "end", "enter")
		}
	}
}

func who() []string {
	return []string{"School counselor", "", "क्षेत्रीय विद्यालय सहायता समिति", "Everybody who has ever been in charge of it"}
}
