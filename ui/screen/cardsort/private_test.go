package cardsort_test

import (
	"strings"
	"testing"

	sorting "convene/internal/activity/cardsort"
	"convene/ui/app/drive"
)

// TestNothingSealedIsSeen sorts in private twice, with other answers each time: no scene, no other terminal and no line of
// the history may differ.
func TestNothingSealedIsSeen(t *testing.T) {
	a, b := sealedRun(t, "1 2 3 0 1 2"), sealedRun(t, "3 0 1 1 2 3")
	if len(a) != len(b) {
		t.Fatalf("%d and %d pictures", len(a), len(b))
	}
	for i := range a {
		if a[i] != b[i] {
			t.Errorf("picture %d tells the answers apart:\n%s\n\n%s", i, a[i], b[i])
		}
	}
}

// sealedRun sorts in private with these answers, and returns all that others could see meanwhile.
func sealedRun(t *testing.T, answers string) []string {
	t.Helper()
	r := drive.Room(t, false)
	d, other := open(r, lead(), 100, 30), open(r, ben(), 100, 30)
	six(t, d)
	d.Press("n", "enter")
	before := d.Env.State().Seq
	own := openWall(r, lead(), 98, 30)
	var seen []string
	look := func() {
		t.Helper()
		other.Press("left") // anything: it draws again
		seen = append(seen, own.scene(), other.Screen())
		if strings.Contains(own.scene(), "alder") {
			t.Error("the scene of a private sort shows a card")
		}
	}
	own.press("tab", "enter", "enter")
	for _, k := range strings.Fields(answers) {
		own.press(k)
		look()
	}
	own.press("esc")
	look()
	own.press("tab", "enter", "enter", "f")
	look()
	own.press("enter") // the board again
	seen = append(seen, own.scene(), other.Screen())
	if now := d.Env.State().Seq; now != before {
		t.Errorf("a private sort wrote %d lines of history", now-before)
	}
	round, _ := d.Env.State().CardSort.OpenRound()
	if got, err := other.Env.Session.Sealed(other.Env.Context(), sorting.SealedKind(round.ID)); err != nil || len(got) != 0 {
		t.Errorf("somebody else reads %d ballots, %v", len(got), err)
	}
	return seen
}

// TestTurnsLeaveNothing: when somebody else has the keyboard, the answers of the person before are not on the screen, and
// a ballot that was left open is covered on the way back.
func TestTurnsLeaveNothing(t *testing.T) {
	d := open(drive.Room(t, false), lead(), 80, 24)
	six(t, d)
	d.Press("n", "enter", "tab", "enter", "enter", "1", "left")
	d.Shows(t, "▸ 1  ● Clearly supports SEL")
	d.Press("esc")
	d.Hides(t, "▸ 1", "alder")
	d.Press("tab", "down", "enter")
	d.Type("Bo")
	d.Press("enter")
	d.Hides(t, "▸ 1", "alder", "Facilitator")
	d.Press("enter")
	d.Shows(t, "alder", "0 of 6")
	d.Hides(t, "▸")
	d.Press("3", "/")
	d.Type("home")
	d.Press("enter", "s")
	d.Shows(t, "Hand the keyboard to Bo")
	d.Press("enter")
	d.Shows(t, "1 of 6", "Birch")
}

// TestSharedScreen: a ballot that is open is covered when the screen is shared, and needs one more key from then on.
func TestSharedScreen(t *testing.T) {
	d := open(drive.Room(t, false), lead(), 80, 24)
	six(t, d)
	d.Press("n", "enter", "tab", "enter", "enter", "1")
	d.Shows(t, "Birch")
	d.Env.Wall = true
	d.Hides(t, "Birch")
	d.Press("enter")
	d.Hides(t, "Birch")
	d.Press("enter")
	d.Shows(t, "Birch", "1 of 6")
}

// TestWhoHasNotFinished: before a reveal the lead reads how many who are here have not finished; who has left is not counted among
// them, and who has finished in another window is not counted twice.
func TestWhoHasNotFinished(t *testing.T) {
	t.Parallel()
	r := drive.Room(t, false)
	d, p := open(r, lead(), 120, 36), open(r, ben(), 120, 36)
	six(t, d)
	d.Press("n", "enter", "tab", "enter", "enter", "1", "1", "1", "1", "1", "1", "f", "esc")
	p.Press("tab", "enter", "enter", "2", "2")
	d.Press("v")
	d.Shows(t, "Reveal 1 ballot?", "1 person has not finished")
	d.Hides(t, "not here")
	d.Press("esc")
	p.Env.Session.Leave()
	d.Press("v")
	d.Shows(t, "Reveal 1 ballot?", "1 unfinished ballot is of", "not here.")
	d.Hides(t, "has not finished")
	d.Press("esc")
	p = open(r, ben(), 120, 36) // the same person again
	p.Press("tab", "enter", "enter", "2", "2", "2", "2", "f")
	d.Press("v")
	d.Shows(t, "Reveal 2 ballots?")
	d.Hides(t, "finished: they", "not here")
}
