package ledger

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"

	"github.com/benbjohnson/immutable"
)

// shelf is a Table without its type: what all tables do alike is compiled once, not once for each kind of record.
type shelf struct {
	rows *immutable.SortedMap[string, row]
	// touched are the keys that the entry last changed, so that a change can be told without looking at every record.
	last    uint64
	touched *touched
}

// touched is a list that older tables may share: the newest keys first.
type touched struct {
	keys  []string
	older *touched
}

type row struct {
	rev uint64
	rec Record
}

func (s shelf) len() int {
	if s.rows == nil {
		return 0
	}
	return s.rows.Len()
}

func (s shelf) get(key string) row {
	if s.rows == nil {
		return row{}
	}
	r, _ := s.rows.Get(key)
	return r
}

func (s shelf) all() iter.Seq2[string, row] {
	return func(yield func(string, row) bool) {
		if s.rows == nil {
			return
		}
		it := s.rows.Iterator()
		for !it.Done() {
			k, r, _ := it.Next()
			if !yield(k, r) {
				return
			}
		}
	}
}

func (s shelf) put(seq, rev uint64, recs ...Record) shelf {
	if len(recs) == 0 {
		return s
	}
	if s.rows == nil {
		s.rows = immutable.NewSortedMap[string, row](nil)
	}
	keys := make([]string, len(recs))
	for i, r := range recs {
		keys[i] = r.Key()
		s.rows = s.rows.Set(keys[i], row{rev, r})
	}
	return s.touch(seq, keys...)
}

func (s shelf) remove(seq uint64, key string) shelf {
	if s.get(key).rec == nil {
		return s
	}
	s.rows = s.rows.Delete(key)
	return s.touch(seq, key)
}

func (s shelf) touch(seq uint64, keys ...string) shelf {
	if s.last != seq {
		s.last, s.touched = seq, nil
	}
	s.touched = &touched{keys, s.touched}
	return s
}

// touchedBy are the keys that entry seq changed, each once, in order.
func (s shelf) touchedBy(seq uint64) []string {
	if s.last != seq {
		return nil
	}
	var lists [][]string
	for l := s.touched; l != nil; l = l.older {
		lists = append(lists, l.keys)
	}
	var out []string
	seen := map[string]bool{}
	for _, keys := range slices.Backward(lists) {
		for _, k := range keys {
			if !seen[k] {
				seen[k] = true
				out = append(out, k)
			}
		}
	}
	return out
}

func (s shelf) image(table, key string) Image {
	i := Image{Table: table, Key: key}
	if r := s.get(key); r.rec != nil {
		b, err := json.Marshal(r.rec)
		if err != nil {
			panic(fmt.Sprintf("ledger: a record of %s cannot be written: %v", table, err)) // a record is plain data
		}
		i.Rev, i.Data = r.rev, b
	}
	return i
}

func (s shelf) keys() []string {
	out := make([]string, 0, s.len())
	for k := range s.all() {
		out = append(out, k)
	}
	return out
}

func (s shelf) revs() iter.Seq2[string, uint64] {
	return func(yield func(string, uint64) bool) {
		for k, r := range s.all() {
			if !yield(k, r.rev) {
				return
			}
		}
	}
}

type rowJSON struct {
	Rev uint64          `json:"rev"`
	Rec json.RawMessage `json:"rec"`
}

type shelfJSON struct {
	Last uint64    `json:"last"`
	Rows []rowJSON `json:"rows"`
}

func (s shelf) marshal() ([]byte, error) {
	out := shelfJSON{Last: s.last, Rows: make([]rowJSON, 0, s.len())}
	for _, r := range s.all() {
		b, err := json.Marshal(r.rec)
		if err != nil {
			return nil, err
		}
		out.Rows = append(out.Rows, rowJSON{r.rev, b})
	}
	return json.Marshal(out)
}

func unmarshal(b []byte, read func(json.RawMessage) (Record, error)) (shelf, error) {
	var in shelfJSON
	if err := json.Unmarshal(b, &in); err != nil {
		return shelf{}, err
	}
	build := immutable.NewSortedMapBuilder[string, row](nil)
	for _, r := range in.Rows {
		rec, err := read(r.Rec)
		if err != nil {
			return shelf{}, err
		}
		build.Set(rec.Key(), row{r.Rev, rec})
	}
	return shelf{rows: build.Map(), last: in.Last}, nil
}
