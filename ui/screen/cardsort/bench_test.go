package cardsort_test

import (
	"fmt"
	"testing"
)

// BenchmarkMany moves the selection on a board of 300 partners and draws it.
func BenchmarkMany(b *testing.B) {
	for _, size := range [][2]int{{80, 24}, {160, 45}} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			d := many(b, size)
			b.ResetTimer()
			for i := range b.N {
				d.Press([]string{"down", "left", "up", "right"}[i%4])
				d.Screen()
			}
		})
	}
}

func TestMany(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {160, 45}} {
		d := many(t, size)
		t.Log("\n" + d.Screen())
		d.Shows(t, "more")
		d.Press("end")
		d.Shows(t, "above")
		d.Press("space", "left", "home")
		check(t, d, size, "carry", false)
		before := columns(d)
		d.Press("enter")
		if columns(d) == before {
			t.Error("the card stayed where it was")
		}
	}
}
