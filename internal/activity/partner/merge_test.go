package partner_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
	"convene/internal/text"
)

// TestTakeoverLosesNothing: every value of the record that is merged away stands in the survivor, or in its notes, or
// the notes say that the merged record keeps it. What the survivor said stays as it was. The result can be kept.
func TestTakeoverLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, into := drawPartner(t), drawPartner(t)
		from.ID, into.ID, from.Name, into.Name = "f", "i", "Fröm", rapid.SampledFrom([]string{"Into", "Fröm"}).Draw(t, "into")
		for _, c := range []*partner.Contact{&from.PartnerContact, &from.SchoolContact, &into.PartnerContact, &into.SchoolContact} {
			c.Email = ""
		}
		from.Tags, into.Tags = from.Tags[:min(20, len(from.Tags))], into.Tags[:min(20, len(into.Tags))]
		p := partner.Takeover(from, into)
		next, err := ledger.Apply(into, p)
		if err != nil {
			t.Fatal(err)
		}
		if len(p) > 0 {
			if err := ledger.Check(into, p); err != nil {
				t.Fatal(err)
			}
		}
		if err := partner.Valid(next, noon); err != nil {
			t.Fatal(err)
		}
		elsewhere := strings.Contains(next.Notes, "is kept in the merged record of Fröm") || len(into.Notes) > text.BlockMax/2
		for _, f := range partner.Fields() {
			ours, theirs, now := f.Get(into), f.Get(from), f.Get(next)
			if !strings.HasPrefix(now, ours) {
				t.Fatalf("%s was %q, is %q", f.ID, ours, now)
			}
			for _, v := range values(f, theirs) {
				if !strings.Contains(now, v) && !strings.Contains(next.Notes, v) && !elsewhere {
					t.Fatalf("%s: %q is lost; notes %q", f.ID, v, next.Notes)
				}
			}
		}
	})
}

func values(f partner.Field, s string) []string {
	if f.List {
		return strings.Split(s, ", ")
	}
	return []string{s}
}

func TestTakeover(t *testing.T) {
	from, into := rec("f", "The Mill"), rec("i", "Mill")
	from.Mission, from.Since, into.Since = "Grind", 1999, 2001
	from.PartnerContact = partner.Contact{Name: "Mia", Phone: "1"}
	into.PartnerContact = partner.Contact{Name: "Noa"}
	from.SchoolContact = partner.Contact{Name: "Ola", Email: "o@x.example"}
	from.Notes, into.Notes = "same", "same"
	for i := range 20 {
		from.Tags, into.Tags = append(from.Tags, fmt.Sprint("f", i)), append(into.Tags, fmt.Sprint("i", i))
	}
	next, err := ledger.Apply(into, partner.Takeover(from, into))
	if err != nil {
		t.Fatal(err)
	}
	want := "same\nAlso listed as: The Mill\nSince (year) (as The Mill): 1999\nTags (as The Mill): " + strings.Join(from.Tags, ", ") +
		"\nTheir other contact is kept in the merged record of The Mill."
	if next.Notes != want {
		t.Errorf("notes\n%s\nwant\n%s", next.Notes, want)
	}
	if next.Mission != "Grind" || next.Since != 2001 || next.PartnerContact != into.PartnerContact || next.SchoolContact != from.SchoolContact {
		t.Errorf("%+v", next)
	}
	if strings.Contains(next.Notes, "Mia") {
		t.Error("a contact's name is in the notes, which may be read on the wall")
	}
	if len(partner.Takeover(into, into)) != 0 {
		t.Error("a record takes something over from itself")
	}
}

// TestTakeoverIsNotCut: what does not fit into the notes is left out whole, and the notes say where it is.
func TestTakeoverIsNotCut(t *testing.T) {
	from, into := rec("f", "F"), rec("i", "I")
	into.Notes, from.Notes = strings.Repeat("a ", 1500)+"a", strings.Repeat("b ", 1500)+"b"
	from.Audience, into.Audience = "Grade 3", "Grade 4"
	next, _ := ledger.Apply(into, partner.Takeover(from, into))
	if want := into.Notes + "\nAlso listed as: F\nAudience (as F): Grade 3\nMore is kept in the merged record of F."; next.Notes != want {
		t.Errorf("…%s", next.Notes[2990:])
	}
	into.Notes = strings.Repeat("a", text.BlockMax)
	if next, _ = ledger.Apply(into, partner.Takeover(from, into)); next.Notes != into.Notes {
		t.Error("full notes were changed")
	}
}

// goesOn is the ID of the record that goes on, the same where there is none.
func goesOn(s partner.State, id partner.ID) partner.ID {
	if p, ok := s.Resolve(id); ok {
		return p.ID
	}
	return id
}

func TestResolve(t *testing.T) {
	var s partner.State
	put := func(id, into partner.ID) {
		p := rec(id, strings.ToUpper(string(id)))
		p.MergedInto = into
		s.Partners = s.Partners.Put(1, p)
	}
	put("a", "b")
	put("b", "c")
	put("c", "")
	put("x", "y")
	put("y", "x")
	put("self", "self")
	put("lost", "gone")
	for id, want := range map[partner.ID]partner.ID{"a": "c", "b": "c", "c": "c", "nobody": "nobody", "x": "x", "self": "self", "lost": "lost"} {
		if got := goesOn(s, id); got != want {
			t.Errorf("%s goes on as %s, want %s", id, got, want)
		}
	}
	for _, id := range []partner.ID{"x", "self", "lost", "nobody"} {
		if _, ok := s.Resolve(id); ok {
			t.Errorf("%s is resolved", id)
		}
	}
	if names := s.Merged("c"); len(names) != 1 || names[0].ID != "b" {
		t.Errorf("merged into c: %v", names)
	}
	if err := partner.CheckUndo(s); err == nil {
		t.Error("a circle of merges is taken")
	}
	a, _ := s.Partners.Get("a")
	if !slices.Equal(a.Refs(), []ledger.Ref{partner.Ref("b")}) || rec("q", "Q").Refs() != nil {
		t.Error("refs")
	}
}

func TestMerge(t *testing.T) {
	s := inventory()
	s = partner.Merge(s, 9, "a", "b", patch("mission", "", `"m"`))
	if a, _ := s.Partners.Get("a"); a.MergedInto != "b" || a.PartnerContact.Name != "Mia" {
		t.Errorf("%+v", a)
	}
	if b, _ := s.Partners.Get("b"); b.Mission != "m" {
		t.Errorf("%+v", b)
	}
	if r, ok := s.Receipts.Get("b"); !ok || r.On != "2026-08-01" || r.Partner != "b" {
		t.Errorf("%+v", r)
	}
	if err := partner.CheckUndo(s); err != nil || goesOn(s, "c") != "b" {
		t.Errorf("%v; c goes on as %s", err, goesOn(s, "c"))
	}
}
