package boltlog

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"hash/fnv"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"convene/internal/ledger"
	"convene/internal/store/logtest"
)

// TestRecordFormat holds the format of a record to the bytes in which the first version wrote it.
func TestRecordFormat(t *testing.T) {
	b, chain := encodeRecord(logtest.Entry(1), hash{})
	const want = "63766e01" + "000000c2" + "00" + "0000000000000001" + "0000000069a5a721" + "00000001" +
		"0003702d31" + "0008416e61205275697a" + "000b666163696c697461746f72" + "0000" + "000d63617264736f72742e6d6f7665"
	if got := hex.EncodeToString(b[:len(want)/2]); got != want {
		t.Errorf("the header is\n%s, want\n%s", got, want)
	}
	if got := hex.EncodeToString(chain[:]); got != "511db0d74d2e797baab15e614948d850938e42b60436076cf844a0659cbe1f41" {
		t.Errorf("the chain is %s", got)
	}
	r, err := decodeAt(b, 1, hash{})
	if err != nil || r.chain != chain {
		t.Fatalf("%+v, %v", r, err)
	}
	if _, err := decodeAt(b, 2, hash{}); err == nil {
		t.Error("a record in the place of another was taken")
	}
	if _, err := decodeAt(b, 1, hash{1}); err == nil {
		t.Error("a record behind another history was taken")
	}
	for at := range b {
		for bit := range 8 {
			c := bytes.Clone(b)
			c[at] ^= 1 << bit
			if _, err := decodeRecord(c); err == nil {
				t.Fatalf("bit %d of byte %d was changed and nobody noticed", bit, at)
			}
		}
	}
}

func TestRecordRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := logtest.Entry(rapid.Uint64Range(1, 1<<63).Draw(t, "seq"))
		e.By = ledger.Actor{
			Person: rapid.String().Draw(t, "person"), Name: rapid.String().Draw(t, "name"),
			Role: ledger.Role(rapid.String().Draw(t, "role")), Partner: rapid.String().Draw(t, "partner"),
		}
		e.Op, e.Data = rapid.String().Draw(t, "op"), rapid.SliceOf(rapid.Byte()).Draw(t, "data")
		before := hash(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "before"))
		b, chain := encodeRecord(e, before)
		r, err := decodeAt(b, e.Seq, before)
		if err != nil || r.chain != chain {
			t.Fatal(err)
		}
		if err := logtest.Same([]ledger.Entry{r.entry}, []ledger.Entry{e}); err != nil {
			t.Fatal(err)
		}
		r.entry.Data, r.entry.Redacted = nil, true
		if again, err := decodeAt(r.encode(), e.Seq, before); err != nil || !reflect.DeepEqual(again, r) {
			t.Fatalf("erased: %+v, %v, want %+v", again, err, r)
		}
	})
}

func FuzzRecord(f *testing.F) {
	b, _ := encodeRecord(logtest.Entry(1), hash{})
	f.Add(b)
	f.Add(b[:50])
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := decodeRecord(b)
		if err == nil && !bytes.Equal(r.encode(), b) {
			t.Errorf("%x is read and written as %x", b, r.encode())
		}
		// A right checksum must not be enough to break the reading.
		if len(b) > headerAt+4 {
			c := sealCRC(nil, b[:len(b)-4:len(b)-4])
			_, _ = decodeRecord(c)
		}
		_, _ = decodeMeta(sealCRC(nil, bytes.Clone(b)))
		_, _ = decodeHead(sealCRC(nil, bytes.Clone(b)))
		_, _, _ = decodeSnapshot(sealCRC(nil, bytes.Clone(b)))
	})
}

// FuzzInspect damages a small file, makes its tables of contents look right again, and reads it without bbolt.
func FuzzInspect(f *testing.F) {
	l := newFile(f)
	for seq := uint64(1); seq <= 60; seq += 6 {
		if err := l.Append(f.Context(), seq-1, logtest.Entries(seq, seq+5)); err != nil {
			f.Fatal(err)
		}
	}
	if err := l.Put(f.Context(), "draft", "p", bytes.Repeat([]byte("words"), 2000)); err != nil {
		f.Fatal(err)
	}
	mustClose(f, l)
	base := mustRead(f, l.path)
	for page := range uint32(12) {
		f.Add(page*4096+8, []byte{1, 0, 3}, uint32(0), []byte{})
		f.Add(page*4096+16, []byte{0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}, page*4096+30, []byte{7})
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, at1 uint32, with1 []byte, at2 uint32, with2 []byte) {
		b := bytes.Clone(base)
		copy(b[int(at1)%len(b):], with1)
		copy(b[int(at2)%len(b):], with2)
		for _, page := range [][]byte{b, b[4096:]} {
			sum := fnv.New64a()
			_, _ = sum.Write(page[pageHeader : pageHeader+56])
			binary.NativeEndian.PutUint64(page[pageHeader+56:], sum.Sum64())
		}
		entries := 0
		c, err := inspect(memory(b), int64(len(b)), visitor{drawer: checkSealed, entry: func(uint64, item) error { entries++; return nil }})
		if err == nil && (c.meta.Format != Format || entries != int(c.head.seq)) {
			t.Errorf("%d entries, %+v", entries, c)
		}
		if found, err := find(t.Context(), memory(b), int64(len(b))); err != nil || found.count > 60 {
			t.Error(err)
		}
		path := filepath.Join(dir, strconv.Itoa(os.Getpid()))
		mustWrite(t, path, b)
		if err := sniff(path); err != nil {
			sentenceLike(t, err)
		}
		if err != nil {
			return
		}
		// What the walk finds sound must not hurt bbolt.
		o, err := Open(path)
		if err == nil {
			_, err = logtest.Read(o, 0)
			err = errors.Join(err, o.Append(t.Context(), 60, logtest.Entries(61, 70)), o.Put(t.Context(), "draft", "p", nil), o.Close())
		}
		if err != nil && strings.Contains(err.Error(), "cannot be read (") {
			t.Error(err)
		}
	})
}

func FuzzSniff(f *testing.F) {
	f.Add([]byte("text"))
	f.Add(bytes.Repeat([]byte{0xED, 0xDA, 0x0C, 0xED}, 100))
	path := filepath.Join(f.TempDir(), "f")
	f.Fuzz(func(t *testing.T, b []byte) {
		name := path + strconv.Itoa(os.Getpid())
		mustWrite(t, name, b)
		l, err := Open(name)
		if err == nil {
			_ = l.Close()
			t.Fatal("it was opened")
		}
		sentenceLike(t, err)
		if !bytes.Equal(mustRead(t, name), b) {
			t.Error("the file was changed")
		}
	})
}
