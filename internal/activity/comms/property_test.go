package comms

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"convene/internal/activity/partner"
	"convene/internal/day"
	"convene/internal/ledger"
)

func anyOp(t *rapid.T, s State) ledger.Op[State] {
	pick := func(name string, from ...string) string { return rapid.SampledFrom(from).Draw(t, name) }
	id := func() string { return pick("id", "m1", "m2", "m3", "") }
	word := func() string { return pick("word", "", "x", "y, z", "no\x1b") }
	someday := func() day.Day {
		return rapid.SampledFrom([]day.Day{"", "2026-12-01", "2026-12-02", "2026-12-24", "soon"}).Draw(t, "day")
	}
	partners := func() []partner.ID {
		return rapid.SliceOfN(rapid.SampledFrom(ids("a", "b", "c", "")), 0, 3).Draw(t, "partners")
	}
	message := func(id string) Message {
		return Message{ID: id, Audience: word(), What: word(), Why: word(), Goal: pick("goal", "", "g1"),
			Recurrence: Recurrence(pick("recurrence", "", "needed", "FREQ=WEEKLY;BYDAY=TU", "FREQ=DAILY", "2026-12-01", "often")), Sender: word(),
			Direction: Direction(pick("direction", "", "both", "none")), Partners: partners(),
			State: Status(pick("state", "happens", "happens", "missing", "stop", "")), Skip: []day.Day{someday()}, Rank: pick("rank", "", "A", "é")}
	}
	switch rapid.IntRange(0, 12).Draw(t, "op") {
	case 0, 1:
		return AddMessage{message(id())}
	case 2, 3:
		was, _ := s.Messages.Get(id())
		next := message(was.ID)
		if rapid.Bool().Draw(t, "as it is") {
			next.Rank = was.Rank
		}
		return EditMessage{was.ID, ledger.Diff(was, next)}
	case 4:
		return RemoveMessage{id()}
	case 5:
		return MoveMessage{id(), pick("rank", "", "A", "z", "é")}
	case 6:
		return SetState{id(), Status(pick("to", "happens", "stop", "x")), Status(pick("was", "happens", "missing", ""))}
	case 7:
		return AddStructure{Structure{ID: id(), Name: word(), Partners: partners()}}
	case 8:
		return EditStructure{id(), patch("name", "", `"x"`)}
	case 9:
		return rapid.SampledFrom([]ledger.Op[State]{RemoveStructure{id()}, MoveStructure{id(), "B"}}).Draw(t, "structure")
	case 10:
		return AddHoliday{someday(), someday(), word()}
	case 11:
		return rapid.SampledFrom([]ledger.Op[State]{RemoveHoliday{someday(), someday()}, NameHoliday{someday(), someday(), word(), word()}}).Draw(t, "holiday")
	}
	return WriteAnswer{pick("prompt", "now", "who", "then"), patch("text", "", pick("text", "", `"x"`, `3`))}
}

// TestAnyOps does ops of all kinds, checked and unchecked: none panics, none changes what it was given, refused ones say
// so in a sentence, and what was asked of the result holds.
func TestAnyOps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		careless := rapid.Bool().Draw(t, "also what is refused") // as a history whose rules have changed since
		var s State
		for seq := uint64(1); seq < 25; seq++ {
			if rapid.IntRange(0, 19).Draw(t, "merge") == 0 {
				s = Merge(s, seq, "c", "a")
				continue
			}
			op, e := anyOp(t, s), entry(seq, rapid.SampledFrom(ledger.Roles()).Draw(t, "role"))
			was, given := dump(t, s), dump(t, op)
			err := op.Check(s, e)
			if err != nil && len(err.Error()) < 19 {
				t.Fatalf("%T: %q is no sentence", op, err)
			}
			if err == nil && (e.By.Role == ledger.Observer || e.By.Role == ledger.Guest) {
				t.Fatalf("%T by an %s", op, e.By.Role)
			}
			next := op.Apply(s, e)
			if dump(t, s) != was || dump(t, op) != given {
				t.Fatalf("%T changed what it was given", op)
			}
			if again := op.Apply(s, e); dump(t, again) != dump(t, next) {
				t.Fatalf("%T gives two results", op)
			}
			if err == nil && dump(t, next) == was {
				t.Fatalf("%T %s is accepted and changes nothing", op, given)
			}
			if err != nil && !careless {
				continue
			}
			if s = next; !careless {
				kept(t, s)
			}
			asked(t, s)
		}
	})
}

// kept is what always holds where every op was checked.
func kept(t *rapid.T, s State) {
	for m := range s.Messages.All() {
		if err := m.valid(); err != nil || m.Rank == "" {
			t.Fatalf("%+v: %v", m, err)
		}
	}
	for r := range s.Structures.All() {
		if err := r.valid(); err != nil {
			t.Fatalf("%+v: %v", r, err)
		}
	}
}

// asked puts every question to a state.
func asked(t *rapid.T, s State) {
	v := Read(s, func(p partner.ID) partner.ID {
		if p == "b" {
			return "a"
		}
		return p
	})
	sends := 0
	last := day.None
	for _, d := range v.Calendar("2026-11-30", 4) {
		if !last.Before(d.Day) && last != day.None {
			t.Fatalf("%s after %s", d.Day, last)
		}
		last = d.Day
		sends += len(d.Sends)
		for _, m := range d.Sends {
			if _, off := v.Off(m, d.Day); off || m.State == Stop || !slices.Contains(v.Next(m, d.Day, 1), d.Day) {
				t.Fatalf("%s is sent on %s", m.ID, d.Day)
			}
		}
	}
	senders, _ := v.Loads("2026-11-30", 4)
	for _, l := range senders {
		sends -= l.Sends + l.Missing
	}
	if sends != 0 {
		t.Fatalf("the calendar has %d sends more than the load", sends)
	}
	for _, d := range v.Doubles("2026-11-30", 4) {
		if len(d.Messages) < 2 || len(d.Weeks) == 0 {
			t.Fatalf("%+v", d)
		}
	}
	for _, o := range v.Overloads("2026-11-30", 4, 2) {
		if o.Sends < 3 || o.Week.Weekday() != 1 {
			t.Fatalf("%+v", o)
		}
	}
	v.Gaps(ids("a", "b"), []string{"g1"})
	if h := v.Home("2026-11-30"); h.Messages != len(v.Wall("2026-11-30")) {
		t.Fatalf("%+v", h)
	}
	for _, b := range s.Breaks() {
		if b.Last.Before(b.Day) {
			t.Fatalf("%+v", b)
		}
	}
}
