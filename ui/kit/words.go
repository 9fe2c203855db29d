package kit

import "strconv"

// Count says a number of things: "1 partner", "24 partners".
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
