package boltlog

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

const maxDepth = 48

// walk goes through a tree of pages and notes which pages it has seen.
type walk struct {
	m    *image
	seen []bool
}

func newWalk(m *image) *walk {
	w := &walk{m: m, seen: make([]bool, m.high)}
	w.seen[0], w.seen[1] = true, true
	return w
}

// mark notes a page and its overflow. No page may be in two places.
func (w *walk) mark(p page) error {
	for id := p.id; id <= p.id+uint64(p.overflow); id++ {
		if w.seen[id] {
			return fmt.Errorf("page %d is used twice", id)
		}
		w.seen[id] = true
	}
	return nil
}

// item is a key and its value, or its bucket.
type item struct {
	key    []byte
	bucket bool
	value  area
}

// read returns the whole value, nil where it cannot be read.
func (i item) read() []byte { return i.value.slice(0, i.value.size) }

// bounds are the keys that a page may have: from (nil for any) and below (nil for any).
type bounds struct{ from, below []byte }

func (b bounds) has(key []byte) bool {
	return (b.from == nil || bytes.Compare(b.from, key) <= 0) && (b.below == nil || bytes.Compare(key, b.below) < 0)
}

// tree goes through all items below the page id, in order.
func (w *walk) tree(id uint64, b bounds, depth int, fn func(item) error) error {
	if depth > maxDepth {
		return errors.New("its pages are nested too deeply")
	}
	p, err := w.m.page(id)
	if err != nil {
		return err
	}
	if err := w.mark(p); err != nil {
		return err
	}
	switch p.flags {
	case flagLeaf:
		return leaf(p, b, fn)
	case flagBranch:
		return w.branch(p, b, depth, fn)
	}
	return fmt.Errorf("page %d is of an unknown kind", id)
}

func (w *walk) branch(p page, b bounds, depth int, fn func(item) error) error {
	elems := p.body.slice(pageHeader, p.count*branchElement)
	if p.count == 0 || elems == nil {
		return fmt.Errorf("page %d has an impossible number of parts", p.id)
	}
	ne := binary.NativeEndian
	keys, children := make([][]byte, p.count), make([]uint64, p.count)
	next := pageHeader + len(elems)
	for i := range keys {
		e := elems[i*branchElement:]
		off, ksize := pageHeader+i*branchElement+int(ne.Uint32(e)), int(ne.Uint32(e[4:]))
		keys[i], children[i] = p.body.slice(off, ksize), ne.Uint64(e[8:])
		if off != next || ksize == 0 || keys[i] == nil || !b.has(keys[i]) {
			return fmt.Errorf("part %d of page %d is not well-formed", i, p.id)
		}
		if i > 0 && bytes.Compare(keys[i-1], keys[i]) >= 0 {
			return fmt.Errorf("page %d is out of order", p.id)
		}
		next = off + ksize
	}
	for i, child := range children {
		inside := bounds{keys[i], b.below}
		if i+1 < len(keys) {
			inside.below = keys[i+1]
		}
		if err := w.tree(child, inside, depth+1, fn); err != nil {
			return err
		}
	}
	return nil
}

// leaf goes through the items of a leaf page. Keys and values lie one behind the other, as bbolt always writes them.
func leaf(p page, b bounds, fn func(item) error) error {
	elems := p.body.slice(pageHeader, p.count*leafElement)
	if elems == nil {
		return fmt.Errorf("page %d has an impossible number of parts", p.id)
	}
	ne := binary.NativeEndian
	next := pageHeader + len(elems)
	var before []byte
	for i := range p.count {
		e := elems[i*leafElement:]
		flags := ne.Uint32(e)
		off, ksize, vsize := pageHeader+i*leafElement+int(ne.Uint32(e[4:])), int(ne.Uint32(e[8:])), int(ne.Uint32(e[12:]))
		key := p.body.slice(off, ksize)
		if off != next || ksize == 0 || key == nil || flags > 1 || vsize < 0 || vsize > p.body.size-off-ksize || !b.has(key) {
			return fmt.Errorf("part %d of page %d is not well-formed", i, p.id)
		}
		if i > 0 && bytes.Compare(before, key) >= 0 {
			return fmt.Errorf("page %d is out of order", p.id)
		}
		if err := fn(item{key, flags == 1, p.body.sub(off+ksize, vsize)}); err != nil {
			return err
		}
		before, next = key, off+ksize+vsize
	}
	return nil
}

// bucket goes through the values of a bucket.
func (w *walk) bucket(i item, fn func(item) error) error {
	h := i.value.slice(0, bucketHeader)
	if !i.bucket || h == nil {
		return fmt.Errorf("its part %q is not well-formed", i.key)
	}
	plain := func(i item) error {
		if i.bucket {
			return errors.New("a part holds another part")
		}
		return fn(i)
	}
	if root := binary.NativeEndian.Uint64(h); root != 0 {
		return w.tree(root, bounds{}, 0, plain)
	}
	body := i.value.sub(bucketHeader, i.value.size-bucketHeader)
	b := body.slice(0, pageHeader)
	if b == nil || binary.NativeEndian.Uint16(b[8:]) != flagLeaf || binary.NativeEndian.Uint64(b) != 0 {
		return fmt.Errorf("its part %q is not well-formed", i.key)
	}
	return leaf(page{flags: flagLeaf, count: int(binary.NativeEndian.Uint16(b[10:])), body: body}, bounds{}, plain)
}

// free sees that the list of free pages names no page that is in use, none twice and none that does not exist. Call it
// after the whole tree. It returns how many pages are neither used nor free: they do no harm.
func (w *walk) free() (lost int, err error) {
	p, err := w.m.page(w.m.freelist)
	if err != nil {
		return 0, err
	}
	if p.flags != flagFreelist {
		return 0, errors.New("its list of free pages is not where it belongs")
	}
	if err := w.mark(p); err != nil {
		return 0, err
	}
	off, count := pageHeader, p.count
	if count == 0xFFFF {
		if b := p.body.slice(off, 8); b != nil {
			count = int(min(binary.NativeEndian.Uint64(b), w.m.high))
			off += 8
		}
	}
	ids := p.body.slice(off, 8*count)
	if ids == nil {
		return 0, errors.New("its list of free pages has an impossible length")
	}
	for chunk := range slices.Chunk(ids, 8) {
		id := binary.NativeEndian.Uint64(chunk)
		if id < 2 || id >= w.m.high || w.seen[id] {
			return 0, fmt.Errorf("its list of free pages names page %d, which is in use", id)
		}
		w.seen[id] = true
	}
	for _, seen := range w.seen {
		if !seen {
			lost++
		}
	}
	return lost, nil
}
