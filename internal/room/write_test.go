package room_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/store/memlog"
	"convene/internal/workspace"
)

var errDisk = errors.New("the disk is full")

func TestDo(t *testing.T) {
	r := open(t, memlog.New(), room.Options{})
	if s := r.State(); s.Seq != 0 || !s.At.IsZero() || s.ReadOnly != "" {
		t.Fatalf("%+v", s)
	}
	if seq := do(t, r, ana, add("a")); seq != 1 || r.State().Seq != 1 || !has(r, "a") || r.State().At.IsZero() {
		t.Fatalf("entry %d, state %d", seq, r.State().Seq)
	}
	_, err := r.Do(t.Context(), ana, add("a"))
	refused(t, err, "there already")
	_, err = r.Do(t.Context(), zoe, add("b"))
	refused(t, err, "You are watching")
	_, err = r.Do(t.Context(), ana, struct{}{})
	refused(t, err, "no op")
	if r.State().Seq != 1 {
		t.Fatal("what was refused is in the history")
	}
	entries, err := r.Store().Next(t.Context(), 0)
	if err != nil || len(entries) != 1 || entries[0].By != ana || entries[0].Op != "partner.add" || !entries[0].At.Equal(r.State().At) {
		t.Fatalf("%+v, %v", entries, err)
	}
}

func TestCanceled(t *testing.T) {
	r := open(t, memlog.New(), room.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for range 20 { // whichever way the writer and the end of the context meet
		if _, err := r.Do(ctx, ana, add("a")); !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
	}
	if r.State().Seq != 0 {
		t.Fatal("made all the same")
	}
}

// entering is a context that tells when somebody begins to wait on it.
type entering struct {
	context.Context
	entered *sync.WaitGroup
	once    *sync.Once
}

func (c entering) Done() <-chan struct{} {
	c.once.Do(c.entered.Done)
	return c.Context.Done()
}

// TestGroupCommit: what waits while the disk is busy shares one durable write, in the order of its sequence numbers.
func TestGroupCommit(t *testing.T) {
	const n = 200
	g := newGate()
	r := open(t, g, room.Options{})
	hold := make(chan struct{})
	g.set(hold, nil)
	var entered, answered sync.WaitGroup
	seqs := make([]uint64, n)
	ask := func(i int) {
		entered.Add(1)
		answered.Go(func() {
			seq, err := r.Do(entering{t.Context(), &entered, new(sync.Once)}, ana, add(fmt.Sprint(i)))
			if err != nil {
				t.Error(err)
			}
			seqs[i] = seq
		})
	}
	ask(0)
	within(t, g.arrived, "the first write")
	for i := 1; i < n; i++ {
		ask(i)
	}
	entered.Wait()
	g.set(nil, nil)
	close(hold)
	answered.Wait()
	if c := g.count(); c > n/4 {
		t.Errorf("%d changes took %d writes", n, c)
	}
	entries := history(t, r)
	for i, seq := range seqs {
		if e := entries[seq-1]; e.Seq != seq || string(e.Data) != fmt.Sprintf(`{"partner":"%d","name":"Partner %d"}`, i, i) {
			t.Fatalf("change %d got number %d, which is %s", i, seq, e.Data)
		}
	}
}

func history(t testing.TB, r *room.Room) []ledger.Entry {
	t.Helper()
	var out []ledger.Entry
	err := r.History(context.Background(), func(p room.Past) error {
		out = append(out, p.Entry)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestDurableBeforeVisible: nobody sees a change that is not on disk.
func TestDurableBeforeVisible(t *testing.T) {
	g := newGate()
	r := open(t, g, room.Options{})
	s := r.Join(ben)
	defer s.Leave()
	var watched atomic.Uint64
	r.Watch(func(s *room.State) { watched.Store(s.Seq) })
	hold := make(chan struct{})
	g.set(hold, nil)
	var answered sync.WaitGroup
	var answers atomic.Int32
	for i := range 3 {
		answered.Go(func() {
			if _, err := r.Do(t.Context(), ana, add(fmt.Sprint(i))); err != nil {
				t.Error(err)
			}
			answers.Add(1)
		})
	}
	within(t, g.arrived, "the write")
	select {
	case <-s.Wake():
		t.Error("woken before it is on disk")
	default:
	}
	if r.State().Seq != 0 || watched.Load() != 0 || answers.Load() != 0 {
		t.Error("seen before it is on disk")
	}
	g.set(nil, nil)
	close(hold)
	answered.Wait()
	within(t, s.Wake(), "the wake-up")
	if r.State().Seq != 3 || watched.Load() != 3 {
		t.Errorf("state %d, watched %d", r.State().Seq, watched.Load())
	}
}

// TestDiskRefuses: everybody in the batch is told, nothing has changed, and undo knows nothing of it.
func TestDiskRefuses(t *testing.T) {
	g := newGate()
	r := open(t, g, room.Options{})
	do(t, r, ana, add("a"))
	do(t, r, ana, mission("a", "", "one"))
	must(t, 0, second(r.Undo(t.Context(), ana)))
	before := r.State()
	s := r.Join(ben)
	defer s.Leave()

	hold := make(chan struct{})
	g.set(hold, errDisk)
	var answered sync.WaitGroup
	for i := range 20 {
		answered.Go(func() {
			var err error
			switch i % 3 {
			case 0:
				_, err = r.Do(t.Context(), ana, add(fmt.Sprint(i)))
			case 1:
				_, err = r.Undo(t.Context(), ana)
			default:
				_, err = r.Redo(t.Context(), ana)
			}
			var sentence *ledger.RefusedError
			if !errors.Is(err, errDisk) && !errors.As(err, &sentence) { // in one batch a redo may come behind a change
				t.Errorf("%d: %v", i, err)
			}
		})
	}
	within(t, g.arrived, "the write")
	close(hold)
	answered.Wait()
	if r.State() != before {
		t.Error("the state has changed")
	}
	select {
	case <-s.Wake():
		t.Error("somebody was woken")
	default:
	}
	g.set(nil, nil)
	must(t, 0, second(r.Redo(t.Context(), ana))) // still to be had: nothing was done since
	if missionOf(r, "a") != "one" {
		t.Error("the redo did not redo")
	}
	must(t, 0, second(r.Undo(t.Context(), ana)))
	must(t, 0, second(r.Undo(t.Context(), ana)))
	if has(r, "a") {
		t.Error("the undo did not undo")
	}
	_, err := r.Undo(t.Context(), ana)
	refused(t, err, "nothing of yours")
}

func second[T any](_ T, err error) error { return err }

func TestClose(t *testing.T) {
	store := memlog.New()
	r := open(t, store, room.Options{})
	var all sync.WaitGroup
	made := make([]uint64, 100)
	for i := range made {
		all.Go(func() {
			seq, err := r.Do(context.Background(), ana, add(fmt.Sprint(i)))
			if err != nil && !errors.Is(err, room.ErrClosed) {
				t.Error(err)
			}
			made[i] = seq
		})
	}
	for range 3 { // whoever closes, and however often
		all.Go(func() { shut(t, r) })
	}
	all.Wait()
	if _, err := r.Do(t.Context(), ana, add("late")); !errors.Is(err, room.ErrClosed) {
		t.Error(err)
	}
	last, err := store.Last(t.Context())
	if err != nil || last != r.State().Seq {
		t.Errorf("%d on disk, state %d, %v", last, r.State().Seq, err)
	}
	for i, seq := range made {
		if seq > 0 != has(r, fmt.Sprint(i)) {
			t.Errorf("change %d was answered with %d", i, seq)
		}
	}
}

// TestSlowSession: a terminal that never reads blocks nobody, and has one wake-up waiting.
func TestSlowSession(t *testing.T) {
	r := open(t, memlog.New(), room.Options{})
	slow, gone := r.Join(ben), r.Join(zoe)
	gone.Leave()
	gone.Leave()
	for i := range 100 {
		do(t, r, ana, add(fmt.Sprint(i)))
	}
	<-slow.Wake()
	select {
	case <-slow.Wake():
		t.Error("two wake-ups were waiting")
	case <-gone.Wake():
		t.Error("who left was woken")
	default:
	}
	if slow.State().Seq != 100 || slow.Actor() != ben || slow.Room() != r {
		t.Error("the session sees another state")
	}
	slow.Leave()
}

// TestWatch: every state, in order, before whoever made it is answered; a watcher may join and leave.
func TestWatch(t *testing.T) {
	r := open(t, memlog.New(), room.Options{})
	var last atomic.Uint64
	r.Watch(func(s *room.State) {
		if !last.CompareAndSwap(s.Seq-1, s.Seq) && last.Swap(s.Seq) >= s.Seq {
			t.Errorf("state %d came late", s.Seq)
		}
		r.Join(ben).Leave()
		if r.State().Seq < s.Seq {
			t.Error("shown before it is there")
		}
	})
	var all sync.WaitGroup
	for i := range 50 {
		all.Go(func() {
			if seq := do(t, r, ana, add(fmt.Sprint(i))); last.Load() < seq {
				t.Errorf("answered %d, shown %d", seq, last.Load())
			}
		})
	}
	all.Wait()
}

// boom is an op with a mistake in it.
type boom struct{ InCheck bool }

func (b boom) Check(workspace.Workspace, ledger.Entry) error {
	if b.InCheck {
		panic("check")
	}
	return nil
}

func (boom) Apply(workspace.Workspace, ledger.Entry) workspace.Workspace { panic("apply") }

func whole(w *workspace.Workspace) *workspace.Workspace { return w }

// TestPanic: a mistake in an op refuses that op, is reported, and harms nobody.
func TestPanic(t *testing.T) {
	ops := workspace.Ops()
	ledger.Add[boom](ops, "test.boom", whole)
	var reports atomic.Int32
	r := open(t, memlog.New(), room.Options{Ops: ops, Report: func(string, error) { reports.Add(1) }})
	do(t, r, ana, add("a"))
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			if i%2 == 0 {
				do(t, r, ben, add(fmt.Sprint("b", i)))
				return
			}
			_, err := r.Do(t.Context(), ana, boom{i%4 == 1})
			refused(t, err, "a mistake in convene")
		})
	}
	all.Wait()
	if reports.Load() != 10 || r.State().Seq != 11 {
		t.Errorf("%d reports, %d entries", reports.Load(), r.State().Seq)
	}
}
