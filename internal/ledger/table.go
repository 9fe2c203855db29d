package ledger

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"

	"github.com/benbjohnson/immutable"
)

// Record is what a Table holds: a value that nobody changes once it is in.
type Record interface {
	Key() string // an ID that stays; records are in the order of their keys
}

// Table is an immutable set of records in the order of their keys. Put and Delete return a new table and share every
// untouched record with the old one. The zero value is an empty table.
type Table[R Record] struct {
	rows *immutable.SortedMap[string, row[R]]
	// touched are the keys that the entry last changed, so that a change can be told without looking at every record.
	last    uint64
	touched *touched
}

// touched is a list that older tables may share: the newest keys first.
type touched struct {
	keys  []string
	older *touched
}

type row[R Record] struct {
	rev uint64
	rec R
}

// Len is the number of records.
func (t Table[R]) Len() int {
	if t.rows == nil {
		return 0
	}
	return t.rows.Len()
}

// Get returns the record with that key.
func (t Table[R]) Get(key string) (R, bool) {
	if t.rows == nil {
		var zero R
		return zero, false
	}
	r, ok := t.rows.Get(key)
	return r.rec, ok
}

// Has says whether there is a record with that key.
func (t Table[R]) Has(key string) bool { _, ok := t.Get(key); return ok }

// Rev is the sequence number of the entry that last changed the record, 0 where there is no such record.
func (t Table[R]) Rev(key string) uint64 {
	if t.rows == nil {
		return 0
	}
	r, _ := t.rows.Get(key)
	return r.rev
}

// All goes through the records in the order of their keys.
func (t Table[R]) All() iter.Seq[R] {
	return func(yield func(R) bool) {
		if t.rows == nil {
			return
		}
		it := t.rows.Iterator()
		for !it.Done() {
			_, r, _ := it.Next()
			if !yield(r.rec) {
				return
			}
		}
	}
}

// List returns the records in the order of their keys, in a slice of its own.
func (t Table[R]) List() []R {
	out := make([]R, 0, t.Len())
	for r := range t.All() {
		out = append(out, r)
	}
	return out
}

// Version tells two states of a table apart: the last entry that changed it.
func (t Table[R]) Version() uint64 { return t.last }

// Put returns the table with r in it, as entry seq left it.
func (t Table[R]) Put(seq uint64, r R) Table[R] { return t.put(seq, seq, r) }

// PutAll is Put for many records at once.
func (t Table[R]) PutAll(seq uint64, recs []R) Table[R] {
	if len(recs) == 0 {
		return t
	}
	keys := make([]string, len(recs))
	for i, r := range recs {
		t.rows = t.set(seq, r)
		keys[i] = r.Key()
	}
	return t.touch(seq, keys...)
}

func (t Table[R]) put(seq, rev uint64, r R) Table[R] {
	t.rows = t.set(rev, r)
	return t.touch(seq, r.Key())
}

func (t Table[R]) set(rev uint64, r R) *immutable.SortedMap[string, row[R]] {
	rows := t.rows
	if rows == nil {
		rows = immutable.NewSortedMap[string, row[R]](nil)
	}
	return rows.Set(r.Key(), row[R]{rev, r})
}

// Delete returns the table without the record, as entry seq left it.
func (t Table[R]) Delete(seq uint64, key string) Table[R] {
	if !t.Has(key) {
		return t
	}
	t.rows = t.rows.Delete(key)
	return t.touch(seq, key)
}

func (t Table[R]) touch(seq uint64, keys ...string) Table[R] {
	if t.last != seq {
		t.last, t.touched = seq, nil
	}
	t.touched = &touched{keys, t.touched}
	return t
}

type rowJSON struct {
	Rev uint64          `json:"rev"`
	Rec json.RawMessage `json:"rec"`
}

// MarshalJSON writes records with their Rev: for snapshots, never for people.
func (t Table[R]) MarshalJSON() ([]byte, error) {
	out := struct {
		Last uint64    `json:"last"`
		Rows []rowJSON `json:"rows"`
	}{Last: t.last, Rows: make([]rowJSON, 0, t.Len())}
	if t.rows != nil {
		it := t.rows.Iterator()
		for !it.Done() {
			_, r, _ := it.Next()
			b, err := json.Marshal(r.rec)
			if err != nil {
				return nil, err
			}
			out.Rows = append(out.Rows, rowJSON{r.rev, b})
		}
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (t *Table[R]) UnmarshalJSON(b []byte) error {
	var in struct {
		Last uint64 `json:"last"`
		Rows []struct {
			Rev uint64 `json:"rev"`
			Rec R      `json:"rec"`
		} `json:"rows"`
	}
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	build := immutable.NewSortedMapBuilder[string, row[R]](nil)
	for _, r := range in.Rows {
		build.Set(r.Rec.Key(), row[R]{r.Rev, r.Rec})
	}
	*t = Table[R]{rows: build.Map(), last: in.Last}
	return nil
}

// Image is one record at one time, as an undo carries it: Data is nil where there was none.
type Image struct {
	Table string          `json:"table"`
	Key   string          `json:"key"`
	Rev   uint64          `json:"rev,omitempty"`
	Data  json.RawMessage `json:"data,omitempty"`
}

// Same says that two images show the same state of a record. A Rev stands for one content only.
func (i Image) Same(j Image) bool { return i.Table == j.Table && i.Key == j.Key && i.Rev == j.Rev }

// Rows is a Table whose kind of record does not matter: how undo, history and comparison see every table alike.
type Rows interface {
	// Touched are the keys that entry seq changed, each once, in the order in which it did, if it was the last to change
	// this table.
	Touched(seq uint64) []string
	// Image is the record's state now.
	Image(table, key string) Image
	// Record is the record itself, nil where there is none.
	Record(key string) Record
	// Keys are all keys, in order.
	Keys() []string
	// Revs goes through all keys and Revs, in order.
	Revs() iter.Seq2[string, uint64]
	// Read decodes an image of a record strictly: an unknown field is refused. It returns nil for an image of no record.
	Read(i Image) (Record, error)
	// Diff is the patch from one image of a record to another. An image that cannot be read is like one of no record.
	Diff(from, to Image) Patch
}

// AnyTable is a Rows that can also be set back.
type AnyTable interface {
	Rows
	// Restore puts the record as it was into the table, with its old Rev, on behalf of entry seq.
	Restore(seq uint64, i Image) error
}

// Touched implements Rows.
func (t Table[R]) Touched(seq uint64) []string {
	if t.last != seq {
		return nil
	}
	var lists [][]string
	for l := t.touched; l != nil; l = l.older {
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

// Image implements Rows.
func (t Table[R]) Image(table, key string) Image {
	i := Image{Table: table, Key: key}
	if rec, ok := t.Get(key); ok {
		b, err := json.Marshal(rec)
		if err != nil {
			panic(fmt.Sprintf("ledger: a record of %s cannot be written: %v", table, err)) // a record is plain data
		}
		i.Rev, i.Data = t.Rev(key), b
	}
	return i
}

// Record implements Rows.
func (t Table[R]) Record(key string) Record {
	if rec, ok := t.Get(key); ok {
		return rec
	}
	return nil
}

// Keys implements Rows.
func (t Table[R]) Keys() []string {
	out := make([]string, 0, t.Len())
	for k := range t.Revs() {
		out = append(out, k)
	}
	return out
}

// Revs implements Rows.
func (t Table[R]) Revs() iter.Seq2[string, uint64] {
	return func(yield func(string, uint64) bool) {
		if t.rows == nil {
			return
		}
		it := t.rows.Iterator()
		for !it.Done() {
			k, r, _ := it.Next()
			if !yield(k, r.rev) {
				return
			}
		}
	}
}

// Read implements Rows.
func (t Table[R]) Read(i Image) (Record, error) {
	if i.Data == nil {
		return nil, nil
	}
	r, err := read[R](i)
	if err != nil {
		return nil, err
	}
	return r, nil
}

func read[R Record](i Image) (R, error) {
	var r, none R
	if err := strict(i.Data, &r); err != nil {
		return none, err
	}
	if r.Key() != i.Key {
		return none, fmt.Errorf("the record %s was kept under %s", r.Key(), i.Key)
	}
	return r, nil
}

// Diff implements Rows.
func (t Table[R]) Diff(from, to Image) Patch {
	var a, b R
	if from.Data != nil {
		a, _ = read[R](from) // an image is our own JSON
	}
	if to.Data != nil {
		b, _ = read[R](to)
	}
	return Diff(a, b)
}

// Restore implements AnyTable.
func (t *Table[R]) Restore(seq uint64, i Image) error {
	if i.Data == nil {
		*t = t.Delete(seq, i.Key)
		return nil
	}
	r, err := read[R](i)
	if err != nil {
		return err
	}
	*t = t.put(seq, i.Rev, r)
	return nil
}

// Ref is a reference from one record to another.
type Ref struct{ Table, Key string }

// Referrer is a record that refers to others: they must not vanish under it.
type Referrer interface{ Refs() []Ref }

// Labelled is a record that people call by a name.
type Labelled interface{ Label() string }
