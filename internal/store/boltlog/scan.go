package boltlog

import (
	"bytes"
	"context"
	"io"
	"slices"
)

// place is where a record is in a file, and how long it is.
type place struct {
	pos int64
	n   int
}

// scanStep is how much of a file is looked at in one step.
const scanStep = 1 << 20

// scan tells fn every record in the file that is sound in itself, wherever it is: also in pages that nothing refers to any
// more. It needs none of the file's tables. The error is that of ctx or of reading.
func scan(ctx context.Context, r io.ReaderAt, size int64, fn func(record, place)) error {
	buf := make([]byte, scanStep)
	for pos := int64(0); pos+minRecord <= size; {
		if err := ctx.Err(); err != nil {
			return err
		}
		b := buf[:min(scanStep, size-pos)]
		if _, err := r.ReadAt(b, pos); err != nil {
			return err
		}
		at := bytes.Index(b, []byte(recordMagic))
		switch {
		case at < 0:
			pos += int64(len(b) - len(recordMagic) + 1)
			continue
		case at > 0 && at > len(b)-minRecord:
			pos += int64(at)
			continue
		}
		pos += int64(scanPage(r, size, b, at, pos, fn))
	}
	return nil
}

// scanPage looks at all records that begin in b, of which the first may be at at, and returns how far it came.
func scanPage(r io.ReaderAt, size int64, b []byte, at int, pos int64, fn func(record, place)) int {
	for {
		p := place{pos + int64(at), recordSize(b[at:])}
		if rec, ok := readPlace(r, size, b[at:], p); ok {
			fn(rec, p)
			at += p.n
		} else {
			at += len(recordMagic)
		}
		if at >= len(b) {
			return at
		}
		next := bytes.Index(b[at:], []byte(recordMagic))
		if next < 0 {
			return max(at, len(b)-len(recordMagic)+1)
		}
		if at += next; at > len(b)-minRecord {
			return at
		}
	}
}

// readPlace reads the record at p, of which start is the beginning.
func readPlace(r io.ReaderAt, size int64, start []byte, p place) (record, bool) {
	if p.n == 0 || int64(p.n) > size-p.pos {
		return record{}, false
	}
	b := start
	if p.n > len(start) {
		b = make([]byte, p.n)
		if _, err := r.ReadAt(b, p.pos); err != nil {
			return record{}, false
		}
	}
	rec, err := decodeRecord(b[:p.n])
	return rec, err == nil
}

// Range is a run of entries, both ends included.
type Range struct{ From, To uint64 }

// found are the records of a file by sequence number. An entry may have several copies.
type found struct {
	r     io.ReaderAt
	size  int64
	at    map[uint64][]place
	count uint64 // different entries
	last  uint64 // the highest sequence number
}

// find scans a file.
func find(ctx context.Context, r io.ReaderAt, size int64) (*found, error) {
	f := &found{r: r, size: size, at: map[uint64][]place{}}
	err := scan(ctx, r, size, func(rec record, p place) {
		seq := rec.entry.Seq
		if len(f.at[seq]) == 0 {
			f.count++
		}
		if len(f.at[seq]) < 64 { // more copies than any use leaves
			f.at[seq] = append(f.at[seq], p)
		}
		f.last = max(f.last, seq)
	})
	return f, err
}

// options are the copies of entry seq that follow the chain before.
func (f *found) options(seq uint64, before hash) []record {
	var out []record
	for _, p := range f.at[seq] {
		r, ok := readPlace(f.r, f.size, nil, p)
		if ok && r.follows(before) && !slices.ContainsFunc(out, func(o record) bool {
			return o.chain == r.chain && o.entry.Redacted == r.entry.Redacted
		}) {
			out = append(out, r)
		}
	}
	return out
}

// next is the entry behind the chain before. Where a change that was never finished left another one, it is the one from
// which the history goes on; where one copy is erased, it is that.
func (f *found) next(seq uint64, before hash) (record, bool) {
	options := f.options(seq, before)
	if len(options) == 0 {
		return record{}, false
	}
	best := options[len(options)-1]
	for _, o := range options {
		if o.entry.Redacted {
			return o, true
		}
		if len(options) > 1 && len(f.options(seq+1, o.chain)) > 0 {
			best = o
		}
	}
	return best, true
}

// prefix goes through the readable beginning of the history, at most up to limit.
func (f *found) prefix(ctx context.Context, limit uint64, fn func(record) error) (last uint64, chain hash, err error) {
	for last < limit {
		if err := ctx.Err(); err != nil {
			return last, chain, err
		}
		r, ok := f.next(last+1, chain)
		if !ok {
			break
		}
		if err := fn(r); err != nil {
			return last, chain, err
		}
		last, chain = r.entry.Seq, r.chain
	}
	return last, chain, nil
}

// lost are the entries up to last of which there is no copy.
func (f *found) lost(last uint64) (out []Range) {
	seqs := make([]uint64, 0, len(f.at))
	for seq := range f.at {
		seqs = append(seqs, seq)
	}
	slices.Sort(seqs)
	next := uint64(1)
	for _, seq := range append(seqs, last+1) {
		if seq > last+1 {
			break
		}
		if seq > next {
			out = append(out, Range{next, seq - 1})
		}
		next = seq + 1
	}
	return out
}
