package partner_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
)

var (
	lead  = ledger.Actor{Person: "p1", Name: "Ana Ruiz", Role: ledger.Facilitator}
	noon  = time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)
	entry = ledger.Entry{Seq: 9, At: noon, By: lead}
)

func rec(id partner.ID, name string) partner.Partner {
	return partner.Partner{Public: partner.Public{ID: id, Name: name}}
}

// inventory has Alpha (full of contacts), Beta (archived) and Gamma (merged into Alpha).
func inventory() partner.State {
	a, b, c := rec("a", "Alpha"), rec("b", "Beta"), rec("c", "Gamma")
	a.PartnerContact = partner.Contact{Name: "Mia", Email: "mia@alpha.example", Phone: "1"}
	a.Tags = []string{"art"}
	b.Archived, c.MergedInto = true, "a"
	var s partner.State
	s.Partners = s.Partners.PutAll(1, []partner.Partner{a, b, c})
	s.Receipts = s.Receipts.Put(2, partner.Receipt{Partner: "a", On: "2026-08-01"})
	s.Vision = s.Vision.Put(3, partner.Vision{Vision: "Belonging"})
	return s
}

func patch(name, from, to string) ledger.Patch {
	raw := func(s string) json.RawMessage {
		if s == "" {
			return nil
		}
		return json.RawMessage(s)
	}
	return ledger.Patch{name: {From: raw(from), To: raw(to)}}
}

type op = ledger.Op[partner.State]

// again writes an op and reads it strictly, as the history does, and says whether it is the same.
func again(t *testing.T, o op) op {
	t.Helper()
	r := ledger.NewRegistry[partner.State]()
	part := func(s *partner.State) *partner.State { return s }
	ledger.Add[partner.Add](r, "add", part)
	ledger.Add[partner.Edit](r, "edit", part)
	ledger.Add[partner.Archive](r, "archive", part)
	ledger.Add[partner.Import](r, "import", part)
	ledger.Add[partner.Share](r, "share", part)
	ledger.Add[partner.Give](r, "give", part)
	ledger.Add[partner.Distinct](r, "distinct", part)
	name, data, err := r.Encode(o)
	if err != nil {
		t.Fatal(err)
	}
	out, err := r.Decode(ledger.Entry{Op: name, Data: data})
	if err != nil {
		t.Fatalf("%s: %v", data, err)
	}
	if !reflect.DeepEqual(out, o) {
		t.Fatalf("%#v\nis read as %#v", o, out)
	}
	return out.(op)
}

func TestOps(t *testing.T) {
	for name, c := range map[string]struct {
		do   op
		want func(partner.State) bool
	}{
		"add": {partner.Add{Partner: "d", Name: "Δέλτα", Origin: partner.Team}, func(s partner.State) bool {
			p, _ := s.Partners.Get("d")
			return p.Name == "Δέλτα" && p.Origin == partner.Team && s.Partners.Rev("d") == 9
		}},
		"edit": {partner.Edit{Partner: "a", Patch: patch("mission", "", `"学ぶ"`)}, func(s partner.State) bool {
			p, _ := s.Partners.Get("a")
			return p.Mission == "学ぶ" && p.PartnerContact.Name == "Mia"
		}},
		"edit one part of a contact": {partner.Edit{Partner: "a", Patch: patch("partner_contact.phone", `"1"`, `"2"`)}, func(s partner.State) bool {
			p, _ := s.Partners.Get("a")
			return p.PartnerContact == partner.Contact{Name: "Mia", Email: "mia@alpha.example", Phone: "2"}
		}},
		"edit an archived one": {partner.Edit{Partner: "b", Patch: patch("since", "", `2001`)}, func(s partner.State) bool {
			p, _ := s.Partners.Get("b")
			return p.Since == 2001 && p.Archived
		}},
		"empty a list": {partner.Edit{Partner: "a", Patch: patch("tags", `["art"]`, "")}, func(s partner.State) bool {
			p, _ := s.Partners.Get("a")
			return p.Tags == nil
		}},
		"archive": {partner.Archive{Partner: "a", Archived: true}, func(s partner.State) bool {
			p, _ := s.Partners.Get("a")
			return p.Archived && len(s.Active()) == 0
		}},
		"bring back": {partner.Archive{Partner: "b"}, func(s partner.State) bool { return len(s.Active()) == 2 }},
		"import": {partner.Import{File: "list.csv", New: []partner.Partner{rec("d", "Delta"), rec("e", "Eta")},
			Fills: []partner.Edit{{Partner: "a", Patch: patch("schedule", "", `"Mo"`)}, {Partner: "a", Patch: patch("location", "", `"Hall"`)}}},
			func(s partner.State) bool {
				p, _ := s.Partners.Get("a")
				return s.Partners.Len() == 5 && p.Schedule == "Mo" && p.Location == "Hall" &&
					slices.Equal(s.Partners.Touched(9), []string{"d", "e", "a"})
			}},
		"share": {partner.Share{Patch: patch("goals", "", `"Calm"`)}, func(s partner.State) bool {
			v, _ := s.Vision.Get(partner.VisionKey)
			return v == partner.Vision{Vision: "Belonging", Goals: "Calm"}
		}},
		"give": {partner.Give{Partner: "b", On: "2026-09-01", By: "Zoë"}, func(s partner.State) bool {
			r, _ := s.Receipts.Get("b")
			return r == partner.Receipt{Partner: "b", On: "2026-09-01", By: "Zoë"} && r.Refs()[0] == partner.Ref("b")
		}},
		"tell apart": {partner.Distinct{A: "b", B: "a"}, func(s partner.State) bool {
			r, ok := s.Aparts.Get("a/b")
			return ok && len(r.Refs()) == 2 && s.Apart()[partner.NewApart("a", "b")]
		}},
		"take a receipt back": {partner.Give{Partner: "a"}, func(s partner.State) bool { return s.Receipts.Len() == 0 }},
	} {
		t.Run(name, func(t *testing.T) { accepted(t, c.do, c.want) })
	}
}

// accepted does an op to the inventory, as it is read from the history.
func accepted(t *testing.T, o op, want func(partner.State) bool) {
	s := inventory()
	was, _ := json.Marshal(s)
	do := again(t, o)
	if err := do.Check(s, entry); err != nil {
		t.Fatal(err)
	}
	next := do.Apply(s, entry)
	if !want(next) {
		got, _ := json.Marshal(next)
		t.Fatalf("became %s", got)
	}
	if is, _ := json.Marshal(s); string(is) != string(was) {
		t.Fatal("Apply changed what it was given")
	}
}

// refusal is an op that must be refused in a sentence with certain words in it.
type refusal struct {
	do   op
	want string
}

func refuses(t *testing.T, list map[string]refusal) {
	t.Helper()
	for name, c := range list {
		err := c.do.Check(inventory(), entry)
		if err == nil || !strings.Contains(strings.ToLower(err.Error()), strings.ToLower(c.want)) {
			t.Errorf("%s: %v, want … %s …", name, err, c.want)
		}
	}
}

func TestRefusals(t *testing.T) {
	long := strings.Repeat("x", 5000)
	refuses(t, map[string]refusal{
		"add nameless":      {partner.Add{Partner: "d"}, "needs a name"},
		"add long":          {partner.Add{Partner: "d", Name: long}, "at most 120"},
		"add control signs": {partner.Add{Partner: "d", Name: "a\x1b[2J"}, "one line"},
		"add two lines":     {partner.Add{Partner: "d", Name: "a\nb"}, "one line"},
		"add without ID":    {partner.Add{Name: "x"}, "there already"},
		"add twice":         {partner.Add{Partner: "a", Name: "x"}, "there already"},
		"edit unknown":      {partner.Edit{Partner: "x", Patch: patch("mission", "", `"m"`)}, "no longer"},
		"edit merged":       {partner.Edit{Partner: "c", Patch: patch("mission", "", `"m"`)}, "no longer"},
		"edit nothing":      {partner.Edit{Partner: "a"}, "Nothing was changed"},
		"edit archived":     {partner.Edit{Partner: "a", Patch: patch("archived", "", "true")}, "not edited by hand"},
		"edit Archived":     {partner.Edit{Partner: "a", Patch: patch("Archived", "", "true")}, "no field"},
		"edit merged_into":  {partner.Edit{Partner: "a", Patch: patch("merged_into", "", `"b"`)}, "not edited by hand"},
		"edit MERGED_INTO":  {partner.Edit{Partner: "a", Patch: patch("MERGED_INTO", "", `"b"`)}, "no field"},
		"edit id":           {partner.Edit{Partner: "a", Patch: patch("id", `"a"`, `"b"`)}, "not edited by hand"},
		"edit origin":       {partner.Edit{Partner: "a", Patch: patch("origin", "", `"team"`)}, "not edited by hand"},
		"edit whole contact": {partner.Edit{Partner: "a", Patch: patch("partner_contact", "", `{"name":"x"}`)},
			"no field"},
		"no name left":      {partner.Edit{Partner: "a", Patch: patch("name", `"Alpha"`, "")}, "needs a name"},
		"long name":         {partner.Edit{Partner: "a", Patch: patch("name", `"Alpha"`, `"`+long+`"`)}, "at most 120"},
		"long mission":      {partner.Edit{Partner: "a", Patch: patch("mission", "", `"`+long+`"`)}, "Mission is too long"},
		"long contact":      {partner.Edit{Partner: "a", Patch: patch("school_contact.name", "", `"`+long+`"`)}, "Our contact is too long"},
		"escape in a field": {partner.Edit{Partner: "a", Patch: patch("location", "", `"a\u001b[1m"`)}, "cannot be shown"},
		"year as a word":    {partner.Edit{Partner: "a", Patch: patch("since", "", `"x"`)}, "does not fit"},
		"year too early":    {partner.Edit{Partner: "a", Patch: patch("since", "", `1200`)}, "between 1800 and 2027"},
		"year too late":     {partner.Edit{Partner: "a", Patch: patch("since", "", `2028`)}, "between 1800 and 2027"},
		"odd email":         {partner.Edit{Partner: "a", Patch: patch("school_contact.email", "", `"Mia <m@x.example>"`)}, "does not look like"},
		"odd kind":          {partner.Edit{Partner: "a", Patch: patch("kinds", "", `["zoo"]`)}, "no kind"},
		"odd when":          {partner.Edit{Partner: "a", Patch: patch("when", "", `["noon"]`)}, "no time"},
		"tag with a comma":  {partner.Edit{Partner: "a", Patch: patch("tags", `["art"]`, `["a,b"]`)}, "without a comma"},
	})
}

func TestOtherRefusals(t *testing.T) {
	long := strings.Repeat("x", 5000)
	merged := rec("z", "Zeta")
	merged.MergedInto = "a"
	badKind, manyTags, oddTag := rec("z", "Z"), rec("z", "Z"), rec("z", "Z")
	badKind.Kinds = []partner.Kind{"zoo"}
	manyTags.Tags = strings.Split(strings.Repeat("t,", 21), ",")
	oddTag.Tags = []string{"a;b"}
	refuses(t, map[string]refusal{
		"archive unknown":  {partner.Archive{Partner: "x", Archived: true}, "no longer"},
		"archive merged":   {partner.Archive{Partner: "c", Archived: true}, "no longer"},
		"archive again":    {partner.Archive{Partner: "b", Archived: true}, "archived already"},
		"not archived":     {partner.Archive{Partner: "a"}, "not archived"},
		"import nothing":   {partner.Import{File: "x"}, "nothing new"},
		"import known":     {partner.Import{New: []partner.Partner{rec("a", "A")}}, "already"},
		"import twice":     {partner.Import{New: []partner.Partner{rec("z", "Z"), rec("z", "Z")}}, "already"},
		"import nameless":  {partner.Import{New: []partner.Partner{rec("z", "")}}, "Nothing was imported"},
		"import merged":    {partner.Import{New: []partner.Partner{merged}}, "merged"},
		"import odd kind":  {partner.Import{New: []partner.Partner{badKind}}, "no kind"},
		"import many tags": {partner.Import{New: []partner.Partner{manyTags}}, "at most 20"},
		"import odd tag":   {partner.Import{New: []partner.Partner{oddTag}}, "without a comma"},
		"import filling one field twice": {partner.Import{Fills: []partner.Edit{{Partner: "a", Patch: patch("schedule", "", `"Mo"`)},
			{Partner: "a", Patch: patch("schedule", "", `"Tu"`)}}}, "somebody else"},
		"tell one apart":     {partner.Distinct{A: "a", B: "a"}, "two different partners"},
		"tell merged apart":  {partner.Distinct{A: "a", B: "c"}, "merged already"},
		"tell unknown apart": {partner.Distinct{A: "a", B: "x"}, "two different partners"},
		"share nothing":      {partner.Share{}, "Nothing was changed"},
		"share long":         {partner.Share{Patch: patch("goals", "", `"`+long+`"`)}, "too long"},
		"share odd field":    {partner.Share{Patch: patch("motto", "", `"x"`)}, "no field"},
		"give unknown":       {partner.Give{Partner: "x", On: "2026-01-01"}, "no longer"},
		"give merged":        {partner.Give{Partner: "c", On: "2026-01-01"}, "no longer"},
		"give on no day":     {partner.Give{Partner: "a", On: "2026-02-30"}, "not a day"},
		"give by nobody":     {partner.Give{Partner: "a", On: "2026-02-03", By: "a\nb"}, "one line"},
		"take back none":     {partner.Give{Partner: "b"}, "Nothing was noted"},
	})
}

// TestRolesOfOps: watching and guests change nothing.
func TestRolesOfOps(t *testing.T) {
	for _, role := range []ledger.Role{ledger.Observer, ledger.Guest, ""} {
		e := entry
		e.By.Role = role
		for _, do := range []op{partner.Add{Partner: "d", Name: "D"}, partner.Edit{Partner: "a", Patch: patch("mission", "", `"m"`)},
			partner.Archive{Partner: "a", Archived: true}, partner.Import{New: []partner.Partner{rec("z", "Z")}},
			partner.Share{Patch: patch("goals", "", `"g"`)}, partner.Give{Partner: "a", On: "2026-02-03"}} {
			var refused *ledger.RefusedError
			if err := do.Check(inventory(), e); !errors.As(err, &refused) {
				t.Errorf("%T by %q: %v", do, role, err)
			}
		}
	}
}

// TestTwoEditOneContact: the email and the phone of one contact merge, the same field meets.
func TestTwoEditOneContact(t *testing.T) {
	s := inventory()
	first := partner.Edit{Partner: "a", Patch: patch("partner_contact.email", `"mia@alpha.example"`, `"m@alpha.example"`)}
	second := partner.Edit{Partner: "a", Patch: patch("partner_contact.phone", `"1"`, `"22"`)}
	s = first.Apply(s, entry)
	if err := second.Check(s, entry); err != nil {
		t.Fatal(err)
	}
	s = second.Apply(s, entry)
	if p, _ := s.Partners.Get("a"); p.PartnerContact != (partner.Contact{Name: "Mia", Email: "m@alpha.example", Phone: "22"}) {
		t.Fatalf("%+v", p.PartnerContact)
	}
	third := partner.Edit{Partner: "a", Patch: patch("partner_contact.phone", `"1"`, `"333"`)}
	var meet *ledger.MeetError
	if err := third.Check(s, entry); !errors.As(err, &meet) || !slices.Equal(meet.Fields, []string{"partner_contact.phone"}) {
		t.Fatalf("%v", err)
	}
	if f, ok := partner.FieldByID(meet.Fields[0]); !ok || f.JSONField() != meet.Fields[0] {
		t.Fatal("the field that met is no field of the form")
	}
}

// TestNewerPatches: a field that this program does not know makes the entry unknown, instead of being passed over.
func TestNewerPatches(t *testing.T) {
	newer := patch("website", "", `"x"`)
	for _, op := range []ledger.Knower{partner.Edit{Partner: "a", Patch: newer}, partner.Share{Patch: newer},
		partner.Import{Fills: []partner.Edit{{Partner: "a", Patch: newer}}}} {
		if op.Known() == nil {
			t.Errorf("%T", op)
		}
	}
	for _, op := range []ledger.Knower{partner.Edit{}, partner.Share{}, partner.Import{}, partner.Edit{Patch: patch("school_contact.role", "", `"x"`)}} {
		if err := op.Known(); err != nil {
			t.Errorf("%T: %v", op, err)
		}
	}
}

// TestOpsOnWhatIsGone: an op that was once accepted never fails, also where an entry before it was erased.
func TestOpsOnWhatIsGone(t *testing.T) {
	var s partner.State
	for _, do := range []op{partner.Edit{Partner: "a", Patch: patch("mission", "", `"m"`)}, partner.Archive{Partner: "a", Archived: true},
		partner.Give{Partner: "a"}, partner.Edit{Partner: "a", Patch: patch("odd", "", `1`)}} {
		if got := do.Apply(s, entry); got.Partners.Len()+got.Receipts.Len() != 0 {
			t.Errorf("%T made something of nothing", do)
		}
	}
	partner.Merge(s, 9, "a", "b", nil)
}
