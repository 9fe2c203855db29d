package ledger_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"convene/internal/ledger"
)

type address struct {
	Street string `json:"street,omitempty"`
	Town   string `json:"town,omitempty"`
}

type Shown struct {
	ID    string   `json:"id"`
	Name  string   `json:"name"` // not left out when it is empty
	Tags  []string `json:"tags,omitempty"`
	Floor int      `json:"floor,omitempty"`
}

type house struct {
	Shown
	Home   address        `json:"home,omitzero"`
	Built  time.Time      `json:"built,omitzero"`
	Bells  map[string]int `json:"bells,omitempty"`
	Garden *address       `json:"garden,omitempty"`
	Secret string         `json:"-"`
	Plain  bool
}

func (h house) Key() string { return h.ID }

func drawHouse(t *rapid.T) house {
	word := rapid.SampledFrom([]string{"", "a", "Ünï", "دار", "<&>\u2028", `"`})
	h := house{Shown: Shown{ID: "h", Name: word.Draw(t, "name"), Floor: rapid.IntRange(-1, 2).Draw(t, "floor")},
		Home: address{word.Draw(t, "street"), word.Draw(t, "town")}, Plain: rapid.Bool().Draw(t, "plain")}
	h.Tags = rapid.SliceOfN(word, 0, 3).Draw(t, "tags")
	if rapid.Bool().Draw(t, "built") {
		h.Built = time.Date(rapid.IntRange(1900, 2026).Draw(t, "year"), 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if rapid.Bool().Draw(t, "garden") {
		h.Garden = &address{Town: word.Draw(t, "garden town")}
	}
	if rapid.Bool().Draw(t, "bells") {
		h.Bells = map[string]int{word.Draw(t, "bell"): rapid.IntRange(0, 2).Draw(t, "rings")}
	}
	return h
}

func text(t interface{ Fatal(...any) }, v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// through writes a patch and reads it again, as the history does.
func through(t *rapid.T, p ledger.Patch) ledger.Patch {
	var out ledger.Patch
	if err := json.Unmarshal([]byte(text(t, p)), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestDiffAndApply(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawHouse(t), drawHouse(t)
		beforeA, beforeB := text(t, a), text(t, b)
		p := through(t, ledger.Diff(a, b))
		got, err := ledger.Apply(a, p)
		if err != nil {
			t.Fatal(err)
		}
		if text(t, got) != beforeB {
			t.Fatalf("%s\nbecame %s\nwant %s\nby %s", beforeA, text(t, got), beforeB, text(t, p))
		}
		if text(t, a) != beforeA {
			t.Fatalf("Apply changed what it was given")
		}
		if len(ledger.Diff(a, a)) != 0 || (beforeA == beforeB) != (len(p) == 0) {
			t.Fatalf("%s to %s is %v", beforeA, beforeB, p)
		}
		if len(p) > 0 {
			if err := ledger.Check(a, p); err != nil {
				t.Fatalf("a fresh edit is refused: %v", err)
			}
			if err := ledger.Check(b, p); err != nil {
				t.Fatalf("an edit that is there already is refused: %v", err)
			}
		}
		if err := ledger.Fits[house](p); err != nil {
			t.Fatal(err)
		}
	})
}

// TestEditsMergeOrMeet: two people edit the same record. Where they changed different fields, or to the same value,
// both edits hold; else exactly the fields in which they differ meet.
func TestEditsMergeOrMeet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base, x, y := drawHouse(t), drawHouse(t), drawHouse(t)
		mine, theirs := ledger.Diff(base, x), ledger.Diff(base, y)
		if len(mine) == 0 {
			return
		}
		now, err := ledger.Apply(base, theirs)
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		for name := range mine {
			if c, ok := theirs[name]; ok && string(c.To) != string(mine[name].To) {
				want = append(want, name)
			}
		}
		slices.Sort(want)
		err = ledger.Check(now, mine)
		var meet *ledger.MeetError
		switch {
		case len(want) == 0 && err != nil:
			t.Fatalf("edits of different fields do not merge: %v", err)
		case len(want) > 0 && !errors.As(err, &meet):
			t.Fatalf("edits of %v do not meet: %v", want, err)
		case len(want) > 0 && (!slices.Equal(meet.Fields, want) || string(meet.Now) != text(t, now)):
			t.Fatalf("met in %v, want %v; now %s", meet.Fields, want, meet.Now)
		}
	})
}

func change1(name, from, to string) ledger.Patch {
	raw := func(s string) json.RawMessage {
		if s == "" {
			return nil
		}
		return json.RawMessage(s)
	}
	return ledger.Patch{name: {From: raw(from), To: raw(to)}}
}

func TestCheckRefuses(t *testing.T) {
	rec := house{Shown: Shown{ID: "h", Name: "Old mill"}, Home: address{Town: "Ulm"}}
	for name, c := range map[string]struct {
		patch ledger.Patch
		want  string
	}{
		"nothing":                {ledger.Patch{}, "Nothing was changed."},
		"unknown field":          {change1("roof", "", `"red"`), `there is no field "roof"`},
		"unknown part":           {change1("home.zip", "", `"1"`), `there is no field "home.zip"`},
		"another case":           {change1("Name", "", `"x"`), `there is no field "Name"`},
		"a part of a whole":      {change1("home", "", `{"town":"Bonn"}`), `there is no field "home"`},
		"hidden":                 {change1("Secret", "", `"x"`), `there is no field "Secret"`},
		"embedded":               {change1("Shown", "", `{}`), `there is no field "Shown"`},
		"wrong type":             {change1("floor", "", `"two"`), "the field floor"},
		"wrong old type":         {change1("floor", `"two"`, `2`), "What the value replaces does not fit"},
		"trailing":               {change1("floor", "", `2 3`), "the field floor"},
		"unknown inside pointer": {change1("garden", "", `{"zip":1}`), "the field garden"},
	} {
		err := ledger.Check(rec, c.patch)
		var refused *ledger.RefusedError
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if name == "nothing" || name == "wrong old type" {
			continue
		}
		if got, err := ledger.Apply(rec, c.patch); err == nil || !reflect.DeepEqual(got, rec) {
			t.Errorf("%s: applied: %v, %v", name, got, err)
		}
		if ledger.Fits[house](c.patch) == nil {
			t.Errorf("%s: fits", name)
		}
	}
}

// TestZeroIsAbsent: a field's zero value may be written or left out, in every way that JSON has.
func TestZeroIsAbsent(t *testing.T) {
	rec := house{Shown: Shown{ID: "h"}}
	for _, p := range []ledger.Patch{change1("name", "", `"x"`), change1("name", `""`, `"x"`), change1("name", "null", `"x"`),
		change1("tags", "[]", `["x"]`), change1("tags", "", `["x"]`), change1("floor", "0", "1"), change1("home.town", `""`, `"x"`),
		change1("Plain", "false", "true"), change1("bells", "{}", `{"a":1}`)} {
		if err := ledger.Check(rec, p); err != nil {
			t.Errorf("%s: %v", text(t, p), err)
		}
		next, err := ledger.Apply(rec, p)
		if err != nil {
			t.Fatal(err)
		}
		back, err := ledger.Apply(next, ledger.Diff(next, rec))
		if err != nil || text(t, back) != text(t, rec) {
			t.Errorf("%s: back to %s, %v", text(t, p), text(t, back), err)
		}
	}
}

func TestEqualValuesDoNotMeet(t *testing.T) {
	rec := house{Shown: Shown{ID: "h", Floor: 2}, Bells: map[string]int{"a": 1, "b": 2}}
	for _, p := range []ledger.Patch{change1("floor", "1", "2"), change1("bells", `{ "b": 2, "a": 1 }`, `{"c":3}`)} {
		if err := ledger.Check(rec, p); err != nil {
			t.Errorf("%s: %v", text(t, p), err)
		}
	}
	var meet *ledger.MeetError
	if err := ledger.Check(rec, change1("floor", "1", "3")); !errors.As(err, &meet) || !strings.Contains(err.Error(), "floor") {
		t.Errorf("%v", err)
	}
}

func TestPatchIsForRecords(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Fatal("a patch of a map")
		}
	}()
	ledger.Diff(map[string]int{}, map[string]int{})
}
