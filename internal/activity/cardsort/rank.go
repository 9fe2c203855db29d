package cardsort

import (
	"strings"

	"convene/internal/ledger"
)

const (
	rankMax    = 512                                                              // bytes
	rankDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" // as the ledger's, in byte order
	rankFirst  = "V000"
)

func validRank(rank string) bool {
	return len(rank) <= rankMax && strings.Trim(rank, rankDigits) == ""
}

// rankBehind is a rank behind last, which may be empty. It counts, so that thousands of cards put behind each other keep
// short ranks.
func rankBehind(last string) string {
	if last == "" {
		return rankFirst
	}
	b := []byte(rankFirst)
	for i := range b {
		b[i] = rankDigits[0]
		if i < len(last) {
			b[i] = last[i]
		}
	}
	for i := len(b) - 1; i >= 0; i-- {
		d := max(0, strings.IndexByte(rankDigits, b[i]))
		if d+1 < len(rankDigits) {
			b[i] = rankDigits[d+1]
			return string(b)
		}
		b[i] = rankDigits[0]
	}
	return ledger.RankBetween(last, "")
}
