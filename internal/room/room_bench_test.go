package room_test

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/store/boltlog"
	"convene/internal/store/memlog"
)

// engines are the stores that the benchmarks run on.
func engines() map[string]func(b *testing.B) ledger.Store {
	return map[string]func(b *testing.B) ledger.Store{
		"mem": func(*testing.B) ledger.Store { return memlog.New() },
		"bolt": func(b *testing.B) ledger.Store {
			s, err := boltlog.Create(filepath.Join(b.TempDir(), "bench.convene"), boltlog.Meta{})
			if err != nil {
				b.Fatal(err)
			}
			b.Cleanup(func() { _ = s.Close() })
			return s
		},
	}
}

// past makes a history of n entries about so many partners: first they are listed, then edited, archived and sorted.
func past(b *testing.B, n, partners int) []ledger.Entry {
	out := make([]ledger.Entry, 0, n)
	note := func(op string, v any) {
		data, err := json.Marshal(v)
		if err != nil {
			b.Fatal(err)
		}
		seq := uint64(len(out) + 1)
		out = append(out, ledger.Entry{Seq: seq, At: time.Unix(int64(seq), 0).UTC(), By: ana, Op: op, Data: data})
	}
	id := func(i int) partner.ID { return partner.ID(fmt.Sprintf("0197-%06d", i%partners)) }
	for i := range partners {
		note("partner.add", partner.Add{Partner: id(i), Name: fmt.Sprint("Partner ", i)})
	}
	note("cardsort.open", cardsort.Open{Round: "r", Name: "Autumn"})
	for i := len(out); i < n; i++ {
		switch i % 4 {
		case 0:
			note("partner.edit", mission(string(id(i/4)), "", fmt.Sprint("They meet every week, for the time no ", i)))
		case 1:
			note("partner.archive", partner.Archive{Partner: id(i / 4), Archived: i%8 < 4})
		default:
			note("cardsort.move", cardsort.Move{Round: "r", Partner: id(i / 4), To: cardsort.Categories()[i%3], Rank: "V000"})
		}
	}
	return out
}

func fill(b *testing.B, s ledger.Store, entries []ledger.Entry) {
	for i := 0; i < len(entries); i += 5000 {
		if err := s.Append(context.Background(), uint64(i), entries[i:min(len(entries), i+5000)]); err != nil {
			b.Fatal(err)
		}
	}
}

func benchRoom(b *testing.B, s ledger.Store) *room.Room {
	r, err := room.Open(context.Background(), s, room.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return r
}

// BenchmarkDo makes single changes, one after another, on a workspace of 100 partners.
func BenchmarkDo(b *testing.B) {
	for name, store := range engines() {
		b.Run(name, func(b *testing.B) {
			s := store(b)
			fill(b, s, past(b, 500, 100))
			r := benchRoom(b, s)
			defer func() { _ = r.Close(context.Background()) }()
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				op := cardsort.Move{Round: "r", Partner: partner.ID(fmt.Sprintf("0197-%06d", i%100)), To: cardsort.Categories()[i/100%3], Rank: fmt.Sprintf("V%06d", i)}
				op.Was = r.State().CardSort.Card("r", op.Partner).Place
				if _, err := r.Do(context.Background(), ana, op); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkOpen opens a workspace of 300 partners after many changes, with a snapshot of its end and without one.
func BenchmarkOpen(b *testing.B) {
	for _, n := range []int{2_000, 200_000} {
		entries := past(b, n, 300)
		for name, store := range engines() {
			s := store(b)
			fill(b, s, entries)
			for _, with := range []string{"folding", "snapshot"} {
				b.Run(fmt.Sprintf("%s/%d/%s", name, n, with), func(b *testing.B) {
					if with == "snapshot" {
						keepSnapshot(b, s)
					}
					b.ReportAllocs()
					for b.Loop() {
						r := benchRoom(b, s)
						b.StopTimer()
						_ = r.Close(noSnapshots())
						b.StartTimer()
					}
				})
			}
		}
	}
}

// keepSnapshot opens the room and closes it, which keeps one.
func keepSnapshot(b *testing.B, s ledger.Store) {
	if err := benchRoom(b, s).Close(context.Background()); err != nil {
		b.Fatal(err)
	}
}

// noSnapshots is a context with which a room is closed without keeping a snapshot.
func noSnapshots() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}
