package bring

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"convene/internal/activity/partner"
	"convene/internal/convert/csv"
	"convene/internal/ledger"
)

func now() time.Time { return time.Date(2026, 11, 22, 18, 0, 0, 0, time.UTC) }

func options() Options {
	n := 0
	return Options{File: "list.csv", Now: now(), NewID: func() partner.ID { n++; return partner.ID(fmt.Sprintf("new-%05d", n)) }}
}

func inventory(ps ...partner.Partner) partner.State {
	var s partner.State
	s.Partners = s.Partners.PutAll(1, ps)
	return s
}

func named(id, name string) partner.Partner {
	return partner.Partner{Public: partner.Public{ID: partner.ID(id), Name: name}}
}

func preview(t *testing.T, s partner.State, file string) Preview {
	t.Helper()
	sheet, err := csv.Read([]byte(file))
	if err != nil {
		t.Fatal(err)
	}
	p, err := Read(s, sheet, options())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// do makes the import as the room would.
func do(t *testing.T, s partner.State, op partner.Import) partner.State {
	t.Helper()
	e := ledger.Entry{Seq: 2, At: now(), By: ledger.Actor{Role: ledger.Facilitator}}
	b, err := json.Marshal(op)
	if err != nil {
		t.Fatal(err)
	}
	var kept partner.Import
	if err := json.Unmarshal(b, &kept); err != nil {
		t.Fatal(err)
	}
	if err := kept.Check(s, e); err != nil {
		t.Fatal(err)
	}
	return kept.Apply(s, e)
}

func (l Line) String() string {
	return fmt.Sprintf("%d %s: %s", l.Line, l.Name, strings.Join(l.Notes, "; "))
}

func lines(list []Line) string {
	var out []string
	for _, l := range list {
		out = append(out, l.String())
	}
	return strings.Join(out, "\n")
}

func TestEachLineHasItsPlace(t *testing.T) {
	library := named("a", "Eastside Library")
	library.Mission = "Books."
	library.PartnerContact = partner.Contact{Name: "Branch head"}
	old := named("b", "Skate Camp")
	old.Archived = true
	s := inventory(library, old, named("c", "Rowing Club"), named("d", "Rowing club"))
	p := preview(t, s, `Partner,Mission,Contact,Email,Since
Grove Clinic,Care for all.,,,est. 2012
the EASTSIDE library,Stories.,Branch head,branch@example.org,2016
Eastside Libary,,,,
,Nobody knows.,,,
Grove Clinc,,,,
Grove Clinic,Care for all.,,,est. 2012
Grove Clinic,Other words.,,,
Skate Camp,,,,Fall 2018
Rowing Club,,,,
Pantry,,,nobody at all,
Partner,Mission,Contact,Email,Since
`)
	for _, tt := range []struct {
		name, got, want string
	}{
		{"new", lines(p.New), "2 Grove Clinic: "},
		{"matching", lines(p.Matching), "3 the EASTSIDE library: fills Since (year), Their contact; differs and is kept as it is: Name, Mission\n" +
			"7 Grove Clinic: says the same as line 2\n" +
			`9 Skate Camp: Since (year) goes to the notes: "Fall 2018"; it is archived; fills Since (year), Notes`},
		{"doubtful", lines(p.Doubtful), "4 Eastside Libary: much like Eastside Library in the inventory\n6 Grove Clinc: much like Grove Clinic in line 2\n" +
			"8 Grove Clinic: the same name as line 2\n10 Rowing Club: several partners in the inventory are called Rowing Club"},
		{"refused", lines(p.Refused), "5 : it has no name\n11 Pantry: \"nobody at all\" does not look like an email address\n12 Partner: it repeats the headings"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, tt.got, tt.want)
		}
	}
	after := do(t, s, p.Op(true))
	got, _ := after.Partners.Get("a")
	if got.Mission != "Books." || got.Since != 2016 || got.PartnerContact.Email != "branch@example.org" {
		t.Errorf("filled %+v", got)
	}
	if n := len(p.Op(false).New); n != 1 {
		t.Errorf("without doubtful ones %d new", n)
	}
	if n := after.Partners.Len(); n != 4+5 {
		t.Errorf("%d partners", n)
	}
}

// TestACutTagIsTold holds that nothing is cut without a word.
func TestACutTagIsTold(t *testing.T) {
	p := preview(t, partner.State{}, "Name,Tags\nLibrary,\"reading; a tag that somebody wrote as if it were a whole sentence\"\n")
	want := `2 Library: the tag "a tag that somebody wrote as if it were a whole sentence" is too long and is cut to "a tag that somebody wrote as if it were"`
	if got := lines(p.New); got != want {
		t.Errorf("got %s", got)
	}
}

func TestTwoLinesFillOnePartner(t *testing.T) {
	s := inventory(named("a", "Library"))
	p := preview(t, s, "Name,Mission,Contact,Phone\nLibrary,Books,,\nLibrary,,Branch head,555-0101\nLibrary,,,555-0199\n")
	after := do(t, s, p.Op(true))
	got, _ := after.Partners.Get("a")
	if got.Mission != "Books" || got.PartnerContact != (partner.Contact{Name: "Branch head", Phone: "555-0101"}) {
		t.Errorf("got %+v\n%s", got, lines(p.Matching))
	}
}

func TestLooseCells(t *testing.T) {
	p := preview(t, inventory(), "Org;POC;Type;When;Year;Who do they serve?\n"+
		"A Club;program director (youth), club@example.org, 555-0101;Non-profit / faith group;Before & after school;since 2011;n/a\n")
	if len(p.pending) != 1 {
		t.Fatal(lines(p.Refused))
	}
	got := p.pending[0].partner
	want := named("new-00001", "A Club")
	want.Origin, want.Since = partner.Imported, 2011
	want.Kinds, want.When = []partner.Kind{"nonprofit"}, []partner.When{"before", "after"}
	want.Notes = "Kinds: faith group"
	want.PartnerContact = partner.Contact{Name: "program director", Role: "youth", Email: "club@example.org", Phone: "555-0101"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("\n got %+v\nwant %+v", got, want)
	}
}

func TestTitleAboveTheHeadings(t *testing.T) {
	p := preview(t, inventory(), "Partners of our school,,\n,,\nOrganization,Mission,Phone\nClub,Play,555-0101\n")
	if len(p.New) != 1 || p.New[0].Line != 4 {
		t.Errorf("got %+v", p)
	}
	sheet, err := csv.Read([]byte("Roster 2026,,\nStudent,Grade,DOB\nx,4,2016-01-01\n"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Read(inventory(), sheet, options()); err == nil || !strings.Contains(err.Error(), "DOB") {
		t.Errorf("a roster with a title: %v", err)
	}
}

func TestRefusedFiles(t *testing.T) {
	for _, tt := range []struct{ file, want string }{
		{"Color,Parking\nred,yes\n", `No column of this file looks like the partners' names. Nothing was imported: head that column "Name" and try again. The columns are "Color" and "Parking".`},
		{"Student name,Grade,DOB\nx,4,2016\n", `The columns "Student name", "Grade" and "DOB" are about individual students, and convene keeps nothing about a student. Nothing was imported: take those columns out of the file, so that it speaks of partners only.`},
	} {
		sheet, err := csv.Read([]byte(tt.file))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Read(inventory(), sheet, options()); err == nil || err.Error() != tt.want {
			t.Errorf("got %v", err)
		}
	}
}

// sloppy writes a list as three people over five years would: 300 lines below the headings.
func sloppy(seed uint64) string {
	r := rand.New(rand.NewPCG(seed, 1))
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	var b strings.Builder
	b.WriteString("Community partner;POC;E-mail adress;Phone #;Who do they serve?;Days/times;Since;$$ source;School contact;Favorite color\r\n")
	for i := range 300 {
		name := fmt.Sprintf("%s %s %03d", pick("Grove", "Harbor", "Río", "Café", "St. Ann's"), pick("Club", "Clinic", "Théâtre", "Mentors"), i)
		if i%50 == 49 {
			name = ""
		}
		if i%40 == 39 {
			name = fmt.Sprintf("Grove Club %03d", i-1)
		}
		b.WriteString(strings.Join([]string{
			name, pick("program director", "", "site lead; 555-0101", "n/a"), pick("a@example.org", "", "b@example.org"), pick("555-0102", "555 0103 ext. 4", ""),
			pick("Grades 3–5", "all ages", "\"families,\r\nsix languages\"", ""), pick("Mon/Wed", "daily 3-5", ""), pick("2016", "since 2011", "Fall 2019", "a while"),
			pick("city", "grant", "-"), pick("counselor", ""), pick("red", "blue"),
		}, ";") + "\r\n")
	}
	return strings.ReplaceAll(b.String(), "site lead; ", "site lead, ")
}

func TestThreeHundredSloppyLines(t *testing.T) {
	file := sloppy(7)
	western, err := charmap.Windows1252.NewEncoder().String(file)
	if err != nil {
		t.Fatal(err)
	}
	wide := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(file)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	var first Preview
	for name, b := range map[string]string{"UTF-8": file, "Windows-1252": western, "UTF-16": string(wide), "sep": "sep=;\r\n" + file} {
		p := preview(t, inventory(named("x", "Grove Club 000")), b)
		if n := len(p.New) + len(p.Matching) + len(p.Doubtful) + len(p.Refused); n != 300 {
			t.Errorf("%s: %d lines", name, n)
		}
		if len(p.Refused) != 5 {
			t.Errorf("%s: refused\n%s", name, lines(p.Refused))
		}
		after := do(t, inventory(named("x", "Grove Club 000")), p.Op(true))
		if n := after.Partners.Len(); n < 290 {
			t.Errorf("%s: %d partners", name, n)
		}
		if first.pending == nil {
			first = p
		} else if fmt.Sprint(p.pending) != fmt.Sprint(first.pending) {
			t.Errorf("%s reads otherwise", name)
		}
		last := p.Columns[len(p.Columns)-1]
		if last.Field != "" || last.Why == "" {
			t.Errorf("%s: %+v", name, last)
		}
	}
	if slices.ContainsFunc(first.pending, func(p pending) bool { return strings.Contains(fmt.Sprint(p.partner), "red") }) {
		t.Error("a column without a place was kept")
	}
}
