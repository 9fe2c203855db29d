//go:build unix && !solaris && !aix

package boltlog

import (
	"errors"
	"os"
	"syscall"
	"time"
)

// lockEvery is how often a lock that another program holds is tried again.
const lockEvery = 20 * time.Millisecond

// lockFile locks the open file, for this program alone or shared with other readers. It waits until the deadline and
// says then that somebody else holds it. bbolt, given the same open file, finds it locked by itself.
func lockFile(f *os.File, exclusive bool, deadline time.Time) (held bool, err error) {
	how := syscall.LOCK_SH | syscall.LOCK_NB
	if exclusive {
		how = syscall.LOCK_EX | syscall.LOCK_NB
	}
	for {
		switch err := syscall.Flock(int(f.Fd()), how); {
		case err == nil:
			return false, nil
		case errors.Is(err, syscall.EINTR):
			continue
		case !errors.Is(err, syscall.EWOULDBLOCK):
			return false, err
		case time.Now().After(deadline):
			return true, nil
		}
		time.Sleep(lockEvery)
	}
}

// unlockFile gives the lock up. Closing alone does not, where bbolt could not be closed: its memory keeps the file.
func unlockFile(f *os.File) { _ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN) }

// syncDir makes a rename in the folder durable.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }() // only read
	// Some file systems cannot sync a folder, and say so: there is nothing more to do then.
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, syscall.ENOTSUP) {
		return err
	}
	return nil
}

// alive says whether there is such a process.
func alive(pid int) bool {
	err := syscall.Kill(pid, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}

// ownedByUs says whether this account owns the file.
func ownedByUs(info os.FileInfo) bool {
	st, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(st.Uid) == os.Geteuid()
}
