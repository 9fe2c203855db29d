package cardsort_test

import (
	"fmt"
	"testing"

	sorting "convene/internal/activity/cardsort"
	"convene/internal/ledger"
	"convene/ui/app/drive"
	"convene/ui/screen"
)

// six are partners whose names are in the order of the alphabet.
func six(t *testing.T, d *drive.Terminal) {
	d.List(t, "Cedar", "alder", "Birch", "Fir", "Elm", "Dogwood")
}

func TestWholeSortByKeys(t *testing.T) {
	d := open(drive.Room(t, false), lead(), 120, 36)
	d.Shows(t, "No partners yet")
	d.Press("n")
	d.Shows(t, "Press a to list your partners first")
	six(t, d)
	d.Shows(t, "6 partners wait in the pile. Press n to start the first")
	d.Press("n")
	d.Shows(t, "Autumn 2026")
	d.Press("enter")
	d.Shows(t, "0 of 6 placed", "Where does")

	d.Press("1", "2", "1", "3", "1") // the selection goes on in the pile by itself
	expect(t, "placed", columns(d), "alder Cedar Elm | Birch | Dogwood | Fir")
	d.Press("u")
	expect(t, "taken back", columns(d), "alder Cedar | Birch | Dogwood | Elm Fir")
	d.Press("2") // the card that came back is chosen again
	expect(t, "placed otherwise", columns(d), "alder Cedar | Birch Elm | Dogwood | Fir")
	d.Press("1")
	d.Shows(t, "Every card is placed", "6 of 6 placed")

	d.Press("right", "home", "w") // the first of the second column
	d.Type("They asked us for help.")
	d.Press("enter")
	d.Shows(t, `"They asked us for`)
	d.Press("0")
	expect(t, "back to the pile", columns(d), "alder Cedar Fir | Elm | Dogwood | Birch")
	d.Shows(t, "5 of 6 placed")
	d.Press("s")
	d.Shows(t, "5 partners are in a column.", "1 stays in the pile", "3 stand in the first column")
	d.Press("enter")
	d.Shows(t, "Autumn 2026 is settled", "n start a sort")
	if n := len(d.Env.State().Public().Primary()); n != 3 {
		t.Errorf("%d primary partners", n)
	}
	d.Press("1")
	expect(t, "nothing moves", columns(d), "alder Cedar Fir | Elm | Dogwood | Birch")
	d.Press("R", "enter", "right", "2")
	d.Shows(t, "6 of 6 placed")
}

func TestCarry(t *testing.T) {
	for _, size := range [][2]int{{120, 36}, {80, 24}, {40, 12}} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			d := open(drive.Room(t, false), lead(), size[0], size[1])
			six(t, d)
			d.Press("n", "enter", "1", "1", "1", "2", "2", "3")
			expect(t, "placed", columns(d), "alder Birch Cedar | Dogwood Elm | Fir | ")
			d.Press("left", "left", "home", "space", "down", "enter")
			expect(t, "one down", columns(d), "Birch alder Cedar | Dogwood Elm | Fir | ")
			d.Press("space", "end", "space")
			expect(t, "to the end", columns(d), "Birch Cedar alder | Dogwood Elm | Fir | ")
			d.Press("space", "up", "right", "home", "enter")
			expect(t, "first of the next", columns(d), "Birch Cedar | alder Dogwood Elm | Fir | ")
			d.Press("space", "right", "right", "enter")
			expect(t, "into the pile", columns(d), "Birch Cedar | Dogwood Elm | Fir | alder")
			before := d.Env.State().Seq
			d.Press("space", "left", "left", "down", "esc")
			d.Press("space", "enter")
			if d.Env.State().Seq != before {
				t.Error("putting a card back changed something")
			}
			d.Press("space", "2", "space", "up", "enter")
			expect(t, "by number, then up", columns(d), "Birch Cedar | Dogwood alder Elm | Fir | ")
		})
	}
}

// TestCarryWhileOthersMove: a card in hand that somebody else moves is put down; other changes leave it in hand.
func TestCarryWhileOthersMove(t *testing.T) {
	r := drive.Room(t, false)
	d, other := open(r, lead(), 120, 36), open(r, ben(), 120, 36)
	six(t, d)
	d.Press("n", "enter", "space", "left")
	d.Shows(t, "In hand: alder")
	other.Press("end", "1") // Fir
	d.Screen()
	d.Shows(t, "In hand: alder")
	other.Press("home", "3")
	d.Hides(t, "In hand")
	expect(t, "theirs counts", columns(d), "Fir |  | alder | Birch Cedar Dogwood Elm")
}

func TestDragAndClick(t *testing.T) {
	d := open(drive.Room(t, false), lead(), 120, 36)
	six(t, d)
	d.Press("n", "enter")
	spot := map[string]string{}
	for _, p := range d.Env.State().Public().Active() {
		spot[p.Name] = "card:" + string(p.ID)
	}
	d.Send(screen.DragMsg{From: spot["Elm"], To: "lane:1"})
	d.Send(screen.DragMsg{From: spot["Birch"], To: spot["Elm"]})
	expect(t, "dragged", columns(d), " | Birch Elm |  | alder Cedar Dogwood Fir")
	d.Send(screen.ClickMsg{Spot: spot["Dogwood"]})
	d.Press("3")
	expect(t, "clicked", columns(d), " | Birch Elm | Dogwood | alder Cedar Fir")
	d.Send(screen.ClickMsg{Spot: spot["Fir"], Twice: true})
	d.Shows(t, "About this partner", "Fir")
}

// TestPrivateSort: three people on one machine, one of them abstaining, hands for one more card; agreement as worked
// out by hand.
func TestPrivateSort(t *testing.T) {
	d := open(drive.Room(t, false), lead(), 120, 40)
	six(t, d)
	d.Press("n", "enter")
	voted(t, d)

	d.Press("v")
	d.Shows(t, "Reveal 3 ballots?", "cannot be undone.", "Hands were counted for 1 card")
	d.Press("enter")
	d.Shows(t, "Birch", "1 of 3 divided cards", "agreement 0.00", "1 does not know")
	round, _ := d.Env.State().CardSort.OpenRound()
	if all, err := d.Env.Session.SealedAll(d.Env.Context(), sorting.SealedKind(round.ID)); err != nil || len(all) != 0 {
		t.Errorf("%d ballots are still sealed, %v", len(all), err)
	}
	d.Press("u")
	d.Shows(t, "A reveal cannot be undone")

	d.Press("1")
	d.Type("Story hours")
	d.Press("enter")
	d.Shows(t, "Dogwood", "2 of 3 divided cards")
	d.Press("3", "esc")
	d.Shows(t, "Fir", "3 of 3 divided cards", "agreement 0.50") // 3 of 6 pairs
	d.Press("1", "tab", "esc")
	d.Shows(t, "1 divided card left") // not yet: nothing was settled
	d.Press("v", "1", "enter")
	d.Shows(t, "No divided card is left. a settles the other 3.")
	d.Press("a")
	d.Shows(t, "3 cards have at least 80 % of the votes in one column")
	d.Press("enter")
	expect(t, "settled", columns(d), "Birch Fir alder | Cedar | Dogwood Elm | ")

	// The coincidences: clear with clear 4, could with could 2, none with none 2; clear and could 2 each way, clear and
	// none 1 each way. So n = 14 with 7, 4 and 3, and alpha = 1 - 13*6/122.
	d.Press("r")
	d.Shows(t, "0.36", "the room agrees little")
	d.Press("2")
	d.Shows(t, "75 %", "25 %", "100 %")
	d.Press("4")
	d.Shows(t, `"Story hours"`, "settled 22 Nov 2026 by Facilitator")
	d.Press("esc", "esc", "s", "enter")
	d.Shows(t, "Autumn 2026 is settled")
	secondRound(t, d)
}

// voted fills in three ballots and a show of hands.
func voted(t *testing.T, d *drive.Terminal) {
	t.Helper()
	d.Press("tab", "enter")
	d.Shows(t, "Your own ballot")
	d.Press("enter", "1", "1", "2", "3", "3", "0", "enter")
	d.Shows(t, "Private sort: 1 has finished")
	d.Press("tab", "enter")
	d.Type("School counselor")
	d.Press("enter")
	d.Shows(t, "Hand the keyboard to School counselor")
	d.Hides(t, "alder")
	d.Press("enter")
	d.Shows(t, "0 of 6", "alder")
	d.Press("1", "2", "2", "1", "3", "d", "f")
	d.Press("tab")
	d.Shows(t, "You  ✓ finished", "School counselor  ✓ finished")
	d.Press("down", "enter")
	d.Type("Bus driver")
	d.Press("enter")
	d.Shows(t, "A proxy ballot for Bus driver")
	d.Press("enter", "0", "0", "0", "0", "0", "esc")
	d.Hides(t, "Fir")
	d.Press("tab")
	d.Shows(t, "Bus driver  5 of 6, by proxy")
	d.Press("enter", "enter")
	d.Shows(t, "Fir", "5 of 6")
	d.Press("f")
	d.Shows(t, "1 card has no answer")
	d.Press("enter", "esc")
	d.Press("end", "h", "3", "down", "1", "down", "down", "1", "enter")
	d.Shows(t, "Hands for Fir: 3, 1 and 0; 1 do not know.")
}

// secondRound begins with the first one's result and changes one card.
func secondRound(t *testing.T, d *drive.Terminal) {
	t.Helper()
	d.Press("n")
	d.Shows(t, "It begins with the result of Autumn 2026", "Autumn 2026 (2)")
	d.Press("enter")
	d.Shows(t, "6 as last time")
	d.Press("home", "enter", "enter", "2") // keep Birch and Fir; alder moves
	expect(t, "moved", columns(d), "Birch Fir | Cedar alder | Dogwood Elm | ")
	d.Shows(t, "3 as last time")
	d.Press("s", "enter", "r", "3")
	d.Shows(t, "Autumn 2026 → Autumn 2026 (2)", "alder", "● → ◐", "since 22 Nov 2026")
	d.Press("o")
	d.Shows(t, "All sorts", "2 sorts")
	d.Press("down", "enter", "1")
	d.Shows(t, "0.36") // the old round stays readable
	d.Press("esc", "home", "space", "end", "space", "c")
	d.Shows(t, "Autumn 2026 → Autumn 2026 (2)", "alder")
	d.Press("esc", "e")
	d.Type(" old")
	d.Press("enter")
	d.Shows(t, "Autumn 2026 old")
}

// TestParticipant: what is the facilitator's is off for others, with a reason; placing and sorting in private are not.
func TestParticipant(t *testing.T) {
	r := drive.Room(t, false)
	d, p := open(r, lead(), 120, 36), open(r, ben(), 120, 36)
	six(t, d)
	p.Press("n")
	p.Shows(t, "Only a facilitator starts a sort")
	d.Press("n", "enter")
	p.Press("1", "s")
	p.Shows(t, "Only a facilitator settles the sort")
	expect(t, "placed", columns(p), "alder |  |  | Birch Cedar Dogwood Elm Fir")
	p.Press("v")
	p.Shows(t, "Only a facilitator reveals the votes")
	p.Press("tab")
	p.Hides(t, "proxy")
	p.Press("enter", "enter", "1")
	q := open(r, ledger.Actor{Person: "q", Name: "Teacher", Role: ledger.Participant}, 120, 36)
	q.Shows(t, "Tab private sort")
	q.Press("1")
	q.Shows(t, "Everybody sorts alone until the reveal. Nothing was moved")
	p.Press("f", "enter")
	p.Shows(t, "Private sort: 1 of 3 have finished")
	d.Shows(t, "private sort: 1 of 3 have finished", "v reveal 1 ballot")
	d.Press("v", "enter")
	p.Shows(t, "The votes are revealed")
	p.Hides(t, "Your ballot can be changed")
	p.Press("enter", "v")
	p.Shows(t, "No card is divided")

	watch := open(r, ledger.Actor{Person: "w", Name: "Visitor", Role: ledger.Observer}, 120, 36)
	watch.Press("1")
	watch.Shows(t, "You are watching")
	watch.Press("tab")
	watch.Shows(t, "You are watching")
}

// TestLateBallot: who had not finished at the reveal goes on, and is added later.
func TestLateBallot(t *testing.T) {
	r := drive.Room(t, false)
	d, p := open(r, lead(), 120, 36), open(r, ben(), 120, 36)
	six(t, d)
	d.Press("n", "enter", "tab", "enter", "enter", "1", "1", "1", "1", "1", "1", "f", "esc")
	p.Press("tab", "enter", "enter", "2", "2")
	d.Press("v")
	d.Shows(t, "Reveal 1 ballot?", "1 person has not finished")
	d.Press("enter", "esc")
	p.Press("2", "2", "2", "2", "f")
	p.Shows(t, "a facilitator can add it")
	d.Shows(t, "1 late ballot waits")
	d.Press("l")
	d.Shows(t, "1 late ballot is added")
	d.Press("r")
	d.Shows(t, "0.00") // each card one against one
	if n := d.Env.State().CardSort.Ballots.Len(); n != 2 {
		t.Errorf("%d ballots", n)
	}
	p.Press("esc", "tab", "up", "enter")
	p.Shows(t, "was revealed with the others")
}
