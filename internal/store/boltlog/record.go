package boltlog

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"time"

	"convene/internal/ledger"
)

const (
	recordMagic = "cvn\x01"
	// MaxData is the most bytes of Data that one entry may have, 64 MiB.
	MaxData    = 64 << 20
	maxString  = 1<<16 - 1
	recordFlag = 8 // where the flags are
	headerAt   = 9 // where the header begins
	// minRecord is the size of a record with empty strings and no data, maxRecord of the largest.
	minRecord = headerAt + 8 + 12 + 5*2 + 32 + 32 + 4 + 4
	maxRecord = minRecord + 5*maxString + MaxData
)

type hash = [sha256.Size]byte

// record is an entry as it is in the file.
type record struct {
	entry ledger.Entry
	sum   hash // of Data as it was first written
	chain hash // of everything up to this entry
}

func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

// sealCRC adds the checksum of key and b to b.
func sealCRC(key, b []byte) []byte {
	return binary.BigEndian.AppendUint32(b, crcOf(key, b))
}

func crcOf(key, b []byte) uint32 {
	return crc32.Update(crc32.Checksum(key, castagnoli()), castagnoli(), b)
}

// unsealCRC returns b without its checksum, and whether that is right.
func unsealCRC(key, b []byte) ([]byte, bool) {
	if len(b) < 4 {
		return nil, false
	}
	body := b[:len(b)-4]
	return body, binary.BigEndian.Uint32(b[len(body):]) == crcOf(key, body)
}

func appendTime(b []byte, t time.Time) []byte {
	b = binary.BigEndian.AppendUint64(b, uint64(t.Unix()))
	return binary.BigEndian.AppendUint32(b, uint32(t.Nanosecond()))
}

func appendString(b []byte, s string) []byte {
	return append(binary.BigEndian.AppendUint16(b, uint16(len(s))), s...)
}

// appendHeader writes the part of an entry that the chain covers as it is.
func appendHeader(b []byte, e ledger.Entry) []byte {
	b = binary.BigEndian.AppendUint64(b, e.Seq)
	b = appendTime(b, e.At)
	for _, s := range headerStrings(&e) {
		b = appendString(b, *s)
	}
	return b
}

// headerStrings are the strings of a header, in their order.
func headerStrings(e *ledger.Entry) [5]*string {
	return [5]*string{&e.By.Person, &e.By.Name, (*string)(&e.By.Role), &e.By.Partner, &e.Op}
}

func chainOf(before hash, header []byte, sum hash) hash {
	h := sha256.New()
	h.Write(before[:])
	h.Write(header)
	h.Write(sum[:])
	return hash(h.Sum(nil))
}

// checkFits refuses an entry that the format cannot hold.
func checkFits(e ledger.Entry) error {
	for _, s := range headerStrings(&e) {
		if len(*s) > maxString {
			return sayf(nil, "Entry %d has a name of %d bytes, and at most %d are kept. Nothing was saved of it; shorten it and try again.", e.Seq, len(*s), maxString)
		}
	}
	if len(e.Data) > MaxData {
		return sayf(nil, "Entry %d has %d bytes, and at most %d are kept in one. Nothing was saved of it; split it and try again.", e.Seq, len(e.Data), MaxData)
	}
	return nil
}

// encodeRecord writes e behind the entry whose chain is before.
func encodeRecord(e ledger.Entry, before hash) ([]byte, hash) {
	sum := hash(sha256.Sum256(e.Data))
	chain := chainOf(before, appendHeader(nil, e), sum)
	return record{e, sum, chain}.encode(), chain
}

// encode writes the record with the sums that it has.
func (r record) encode() []byte {
	b := make([]byte, 0, minRecord+len(r.entry.Data)+256)
	b = append(b, recordMagic...)
	b = append(b, 0, 0, 0, 0, 0)
	if r.entry.Redacted {
		b[recordFlag] = 1
	}
	b = appendHeader(b, r.entry)
	b = append(b, r.sum[:]...)
	b = append(b, r.chain[:]...)
	b = binary.BigEndian.AppendUint32(b, uint32(len(r.entry.Data)))
	b = append(b, r.entry.Data...)
	binary.BigEndian.PutUint32(b[4:], uint32(len(b)+4))
	return sealCRC(nil, b)
}

var (
	errShort   = errors.New("its record is cut off or is none")
	errSum     = errors.New("its checksum does not match")
	errForm    = errors.New("its record is not well-formed")
	errMissing = errors.New("it is missing")
	errChain   = errors.New("it does not follow from the entry before it")
)

// recordSize reads how long the record at the start of b says that it is, 0 where there is none.
func recordSize(b []byte) int {
	if len(b) < headerAt || string(b[:4]) != recordMagic {
		return 0
	}
	n := binary.BigEndian.Uint32(b[4:])
	if n < minRecord || n > maxRecord {
		return 0
	}
	return int(n)
}

// decodeRecord reads a record that fills b. It verifies all but the chain, and shares no memory with b.
func decodeRecord(b []byte) (record, error) {
	var r record
	n := recordSize(b)
	if n == 0 || n != len(b) {
		return r, errShort
	}
	body, ok := unsealCRC(nil, b)
	if !ok {
		return r, errSum
	}
	flags := body[recordFlag]
	in := reader{b: body[headerAt:]}
	r.entry.Seq, r.entry.At = in.uint64(), in.time()
	for _, s := range headerStrings(&r.entry) {
		*s = in.str()
	}
	copy(r.sum[:], in.take(sha256.Size))
	copy(r.chain[:], in.take(sha256.Size))
	data := in.take(int(in.uint32()))
	if in.bad || len(in.b) != 0 || flags > 1 || flags == 1 && len(data) != 0 || r.entry.Seq == 0 {
		return record{}, errForm
	}
	if r.entry.Redacted = flags == 1; r.entry.Redacted {
		return r, nil
	}
	if sha256.Sum256(data) != r.sum {
		return record{}, errSum
	}
	if len(data) > 0 {
		r.entry.Data = bytes.Clone(data)
	}
	return r, nil
}

// follows says whether the record is the one behind the entry whose chain is before.
func (r record) follows(before hash) bool {
	return chainOf(before, appendHeader(nil, r.entry), r.sum) == r.chain
}

// decodeAt reads the record seq behind the chain before.
func decodeAt(b []byte, seq uint64, before hash) (record, error) {
	r, err := decodeRecord(b)
	switch {
	case err != nil:
		return r, err
	case r.entry.Seq != seq:
		return record{}, fmt.Errorf("entry %d is in its place", r.entry.Seq)
	case !r.follows(before):
		return record{}, errChain
	}
	return r, nil
}

// reader takes fields from b. Once there are too few bytes it is bad and gives zeros.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.b, r.bad = nil, true
		return nil
	}
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}

func (r *reader) uint16() uint16 {
	if b := r.take(2); b != nil {
		return binary.BigEndian.Uint16(b)
	}
	return 0
}

func (r *reader) uint32() uint32 {
	if b := r.take(4); b != nil {
		return binary.BigEndian.Uint32(b)
	}
	return 0
}

func (r *reader) uint64() uint64 {
	if b := r.take(8); b != nil {
		return binary.BigEndian.Uint64(b)
	}
	return 0
}

func (r *reader) str() string { return string(r.take(int(r.uint16()))) }

func (r *reader) time() time.Time {
	sec, nanos := int64(r.uint64()), r.uint32()
	if nanos >= 1e9 {
		r.bad = true
		return time.Time{}
	}
	return time.Unix(sec, int64(nanos)).UTC()
}
