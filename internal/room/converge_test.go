package room_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"convene/internal/activity/cardsort"
	"convene/internal/activity/partner"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/store/memlog"
	"convene/internal/workspace"
)

// act is one thing that somebody does at some moment.
type act struct {
	by    ledger.Actor
	what  int
	id    string
	entry uint64
}

func drawAct(by ledger.Actor) *rapid.Generator[act] {
	return rapid.Custom(func(t *rapid.T) act {
		return act{by, rapid.IntRange(0, 9).Draw(t, "what"), rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "id"),
			rapid.Uint64Range(1, 30).Draw(t, "entry")}
	})
}

func (a act) play(ctx context.Context, r *room.Room) error {
	var op any = add(a.id)
	switch a.what {
	case 0, 1:
		return second(r.Undo(ctx, a.by))
	case 2:
		return second(r.Redo(ctx, a.by))
	case 3:
		return second(r.UndoEntry(ctx, a.by, a.entry))
	case 4, 5:
		op = mission(a.id, missionOf(r, a.id), fmt.Sprint(a.by.Name, a.entry))
	case 6:
		op = partner.Archive{Partner: partner.ID(a.id), Archived: a.entry%2 == 0}
	case 7:
		op = cardsort.Open{Round: "r", Name: "Autumn"}
	case 8:
		op = cardsort.Move{Round: "r", Partner: partner.ID(a.id), To: cardsort.Clear}
	}
	return second(r.Do(ctx, a.by, op))
}

// TestConverge: several people do anything at once. What they saw at the end is what everybody reads later, from a
// snapshot and without, and what each can undo and redo is the same too.
func TestConverge(t *testing.T) {
	people := []ledger.Actor{ana, ben, {Person: "p-eva", Name: "Eva", Role: ledger.Facilitator}, zoe}
	rapid.Check(t, func(rt *rapid.T) {
		store := memlog.New()
		live := open(t, store, room.Options{Every: 10})
		var all sync.WaitGroup
		for _, p := range people {
			acts := rapid.SliceOfN(drawAct(p), 0, 15).Draw(rt, p.Name)
			all.Go(func() {
				for _, a := range acts {
					var sentence *ledger.RefusedError
					var meet *ledger.MeetError
					if err := a.play(context.Background(), live); err != nil && !errors.As(err, &sentence) && !errors.As(err, &meet) {
						t.Errorf("%+v: %v", a, err)
					}
				}
			})
		}
		all.Wait()
		bare := memlog.New() // the same history, without a snapshot
		if live.State().Seq > 0 {
			if err := bare.Append(context.Background(), 0, history(t, live)); err != nil {
				rt.Fatal(err)
			}
		}
		later := open(t, bare, room.Options{})
		same(rt, live, later)
		shut(t, live)
		live = open(t, store, room.Options{Every: 10}) // what undo passed over comes up again
		for range 3 {
			for _, p := range people {
				for _, what := range []int{0, 0, 2} {
					a, b := act{by: p, what: what}.play(context.Background(), live), act{by: p, what: what}.play(context.Background(), later)
					if fmt.Sprint(a) != fmt.Sprint(b) {
						rt.Fatalf("%s: %v, later %v", p.Name, a, b)
					}
					same(rt, live, later)
				}
			}
		}
		shut(t, live)
		same(rt, open(t, store, room.Options{}), later)
	})
}

func same(t *rapid.T, a, b *room.Room) {
	var list []workspace.Change
	for c := range workspace.Between(a.State().Workspace, b.State().Workspace) {
		list = append(list, c)
	}
	if len(list) > 0 || a.State().Seq != b.State().Seq {
		t.Fatalf("entry %d and %d: %+v", a.State().Seq, b.State().Seq, list)
	}
}
