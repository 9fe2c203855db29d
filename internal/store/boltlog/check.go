package boltlog

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"time"
)

// Report is what Check and Rescue found in a file.
type Report struct {
	Path  string
	Sound bool // everything in the file can be read and fits together
	// Entries is how many different entries can be read, wherever they are in the file.
	Entries uint64
	// LastGood is the last entry of the whole beginning of the history: what Rescue brings over. 0 for none.
	LastGood uint64
	Problems []string // what is wrong, each a sentence; none for a sound file
	Lost     []Range  // entries that should be there and cannot be read
}

// suspect is a file that is being looked at, locked against writers and never written.
type suspect struct {
	path string
	file *os.File
	size int64
	contents
	report Report
	copy   bool   // file is a copy
	whole  bool   // the tree of pages is sound
	sure   bool   // contents.head is the newest
	sealed []item // what the drawer has and is sound, where that was asked for
}

var errSealed = errors.New("a draft or a sealed note does not match its checksum")

// openSuspect returns the errors of Open but for *DamageError.
func openSuspect(path string, wait time.Duration) (*suspect, error) {
	if err := sniff(path); err != nil {
		return nil, err
	}
	f, err := openLocked(path, realPath(path), os.O_RDONLY, false, wait)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		_ = f.Close()
		return nil, fileError(path, err)
	}
	return &suspect{path: path, file: f, size: info.Size(), report: Report{Path: path}}, nil
}

// close ends the look. A copy that could not lose its name before loses it now.
func (s *suspect) close() {
	_ = s.file.Close() // only read
	if s.copy {
		_ = os.Remove(s.file.Name())
	}
}

func (s *suspect) problem(format string, args ...any) {
	s.report.Problems = append(s.report.Problems, fmt.Sprintf(format, args...))
}

// walk goes through the tree of pages and notes what is wrong. The error is a sentence: the file is no workspace of ours.
func (s *suspect) walk() error {
	var chain hash
	broken := false
	c, err := inspect(s.file, s.size, visitor{
		entry: func(seq uint64, i item) error {
			r, err := decodeAt(i.read(), seq, chain)
			switch {
			case err == nil:
				s.report.Entries++
			case !broken:
				broken = true
				s.problem("Entry %d is damaged: %v.", seq, err)
			}
			chain = r.chain
			return nil
		},
		drawer: func(i item) error {
			if err := checkSealed(i); err != nil {
				s.problem("In the drawer, %v.", err)
				return nil
			}
			s.sealed = append(s.sealed, i)
			return nil
		},
	})
	s.contents = c
	var not notOurs
	var newer *NewerError
	switch {
	case errors.As(err, &not), errors.As(err, &newer):
		return inspectError(s.path, err)
	case err != nil:
		s.problem("The file's own order is damaged: %v.", err)
	default:
		s.whole = true
		if !broken && chain != c.head.chain {
			s.problem("The last entry is not the one at which the history ended.")
		}
	}
	s.sure = s.whole && !c.spare
	return nil
}

// Check reads everything in a file, also in a damaged one, and says what is wrong with it. It never changes the file. A child
// process reads it too (see ChildMain), for 20 seconds at most or, where ctx has a deadline, three quarters of the time until
// then. Where another program has the file open, a copy is checked, as by Look. It returns the errors of Open; damage is no error here but in the report.
func Check(ctx context.Context, path string) (Report, error) {
	s, err := openSuspect(path, lookWait)
	if elsewhere(err) {
		s, err = copySuspect(ctx, path)
	}
	if err != nil {
		return Report{Path: path}, err
	}
	defer s.close()
	if err := s.walk(); err != nil {
		return s.report, err
	}
	if s.whole {
		v, err := askChild(ctx, s.file, childShares)
		if err != nil && !errors.Is(err, errNoChild) {
			return s.report, err
		}
		if v.What != "" && len(s.report.Problems) == 0 {
			s.problem("The database library cannot read the file: %s.", v.What)
		}
	}
	if len(s.report.Problems) == 0 && s.sure {
		s.report.Sound, s.report.LastGood = true, s.head.seq
		return s.report, nil
	}
	found, err := s.find(ctx)
	if err != nil {
		return s.report, err
	}
	return s.conclude(ctx, found, func(record) error { return nil })
}

func (s *suspect) find(ctx context.Context) (*found, error) {
	f, err := find(ctx, s.file, s.size)
	if err != nil && ctx.Err() == nil {
		err = sayf(err, "The disk does not give all of %q (%v). The file was left as it is; copy it to another disk and try again.", s.path, err)
	}
	return f, err
}

// limit is the last entry that there can be.
func (s *suspect) limit() uint64 {
	if s.sure {
		return s.head.seq
	}
	return math.MaxUint64
}

// conclude writes the report from all records of the file, and gives fn those that can be rescued.
func (s *suspect) conclude(ctx context.Context, f *found, fn func(record) error) (Report, error) {
	good, chain, err := f.prefix(ctx, s.limit(), fn)
	if err != nil {
		return s.report, err
	}
	last := max(good, s.head.seq)
	if !s.whole {
		last = max(last, f.last)
	}
	if s.whole && s.spare && good > s.head.seq {
		s.problem("The newest table of contents is damaged, and entries %d to %d are known to it alone.", s.head.seq+1, good)
	}
	if s.sure && good == s.head.seq && chain != s.head.chain {
		s.problem("The history was changed after it was written.")
	}
	if s.report.Lost = f.lost(last); len(s.report.Lost) == 0 && good < last {
		s.problem("Entry %d does not follow from the entry before it.", good+1)
	}
	s.report.LastGood, s.report.Entries = good, min(f.count, last)
	s.report.Sound = len(s.report.Problems) == 0 && good == last
	return s.report, nil
}

// Rescue writes the beginning of the history up to the first entry of which no copy can be read, and what can be read of
// the drawer, to a new file dest, mode 0600. It never changes the file at path, and never replaces one at dest. It
// returns the errors of Open, and one where there is nothing to rescue; then there is no file dest.
func Rescue(ctx context.Context, path, dest string) (Report, error) {
	s, err := openSuspect(path, lockWait)
	if err != nil {
		return Report{Path: path}, err
	}
	defer s.close()
	if err := s.walk(); err != nil {
		return s.report, err
	}
	if _, err := os.Lstat(dest); err == nil {
		return s.report, backupError(dest, fs.ErrExist)
	}
	found, err := s.find(ctx)
	if err != nil {
		return s.report, err
	}
	meta := s.contents.meta
	if meta.ID == "" {
		meta = freshMeta(time.Now())
	}
	b, err := newBuilder(dest, meta)
	if err != nil {
		return s.report, backupError(dest, err)
	}
	if err := s.rescue(ctx, found, b); err != nil {
		b.discard()
		return s.report, backupError(dest, err)
	}
	if err := b.publish(dest); err != nil {
		b.discard()
		return s.report, backupError(dest, err)
	}
	return s.report, backupError(dest, b.close())
}

func (s *suspect) rescue(ctx context.Context, f *found, b *builder) error {
	if _, err := s.conclude(ctx, f, b.entry); err != nil {
		return err
	}
	if s.report.LastGood == 0 && !s.report.Sound {
		return sayf(nil, "No entry at the beginning of %q can be read, so there is nothing to rescue. The file was left as it is; look for a backup of it.", s.path)
	}
	for _, i := range s.sealed {
		if err := b.sealed(i.key, i.read()); err != nil {
			return err
		}
	}
	return b.finish()
}
