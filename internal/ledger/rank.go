package ledger

import "strings"

// rankDigits are the digits of a rank, in byte order.
const rankDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// RankBetween returns a rank that sorts, by bytes, behind a and before b. An empty a is the beginning, an empty b the
// end. Ranks order records without rewriting the others. Where there is no room between (a is not before b, or b is
// not of our digits) it falls back to one behind a.
func RankBetween(a, b string) string {
	if b != "" && a >= b {
		b = ""
	}
	var out strings.Builder
	for i := 0; ; i++ {
		lo, hi := 0, len(rankDigits)
		if i < len(a) {
			lo = max(0, strings.IndexByte(rankDigits, a[i]))
		}
		if b != "" {
			hi = 0
			if i < len(b) {
				hi = max(0, strings.IndexByte(rankDigits, b[i]))
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
