package ledger

import "strings"

// rankDigits are the digits of a rank, in byte order.
const rankDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// rankFirst is the rank of the first of all. At both ends ranks count in numbers of so many digits, half of them behind
// it, half before: seven million records put behind each other keep short ranks.
const rankFirst = "V000"

// RankBetween returns a rank that sorts, by bytes, behind a and before b. An empty a is the beginning, an empty b the
// end. Ranks order records without rewriting the others. Where there is no room between (a is not before b, b is a with
// zeros behind it, or b is not of our digits) it falls back to one behind a.
func RankBetween(a, b string) string {
	if b != "" && (a >= b || !ranked(b) || strings.HasPrefix(b, a) && strings.Trim(b[len(a):], "0") == "") {
		b = ""
	}
	switch {
	case !ranked(a):
		return a + rankFirst
	case a == "" && b == "":
		return rankFirst
	case b == "":
		if next := count(a, 1); next > a {
			return next
		}
	case a == "":
		if next := count(b, -1); next != "" {
			return next
		}
	}
	return halve(a, b)
}

// halve goes about half way from a to b. There is room: b is empty, or behind a by more than zeros.
func halve(a, b string) string {
	var out strings.Builder
	for i := 0; ; i++ {
		lo, hi := 0, len(rankDigits)
		if i < len(a) {
			lo = strings.IndexByte(rankDigits, a[i])
		}
		if b != "" {
			hi = 0
			if i < len(b) {
				hi = strings.IndexByte(rankDigits, b[i])
			}
		}
		if mid := (lo + hi) / 2; mid > lo {
			out.WriteByte(rankDigits[mid])
			return out.String()
		}
		out.WriteByte(rankDigits[lo])
		if lo < hi {
			b = "" // already before b: only a counts from here on
		}
	}
}

// count is the number that the first digits of a rank make, one up or down; empty where that is not possible.
func count(rank string, by int) string {
	b := []byte(rankFirst)
	for i := range b {
		b[i] = rankDigits[0]
		if i < len(rank) {
			b[i] = rank[i]
		}
	}
	for i := len(b) - 1; i >= 0; i-- {
		d := strings.IndexByte(rankDigits, b[i]) + by
		if d >= 0 && d < len(rankDigits) {
			b[i] = rankDigits[d]
			return string(b)
		}
		b[i] = rankDigits[(d+len(rankDigits))%len(rankDigits)]
	}
	return ""
}

func ranked(rank string) bool { return strings.Trim(rank, rankDigits) == "" }

// RankBeside is the rank that carries the i-th of ranks, which are in order, n places on: up where n is below zero. False
// where it would leave the list.
func RankBeside(ranks []string, i, n int) (string, bool) {
	to := i + n
	if i < 0 || i >= len(ranks) || to < 0 || to >= len(ranks) {
		return "", false
	}
	if n > 0 {
		to++
	}
	before, after := "", ""
	if to > 0 {
		before = ranks[to-1]
	}
	if to < len(ranks) {
		after = ranks[to]
	}
	return RankBetween(before, after), true
}
