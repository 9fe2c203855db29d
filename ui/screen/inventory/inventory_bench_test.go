package inventory_test

import (
	"strconv"
	"testing"

	"convene/internal/activity/partner"
	"convene/ui/app/drive"
)

// many is the number of partners that the inventory must stay fast with.
const many = 10_000

func BenchmarkView(b *testing.B) {
	r := drive.Room(b, false)
	crowd(b, r, many)
	d := open(r, 120, 40)
	d.Press("down")
	b.ResetTimer()
	for b.Loop() {
		d.Model.Frame()
	}
}

// BenchmarkFilterKey types a letter into the filter and draws, each time for a filter that nobody typed before.
func BenchmarkFilterKey(b *testing.B) {
	r := drive.Room(b, false)
	crowd(b, r, many)
	d := open(r, 120, 40)
	n := 0
	for b.Loop() {
		b.StopTimer()
		d.Press("f")
		d.Type(strconv.Itoa(n))
		n++
		b.StartTimer()
		d.Type("r")
		d.Model.Frame()
		b.StopTimer()
		d.Press("esc")
		b.StartTimer()
	}
}

// BenchmarkAfterEdit draws after somebody changed one record.
func BenchmarkAfterEdit(b *testing.B) {
	r := drive.Room(b, false)
	crowd(b, r, many)
	d := open(r, 120, 40)
	d.Model.Frame()
	s := r.Join(drive.You())
	archived := false
	b.ResetTimer()
	for b.Loop() {
		b.StopTimer()
		archived = !archived
		if _, err := s.Do(b.Context(), partner.Archive{Partner: "p00020", Archived: archived}); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		d.Model.Frame()
	}
}

// BenchmarkRapidEntryKey types into rapid entry, with its look for names that are alike.
func BenchmarkRapidEntryKey(b *testing.B) {
	r := drive.Room(b, false)
	crowd(b, r, many)
	d := open(r, 120, 40)
	d.Press("a")
	d.Type("Partner number")
	b.ResetTimer()
	for b.Loop() {
		d.Type("x")
		d.Model.Frame()
		b.StopTimer()
		d.Press("backspace")
		b.StartTimer()
	}
}
