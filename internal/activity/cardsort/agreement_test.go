package cardsort

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestAgreement(t *testing.T) {
	for _, tt := range []struct {
		give Tally
		want float64
		ok   bool
	}{
		{Tally{}, 0, false},
		{Tally{Clear: 1}, 0, false},
		{Tally{Clear: 1, Unsure: 5}, 0, false},                     // who does not know is no pair
		{Tally{Clear: 2}, 1, true},                                 // 1 pair of 1
		{Tally{Clear: 1, None: 1}, 0, true},                        // 0 of 1
		{Tally{Clear: 3, Could: 1}, 0.5, true},                     // 3 of 6
		{Tally{Clear: 4, Could: 5}, 4. / 9, true},                  // (6 + 10) of 36
		{Tally{Clear: 2, Could: 2, None: 2, Unsure: 9}, 0.2, true}, // 3 of 15
	} {
		got, ok := Agreement(tt.give)
		if ok != tt.ok || !near(got, tt.want) {
			t.Errorf("Agreement(%+v) = %v, %v; want %v, %v", tt.give, got, ok, tt.want, tt.ok)
		}
	}
}

func TestTally(t *testing.T) {
	for _, tt := range []struct {
		give      Tally
		threshold float64
		lead      Category
		undivided Category
	}{
		{Tally{}, 0.8, Pile, Pile},
		{Tally{Unsure: 4}, 0.8, Pile, Pile},
		{Tally{Could: 1}, 0.8, Could, Could},
		{Tally{Clear: 4, None: 1}, 0.8, Clear, Clear}, // exactly 80 percent
		{Tally{Clear: 4, None: 1}, 0.7 + 0.1, Clear, Clear},
		{Tally{Clear: 4, None: 1, Unsure: 9}, 0.8, Clear, Clear},
		{Tally{Clear: 7, None: 2}, 0.8, Clear, Pile},
		{Tally{Clear: 2, None: 2}, 0.5, Pile, Pile}, // two lead
		{Tally{Clear: 2, Could: 1, None: 2}, 0.5, Pile, Pile},
		{Tally{None: 3}, 1, None, None},
	} {
		lead, share, ok := tt.give.Leading()
		if lead != tt.lead || ok != (tt.lead != Pile) || !near(share, tt.give.Share(tt.lead)) {
			t.Errorf("%+v leads %q with %v", tt.give, lead, share)
		}
		if got, ok := tt.give.Undivided(tt.threshold); got != tt.undivided || ok != (tt.undivided != Pile) {
			t.Errorf("%+v at %v: undivided %q, want %q", tt.give, tt.threshold, got, tt.undivided)
		}
	}
}

func TestWordsForChoices(t *testing.T) {
	seen := map[string]bool{Pile.Label(): true}
	for _, c := range Choices() {
		k, ok := c.Category()
		if !c.Valid() || c.Label() == string(c) || seen[c.Label()] || ok != (c != Unsure) || ok && k.Label() != c.Label() {
			t.Errorf("%s is called %s", c, c.Label())
		}
		seen[c.Label()] = true
	}
	if (Tally{1, 2, 3, 4}).Of() != 10 || Choice("best").Valid() || Pile.Valid() {
		t.Error("counts or choices are wrong")
	}
}

func TestAlphaByHand(t *testing.T) {
	for _, tt := range []struct {
		name string
		give []Tally
		want float64
		ok   bool
	}{
		{"nothing", nil, 0, false},
		{"nothing to pair", []Tally{{Clear: 1}, {None: 1}, {Unsure: 7}}, 0, false},
		{"one category throughout", []Tally{{Clear: 3}, {Clear: 5}}, 0, false},
		{"all agree", []Tally{{Clear: 3}, {Could: 2}, {None: 4}}, 1, true},
		// n = 4, rows 3 and 1; observed 2, expected 2*3*1 = 6: 1 - 3*2/6
		{"two cards", []Tally{{Clear: 2}, {Clear: 1, Could: 1}}, 0, true},
		// n = 6, rows 3, 2, 1; observed 2*2*1/2 = 2, expected 2*(6+3+2) = 22: 1 - 5*2/22
		{"unequal", []Tally{{Clear: 3}, {Could: 2, None: 1, Unsure: 3}, {None: 1}}, 12. / 22, true},
		// n = 4, rows 2 and 2; observed 4, expected 8: 1 - 3*4/8
		{"worse than chance", []Tally{{Clear: 1, None: 1}, {Clear: 1, None: 1}}, -0.5, true},
	} {
		got, ok := Alpha(tt.give)
		if ok != tt.ok || !near(got, tt.want) {
			t.Errorf("%s: %v, %v; want %v, %v", tt.name, got, ok, tt.want, tt.ok)
		}
	}
}

// TestAlphaPublished is the example with four observers, twelve units and missing data in K. Krippendorff (2011),
// "Computing Krippendorff's Alpha-Reliability": alpha = 0.743 for nominal data.
func TestAlphaPublished(t *testing.T) {
	observers := []string{
		"123321412...",
		"1233224125.3",
		".3332342251.",
		"12332441251.",
	}
	counts := make([][]int, 12)
	for u := range counts {
		counts[u] = make([]int, 5)
		for _, o := range observers {
			if o[u] != '.' {
				counts[u][o[u]-'1']++
			}
		}
	}
	got, ok := nominalAlpha(counts)
	if !ok || math.Abs(got-0.743) > 0.0005 {
		t.Errorf("alpha = %v, %v; want 0.743", got, ok)
	}
}

// twoFrom is alpha by its definition, from lists of values and not from counts: every ordered pair of one unit's values
// against every ordered pair of all values that can be paired.
func twoFrom(units [][]int) (float64, bool) {
	var all []int
	observed := 0.0
	for _, u := range units {
		if len(u) < 2 {
			continue
		}
		all = append(all, u...)
		for i := range u {
			for j := range u {
				if i != j && u[i] != u[j] {
					observed += 1 / float64(len(u)-1)
				}
			}
		}
	}
	expected := 0.0
	for i := range all {
		for j := range all {
			if i != j && all[i] != all[j] {
				expected++
			}
		}
	}
	if expected == 0 {
		return 0, false
	}
	return 1 - (observed/float64(len(all)))/(expected/float64(len(all)*(len(all)-1))), true
}

func TestAlphaProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(1, 6).Draw(t, "categories")
		units := rapid.SliceOfN(rapid.SliceOfN(rapid.IntRange(0, k-1), 0, 7), 0, 9).Draw(t, "units")
		count := func(units [][]int, name func(int) int) [][]int {
			out := make([][]int, len(units))
			for i, u := range units {
				out[i] = make([]int, k)
				for _, v := range u {
					out[i][name(v)]++
				}
			}
			return out
		}
		same := func(i int) int { return i }
		got, ok := nominalAlpha(count(units, same))
		is := func(what string, units [][]int, name func(int) int) {
			if a, also := nominalAlpha(count(units, name)); also != ok || !near(a, got) {
				t.Fatalf("%s: %v, %v instead of %v, %v", what, a, also, got, ok)
			}
		}
		if want, defined := twoFrom(units); defined != ok || !near(want, got) {
			t.Fatalf("%v, %v by definition; got %v, %v", want, defined, got, ok)
		}
		if got > 1+1e-9 || math.IsNaN(got) {
			t.Fatalf("alpha is %v", got)
		}
		names := rapid.Permutation(seq(k)).Draw(t, "names")
		is("other names", units, func(i int) int { return names[i] })
		is("other order of units", rapid.Permutation(units).Draw(t, "order"), same)
		turned := make([][]int, len(units))
		for i, u := range units {
			turned[i] = slices.Clone(u)
			slices.Reverse(turned[i])
		}
		is("other order of voters", turned, same)
		is("a unit with one vote more", append(slices.Clone(units), []int{k - 1}, nil), same)
	})
}

func TestPerfectAgreement(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		units := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Tally {
			n := rapid.IntRange(2, 9).Draw(t, "votes")
			unsure := rapid.IntRange(0, 3).Draw(t, "unsure")
			return []Tally{{Clear: n, Unsure: unsure}, {Could: n, Unsure: unsure}, {None: n, Unsure: unsure}}[rapid.IntRange(0, 2).Draw(t, "which")]
		}), 1, 12).Draw(t, "units")
		kinds := map[Category]bool{}
		for _, u := range units {
			c, _, _ := u.Leading()
			kinds[c] = true
			if a, ok := Agreement(u); !ok || a != 1 {
				t.Fatalf("agreement %v", a)
			}
		}
		a, ok := Alpha(units)
		if ok != (len(kinds) > 1) || ok && a != 1 {
			t.Fatalf("alpha %v, %v with %d categories", a, ok, len(kinds))
		}
	})
}

func seq(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}
