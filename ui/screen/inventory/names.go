package inventory

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"convene/internal/activity/partner"
	"convene/internal/text"
	"convene/internal/workspace"
	"convene/ui/screen"
)

// names knows what all partners are called. It goes along from state to state: little changes from one to the next, and
// working everything out again at 10,000 partners would be felt at every key.
type names struct {
	mu      sync.Mutex
	version uint64
	known   map[partner.ID]*row
	sorted  []*row
	index   *text.Index

	near  map[partner.Apart]bool
	fresh map[partner.ID]bool // names that near does not know yet
}

func namesOf(memo *screen.Memo) *names {
	type key struct{}
	return screen.Get(memo, key{}, func() *names { return &names{known: map[partner.ID]*row{}, index: &text.Index{}} })
}

// rows lists every partner that is not merged away by name.
func (n *names) rows(p workspace.Public) []*row {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.follow(p)
	return n.sorted
}

// follow brings n to that state.
func (n *names) follow(p workspace.Public) {
	if n.sorted != nil && n.version == p.PartnersVersion() {
		return
	}
	all := p.Partners()
	next := make(map[partner.ID]*row, len(all))
	before := n.sorted
	n.sorted = make([]*row, 0, len(all))
	var changed []*row
	for _, r := range all {
		was := n.known[r.ID]
		if was == nil || was.rev != p.PartnerRev(r.ID) {
			is := newRow(p, r)
			if was == nil || was.Name != is.Name {
				changed = append(changed, is)
			}
			was = is
		}
		next[r.ID] = was
		n.sorted = append(n.sorted, was)
	}
	if len(changed) == 0 { // nobody has moved
		n.sorted = n.sorted[:0]
		for _, r := range before {
			if is := next[r.ID]; is != nil {
				n.sorted = append(n.sorted, is)
			}
		}
	} else {
		slices.SortStableFunc(n.sorted, func(a, b *row) int { return strings.Compare(a.key, b.key) })
	}
	var gone []partner.ID
	for id := range n.known {
		if next[id] == nil {
			gone = append(gone, id)
		}
	}
	n.rename(changed, gone, next)
	n.known, n.version = next, p.PartnersVersion()
}

// rename brings the index to the new names.
func (n *names) rename(changed []*row, gone []partner.ID, all map[partner.ID]*row) {
	if len(changed)+len(gone) > 100 {
		list := make([]text.Name, 0, len(all))
		for id, r := range all {
			list = append(list, text.Name{ID: string(id), Name: r.Name})
		}
		n.index = text.NewIndex(list)
	} else {
		for _, r := range changed {
			n.index = n.index.Put(string(r.ID), r.Name)
		}
		for _, id := range gone {
			n.index = n.index.Delete(string(id))
		}
	}
	if n.fresh == nil {
		n.fresh = map[partner.ID]bool{}
	}
	for _, r := range changed {
		n.fresh[r.ID] = true
	}
	for _, id := range gone {
		delete(n.fresh, id)
	}
	if len(changed)+len(gone) > 0 {
		maps.DeleteFunc(n.near, func(a partner.Apart, _ bool) bool {
			return n.fresh[a.A] || n.fresh[a.B] || all[a.A] == nil || all[a.B] == nil
		})
	}
}

// similar finds the partners whose names are like a name, the most alike first.
func similar(p workspace.Public, memo *screen.Memo, name string) []*row {
	n := namesOf(memo)
	n.mu.Lock()
	defer n.mu.Unlock()
	n.follow(p)
	var out []*row
	for _, id := range n.index.Find(name) {
		if r := n.known[partner.ID(id)]; r != nil {
			out = append(out, r)
		}
	}
	return out
}

// atOnce is how many names are compared with all others while somebody waits for the screen.
const atOnce = 600

// pair is two active partners with like names; a is the fuller record, of equals the older.
type pair struct{ a, b *row }

func (x pair) key() partner.Apart { return partner.NewApart(x.a.ID, x.b.ID) }

// duplicates lists the pairs of active partners with like names that nobody told apart, by name. Where that would take
// long, and wait is not set, it returns false.
func duplicates(p workspace.Public, memo *screen.Memo, wait bool) ([]pair, bool) {
	n := namesOf(memo)
	n.mu.Lock()
	n.follow(p)
	if len(n.fresh) > atOnce && !wait {
		n.mu.Unlock()
		return nil, false
	}
	n.look()
	near, known := slices.Collect(maps.Keys(n.near)), n.known // known is never written to
	n.mu.Unlock()
	if len(near) == 0 {
		return nil, true
	}
	apart := p.Apart()
	var out []pair
	for _, k := range near {
		a, b := known[k.A], known[k.B]
		if apart[k] || !a.Active() || !b.Active() {
			continue
		}
		if b.filled > a.filled {
			a, b = b, a
		}
		out = append(out, pair{a, b})
	}
	slices.SortFunc(out, func(x, y pair) int {
		if c := strings.Compare(min(x.a.key, x.b.key), min(y.a.key, y.b.key)); c != 0 {
			return c
		}
		return strings.Compare(x.key().Key(), y.key().Key())
	})
	return out, true
}

// look compares the names that are new with all.
func (n *names) look() {
	if n.near == nil {
		n.near = map[partner.Apart]bool{}
	}
	for id := range n.fresh {
		for _, other := range n.index.Find(n.known[id].Name) {
			if o := partner.ID(other); o != id && n.known[o] != nil {
				n.near[partner.NewApart(id, o)] = true
			}
		}
	}
	clear(n.fresh)
}
