package room_test

import (
	"context"
	"encoding/json"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"convene/internal/activity/partner"
	"convene/internal/ledger"
	"convene/internal/room"
	"convene/internal/store/memlog"
	"convene/internal/workspace"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience is how long a test waits for what must come at once.
const patience = 30 * time.Second

var (
	ana = ledger.Actor{Person: "p-ana", Name: "Ana Ruiz", Role: ledger.Facilitator}
	ben = ledger.Actor{Person: "p-ben", Name: "Ben Okoye", Role: ledger.Participant}
	zoe = ledger.Actor{Person: "p-zoe", Name: "Zoë", Role: ledger.Observer}
)

// clock goes on by a second at each look.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func newClock() *clock { return &clock{at: time.Date(2026, 9, 1, 9, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(time.Second)
	return c.at
}

// gate is a store that can hold or refuse what is appended.
type gate struct {
	ledger.Store
	arrived chan struct{} // one for each Append that is held

	mu      sync.Mutex
	hold    chan struct{} // Append waits for it to be closed; nil: it does not wait
	fail    error
	appends int
	folded  map[uint64]bool // what Next was asked for
}

func newGate() *gate {
	return &gate{Store: memlog.New(), arrived: make(chan struct{}, 1000), folded: map[uint64]bool{}}
}

func (g *gate) set(hold chan struct{}, fail error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.hold, g.fail = hold, fail
}

func (g *gate) count() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.appends
}

func (g *gate) Append(ctx context.Context, after uint64, entries []ledger.Entry) error {
	g.mu.Lock()
	hold, fail := g.hold, g.fail
	g.appends++
	g.mu.Unlock()
	if hold != nil {
		g.arrived <- struct{}{}
		<-hold
	}
	if fail != nil {
		return fail
	}
	return g.Store.Append(ctx, after, entries)
}

func (g *gate) Next(ctx context.Context, after uint64) ([]ledger.Entry, error) {
	g.mu.Lock()
	g.folded[after] = true
	g.mu.Unlock()
	return g.Store.Next(ctx, after)
}

func (g *gate) read(after uint64) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.folded[after]
}

func open(t testing.TB, store ledger.Store, o room.Options) *room.Room {
	t.Helper()
	if o.Now == nil {
		o.Now = newClock().now
	}
	if o.Report == nil {
		o.Report = func(what string, err error) { t.Errorf("%s: %v", what, err) }
	}
	r, err := room.Open(context.Background(), store, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close(context.Background()) })
	return r
}

// shut ends a room so that its store can be opened again.
func shut(t testing.TB, r *room.Room) {
	t.Helper()
	if err := r.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
}

func must(t testing.TB, seq uint64, err error) uint64 {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return seq
}

func refused(t testing.TB, err error, words string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), words) {
		t.Fatalf("%v, want … %s …", err, words)
	}
}

// do makes a change that must be made.
func do(t testing.TB, r *room.Room, by ledger.Actor, op any) uint64 {
	t.Helper()
	seq, err := r.Do(context.Background(), by, op)
	return must(t, seq, err)
}

func add(id string) partner.Add { return partner.Add{Partner: partner.ID(id), Name: "Partner " + id} }

func mission(id, from, to string) partner.Edit {
	var c ledger.Change
	if from != "" {
		c.From, _ = json.Marshal(from)
	}
	if to != "" {
		c.To, _ = json.Marshal(to)
	}
	return partner.Edit{Partner: partner.ID(id), Patch: ledger.Patch{"mission": c}}
}

func missionOf(r *room.Room, id string) string {
	p, _ := r.State().Partner.Partners.Get(id)
	return p.Mission
}

func has(r *room.Room, id string) bool { return r.State().Partner.Partners.Has(id) }

func dump(t testing.TB, w workspace.Workspace) string {
	t.Helper()
	b, err := json.Marshal(w)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// within fails the test where done does not come.
func within(t testing.TB, done <-chan struct{}, what string) {
	t.Helper()
	select {
	case <-done:
	case <-time.After(patience):
		t.Fatalf("%s: nothing came", what)
	}
}
