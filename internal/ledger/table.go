package ledger

import (
	"encoding/json"
	"fmt"
	"iter"
)

// Record is what a Table holds: a value that nobody changes once it is in.
type Record interface {
	Key() string // an ID that stays; records are in the order of their keys
}

// Table is an immutable set of records in the order of their keys. Put and Delete return a new table and share every
// untouched record with the old one. The zero value is an empty table.
type Table[R Record] struct{ s shelf }

// Len is the number of records.
func (t Table[R]) Len() int { return t.s.len() }

// Get returns the record with that key.
func (t Table[R]) Get(key string) (R, bool) {
	r, ok := t.s.get(key).rec.(R)
	return r, ok
}

// Has says whether there is a record with that key.
func (t Table[R]) Has(key string) bool { return t.s.get(key).rec != nil }

// Rev is the sequence number of the entry that last changed the record, 0 where there is no such record.
func (t Table[R]) Rev(key string) uint64 { return t.s.get(key).rev }

// All goes through the records in the order of their keys.
func (t Table[R]) All() iter.Seq[R] {
	return func(yield func(R) bool) {
		for _, r := range t.s.all() {
			if !yield(r.rec.(R)) {
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
func (t Table[R]) Version() uint64 { return t.s.last }

// Put returns the table with r in it, as entry seq left it.
func (t Table[R]) Put(seq uint64, r R) Table[R] { return Table[R]{t.s.put(seq, seq, r)} }

// PutAll is Put for many records at once.
func (t Table[R]) PutAll(seq uint64, recs []R) Table[R] {
	all := make([]Record, len(recs))
	for i, r := range recs {
		all[i] = r
	}
	return Table[R]{t.s.put(seq, seq, all...)}
}

// Delete returns the table without the record, as entry seq left it.
func (t Table[R]) Delete(seq uint64, key string) Table[R] { return Table[R]{t.s.remove(seq, key)} }

// Only returns the table of the records that pass, as they pass and with their Revs, as entry seq left it.
func (t Table[R]) Only(seq uint64, pass func(R) (R, bool)) Table[R] {
	var out shelf
	for r := range t.All() {
		if r, ok := pass(r); ok {
			out = out.put(seq, t.Rev(r.Key()), r)
		}
	}
	return Table[R]{out.touch(seq)}
}

// MarshalJSON writes records with their Rev: for snapshots, never for people.
func (t Table[R]) MarshalJSON() ([]byte, error) { return t.s.marshal() }

// UnmarshalJSON reads what MarshalJSON wrote.
func (t *Table[R]) UnmarshalJSON(b []byte) error {
	s, err := unmarshal(b, func(raw json.RawMessage) (Record, error) {
		var r R
		err := json.Unmarshal(raw, &r)
		return r, err
	})
	t.s = s
	return err
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
	// Version is the Seq of the entry that last changed the table.
	Version() uint64
	// Restore puts the record as it was into the table, with its old Rev, on behalf of entry seq.
	Restore(seq uint64, i Image) error
}

// Touched implements Rows.
func (t Table[R]) Touched(seq uint64) []string { return t.s.touchedBy(seq) }

// Image implements Rows.
func (t Table[R]) Image(table, key string) Image { return t.s.image(table, key) }

// Record implements Rows.
func (t Table[R]) Record(key string) Record { return t.s.get(key).rec }

// Keys implements Rows.
func (t Table[R]) Keys() []string { return t.s.keys() }

// Revs implements Rows.
func (t Table[R]) Revs() iter.Seq2[string, uint64] { return t.s.revs() }

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
	t.s = t.s.put(seq, i.Rev, r)
	return nil
}

// Ref is a reference from one record to another.
type Ref struct{ Table, Key string }

// Referrer is a record that refers to others: they must not vanish under it.
type Referrer interface{ Refs() []Ref }

// Labelled is a record that people call by a name.
type Labelled interface{ Label() string }
