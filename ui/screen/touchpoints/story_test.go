package touchpoints_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"convene/internal/activity/touchpoint"
	"convene/ui/app"
	"convene/ui/app/drive"
)

// send types contributions, one after the other.
func send(d *drive.Terminal, texts ...string) {
	d.Press("enter")
	for _, s := range texts {
		d.Type(s)
		d.Press("enter")
	}
	d.Press("esc")
}

// history is all that the store keeps, as text.
func (h *hall) history(t *testing.T) string {
	t.Helper()
	entries, err := h.store.Next(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, e := range entries {
		fmt.Fprintf(&b, "%s by %+v at %s %s\n", e.Op, e.By, e.At, e.Data)
	}
	return b.String()
}

func TestStory(t *testing.T) {
	h := roomOf(t, false)
	d := h.open(lead(), 80, 24)
	d.Shows(t, "No partners yet")
	d.List(t, "Alder House", "Birch Club")
	d.Shows(t, "Alder House", "No card sort yet")
	for range 2 {
		d.Press("enter", "space", "down", "space", "down", "space")
		d.Shows(t, "★ 3 for the meeting", "A good number")
		d.Press("esc", "down")
	}
	d.Press("up", "left", "left", "left", "enter", "enter")
	d.Shows(t, "SEL practice  1 of 4 ★", "Alder House", "Not asked yet")
	send(d, "Homework hour", "A quiet corner", "Circles at pick-up")
	d.Shows(t, "3 contributions", "Circles at pick-up", "Facilitator")
	d.Press("enter", "tab")
	d.Type("Grade 3 teachers")
	d.Press("tab")
	d.Type("They sing")
	d.Press("enter", "esc")
	d.Shows(t, "said by Grade 3 teachers")
	d.Press("g", "up", "enter")
	d.Type("What they do")
	d.Press("enter")
	d.Shows(t, "What they do")
	d.Press("u")
	d.Hides(t, "What they do")
	d.Press("ctrl+y", "m")
	d.Shows(t, "★ They sing")
	d.Press("w")
	d.Type("They know how to calm a room")
	d.Press("tab")
	d.Type("Would you show us?")
	d.Press("enter")
	d.Shows(t, "What we know", "calm a room", "Would you show us?")
	d.Press("p")
	d.Shows(t, "What we would like to talk over with Alder House", "They sing", "We would ask: Would you show us?")
	d.Hides(t, "Grade 3 teachers", "A quiet corner")
	d.Press("esc", "c")
	d.Shows(t, "Asked again", "Then, Sun 22 Nov", "check-in 2")
	h.now = h.now.Add(time.Hour)
	d.Press("w")
	d.Type("Now they teach us")
	d.Press("enter")
	d.Shows(t, "Then, ", "Now, ", "Now they teach us", "They know how to calm a room")
	d.Press("right")
	d.Shows(t, "SEL practice  2 of 4 ★")
}

func TestDotsStaySealed(t *testing.T) {
	h := roomOf(t, false)
	d := h.open(lead(), 80, 24)
	d.List(t, "Alder House")
	d.Press("enter", "enter")
	send(d, "First thing", "Second thing")
	d.Press("d", "enter", "d")
	d.Press("home", "+", "+")
	d.Shows(t, "1 of 3 dots left", "●●")
	if s := h.history(t); strings.Contains(s, "spreads") || len(h.State().Touchpoint.Counts.Keys()) > 0 {
		t.Errorf("dots are in the history or the state:\n%s", s)
	}
	other := h.open(ben(), 80, 24)
	other.Press("enter", "enter")
	other.Shows(t, "3 dots each, 0 of 2 have finished")
	other.Hides(t, "●●")
	d.Press("enter")
	d.Shows(t, "1 of 2 have finished")
	d.Hides(t, "●●")
	other.Press("v")
	other.Shows(t, "Only a facilitator shows the dots")
	d.Press("v", "enter")
	d.Shows(t, "dots of 1 person", "●●")
	if s := h.history(t); strings.Contains(s[strings.Index(s, "spreads"):], "person-of") {
		t.Error("the dots carry a person")
	}
	d.Press("u")
	d.Shows(t, "cannot be undone")
}

func TestUnsigned(t *testing.T) {
	h := roomOf(t, false)
	d := h.open(lead(), 80, 24)
	d.List(t, "Alder House")
	d.Press("enter", "enter", "s")
	d.Shows(t, "nobody is kept as an author", "unsigned")
	b := h.open(ben(), 80, 24)
	b.Press("enter", "enter", "enter")
	b.Shows(t, "Unsigned: no name is kept")
	b.Type("What nobody dares to say")
	b.Press("enter", "esc")
	d.Shows(t, "What nobody dares to say")
	if s := h.history(t); strings.Contains(s, "person-of-ben") || strings.Contains(s, "Grade 4") {
		t.Errorf("the author is in the history:\n%s", s)
	}
	for c := range h.State().Touchpoint.Contributions.All() {
		if c.By+c.Person+string(c.Role) != "" || c.ID[14] != '4' {
			t.Errorf("the author is in the state: %+v", c)
		}
	}
	again := h.open(ben(), 80, 24) // the same person at another terminal
	again.Press("enter", "enter", "x")
	again.Shows(t, "not written on this terminal")
	b.Press("x")
	b.Hides(t, "What nobody dares to say")
	if n := h.State().Touchpoint.Contributions.Len(); n != 0 {
		t.Errorf("%d contributions are left", n)
	}
}

func TestEverySize(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 36}, {160, 45}} {
		for _, ascii := range []bool{size[0] == 120} {
			h := roomOf(t, true)
			d := drive.Open(h.Room, lead(), drive.Noon, app.Options{W: size[0], H: size[1], Start: "touchpoints", ASCII: ascii})
			d.List(t, "東京都立川市学校地域連携推進協議会青少年健全育成部会", "جمعية الأمهات والآباء لدعم المدارس")
			d.Press("end", "enter", "down", "down", "enter")
			send(d, "the first one opens the question")
			round := h.State().Touchpoint.Contributions.List()[h.State().Touchpoint.Contributions.Len()-1].Round
			for i := range 40 {
				words := []string{"short", strings.Repeat("a long contribution of many words ", 6), "朝の会で気持ちを言葉にする練習をしている"}[i%3]
				d.Do(t, touchpoint.Contribute{ID: d.Env.NewID(), Round: round, Text: strings.TrimSpace(fmt.Sprintf("%d %s", i, words))})
			}
			for _, keys := range []string{"home", "pgdown", "end", "g home", "enter enter", "d", "enter", "d", "+", "enter", "v", "enter", "w", "tab", "esc", "p", "esc esc esc"} {
				d.Press(strings.Fields(keys)...)
				f, _, c := d.Model.Frame()
				if w, rows := f.Size(); w != size[0] || rows != size[1] || c.On && (c.X >= w || c.Y >= rows) {
					t.Fatalf("%v %s: %d×%d, the cursor at %+v", size, keys, w, rows, c)
				}
			}
			if n := h.State().Touchpoint.Contributions.Len(); n < 40 {
				t.Errorf("%v: %d contributions", size, n)
			}
		}
	}
}

func TestGoldens(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		d := roomOf(t, true).open(lead(), size[0], size[1])
		shot := func(name, keys string) {
			d.Press(strings.Fields(keys)...)
			d.Golden(t, fmt.Sprintf("%s-%dx%d", name, size[0], size[1]))
		}
		shot("matrix", "")
		shot("questions", "enter")
		shot("question", "enter")
		shot("contribute", "c enter")
		shot("answer", "esc w")
		shot("agenda", "esc p")
	}
}

func TestAdvice(t *testing.T) {
	if touchpoint.Advice(5) == "" || touchpoint.Advice(3) != "" {
		t.Error("three or four questions make a good meeting")
	}
}
