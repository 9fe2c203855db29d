package boltlog

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"time"
)

// sentence is an error in plain words: what happened, what is safe, what to do next.
type sentence struct {
	text string
	err  error // what errors.Is finds
}

func (s *sentence) Error() string { return s.text }
func (s *sentence) Unwrap() error { return s.err }

func sayf(err error, format string, args ...any) error {
	return &sentence{fmt.Sprintf(format, args...), err}
}

// HeldError says that another program has the file open.
type HeldError struct {
	Path    string
	PID     int       // 0 where it is not known
	Program string    // its name, "another program" where it is not known
	Since   time.Time // when it opened the file; zero where it is not known
}

// Error names the other program.
func (e *HeldError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "The workspace %q is open in %s", e.Path, e.Program)
	switch {
	case e.PID > 0 && !e.Since.IsZero():
		fmt.Fprintf(&b, " (process %d, since %s)", e.PID, e.Since.Local().Format("2 January 15:04"))
	case e.PID > 0:
		fmt.Fprintf(&b, " (process %d)", e.PID)
	}
	b.WriteString(". Nothing was changed. Use it there, or close it there and try again.")
	return b.String()
}

// DamageError says that the file, or an entry in it, is damaged. Whatever returned it has left the file as it was.
type DamageError struct {
	Path string
	Seq  uint64 // the first entry that cannot be read, with all before it readable; 0 where the damage is elsewhere
	What string // what is wrong, as a part of a sentence
}

// Error says what is wrong, what is safe and what to do.
func (e *DamageError) Error() string {
	const next = "The file was left as it is. Keep a copy of it; `convene check %s --rescue DEST` writes what can be read to a new file."
	switch {
	case e.Seq == 0:
		return fmt.Sprintf("The workspace %q is damaged: %s. "+next, e.Path, e.What, e.Path)
	case e.Seq == 1:
		return fmt.Sprintf("The first entry in the workspace %q is damaged: %s. "+next, e.Path, e.What, e.Path)
	}
	return fmt.Sprintf("Entry %d in the workspace %q is damaged: %s. Entries 1 to %d can be read. "+next,
		e.Seq, e.Path, e.What, e.Seq-1, e.Path)
}

// NewerError says that a newer version of the program wrote the file.
type NewerError struct {
	Path   string
	Format uint32 // of the file
}

// Error says what to do.
func (e *NewerError) Error() string {
	return fmt.Sprintf("The workspace %q was written by a newer convene (file format %d; this one knows up to %d). "+
		"Nothing was changed. Install the newer convene to open it.", e.Path, e.Format, Format)
}

func errClosed(path string) error {
	return sayf(fs.ErrClosed, "The workspace %q has been closed. Everything saved before is safe; open it again to go on.", path)
}

// fileError says in words why a file could not be opened or made.
func fileError(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return sayf(err, "There is no workspace %q. Nothing was made; `convene new %s` starts one there.", path, path)
	case errors.Is(err, fs.ErrExist):
		return sayf(err, "There is a file %q already, and it was left as it is. Choose another name, or open it with `convene %s`.", path, path)
	case errors.Is(err, fs.ErrPermission):
		return sayf(err, "The file %q may not be opened or written by this account, so nothing was changed. Ask its owner, or copy it to a folder of your own.", path)
	case errors.Is(err, syscall.EROFS):
		return sayf(err, "The file %q is on a disk that cannot be written, so nothing was changed. Copy it to a folder of your own.", path)
	case noRoom(err):
		return fullError(path, err)
	}
	return sayf(err, "The file %q could not be used (%v). What was saved before is safe; try again, or copy it to another disk.", path, err)
}

func fullError(path string, err error) error {
	return sayf(err, "There is no room on the disk for %q, so the last change was not saved. Everything before it is safe; make some room and try again.", path)
}

// noRoom says whether a write failed for want of space. bbolt wraps some of these errors as text only.
func noRoom(err error) bool {
	for _, e := range []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG} {
		if errors.Is(err, e) || err != nil && strings.Contains(err.Error(), e.Error()) {
			return true
		}
	}
	return false
}

// writeError says in words why a change could not be saved; errors that speak for themselves stay.
func writeError(path string, err error) error {
	if noRoom(err) {
		return fullError(path, err)
	}
	var sys *os.PathError
	var no syscall.Errno
	if errors.As(err, &sys) || errors.As(err, &no) {
		return sayf(err, "The disk did not take the last change to %q (%v), so it was not saved. Everything before it is safe; try again, or make a backup on another disk.", path, err)
	}
	return err
}
