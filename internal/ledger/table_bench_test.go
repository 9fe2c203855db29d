package ledger_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"convene/internal/ledger"
)

func filled(n int) (books, []string) {
	list := make([]book, n)
	keys := make([]string, n)
	for i := range list {
		keys[i] = fmt.Sprintf("0197%08x", i*7919)
		list[i] = book{keys[i], "A title", i}
	}
	return books{}.PutAll(1, list), keys
}

func BenchmarkTable(b *testing.B) {
	for _, n := range []int{100, 10_000} {
		table, keys := filled(n)
		b.Run(fmt.Sprintf("put/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				_ = table.Put(uint64(i+2), book{keys[i%n], "Another title", i})
			}
		})
		b.Run(fmt.Sprintf("get/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				_, _ = table.Get(keys[i%n])
			}
		})
		b.Run(fmt.Sprintf("all/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for range table.All() {
				}
			}
		})
		b.Run(fmt.Sprintf("fill/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = filled(n)
			}
		})
	}
}

func BenchmarkPatch(b *testing.B) {
	rec := house{Shown: Shown{ID: "h", Name: "Old mill", Tags: []string{"a", "b"}}, Home: address{"Mill lane", "Ulm"}}
	p := ledger.Patch{"home.town": {From: json.RawMessage(`"Ulm"`), To: json.RawMessage(`"Bonn"`)}}
	b.Run("check", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if err := ledger.Check(rec, p); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("apply", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := ledger.Apply(rec, p); err != nil {
				b.Fatal(err)
			}
		}
	})
}
