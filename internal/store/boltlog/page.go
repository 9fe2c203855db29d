package boltlog

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"unicode"
	"unicode/utf8"
)

// This file and walk.go read bbolt's own format (version 2), trusting nothing of what they read.

const (
	boltMagic   = 0xED0CDAED
	boltVersion = 2

	pageHeader    = 16 // id 8, flags 2, count 2, overflow 4
	metaSize      = 64
	leafElement   = 16 // flags 4, pos 4, ksize 4, vsize 4
	branchElement = 16 // pos 4, ksize 4, pgid 8
	bucketHeader  = 16 // root 8, sequence 8

	flagBranch   = 0x01
	flagLeaf     = 0x02
	flagFreelist = 0x10

	minPage = 1024
	maxPage = 1 << 24
)

// table is one of a file's two tables of contents, which bbolt calls meta pages.
type table struct {
	pageSize             uint64
	root, freelist, high uint64 // page numbers; all pages are below high
	txid                 uint64
	valid                bool
}

// readTable reads the table of the page b. Even an invalid one has a txid, since bbolt looks at it.
func readTable(b []byte) table {
	ne := binary.NativeEndian
	b = b[pageHeader : pageHeader+metaSize]
	t := table{
		pageSize: uint64(ne.Uint32(b[8:])), root: ne.Uint64(b[16:]), freelist: ne.Uint64(b[32:]),
		high: ne.Uint64(b[40:]), txid: ne.Uint64(b[48:]),
	}
	sum := fnv.New64a()
	_, _ = sum.Write(b[:56]) // a hash takes everything
	t.valid = ne.Uint32(b) == boltMagic && ne.Uint32(b[4:]) == boltVersion && sum.Sum64() == ne.Uint64(b[56:])
	return t
}

func looksLikeTable(b []byte) bool {
	return len(b) >= pageHeader+metaSize && binary.NativeEndian.Uint32(b[pageHeader:]) == boltMagic
}

// image is a database file, read as bytes.
type image struct {
	r    io.ReaderAt
	size int64
	table
	// spare says that the newest table may be lost and this one is the one before: the last change may be missing.
	spare bool
}

// memory is a file as memory: its parts are not copied.
type memory []byte

// ReadAt implements io.ReaderAt.
func (m memory) ReadAt(b []byte, pos int64) (int, error) {
	if pos < 0 || pos > int64(len(m)) {
		return 0, io.EOF
	}
	n := copy(b, m[pos:])
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

// notOurs says that a file is no workspace, as a part of a sentence.
type notOurs struct{ what string }

func (e notOurs) Error() string { return e.what }

var errCut = errors.New("it has been cut off: the end of the file is missing")

// openImage finds the table that bbolt would use. The error is notOurs or says what is damaged.
func openImage(r io.ReaderAt, size int64) (image, error) {
	m := image{r: r, size: size}
	if size == 0 {
		return m, notOurs{"it is empty"}
	}
	start := make([]byte, min(size, 8192))
	if _, err := r.ReadAt(start, 0); err != nil {
		return m, err
	}
	first, second, err := m.tables(start)
	if err != nil {
		return m, err
	}
	m.table = first
	if !first.valid || second.valid && second.txid > first.txid {
		m.table = second
	}
	m.spare = !first.valid || !second.valid
	ps := m.pageSize
	switch {
	case ps < minPage || ps > maxPage || ps&(ps-1) != 0 || m.high < 4 || m.high > 1<<40:
		return m, errors.New("its table of contents makes no sense")
	case uint64(size) < m.high*ps:
		return m, errCut
	}
	return m, nil
}

// tables reads both tables of contents. An error means that neither is valid.
func (m *image) tables(start []byte) (first, second table, err error) {
	if len(start) >= pageHeader+metaSize {
		first = readTable(start)
	}
	if first.valid {
		if b := m.at(int64(first.pageSize), pageHeader+metaSize); b != nil {
			second = readTable(b)
		}
		return first, second, nil
	}
	seen := looksLikeTable(start)
	for pos := int64(minPage); pos <= maxPage; pos *= 2 {
		b := m.at(pos, pageHeader+metaSize)
		if b == nil {
			break
		}
		seen = seen || looksLikeTable(b)
		if second = readTable(b); second.valid && second.pageSize == uint64(pos) {
			return first, second, nil
		}
	}
	switch {
	case seen && m.size < 4*minPage:
		return first, second, errCut
	case seen:
		return first, second, errors.New("both of its tables of contents are damaged")
	case isText(start):
		return first, second, notOurs{"it is a text file"}
	}
	return first, second, notOurs{"it is a file of some other kind, or has been overwritten"}
}

// isText says whether b reads as text. The last character may be cut.
func isText(b []byte) bool {
	b = b[:min(len(b), 1024)]
	if bytes.HasPrefix(b, []byte("%PDF")) {
		return false
	}
	for len(b) > 0 {
		c, n := utf8.DecodeRune(b)
		if c == utf8.RuneError && n == 1 {
			return len(b) < utf8.UTFMax && !utf8.FullRune(b)
		}
		if !unicode.IsPrint(c) && !unicode.IsSpace(c) && c != '\uFEFF' {
			return false
		}
		b = b[n:]
	}
	return true
}

// at returns n bytes at pos, nil where the file has none there.
func (m *image) at(pos int64, n int) []byte {
	if pos < 0 || n < 0 || pos > m.size-int64(n) {
		return nil
	}
	if mem, ok := m.r.(memory); ok {
		return mem[pos : pos+int64(n) : pos+int64(n)]
	}
	b := make([]byte, n)
	if _, err := m.r.ReadAt(b, pos); err != nil {
		return nil
	}
	return b
}

// page is a page with the pages that belong to it.
type page struct {
	id              uint64
	flags           uint16
	count, overflow int
	body            area // everything, the header included
}

// area is a part of the file, of which the beginning may be in memory already.
type area struct {
	m     *image
	pos   int64
	size  int
	start []byte
}

// slice returns n bytes of the area, nil where there are none.
func (a area) slice(off, n int) []byte {
	if off < 0 || n < 0 || off > a.size-n {
		return nil
	}
	if off+n <= len(a.start) {
		return a.start[off : off+n]
	}
	return a.m.at(a.pos+int64(off), n)
}

// sub is the part of the area from off on, n bytes long; it must be inside.
func (a area) sub(off, n int) area {
	s := area{m: a.m, pos: a.pos + int64(off), size: n}
	if off < len(a.start) {
		s.start = a.start[off:min(len(a.start), off+n)]
	}
	return s
}

// page reads the page id and sees that it says so itself and that all of it is below high.
func (m *image) page(id uint64) (page, error) {
	if id < 2 || id >= m.high {
		return page{}, fmt.Errorf("something refers to page %d, and there is none", id)
	}
	b := m.at(int64(id*m.pageSize), int(m.pageSize))
	if b == nil {
		return page{}, fmt.Errorf("page %d cannot be read", id)
	}
	ne := binary.NativeEndian
	p := page{id: id, flags: ne.Uint16(b[8:]), count: int(ne.Uint16(b[10:])), overflow: int(ne.Uint32(b[12:]))}
	if ne.Uint64(b) != id {
		return page{}, fmt.Errorf("page %d is not where it belongs", id)
	}
	if uint64(p.overflow) >= m.high-id {
		return page{}, fmt.Errorf("page %d reaches beyond the end", id)
	}
	p.body = area{m, int64(id * m.pageSize), (p.overflow + 1) * int(m.pageSize), b}
	return p, nil
}
