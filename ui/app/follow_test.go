package app_test

import (
	"strings"
	"testing"

	"convene/internal/ledger"
	"convene/internal/room"
	"convene/ui/app"
	"convene/ui/app/drive"
)

// leads opens a terminal that leads the room.
func leads(t *testing.T, r *room.Room) *drive.Terminal {
	t.Helper()
	lead := drive.Open(r, drive.You(), drive.Noon, app.Options{W: 100, H: 30})
	if err := lead.Env.Session.TakeLead(); err != nil {
		t.Fatal(err)
	}
	return lead
}

// follows opens a participant's terminal that shows what the lead shows.
func follows(r *room.Room, person string, o app.Options) *drive.Terminal {
	f := drive.Open(r, ledger.Actor{Person: person, Name: "Teacher", Role: ledger.Participant}, drive.Noon, o)
	f.Env.Session.Follow(true)
	return f
}

// TestTakePart: whoever follows comes with Enter to the very thing that the lead shows.
func TestTakePart(t *testing.T) {
	t.Parallel()
	r := drive.Room(t, true)
	lead := leads(t, r)
	for _, c := range []struct {
		at    string
		keys  []string
		shows []string
	}{
		{"touchpoints", []string{"enter", "enter"}, []string{"Sunrise Mentors", "1 of 4", "What we know"}},
		{"touchpoints", []string{"esc"}, []string{"Sunrise Mentors", "Room to grow", "p shows the agenda"}},
		{"shared", []string{"enter"}, []string{"Whoever asks for a mentor", "What we both want"}},
		{"communication", []string{"enter"}, []string{"Feeling word", "Who"}},
		{"communication", []string{"esc", "l"}, []string{"Load and gaps"}},
		{"improvement", []string{"enter"}, []string{"who name an adult", "How it goes"}},
		{"inventory", []string{"m"}, []string{"Who is missing?"}},
		{"card", []string{"n", "enter"}, []string{"Enter when ready"}},
	} {
		lead.Press("/")
		lead.Type(c.at)
		lead.Press("enter")
		lead.Press(c.keys...)
		f := follows(r, "t", app.Options{W: 80, H: 24})
		f.Press("enter")
		if f.Env.Session.Follows() {
			t.Errorf("%s: still follows", c.at)
		}
		f.Shows(t, c.shows...)
		f.Env.Session.Leave()
	}
}

// TestWhoWrites: the others see that somebody writes, never what; and only a facilitator sees who has finished in private.
func TestWhoWrites(t *testing.T) {
	t.Parallel()
	r := drive.Room(t, true)
	lead := drive.Open(r, drive.You(), drive.Noon, app.Options{W: 100, H: 30})
	who := ledger.Actor{Person: "t", Name: "Teacher", Role: ledger.Participant}
	f := drive.Open(r, who, drive.Noon, app.Options{W: 100, H: 30})
	g := drive.Open(r, ledger.Actor{Person: "c", Name: "Coach", Role: ledger.Participant}, drive.Noon, app.Options{W: 100, H: 30})
	lead.Press("/")
	lead.Type("card")
	lead.Press("enter", "n", "enter")
	f.Press("/")
	lead.Press("f7")
	lead.Hides(t, "writes") // who looks for something does not write
	f.Type("card")
	f.Press("enter", "w")
	f.Type("They read with us")
	lead.Shows(t, "writes", "not finished")
	lead.Hides(t, "They read")
	g.Press("f7")
	g.Shows(t, "writes")
	g.Hides(t, "finished", "They read")
	f.Press("esc", "tab", "enter", "enter")
	for range 24 {
		f.Press("1")
	}
	f.Press("enter")
	lead.Hides(t, "writes")
	for line := range strings.SplitSeq(lead.Screen(), "\n") {
		if strings.Contains(line, "Teacher") && (!strings.Contains(line, "finished") || strings.Contains(line, "not finished")) || strings.Contains(line, "Coach") && !strings.Contains(line, "not finished") {
			t.Errorf("who has finished: %q", line)
		}
	}
	f.Env.Session.Leave()
}

// TestLeadsChoice: who follows sees what the lead has chosen.
func TestLeadsChoice(t *testing.T) {
	t.Parallel()
	r := drive.Room(t, true)
	lead := leads(t, r)
	lead.Press("/")
	lead.Type("inventory")
	lead.Press("enter")
	f := follows(r, "t", app.Options{W: 100, H: 30})
	_, spots, _ := f.Model.Frame()
	for spot, at := range spots {
		lead.Env.Session.Point("")
		plain, _, _ := f.Model.Frame()
		_, _, before := plain.Glyph(at.Min.X, at.Min.Y)
		lead.Env.Session.Point(spot)
		marked, _, _ := f.Model.Frame()
		if _, _, after := marked.Glyph(at.Min.X, at.Min.Y); after == before {
			t.Errorf("who follows does not see that the lead has chosen %q", spot)
		}
	}
	if len(spots) == 0 {
		t.Error("the inventory has nothing to choose")
	}
}

// TestFollowersAreOne: followers hand the painter one value for all, so that it paints it once; somebody with a notice of their
// own has their own until a key takes it away.
func TestFollowersAreOne(t *testing.T) {
	t.Parallel()
	r := drive.Room(t, true)
	lead := leads(t, r)
	lead.Press("s")
	all := make([]*drive.Terminal, 5)
	models := make([]*app.Model, len(all))
	for i := range all {
		all[i] = follows(r, string(rune('a'+i)), app.Options{W: 100, H: 30})
		models[i] = all[i].Model
	}
	app.Share(models...)
	if !all[0].Env.Session.Follows() {
		t.Fatal("nobody follows")
	}
	same := func() (n int) {
		for _, m := range models {
			if m.View(); m.Shows() == models[0].Shows() {
				n++
			}
		}
		return n
	}
	if n := same(); n != len(all) {
		t.Errorf("%d of %d followers share what they show", n, len(all))
	}
	all[4].Press("1")
	if n := same(); n != len(all)-1 {
		t.Errorf("with a notice for one, %d of %d share what they show", n, len(all))
	}
}

// TestLedSays: who is given the lead is told, and so is who loses it; a participant is made a facilitator by the same key.
func TestLedSays(t *testing.T) {
	t.Parallel()
	r := drive.Room(t, true)
	lead := leads(t, r)
	lead.Press("/")
	lead.Type("inventory")
	lead.Press("enter")
	f := follows(r, "t", app.Options{W: 80, H: 24})
	f.Hides(t, "Ctrl+G")
	f.Press("enter")
	f.Shows(t, "Ctrl+G follow")
	lead.Press("f7", "down", "l")
	lead.Shows(t, "They become a facilitator")
	lead.Press("enter")
	lead.Model.Arrived() // it follows by now
	lead.Shows(t, "Teacher leads now. Ctrl+G looks around.")
	f.Model.Arrived()
	f.Shows(t, "You lead now")
	f.Press("f7", "up")
	other, ok := r.Here().Find(lead.Env.Session.ID())
	if !ok || r.Here().Lead != f.Env.Session.ID() {
		t.Fatalf("%+v does not lead", r.Here())
	}
	if err := lead.Env.Session.TakeLead(); err != nil {
		t.Fatal(err)
	}
	f.Model.Arrived()
	f.Press("esc")
	f.Hides(t, "You lead now")
	if other.Actor.Role != ledger.Facilitator || r.Here().Lead != lead.Env.Session.ID() {
		t.Error("the lead does not come back")
	}
}

// TestHelpOverBoxes: what the footer says of ? holds over boxes too, but not in fields.
func TestHelpOverBoxes(t *testing.T) {
	t.Parallel()
	d := open(t, app.Options{}, true)
	d.Press("f7", "?")
	d.Shows(t, "bring everybody here")
	d.Press("?", "esc", "a", "?")
	d.Shows(t, "▸ ?")
}

// TestLookalikesWait: who is let in with all others has a name like nobody else's; whoever knocks first is chosen by itself.
func TestLookalikesWait(t *testing.T) {
	t.Parallel()
	r := drive.Room(t, true)
	lead := leads(t, r)
	lead.Press("f7")
	for _, name := range []string{"Maria Lopez", "Ольга", "maria lopez", "Counselor"} {
		s := r.Knock(t.Context(), room.Newcomer{From: "192.0.2.7", Role: ledger.Participant, Lobby: true})
		if err := s.Enter(name); err != nil {
			t.Fatal(err)
		}
	}
	lead.Press("A")
	lead.Shows(t, "2 people were let in. 2 names look like another's")
	if h := r.Here(); len(h.Waiting) != 2 || !h.Waiting[0].Doubtful() || !h.Waiting[1].Doubtful() {
		t.Errorf("%+v wait", h.Waiting)
	}
	lead.Press("enter")
	lead.Shows(t, "Maria Lopez is in the room")
}
