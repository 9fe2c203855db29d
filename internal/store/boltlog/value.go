package boltlog

import (
	"bytes"
	"encoding/binary"
	"time"

	"convene/internal/ledger"
)

// Format is the format version that this program writes. It reads no newer one.
const Format = 1

const (
	aboutMagic    = "cvw\x01"
	headMagic     = "cvh\x01"
	sealedMagic   = "cvd\x01"
	snapshotMagic = "cvs\x01"

	aboutBucket    = "about"
	entryBucket    = "entry"
	drawerBucket   = "drawer"
	snapshotBucket = "snapshot"

	workspaceKey = "workspace"
	headKey      = "head"
	newestKey    = "newest"
)

// buckets lists every bucket, in the order of their names.
func buckets() []string { return []string{aboutBucket, drawerBucket, entryBucket, snapshotBucket} }

// Meta is what a file says about itself.
type Meta struct {
	Format  uint32    // the format version; 0 in Create for the current one
	ID      string    // of the workspace, the same in every copy; "" in Create for a new random one
	Created time.Time // UTC; zero in Create for now
}

func (m Meta) encode() []byte {
	b := binary.BigEndian.AppendUint32([]byte(aboutMagic), m.Format)
	return sealCRC(nil, appendTime(appendString(b, m.ID), m.Created))
}

// decodeMeta reads the version even where the rest is of a newer format.
func decodeMeta(b []byte) (Meta, bool) {
	body, ok := unsealCRC(nil, b)
	in := reader{b: body}
	if !ok || string(in.take(4)) != aboutMagic {
		return Meta{}, false
	}
	m := Meta{Format: in.uint32()}
	if in.bad || m.Format == 0 {
		return Meta{}, false
	}
	if m.Format > Format {
		return m, true
	}
	m.ID, m.Created = in.str(), in.time()
	return m, !in.bad && len(in.b) == 0
}

// head is where the history ends.
type head struct {
	seq    uint64
	chain  hash
	drawer uint64 // values in the drawer
	closed bool   // nothing was changed since the last clean end
}

func (h head) encode() []byte {
	b := binary.BigEndian.AppendUint64([]byte(headMagic), h.seq)
	b = append(b, h.chain[:]...)
	b = binary.BigEndian.AppendUint64(b, h.drawer)
	if h.closed {
		return sealCRC(nil, append(b, 1))
	}
	return sealCRC(nil, append(b, 0))
}

func decodeHead(b []byte) (head, bool) {
	var h head
	body, ok := unsealCRC(nil, b)
	in := reader{b: body}
	if !ok || string(in.take(4)) != headMagic {
		return h, false
	}
	h.seq = in.uint64()
	copy(h.chain[:], in.take(len(h.chain)))
	h.drawer = in.uint64()
	end := in.take(1)
	if in.bad || len(in.b) != 0 || end[0] > 1 {
		return head{}, false
	}
	h.closed = end[0] == 1
	return h, true
}

func entryKey(seq uint64) []byte { return binary.BigEndian.AppendUint64(nil, seq) }

// drawerPrefix begins every key of one kind and of no other.
func drawerPrefix(kind string) []byte { return appendString(nil, kind) }

func drawerKey(kind, key string) []byte { return append(drawerPrefix(kind), key...) }

func encodeSealed(key, data []byte) []byte {
	return sealCRC(key, append([]byte(sealedMagic), data...))
}

// decodeSealed returns a copy of what was sealed under key.
func decodeSealed(key, b []byte) ([]byte, bool) {
	body, ok := unsealCRC(key, b)
	data, is := bytes.CutPrefix(body, []byte(sealedMagic))
	if !ok || !is {
		return nil, false
	}
	return bytes.Clone(data), true
}

func encodeSnapshot(s ledger.Snapshot, chain hash) []byte {
	b := make([]byte, 0, len(s.Data)+len(s.Fold)+64)
	b = append(b, snapshotMagic...)
	b = binary.BigEndian.AppendUint64(b, s.Seq)
	b = append(b, chain[:]...)
	b = appendString(b, s.Fold)
	return sealCRC(nil, append(b, s.Data...))
}

// decodeSnapshot returns a copy, and the chain at its last entry.
func decodeSnapshot(b []byte) (s ledger.Snapshot, chain hash, ok bool) {
	body, ok := unsealCRC(nil, b)
	in := reader{b: body}
	if !ok || string(in.take(4)) != snapshotMagic {
		return s, chain, false
	}
	s.Seq = in.uint64()
	copy(chain[:], in.take(len(chain)))
	s.Fold = in.str()
	if in.bad {
		return ledger.Snapshot{}, chain, false
	}
	s.Data = bytes.Clone(in.b)
	return s, chain, true
}
