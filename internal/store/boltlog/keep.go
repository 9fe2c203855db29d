package boltlog

import (
	"bytes"
	"context"
	"encoding/binary"

	"go.etcd.io/bbolt"

	"convene/internal/ledger"
)

// maxKey is the most bytes that a kind, or a key, in the drawer may have.
const maxKey = 8 << 10

// Put implements ledger.Drawer. Kind and key have at most 8 KiB each, data at most MaxData bytes.
func (l *Log) Put(ctx context.Context, kind, key string, data []byte) error {
	if len(kind) > maxKey || len(key) > maxKey || len(data) > MaxData {
		return sayf(nil, "A draft of %d bytes is too large to keep (at most %d). Nothing was saved of it; shorten it and try again.", len(data), MaxData)
	}
	return l.update(ctx, func(tx *bbolt.Tx, h *head) error {
		b, k := tx.Bucket([]byte(drawerBucket)), drawerKey(kind, key)
		was := b.Get(k) != nil
		switch {
		case len(data) == 0 && !was:
			return errSame
		case len(data) == 0:
			h.drawer--
			return b.Delete(k)
		case !was:
			h.drawer++
		}
		return b.Put(k, encodeSealed(k, data))
	})
}

// Get implements ledger.Drawer.
func (l *Log) Get(ctx context.Context, kind, key string) (data []byte, err error) {
	k := drawerKey(kind, key)
	if len(kind) > maxKey || len(key) > maxKey {
		return nil, nil
	}
	err = l.view(ctx, func(tx *bbolt.Tx) error {
		v := tx.Bucket([]byte(drawerBucket)).Get(k)
		if v == nil {
			return nil
		}
		data, err = l.unseal(k, v)
		return err
	})
	return data, err
}

func (l *Log) unseal(k, v []byte) ([]byte, error) {
	data, ok := decodeSealed(k, v)
	if !ok {
		return nil, l.damaged(0, errSealed.Error()+"; the history is not affected")
	}
	return data, nil
}

// All implements ledger.Drawer.
func (l *Log) All(ctx context.Context, kind string) (all map[string][]byte, err error) {
	err = l.view(ctx, func(tx *bbolt.Tx) error {
		all = map[string][]byte{}
		return eachOf(tx, kind, func(k, v []byte) error {
			data, err := l.unseal(k, v)
			all[string(k[2+len(kind):])] = data
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	return all, nil
}

// eachOf goes through all values of one kind.
func eachOf(tx *bbolt.Tx, kind string, fn func(k, v []byte) error) error {
	if len(kind) > maxKey {
		return nil
	}
	prefix := drawerPrefix(kind)
	c := tx.Bucket([]byte(drawerBucket)).Cursor()
	for k, v := c.Seek(prefix); bytes.HasPrefix(k, prefix); k, v = c.Next() {
		if err := fn(k, v); err != nil {
			return err
		}
	}
	return nil
}

// Clear implements ledger.Drawer.
func (l *Log) Clear(ctx context.Context, kind string) error {
	return l.update(ctx, func(tx *bbolt.Tx, h *head) error {
		var keys [][]byte
		err := eachOf(tx, kind, func(k, _ []byte) error {
			keys = append(keys, bytes.Clone(k))
			return nil
		})
		if err != nil {
			return err
		}
		if len(keys) == 0 {
			return errSame
		}
		h.drawer -= uint64(len(keys))
		for _, k := range keys {
			if err := tx.Bucket([]byte(drawerBucket)).Delete(k); err != nil {
				return err
			}
		}
		return nil
	})
}

// Snapshot implements ledger.Store. A damaged snapshot is no snapshot.
func (l *Log) Snapshot(ctx context.Context, fold string) (s ledger.Snapshot, ok bool, err error) {
	err = l.view(ctx, func(tx *bbolt.Tx) error {
		var chain hash
		s, chain, ok = decodeSnapshot(tx.Bucket([]byte(snapshotBucket)).Get([]byte(newestKey)))
		if ok = ok && s.Fold == fold; !ok {
			return nil
		}
		at, sound := chainAt(tx, s.Seq)
		ok = sound && at == chain
		return nil
	})
	if err != nil || !ok {
		return ledger.Snapshot{}, false, err
	}
	return s, true, nil
}

// chainAt is the chain at an entry, false where there is no sound one.
func chainAt(tx *bbolt.Tx, seq uint64) (hash, bool) {
	if seq == 0 {
		return hash{}, true
	}
	r, err := decodeRecord(tx.Bucket([]byte(entryBucket)).Get(entryKey(seq)))
	return r.chain, err == nil && r.entry.Seq == seq
}

// PutSnapshot implements ledger.Store. The state has at most 1 GiB.
func (l *Log) PutSnapshot(ctx context.Context, s ledger.Snapshot) error {
	if len(s.Data) > 1<<30 || len(s.Fold) > maxString {
		return sayf(nil, "A snapshot of %d bytes is too large to keep. Nothing is lost without it; opening takes longer.", len(s.Data))
	}
	return l.update(ctx, func(tx *bbolt.Tx, h *head) error {
		chain, ok := chainAt(tx, s.Seq)
		if !ok {
			return sayf(nil, "A snapshot of entry %d does not fit the history, which ends at %d, and was not kept. Nothing is lost without it.", s.Seq, h.seq)
		}
		return tx.Bucket([]byte(snapshotBucket)).Put([]byte(newestKey), encodeSnapshot(s, chain))
	})
}

// seqOf reads the key of an entry.
func seqOf(key []byte) uint64 {
	if len(key) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(key)
}
