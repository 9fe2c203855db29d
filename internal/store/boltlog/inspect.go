package boltlog

import (
	"errors"
	"fmt"
	"io"
	"slices"
)

// contents is what a sound file has.
type contents struct {
	meta  Meta
	head  head
	lost  int  // pages that are neither used nor free
	spare bool // the newest table of contents may be lost
}

// visitor is told what is found. Any part may be nil.
type visitor struct {
	entry  func(seq uint64, value item) error
	drawer func(item) error
}

// inspect walks through the whole file without bbolt. It reads the values of about alone and those that v reads. The
// error is a notOurs, a *NewerError without its path, or says what is damaged.
func inspect(r io.ReaderAt, size int64, v visitor) (contents, error) {
	m, err := openImage(r, size)
	if err != nil {
		return contents{}, err
	}
	c := contents{spare: m.spare}
	w := newWalk(&m)
	var parts []item
	if err := w.tree(m.root, bounds{}, 0, func(i item) error {
		parts = append(parts, i)
		if len(parts) > 16 {
			return errors.New("it has too many parts")
		}
		return nil
	}); err != nil {
		return c, err
	}
	if err := known(parts); err != nil {
		return c, err
	}
	if err := c.about(w, parts[0]); err != nil {
		return c, err
	}
	if err := c.rest(w, parts, v); err != nil {
		return c, err
	}
	c.lost, err = w.free()
	return c, err
}

// known sees that the parts are ours.
func known(parts []item) error {
	ours := slices.ContainsFunc(parts, func(i item) bool { return slices.Contains(buckets(), string(i.key)) })
	switch {
	case !ours:
		return notOurs{"it is a database of another program, or was never finished"}
	case string(parts[0].key) != aboutBucket:
		return fmt.Errorf("its part %q is missing", aboutBucket)
	}
	return nil
}

// about reads what the file is and where the history ends.
func (c *contents) about(w *walk, part item) error {
	var meta, end []byte
	err := w.bucket(part, func(i item) error {
		switch string(i.key) {
		case workspaceKey:
			meta = i.read()
		case headKey:
			end = i.read()
		}
		return nil
	})
	if err != nil {
		return err
	}
	var ok bool
	if c.meta, ok = decodeMeta(meta); !ok {
		return errors.New("what it says about itself does not match its checksum")
	}
	if c.meta.Format > Format {
		return &NewerError{Format: c.meta.Format}
	}
	if c.head, ok = decodeHead(end); !ok {
		return errors.New("the mark where its history ends does not match its checksum")
	}
	return nil
}

// rest goes through all other buckets.
func (c *contents) rest(w *walk, parts []item, v visitor) error {
	if len(parts) != len(buckets()) {
		return errors.New("a part of it is missing")
	}
	for i, name := range buckets() {
		if string(parts[i].key) != name {
			return fmt.Errorf("its part %q is missing", name)
		}
	}
	if err := c.drawer(w, parts[1], v); err != nil {
		return err
	}
	var last uint64
	err := w.bucket(parts[2], func(i item) error {
		if last++; seqOf(i.key) != last {
			return fmt.Errorf("entry %d is not in its place", last)
		}
		if v.entry != nil {
			return v.entry(last, i)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if last != c.head.seq {
		return fmt.Errorf("it should have %d entries, and %d were found", c.head.seq, last)
	}
	return w.bucket(parts[3], func(item) error { return nil })
}

func (c *contents) drawer(w *walk, part item, v visitor) error {
	var count uint64
	err := w.bucket(part, func(i item) error {
		count++
		if v.drawer != nil {
			return v.drawer(i)
		}
		return nil
	})
	if err == nil && count != c.head.drawer {
		err = fmt.Errorf("it should have %d drafts and sealed notes, and %d were found", c.head.drawer, count)
	}
	return err
}
