package ledger_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"convene/internal/ledger"
)

// room says whether a rank fits between: not behind a come only zeros up to b.
func room(a, b string) bool {
	return a < b && !(strings.HasPrefix(b, a) && strings.Trim(b[len(a):], "0") == "")
}

func TestRankBetween(t *testing.T) {
	rank := rapid.StringMatching(`[0-9A-Za-z]{0,6}|[0z]{0,4}[0-1y-z]`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := rank.Draw(t, "a"), rank.Draw(t, "b")
		got := ledger.RankBetween(a, b)
		if got <= a || strings.Trim(got, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") != "" {
			t.Fatalf("RankBetween(%q, %q) = %q", a, b, got)
		}
		if room(a, b) && got >= b {
			t.Fatalf("RankBetween(%q, %q) = %q, not before the second", a, b, got)
		}
		if len(got) > max(len(a), len(b), 4)+1 {
			t.Fatalf("RankBetween(%q, %q) = %q: long", a, b, got)
		}
	})
}

// TestRankWithoutRoom: each of these once ran for ever, or must fall back to one behind the first.
func TestRankWithoutRoom(t *testing.T) {
	for _, c := range [][2]string{{"", "0"}, {"", "000"}, {"V", "V0"}, {"V", "V000"}, {"b", "a"}, {"a", "a"}, {"a", "é"}, {"a", "b!"}, {"", "!"},
		{"~", ""}, {"~", "~~"}, {"é", "z"}, {"zzzz", ""}, {"", "0000"}, {"zzzzz", ""}} {
		if got := ledger.RankBetween(c[0], c[1]); got <= c[0] {
			t.Errorf("RankBetween(%q, %q) = %q", c[0], c[1], got)
		}
	}
}

// TestRanksStayInOrder inserts at any place of a list: the list stays sorted, without two of a rank.
func TestRanksStayInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var list []string
		for range rapid.IntRange(1, 200).Draw(t, "n") {
			list = insert(list, rapid.IntRange(0, len(list)).Draw(t, "at"))
		}
		sorted(t, list)
	})
}

type fataler interface{ Fatalf(string, ...any) }

func sorted(t fataler, list []string) {
	for i := range list {
		if i > 0 && list[i-1] >= list[i] {
			t.Fatalf("%q is not before %q", list[i-1], list[i])
		}
	}
}

func insert(list []string, at int) []string {
	a, b := "", ""
	if at > 0 {
		a = list[at-1]
	}
	if at < len(list) {
		b = list[at]
	}
	return slices.Insert(list, at, ledger.RankBetween(a, b))
}

func TestRanksStayShort(t *testing.T) {
	for name, c := range map[string]struct {
		at   func(n int) int
		most int
	}{
		"always last":             {func(n int) int { return n }, 4},
		"always first":            {func(int) int { return 0 }, 4},
		"last and first":          {func(n int) int { return n % 2 * n }, 4},
		"always in the middle":    {func(n int) int { return n / 2 }, 400},
		"always behind the first": {func(n int) int { return min(1, n) }, 420},
	} {
		var list []string
		longest := 0
		for n := range 2000 {
			list = insert(list, c.at(n))
		}
		sorted(t, list)
		for _, r := range list {
			longest = max(longest, len(r))
		}
		if longest > c.most {
			t.Errorf("%s: the longest of 2,000 ranks has %d digits, at most %d", name, longest, c.most)
		}
	}
}

func TestRankBeside(t *testing.T) {
	all := []string{"V000", "V001", "V002", "V003"}
	for i := range all {
		for n := -2; n <= 2; n++ {
			rank, ok := ledger.RankBeside(all, i, n)
			if to := i + n; ok != (to >= 0 && to < len(all)) {
				t.Errorf("%d by %d: %v", i, n, ok)
			}
			if !ok || n == 0 {
				continue
			}
			moved := slices.Clone(all)
			moved[i] = rank
			slices.Sort(moved)
			if got := slices.Index(moved, rank); got != i+n {
				t.Errorf("%d by %d stands at %d", i, n, got)
			}
		}
	}
}
