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

// typed draws what people type into a field: any script, any sign.
func typed(t *rapid.T, f partner.Field) string {
	switch f.ID {
	case "kinds":
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"ost", "Health care", "University research", "NGO", "other"}), 0, 4).Draw(t, "kinds"), "; ")
	case "when":
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"before", "School day", "after school", "Summer", "before and after school"}), 0, 4).Draw(t, "when"), ",")
	case "since":
		return rapid.SampledFrom([]string{"", "1999", " 2016 "}).Draw(t, "since")
	}
	return rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"Ñandú, ёж; 東京", "مدرسة الأمل", "नमस्ते\nदुनिया", "e\u0301", "👩‍👩‍👧", strings.Repeat("長い", 160)})).Draw(t, f.ID)
}

func drawPartner(t *rapid.T) partner.Partner {
	p := rec("x", "X")
	for _, f := range partner.Fields() {
		if next, err := f.Set(p, typed(t, f)); err == nil {
			p = next
		}
	}
	if p.Name == "" {
		p.Name = "X"
	}
	return p
}

// TestFieldRoundTrip: what Get shows, Set reads as the same record; and what Set makes is valid, but for rules of its own
// (the address of an email).
func TestFieldRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPartner(t)
		for _, f := range partner.Fields() {
			again, err := f.Set(p, f.Get(p))
			if err != nil {
				t.Fatalf("%s: %q: %v", f.ID, f.Get(p), err)
			}
			if d := ledger.Diff(p, again); len(d) != 0 {
				t.Fatalf("%s: %q becomes %q", f.ID, f.Get(p), f.Get(again))
			}
			blank := rec("x", "X")
			moved, err := f.Set(blank, f.Get(p))
			if err != nil || f.Get(moved) != f.Get(p) {
				t.Fatalf("%s: %q arrives as %q, %v", f.ID, f.Get(p), f.Get(moved), err)
			}
			for name := range ledger.Diff(blank, moved) {
				if name != f.JSONField() {
					t.Fatalf("%s changes %s", f.ID, name)
				}
			}
		}
		p.PartnerContact.Email, p.SchoolContact.Email = "", ""
		if len(p.Tags) > 20 {
			p.Tags = p.Tags[:20]
		}
		if err := partner.Valid(p, noon); err != nil {
			t.Fatal(err)
		}
	})
}

func TestSetRefuses(t *testing.T) {
	p := rec("x", "X")
	p.Kinds, p.When, p.Since = []partner.Kind{"ost"}, []partner.When{"day"}, 1999
	for id, words := range map[string][]string{"kinds": {"zoo", "health, zoo", "capacity"}, "when": {"noon", "summer, noon"}, "since": {"x", "20 16", "0", "२०१६"}} {
		f, _ := partner.FieldByID(id)
		for _, w := range words {
			if got, err := f.Set(p, w); err == nil || len(ledger.Diff(p, got)) != 0 {
				t.Errorf("%s: %q is read as %q, %v", id, w, f.Get(got), err)
			}
		}
	}
	if _, ok := partner.FieldByID("shoe_size"); ok {
		t.Error("found")
	}
}

// TestSetLeavesOthersAlone: a record shares its lists with older ones; Set must not write into them.
func TestSetLeavesOthersAlone(t *testing.T) {
	old := rec("x", "X")
	old.Tags, old.Kinds, old.When = []string{"a", "b"}, []partner.Kind{"ost"}, []partner.When{"day"}
	for id, w := range map[string]string{"tags": "c, d", "kinds": "health", "when": "summer"} {
		f, _ := partner.FieldByID(id)
		if _, err := f.Set(old, w); err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Equal(old.Tags, []string{"a", "b"}) || old.Kinds[0] != "ost" || old.When[0] != "day" {
		t.Fatalf("%+v", old)
	}
}

// TestManyTags: twenty long tags are a long line, and none of them is cut off.
func TestManyTags(t *testing.T) {
	var tags []string
	for i := range 20 {
		tags = append(tags, fmt.Sprintf("a tag of nearly forty characters, no %02d", i)[:33]+fmt.Sprint(i+10))
	}
	for i := range tags {
		tags[i] = strings.ReplaceAll(tags[i], ",", "")
	}
	f, _ := partner.FieldByID("tags")
	p, err := f.Set(rec("x", "X"), strings.Join(tags, ", "))
	if err != nil || !slices.Equal(p.Tags, tags) {
		t.Fatalf("%d tags: %q, %v", len(p.Tags), p.Tags, err)
	}
}

func TestComplete(t *testing.T) {
	p := rec("x", "X")
	filled, of := partner.Complete(p)
	if missing := partner.Missing(p); filled != 0 || len(missing) != of || !slices.Contains(missing, "Their contact") {
		t.Fatalf("%d of %d, missing %v", filled, of, missing)
	}
	for i, f := range partner.Fields() {
		if !f.Part {
			continue
		}
		before, _ := partner.Complete(p)
		var err error
		if p, err = f.Set(p, map[string]string{"kinds": "ost", "when": "day", "since": "2001"}[f.ID]+map[bool]string{true: "", false: "x"}[f.List || f.ID == "since"]); err != nil {
			t.Fatal(err)
		}
		if after, _ := partner.Complete(p); after != before+1 {
			t.Fatalf("field %d, %s: %d then %d", i, f.ID, before, after)
		}
	}
	if filled, _ := partner.Complete(p); filled != of || partner.Missing(p) != nil {
		t.Fatalf("%d of %d, missing %v", filled, of, partner.Missing(p))
	}
	if v := partner.Value(p, "partner_contact.name"); string(v) != `"x"` {
		t.Fatalf("value %s", v)
	}
}

func TestKindOf(t *testing.T) {
	for _, k := range partner.Kinds() {
		if got, ok := partner.KindOf(strings.ToUpper(k.Label())); !ok || got != k {
			t.Errorf("%s is %s, %v", k.Label(), got, ok)
		}
		if got, ok := partner.KindOf(string(k)); !ok || got != k {
			t.Errorf("%s is %s, %v", k, got, ok)
		}
	}
	for w, want := range map[string]partner.Kind{"After-school provider": "ost", "Out-of-school-time provider": "ost", "Community-based organization": "nonprofit",
		"Non-profit": "nonprofit", "University research centre": "research", "College of Education": "education", "School of Education, State University": "education",
		"City Hall": "government", "Public library": "government", "Children's hospital": "health", "Healthcare": "health", "Book shop": "business",
		"Workshop": "", "Capacity building": "", "Publicity": "", "Mongolian club": "", "": "", "???": "", "学校": ""} {
		got, ok := partner.KindOf(w)
		if got != want || ok != (want != "") {
			t.Errorf("%q is %q, %v, want %q", w, got, ok, want)
		}
	}
	if partner.Kind("zoo").Label() != "zoo" || partner.When("noon").Label() != "noon" {
		t.Error("an unknown one has its ID for a label")
	}
}

func TestWhenOf(t *testing.T) {
	for _, v := range partner.Whens() {
		for _, w := range []string{string(v), v.Label(), strings.ToUpper(v.Label())} {
			if got, ok := partner.WhenOf(w); !ok || got != v {
				t.Errorf("%s is %s, %v", w, got, ok)
			}
		}
	}
	for w, want := range map[string]partner.When{"During the summer": "summer", "after the school day": "after", "Afternoons": "after", "during school hours": "day",
		"before the school day": "before", "Mornings": "before", "noon": "", "": ""} {
		got, ok := partner.WhenOf(w)
		if got != want || ok != (want != "") {
			t.Errorf("%q is %q, %v, want %q", w, got, ok, want)
		}
	}
	f, _ := partner.FieldByID("when")
	for w, want := range map[string]string{"Before and after school": "before school, after school", "after school/summer": "after school, summer",
		"before & after": "before school, after school", "in-school and summer": "school day, summer", "during the day and night": "school day"} {
		p, err := f.Set(rec("x", "X"), w)
		if err != nil || f.Get(p) != want {
			t.Errorf("%q is %q, %v, want %q", w, f.Get(p), err, want)
		}
	}
}

func TestSortByName(t *testing.T) {
	list := []string{"beta", "Alpha", "alpha", "Beta", "école"}
	partner.SortByName(list, func(s string) string { return s })
	if want := []string{"Alpha", "alpha", "beta", "Beta", "école"}; !slices.Equal(list, want) {
		t.Fatalf("%v", list)
	}
}

func TestLimitsAreTheTexts(t *testing.T) {
	name, _ := partner.FieldByID("name")
	p, err := name.Set(rec("x", "X"), strings.Repeat("é", 500))
	if err != nil || p.Name != text.Line(strings.Repeat("é", 500), text.NameMax) {
		t.Fatalf("%q, %v", p.Name, err)
	}
}
