package inventory_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/ui/app/drive"
)

func names() []string {
	return []string{"Boys & Girls Club", "YMCA Swim", "Eastside Library", "Corner Grocery", "Harbor Rowing", "Grove Health Clinic",
		"Ace Hardware", "Night Owls Tutoring", "Parks Department", "First Bank", "Rotary", "Two Rivers College", "St. Anne Pantry",
		"Youth Orchestra", "Peer Mediators", "Sunrise Mentors", "Voices Theatre", "Wellness Collective", "中文学校", "مركز الشباب",
		"Café Zoë", "Boys and Girls Clubs", "Elders in the Classroom", "Kindling Foundation"}
}

func TestFromNothing(t *testing.T) {
	r := drive.Room(t, false)
	d := open(r, 80, 24)
	d.Shows(t, "No partners yet. Press a", "a add", "I bring a list")
	d.Press("a")
	for _, n := range names() {
		d.Type(n)
		if n == "Boys and Girls Clubs" {
			d.Shows(t, "Already listed? Boys & Girls Club")
		} else {
			d.Hides(t, "Already listed?")
		}
		d.Press("enter")
	}
	d.Type("中文学校")
	d.Shows(t, "Already listed? 中文学校", "24 added")
	for range 4 {
		d.Press("backspace")
	}
	d.Press("esc")
	d.Shows(t, "24 partners, 24 with gaps")
	if n := len(r.State().Partner.Active()); n != 24 {
		t.Fatalf("%d partners", n)
	}
	for _, n := range []string{"YMCA Swim", "中文学校", "Rotary"} {
		complete(t, r, d, n)
	}
	d.Shows(t, "24 partners, 21 with gaps", "✓ full")
	filtering(t, d)
	d.Press("home", "x")
	d.Shows(t, "Ace Hardware is archived", "23 partners")
	d.Press("A")
	d.Shows(t, "Archived partners", "Ace Hardware")
	d.Press("A", "u")
	d.Shows(t, "24 partners")
}

// complete fills every field of a record.
func complete(t *testing.T, r *room.Room, d *drive.Terminal, name string) {
	t.Helper()
	d.Press("f")
	d.Type(name)
	d.Press("enter", "e")
	d.Shows(t, name, "0 of 11 filled", "Listed by whoever prepared")
	d.Press("home", "down", "enter", "space", "enter", "down", "enter", "down", "space", "enter", "down", "enter")
	for _, text := range []string{"To be there.", "Calm.", "Tuesdays, 3 to 5", "Gym", "Grades 3–5", "2019", "City", "None.", "arts, evening",
		"Someone", "Director", "x@example.org", "555-0100", "Counselor"} {
		d.Type(text)
		d.Press("tab")
	}
	d.Press("esc")
	d.Shows(t, "11 of 11 filled", "arts, evening", "x@example.org")
	d.Press("esc", "esc")
	p := named(t, r, name)
	if missing := partner.Missing(p); len(missing) > 0 || p.Since != 2019 || len(p.Kinds) != 1 || !slices.Equal(p.Tags, []string{"arts", "evening"}) {
		t.Errorf("%s: missing %v of %+v", name, missing, p)
	}
}

func filtering(t *testing.T, d *drive.Terminal) {
	t.Helper()
	d.Press("f")
	d.Type("#art")
	d.Shows(t, "3 of 24 partners", "YMCA Swim", "中文学校")
	d.Hides(t, "First Bank")
	d.Type(" ymca")
	d.Shows(t, "1 of 24 partners")
	d.Press("enter")
	d.Shows(t, "Filter: #art ymca")
	d.Press("esc")
	d.Shows(t, "24 partners, 21 with gaps")
	d.Press("f")
	d.Type("zzz")
	d.Shows(t, "No partner has these words")
	d.Press("esc")
	d.Press("o")
	d.Shows(t, "Sorted: most gaps first")
	d.Press("o", "o")
	d.Hides(t, "Sorted: ")
}

func TestMergeAndItsUndo(t *testing.T) {
	r := drive.Room(t, true)
	d := open(r, 120, 40)
	d.Hides(t, "duplicate?")
	enter(d, "Harbor Rowing Clubb")
	d.Shows(t, "D 1 duplicate?")
	d.Press("D")
	d.Shows(t, "Are these two the same?", "Harbor Rowing Clubb", "Ages 11 and up", "goes on")
	d.Press("enter")
	d.Shows(t, "Merge the two?", "Harbor Rowing Club goes on, Harbor Rowing Clubb leads", "Both histories")
	d.Press("enter")
	d.Shows(t, "No two partners have names that are alike")
	d.Press("esc")
	d.Hides(t, "Harbor Rowing Clubb", "duplicate?")
	d.Press("enter")
	d.Shows(t, "Merged with it", "Harbor Rowing Clubb")
	d.Press("end")
	d.Shows(t, "Merged into Harbor Rowing Club", "Listed as “Harbor Rowing Clubb”", "Listed as “Harbor Rowing Club”")
	d.Press("esc", "u")
	d.Shows(t, "Harbor Rowing Clubb", "D 1 duplicate?")
	d.Press("D", "k")
	d.Shows(t, "you are not asked again")
	d.Press("esc")
	d.Hides(t, "duplicate?")
	d.Press("u")
	d.Shows(t, "D 1 duplicate?")
}

func TestMergeWithAnotherChosenByHand(t *testing.T) {
	r := drive.Room(t, true)
	d := open(r, 80, 24)
	d.Press("home", "M")
	d.Shows(t, "Which record is Community Garden Alliance too?")
	d.Type("eastside")
	d.Press("enter")
	d.Shows(t, "Are these two the same?", "Eastside Library", "Community Garden Alliance")
	d.Press("right", "enter", "enter")
	into, from := named(t, r, "Community Garden Alliance"), partner.Partner{}
	for p := range r.State().Partner.Partners.All() {
		if p.Name == "Eastside Library" {
			from = p
		}
	}
	if from.MergedInto != into.ID || !strings.Contains(into.Notes, "Also listed as: Eastside Library") {
		t.Errorf("from %+v\ninto %+v", from, into)
	}
	d.Shows(t, "Community Garden Alliance goes on")
}

func TestOnlyLeadersMerge(t *testing.T) {
	r := drive.Room(t, true)
	d := openAs(r, ledger.Actor{Person: "p", Name: "Teacher", Role: ledger.Participant}, 80, 24)
	enter(d, "Harbor Rowing Clubb")
	d.Press("D", "enter", "enter")
	if !named(t, r, "Harbor Rowing Clubb").Active() {
		t.Error("a participant merged")
	}
	d.Shows(t, "▲ ")
}

func TestMissing(t *testing.T) {
	r := drive.Room(t, true)
	d := open(r, 80, 24)
	d.Press("m")
	d.Shows(t, "Who is missing?", "21 empty places", "○ nobody")
	d.Press("right")
	d.Shows(t, "Out-of-school time, School day", "Nobody yet")
	d.Press("enter")
	d.Shows(t, "Nobody is listed here yet")
	d.Press("a")
	d.Shows(t, "As Out-of-school time, School day")
	d.Type("Lunch Club")
	d.Press("enter", "esc")
	p := named(t, r, "Lunch Club")
	if !slices.Equal(p.Kinds, []partner.Kind{"ost"}) || !slices.Equal(p.When, []partner.When{"day"}) {
		t.Errorf("listed as %v, %v", p.Kinds, p.When)
	}
	d.Shows(t, "Who is missing?", "20 empty places")
	d.Press("enter")
	d.Shows(t, "1 of 25 partners", "Lunch Club", "Out-of-school time, School day")
	d.Press("esc")
	d.Shows(t, "Who is missing?")
	d.Press("left", "g", "esc")
	d.Shows(t, "25 partners")
}

func TestShare(t *testing.T) {
	r := drive.Room(t, true)
	d := open(r, 80, 24)
	d.Press("v")
	d.Shows(t, "20 partners still to tell", "Every child in Maple Grove", "○ not yet")
	d.Press("enter", "end", "end")
	d.Type(" Always.")
	d.Press("tab", "esc")
	if v := r.State().Public().Vision(); !strings.HasSuffix(v.Vision, "Always.") {
		t.Errorf("vision %q", v.Vision)
	}
	d.Press("g")
	d.Shows(t, "Choose a partner further down first")
	d.Press("n", "g")
	d.Shows(t, "19 partners still to tell", "Sun 22 Nov", "Facilitator")
	d.Press("n", "d")
	d.Type("last fri")
	d.Press("enter")
	d.Shows(t, "18 partners still to tell", "Fri 20 Nov")
	d.Press("d")
	d.Type("2027-01-01")
	d.Press("enter")
	d.Shows(t, "still to come")
	d.Press("esc", "x")
	d.Shows(t, "19 partners still to tell")
	d.Press("u")
	d.Shows(t, "18 partners still to tell")
}

func TestTwoEditOneField(t *testing.T) {
	r := drive.Room(t, true)
	ann, bob := open(r, 80, 24), openAs(r, ledger.Actor{Person: "bob", Name: "Bob", Role: ledger.Participant}, 80, 24)
	for _, d := range []*drive.Terminal{ann, bob} {
		d.Press("home", "e", "home", "down", "down", "down", "enter", "ctrl+j")
	}
	ann.Type("Ann's words")
	bob.Type("Bob's words")
	ann.Press("enter")
	bob.Press("enter")
	bob.Shows(t, "Somebody else wrote Mission too", "Ann's words", "Bob's words", "Keep theirs")
	bob.Press("esc")
	bob.Shows(t, "Bob's words", "keep it")
	bob.Press("enter") // asks again: nothing was decided
	bob.Shows(t, "Somebody else wrote Mission too")
	bob.Press("enter")
	bob.Shows(t, "Both texts stand here now")
	bob.Press("enter")
	got := named(t, r, "Community Garden Alliance").Mission
	if !strings.Contains(got, "Ann's words") || !strings.Contains(got, "Bob's words") {
		t.Errorf("mission %q", got)
	}
	for _, d := range []*drive.Terminal{ann, bob} {
		d.Press("home", "down", "enter", "down", "down", "down") // kinds
	}
	ann.Press("space", "enter")
	bob.Press("up", "up", "space", "enter")
	bob.Shows(t, "Somebody else wrote Kinds too", "Health care", "Put mine in its place")
	bob.Press("enter")
	if got := named(t, r, "Community Garden Alliance").Kinds; !slices.Equal(got, []partner.Kind{"direct", "nonprofit"}) {
		t.Errorf("kinds %v", got)
	}
}

func TestDifferentFieldsDoNotMeet(t *testing.T) {
	r := drive.Room(t, true)
	ann, bob := open(r, 80, 24), open(r, 80, 24)
	ann.Press("home", "e", "end", "enter")
	bob.Press("home", "e", "end", "up", "enter")
	ann.Type("1")
	bob.Type("a@example.org")
	ann.Press("enter")
	bob.Press("enter")
	bob.Hides(t, "Somebody else")
	if c := named(t, r, "Community Garden Alliance").SchoolContact; c.Phone != "1" || c.Email != "a@example.org" {
		t.Errorf("%+v", c)
	}
}

func TestDraftsSurvive(t *testing.T) {
	r := drive.Room(t, true)
	d := open(r, 80, 24)
	d.Press("home", "e", "home", "down", "down", "down", "enter")
	d.Type("!")
	d.Later()
	d.Type("?") // less than two seconds before the end
	again := open(r, 80, 24)
	again.Press("home", "e", "home", "down", "down", "down", "enter")
	again.Shows(t, "together.!", "You were typing this when convene ended")
	again.Hides(t, "!?")
	again.Press("esc", "enter")
	again.Hides(t, "You were typing", "!")
	again.Press("esc", "esc", "a")
	again.Type("Harb")
	again.Later()
	third, partners := open(r, 80, 24), r.State().Partner.Partners.Len()
	third.Press("a")
	third.Shows(t, "Harb", "You were typing this name")
	third.Type("or")
	third.Press("esc") // half a name is not listed, and not lost
	third.Shows(t, "“Harbor” is not listed. It waits in the field")
	if n := r.State().Partner.Partners.Len(); n != partners {
		t.Errorf("%d partners, not %d", n, partners)
	}
	third.Press("a")
	third.Shows(t, "Harbor", "You were typing this name")
	third.Press("enter")
	named(t, r, "Harbor")
	third.Press("esc", "a")
	third.Hides(t, "You were typing")
}

func TestBringAList(t *testing.T) {
	r := drive.Room(t, true)
	d := open(r, 80, 24)
	file := filepath.Join(t.TempDir(), "list.csv")
	sheet := "Community partner;Type;Since\nNew Friends;nonprofit;2020\nEastside Library;;2011\nHarbor Rowing Clubb;;\n;health;\n"
	if err := os.WriteFile(file, []byte(sheet), 0o600); err != nil {
		t.Fatal(err)
	}
	seq := r.State().Seq
	d.Press("I")
	d.Type(file)
	d.Press("enter")
	d.Shows(t, "Bring a list", "New (1)", "New Friends", "Doubtful", "Harbor Rowing Clubb", "Refused (1)", "stored yet")
	if r.State().Seq != seq {
		t.Fatal("stored before it was asked for")
	}
	d.Press("esc")
	d.Shows(t, "24 partners")
	d.Press("I", "enter", "d")
	d.Shows(t, "left out")
	d.Press("enter")
	d.Shows(t, "1 new partner", "25 partners")
	if r.State().Seq != seq+1 || named(t, r, "New Friends").Origin != partner.Imported {
		t.Errorf("%d entries, %+v", r.State().Seq-seq, named(t, r, "New Friends"))
	}
	d.Press("u")
	d.Shows(t, "24 partners")
	d.Press("I")
	d.Type("x")
	d.Press("enter")
	d.Shows(t, "There is no file")
	d.Env.OpenFile = nil
	d.Press("I")
	d.Shows(t, "on the machine that keeps the workspace")
}
