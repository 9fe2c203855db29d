package text

import (
	"cmp"
	"maps"
	"math/bits"
	"slices"
	"sort"
)

// Name is a name of something that has an ID.
type Name struct{ ID, Name string }

// Index finds the names that are Similar to one, fast enough to ask at every key: well under a millisecond among
// 10,000 names. It never changes, so that many sessions may share it; Put and Delete return another. The zero value is
// an empty index.
type Index struct {
	base   *shelf
	extra  []entry         // put since base was built, at most maxExtra
	hidden map[string]bool // IDs in base that were put again or deleted since, at most maxExtra
}

const maxExtra = 256

type entry struct {
	id string
	form
}

// shelf is the bulk of an index, built once.
type shelf struct {
	entries []entry          // in order of the length of their keys
	marks   []uint64         // of the entries: one after the other in memory, since every typo search reads many
	at      map[string]int   // ID to entry
	same    map[string][]int // letters of keys, and words in order of the alphabet, to entries
	short   map[string][]int // initialisms, by the names that stand for them and by those that they stand for
}

// NewIndex builds an index of names; of two with one ID the later counts. It takes about 10 µs a name.
func NewIndex(names []Name) *Index {
	entries := make([]entry, len(names))
	for i, n := range names {
		entries[i] = entry{n.ID, newForm(n.Name)}
	}
	return &Index{base: newShelf(entries)}
}

func newShelf(entries []entry) *shelf {
	n := len(entries)
	s := &shelf{at: make(map[string]int, n), same: make(map[string][]int, 2*n), short: make(map[string][]int, n)}
	for i, e := range entries {
		s.at[e.id] = i
	}
	for i, e := range entries {
		if s.at[e.id] == i {
			s.entries = append(s.entries, e)
		}
	}
	slices.SortStableFunc(s.entries, func(a, b entry) int { return len(a.runes) - len(b.runes) })
	s.marks = make([]uint64, len(s.entries))
	for i, e := range s.entries {
		s.at[e.id], s.marks[i] = i, e.marks
		s.same[e.letters] = append(s.same[e.letters], i)
		if e.words != e.letters {
			s.same[e.words] = append(s.same[e.words], i)
		}
		if e.short != "" {
			s.short[e.short] = append(s.short[e.short], i)
		}
		for _, n := range e.initials {
			s.short[n] = append(s.short[n], i)
		}
	}
	return s
}

// Put returns an index in which id has that name.
func (x *Index) Put(id, name string) *Index {
	next := x.Delete(id)
	next.extra = append(next.extra, entry{id, newForm(name)})
	return next.tidy()
}

// Delete returns an index without id.
func (x *Index) Delete(id string) *Index {
	next := &Index{base: x.base, hidden: x.hidden}
	next.extra = slices.DeleteFunc(slices.Clone(x.extra), func(e entry) bool { return e.id == id })
	if x.base == nil {
		return next
	}
	if _, ok := x.base.at[id]; ok && !x.hidden[id] {
		next.hidden = make(map[string]bool, len(x.hidden)+1)
		maps.Copy(next.hidden, x.hidden)
		next.hidden[id] = true
	}
	return next.tidy()
}

// tidy builds a new base when too much has gathered beside the old one.
func (x *Index) tidy() *Index {
	if len(x.extra) <= maxExtra && len(x.hidden) <= maxExtra {
		return x
	}
	var all []entry
	if x.base != nil {
		for _, e := range x.base.entries {
			if !x.hidden[e.id] {
				all = append(all, e)
			}
		}
	}
	return &Index{base: newShelf(append(all, x.extra...))}
}

// Find returns the IDs of all names that are Similar to name, the most alike first: the same key, the same letters, the
// same words, one typo, two, an initialism; among equals in the order of their keys, then of their IDs. A name that is
// in the index finds itself too.
func (x *Index) Find(name string) []string {
	type hit struct {
		likeness
		*entry
	}
	var hits []hit
	f := newForm(name)
	try := func(e *entry) {
		if l := f.likeness(&e.form); l != different {
			hits = append(hits, hit{l, e})
		}
	}
	if x.base != nil {
		for _, i := range x.base.candidates(&f) {
			if e := &x.base.entries[i]; !x.hidden[e.id] {
				try(e)
			}
		}
	}
	for i := range x.extra {
		try(&x.extra[i])
	}
	slices.SortFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(a.likeness, b.likeness), cmp.Compare(a.key, b.key), cmp.Compare(a.id, b.id))
	})
	ids := make([]string, len(hits))
	for i, h := range hits {
		ids[i] = h.id
	}
	return ids
}

// candidates are the entries that may be similar to f, each once.
func (s *shelf) candidates(f *form) []int {
	var out []int
	out = append(out, s.same[f.letters]...)
	out = append(out, s.same[f.words]...)
	if f.short != "" {
		out = append(out, s.short[f.short]...)
	}
	for _, n := range f.initials {
		out = append(out, s.short[n]...)
	}
	n := len(f.runes)
	limit := allowed(n)
	if limit > 0 {
		from := sort.Search(len(s.entries), func(i int) bool { return len(s.entries[i].runes) >= n-limit })
		for i := from; i < len(s.entries) && len(s.entries[i].runes) <= n+limit; i++ {
			if bits.OnesCount64(s.marks[i]^f.marks) <= 2*limit && s.entries[i].digits == f.digits {
				out = append(out, i)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
