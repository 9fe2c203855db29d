package boltlog

import (
	"path/filepath"
	"testing"

	"convene/internal/store/logtest"
)

func benchAppend(b *testing.B, n uint64) {
	l := newFile(b)
	last := uint64(0)
	for b.Loop() {
		if err := l.Append(b.Context(), last, logtest.Entries(last+1, last+n)); err != nil {
			b.Fatal(err)
		}
		last += n
	}
}

func BenchmarkAppend1(b *testing.B)   { benchAppend(b, 1) }
func BenchmarkAppend100(b *testing.B) { benchAppend(b, 100) }

// filled makes a file of n entries, written a hundred at a time, and closes it.
func filled(b *testing.B, n uint64) string {
	l := newFile(b)
	for last := uint64(0); last < n; last += 100 {
		if err := l.Append(b.Context(), last, logtest.Entries(last+1, last+100)); err != nil {
			b.Fatal(err)
		}
	}
	mustClose(b, l)
	return l.path
}

func benchOpen(b *testing.B, n uint64, read bool) {
	path := filled(b, n)
	for b.Loop() {
		l, err := Open(path)
		if err != nil {
			b.Fatal(err)
		}
		if read {
			got, err := logtest.Read(l, 0)
			if err != nil || uint64(len(got)) != n {
				b.Fatalf("%d entries, %v", len(got), err)
			}
		}
		mustClose(b, l)
	}
}

func BenchmarkOpen1000(b *testing.B)       { benchOpen(b, 1_000, false) }
func BenchmarkOpen100000(b *testing.B)     { benchOpen(b, 100_000, false) }
func BenchmarkOpenRead1000(b *testing.B)   { benchOpen(b, 1_000, true) }
func BenchmarkOpenRead100000(b *testing.B) { benchOpen(b, 100_000, true) }

func BenchmarkOpenCrashed(b *testing.B) {
	path := crashed(b)
	data := mustRead(b, path)
	for b.Loop() {
		b.StopTimer()
		mustWrite(b, path, data)
		b.StartTimer()
		l, err := Open(path)
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		mustClose(b, l)
		b.StartTimer()
	}
}

func BenchmarkRedact10000(b *testing.B) {
	l := openFile(b, filled(b, 10_000))
	seq := uint64(0)
	for b.Loop() {
		seq++
		if err := l.Redact(b.Context(), seq); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBackup10000(b *testing.B) {
	l := openFile(b, filled(b, 10_000))
	for b.Loop() {
		if err := l.Backup(b.Context(), filepath.Join(b.TempDir(), "copy")); err != nil {
			b.Fatal(err)
		}
	}
}
